"""Who carries a label of its entry, as bitmaps a block: filters are counted without their rows.

The table of labels answers which clients a page shows; to count a hundred thousand rows of it, or
to join them, takes the server a tenth of a second.  The bitmaps of the same clients are 13 KiB a
label, read by key and counted here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from clientbook.storage.bitmaps import BLOCK, BLOCK_BITS, bitmap, pack, unpack
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import FacetFilter

ACTIVE = ""
"""The label every ACTIVE client carries."""

Labels = AbstractSet[str]


def labels_of(facets: Iterable[str]) -> set[str]:
    """Return the labels of an ACTIVE client with these facets."""
    return {ACTIVE, *facets}


def is_counted_by_blocks(where: FacetFilter) -> bool:
    """True for filters over the labels of entries; ranges and set labels are not in bitmaps."""
    named = (*where.all_of, *where.none_of)
    return not (where.ranges or where.none_ranges or any("/" in label for label in named))


class LabelBitmaps:
    """The bitmaps of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change(self, book: str, changes: Mapping[int, tuple[Labels, Labels]]) -> None:
        """Change the labels of clients by their numbers, from some to others."""
        plus: dict[tuple[str, int], list[int]] = defaultdict(list)
        minus: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, (old, new) in changes.items():
            block, offset = number >> BLOCK_BITS, number & (BLOCK - 1)
            for label in new - old:
                plus[label, block].append(offset)
            for label in old - new:
                minus[label, block].append(offset)
        places = sorted(plus.keys() | minus.keys())
        if not places:
            return
        held = self._read(book, places)
        kept: list[tuple[str, str, int, int, bytes]] = []
        empty: list[tuple[str, str, int]] = []
        for place in places:
            bits = held.get(place, 0) & ~bitmap(minus.get(place, ())) | bitmap(plus.get(place, ()))
            if bits:
                kept.append((book, *place, bits.bit_count(), pack(bits)))
            else:
                empty.append((book, *place))
        self._session.many(
            "INSERT INTO clientbook_facet_blocks (book, label, block, size, members)"
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (book, label, block)"
            " DO UPDATE SET size = excluded.size, members = excluded.members",
            kept,
        )
        self._session.many(
            "DELETE FROM clientbook_facet_blocks WHERE book = %s AND label = %s AND block = %s",
            empty,
        )

    def _read(self, book: str, places: list[tuple[str, int]]) -> dict[tuple[str, int], int]:
        rows = self._session.rows(
            "SELECT b.label, b.block, b.members"
            " FROM unnest(%s::text[], %s::integer[]) AS k (label, block)"
            " JOIN clientbook_facet_blocks b"
            " ON b.book = %s AND b.label = k.label AND b.block = k.block",
            ([label for label, _ in places], [block for _, block in places], book),
        )
        return {(label, block): unpack(data) for label, block, data in rows}

    def count(self, book: str, where: FacetFilter) -> int:
        """Return how many ACTIVE clients pass a filter of :func:`is_counted_by_blocks`."""
        wanted = sorted(where.all_of) or [ACTIVE]
        if len(wanted) == 1 and not where.none_of:
            row = self._session.row(
                "SELECT coalesce(sum(size), 0) FROM clientbook_facet_blocks"
                " WHERE book = %s AND label = %s",
                (book, wanted[0]),
            )
            return int(row[0]) if row else 0
        blocks: dict[str, dict[int, int]] = defaultdict(dict)
        for label, block, data in self._session.rows(
            "SELECT label, block, members FROM clientbook_facet_blocks"
            " WHERE book = %s AND label = ANY(%s)",
            (book, [*wanted, *sorted(where.none_of)]),
        ):
            blocks[label][block] = unpack(data)
        total = 0
        for block, first in blocks[wanted[0]].items():
            bits = first
            for label in wanted[1:]:
                bits &= blocks[label].get(block, 0)
            for label in where.none_of:
                bits &= ~blocks[label].get(block, 0)
            total += bits.bit_count()
        return total
