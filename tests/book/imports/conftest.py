"""A book on each store, and small helpers to import text."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from clientbook import SAFE, Actor, BookSettings, ClientBook, MemoryStore, SqliteStore, Table
from clientbook.storage.protocols import Store

BY = Actor("tester")
FR = attrs.evolve(SAFE, default_region="FR")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "book.db")
    yield made
    made.close()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def each_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each of the three stores, for what a store can do differently."""
    made: Store
    if request.param == "memory":
        made = MemoryStore()
    elif request.param == "sqlite":
        made = SqliteStore(tmp_path / "each.db")
    else:
        from clientbook.storage.postgres import PostgresStore

        made = PostgresStore(request.getfixturevalue("postgres").emptied_database())
    yield made
    made.close()


@pytest.fixture
def each_book(each_store: Store, clock: Clock) -> ClientBook:
    """A book on each of the three stores."""
    return ClientBook(each_store, settings=FR, clock=clock)


MakeBook = Callable[..., ClientBook]


@pytest.fixture
def make_book(store: Store, clock: Clock) -> MakeBook:
    numbers = itertools.count(1)

    def make(settings: BookSettings = FR, **options: object) -> ClientBook:
        values = {"clock": clock, "make_id": lambda: f"id{next(numbers):06d}"} | options
        return ClientBook(store, settings=settings, **values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def book(make_book: MakeBook) -> ClientBook:
    return make_book()


def table_of(text: str) -> Table:
    """Make a table from lines of cells separated by ``|``."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Table.from_rows(rows[0], rows[1:])


def everybody(book: ClientBook) -> list[object]:
    """Return the profiles of all active clients, by name."""
    context = book.context
    pairs = context.store.list_clients(context.book, limit=100_000)
    clients = context.store.get_clients(context.book, [i for _, i in pairs])
    return [clients[i].profile for _, i in pairs]
