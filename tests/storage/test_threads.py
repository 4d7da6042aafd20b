"""N2: a store goes from thread to thread, and is not used by two at once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.postgres_server import Server

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.errors import StoreInUseError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore
from clientbook.testing.samples import BOOK, new, put

Open = Callable[[], Store]
ME = Actor("threads")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Open the test's books, again and again."""
    if request.param == "memory":
        kept = MemoryStore()
        return lambda: kept
    if request.param == "sqlite":
        SqliteStore(tmp_path / "clients.db").close()
        return lambda: SqliteStore(tmp_path / "clients.db", busy_timeout_seconds=60)
    server: Server = request.getfixturevalue("postgres")
    dsn = server.new_database()
    from clientbook.storage.postgres import PostgresStore

    return lambda: PostgresStore(dsn, lock_timeout_seconds=60)


def test_a_store_is_handed_from_thread_to_thread(open_store: Open) -> None:
    """N2: made by one worker, written to by another, read and closed by a third."""
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as two, ThreadPoolExecutor(1) as three:
        book = one.submit(lambda: ClientBook(open_store())).result()
        ann = Profile(name=PersonName(given="Ann"))
        made = two.submit(lambda: book.clients.create(ann, by=ME)).result()
        assert three.submit(lambda: book.clients.get(made.id)).result() == made
        assert one.submit(book.clients.count).result() == 1
        three.submit(book.close).result()


@pytest.mark.parametrize("open_store", ["sqlite", "postgres"], indirect=True)
def test_two_at_once_is_a_typed_error(open_store: Open) -> None:
    """N2: while one thread is in a unit of work another one is refused, and harms nothing."""
    with open_store() as store, ThreadPoolExecutor(1) as pool:
        book = ClientBook(store)
        with book.context.unit():
            first = book.clients.create(Profile(name=PersonName(given="Ann")), by=ME)
            with pytest.raises(StoreInUseError, match="two threads"):
                pool.submit(book.clients.count).result()
            ben = Profile(name=PersonName(given="Ben"))
            with pytest.raises(StoreInUseError, match="two threads"):
                pool.submit(lambda: book.clients.create(ben, by=ME)).result()
        assert [client_id for _, client_id in store.list_clients("main", limit=9)] == [first.id]
        assert pool.submit(book.clients.count).result() == 1


def test_threads_share_a_memory_store() -> None:
    """N2: MemoryStore makes threads wait for one another; nobody sees what may be undone."""
    store = MemoryStore()
    inside, seen = threading.Event(), []

    def read() -> int:
        inside.set()
        return store.count_clients(BOOK)

    def write_and_fail(pool: ThreadPoolExecutor) -> None:
        with store.transaction(BOOK):
            store.put_clients(BOOK, [new("a")])
            seen.append(pool.submit(read))
            inside.wait(60)
            raise ZeroDivisionError

    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(ZeroDivisionError):
            write_and_fail(pool)
        assert seen[0].result() == 0


def test_a_closed_store_says_so(open_store: Open) -> None:
    """A call after close() is a typed error; closing twice is none."""
    with open_store() as store:
        put(store, new("a"))
    store.close()
    with pytest.raises(StoreInUseError, match="closed"):
        store.count_clients(BOOK)
    with pytest.raises(StoreInUseError, match="closed"), store.transaction(BOOK):
        pass


@pytest.mark.parametrize("open_store", ["sqlite", "postgres"], indirect=True)
def test_requests_of_a_web_framework(open_store: Open) -> None:
    """N2: 60 requests, each opened, used and closed by whichever threads of a pool are free.

    So does FastAPI with a plain dependency (a generator) and a plain endpoint.
    """

    @contextmanager
    def get_book() -> Iterator[ClientBook]:
        with open_store() as store:
            yield ClientBook(store)

    with ThreadPoolExecutor(8) as pool, ThreadPoolExecutor(60) as clients:

        def request(number: int) -> int:
            dependency = get_book()
            book = pool.submit(dependency.__enter__).result()
            profile = Profile(name=PersonName(given=f"Guest {number}"))
            try:
                made = pool.submit(lambda: book.clients.create(profile, by=ME)).result()
                pool.submit(lambda: book.clients.get(made.id)).result()
            finally:
                pool.submit(dependency.__exit__, None, None, None).result()
            return number

        assert sorted(clients.map(request, range(60))) == list(range(60))
    with get_book() as book:
        assert book.clients.count() == 60
