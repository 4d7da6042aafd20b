"""Every place where somebody comes in, as a function from a case to the verdict it gives."""

from collections.abc import Callable

import attrs
from tests.book.people import ANNE
from tests.identity.cases import Case

from clientbook import Table, suggest_mapping
from clientbook.book import ClientBook
from clientbook.book.clients.answers import CheckAnswer
from clientbook.book.clients.arrivals import Arrival, ArrivalKind
from clientbook.convert.vcard import to_vcard
from clientbook.domain.clients import ClientId
from clientbook.domain.imports import ImportRun, OutcomeKind
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.settings import EntryPoint, OnDuplicate
from clientbook.domain.targets import NAME_PARTS
from clientbook.errors import ConstraintError, DuplicateFoundError
from clientbook.identity.verdicts import Verdict, VerdictKind
from clientbook.importing.mapping import Mapping

SAME, UNSURE, NEW = VerdictKind
Said = tuple[VerdictKind, frozenset[ClientId]]
"""The verdict, and whom it names."""

_KNOWN = {OutcomeKind.UPDATED, OutcomeKind.UNCHANGED, OutcomeKind.ATTACHED}


def _said(verdict: Verdict) -> Said:
    found = (judged.holder.client_id for judged in verdict.candidates)
    return verdict.kind, frozenset(i for i in found if i)


def _answered(answer: CheckAnswer) -> Said:
    kind, named = _said(answer.verdict)
    assert named == {m.client_id for m in answer[: len(named)]}, "the answer begins with them"
    assert (answer.client is not None) is (kind is SAME)
    return kind, named


def check(book: ClientBook, case: Case) -> Said:
    return _answered(book.clients.check(case.arriving))


def duplicates_check(book: ClientBook, case: Case) -> Said:
    return _said(book.duplicates.check(case.arriving).verdict)


def create_refusing(book: ClientBook, case: Case) -> Said:
    before = book.clients.count()
    kind = book.clients.check(case.arriving).kind
    try:
        book.clients.create(case.arriving, by=ANNE, on_duplicate=OnDuplicate.REFUSE)
    except DuplicateFoundError as error:
        assert book.clients.count() == before
        return kind, frozenset(error.client_ids)
    assert book.clients.count() == before + 1
    return NEW, frozenset()


def create_warning(book: ClientBook, case: Case) -> Said:
    if _is_taken(book, case):
        return check(book, case)
    made = book.clients.create(case.arriving, by=ANNE, on_duplicate=OnDuplicate.WARN)
    assert book.clients.get(made.id) == made
    assert made == book.clients.get(made.id)
    kind, named = _said(made.duplicates.verdict)
    assert named == {m.client_id for m in made.duplicates if m.same_person}
    return kind, named


def quick_add(book: ClientBook, case: Case) -> Said:
    if _is_taken(book, case):
        return check(book, case)
    made = book.clients.create(case.arriving, by=ANNE, entry_point=EntryPoint.QUICK_ADD)
    return _said(made.duplicates.verdict)


def _is_taken(book: ClientBook, case: Case) -> bool:
    """Say whether an id belongs to another client, which no setting can create again."""
    try:
        with book.context.unit():
            book.clients.create(case.arriving, by=ANNE, on_duplicate=OnDuplicate.ALLOW)
            raise _UndoneError  # noqa: TRY301 (it leaves the unit of work)
    except ConstraintError:
        return True
    except _UndoneError:
        return False


class _UndoneError(Exception):
    """Undoes what was tried."""


def _arrived(book: ClientBook, case: Case, arrival: Arrival[None], before: int) -> Said:
    kind, named = _said(arrival.verdict)
    matched = arrival.kind is ArrivalKind.MATCHED
    assert book.clients.count() == before + (not matched)
    if kind is SAME and arrival.verdict.candidates[0].exact:
        assert matched, "a whole name says who of a family it is"
    assert not matched or (kind is SAME and arrival.client.id in named)
    if kind is UNSURE:
        assert arrival.kind is ArrivalKind.AMBIGUOUS
        assert named <= set(arrival.candidates)
    return kind, named


def booking(book: ClientBook, case: Case) -> Said:
    before = book.clients.count()
    online = EntryPoint.ONLINE_BOOKING
    arrival = book.clients.find_or_create(case.arriving, by=ANNE, entry_point=online)
    return _arrived(book, case, arrival, before)


def acting(book: ClientBook, case: Case) -> Said:
    before = book.clients.count()
    met: list[ClientId] = []
    arrival = book.clients.find_or_create(
        case.arriving, by=ANNE, act=lambda client: met.append(client.id)
    )
    assert met == [arrival.client.id]
    return _arrived(book, case, arrival, before)


def import_row(book: ClientBook, case: Case) -> Said:
    table, mapping = as_row(case.arriving)
    return _imported(book, book.imports.run(table, mapping, by=ANNE))


def planned_row(book: ClientBook, case: Case) -> Said:
    table, mapping = as_row(case.arriving)
    counts = book.imports.plan(table, mapping).counts
    said = import_row(book, case)
    (run,) = book.imports.runs()
    assert counts == run.counts
    return said


def card(book: ClientBook, case: Case) -> Said:
    table = book.imports.open(to_vcard(case.arriving).encode())
    return _imported(book, book.imports.run(table, by=ANNE))


def settled_row(book: ClientBook, case: Case) -> Said:
    """A row of an import; one that waits names whom it may be where it is settled, too."""
    said = import_row(book, case)
    if said[0] is not UNSURE:
        return said
    (run,) = book.imports.runs()
    (waiting,) = book.imports.outcomes(run.id)
    return said[0], frozenset(waiting.candidates)


def waiting_row(book: ClientBook, arriving: Profile) -> str:
    """Import a row that waits for somebody who is gone when it is answered; return the run."""
    decoy = Profile(external_ids=(ExternalId("decoy a", "1"), ExternalId("decoy b", "2")))
    other = book.clients.create(
        attrs.evolve(decoy, name=PersonName(full="De Coy")),
        by=ANNE,
        on_duplicate=OnDuplicate.ALLOW,
    )
    ids = (*arriving.external_ids, ExternalId("decoy a", "1"), ExternalId("decoy b", "1"))
    table, mapping = as_row(attrs.evolve(arriving, external_ids=ids))
    run = book.imports.run(table, mapping, by=ANNE)
    assert run.counts.review == 1
    book.clients.delete(other.id, by=ANNE)
    return run.id


def answered_row(book: ClientBook, run_id: str) -> Said:
    """Answer "a new person" for a row that waited while people came in."""
    before = book.clients.count()
    try:
        told = book.imports.decide_row(run_id, 2, into=None, by=ANNE)
    except DuplicateFoundError as error:
        assert book.clients.count() == before
        assert book.imports.get(run_id).counts.review == 1
        said = frozenset(error.client_ids)
        kind = SAME if len(said) == 1 else UNSURE
        return kind, said
    assert (told.kind, book.clients.count()) == (OutcomeKind.CREATED, before + 1)
    return NEW, frozenset()


def _imported(book: ClientBook, run: ImportRun) -> Said:
    (outcome,) = book.imports.outcomes(run.id)
    if outcome.kind is OutcomeKind.CREATED:
        return NEW, frozenset()
    if outcome.kind is OutcomeKind.REVIEW:
        return UNSURE, frozenset(outcome.candidates)
    assert outcome.kind in _KNOWN, outcome
    return SAME, frozenset({outcome.client_id or ""})


def as_row(profile: Profile) -> tuple[Table, Mapping]:
    """Return a table of one row that says what a profile says, and its mapping."""
    cells: dict[str, str] = {}
    name = profile.name
    for target, part in NAME_PARTS.items():
        cells[target] = (getattr(name, part) if name else None) or ""
    for kind in ("mobile", "home"):
        numbers = [p.e164 for p in profile.phones if p.kind == kind]
        for slot, number in enumerate(numbers, start=1):
            cells[f"phone.{kind}" + (f".{slot}" if slot > 1 else "")] = number
    for slot, email in enumerate(profile.emails, start=1):
        cells[f"email.{slot}"] = email.address
    cells["company"] = profile.company or ""
    cells["gender"] = profile.gender.code.value if profile.gender else ""
    cells["birth_date"] = profile.birthday.isoformat() if profile.birthday else ""
    for external in profile.external_ids:
        cells[f"external_id:{external.system}"] = external.value
    titles = [f"Column {n}" for n in range(len(cells))]
    table = Table.from_rows(titles, [list(cells.values())])
    mapping = suggest_mapping(table)
    for title, target in zip(titles, cells, strict=True):
        mapping = mapping.assign(title, target)
    return table, mapping


ENTRY_POINTS: dict[str, Callable[[ClientBook, Case], Said]] = {
    "check": check,
    "duplicates check": duplicates_check,
    "create, refusing": create_refusing,
    "create, warning": create_warning,
    "quick add": quick_add,
    "online booking": booking,
    "act": acting,
    "planned row": planned_row,
    "settled row": settled_row,
    "card": card,
}

BY_FILE = ("planned row", "settled row", "card")
"""Those of them that read a file."""
