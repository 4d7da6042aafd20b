"""ODS (OpenDocument 1.3 part 3), read cell by cell from ``content.xml``.

Repeated cells and rows are counted before they are made: one element may stand for a million.
"""

import re
from datetime import timedelta

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.cells import ERRORS, GENERAL, elapsed_text, float_text
from clientbook.readers.workbooks.package import ZipPackage
from clientbook.readers.workbooks.sheets import MAX_ROWS, Cells, Sheet
from clientbook.readers.workbooks.xml import LocalNames, parse

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_LOEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_MAX_COLUMN = 16_384
_MAX_SHEETS = 10_000
_DURATION = re.compile(r"(-?)PT([0-9]{1,9})H([0-9]{1,4})M([0-9]{1,4})(?:[.,][0-9]*)?S")
_MIDNIGHT = re.compile(r"([0-9-]+)T00:00:00(?:\.0*)?")
_FRACTION = re.compile(r"(T[0-9:]+)\.[0-9]*")


class OdsWorkbook:
    """A workbook of OpenDocument tables.

    Args:
        package: The zipped workbook.
        limits: What may be read.

    Raises:
        ReadError: Encrypted, damaged, or without a table.
    """

    def __init__(self, package: ZipPackage, limits: ReadLimits) -> None:
        self._package = package
        self._limits = limits
        self.findings: list[FileFinding] = []
        if "META-INF/manifest.xml" in package:
            self._refuse_encrypted()
        self.sheets = self._find_sheets()
        if any(n.startswith(("basic/", "scripts/")) for n in package.names()):
            self.findings.append(FileFinding.of(FindingCode.MACROS_IGNORED))

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet; see :class:`clientbook.readers.workbooks.sheets.Workbook`."""
        cells = Cells("ods", self._limits)
        parser = _TableParser(cells, int(sheet.part), self._limits.max_cell_chars)
        parse(
            self._package.chunks("content.xml"),
            kind="ods",
            start=parser.start,
            end=parser.end,
            data=parser.data,
        )
        return cells

    def _refuse_encrypted(self) -> None:
        names = LocalNames(("encryption-data",))

        def start(name: str, _: dict[str, str]) -> None:
            if names[name]:
                raise ReadError(
                    "ods", "the workbook is encrypted", "save it without a password and try again"
                )

        parse(
            self._package.chunks("META-INF/manifest.xml"),
            kind="ods", start=start, end=lambda _: None,
        )  # fmt: skip

    def _find_sheets(self) -> tuple[Sheet, ...]:
        hidden_styles: set[str] = set()
        found: list[tuple[str, str]] = []
        style = ""
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal style, depth
            if name == _TABLE + "table":
                depth += 1
                if depth == 1 and len(found) < _MAX_SHEETS:
                    found.append(
                        (
                            attributes.get(_TABLE + "name", ""),
                            attributes.get(_TABLE + "style-name", ""),
                        )
                    )
            elif name == _STYLE + "style":
                style = attributes.get(_STYLE + "name", "")
            elif (
                name == _STYLE + "table-properties"
                and attributes.get(_TABLE + "display") == "false"
                and len(hidden_styles) < _MAX_SHEETS
            ):
                hidden_styles.add(style)

        def end(name: str) -> None:
            nonlocal depth
            if name == _TABLE + "table":
                depth -= 1

        parse(self._package.chunks("content.xml"), kind="ods", start=start, end=end)
        if not found:
            raise ReadError("ods", "the document has no table", "save the table as XLSX or CSV")
        return tuple(
            Sheet(name, index + 1, style_name in hidden_styles, str(index))
            for index, (name, style_name) in enumerate(found)
        )


def _repeated(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(_TABLE + name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


class _TableParser:
    """Turns the XML events of one table into rows."""

    def __init__(self, cells: Cells, index: int, max_chars: int) -> None:
        self._cells = cells
        self._index = index
        self._max_chars = max_chars
        self._tables = -1
        self._depth = 0
        self._row = 1
        self._row_repeat = 1
        self._values: list[str] = []
        self._column = 0
        self._attributes: dict[str, str] | None = None
        self._outside = 0  # inside a comment or a drawing, whose text is not the cell's
        self._paragraphs = 0
        self._collecting = 0
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self._depth += 1
            if self._depth == 1:
                self._tables += 1
            return
        if self._tables != self._index or self._depth != 1:
            return
        if name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._attributes = attributes
            self._paragraphs = self._length = 0
            self._text.clear()
        elif name == _TABLE + "table-row":
            self._row_repeat = _repeated(attributes, "number-rows-repeated")
            self._values, self._column = [], 0
        elif self._attributes is not None:
            self._start_inside(name, attributes)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        if name == _OFFICE + "annotation" or name.endswith((" frame", " shape", " g")):
            self._outside += 1
        elif self._outside:
            return
        elif name in (_TEXT + "p", _TEXT + "h"):
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._collecting += 1
        elif self._collecting and name == _TEXT + "s":
            count = attributes.get(_TEXT + "c", "1")
            self._add(" " * min(int(count) if count.isdecimal() and len(count) < 8 else 1, 10_000))
        elif self._collecting and name == _TEXT + "tab":
            self._add("\t")
        elif self._collecting and name == _TEXT + "line-break":
            self._add("\n")

    def data(self, text: str) -> None:
        if self._collecting and not self._outside:
            self._add(text)

    def end(self, name: str) -> None:
        if name == _TABLE + "table":
            self._depth -= 1
        elif self._tables != self._index or self._depth != 1:
            return
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._end_cell()
        elif name == _TABLE + "table-row":
            self._end_row()
        elif self._attributes is not None:
            if name == _OFFICE + "annotation" or name.endswith((" frame", " shape", " g")):
                self._outside -= 1
            elif name in (_TEXT + "p", _TEXT + "h") and not self._outside:
                self._collecting -= 1

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if self._length > self._max_chars:
            raise FileTooLargeError(
                "ods",
                f"a cell of row {self._row} is longer than {self._max_chars} characters",
                "shorten it, or raise limits.max_cell_chars",
            )

    def _end_cell(self) -> None:
        attributes = self._attributes or {}
        self._attributes = None
        repeat = _repeated(attributes, "number-columns-repeated")
        spans = (_TABLE + "number-columns-spanned", _TABLE + "number-rows-spanned")
        if any(attributes.get(span, "1") != "1" for span in spans):
            self._cells.merged += 1
        value = self._value(attributes)
        if value:
            last = self._column + repeat
            if last > _MAX_COLUMN:
                raise FileTooLargeError(
                    "ods", f"row {self._row} has more than {_MAX_COLUMN:,} cells", "split the file"
                )
            self._cells.count_cells(last - len(self._values))
            self._values.extend([""] * (self._column - len(self._values)))
            self._values.extend([value] * repeat)
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
                self._cells.add_row(number, list(self._values))
        self._row += repeat

    def _value(self, attributes: dict[str, str]) -> str:
        shown = "".join(self._text)
        kind = attributes.get(_OFFICE + "value-type")
        if shown in ERRORS and (
            kind != "string" or attributes.get(_LOEXT + "value-type") == "error"
        ):
            self._cells.note_error(self._row, self._column + 1, shown)
            return shown
        if kind in ("float", "currency", "percentage"):
            return _number(attributes.get(_OFFICE + "value", shown), shown)
        if kind == "boolean":
            return attributes.get(_OFFICE + "boolean-value", shown).upper()
        if kind == "date":
            value = _FRACTION.sub(r"\1", attributes.get(_OFFICE + "date-value", shown))
            return _MIDNIGHT.sub(r"\1", value)
        if kind == "time":
            return _duration(attributes.get(_OFFICE + "time-value", ""), shown)
        if kind is None and not shown and _TABLE + "formula" in attributes:
            self._cells.note(FindingCode.FORMULA_WITHOUT_VALUE, self._row, self._column + 1)
        return shown or attributes.get(_OFFICE + "string-value", "")


def _number(text: str, shown: str) -> str:
    try:
        plain = float_text(float(text), GENERAL, epoch_1904=False)
    except (ValueError, OverflowError):
        return shown
    # A format such as 00000 proves zeros that the number alone has lost.
    digits = shown.replace(" ", "").replace("-", "")
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
