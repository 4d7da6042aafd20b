"""The bulk desk: one change to everybody who is selected."""

from collections.abc import Iterator

import attrs

from clientbook.book.bulk import committing
from clientbook.book.bulk.members import all_runs, load_run, purge_runs
from clientbook.book.contexts import Context
from clientbook.book.progress import ProgressCallback
from clientbook.domain.bulk import BulkEdit, BulkPlan, BulkRun, BulkUndoCounts
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded
from clientbook.domain.filters import Filter
from clientbook.domain.selections import Selection


@guarded
@attrs.frozen
class BulkDesk:
    """Tags, sets attributes, records contact wishes and deletes, many clients at once.

    Everything goes in bounded units of work: other writers get their turn, and memory does not
    grow with the number of clients.

    Args:
        context: The book.
    """

    context: Context

    def plan(
        self,
        where: Filter | Selection,
        edit: BulkEdit,
        *,
        begun: BulkPlan | None = None,
        progress: ProgressCallback | None = None,
    ) -> BulkPlan:
        """Return what an edit would do to everybody who is selected; writes nothing.

        A long count may be parted: where *progress* stops it, the plan so far has ``next``, and a
        later call goes on with it, in whatever process.

        Args:
            where: Which clients: a filter, ``NO_FILTER`` for everybody, or a selection.
            edit: What is to be done, such as ``BulkEdit.tag("vip")``.
            begun: A plan of the same that was counted in part.
            progress: Called after each 500 clients; returning False stops there.

        Raises:
            InvalidValueError: The filter or the edit names a topic or attribute the book lacks, or
                *begun* is a plan of something else.
            InvalidProfileError: The value is not one the attribute can have.
            StalePlanError: The settings or the attribute changed since the count was begun.

        Cost: some statements for each 500 clients.
        """
        if edit.before is not None:
            raise refuse("bulk.edit", "a rule is planned by book.retention")
        return committing.plan_act(self.context, edit, where, begun=begun, progress=progress)

    def commit(
        self,
        plan: BulkPlan,
        *,
        by: Actor,
        progress: ProgressCallback | None = None,
        once: str | None = None,
    ) -> BulkRun:
        """Do what a plan says, and keep what was done for :meth:`undo`.

        A client that was deleted or merged while the act goes on is left out, and counted; so is,
        for a deletion, one into whom somebody was merged.  An unsubscription is never lifted.
        An attribute that is given another type or name meanwhile gets the value in that, or
        not at all where it has no such form; a topic that was dropped takes no opt-in: whoever is
        left is counted as refused.

        Args:
            plan: From :meth:`plan`; a plan of :meth:`RetentionDesk.plan` is committed alike.
            by: Who does it; each change in the journal names them and the act.
            progress: Called after each part; returning False stops there, for :meth:`resume`.
            once: What tells this act from others, such as the id of a form: committed again within
                some days, it is not done again but returned as it stands.

        Raises:
            InvalidValueError: The plan was counted in part only, or *once* began another act.
            OperationCancelledError: *progress* stopped it.
            StalePlanError: The filter lets other clients through by now, or the settings or the
                attribute changed, or somebody was merged into one who is to be deleted; no client
                was changed.
        """
        return committing.commit_act(self.context, plan, by, progress, once)

    def resume(
        self, run_id: str, *, by: Actor, progress: ProgressCallback | None = None
    ) -> BulkRun:
        """Go on with an act, or with its undoing, that was interrupted: each client once.

        Args:
            run_id: The act.
            by: Who does it.
            progress: As for :meth:`commit`.

        Raises:
            OperationCancelledError: *progress* stopped it.
            RecordNotFoundError: No such act.
            StalePlanError: There is nothing to go on with.
        """
        return committing.resume_act(self.context, run_id, by, progress)

    def plan_undo(self, run_id: str) -> BulkUndoCounts:
        """Return what undoing an act would do; writes nothing.

        Raises:
            RecordNotFoundError: No such act.
        """
        return committing.plan_undo_act(self.context, run_id)

    def undo(self, run_id: str, *, by: Actor, progress: ProgressCallback | None = None) -> BulkRun:
        """Put back exactly what an act changed and nobody edited since.

        What something else asserts too stays: a list that says it, another act, a client merged in.
        A tag or a value that somebody changed, or took away and set again, stays as they left it.
        Opt-ins the act recorded are taken back as if unsaid; opt-outs stay: nothing lifts them.

        Args:
            run_id: The act.
            by: Who does it.
            progress: As for :meth:`commit`.

        Raises:
            OperationCancelledError: *progress* stopped it.
            RecordNotFoundError: No such act.
            StalePlanError: It is undone already.
        """
        return committing.undo_act(self.context, run_id, by, progress)

    def get(self, run_id: str) -> BulkRun:
        """Return an act.

        Raises:
            RecordNotFoundError: No such act, or it was purged.
        """
        return load_run(self.context, run_id)

    def runs(self) -> Iterator[BulkRun]:
        """Yield the acts that are kept, newest first."""
        return all_runs(self.context)

    def purge(self, *, by: Actor) -> int:
        """Forget acts older than ``settings.imports.history_days``; what they did stays.

        Returns:
            Number of acts forgotten: they cannot be undone any more.
        """
        return purge_runs(self.context, by)
