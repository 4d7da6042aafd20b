"""Rows below a gap: more of the list, or another table, a summary, that is no part of it."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from itertools import zip_longest
from typing import Final

from clientbook.parsing.nothing import is_no_value
from clientbook.readers.tables.cell_kinds import (
    BLANK,
    FLAG,
    NUMBER,
    PHONE,
    TEXT,
    family_of,
    kind_of,
)
from clientbook.readers.tables.header_rows import filled
from clientbook.readers.tables.title_words import hint_share, looks_like_titles

SAMPLE_ROWS: Final = 60
"""Rows of the list that tell what its columns hold."""

BLOCK_ROWS: Final = 40
"""Rows of a block that are looked at; those below them, down to the next gap, go with them."""

_SURE = 0.8  # share of a column's cells that are numbers, days, addresses
_ALL = 0.95  # share of words: people write figures among them
_LITTLE = 5  # rows of a list that tell little of it
_FEWEST = 3  # cells that tell what a column holds
_LIKELY = 0.5  # share of known words in a row that numbers below prove to be titles
_DIGITS_OF_A_NUMBER = 7  # fewer are an amount, a count or a code, and no telephone number

Cells = Sequence[str]


class Block(Enum):
    """What a block of rows is to the list above it."""

    LIST = auto()
    """More of its rows."""
    RETITLED = auto()
    """More of its rows, below titles in other words."""
    ANOTHER = auto()
    """Another table, or a summary."""


def sort_of(cell: str) -> str:
    """Return what a cell holds, figures as a telephone number or as an amount by their length."""
    kind = kind_of(cell)
    family = family_of(kind)
    if family == NUMBER:
        digits = sum("0" <= c <= "9" for c in cell)
        return PHONE if digits >= _DIGITS_OF_A_NUMBER else NUMBER
    if kind == FLAG or (kind == TEXT and is_no_value(cell)):
        return BLANK  # "yes" and "n/a" may stand anywhere
    return family


def _sort_of_most(cells: Cells) -> str:
    """Return what nearly all cells hold, "" where that is not sure, words where all of them do."""
    counts = Counter(sort for cell in cells if (sort := sort_of(cell)) != BLANK)
    sort, count = next(iter(counts.most_common(1)), ("", 0))
    if count < min(_FEWEST, len(cells)):
        return ""
    return sort if count >= (_ALL if sort == TEXT else _SURE) * counts.total() else ""


class ListShape:
    """What the columns of a list hold, learned from rows of it.

    Args:
        rows: Rows of the list.
    """

    def __init__(self, rows: Sequence[Cells]) -> None:
        rows = [row for row in rows if filled(row) > 1] or rows  # a heading, a remark stands alone
        width = max(map(len, rows), default=0)
        columns = [[row[i] for row in rows if i < len(row)] for i in range(width)]
        self.sorts = tuple(map(_sort_of_most, columns))
        self.typed = any(sort not in ("", TEXT) for sort in self.sorts)
        self.used = sum(map(any, zip_longest(*rows, fillvalue="")))  # columns that some row fills
        self.rows = len(rows)

    def agrees(self, cells: Cells) -> bool:
        """True for a row with a number, date or address where the list has such."""
        return any(
            sort not in ("", TEXT) and cell.strip() and sort_of(cell) == sort
            for sort, cell in zip(self.sorts, cells, strict=False)
        )

    def is_strange(self, cells: Cells) -> bool:
        """True for a row with figures of another sort in a column of numbers, days or addresses."""
        return any(
            sort not in ("", TEXT) and sort_of(cell) not in (sort, TEXT, BLANK)
            for sort, cell in zip(self.sorts, cells, strict=False)
        )

    def differs(self, cells: Cells, *, strongly: bool) -> bool:
        """True for a row that holds in a column what the list never holds there.

        Args:
            cells: The row.
            strongly: A word in a column of numbers is none of it: people write remarks there.
        """
        same = other = 0
        for sort, cell in zip(self.sorts, cells, strict=False):
            if not sort or (own := sort_of(cell)) == BLANK:
                continue
            if own == sort:
                same += 1
            elif own != TEXT or not strongly:
                other += 1
        return 0 < other >= same


def titles_of(block: Sequence[Cells]) -> Cells:
    """Return the row of a block that may hold titles: the first, or the one below its name."""
    return block[1] if filled(block[0]) == 1 and len(block) > 1 else block[0]


def judge(block: Sequence[Cells], shape: ListShape, *, other_above: bool) -> Block:
    """Say what the rows of a block are.

    Args:
        block: Its first rows, none blank.
        shape: Of the list.
        other_above: What stood right above the gap was no part of the list.
    """
    rows = [cells for cells in block if filled(cells) > 1]  # a name or a remark alone tells nothing
    if 2 * len(rows) < len(block):
        return Block.LIST
    if looks_like_titles(rows[0]) and rows[0] is titles_of(block):
        return _below_titles(rows, shape)
    # one row with figures where words should be is a client's, written badly
    if shape.rows < 2 or len(block) < 2 or shape.agrees(rows[0]):
        return Block.LIST
    return _without_titles(rows, shape, other_above=other_above)


def _without_titles(rows: Sequence[Cells], shape: ListShape, *, other_above: bool) -> Block:
    """Say what rows are that no known titles stand above, the first of which is none of a list."""
    words = len(rows) > 1 and all(sort_of(cell) in (TEXT, BLANK) for cell in rows[0])
    below = rows[1:] if words and hint_share(rows[0]) >= _LIKELY else rows
    if any(map(shape.agrees, below)):
        return Block.LIST
    figures = rows[1:] if words else rows
    if len(figures) > 1 and all(map(shape.is_strange, figures)):
        return Block.ANOTHER
    widest = max(map(filled, below))
    if widest >= shape.used or (shape.rows < _LITTLE and widest > 2):
        return Block.LIST  # as wide as the list, or as wide as few rows of it let tell
    strange = sum(shape.differs(cells, strongly=not other_above) for cells in below)
    return Block.ANOTHER if 2 * strange > len(below) else Block.LIST


def _below_titles(rows: Sequence[Cells], shape: ListShape) -> Block:
    """Say what the rows below a row of titles are: those of the list hold what it holds."""
    titles, *below = rows
    agreeing = sum(map(shape.agrees, below))
    if not shape.typed:  # then rows that are as full as the list's tell that they are its own
        agreeing = sum(filled(cells) > filled(titles) for cells in below)
    return Block.ANOTHER if 2 * agreeing < len(below) else Block.RETITLED
