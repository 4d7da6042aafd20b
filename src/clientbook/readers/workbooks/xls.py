"""XLS ([MS-XLS]): the records are walked and bounded before the driver sees the file.

python-calamine reads the values; what it does not say (error cells, what a sheet shows of a number
and what it hides, encryption) and what would kill it (extents far apart, counts that lie) is found
here first.
"""

import io
import struct
from array import array
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

import attrs

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.cells import BIFF_ERRORS
from clientbook.readers.workbooks.driver import Driver, Given, read_cells
from clientbook.readers.workbooks.ole import CompoundFile
from clientbook.readers.workbooks.ole_writing import compound_file
from clientbook.readers.workbooks.sheets import Cells, Sheet
from clientbook.readers.workbooks.xls_shown import FORMAT, STYLE, Formats, Hidden

_BOF, _EOF = 0x0809, 0x000A
_FILEPASS, _DATEMODE, _BOUNDSHEET, _SST = 0x002F, 0x0022, 0x0085, 0x00FC
_DIMENSIONS, _MERGED = 0x0200, 0x00E5
_FORMULA, _BOOLERR, _MULRK = 0x0006, 0x0205, 0x00BD
# NUMBER, LABEL, BOOLERR, RK, LABELSST, FORMULA, RSTRING: row and column come first.
_CELLS = frozenset({0x0203, 0x0204, _BOOLERR, 0x027E, 0x00FD, _FORMULA, 0x00D6})
_NOTHING = 0x5A5A  # a record nobody reads
_MAX_GRID = 8_000_000  # cells of the box around all values of a sheet, which the driver allocates
BARE_RECORDS: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""How a workbook starts that has no container around its records."""

_OLD_BOF = (0x0009, 0x0209, 0x0409)
_BIFF8, _BIFF5 = 0x0600, 0x0500
_MAX_COLUMNS = 256  # of an XLS sheet; a higher number is a lie
_DAMAGED = "open it in a spreadsheet program and save it as XLSX"


@attrs.define
class _Extent:
    """What one sheet holds, found by walking its records."""

    left: int = 0xFFFFFFFF
    right: int = -1
    merged: int = 0
    errors: dict[tuple[int, int], str] = attrs.field(factory=dict)
    rows: dict[int, None] = attrs.field(factory=dict)
    places: "array[int]" = attrs.field(factory=lambda: array("Q"))
    """Where the records of cells start."""

    hidden: Hidden = attrs.field(factory=Hidden)
    dimensions: list[tuple[int, int]] = attrs.field(factory=list)
    """Where the records start that say how large the sheet is, and their sizes."""

    def add(self, at: int, row: int, first: int, last: int) -> None:
        self.places.append(at)
        self.rows.setdefault(row)
        self.left, self.right = min(self.left, first), max(self.right, last)

    @property
    def grid(self) -> int:
        """Cells of the box around all values, rows without any left out."""
        return len(self.rows) * (self.right - self.left + 1) if self.rows else 0


class XlsWorkbook:
    """A workbook of binary records.

    Args:
        stream: The whole file.
        limits: What may be read.

    Raises:
        ReadError: Encrypted, damaged, or no workbook.
    """

    def __init__(self, stream: BinaryIO, limits: ReadLimits) -> None:
        self._limits = limits
        self.findings: list[FileFinding] = []
        raw = stream.read()
        names: frozenset[str] = frozenset()
        if raw.startswith(BARE_RECORDS):
            self._name, self._data = "Workbook", raw
        else:
            container = CompoundFile(raw)
            names = container.names
            self._name, self._data = _workbook_stream(container)
        self._extents: dict[int, _Extent] = {}
        self._formats = Formats(self._data)
        self._spent = 0
        self.sheets = self._inspect()
        if self._formats.epoch_1904:
            self.findings.append(FileFinding.of(FindingCode.EPOCH_1904))
        if "_VBA_PROJECT_CUR" in names:
            self.findings.append(FileFinding.of(FindingCode.MACROS_IGNORED))

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet; see :class:`clientbook.readers.workbooks.sheets.Workbook`.

        Raises:
            ReadError: The sheet is damaged.
            FileTooLargeError: It has too many cells.
        """
        index = int(sheet.part)
        cells = Cells("xls", self._limits)
        extent = self._extents[index]
        if extent.grid > _MAX_GRID:
            raise _too_wide()
        if extent.right >= _MAX_COLUMNS:
            raise ReadError("xls", "a cell lies beyond the last column of XLS", _DAMAGED)
        cells.merged = extent.merged
        rows = sorted(extent.rows)
        ranks = {row: rank for rank, row in enumerate(rows)}
        alone = compound_file(self._name, self._only(extent, ranks))
        driver = Driver(io.BytesIO(alone), "xls")
        given = Given(rows, extent.hidden.rows, self._texts(extent, cells))
        read_cells(driver, index, cells, given)
        return cells

    def _texts(self, extent: _Extent, cells: Cells) -> dict[int, dict[int, str]]:
        """Return what the driver cannot say, by row and column: errors, and numbers as shown."""
        texts: dict[int, dict[int, str]] = {}
        for row, column, text in self._formats.texts(extent.places):
            texts.setdefault(row, {})[column] = text
            if text.startswith("--"):
                cells.note(FindingCode.YEAR_LEFT_OUT, row + 1, column + 1)
        for (row, column), text in sorted(extent.errors.items()):
            texts.setdefault(row, {})[column] = text
            cells.note_error(row + 1, column + 1, text)
        for first, last in extent.hidden.columns:
            cells.note_hidden_columns(first + 1, last + 1)
        return texts

    def _only(self, chosen: _Extent, ranks: Mapping[int, int]) -> bytes:
        """Return the workbook with the cells of one sheet, its rows without values left out.

        The driver makes a table of the box around all values of *every* sheet.
        """
        data = bytearray(self._data)
        for extent in self._extents.values():
            for at, size in extent.dimensions:
                data[at : at + size] = bytes(size)
            if extent is not chosen:
                for at in extent.places:
                    struct.pack_into("<H", data, at - 4, _NOTHING)
        for at in chosen.places:
            struct.pack_into("<H", data, at, ranks[_u16(self._data, at)])
        return bytes(data)

    def _inspect(self) -> tuple[Sheet, ...]:
        bound: list[tuple[int, int, int, str]] = []
        version = _BIFF8
        for record, at, size in _records(self._data, 0):
            if record in _OLD_BOF:
                raise old_version()
            if record == _BOF:
                version = _u16(self._data, at)
                if version not in (_BIFF8, _BIFF5):
                    raise old_version()
            elif record == _FILEPASS:
                raise encrypted("xls")
            elif record == _DATEMODE:
                self._formats.epoch_1904 = _u16(self._data, at) == 1
            elif record == FORMAT:
                self._formats.add_code(at, size, wide=version == _BIFF8)
            elif record == STYLE:
                self._formats.add_style(at, size)
            elif record == _BOUNDSHEET and size >= 8:
                bound.append(self._bound_sheet(at, size, version))
            elif record == _SST and size >= 8:
                self._check_strings(at)
        sheets = self._walk_all(bound)
        if not sheets:
            raise ReadError("xls", "the workbook has no sheet of cells", _DAMAGED)
        return tuple(sheets)

    def _walk_all(self, bound: list[tuple[int, int, int, str]]) -> list[Sheet]:
        walked: dict[int, _Extent] = {}
        sheets: list[Sheet] = []
        for index, (offset, state, type_, name) in enumerate(bound):
            if type_ != 0:
                continue  # a chart, a macro sheet or a Visual Basic module
            if offset not in walked:
                walked[offset] = self._walk(offset)
            self._extents[index] = walked[offset]
            sheets.append(Sheet(name, len(sheets) + 1, state != 0, str(index)))
        return sheets

    def _bound_sheet(self, at: int, size: int, version: int) -> tuple[int, int, int, str]:
        offset, state, type_, length = struct.unpack_from("<LBBB", self._data, at)
        if version == _BIFF5:
            return (
                offset,
                state & 3,
                type_,
                self._data[at + 7 : at + 7 + length].decode("cp1252", "replace"),
            )
        wide = self._data[at + 7] & 1
        text = self._data[at + 8 : at + min(size, 8 + length * (2 if wide else 1))]
        return offset, state & 3, type_, text.decode("utf-16-le" if wide else "latin-1", "replace")

    def _check_strings(self, at: int) -> None:
        unique = struct.unpack_from("<l", self._data, at + 4)[0]
        if not 0 <= unique <= len(self._data) // 3:  # the shortest string takes three bytes
            raise ReadError("xls", "the count of its texts is a lie", _DAMAGED)

    def _walk(self, offset: int) -> _Extent:
        extent = _Extent()
        depth = 0
        for record, at, size in _records(self._data, offset):
            self._spent += size + 4
            if self._spent > 2 * len(self._data):  # sheets that lie in one another
                raise ReadError("xls", "its sheets overlap", _DAMAGED)
            if record == _BOF:
                depth += 1
            elif record == _EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif depth > 1:
                continue  # an embedded chart
            elif record in _CELLS and size >= 6:
                self._add_cell(extent, record, at, size)
            elif record == _MULRK and size >= 6:
                row, first = struct.unpack_from("<HH", self._data, at)
                extent.add(at, row, first, first + (size - 6) // 6)
            elif record == _MERGED and size >= 2:
                extent.merged += _u16(self._data, at)
            elif record == _DIMENSIONS:
                extent.dimensions.append((at, size))
            else:
                extent.hidden.add(record, self._data[at : at + size])
        return extent

    def _add_cell(self, extent: _Extent, record: int, at: int, size: int) -> None:
        row, column = struct.unpack_from("<HH", self._data, at)
        extent.add(at, row, column, column)
        if record == _BOOLERR and size >= 8 and self._data[at + 7]:
            extent.errors[row, column] = BIFF_ERRORS.get(self._data[at + 6], "#UNKNOWN!")
        elif record == _FORMULA and size >= 14 and _is_error(self._data, at + 6):
            extent.errors[row, column] = BIFF_ERRORS.get(self._data[at + 8], "#UNKNOWN!")


def _is_error(data: bytes, at: int) -> bool:
    """True for the value of a formula that is an error ([MS-XLS] 2.5.133 FormulaValue)."""
    return data[at] == 2 and data[at + 6 : at + 8] == b"\xff\xff"


def old_version() -> ReadError:
    """Return the error for a workbook that is older than [MS-XLS]."""
    return ReadError("xls", "a workbook of Excel 2 to 4 is not read", _DAMAGED)


def encrypted(kind: str) -> ReadError:
    """Return the error for a workbook behind a password."""
    return ReadError(kind, "the workbook is encrypted", "save it without a password and try again")


def _workbook_stream(container: CompoundFile) -> tuple[str, bytes]:
    if "EncryptedPackage" in container.names:
        raise encrypted("xlsx")
    for name in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        if name in container.names:
            return name, container.stream(name)
    raise ReadError("xls", "this is an Office file but no workbook", "save the table as XLSX")


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield type, place and size of each record up to the end of its part or of the data."""
    end = len(data) - 4
    depth = 0
    while at <= end:
        record, size = struct.unpack_from("<HH", data, at)
        at += 4
        if at + size > len(data):
            raise ReadError(
                "xls", "the workbook is damaged or was cut off: a record ends late", _DAMAGED
            )
        yield record, at, size
        at += size
        if record == _BOF:
            depth += 1
        elif record == _EOF:
            depth -= 1
            if depth <= 0:
                return


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _too_wide() -> FileTooLargeError:
    return FileTooLargeError(
        "xls",
        f"the cells of the sheet lie too far apart: their box has more than {_MAX_GRID:,} cells",
        "delete what stands far from the table, or save it as CSV",
    )
