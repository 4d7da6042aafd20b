"""One store of each kind for the whole session; a test takes a book of its own in it."""

import itertools
from collections.abc import Callable, Iterator

import attrs
import pytest
from tests.postgres_server import Server

from clientbook.book import ClientBook
from clientbook.domain.settings import SAFE
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

NewBook = Callable[..., ClientBook]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def memory_store() -> Store:
    return MemoryStore()


@pytest.fixture(scope="session")
def sqlite_store() -> Iterator[Store]:
    store = SqliteStore(":memory:")
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_store(postgres: Server) -> Iterator[Store]:
    from clientbook.storage.postgres import PostgresStore

    store = PostgresStore(postgres.new_database())
    yield store
    store.close()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def each_store(request: pytest.FixtureRequest) -> Store:
    store: Store = request.getfixturevalue(f"{request.param}_store")
    return store


@pytest.fixture
def new_book(each_store: Store) -> NewBook:
    """Return a function that makes an empty French book."""

    def make(**settings: object) -> ClientBook:
        values = attrs.evolve(SAFE, default_region="FR", **settings)  # type: ignore[arg-type]
        return ClientBook(each_store, book=f"b{next(_NUMBERS)}", settings=values)

    return make
