"""One connection and its units of work."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, LiteralString, Protocol

import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row

from clientbook.storage.checks import Owner, nested, require_book, wait_milliseconds
from clientbook.storage.guards import DAMAGED
from clientbook.storage.postgres.columns import column_of
from clientbook.storage.postgres.sqlstates import (
    may_succeed_again,
    translate,
    translated,
    unavailable,
)

Connection = psycopg.Connection[Any]

_COPY_FROM = 20  # rows from which COPY is quicker than single statements


class Lender(Protocol):
    """Where connections come from that a store only borrows."""

    def borrow(self) -> Connection:
        """Return a connection in autocommit mode that prepares nothing by name.

        Raises:
            StoreUnavailableError: There is none.
        """

    def give_back(self, connection: Connection) -> None:
        """Take a connection back, as it was; a dead one is replaced."""

    def look_over(self) -> None:
        """Replace the connections that died while they lay idle."""


class Session:
    """A connection and its unit of work.

    Nothing is kept on the connection: each unit of work, and each read where rows are walled off,
    is one transaction that begins with its own settings.  So a pooler may give each of them
    another connection of the server.

    Args:
        connect: Opens an own connection (autocommit), again after the server was lost; None when
            *connection* or *pool* is given.
        connection: The host's connection, to join.
        pool: Lends a connection for each unit of work and each read outside one; nothing is
            borrowed before.
        prepare: Makes the tables, or looks at their version, with the first connection of *pool*.
        row_security: True to name the book to the server in each transaction.
        lock_timeout_seconds: How long another writer is waited for (own connection only).
    """

    failures: tuple[type[Exception], ...] = (psycopg.Error, *DAMAGED)

    def __init__(
        self,
        *,
        connect: Callable[[], Connection] | None = None,
        connection: Connection | None = None,
        pool: Lender | None = None,
        prepare: "Callable[[Session], None] | None" = None,
        row_security: bool = False,
        lock_timeout_seconds: float = 10.0,
    ) -> None:
        milliseconds = wait_milliseconds("lock_timeout_seconds", lock_timeout_seconds)
        self._connect = connect
        self._lender = pool
        self._prepare = prepare
        if connection is not None:
            self.connection = connection
        elif connect is not None:
            with translated():
                self.connection = connect()
        self.owner = Owner(from_first_use=pool is not None)
        self._holding = False
        self._active: str | None = None
        self._named: str | None = None  # the book that the transaction under way names
        self._in_unit = False
        self._row_security = row_security
        self._begin_own = sql.SQL(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = {}"
        ).format(sql.Literal(f"{milliseconds}ms"))

    @property
    def joined(self) -> bool:
        """True when the host owns connection and transaction: nothing here commits."""
        return self._connect is None and self._lender is None

    @property
    def in_host_transaction(self) -> bool:
        """True while the host may undo what is read and written here."""
        status = self.connection.info.transaction_status if self.joined else TransactionStatus.IDLE
        return status != TransactionStatus.IDLE

    @contextmanager
    def _borrowed(self) -> Iterator[None]:
        """Have a connection for a block, of the pool where there is one; a block may be inside."""
        if self._lender is None or self._in_unit or self._holding:
            yield
            return
        self.connection = self._lender.borrow()
        self._holding = True
        try:
            self._make_ready()
            yield
        finally:
            if self._holding:
                self._holding = False
                self._lender.give_back(self.connection)

    def _make_ready(self) -> None:
        prepare, self._prepare = self._prepare, None
        if prepare is not None:
            try:
                prepare(self)
            except BaseException:
                self._prepare = prepare
                raise

    @contextmanager
    def call(self, book: str, *, writing: bool) -> Iterator[None]:
        """Make ready for one call: name the book to the server where rows are walled off."""
        if writing:
            require_book(self._active, book)
        self._reconnect()
        with self._borrowed(), self._named_call(book):
            yield

    @contextmanager
    def _named_call(self, book: str) -> Iterator[None]:
        if not self._row_security:
            yield
            return
        idle = self.connection.info.transaction_status == TransactionStatus.IDLE
        if not (idle and self.connection.autocommit):
            # The host's connection may serve other stores, and be rolled back to before a name.
            if self.joined or book != self._named:
                self._name(book)
            yield
            return
        naming = sql.SQL("SET LOCAL clientbook.book = {}").format(sql.Literal(book))
        self._plain(sql.SQL("BEGIN READ ONLY; {}").format(naming))
        try:
            yield
        finally:
            if not self.connection.closed:
                self._plain(sql.SQL("COMMIT"))

    def explain(self, error: Exception, *, again: bool) -> Exception | None:
        """Return our error for a driver's; None where the call may be made once more.

        That is a read outside a unit of work, when the server was lost (a connection is made
        anew) or could not serialise it.
        """
        failure = translate(error)
        if again or self._in_unit or self.joined:
            return failure
        if self._lender is not None and self.connection.closed:
            self._lender.look_over()  # others that lay idle are as dead
        return None if self.connection.closed or may_succeed_again(failure) else failure

    def _reconnect(self) -> None:
        if self._connect is not None and self.connection.closed and not self._in_unit:
            self.connection = self._connect()

    def _replace(self) -> None:
        """Have another connection in place of one that was found dead."""
        if self._lender is None:
            self._reconnect()
            return
        self._holding = False
        self._lender.give_back(self.connection)  # first: the pool may have but one
        self._lender.look_over()
        self.connection = self._lender.borrow()
        self._holding = True

    def _plain(self, statement: sql.SQL | sql.Composed) -> None:
        """Run statements without parameters, such as several in one round trip."""
        self.connection.execute(statement, prepare=False)

    def _name(self, book: str) -> None:
        if self._row_security:
            self._plain(sql.SQL("SET LOCAL clientbook.book = {}").format(sql.Literal(book)))
            self._named = book

    def execute(
        self, statement: LiteralString, parameters: Sequence[Any] = ()
    ) -> "psycopg.Cursor[Any]":
        """Run one statement."""
        cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
        return cursor.execute(statement, parameters)

    def rows(
        self, statement: LiteralString, parameters: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows."""
        return self.execute(statement, parameters).fetchall()

    def row(
        self, statement: LiteralString, parameters: Sequence[Any] = ()
    ) -> tuple[Any, ...] | None:
        """Run a query and return its first row, None when there is none."""
        found = self.rows(statement, parameters)
        return found[0] if found else None

    def counted(self, statement: LiteralString, parameters: Sequence[Any]) -> int:
        """Count on in the row of the book that is written, and return the count.

        Raises:
            StoreUnavailableError: "corrupt": somebody has taken the row away, which the unit of
                work had locked, or hidden it.
        """
        found = self.row(statement, parameters)
        if found is None:
            raise unavailable("corrupt")
        return int(found[0])

    def many(self, statement: LiteralString, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each row of parameters, without waiting for each answer."""
        if parameters:
            psycopg.Cursor(self.connection, row_factory=tuple_row).executemany(
                statement, parameters
            )

    def insert(
        self, table: LiteralString, columns: LiteralString, rows: Sequence[Sequence[Any]]
    ) -> None:
        """Write many new rows in the quickest way this connection allows.

        COPY is refused under row security, and a pooler or another engine may not take it; so it
        is for own connections without row security, and not for those of a pool.

        Args:
            table: The table.
            columns: Names of the columns, with commas between.
            rows: Values in the order of the columns.
        """
        if self._connect is None or self._row_security or len(rows) < _COPY_FROM:
            self.each("INSERT INTO " + table + " (" + columns + ") SELECT * FROM {rows}", rows)  # noqa: S608 - ours
            return
        cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
        with cursor.copy("COPY " + table + " (" + columns + ") FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def each(
        self,
        statement: LiteralString,
        rows: Sequence[Sequence[Any]],
        parameters: Sequence[Any] = (),
    ) -> None:
        """Run one statement over many rows, which the server reads as a table.

        Args:
            statement: With ``{rows}`` where the table is to stand.
            rows: Its rows, of texts, bytes and whole numbers; nothing is run without any.
            parameters: What comes behind the rows in the statement.
        """
        if rows:
            columns = [column_of(column) for column in zip(*rows, strict=True)]
            table: LiteralString = "unnest(" + ", ".join([mark for mark, _ in columns]) + ")"
            values = [values for _, values in columns]
            self.execute(statement.replace("{rows}", table), (*values, *parameters))

    @contextmanager
    def transaction(self, book: str | None) -> Iterator[None]:
        """Begin a unit of work; joined, a savepoint inside the host's transaction.

        Args:
            book: The book that may be written; None while the tables are made.
        """
        self.owner.enter()
        try:
            if self._in_unit:
                raise nested()
            with ExitStack() as lent:
                with translated():
                    lent.enter_context(self._borrowed())
                with self._unit(book):
                    yield
        finally:
            self.owner.leave()

    @contextmanager
    def _unit(self, book: str | None) -> Iterator[None]:
        with translated():
            self._begin()
        self._active, self._in_unit = book, True
        try:
            if book is not None:
                with translated():
                    self._name(book)
                    self._take_place(book)
            yield
            with translated():
                self.execute("RELEASE SAVEPOINT clientbook_unit" if self.joined else "COMMIT")
        except BaseException:
            with translated():
                self._roll_back()
            raise
        finally:
            self._active, self._named, self._in_unit = None, None, False

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

    def _begin(self) -> None:
        if not self.joined:
            self._reconnect()
            try:
                self._plain(self._begin_own)
            except psycopg.OperationalError:
                if not self.connection.closed:
                    raise
                self._replace()  # it went away while nothing was asked of it
                self._plain(self._begin_own)
            return
        idle = self.connection.info.transaction_status == TransactionStatus.IDLE
        if self.connection.autocommit and idle:
            raise RuntimeError(
                "the joined connection is in autocommit mode and has no transaction; "
                "begin one first"
            )
        self.execute("SAVEPOINT clientbook_unit")  # the driver begins before it where needed

    def _roll_back(self) -> None:
        if self.connection.closed:
            return
        if self.joined:
            self.execute("ROLLBACK TO SAVEPOINT clientbook_unit")
            self.execute("RELEASE SAVEPOINT clientbook_unit")
        else:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close an own connection; whoever calls later is refused."""
        if self.owner.close() and self._connect is not None:
            self.connection.close()
