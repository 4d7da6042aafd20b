"""Limits of rows, columns, cells and characters, held while a file is looked through."""

from collections.abc import Sequence

from clientbook.errors import FileTooLargeError
from clientbook.importing.tables import Source
from clientbook.readers.options import ReadLimits


class RowLimits:
    """Refuses a file that passes a limit; each check raises FileTooLargeError.

    Args:
        limits: How much a file may hold.
        source: Where its rows come from.
    """

    def __init__(self, limits: ReadLimits, source: Source) -> None:
        self.most = limits
        self._source = source
        self._cells = 0

    def check_width(self, cells: Sequence[str]) -> None:
        """Check how many columns a row has; an empty end is none."""
        most = self.most.max_columns
        if len(cells) > most and any(map(str.strip, cells[most:])):
            self._refuse(f"more than {most} columns", "remove columns, or raise limits.max_columns")

    def check_chars(self, number: int, cells: Sequence[str]) -> None:
        """Check how long the cells of a row are."""
        most = self.most.max_cell_chars
        if max(map(len, cells), default=0) > most:
            self._refuse(
                f"a cell of row {number} is longer than {most} characters",
                "shorten it, check the quotes around it, or raise limits.max_cell_chars",
            )

    @property
    def held(self) -> bool:
        """True where rows or cells are counted."""
        return self.most.max_rows is not None or self.most.max_cells is not None

    def hold(self, count: int, cells: Sequence[str]) -> None:
        """Check how many rows of data there are, and count the cells of the last one."""
        self.check_rows(count)
        self._cells += len(cells)
        most = self.most.max_cells
        if most is not None and self._cells > most:
            self._refuse(f"more than {most} cells", "split the file, or raise limits.max_cells")

    def check_rows(self, count: int) -> None:
        """Check how many rows of data there are."""
        most = self.most.max_rows
        if most is not None and count > most:
            self._refuse(
                f"more than {most} rows of data", "split the file, or raise limits.max_rows"
            )

    def _refuse(self, problem: str, hint: str) -> None:
        raise FileTooLargeError(self._source.kind, problem, hint)
