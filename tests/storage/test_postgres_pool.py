"""X52: connections borrowed from a pool, and a real PgBouncer between store and server."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg_pool import ConnectionPool, NullConnectionPool
from tests.book.people import ANNE, person
from tests.postgres_server import Server, empty_tables, user_of_servers
from tests.processes import forking, in_a_fork
from tests.storage.test_postgres import OnAServer

from clientbook.book import ClientBook
from clientbook.errors import StoreUnavailableError
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.protocols import Record, Store


def _closed_pool(dsn: str, size: int = 2) -> "ConnectionPool[psycopg.Connection]":
    return ConnectionPool(dsn, min_size=0, max_size=size, open=False, timeout=5)


@contextmanager
def borrowing(dsn: str, size: int = 2) -> Iterator[PostgresStore]:
    """Give a store over a pool of its own."""
    with _closed_pool(dsn, size) as pool, PostgresStore(pool=pool) as store:
        yield store


def _put(store: Store, key: str, book: str = "a") -> None:
    with store.transaction(book):
        store.put_records(book, [Record("note", key, {})])


def _delete_and_fail(store: Store) -> None:
    with store.transaction("a"):
        store.delete_records("a", "note", ["1"])
        raise ZeroDivisionError


def test_x52_nothing_is_opened_before_the_first_call(postgres: Server) -> None:
    """X52: a program may fork between making the store and using it: no connection is open yet."""
    pool = _closed_pool(postgres.new_database())
    store = PostgresStore(pool=pool)
    assert pool.closed
    assert store.last_seq("a") == 0
    assert not pool.closed
    store.close()
    assert not pool.closed  # it is the host's
    pool.close()


@forking
def test_x52_the_process_of_the_first_use_keeps_the_store(postgres: Server) -> None:
    """X52: a server forks workers over an unused store; a used one stays where it was."""
    pool = _closed_pool(postgres.empty_database())
    store, other = PostgresStore(pool=pool), PostgresStore(pool=pool)

    def work() -> list[str]:
        _put(store, "1")
        return [record.id for record in store.list_records("a", "note")]

    assert in_a_fork(work) == "['1']"
    assert work() == ["1"]
    for late in (work, lambda: other.last_seq("a"), lambda: PostgresStore(pool=pool)):
        assert in_a_fork(late).startswith("StoreInUseError: a store does not survive a fork")
    assert other.list_collections("a") == ("note",)
    pool.close()


def test_x52_the_tables_are_made_with_the_first_call(postgres: Server) -> None:
    """X52: an empty database gets its tables with the first call, be it a write."""
    with borrowing(postgres.empty_database()) as store:
        _put(store, "1")
        assert store.list_collections("a") == ("note",)


def test_x52_a_connection_is_held_no_longer_than_needed(postgres: Server) -> None:
    """X52: many stores share one connection; a unit of work holds it, and gives it back clean."""
    dsn = postgres.new_database()
    with _closed_pool(dsn, size=1) as pool:
        stores = [PostgresStore(pool=pool, row_security=walled) for walled in (False, True)]
        for store in stores:
            _put(store, "1")
            with pytest.raises(ZeroDivisionError):
                _delete_and_fail(store)
            assert store.get_records("a", "note", ["1"])
        with pool.connection() as connection:
            assert not connection.autocommit  # as the host had it
            assert connection.prepare_threshold == 5
            row = connection.execute("SELECT current_setting('clientbook.book', true)").fetchone()
            assert row is not None
            assert not row[0]


def test_x52_a_pool_with_nothing_free_is_unreachable(postgres: Server) -> None:
    """X52: PoolTimeout comes out as StoreUnavailableError, and the store works afterwards."""
    with ConnectionPool(
        postgres.new_database(), min_size=0, max_size=1, timeout=0.2, open=False
    ) as pool:
        store = PostgresStore(pool=pool)
        _put(store, "1")
        with pool.connection():
            for call in (lambda: store.last_seq("a"), lambda: _put(store, "2")):
                with pytest.raises(StoreUnavailableError) as caught:
                    call()
                assert caught.value.reason == "unreachable"
                assert caught.value.__cause__ is None
        _put(store, "2")


def test_x52_connections_that_died_are_replaced(postgres: Server) -> None:
    """X52: after a restart of the server the next read works, and so does the next unit of work."""
    dsn = postgres.new_database()
    with borrowing(dsn) as store:
        for again in (lambda: store.last_seq("a"), lambda: _put(store, "2")):
            _put(store, "1")
            with psycopg.connect(dsn, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            again()


def test_x52_threads_of_a_host_share_a_pool(postgres: Server) -> None:
    """X52: eight threads with a store each, two connections: every write is there, once."""
    errors: list[BaseException] = []
    with _closed_pool(postgres.new_database()) as pool:

        def work(name: str) -> None:
            try:
                book = ClientBook(PostgresStore(pool=pool))
                for n in range(3):
                    book.clients.create(person(f"{name} N{n}"), by=ANNE)
            except BaseException as error:  # noqa: BLE001 - shown by the test
                errors.append(error)

        threads = [threading.Thread(target=work, args=(f"T{n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert ClientBook(PostgresStore(pool=pool)).clients.count() == 24


@contextmanager
def bouncing(server: Server, *dsns: str) -> Iterator[Path]:
    """Run PgBouncer in transaction mode before a server, and give the folder of its socket."""
    program = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")
    if program is None:
        pytest.skip("no PgBouncer: apt-get install pgbouncer")
    if not server.is_ours:
        pytest.skip("PgBouncer is tried before a server of our own only")
    folder = Path(tempfile.mkdtemp(prefix="cbpb", dir="/tmp"))
    try:
        info = psycopg.conninfo.conninfo_to_dict(server.dsn)
        users = {psycopg.conninfo.conninfo_to_dict(dsn)["user"] for dsn in dsns}
        (folder / "users").write_text("".join(f'"{user}" ""\n' for user in users))
        (folder / "ini").write_text(
            f"[databases]\n* = host={info['host']}\n[pgbouncer]\nlisten_addr =\n"
            f"unix_socket_dir = {folder}\nlisten_port = 6432\nauth_type = trust\n"
            f"auth_file = {folder}/users\npool_mode = transaction\ndefault_pool_size = 2\n"
        )
        user = user_of_servers()
        if user:
            for path in (folder, folder / "users", folder / "ini"):
                shutil.chown(path, user)
        process = subprocess.Popen(
            [program, str(folder / "ini")],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            user=user,
            cwd=folder,
            text=True,
        )
        assert process.stderr is not None
        drain = threading.Thread(target=process.stderr.read, daemon=True)
        try:
            told = ""
            while "process up" not in told:
                told = process.stderr.readline()
                assert told, "PgBouncer did not start"
            drain.start()
            yield folder
        finally:
            process.terminate()
            process.wait()
            if drain.is_alive():
                drain.join()
            process.stderr.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _through(folder: Path, dsn: str) -> str:
    return psycopg.conninfo.make_conninfo(dsn, host=str(folder), port=6432)


@pytest.fixture(scope="module")
def bounced(postgres: Server) -> Iterator[tuple[str, str]]:
    """Two connection strings of one database: a role's through PgBouncer, the owner's direct."""
    walled, owner = postgres.walled_database()
    with bouncing(postgres, walled, owner) as folder:
        yield _through(folder, walled), owner


class TestPostgresStoreThroughPgBouncer(OnAServer):
    """X52: a pool, PgBouncer in transaction mode, row security: it does what every store does."""

    examples = 4

    @pytest.fixture(autouse=True)
    def _bounced(self, bounced: tuple[str, str]) -> Iterator[None]:
        self.dsn, self.owner_dsn = bounced
        self.pools: list[ConnectionPool[psycopg.Connection]] = []
        yield
        for pool in self.pools:
            pool.close()

    def connect(self) -> Store:
        pool = NullConnectionPool(self.dsn, max_size=2, open=False)
        self.pools.append(pool)
        store = PostgresStore(pool=pool, row_security=True)
        self.stores.append(store)
        return store


def test_x52_pgbouncer_hands_no_book_to_the_next(bounced: tuple[str, str]) -> None:
    """X52, D2: stores of two books take turns on two server connections; each sees its own."""
    dsn, owner = bounced
    empty_tables(owner)
    with ConnectionPool(dsn, min_size=0, max_size=4, open=False) as pool:
        stores = {name: PostgresStore(pool=pool, row_security=True) for name in "abcd"}
        for turn in range(6):
            for name, store in stores.items():
                _put(store, f"{name}{turn}", book=name)
                assert {r.id[0] for r in store.list_records(name, "note")} == {name}
        for name, store in stores.items():
            assert len(store.list_records(name, "note")) == 6
