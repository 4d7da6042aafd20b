"""D10: What a server says in codes is told by what is so, and says what to do about it."""

import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast
from uuid import uuid4

import psycopg
import pytest
from tests.postgres_server import Server

from clientbook.errors import StoreUnavailableError
from clientbook.errors.sentences import sentence
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.postgres.sqlstates import SQLSTATES, said_of, translated
from clientbook.testing.samples import BOOK, new, put

Told = tuple[str, str | None]

OTHER_CODES = {
    "08006": "unreachable",
    "28P01": "unreachable",
    "40P01": "locked",
    "42P01": "corrupt",
    "53000": "unreachable",
    "57000": "corrupt",
    "57P02": "unreachable",
}
"""What a code means that the table does not name as it stands."""


@pytest.fixture
def dsn(postgres: Server) -> str:
    """A database of its own."""
    return postgres.new_database()


@contextmanager
def holding_the_clients(dsn: str) -> Iterator[None]:
    """Have another program hold the table for itself, so that nobody can even read."""
    with psycopg.connect(dsn) as other:
        other.execute("LOCK TABLE clientbook_clients IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


def told(call: Callable[[], object]) -> Told:
    """Return the reason and the code with which a call is refused."""
    with pytest.raises(StoreUnavailableError) as caught:
        call()
    assert caught.value.hint in str(caught.value)
    return caught.value.reason, caught.value.code


def of_role(postgres: Server, dsn: str, options: str = "") -> str:
    """Return the connection string of a new role that may read the tables only."""
    role = f"reader_{uuid4().hex}"
    postgres.execute(f"CREATE ROLE {role} LOGIN {options}")
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}".encode())
    return f"{dsn} user={role}"


def test_a_time_limit_of_the_role_is_no_other_writer(dsn: str) -> None:
    """D10: A statement that the server cancels says so, on reads and on writes; a lock is a lock.

    Nobody has to wait longer for a writer that is not there.
    """
    limited = f"{dsn} options='-c statement_timeout=50ms'"
    with PostgresStore(limited, lock_timeout_seconds=60) as store, holding_the_clients(dsn):
        assert told(lambda: store.get_clients(BOOK, ["a"])) == ("cancelled", "57014")
        assert told(lambda: put(store, new("a"))) == ("cancelled", "57014")
        with pytest.raises(StoreUnavailableError, match="statement_timeout") as caught:
            store.get_clients(BOOK, ["a"])
        assert "lock_timeout_seconds" not in str(caught.value)
    with PostgresStore(dsn, lock_timeout_seconds=0.05) as store, holding_the_clients(dsn):
        assert told(lambda: put(store, new("a"))) == ("locked", "55P03")


def test_what_somebody_cancels_is_cancelled(dsn: str) -> None:
    """D10: A request to cancel is told, and the store serves on."""
    with PostgresStore(dsn) as store:
        pid = store._session.connection.info.backend_pid
        seen: list[Told] = []
        read = threading.Thread(target=lambda: seen.append(told(lambda: store.last_seq(BOOK))))
        with psycopg.connect(dsn) as other:
            other.execute("LOCK TABLE clientbook_books, clientbook_changes")
            read.start()
            waiting = "SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted AND pid = %s"
            with psycopg.connect(dsn, autocommit=True) as third:
                while not third.execute(waiting, [pid]).fetchone():
                    pass
            read.join()
        assert seen == [("cancelled", "57014")]
        assert store.last_seq(BOOK) == 0


def _until_closed(connection: "psycopg.Connection") -> None:
    """Wait until the server has hung up: what is sent before may cost its last word."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLRDHUP)
    assert poll.poll(60_000)


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("SET LOCAL idle_in_transaction_session_timeout = '1ms'", ("cancelled", "25P03")),
        ("SELECT pg_terminate_backend(%s)", ("unreachable", "57P01")),
    ],
)
def test_a_connection_that_the_server_ends_says_why(dsn: str, ending: str, expected: Told) -> None:
    """D10: A unit of work that lay idle too long is no damage; the next one connects again."""
    with PostgresStore(dsn) as store:
        session = store._session
        pid = session.connection.info.backend_pid

        def work() -> None:
            with store.transaction(BOOK):
                store.put_clients(BOOK, [new("a")])
                if "%s" in ending:
                    with psycopg.connect(dsn, autocommit=True) as other:
                        other.execute(ending.encode(), [pid])
                else:
                    session.execute(ending)  # type: ignore[arg-type]
                _until_closed(session.connection)
                store.put_clients(BOOK, [new("b")])

        assert told(work) == expected
        put(store, new("c"))
        assert store.get_clients(BOOK, "abc").keys() == {"c"}


def test_who_is_not_let_in_cannot_reach_it(postgres: Server, dsn: str) -> None:
    """D10: No such role or database, and no place for one more: the server is unreachable."""
    full = of_role(postgres, dsn, "CONNECTION LIMIT 0")
    for address in (f"{dsn} user=nobody_{uuid4().hex}", postgres.database("nowhere"), full):
        assert told(lambda: PostgresStore(address))[0] == "unreachable"  # noqa: B023 - called here


def test_who_may_not_write_is_read_only(postgres: Server, dsn: str) -> None:
    """D10: A role without the right, and a trigger that refuses, are no damage of the tables."""
    with PostgresStore(of_role(postgres, dsn)) as store:
        assert told(lambda: put(store, new("a"))) == ("read_only", "42501")
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'not now'; END $$; CREATE TRIGGER refuse BEFORE INSERT"
            " ON clientbook_clients FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    with PostgresStore(dsn) as store:
        assert told(lambda: put(store, new("a"))) == ("read_only", "P0001")


def test_a_search_path_without_a_schema_is_told(postgres: Server) -> None:
    """D10: There is nothing to restore where tables have no place yet."""
    address = f"{postgres.empty_database()} options='-c search_path=nowhere'"
    assert told(lambda: PostgresStore(address)) == ("unreachable", "3F000")


def test_a_limit_of_temporary_files_is_a_limit(dsn: str) -> None:
    """D10: What the settings of the server do not allow says that it is a limit."""
    options = "-c temp_file_limit=1 -c work_mem=64 -c max_parallel_workers_per_gather=0"
    with PostgresStore(f"{dsn} options='{options}'") as store:

        def sort() -> None:
            with translated():
                store._session.rows("SELECT n FROM generate_series(1, 90000) n ORDER BY -n")

        assert told(sort) == ("cancelled", "53400")


def test_a_transaction_of_the_host_that_failed_is_no_damage(dsn: str) -> None:
    """D10: A joined store says that the host has to roll back."""
    with psycopg.connect(dsn) as connection:
        store = PostgresStore(connection=connection)
        with pytest.raises(psycopg.errors.DivisionByZero):
            connection.execute("SELECT 1/0")
        assert told(lambda: store.count_clients(BOOK)) == ("cancelled", "25P02")
        assert told(lambda: put(store, new("a"))) == ("cancelled", "25P02")
        connection.rollback()
        put(store, new("a"))


@pytest.mark.parametrize("code", sorted({f"{c:0<5}" for c in SQLSTATES} | OTHER_CODES.keys()))
def test_each_code_is_told_by_its_class(postgres: Server, code: str) -> None:
    """D10: Every state that the table names, raised by a server; no message of it comes out."""
    raising = f"DO $$ BEGIN RAISE 'Ann Lee' USING ERRCODE = '{code}'; END $$"

    def ask(store: PostgresStore) -> None:
        with translated():
            store._session.execute(raising)  # type: ignore[arg-type]

    with PostgresStore(postgres.shared_database()) as store:
        with pytest.raises(StoreUnavailableError) as caught:
            ask(store)
        error = caught.value
        expected = OTHER_CODES.get(code) or said_of(code).reason
        assert (error.reason, error.code) == (expected, code)
        assert "Ann" not in repr(error) + str(error)
        french = sentence(error, "fr")
        assert cast("str", error.problem or error.hint) not in french
        assert french != str(error)
        assert store.count_clients(BOOK) >= 0
