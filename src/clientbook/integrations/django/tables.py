"""Steps of migrations that make the tables, and what empties them between tests."""

from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.transaction import atomic

from clientbook.integrations.django.engines import engine_of


def make_tables(*, sqlite: int, postgresql: int) -> Callable[[Any, Any], None]:
    """Return the step of a migration that makes the tables up to a version of each engine."""

    def step(_: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        versions = {"sqlite": sqlite, "postgresql": postgresql}
        engine = engine_of(connection)
        connection.ensure_connection()
        engine.make_tables(connection.connection, version=versions[connection.vendor])

    return step


def drop_tables(_: Any, schema_editor: Any) -> None:
    """Remove the tables, with every book in them: the way back of the first step."""
    connection = schema_editor.connection
    connection.ensure_connection()
    engine_of(connection).drop_tables(connection.connection)


def empty_books(using: str = "default") -> None:
    """Remove every book of a database.

    For the ``tearDown`` of a ``TransactionTestCase``: the flush at its end knows models only.

    Raises:
        ImproperlyConfigured: There is no store for this database.
    """
    connection = connections[using]
    engine = engine_of(connection)
    with atomic(using=using):
        engine.drop_tables(connection.connection)
        engine.make_tables(connection.connection)
