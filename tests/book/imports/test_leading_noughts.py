"""Ids of digits that lost their leading noughts on the way through a spreadsheet."""

import pytest
from tests.book.imports.conftest import BY, everybody

from clientbook import ClientBook, Table
from clientbook.domain.imports import ImportRun
from clientbook.domain.profiles import ExternalId

TITLES = ["Customer ID", "First name", "Last name", "Mobile"]
WITH = [["0007", "Una", "Uo", "06 11 11 22 22"], ["0012", "Vic", "Vo", "06 11 11 33 33"]]
WITHOUT = [["7", "Una", "Uo", ""], ["12", "Vic", "Vo-Li", "06 11 11 44 44"]]


def _import(book: ClientBook, rows: list[list[str]], source: str | None) -> ImportRun:
    return book.imports.run(Table.from_rows(TITLES, rows), source=source, by=BY)


def _ids(book: ClientBook) -> list[str]:
    found = (profile.external_ids for profile in everybody(book))  # type: ignore[attr-defined]
    return sorted(external.value for ids in found for external in ids)


@pytest.mark.parametrize("source", ["till", None])
@pytest.mark.parametrize("first", [WITH, WITHOUT], ids=["with", "without"])
def test_x32_a_list_that_lost_its_noughts_doubles_nobody(
    each_book: ClientBook, first: list[list[str]], source: str | None
) -> None:
    """X32: 0007 that a spreadsheet made 7 is the same id, whichever of the two came first."""
    _import(each_book, first, source)
    before = _ids(each_book)
    for rows in (WITHOUT, WITH, WITHOUT):
        run = _import(each_book, rows, source)
        assert run.counts.created == 0
    assert len(everybody(each_book)) == 2
    assert _ids(each_book) == before == sorted(row[0] for row in first)


def test_x32_the_same_number_of_somebody_else_is_asked_about(each_book: ClientBook) -> None:
    """X32: 12 of another name waits as 0012 of another name does."""
    _import(each_book, WITH, "till")
    run = _import(each_book, [["12", "Zoe", "Kant", "06 99 99 99 99"]], "till")
    assert run.counts.review == 1


def test_r4_a_user_account_is_compared_as_it_is() -> None:
    """R4: no spreadsheet comes between a program and its accounts."""
    assert ExternalId("account", "007").key != ExternalId("account", "7").key
    assert ExternalId("till", "007").key == ExternalId("Till", "7").key


@pytest.mark.parametrize(
    ("one", "other"), [("0A7", "A7"), ("0-7", "7"), ("0.5", ".5"), ("٠7", "7"), ("70", "7")]
)
def test_r4_only_numbers_lose_their_noughts(one: str, other: str) -> None:
    """R4: a nought of a code of other signs is one of its signs."""
    assert ExternalId("till", one).key != ExternalId("till", other).key


def test_r4_noughts_alone_are_the_number_nought() -> None:
    """R4: 000 is 0, not an id of no signs."""
    assert ExternalId("till", "000").key == ExternalId("till", "0").key == ("till", "0")
