"""Rows that wait because somebody else holds their id: answered, they come in without it."""

import pytest
from tests.book.imports.conftest import BY, everybody

from clientbook import ClientBook, PersonName, Profile, Table, parse_phone
from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome
from clientbook.domain.profiles import ExternalId
from clientbook.messages.issues import IssueCode

TITLES = ["Number", "Full name", "Mobile"]
UNA = ["9", "Una Uo", "06 11 11 22 22"]
VIC = ["9", "Vic Vo", "06 11 11 33 33"]
WES = ["9", "Wes Wu", "06 11 11 44 44"]
SYSTEMS = ["till", "account"]


def _import(book: ClientBook, system: str, *rows: list[str]) -> ImportRun:
    table = Table.from_rows(TITLES, rows)
    mapping = book.imports.suggest(table).assign("Number", f"external_id:{system}")
    return book.imports.run(table, mapping, by=BY)


def _enter(book: ClientBook, row: list[str], *ids: ExternalId) -> str:
    given, family = row[1].split()
    phones = (parse_phone(row[2], region="FR"),)
    profile = Profile(name=PersonName(given, family), phones=phones, external_ids=ids)
    return book.clients.create(profile, by=BY).id


def _ids(book: ClientBook, client_id: str | None) -> list[tuple[str, str]]:
    assert client_id is not None
    return [(e.system, e.value) for e in book.clients.get(client_id).profile.external_ids]


def _says_left_out(told: RowOutcome, system: str) -> bool:
    kept = [issue for issue in told.issues if issue.code is IssueCode.ID_KEPT]
    return [dict(issue.params)["system"] for issue in kept] == [system]


def _pairs(book: ClientBook) -> set[frozenset[str]]:
    return {frozenset((pair.left, pair.right)) for pair in book.duplicates.pairs()}


def _take_back(book: ClientBook, run: ImportRun) -> None:
    book.imports.undo(book.imports.plan_undo(run.id), by=BY)


@pytest.mark.parametrize("still_new", [False, True])
@pytest.mark.parametrize("system", SYSTEMS)
def test_x32_a_new_client_leaves_the_id_with_its_holder(
    each_book: ClientBook, system: str, *, still_new: bool
) -> None:
    """X32: as where somebody arrives; the row says so, the pair is proposed, an undo ends both."""
    una = _enter(each_book, UNA, ExternalId(system, "9"))
    before = everybody(each_book)
    run = _import(each_book, system, VIC)
    assert run.counts.review == 1
    told = each_book.imports.decide_row(run.id, 2, into=None, still_new=still_new, by=BY)
    assert told.kind is OutcomeKind.CREATED
    assert told.client_id is not None
    assert _says_left_out(told, system)
    assert next(each_book.imports.outcomes(run.id)) == told
    assert (_ids(each_book, una), _ids(each_book, told.client_id)) == ([(system, "9")], [])
    assert _pairs(each_book) == {frozenset((una, told.client_id))}
    _take_back(each_book, run)
    assert (everybody(each_book), _pairs(each_book)) == (before, set())


@pytest.mark.parametrize("other", [(), ("8",)], ids=["no id", "another id"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_x32_a_client_is_filled_without_the_id_of_another(
    each_book: ClientBook, system: str, other: tuple[str, ...]
) -> None:
    """X32, R4: the row is the client's all the same, whatever id the client has of its own."""
    una = _enter(each_book, UNA, ExternalId(system, "9"))
    wes = _enter(each_book, WES, *(ExternalId(system, value) for value in other))
    before = everybody(each_book)
    run = _import(each_book, system, VIC)
    told = each_book.imports.decide_row(run.id, 2, into=wes, by=BY)
    assert (told.kind, told.client_id) == (OutcomeKind.UPDATED, wes)
    assert _says_left_out(told, system)
    assert len(each_book.clients.get(wes).profile.phones) == 2
    assert _ids(each_book, una) == [(system, "9")]
    assert _ids(each_book, wes) == [(system, value) for value in other]
    _take_back(each_book, run)
    assert everybody(each_book) == before


@pytest.mark.parametrize("system", SYSTEMS)
def test_x32_the_holder_keeps_the_id_of_a_row_given_to_it(
    each_book: ClientBook, system: str
) -> None:
    """X32: its own id is left out of nothing."""
    una = _enter(each_book, UNA, ExternalId(system, "9"))
    run = _import(each_book, system, VIC)
    told = each_book.imports.decide_row(run.id, 2, into=una, by=BY)
    assert (told.client_id, _ids(each_book, una)) == (una, [(system, "9")])
    assert IssueCode.ID_KEPT not in {issue.code for issue in told.issues}


@pytest.mark.parametrize("system", SYSTEMS)
def test_x32_a_family_under_one_number_is_answered_once(each_book: ClientBook, system: str) -> None:
    """X32: one holds the number; the list read again finds each of them, and changes nothing."""
    run = _import(each_book, system, UNA, VIC, WES)
    assert (run.counts.created, run.counts.review) == (1, 2)
    for row in (3, 4):
        each_book.imports.decide_row(run.id, row, into=None, by=BY)
    family = [outcome.client_id for outcome in each_book.imports.outcomes(run.id)]
    assert [_ids(each_book, member) for member in family] == [[(system, "9")], [], []]
    again = _import(each_book, system, UNA, VIC, WES)
    assert (again.counts.unchanged, again.counts.rows, each_book.clients.count()) == (3, 3, 3)
    assert [o.client_id for o in each_book.imports.outcomes(again.id)] == family
    assert _says_left_out(list(each_book.imports.outcomes(again.id))[1], system)
    _take_back(each_book, run)
    assert (each_book.clients.count(), everybody(each_book)) == (0, [])


@pytest.mark.parametrize("system", SYSTEMS)
def test_x13_an_id_that_matches_nobody_has_one_holder_all_the_same(
    each_book: ClientBook, system: str
) -> None:
    """X13: Rows known again by telephone alone bring no id that somebody else holds."""
    una = _enter(each_book, UNA, ExternalId(system, "9"))
    wes = _enter(each_book, WES)
    table = Table.from_rows(TITLES, [VIC, WES, UNA])
    mapping = each_book.imports.suggest(table).assign("Number", f"external_id:{system}")
    plan = each_book.imports.plan(table, mapping, match_on=["phone"])
    run = each_book.imports.commit(plan, by=BY)
    assert run.counts == plan.counts
    assert (run.counts.created, run.counts.rejected) == (1, 0)
    told = tuple(each_book.imports.outcomes(run.id))
    assert [_says_left_out(row, system) for row in told] == [True, True, False]
    assert [_ids(each_book, row.client_id) for row in told] == [[], [], [(system, "9")]]
    assert {told[1].client_id, told[2].client_id} == {wes, una}


def test_x13_an_id_twice_in_a_file_that_matches_by_telephone_has_one_holder(
    each_book: ClientBook,
) -> None:
    """X13: The first row that has it keeps it; both rows come in."""
    table = Table.from_rows(TITLES, [UNA, VIC])
    mapping = each_book.imports.suggest(table).assign("Number", "external_id:till")
    run = each_book.imports.run(table, mapping, by=BY, match_on=["phone"])
    assert run.counts.created == 2
    told = tuple(each_book.imports.outcomes(run.id))
    assert [_ids(each_book, row.client_id) for row in told] == [[("till", "9")], []]
