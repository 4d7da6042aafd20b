"""The store in memory."""

from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.testing.conformance import StoreConformance


class TestMemoryStore(StoreConformance):
    """It does what every store does."""

    def make_store(self) -> Store:
        return MemoryStore()

    def open_again(self, store: Store) -> Store | None:
        return store
