"""The store in one SQLite file."""

import pytest

from clientbook.storage.protocols import Record, Store
from clientbook.storage.sqlite import SqliteStore, words
from clientbook.testing.conformance import StoreConformance
from clientbook.testing.samples import BOOK, START, changed, make_entry, new, put
from clientbook.testing.search_rules import SearchRules


class TestSqliteStore(StoreConformance):
    """It does what every store does."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        self.folder = tmp_path_factory

    def make_store(self) -> Store:
        self.path = self.folder.mktemp("book") / "clients.db"
        return SqliteStore(self.path)

    def open_again(self, store: Store) -> Store | None:
        return SqliteStore(self.path)


class TestSearchWithinWideFilters(SearchRules):
    """A filter that lets many through is asked of the index instead; the hits are the same."""

    @pytest.fixture(autouse=True)
    def _nobody_is_few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(words, "_PROBED", 0)

    def make_store(self) -> Store:
        return SqliteStore(":memory:")


def test_a_page_of_one_owners_records_costs_the_page() -> None:
    """However many records an owner has, the first of them are read in order, not sorted."""
    steps: list[int] = []
    for count in (50, 5_000):
        with SqliteStore(":memory:") as store:
            with store.transaction("b"):
                records = [Record("c", f"{n:05d}", {}, "o", f"{n:05d}") for n in range(count)]
                store.put_records("b", records)
            done = [0]

            def tick(done: list[int] = done) -> int:
                done[0] += 1
                return 0

            store._session.connection.set_progress_handler(tick, 10)
            assert len(store.list_records("b", "c", owners=["o"], limit=5)) == 5
            steps.append(done[0])
    assert steps[0] == steps[1]


def test_labels_that_stay_are_not_written_again() -> None:
    """X52: setting what a client carries already, or nothing where it carries nothing, is free."""
    with SqliteStore(":memory:") as store:
        put(store, new("a"), new("b"))
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": ["2026-05-12"], "b": []})
            before = store._session.connection.total_changes
            store.set_facets(BOOK, "visit", {"a": ["2026-05-12"], "b": [], "nobody": ["x"]})
            assert store._session.connection.total_changes == before
        assert store.get_facets(BOOK, ["a", "b"]) == {"a": {"visit": ("2026-05-12",)}}


def _rows(store: SqliteStore) -> tuple[list[object], list[object]]:
    asked = store._session.rows
    return (
        [*asked("SELECT * FROM clientbook_clients ORDER BY id")],
        [*asked("SELECT at FROM clientbook_lapsed")],
    )


def test_a_deletion_of_many_writes_no_clients_row() -> None:
    """X17: rows of who is deleted with many stay as they are until another write, or a purge."""
    writes = [new(name, make_entry(name)) for name in "abc"]
    with SqliteStore(":memory:") as store:
        put(store, *writes)
        before, _ = _rows(store)
        with store.transaction(BOOK):
            assert store.delete_clients(BOOK, "abcx", at=START) == {"a": 2, "b": 2, "c": 2}
        after, lapsed = _rows(store)
        assert (after, len(lapsed)) == (before, 3)
        put(store, changed(changed(writes[0], None), make_entry("a")))
        with store.transaction(BOOK):
            store.purge_clients(BOOK, ["b"])
        assert len(_rows(store)[1]) == 1
        assert store.list_clients(BOOK, limit=9) == (("a", "a"),)
