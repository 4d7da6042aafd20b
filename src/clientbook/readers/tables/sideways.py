"""A table that lies on its side: titles in the first column, a client in each of the others."""

from collections.abc import Sequence

from clientbook.readers.tables.header_rows import NumberedRow, filled, is_filled
from clientbook.readers.tables.title_words import hint_share, is_title

_LEAST_TITLES = 3
_MOST_ROWS = 60  # a client has no more fields than that in such a sheet
_NAMED = 0.7  # share of the first column that are titles


def stands_on_its_side(head: Sequence[NumberedRow]) -> bool:
    """True when what stands first in nearly each row is a title, and what follows is none.

    Args:
        head: The first rows of a file.
    """
    rows = [[cell.strip() for cell in cells] for _, cells in head if is_filled(cells)]
    if not _LEAST_TITLES <= len(rows) <= _MOST_ROWS or max(map(filled, rows)) < 2:
        return False
    firsts = [cells[0] for cells in rows]
    if not firsts[0] or len(set(firsts)) < len(firsts):
        return False
    named = sum(map(is_title, firsts))
    if named < max(_LEAST_TITLES, _NAMED * len(firsts)):
        return False
    others = [text for cells in rows for text in cells[1:] if text]
    return hint_share(others) < 0.2 and hint_share(rows[0][1:]) == 0
