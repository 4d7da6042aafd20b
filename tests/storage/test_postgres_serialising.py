"""X52: What a server cannot serialise is done again as a whole, with real failures of a server."""

from typing import Any

import psycopg
import pytest
from tests.postgres_server import Server
from tests.processes import Barrier, run_processes

from clientbook.errors import StoreUnavailableError
from clientbook.storage.postgres import PostgresStore
from clientbook.testing.samples import BOOK, make_change, new, put


@pytest.fixture
def dsn(postgres: Server) -> str:
    """A database whose transactions are serialisable unless they say otherwise."""
    made = postgres.new_database()
    name = psycopg.conninfo.conninfo_to_dict(made)["dbname"]
    postgres.execute(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'")
    return made


def _write(all_here: Barrier, number: int, dsn: str) -> str:
    with PostgresStore(dsn, lock_timeout_seconds=60) as store:
        for turn in range(5):
            all_here()
            store.count_clients(BOOK)
            with store.transaction(BOOK):
                store.get_clients(BOOK, [f"{n}-{turn}" for n in range(4)])
                store.put_clients(BOOK, [new(f"{number}-{turn}")])
                store.append_changes(BOOK, [make_change(f"{number}-{turn}")])
    return "written"


def test_own_units_of_work_say_their_isolation_themselves(dsn: str) -> None:
    """X52: Four processes write one book at once, whatever the database's default: none is refused.

    The book's row is its lock; a serialisable transaction would be refused where it has waited.
    """
    assert run_processes(4, _write, dsn) == ["written"] * 4
    with PostgresStore(dsn) as store:
        assert store.count_clients(BOOK) == 20
        assert [c.seq for c in store.read_changes(BOOK)] == list(range(1, 21))


def test_a_joined_unit_that_came_late_is_done_again_as_a_whole(dsn: str) -> None:
    """X52: The server refuses who read an older book (40001); retry() begins and reads anew."""
    seen: list[int] = []
    with PostgresStore(dsn) as other, psycopg.connect(dsn) as connection:
        store = PostgresStore(connection=connection)
        connection.commit()

        def work() -> int:
            with connection.transaction():
                seen.append(store.count_clients(BOOK))
                if len(seen) < 3:
                    put(other, new(f"other{len(seen)}"))  # commits meanwhile
                with store.transaction(BOOK):
                    store.put_clients(BOOK, [new("late")])
                return len(seen)

        assert store.retry(work) == 3
        assert seen == [0, 1, 2]
        assert sorted(store.get_clients(BOOK, ["late", "other1", "other2"])) == [
            "late",
            "other1",
            "other2",
        ]


def test_retry_gives_up_after_a_bound(dsn: str) -> None:
    """X52: Who always comes late is told so in the end, with the server's code."""
    tries: list[Any] = []
    with PostgresStore(dsn) as other, psycopg.connect(dsn) as connection:
        store = PostgresStore(connection=connection)
        connection.commit()

        def work() -> None:
            with connection.transaction():
                tries.append(store.count_clients(BOOK))
                put(other, new(f"other{len(tries)}"))
                with store.transaction(BOOK):
                    store.put_clients(BOOK, [new("late")])

        with pytest.raises(StoreUnavailableError) as caught:
            store.retry(work, attempts=2)
        assert (caught.value.reason, caught.value.code) == ("locked", "40001")
        assert len(tries) == 2
