"""The store over one SQLite database."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from os import PathLike, fsencode, fspath
from typing import Self

from clientbook.domain.checks import refuse, wrong_type
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.doors import guarded_init
from clientbook.domain.journal import Change, Delta
from clientbook.storage.checks import check_book, check_namespace, wait_milliseconds
from clientbook.storage.guards import reads, reads_books, writes
from clientbook.storage.protocols import (
    EVERYONE,
    BookId,
    ClientWrite,
    FacetFilter,
    Record,
    SearchHit,
    SearchQuery,
)
from clientbook.storage.sqlite.books import find_book, list_books
from clientbook.storage.sqlite.clients import ClientTable
from clientbook.storage.sqlite.journals import Journal
from clientbook.storage.sqlite.records import RecordTable
from clientbook.storage.sqlite.schemas import configure, make_file, prepare
from clientbook.storage.sqlite.sessions import Session, translated
from clientbook.storage.sqlite.words import WordSearch


@guarded_init
class SqliteStore:
    """Keeps books in one SQLite file; see :class:`~clientbook.storage.protocols.Store`.

    Args:
        path: The file, made when it does not exist; ``":memory:"`` keeps nothing.
        connection: A connection of the host's to **join** instead: this store then never commits
            nor closes; its tables (``clientbook_...``) live beside the host's, and what it writes
            stands or falls with the host's transaction.
        busy_timeout_seconds: How long another writer is waited for (own connection only): more than
            0, at most a day.
        allow_empty: True makes a new book of a file of 0 bytes that exists; usually that is a
            database that was cut off.

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
        allow_empty: bool = False,
    ) -> None:
        if (path is None) == (connection is None):
            raise wrong_type("path", path, "either a path or connection=")
        wait = wait_milliseconds("busy_timeout_seconds", busy_timeout_seconds)
        if connection is not None:
            self._session = Session(connection, joined=True)
            with translated():
                prepare(self._session)
        else:
            assert path is not None
            self._session = _open(_file_name(path), wait, allow_empty=allow_empty)
        self._clients = ClientTable(self._session)
        self._journal = Journal(self._session)
        self._records = RecordTable(self._session)

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
        """Return the ids of the books that were written to, sorted."""
        return list_books(self._session)

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
        key = find_book(self._session, book)
        if key is None:
            return ()
        place = (0, 0)
        if after is not None:
            place = (after.tier, self._clients.number(key, after.client_id))
        within = None if where == EVERYONE else self._clients.passing(key, where)
        return WordSearch(self._session, key, query, within).hits(place, limit)

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
        return self._clients.page(book, where, after, limit, descending)

    @reads
    def count_clients(self, book: BookId, where: FacetFilter = EVERYONE) -> int:
        """Return how many ACTIVE clients there are."""
        return self._clients.count(book, where)

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
        return self._journal.read(book, after, client_ids, limit, descending)

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

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty its write-ahead log.

        What is deleted is overwritten at once (``secure_delete``), except words in the full-text
        index and older pages in the log: call this after erasing somebody, or every night.  It
        takes about as long as copying the file, needs as much free space once more, and other
        connections wait meanwhile.

        Raises:
            StoreUnavailableError: "locked": somebody else reads or writes; "full": no space.
            RuntimeError: The store joins a connection of the host's, or is in a transaction.
        """
        self._session.compact()

    def close(self) -> None:
        """Give up the connection, if the store owns it."""
        self._session.close()

    def __enter__(self) -> Self:
        """Use the store in a block, and close it at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()


def _file_name(path: str | PathLike[str]) -> str:
    name = fspath(path)
    try:
        if b"\0" not in fsencode(name):
            return name
    except UnicodeEncodeError:
        pass
    raise refuse("path", "no file can have this name")


def _open(path: str, wait: int, *, allow_empty: bool) -> Session:
    with translated():
        if path != ":memory:":
            make_file(path, allow_empty=allow_empty)
        # Autocommit: the module's own transactions would begin late and commit before DDL.  Which
        # thread may come in is the session's to say: one at a time.
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            configure(connection, wait_milliseconds=wait)
            session = Session(connection, joined=False)
            prepare(session)
        except BaseException:
            connection.close()
            raise
    return session
