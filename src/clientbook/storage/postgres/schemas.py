"""The tables, their version, and the way forward from older ones."""

from itertools import groupby
from operator import itemgetter
from typing import Any, LiteralString

import psycopg

from clientbook.convert.documents import load_json
from clientbook.errors import SchemaVersionError, StoreUnavailableError
from clientbook.storage.postgres.bodies import pack
from clientbook.storage.postgres.connections import other_encoding
from clientbook.storage.postgres.entries import NOTHING, load_entry, renewed_entry
from clientbook.storage.postgres.facets import LabelBitmaps
from clientbook.storage.postgres.keys import KeyTables
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.postgres.sqlstates import translated, unavailable
from clientbook.storage.postgres.words import WordTable

VERSION = 2
"""Schema version this module writes."""

# Every key begins with its book.  COLLATE "C" compares by code point, as the other stores do.
# No trigger, no sequence, no extension; docs/explanation/postgresql-engines.md says what other
# engines that speak PostgreSQL's protocol take of it.
_VERSION_1: tuple[LiteralString, ...] = (
    """CREATE TABLE clientbook_books (
        book text COLLATE "C" PRIMARY KEY,
        last_number bigint NOT NULL, last_seq bigint NOT NULL)""",
    """CREATE TABLE clientbook_clients (
        book text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
        number bigint NOT NULL, revision integer NOT NULL,
        sort_name text COLLATE "C", tokens tsvector, document text NOT NULL, entry text,
        PRIMARY KEY (book, id))""",
    "CREATE UNIQUE INDEX clientbook_clients_number ON clientbook_clients (book, number)",
    """CREATE INDEX clientbook_clients_order ON clientbook_clients (book, sort_name, id)
        WHERE sort_name IS NOT NULL""",
    "CREATE INDEX clientbook_clients_tokens ON clientbook_clients USING gin (tokens)",
    """CREATE TABLE clientbook_identities (
        book text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL, PRIMARY KEY (book, key, id))""",
    """CREATE TABLE clientbook_matches (
        book text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL, PRIMARY KEY (book, key, id))""",
    """CREATE TABLE clientbook_unique_keys (
        book text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL, PRIMARY KEY (book, key))""",
    """CREATE TABLE clientbook_facets (
        book text COLLATE "C" NOT NULL, label text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL, PRIMARY KEY (book, label, id))""",
    """CREATE TABLE clientbook_labels (
        book text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
        namespace text COLLATE "C" NOT NULL, labels text NOT NULL,
        PRIMARY KEY (book, id, namespace))""",
    """CREATE TABLE clientbook_changes (
        book text COLLATE "C" NOT NULL, seq bigint NOT NULL, client text COLLATE "C",
        kind text NOT NULL, revision integer NOT NULL, at bigint NOT NULL,
        actor text NOT NULL, channel text, cause text NOT NULL, fields text, before text,
        PRIMARY KEY (book, seq))""",
    """CREATE INDEX clientbook_changes_client ON clientbook_changes (book, client, seq)
        WHERE client IS NOT NULL""",
    """CREATE TABLE clientbook_records (
        book text COLLATE "C" NOT NULL, collection text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL, owner text COLLATE "C" NOT NULL,
        place text COLLATE "C" NOT NULL, body text NOT NULL,
        PRIMARY KEY (book, collection, id))""",
    """CREATE INDEX clientbook_records_owner
        ON clientbook_records (book, collection, owner, place, id) WHERE owner <> ''""",
)

# Words in portions: the server's text search cannot be used behind row security.  Their rows grow
# until a thousand clients are in: where its page has room, a row takes the place of the one before.
# Bitmaps of labels: counting rows takes the server longer than a page may.  Keys by the numbers of
# their holders, which are shorter than ids.  Documents and entries packed (bodies.py), and when a
# client lapsed (entries.py), in a new table: a column that was dropped takes room for ever.  Who
# did a thing and why stands once a book.
_VERSION_2: tuple[LiteralString, ...] = (
    """CREATE TABLE clientbook_words (
        book text COLLATE "C" NOT NULL, bucket text COLLATE "C" NOT NULL, block integer NOT NULL,
        words text NOT NULL, PRIMARY KEY (book, bucket, block)) WITH (fillfactor = 60)""",
    """CREATE TABLE clientbook_facet_blocks (
        book text COLLATE "C" NOT NULL, label text COLLATE "C" NOT NULL, block integer NOT NULL,
        size integer NOT NULL, members bytea NOT NULL, PRIMARY KEY (book, label, block))""",
    "DROP TABLE clientbook_facets",
    "DROP TABLE clientbook_identities, clientbook_matches, clientbook_unique_keys",
    """CREATE TABLE clientbook_identities (
        book text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, number integer NOT NULL,
        PRIMARY KEY (book, key, number))""",
    """CREATE TABLE clientbook_matches (
        book text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, number integer NOT NULL,
        PRIMARY KEY (book, key, number))""",
    """CREATE TABLE clientbook_unique_keys (
        book text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, number integer NOT NULL,
        PRIMARY KEY (book, key))""",
    "DROP INDEX clientbook_clients_tokens, clientbook_clients_number, clientbook_clients_order",
    "ALTER INDEX clientbook_clients_pkey RENAME TO clientbook_clients_1_pkey",
    "ALTER TABLE clientbook_clients RENAME TO clientbook_clients_1",
    """CREATE TABLE clientbook_clients (
        number integer NOT NULL, revision integer NOT NULL, lapsed bigint,
        book text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
        sort_name text COLLATE "C", body bytea NOT NULL, PRIMARY KEY (book, id))""",
    "CREATE UNIQUE INDEX clientbook_clients_number ON clientbook_clients (book, number)",
    """CREATE INDEX clientbook_clients_order ON clientbook_clients (book, sort_name, id)
        WHERE sort_name IS NOT NULL""",
    """CREATE TABLE clientbook_causes (
        key integer NOT NULL, book text COLLATE "C" NOT NULL, cause text COLLATE "C" NOT NULL,
        actor text COLLATE "C" NOT NULL, channel text COLLATE "C" NOT NULL,
        PRIMARY KEY (book, key), UNIQUE (book, cause, actor, channel))""",
    """INSERT INTO clientbook_causes (book, key, cause, actor, channel)
        SELECT book, row_number() OVER (PARTITION BY book ORDER BY min(seq)), cause, actor,
            coalesce('/' || channel, '')
        FROM clientbook_changes GROUP BY book, cause, actor, channel""",
    "DROP INDEX clientbook_changes_client",
    "ALTER INDEX clientbook_changes_pkey RENAME TO clientbook_changes_1_pkey",
    "ALTER TABLE clientbook_changes RENAME TO clientbook_changes_1",
    """CREATE TABLE clientbook_changes (
        seq bigint NOT NULL, at bigint NOT NULL, revision integer NOT NULL, cause integer NOT NULL,
        book text COLLATE "C" NOT NULL, client text COLLATE "C", kind text NOT NULL,
        fields text, before text, PRIMARY KEY (book, seq))""",
    """CREATE INDEX clientbook_changes_client ON clientbook_changes (book, client, seq)
        WHERE client IS NOT NULL""",
    """INSERT INTO clientbook_changes
        SELECT c.seq, c.at, c.revision, r.key, c.book, c.client, c.kind, c.fields, c.before
        FROM clientbook_changes_1 c JOIN clientbook_causes r ON r.book = c.book
            AND r.cause = c.cause AND r.actor = c.actor
            AND r.channel = coalesce('/' || c.channel, '')""",
    "DROP TABLE clientbook_changes_1",
)

_STEPS: tuple[tuple[LiteralString, ...], ...] = (_VERSION_1, _VERSION_2)
"""Statements that lead from each version to the next; a released step never changes."""

TABLES: tuple[LiteralString, ...] = (
    "clientbook_books",
    "clientbook_clients",
    "clientbook_words",
    "clientbook_identities",
    "clientbook_matches",
    "clientbook_unique_keys",
    "clientbook_facet_blocks",
    "clientbook_labels",
    "clientbook_causes",
    "clientbook_changes",
    "clientbook_records",
)
"""Tables that hold books; each has a column ``book``."""


def row_security_statements() -> tuple[LiteralString, ...]:
    """Return the SQL that walls books off from each other inside the server.

    To be run once by the owner of the tables.  A role that does not own them then sees and writes
    only the rows of the book named in the setting ``clientbook.book``, which
    ``PostgresStore(..., row_security=True)`` sets before each call.
    """
    statements: list[LiteralString] = []
    for table in TABLES:
        statements.append("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY")
        statements.append("DROP POLICY IF EXISTS clientbook_book ON " + table)
        statements.append(
            "CREATE POLICY clientbook_book ON " + table + " USING"
            " (book = current_setting('clientbook.book', true))"
        )
    return tuple(statements)


def found_version(session: Session) -> int:
    """Return the schema version in the database, 0 for none."""
    # Not to_regclass(): its cache may not know yet what another opener has just made.
    row = session.row(
        "SELECT 1 FROM pg_catalog.pg_tables"
        " WHERE tablename = 'clientbook_meta' AND schemaname = ANY(current_schemas(false))"
    )
    if row is None:
        return 0
    row = session.row("SELECT value FROM clientbook_meta WHERE name = 'schema'")
    if row is None or not row[0].isdecimal():
        raise unavailable("corrupt")
    return int(row[0])


def tables_version(connection: "psycopg.Connection[Any]") -> int:
    """Return the schema version in a host's database, 0 where there are no tables of ours."""
    with translated():
        return found_version(Session(connection=connection))


def make_tables(connection: "psycopg.Connection[Any]", *, version: int = VERSION) -> None:
    """Make the tables in the host's transaction, or bring them forward, as its migration would.

    A store that joins makes them too; this is for hosts whose tables are made by migrations.

    Args:
        connection: The host's, in a transaction that the host ends.
        version: How far; tables that are as far already stay as they are.

    Raises:
        SchemaVersionError: A newer clientbook wrote the database.
        StoreUnavailableError: The role may not make tables.
    """
    with translated():
        prepare(Session(connection=connection), version)


def drop_tables(connection: "psycopg.Connection[Any]") -> None:
    """Remove the tables, and everything that is kept in them, in the host's transaction."""
    session = Session(connection=connection)
    with session.transaction(None), translated():
        for table in ("clientbook_meta", *TABLES):
            session.execute("DROP TABLE IF EXISTS " + table)


def prepare(session: Session, version: int = VERSION) -> None:
    """Make the tables, or migrate them forward in place, atomically.

    Args:
        session: The connection.
        version: How far.

    Raises:
        SchemaVersionError: A newer clientbook wrote the database.
        StoreUnavailableError: The role may not make tables.
    """
    row = session.row("SELECT current_setting('server_encoding')")
    if row is None or row[0] != "UTF8":
        raise other_encoding()
    for attempt in range(_ATTEMPTS):
        if _checked(session) >= version:
            return
        try:
            with session.transaction(None):
                _migrate(session, version)
        except StoreUnavailableError as error:
            # "corrupt" is what a name looks like that another opener has made meanwhile
            if attempt + 1 == _ATTEMPTS or error.reason not in ("corrupt", "locked"):
                raise
        except psycopg.Error:
            if attempt + 1 == _ATTEMPTS:
                raise


_ATTEMPTS = 8


def _migrate(session: Session, version: int) -> None:
    # Openers at the same time wait for one another at this table, and then at its row: no
    # advisory lock, which not every engine has.
    session.execute(
        "CREATE TABLE IF NOT EXISTS clientbook_meta (name text PRIMARY KEY, value text)"
    )
    session.execute(
        "INSERT INTO clientbook_meta VALUES ('schema', '0') ON CONFLICT (name)"
        " DO UPDATE SET value = clientbook_meta.value"
    )
    found = _checked(session)
    for step in _STEPS[found:version]:
        for statement in step:
            session.execute(statement)
        if step is _VERSION_2:
            _fill_clients(session)
            session.execute("DROP TABLE clientbook_clients_1")
    if found < version:
        session.execute(
            "UPDATE clientbook_meta SET value = %s WHERE name = 'schema'", (str(version),)
        )


def _fill_clients(session: Session) -> None:
    """Take clients over from the table of the first version, and index them."""
    keys, words, bitmaps = KeyTables(session), WordTable(session), LabelBitmaps(session)
    after = ("", "")
    while rows := session.rows(
        "SELECT book, id, number, revision, sort_name, document, entry FROM clientbook_clients_1"
        " WHERE (book, id) > (%s, %s) ORDER BY book, id LIMIT 1000",
        after,
    ):
        after = rows[-1][:2]
        renewed = [(*row, old and renewed_entry(old)) for *row, old in rows]
        session.insert(
            "clientbook_clients",
            "book, id, number, revision, sort_name, body",
            [(*row, pack(row[1], document, entry)) for *row, document, entry in renewed],
        )
        for book, group in groupby(renewed, itemgetter(0)):
            entries = {number: load_entry(text) for _, _, number, *_, text in group if text}
            keys.change(book, {n: (NOTHING.keys, e.keys) for n, e in entries.items()})
            words.change(book, {n: (NOTHING.words, e.words) for n, e in entries.items()})
            bitmaps.change(book, {n: (NOTHING.labels, e.labels) for n, e in entries.items()})
    _fill_labels(session, bitmaps)


def _fill_labels(session: Session, bitmaps: LabelBitmaps) -> None:
    """Put the labels that are set on clients into bitmaps."""
    place: tuple[str, int, str] = ("", 0, "")
    while rows := session.rows(
        "SELECT l.book, c.number, l.namespace, l.labels FROM clientbook_labels l"
        " JOIN clientbook_clients c ON c.book = l.book AND c.id = l.id"
        " WHERE (l.book, c.number, l.namespace) > (%s, %s, %s)"
        " ORDER BY l.book, c.number, l.namespace LIMIT 1000",
        place,
    ):
        place = rows[-1][:3]
        for book, number, namespace, labels in rows:
            held = {f"{namespace}/{label}" for label in load_json(labels)}
            bitmaps.change(book, {number: (NOTHING.labels, held)})


def _checked(session: Session) -> int:
    found = found_version(session)
    if found > VERSION:
        raise SchemaVersionError(found, VERSION)
    return found
