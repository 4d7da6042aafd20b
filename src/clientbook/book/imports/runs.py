"""Import runs as they are kept: looked up, listed for some days, purged after them."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from itertools import takewhile

import attrs

from clientbook.book.contexts import Context
from clientbook.book.imports.kept_after import UNDO_KEPT, kept_ids
from clientbook.book.imports.known_runs import PURGED_RUNS, RUNS, is_known_run
from clientbook.book.imports.outcomes import OUTCOMES, outcome_pages, read_outcomes
from clientbook.book.pacing import Pace
from clientbook.book.privacy.traces import drop_traces
from clientbook.book.said import drop_said
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import Actor
from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome, RunState
from clientbook.domain.journal import ChangeKind
from clientbook.domain.reading_rules import ReadingRules
from clientbook.errors import ImportExpiredError, RecordNotFoundError
from clientbook.storage.protocols import Record

_PAGE = 100


def run_cause(run_id: str) -> str:
    """Return the cause of what an import wrote."""
    return f"import:{run_id}"


def undo_cause(run_id: str) -> str:
    """Return the cause of what undoing an import wrote."""
    return f"undo:{run_id}"


def run_record(run: ImportRun) -> Record:
    """Return the record of a run; newest runs sort last."""
    return Record(RUNS, run.id, to_document(run), owner="run", order=run.created_at.isoformat())


def is_expired(context: Context, run: ImportRun) -> bool:
    """True for a run that is older than the history of the book (SPEC V5: day 20 still counts)."""
    return context.clock() - run.created_at > timedelta(days=context.settings.imports.history_days)


def load_run(context: Context, run_id: str) -> ImportRun:
    """Return a run.

    Raises:
        RecordNotFoundError: No such run.
        ImportExpiredError: It is older than ``history_days``, purged already or not.
    """
    found = context.store.get_records(context.book, RUNS, [run_id])
    run = from_document(ImportRun, found[run_id].body) if run_id in found else None
    if run is None and not is_known_run(context, run_id):
        raise RecordNotFoundError("import", run_id)
    if run is None or is_expired(context, run):
        raise ImportExpiredError(
            "the import is older than the history", "its clients are there, its rows are not"
        )
    return run


def reading_of(context: Context, run: ImportRun) -> ReadingRules:
    """Return how the rows of a run are read, whenever that is.

    A run of an earlier version did not keep it: its rows are read as the book is set, with the
    day it began as today.
    """
    began = run.created_at.astimezone(context.settings.zone).date()
    return run.reading or ReadingRules.of(context.settings, began)


def shown_run(context: Context, run: ImportRun) -> ImportRun:
    """Return a run as it is shown: who undid it disappears after some days (SPEC V37).

    Of a run that is still being undone nothing disappears: how far it has come is its progress.
    """
    if run.state is not RunState.UNDONE or run.undo is None:
        return run
    days = timedelta(days=context.settings.imports.undo_visible_days)
    return attrs.evolve(run, undo=None) if context.clock() - run.undo.at > days else run


def recent_runs(context: Context) -> tuple[ImportRun, ...]:
    """Return the runs of the last ``history_days``, newest first; older ones are not read."""
    found: list[ImportRun] = []
    for run in _runs(context, newest_first=True):
        if is_expired(context, run):
            break
        found.append(shown_run(context, run))
    return tuple(found)


def _runs(context: Context, *, newest_first: bool) -> Iterator[ImportRun]:
    after: tuple[str, str] | None = None
    while page := context.store.list_records(
        context.book, RUNS, owners=["run"], after=after, limit=_PAGE, descending=newest_first
    ):
        for record in page:
            yield from_document(ImportRun, record.body)
        after = (page[-1].order, page[-1].id)


def run_outcomes(
    context: Context, run_id: str, kinds: Collection[OutcomeKind] | None
) -> Iterator[RowOutcome]:
    """Yield what became of each row of a run, in file order; of some kinds only, if asked."""
    load_run(context, run_id)
    for page in outcome_pages(context, run_id):
        for record in page:
            if kinds is None or record.body.get("kind") in kinds:
                yield from read_outcomes(record)


def journal_step(context: Context, run_id: str, step: str, by: Actor) -> None:
    """Journal what was done to a run as a whole, inside the caller's unit of work.

    Args:
        context: The book.
        run_id: The run.
        step: What was done, such as ``"resumed"``; it stands among the fields of the entry.
        by: Who did it.
    """
    record_event(context, ChangeKind.IMPORT, actor=by, cause=run_cause(run_id), fields=(step,))


def purge_runs(context: Context, by: Actor) -> int:
    """Remove the details of runs older than the history, in bounded units of work.

    Returns:
        Number of runs purged.
    """
    pace = Pace()
    purged = 0
    for run in _runs(context, newest_first=False):
        if not is_expired(context, run):
            break
        _purge_outcomes(context, run.id, pace)
        for ids in kept_ids(context, run.id):
            with pace.unit(context, len(ids)):
                context.store.delete_records(context.book, UNDO_KEPT, ids)
        with pace.unit(context, 1):
            if not context.store.get_records(context.book, RUNS, [run.id]):
                continue  # another process was there first
            drop_traces(context, [f"{run.id}|"])
            drop_said(context, run.id)
            context.store.put_records(context.book, [Record(PURGED_RUNS, run.id, {})])
            context.store.delete_records(context.book, RUNS, [run.id])
            journal_step(context, run.id, "purged", by)
        purged += 1
    return purged


def count_due_runs(context: Context) -> int:
    """Return how many runs a purge would remove now."""
    runs = _runs(context, newest_first=False)
    return sum(1 for _ in takewhile(lambda run: is_expired(context, run), runs))


def _purge_outcomes(context: Context, run_id: str, pace: Pace) -> None:
    for page in outcome_pages(context, run_id):
        for part in pace.parts(page):
            with pace.unit(context, len(part)):
                context.store.delete_records(context.book, OUTCOMES, [row.id for row in part])
                drop_traces(context, [f"{row.id}|" for row in part if row.body.get("cells")])
