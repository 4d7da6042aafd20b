"""Rows in a terminal: a table where it fits, else each row as lines; nothing is left out."""

import os
from collections.abc import Sequence

import attrs
from rich.table import Table as Grid
from rich.text import Text

from clientbook.cli.options import console, plain

_FOLDED = 16  # columns that a cell keeps when it is folded; narrower ones cannot be read


@attrs.frozen
class GridRow:
    """One row of a table.

    Args:
        cells: As many as there are titles; one may have several lines.
        style: Of the whole row.
    """

    cells: Sequence[str]
    style: str = ""


def show_rows(
    titles: Sequence[str], rows: Sequence[GridRow], *, whole: Sequence[int], none: str
) -> None:
    """Print rows as a table, or below one another where the terminal is too narrow for it.

    Args:
        titles: Of the columns.
        rows: What stands in them; control characters are taken out.
        whole: Places of the columns that are never folded, such as ids to be copied.
        none: Said instead of a table without rows.
    """
    if not rows:
        console.print(none, highlight=False, soft_wrap=True)
        return
    natural = [
        max(len(line) for cell in column for line in cell.splitlines() or [""])
        for column in zip(titles, *(row.cells for row in rows), strict=True)
    ]
    needed = [w if n in whole else min(w, _FOLDED) for n, w in enumerate(natural)]
    if sum(needed) + 3 * len(titles) + 1 <= console.width:
        grid = Grid()
        for number, title in enumerate(titles):
            grid.add_column(title, no_wrap=number in whole, overflow="fold")
        for row in rows:
            grid.add_row(*map(lines, row.cells), style=row.style)
    else:
        grid = Grid(show_header=False)
        grid.add_column("", style="bold", no_wrap=True)
        grid.add_column("", overflow="fold")
        for row in rows:
            for title, cell in zip(titles, row.cells, strict=True):
                grid.add_row(title, lines(cell), style=row.style)
            grid.add_section()
    console.print(grid)


def lines(cell: str) -> Text:
    """Return a cell with its lines, and no other control characters in them."""
    return Text("\n").join(map(plain, cell.splitlines()))


def show_line(text: str, *, style: str = "", mark: str = "") -> None:
    """Print a sentence, wrapped between words where somebody reads it, in one piece for programs.

    Args:
        text: The sentence.
        style: How it looks.
        mark: What stands before it.
    """
    read = console.is_terminal or "COLUMNS" in os.environ
    said = Text(mark, style="dim") + plain(text)
    console.print(said, style=style or None, soft_wrap=not read)
