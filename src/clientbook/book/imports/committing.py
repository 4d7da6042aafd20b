"""The commit: chunk by chunk, each one transaction that holds everything its rows did."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from clientbook.book.clients.attributes import load_definitions, save_definitions
from clientbook.book.contexts import Context
from clientbook.book.imports.freshness import check_fresh, check_unchanged
from clientbook.book.imports.lookups import BookLookup
from clientbook.book.imports.outcomes import find_outcome
from clientbook.book.imports.own_answers import OwnAnswers
from clientbook.book.imports.planning import (
    bind_definitions,
    chunked,
    find_crowded,
    make_checker,
    make_decider,
)
from clientbook.book.imports.runs import journal_step, load_run, run_cause, run_record
from clientbook.book.imports.saying import with_news
from clientbook.book.imports.unheld import Unheld, hold_opt_outs
from clientbook.book.imports.writing import KEEP_CELLS, RowWriter, rejected_record
from clientbook.book.pacing import CHUNK_ROWS, Pace
from clientbook.book.privacy.shared_points import note_crowded
from clientbook.book.privacy.traces import row_traces, run_traces
from clientbook.book.progress import ProgressCallback, report
from clientbook.book.writing import record_event
from clientbook.domain.attributes import by_any_name
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.imports import (
    ImportCounts,
    ImportRun,
    OutcomeKind,
    RunState,
)
from clientbook.domain.journal import ChangeKind
from clientbook.domain.profiles import Profile
from clientbook.errors import ImportStateError
from clientbook.identity.verdicts import Holder
from clientbook.importing.decisions import Decided, Decider
from clientbook.importing.drafts import Draft
from clientbook.importing.outcomes import Outcome, Rejected
from clientbook.importing.plans import ImportPlan, settings_hash
from clientbook.importing.tables import Row, Table
from clientbook.importing.validation import RowChecker

Checked = tuple[Row, Outcome[Draft]]
"""A row, and what it was checked to be."""


def begin_run(
    context: Context,
    plan: ImportPlan,
    table: Table,
    *,
    by: Actor,
    reviewed: bool,
    refuse_if_changed: bool = False,
    refuse_if_touched: bool = False,
) -> tuple[ImportPlan, ImportRun]:
    """Keep a new run of a plan, its new attributes defined; return both as they stand.

    Args:
        context: The book.
        plan: The plan.
        table: The rows.
        by: Who imports.
        reviewed: True for a plan somebody has looked at, which may be stale; False for one that
            was made this moment and takes the definitions as they are now.
        refuse_if_changed: True refuses after any write to the book.
        refuse_if_touched: True refuses after a write to any client.

    Raises:
        StalePlanError: Something else than was planned would be done; nothing was written.
        InvalidValueError: An attribute is just being renamed to one that the file brings.
    """
    context.rehearse(table.row_count, counted=False)
    with context.unit():
        definitions = load_definitions(context)
        if reviewed:
            check_fresh(context, plan, table, definitions)
            check_unchanged(context, plan, anything=refuse_if_changed, clients=refuse_if_touched)
        plan = attrs.evolve(plan, mapping=plan.mapping.with_attributes(by_any_name(definitions)))
        plan = bind_definitions(context, plan, definitions)
        run = _new_run(context, plan, table, by=by)
        cause = run_cause(run.id)
        save_definitions(context, plan.new_attributes, actor=by, cause=cause)
        record_event(context, ChangeKind.IMPORT, actor=by, cause=cause)
        traces = run_traces(context, run.id, run.source_name, run.header)
        context.store.put_records(context.book, [run_record(run), *traces])
    return plan, run


def _new_run(context: Context, plan: ImportPlan, table: Table, *, by: Actor) -> ImportRun:
    return ImportRun(
        id=context.make_id(),
        state=RunState.COMMITTING,
        mode=plan.mode,
        source_name=table.source.name,
        source_kind=table.source.kind,
        fingerprint=plan.fingerprint,
        header=plan.header,
        mapping=plan.mapping.to_json(),
        plan_hash=plan.hash,
        actor=by,
        created_at=context.clock(),
        settings_hash=plan.settings_hash,
        delimiter=table.source.delimiter,
        planned=plan.counts,
        reading=plan.reading,
        defined=tuple(definition.key for definition in plan.new_attributes),
    )


class Committer:
    """Commits the rows of one run, from wherever it stands.

    Args:
        context: The book.
        plan: What to commit.
        run: The run, in state COMMITTING.
        table: The rows.
        by: Who commits: whoever began the run, or resumed it.
        pace: Bounds the units of work.
    """

    def __init__(
        self,
        context: Context,
        plan: ImportPlan,
        run: ImportRun,
        table: Table,
        *,
        by: Actor,
        pace: Pace | None = None,
    ) -> None:
        self._context = context
        self._plan = plan
        self._run = run
        self._table = table
        self._pace = pace or Pace()
        self._definitions, self._settings = load_definitions(context), context.settings
        self._checker = make_checker(context, plan, self._definitions)
        self._crowded = find_crowded(context, plan, table, self._definitions)
        self._lookup = BookLookup(context, run.id)
        self._decider = self._make_decider()
        self._writer = RowWriter(context, attrs.evolve(run, actor=by))
        self._answers = OwnAnswers(context, plan.mapping, self._checker.read)

    def _make_decider(self) -> Decider:
        return make_decider(
            self._context,
            self._lookup,
            self._plan.mapping,
            self._plan.mode,
            make_id=self._context.make_id,
            crowded=self._crowded,
        )

    def _follow_definitions(self) -> None:
        """Read what follows as the book is now, inside the unit of work.

        An attribute that was renamed, or has another type since, would be written as it was;
        limits and requirements that were changed would be those of before.
        """
        definitions, settings = load_definitions(self._context), self._context.settings
        if definitions == self._definitions and settings is self._settings:
            return
        self._settings = settings
        self._definitions = definitions
        mapping = self._plan.mapping.with_attributes(by_any_name(definitions))
        self._plan = attrs.evolve(self._plan, mapping=mapping)
        self._run = attrs.evolve(self._run, mapping=mapping.to_json())
        self._checker = make_checker(self._context, self._plan, definitions)
        self._decider = self._make_decider()
        self._answers.follow(mapping, self._checker.read)

    def _check_again(self, checked: Sequence[Checked]) -> list[Checked]:
        return _check(self._checker, [row for row, _ in checked])

    def commit(self, progress: ProgressCallback | None) -> ImportRun:
        """Commit every row that is left and return the finished run.

        Rows are read and checked outside the transactions: another writer gets its turn then.

        Raises:
            OperationCancelledError: The progress callback returned False; resume goes on.
            ImportStateError: Another process works on the same run.
        """
        done = self._run.counts.rows
        for rows in chunked(self._remaining(), CHUNK_ROWS):
            done = self._commit_rows(rows, done, progress)
        finished = attrs.evolve(self._run, state=RunState.DONE, finished_at=self._context.clock())
        with self._context.unit():
            self._check_state()
            note_crowded(self._context, self._lookup.capped.union(self._crowded))
            self._context.store.put_records(self._context.book, [run_record(finished)])
        return finished

    def _commit_rows(
        self, rows: Sequence[Row], done: int, progress: ProgressCallback | None
    ) -> int:
        """Commit the next rows of which *done* are committed; return how many are then.

        What was read of them is let go of before the next ones are read.
        """
        checker = self._checker
        checked = _check(checker, rows)
        for part in self._pace.parts(checked):
            with self._pace.unit(self._context, len(part)):
                self._check_state()
                self._follow_definitions()
                fresh = self._checker is checker
                self._commit_chunk(part if fresh else self._check_again(part))
            done += len(part)
            report(progress, "importing", done, self._table.row_count, self._run.id)
        return done

    def _remaining(self) -> Iterator[Row]:
        """Yield the rows not committed yet; of the earlier ones the last outcome alone counts."""
        last = self._run.last_row
        if last:
            outcome = find_outcome(self._context, self._run.id, last)
            if outcome is not None:
                self._checker.goes_on_below(outcome)
        yield from (row for row in self._table if row.number > last)

    def _check_state(self) -> None:
        check_unmoved(self._context, self._run)

    def _commit_chunk(self, checked: Sequence[Checked]) -> None:
        outcomes = [outcome for _, outcome in checked]
        rejected = [o for o in outcomes if isinstance(o, Rejected)]
        decided = self._decider.decide([o for o in outcomes if not isinstance(o, Rejected)])
        decided = with_news(self._context, decided, self._run.created_at)
        kept = {item.row.row for item in decided if item.kind in KEEP_CELLS}
        cells = {row.number: (*row.cells, *row.extra) for row, _ in checked if row.number in kept}
        records = [rejected_record(self._run.id, refused) for refused in rejected]
        records += self._writer.write(decided, cells)
        unheld = list(_of_nobody(decided, rejected))
        hold_opt_outs(self._context, self._run, unheld, self._answers)
        records += row_traces(self._context, self._plan.mapping, records)
        kinds = [item.kind.value for item in decided]
        kinds += [OutcomeKind.REJECTED.value] * len(rejected)
        counts = ImportCounts(**{kind: kinds.count(kind) for kind in set(kinds)})
        self._run = attrs.evolve(
            self._run, last_row=checked[-1][0].number, counts=self._run.counts.plus(counts)
        )
        self._context.store.put_records(self._context.book, [*records, run_record(self._run)])


def _check(checker: RowChecker, rows: Sequence[Row]) -> list[Checked]:
    return list(zip(rows, checker.check_all(rows), strict=True))


def _of_nobody(decided: Sequence[Decided], rejected: Sequence[Rejected]) -> Iterator[Unheld]:
    """Yield what rows say that no client holds after them, as far as they could be read."""
    for refused in rejected:
        if isinstance(refused.read, Draft):
            yield Unheld(refused.row, refused.read)
    for item in decided:
        row, draft = item.row.row, item.row.value
        person = item.person.client_id if item.person is not None else None
        if item.profile is None:
            yield Unheld(row, draft, person, _ids(item.candidates))
        elif draft.named:  # kept as text: the client is reached at none of them
            yield Unheld(row, attrs.evolve(draft, profile=Profile()), person)


def _ids(holders: Iterable[Holder]) -> tuple[ClientId, ...]:
    return tuple(holder.client_id for holder in holders if holder.client_id)


def check_unmoved(context: Context, run: ImportRun) -> None:
    """Refuse to go on with a run that another process has worked on, inside a unit of work.

    Raises:
        ImportStateError: The stored run is not the one this process wrote last.
    """
    stored = load_run(context, run.id)
    if stored != run:
        raise ImportStateError(
            f"another process has worked on this import, which is {stored.state.value}",
            "look at the run, then resume, abandon or undo it",
        )


def load_resumable(context: Context, run_id: str, table: Table) -> ImportRun:
    """Return an interrupted run that goes on with a table.

    Raises:
        ImportStateError: It is not interrupted, the file is another, or the book's settings are
            and the run is of an earlier version, which did not keep how it reads.
    """
    run = load_run(context, run_id)
    if run.state is not RunState.COMMITTING:
        raise ImportStateError(f"the import is {run.state.value}", "there is nothing to resume")
    if run.fingerprint != table.source.fingerprint or run.header != table.header:
        raise ImportStateError(
            "this is not the file the import began with",
            "open that file, or end the import with abandon() or undo()",
        )
    if run.reading is None and run.settings_hash not in ("", settings_hash(context.settings)):
        raise ImportStateError(
            "the import began with other settings", "resume it with the same region and preset"
        )
    return run


def resume_run(context: Context, run: ImportRun, by: Actor) -> None:
    """Journal that an interrupted run goes on.

    Raises:
        ImportStateError: Another process has worked on it.
    """
    with context.unit():
        check_unmoved(context, run)
        journal_step(context, run.id, "resumed", by)


def abandon_run(context: Context, run_id: str, by: Actor) -> ImportRun:
    """End an interrupted run as it stands.

    Raises:
        ImportStateError: It is not interrupted.
    """
    with context.unit():
        run = load_run(context, run_id)
        if run.state is not RunState.COMMITTING:
            raise ImportStateError(
                f"the import is {run.state.value}", "only a started one is ended"
            )
        ended = attrs.evolve(run, state=RunState.ABANDONED, finished_at=context.clock())
        context.store.put_records(context.book, [run_record(ended)])
        journal_step(context, run_id, "abandoned", by)
    return ended
