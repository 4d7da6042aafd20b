"""XLSB ([MS-XLSB]): the records are walked and bounded before the driver sees the file."""

import posixpath
import struct
from collections.abc import Iterator
from typing import BinaryIO

import attrs

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks_cells import BIFF_ERRORS
from clientbook.readers.workbooks_driver import Driver, read_cells
from clientbook.readers.workbooks_package import Package
from clientbook.readers.workbooks_sheets import Cells, Sheet
from clientbook.readers.workbooks_xml import LocalNames, parse

_KIND = "xlsx"
_ROW, _FIRST_CELL, _LAST_CELL = 0, 2, 11  # blank cells (1) hold nothing
_CELL_ERROR, _FORMULA_ERROR = 3, 11
_WORKBOOK_PROPERTIES, _BUNDLE_SHEET, _BEGIN_STRINGS, _MERGED = 153, 156, 159, 176
_MAX_GRID = 8_000_000  # cells of the box around all values, which the driver allocates
_MAX_PART = 256 * 1024 * 1024  # the driver and the walk hold a part whole
_MAIN, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_STRINGS, _STYLES = "xl/sharedStrings.bin", "xl/styles.bin"
_DAMAGED = "open it in a spreadsheet program and save it as XLSX"


@attrs.define
class _Extent:
    """What one sheet holds, found by walking its records."""

    rows: list[int] = attrs.field(factory=list)
    columns: list[int] = attrs.field(factory=list)
    merged: int = 0
    errors: dict[tuple[int, int], str] = attrs.field(factory=dict)

    def add(self, row: int, column: int) -> None:
        if not self.rows:
            self.rows, self.columns = [row, row], [column, column]
            return
        self.rows[0], self.rows[1] = min(self.rows[0], row), max(self.rows[1], row)
        self.columns[0] = min(self.columns[0], column)
        self.columns[1] = max(self.columns[1], column)

    @property
    def grid(self) -> int:
        if not self.rows:
            return 0
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)


class XlsbWorkbook:
    """A workbook of binary parts.

    Args:
        package: The zipped workbook.
        stream: The same file, for the driver.
        limits: What may be read.

    Raises:
        ReadError: Damaged, or without a sheet of cells.
        FileTooLargeError: The cells lie too far apart, or a part is too large.
    """

    def __init__(self, package: Package, stream: BinaryIO, limits: ReadLimits) -> None:
        self._package = package
        self._stream = stream
        self._limits = limits
        self._extents: dict[int, _Extent] = {}
        self._driver: Driver | None = None
        self.findings: list[FileFinding] = []
        self.sheets = self._inspect()
        if any(name.endswith("vbaproject.bin") for name in package.names()):
            self.findings.append(FileFinding.of(FindingCode.MACROS_IGNORED))

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet; see :class:`clientbook.readers.workbooks_sheets.Workbook`."""
        if self._driver is None:
            self._stream.seek(0)
            self._driver = Driver(self._stream, _KIND)
        index = int(sheet.part)
        cells = Cells(_KIND, self._limits)
        cells.merged = self._extents[index].merged
        read_cells(self._driver, index, cells, self._extents[index].errors)
        return cells

    def _inspect(self) -> tuple[Sheet, ...]:
        parts = self._relations()
        walked: dict[str, _Extent] = {}
        sheets: list[Sheet] = []
        index = -1
        for record, body in _records(self._part(_MAIN)):
            if record == _WORKBOOK_PROPERTIES and body[:1] and body[0] & 1:
                self.findings.append(FileFinding.of(FindingCode.EPOCH_1904))
            elif record == _BUNDLE_SHEET and len(body) >= 12:
                index += 1
                relation, rest = _wide_string(body[8:])
                part = parts.get(relation)
                if part is None or part not in self._package:
                    continue
                if part not in walked:
                    walked[part] = self._walk(self._part(part))
                self._extents[index] = walked[part]
                hidden = int.from_bytes(body[:4], "little") != 0
                name, _ = _wide_string(rest)
                sheets.append(Sheet(name, len(sheets) + 1, hidden, str(index)))
        if not sheets:
            raise ReadError(_KIND, "the workbook has no sheet of cells", _DAMAGED)
        if sum(extent.grid for extent in self._extents.values()) > _MAX_GRID:
            raise FileTooLargeError(
                _KIND,
                f"the cells lie too far apart: the box around them has more than {_MAX_GRID:,} "
                "cells",
                "delete what stands far from the table, or save it as CSV",
            )
        self._check_strings()
        if _STYLES in self._package:
            self._part(_STYLES)  # the driver inflates it too: count it first
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

    def _check_strings(self) -> None:
        if _STRINGS not in self._package:
            return
        data = self._part(_STRINGS)
        for record, body in _records(data):
            if record == _BEGIN_STRINGS and len(body) >= 8:
                unique = int.from_bytes(body[4:8], "little")
                if unique > len(data) // 5:  # the shortest string takes more
                    raise ReadError(_KIND, "the count of its texts is a lie", _DAMAGED)
            return

    @staticmethod
    def _walk(data: bytes) -> _Extent:
        extent = _Extent()
        row = 0
        for record, body in _records(data):
            if record == _ROW and len(body) >= 4:
                row = int.from_bytes(body[:4], "little")
            elif _FIRST_CELL <= record <= _LAST_CELL and len(body) >= 8:
                column = int.from_bytes(body[:4], "little")
                extent.add(row, column)
                if record in (_CELL_ERROR, _FORMULA_ERROR) and len(body) > 8:
                    extent.errors[row, column] = BIFF_ERRORS.get(body[8], "#UNKNOWN!")
            elif record == _MERGED:
                extent.merged += 1
        return extent


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
