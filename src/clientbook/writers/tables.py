"""Tables of text as CSV and XLSX files that read back equal and that no spreadsheet runs."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from clientbook.domain.checks import refuse
from clientbook.errors import FileTooLargeError
from clientbook.writers.formulas import guard, guard_text_cell, runs_in_spreadsheet

DELIMITERS = (",", ";", "\t", "|")
"""What may separate the cells of a CSV file."""

CELL_LIMIT = 32_767
"""Most characters in one cell of a spreadsheet (Excel specifications and limits)."""
SHEET_ROWS = 1_048_576
"""Most rows of a sheet, titles included (Excel specifications and limits)."""

_WIDTHS = (8, 40)  # narrowest and widest column, in characters
_SHEET_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_csv(
    out: BinaryIO,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    bom: bool = False,
    raw: bool = False,
) -> int:
    """Write a CSV file in UTF-8 with CRLF line ends (RFC 4180).

    Args:
        out: A binary file; it stays open.
        header: Column titles.
        rows: Cells of each row, as many as there are titles.
        delimiter: One of :data:`DELIMITERS`.
        bom: True writes a byte-order mark, by which Excel knows UTF-8.
        raw: True for cells of a file, see :func:`~clientbook.writers.formulas.guard`.

    Returns:
        Number of rows written, titles not counted.

    Raises:
        InvalidValueError: Another delimiter.
    """
    if delimiter not in DELIMITERS:
        raise refuse("delimiter", "expected a comma, a semicolon, a tab or a bar")
    text = io.TextIOWrapper(
        out, encoding="utf-8-sig" if bom else "utf-8", errors="replace", newline=""
    )
    count = 0
    try:
        text.write(_csv_line(header, delimiter))
        for row in rows:
            text.write(_csv_line(row, delimiter, raw=raw))
            count += 1
        text.flush()
    finally:
        text.detach()
    return count


# Quoted for every separator a spreadsheet may expect, not only for the file's own.
_QUOTED = re.compile(r'[,;\t|"\r\n]').search


def _csv_line(cells: Sequence[str], delimiter: str, *, raw: bool = False) -> str:
    guarded = [guard(cell, raw=raw) for cell in cells]
    written = ['"' + x.replace('"', '""') + '"' if _QUOTED(x) else x for x in guarded]
    if written == [""]:
        written = ['""']  # a line of nothing would be no row
    return delimiter.join(written) + "\r\n"


def write_xlsx(
    out: BinaryIO,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    sheet: str = "Clients",
    required: Sequence[int] | None = None,
    choices: Sequence[tuple[int, tuple[str, ...]]] = (),
    raw: bool = False,
) -> int:
    """Write a workbook with one sheet; every cell is text and shown as it is.

    No value is taken for a formula, a number or a link, so ``+33612345678`` and ``007`` stay.
    Titles are frozen and carry a filter.  Memory does not grow with the rows.

    Args:
        out: A binary file; it stays open.
        header: Column titles.
        rows: Cells of each row, as many as there are titles.
        sheet: Name of the sheet; characters a sheet name may not have become spaces.
        required: Positions of the columns whose title is bold; all when None.
        choices: Position of a column and the values a person may pick there.
        raw: True for cells of a file, see :func:`~clientbook.writers.formulas.guard`.

    Returns:
        Number of rows written, titles not counted.

    Raises:
        FileTooLargeError: A cell or the table is larger than a sheet holds; write CSV.
    """
    import xlsxwriter  # here: most programs that read never write a workbook, and it takes 7 MiB

    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_urls": False, "in_memory": False}
    )
    page = _TextSheet(book, sheet)
    count = 0
    try:
        page.write_titles(header, required)
        page.offer(choices)
        for row in rows:
            count += 1
            page.write_row(count, row, raw=raw)
        page.add_filter(count, header)
    finally:
        book.close()
    return count


class _TextSheet:
    """A sheet of a workbook that is being written, every cell of which is text.

    Args:
        book: The workbook, of xlsxwriter.
        name: As somebody would name the sheet.
    """

    def __init__(self, book: Any, name: str) -> None:
        self._page = book.add_worksheet(sheet_name(name))
        self._text = book.add_format({"num_format": "@"})
        self._quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        self._bold = book.add_format({"num_format": "@", "bold": True})

    def write_titles(self, header: Sequence[str], required: Sequence[int] | None) -> None:
        for index, title in enumerate(header):
            width = min(max(len(title) + 4, _WIDTHS[0]), _WIDTHS[1])
            self._page.set_column(index, index, width, self._text)
        self._page.freeze_panes(1, 0)
        for index, title in enumerate(header):
            bold = required is None or index in required
            self._write(0, index, guard_text_cell(title), self._bold if bold else self._text)

    def offer(self, choices: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        for index, values in choices:
            if len(",".join(values)) <= 255:  # what a list in a cell's rule may hold
                listed = {"validate": "list", "source": list(values)}
                self._page.data_validation(1, index, SHEET_ROWS - 1, index, listed)

    def write_row(self, number: int, row: Sequence[str], *, raw: bool) -> None:
        if number >= SHEET_ROWS:
            raise FileTooLargeError(
                "xlsx", f"more than {SHEET_ROWS - 1:,} rows", "write a CSV file instead"
            )
        for index, cell in enumerate(row):
            if cell:
                form = self._quoted if runs_in_spreadsheet(cell) else self._text
                self._write(number, index, guard_text_cell(cell, raw=raw), form)

    def add_filter(self, count: int, header: Sequence[str]) -> None:
        if header:
            self._page.autofilter(0, 0, count, len(header) - 1)

    def _write(self, row: int, column: int, cell: str, form: Any) -> None:
        units = cell.encode("utf-16-le", "replace")  # a spreadsheet counts these
        if len(units) // 2 > CELL_LIMIT:
            raise FileTooLargeError(
                "xlsx",
                f"row {row + 1}, column {column + 1} is longer than {CELL_LIMIT:,} characters",
                "write a CSV file instead",
            )
        self._page.write_string(row, column, units.decode("utf-16-le"), form)


def sheet_name(text: str) -> str:
    """Return *text* as a name a sheet may have: 1 to 31 characters, no brackets or slashes."""
    kept = "".join(c for c in text.translate(_SHEET_FORBIDDEN) if c.isprintable())
    kept = kept.strip(" '")[:31].strip(" '")
    # Excel keeps the name History for itself.
    return kept if kept and kept.casefold() != "history" else "Sheet1"
