"""Plan an act, commit it list by list, go on with it, undo it: each step a bounded unit of work."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import attrs

from clientbook.book.bulk.acts import Act
from clientbook.book.bulk.members import (
    NOBODY,
    RUNS,
    digest_of,
    drop_members,
    journal_step,
    keep_members,
    listed_at,
    load_run,
    meant,
    members_from,
    save_run,
)
from clientbook.book.bulk.undoing import Undoing
from clientbook.book.clients.once import made_before, remember
from clientbook.book.contexts import Context
from clientbook.book.lists.selecting import selected
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
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.filters import Filter
from clientbook.domain.selections import Selection
from clientbook.errors import (
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
    StalePlanError,
)
from clientbook.importing.plans import settings_hash


def _pages(
    context: Context, edit: BulkEdit, chosen: Selection, after: str | None = None
) -> Iterator[tuple[tuple[ClientId, ...], str | None]]:
    """Yield the ids that are meant, with where to go on; a rule is gone through in one go."""
    if edit.before is None:
        yield from selected(context, chosen, after=after)
    else:
        yield from ((ids, None) for ids in due_pages(context, edit.before))


def _basis(act: Act) -> str:
    definition = act.check()
    parts = [
        settings_hash(act.context.settings),
        to_document(act.edit),
        to_document(definition) if definition else None,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def plan_act(
    context: Context,
    edit: BulkEdit,
    where: Filter | Selection,
    *,
    begun: BulkPlan | None = None,
    progress: ProgressCallback | None = None,
) -> BulkPlan:
    """Return what an edit would do to everybody who is meant; writes nothing.

    Raises:
        StalePlanError: The settings or the attribute changed since the count was begun.
    """
    act, chosen = Act(context, edit), Selection.of(where)
    plan = BulkPlan(edit, BulkCounts(), NOBODY, _basis(act), where)
    if begun is not None:
        if (begun.edit, begun.where) != (edit, where) or begun.next is None:
            raise refuse("begun", "expected a plan of the same, that was counted in part")
        if begun.basis != plan.basis:
            raise StalePlanError("settings or the attribute changed since the plan", "plan again")
        plan = begun
    for ids, after in _pages(context, edit, chosen, plan.next):
        counts = plan.counts.plus(act.preview(ids))
        members = digest_of(meant(context, edit, ids), plan.members)
        plan = attrs.evolve(plan, counts=counts, members=members, next=after)
        try:
            report(progress, "counting", counts.clients, counts.clients + 1)
        except OperationCancelledError:
            return plan
    return attrs.evolve(plan, next=None)


def commit_act(
    context: Context,
    plan: BulkPlan,
    by: Actor,
    progress: ProgressCallback | None = None,
    once: str | None = None,
) -> BulkRun:
    """Do what a plan says; an act that was begun by the same *once* is returned as it stands.

    Raises:
        InvalidValueError: The plan was counted in part only, or *once* began another act.
        StalePlanError: The plan is stale; no client was changed.
    """
    asked = [to_document(plan.edit), to_document(Selection.of(plan.where))]
    if (made := made_before(context, "bulk", once, asked)) is not None:
        return load_run(context, made)
    if plan.next is not None:
        raise refuse("plan", "it was counted in part; plan on, with begun=")
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
    chosen = Selection.of(plan.where)
    pages = (ids for ids, _ in _pages(context, plan.edit, chosen))
    with _unless_failing(context, run, pace, by):
        members, digest = keep_members(context, run, pages, pace)
    if digest != plan.members:
        _forget_listed(context, run, pace, by)
        raise StalePlanError("other clients are meant now than when it was planned", "plan again")
    with pace.unit(context, 1):
        first = made_before(context, "bulk", once, asked)
        if first is None:
            remember(context, "bulk", once, asked, run.id)
            run = _moved(context, run, state=BulkState.COMMITTING, members=members)
    if first is not None:  # the same form came twice at once
        _forget_listed(context, run, pace, by)
        return load_run(context, first)
    return _go_on(context, run, by, pace, progress)


@contextmanager
def _unless_failing(context: Context, run: BulkRun, pace: Pace, by: Actor) -> Iterator[None]:
    """Leave nothing of an act whose clients cannot be listed."""
    try:
        yield
    except BaseException:
        with suppress(Exception):  # what failed may be the store itself
            _forget_listed(context, run, pace, by)
        raise


def _forget_listed(context: Context, run: BulkRun, pace: Pace, by: Actor) -> None:
    """Take an act away whose clients were listed, and none changed."""
    drop_members(context, run, pace)
    with pace.unit(context, 1):
        context.store.delete_records(context.book, RUNS, [run.id])
        journal_step(context, run, "stale", by)


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
    since = listed_at(context, run)
    for listed in members_from(context, run, run.counts.clients):
        ids = listed
        while ids:
            part, ids = ids[: pace.rows], ids[pace.rows :]
            with pace.unit(context, len(part)):
                run = _followed(context, run)
                done = Act(context, run.edit, since).apply(part, run.id, by)
                run = _moved(context, run, counts=run.counts.plus(done))
            report(progress, "editing", run.counts.clients, run.members, run.id)
    with pace.unit(context, 1):
        run = _moved(context, run, state=BulkState.DONE)
        journal_step(context, run, "done", by)
    return run


def _followed(context: Context, run: BulkRun) -> BulkRun:
    """Return an act as it is kept, and refuse to go on beside another process.

    Its attribute may have been renamed since the unit of work before.
    """
    kept = load_run(context, run.id)
    if attrs.evolve(kept, edit=run.edit) != run:
        raise StalePlanError("another process goes on with this bulk edit", "look at it again")
    return kept


def _moved(context: Context, run: BulkRun, **changes: object) -> BulkRun:
    """Keep the progress of an act, see :func:`_followed`."""
    run = _followed(context, run)
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
    for listed in members_from(context, run, run.undo_at):
        ids = listed
        while ids:
            part, ids = ids[: pace.rows], ids[pace.rows :]
            with pace.unit(context, len(part)):
                run = _followed(context, run)
                reverted = Undoing(context, run).apply(part, by)
                undone = (run.undone or BulkUndoCounts()).plus(reverted)
                run = _moved(context, run, undone=undone, undo_at=run.undo_at + len(part))
            report(progress, "undoing", run.undo_at, run.members, run.id)
    with pace.unit(context, 1):
        run = _moved(context, run, state=BulkState.UNDONE)
        journal_step(context, run, "undone", by)
    return run
