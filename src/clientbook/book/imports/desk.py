"""The import desk: open, map, plan, commit, resume, look up, undo."""

import os
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Any

from clientbook.book.actors import named_actor
from clientbook.book.clients.attributes import load_definitions
from clientbook.book.imports import runs as kept_runs
from clientbook.book.imports.committing import (
    Committer,
    abandon_run,
    begin_run,
    load_resumable,
    resume_run,
)
from clientbook.book.imports.dry_runs import dry_run, kept_plan
from clientbook.book.imports.opening import check_limits, read_options
from clientbook.book.imports.planning import draft_plan, rows_of
from clientbook.book.imports.previewing import RowDifference, preview
from clientbook.book.imports.row_desk import RowDesk
from clientbook.book.imports.templates import TemplateDesk, save_template
from clientbook.book.imports.undo_desk import UndoDesk
from clientbook.book.pages import Cursor, Page
from clientbook.book.progress import ProgressCallback
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded
from clientbook.domain.imports import ImportMode, ImportRun, OutcomeKind
from clientbook.domain.settings import OnBadValue
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.templates import MappingTemplate
from clientbook.readers.opening import Readable, open_table


@guarded
class ImportDesk(RowDesk, UndoDesk, TemplateDesk):
    """Imports of one book.

    Args:
        context: The book.
    """

    # -- before anything is written ------------------------------------------------------------

    def open(self, source: Readable, **options: Any) -> Table:
        """Open a file with the limits and rules of this book's settings.

        Args:
            source: A path, bytes or a binary file; it is read fully and fingerprinted.
            options: Fields of :class:`~clientbook.readers.options.ReadOptions` to override.

        Raises:
            ReadError: The file as a whole cannot be read; nothing was written.
        """
        self._context.look()
        return open_table(source, options=read_options(self._context.settings.imports, options))

    def suggest(self, table: Table, *, like: str | None = None) -> Mapping:
        """Suggest what each column means, from saved templates, titles and cells.

        Args:
            table: The table.
            like: Id of the import whose rows these are, mended: its mapping goes first.

        Raises:
            RecordNotFoundError: There is no import *like*.
        """
        return self._suggested(table, None if like is None else self.get(like))

    def _suggested(self, table: Table, like: ImportRun | None = None) -> Mapping:
        """Return a suggestion; the mapping of an import whose rows these are goes first."""
        self._context.look()
        templates = self.templates()
        if like is not None:
            mapping = Mapping.from_json(like.mapping)
            templates = (*templates, MappingTemplate(like.id, table.header_fingerprint, mapping))
        return suggest_mapping(
            table,
            attributes=tuple(load_definitions(self._context).values()),
            templates=templates,
            new_attributes=self._context.settings.imports.new_attributes,
            limits=self._context.settings.limits,
        )

    def save_template(
        self,
        name: str,
        mapping: Mapping,
        table: Table,
        *,
        source: str | None = None,
        match_on: Collection[str] | None = None,
        by: Actor | None = None,
    ) -> MappingTemplate:
        """Keep a mapping under a name; files of the same layout find it again.

        Args:
            name: Such as ``"QuickBooks"``.
            mapping: A total mapping of *table*.
            table: The table.
            source: Whose list files of this layout are; see :meth:`plan`.
            match_on: By what its rows are known again; see :meth:`plan`.
            by: Who saves it.
        """
        actor = named_actor(by, "imports.save_template")
        chosen = self._chosen(table, mapping, source, None, match_on)
        template = MappingTemplate.of(name, table, chosen)
        save_template(self._context, template, actor)
        return template

    def plan(
        self,
        table: Table,
        mapping: Mapping | None = None,
        *,
        mode: ImportMode = ImportMode.UPSERT,
        source: str | None = None,
        on_bad_value: OnBadValue | None = None,
        match_on: Collection[str] | None = None,
        like: str | None = None,
        keep: str | os.PathLike[str] | None = None,
        progress: ProgressCallback | None = None,
    ) -> ImportPlan:
        """Say what an import would do (a dry run); nothing is written.

        Args:
            table: What :meth:`open` returned, or any other table.
            mapping: A total mapping; None takes the suggestion.
            mode: What rows may do.
            source: Name of the list, such as ``"old till"``: its own numbering ("N°", "ID",
                "Code") is known again in the next file of that list.  Without it such an id
                leads to a client of an earlier file only where the names agree.
            on_bad_value: Whether a value that cannot be read refuses its row or is kept as text
                in ``Profile.unread``; None takes the book's setting.
            match_on: By what rows are known again: any of ``"external_id"``, ``"phone"`` and
                ``"email"``; None is all three, or what the mapping says already.
            like: Id of the import whose rows these are, mended (:meth:`write_rejects`): they are
                read by its mapping, region, time zone and orders of dates, not the book's of now.
            keep: Path of a file of its own in which the dry run keeps what it finds out: stopped
                by *progress*, the same call goes on from there, in any process, unless the file,
                the choices or the settings are others by then; ended, it begins anew.  It holds
                what :meth:`preview` reads, personal data: remove it when the import is done.
            progress: Called after each chunk; returning False cancels.

        Raises:
            UndecidedColumnError: A column has no target and the settings do not skip it.
            MappingError: The mapping cannot be used.
            RecordNotFoundError: There is no import *like*.
            ImportExpiredError: It is older than ``history_days``.
            OperationCancelledError: The callback returned False.
            ReadError: *keep* cannot be opened, or something else lies there, which stays as it is.
            StoreInUseError: Another process makes the plan at *keep*.
        """
        before = None if like is None else self.get(like)
        chosen = self._chosen(table, mapping, source, on_bad_value, match_on, like=before)
        asked = {"mapping": chosen.to_json(), "mode": ImportMode(mode), "like": like or ""}
        draft = partial(self._draft, table, chosen, mode, progress, before)
        path = None if keep is None else Path(keep)
        return dry_run(self._context, draft, table, asked=asked, keep=path, progress=progress)

    def kept_plan(self, keep: str | os.PathLike[str]) -> ImportPlan | None:
        """Return the plan that a dry run keeps, its counts those of the rows it came to.

        Args:
            keep: What :meth:`plan` was given.

        Returns:
            The plan without its table; None where there is none yet.

        Raises:
            ReadError: Something else lies there.
            StoreInUseError: Another process makes the plan.
        """
        self._context.look()
        return kept_plan(Path(keep))

    def preview(
        self,
        plan: ImportPlan,
        *,
        outcome: OutcomeKind | None = OutcomeKind.UPDATED,
        table: Table | None = None,
        after: Cursor | None = None,
        limit: int = 100,
        keep: str | os.PathLike[str] | None = None,
    ) -> Page[RowDifference]:
        """Return what rows of a plan would change, field by field; nothing is written.

        A commit writes the same, unless somebody else writes first.  What rows say about consent
        is no field of a profile and not told.

        Args:
            plan: What :meth:`plan` returned.
            outcome: Only rows that would end so; None for all that change something.
            table: The rows, when the plan travelled without its table.
            after: ``next`` of the page before.
            limit: Rows a page, 1 to 1000; a page holds all their differences.
            keep: Where the dry run kept what it found out (:meth:`plan`).

        Raises:
            StalePlanError: The file, the settings or an attribute the file fills changed; or
                another plan is kept at *keep*.

        Cost: with *keep* a page costs what it shows.  Without, it reads the file up to its end, for
        what a row does follows from those above.
        """
        return preview(
            self._context,
            plan,
            rows_of(plan, table),
            outcome=outcome,
            after=after,
            limit=limit,
            keep=None if keep is None else Path(keep),
        )

    def _chosen(
        self,
        table: Table,
        mapping: Mapping | None,
        source: str | None,
        on_bad_value: OnBadValue | None,
        match_on: Collection[str] | None,
        *,
        like: ImportRun | None = None,
    ) -> Mapping:
        """Return the mapping with what the caller chose for the whole import."""
        self._check(table)
        chosen = mapping if mapping is not None else self._suggested(table, like)
        chosen = chosen.with_source(source)
        if on_bad_value is not None:
            chosen = chosen.with_bad_values(OnBadValue(on_bad_value))
        return chosen if match_on is None else chosen.with_match_on(match_on)

    def _check(self, table: Table) -> None:
        check_limits(self._context.settings.imports, table)

    def _draft(
        self,
        table: Table,
        mapping: Mapping,
        mode: ImportMode,
        progress: ProgressCallback | None,
        like: ImportRun | None = None,
    ) -> ImportPlan:
        self._context.look()
        self._check(table)
        mode = ImportMode(mode)  # its text is as good; another text is a ValueError
        definitions = load_definitions(self._context)
        reading = None if like is None else kept_runs.reading_of(self._context, like)
        return draft_plan(
            self._context,
            table,
            mapping,
            mode=mode,
            definitions=definitions,
            progress=progress,
            reading=reading,
        )

    # -- the writing step -----------------------------------------------------------------------

    def commit(
        self,
        plan: ImportPlan,
        *,
        by: Actor,
        table: Table | None = None,
        refuse_if_changed: bool = False,
        refuse_if_touched: bool = False,
        progress: ProgressCallback | None = None,
    ) -> ImportRun:
        """Do what a plan says, chunk by chunk; interrupted, :meth:`resume` goes on.

        Rows are decided again: what others wrote to the book meanwhile is taken into account, and
        :attr:`~clientbook.ImportRun.differences` tells which counts are not the plan's.

        Args:
            plan: What :meth:`plan` returned.
            by: Who imports.
            table: The rows, when the plan travelled without its table.
            refuse_if_changed: True refuses the plan after any write to the book.
            refuse_if_touched: True refuses it after a write to any client: what somebody was
                shown (:meth:`preview`) may hold no more.
            progress: Called after each chunk; returning False stops (resumable).

        Raises:
            StalePlanError: The file, the settings or an attribute the file fills changed since
                the plan was made; nothing was written.
            OperationCancelledError: The callback returned False; ``run_id`` names the run.
        """
        rows = rows_of(plan, table)
        strict = {"refuse_if_changed": refuse_if_changed, "refuse_if_touched": refuse_if_touched}
        plan, run = begin_run(self._context, plan, rows, by=by, reviewed=True, **strict)
        return Committer(self._context, plan, run, rows, by=by).commit(progress)

    def run(
        self,
        table: Table,
        mapping: Mapping | None = None,
        *,
        by: Actor,
        mode: ImportMode = ImportMode.UPSERT,
        source: str | None = None,
        on_bad_value: OnBadValue | None = None,
        match_on: Collection[str] | None = None,
        like: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> ImportRun:
        """Import without a dry run first: the same pipeline, committed at once.

        The arguments are those of :meth:`plan` and :meth:`commit`.  It is never refused because
        others write to the book meanwhile.
        """
        before = None if like is None else self.get(like)
        chosen = self._chosen(table, mapping, source, on_bad_value, match_on, like=before)
        plan = self._draft(table, chosen, mode, progress, before)
        plan, run = begin_run(self._context, plan, table, by=by, reviewed=False)
        return Committer(self._context, plan, run, table, by=by).commit(progress)

    def resume(
        self,
        run_id: str,
        table: Table,
        *,
        by: Actor | None = None,
        progress: ProgressCallback | None = None,
    ) -> ImportRun:
        """Go on with an interrupted import at the row after the last one committed.

        The rows that are left are read as those before were, whatever the book is set to since.

        Args:
            run_id: The run.
            table: The same file, opened again.  Without it, :meth:`abandon` or :meth:`undo` it.
            by: Who resumes it and writes the rows that are left.
            progress: Called after each chunk; returning False stops (resumable).

        Raises:
            ImportStateError: The run is not interrupted, the file is another, or another process
                works on it; or an earlier version of clientbook began it, and the book's settings
                are others now.
        """
        actor = named_actor(by, "imports.resume")
        run = load_resumable(self._context, run_id, table)
        plan = self._draft(table, Mapping.from_json(run.mapping), run.mode, progress, run)
        resume_run(self._context, run, actor)
        return Committer(self._context, plan, run, table, by=actor).commit(progress)

    def abandon(self, run_id: str, *, by: Actor) -> ImportRun:
        """End an interrupted import as it stands: what is committed stays, and can be undone.

        Args:
            run_id: The run.
            by: Who ends it.

        Raises:
            ImportStateError: The run is not interrupted.
        """
        return abandon_run(self._context, run_id, by)

    # -- afterwards -------------------------------------------------------------------------------

    def get(self, run_id: str) -> ImportRun:
        """Return a run.

        Raises:
            RecordNotFoundError: No such run.
            ImportExpiredError: It is older than ``history_days``.
        """
        return kept_runs.shown_run(self._context, kept_runs.load_run(self._context, run_id))

    def runs(self) -> tuple[ImportRun, ...]:
        """Return the runs of the last ``history_days``, newest first (SPEC V5).

        How an undone run was undone is shown for ``undo_visible_days`` (SPEC V37).
        """
        return kept_runs.recent_runs(self._context)

    def purge(self, *, by: Actor | None = None) -> int:
        """Remove the details of runs older than ``history_days`` (SPEC V6); clients remain.

        Args:
            by: Who purges, such as ``Actor("nightly-job")``.

        Returns:
            Number of runs purged.
        """
        return kept_runs.purge_runs(self._context, named_actor(by, "imports.purge"))
