"""ODS (OpenDocument 1.3 part 3), read cell by cell from ``content.xml``.

The names of all tables and the cells of the first visible one are read in one pass; another table
that is asked for takes one more.
"""

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.ods_rows import OdsRowSieve
from clientbook.readers.workbooks.ods_table import STYLE, TABLE, TableParser
from clientbook.readers.workbooks.package import ZipPackage
from clientbook.readers.workbooks.sheets import Cells, Sheet
from clientbook.readers.workbooks.xml import LocalNames, parse

_MAX_SHEETS = 10_000


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
        self._first: tuple[int, Cells] | None = None
        self.sheets = self._find_sheets()
        if any(n.startswith(("basic/", "scripts/")) for n in package.names()):
            self.findings.append(FileFinding.of(FindingCode.MACROS_IGNORED))

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet; see :class:`clientbook.readers.workbooks.sheets.Workbook`."""
        index = int(sheet.part)
        if self._first is not None and self._first[0] == index:
            return self._first[1]
        cells = Cells("ods", self._limits)
        parser = TableParser(cells, self._limits.max_cell_chars, index)
        self._parse(_Content(parser))
        return cells

    def _parse(self, content: "_Content") -> None:
        table = content.table
        parse(
            self._package.chunks("content.xml"),
            kind="ods",
            start=content.start,
            end=content.end,
            data=None if table is None else table.data,
            sieve=None if table is None else OdsRowSieve(table),
        )

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
        cells = Cells("ods", self._limits)
        content = _Content(TableParser(cells, self._limits.max_cell_chars))
        try:
            self._parse(content)
        except FileTooLargeError:  # of a table that is perhaps not wanted: the names alone, then
            content = _Content(None)
            self._parse(content)
        if not content.found:
            raise ReadError("ods", "the document has no table", "save the table as XLSX or CSV")
        if content.table is not None and content.table.index is not None:
            self._first = (content.table.index, cells)
        return tuple(
            Sheet(name, index + 1, style in content.hidden_styles, str(index))
            for index, (name, style) in enumerate(content.found)
        )


class _Content:
    """The document: its tables by name, one of which is read.

    Args:
        table: Reads the table of its index, or the first visible one when it has none yet.
    """

    def __init__(self, table: TableParser | None) -> None:
        self.table = table
        self.hidden_styles: set[str] = set()
        self.found: list[tuple[str, str]] = []
        self._style = ""
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        if name == TABLE + "table":
            self._depth += 1
            if self._depth == 1 and len(self.found) < _MAX_SHEETS:
                style = attributes.get(TABLE + "style-name", "")
                self.found.append((attributes.get(TABLE + "name", ""), style))
                if self.table is not None and style not in self.hidden_styles:
                    self.table.choose(len(self.found) - 1)
        elif not self._depth and name == STYLE + "style":
            self._style = attributes.get(STYLE + "name", "")
        elif (
            not self._depth
            and name == STYLE + "table-properties"
            and attributes.get(TABLE + "display") == "false"
            and len(self.hidden_styles) < _MAX_SHEETS
        ):
            self.hidden_styles.add(self._style)
        if self.table is not None:
            self.table.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == TABLE + "table":
            self._depth -= 1
        if self.table is not None:
            self.table.end(name)
