"""Letting go of what is due."""

from datetime import UTC, datetime, timedelta

import pytest

from clientbook import Actor, ClientBook, MemoryStore, PersonName, Profile, Table
from clientbook.commands.upkeep import UpkeepCounts, let_go

JOB = Actor("nightly")


class _Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def book(clock: _Clock) -> ClientBook:
    book = ClientBook(MemoryStore(), clock=clock)
    table = Table.from_records([{"First name": "Ann"}, {"First name": "Bea"}], name="list")
    book.imports.run(table, by=JOB)
    gone = book.clients.create(Profile(name=PersonName(given="Cy")), by=JOB)
    book.clients.confirm_delete(book.clients.plan_delete([gone.id]), by=JOB)
    return book


def test_what_is_due_goes_and_the_rest_stays(book: ClientBook, clock: _Clock) -> None:
    """V6, X25: Deleted clients and details of imports go after their days, and not before."""
    assert let_go(book, by=JOB) == UpkeepCounts(None, 0, 0)
    clock.now += timedelta(days=31)
    assert let_go(book, by=JOB) == UpkeepCounts(None, 1, 1)
    assert let_go(book, by=JOB) == UpkeepCounts(None, 0, 0)
    assert book.clients.count() == 2


def test_a_dry_run_counts_what_would_go(book: ClientBook, clock: _Clock) -> None:
    """X54: What a dry run says is what the run then does."""
    clock.now += timedelta(days=4 * 366)
    would = let_go(book, by=JOB, inactive_years=3, dry_run=True)
    assert would == UpkeepCounts(2, 1, 1)
    assert let_go(book, by=JOB, inactive_years=3) == would
    assert book.clients.count() == 0
