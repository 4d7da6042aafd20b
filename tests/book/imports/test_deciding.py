"""Rows that wait: decided once, by a person, whatever became of the others."""

import pytest
from tests.book.imports.conftest import BY

from clientbook import ClientBook, PersonName, Profile, Table, parse_phone
from clientbook.domain.imports import OutcomeKind
from clientbook.errors import ImportStateError

TITLES = ["First name", "Last name", "Mobile", "E-mail"]
WAITING = ["Hugo", "Fontayne", "06 77 88 99 00", "hugo@example.org"]


def _hugo(book: ClientBook) -> str:
    phone = parse_phone("06 77 88 99 00", region="FR")
    name = PersonName("Hugo", "Fontaine")
    return book.clients.create(Profile(name=name, phones=(phone,)), by=BY).id


def _waiting(book: ClientBook, rows: int) -> str:
    run = book.imports.run(Table.from_rows(TITLES, [WAITING] * rows), by=BY)
    assert run.counts.review == rows
    return run.id


def test_a_row_that_stands_twice_is_decided_as_one_person(each_book: ClientBook) -> None:
    """X31, X32: the second of two equal rows is whoever the first became, in one file or two."""
    _hugo(each_book)
    first, second = _waiting(each_book, 2), _waiting(each_book, 1)
    told = [each_book.imports.decide_row(first, row, into=None, by=BY) for row in (2, 3)]
    told.append(each_book.imports.decide_row(second, 2, into=None, by=BY))
    assert told[0].kind is OutcomeKind.CREATED
    assert len({outcome.client_id for outcome in told}) == 1
    assert each_book.clients.count() == 2


def test_a_row_that_was_erased_has_nothing_left_to_decide(each_book: ClientBook) -> None:
    """X38: a typed error, for any answer."""
    hugo = _hugo(each_book)
    run = _waiting(each_book, 1)
    each_book.privacy.erase(hugo, by=BY)
    for into in (None, hugo):
        with pytest.raises(ImportStateError):
            each_book.imports.decide_row(run, 2, into=into, by=BY)
