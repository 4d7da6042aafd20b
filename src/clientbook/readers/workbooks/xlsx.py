"""XLSX and XLSM (ECMA-376), read cell by cell from the sheet's own XML.

A driver that allocates the grid before it returns can be killed by two far cells, and gives error
cells and formulas that were never calculated as empty ones.  Reading the XML once, in pieces,
costs a little more time and answers all of that.
"""

import contextlib
import posixpath

from clientbook.errors import ReadError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.cells import GENERAL, NumberFormat
from clientbook.readers.workbooks.package import ZipPackage
from clientbook.readers.workbooks.sheets import Cells, Sheet
from clientbook.readers.workbooks.xlsx_links import MailLinks
from clientbook.readers.workbooks.xlsx_rows import XlsxRowSieve
from clientbook.readers.workbooks.xlsx_sheet import SheetParser
from clientbook.readers.workbooks.xlsx_strings import StringsParser
from clientbook.readers.workbooks.xml import LocalNames, Start, attribute, parse

_KINDS = frozenset(("worksheet", "sharedStrings", "styles"))
_MAX_SHEETS = 10_000
_MAX_FORMATS = 200_000


class XlsxWorkbook:
    """A workbook of sheets in XML.

    Args:
        package: The zipped workbook.
        limits: What may be read.

    Raises:
        ReadError: Damaged, or not a workbook.
    """

    def __init__(self, package: ZipPackage, limits: ReadLimits) -> None:
        self._package = package
        self._limits = limits
        self._strings: list[str] | None = None
        self._formats: list[NumberFormat] | None = None
        self._main = _main_part(package)
        self._folder = posixpath.dirname(self._main)
        self.findings: list[FileFinding] = []
        self.epoch_1904 = False
        self.sheets = self._find_sheets()
        if self.epoch_1904:
            self.findings.append(FileFinding.of(FindingCode.EPOCH_1904))
        if any(name.endswith("vbaproject.bin") for name in package.names()):
            self.findings.append(FileFinding.of(FindingCode.MACROS_IGNORED))

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet; see :class:`clientbook.readers.workbooks.sheets.Workbook`."""
        if self._strings is None:
            self._strings = self._read_strings()
        if self._formats is None:
            self._formats = self._read_formats()
        cells = Cells(self._package.kind, self._limits)
        parser = SheetParser(
            cells,
            strings=self._strings,
            formats=self._formats,
            epoch_1904=self.epoch_1904,
            max_cell_chars=self._limits.max_cell_chars,
        )
        links = MailLinks(self._package, sheet.part)
        parse(
            self._package.chunks(sheet.part),
            kind=self._package.kind,
            start=links.heard(parser.start),
            end=parser.end,
            data=parser.data,
            sieve=XlsxRowSieve(parser),
        )
        links.show(cells)
        return cells

    def _find_sheets(self) -> tuple[Sheet, ...]:
        names = LocalNames(("sheet", "workbookPr"))
        found: list[dict[str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            local = names[name]
            if local == "sheet" and len(found) < _MAX_SHEETS:
                found.append(attributes)
            elif local == "workbookPr" and attributes.get("date1904") in ("1", "true", "on"):
                # later versions write a second one, of another namespace, that says nothing of it
                self.epoch_1904 = True

        self._parse(self._main, start)
        self._parts = self._relations()
        parts = self._parts.get("worksheet", {})
        sheets: list[Sheet] = []
        for index, attributes in enumerate(found, start=1):
            fallback = posixpath.join(self._folder, f"worksheets/sheet{index}.xml")
            part = parts.get(attribute(attributes, "id") or "", fallback if not parts else None)
            if part is None or part not in self._package:
                continue  # a chart sheet, or one whose part was lost
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(Sheet(attributes.get("name", ""), len(sheets) + 1, hidden, part))
        if not sheets:
            raise ReadError(
                self._package.kind, "the workbook has no sheet of cells", "save it again as XLSX"
            )
        return tuple(sheets)

    def _relations(self) -> dict[str, dict[str, str]]:
        """Return the parts the workbook names by the last word of their type, then by id."""
        name = posixpath.join(self._folder, "_rels", posixpath.basename(self._main) + ".rels")
        parts: dict[str, dict[str, str]] = {}
        if name not in self._package:
            return parts
        names = LocalNames(("Relationship",))

        def start(element: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("Type", "").rpartition("/")[2]
            if names[element] and kind in _KINDS:
                target = attributes.get("Target", "").replace("\\", "/")
                path = target if target.startswith("/") else f"{self._folder}/{target}"
                known = parts.setdefault(kind, {})
                known[attributes.get("Id", "")] = posixpath.normpath(path).lstrip("/")

        self._parse(name, start)
        return parts

    def _part(self, kind: str, usual: str) -> str | None:
        """Return the part of a kind the workbook names, or the one of the usual name."""
        for name in (*self._parts.get(kind, {}).values(), posixpath.join(self._folder, usual)):
            if name in self._package:
                return name
        return None

    def _parse(self, name: str, start: Start) -> None:
        parse(
            self._package.chunks(name),
            kind=self._package.kind,
            start=start,
            end=lambda _: None,
        )

    def _read_strings(self) -> list[str]:
        name = self._part("sharedStrings", "sharedStrings.xml")
        if name is None:
            return []
        reader = StringsParser(self._package.kind)
        parse(
            self._package.chunks(name),
            kind=self._package.kind,
            start=reader.start,
            end=reader.end,
            data=reader.data,
            sieve=reader,
        )
        return reader.strings

    def _read_formats(self) -> list[NumberFormat]:
        name = self._part("styles", "styles.xml")
        if name is None:
            return []
        reader = _StylesParser()
        parse(
            self._package.chunks(name),
            kind=self._package.kind,
            start=reader.start,
            end=reader.end,
        )
        return reader.formats


def _main_part(package: ZipPackage) -> str:
    """Return the part of the workbook itself; ``xl/workbook.xml`` in nearly every file."""
    found: list[str] = []
    names = LocalNames(("Relationship",))

    def start(element: str, attributes: dict[str, str]) -> None:
        if names[element] and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(posixpath.normpath(attributes.get("Target", "").replace("\\", "/")))

    if "_rels/.rels" in package:
        with contextlib.suppress(ReadError):  # a broken one: the usual name, then
            parse(package.chunks("_rels/.rels"), kind=package.kind, start=start, end=lambda _: None)
    ending = [name for name in package.names() if name.endswith("/workbook.xml")]
    for name in (*found, "xl/workbook.xml", *ending):
        if name in package:
            return name.lstrip("/")
    raise ReadError(package.kind, "this is a zip file but no workbook", "save the table as XLSX")


class _StylesParser:
    """Reads which number format each cell style has."""

    def __init__(self) -> None:
        self.formats: list[NumberFormat] = []
        self._names = LocalNames(("numFmt", "cellXfs", "xf"))
        self._codes: dict[int, str] = {}
        self._known: dict[int, NumberFormat] = {0: GENERAL}
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names[name]
        if local == "numFmt" and len(self._codes) < _MAX_FORMATS:
            self._codes[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            self._in_cells = True
        elif local == "xf" and self._in_cells and len(self.formats) < _MAX_FORMATS:
            number = _integer(attributes.get("numFmtId"))
            if number not in self._known:
                self._known[number] = NumberFormat(number, self._codes.get(number))
            self.formats.append(self._known[number])

    def end(self, name: str) -> None:
        if self._names[name] == "cellXfs":
            self._in_cells = False


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
