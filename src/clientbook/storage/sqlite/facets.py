"""Which clients carry which facets: bitmaps per facet and block."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clientbook.storage.protocols import FacetFilter
from clientbook.storage.sqlite.bitmaps import BLOCK, BLOCK_BITS, bitmap, members, pack, unpack
from clientbook.storage.sqlite.sessions import Session

ACTIVE = ""
"""The label every ACTIVE client carries."""

Blocks = dict[int, int]
"""Bitmaps by block number."""


class FacetIndex:
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
        labels = sorted({*added, *removed})
        keys = self._need_keys(book, labels)
        for label in labels:
            self._change_one(keys[label], added.get(label, ()), removed.get(label, ()))

    def _need_keys(self, book: int, labels: Sequence[str]) -> dict[str, int]:
        select = "SELECT key FROM clientbook_facets WHERE book = ? AND label = ?"
        keys: dict[str, int] = {}
        for label in labels:
            row = self._session.row(select, (book, label))
            if row is None:
                self._session.execute(
                    "INSERT INTO clientbook_facets (book, label, key, members)"
                    " SELECT ?, ?, coalesce(max(key), 0) + 1, 0 FROM clientbook_facets",
                    (book, label),
                )
                row = self._session.row(select, (book, label))
                assert row is not None
            keys[label] = row[0]
        return keys

    def _change_one(self, facet: int, added: Iterable[int], removed: Iterable[int]) -> None:
        plus, minus = _by_block(added), _by_block(removed)
        grown = 0
        for block in sorted({*plus, *minus}):
            row = self._session.row(
                "SELECT members FROM clientbook_facet_blocks WHERE facet = ? AND block = ?",
                (facet, block),
            )
            before = unpack(row[0]) if row else 0
            after = (before & ~bitmap(minus.get(block, ()))) | bitmap(plus.get(block, ()))
            grown += after.bit_count() - before.bit_count()
            if after:
                self._session.execute(
                    "INSERT OR REPLACE INTO clientbook_facet_blocks VALUES (?, ?, ?)",
                    (facet, block, pack(after)),
                )
            elif row:
                self._session.execute(
                    "DELETE FROM clientbook_facet_blocks WHERE facet = ? AND block = ?",
                    (facet, block),
                )
        self._session.execute(
            "UPDATE clientbook_facets SET members = members + ? WHERE key = ?", (grown, facet)
        )

    def count(self, book: int, where: FacetFilter) -> int:
        """Return how many ACTIVE clients pass a filter."""
        label = _single(where)
        if label is not None:
            row = self._session.row(
                "SELECT members FROM clientbook_facets WHERE book = ? AND label = ?", (book, label)
            )
            return row[0] if row else 0
        return sum(bits.bit_count() for bits in self.select(book, where).values())

    def select(self, book: int, where: FacetFilter) -> Blocks:
        """Return the ACTIVE clients that pass a filter."""
        found = self._blocks(book, ACTIVE)
        for label in sorted(where.all_of):
            found = _both(found, self._blocks(book, label))
        for low, high in where.ranges:
            found = _both(found, self._range(book, low, high))
        for label in sorted(where.none_of):
            found = _without(found, self._blocks(book, label))
        for low, high in where.none_ranges:
            found = _without(found, self._range(book, low, high))
        return found

    def _blocks(self, book: int, label: str) -> Blocks:
        rows = self._session.rows(
            "SELECT b.block, b.members FROM clientbook_facets f"
            " JOIN clientbook_facet_blocks b ON b.facet = f.key WHERE f.book = ? AND f.label = ?",
            (book, label),
        )
        return {block: unpack(data) for block, data in rows}

    def _range(self, book: int, low: str, high: str) -> Blocks:
        found: Blocks = defaultdict(int)
        for block, data in self._session.execute(
            "SELECT b.block, b.members FROM clientbook_facets f"
            " JOIN clientbook_facet_blocks b ON b.facet = f.key"
            " WHERE f.book = ? AND f.label >= ? AND f.label < ? AND f.label <> ''",
            (book, low, high),
        ):
            found[block] |= unpack(data)
        return found


def _single(where: FacetFilter) -> str | None:
    """Return the one label whose count answers the filter, None when there is no such label.

    Labels of a namespace stay on clients that are not ACTIVE, so theirs cannot answer.
    """
    if where.none_of or where.ranges or where.none_ranges or len(where.all_of) > 1:
        return None
    label = next(iter(where.all_of), ACTIVE)
    return None if "/" in label else label


def _by_block(numbers: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        found[number >> BLOCK_BITS].append(number & (BLOCK - 1))
    return found


def _both(a: Blocks, b: Blocks) -> Blocks:
    return {block: bits for block in a.keys() & b.keys() if (bits := a[block] & b[block])}


def _without(a: Blocks, b: Blocks) -> Blocks:
    return {block: bits for block in a if (bits := a[block] & ~b.get(block, 0))}


def holds(blocks: Blocks, number: int) -> bool:
    """True when a client number is in the blocks."""
    return bool(blocks.get(number >> BLOCK_BITS, 0) >> (number & (BLOCK - 1)) & 1)


def numbers(blocks: Blocks) -> Iterator[int]:
    """Return the client numbers of blocks, ascending."""
    for block in sorted(blocks):
        base = block << BLOCK_BITS
        for offset in members(blocks[block]):
            yield base + offset
