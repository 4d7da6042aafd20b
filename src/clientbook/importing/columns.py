"""What only the whole column can tell: the order of its dates."""

from collections.abc import Callable

from clientbook.domain.settings import BookSettings
from clientbook.importing.mapping import SERIAL, ColumnMapping, Mapping
from clientbook.importing.tables import Table
from clientbook.messages.issues import Issue, IssueCode
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
) -> tuple[Mapping, tuple[Issue, ...]]:
    """Decide day-month order per date column from all its values.

    Args:
        table: The table; read once if a date column is undecided.
        mapping: Its mapping.
        settings: Whose ``tie_break`` decides what the values leave open.
        progress: Called now and then with the number of rows read.

    Returns:
        The mapping with every ``date_order`` set, and a DATE_AMBIGUOUS warning for each column
        that the values do not decide, with the number of rows it touches.
    """
    columns = [(i, c) for i, c in enumerate(mapping) if _holds_dates(c)]
    if not columns:
        return mapping, ()
    votes = [(index, DateOrderVotes()) for index, _ in columns]
    for count, row in enumerate(table):
        for index, vote in votes:
            text = row.cells[index]
            if text:
                vote.add(text)
        if progress is not None and count % 10_000 == 0:
            progress(count)
    issues: list[Issue] = []
    for (index, column), (_, vote) in zip(columns, votes, strict=True):
        decision = vote.decide(default=DateOrder(settings.tie_break))
        mapping = mapping.with_column(
            index, date_order=SERIAL if decision.serials else decision.order.value
        )
        if not decision.proven and decision.ambiguous:
            issues.append(
                Issue(
                    IssueCode.DATE_AMBIGUOUS,
                    str(column.target),
                    column.header,
                    (("order", decision.order.value), ("rows", decision.ambiguous)),
                )
            )
    return mapping, tuple(issues)
