"""A table as every reader gives it: titles, and rows of text with their row numbers."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

import attrs

from clientbook.domain.checks import refuse
from clientbook.domain.doors import guarded, guarded_init
from clientbook.errors import CellTypeError
from clientbook.importing.cell_texts import cell_text
from clientbook.messages.html_tables import html_table
from clientbook.messages.issues import FileFinding, FindingCode


@attrs.frozen
class Row:
    """One row of a table.

    Args:
        number: Row number as the spreadsheet shows it: from 1, the header and blank rows counted.
            Of a vCard file, the number of the card.
        cells: As many texts as the table has columns, ``""`` where a cell is empty.
        extra: Cells beyond the last titled column; usually empty.
    """

    number: int
    cells: tuple[str, ...] = attrs.field(repr=False)
    extra: tuple[str, ...] = attrs.field(default=(), repr=False)


_LONGEST_NAME = 255


def _file_name(name: str | None) -> str | None:
    return None if name is None else name[:_LONGEST_NAME]


@attrs.frozen
class Source:
    """Where a table comes from.

    Args:
        kind: ``"csv"``, ``"xlsx"``, ``"xls"``, ``"ods"``, ``"vcard"`` or ``"memory"``.
        name: File name without its folder, None for bytes and streams; cut at 255 characters, more
            than which no file has.
        size_bytes: Size of the source.
        fingerprint: SHA-256 of the bytes in hexadecimal.
        encoding: Of a text file, else None.
        delimiter: Of a CSV file, else None.
        sheet: Of a workbook, else None.
        sheets: Names of all sheets of a workbook in their order, hidden ones too.
    """

    kind: str
    name: str | None = attrs.field(default=None, converter=_file_name)
    size_bytes: int = 0
    fingerprint: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()


def normal_header(text: str) -> str:
    """Return a title as it is compared: NFKC, trimmed, spaces folded, case folded (SPEC V9)."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def column_letters(index: int) -> str:
    """Return the spreadsheet name of a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_COUNTED = re.compile(r"(|column_|f|_c|_)(0|[1-9][0-9]*)")


def is_counted(titles: Sequence[str]) -> bool:
    """True for what libraries call the columns of a table without titles.

    pandas counts from 0, in any order where a column became the index; polars (``column_0`` or
    ``column_1``), Arrow (``f0``) and Spark (``_c0``, ``_1``) count from the left.
    """
    found = [_COUNTED.fullmatch(title) for title in titles]
    if not found or not all(found) or len({each[1] for each in found if each}) > 1:
        return False
    numbers = [int(each[2]) for each in found if each]
    if found[0] and not found[0][1]:
        return sorted(numbers) == list(range(len(numbers)))
    return numbers in (list(range(len(numbers))), list(range(1, len(numbers) + 1)))


@guarded
@guarded_init
class Table:
    """Titles and rows; each ``iter()`` reads from the first row again.

    Blank rows are left out (they are among the findings); rows are as wide as the header.

    Args:
        header: Column titles as given; A, B, C ... when the file has none.
        rows: Called for each reading; yields rows in file order.
        source: Where the table comes from.
        findings: What the reader saw or chose.
        has_header: False when the titles are made up.
        row_count: Number of rows, header and blank rows not counted.
    """

    def __init__(
        self,
        header: Sequence[str],
        rows: Callable[[], Iterator[Row]],
        *,
        source: Source,
        findings: Iterable[FileFinding] = (),
        has_header: bool = True,
        row_count: int,
    ) -> None:
        self.header = tuple(header)
        self.source = source
        self.findings = tuple(findings)
        self.has_header = has_header
        self.row_count = row_count
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        return self._rows()

    def __len__(self) -> int:
        return self.row_count

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the rows themselves: another process may not have the file."""
        names = ("source", "findings", "has_header", "row_count")
        return _unpickled, (self.header, tuple(self), {n: getattr(self, n) for n in names})

    def __repr__(self) -> str:
        return f"<Table {self.source.kind}: {len(self.header)} columns, {self.row_count} rows>"

    def _repr_html_(self) -> str:
        rows = ((row.number, *row.cells) for row in self.sample(5))
        return html_table([*rows, ("…", f"{self.row_count} rows")], header=("row", *self.header))

    def sample(self, count: int = 200) -> tuple[Row, ...]:
        """Return the first rows, up to *count*."""
        if count < 0:
            raise refuse("count", "expected 0 or more")
        return tuple(islice(self, count))

    @property
    def header_fingerprint(self) -> str:
        """SHA-256 over the normalised titles in order: the same layout gives the same value."""
        joined = "\x1f".join(map(normal_header, self.header))
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def from_rows(
        cls, header: Sequence[object], rows: Iterable[Sequence[object]] = (), *, name: str = ""
    ) -> "Table":
        """Make a table from titles and rows in memory.

        Args:
            header: Column titles; those that a library counts out where there are none, such as 0
                to 6, are none: the columns are A, B, C ..., as of a file without titles.
            rows: Cells of each row: texts, numbers, dates, flags; what stands for "no value" (None,
                NaN, NaT) and missing cells are empty.
            name: Shown as the name of the source.

        Raises:
            InvalidValueError: A row has more cells than there are titles.
            CellTypeError: A cell is of a type that no cell shows; row and column are named.
        """
        width = len(header)
        has_header = not is_counted(list(map(str, header)))
        if not has_header:
            header = list(map(column_letters, range(width)))
        kept: list[Row] = []
        for number, cells in enumerate(rows, start=2 if has_header else 1):
            if len(cells) > width:
                raise refuse("rows", f"row {number} has {len(cells)} cells for {width} titles")
            texts = tuple(
                cell if isinstance(cell, str) else text_at(cell, number, column, header)
                for column, cell in enumerate(cells)
            )
            if any(texts):
                kept.append(Row(number, texts + ("",) * (width - len(cells))))
        titles = tuple(_title_at(title, column) for column, title in enumerate(header))
        digest = hashlib.sha256()
        for texts in (titles, *(row.cells for row in kept)):
            digest.update("\x1f".join(texts).encode("utf-8", "surrogatepass") + b"\x1e")
        source = Source("memory", name or None, fingerprint=digest.hexdigest())
        return cls(
            titles,
            partial(iter, kept),
            source=source,
            findings=() if has_header else (FileFinding.of(FindingCode.NO_HEADER),),
            has_header=has_header,
            row_count=len(kept),
        )

    @classmethod
    def from_records(cls, records: Iterable[Mapping[Any, object]], *, name: str = "") -> "Table":
        """Make a table from records, such as rows of a database or of JSON.

        Args:
            records: One mapping a row; titles are their keys in the order they are first met.
            name: Shown as the name of the source.

        Raises:
            CellTypeError: A value is of a type that no cell shows; row and column are named.
        """
        rows = list(records)
        header = list(dict.fromkeys(key for record in rows for key in record))
        return cls.from_rows(header, [[row.get(key) for key in header] for row in rows], name=name)

    @classmethod
    def from_frame(cls, frame: object, *, name: str = "") -> "Table":
        """Make a table from a frame of pandas, polars or pyarrow (extra ``frames``).

        Args:
            frame: Anything with the Arrow PyCapsule interface (``__arrow_c_stream__``).  Of a
                pandas frame the index is a column when it has a name, the first.  A column of
                mixed values, as ``read_excel`` makes of numbers and texts, is read cell by cell;
                titles may stand several times.  Labels that a library made up for a frame without
                titles (0 to 6, ``column_1``, ``f0``) are none, see :meth:`from_rows`.
            name: Shown as the name of the source.

        Raises:
            ImportError: pyarrow is not installed.
            WrongTypeError: *frame* is no frame.
            CellTypeError: A column holds lists, days before the year 1 or the like; row and column
                are named.
        """
        from clientbook.importing.frames import frame_rows

        header, rows = frame_rows(frame)
        return cls.from_rows(header, rows, name=name)


def _unpickled(header: Sequence[str], rows: Sequence[Row], options: dict[str, Any]) -> Table:
    return Table(header, partial(iter, rows), **options)


def _title_at(title: object, column: int) -> str:
    try:
        return cell_text(title)
    except TypeError as error:
        where = f"title of column {column_letters(column)}: {error}"
        raise CellTypeError("memory", where, "make texts, numbers or dates of the titles") from None


def text_at(
    cell: object, row: object, column: int, header: Sequence[object], *, called: str = "row"
) -> str:
    """Return the text of a cell.

    Args:
        cell: Its value.
        row: What tells its row from others.
        column: Its place, from 0.
        header: Column titles.
        called: What *row* is.

    Raises:
        CellTypeError: No cell shows such a value; row and column are named.
    """
    try:
        return cell_text(cell)
    except TypeError as error:
        raise no_cell(f"{called} {row}, column", column, header[column], str(error)) from None


def no_cell(where: str, column: int, title: object, problem: str) -> CellTypeError:
    """Return the error for what no cell shows."""
    return CellTypeError(
        "memory",
        f"{where} {column_letters(column)} {str(title)[:60]!r}: {problem}",
        "make texts, numbers, dates or flags of its values, or leave the column out",
    )
