"""Connections borrowed from a pool of the host's, one for each unit of work and each read."""

from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from clientbook.storage.postgres.sessions import Connection, unavailable

Pool = ConnectionPool[Any]


class Borrowed:
    """Lends the connections of a pool; see :class:`~.sessions.Lender`.

    The pool stays the host's: it is opened at the first use if nobody has opened it, never
    closed, and its connections go back as they came.

    Args:
        pool: A ``psycopg_pool.ConnectionPool`` or ``NullConnectionPool``, open or not.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._were: dict[int, tuple[bool, int | None]] = {}

    def borrow(self) -> Connection:
        """Return a connection in autocommit mode that prepares nothing by name.

        Raises:
            StoreUnavailableError: None came free in the time of the pool (``PoolTimeout``), the
                host has closed the pool, or the encoding is not UTF-8.
        """
        connection = self._take()
        if connection.info.encoding != "utf-8":
            self._pool.putconn(connection)
            raise unavailable("corrupt")
        self._were[id(connection)] = (connection.autocommit, connection.prepare_threshold)
        connection.autocommit = True
        connection.prepare_threshold = None  # the next transaction may have another backend
        return connection

    def _take(self) -> Connection:
        try:
            if self._pool.closed:
                self._pool.open()
            connection: Connection = self._pool.getconn()
        except psycopg.OperationalError:
            pass
        else:
            return connection
        raise unavailable("unreachable")

    def give_back(self, connection: Connection) -> None:
        """Take a connection back, set as it was."""
        autocommit, threshold = self._were.pop(id(connection))
        idle = psycopg.pq.TransactionStatus.IDLE
        if not connection.closed and connection.info.transaction_status == idle:
            connection.autocommit, connection.prepare_threshold = autocommit, threshold
        self._pool.putconn(connection)

    def look_over(self) -> None:
        """Replace the connections that died while they lay idle."""
        self._pool.check()
