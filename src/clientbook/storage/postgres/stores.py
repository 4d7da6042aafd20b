"""The store over one PostgreSQL database."""

import random
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Self, TypeVar

import psycopg

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.doors import guarded_init
from clientbook.domain.journal import Change, Delta
from clientbook.errors import StoreUnavailableError
from clientbook.storage.checks import check_book, check_namespace
from clientbook.storage.guards import reads, reads_books, writes
from clientbook.storage.postgres.clients import ClientTable
from clientbook.storage.postgres.connections import opener
from clientbook.storage.postgres.facets import LabelBitmaps
from clientbook.storage.postgres.journals import Journal
from clientbook.storage.postgres.lists import SortedLists
from clientbook.storage.postgres.pools import Borrowed, Pool
from clientbook.storage.postgres.records import RecordTable
from clientbook.storage.postgres.schemas import prepare
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.postgres.sqlstates import may_succeed_again, translated
from clientbook.storage.postgres.words import WordSearch
from clientbook.storage.protocols import (
    EVERYONE,
    BookId,
    ClientWrite,
    FacetFilter,
    Record,
    SearchHit,
    SearchQuery,
)

T = TypeVar("T")

_WAIT_SECONDS = 0.01


@guarded_init
class PostgresStore:
    """Keeps books in PostgreSQL; see :class:`~clientbook.storage.protocols.Store`.

    Writers of one book follow one another; readers wait for nobody.

    Args:
        dsn: Connection string, such as ``"postgresql://user@host/database"``; ``""`` takes
            everything from the environment (``PGHOST`` ...).
        connection: A psycopg connection of the host's to **join** instead: this store then never
            commits nor closes; its tables (``clientbook_...``) live beside the host's, and what it
            writes stands or falls with the host's transaction.
        pool: A ``psycopg_pool`` pool of the host's instead, open or not: a connection is borrowed
            for each unit of work and for each read outside one, and nothing before that, so that a
            program may fork after making the store and the (closed) pool; the process of the first
            use keeps both.  The tables are looked at with the first call.  Stores for several
            threads share one pool.
        lock_timeout_seconds: How long another writer is waited for (own connection or pool): more
            than 0, at most a day.
        row_security: True to name each book to the server, for the second wall that
            :func:`row_security_statements` builds.

    Raises:
        StoreUnavailableError: The server cannot be reached, the connection string cannot be read,
            or the encoding is not UTF-8.
        InvalidValueError: *lock_timeout_seconds* is out of its bounds.
        SchemaVersionError: A newer clientbook wrote the tables.
        RuntimeError: *connection* is in autocommit mode, outside a transaction, and the tables
            are still to be made.
    """

    def __init__(
        self,
        dsn: str | None = None,
        *,
        connection: "psycopg.Connection[Any] | None" = None,
        pool: "Pool | None" = None,
        lock_timeout_seconds: float = 10.0,
        row_security: bool = False,
    ) -> None:
        if [dsn, connection, pool].count(None) != 2:
            raise TypeError("PostgresStore: give one of dsn, connection= and pool=")
        if pool is not None:
            self._session = Session(
                pool=Borrowed(pool),
                prepare=prepare,
                row_security=row_security,
                lock_timeout_seconds=lock_timeout_seconds,
            )
        elif connection is not None:
            self._session = Session(connection=connection, row_security=row_security)
        else:
            assert dsn is not None
            self._session = Session(
                connect=opener(dsn),
                row_security=row_security,
                lock_timeout_seconds=lock_timeout_seconds,
            )
        try:
            if pool is None:
                with translated():
                    prepare(self._session)
        except BaseException:
            self._session.close()
            raise
        self._clients = ClientTable(self._session)
        self._journal = Journal(self._session)
        self._records = RecordTable(self._session)

    def retry(self, work: Callable[[], T], *, attempts: int = 5) -> T:
        """Do *work*, and again while the server cannot serialise it.

        Between two attempts it waits by chance, so that two which refused each other do not meet
        again: up to a hundredth of a second, then up to two, four, eight.

        Args:
            work: Begins its own unit of work, as every desk does; called anew at each attempt.
                Joined, it begins the transaction of the host.
            attempts: How often at most.

        Raises:
            StoreUnavailableError: The last attempt failed as well, or for another reason.
        """
        for number in range(attempts - 1):
            try:
                return work()
            except StoreUnavailableError as error:
                if not may_succeed_again(error):
                    raise
            time.sleep(random.uniform(0, _WAIT_SECONDS * 2**number))
        return work()

    @property
    def is_joined(self) -> bool:
        """True over a connection of the host's: what is written is the host's to commit."""
        return self._session.joined

    @property
    def in_host_transaction(self) -> bool:
        """True while what is read and written may be undone by the host whose connection it is."""
        return self._session.in_host_transaction

    def transaction(self, book: BookId) -> AbstractContextManager[None]:
        """Begin a unit of work: committed when the block ends, rolled back when it raises."""
        check_book(book)
        return self._session.transaction(book)

    @reads_books
    def list_books(self) -> tuple[BookId, ...]:
        """Return the ids of the books that a unit of work had, sorted; none behind row security."""
        rows = self._session.rows('SELECT book FROM clientbook_books ORDER BY book COLLATE "C"')
        return tuple(row[0] for row in rows)

    @reads
    def get_clients(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist."""
        return self._clients.get(book, ids)

    @reads
    def get_documents(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, str]:
        """Return the stored text of the clients that exist."""
        return self._clients.documents(book, ids)

    @writes
    def put_clients(self, book: BookId, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries, all or none."""
        self._clients.put(book, writes)

    @writes
    def delete_clients(
        self, book: BookId, ids: Collection[ClientId], *, at: datetime
    ) -> dict[ClientId, int]:
        """Make ACTIVE clients DELETED, and take them out of the index."""
        return self._clients.delete(book, ids, at)

    @writes
    def purge_clients(self, book: BookId, ids: Collection[ClientId]) -> None:
        """Remove clients for good."""
        self._clients.purge(book, ids)

    @reads
    def find_holders(
        self, book: BookId, keys: Collection[str], *, cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return for each key that is held the ids of at most *cap* + 1 holders, sorted."""
        return self._clients.holders(book, keys, cap)

    @reads
    def count_holders(self, book: BookId, keys: Collection[str]) -> dict[str, int]:
        """Return for each key that is held how many ACTIVE clients hold it."""
        return self._clients.count_holders(book, keys)

    @reads
    def search(
        self,
        book: BookId,
        query: SearchQuery,
        where: FacetFilter = EVERYONE,
        *,
        after: SearchHit | None = None,
        limit: int,
    ) -> tuple[SearchHit, ...]:
        """Return hits that pass a filter, in order of (tier, creation)."""
        place = (0, 0)
        if after is not None:
            row = self._session.row(
                "SELECT number FROM clientbook_clients WHERE book = %s AND id = %s",
                (book, after.client_id),
            )
            place = (after.tier, int(row[0]) if row else 0)
        return WordSearch(self._session, book, query, where).hits(place, limit)

    @writes
    def set_facets(
        self, book: BookId, namespace: str, facets: Mapping[ClientId, Collection[str]]
    ) -> None:
        """Replace the facets of *namespace* on these clients."""
        check_namespace(namespace)
        self._clients.set_labels(book, namespace, facets)

    @reads
    def get_facets(
        self, book: BookId, ids: Collection[ClientId]
    ) -> dict[ClientId, dict[str, tuple[str, ...]]]:
        """Return what set_facets left on clients: labels by namespace, sorted."""
        return self._clients.labels(book, ids)

    @reads
    def list_clients(
        self,
        book: BookId,
        where: FacetFilter = EVERYONE,
        *,
        after: tuple[str, ClientId] | None = None,
        limit: int,
        descending: bool = False,
    ) -> tuple[tuple[str, ClientId], ...]:
        """Return (sort name, id) of ACTIVE clients in that order, beginning after a pair."""
        lists = SortedLists(self._session, book, descending=descending)
        return lists.page(where, after, limit)

    @reads
    def count_clients(self, book: BookId, where: FacetFilter = EVERYONE) -> int:
        """Return how many ACTIVE clients there are."""
        return LabelBitmaps(self._session).count(book, where)

    @writes
    def append_changes(self, book: BookId, changes: Sequence[Change]) -> None:
        """Append to the journal."""
        self._journal.append(book, changes)

    @reads
    def read_changes(
        self,
        book: BookId,
        *,
        after: int = 0,
        client_ids: Collection[ClientId] | None = None,
        limit: int | None = None,
        descending: bool = False,
    ) -> tuple[Change, ...]:
        """Return changes in order of ``seq``, beginning after one."""
        return self._journal.read(
            book, after=after, client_ids=client_ids, limit=limit, descending=descending
        )

    @reads
    def find_untouched(
        self, book: BookId, ids: Collection[ClientId], *, cause: str
    ) -> set[ClientId]:
        """Return those of some clients of whom the journal says but that *cause* created them."""
        return self._journal.untouched(book, ids, cause)

    @reads
    def last_seq(self, book: BookId) -> int:
        """Return the position of the newest change, 0 for an empty journal."""
        return self._journal.last(book)

    @writes
    def rewrite_changes(self, book: BookId, deltas: Mapping[int, Delta]) -> None:
        """Replace the reverse deltas of single changes."""
        self._journal.rewrite(book, deltas)

    @reads
    def get_records(self, book: BookId, collection: str, ids: Collection[str]) -> dict[str, Record]:
        """Return the records that exist."""
        return self._records.get(book, collection, ids)

    @writes
    def put_records(self, book: BookId, records: Sequence[Record]) -> None:
        """Insert or replace records."""
        self._records.put(book, records)

    @writes
    def delete_records(self, book: BookId, collection: str, ids: Collection[str]) -> None:
        """Remove records."""
        self._records.delete(book, collection, ids)

    @reads
    def list_collections(self, book: BookId) -> tuple[str, ...]:
        """Return the names of the collections that hold records, sorted."""
        return self._records.collections(book)

    @reads
    def list_records(
        self,
        book: BookId,
        collection: str,
        *,
        owners: Collection[str] | None = None,
        prefix: str = "",
        after: tuple[str, str] | None = None,
        limit: int | None = None,
        descending: bool = False,
    ) -> tuple[Record, ...]:
        """Return records of a collection, in order of (order, id), or of id without owners."""
        return self._records.list(
            book,
            collection,
            owners=owners,
            prefix=prefix,
            after=after,
            limit=limit,
            descending=descending,
        )

    def close(self) -> None:
        """Give up the connection, if the store owns it."""
        self._session.close()

    def __enter__(self) -> Self:
        """Use the store in a block, and close it at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()
