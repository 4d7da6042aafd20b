"""Values as small escaped HTML tables: what a notebook shows of them."""

from collections.abc import Iterable, Sequence
from html import escape

ROWS_SHOWN = 20
"""Most rows a notebook shows of one value."""


def html_table(rows: Iterable[Sequence[object]], *, header: Sequence[object] = ()) -> str:
    """Return a table in which every cell is text, whatever it holds.

    Args:
        rows: Cells of each row; None is an empty cell.  Rows past :data:`ROWS_SHOWN` are counted.
        header: Titles, empty for a table whose first column says what the second is.
    """
    head = "".join(f"<th>{_text(cell)}</th>" for cell in header)
    lines = [f"<thead><tr>{head}</tr></thead>"] if head else []
    rest = 0
    for number, row in enumerate(rows):
        if number < ROWS_SHOWN:
            cells = "".join(f"<td>{_text(cell)}</td>" for cell in row)
            lines.append(f"<tr>{cells}</tr>")
        else:
            rest += 1
    if rest:
        lines.append(f'<tr><td colspan="{max(len(header), 2)}">… {rest}</td></tr>')
    return f"<table>{''.join(lines)}</table>"


def _text(value: object) -> str:
    if value is None:
        return ""
    return escape(f"{value:.3f}" if isinstance(value, float) else str(value), quote=True)
