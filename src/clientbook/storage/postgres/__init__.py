"""A store in PostgreSQL, for several processes and machines.

Needs psycopg 3: ``pip install clientbook[postgres]``.
"""

try:
    import psycopg  # noqa: F401 - asked for before anything below needs it
except ImportError as error:  # pragma: no cover - needs an environment without the extra
    raise ImportError(
        "clientbook.storage.postgres needs psycopg 3: pip install 'clientbook[postgres]'"
    ) from error

from clientbook.storage.postgres.schemas import (
    drop_tables,
    make_tables,
    row_security_statements,
    tables_version,
)
from clientbook.storage.postgres.stores import PostgresStore

__all__ = [
    "PostgresStore",
    "drop_tables",
    "make_tables",
    "row_security_statements",
    "tables_version",
]
