"""The store in one SQLite file."""

import pytest

from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore, words
from clientbook.testing.conformance import StoreConformance
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
