"""XLSB ([MS-XLSB]), read record by record.

A driver that lays the cells out as a grid can be killed by two of them; these are read one by one.
"""

import math
import posixpath
import struct
from collections.abc import Iterator

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.cells import (
    BIFF_ERRORS,
    GENERAL,
    NumberFormat,
    float_text,
    rk_number,
)
from clientbook.readers.workbooks.package import ZipPackage
from clientbook.readers.workbooks.sheets import MAX_ROWS, Cells, Sheet
from clientbook.readers.workbooks.xml import LocalNames, parse

_KIND = "xlsx"
_ROW, _FIRST_CELL, _LAST_CELL = 0, 2, 11  # blank cells (1) hold nothing
_CELL_RK, _CELL_ERROR, _CELL_BOOL, _CELL_TEXT, _CELL_SHARED = 2, 3, 4, 6, 7
_FORMULA_TEXT, _FORMULA_BOOL, _FORMULA_ERROR = 8, 10, 11
_WORKBOOK_PROPERTIES, _BUNDLE_SHEET, _MERGED, _STRING = 153, 156, 176, 19
_FORMAT, _STYLE, _BEGIN_CELL_STYLES, _END_CELL_STYLES = 44, 47, 617, 618
_NUMBERS = (_CELL_RK, 5, 9)
_MAX_COLUMN = 16_384
_MAX_PART = 256 * 1024 * 1024  # a part is held whole
_MAIN, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_STRINGS, _STYLES = "xl/sharedStrings.bin", "xl/styles.bin"
_DAMAGED = "open it in a spreadsheet program and save it as XLSX"


class XlsbWorkbook:
    """A workbook of binary parts.

    Args:
        package: The zipped workbook.
        limits: What may be read.

    Raises:
        ReadError: Damaged, or without a sheet of cells.
    """

    def __init__(self, package: ZipPackage, limits: ReadLimits) -> None:
        self._package = package
        self._limits = limits
        self._strings: list[str] | None = None
        self._formats: list[NumberFormat] = []
        self._epoch_1904 = False
        self.findings: list[FileFinding] = []
        self.sheets = self._find_sheets()
        if self._epoch_1904:
            self.findings.append(FileFinding.of(FindingCode.EPOCH_1904))
        if any(name.endswith("vbaproject.bin") for name in package.names()):
            self.findings.append(FileFinding.of(FindingCode.MACROS_IGNORED))

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet; see :class:`clientbook.readers.workbooks.sheets.Workbook`."""
        if self._strings is None:
            self._strings = self._read_strings()
            self._formats = self._read_formats()
        cells = Cells(_KIND, self._limits)
        number, values = 0, _RowValues(cells)
        for record, body in _records(self._part(sheet.part)):
            if record == _ROW and len(body) >= 4:
                values.close(number)
                following = int.from_bytes(body[:4], "little") + 1
                number = following if number < following <= MAX_ROWS else number + 1
                if number > MAX_ROWS:
                    raise FileTooLargeError(_KIND, "the sheet has too many rows", "split the file")
                if len(body) >= 12 and body[11] & 0x10:  # [MS-XLSB] 2.4.740: fDyZero
                    cells.note_hidden_row(number)
            elif _FIRST_CELL <= record <= _LAST_CELL and len(body) > 8:
                text = self._text(record, body)
                column = int.from_bytes(body[:4], "little")
                values.put(column, text)
                if record in (_CELL_ERROR, _FORMULA_ERROR):
                    cells.note_error(number, column + 1, text)
                elif record in _NUMBERS and text.startswith("--"):
                    cells.note(FindingCode.YEAR_LEFT_OUT, number, column + 1)
            elif record == _MERGED:
                cells.merged += 1
        values.close(number)
        return cells

    def _text(self, record: int, body: bytes) -> str:
        """Return the text of a cell ([MS-XLSB] 2.4.308 to 2.4.318 and 2.4.664 to 2.4.667)."""
        value = body[8:]
        if record in (_CELL_ERROR, _FORMULA_ERROR):
            return BIFF_ERRORS.get(value[0], "#UNKNOWN!")
        if record in (_CELL_BOOL, _FORMULA_BOOL):
            return "TRUE" if value[0] else "FALSE"
        if record in (_CELL_TEXT, _FORMULA_TEXT):
            return _wide_string(value)[0]
        if record == _CELL_SHARED:
            index = int.from_bytes(value[:4], "little")
            strings = self._strings or []
            return strings[index] if index < len(strings) else ""
        number = _rk(value) if record == _CELL_RK else _double(value)
        style = int.from_bytes(body[4:7], "little")
        format_ = self._formats[style] if style < len(self._formats) else GENERAL
        if number is None or not math.isfinite(number):
            return ""
        return float_text(number, format_, epoch_1904=self._epoch_1904)

    def _find_sheets(self) -> tuple[Sheet, ...]:
        parts = self._relations()
        sheets: list[Sheet] = []
        for record, body in _records(self._part(_MAIN)):
            if record == _WORKBOOK_PROPERTIES and body[:1]:
                self._epoch_1904 = bool(body[0] & 1)
            elif record == _BUNDLE_SHEET and len(body) >= 12:
                relation, rest = _wide_string(body[8:])
                part = parts.get(relation)
                if part is None or part not in self._package:
                    continue  # a chart sheet, or one whose part was lost
                hidden = int.from_bytes(body[:4], "little") != 0
                sheets.append(Sheet(_wide_string(rest)[0], len(sheets) + 1, hidden, part))
        if not sheets:
            raise ReadError(_KIND, "the workbook has no sheet of cells", _DAMAGED)
        return tuple(sheets)

    def _part(self, name: str) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for chunk in self._package.chunks(name):
            size += len(chunk)
            if size > _MAX_PART:
                raise FileTooLargeError(_KIND, "a part of the workbook is too large", "use CSV")
            pieces.append(chunk)
        return b"".join(pieces)

    def _relations(self) -> dict[str, str]:
        parts: dict[str, str] = {}
        names = LocalNames(("Relationship",))

        def start(element: str, attributes: dict[str, str]) -> None:
            if names[element] and attributes.get("Type", "").endswith("/worksheet"):
                target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
                parts[attributes.get("Id", "")] = target.lstrip("/")

        if _RELATIONS in self._package:
            parse(self._package.chunks(_RELATIONS), kind=_KIND, start=start, end=lambda _: None)
        return parts

    def _read_strings(self) -> list[str]:
        if _STRINGS not in self._package:
            return []
        items = (body for record, body in _records(self._part(_STRINGS)) if record == _STRING)
        return [_wide_string(body[1:])[0] for body in items]

    def _read_formats(self) -> list[NumberFormat]:
        if _STYLES not in self._package:
            return []
        codes: dict[int, str] = {}
        formats: list[NumberFormat] = []
        in_cells = False
        for record, body in _records(self._part(_STYLES)):
            if record == _FORMAT and len(body) >= 6:
                codes[int.from_bytes(body[:2], "little")] = _wide_string(body[2:])[0]
            elif record in (_BEGIN_CELL_STYLES, _END_CELL_STYLES):
                in_cells = record == _BEGIN_CELL_STYLES
            elif record == _STYLE and in_cells and len(body) >= 4:
                number = int.from_bytes(body[2:4], "little")
                formats.append(NumberFormat(number, codes.get(number)) if number else GENERAL)
        return formats


class _RowValues:
    """The texts of the row that is being read."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._values: list[str] = []

    def put(self, column: int, text: str) -> None:
        if column >= _MAX_COLUMN:
            raise ReadError(_KIND, "a cell lies beyond the last column", _DAMAGED)
        missing = column - len(self._values)
        self._cells.count_cells(max(missing, 0) + 1)
        self._values.extend([""] * (missing + 1))
        self._values[column] = text

    def close(self, number: int) -> None:
        self._cells.add_row(max(number, 1), self._values)
        self._values = []


def _double(value: bytes) -> float | None:
    return float(struct.unpack_from("<d", value)[0]) if len(value) >= 8 else None


def _rk(value: bytes) -> float | None:
    return rk_number(struct.unpack_from("<l", value)[0]) if len(value) >= 4 else None


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type and body of each record ([MS-XLSB] 2.1.4)."""
    at, end = 0, len(data)
    while at < end:
        record = data[at]
        at += 1
        if record & 0x80:
            if at >= end:
                return
            record = (record & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < end and shift < 28:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + size > end:
            raise ReadError(
                _KIND, "the workbook is damaged or was cut off: a record ends late", _DAMAGED
            )
        yield record, data[at : at + size]
        at += size


def _wide_string(data: bytes) -> tuple[str, bytes]:
    """Return a text with its length in front, and what follows."""
    if len(data) < 4:
        return "", b""
    (length,) = struct.unpack_from("<L", data)
    end = 4 + 2 * min(length, len(data))
    return data[4:end].decode("utf-16-le", "replace"), data[end:]
