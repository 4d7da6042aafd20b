"""The commit: chunk by chunk, each one transaction that holds everything its rows did."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AbstractMapping
from datetime import datetime

import attrs

from clientbook.book.consent import record_consents
from clientbook.book.contexts import Context
from clientbook.book.import_lookups import (
    OUTCOMES,
    BookLookup,
    origin_ref,
    row_records,
    touch_owner,
)
from clientbook.book.import_planning import (
    CHUNK_ROWS,
    ProgressCallback,
    chunked,
    fallback_key,
    make_checker,
    make_decider,
    report,
)
from clientbook.book.writing import Edit, write
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.clients import Actor, BookingBlock, Client, ClientId, Origin, OriginKind
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.imports import (
    ImportCounts,
    ImportRun,
    OutcomeKind,
    RowOutcome,
    RunState,
)
from clientbook.domain.journal import ChangeKind
from clientbook.domain.settings import GENERAL, MARKETING
from clientbook.errors import (
    ImportExpiredError,
    ImportStateError,
    RecordNotFoundError,
    StalePlanError,
)
from clientbook.importing.decisions import Decided
from clientbook.importing.outcomes import Rejected
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Row, Table
from clientbook.issues import Issue, IssueCode
from clientbook.storage.protocols import Record

CONSENTS: dict[str, tuple[Channel | None, str]] = {
    "email": (Channel.EMAIL, MARKETING.name),
    "sms": (Channel.SMS, MARKETING.name),
    "phone": (Channel.PHONE, MARKETING.name),
    "post": (Channel.POST, MARKETING.name),
    "reminders": (None, GENERAL.name),
    "followups": (None, MARKETING.name),
    "partners": (None, "PARTNERS"),
}
"""What a consent column speaks of: a channel (None for all) and a topic."""

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


def outcome_id(run_id: str, row: int) -> str:
    """Return the id of the record of one row's outcome; rows sort in file order."""
    return f"{run_id}/{row:09d}"


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
        self._cause = f"import:{run.id}"

    def commit(self, progress: ProgressCallback | None) -> ImportRun:
        """Commit every row that is left and return the finished run.

        Raises:
            OperationCancelledError: The progress callback returned False; resume goes on.
            ImportStateError: Another process is committing the same run.
        """
        done = self._run.counts.rows
        for rows in chunked(self._remaining(), CHUNK_ROWS):
            with self._context.unit():
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
        cells = {row.number: (*row.cells, *row.extra) for row in rows}
        warned = self._write(decided)
        records = [_rejected_record(self._run.id, refused) for refused in rejected]
        records += [
            self._outcome_record(item, warned.get(item.row.row, ()), cells) for item in decided
        ]
        records += row_records(decided, fallback_key)
        kinds = [item.kind.value for item in decided]
        kinds += [OutcomeKind.REJECTED.value] * len(rejected)
        counts = ImportCounts(**{kind: kinds.count(kind) for kind in set(kinds)})
        self._run = attrs.evolve(
            self._run, last_row=rows[-1].number, counts=self._run.counts.plus(counts)
        )
        self._context.store.put_records(self._context.book, [*records, run_record(self._run)])

    def _write(self, decided: Sequence[Decided]) -> dict[int, tuple[Issue, ...]]:
        """Write the clients of a chunk, once each, and return the warnings this gave by row."""
        known = self._lookup.clients
        now = self._context.clock()
        latest: dict[ClientId, Client] = {}
        warned: dict[int, tuple[Issue, ...]] = {}
        for item in decided:
            candidate = item.candidate
            if item.profile is None or candidate is None or candidate.client_id is None:
                continue
            current = latest.get(candidate.client_id) or known.get(candidate.client_id)
            client = self._client(item, candidate.client_id, current, now)
            blocked = item.row.value.blocked
            if blocked and client.block is None:
                block = BookingBlock(self._run.actor, self._run.created_at)
                client = attrs.evolve(client, block=block)
            elif blocked is False and client.block is not None:
                warned[item.row.row] = (Issue.of(IssueCode.BLOCK_KEPT, "blocked"),)
            latest[client.id] = client
        edits = [
            Edit(
                ChangeKind.UPDATED if client.id in known else ChangeKind.CREATED,
                known.get(client.id),
                client,
            )
            for client in latest.values()
        ]
        write(self._context, edits, actor=self._run.actor, cause=self._cause, at=now)
        for row in self._record_consents(decided):
            warned[row] = (*warned.get(row, ()), Issue.of(IssueCode.CONSENT_KEPT, "consent"))
        return warned

    def _record_consents(self, decided: Sequence[Decided]) -> set[int]:
        """Record what the rows say about contact; return rows whose opt-in stays out."""
        events = [
            event
            for item in decided
            if item.profile is not None and item.row.value.consents
            for event in self._consent_events(item)
        ]
        if not events:
            return set()
        refused = record_consents(self._context, events)
        return {int(event.id.split("/")[1]) for event in refused}

    def _consent_events(self, item: Decided) -> Iterator[ConsentEvent]:
        assert item.candidate is not None
        for kind, opted_in in item.row.value.consents:
            channel, topic = CONSENTS[kind]
            yield ConsentEvent(
                id=f"{self._run.id}/{item.row.row}/{kind}",
                client_id=item.candidate.client_id or "",
                channel=channel,
                topic=topic,
                state=ConsentState.OPTED_IN if opted_in else ConsentState.OPTED_OUT,
                at=item.row.value.consented_at or self._run.created_at,
                source=self._cause,
                actor=self._run.actor,
            )

    def _client(
        self, item: Decided, client_id: ClientId, current: Client | None, now: datetime
    ) -> Client:
        assert item.profile is not None
        if current is not None:
            return attrs.evolve(current, profile=item.profile)
        ref = origin_ref(self._run.id, item.row.row)
        origin = Origin(OriginKind.IMPORT, self._run.actor, ref)
        return Client(client_id, item.profile, origin, now, now)

    def _outcome_record(
        self,
        item: Decided,
        warned: tuple[Issue, ...],
        cells: AbstractMapping[int, tuple[str, ...]],
    ) -> Record:
        row = item.row.row
        client_id = item.candidate.client_id if item.candidate else None
        keeps_cells = item.kind in (OutcomeKind.REVIEW, OutcomeKind.REJECTED)
        outcome = RowOutcome(
            row,
            item.kind,
            client_id,
            (*item.issues, *warned),
            cells[row] if keeps_cells else (),
            tuple(c.client_id for c in item.candidates if c.client_id),
        )
        owner = ""
        if client_id is not None and item.kind is not OutcomeKind.CREATED:
            owner = touch_owner(self._run.id, client_id)
        return outcome_record(self._run.id, outcome, owner)


def outcome_record(run_id: str, outcome: RowOutcome, owner: str = "") -> Record:
    """Return the record of one row's outcome."""
    body = to_document(outcome)
    return Record(OUTCOMES, outcome_id(run_id, outcome.row), body, owner, f"{outcome.row:09d}")


def _rejected_record(run_id: str, refused: Rejected) -> Record:
    outcome = RowOutcome(
        refused.row, OutcomeKind.REJECTED, None, refused.issues, cells=refused.cells
    )
    return outcome_record(run_id, outcome)


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
    )
