"""Workbooks as tables: XLSX, XLSM, XLS, XLSB and ODS, hostile ones included."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from clientbook.errors import FileTooLargeError, ReadError, TooManySheetsError
from clientbook.importing.tables import Source, Table
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadOptions
from clientbook.readers.tables.structure import build_table
from clientbook.readers.workbooks.choosing import ChosenSheet, choose_sheet, listed
from clientbook.readers.workbooks.ods import OdsWorkbook
from clientbook.readers.workbooks.ole import MAGIC as OLE_MAGIC
from clientbook.readers.workbooks.package import CHUNK, ZipPackage
from clientbook.readers.workbooks.sheets import Workbook
from clientbook.readers.workbooks.xls import BARE_RECORDS, XlsWorkbook
from clientbook.readers.workbooks.xlsb import XlsbWorkbook
from clientbook.readers.workbooks.xlsx import XlsxWorkbook

_ZIP = b"PK"


def open_workbook(
    stream: BinaryIO, *, kind: str, options: ReadOptions, name: str | None = None
) -> Table:
    """Read one sheet of a workbook as a table.

    The first visible sheet whose titles are those of a list of clients is read, without one the
    first that holds anything; or the one ``options.sheet`` names.

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
            f"the workbook has {len(workbook.sheets)} sheets: {listed(workbook.sheets)}",
            "keep one sheet and delete the others, hidden ones too",
        )
    chosen = choose_sheet(workbook, options, kind)
    sheet, cells = chosen.sheet, chosen.cells
    named = tuple(one.name for one in workbook.sheets)
    source = Source(kind, name, size, fingerprint, sheet=sheet.name, sheets=named)
    findings = [*workbook.findings, *_sheet_findings(workbook, chosen), *cells.all_findings()]
    return build_table(cells.with_blanks, options=options, source=source, findings=findings)


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


def _sheet_findings(workbook: Workbook, chosen: ChosenSheet) -> Iterator[FileFinding]:
    sheet = chosen.sheet
    yield FileFinding.of(
        FindingCode.SHEET_CHOSEN, sheet=sheet.number, name=sheet.name, of=len(workbook.sheets)
    )
    for other in chosen.passed:
        yield FileFinding.of(FindingCode.SHEET_PASSED_OVER, sheet=other.number, name=other.name)
    for other in workbook.sheets:
        if other.hidden and other != sheet:
            yield FileFinding.of(FindingCode.HIDDEN_SHEET, sheet=other.number, name=other.name)
