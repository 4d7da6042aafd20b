"""The rows of an XLSX sheet that are written in the plain form nearly every program writes."""

import re
from functools import lru_cache

from clientbook.readers.workbooks.sieve import ATTRIBUTES, TEXT, Feed
from clientbook.readers.workbooks.xlsx_sheet import SheetParser, column_index

_PREFIX = re.compile(rb"<(?:([A-Za-z_][A-Za-z0-9_.-]{0,20}):)?sheetData[ />]")
_GROUPS = 8  # of a cell, with what stands before it
# A number that is written as it is shown: no zero at either end, few enough digits to be exact.
_PLAIN_NUMBER = r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,3}[1-9])?"
_MOST_LAYOUTS = 1_000


class XlsxRowSieve:
    """Takes plain rows out of a sheet.

    Args:
        parser: Reads the other rows; its state says where the sheet is.
    """

    def __init__(self, parser: SheetParser) -> None:
        self._parser = parser
        self._end = "</row>"
        self._row, self._cell = _patterns("")
        self._layouts: dict[tuple[str, ...], list[int] | None] = {}

    def closing(self, head: bytes) -> bytes:
        """Return the tag that ends a row, under the prefix the sheet's own names have."""
        found = _PREFIX.search(head)
        prefix = f"{found[1].decode()}:" if found and found[1] else ""
        self._row, self._cell = _patterns(prefix)
        self._end = f"</{prefix}row>"
        return self._end.encode()

    def take(self, text: str, feed: Feed) -> int:
        """Read the plain rows of *text*; see :class:`clientbook.readers.workbooks.sieve.Sieve`."""
        at = 0
        end, size, parser = self._end, len(self._end), self._parser
        while (found := text.find(end, at)) >= 0:
            piece = text[at:found]
            at = found + size
            if parser.at_rest and self._take_row(piece):
                continue
            if not feed(piece + end):
                break
        return at

    def _take_row(self, piece: str) -> bool:
        opened = self._row.match(piece)
        if opened is None:
            return False
        number, attributes = opened[1], opened[2]
        if attributes and (" r=" in attributes or " hidden=" in attributes):
            return False
        parts = self._cell.split(piece[opened.end() :])
        if any(parts[::_GROUPS]):
            return False
        letters = tuple(parts[1::_GROUPS])
        columns = self._layouts.get(letters)
        if columns is None and (columns := self._layout(letters)) is None:
            return False
        self._parser.plain_row(
            number,
            columns,
            zip(
                parts[2::_GROUPS], parts[3::_GROUPS], parts[4::_GROUPS], parts[5::_GROUPS],
                parts[6::_GROUPS], parts[7::_GROUPS], strict=True,
            ),
        )  # fmt: skip
        return True

    def _layout(self, letters: tuple[str, ...]) -> list[int] | None:
        """Return the columns of a row's cells, None when they do not rise."""
        columns = [-1 if (found := column_index(f"{name}1")) is None else found for name in letters]
        if sorted({-1, *columns}) != [-1, *columns]:
            return None
        if len(self._layouts) < _MOST_LAYOUTS:
            self._layouts[letters] = columns
        return columns


@lru_cache(maxsize=16)
def _patterns(prefix: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a row's start and of a cell: column, style, type, formula, values."""
    p = re.escape(prefix)
    row = rf'\s*<{p}row(?: r="([0-9]{{1,7}})")?({ATTRIBUTES})>'
    formula = rf"(<{p}f{ATTRIBUTES}(?:/>|>[^<]*</{p}f>))?"
    inline = rf'<{p}is><{p}t(?: xml:space="preserve")?>({TEXT})</{p}t></{p}is>'
    cell = (
        rf'<{p}c r="([A-Z]{{1,3}})[0-9]{{1,7}}"(?: s="([0-9]{{1,7}})")?(?: t="([A-Za-z]+)")?'
        rf"(?:/>|>{formula}(?:<{p}v>(?:({_PLAIN_NUMBER})|({TEXT}))</{p}v>|<{p}v/>|{inline})?</{p}c>)"
    )
    return re.compile(row), re.compile(cell)
