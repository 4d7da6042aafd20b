"""How an own connection is opened, and what the database behind any connection has to be."""

from collections.abc import Callable

import psycopg

from clientbook.errors import StoreUnavailableError
from clientbook.storage.postgres.sessions import Connection


def opener(dsn: str) -> Callable[[], Connection]:
    """Return what opens connections by a connection string, in autocommit mode.

    The function raises StoreUnavailableError for a string that cannot be read, without a word of
    it: it may hold a password.  Other errors are the driver's.
    """

    def connect() -> Connection:
        try:
            # Statements prepared by name would belong to one connection of the server; behind a
            # pooler the next transaction has another.
            return psycopg.connect(
                dsn, autocommit=True, client_encoding="UTF8", prepare_threshold=None
            )
        except (psycopg.ProgrammingError, ValueError):  # before any server was asked
            pass
        raise StoreUnavailableError(
            "unreachable",
            "write it as postgresql://user@host/database, with %25 for a percent sign",
            problem="the connection string cannot be read",
        )

    return connect


def other_encoding() -> StoreUnavailableError:
    """Return the error for a database that lacks characters which people have in their names."""
    return StoreUnavailableError(
        "corrupt",
        "make a database with ENCODING 'UTF8', and connect with client_encoding UTF8",
        problem="the encoding of the database or of the connection is not UTF-8",
    )
