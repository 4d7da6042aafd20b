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
    page = book.add_worksheet(sheet_name(sheet))
    formats = {
        "text": book.add_format({"num_format": "@"}),
        "quoted": book.add_format({"num_format": "@", "quote_prefix": True}),
        "bold": book.add_format({"num_format": "@", "bold": True}),
    }
    for index, title in enumerate(header):
        width = min(max(len(title) + 4, _WIDTHS[0]), _WIDTHS[1])
        page.set_column(index, index, width, formats["text"])
    page.freeze_panes(1, 0)
    for index, values in choices:
        if len(",".join(values)) <= 255:  # what a list in a cell's rule may hold
            page.data_validation(
                1, index, SHEET_ROWS - 1, index, {"validate": "list", "source": list(values)}
            )
    count = 0
    try:
        _write_titles(page, header, required, formats)
        for row in rows:
            count += 1
            _write_row(page, count, row, formats, raw=raw)
        if header:
            page.autofilter(0, 0, count, len(header) - 1)
    finally:
        book.close()
    return count


def sheet_name(text: str) -> str:
    """Return *text* as a name a sheet may have: 1 to 31 characters, no brackets or slashes."""
    kept = "".join(c for c in text.translate(_SHEET_FORBIDDEN) if c.isprintable())
    kept = kept.strip(" '")[:31].strip(" '")
    # Excel keeps the name History for itself.
    return kept if kept and kept.casefold() != "history" else "Sheet1"


def _write_titles(
    page: Any, header: Sequence[str], required: Sequence[int] | None, formats: dict[str, Any]
) -> None:
    for index, title in enumerate(header):
        bold = required is None or index in required
        written = guard_text_cell(title)
        _write_cell(page, 0, index, written, formats["bold" if bold else "text"])


def _write_row(
    page: Any, number: int, row: Sequence[str], formats: dict[str, Any], *, raw: bool
) -> None:
    if number >= SHEET_ROWS:
        raise FileTooLargeError(
            "xlsx", f"more than {SHEET_ROWS - 1:,} rows", "write a CSV file instead"
        )
    for index, cell in enumerate(row):
        if cell:
            risky = runs_in_spreadsheet(cell)
            written = guard_text_cell(cell, raw=raw)
            _write_cell(page, number, index, written, formats["quoted" if risky else "text"])


def _write_cell(page: Any, row: int, column: int, cell: str, format_: Any) -> None:
    units = cell.encode("utf-16-le", "replace")  # a spreadsheet counts these
    text = units.decode("utf-16-le")
    if len(units) // 2 > CELL_LIMIT:
        raise FileTooLargeError(
            "xlsx",
            f"row {row + 1}, column {column + 1} is longer than {CELL_LIMIT:,} characters",
            "write a CSV file instead",
        )
    page.write_string(row, column, text, format_)
