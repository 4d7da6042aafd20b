"""The two engines a book can live in, as Django's connections name them."""

from collections.abc import Callable
from typing import Any

import attrs
from django.core.exceptions import ImproperlyConfigured


@attrs.frozen
class Engine:
    """What a store's module offers for a host's connection.

    Args:
        store: Class of the store.
        newest: Newest version of its tables.
        tables_version: Returns the version in a database.
        make_tables: Makes the tables up to a version.
        drop_tables: Removes them.
    """

    store: type[Any]
    newest: int
    tables_version: Callable[[Any], int]
    make_tables: Callable[..., None]
    drop_tables: Callable[[Any], None]


def engine_of(connection: Any) -> Engine:
    """Return the engine of a connection of Django's.

    Raises:
        ImproperlyConfigured: There is no store for it.
    """
    found = engine_problem(connection)
    if found is not None:
        raise ImproperlyConfigured(found)
    if connection.vendor == "sqlite":
        from clientbook.storage import sqlite as module
        from clientbook.storage.sqlite.schemas import VERSION

        store: type[Any] = module.SqliteStore
        return Engine(store, VERSION, module.tables_version, module.make_tables, module.drop_tables)
    from clientbook.storage import postgres
    from clientbook.storage.postgres.schemas import VERSION as NEWEST

    store = postgres.PostgresStore
    return Engine(
        store, NEWEST, postgres.tables_version, postgres.make_tables, postgres.drop_tables
    )


def engine_problem(connection: Any) -> str | None:
    """Return why a book cannot live in a database, None when it can; nothing is asked of it."""
    alias = connection.alias
    if connection.vendor == "sqlite":
        return None
    if connection.vendor != "postgresql":
        return (
            f"the database {alias!r} is {connection.display_name}; a client book lives in SQLite "
            "or PostgreSQL: name another alias in CLIENTBOOK['DATABASE'], and keep clientbook's "
            "migrations out of this one with a database router (allow_migrate)"
        )
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    if not is_psycopg3:
        return (
            f"the database {alias!r} is used through psycopg2; a client book needs psycopg 3: "
            "pip install 'clientbook[postgres]'"
        )
    return None
