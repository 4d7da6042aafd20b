"""SQLite files: versions, damage, locks, full disks, other threads and processes."""

import gc
import json
import multiprocessing
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.processes import forking, in_a_fork

from clientbook.errors import (
    InvalidValueError,
    SchemaVersionError,
    StoreUnavailableError,
    WrongTypeError,
)
from clientbook.storage.checks import wait_milliseconds
from clientbook.storage.protocols import Record
from clientbook.storage.sqlite import SqliteStore, keys
from clientbook.storage.sqlite.schemas import APPLICATION_ID, VERSION, make_file
from clientbook.testing.samples import BOOK, START, changed, make_change, make_entry, new, put
from clientbook.testing.search_rules import found, query

DATA = Path(__file__).parent.parent / "data"


def refused(call: Callable[[], object]) -> str:
    """Return the reason with which a call is refused."""
    with pytest.raises(StoreUnavailableError) as caught:
        call()
    assert caught.value.hint
    return caught.value.reason


def test_a_file_keeps_what_was_committed(tmp_path: Path) -> None:
    """What one store wrote, the next one reads."""
    path = tmp_path / "clients.db"
    first = SqliteStore(path)
    put(first, new("a"))
    first.close()
    again = SqliteStore(str(path))
    assert again.get_clients(BOOK, ["a"]).keys() == {"a"}
    again.close()


def test_a_file_says_what_it_is(tmp_path: Path) -> None:
    """Header and table name the program and the schema version; the log is written ahead."""
    path = tmp_path / "clients.db"
    SqliteStore(path).close()
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert plain.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """A file of a newer clientbook says both versions and is left alone."""
    path = tmp_path / "clients.db"
    SqliteStore(path).close()
    plain = sqlite3.connect(path)
    with plain:
        plain.execute("UPDATE clientbook_meta SET value = ? WHERE name = 'schema'", (VERSION + 1,))
    plain.close()
    with pytest.raises(SchemaVersionError) as caught:
        SqliteStore(path)
    assert (caught.value.found, caught.value.supported) == (VERSION + 1, VERSION)


def test_what_is_no_clientbook_file_is_refused(tmp_path: Path) -> None:
    """A text, somebody else's database and a broken version are refused and left unchanged."""
    text = tmp_path / "text.db"
    text.write_bytes(b"Name;Phone\n" * 500)
    other = tmp_path / "other.db"
    plain = sqlite3.connect(other)
    plain.execute("CREATE TABLE clients (id)")
    plain.commit()
    plain.close()
    before = text.read_bytes()
    assert refused(lambda: SqliteStore(text)) == "corrupt"
    assert refused(lambda: SqliteStore(other)) == "corrupt"
    with pytest.raises(StoreUnavailableError, match=r"no clientbook database, .*name the file"):
        SqliteStore(text)
    assert text.read_bytes() == before
    plain = sqlite3.connect(other)
    assert plain.execute("SELECT name FROM sqlite_master").fetchall() == [("clients",)]
    plain.close()
    broken = tmp_path / "broken.db"
    SqliteStore(broken).close()
    plain = sqlite3.connect(broken)
    with plain:
        plain.execute("DELETE FROM clientbook_meta WHERE name = 'schema'")
    plain.close()
    assert refused(lambda: SqliteStore(broken)) == "corrupt"


def test_a_path_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    """A folder that does not exist, or a folder as a file, is unreachable."""
    assert refused(lambda: SqliteStore(tmp_path / "none" / "clients.db")) == "unreachable"
    assert refused(lambda: SqliteStore(tmp_path)) == "unreachable"


def test_give_a_path_or_a_connection() -> None:
    """Neither or both is a mistake of the caller."""
    with pytest.raises(TypeError):
        SqliteStore()
    connection = sqlite3.connect(":memory:")
    with pytest.raises(TypeError):
        SqliteStore("x", connection=connection)
    connection.close()


def test_damaged_pages_are_reported(tmp_path: Path) -> None:
    """Damage inside the file is the error 'corrupt', and no wrong answer."""
    path = tmp_path / "clients.db"
    store = SqliteStore(path)
    put(store, *(new(f"c{i:05d}") for i in range(500)))
    store.close()
    pages = bytearray(path.read_bytes())
    pages[4096 * 2 :] = b"\x5a" * (len(pages) - 4096 * 2)
    path.write_bytes(pages)
    assert refused(lambda: SqliteStore(path).get_clients(BOOK, ["c00001"])) == "corrupt"


def test_a_damaged_schema_is_reported(tmp_path: Path) -> None:
    """X33: bytes that are no text, where the names of the tables stand, are the error 'corrupt'."""
    path = tmp_path / "clients.db"
    with SqliteStore(path) as store:
        put(store, new("a"))
        store.compact()
    pages = path.read_bytes()
    assert pages.count(b"tableclientbook_")
    path.write_bytes(pages.replace(b"tableclientbook_", b"tableclientbook\xf1"))
    assert refused(lambda: SqliteStore(path)) == "corrupt"


def test_an_unreadable_document_is_reported(tmp_path: Path) -> None:
    """A client or change nobody can read is the error 'corrupt'."""
    path = tmp_path / "clients.db"
    store = SqliteStore(path)
    put(store, new("a"))
    with store.transaction(BOOK):
        store.append_changes(BOOK, [make_change("a", before=(("company", "x"),))])
    plain = sqlite3.connect(path)
    with plain:
        plain.execute("UPDATE clientbook_clients SET document = '{\"new\":1}'")
        plain.execute("UPDATE clientbook_changes SET before = '[1]'")
    plain.close()
    assert refused(lambda: store.get_clients(BOOK, ["a"])) == "corrupt"
    assert refused(lambda: store.read_changes(BOOK)) == "corrupt"
    store.close()


@pytest.mark.parametrize("damage", ["cast(x'ff' AS text)", "'{\"Secretova'", "x'ff'", "7"])
def test_damaged_bytes_tell_nobody(tmp_path: Path, damage: str) -> None:
    """D10: whatever stands where a document stood: 'corrupt', without a word of it."""
    path = tmp_path / "clients.db"
    with SqliteStore(path) as store:
        put(store, new("a"))
        with store.transaction(BOOK):
            store.append_changes(BOOK, [make_change("a", before=(("company", "Secretova"),))])
            store.put_records(BOOK, [Record("note", "1", {"text": "Secretova"}, "a")])
    plain = sqlite3.connect(path)
    with plain:
        for table, column in (("clients", "document"), ("changes", "before"), ("records", "body")):
            text = damage
            if "ff" in damage and "cast" in damage:  # in the midst of what was there
                text = f"cast(cast({column} AS blob) || x'ff' AS text)"
            plain.execute(f"UPDATE clientbook_{table} SET {column} = {text}")
    plain.close()
    with SqliteStore(path) as store:
        reads: tuple[Callable[[], object], ...] = (
            lambda: store.get_clients(BOOK, ["a"]),
            lambda: store.read_changes(BOOK),
            lambda: store.get_records(BOOK, "note", ["1"]),
            lambda: store.list_records(BOOK, "note", owners=["a"]),
        )
        for read in reads:
            with pytest.raises(StoreUnavailableError) as caught:
                read()
            assert caught.value.reason == "corrupt"
            assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_file_cut_to_nothing_is_no_new_book(tmp_path: Path) -> None:
    """D17: an existing file of 0 bytes is refused, unless one asks for a new book in it."""
    path = tmp_path / "clients.db"
    path.touch()
    assert refused(lambda: SqliteStore(path)) == "corrupt"
    with SqliteStore(path, allow_empty=True) as store:
        put(store, new("a"))
    with SqliteStore(path) as store:
        assert store.count_clients(BOOK) == 1
    assert [p.name for p in tmp_path.glob("*.new")] == []


def test_a_file_nobody_may_write_is_read(tmp_path: Path) -> None:
    """D18: a database that cannot be written is read over a joined connection, as the hint says."""
    path = tmp_path / "clients.db"
    with SqliteStore(path) as store:
        put(store, new("a"))
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    store = SqliteStore(connection=connection)
    assert store.count_clients(BOOK) == 1
    assert refused(lambda: put(store, new("b"))) == "read_only"
    connection.close()


def test_a_locked_file_is_waited_for_then_refused(tmp_path: Path) -> None:
    """Another writer is waited for, after the bounded time the error is 'locked'; reads go on."""
    path = tmp_path / "clients.db"
    one, two = SqliteStore(path), SqliteStore(path, busy_timeout_seconds=0.05)
    put(one, new("a"))
    with one.transaction(BOOK):
        one.put_clients(BOOK, [new("b")])
        assert refused(lambda: put(two, new("c"))) == "locked"
        assert two.count_clients(BOOK) == 1
    put(two, new("c"))
    assert one.count_clients(BOOK) == 3
    one.close()
    two.close()


def test_a_read_only_file_is_read(tmp_path: Path) -> None:
    """A write to a file that cannot be written is the error 'read_only'; nothing is lost."""
    path = tmp_path / "clients.db"
    store = SqliteStore(path)
    put(store, new("a"))
    store.close()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    joined = SqliteStore(connection=connection)
    assert joined.get_clients(BOOK, ["a"]).keys() == {"a"}
    connection.execute("BEGIN")
    assert refused(lambda: put(joined, new("b"))) == "read_only"
    connection.close()


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A full disk is the error 'full'; what was committed stays, and with space it goes on."""
    path = tmp_path / "clients.db"
    store = SqliteStore(path)
    put(store, *(new(f"a{i}") for i in range(50)))
    store._session.execute("PRAGMA max_page_count = 1")  # its present size
    assert (
        refused(lambda: put(store, *(new(f"b{i}", make_entry("x" * 90)) for i in range(5_000))))
        == "full"
    )
    assert store.count_clients(BOOK) == 50
    assert len(found(store, query("ada"))) == 50
    store._session.execute("PRAGMA max_page_count = 1000000")
    put(store, *(new(f"b{i}") for i in range(50)))
    assert store.count_clients(BOOK) == 100
    store.close()


@forking
def test_after_a_fork_the_store_is_refused(tmp_path: Path) -> None:
    """A child process cannot use its parent's store; the parent goes on."""
    store = SqliteStore(tmp_path / "clients.db")
    put(store, new("a"))
    assert "does not survive a fork" in in_a_fork(lambda: store.count_clients(BOOK))
    put(store, new("b"))
    assert store.count_clients(BOOK) == 2
    store.close()


def _open_and_write(path: str, name: str) -> None:
    store = SqliteStore(path, busy_timeout_seconds=60)
    put(store, new(name))
    store.close()


def test_many_processes_open_a_new_file_at_once(tmp_path: Path) -> None:
    """Concurrent openers make the tables once; every one of them can write."""
    path = str(tmp_path / "clients.db")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_open_and_write, args=(path, f"c{i}")) for i in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    store = SqliteStore(path)
    assert store.count_clients(BOOK) == 4
    store.close()


@pytest.mark.parametrize("path", sorted(DATA.glob("schema_*.db")), ids=lambda p: p.stem)
def test_every_released_version_opens(path: Path, tmp_path: Path) -> None:
    """A file of each released schema version is migrated in place and answers as it did."""
    copied = tmp_path / path.name
    shutil.copy(path, copied)
    expected = json.loads(path.with_suffix(".json").read_text())
    store = SqliteStore(copied)
    assert store.count_clients(BOOK) == expected["count"]
    assert [list(pair) for pair in store.list_clients(BOOK, limit=99)] == expected["list"]
    assert [list(hit) for hit in found(store, query("ada"))] == expected["search"]
    assert len(store.read_changes(BOOK)) == expected["changes"]
    put(store, new("later"))
    assert store.count_clients(BOOK) == expected["count"] + 1
    store.close()


def test_the_golden_files_are_complete() -> None:
    """Every schema version that was released has its file: each before the one being written."""
    versions = [int(path.stem.removeprefix("schema_")) for path in DATA.glob("schema_*.db")]
    assert set(versions) >= set(range(1, VERSION))


def test_keys_of_version_1_move_to_one_table(tmp_path: Path) -> None:
    """C7: what version 1 had not poured yet is found after the migration, and so is the rest."""
    path = tmp_path / "old.db"
    shutil.copy(DATA / "schema_1.db", path)
    plain = sqlite3.connect(path)
    before = plain.execute(
        "SELECT key, number FROM clientbook_identities"
        " UNION ALL SELECT key, number FROM clientbook_identities_new"
    ).fetchall()
    with plain:
        plain.execute("INSERT INTO clientbook_facets VALUES (1, 'tag:nobody', 999)")
    plain.close()
    SqliteStore(path).close()
    plain = sqlite3.connect(path)
    after = plain.execute("SELECT key, number FROM clientbook_identities").fetchall()
    assert sorted(after) == sorted(before)
    assert len(before) > 0
    tables = {row[0] for row in plain.execute("SELECT name FROM sqlite_master")}
    assert not {name for name in tables if name.endswith("_new")}
    assert plain.execute("SELECT 1 FROM clientbook_facets WHERE key = 999").fetchone() is None
    plain.close()


def test_statements_have_plain_parameters() -> None:
    """N4: Python 3.12.0 to 3.12.3 warns at each use of a numbered parameter ("?1")."""
    folder = Path(keys.__file__).parent
    for source in sorted(folder.glob("*.py")):
        assert not re.search(r"\?[0-9]", source.read_text(encoding="utf-8")), source.name


def test_a_label_nobody_has_is_gone(tmp_path: Path) -> None:
    """D3: a label lives as long as a client has it; it may say something of a person."""
    with SqliteStore(tmp_path / "clients.db") as store:
        first = new("a", make_entry(facets=["tag:private", "mobile"]))
        put(store, first, new("b", make_entry(facets=["mobile"])))
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": ["at@2026-01-05T09:30"]})
        assert _labels(store) == {"", "mobile", "tag:private", "visit/at@2026-01-05T09:30"}
        put(store, changed(first, make_entry(facets=["mobile"])))
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": []})
        assert _labels(store) == {"", "mobile"}
        with store.transaction(BOOK):
            store.purge_clients(BOOK, ["a", "b"])
        assert _labels(store) == set()


def _labels(store: SqliteStore) -> set[str]:
    return {row[0] for row in store._session.rows("SELECT label FROM clientbook_facets")}


def test_deleting_takes_every_word_out(tmp_path: Path) -> None:
    """After many changes and deletions the full-text index checks out and holds nobody.

    Who is deleted with many leaves it when he is written again, or purged.
    """
    store = SqliteStore(tmp_path / "clients.db")
    writes = [
        new(f"c{i}", make_entry(f"name{i} common", matches=[f"m:{i}", "M x"])) for i in range(60)
    ]
    put(store, *writes)
    writes = [
        changed(w, make_entry(f"other{i} common", identities=["p:1"], facets=["vip"]))
        for i, w in enumerate(writes)
    ]
    put(store, *writes)
    put(store, *(changed(w, None) for w in writes[:20]))
    with store.transaction(BOOK):
        store.delete_clients(BOOK, [w.client.id for w in writes[20:]], at=START)
        store.purge_clients(BOOK, [w.client.id for w in writes[40:]])
    put(store, *(changed(changed(w, None), None) for w in writes[20:40]))
    store._session.execute("INSERT INTO clientbook_words (clientbook_words) VALUES ('optimize')")
    store._session.execute(
        "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'clientbook_words', 'row')"
    )
    assert store._session.rows("SELECT term FROM temp.terms") == []
    for table in ("identities", "facet_blocks", "facets", "names"):
        assert store._session.rows(f"SELECT * FROM clientbook_{table}") == []
    store.close()


def test_a_store_that_is_forgotten_gives_its_file_back(tmp_path: Path) -> None:
    """X51: without close() the connection ends with the store, and no interpreter warns of it."""
    connection = SqliteStore(tmp_path / "clients.db")._session.connection
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_new_file_appears_with_its_log_turned_on(tmp_path: Path) -> None:
    """X33: who opens it first has nothing to change in it that others would be locked out for."""
    path = tmp_path / "clients.db"
    make_file(str(path), allow_empty=False)
    assert path.read_bytes()[18:20] == b"\2\2"  # write-ahead log, see sqlite.org/fileformat2.html
    assert [found.name for found in tmp_path.iterdir()] == ["clients.db"]


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """N9: nobody else reads a new book or its log, whatever the mask; one that is there is kept."""
    path = tmp_path / "clients.db"
    mask = os.umask(0)
    try:
        store = SqliteStore(path)
        put(store, new("a"))
        made = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
        store.compact()
        store.close()
    finally:
        os.umask(mask)
    assert made == dict.fromkeys(["clients.db", "clients.db-wal", "clients.db-shm"], 0o600)
    path.chmod(0o640)
    with SqliteStore(path) as again:
        put(again, new("b"))
        again.compact()
    assert path.stat().st_mode & 0o777 == 0o640


WRONG_WAITS: tuple[tuple[Any, type[Exception]], ...] = (
    ("1", WrongTypeError),
    (True, WrongTypeError),
    (None, WrongTypeError),
    *((wait, InvalidValueError) for wait in (-1, 0, float("nan"), float("inf"), 86_401)),
)
"""How long no writer can be waited for, and how that is refused."""


@pytest.mark.parametrize(("wait", "error"), WRONG_WAITS)
def test_a_wrong_time_to_wait_is_refused(tmp_path: Path, wait: Any, error: type[Exception]) -> None:
    """X51: A wait is a number of seconds above 0; nothing is made for another."""
    with pytest.raises(error, match="busy_timeout_seconds"):
        SqliteStore(tmp_path / "clients.db", busy_timeout_seconds=wait)
    assert not list(tmp_path.iterdir())


def test_the_shortest_time_to_wait_is_one() -> None:
    """A wait below a millisecond is one: 0 is at once to a database, or for ever to another."""
    assert [wait_milliseconds("wait", s) for s in (1e-9, 0.001, 0.0011, 10)] == [1, 1, 2, 10_000]
