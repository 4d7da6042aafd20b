"""The part of the import desk that takes imports back."""

from clientbook.book.contexts import Context
from clientbook.book.imports.undoing import kept_by, kept_since, plan_undo, undo
from clientbook.book.pages import Cursor, Page
from clientbook.book.progress import ProgressCallback
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded
from clientbook.domain.imports import ImportRun
from clientbook.domain.undos import Kept, UndoPlan


@guarded
class UndoDesk:
    """What undoes the imports of one book.

    Args:
        context: The book.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def plan_undo(
        self,
        run_id: str,
        *,
        after: UndoPlan | None = None,
        most: int | None = None,
        progress: ProgressCallback | None = None,
    ) -> UndoPlan:
        """Say what undoing an import would do; nothing is written.

        Args:
            run_id: The import.
            after: A plan that was cut short, to go on with.
            most: Look at so many rows, 1 to 1000, and return the plan so far: its ``next_row``
                is 0 once all rows were looked at.  None looks at all.
            progress: Called after each chunk; returning False gives up.

        Raises:
            StalePlanError: The run has changed since *after* was made.
            ImportExpiredError: The run is older than ``history_days``.
            ImportStateError: The run is undone already.
        """
        return plan_undo(self._context, run_id, after=after, most=most, progress=progress)

    def undo_kept(
        self,
        plan: UndoPlan,
        *,
        after: Cursor | None = None,
        limit: int = 100,
        most: int | None = None,
    ) -> Page[Kept]:
        """Return all whom an undo would keep, or some of whose fields, in file order, with why.

        Args:
            plan: What :meth:`plan_undo` returned; its ``kept`` shows the first ones only.
            after: ``next`` of the page before.
            limit: At most so many, 1 to 1000.
            most: Look at so many rows, 1 to 1000: a page may hold fewer, or nobody, and go on.

        Raises:
            StalePlanError: The run has changed since the plan was made.
            ImportStateError: The run is undone already.
        """
        return kept_by(self._context, plan, after=after, limit=limit, most=most)

    def kept(self, run_id: str, *, after: Cursor | None = None, limit: int = 100) -> Page[Kept]:
        """Return whom the undo of an import has kept, or some of whose fields, with why.

        Nobody before it is undone; it says so as long as the import is listed.

        Args:
            run_id: The import.
            after: ``next`` of the page before.
            limit: At most so many, 1 to 1000.

        Raises:
            ImportExpiredError: The run is older than ``history_days``.
        """
        return kept_since(self._context, run_id, after=after, limit=limit)

    def undo(
        self,
        plan: UndoPlan,
        *,
        by: Actor,
        refuse_if_changed: bool = False,
        refuse_if_touched: bool = False,
        progress: ProgressCallback | None = None,
    ) -> ImportRun:
        """Undo an import: what it created and nobody touched goes, what it updated goes back.

        A value stays, too, as long as something else asserts it: another list or bulk edit that
        says it, a client merged in that held it.  An interrupted or abandoned import is undone as
        well, without its file.

        Args:
            plan: What :meth:`plan_undo` returned.
            by: Who undoes it.
            refuse_if_changed: True refuses the plan after any write to the book.
            refuse_if_touched: True refuses it after a write to a client of the import, so that
                whoever confirms it has seen what it does.
            progress: Called after each chunk; returning False stops; the same call goes on.

        Raises:
            StalePlanError: The run, or what must not have, has changed since the plan was made;
                nothing was written.
            PlanError: The plan was cut short.
            ImportStateError: It is undone already, or another process is undoing it.
        """
        return undo(
            self._context,
            plan,
            by=by,
            refuse_if_changed=refuse_if_changed,
            refuse_if_touched=refuse_if_touched,
            progress=progress,
        )
