"""The one full pass over a file when it is opened: counts, oddities and limits, in flat memory."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

import attrs

from clientbook.errors import FileTooLargeError
from clientbook.importing.tables import Source, normal_header
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.tables.findings import MOST_FINDINGS, ListedFindings
from clientbook.readers.tables.footers import (
    is_footer_text,
    is_lone_footer,
    is_page_foot,
    may_be_footer,
)
from clientbook.readers.tables.header_rows import Layout, NumberedRow, filled
from clientbook.readers.tables.headings import GroupHeadings
from clientbook.readers.tables.title_words import looks_like_titles, starts_a_table
from clientbook.readers.tables.torn import TornRow, TornRows
from clientbook.readers.tables.twice import encoded_once, looks_twice_encoded

_TAIL_ROWS = 12
_TABLE_CHECKS = 50


@attrs.frozen
class Survey:
    """What the pass over all rows found.

    Args:
        columns: Positions (from 0) of the columns that are kept.
        skipped: Numbers of rows below the titles that are no data: units, footers.
        row_count: Rows of data.
        torn: Rows that a line break tore apart, by the number of their first piece.
        twice_encoded: The text of all rows was encoded twice.
        end: Number of the row where another, wider table starts, None when there is none.
        findings: In file order within each code.
    """

    columns: tuple[int, ...]
    skipped: frozenset[int]
    row_count: int
    torn: Mapping[int, TornRow]
    twice_encoded: bool
    end: int | None
    findings: tuple[FileFinding, ...]


class _Surveyor:
    """Looks at each row below the titles once."""

    def __init__(
        self,
        layout: Layout,
        titles: Sequence[str],
        limits: ReadLimits,
        source: Source,
        families: Sequence[str],
    ) -> None:
        self.layout, self.titles, self.limits, self.source = layout, titles, limits, source
        self.torn = TornRows(families)
        self.width = len(titles)
        self.first = layout.header[0] + 1 if layout.header else 1
        self.titled = filled(titles)
        self.findings = ListedFindings()
        self.unseen = set(range(self.width))
        self.beyond: Counter[int] = Counter()
        self.extra_rows: list[tuple[int, tuple[int, ...]]] = []
        self.extra_more = 0
        self.count = 0
        self.cells = 0
        self.tail: deque[tuple[int, list[str], bool]] = deque(maxlen=_TAIL_ROWS)
        self.blanks: list[int] = []
        self.blanks_more = 0
        self.after_blank = self.after_name = False
        self.table_checks = _TABLE_CHECKS
        self.end: int | None = None
        self.left_out = 0
        self.top_repeats: list[int] = []
        self.headings = GroupHeadings()
        self.twice = True  # so far, for each row with letters beyond ASCII
        self.feet: list[int] = []  # of pages: lines above titles that stand again
        self.normal = [normal_header(title) for title in titles]
        self.mark = next((i for i, title in enumerate(titles) if title.strip()), 0)
        has_header = layout.header is not None and self.width > 0
        self.repeats = _spellings(titles[self.mark]) if has_header else frozenset[str]()

    def look(self, rows: Iterable[NumberedRow]) -> None:  # noqa: C901 - calls cost in this loop
        """Look at all rows; the loop is the price of opening a file, so it is kept short."""
        first, units, width = self.first, self.layout.units, self.width
        mark, repeats = self.mark, self.repeats
        most_rows, most_chars = self.limits.max_rows, self.limits.max_cell_chars
        strip, tail, unseen, headings = str.strip, self.tail, self.unseen, self.headings
        all_rows = iter(rows)
        for number, cells in all_rows:
            if number < first or number == units or not any(map(strip, cells)):
                self._no_data(number, cells)
                continue
            text = "".join(cells)
            self.count += 1
            if len(text) > most_chars:
                self._check_chars(number, cells)
            if self.after_blank or self.after_name:
                self._after_blank(number, cells)
            if len(cells) != width:
                self._uneven(number, cells)
            if self.end is not None:
                return self._leave_out(all_rows)
            if headings.knows_groups or cells[mark : mark + 1] == [text]:
                self._heading(number, cells, text)
            if unseen:
                unseen.difference_update([i for i in unseen if i < len(cells) and cells[i].strip()])
            if repeats and len(cells) > mark and cells[mark] in repeats:
                self._repeated(number, cells)
            if not text.isascii() and (self.twice or "Ã" in text or "Â" in text or "â€" in text):
                self._twice_encoded(number, text)
            tail.append((number, cells, self.after_blank))
            self.after_name = self.after_blank and filled(cells) == 1
            self.after_blank = False
            if most_rows is not None and self.count > most_rows + _TAIL_ROWS:
                self._too_many_rows()
            if self.limits.max_cells is not None:
                self._count_cells(cells)
        return None

    def _check_width(self, cells: Sequence[str]) -> None:
        most = self.limits.max_columns
        if len(cells) > most and any(map(str.strip, cells[most:])):  # an empty end is no column
            raise FileTooLargeError(
                self.source.kind,
                f"more than {self.limits.max_columns} columns",
                "remove columns, or raise limits.max_columns",
            )

    def _check_chars(self, number: int, cells: Sequence[str]) -> None:
        if max(map(len, cells), default=0) > self.limits.max_cell_chars:
            raise FileTooLargeError(
                self.source.kind,
                f"a cell of row {number} is longer than {self.limits.max_cell_chars} characters",
                "shorten it, check the quotes around it, or raise limits.max_cell_chars",
            )

    def _too_many_rows(self) -> None:
        raise FileTooLargeError(
            self.source.kind,
            f"more than {self.limits.max_rows} rows of data",
            "split the file, or raise limits.max_rows",
        )

    def _count_cells(self, cells: Sequence[str]) -> None:
        self.cells += len(cells)
        if self.limits.max_cells is not None and self.cells > self.limits.max_cells:
            raise FileTooLargeError(
                self.source.kind,
                f"more than {self.limits.max_cells} cells",
                "split the file, or raise limits.max_cells",
            )

    def _heading(self, number: int, cells: Sequence[str], text: str) -> None:
        first = cells[self.mark] if len(cells) > self.mark else ""
        if first != text:
            self.headings.other(first)
        elif self.width > 1:
            self.headings.lone(number, text.strip())

    def _no_data(self, number: int, cells: Sequence[str]) -> None:
        """Look at a blank row, one above the titles, or one of units."""
        self._check_width(cells)
        if number < self.first or number == self.layout.units:
            self._check_chars(number, cells)
        else:
            self._blank(number, cells)

    def _blank(self, number: int, cells: Sequence[str]) -> None:
        self.after_blank = True
        if not cells:  # an empty line is a finding only when something follows
            if len(self.blanks) < MOST_FINDINGS:
                self.blanks.append(number)
            else:
                self.blanks_more += 1
        else:
            self._flush_blanks()
            self.findings.add(FindingCode.BLANK_ROW, number)

    def _flush_blanks(self) -> None:
        for number in self.blanks:
            self.findings.add(FindingCode.BLANK_ROW, number)
        self.findings.more[FindingCode.BLANK_ROW] += self.blanks_more
        self.blanks.clear()
        self.blanks_more = 0

    def _after_blank(self, number: int, cells: Sequence[str]) -> None:
        self._flush_blanks()
        if self.count > 1:
            self._another_table(number, cells)

    def _another_table(self, number: int, cells: Sequence[str]) -> None:
        """Report a row that reads like other titles; a few dozen rows of a file are looked at."""
        if self.table_checks > 0:
            self.table_checks -= 1
            if self._is_repeat(cells):
                return
            wider = self.layout.header is not None and filled(cells) > self.titled
            after_gap = self.after_blank or self.after_name
            if wider and self.count > 2 and starts_a_table(cells, after_gap=after_gap):
                self.end = number
            elif looks_like_titles(cells):
                self.findings.add(FindingCode.SEVERAL_TABLES, number)

    def _leave_out(self, rest: Iterator[NumberedRow]) -> None:
        """The row that was looked at starts another table, a lone cell above it is its name."""
        self.count -= 1
        self.left_out = 1 + sum(1 for _, cells in rest if any(map(str.strip, cells)))
        number, cells, _ = self.tail[-1]
        if filled(cells) == 1 < self.titled:
            self.tail.pop()
            self.count -= 1
            self.left_out += 1
            self.end = number
            ragged = self.findings.listed.get(FindingCode.RAGGED_ROW, [])
            if ragged and ragged[-1].row == number:
                ragged.pop()

    def _uneven(self, number: int, cells: Sequence[str]) -> None:
        self._check_width(cells)
        if not self.after_blank and self.count > 1 and self.end is None:
            self._another_table(number, cells)
        if self.end is not None:
            return
        if len(cells) < self.width:
            self.findings.add(FindingCode.RAGGED_ROW, number, count=self.width - len(cells))
            self.torn.short(number, cells, self.tail[-1][0] if self.tail else None)
            return
        extra = tuple(i for i in range(self.width, len(cells)) if cells[i].strip())
        if extra:
            self.beyond.update(extra)
            if len(self.extra_rows) < MOST_FINDINGS:
                self.extra_rows.append((number, extra))
            else:
                self.extra_more += 1

    def _is_repeat(self, cells: Sequence[str]) -> bool:
        found = [normal_header(cell) for cell in cells]
        while found and not found[-1]:
            found.pop()
        return found == self.normal

    def _repeated(self, number: int, cells: Sequence[str]) -> None:
        if self._is_repeat(cells):
            self.findings.add(FindingCode.REPEATED_HEADER, number)
            if self.tail and is_page_foot(self.tail[-1][1]):
                self.feet.append(self.tail[-1][0])
            if len(self.top_repeats) == self.count - 1 < MOST_FINDINGS:  # no data stands above it
                self.top_repeats.append(number)

    def _twice_encoded(self, number: int, text: str) -> None:
        self.twice = self.twice and encoded_once(text) is not None
        if looks_twice_encoded(text):
            self.findings.add(FindingCode.DOUBLE_ENCODED, number)

    def _mends(self) -> bool:
        """Say whether each row with letters beyond ASCII was encoded twice: then all are mended."""
        found = self.findings.listed.get(FindingCode.DOUBLE_ENCODED, [])
        if not found or not self.twice:
            return False
        self.findings.add(FindingCode.ENCODED_ONCE, found[0].row or 0)
        self.findings.drop_all(FindingCode.DOUBLE_ENCODED)
        return True

    def finish(self) -> Survey:
        """Return what was found once all rows were seen."""
        footers = sorted({*self.feet, *self._footers()})
        headings = [n for n in self.headings.numbers(self.count) if n not in footers]
        torn = self._torn(footers, headings)
        repeats = self.top_repeats if len(self.top_repeats) < self.count else []
        row_count = self.count - len(footers) - len(repeats) - len(headings)
        row_count -= sum(row.pieces - 1 for row in torn.values())
        if self.limits.max_rows is not None and row_count > self.limits.max_rows:
            self._too_many_rows()
        for number in headings:
            self.findings.add(FindingCode.GROUP_HEADING, number)
        for number in footers:
            self.findings.add(FindingCode.FOOTER_SUSPECTED, number)
        if self.end is not None:
            self.findings.add(FindingCode.TABLE_LEFT_OUT, self.end, count=self.left_out)
        columns, about_columns = self._columns()
        units = () if self.layout.units is None else (self.layout.units,)
        self._extra_findings(columns, frozenset(footers))
        return Survey(
            columns=columns,
            skipped=frozenset((*footers, *units, *repeats, *headings)),
            row_count=row_count,
            torn=torn,
            twice_encoded=self._mends(),
            end=self.end,
            findings=(*about_columns, *self.findings.all()),
        )

    def _torn(self, footers: list[int], headings: list[int]) -> Mapping[int, TornRow]:
        """Return the torn rows; their pieces are neither short nor headings."""
        torn = self.torn.rows(frozenset((*footers, *headings)))
        for number, row in torn.items():
            pieces = range(number, row.last + 1)
            self.unseen -= row.filled
            self.findings.add(FindingCode.TORN_ROW, number, count=row.pieces)
            self.findings.drop(FindingCode.RAGGED_ROW, pieces)
            headings[:] = [n for n in headings if n not in pieces]
        return torn

    def _columns(self) -> tuple[tuple[int, ...], list[FileFinding]]:
        """Choose the columns: titled ones, and untitled ones that most rows fill."""
        titled = len(self.layout.header[1]) if self.layout.header else 0  # blank titles counted
        usual = [i for i, n in self.beyond.items() if (n > 1 or i < titled) and 2 * n >= self.count]
        width = max([self.width, *(i + 1 for i in usual)])
        columns: list[int] = []
        found: list[FileFinding] = []
        for i in range(width):
            title = self.titles[i].strip() if i < self.width else ""
            empty = i in self.unseen if i < self.width else not self.beyond[i]
            if empty and (not title or self.layout.header is None) and self.count:
                found.append(FileFinding.of(FindingCode.BLANK_COLUMN, column=i + 1))
                continue
            columns.append(i)
            if not title:
                found.append(FileFinding.of(FindingCode.UNTITLED_COLUMN, column=i + 1))
        return tuple(columns), found

    def _extra_findings(self, columns: Sequence[int], footers: frozenset[int]) -> None:
        width = columns[-1] + 1 if columns else 0
        for number, positions in self.extra_rows:
            count = sum(1 for i in positions if i >= width)
            if count and number not in footers:
                self.findings.add(FindingCode.EXTRA_CELLS, number, count=count)
        if any(i >= width for i in self.beyond):
            self.findings.more[FindingCode.EXTRA_CELLS] += self.extra_more

    def _footers(self) -> list[int]:
        """Return the numbers of the last rows that are no data but a report's footer."""
        rows = list(self.tail)
        if len(rows) < 2:
            return []
        if self.width < 3:  # a lone cell is a client's there, if it is not signed
            signed = takewhile(lambda row: is_lone_footer(row[1]), reversed(rows))
            found = sorted(number for number, _, _ in signed)
            return found if len(found) < self.count else []
        usual = sorted(filled(cells) for _, cells, _ in rows)[3 * len(rows) // 4]
        body = max(usual, self.width - len(self.unseen) if self.count <= _TAIL_ROWS else usual)
        block: list[int] = []
        sure = 0
        for number, cells, after_blank in reversed(rows):
            if not may_be_footer(cells, body):
                break
            block.append(number)
            if after_blank or is_footer_text(cells):
                sure = len(block)
        return sorted(block[:sure]) if len(block) < self.count else []


def _spellings(title: str) -> frozenset[str]:
    text = title.strip()
    return frozenset((title, text, text.upper(), text.lower(), text.title(), f"{text} "))


def survey_rows(
    rows: Iterable[NumberedRow],
    *,
    layout: Layout,
    titles: Sequence[str],
    limits: ReadLimits,
    source: Source,
    families: Sequence[str] = (),
) -> Survey:
    """Look at every row once and say what was found.

    Args:
        rows: All rows of the file.
        layout: Where the table starts.
        titles: As many as there are columns with one.
        limits: Of rows, columns, cells and characters.
        source: Where the rows come from.
        families: What the columns hold, where rows may be torn apart; see :class:`.TornRows`.

    Raises:
        FileTooLargeError: A limit of rows, columns, cells or characters is passed.
    """
    surveyor = _Surveyor(layout, titles, limits, source, families)
    surveyor.look(rows)
    return surveyor.finish()
