"""The retention desk: whom a book has kept longer than its rule allows."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import BinaryIO

import attrs

from clientbook.book.bulk import committing
from clientbook.book.contexts import Context
from clientbook.book.lists.desk import ListDesk, ListRow
from clientbook.book.lists.exporting import CellWriter
from clientbook.book.lists.needed import Needs
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.retention.rule import check_rule, due_listed
from clientbook.domain.bulk import BulkEdit, BulkKind, BulkPlan, BulkRun
from clientbook.domain.checks import refuse, utc
from clientbook.domain.clients import Actor, Client
from clientbook.domain.doors import guarded
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.targets import Target
from clientbook.importing.rejects import FileFormat
from clientbook.writers.formats import format_of
from clientbook.writers.tables import write_csv, write_xlsx


@guarded
@attrs.frozen
class RetentionDesk:
    """Lists, exports and deletes the clients with whom nothing has happened since a date.

    A client counts as kept alive by its creation, by an activity of any kind (an appointment to
    come among them), by a word of consent and by a note since then.  Edits, imports and merges of
    the data say nothing of the person and count for nothing.

    Args:
        context: The book.
    """

    context: Context

    def years_ago(self, years: int) -> datetime:
        """Return midnight of the day *years* ago where the book is kept; 29 February counts as 28.

        Args:
            years: Such as 3.
        """
        today = self.context.today()
        if not 0 <= years < today.year - 1:
            raise refuse("years", "expected a whole number of years, such as 3")
        last = 28 if (today.month, today.day) == (2, 29) else today.day
        day = today.replace(year=today.year - years, day=last)
        return utc(datetime.combine(day, time(), self.context.settings.zone))

    def page(
        self, before: datetime, *, after: Cursor | None = None, limit: int = 50
    ) -> Page[ListRow]:
        """Return a page of the clients under the rule, sorted by name.

        Args:
            before: Nothing has happened with them since then (aware).
            after: ``next`` of the page before, None for the first.
            limit: Most rows of a page, 1 to 1000.

        Raises:
            InvalidValueError: The date is to come, or the book has no source of activities.

        Cost: reads on until the page is full; where few are due, most of the book.
        """
        start = None
        if after is not None:
            name, client_id = read_cursor(after, str, str)
            start = (str(name), str(client_id))
        found: list[tuple[str, Client]] = []
        for listed in due_listed(self.context, utc(before), start):
            found += listed
            if len(found) > limit:
                break
        shown = found[:limit]
        more = len(found) > limit
        rows = ListDesk(self.context).rows([client for _, client in shown])
        return Page(rows, make_cursor(shown[-1][0], shown[-1][1].id) if more else None)

    def export(
        self,
        out: BinaryIO,
        before: datetime,
        *,
        columns: Sequence[Target | str] | None = None,
        format: FileFormat | None = None,  # noqa: A002 (what it is called everywhere)
        bom: bool = False,
    ) -> int:
        """Write the clients under the rule as a table, see :meth:`ListDesk.export`.

        Args:
            out: A binary file; it stays open.
            before: Nothing has happened with them since then (aware).
            columns: Targets or their texts, in the order wanted; None takes those that these
                clients need so that an import reads everything back.
            format: ``"csv"`` or ``"xlsx"``; None takes what the file is named, CSV where it has no
                name.
            bom: True begins a CSV file with a byte-order mark, by which Excel knows UTF-8.

        Returns:
            Number of clients written.
        """
        check_rule(self.context, utc(before))
        if columns is None:
            needs = Needs(self.context)
            for listed in due_listed(self.context, utc(before)):
                clients = [client for _, client in listed]
                needs.add(clients)
                needs.add_consents(clients)
            columns = needs.columns()
        targets = [c if isinstance(c, Target) else Target.parse(c) for c in columns]
        writer = CellWriter(self.context, targets, self.context.settings.language)
        rows = (
            row
            for listed in due_listed(self.context, utc(before))
            for row in writer.rows([client for _, client in listed])
        )
        if format_of(out, format, usual="csv") == "xlsx":
            return write_xlsx(out, writer.header, rows)
        return write_csv(out, writer.header, rows, bom=bom)

    def plan(self, before: datetime) -> BulkPlan:
        """Return what deleting the clients under the rule would do; writes nothing.

        Args:
            before: Nothing has happened with them since then (aware).

        Raises:
            InvalidValueError: The date is to come, or the book has no source of activities.
        """
        edit = BulkEdit(BulkKind.DELETE, before=before)
        return committing.plan_act(self.context, edit, NO_FILTER)

    def delete(self, plan: BulkPlan, *, by: Actor) -> BulkRun:
        """Delete the clients of a plan, in bounded units of work.

        Each is looked at again in the unit of work that deletes it: one who came back meanwhile
        stays.  They can be restored for ``settings.restore_days``, one by one or all of them with
        ``book.bulk.undo(run.id, by=...)``; ``book.clients.purge`` removes them for good then.

        Raises:
            StalePlanError: The rule names other clients by now; nothing was deleted.
        """
        if plan.edit.kind is not BulkKind.DELETE:
            raise ValueError("plan: expected one of book.retention.plan()")
        return committing.commit_act(self.context, plan, by)
