"""Tables that a host's migrations make, bring forward and remove."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from clientbook.errors import SchemaVersionError
from clientbook.storage import postgres, sqlite
from clientbook.storage.postgres.schemas import VERSION as POSTGRES_VERSION
from clientbook.storage.sqlite.schemas import VERSION as SQLITE_VERSION
from clientbook.testing.samples import BOOK, new, put


class Host:
    """A database of a host's, and the functions for its engine."""

    def __init__(self, connection: Any, engine: Any, newest: int) -> None:
        self.connection, self.engine, self.newest = connection, engine, newest

    def join(self) -> Any:
        if self.engine is sqlite:
            return sqlite.SqliteStore(connection=self.connection)
        return postgres.PostgresStore(connection=self.connection)

    def tables(self) -> set[str]:
        catalogue = (
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if self.engine is sqlite
            else "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public'"
        )
        return {row[0] for row in self.connection.execute(catalogue).fetchall()}


@pytest.fixture(params=["sqlite", "postgres"])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Host]:
    if request.param == "sqlite":
        found = Host(sqlite3.connect(tmp_path / "host.db"), sqlite, SQLITE_VERSION)
    else:
        dsn = request.getfixturevalue("postgres").empty_database()
        found = Host(psycopg.connect(dsn), postgres, POSTGRES_VERSION)
    found.connection.execute("CREATE TABLE clientbook_of_the_host (id integer)")
    found.connection.commit()
    yield found
    found.connection.close()


def test_tables_come_step_by_step_and_go(host: Host) -> None:
    """X54: Made up to a version, brought forward, removed: the host's own tables stay."""
    assert host.engine.tables_version(host.connection) == 0
    for version in range(1, host.newest + 1):
        host.engine.make_tables(host.connection, version=version)
        assert host.engine.tables_version(host.connection) == version
    host.engine.make_tables(host.connection, version=1)  # never backwards
    assert host.engine.tables_version(host.connection) == host.newest
    store = host.join()
    put(store, new("a"))
    assert store.count_clients(BOOK) == 1
    host.engine.drop_tables(host.connection)
    assert host.tables() == {"clientbook_of_the_host"}
    host.engine.drop_tables(host.connection)
    host.engine.make_tables(host.connection)
    assert host.join().count_clients(BOOK) == 0


def test_tables_stand_or_fall_with_the_host(host: Host) -> None:
    """X54: The host's transaction decides over tables that were made or removed in it."""
    host.engine.make_tables(host.connection)
    host.connection.rollback()
    assert host.tables() == {"clientbook_of_the_host"}
    host.engine.make_tables(host.connection)
    host.connection.commit()
    host.engine.drop_tables(host.connection)
    host.connection.rollback()
    assert host.engine.tables_version(host.connection) == host.newest


def test_tables_of_a_newer_program_are_left_alone(host: Host) -> None:
    """X54: A migration of an older clientbook refuses what a newer one has made."""
    host.engine.make_tables(host.connection)
    host.connection.execute("UPDATE clientbook_meta SET value = 99 WHERE name = 'schema'")
    host.connection.commit()
    with pytest.raises(SchemaVersionError):
        host.join()
    assert host.engine.tables_version(host.connection) == 99
