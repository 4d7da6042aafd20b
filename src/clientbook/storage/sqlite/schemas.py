"""The tables, their version, and the way forward from older ones."""

import os
import re
import sqlite3
import string
from contextlib import suppress
from pathlib import Path

from clientbook.errors import SchemaVersionError, StoreUnavailableError
from clientbook.storage.sqlite.sessions import Session, translated, unavailable

VERSION = 2
"""Schema version this module writes."""

APPLICATION_ID = 0x43_4C_42_4B
"""``CLBK``: marks a file as ours in SQLite's header (https://sqlite.org/fileformat2.html)."""

# Every word and key is one token: the tokenizer splits at spaces only.
_PUNCTUATION = string.punctuation.replace("'", "''''").replace('"', '"')

# A client's number is book << 36 | count: rows, words and facets of a book lie together.
_VERSION_1 = (
    "CREATE TABLE clientbook_meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "INSERT INTO clientbook_meta VALUES ('new', 0)",
    """CREATE TABLE clientbook_books (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        last_number INTEGER NOT NULL DEFAULT 0, last_seq INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE clientbook_clients (
        number INTEGER PRIMARY KEY, book INTEGER NOT NULL, id TEXT NOT NULL,
        revision INTEGER NOT NULL, document TEXT NOT NULL, entry TEXT)""",
    "CREATE UNIQUE INDEX clientbook_client_ids ON clientbook_clients (book, id)",
    f"""CREATE VIRTUAL TABLE clientbook_words USING fts5(
        tokens, content='', columnsize=0, detail=none,
        tokenize='ascii tokenchars ''{_PUNCTUATION}''')""",
    # Version 1 wrote keys and names to small tables, poured into the large ones now and then.
    *(
        f"""CREATE TABLE clientbook_identities{suffix} (
            book INTEGER NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (book, key, number)) WITHOUT ROWID"""
        for suffix in ("", "_new")
    ),
    *(
        f"""CREATE TABLE clientbook_names{suffix} (
            book INTEGER NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (book, name, id)) WITHOUT ROWID"""
        for suffix in ("", "_new")
    ),
    """CREATE TABLE clientbook_unique_keys (
        book INTEGER NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (book, key)) WITHOUT ROWID""",
    """CREATE TABLE clientbook_facets (
        book INTEGER NOT NULL, label TEXT NOT NULL, key INTEGER NOT NULL UNIQUE,
        PRIMARY KEY (book, label)) WITHOUT ROWID""",
    # block first: what a growing book writes lies at the end
    """CREATE TABLE clientbook_facet_blocks (
        block INTEGER NOT NULL, facet INTEGER NOT NULL, size INTEGER NOT NULL,
        members BLOB NOT NULL, PRIMARY KEY (block, facet)) WITHOUT ROWID""",
    """CREATE TABLE clientbook_labels (
        number INTEGER NOT NULL, namespace TEXT NOT NULL, labels TEXT NOT NULL,
        PRIMARY KEY (number, namespace)) WITHOUT ROWID""",
    """CREATE TABLE clientbook_causes (
        key INTEGER PRIMARY KEY, book INTEGER NOT NULL, actor TEXT NOT NULL,
        channel TEXT NOT NULL, cause TEXT NOT NULL, UNIQUE (book, cause, actor, channel))""",
    # seq is book << 36 | position, as with clients
    """CREATE TABLE clientbook_changes (
        seq INTEGER PRIMARY KEY, client TEXT, kind TEXT NOT NULL, revision INTEGER NOT NULL,
        at INTEGER NOT NULL, cause INTEGER NOT NULL, fields TEXT, before TEXT)""",
    """CREATE TABLE clientbook_client_changes (
        book INTEGER NOT NULL, client TEXT NOT NULL, seq INTEGER NOT NULL,
        PRIMARY KEY (book, client, seq)) WITHOUT ROWID""",
    """CREATE TABLE clientbook_records (
        book INTEGER NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL,
        place TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (book, collection, id)) WITHOUT ROWID""",
    """CREATE INDEX clientbook_record_owners
        ON clientbook_records (book, collection, owner, place, id) WHERE owner <> ''""",
)

# One table for keys and one for names; labels nobody has are gone.  When clients lapsed
# (entries.py), in microseconds: beside them, so that the pages of thousands are not written again.
_VERSION_2 = (
    *(
        statement
        for table in ("clientbook_identities", "clientbook_names")
        for statement in (
            f"INSERT INTO {table} SELECT * FROM {table}_new",  # noqa: S608 - ours
            f"DROP TABLE {table}_new",
        )
    ),
    "DELETE FROM clientbook_meta WHERE name = 'new'",
    "DELETE FROM clientbook_facets WHERE key NOT IN (SELECT facet FROM clientbook_facet_blocks)",
    "CREATE TABLE clientbook_lapsed (number INTEGER PRIMARY KEY, at INTEGER NOT NULL)",
)

_STEPS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2)
"""Statements that lead from each version to the next; a released step never changes."""


def found_version(session: Session) -> int:
    """Return the schema version in the database, 0 for none."""
    known = session.row(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'clientbook_meta'"
    )
    if known is None:
        return 0
    row = session.row("SELECT value FROM clientbook_meta WHERE name = 'schema'")
    if row is None or not isinstance(row[0], int):
        raise unavailable("corrupt")
    return row[0]


def tables_version(connection: sqlite3.Connection) -> int:
    """Return the schema version in a host's database, 0 where there are no tables of ours."""
    with translated():
        return found_version(Session(connection, joined=True))


def make_tables(connection: sqlite3.Connection, *, version: int = VERSION) -> None:
    """Make the tables in the host's transaction, or bring them forward, as its migration would.

    A store that joins makes them too; this is for hosts whose tables are made by migrations.

    Args:
        connection: The host's, in a transaction that the host ends.
        version: How far; tables that are as far already stay as they are.

    Raises:
        SchemaVersionError: A newer clientbook wrote the database.
        StoreUnavailableError: It cannot be written.
    """
    with translated():
        prepare(Session(connection, joined=True), version)


def drop_tables(connection: sqlite3.Connection) -> None:
    """Remove the tables, and everything that is kept in them, in the host's transaction."""
    session = Session(connection, joined=True)
    with session.transaction(None), translated():
        found = session.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'clientbook_*'"
        )
        for (name,) in found:
            if name in _TABLES:
                session.execute(f"DROP TABLE {name}")


_TABLES = frozenset(
    name
    for step in _STEPS
    for statement in step
    for name in re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", statement)
)


def prepare(session: Session, version: int = VERSION) -> None:
    """Make the tables, or migrate them forward in place, atomically.

    Args:
        session: The connection.
        version: How far.

    Raises:
        SchemaVersionError: A newer clientbook wrote the database.
        StoreUnavailableError: The file is a database of something else, or cannot be written.
    """
    found = found_version(session)
    if found > VERSION:
        raise SchemaVersionError(found, VERSION)
    if found >= version:
        return
    if not session.joined and found == 0 and session.row("SELECT 1 FROM sqlite_master LIMIT 1"):
        raise unavailable("corrupt")  # somebody else's database
    with session.transaction(None):
        found = found_version(session)  # another opener may have been first
        if found > VERSION:
            raise SchemaVersionError(found, VERSION)
        for step in _STEPS[found:version]:
            for statement in step:
                session.execute(statement)
        session.execute("INSERT OR REPLACE INTO clientbook_meta VALUES ('schema', ?)", (version,))
        if not session.joined:
            session.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            session.execute(f"PRAGMA user_version = {version}")


def make_file(path: str, *, allow_empty: bool) -> None:
    """Make a new database where there is none, so that it appears with its tables at once.

    It is its owner's alone (mode 600), as are the log and the index that SQLite keeps beside it.
    A file of 0 bytes is then never one that somebody is just making: its content was lost.

    Raises:
        StoreUnavailableError: The file holds 0 bytes, and that is not allowed.
    """
    file = Path(path)
    if file.exists():
        if not file.stat().st_size and not allow_empty:
            raise StoreUnavailableError("corrupt", _EMPTY)
        return
    draft = Path(f"{path}.{os.urandom(4).hex()}.new")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            # turning the log on asks for the file alone, and does not wait: two openers would clash
            connection.execute("PRAGMA journal_mode = WAL")
            prepare(Session(connection, joined=False))
        finally:
            connection.close()
        file.hardlink_to(draft)  # unlike a rename, it never replaces what another has made
    except OSError:
        pass  # made meanwhile, no links here, or no such folder: opening it will tell
    finally:
        with suppress(OSError):
            draft.unlink()
    with suppress(OSError):  # without links SQLite makes it, and would let everybody read it
        file.touch(mode=0o600, exist_ok=False)


_EMPTY = "the file holds 0 bytes; restore it from a backup, or pass allow_empty=True for a new book"


def configure(connection: sqlite3.Connection, *, wait_milliseconds: int) -> None:
    """Set up a connection of our own: WAL, bounded wait, a bounded page cache."""
    connection.execute(f"PRAGMA busy_timeout = {wait_milliseconds}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # 8 MiB: with twice as much an import of 60,000 rows took the same processor time
    connection.execute("PRAGMA cache_size = -8192")
    # hot pages are written to the file once per 16 MiB of log, not once per 4 MiB
    connection.execute("PRAGMA wal_autocheckpoint = 4096")
