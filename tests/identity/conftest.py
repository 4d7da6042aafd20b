"""One store of each kind for the whole session; a test takes a book of its own in it."""

import itertools
from collections.abc import Callable, Iterator

import attrs
import pytest
from tests.postgres_server import running_server

from clientbook.book import ClientBook
from clientbook.domain.settings import SAFE
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

NewBook = Callable[..., ClientBook]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session", params=["memory", "sqlite", "postgres"])
def each_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    if request.param == "sqlite":
        store: Store = SqliteStore(":memory:")
        yield store
        store.close()
        return
    from clientbook.storage.postgres import PostgresStore

    with running_server() as server:
        store = PostgresStore(server.new_database())
        yield store
        store.close()


@pytest.fixture
def new_book(each_store: Store) -> NewBook:
    """Return a function that makes an empty French book."""

    def make(**settings: object) -> ClientBook:
        values = attrs.evolve(SAFE, default_region="FR", **settings)  # type: ignore[arg-type]
        return ClientBook(each_store, book=f"b{next(_NUMBERS)}", settings=values)

    return make
