"""Which clients carry which facets: bitmaps per facet and block."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from clientbook.convert.documents import dump_json
from clientbook.storage.bitmaps import BLOCK_BITS, unpack
from clientbook.storage.blocks import ACTIVE, Blocks, Moves, by_block, changed, passing, size
from clientbook.storage.protocols import EVERYONE, FacetFilter
from clientbook.storage.sqlite.books import SHIFT
from clientbook.storage.sqlite.sessions import Session

_SEEKS = 5_000  # look-ups from which one pass over all blocks is quicker


class FacetBlocks:
    """The facets of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change(
        self, book: int, added: Mapping[str, Iterable[int]], removed: Mapping[str, Iterable[int]]
    ) -> None:
        """Add and remove members of facets.

        Args:
            book: Key of the book.
            added: Client numbers by label; none of them carries it yet.
            removed: Client numbers by label; all of them carry it.
        """
        labels = sorted(
            label for label in {*added, *removed} if added.get(label) or removed.get(label)
        )
        if not labels:
            return
        keys = self._need_keys(book, labels)
        moves = {
            key: (by_block(added.get(label, ())), by_block(removed.get(label, ())))
            for label, key in keys.items()
        }
        writes = changed(moves, self._held(moves))
        self._session.many(
            "INSERT OR REPLACE INTO clientbook_facet_blocks VALUES (?, ?, ?, ?)", writes
        )
        empty = [write[:2] for write in writes if not write[2]]
        self._session.many(
            "DELETE FROM clientbook_facet_blocks WHERE block = ? AND facet = ?", empty
        )
        self._forget(book, keys, {facet for _, facet in empty})

    def _forget(self, book: int, keys: Mapping[str, int], emptied: Collection[int]) -> None:
        """Take out the labels nobody has any more: a label may say something of a person."""
        unused = [
            (book, label)
            for label, key in keys.items()
            if key in emptied and not self._members("size", book, label)
        ]
        self._session.many("DELETE FROM clientbook_facets WHERE book = ? AND label = ?", unused)

    def _need_keys(self, book: int, labels: Sequence[str]) -> dict[str, int]:
        """Return the keys of labels, making those that are new."""
        wanted = dump_json(labels)
        self._session.execute(
            "INSERT INTO clientbook_facets (book, label, key)"
            " SELECT ?, j.value, j.key + 1 + (SELECT coalesce(max(key), 0) FROM clientbook_facets)"
            " FROM json_each(?) j"
            " WHERE NOT EXISTS (SELECT 1 FROM clientbook_facets f"
            " WHERE f.book = ? AND f.label = j.value)",
            (book, wanted, book),
        )
        return dict(
            self._session.rows(
                "SELECT f.label, f.key FROM json_each(?) j"
                " CROSS JOIN clientbook_facets f ON f.book = ? AND f.label = j.value",
                (wanted, book),
            )
        )

    def _held(self, moves: Mapping[int, Moves]) -> dict[tuple[int, int], bytes]:
        """Return the members of the blocks that facets change in, by block and facet."""
        facets: dict[int, list[int]] = defaultdict(list)
        for facet, (plus, minus) in moves.items():
            for block in plus.keys() | minus.keys():
                facets[block].append(facet)
        return {
            (block, facet): data
            for block, changed in facets.items()
            for facet, data in self._session.rows(
                "SELECT b.facet, b.members FROM json_each(?) j"
                " CROSS JOIN clientbook_facet_blocks b ON b.block = ? AND b.facet = j.value",
                (dump_json(changed), block),
            )
        }

    def count(self, book: int, where: FacetFilter) -> int:
        """Return how many ACTIVE clients pass a filter."""
        if where != EVERYONE:  # other labels stay on clients that are not ACTIVE
            return size(self.select(book, where))
        return sum(held for _, held in self._members("size", book, ACTIVE))

    def _members(self, column: str, book: int, label: str) -> list[tuple[int, Any]]:
        """Return a column of every block of one facet, with the block's number."""
        return self._session.rows(
            f"SELECT b.block, b.{column} FROM clientbook_facets f"  # noqa: S608 - ours
            " CROSS JOIN json_each(?) j"
            " CROSS JOIN clientbook_facet_blocks b ON b.block = j.value AND b.facet = f.key"
            " WHERE f.book = ? AND f.label = ?",
            (dump_json(self._block_numbers(book)), book, label),
        )

    def _block_numbers(self, book: int) -> list[int]:
        row = self._session.row("SELECT last_number FROM clientbook_books WHERE key = ?", (book,))
        assert row is not None
        first = book << SHIFT
        return list(range(first >> BLOCK_BITS, ((first + int(row[0])) >> BLOCK_BITS) + 1))

    def select(self, book: int, where: FacetFilter) -> Blocks:
        """Return the ACTIVE clients that pass a filter."""
        return passing(where, partial(self._blocks, book), partial(self._range, book))

    def _blocks(self, book: int, label: str) -> Blocks:
        return {block: unpack(data) for block, data in self._members("members", book, label)}

    def _range(self, book: int, low: str, high: str) -> Blocks:
        blocks = self._block_numbers(book)
        keys = [
            row[0]
            for row in self._session.rows(
                "SELECT key FROM clientbook_facets"
                " WHERE book = ? AND label >= ? AND label < ? AND label <> ''",
                (book, low, high),
            )
        ]
        if len(keys) * len(blocks) <= _SEEKS:
            rows = self._session.execute(
                "SELECT b.block, b.members FROM json_each(?) j CROSS JOIN json_each(?) k"
                " CROSS JOIN clientbook_facet_blocks b"
                " ON b.block = j.value AND b.facet = k.value",
                (dump_json(blocks), dump_json(keys)),
            )
        else:
            rows = self._session.execute(
                "SELECT block, members FROM clientbook_facet_blocks"
                " WHERE block BETWEEN ? AND ? AND facet IN (SELECT value FROM json_each(?))",
                (blocks[0], blocks[-1], dump_json(keys)),
            )
        found: Blocks = defaultdict(int)
        for block, data in rows:
            found[block] |= unpack(data)
        return found
