"""The store in PostgreSQL, on a real server."""

from collections.abc import Iterator

import pytest
from tests.postgres_server import Server, empty_tables

from clientbook.storage.protocols import Store
from clientbook.testing.conformance import StoreConformance


class OnAServer(StoreConformance):
    """It does what every store does; each test finds the tables of one database empty."""

    row_security = False

    @pytest.fixture(autouse=True)
    def _stores(self, postgres: Server) -> Iterator[None]:
        self.server = postgres
        self.stores: list[Store] = []
        self.dsn, self.owner_dsn = self._database()
        yield
        for store in self.stores:
            store.close()

    def _database(self) -> tuple[str, str]:
        dsn = self.server.shared_database()
        return dsn, dsn

    def make_store(self) -> Store:
        empty_tables(self.owner_dsn)
        return self.connect()

    def connect(self) -> Store:
        from clientbook.storage.postgres import PostgresStore

        store = PostgresStore(self.dsn, row_security=self.row_security)
        self.stores.append(store)
        return store

    def open_again(self, store: Store) -> Store | None:
        return self.connect()


class TestPostgresStore(OnAServer):
    """X25: as the owner of the tables."""


class TestPostgresStoreUnderRowSecurity(OnAServer):
    """X52, D2: as a role that does not own the tables, with the second wall up."""

    row_security = True
    examples = 8

    def _database(self) -> tuple[str, str]:
        return self.server.walled_database()
