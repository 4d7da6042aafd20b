"""One connection: who may use it, units of work, and its errors in our words."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from clientbook.errors import StoreUnavailableError
from clientbook.storage.checks import Owner, nested, require_book

_HINTS = {
    "locked": "another program is writing; try again, or give a longer busy_timeout_seconds",
    "read_only": "make the file and its folder writable for this program",
    "full": "free disk space, then resume; what was committed is intact",
    "corrupt": "not a clientbook database, or a damaged one; restore it from a backup",
    "unreachable": "check the path, its folder and its permissions",
}
# Primary result codes (https://sqlite.org/rescode.html), the low byte of the extended ones.
_REASONS = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_IOERR: "unreachable",
}


def unavailable(reason: str) -> StoreUnavailableError:
    """Return the error for a database that cannot be used, with its hint."""
    return StoreUnavailableError(reason, _HINTS[reason])


def translate(error: sqlite3.Error) -> Exception:
    """Return our error for a driver's; the driver's own where it is a mistake of ours."""
    reason = _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return error if reason is None else unavailable(reason)


class Session:
    """A connection and its unit of work.

    Args:
        connection: An open connection.
        joined: True when the host owns connection and transaction: nothing here commits.
    """

    def __init__(self, connection: sqlite3.Connection, *, joined: bool) -> None:
        self.connection = connection
        self.joined = joined
        self._owner = Owner()
        self._active: str | None = None
        self._in_unit = False
        self.book_keys: dict[str, int] = {}

    def check(self) -> None:
        """Raise RuntimeError in another thread or process than the one that made the store."""
        self._owner.check()
        if self.joined and not self._in_unit:
            self.book_keys.clear()  # the host may have rolled back what made them

    def check_writing(self, book: str) -> None:
        """Raise RuntimeError outside a transaction of the book."""
        self.check()
        require_book(self._active, book)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement; an IntegrityError stays for the caller to explain."""
        try:
            cursor = self.connection.cursor()
            cursor.row_factory = None  # a host's connection may have another
            return cursor.execute(sql, parameters)
        except sqlite3.Error as error:
            raise translate(error) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows."""
        try:
            return self.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise translate(error) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Run a query and return its first row, None when there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of parameters."""
        try:
            self.connection.executemany(sql, parameters)
        except sqlite3.Error as error:
            raise translate(error) from error

    @contextmanager
    def transaction(self, book: str | None) -> Iterator[None]:
        """Begin a unit of work; joined, a savepoint inside the host's transaction.

        SQLite has one writer a file: its place is taken here, before anything is read.

        Args:
            book: The book that may be written; None while the tables are made.
        """
        self.check()
        if self._in_unit:
            raise nested()
        self._begin()
        self._active, self._in_unit = book, True
        try:
            if self.joined and book is not None:
                # The host may have begun without the writer's place.  This takes it, or says
                # "locked" when another writer came since the host has read.
                self.execute(
                    "UPDATE clientbook_books SET last_seq = last_seq WHERE id = ?", (book,)
                )
            yield
            self._commit()
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._active, self._in_unit = None, False

    @contextmanager
    def step(self) -> Iterator[None]:
        """Undo the statements of the block when it raises, and nothing else."""
        self.execute("SAVEPOINT clientbook_step")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # a full disk may have rolled back everything
                self.execute("ROLLBACK TO clientbook_step")
                self.execute("RELEASE clientbook_step")
            self.book_keys.clear()
            raise
        self.execute("RELEASE clientbook_step")

    def _begin(self) -> None:
        self.book_keys.clear()  # another process may have purged or made books
        if not self.joined:
            self.execute("BEGIN IMMEDIATE")
            return
        join(self.connection)
        self.execute("SAVEPOINT clientbook_unit")

    def _commit(self) -> None:
        self.execute("RELEASE clientbook_unit" if self.joined else "COMMIT")

    def _roll_back(self) -> None:
        self.book_keys.clear()
        if not self.connection.in_transaction:
            return
        if self.joined:
            self.execute("ROLLBACK TO clientbook_unit")
            self.execute("RELEASE clientbook_unit")
        else:
            self.execute("ROLLBACK")


def join(connection: sqlite3.Connection) -> None:
    """Make sure the host's connection is in a transaction that only the host ends.

    A connection in Python's default mode begins one by itself before the first write; a savepoint
    is no write for it, so it is begun here as the driver would.  In autocommit mode the end of a
    savepoint would commit: the host must have begun.
    """
    if connection.in_transaction:
        return
    if connection.isolation_level is None:
        raise RuntimeError(
            "the joined connection is in autocommit mode and has no transaction; begin one first"
        )
    try:
        connection.execute(f"BEGIN {connection.isolation_level}")
    except sqlite3.Error as error:
        raise translate(error) from error
