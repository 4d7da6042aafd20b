"""The store in PostgreSQL, on a real server."""

from collections.abc import Iterator

import pytest
from tests.postgres_server import Server

from clientbook.storage.protocols import Store
from clientbook.testing.conformance import StoreConformance


class TestPostgresStore(StoreConformance):
    """It does what every store does."""

    @pytest.fixture(autouse=True)
    def _server(self, postgres: Server) -> Iterator[None]:
        self.server = postgres
        self.stores: list[Store] = []
        yield
        for store in self.stores:
            store.close()

    def make_store(self) -> Store:
        from clientbook.storage.postgres import PostgresStore

        self.dsn = self.server.new_database()
        store = PostgresStore(self.dsn)
        self.stores.append(store)
        return store

    def open_again(self, store: Store) -> Store | None:
        from clientbook.storage.postgres import PostgresStore

        return PostgresStore(self.dsn)
