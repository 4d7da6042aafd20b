"""XLSX and XLSM (ECMA-376), read cell by cell from the sheet's own XML.

A driver that allocates the grid before it returns can be killed by two far cells, and gives error
cells and formulas that were never calculated as empty ones.  Reading the XML once, in pieces,
costs a little more time and answers all of that.
"""

import posixpath

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.cells import GENERAL, NumberFormat
from clientbook.readers.workbooks.package import ZipPackage
from clientbook.readers.workbooks.sheets import Cells, Sheet
from clientbook.readers.workbooks.xlsx_sheet import SheetParser, unescape
from clientbook.readers.workbooks.xml import LocalNames, Start, attribute, parse

_MAX_STRINGS = 256 * 1024 * 1024  # characters and overhead of all shared strings
_STRING_OVERHEAD = 64
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
        parse(
            self._package.chunks(sheet.part),
            kind=self._package.kind,
            start=parser.start,
            end=parser.end,
            data=parser.data,
        )
        return cells

    def _find_sheets(self) -> tuple[Sheet, ...]:
        names = LocalNames(("sheet", "workbookPr"))
        found: list[dict[str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            local = names[name]
            if local == "sheet" and len(found) < _MAX_SHEETS:
                found.append(attributes)
            elif local == "workbookPr":
                self.epoch_1904 = attributes.get("date1904", "0") in ("1", "true", "on")

        self._parse(self._main, start)
        parts = self._relations()
        sheets: list[Sheet] = []
        for index, attributes in enumerate(found, start=1):
            fallback = f"{self._folder}/worksheets/sheet{index}.xml"
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

    def _relations(self) -> dict[str, str]:
        """Return the parts of the worksheets by relation id."""
        name = posixpath.join(self._folder, "_rels", posixpath.basename(self._main) + ".rels")
        if name not in self._package:
            return {}
        parts: dict[str, str] = {}
        names = LocalNames(("Relationship",))

        def start(element: str, attributes: dict[str, str]) -> None:
            if names[element] and attributes.get("Type", "").endswith("/worksheet"):
                target = attributes.get("Target", "").replace("\\", "/")
                path = target if target.startswith("/") else f"{self._folder}/{target}"
                parts[attributes.get("Id", "")] = posixpath.normpath(path).lstrip("/")

        self._parse(name, start)
        return parts

    def _parse(self, name: str, start: Start) -> None:
        parse(
            self._package.chunks(name),
            kind=self._package.kind,
            start=start,
            end=lambda _: None,
        )

    def _read_strings(self) -> list[str]:
        name = f"{self._folder}/sharedStrings.xml"
        if name not in self._package:
            return []
        reader = _StringsParser(self._package.kind)
        parse(
            self._package.chunks(name),
            kind=self._package.kind,
            start=reader.start,
            end=reader.end,
            data=reader.data,
        )
        return reader.strings

    def _read_formats(self) -> list[NumberFormat]:
        name = f"{self._folder}/styles.xml"
        if name not in self._package:
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
        parse(package.chunks("_rels/.rels"), kind=package.kind, start=start, end=lambda _: None)
    for name in (*found, "xl/workbook.xml"):
        if name in package:
            return name.lstrip("/")
    raise ReadError(package.kind, "this is a zip file but no workbook", "save the table as XLSX")


class _StringsParser:
    """Reads the shared strings: all runs of one string joined, phonetic hints left out."""

    def __init__(self, kind: str) -> None:
        self.strings: list[str] = []
        self._kind = kind
        self._names = LocalNames(("si", "t", "rPh"))
        self._parts: list[str] = []
        self._in_text = False
        self._phonetic = 0
        self._spent = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names[name]
        if local == "t":
            self._in_text = not self._phonetic
        elif local == "rPh":
            self._phonetic += 1

    def data(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)
            self._spend(len(text))

    def end(self, name: str) -> None:
        local = self._names[name]
        if local == "t":
            self._in_text = False
        elif local == "si":
            self.strings.append(unescape("".join(self._parts)))
            self._parts.clear()
            self._spend(_STRING_OVERHEAD)
        elif local == "rPh":
            self._phonetic -= 1

    def _spend(self, count: int) -> None:
        self._spent += count
        if self._spent > _MAX_STRINGS:
            raise FileTooLargeError(
                self._kind, "the texts of the workbook do not fit in memory", "save it as CSV"
            )


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
