"""Connections borrowed from a pool of the host's, one for each unit of work and each read."""

import os
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg_pool import ConnectionPool

from clientbook.storage.checks import forked
from clientbook.storage.postgres.connections import other_encoding
from clientbook.storage.postgres.sessions import Connection
from clientbook.storage.postgres.sqlstates import unavailable

Pool = ConnectionPool[Any]

_PROCESSES: "WeakKeyDictionary[Pool, int]" = WeakKeyDictionary()
"""Where each pool was first seen open: after a fork its connections are the parent's."""


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
        if not pool.closed:
            self._check_process()

    def borrow(self) -> Connection:
        """Return a connection in autocommit mode that prepares nothing by name.

        Raises:
            StoreUnavailableError: None came free in the time of the pool (``PoolTimeout``), the
                host has closed the pool, or the encoding is not UTF-8.
            StoreInUseError: The pool was open before this process was forked.
        """
        connection = self._take()
        if connection.info.encoding != "utf-8":
            self._pool.putconn(connection)
            raise other_encoding()
        self._were[id(connection)] = (connection.autocommit, connection.prepare_threshold)
        connection.autocommit = True
        connection.prepare_threshold = None  # the next transaction may have another backend
        return connection

    def _take(self) -> Connection:
        try:
            if self._pool.closed:
                self._pool.open()
            self._check_process()
            connection: Connection = self._pool.getconn()
        except psycopg.OperationalError:
            pass
        else:
            return connection
        raise unavailable("unreachable")

    def _check_process(self) -> None:
        if _PROCESSES.setdefault(self._pool, os.getpid()) != os.getpid():
            raise forked()

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
