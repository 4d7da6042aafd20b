"""Stores whose rows are damaged, whose connection is elsewhere, or whose lists are long."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from clientbook.errors import InvalidValueError, StoreInUseError, StoreUnavailableError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import FacetFilter, SearchColumn, Store
from clientbook.storage.sqlite import SqliteStore, clients, facets
from clientbook.testing.samples import BOOK, changed, make_change, make_entry, new, put
from clientbook.testing.search_rules import found, query

STORES = pytest.mark.parametrize("make", [MemoryStore, lambda: SqliteStore(":memory:")])


@pytest.mark.parametrize("damage", ["kind = 'nonsense'", "at = 'soon'", "at = 9e18"])
def test_a_change_nobody_can_read_is_corrupt(tmp_path: Path, damage: str) -> None:
    """D10: a kind nobody knows and a time of no calendar are the error 'corrupt'."""
    path = tmp_path / "clients.db"
    with SqliteStore(path) as store:
        put(store, new("a"))
        with store.transaction(BOOK):
            store.append_changes(BOOK, [make_change("a")])
    plain = sqlite3.connect(path)
    with plain:
        plain.execute(f"UPDATE clientbook_changes SET {damage}")
    plain.close()
    with SqliteStore(path) as store, pytest.raises(StoreUnavailableError) as caught:
        store.read_changes(BOOK)
    assert caught.value.reason == "corrupt"


def test_a_joined_connection_stays_with_its_thread(tmp_path: Path) -> None:
    """A connection that belongs to one thread says so in another, and how to hand it on."""
    connection = sqlite3.connect(tmp_path / "host.db")
    store = SqliteStore(connection=connection)
    said: list[Exception] = []

    def look() -> None:
        try:
            store.get_clients(BOOK, ["a"])
        except StoreInUseError as error:
            said.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    (error,) = said
    assert "check_same_thread=False" in str(error)
    connection.close()


def test_a_log_that_somebody_reads_is_not_made_smaller(tmp_path: Path) -> None:
    """Compacting says that somebody still reads what was taken out."""
    path = tmp_path / "clients.db"
    with SqliteStore(path, busy_timeout_seconds=0.05) as store:
        put(store, new("a"))
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM clientbook_clients").fetchone()
        put(store, new("b"))
        with pytest.raises(StoreUnavailableError) as caught:
            store.compact()
        assert caught.value.reason == "locked"
        reader.execute("COMMIT")
        reader.close()
        store.compact()
        assert store.get_clients(BOOK, ["a", "b"]).keys() == {"a", "b"}


def test_what_a_host_interrupts_is_cancelled() -> None:
    """D10: A progress handler of the host that ends a statement has damaged nothing."""
    connection = sqlite3.connect(":memory:")
    store = SqliteStore(connection=connection)
    connection.set_progress_handler(lambda: 1, 1)
    with pytest.raises(StoreUnavailableError) as caught:
        store.count_clients(BOOK)
    assert (caught.value.reason, caught.value.code) == ("cancelled", "SQLITE_INTERRUPT")
    connection.set_progress_handler(None, 1)
    assert store.count_clients(BOOK) == 0
    connection.close()


@pytest.mark.parametrize("descending", [False, True])
def test_long_lists_are_those_of_short_ones(
    monkeypatch: pytest.MonkeyPatch, descending: bool
) -> None:
    """K24: a filter that many pass gives the same pages as one that few pass."""
    labels = [("even", f"at@{n:02d}") if n % 2 == 0 else (f"at@{n:02d}",) for n in range(20)]
    with SqliteStore(":memory:") as store:
        put(store, *(new(f"c{n}", make_entry(f"n{n:02d}", facets=labels[n])) for n in range(20)))
        wheres = (
            FacetFilter(all_of=frozenset({"even"})),
            FacetFilter(none_of=frozenset({"even"})),
            FacetFilter(ranges=(("at@05", "at@15"),)),
        )

        def pages(where: FacetFilter) -> list[tuple[str, str]]:
            listed: list[tuple[str, str]] = []
            while page := store.list_clients(
                BOOK, where, after=listed[-1] if listed else None, limit=3, descending=descending
            ):
                listed += page
            return listed

        short = [pages(where) for where in wheres]
        assert [len(listed) for listed in short] == [10, 10, 10]
        monkeypatch.setattr(clients, "_FEW", -1)
        monkeypatch.setattr(facets, "_SEEKS", -1)
        assert [pages(where) for where in wheres] == short


@STORES
def test_a_search_goes_on_after_a_hit_that_is_gone(make: Callable[[], Store]) -> None:
    """The page after a client who was purged meanwhile begins where the client stood."""
    with make() as store:
        for n in range(4):
            put(store, new(f"c{n}", make_entry("marie roy")))
        first, second, *_ = store.search(BOOK, query("marie"), limit=4)
        gone = changed(new(second.client_id, make_entry("marie roy")), None)
        put(store, gone)
        with store.transaction(BOOK):
            store.purge_clients(BOOK, [second.client_id])
        rest = store.search(BOOK, query("marie"), after=second, limit=4)
        ids = [hit.client_id for hit in rest]
        assert {"c2", "c3"} <= set(ids)
        assert second.client_id not in ids
        assert len(ids) == len(set(ids))
        rest = store.search(BOOK, query("marie"), after=first, limit=4)
        assert [hit.client_id for hit in rest] == ["c2", "c3"]


@STORES
def test_filters_by_name_are_checked_like_others(make: Callable[[], Store]) -> None:
    """X51: a filter that is given by its name holds no more than one that stands in its place."""
    with make() as store:
        put(store, new("a", make_entry("ann", words={SearchColumn.NAME: "ann"})))
        assert found(store, query("ann")) == [("a", 2)]
        with pytest.raises(InvalidValueError):
            store.count_clients(BOOK, where=FacetFilter(all_of=frozenset({"\ud800"})))
