"""What the readers of all workbook kinds share: sheets, and rows kept small while they are read."""

import marshal
import zlib
from collections.abc import Callable, Collection, Iterator
from typing import Protocol

import attrs

from clientbook.errors import FileTooLargeError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.workbooks.cells import ERRORS

MAX_ROWS = 1_048_576
"""Most rows of a sheet ([MS-OI29500], Excel specifications and limits)."""
_BLOCK = 512  # rows packed together
_MAX_CELLS = 64_000_000  # when the caller sets no limit: beyond any sheet people fill
_GAP = 100  # blank rows reported in one place; a sheet may have a million of them
_MAX_PLACES = 1_000  # findings of one kind that name their cell; the rest is not listed


@attrs.frozen
class Sheet:
    """A sheet of a workbook.

    Args:
        name: As shown on its tab.
        number: From 1, in the order of the tabs.
        hidden: True for hidden and very hidden sheets.
        part: Where the reader finds it.
    """

    name: str
    number: int
    hidden: bool = False
    part: str = ""


class Cells:
    """Collects the cells of one sheet, row by row, and gives them back as rows of text.

    Rows are kept packed (about a tenth of what lists of strings would take), without their empty
    ends; each reading unpacks a block at a time.

    Args:
        kind: For errors, such as ``"xlsx"``.
        limits: What may be read.
    """

    def __init__(self, kind: str, limits: ReadLimits) -> None:
        self.kind = kind
        self.width = 0
        self.merged = 0
        self.findings: list[FileFinding] = []
        self._limits = limits
        self._most = limits.max_cells or _MAX_CELLS
        self._cells = 0
        self._places: dict[FindingCode, int] = {}
        self._blocks: list[bytes] = []
        self._rows: list[tuple[int, list[str]]] = []
        self._hidden_row = self._first_hidden = self._hidden_rows = 0
        self._hidden_columns: list[tuple[int, int]] = []

    def count_cells(self, count: int) -> None:
        """Count cells that were seen, filled or not."""
        self._cells += count
        if self._cells > self._most:
            raise FileTooLargeError(
                self.kind,
                f"the sheet has more than {self._most:,} cells",
                "delete the empty columns and rows around the table, or split the file",
            )

    def add_row(self, number: int, cells: list[str]) -> None:
        """Keep a row (number from 1); its empty end is dropped, an empty row is not kept."""
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        width = len(cells)
        if width > self._limits.max_columns:
            raise FileTooLargeError(
                self.kind,
                f"row {number} is filled up to column {width:,}, the limit is "
                f"{self._limits.max_columns:,}",
                "delete what stands far to the right of the table, or raise limits.max_columns",
            )
        self.width = max(self.width, width)
        if self._hidden_row == number:
            self._hidden_rows += 1
            self._first_hidden = self._first_hidden or number
        self._rows.append((number, cells))
        if len(self._rows) == _BLOCK:
            self._pack()

    def change_rows(
        self, numbers: Collection[int], change: Callable[[int, list[str]], None]
    ) -> None:
        """Change kept rows.

        Args:
            numbers: Of the rows.
            change: Called with the number and the cells of each, which it changes in place; a row
                becomes no longer.
        """
        for place, block in enumerate(self._blocks):
            rows = marshal.loads(zlib.decompress(block))  # noqa: S302 - our own
            if changed := [row for row in rows if row[0] in numbers]:
                for number, cells in changed:
                    change(number, cells)
                self._blocks[place] = zlib.compress(marshal.dumps(rows), 1)
        for number, cells in self._rows:
            if number in numbers:
                change(number, cells)

    def note(self, code: FindingCode, row: int, column: int, **params: str | int) -> None:
        """Report something about one cell (row and column from 1)."""
        seen = self._places.get(code, 0)
        self._places[code] = seen + 1
        if seen < _MAX_PLACES:
            self.findings.append(FileFinding.of(code, row=row, column=column, **params))

    def note_error(self, row: int, column: int, text: str) -> None:
        """Report an error cell, such as ``#REF!``."""
        self.note(
            FindingCode.CELL_ERROR, row, column, error=text if text in ERRORS else "#UNKNOWN!"
        )

    def note_hidden_row(self, row: int) -> None:
        """Count a row that is hidden or filtered out of sight; a blank one does not matter."""
        self._hidden_row = row

    def note_hidden_columns(self, first: int, last: int) -> None:
        """Remember columns (from 1) that are hidden."""
        if len(self._hidden_columns) < _MAX_PLACES and 1 <= first <= last:
            self._hidden_columns.append((first, last))

    def all_findings(self) -> list[FileFinding]:
        """Return what there is to say about the sheet, once it is read."""
        found = list(self.findings)
        if self._hidden_rows:
            found.append(
                FileFinding.of(
                    FindingCode.HIDDEN_ROWS, row=self._first_hidden, count=self._hidden_rows
                )
            )
        for first, last in self._hidden_columns:
            found.extend(
                FileFinding.of(FindingCode.HIDDEN_COLUMN, column=column)
                for column in range(first, min(last, self.width, first + _MAX_PLACES) + 1)
            )
        if self.merged:
            found.append(FileFinding.of(FindingCode.MERGED_CELLS, count=self.merged))
        return found

    @property
    def is_empty(self) -> bool:
        """True when no cell holds anything."""
        return self.width == 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the filled rows with their numbers, as wide as the widest."""
        width = self.width
        for block in self._blocks:
            for number, cells in marshal.loads(zlib.decompress(block)):  # noqa: S302 - our own
                yield number, cells + [""] * (width - len(cells))
        for number, cells in self._rows:
            yield number, cells + [""] * (width - len(cells))

    def with_blanks(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with the blank ones between them, as a CSV file would have them."""
        last = 0
        for number, texts in self.rows():
            for missing in range(last + 1, min(number, last + 1 + _GAP)):
                yield missing, []
            yield number, texts
            last = number

    def _pack(self) -> None:
        self._blocks.append(zlib.compress(marshal.dumps(self._rows), 1))
        self._rows = []


class Workbook(Protocol):
    """An opened workbook of any kind."""

    sheets: tuple[Sheet, ...]
    findings: list[FileFinding]

    def read(self, sheet: Sheet) -> Cells:
        """Read one sheet.

        Raises:
            ReadError: The sheet is damaged.
            FileTooLargeError: A limit is passed.
        """
        ...
