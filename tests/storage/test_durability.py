"""Kill at any moment, go on, and the book is the one of an uninterrupted import (SPEC X15)."""

import csv
import multiprocessing
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.postgres_server import Server, running_server

from clientbook import SAFE, Actor, ClientBook, SqliteStore
from clientbook.domain.imports import RunState
from clientbook.errors import StaleRevisionError, StoreUnavailableError
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.protocols import Store
from clientbook.testing.samples import BOOK, changed, make_change, make_entry, new, put

BY = Actor("importer")
SETTINGS = attrs.evolve(SAFE, default_region="FR")
KILLED = -9

Opener = Callable[[], Store]


def make_file(path: Path, rows: int) -> None:
    """Write a seeded file: every tenth row repeats an earlier person, every 33rd is bad."""
    pick = random.Random(5)
    people = []
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["First name", "Last name", "Mobile", "Email"])
        for number in range(rows):
            if number % 10 == 9:
                out.writerow(pick.choice(people))
                continue
            person = [f"Ann{number % 97}", f"Lee{number}", f"06{number:08d}", f"a{number}@b.ca"]
            if number % 33 == 5:
                person[3] = "nonsense"
            people.append(person)
            out.writerow(person)


def open_store(kind: str, where: str) -> Store:
    """Open a store in this process."""
    return SqliteStore(where) if kind == "sqlite" else PostgresStore(where)


def import_file(kind: str, where: str, file: str) -> None:
    """Import a file, or go on with its import; says 'chunk' after each chunk."""
    store = open_store(kind, where)
    book = ClientBook(store, settings=SETTINGS)
    table = book.imports.open(Path(file))

    def tell(_: object) -> None:
        sys.stdout.write("chunk\n")
        sys.stdout.flush()

    begun = [run for run in book.imports.runs() if run.state is RunState.COMMITTING]
    if begun:
        book.imports.resume(begun[0].id, table, by=BY, progress=tell)
    elif not book.imports.runs():
        book.imports.run(table, book.imports.suggest(table), by=BY, progress=tell)
    store.close()


def contents(store: Store) -> tuple[list[Any], dict[str, int]]:
    """Return everybody and the counts of the one run, without ids and times."""
    book = ClientBook(store, settings=SETTINGS)
    listed = store.list_clients("main", limit=100_000)
    clients = store.get_clients("main", [i for _, i in listed]).values()
    people = sorted(
        (c.profile.display_name, [p.e164 for p in c.profile.phones], len(c.profile.emails))
        for c in clients
    )
    (run,) = book.imports.runs()
    assert run.state is RunState.DONE
    assert store.count_clients("main") == len(people)
    created = [c for c in store.read_changes("main") if c.kind.value == "created"]
    assert len(created) == len(people), "somebody was created twice"
    return people, attrs.asdict(run.counts)


def start_import(kind: str, where: str, file: Path) -> "subprocess.Popen[str]":
    """Start an import in a process of its own."""
    call = f"import_file({kind!r}, {where!r}, {str(file)!r})"
    code = f"from tests.storage.test_durability import import_file; {call}"
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def die_after(process: "subprocess.Popen[str]", chunks: int, delay: float) -> bool:
    """Kill a process some time after so many chunks; True when it was killed in time."""
    assert process.stdout is not None
    for _ in range(chunks):
        process.stdout.readline()
    threading.Event().wait(delay)
    process.kill()
    process.stdout.close()
    return process.wait() == KILLED


def campaign(kind: str, where: str, file: Path, *, deaths: int, seed: int) -> set[str]:
    """Kill and go on until the import is done; return when it died."""
    pick = random.Random(seed)
    died = set()
    for death in range(deaths):
        after = 0 if death == 0 else pick.randrange(1, 3)
        if not die_after(start_import(kind, where, file), after, pick.random() * 0.05):
            break
        store = open_store(kind, where)
        count = store.count_clients("main")
        died.add("early" if count == 0 else "late")
        store.close()
    process = start_import(kind, where, file)
    process.communicate()
    assert process.returncode == 0
    return died


@pytest.fixture(params=["sqlite", "postgres"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The kind of store, and where two of them are."""
    kind: str = request.param
    if kind == "sqlite":
        yield kind, str(tmp_path / "killed.db"), str(tmp_path / "whole.db")
    else:
        server: Server = request.getfixturevalue("postgres")
        yield kind, server.new_database(), server.new_database()


def check_campaign(
    places: tuple[str, str, str], folder: Path, *, rows: int, deaths: int, seed: int = 1
) -> None:
    """Hold a killed import against an uninterrupted one."""
    kind, killed, whole = places
    file = folder / "people.csv"
    make_file(file, rows)
    import_file(kind, whole, str(file))
    died = campaign(kind, killed, file, deaths=deaths, seed=seed)
    assert died == {"early", "late"}
    stores = [open_store(kind, where) for where in (killed, whole)]
    try:
        assert contents(stores[0]) == contents(stores[1])
    finally:
        for store in stores:
            store.close()


def test_a_killed_import_goes_on(places: tuple[str, str, str], tmp_path: Path) -> None:
    """X15: killed before the first chunk and in the middle, then resumed: the same book."""
    check_campaign(places, tmp_path, rows=5_000, deaths=3)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_an_import_killed_many_times_goes_on(
    places: tuple[str, str, str], tmp_path: Path, seed: int
) -> None:
    """X15: thirty thousand rows, killed up to a dozen times at random moments."""
    check_campaign(places, tmp_path, rows=30_000, deaths=12, seed=seed)


@pytest.mark.long
def test_a_server_killed_during_an_import(tmp_path: Path) -> None:
    """X15: the PostgreSQL server dies in the middle; the import is resumed once it is back."""
    file = tmp_path / "people.csv"
    make_file(file, 30_000)
    with running_server() as server:
        if not server.is_ours:
            pytest.skip("a standing server is not killed")
        killed, whole = server.new_database(), server.new_database()
        import_file("postgres", whole, str(file))
        for chunks in (1, 7, 15):
            process = start_import("postgres", killed, file)
            assert process.stdout is not None
            for _ in range(chunks):
                process.stdout.readline()
            server.kill()
            process.communicate()
            assert process.returncode == 1  # an error it could act on, no crash
            server.start()
        import_file("postgres", killed, str(file))
        stores = [PostgresStore(killed), PostgresStore(whole)]
        assert contents(stores[0]) == contents(stores[1])
        for store in stores:
            store.close()


def _merge(path: str, barrier: Any, results: Any) -> None:
    store = SqliteStore(path, busy_timeout_seconds=60)
    a, b = new("a"), new("b")
    barrier.wait()
    try:
        with store.transaction(BOOK):
            store.put_clients(BOOK, [changed(a, make_entry("golden")), changed(b, None)])
            store.append_changes(BOOK, [make_change("a", revision=2), make_change("b", revision=2)])
        results.put("won")
    except StaleRevisionError:
        results.put("stale")
    except BaseException as error:  # noqa: BLE001 - another process: told to the test
        results.put(repr(error))
    store.close()


def test_eight_processes_merge_one_pair(tmp_path: Path) -> None:
    """Exactly one wins, the others learn that they came late; nobody meets a lock."""
    path = str(tmp_path / "clients.db")
    store = SqliteStore(path)
    put(store, new("a"), new("b"))
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(8), context.Queue()
    workers = [context.Process(target=_merge, args=(path, barrier, results)) for _ in range(8)]
    for worker in workers:
        worker.start()
    answers = sorted(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    assert answers == ["stale"] * 7 + ["won"]
    assert len(store.read_changes(BOOK)) == 2
    store.close()


def test_a_full_disk_stops_an_import_that_goes_on_later(tmp_path: Path) -> None:
    """X15: the disk fills in the middle; with space again the import goes on to the same book."""
    file = tmp_path / "people.csv"
    make_file(file, 4_000)
    import_file("sqlite", str(tmp_path / "whole.db"), str(file))
    store = SqliteStore(tmp_path / "full.db")
    book = ClientBook(store, settings=SETTINGS)
    table = book.imports.open(file)
    done: list[int] = []

    def fill(_: object) -> None:
        done.append(store.count_clients("main"))
        if done[-1]:
            store._session.execute("PRAGMA max_page_count = 1")  # no more than now

    with pytest.raises(StoreUnavailableError) as caught:
        book.imports.run(table, book.imports.suggest(table), by=BY, progress=fill)
    assert caught.value.reason == "full"
    assert 0 < store.count_clients("main") == done[-1]
    store._session.execute("PRAGMA max_page_count = 1000000")
    (run,) = book.imports.runs()
    book.imports.resume(run.id, book.imports.open(file), by=BY)
    whole = SqliteStore(tmp_path / "whole.db")
    assert contents(store) == contents(whole)
    store.close()
    whole.close()


def test_a_clock_that_goes_back(tmp_path: Path) -> None:
    """Order comes from places and revisions: a clock that jumps back spoils no history."""
    now = datetime(2026, 5, 12, 12, tzinfo=UTC)
    times = iter([now - timedelta(hours=hour) for hour in range(1_000)])
    store = SqliteStore(tmp_path / "clients.db")
    book = ClientBook(store, settings=SETTINGS, clock=lambda: next(times))
    file = tmp_path / "people.csv"
    make_file(file, 300)
    table = book.imports.open(file)
    run = book.imports.run(table, book.imports.suggest(table), by=BY)
    assert run.counts.rows == 300
    changes = store.read_changes("main")
    assert [c.seq for c in changes] == sorted(c.seq for c in changes)
    revisions: dict[str, list[int]] = {}
    for change in changes:
        if change.client_id is not None and change.revision:
            revisions.setdefault(change.client_id, []).append(change.revision)
    assert all(seen == sorted(seen) for seen in revisions.values())
    store.close()
