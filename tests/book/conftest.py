"""A book in each store, with a clock the test turns."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from clientbook.book import ClientBook
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

MakeBook = Callable[..., ClientBook]


class TurnedClock:
    """A clock that stands still until the test turns it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **span: float) -> datetime:
        """Turn it on, such as by ``days=1``, and return the time it shows then."""
        self.now += timedelta(**span)
        return self.now


EVERY_STORE = pytest.mark.parametrize("store", ["memory", "sqlite", "postgres"], indirect=True)
"""Mark of tests that also run on a PostgreSQL server, where a store could make a difference."""


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    made: Store
    if request.param == "postgres":
        from clientbook.storage.postgres import PostgresStore

        made = PostgresStore(request.getfixturevalue("postgres").emptied_database())
    else:
        made = MemoryStore() if request.param == "memory" else SqliteStore(":memory:")
    yield made
    made.close()


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def make_book(store: Store, clock: TurnedClock) -> MakeBook:
    """Make a book in the test's store; ids are c0001, c0002 ..."""
    numbers = itertools.count(1)

    def make(settings: BookSettings = SAFE, **options: object) -> ClientBook:
        options.setdefault("clock", clock)
        options.setdefault("make_id", lambda: f"c{next(numbers):04d}")
        return ClientBook(store, settings=settings, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def book(make_book: MakeBook) -> ClientBook:
    return make_book(region("FR"))


def region(code: str, settings: BookSettings = SAFE) -> BookSettings:
    """Return settings whose numbers without country code are of a region."""
    return attrs.evolve(settings, default_region=code)
