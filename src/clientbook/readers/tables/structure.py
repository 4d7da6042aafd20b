"""From numbered rows of cells to a Table: titles found, oddities reported, limits held.

Shared by the readers of CSV files and of workbooks: both give rows as ``(number, cells)``, as
often as they are asked, and get a Table back.  Opening makes one full pass in flat memory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from clientbook.errors import DuplicateHeaderError, ReadError, TitleRowError
from clientbook.importing.tables import (
    Row,
    Source,
    Table,
    column_letters,
    normal_header,
)
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadOptions
from clientbook.readers.other_texts import records_error
from clientbook.readers.sniffing import CSV
from clientbook.readers.tables.header_rows import (
    HEAD_ROWS,
    Layout,
    NumberedRow,
    find_layout,
    is_banner,
    is_filled,
    layout_at,
    usual_width,
)
from clientbook.readers.tables.marked_titles import without_marks
from clientbook.readers.tables.row_names import titles_beside_names
from clientbook.readers.tables.sideways import are_cards, stands_on_its_side
from clientbook.readers.tables.survey import TO_THE_END, Survey, survey_rows
from clientbook.readers.tables.torn import column_families, rejoined
from clientbook.readers.tables.twice import looks_twice_encoded, mended_row, mended_titles

_MOST_NAMED = 100
_MENDED = FindingCode.ENCODED_ONCE

Rows = Callable[[], Iterator[NumberedRow]]


def build_table(
    rows: Rows, *, options: ReadOptions, source: Source, findings: Iterable[FileFinding] = ()
) -> Table:
    """Make a table from rows of cells.

    Args:
        rows: Gives all rows with their numbers (from 1, increasing), each time from the start;
            blank rows may be given or left out.
        options: How the file is to be read.
        source: Where the rows come from.
        findings: What the reader saw before; kept in front, or a list that *rows* adds to while
            it is read the first time.

    Raises:
        TitleRowError: A banner stands above the table and the titles were said to be in row 1.
        DuplicateHeaderError: Two titles are equal and ``unique_header`` was asked for.
        FileTooLargeError: A limit of rows, columns, cells or characters is passed.
        ReadError: There is nothing to read, or ``strict`` was asked for and the file is not clean.
    """
    reading = rows()
    head = list(islice(reading, HEAD_ROWS))
    layout = _layout(head, options, source)
    titles = _titles(layout, head)
    _refuse_head(head, layout, titles, options, source)
    sample = _rows_below(head, layout)
    survey = survey_rows(
        chain(head, reading),
        layout=layout,
        titles=titles,
        limits=options.limits,
        source=source,
        sample=sample,
        again=rows,
        families=column_families(sample, len(titles)) if source.kind == CSV else (),
    )
    if not survey.row_count and layout.header is None:
        raise ReadError(source.kind, "there is nothing in it", "export the file again")
    titles, about_titles = _encoded_once(titles, layout)
    about_rows = (f for f in survey.findings if not about_titles or f.code is not _MENDED)
    seen = (*_layout_findings(layout, head), *about_titles, *about_rows)
    if options.strict:
        _refuse_unclean(seen, source)
    kept, has_header = survey.columns, layout.header is not None
    first = layout.header[0] + 1 if layout.header else 1
    return Table(
        [_heading(i, titles) if has_header else column_letters(i) for i in kept],
        lambda: _mended(_table_rows(_whole(rows(), survey), first, kept, survey.skipped), survey),
        source=source,
        findings=(*findings, *seen),
        has_header=has_header,
        row_count=survey.row_count,
    )


def _heading(column: int, titles: Sequence[str]) -> str:
    """Return the title of a column, blank where the row of titles ends before it."""
    return titles[column] if column < len(titles) else ""


def _refuse_head(
    head: Sequence[NumberedRow],
    layout: Layout,
    titles: Sequence[str],
    options: ReadOptions,
    source: Source,
) -> None:
    """Refuse titles that are equal or stand below one another."""
    if options.unique_header and layout.header is not None:
        _refuse_equal_titles(titles, source)
    if options.header is None and options.header_row is None and stands_on_its_side(head):
        raise ReadError(
            source.kind,
            "the titles stand in the first column, below one another",
            "swap rows and columns, or pass header_row= if they do not",
        )
    if options.header is None and options.header_row is None and are_cards(head):
        raise records_error()


def _layout(head: Sequence[NumberedRow], options: ReadOptions, source: Source) -> Layout:
    rows = [(number, cells) for number, cells in head if is_filled(cells)]
    if options.header is False:
        return Layout(None, body_width=usual_width(rows))
    if options.header_row is None:
        layout = find_layout(head, required=options.header is True)
        if options.strict and layout.above:
            raise _title_row_error(layout.above[0], layout, source)
        return layout
    found = find_layout(head, required=True)
    sparse = options.header_row == 1 and found.header is not None and found.header[0] > 1
    if is_banner(head, options.header_row) or (
        sparse and found.other != 1
    ):  # a sparse first row above a fuller one that reads like titles
        raise _title_row_error(options.header_row, found, source)
    for index, (number, _) in enumerate(rows):
        if number == options.header_row:
            return layout_at(rows, index)
    raise ReadError(
        source.kind,
        f"row {options.header_row} holds no column titles",
        "pass the number of the row with the titles as header_row=",
    )


def _title_row_error(row: int, layout: Layout, source: Source) -> TitleRowError:
    found = layout.header[0] if layout.header else row + 1
    return TitleRowError(
        source.kind,
        f"{FindingCode.TITLE_ROW_SUSPECTED.value}: row {row} stands above the table "
        "and holds no column titles",
        f"remove it, or pass header_row={found}",
    )


def _titles(layout: Layout, head: Sequence[NumberedRow]) -> list[str]:
    if layout.header is None:
        return [column_letters(i) for i in range(layout.body_width)]
    titles = list(layout.header[1])
    below = [cells for number, cells in head if number > layout.header[0]]
    while titles and not titles[-1].strip() and not _is_filled_below(below, len(titles) - 1):
        titles.pop()
    titles = without_marks(_without_stray_blank(titles, layout, head))
    return titles_beside_names(titles, _rows_below(head, layout))


def _is_filled_below(rows: Sequence[Sequence[str]], index: int) -> bool:
    """True when a row has a value in a column: then it is one, though it has no title."""
    return any(len(cells) > index and cells[index].strip() for cells in rows)


def _without_stray_blank(
    titles: list[str], layout: Layout, head: Sequence[NumberedRow]
) -> list[str]:
    """Drop the one blank title that a doubled separator made: no row below has as many cells."""
    blanks = [i for i, title in enumerate(titles) if not title.strip()]
    header_row = layout.header[0] if layout.header else 0
    widths = [len(cells) for number, cells in head if number > header_row and is_filled(cells)]
    one_short = widths.count(len(titles) - 1)
    if len(blanks) == 1 and len(widths) >= 3 and one_short >= 0.9 * len(widths):
        return titles[: blanks[0]] + titles[blanks[0] + 1 :]
    return titles


def _refuse_equal_titles(titles: Sequence[str], source: Source) -> None:
    first: dict[str, int] = {}
    for column, title in enumerate(titles, start=1):
        normal = normal_header(title)
        if normal and normal in first:
            raise DuplicateHeaderError(
                source.kind,
                f"columns {first[normal]} and {column} have the same title {title.strip()!r}",
                "give each column its own title",
            )
        first[normal] = column


def _layout_findings(layout: Layout, head: Sequence[NumberedRow]) -> Iterator[FileFinding]:
    if layout.header is None:
        yield FileFinding.of(FindingCode.NO_HEADER)
    else:
        yield FileFinding.of(FindingCode.HEADER_CHOSEN, row=layout.header[0])
    for row in layout.above:
        if is_banner(head, row):
            yield FileFinding.of(FindingCode.TITLE_ROW_SUSPECTED, row=row)
    if layout.above and layout.header is not None:
        count = (layout.groups or layout.header[0]) - 1
        yield FileFinding.of(FindingCode.PREAMBLE_SKIPPED, row=layout.above[0], count=count)
    if layout.other is not None:
        count = sum(row >= layout.other for row in layout.above)
        yield FileFinding.of(FindingCode.TABLE_LEFT_OUT, row=layout.other, count=count)
    if layout.groups is not None:
        yield FileFinding.of(FindingCode.TITLES_JOINED, row=layout.groups)
    if layout.units is not None:
        yield FileFinding.of(FindingCode.SECOND_HEADER_ROW, row=layout.units)


_UNCLEAN = {
    FindingCode.BLANK_ROW: "blank row",
    FindingCode.BLANK_COLUMN: "blank column",
    FindingCode.RAGGED_ROW: "short row",
    FindingCode.TORN_ROW: "torn row",
    FindingCode.EXTRA_CELLS: "extra cells in row",
    FindingCode.UNTITLED_COLUMN: "untitled column",
    FindingCode.SECOND_HEADER_ROW: "second row of titles",
    FindingCode.REPEATED_HEADER: "repeated titles in row",
    FindingCode.FOOTER_SUSPECTED: "footer in row",
    FindingCode.SEVERAL_TABLES: "another table at row",
    FindingCode.TABLE_LEFT_OUT: "another table at row",
    FindingCode.GROUP_HEADING: "heading of a group in row",
    FindingCode.TITLES_JOINED: "two rows of titles from row",
    FindingCode.UNCLOSED_QUOTE: "unclosed quote in row",
}


def _refuse_unclean(findings: Iterable[FileFinding], source: Source) -> None:
    """Raise ReadError naming every blank, extra or short row and column (SPEC K11)."""
    places = [
        f"{_UNCLEAN[f.code]} {f.row if f.row is not None else column_letters((f.column or 1) - 1)}"
        for f in findings
        if f.code in _UNCLEAN
    ]
    if places:
        named = ", ".join(places[:_MOST_NAMED])
        if len(places) > _MOST_NAMED:
            named += f" and {len(places) - _MOST_NAMED} more"
        raise ReadError(
            source.kind,
            f"the table is not clean: {named}",
            "mend these, or read without strict=True",
        )


def _rows_below(head: Sequence[NumberedRow], layout: Layout) -> list[NumberedRow]:
    """Return the first filled rows below the titles."""
    first = layout.header[0] + 1 if layout.header else 1
    return [row for row in head if row[0] >= first and row[0] != layout.units and is_filled(row[1])]


def _whole(rows: Iterator[NumberedRow], survey: Survey) -> Iterator[NumberedRow]:
    """Give the rows of the list without those of other tables, those whole that were torn."""
    own = _without(rows, survey.left_out) if survey.left_out else rows
    return rejoined(own, survey.torn) if survey.torn else own


def _without(rows: Iterator[NumberedRow], left_out: Sequence[range]) -> Iterator[NumberedRow]:
    """Give the rows whose numbers are in none of the ranges, which rise."""
    gone = iter(left_out)
    here = next(gone, None)
    for row in rows:
        while here is not None and row[0] >= here.stop:
            here = next(gone, None)
        if here is None or row[0] < here.start:
            yield row
        elif here.stop == TO_THE_END:
            return


def _encoded_once(titles: list[str], layout: Layout) -> tuple[list[str], tuple[FileFinding, ...]]:
    """Return titles encoded once, and what there is to say of it."""
    if layout.header is None or not any(map(looks_twice_encoded, titles)):
        return titles, ()
    once = mended_titles(titles)
    code = FindingCode.ENCODED_ONCE if once else FindingCode.DOUBLE_ENCODED
    return once or titles, (FileFinding.of(code, row=layout.header[0]),)


def _mended(rows: Iterator[Row], survey: Survey) -> Iterator[Row]:
    return map(mended_row, rows) if survey.twice_encoded else rows


def _table_rows(
    rows: Iterator[NumberedRow], first: int, columns: tuple[int, ...], skipped: frozenset[int]
) -> Iterator[Row]:
    """Give the rows of the table: as wide as the header, blank and skipped rows left out."""
    width = columns[-1] + 1 if columns else 0
    whole = columns == tuple(range(width))
    strip = str.strip
    for number, cells in rows:
        if number < first or number in skipped or not any(map(strip, cells)):
            continue
        size = len(cells)
        if size == width and whole:
            yield Row(number, tuple(cells))
            continue
        if size < width:
            cells = cells + [""] * (width - size)  # noqa: PLW2901 - the given list is not ours
        kept = tuple(cells[:width]) if whole else tuple([cells[i] for i in columns])
        extra = tuple(cells[width:]) if size > width else ()
        yield Row(number, kept, extra if any(extra) else ())  # a line break in quotes is a cell
