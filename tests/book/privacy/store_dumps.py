"""Every live row of a store as text, whatever its tables are called."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clientbook.storage.memory import MemoryStore


def of_memory(store: MemoryStore) -> str:
    """Return the whole state of a store in memory."""
    return repr([plain(value) for value in store._books.items()])


def plain(value: Any) -> Any:
    """Return a value with the fields that its repr hides."""
    import attrs

    if attrs.has(type(value)):
        return [plain(getattr(value, a.name)) for a in attrs.fields(type(value))]
    if isinstance(value, dict):
        return [[plain(k), plain(v)] for k, v in value.items()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value


def _texts(rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    for row in rows:
        for cell in row:
            if isinstance(cell, (bytes, memoryview)):
                yield bytes(cell).decode("utf-8", "replace")
            elif cell is not None:
                yield str(cell)


def of_sqlite(path: Path) -> str:
    """Return every cell of every table of a database file, those of the index too."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall()
        found: list[str] = []
        for (name,) in names:
            found += _texts(connection.execute(f'SELECT * FROM "{name}"'))
        return "\n".join(found)
    finally:
        connection.close()


def of_postgres(dsn: str) -> str:
    """Return every cell of every table of a database, what is packed in it unpacked."""
    import psycopg

    from clientbook.storage.postgres.bodies import unpack

    with psycopg.connect(dsn) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        found: list[str] = []
        for (name,) in names:
            found += _texts(connection.execute(f'SELECT t::text FROM "{name}" t'.encode()))
        for client_id, body in connection.execute("SELECT id, body FROM clientbook_clients"):
            found += filter(None, unpack(client_id, body))
        return "\n".join(found)


def bytes_of(path: Path) -> str:
    """Return the bytes of a database file and of its write-ahead log, as text."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return "".join(f.read_bytes().decode("utf-8", "replace") for f in files if f.exists())
