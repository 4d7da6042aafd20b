"""One sheet of an XLSX workbook: from XML events, and from plain rows, to rows of text."""

import re
from collections.abc import Iterable

from clientbook.errors import FileTooLargeError
from clientbook.messages.issues import FindingCode
from clientbook.readers.workbooks.cells import GENERAL, NumberFormat, NumberStyle, number_text
from clientbook.readers.workbooks.sheets import MAX_ROWS, Cells
from clientbook.readers.workbooks.xml import LocalNames

_MAX_COLUMN = 16_384  # XFD
_MOST_STYLES = 10_000
_LOCAL = ("c", "v", "row", "f", "is", "t", "rPh", "sheetData", "mergeCell", "col")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})[0-9]{1,7}")
_ISO_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0*)?)?Z?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

PlainCell = tuple[str | None, str | None, str | None, str | None, str | None, str | None]
"""Style, type, formula, value that is a plain number, other value and inline text of a cell.

As they are written; None where the cell has none.
"""


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
    """Turns the XML of one sheet into rows.

    Args:
        cells: Receives the rows and what there is to say about them.
        strings: The shared strings.
        formats: Number format of each cell style.
        epoch_1904: True when dates count from 1904.
        max_cell_chars: Most characters in a cell.
    """

    __slots__ = (
        "_cells", "_collecting", "_column", "_columns", "_epoch_1904", "_format", "_formats",
        "_formula", "_has_inline", "_in_data", "_in_inline", "_inline", "_known_styles", "_length",
        "_max_chars",
        "_names", "_phonetic", "_row", "_rows_open", "_strings", "_text", "_type", "_values",
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
        self._known_styles: dict[str | None, NumberFormat] = {}
        self._names = LocalNames(_LOCAL)
        self._columns: dict[str, int] = {}  # letters of references, as many as there are columns
        self._in_data = False
        self._rows_open = 0
        self._row = 0
        self._column = -1
        self._values: list[str] = []
        self._type = "n"
        self._format = GENERAL
        self._formula = False
        self._collecting = False
        self._phonetic = 0
        self._text: list[str] = []
        self._in_inline = False
        self._has_inline = False
        self._inline: list[str] = []
        self._length = 0

    @property
    def at_rest(self) -> bool:
        """True between two rows of the sheet's data."""
        return self._in_data and not self._rows_open

    def plain_row(
        self, number: str | None, columns: list[int], plain_cells: Iterable[PlainCell]
    ) -> None:
        """Take a whole row.

        Args:
            number: As written, None when the row does not say it.
            columns: Column of each cell from 0, rising.
            plain_cells: The cells.
        """
        self._start_row(number)
        cells, strings, most = self._cells, self._strings, len(self._strings)
        known = self._known_styles
        width = columns[-1] + 1 if columns else 0
        cells.count_cells(1 + width)
        dense = width == len(columns)
        values: list[str] = []
        put = values.append
        for index, (style, kind, formula, digits, value, inline) in enumerate(plain_cells):
            text: str | None = None
            if formula is None:
                if digits is None:
                    text = "" if value is None is inline else None
                elif kind == "s":
                    # a place with a decimal point leads nowhere, as in the other way of reading
                    text = (
                        strings[place]
                        if digits.isdecimal() and (place := int(digits)) < most
                        else ""
                    )
                elif kind is None:
                    format_ = known.get(style) or self._known_style(style)
                    text = digits if format_ is GENERAL else format_.known.get(digits)
            if text is None:
                self._row_cell(columns[index], style, kind, formula)
                text = self._read(digits or value or "", inline)
            if not dense and len(values) < columns[index]:
                values.extend([""] * (columns[index] - len(values)))
            put(text)
        cells.add_row(self._row, values)

    def _known_style(self, style: str | None) -> NumberFormat:
        format_ = self._style(style)
        if len(self._known_styles) < _MOST_STYLES:
            self._known_styles[style] = format_
        return format_

    def _row_cell(
        self, column: int, style: str | None, kind: str | None, formula: str | None
    ) -> None:
        self._column = column
        self._type = kind or "n"
        self._format = self._style(style)
        self._formula = formula is not None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        local = self._names[name]
        if local == "c":
            self._start_cell(attributes)
        elif local == "v":
            self._collecting = self._in_data
        elif local == "t":
            self._collecting = self._in_data and not self._phonetic
        elif local == "is":
            self._in_inline = self._has_inline = True
        elif local == "row":
            self._rows_open += 1
            self._start_row(attributes.get("r"))
            if attributes.get("hidden") in ("1", "true"):
                self._cells.note_hidden_row(self._row)
        elif local == "f":
            self._formula = True
        elif local == "rPh":
            self._phonetic += 1
        elif local == "sheetData":
            self._in_data = True
        elif local == "mergeCell" and not self._in_data:
            self._cells.merged += 1
        elif local == "col" and not self._in_data:
            self._note_hidden_columns(attributes)

    def data(self, text: str) -> None:
        """Characters arrive."""
        if self._collecting:
            (self._inline if self._in_inline else self._text).append(text)
            self._length += len(text)
            if self._length > self._max_chars:
                self._too_long()

    def end(self, name: str) -> None:
        """An element ends."""
        local = self._names[name]
        if local in ("v", "t"):
            self._collecting = False
        elif local == "is":
            self._in_inline = False
        elif local == "c":
            self._end_cell()
        elif local == "row":
            self._rows_open -= 1
            self._cells.count_cells(1)
            self._cells.add_row(self._row, self._values)
            self._values = []
        elif local == "rPh":
            self._phonetic -= 1
        elif local == "sheetData":
            self._in_data = False

    def _note_hidden_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            self._cells.note_hidden_columns(int(first[:7]), int(last[:7]))

    def _start_row(self, number: str | None) -> None:
        following = self._row + 1
        if number and number.isdecimal() and len(number) < 8:
            given = int(number)
            if following <= given <= MAX_ROWS:  # one that goes back would overwrite a row: count on
                following = given
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
        self._format = self._style(attributes.get("s"))
        self._formula = self._has_inline = False
        self._text.clear()
        self._inline.clear()
        self._length = 0

    def _style(self, style: str | None) -> NumberFormat:
        if style is not None and style.isdecimal() and len(style) < 8:
            index = int(style)
            if index < len(self._formats):
                return self._formats[index]
        return GENERAL

    def _end_cell(self) -> None:
        inline = "".join(self._inline) if self._has_inline else None
        column = self._column
        value = self._read("".join(self._text), inline)
        if not value:
            self._cells.count_cells(1)
            return
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

    def _read(self, value: str, inline: str | None) -> str:
        """Return the text of the cell that was started, and say what is odd about it."""
        kind = self._type
        # ECMA-376 part 1, 18.3.1.4: <is> holds the text of inlineStr, <v> that of all others
        text = (inline or value) if kind == "inlineStr" else (value or inline or "")
        if len(text) > self._max_chars:
            self._too_long()
        if not text:
            if self._formula and kind != "str":
                self._cells.note(FindingCode.FORMULA_WITHOUT_VALUE, self._row, self._column + 1)
            return ""
        if kind == "n":
            return self._number(text)
        if kind == "e":
            self._cells.note_error(self._row, self._column + 1, text)
            return text
        return self._other(kind, text)

    def _other(self, kind: str, text: str) -> str:
        """Return the text of a cell that is no number (ECMA-376 part 1, 18.18.11)."""
        if kind == "s":
            text = text.strip()
            index = int(text) if text.isdecimal() and len(text) < 10 else -1
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return _ISO_MIDNIGHT.sub(r"\1", text.strip())
        return unescape(text)

    def _number(self, text: str) -> str:
        format_ = self._format
        if format_ is GENERAL:
            return number_text(text.strip(), format_, epoch_1904=False)
        known = format_.known.get(text)
        if known is None:
            known = number_text(text.strip(), format_, epoch_1904=self._epoch_1904)
            if format_.shown is not NumberStyle.DAY:  # of which there is something to say each time
                format_.keep(text, known)
        if format_.shown is NumberStyle.DAY and known.startswith("--"):
            self._cells.note(FindingCode.YEAR_LEFT_OUT, self._row, self._column + 1)
        return known

    def _too_long(self) -> None:
        raise FileTooLargeError(
            self._cells.kind,
            f"a cell of row {self._row} is longer than {self._max_chars} characters",
            "shorten it, or raise limits.max_cell_chars",
        )
