"""Undo of an import: what it created goes, what it updated goes back, what was touched stays."""

import hashlib
import json
from collections.abc import Sequence

import attrs

from clientbook.book.clients.undefining import take_back
from clientbook.book.consent.withdrawing import withdraw
from clientbook.book.contexts import Context
from clientbook.book.imports.committing import check_unmoved
from clientbook.book.imports.freshness import changes_since, check_unchanged
from clientbook.book.imports.kept_after import kept_page, kept_records
from clientbook.book.imports.lookups import touch_owner
from clientbook.book.imports.outcomes import OUTCOMES, Told, told_pages
from clientbook.book.imports.reverting import Reverter, count_effects
from clientbook.book.imports.runs import (
    journal_step,
    load_run,
    run_record,
    undo_cause,
)
from clientbook.book.pacing import Pace
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.progress import ProgressCallback, report
from clientbook.book.writing import delete, write
from clientbook.domain.clients import Actor
from clientbook.domain.imports import ImportRun, RunState, UndoCounts, UndoRecord
from clientbook.domain.undos import Kept, UndoPlan
from clientbook.errors import ImportStateError, PlanError, StalePlanError

_SAMPLES = 100


def run_hash(run: ImportRun) -> str:
    """Return SHA-256 over what undoing a run depends on: its state, rows and counts."""
    document = [run.id, run.state.value, run.last_row, attrs.asdict(run.counts), run.undone_row]
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def check_undoable(run: ImportRun) -> None:
    """Refuse a run of which nothing is left to undo.

    An interrupted or abandoned one can be undone, without its file: its rows are in the book.

    Raises:
        ImportStateError: It is undone already.
    """
    if run.state is RunState.UNDONE:
        raise ImportStateError(f"the import is {run.state.value}", "nothing is left")


def plan_undo(
    context: Context,
    run_id: str,
    *,
    after: UndoPlan | None = None,
    most: int | None = None,
    progress: ProgressCallback | None = None,
) -> UndoPlan:
    """Return what undoing a run would do; nothing is written.  See :meth:`ImportDesk.plan_undo`."""
    run = load_run(context, run_id)
    check_undoable(run)
    reverter = Reverter(context, run)
    if after is not None:
        _check_plan(after, run)
    seq = context.store.last_seq(context.book)  # what is written while it is counted is later
    begun = after or UndoPlan(run.id, seq, UndoCounts())
    counts, kept, row, looked = begun.counts, list(begun.kept), begun.next_row, 0
    pages = told_pages(context, run.id, after_row=row, limit=most)
    for page in pages:
        effects = reverter.effects(page)
        counts = counts.plus(count_effects(effects))
        kept += [e.kept for e in effects if e.kept is not None][: _SAMPLES - len(kept)]
        report(progress, "planning", counts.rows, run.counts.rows)
        looked, row = looked + len(page), page[-1].row
        if most is not None and looked >= most:
            break
    else:
        row = 0
    return UndoPlan(run.id, begun.journal_seq, counts, tuple(kept), run_hash(run), row)


def _check_plan(plan: UndoPlan, run: ImportRun) -> None:
    if plan.run_id != run.id or plan.run_hash != run_hash(run):
        raise StalePlanError("the import has changed since the plan was made", "plan again")


def kept_by(
    context: Context,
    plan: UndoPlan,
    *,
    after: Cursor | None,
    limit: int,
    most: int | None = None,
) -> Page[Kept]:
    """Return whom an undo keeps, a page at a time; see :meth:`ImportDesk.undo_kept`."""
    run = load_run(context, plan.run_id)
    check_undoable(run)
    _check_plan(plan, run)
    start = 0
    if after is not None:
        (row,) = read_cursor(after, int)
        start = int(row)
    reverter = Reverter(context, run)
    kept: list[Kept] = []
    looked, following = 0, None
    for page in told_pages(context, run.id, after_row=start, limit=most):
        kept += [effect.kept for effect in reverter.effects(page) if effect.kept is not None]
        looked += len(page)
        if len(kept) > limit:
            following = make_cursor(kept[limit - 1].row)
            break
        if most is not None and looked >= most:
            following = make_cursor(page[-1].row)
            break
    return Page(tuple(kept[:limit]), following)


def kept_since(context: Context, run_id: str, *, after: Cursor | None, limit: int) -> Page[Kept]:
    """Return whom an undo has kept; see :meth:`ImportDesk.kept`."""
    load_run(context, run_id)
    return kept_page(context, run_id, after=after, limit=limit)


def begin_undo(
    context: Context,
    plan: UndoPlan,
    *,
    by: Actor,
    refuse_if_changed: bool,
    refuse_if_touched: bool,
) -> ImportRun:
    """Put a run into state UNDOING, so that no other process goes on with it, and return it.

    Raises:
        StalePlanError: The run has changed since the plan was made; nothing was written.
        ImportStateError: It is undone already.
    """
    with context.unit():
        run = load_run(context, plan.run_id)
        check_undoable(run)
        if run.state is not RunState.UNDOING:
            if plan.next_row:
                raise PlanError("the plan was cut short", "go on with plan_undo(after=plan)")
            if plan.run_hash != run_hash(run):
                raise StalePlanError("the import has changed since the plan was made", "plan again")
            check_unchanged(context, plan, anything=refuse_if_changed, clients=False)
            if refuse_if_touched and _is_touched(context, run, plan.journal_seq):
                raise StalePlanError("a client has changed since the plan was made", "plan again")
            begun = UndoRecord(0, 0, 0, by, context.clock(), planned=plan.counts)
            run = attrs.evolve(run, state=RunState.UNDOING, undo=begun)
        context.store.put_records(context.book, [run_record(run)])
        journal_step(context, run.id, "undone", by)
    return run


def _is_touched(context: Context, run: ImportRun, seq: int) -> bool:
    """Say whether anybody has written a client of a run since a place of the journal."""
    changes = changes_since(context, seq)
    if changes is None:
        return True
    ids = list(dict.fromkeys(change.client_id for change in changes if change.client_id))
    clients = context.store.get_clients(context.book, ids)
    start = f"{run.id}/"
    if any((client.origin.ref or "").startswith(start) for client in clients.values()):
        return True
    owners = [touch_owner(run.id, client_id) for client_id in ids]
    return bool(owners and context.store.list_records(context.book, OUTCOMES, owners=owners))


def undo(
    context: Context,
    plan: UndoPlan,
    *,
    by: Actor,
    refuse_if_changed: bool = False,
    refuse_if_touched: bool = False,
    progress: ProgressCallback | None,
) -> ImportRun:
    """Undo a run chunk by chunk, each one transaction; interrupted, the same call goes on.

    Raises:
        StalePlanError: The run has changed since the plan was made.
        ImportStateError: It is undone already, or another process is undoing it.
    """
    run = begin_undo(
        context,
        plan,
        by=by,
        refuse_if_changed=refuse_if_changed,
        refuse_if_touched=refuse_if_touched,
    )
    reverter = Reverter(context, run)
    pace = Pace()
    for page in told_pages(context, run.id, after_row=run.undone_row):
        for part in pace.parts(page):
            with pace.unit(context, len(part)):
                check_unmoved(context, run)
                run = _undo_page(context, reverter, run, part, by)
            report(progress, "undoing", run.undone_row, run.last_row, run.id)
    with context.unit():
        check_unmoved(context, run)
        run = attrs.evolve(run, state=RunState.UNDONE)
        cause = undo_cause(run.id)
        take_back(context, run.defined, run_id=run.id, actor=by, cause=cause)
        context.store.put_records(context.book, [run_record(run)])
    return run


def _undo_page(
    context: Context, reverter: Reverter, run: ImportRun, page: Sequence[Told], by: Actor
) -> ImportRun:
    effects = reverter.effects(page)
    cause = undo_cause(run.id)
    said = [opt_in for effect in effects for opt_in in effect.withdrawn]
    instead = [opt_in for effect in effects for opt_in in effect.instead]
    withdraw(context, said, instead=instead, source=cause, at=context.clock(), by=by)
    removed = [effect.removes for effect in effects if effect.removes is not None]
    delete(context, removed, actor=by, cause=cause)
    edits = [effect.edit for effect in effects if effect.edit is not None]
    write(context, edits, actor=by, cause=cause)
    undo = run.undo
    assert undo is not None
    counts = undo.counts.plus(count_effects(effects))
    kept = [effect.kept for effect in effects if effect.kept is not None]
    context.store.put_records(context.book, kept_records(run.id, kept))
    run = attrs.evolve(
        run,
        undone_row=effects[-1].row,
        undo=attrs.evolve(
            undo,
            deleted=counts.removed,
            restored=counts.restored,
            kept=counts.kept,
            nothing=counts.nothing,
            failed=counts.failed,
        ),
    )
    context.store.put_records(context.book, [run_record(run)])
    return run
