"""Which columns a table has: titled ones that some row fills, untitled ones that most rows do."""

from collections import Counter
from collections.abc import Container, Sequence

from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.tables.findings import MOST_FINDINGS, ListedFindings
from clientbook.readers.tables.header_rows import Layout


class SeenColumns:
    """Remembers which columns were filled.

    Args:
        titles: Of the columns that have one.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self.width = len(titles)
        self.unseen = set(range(self.width))
        self._beyond: Counter[int] = Counter()
        self._extra_rows: list[tuple[int, tuple[int, ...]]] = []
        self._extra_more = 0

    def beyond(self, number: int, cells: Sequence[str]) -> None:
        """Look at a row that may have cells right of the last title."""
        extra = tuple(i for i in range(self.width, len(cells)) if cells[i].strip())
        if extra:
            self._beyond.update(extra)
            if len(self._extra_rows) < MOST_FINDINGS:
                self._extra_rows.append((number, extra))
            else:
                self._extra_more += 1

    def chosen(self, layout: Layout, count: int) -> tuple[tuple[int, ...], list[FileFinding]]:
        """Return the columns that are kept, and what there is to say of the others.

        Args:
            layout: Where the table starts.
            count: Rows of the table.
        """
        titled = len(layout.header[1]) if layout.header else 0  # blank titles counted
        usual = [i for i, n in self._beyond.items() if (n > 1 or i < titled) and 2 * n >= count]
        width = max([self.width, *(i + 1 for i in usual)])
        columns: list[int] = []
        found: list[FileFinding] = []
        for i in range(width):
            title = self._titles[i].strip() if i < self.width else ""
            empty = i in self.unseen if i < self.width else not self._beyond[i]
            if empty and (not title or layout.header is None) and count:
                found.append(FileFinding.of(FindingCode.BLANK_COLUMN, column=i + 1))
                continue
            columns.append(i)
            if not title:
                found.append(FileFinding.of(FindingCode.UNTITLED_COLUMN, column=i + 1))
        return tuple(columns), found

    def say_extra(
        self, columns: Sequence[int], no_data: Container[int], findings: ListedFindings
    ) -> None:
        """Say which rows have cells in no column.

        Args:
            columns: Those that are kept.
            no_data: Numbers of rows that are none of the table's.
            findings: Where it is said.
        """
        width = columns[-1] + 1 if columns else 0
        for number, positions in self._extra_rows:
            count = sum(1 for i in positions if i >= width)
            if count and number not in no_data:
                findings.add(FindingCode.EXTRA_CELLS, number, count=count)
        if any(i >= width for i in self._beyond):
            findings.more[FindingCode.EXTRA_CELLS] += self._extra_more
