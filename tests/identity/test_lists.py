"""Ids of lists, families and second accounts, as files bring them."""

import attrs
import pytest
from tests.book.people import ANNE, mobile, person
from tests.identity.conftest import NewBook

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.imports import ImportRun, OutcomeKind
from clientbook.errors import ImportStateError

HEADER = ["N°", "First name", "Last name", "Home phone"]
TARGETS = ["external_id", "given_name", "family_name", "phone.home"]


def _run(book: ClientBook, *rows: list[str], source: str | None = None) -> ImportRun:
    table = Table.from_rows(HEADER, rows)
    mapping = book.imports.suggest(table)
    for title, target in zip(HEADER, TARGETS, strict=True):
        mapping = mapping.assign(title, target)
    plan = book.imports.plan(table, mapping, source=source)
    run = book.imports.commit(plan, by=ANNE)
    assert plan.counts == run.counts
    return run


def _counts(run: ImportRun) -> dict[str, int]:
    return {name: n for name, n in attrs.asdict(run.counts).items() if n}


FIRST = [["1", "Anne", "Durand", "01 42 34 56 01"], ["2", "Eva", "Roux", "01 42 34 56 02"]]
SECOND = [["1", "Hugo", "Fontaine", "01 42 34 56 03"], ["2", "Zoé", "Mercier", "01 42 34 56 04"]]


@pytest.mark.parametrize("sources", [(None, None), ("till", "web"), ("till", None)])
def test_two_lists_that_number_their_rows_are_four_people(
    new_book: NewBook, sources: tuple[str | None, str | None]
) -> None:
    """X32, F4: number 1 of one list is not number 1 of another."""
    book = new_book()
    assert _counts(_run(book, *FIRST, source=sources[0])) == {"created": 2}
    assert _counts(_run(book, *SECOND, source=sources[1])) == {"created": 2}
    assert book.clients.count() == 4
    assert {len(row.client.profile.phones) for row in book.lists.page()} == {1}


@pytest.mark.parametrize("source", [None, "till"])
def test_the_same_list_again_updates(new_book: NewBook, source: str | None) -> None:
    """X32, X9: a number leads to its client of the same name, who has moved since."""
    book = new_book()
    _run(book, *FIRST, source=source)
    assert _counts(_run(book, *FIRST, source=source)) == {"unchanged": 2}
    moved = [["1", "Anne", "Durand", "01 42 34 56 99"], FIRST[1]]
    assert _counts(_run(book, *moved, source=source)) == {"updated": 1, "unchanged": 1}
    assert book.clients.count() == 2


def test_with_a_source_other_names_under_one_id_wait(new_book: NewBook) -> None:
    """X32: number 1 of the till was Anne: a row that says Hugo waits for a person."""
    book = new_book()
    _run(book, *FIRST, source="till")
    run = _run(book, *SECOND, source="till")
    assert _counts(run) == {"review": 2}
    first = next(iter(book.imports.outcomes(run.id)))
    assert [book.clients.get(i).profile.display_name for i in first.candidates] == ["Anne Durand"]


@pytest.mark.parametrize("source", [None, "till"])
def test_a_family_under_one_number_of_a_file_waits(new_book: NewBook, source: str | None) -> None:
    """X32: inside one file contradicting names under one id wait; so they do the next time."""
    book = new_book()
    family = [["7", name, "Roy", "01 42 34 56 07"] for name in ("Anne", "Paul", "Zoé")]
    assert _counts(_run(book, *family, source=source)) == {"created": 1, "review": 2}
    assert _counts(_run(book, *family, source=source)) == {"unchanged": 1, "review": 2}
    assert book.clients.count() == 1


FAMILIES = (
    ("Anne", "Paul", "Zoé", "Hugo", "Marthe", "Lucas"),
    ("Samir", "Samira", "Karim", "Karima", "Amir", "Amira"),  # one letter apart
)


@pytest.mark.parametrize("names", FAMILIES, ids=["plain", "alike"])
@pytest.mark.parametrize("size", range(2, 7))
def test_a_family_on_one_landline_is_as_many_clients(
    new_book: NewBook, size: int, names: tuple[str, ...]
) -> None:
    """X32: families of 2 to 6 import as 2 to 6, and again as nobody new."""
    book = new_book()
    family = [["", name, "Roy", "01 42 34 56 07"] for name in names[:size]]
    assert _counts(_run(book, *family)) == {"created": size}
    assert _counts(_run(book, *family)) == {"unchanged": size}
    assert _counts(_run(book, *family[::-1])) == {"unchanged": size}
    assert book.clients.count() == size


def test_a_programs_own_duplicates_come_in_and_are_proposed(new_book: NewBook) -> None:
    """X31: two ids of one system are two clients, and a pair for a person to look at."""
    book = new_book()
    twice = [["1", "Anne", "Durand", "01 42 34 56 01"], ["2", "Anne", "Durand", "01 42 34 56 01"]]
    assert _counts(_run(book, *twice, source="till")) == {"created": 2}
    assert _counts(_run(book, *twice, source="till")) == {"unchanged": 2}
    (pair,) = book.duplicates.pairs().items
    assert {pair.left, pair.right} == {row.client_id for row in book.lists.page()}


def _accounts(book: ClientBook, account: str) -> ImportRun:
    titles = ["External ID: account", "First name", "Last name", "Mobile phone"]
    row = [account, "Marie", "Dupont", "06 12 34 56 78"]
    return book.imports.run(Table.from_rows(titles, [row]), by=ANNE)


def test_a_second_account_is_never_attached(new_book: NewBook) -> None:
    """X32, C1: by file it waits, and no person can give it to the client; by booking it is new."""
    book = new_book()
    marie = book.clients.create(
        person("Marie Dupont", mobile(), ids=(("account", "alice"),)), by=ANNE
    )
    run = _accounts(book, "mallory")
    assert _counts(run) == {"review": 1}
    with pytest.raises(ImportStateError, match="account"):
        book.imports.decide_row(run.id, 2, into=marie.id, by=ANNE)
    for account in ("mallory", "eve", "mallory"):
        arrival = book.clients.find_or_create(
            person("Marie Dupont", mobile(), ids=(("account", account),)), by=ANNE
        )
        assert arrival.client.id != marie.id
        assert [e.value for e in arrival.client.profile.external_ids] == [account]
        assert book.self_service.my_appointments(arrival.client.id) == ()
    assert book.clients.get(marie.id) == marie
    assert book.clients.count() == 3
    settled = book.imports.decide_row(run.id, 2, into=arrival.client.id, by=ANNE)
    assert settled.kind is not OutcomeKind.REVIEW
