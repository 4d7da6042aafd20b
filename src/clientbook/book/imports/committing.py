"""The commit: chunk by chunk, each one transaction that holds everything its rows did."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AbstractMapping

import attrs

from clientbook.book.contexts import Context
from clientbook.book.imports.collecting import collection_put_off
from clientbook.book.imports.lookups import (
    BookLookup,
)
from clientbook.book.imports.planning import (
    CHUNK_ROWS,
    ProgressCallback,
    chunked,
    make_checker,
    make_decider,
    report,
)
from clientbook.book.imports.writing import KEEP_CELLS, RowWriter, rejected_record
from clientbook.book.privacy.traces import row_traces
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.clients import Actor
from clientbook.domain.imports import (
    ImportCounts,
    ImportRun,
    OutcomeKind,
    RunState,
)
from clientbook.errors import (
    ImportExpiredError,
    ImportStateError,
    RecordNotFoundError,
    StalePlanError,
)
from clientbook.importing.outcomes import Rejected
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Row, Table
from clientbook.storage.protocols import Record

RUNS = "import"
"""Records of import runs."""

PURGED_RUNS = "import-purged"
"""Records of which only the id is left: the run's details are gone."""


def run_record(run: ImportRun) -> Record:
    """Return the record of a run; newest runs sort last."""
    return Record(RUNS, run.id, to_document(run), owner="run", order=run.created_at.isoformat())


def load_run(context: Context, run_id: str) -> ImportRun:
    """Return a run.

    Raises:
        RecordNotFoundError: No such run.
        ImportExpiredError: Its details were purged.
    """
    found = context.store.get_records(context.book, RUNS, [run_id])
    if run_id not in found:
        if context.store.get_records(context.book, PURGED_RUNS, [run_id]):
            raise ImportExpiredError("the import is older than the history", "nothing can be done")
        raise RecordNotFoundError("import", run_id)
    return from_document(ImportRun, found[run_id].body)


def check_fresh(context: Context, plan: ImportPlan, table: Table) -> None:
    """Raise StalePlanError when the book or the file is not what the plan was made for."""
    if plan.fingerprint != table.source.fingerprint:
        raise StalePlanError("the file is not the one that was planned", "plan again")
    if plan.journal_seq != context.store.last_seq(context.book):
        raise StalePlanError("the book has changed since the plan was made", "plan again")


class Committer:
    """Commits the rows of one run, from wherever it stands.

    Args:
        context: The book.
        plan: What to commit.
        run: The run, in state COMMITTING.
        table: The rows.
        definitions: Attributes of the book by key, new ones included.
    """

    def __init__(
        self,
        context: Context,
        plan: ImportPlan,
        run: ImportRun,
        table: Table,
        definitions: AbstractMapping[str, AttributeDefinition],
    ) -> None:
        self._context = context
        self._plan = plan
        self._run = run
        self._table = table
        self._checker = make_checker(context, plan, definitions)
        self._lookup = BookLookup(context, run.id)
        self._decider = make_decider(context, self._lookup, plan, context.make_id)
        self._writer = RowWriter(context, run)

    def commit(self, progress: ProgressCallback | None) -> ImportRun:
        """Commit every row that is left and return the finished run.

        Raises:
            OperationCancelledError: The progress callback returned False; resume goes on.
            ImportStateError: Another process is committing the same run.
        """
        done = self._run.counts.rows
        for rows in chunked(self._remaining(), CHUNK_ROWS):
            with collection_put_off(), self._context.unit():
                self._commit_chunk(rows)
            done += len(rows)
            report(progress, "importing", done, self._table.row_count)
        finished = attrs.evolve(self._run, state=RunState.DONE, finished_at=self._context.clock())
        with self._context.unit():
            self._check_state()
            self._context.store.put_records(self._context.book, [run_record(finished)])
        return finished

    def _remaining(self) -> Iterator[Row]:
        """Yield the rows not committed yet; earlier ones only pass before the checker."""
        last = self._run.last_row
        for row in self._table:
            if row.number > last:
                yield row
            else:
                self._checker.check(row)

    def _check_state(self) -> None:
        stored = load_run(self._context, self._run.id)
        if stored.state is not RunState.COMMITTING or stored.last_row != self._run.last_row:
            raise ImportStateError(
                "another process has worked on this import run", "look at the run, then resume"
            )

    def _commit_chunk(self, rows: Sequence[Row]) -> None:
        self._check_state()
        outcomes = [self._checker.check(row) for row in rows]
        rejected = [o for o in outcomes if isinstance(o, Rejected)]
        decided = self._decider.decide([o for o in outcomes if not isinstance(o, Rejected)])
        kept = {item.row.row for item in decided if item.kind in KEEP_CELLS}
        cells = {row.number: (*row.cells, *row.extra) for row in rows if row.number in kept}
        records = [rejected_record(self._run.id, refused) for refused in rejected]
        records += self._writer.write(decided, self._lookup.clients, cells)
        records += row_traces(self._context, self._plan.mapping, records)
        kinds = [item.kind.value for item in decided]
        kinds += [OutcomeKind.REJECTED.value] * len(rejected)
        counts = ImportCounts(**{kind: kinds.count(kind) for kind in set(kinds)})
        self._run = attrs.evolve(
            self._run, last_row=rows[-1].number, counts=self._run.counts.plus(counts)
        )
        self._context.store.put_records(self._context.book, [*records, run_record(self._run)])


def start_run(context: Context, plan: ImportPlan, table: Table, *, by: Actor) -> ImportRun:
    """Return the new run of a plan, not stored yet."""
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
    )
