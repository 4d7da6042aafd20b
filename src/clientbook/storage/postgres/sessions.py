"""One connection: who may use it, units of work, and its errors in our words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row

from clientbook.errors import StoreUnavailableError
from clientbook.storage.checks import Owner, nested, require_book

T = TypeVar("T")
Connection = psycopg.Connection[Any]

_HINTS = {
    "locked": "another program is writing; try again, or give a longer lock_timeout_seconds",
    "read_only": "connect to the primary server, as a role that may write these tables",
    "full": "free disk space on the server, then resume; what was committed is intact",
    "corrupt": "the database is damaged or is not clientbook's; restore it from a backup",
    "unreachable": "check that the server runs and accepts this connection, then try again",
}
# SQLSTATE codes (PostgreSQL manual, appendix A), longest match first.
_REASONS = {
    "40001": "locked",
    "40P01": "locked",
    "55P03": "locked",
    "25006": "read_only",
    "42501": "read_only",
    "53": "unreachable",
    "53100": "full",
    "57P": "unreachable",
    "08": "unreachable",
    "XX001": "corrupt",
    "XX002": "corrupt",
}
_AGAIN = frozenset({"40001", "40P01"})


def unavailable(reason: str) -> StoreUnavailableError:
    """Return the error for a database that cannot be used, with its hint."""
    return StoreUnavailableError(reason, _HINTS[reason])


def translate(error: psycopg.Error) -> Exception:
    """Return our error for a driver's; the driver's own where it is a mistake of ours."""
    state = error.sqlstate
    if state is None:
        return unavailable("unreachable") if isinstance(error, errors.OperationalError) else error
    reason = _REASONS.get(state) or _REASONS.get(state[:3]) or _REASONS.get(state[:2])
    return error if reason is None else unavailable(reason)


def may_succeed_again(error: BaseException) -> bool:
    """True when the same work may succeed at once: a serialisation failure or a deadlock."""
    cause = error.__cause__
    return isinstance(cause, psycopg.Error) and cause.sqlstate in _AGAIN


class Session:
    """A connection and its unit of work.

    Args:
        connect: Opens an own connection (autocommit), again after the server was lost; None when
            *connection* is given.
        connection: The host's connection, to join.
        row_security: True to name the book to the server before each call.
    """

    def __init__(
        self,
        *,
        connect: Callable[[], Connection] | None = None,
        connection: Connection | None = None,
        row_security: bool = False,
    ) -> None:
        assert (connect is None) != (connection is None)
        self._connect = connect
        self.connection = connection if connection is not None else _opened(connect)
        self._owner = Owner()
        self._active: str | None = None
        self._in_unit = False
        self._row_security = row_security
        self._named: str | None = None

    @property
    def joined(self) -> bool:
        """True when the host owns connection and transaction: nothing here commits."""
        return self._connect is None

    def enter(self, book: str) -> None:
        """Check thread and process; name the book to the server where rows are walled off."""
        self._owner.check()
        if self._row_security and (self._named != book or (self.joined and not self._in_unit)):
            self.execute("SELECT set_config('clientbook.book', %s, false)", (book,))
            self._named = book

    def enter_writing(self, book: str) -> None:
        """The same, and raise RuntimeError outside a transaction of the book."""
        self._owner.check()
        require_book(self._active, book)
        self.enter(book)

    def execute(self, sql: LiteralString, parameters: Sequence[Any] = ()) -> "psycopg.Cursor[Any]":
        """Run one statement; an IntegrityError stays for the caller to explain."""
        try:
            cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
            return cursor.execute(sql, parameters)
        except psycopg.Error as error:
            raise translate(error) from error

    def rows(self, sql: LiteralString, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows; outside a transaction, again after a conflict."""
        attempts = 1 if self._in_unit or self.joined else 5
        for _ in range(attempts - 1):
            try:
                return self.execute(sql, parameters).fetchall()
            except StoreUnavailableError as error:
                if not may_succeed_again(error):
                    raise
        return self.execute(sql, parameters).fetchall()

    def row(self, sql: LiteralString, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Run a query and return its first row, None when there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def many(self, sql: LiteralString, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each row of parameters, without waiting for each answer."""
        if not parameters:
            return
        try:
            psycopg.Cursor(self.connection, row_factory=tuple_row).executemany(sql, parameters)
        except psycopg.Error as error:
            raise translate(error) from error

    def copy(self, sql: LiteralString, rows: Iterable[Sequence[Any]]) -> None:
        """Write many rows in one go (COPY)."""
        try:
            cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
            with cursor.copy(sql) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.Error as error:
            raise translate(error) from error

    @contextmanager
    def transaction(self, book: str | None) -> Iterator[None]:
        """Begin a unit of work; joined, a savepoint inside the host's transaction.

        Args:
            book: The book that may be written; None while the tables are made.
        """
        self._owner.check()
        if self._in_unit:
            raise nested()
        self._begin()
        self._active, self._in_unit = book, True
        try:
            if book is not None:
                self.enter(book)
                self._take_place(book)
            yield
            self.execute("RELEASE SAVEPOINT clientbook_unit" if self.joined else "COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._active, self._in_unit = None, False

    def _take_place(self, book: str) -> None:
        """Lock the book's row until the end of the transaction, before anything is read.

        So writers of a book follow one another: what one has read no other changes, places in
        the journal become visible in their order, and two writers never wait for each other.
        One statement makes the row where it is missing and locks it where it is not.  It writes
        the row, where SELECT FOR UPDATE would only lock it: a joined transaction that reads from
        an older snapshot (REPEATABLE READ) then learns that it came late.
        """
        self.execute(
            "INSERT INTO clientbook_books (book, last_number, last_seq) VALUES (%s, 0, 0)"
            " ON CONFLICT (book) DO UPDATE SET last_seq = clientbook_books.last_seq",
            (book,),
        )

    @contextmanager
    def step(self) -> Iterator[None]:
        """Undo the statements of the block when it raises, and nothing else."""
        self.execute("SAVEPOINT clientbook_step")
        try:
            yield
        except BaseException:
            if not self.connection.closed:
                self.execute("ROLLBACK TO SAVEPOINT clientbook_step")
                self.execute("RELEASE SAVEPOINT clientbook_step")
            raise
        self.execute("RELEASE SAVEPOINT clientbook_step")

    def _begin(self) -> None:
        if self._connect is not None:
            if self.connection.closed:  # the server went away since; it may be back
                self.connection, self._named = _opened(self._connect), None
            self.execute(
                "BEGIN ISOLATION LEVEL READ COMMITTED"
            )  # each look sees what was committed before it
            return
        idle = self.connection.info.transaction_status == TransactionStatus.IDLE
        if self.connection.autocommit and idle:
            raise RuntimeError(
                "the joined connection is in autocommit mode and has no transaction; "
                "begin one first"
            )
        self.execute("SAVEPOINT clientbook_unit")  # the driver begins before it where needed

    def _roll_back(self) -> None:
        self._named = None  # what was set inside is undone as well
        if self.connection.closed:
            return
        if self.joined:
            self.execute("ROLLBACK TO SAVEPOINT clientbook_unit")
            self.execute("RELEASE SAVEPOINT clientbook_unit")
        else:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close an own connection."""
        if not self.joined:
            self._owner.check()
            self.connection.close()


def _opened(connect: Callable[[], Connection] | None) -> Connection:
    assert connect is not None
    try:
        return connect()
    except psycopg.Error as error:
        raise translate(error) from error
