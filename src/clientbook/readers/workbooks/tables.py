"""Workbooks as tables: XLSX, XLSM, XLS, XLSB and ODS, hostile ones included."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from clientbook.errors import FileTooLargeError, ReadError, TooManySheetsError
from clientbook.importing.tables import Source, Table, normal_header
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadOptions
from clientbook.readers.tables.structure import build_table
from clientbook.readers.workbooks.ods import OdsWorkbook
from clientbook.readers.workbooks.ole import MAGIC as OLE_MAGIC
from clientbook.readers.workbooks.package import CHUNK, ZipPackage
from clientbook.readers.workbooks.sheets import Cells, Sheet, Workbook
from clientbook.readers.workbooks.xls import BARE_RECORDS, XlsWorkbook
from clientbook.readers.workbooks.xlsb import XlsbWorkbook
from clientbook.readers.workbooks.xlsx import XlsxWorkbook

_ZIP = b"PK"
_GAP = 100  # blank rows reported in one place; a sheet may have a million of them
_MAX_LISTED = 20
_SUMMARY = "Export Summary"


def open_workbook(
    stream: BinaryIO, *, kind: str, options: ReadOptions, name: str | None = None
) -> Table:
    """Read one sheet of a workbook as a table.

    The first visible sheet that holds anything is read, or the one ``options.sheet`` names.

    Args:
        stream: A seekable binary file; it stays open and is not needed after the call.
        kind: ``"xlsx"`` (XLSM and XLSB too), ``"xls"`` or ``"ods"``; the content decides.
        options: How to read; see :class:`clientbook.readers.options.ReadOptions`.
        name: File name without its folder, or None.

    Raises:
        TooManySheetsError: The workbook has several sheets and ``options.single_sheet`` is set.
        FileTooLargeError: A limit is passed.
        ReadError: Encrypted, damaged, cut off, not a workbook, or without such a sheet.
    """
    size, fingerprint = _measure(stream, kind, options)
    workbook, kind = _open(stream, kind, options)
    if options.single_sheet and len(workbook.sheets) > 1:
        raise TooManySheetsError(
            kind,
            f"the workbook has {len(workbook.sheets)} sheets: {_listed(workbook.sheets)}",
            "keep one sheet and delete the others, hidden ones too",
        )
    sheet, cells = _choose(workbook, options, kind)
    named = tuple(one.name for one in workbook.sheets)
    source = Source(kind, name, size, fingerprint, sheet=sheet.name, sheets=named)
    findings = [*workbook.findings, *_sheet_findings(workbook, sheet), *cells.all_findings()]
    return build_table(
        lambda: _with_blanks(cells), options=options, source=source, findings=findings
    )


def _measure(stream: BinaryIO, kind: str, options: ReadOptions) -> tuple[int, str]:
    """Return size and fingerprint; a stream over the limit is not read."""
    size = stream.seek(0, 2)
    most = options.limits.bytes_for("xlsx" if kind == "xlsb" else kind)
    if size > most:
        raise FileTooLargeError(
            kind, f"the file has {size:,} bytes, the limit is {most:,}", "split it"
        )
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return size, digest.hexdigest()


def _open(stream: BinaryIO, kind: str, options: ReadOptions) -> tuple[Workbook, str]:
    """Open by content: an encrypted XLSX is an OLE file, and names lie."""
    magic = stream.read(8)
    stream.seek(0)
    limits = options.limits
    if magic.startswith(_ZIP):
        package = ZipPackage(stream, kind=kind, max_unzipped_bytes=limits.max_unzipped_bytes)
        if "content.xml" in package:
            package.kind = "ods"
            return OdsWorkbook(package, limits), "ods"
        package.kind = "xlsx"
        if "xl/workbook.bin" in package:
            return XlsbWorkbook(package, limits), "xlsx"
        return XlsxWorkbook(package, limits), "xlsx"
    if magic == OLE_MAGIC or magic.startswith(BARE_RECORDS):
        return XlsWorkbook(stream, limits), "xls"
    raise ReadError(
        kind,
        "the file is damaged, empty or no workbook" if magic else "the file is empty",
        "open it in a spreadsheet program and save it as XLSX or CSV",
    )


def _choose(workbook: Workbook, options: ReadOptions, kind: str) -> tuple[Sheet, Cells]:
    if options.sheet is not None:
        sheet = _find(workbook.sheets, options.sheet, kind)
        return sheet, workbook.read(sheet)
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    if not visible:
        raise ReadError(
            kind,
            f"every sheet is hidden: {_listed(workbook.sheets)}",
            "show the sheet of clients, or pass sheet=",
        )
    seen: set[str] = set()
    # Apple Numbers puts a sheet before the others that only lists them
    visible = sorted(visible, key=lambda sheet: sheet.name == _SUMMARY)
    for sheet in visible:
        if sheet.part in seen:
            continue  # several tabs over one part that was empty
        seen.add(sheet.part)
        cells = workbook.read(sheet)
        if not cells.is_empty:
            return sheet, cells
    return visible[0], cells


def _find(sheets: tuple[Sheet, ...], wanted: str | int, kind: str) -> Sheet:
    for sheet in sheets:
        if wanted in (sheet.number, sheet.name):
            return sheet
    for sheet in sheets:
        if isinstance(wanted, str) and normal_header(sheet.name) == normal_header(wanted):
            return sheet
    raise ReadError(kind, f"there is no sheet {wanted!r}", f"pass sheet= one of: {_listed(sheets)}")


def _listed(sheets: tuple[Sheet, ...]) -> str:
    names = [
        f"{sheet.name[:60]!r}{' (hidden)' if sheet.hidden else ''}"
        for sheet in sheets[:_MAX_LISTED]
    ]
    more = len(sheets) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _sheet_findings(workbook: Workbook, chosen: Sheet) -> Iterator[FileFinding]:
    yield FileFinding.of(
        FindingCode.SHEET_CHOSEN, sheet=chosen.number, name=chosen.name, of=len(workbook.sheets)
    )
    for sheet in workbook.sheets:
        if sheet.hidden and sheet != chosen:
            yield FileFinding.of(FindingCode.HIDDEN_SHEET, sheet=sheet.number, name=sheet.name)


def _with_blanks(cells: Cells) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the blank ones between them, as a CSV file would have them."""
    last = 0
    for number, texts in cells.rows():
        for missing in range(last + 1, min(number, last + 1 + _GAP)):
            yield missing, []
        yield number, texts
        last = number
