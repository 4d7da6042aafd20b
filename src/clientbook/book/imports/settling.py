"""A row that waits for a person: the person decides, and the row is imported after all.

What its cells mean is as the import read them; what the book wants of a client, and who somebody
is, are asked today (:mod:`clientbook.domain.reading_rules`).
"""

import attrs

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.clients.renamings import load_names
from clientbook.book.contexts import Context
from clientbook.book.imports.lookups import REVIEWS, BookLookup
from clientbook.book.imports.outcomes import find_outcome, outcome_id, outcome_record
from clientbook.book.imports.planning import fallback_keys, make_decider
from clientbook.book.imports.runs import journal_step, load_run, reading_of, run_record
from clientbook.book.imports.saying import with_news
from clientbook.book.imports.writing import RowWriter
from clientbook.book.privacy.traces import drop_traces
from clientbook.book.resolving import load_active, resolve, resolve_active
from clientbook.convert.documents import from_document
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.imports import (
    ImportCounts,
    ImportMode,
    ImportRun,
    OutcomeKind,
    RowOutcome,
    RunState,
)
from clientbook.domain.settings import OnBadValue
from clientbook.errors import (
    DuplicateFoundError,
    ImportStateError,
    InvalidProfileError,
    RecordNotFoundError,
    RowDecidedError,
)
from clientbook.identity.evidence import two_accounts
from clientbook.identity.keys import id_key
from clientbook.identity.verdicts import Holder
from clientbook.importing.decisions import Decided, known_row, new_row
from clientbook.importing.drafts import Draft
from clientbook.importing.mapping import Mapping
from clientbook.importing.outcomes import Accepted, Rejected
from clientbook.importing.tables import Row
from clientbook.importing.updating import Updates
from clientbook.importing.validation import RowChecker
from clientbook.importing.verdicts import without_ids_of
from clientbook.storage.protocols import Record


def decide_row(
    context: Context,
    run_id: str,
    row: int,
    *,
    into: ClientId | None,
    still_new: bool = False,
    by: Actor,
) -> RowOutcome:
    """Import a row that waited for a person; see :meth:`ImportDesk.decide_row`."""
    with context.unit():
        run = load_run(context, run_id)
        waiting = _waiting(context, run, row)
        mapping = Mapping.from_json(run.mapping).with_attributes(load_names(context))
        partial = run.mode is ImportMode.UPDATE and into is not None
        accepted = _check(context, run, mapping, waiting, partial=partial)
        client = _answered(context, accepted) if into is None else load_active(context, into)
        if client is None and not still_new:
            _refuse_known(context, run, mapping, accepted, waiting)
        decided = _decide(context, accepted, client, Updates.of(mapping, context.settings))
        (decided,) = with_news(context, [decided], run.created_at, waited=True)
        writer = RowWriter(context, attrs.evolve(run, actor=by), waited=True)
        records = writer.write([decided], {row: waiting.cells})
        told = attrs.evolve(from_document(RowOutcome, records[0].body), decided_by=by)
        records[0] = outcome_record(run.id, told, records[0].owner)
        assert decided.person is not None
        records.append(_answer(context, accepted, decided.person))
        drop_traces(context, [f"{outcome_id(run.id, row)}|"])  # from here on it is its client's
        counts = attrs.asdict(run.counts)
        counts[OutcomeKind.REVIEW.value] -= 1
        counts[decided.kind.value] += 1
        settled = attrs.evolve(
            run,
            counts=attrs.evolve(run.counts, **counts),
            decided=run.decided.plus(ImportCounts(**{decided.kind.value: 1})),
        )
        context.store.put_records(context.book, [*records, run_record(settled)])
        journal_step(context, run.id, "decided", by)
        return told


def _waiting(context: Context, run: ImportRun, row: int) -> RowOutcome:
    if run.state not in (RunState.DONE, RunState.ABANDONED):
        hint = "rows are decided once it is done or abandoned"
        raise ImportStateError(f"the import is {run.state.value}", hint)
    outcome = find_outcome(context, run.id, row)
    if outcome is None:
        raise RecordNotFoundError("row of this import", str(row))
    if outcome.kind is not OutcomeKind.REVIEW:
        problem, hint = f"row {row} is {outcome.kind.value}", "nothing is left to decide"
        if outcome.decided_by is not None:
            raise RowDecidedError(problem, hint, outcome)
        raise ImportStateError(problem, hint)
    if not outcome.cells:
        raise ImportStateError(f"row {row} was erased with a person", "nothing is left to decide")
    return outcome


def _check(
    context: Context, run: ImportRun, mapping: Mapping, waiting: RowOutcome, *, partial: bool
) -> Accepted[Draft]:
    checker = RowChecker(
        run.header,
        _keeping_attributes(mapping),
        context.settings,
        definitions=load_definitions(context),
        today=context.today(),
        partial=partial,
        reading=reading_of(context, run),
    )
    width = len(run.header)
    checked = checker.check(Row(waiting.row, waiting.cells[:width], waiting.cells[width:]))
    if isinstance(checked, Rejected):
        raise InvalidProfileError(checked.issues)
    return checked


def _keeping_attributes(mapping: Mapping) -> Mapping:
    """Return a mapping by which a cell that is nothing its attribute can hold is kept as text.

    The row was read when it came: the attribute has another type, or other choices, since.
    """
    return attrs.evolve(
        mapping,
        columns=tuple(
            attrs.evolve(column, on_bad_value=OnBadValue.KEEP)
            if column.target is not None and column.target.field == "custom"
            else column
            for column in mapping.columns
        ),
    )


def _refuse_known(
    context: Context, run: ImportRun, mapping: Mapping, row: Accepted[Draft], waiting: RowOutcome
) -> None:
    """Refuse "a new person" for somebody whom the person who answers was not shown.

    They may have come in since the import, by hand, by a booking, by another row that waited.

    Raises:
        DuplicateFoundError: The identity rule says that the row is one of them, or may be.
    """
    lookup = BookLookup(context, run.id)
    decider = make_decider(context, lookup, mapping, run.mode, make_id=None)
    answering = resolve(context, waiting.candidates)
    shown = {*waiting.candidates, *(client.id for client in answering.values())}
    found = decider.judge_answered(row, shown).candidates
    if found:
        raise DuplicateFoundError(
            tuple(judged.holder.client_id or "" for judged in found),
            "give the row to that client (into=), or say still_new=True",
        )


def _decide(
    context: Context, row: Accepted[Draft], client: Client | None, updates: Updates
) -> Decided:
    others = _id_holders(context, row, client)
    row = without_ids_of(row, others)
    if client is None:
        return new_row(row, context.make_id(), proposed=tuple(others))
    if two_accounts([client.profile, row.value.profile]):
        raise ImportStateError(
            "the row has another user account than the client",
            "make it a client of its own; merging the two asks which account stays",
        )
    person = Holder(client.profile, client.id, stored=client)
    decided = known_row(row, person, updates=updates, limits=context.settings.limits)
    if decided.kind is OutcomeKind.REJECTED:
        raise InvalidProfileError(decided.issues)
    return decided


def _id_holders(context: Context, row: Accepted[Draft], client: Client | None) -> list[Holder]:
    """Return who holds an id of the row and is not the client it is given to."""
    ids = {id_key(external) for external in row.value.profile.external_ids}
    held = BookLookup(context).find(ids).holders.values()
    found = {h.identity: h for holders in held for h in holders}.values()
    others = [h for h in found if client is None or h.client_id != client.id]
    return [h for h in others if without_ids_of(row, [h]) is not row]


def _answered(context: Context, row: Accepted[Draft]) -> Client | None:
    """Return the client that the very same row became when it was decided before.

    A row that stands twice in a file, or waits in two imports, is one person (SPEC X32).
    """
    key = fallback_keys(context, writing=True)(row.value.profile)
    record = context.store.get_records(context.book, REVIEWS, [key]).get(key)
    if record is None or not record.owner:
        return None
    return resolve_active(context, [record.owner]).get(record.owner)


def _answer(context: Context, row: Accepted[Draft], person: Holder) -> Record:
    """Return the record by which this very row finds its person when it comes again."""
    key = fallback_keys(context, writing=True)(row.value.profile)
    return Record(REVIEWS, key, {"holders": []}, owner=person.client_id or "")
