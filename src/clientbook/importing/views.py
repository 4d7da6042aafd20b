"""A mapping as people look at it: target, title and what the column holds."""

import attrs

from clientbook.domain.targets import Target
from clientbook.importing.mapping import Mapping, Reason
from clientbook.importing.tables import Table

SAMPLES = 3
MAX_SAMPLE = 80  # characters shown of a value


@attrs.frozen
class MappingView:
    """One column of a table beside its target (SPEC V20).

    Args:
        target: Where the column goes, None while undecided.
        header: Title as given.
        samples: First values that are not blank, cut after 80 characters.
        fill_rate: Rows with a value, by all rows of the table; 0 of an empty table.
        confidence: Of the mapping.
        reason: Of the mapping.
        split: What several values in a cell are taken apart at, None where each cell is one.
    """

    target: Target | None
    header: str
    samples: tuple[str, ...] = attrs.field(repr=False)
    fill_rate: float
    confidence: float
    reason: Reason
    split: str | None = None


def view_mapping(
    table: Table, mapping: Mapping, *, samples: int = SAMPLES
) -> tuple[MappingView, ...]:
    """Return a view of each column, in file order.

    Args:
        table: Read once, from the first row to the last: the fill rate is exact.
        mapping: Of this table.
        samples: Values to show of each column.

    Raises:
        ValueError: The mapping has another number of columns than the table, or *samples* < 0.
    """
    width = len(table.header)
    if len(mapping.columns) != width:
        raise ValueError(f"mapping: expected {width} columns, got {len(mapping.columns)}")
    if samples < 0:
        raise ValueError("samples: expected 0 or more")
    shown: list[list[str]] = [[] for _ in range(width)]
    filled = [0] * width
    rows = 0
    for row in table:
        rows += 1
        for place, cell in enumerate(row.cells):
            if cell and not cell.isspace():
                filled[place] += 1
                if len(shown[place]) < samples:
                    shown[place].append(cell.strip()[:MAX_SAMPLE])
    return tuple(
        MappingView(
            column.target,
            column.header,
            tuple(shown[place]),
            filled[place] / rows if rows else 0.0,
            column.confidence,
            column.reason,
            column.split,
        )
        for place, column in enumerate(mapping)
    )
