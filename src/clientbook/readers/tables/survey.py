"""The one full pass over a file when it is opened: counts, oddities and limits, in flat memory."""

import sys
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs

from clientbook.importing.tables import Source, normal_header
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits
from clientbook.readers.tables.blocks import (
    BLOCK_ROWS,
    SAMPLE_ROWS,
    Block,
    ListShape,
    judge,
    titles_of,
)
from clientbook.readers.tables.column_figures import proven
from clientbook.readers.tables.findings import MOST_FINDINGS, ListedFindings
from clientbook.readers.tables.footers import ReportLines, footer_rows
from clientbook.readers.tables.header_rows import Layout, NumberedRow, filled, is_filled
from clientbook.readers.tables.headings import GroupHeadings
from clientbook.readers.tables.row_limits import RowLimits
from clientbook.readers.tables.seen_columns import SeenColumns
from clientbook.readers.tables.summary_words import STARTS
from clientbook.readers.tables.title_words import looks_like_titles, spellings, starts_a_table
from clientbook.readers.tables.torn import TornRow, TornRows
from clientbook.readers.tables.twice import encoded_once, looks_twice_encoded

_TAIL_ROWS = 12
_TABLE_CHECKS = 1_000  # rows of another width that may be the titles of another table
TO_THE_END = sys.maxsize
"""Where a range of rows ends that has no end."""


@attrs.frozen
class Survey:
    """What the pass over all rows found.

    Args:
        columns: Positions (from 0) of the columns that are kept.
        skipped: Numbers of rows below the titles that are no data: units, footers.
        row_count: Rows of data.
        torn: Rows that a line break tore apart, by the number of their first piece.
        twice_encoded: The text of all rows was encoded twice.
        left_out: Numbers of the rows of other tables, rising; the last range may have no end.
        findings: In file order within each code.
    """

    columns: tuple[int, ...]
    skipped: frozenset[int]
    row_count: int
    torn: Mapping[int, TornRow]
    twice_encoded: bool
    left_out: tuple[range, ...]
    findings: tuple[FileFinding, ...]


class _Surveyor:
    """Looks at each row below the titles once."""

    def __init__(
        self,
        layout: Layout,
        titles: Sequence[str],
        limits: RowLimits,
        torn: TornRows,
        sample: Sequence[NumberedRow],
    ) -> None:
        self.layout, self.sample = layout, sample
        self.limits, self.torn = limits, torn
        self.width = len(titles)
        self.first = layout.header[0] + 1 if layout.header else 1
        self.titled = filled(titles)
        self.findings = ListedFindings()
        self.columns = SeenColumns(titles)
        self.count = 0
        self.tail: deque[tuple[int, list[str], bool]] = deque(maxlen=_TAIL_ROWS)
        self.blanks: list[int] = []
        self.blanks_more = 0
        self.after_blank = self.other_above = False
        self.table_checks = _TABLE_CHECKS
        self.left_out: list[range] = []
        self.shape, self.shape_of = ListShape([]), 0
        self.top_repeats: list[int] = []
        self.headings = GroupHeadings()
        self.twice = True  # so far, for each row with letters beyond ASCII
        self.lines = ReportLines()
        self.sparse = min(2, self.width - 1)  # cells that a report's line may fill
        self.normal = [normal_header(title) for title in titles]
        self.mark = next((i for i, title in enumerate(titles) if title.strip()), 0)
        has_header = layout.header is not None and self.width > 0
        self.repeats = spellings(titles[self.mark]) if has_header else frozenset[str]()

    def look(self, rows: Iterable[NumberedRow]) -> None:
        """Look at all rows, those below a gap first together: are they more of the list?"""
        rest = iter(rows)
        ahead: list[NumberedRow] = []
        while (start := self._look(chain(ahead, rest))) is not None:
            ahead = self._block(start, rest)

    def _look(  # noqa: C901 - calls cost in this loop
        self, rows: Iterator[NumberedRow]
    ) -> list[NumberedRow] | None:
        """Look at rows down to a gap, or to titles of another table.

        The loop is the price of opening a file, so it is kept short.

        Returns:
            The rows that were taken and not looked at, None at the end.
        """
        first, units, width = self.first, self.layout.units, self.width
        mark, repeats = self.mark, self.repeats
        limits, most_chars, held = self.limits, self.limits.most.max_cell_chars, self.limits.held
        strip, tail, headings = str.strip, self.tail, self.headings
        unseen, sparse = self.columns.unseen, self.sparse
        for number, cells in rows:
            if number < first or number == units or not any(map(strip, cells)):
                self._no_data(number, cells)
                if self.count:
                    return []
                continue
            if self.blanks:
                self._flush_blanks()
            text = "".join(cells)
            if len(text) > most_chars:
                limits.check_chars(number, cells)
            if len(cells) != width and self._uneven(number, cells):
                return [(number, cells)]
            self.count += 1
            if headings.knows_groups or cells[mark : mark + 1] == [text]:
                self._heading(number, cells, text)
            if len(cells) - cells.count("") <= sparse or text[:3] in STARTS:
                self.lines.look(number, cells)
            if unseen:
                unseen.difference_update([i for i in unseen if i < len(cells) and cells[i].strip()])
            if repeats and len(cells) > mark and cells[mark] in repeats:
                self._repeated(number, cells)
            if not text.isascii() and (self.twice or "Ã" in text or "Â" in text or "â€" in text):
                self._twice_encoded(number, text)
            tail.append((number, cells, self.after_blank))
            self.after_blank = self.other_above = False
            if held:
                limits.hold(self.count - _TAIL_ROWS, cells)
        return None

    def _heading(self, number: int, cells: Sequence[str], text: str) -> None:
        first = cells[self.mark] if len(cells) > self.mark else ""
        if first != text:
            self.headings.other(first)
        elif self.width > 1:
            self.headings.lone(number, text.strip(), self.count)

    def _no_data(self, number: int, cells: Sequence[str]) -> None:
        """Look at a blank row, one above the titles, or one of units."""
        self.limits.check_width(cells)
        if number < self.first or number == self.layout.units:
            self.limits.check_chars(number, cells)
            if self.layout.header is not None and number < self.layout.header[0]:
                self.lines.above(cells)
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

    def _block(self, start: list[NumberedRow], rest: Iterator[NumberedRow]) -> list[NumberedRow]:
        """Take the rows of a block that may be another table; return those to look at."""
        rows = list(start)
        for row in rest:
            rows.append(row)
            if not is_filled(row[1]) or len(rows) == BLOCK_ROWS:
                break
        block = [row for row in rows if is_filled(row[1])]
        if not block:
            return rows
        if self._is_wider(block):
            return self._leave_out(block, rest, TO_THE_END)
        found = self._judged([cells for _, cells in block], block[0][0])
        if found is Block.ANOTHER:
            return self._leave_out(block, rest, rows[-1][0] if len(rows) > len(block) else None)
        if found is Block.RETITLED:
            number = next(number for number, cells in block if filled(cells) > 1)
            self.findings.add(FindingCode.SEVERAL_TABLES, number)
            self.left_out.append(range(number, number + 1))
            return [row for row in rows if row[0] != number]
        return rows

    def _is_wider(self, block: Sequence[NumberedRow]) -> bool:
        """True for a table with more titles than the list: the columns of the list end there."""
        titles = titles_of([cells for _, cells in block])
        if self.layout.header is None or filled(titles) <= self.titled or self.count < 2:
            return False
        gap = self.after_blank or titles is not block[0][1]
        return not self._is_repeat(titles) and starts_a_table(titles, after_gap=gap)

    def _judged(self, rows: Sequence[Sequence[str]], start: int) -> Block:
        if self._is_repeat(titles_of(rows)):
            return Block.LIST
        return judge(rows, self._shape_above(start), other_above=self.other_above)

    def _leave_out(
        self, block: Sequence[NumberedRow], rest: Iterator[NumberedRow], stop: int | None
    ) -> list[NumberedRow]:
        """Leave out another table, with the lone cell right above it, its name.

        Args:
            block: Its first rows.
            rest: The rows below those, or below the blank row that ends the block.
            stop: Number of that blank row, None where the block goes on.

        Returns:
            The blank row that ends it, for it to be looked at.
        """
        self._flush_blanks()
        self.other_above = True
        start, count = self._name_above(block[0][0]), len(block)
        count += start < block[0][0]
        ends = stop not in (None, TO_THE_END)
        for number, cells in () if ends else rest:
            if is_filled(cells):
                count += 1
            elif stop is None:
                stop, ends = number, True
                break
        self.left_out.append(range(start, TO_THE_END if stop is None else stop))
        self.findings.add(FindingCode.TABLE_LEFT_OUT, start, count=count)
        return [(stop, [""])] if ends and stop is not None else []

    def _name_above(self, number: int) -> int:
        """Take the lone cell right above another table for its name; return where that starts."""
        if self.after_blank or not self.tail or not filled(self.tail[-1][1]) == 1 < self.titled:
            return number
        above, _, _ = self.tail.pop()
        self.count -= 1
        self.findings.drop(FindingCode.RAGGED_ROW, {above})
        return above

    def _uneven(self, number: int, cells: Sequence[str]) -> bool:
        """Look at a row of another width; True for titles that may be another table's."""
        self.limits.check_width(cells)
        if self.count and self.table_checks > 0:
            self.table_checks -= 1
            if looks_like_titles(cells) and not self._is_repeat(cells):
                return True
        if len(cells) < self.width:
            self.findings.add(FindingCode.RAGGED_ROW, number, count=self.width - len(cells))
            self.torn.short(number, cells, self.tail[-1][0] if self.tail else None)
            return False
        self.columns.beyond(number, cells)
        return False

    def _is_repeat(self, cells: Sequence[str]) -> bool:
        found = [normal_header(cell) for cell in cells]
        while found and not found[-1]:
            found.pop()
        return found == self.normal

    def _repeated(self, number: int, cells: Sequence[str]) -> None:
        if self._is_repeat(cells):
            self.findings.add(FindingCode.REPEATED_HEADER, number)
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

    def finish(self, again: Callable[[], Iterable[NumberedRow]]) -> Survey:
        """Return what was found once all rows were seen."""
        footers = self._footers(again)
        sample = self._rows_above(TO_THE_END)
        headings, suspected = self.headings.found(self.count, sample, self.mark)
        headings = [n for n in headings if n not in footers and not self._is_gone(n)]
        suspected = [n for n in suspected if n not in footers and not self._is_gone(n)]
        torn = self._torn(footers, headings)
        repeats = self.top_repeats if len(self.top_repeats) < self.count else []
        row_count = self.count - len(footers) - len(repeats) - len(headings)
        row_count -= sum(row.pieces - 1 for row in torn.values())
        self.limits.check_rows(row_count)
        for code, numbers in (
            (FindingCode.GROUP_HEADING, headings),
            (FindingCode.GROUP_HEADING_SUSPECTED, suspected),
            (FindingCode.FOOTER_SUSPECTED, sorted(footers)),
        ):
            for number in numbers:
                self.findings.add(code, number)
        columns, about_columns = self.columns.chosen(self.layout, self.count)
        units = () if self.layout.units is None else (self.layout.units,)
        self.columns.say_extra(columns, footers, self.findings)
        return Survey(
            columns=columns,
            skipped=frozenset((*footers, *units, *repeats, *headings)),
            row_count=row_count,
            torn=torn,
            twice_encoded=self._mends(),
            left_out=tuple(self.left_out),
            findings=(*about_columns, *self.findings.all()),
        )

    def _footers(self, again: Callable[[], Iterable[NumberedRow]]) -> frozenset[int]:
        """Return the numbers of lines of a report: none where the file holds nothing else."""
        shape = ListShape(self._rows_above(TO_THE_END))
        used = self.width - len(self.columns.unseen)
        last = footer_rows(self.tail, self.width, used, self.count)
        lines = self.lines.found(shape, [number for number, _, _ in self.tail])
        known = {*last, *lines}
        if claimed := self.lines.claims(self.tail, known, self._is_gone):
            known |= proven(again(), claimed, first=self.first, known=known)
        found = frozenset(n for n in known if not self._is_gone(n))
        if len(found) >= self.count:
            return frozenset()
        self.findings.drop(FindingCode.RAGGED_ROW, found)
        return found

    def _is_gone(self, number: int) -> bool:
        at = bisect_right(self.left_out, number, key=lambda rows: rows.start)
        return at > 0 and number in self.left_out[at - 1]

    def _shape_above(self, number: int) -> ListShape:
        """Return what the list holds above a row; below the sample that is known."""
        if self.shape_of < min(number, self.sample[-1][0] + 1):
            self.shape, self.shape_of = ListShape(self._rows_above(number)), number
        return self.shape

    def _rows_above(self, number: int) -> list[list[str]]:
        """Return rows of the list above one, to learn from."""
        rows = [cells for n, cells in self.sample if n < number and not self._is_gone(n)]
        return rows[:SAMPLE_ROWS]

    def _torn(self, footers: frozenset[int], headings: list[int]) -> Mapping[int, TornRow]:
        """Return the torn rows; their pieces are neither short nor headings."""
        torn = self.torn.rows(frozenset((*footers, *headings)))
        for number, row in torn.items():
            pieces = range(number, row.last + 1)
            self.columns.unseen -= row.filled
            self.findings.add(FindingCode.TORN_ROW, number, count=row.pieces)
            self.findings.drop(FindingCode.RAGGED_ROW, pieces)
            headings[:] = [n for n in headings if n not in pieces]
        return torn


def survey_rows(
    rows: Iterable[NumberedRow],
    *,
    layout: Layout,
    titles: Sequence[str],
    limits: ReadLimits,
    source: Source,
    sample: Sequence[NumberedRow],
    again: Callable[[], Iterable[NumberedRow]],
    families: Sequence[str] = (),
) -> Survey:
    """Look at every row once and say what was found.

    Args:
        rows: All rows of the file.
        layout: Where the table starts.
        titles: As many as there are columns with one.
        limits: Of rows, columns, cells and characters.
        source: Where the rows come from.
        sample: The first filled rows below the titles.
        again: Gives all rows once more, where figures have to be added up.
        families: What the columns hold, where rows may be torn apart; see :class:`.TornRows`.

    Raises:
        FileTooLargeError: A limit of rows, columns, cells or characters is passed.
    """
    surveyor = _Surveyor(layout, titles, RowLimits(limits, source), TornRows(families), sample)
    surveyor.look(rows)
    return surveyor.finish(again)
