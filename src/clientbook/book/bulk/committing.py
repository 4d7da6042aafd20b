"""Plan an act, commit it list by list, go on with it, undo it: each step a bounded unit of work."""

import hashlib
import json
from collections.abc import Iterator

import attrs

from clientbook.book.bulk.acts import Act
from clientbook.book.bulk.members import (
    RUNS,
    IdPages,
    digest_of,
    drop_members,
    filter_pages,
    journal_step,
    keep_members,
    load_run,
    members_from,
    save_run,
)
from clientbook.book.bulk.undoing import Undoing
from clientbook.book.contexts import Context
from clientbook.book.pacing import Pace
from clientbook.book.progress import ProgressCallback, report
from clientbook.book.retention.rule import due_pages
from clientbook.convert.documents import to_document
from clientbook.domain.bulk import (
    BulkCounts,
    BulkEdit,
    BulkPlan,
    BulkRun,
    BulkState,
    BulkUndoCounts,
)
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.filters import Filter
from clientbook.errors import InvalidProfileError, InvalidValueError, StalePlanError
from clientbook.importing.plans import settings_hash


def _pages(context: Context, edit: BulkEdit, where: Filter) -> IdPages:
    return filter_pages(context, where) if edit.before is None else due_pages(context, edit.before)


def _basis(act: Act) -> str:
    definition = act.check()
    parts = [
        settings_hash(act.context.settings),
        to_document(act.edit),
        to_document(definition) if definition else None,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def plan_act(context: Context, edit: BulkEdit, where: Filter) -> BulkPlan:
    """Return what an edit would do to everybody a filter, or a rule, names; writes nothing."""
    act = Act(context, edit)
    basis = _basis(act)
    counts = BulkCounts()

    def counted() -> Iterator[tuple[ClientId, ...]]:
        nonlocal counts
        for ids in _pages(context, edit, where):
            counts = counts.plus(act.preview(ids))
            yield ids

    members = digest_of(counted())
    return BulkPlan(edit, counts, members, basis, where)


def commit_act(
    context: Context, plan: BulkPlan, by: Actor, progress: ProgressCallback | None = None
) -> BulkRun:
    """Do what a plan says.

    Raises:
        StalePlanError: The plan is stale; no client was changed.
    """
    try:
        basis = _basis(Act(context, plan.edit))
    except (InvalidValueError, InvalidProfileError):  # a topic or a type that is no more
        basis = ""
    if plan.basis != basis:
        raise StalePlanError("settings or the attribute changed since the plan", "plan again")
    pace = Pace()
    run = BulkRun(context.make_id(), plan.edit, BulkState.LISTING, by, context.clock(), plan.counts)
    with pace.unit(context, 1):
        save_run(context, run)
        journal_step(context, run, "begun", by)
    members, digest = keep_members(context, run, _pages(context, plan.edit, plan.where), pace)
    if digest != plan.members:
        drop_members(context, run, pace)
        with pace.unit(context, 1):
            context.store.delete_records(context.book, RUNS, [run.id])
            journal_step(context, run, "stale", by)
        raise StalePlanError("other clients are meant now than when it was planned", "plan again")
    with pace.unit(context, 1):
        run = _moved(context, run, state=BulkState.COMMITTING, members=members)
    return _go_on(context, run, by, pace, progress)


def resume_act(
    context: Context, run_id: str, by: Actor, progress: ProgressCallback | None = None
) -> BulkRun:
    """Go on with an act that was interrupted, or with its undoing.

    Raises:
        RecordNotFoundError: No such act.
        StalePlanError: It is finished, or its clients were not all listed when it was
            interrupted: nothing was changed then.
    """
    run = load_run(context, run_id)
    if run.state is BulkState.UNDOING:
        return undo_act(context, run_id, by, progress)
    if run.state is not BulkState.COMMITTING:
        raise StalePlanError(f"the bulk edit is {run.state.value}", "plan again what is missing")
    with context.unit():
        journal_step(context, run, "resumed", by)
    return _go_on(context, run, by, Pace(), progress)


def _go_on(
    context: Context, run: BulkRun, by: Actor, pace: Pace, progress: ProgressCallback | None
) -> BulkRun:
    act = Act(context, run.edit)
    for listed in members_from(context, run, run.counts.clients):
        ids = listed
        while ids:
            part, ids = ids[: pace.rows], ids[pace.rows :]
            with pace.unit(context, len(part)):
                done = act.apply(part, run.id, by)
                run = _moved(context, run, counts=run.counts.plus(done))
            report(progress, "editing", run.counts.clients, run.members, run.id)
    with pace.unit(context, 1):
        run = _moved(context, run, state=BulkState.DONE)
        journal_step(context, run, "done", by)
    return run


def _moved(context: Context, run: BulkRun, **changes: object) -> BulkRun:
    """Keep the progress of an act, and refuse to go on beside another process."""
    if load_run(context, run.id) != run:
        raise StalePlanError("another process goes on with this bulk edit", "look at it again")
    moved = attrs.evolve(run, **changes)  # type: ignore[arg-type]  # fields of BulkRun
    save_run(context, moved)
    return moved


def plan_undo_act(context: Context, run_id: str) -> BulkUndoCounts:
    """Return what undoing an act would do; writes nothing."""
    run = load_run(context, run_id)
    undoing = Undoing(context, run)
    counts = BulkUndoCounts()
    for ids in members_from(context, run, 0):
        counts = counts.plus(undoing.preview(ids))
    return counts


def undo_act(
    context: Context, run_id: str, by: Actor, progress: ProgressCallback | None = None
) -> BulkRun:
    """Put back what an act changed and nobody edited since; interrupted, it goes on.

    Raises:
        RecordNotFoundError: No such act.
        StalePlanError: It is undone already, another process undoes it, or it never began.
    """
    pace = Pace()
    with pace.unit(context, 1):
        run = load_run(context, run_id)
        if run.state in (BulkState.UNDONE, BulkState.LISTING):
            raise StalePlanError(f"the bulk edit is {run.state.value}", "nothing is left to undo")
        if run.state is not BulkState.UNDOING:
            run = _moved(context, run, state=BulkState.UNDOING, undone=BulkUndoCounts())
        journal_step(context, run, "undoing", by)
    undoing = Undoing(context, run)
    for listed in members_from(context, run, run.undo_at):
        ids = listed
        while ids:
            part, ids = ids[: pace.rows], ids[pace.rows :]
            with pace.unit(context, len(part)):
                undone = (run.undone or BulkUndoCounts()).plus(undoing.apply(part, by))
                run = _moved(context, run, undone=undone, undo_at=run.undo_at + len(part))
            report(progress, "undoing", run.undo_at, run.members, run.id)
    with pace.unit(context, 1):
        run = _moved(context, run, state=BulkState.UNDONE)
        journal_step(context, run, "undone", by)
    return run
