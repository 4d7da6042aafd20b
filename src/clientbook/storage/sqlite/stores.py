"""The store over one SQLite database."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from os import PathLike, fspath

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import Change
from clientbook.storage.checks import check_namespace
from clientbook.storage.protocols import (
    EVERYONE,
    BookId,
    ClientWrite,
    FacetFilter,
    Record,
    SearchHit,
    SearchQuery,
)
from clientbook.storage.sqlite.books import find_book
from clientbook.storage.sqlite.clients import ClientTable
from clientbook.storage.sqlite.journals import Journal
from clientbook.storage.sqlite.records import RecordTable
from clientbook.storage.sqlite.schemas import configure, prepare
from clientbook.storage.sqlite.sessions import Session, translate
from clientbook.storage.sqlite.words import WordSearch


class SqliteStore:
    """Keeps books in one SQLite file; see :class:`~clientbook.storage.protocols.Store`.

    Args:
        path: The file, made when it does not exist; ``":memory:"`` keeps nothing.
        connection: A connection of the host's to **join** instead: this store then never commits
            nor closes; its tables (``clientbook_...``) live beside the host's, and what it writes
            stands or falls with the host's transaction.
        busy_timeout_seconds: How long another writer is waited for (own connection only).

    Raises:
        StoreUnavailableError: The file cannot be opened or is something else.
        SchemaVersionError: A newer clientbook wrote it.
        RuntimeError: *connection* is in autocommit mode, outside a transaction, and the tables
            are still to be made.
    """

    def __init__(
        self,
        path: str | PathLike[str] | None = None,
        *,
        connection: sqlite3.Connection | None = None,
        busy_timeout_seconds: float = 10.0,
    ) -> None:
        if (path is None) == (connection is None):
            raise TypeError("SqliteStore: give either a path or connection=")
        if connection is not None:
            self._session = Session(connection, joined=True)
            prepare(self._session)
        else:
            assert path is not None
            self._session = _open(fspath(path), busy_timeout_seconds)
        self._clients = ClientTable(self._session)
        self._journal = Journal(self._session)
        self._records = RecordTable(self._session)

    def transaction(self, book: BookId) -> AbstractContextManager[None]:
        """Begin a unit of work: committed when the block ends, rolled back when it raises."""
        return self._session.transaction(book)

    def get_clients(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist."""
        self._session.check()
        return self._clients.get(book, ids)

    def put_clients(self, book: BookId, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries, all or none."""
        self._session.check_writing(book)
        self._clients.put(book, writes)

    def purge_clients(self, book: BookId, ids: Collection[ClientId]) -> None:
        """Remove clients for good."""
        self._session.check_writing(book)
        self._clients.purge(book, ids)

    def find_holders(
        self, book: BookId, keys: Collection[str], *, cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return for each key that is held the ids of at most *cap* + 1 holders, sorted."""
        self._session.check()
        return self._clients.holders(book, keys, cap)

    def count_holders(self, book: BookId, keys: Collection[str]) -> dict[str, int]:
        """Return for each key that is held how many ACTIVE clients hold it."""
        self._session.check()
        return self._clients.count_holders(book, keys)

    def search(
        self, book: BookId, query: SearchQuery, *, after: SearchHit | None = None, limit: int
    ) -> tuple[SearchHit, ...]:
        """Return hits in order of (tier, creation)."""
        self._session.check()
        key = find_book(self._session, book)
        if key is None:
            return ()
        place = (0, 0)
        if after is not None:
            place = (after.tier, self._clients.number(key, after.client_id))
        return WordSearch(self._session, key, query).hits(place, limit)

    def set_facets(
        self, book: BookId, namespace: str, facets: Mapping[ClientId, Collection[str]]
    ) -> None:
        """Replace the facets of *namespace* on these clients."""
        check_namespace(namespace)
        self._session.check_writing(book)
        self._clients.set_labels(book, namespace, facets)

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
        self._session.check()
        return self._clients.page(book, where, after, limit, descending)

    def count_clients(self, book: BookId, where: FacetFilter = EVERYONE) -> int:
        """Return how many ACTIVE clients there are."""
        self._session.check()
        return self._clients.count(book, where)

    def append_changes(self, book: BookId, changes: Sequence[Change]) -> None:
        """Append to the journal."""
        self._session.check_writing(book)
        self._journal.append(book, changes)

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
        self._session.check()
        return self._journal.read(book, after, client_ids, limit, descending)

    def last_seq(self, book: BookId) -> int:
        """Return the position of the newest change, 0 for an empty journal."""
        self._session.check()
        return self._journal.last(book)

    def redact_changes(self, book: BookId, client_ids: Collection[ClientId]) -> None:
        """Blank the reverse deltas of these clients' changes."""
        self._session.check_writing(book)
        self._journal.redact(book, client_ids)

    def get_records(self, book: BookId, collection: str, ids: Collection[str]) -> dict[str, Record]:
        """Return the records that exist."""
        self._session.check()
        return self._records.get(book, collection, ids)

    def put_records(self, book: BookId, records: Sequence[Record]) -> None:
        """Insert or replace records."""
        self._session.check_writing(book)
        self._records.put(book, records)

    def delete_records(self, book: BookId, collection: str, ids: Collection[str]) -> None:
        """Remove records."""
        self._session.check_writing(book)
        self._records.delete(book, collection, ids)

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
        self._session.check()
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
        if not self._session.joined:
            self._session.check()
            self._session.connection.close()


def _open(path: str, busy_timeout_seconds: float) -> Session:
    try:
        # autocommit: the module's own transactions would begin late and commit before DDL
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise translate(error) from error
    try:
        configure(connection, busy_timeout_seconds=busy_timeout_seconds)
        session = Session(connection, joined=False)
        prepare(session)
    except sqlite3.Error as error:
        connection.close()
        raise translate(error) from error
    except BaseException:
        connection.close()
        raise
    return session
