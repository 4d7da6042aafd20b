"""One sheet of an XLSX workbook: from XML events to rows of text."""

import re

from clientbook.errors import FileTooLargeError
from clientbook.messages.issues import FindingCode
from clientbook.readers.workbooks.cells import GENERAL, NumberFormat, number_text
from clientbook.readers.workbooks.sheets import MAX_ROWS, Cells
from clientbook.readers.workbooks.xml import LocalNames

_MAX_COLUMN = 16_384  # XFD
_LOCAL = ("c", "v", "row", "f", "is", "t", "rPh", "sheetData", "mergeCell")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})[0-9]{1,7}")
_ISO_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0*)?)?Z?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def column_index(reference: str) -> int | None:
    """Return the column of a cell reference from 0 (``B7`` is 1), None when it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    index = 0
    for letter in found[1].upper():
        index = index * 26 + ord(letter) - 64
    return index - 1 if index <= _MAX_COLUMN else None


def unescape(text: str) -> str:
    """Return text with ``_x000D_`` and the like as characters (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda m: _character(int(m[1], 16)), text)


def _character(code: int) -> str:
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


class SheetParser:
    """Turns the XML events of one sheet into rows.

    Args:
        cells: Receives the rows and what there is to say about them.
        strings: The shared strings.
        formats: Number format of each cell style.
        epoch_1904: True when dates count from 1904.
        max_cell_chars: Most characters in a cell.
    """

    __slots__ = (
        "_cells", "_collecting", "_column", "_columns", "_epoch_1904", "_format", "_formats",
        "_formula", "_has_value", "_in_data", "_length", "_max_chars", "_names", "_phonetic",
        "_row", "_strings", "_text", "_type", "_values",
    )  # fmt: skip

    def __init__(
        self,
        cells: Cells,
        *,
        strings: list[str],
        formats: list[NumberFormat],
        epoch_1904: bool,
        max_cell_chars: int,
    ) -> None:
        self._cells = cells
        self._strings = strings
        self._formats = formats
        self._epoch_1904 = epoch_1904
        self._max_chars = max_cell_chars
        self._names = LocalNames(_LOCAL)
        self._columns: dict[str, int] = {}  # letters of references, as many as there are columns
        self._in_data = False
        self._row = 0
        self._column = -1
        self._values: list[str] = []
        self._type = "n"
        self._format = GENERAL
        self._formula = False
        self._has_value = False
        self._collecting = False
        self._phonetic = 0
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        local = self._names[name]
        if local == "c":
            self._start_cell(attributes)
        elif local in ("v", "t"):
            self._collecting = self._in_data and not self._phonetic
            self._has_value = True
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._formula = True
        elif local == "rPh":
            self._phonetic += 1
        elif local == "sheetData":
            self._in_data = True
        elif local == "mergeCell" and not self._in_data:
            self._cells.merged += 1

    def data(self, text: str) -> None:
        """Characters arrive."""
        if self._collecting:
            self._text.append(text)
            self._length += len(text)
            if self._length > self._max_chars:
                raise FileTooLargeError(
                    self._cells.kind,
                    f"a cell of row {self._row} is longer than {self._max_chars} characters",
                    "shorten it, or raise limits.max_cell_chars",
                )

    def end(self, name: str) -> None:
        """An element ends."""
        local = self._names[name]
        if local in ("v", "t"):
            self._collecting = False
        elif local == "c":
            self._end_cell()
        elif local == "row":
            self._cells.count_cells(1)
            self._cells.add_row(self._row, self._values)
            self._values = []
        elif local == "rPh":
            self._phonetic -= 1
        elif local == "sheetData":
            self._in_data = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        following = self._row + 1
        if number.isdecimal() and len(number) < 8 and following <= int(number) <= MAX_ROWS:
            following = int(number)  # a number that goes back would overwrite a row: count on
        if following > MAX_ROWS:
            raise FileTooLargeError(
                self._cells.kind, f"the sheet has more than {MAX_ROWS:,} rows", "split the file"
            )
        self._row = following
        self._column = -1
        self._values = []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self._column + 1
        if reference is not None:
            letters = reference.rstrip("0123456789")
            found = self._columns.get(letters)
            if found is None and (found := column_index(reference)) is not None:
                self._columns[letters] = found
            if found is not None:
                column = found
        self._column = column
        self._type = attributes.get("t", "n")
        style = attributes.get("s")
        self._format = GENERAL
        if style is not None and style.isdecimal() and len(style) < 8:
            index = int(style)
            if index < len(self._formats):
                self._format = self._formats[index]
        self._formula = self._has_value = False
        self._text.clear()
        self._length = 0

    def _end_cell(self) -> None:
        text = "".join(self._text)
        column = self._column
        if self._formula and not text and self._type != "str":
            self._cells.note(FindingCode.FORMULA_WITHOUT_VALUE, self._row, column + 1)
        if not text:
            self._cells.count_cells(1)
            return
        value = self._value(text)
        if column >= _MAX_COLUMN:
            raise FileTooLargeError(
                self._cells.kind, f"row {self._row} has more than {_MAX_COLUMN:,} cells",
                "split the file",
            )  # fmt: skip
        values = self._values
        missing = column - len(values)
        if missing >= 0:
            self._cells.count_cells(missing + 1)
            if missing:
                values.extend([""] * missing)
            values.append(value)
        else:
            values[column] = value

    def _value(self, text: str) -> str:
        kind = self._type
        if kind == "s":
            text = text.strip()
            index = int(text) if text.isdecimal() and len(text) < 10 else -1
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if kind == "n":
            return number_text(text.strip(), self._format, epoch_1904=self._epoch_1904)
        if kind == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if kind == "e":
            self._cells.note_error(self._row, self._column + 1, text)
            return text
        if kind == "d":
            return _ISO_MIDNIGHT.sub(r"\1", text.strip())
        return unescape(text)
