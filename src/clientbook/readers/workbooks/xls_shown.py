"""What an XLS sheet shows and hides ([MS-XLS]): formats of numbers, hidden rows and columns.

The driver gives numbers without the format they stand under, and dates without what is left out.
"""

import math
import struct
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from clientbook.readers.workbooks.cells import GENERAL, NumberFormat, float_text, rk_number

FORMAT: Final = 0x041E
"""The record of a number format."""
STYLE: Final = 0x00E0
"""The record of what cells look like (XF)."""

_ROW, _COLUMNS = 0x0208, 0x007D
_NUMBER, _RK, _MULRK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_MOST = 65_536  # formats and styles kept: their numbers take 16 bits


@attrs.define
class Formats:
    """The number formats of a workbook by the style of a cell.

    Args:
        data: The workbook's records.
        epoch_1904: Whether dates count from 1904.
    """

    data: bytes
    epoch_1904: bool = False
    _codes: dict[int, str] = attrs.field(factory=dict)
    _styles: list[int] = attrs.field(factory=list)
    _known: dict[int, NumberFormat] = attrs.field(factory=lambda: {0: GENERAL})

    def add_code(self, at: int, size: int, *, wide: bool) -> None:
        """Keep the code of a FORMAT record; before Excel 97 (not *wide*) it has one byte a sign."""
        if size < 5 or len(self._codes) >= _MOST:
            return
        body = self.data[at : at + size]
        number, length = struct.unpack_from("<HH" if wide else "<HB", body)
        if not wide:
            self._codes[number] = body[3 : 3 + length].decode("cp1252", "replace")
        elif body[4] & 1:
            self._codes[number] = body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
        else:
            self._codes[number] = body[5 : 5 + length].decode("latin-1")

    def add_style(self, at: int, size: int) -> None:
        """Keep which format an XF record names."""
        if size >= 4 and len(self._styles) < _MOST:
            self._styles.append(int.from_bytes(self.data[at + 2 : at + 4], "little"))

    def texts(self, places: Iterable[int]) -> Iterator[tuple[int, int, str]]:
        """Yield row, column and text of the numbers that stand under a format.

        Args:
            places: Where the records of cells start.
        """
        for at in places:
            row, column = struct.unpack_from("<HH", self.data, at)
            for offset, style, number in self._numbers(at):
                format_ = self._format(style)
                if format_ is not GENERAL:
                    text = float_text(number, format_, epoch_1904=self.epoch_1904)
                    yield row, column + offset, text

    def _numbers(self, at: int) -> Iterator[tuple[int, int, float]]:
        """Yield the numbers of a cell's record, each with its style."""
        record, size = struct.unpack_from("<HH", self.data, at - 4)
        if record == _MULRK:
            packed = struct.iter_unpack("<Hl", self.data[at + 4 : at + 4 + (size - 6) // 6 * 6])
            for offset, (style, value) in enumerate(packed):
                yield offset, style, rk_number(value)
        elif record == _RK and size >= 10:
            style, value = struct.unpack_from("<Hl", self.data, at + 4)
            yield 0, style, rk_number(value)
        elif record in (_NUMBER, _FORMULA) and size >= 14:
            style, number = struct.unpack_from("<Hd", self.data, at + 4)
            if math.isfinite(number):  # a formula's value that is no number looks like none
                yield 0, style, number

    def _format(self, style: int) -> NumberFormat:
        number = self._styles[style] if style < len(self._styles) else 0
        if number not in self._known:
            self._known[number] = NumberFormat(number, self._codes.get(number))
        return self._known[number]


@attrs.define
class Hidden:
    """The rows and the first and last columns that a sheet hides, from 0."""

    rows: set[int] = attrs.field(factory=set)
    columns: list[tuple[int, int]] = attrs.field(factory=list)

    def add(self, record: int, body: bytes) -> None:
        """Look at a record: Row and ColInfo have a mark ([MS-XLS] 2.4.221 and 2.4.53)."""
        if record == _ROW and len(body) >= 16 and body[12] & 0x20:
            self.rows.add(int.from_bytes(body[:2], "little"))
        elif record == _COLUMNS and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            self.columns.append((first, last))
