"""Stores over the host's own connection: host row and client stand or fall together."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from tests.postgres_server import Server

from clientbook.storage.postgres import PostgresStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore
from clientbook.testing.conformance import StoreConformance
from clientbook.testing.samples import BOOK, new, put


class TestJoinedSqlite(StoreConformance):
    """A store inside a transaction of the host's keeps every rule."""

    @pytest.fixture(autouse=True)
    def _connections(self, tmp_path: Path) -> Iterator[None]:
        self.folder, self.connections = tmp_path, list[sqlite3.Connection]()
        yield
        for connection in self.connections:
            connection.close()

    def make_store(self) -> Store:
        connection = sqlite3.connect(self.folder / f"{len(self.connections)}.db")
        connection.row_factory = sqlite3.Row
        self.connections.append(connection)
        return SqliteStore(connection=connection)


class TestJoinedPostgres(StoreConformance):
    """The same over psycopg."""

    examples = 8

    @pytest.fixture(autouse=True)
    def _connections(self, postgres: Server) -> Iterator[None]:
        self.server, self.connections = postgres, list[Any]()
        yield
        for connection in self.connections:
            connection.close()

    def make_store(self) -> Store:
        from psycopg.rows import dict_row

        connection = psycopg.connect(self.server.new_database(), row_factory=dict_row)
        self.connections.append(connection)
        return PostgresStore(connection=connection)


Opened = tuple[Callable[[], Any], Callable[[Any], Store]]


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """How a host opens its database, and how a store joins."""
    if request.param == "sqlite":
        path = tmp_path / "host.db"
        return lambda: sqlite3.connect(path), lambda c: SqliteStore(connection=c)
    server: Server = request.getfixturevalue("postgres")
    dsn = server.empty_database()
    return lambda: psycopg.connect(dsn), lambda c: PostgresStore(connection=c)


def test_only_the_host_commits(opened: Opened) -> None:
    """Tables, clients and the host's rows appear for others when the host commits, not before."""
    connect, join = opened
    host = connect()
    host.execute("CREATE TABLE visits (client text)")
    host.commit()
    store = join(host)
    put(store, new("a"))
    host.execute("INSERT INTO visits VALUES ('a')")
    host.rollback()  # the tables that join() made go as well
    store = join(host)
    put(store, new("b"))
    host.execute("INSERT INTO visits VALUES ('b')")
    host.commit()
    put(store, new("c"))
    with pytest.raises(ZeroDivisionError), store.transaction(BOOK):
        raise ZeroDivisionError(store.put_clients(BOOK, [new("d")]))
    host.execute("INSERT INTO visits VALUES ('c')")  # the host's own work is not undone by ours
    store.close()  # leaves the host's connection alone
    host.commit()
    host.close()
    other = connect()
    assert join(other).get_clients(BOOK, "abcd").keys() == {"b", "c"}
    assert [row[0] for row in other.execute("SELECT client FROM visits ORDER BY 1").fetchall()] == [
        "b",
        "c",
    ]
    other.close()


def test_autocommit_without_a_transaction_is_refused(opened: Opened, tmp_path: Path) -> None:
    """Where the end of our step would be a commit, the host is asked to begin."""
    connect, join = opened
    first = connect()
    join(first)
    first.commit()
    first.close()
    host = connect()
    if isinstance(host, sqlite3.Connection):
        host.isolation_level = None
    else:
        host.autocommit = True
    store = join(host)
    with pytest.raises(RuntimeError, match="begin one first"):
        put(store, new("a"))
    host.execute("BEGIN")
    put(store, new("a"))
    host.execute("ROLLBACK")
    assert store.count_clients(BOOK) == 0
    host.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_sqlalchemy_session(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """In a SQLAlchemy session, host row and client are committed or rolled back together."""
    if kind == "sqlite":
        engine = sa.create_engine(f"sqlite:///{tmp_path / 'host.db'}")
    else:
        dsn = request.getfixturevalue("postgres").empty_database()
        engine = sa.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn))
    visits = sa.Table("visits", sa.MetaData(), sa.Column("client", sa.String))
    visits.metadata.create_all(engine)

    def joined(session: Session) -> Store:
        driver: Any = session.connection().connection.driver_connection
        if kind == "sqlite":
            return SqliteStore(connection=driver)
        return PostgresStore(connection=driver)

    def lost() -> None:
        with Session(engine) as session, session.begin():
            put(joined(session), new("lost"))
            session.execute(visits.insert().values(client="lost"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        lost()
    with Session(engine) as session, session.begin():
        put(joined(session), new("kept"))
        session.execute(visits.insert().values(client="kept"))
    with Session(engine) as session:
        assert joined(session).get_clients(BOOK, ["lost", "kept"]).keys() == {"kept"}
        assert session.execute(sa.select(visits)).scalars().all() == ["kept"]
    engine.dispose()


_DJANGO = """
import os, sys
import django
from django.conf import settings

options = {options}
settings.configure(
    DATABASES={{"default": options}}, INSTALLED_APPS=["visits"], USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.db import connection, models, transaction
from visits.models import Visit

from clientbook import ClientBook, Actor, Profile, PersonName
from clientbook.testing.samples import BOOK, new, put


def joined():
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        from clientbook.storage.sqlite import SqliteStore
        return SqliteStore(connection=connection.connection)
    from clientbook.storage.postgres import PostgresStore
    return PostgresStore(connection=connection.connection)


with connection.schema_editor() as editor:
    editor.create_model(Visit)
with transaction.atomic():
    joined()  # makes the tables, as a migration would

try:
    with transaction.atomic():
        put(joined(), new("lost"))
        Visit.objects.create(client="lost")
        raise ZeroDivisionError
except ZeroDivisionError:
    pass
with transaction.atomic():
    put(joined(), new("kept"))
    Visit.objects.create(client="kept")
    try:
        with transaction.atomic():  # a savepoint of Django's around ours
            put(joined(), new("inner"))
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
connection.close()
assert joined().get_clients(BOOK, ["lost", "kept", "inner"]).keys() == {{"kept"}}
assert list(Visit.objects.values_list("client", flat=True)) == ["kept"]
try:
    put(joined(), new("unguarded"))
except RuntimeError as error:
    assert "begin one first" in str(error)
else:
    raise AssertionError("written outside atomic()")
connection.close()
print("done")
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_django_project(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """In Django's atomic(), model row and client are committed or rolled back together."""
    if kind == "sqlite":
        options = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "host.db")}
    else:
        dsn = request.getfixturevalue("postgres").empty_database()
        parts = dict(part.split("=", 1) for part in dsn.split())
        options = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts["dbname"],
            "USER": parts["user"],
            "HOST": parts["host"],
        }
    app = tmp_path / "visits"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "models.py").write_text(
        textwrap.dedent(
            """
            from django.db import models


            class Visit(models.Model):
                client = models.CharField(max_length=64)
            """
        )
    )
    project = tmp_path / "project.py"
    project.write_text(_DJANGO.format(options=options))
    paths = [str(tmp_path), *(p for p in sys.path if p)]
    ran = subprocess.run(
        [sys.executable, str(project)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "done\n", ran.stderr
