"""What a book lets go of when it is due: the nightly part of keeping one."""

import attrs

from clientbook.book import ClientBook
from clientbook.book.clients.deletions import count_due
from clientbook.book.imports.runs import count_due_runs
from clientbook.domain.clients import Actor


@attrs.frozen
class UpkeepCounts:
    """What was let go of, or would be.

    Args:
        inactive: Clients deleted because nothing happened with them for years; None where nobody
            asked.
        clients: Clients removed for good, deleted longer ago than ``settings.restore_days``.
        imports: Runs whose details are gone, older than ``settings.imports.history_days``.
    """

    inactive: int | None
    clients: int
    imports: int


def let_go(
    book: ClientBook, *, by: Actor, inactive_years: int | None = None, dry_run: bool = False
) -> UpkeepCounts:
    """Delete and purge what is due, in bounded units of work; it can be run again at any time.

    Args:
        book: The book.
        by: Who lets go.
        inactive_years: Also delete clients with whom nothing happened for so many years, see
            :class:`~clientbook.book.retention.desk.RetentionDesk`; they can be restored for
            ``settings.restore_days``.
        dry_run: True counts only.

    Raises:
        InvalidValueError: Inactive clients were asked for, and the book has no activities to ask.
    """
    inactive: int | None = None
    if inactive_years is not None:
        plan = book.retention.plan(book.retention.years_ago(inactive_years))
        inactive = plan.counts.changed
        if inactive and not dry_run:
            inactive = book.retention.delete(plan, by=by).counts.changed
    if dry_run:
        return UpkeepCounts(inactive, count_due(book.context), count_due_runs(book.context))
    gone = book.clients.purge(by=by)
    return UpkeepCounts(inactive, len(gone), book.imports.purge(by=by))
