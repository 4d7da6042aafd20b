"""One table of an ODS workbook: from XML events, and from plain rows, to rows of text.

Repeated cells and rows are counted before they are made: one element may stand for a million.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from clientbook.errors import FileTooLargeError
from clientbook.messages.issues import FindingCode
from clientbook.readers.workbooks.cells import (
    ERRORS,
    GENERAL,
    elapsed_text,
    float_text,
    without_added_year,
)
from clientbook.readers.workbooks.sheets import MAX_ROWS, Cells

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
LOEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
PREFIXES = {"table": TABLE, "office": OFFICE, "text": TEXT, "calcext": LOEXT}
"""The prefixes that every program gives these namespaces."""

_CELLS = frozenset((TABLE + "table-cell", TABLE + "covered-table-cell"))
_ROW = TABLE + "table-row"
_PARAGRAPHS = frozenset((TEXT + "p", TEXT + "h"))
_TYPE, _VALUE, _FORMULA = OFFICE + "value-type", OFFICE + "value", TABLE + "formula"
_CALC_TYPE, _VISIBILITY = LOEXT + "value-type", TABLE + "visibility"
_SPANS = (TABLE + "number-columns-spanned", TABLE + "number-rows-spanned")
_MAX_COLUMN = 16_384
_DURATION = re.compile(r"(-?)PT([0-9]{1,9})H([0-9]{1,4})M([0-9]{1,4})(?:[.,][0-9]*)?S")
_MIDNIGHT = re.compile(r"([0-9-]+)T00:00:00(?:\.0*)?")
_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = str.maketrans("", "", " -()./\u00a0\u202f")
_FRACTION = re.compile(r"(T[0-9:]+)\.[0-9]*")


def _repeated(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(TABLE + name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


class TableParser:
    """Turns the XML of one table into rows.

    Args:
        cells: Receives the rows and what there is to say about them.
        max_chars: Most characters in a cell.
        index: Which table of the document, from 0; None to choose it later.
    """

    def __init__(self, cells: Cells, max_chars: int, index: int | None = None) -> None:
        self._cells = cells
        self.index = index
        self.max_chars = max_chars
        self._tables = -1
        self._depth = 0
        self._rows_open = 0
        self._row = 1
        self._row_repeat = 1
        self._hidden = False
        self._values: list[str] = []
        self._column = 0
        self._attributes: dict[str, str] | None = None
        self._outside = 0  # inside a comment or a drawing, whose text is not the cell's
        self._paragraphs = 0
        self._collecting = 0
        self._text: list[str] = []
        self._length = 0

    def choose(self, index: int) -> None:
        """Read the table of this index, unless one was chosen before."""
        if self.index is None:
            self.index = index

    @property
    def at_rest(self) -> bool:
        """True between two rows of the table."""
        return self._is_inside and not self._rows_open and self._attributes is None

    @property
    def _is_inside(self) -> bool:
        return self._depth == 1 and self._tables == self.index

    def plain_row(
        self, attributes: dict[str, str], cells: Iterable[tuple[dict[str, str] | None, str]]
    ) -> None:
        """Take a whole row.

        Args:
            attributes: Of the row.
            cells: Attributes of each cell, None when its text is all there is, and its text;
                none is longer than *max_chars*.
        """
        self._start_row(attributes)
        values, column = self._values, 0
        for found, text in cells:
            if found is None and column == len(values):
                values.append(text)
                column += 1
                continue
            self._column = column
            if found is None:
                self._put(text, 1)
            else:
                self._finish_cell(found, text)
            column = self._column
        self._cells.count_cells(len(values) + 1)
        if len(values) > _MAX_COLUMN:
            self._too_wide()
        self._end_row()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        if name == TABLE + "table":
            self._depth += 1
            if self._depth == 1:
                self._tables += 1
            return
        if not self._is_inside:
            return
        if name in _CELLS:
            self._attributes = attributes
            self._paragraphs = self._length = 0
            self._text.clear()
        elif name == _ROW:
            self._rows_open += 1
            self._start_row(attributes)
        elif self._attributes is not None:
            self._start_inside(name, attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_repeat = _repeated(attributes, "number-rows-repeated") if attributes else 1
        self._values, self._column = [], 0
        self._hidden = attributes.get(_VISIBILITY, "visible") != "visible"

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        if name == OFFICE + "annotation" or name.endswith((" frame", " shape", " g")):
            self._outside += 1
        elif self._outside:
            return
        elif name in _PARAGRAPHS:
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._collecting += 1
        elif self._collecting and name == TEXT + "s":
            count = attributes.get(TEXT + "c", "1")
            self._add(" " * min(int(count) if count.isdecimal() and len(count) < 8 else 1, 10_000))
        elif self._collecting and name == TEXT + "tab":
            self._add("\t")
        elif self._collecting and name == TEXT + "line-break":
            self._add("\n")

    def data(self, text: str) -> None:
        """Characters arrive."""
        if self._collecting and not self._outside:
            self._add(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == TABLE + "table":
            self._depth -= 1
        elif not self._is_inside:
            return
        elif name in _CELLS:
            attributes = self._attributes or {}
            self._attributes = None
            self._finish_cell(attributes, "".join(self._text))
        elif name == _ROW:
            self._rows_open -= 1
            self._end_row()
        elif self._attributes is not None:
            if name == OFFICE + "annotation" or name.endswith((" frame", " shape", " g")):
                self._outside -= 1
            elif name in _PARAGRAPHS and not self._outside:
                self._collecting -= 1

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if self._length > self.max_chars:
            self._too_long()

    def _too_long(self) -> None:
        raise FileTooLargeError(
            "ods",
            f"a cell of row {self._row} is longer than {self.max_chars} characters",
            "shorten it, or raise limits.max_cell_chars",
        )

    def _too_wide(self) -> None:
        raise FileTooLargeError(
            "ods", f"row {self._row} has more than {_MAX_COLUMN:,} cells", "split the file"
        )

    def _finish_cell(self, attributes: dict[str, str], shown: str) -> None:
        repeat = _repeated(attributes, "number-columns-repeated")
        if any(attributes.get(span, "1") != "1" for span in _SPANS):
            self._cells.merged += 1
        self._put(self._value(attributes, shown), repeat)

    def _put(self, value: str, repeat: int) -> None:
        if value:
            last = self._column + repeat
            if last > _MAX_COLUMN:
                self._too_wide()
            values = self._values
            self._cells.count_cells(last - len(values))
            if len(values) < self._column:
                values.extend([""] * (self._column - len(values)))
            if repeat == 1:
                values.append(value)
            else:
                values.extend([value] * repeat)
        else:
            self._cells.count_cells(1)
        self._column += repeat

    def _end_row(self) -> None:
        repeat, filled = self._row_repeat, any(self._values)
        if filled:
            if self._row + repeat - 1 > MAX_ROWS:
                raise FileTooLargeError(
                    "ods", f"the sheet has more than {MAX_ROWS:,} rows", "split the file"
                )
            self._cells.count_cells((repeat - 1) * len(self._values))
            for number in range(self._row, self._row + repeat):
                if self._hidden:
                    self._cells.note_hidden_row(number)
                self._cells.add_row(number, list(self._values))
        self._row += repeat

    def _value(self, attributes: dict[str, str], shown: str) -> str:
        kind = attributes.get(_TYPE)
        if shown in ERRORS and (kind != "string" or attributes.get(_CALC_TYPE) == "error"):
            self._cells.note_error(self._row, self._column + 1, shown)
            return shown
        name = VALUES.get(kind or "")
        if name is not None:
            text = typed_text(kind or "", attributes.get(name, shown), shown)
            if kind == "date" and text.startswith("--"):
                self._cells.note(FindingCode.YEAR_LEFT_OUT, self._row, self._column + 1)
            return text
        if kind is None and not shown and _FORMULA in attributes:
            self._cells.note(FindingCode.FORMULA_WITHOUT_VALUE, self._row, self._column + 1)
        return shown or attributes.get(OFFICE + "string-value", "")


VALUES = {
    **dict.fromkeys(("float", "currency", "percentage"), OFFICE + "value"),
    "boolean": OFFICE + "boolean-value",
    "date": OFFICE + "date-value",
    "time": OFFICE + "time-value",
}
"""Which attribute holds the value of a typed cell."""


def typed_text(kind: str, value: str, shown: str) -> str:
    """Return the text of a cell that has a type.

    Args:
        kind: Its type, a key of :data:`VALUES`.
        value: As written.
        shown: The text that is shown for it.
    """
    if kind == "boolean":
        return value.upper()
    if kind == "date":
        return _date(value, shown)
    if kind == "time":
        return _duration(value, shown)
    return _number(value, shown)


def _date(value: str, shown: str) -> str:
    if "T" in value:
        value = _MIDNIGHT.sub(r"\1", _FRACTION.sub(r"\1", value))
    return without_added_year(value) if _is_without_year(value, shown) else value


def _is_without_year(value: str, shown: str) -> bool:
    """True for ``2025-05-16`` shown as "16 May" or "16/05"."""
    if len(value) != 10 or len(shown) > 40:
        return False
    numbers = [int(digits) for digits in _DIGITS.findall(shown)]
    day, month = value[8:], value[5:7]
    if not (day.isdecimal() and month.isdecimal()):
        return False
    both = sorted(numbers) == sorted((int(day), int(month)))
    return both or (numbers == [int(day)] and any(map(str.isalpha, shown)))


def _number(text: str, shown: str) -> str:
    try:
        plain = float_text(float(text), GENERAL, epoch_1904=False)
    except (ValueError, OverflowError):
        return shown
    # A format such as 00000 proves zeros that the number alone has lost.
    digits = shown.translate(_SEPARATORS)
    if digits[:1] == "+" and digits[1:].isdecimal() and digits.endswith(plain):
        return digits  # "+41 79 123 45 67": the format has the country code
    if digits.isdecimal() and digits.startswith("0") and digits.lstrip("0") == plain:
        return digits
    return plain


def _duration(text: str, shown: str) -> str:

    found = _DURATION.fullmatch(text)
    if found is None:
        return shown
    hours, minutes, seconds = (int(found[i]) for i in (2, 3, 4))
    if hours > 10**7:
        return shown
    value = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return elapsed_text(-value if found[1] else value)
