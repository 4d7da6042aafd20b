"""PostgreSQL: order of the journal, walls between books, joined transactions, a killed server."""

import multiprocessing
import pickle
import threading
from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from tests.postgres_server import Server, running_server
from tests.storage.test_sqlite_files import WRONG_WAITS

from clientbook.errors import (
    SchemaVersionError,
    StaleRevisionError,
    StoreUnavailableError,
    WrongTypeError,
)
from clientbook.errors.sentences import sentence
from clientbook.storage.postgres import PostgresStore, row_security_statements
from clientbook.storage.postgres.sqlstates import translated
from clientbook.testing.samples import BOOK, OTHER_BOOK, changed, make_change, make_entry, new, put


@pytest.fixture
def dsn(postgres: Server) -> str:
    """A database of its own."""
    return postgres.new_database()


@pytest.fixture
def store(dsn: str) -> Iterator[PostgresStore]:
    """A store over it."""
    made = PostgresStore(dsn, lock_timeout_seconds=20)
    yield made
    made.close()


def refused(call: Any) -> str:
    """Return the reason with which a call is refused."""
    with pytest.raises(StoreUnavailableError) as caught:
        call()
    return caught.value.reason


def test_a_late_commit_is_never_skipped(store: PostgresStore, dsn: str) -> None:
    """X22: who has read place n never misses a change below n that is committed later.

    The second writer begins only when the first one's place in the journal is visible.
    """
    late = PostgresStore(dsn, lock_timeout_seconds=60)
    started, finished = threading.Event(), threading.Event()

    def second() -> None:
        other = PostgresStore(dsn, lock_timeout_seconds=60)
        started.set()
        with other.transaction(BOOK):
            other.append_changes(BOOK, [make_change("second")])
        other.close()
        finished.set()

    with late.transaction(BOOK):
        late.append_changes(BOOK, [make_change("first")])
        thread = threading.Thread(target=second)
        thread.start()
        started.wait()
        assert not finished.wait(0.2)  # it waits for the first writer, whatever the machine
        assert store.read_changes(BOOK) == ()
    thread.join()
    assert [c.client_id for c in store.read_changes(BOOK)] == ["first", "second"]
    late.close()


def test_writers_of_other_books_do_not_wait(store: PostgresStore, dsn: str) -> None:
    """Only writers of one book follow one another."""
    other = PostgresStore(dsn, lock_timeout_seconds=0.05)
    with store.transaction(BOOK):
        store.put_clients(BOOK, [new("a")])
        with other.transaction(OTHER_BOOK):
            other.put_clients(OTHER_BOOK, [new("a")])
        assert refused(lambda: put(other, new("b"))) == "locked"
    put(other, new("b"))
    assert store.count_clients(BOOK) == 2
    other.close()


def test_what_stays_indexed_is_not_written_again(store: PostgresStore, dsn: str) -> None:
    """X52: A changed client costs the rows that differ; an import of known people grows nothing."""
    client = new("a", make_entry("ann bell", identities=["p:1", "p:2"], facets=["phone", "vip"]))
    put(store, client)

    def written() -> dict[str, int]:
        rows = "SELECT key, xmin FROM clientbook_identities UNION SELECT label, xmin FROM"
        words = "clientbook_facet_blocks UNION SELECT bucket, xmin FROM clientbook_words"
        with psycopg.connect(dsn) as plain:
            return {key: int(xmin) for key, xmin in plain.execute(f"{rows} {words}".encode())}

    before = written()
    put(store, changed(client, make_entry("ann moss", identities=["p:2"], facets=["vip"])))
    after = written()
    kept = before.keys() & after.keys()
    assert {"p:2", "vip", "nan"} <= kept
    assert {key: before[key] for key in kept} == {key: after[key] for key in kept}
    assert before.keys() - after.keys() >= {"p:1", "phone", "nbe"}


def test_labels_that_stay_are_not_written_again(store: PostgresStore, dsn: str) -> None:
    """X52: setting what a client carries already, or nothing where it carries nothing, is free."""
    put(store, new("a"), new("b"))

    def rows() -> list[Any]:
        with psycopg.connect(dsn) as plain:
            return plain.execute("SELECT id, labels, xmin FROM clientbook_labels").fetchall()

    with store.transaction(BOOK):
        store.set_facets(BOOK, "visit", {"a": ["2026-05-12"], "b": []})
    before = rows()
    with store.transaction(BOOK):
        store.set_facets(BOOK, "visit", {"a": ["2026-05-12"], "b": [], "nobody": ["x"]})
    assert rows() == before
    assert len(before) == 1


def test_row_security_is_a_second_wall(postgres: Server) -> None:
    """A role that does not own the tables sees and writes the named book only, even by hand."""
    dsn = postgres.new_database()
    owner = PostgresStore(dsn)
    entry = make_entry(identities=["p:1"])
    put(owner, new("a", entry), book=BOOK)
    put(owner, new("b", entry), book=OTHER_BOOK)
    owner.close()
    role = "reader_" + dsn.rpartition("_")[2]
    with psycopg.connect(dsn, autocommit=True) as plain:
        for statement in row_security_statements():
            plain.execute(statement)
        plain.execute(f"CREATE ROLE {role} LOGIN".encode())
        plain.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
            f" TO {role}".encode()
        )
    as_role = dsn.replace("user=clientbook", f"user={role}")
    walled = PostgresStore(as_role, row_security=True)
    assert walled.find_holders(BOOK, ["p:1"], cap=9) == {"p:1": ("a",)}
    assert walled.find_holders(OTHER_BOOK, ["p:1"], cap=9) == {"p:1": ("b",)}
    put(walled, new("c"), book=OTHER_BOOK)
    with pytest.raises(ZeroDivisionError), walled.transaction(BOOK):
        raise ZeroDivisionError(walled.put_clients(BOOK, [new("d")]))
    assert walled.count_clients(OTHER_BOOK) == 2
    with psycopg.connect(as_role) as plain:
        plain.execute("SELECT set_config('clientbook.book', 'book', false)")
        seen = plain.execute("SELECT DISTINCT book FROM clientbook_clients").fetchall()
        assert seen == [("book",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            plain.execute("INSERT INTO clientbook_records VALUES ('other', 'n', '1', '', '', '')")
    walled.close()
    unnamed = PostgresStore(as_role)  # without the setting: nothing at all
    assert unnamed.count_clients(BOOK) == 0
    unnamed.close()


def test_nothing_of_a_book_stays_on_a_connection(postgres: Server) -> None:
    """D2, X52: a joined connection serves several books under row security, one after the other."""
    as_role, dsn = postgres.walled_database()
    with psycopg.connect(dsn, autocommit=True) as owner:  # other tests share the database
        owner.execute("DELETE FROM clientbook_clients")
    with psycopg.connect(as_role) as host:
        stores = [PostgresStore(connection=host, row_security=True) for _ in range(2)]
        for store, book in zip(stores, (BOOK, OTHER_BOOK), strict=True):
            put(store, new(f"of {book}"), book=book)
        for _ in range(2):
            for store, book in zip(stores, (BOOK, OTHER_BOOK), strict=True):
                assert store.get_clients(book, [f"of {book}"])
        with stores[0].transaction(BOOK):
            assert stores[0].get_clients(OTHER_BOOK, [f"of {OTHER_BOOK}"])
            assert stores[0].get_clients(BOOK, [f"of {BOOK}"])
            stores[0].put_clients(BOOK, [new("late")])
        host.rollback()
    with PostgresStore(as_role, row_security=True) as own:
        put(own, new("kept"))
        assert own.count_clients(OTHER_BOOK) == 0
        assert own._session.row("SELECT current_setting('clientbook.book', true)") in (
            ("",),
            (None,),
        )
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("DELETE FROM clientbook_clients")


def test_a_read_reconnects(store: PostgresStore, dsn: str) -> None:
    """D6, X52: after a restart of the server the next read works, without a write before it."""
    put(store, new("a"))
    for end in range(2):
        with psycopg.connect(dsn, autocommit=True) as plain:
            plain.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert store.count_clients(BOOK) == 1 + end
        if not end:
            put(store, new("b"))


def test_no_message_of_the_server_escapes(store: PostgresStore, dsn: str) -> None:
    """D10: a fault of the database is a typed error; nothing of the driver's hangs on it."""
    put(store, new("a"))
    with psycopg.connect(dsn, autocommit=True) as plain:
        plain.execute("UPDATE clientbook_clients SET body = 'Secretova'")
    with pytest.raises(StoreUnavailableError) as caught:
        store.get_clients(BOOK, ["a"])
    assert caught.value.reason == "corrupt"
    assert "Secretova" not in whole_chain(caught.value)
    with psycopg.connect(dsn, autocommit=True) as plain:
        plain.execute("ALTER TABLE clientbook_clients RENAME TO gone")
    with pytest.raises(StoreUnavailableError) as caught:
        put(store, new("Secretova"))
    assert (caught.value.reason, caught.value.code) == ("corrupt", "42P01")
    assert "Secretova" not in whole_chain(caught.value)
    assert caught.value.__cause__ is None


def whole_chain(error: BaseException) -> str:
    """Return everything a logger may write of an error: all messages and arguments behind it."""
    texts, seen = [], error
    while seen is not None:
        texts.append(f"{seen!r} {seen} {vars(seen)}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "".join(texts)


def test_a_newer_schema_is_refused(dsn: str) -> None:
    """Tables of a newer clientbook say both versions."""
    with psycopg.connect(dsn) as plain:
        plain.execute("UPDATE clientbook_meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(SchemaVersionError):
        PostgresStore(dsn)


def test_other_encodings_are_refused(postgres: Server) -> None:
    """A database that cannot hold every name is refused."""
    postgres.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StoreUnavailableError, match=r"encoding .* is not UTF-8") as caught:
        PostgresStore(postgres.database("latin"))
    assert caught.value.reason == "corrupt"
    assert "UTF-8" in sentence(caught.value, "fr")


@pytest.mark.parametrize(
    "dsn",
    ["hunter2", "postgresql://%zzhunter2", "connect_timeout=hunter2", "password=hunter2\udc80"],
)
def test_an_unreadable_address_is_no_damage(dsn: str) -> None:
    """D6, D10: What is no connection string is told so, without a word of it: a password may be."""
    with pytest.raises(StoreUnavailableError) as caught:
        PostgresStore(dsn)
    assert caught.value.reason == "unreachable"
    assert str(caught.value).startswith("the connection string cannot be read; ")
    assert "illisible" in sentence(caught.value, "fr")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert "hunter2" not in whole_chain(caught.value)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"pool": 5}, WrongTypeError),
        ({"connection": "host=x"}, WrongTypeError),
        ({"dsn": 5}, WrongTypeError),
        *[
            ({"dsn": "host=/nonexistent", "lock_timeout_seconds": wait}, error)
            for wait, error in WRONG_WAITS
        ],
    ],
)
def test_wrong_values_are_refused_when_a_store_is_made(
    given: dict[str, Any], error: type[Exception]
) -> None:
    """X51: No server is asked, and no call is needed, to learn that an argument is wrong."""
    with pytest.raises(error):
        PostgresStore(**given)


def test_nobody_at_home_is_unreachable() -> None:
    """A server that does not answer is the error 'unreachable'."""
    assert refused(lambda: PostgresStore("host=/nonexistent dbname=x")) == "unreachable"


def test_a_read_only_server_is_reported(store: PostgresStore) -> None:
    """A write in a read-only session is the error 'read_only'."""
    store._session.execute("SET default_transaction_read_only = on")
    assert refused(lambda: put(store, new("a"))) == "read_only"
    assert store.count_clients(BOOK) == 0


def _open_and_write(dsn: str, name: str) -> None:
    store = PostgresStore(dsn, lock_timeout_seconds=60)
    put(store, new(name))
    store.close()


def test_many_processes_open_a_new_database_at_once(postgres: Server) -> None:
    """Concurrent openers make the tables once; every one of them can write."""
    dsn = postgres.empty_database()
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_open_and_write, args=(dsn, f"c{i}")) for i in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    store = PostgresStore(dsn)
    assert store.count_clients(BOOK) == 4
    store.close()


def _merge_once(dsn: str, barrier: Any, results: Any) -> None:
    store = PostgresStore(dsn, lock_timeout_seconds=60)
    a, b = new("a"), new("b")
    barrier.wait()
    try:
        with store.transaction(BOOK):
            store.put_clients(BOOK, [changed(a, make_entry("golden"))])
            store.put_clients(BOOK, [changed(b, None)])
            store.append_changes(BOOK, [make_change("a", revision=2), make_change("b", revision=2)])
        results.put("won")
    except StaleRevisionError:
        results.put("stale")
    except BaseException as error:  # noqa: BLE001 - another process: told to the test
        results.put(repr(error))
    store.close()


def test_eight_processes_merge_one_pair(store: PostgresStore, dsn: str) -> None:
    """Exactly one wins, the others learn that they came late; no deadlock surfaces."""
    put(store, new("a"), new("b"))
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(8), context.Queue()
    workers = [context.Process(target=_merge_once, args=(dsn, barrier, results)) for _ in range(8)]
    for worker in workers:
        worker.start()
    answers = sorted(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    assert answers == ["stale"] * 7 + ["won"]
    assert store.count_clients(BOOK) == 1
    assert len(store.read_changes(BOOK)) == 2


def test_work_is_done_again_after_a_serialisation_failure(store: PostgresStore) -> None:
    """X33: retry() repeats what the server could not serialise, and gives up after a bound."""
    attempts: list[int] = []

    def work(failures: int, state: str) -> int:
        attempts.append(len(attempts))
        with store.transaction(BOOK):
            store.put_clients(BOOK, [new(f"{state}-{failures}-{len(attempts)}")])
            if len(attempts) <= failures:
                with translated():
                    store._session.execute(_RAISE[state])
        return len(attempts)

    for state in _RAISE:
        attempts.clear()
        assert store.retry(lambda: work(1, state)) == 2  # noqa: B023 - called at once
    assert store.count_clients(BOOK) == 2
    attempts.clear()
    assert refused(lambda: store.retry(lambda: work(9, "40001"), attempts=3)) == "locked"
    assert len(attempts) == 3
    assert store.count_clients(BOOK) == 2


_RAISE: dict[str, LiteralString] = {
    state: "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "'; END $$"
    for state in ("40001", "40P01")
}


def test_a_killed_server_loses_nothing_committed() -> None:
    """After the server was killed the store says 'unreachable', and goes on once it is back."""
    with running_server() as server:
        if not server.is_ours:
            pytest.skip("a standing server is not killed")
        store = PostgresStore(server.new_database())
        put(store, new("a"))

        def killed_before_the_commit() -> None:
            with store.transaction(BOOK):
                store.put_clients(BOOK, [new("b")])
                server.kill()

        assert refused(killed_before_the_commit) == "unreachable"
        assert refused(lambda: put(store, new("b"))) == "unreachable"
        server.start()
        put(store, new("c"))
        assert store.get_clients(BOOK, "abc").keys() == {"a", "c"}
        store.close()
