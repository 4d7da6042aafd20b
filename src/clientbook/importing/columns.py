"""What only the whole column can tell: the order of its dates, how many cells are split."""

import re
from collections.abc import Callable, Sequence

import attrs

from clientbook.domain.settings import BookSettings
from clientbook.importing.mapping import SERIAL, ColumnMapping, Mapping
from clientbook.importing.tables import Table
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.cell_lists import part_values
from clientbook.parsing.date_orders import DateOrder, DateOrderVotes


def _holds_dates(column: ColumnMapping) -> bool:
    target = column.target
    if target is None or column.date_order is not None:
        return False
    return target.field == "birth_date" and target.part is None


def decide_dates(
    table: Table,
    mapping: Mapping,
    settings: BookSettings,
    *,
    progress: Callable[[int], None] | None = None,
    each: Callable[[Sequence[str]], None] | None = None,
) -> tuple[Mapping, tuple[Issue, ...]]:
    """Decide day-month order per date column from all its values, and count the cells split.

    Args:
        table: The table; read once if a date column is undecided or a column is split.
        mapping: Its mapping.
        settings: Whose ``tie_break`` decides what the values leave open.
        progress: Called now and then with the number of rows read.
        each: Called with the cells of each row; where it is given, every row is read.

    Returns:
        The mapping with every ``date_order`` set, and a warning for each column that somebody
        should look at: DATE_AMBIGUOUS where the values do not decide, CELLS_SPLIT where cells hold
        several values (SPEC K12, X43); both with the number of rows they touch.
    """
    dates = [(i, DateOrderVotes()) for i, c in enumerate(mapping) if _holds_dates(c)]
    parted = [(i, c.split) for i, c in enumerate(mapping) if c.split and _holds_values(c)]
    if not dates and not parted and each is None:
        return mapping, ()
    splits = dict.fromkeys((index for index, _ in parted), 0)
    for count, row in enumerate(table):
        if each is not None:
            each(row.cells)
        for index, vote in dates:
            text = row.cells[index]
            if text:
                vote.add(text)
        for index, separator in parted:
            if separator in row.cells[index]:
                splits[index] += len(split_values(row.cells[index], separator)) > 1
        if progress is not None and count % 10_000 == 0:
            progress(count)
    issues: list[Issue] = []
    for index, vote in dates:
        mapping, ambiguous = _decided(mapping, index, vote, settings)
        issues += ambiguous
    issues += [_split_cells(mapping.columns[i], count) for i, count in splits.items() if count]
    return mapping, tuple(issues)


def split_values(text: str, separator: str | None) -> list[str]:
    """Return the values of a cell: one, unless its column declares a separator (SPEC K12).

    A separator inside quotes parts nothing: ``"VIP; gold"; new`` are two values.
    """
    if separator is None:
        return [text]
    return part_values(text, re.compile(re.escape(separator)))


def _holds_values(column: ColumnMapping) -> bool:
    """True where one cell should be one value; tags are lists anyway."""
    return column.target is not None and column.target.field in ("phone", "email")


def _decided(
    mapping: Mapping, index: int, vote: DateOrderVotes, settings: BookSettings
) -> tuple[Mapping, list[Issue]]:
    column = mapping.columns[index]
    decision = vote.decide(default=DateOrder(settings.tie_break))
    order = SERIAL if decision.serials else decision.order.value
    decided = mapping.with_column(index, date_order=order)
    if decision.proven or not decision.ambiguous:
        return decided, []
    params = (("order", decision.order.value), ("rows", decision.ambiguous))
    return decided, [Issue(IssueCode.DATE_AMBIGUOUS, str(column.target), column.header, params)]


def _split_cells(column: ColumnMapping, count: int) -> Issue:
    return attrs.evolve(split_warning(column), params=(("rows", count), *_separator(column)))


def split_warning(column: ColumnMapping) -> Issue:
    """Return what the owner of a row should know of a cell that was taken apart."""
    return Issue(IssueCode.CELLS_SPLIT, str(column.target), column.header, _separator(column))


def _separator(column: ColumnMapping) -> tuple[tuple[str, str], ...]:
    return (("separator", (column.split or "").strip() or " "),)
