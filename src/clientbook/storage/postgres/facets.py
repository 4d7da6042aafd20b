"""Who carries a label, as bitmaps a block: filters are answered without a row of a client.

To count a hundred thousand rows of labels, or to join them, takes the server a tenth of a second.
The bitmaps of the same clients are 13 KiB a label, read by key and combined here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from clientbook.storage.bitmaps import unpack
from clientbook.storage.blocks import ACTIVE, Blocks, by_block, changed, passing, size
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import EVERYONE, FacetFilter

Labels = AbstractSet[str]


def labels_of(facets: Iterable[str]) -> set[str]:
    """Return the labels of an ACTIVE client with these facets."""
    return {ACTIVE, *facets}


class LabelBitmaps:
    """The bitmaps of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change(self, book: str, changes: Mapping[int, tuple[Labels, Labels]]) -> None:
        """Change the labels of clients by their numbers, from some to others."""
        plus: dict[str, list[int]] = defaultdict(list)
        minus: dict[str, list[int]] = defaultdict(list)
        for number, (old, new) in changes.items():
            for label in new - old:
                plus[label].append(number)
            for label in old - new:
                minus[label].append(number)
        moves = {
            label: (by_block(plus.get(label, ())), by_block(minus.get(label, ())))
            for label in {*plus, *minus}
        }
        writes = changed(moves, self._held(book, moves))
        self._session.each(
            "INSERT INTO clientbook_facet_blocks (book, block, label, size, members)"
            " SELECT b.book, w.* FROM {rows} AS w (block, label, size, members),"
            " (SELECT %s::text) AS b (book) ON CONFLICT (book, label, block)"
            " DO UPDATE SET size = excluded.size, members = excluded.members",
            [write for write in writes if write[3]],
            (book,),
        )
        self._session.each(
            "DELETE FROM clientbook_facet_blocks"
            " WHERE (block, label) IN (SELECT * FROM {rows}) AND book = %s",
            [write[:2] for write in writes if not write[3]],
            (book,),
        )

    def _held(
        self, book: str, moves: Mapping[str, tuple[Mapping[int, object], Mapping[int, object]]]
    ) -> dict[tuple[int, str], bytes]:
        """Return the members of the blocks that labels change in, by block and label."""
        places = [
            (label, block)
            for label, (plus, minus) in moves.items()
            for block in plus.keys() | minus.keys()
        ]
        rows = self._session.rows(
            "SELECT b.block, b.label, b.members"
            " FROM unnest(%b::text[], %b::integer[]) AS k (label, block)"
            " JOIN clientbook_facet_blocks b"
            " ON b.book = %s AND b.label = k.label AND b.block = k.block",
            ([label for label, _ in places], [block for _, block in places], book),
        )
        return {(block, label): members for block, label, members in rows}

    def count(self, book: str, where: FacetFilter) -> int:
        """Return how many ACTIVE clients pass a filter."""
        if where != EVERYONE:  # other labels stay on clients that are not ACTIVE
            return size(self.select(book, where))
        row = self._session.row(
            "SELECT coalesce(sum(size), 0) FROM clientbook_facet_blocks"
            " WHERE book = %s AND label = %s",
            (book, ACTIVE),
        )
        return int(row[0]) if row else 0

    def select(self, book: str, where: FacetFilter) -> Blocks:
        """Return the ACTIVE clients that pass a filter."""
        labelled: dict[str, Blocks] = defaultdict(dict)
        for label, block, members in self._session.rows(
            "SELECT label, block, members FROM clientbook_facet_blocks"
            " WHERE book = %s AND label = ANY(%b)",
            (book, [ACTIVE, *where.all_of, *where.none_of]),
        ):
            labelled[label][block] = unpack(members)

        def between(low: str, high: str) -> Blocks:
            found: Blocks = defaultdict(int)
            for block, members in self._session.rows(
                "SELECT block, members FROM clientbook_facet_blocks"
                " WHERE book = %s AND label >= %s AND label < %s AND label <> ''",
                (book, low, high),
            ):
                found[block] |= unpack(members)
            return found

        return passing(where, labelled.__getitem__, between)
