"""One connection: units of work, and its errors in our words."""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from clientbook.convert.documents import DamagedDocumentError
from clientbook.domain.checks import refuse
from clientbook.errors import StoreInUseError, StoreUnavailableError
from clientbook.storage.checks import Owner, nested, require_book
from clientbook.storage.guards import DAMAGED

_HINTS = {
    "locked": "another program is writing; try again, or give a longer busy_timeout_seconds",
    "read_only": "make the file and its folder writable for this program; to read only, join"
    " sqlite3.connect('file:PATH?immutable=1', uri=True), as long as nobody writes",
    "full": "free disk space, then resume; what was committed is intact",
    "corrupt": "name the file of the book; if it is this one, restore it from a backup",
    "cancelled": "somebody interrupted it; try again",
    "unreachable": "check the path, its folder and its permissions",
}
_NO_BOOK = "the file is no clientbook database, or a damaged one"
# Primary result codes (https://sqlite.org/rescode.html), the low byte of the extended ones.
_REASONS = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_INTERRUPT: "cancelled",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_IOERR: "unreachable",
}


def unavailable(reason: str, code: str | None = None) -> StoreUnavailableError:
    """Return the error for a database that cannot be used, with its hint."""
    problem = _NO_BOOK if reason == "corrupt" else None
    return StoreUnavailableError(reason, _HINTS[reason], code, problem)


def translate(error: Exception) -> Exception:
    """Return our error for a driver's; nothing of its message, which may hold a person."""
    if isinstance(error, (sqlite3.DataError, UnicodeEncodeError)):
        return refuse("text", "it is too long, or no character, for this database")
    if isinstance(error, OSError):  # no such folder, no permission, a name that is too long
        return unavailable("unreachable")
    if isinstance(error, DamagedDocumentError):
        return unavailable("corrupt")
    if isinstance(error, sqlite3.ProgrammingError) and "thread" in str(error):
        return StoreInUseError(
            "the joined connection belongs to the thread that made it",
            "open it with check_same_thread=False to hand it on",
        )
    # An error without a code is Python's own: text in the file that is not UTF-8.
    reason = _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "corrupt")
    return unavailable(reason, getattr(error, "sqlite_errorname", None))


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the driver in the block into ours."""
    failure: Exception | None = None
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        failure = translate(error)  # a damaged page may hold what is no text
    if failure is not None:
        raise failure from None  # the driver's message may hold what was to be written


class Session:
    """A connection and its unit of work.

    Args:
        connection: An open connection.
        joined: True when the host owns connection and transaction: nothing here commits.
    """

    failures: tuple[type[Exception], ...] = (sqlite3.Error, *DAMAGED)

    def __init__(self, connection: sqlite3.Connection, *, joined: bool) -> None:
        self.connection = connection
        self.joined = joined
        self.owner = Owner()
        self._active: str | None = None
        self._in_unit = False
        self.book_keys: dict[str, int] = {}
        if not joined:  # a store that is forgotten gives its file back, as one that is closed does
            weakref.finalize(self, connection.close).atexit = False
        with translated():
            self.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten with zeros

    @property
    def in_host_transaction(self) -> bool:
        """True while the host may undo what is read and written here."""
        if not self.joined:
            return False
        with translated():
            return self.connection.in_transaction

    @contextmanager
    def call(self, book: str, *, writing: bool) -> Iterator[None]:
        """Make ready for one call."""
        if writing:
            require_book(self._active, book)
        if self.joined and not self._in_unit:
            self.book_keys.clear()  # the host may have rolled back what made them
        yield

    def explain(self, error: Exception, *, again: bool) -> Exception | None:
        """Return our error for a driver's."""
        return translate(error)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        cursor = self.connection.cursor()
        cursor.row_factory = None  # a host's connection may have another
        return cursor.execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows."""
        return self.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Run a query and return its first row, None when there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of parameters."""
        self.connection.executemany(sql, parameters)

    @contextmanager
    def transaction(self, book: str | None) -> Iterator[None]:
        """Begin a unit of work; joined, a savepoint inside the host's transaction.

        SQLite has one writer a file: its place is taken here, before anything is read.

        Args:
            book: The book that may be written; None while the tables are made.
        """
        self.owner.enter()
        try:
            if self._in_unit:
                raise nested()
            with translated():
                self._begin()
            self._active, self._in_unit = book, True
            try:
                if self.joined and book is not None:
                    # The host may have begun without the writer's place.  This takes it, or says
                    # "locked" when another writer came since the host has read.
                    with translated():
                        self.execute(
                            "UPDATE clientbook_books SET last_seq = last_seq WHERE id = ?", (book,)
                        )
                yield
                with translated():
                    self.execute("RELEASE clientbook_unit" if self.joined else "COMMIT")
            except BaseException:
                with translated():
                    self._roll_back()
                raise
            finally:
                self._active, self._in_unit = None, False
        finally:
            self.owner.leave()

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

    def _roll_back(self) -> None:
        self.book_keys.clear()
        if not self.connection.in_transaction:
            return
        if self.joined:
            self.execute("ROLLBACK TO clientbook_unit")
            self.execute("RELEASE clientbook_unit")
        else:
            self.execute("ROLLBACK")

    def compact(self) -> None:
        """See :meth:`SqliteStore.compact`."""
        self.owner.enter()
        try:
            if self.joined or self._in_unit:
                raise RuntimeError("compact: not over a joined connection, nor in a transaction")
            with translated():
                self.execute("INSERT INTO clientbook_words (clientbook_words) VALUES ('optimize')")
                self.execute("VACUUM")
                row = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
            if row is not None and row[0]:  # somebody reads what is still in the log
                raise unavailable("locked", "SQLITE_BUSY")
        finally:
            self.owner.leave()

    def close(self) -> None:
        """Close an own connection; whoever calls later is refused."""
        if self.owner.close() and not self.joined:
            self.connection.close()


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
    connection.execute(f"BEGIN {connection.isolation_level}")
