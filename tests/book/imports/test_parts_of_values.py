"""Columns for parts of a value: days, addresses, and what is kept beside them."""

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook
from clientbook.domain.profiles import Profile
from clientbook.importing.mapping import UpdatePolicy

ID = "external_id:crm"


def read(book: ClientBook, text: str, *targets: str, over: tuple[int, ...] = ()) -> list[list[str]]:
    """Import a table under these targets; return the codes of the issues of its rows."""
    table = book.imports.open(text.encode())
    mapping = book.imports.suggest(table)
    for index, target in enumerate((ID, "full_name", *targets)):
        policy = UpdatePolicy.OVERWRITE if index in over else UpdatePolicy.FILL
        mapping = mapping.with_column(index, target=target, policy=policy)
    run = book.imports.run(table, mapping=mapping, by=ANNE)
    return [[issue.code.value for issue in row.issues] for row in book.imports.outcomes(run.id)]


def held(book: ClientBook) -> Profile:
    (row,) = book.lists.page()
    return book.clients.get(row.client_id).profile


@pytest.mark.parametrize(
    ("columns", "cells", "issues", "born"),
    [
        (("birth_date", "birth_date.year"), "27/06/1988,1988", [], "1988-06-27"),
        (("birth_date", "birth_date.year"), ",1988", [], "1988"),
        (("birth_date", "birth_date.year"), "27/06/1988,1989", ["invalid_date"], None),
        (("birth_date", "birth_date.day"), "1988-06,31", ["date_not_on_calendar"], None),
        (("birth_date.day", "birth_date.month"), "5,6", [], "--06-05"),
        (("birth_date.day", "birth_date.month"), "31,2", ["date_not_on_calendar"], None),
        (("birth_date.day", "birth_date.month"), "5,", ["invalid_date"], None),
    ],
)
def test_a_birth_date_in_parts_is_one_day_or_none(
    book: ClientBook, columns: tuple[str, ...], cells: str, issues: list[str], born: str | None
) -> None:
    """Parts that contradict one another, or make no day, are refused, not guessed."""
    assert read(book, f"Id,Name,A,B\n1,Ann Roy,{cells}\n", *columns) == [issues]
    if born is not None:
        birthday = held(book).birthday
        assert birthday is not None
        assert birthday.isoformat() == born


def test_an_address_that_moves_takes_its_country_along(book: ClientBook) -> None:
    """S3: a country that overwrites leaves no name of the old one beside its code."""
    parts = ("address.street", "address.city", "address.country")
    read(book, "Id,Name,S,C,L\n1,Ann Roy,1 Rue A,Paris,France\n", *parts)
    read(book, "Id,Name,C,L\n1,Ann Roy,Bern,Suisse\n", *parts[1:], over=(2, 3))
    (address,) = held(book).addresses
    assert (address.locality, address.country, address.country_code) == ("Bern", "Suisse", "CH")
    read(book, "Id,Name,L\n1,Ann Roy,DE\n", "address.country", over=(2,))
    (address,) = held(book).addresses
    assert (address.country, address.country_code) == (None, "DE")
    read(book, 'Id,Name,A\n1,Ann Roy,"5 Side St\n1000 Bruxelles"\n', "address.full", over=(2,))
    (address,) = held(book).addresses
    assert (address.full, address.street) == ("5 Side St\n1000 Bruxelles", None)


def test_when_another_program_made_a_client_is_kept(book: ClientBook) -> None:
    """The day of another system is an attribute: when a client came to this book is ours."""
    read(book, "Id,Name,Created on\n1,Ann Roy,2020-01-01\n", "created_at")
    profile = held(book)
    assert [(a.key, a.value) for a in profile.attributes] == [("created on", "2020-01-01")]
