"""What a store is.

A store keeps clients, the journal and small JSON records, and answers from an index it is handed.
It knows nothing of phones, names or consent: what to index is computed above it (``searching``),
what a change means is decided above it (``book``).
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

import attrs

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import Change, Delta

BookId = str
"""Id of a book (tenant): 1 to 64 printable ASCII characters; every call names one."""


IDENTITY_KINDS = frozenset({"e", "p", "x"})
"""Kinds of identity keys: e-mail, phone, external id.  The kind of a key is what stands before its
first colon, such as ``p`` in ``"p:+14165550123"``; a store may keep these in a quicker index."""


class SearchColumn(StrEnum):
    """Where a word of a client stands."""

    NAME = "name"
    MOBILE = "mobile"
    PHONE = "phone"  # numbers that are not mobiles
    OTHER = "other"


@attrs.frozen
class IndexEntry:
    """What a store indexes of one ACTIVE client; computed from the client alone.

    Args:
        sort_name: Key by which lists are sorted; locale-independent.
        words: Normalised words per column, joined by single spaces; no word is longer than 100.
        identity_keys: Few strong keys, of the kinds :data:`IDENTITY_KINDS`, that every import row
            asks for.
        match_keys: Many cheap keys of other kinds that find candidates for duplicates.
        facets: Labels for filters, such as ``"mobile"`` or ``"tag:vip"``; without a slash.
        unique_keys: Keys no other ACTIVE client of the book may have: the name of a system, a tab,
            the id there.
    """

    sort_name: str = attrs.field(repr=False)
    words: tuple[tuple[SearchColumn, str], ...] = attrs.field(repr=False)
    identity_keys: tuple[str, ...] = attrs.field(repr=False)
    match_keys: tuple[str, ...] = attrs.field(repr=False)
    facets: tuple[str, ...] = attrs.field(repr=False)
    unique_keys: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen
class ClientWrite:
    """One client to write.

    Args:
        client: The client as it is to be stored; its revision is ``expected + 1``.
        expected: Revision the store must hold now; 0 for a new client.
        entry: What to index; None takes the client out of the index (not ACTIVE).
    """

    client: Client
    expected: int
    entry: IndexEntry | None


@attrs.frozen
class SearchQuery:
    """A search, already normalised.

    Hits come in tiers: 0 one of ``phone_words`` stands whole in the phone columns among
    ``columns``, 1 ``sort_name`` equals ``exact_name``, 2 the text in the name column, 3 the text
    anywhere in ``columns``.  A client is listed once, in its best tier.  Tiers 1 and 2 need the
    name column among ``columns``.

    Args:
        alternatives: Readings of the text, each of normalised words; a client matches when all
            words of one reading do, in any order, in any of the columns.
        prefix: True matches the beginnings of words, False whole words.
        columns: Columns to look in.
        phone_words: Spellings of the whole number the text may be.
        exact_name: Sort key of the text, to rank exact names first; None to leave tier 1 out.
    """

    alternatives: tuple[tuple[str, ...], ...] = attrs.field(repr=False)
    prefix: bool
    columns: frozenset[SearchColumn]
    phone_words: tuple[str, ...] = attrs.field(default=(), repr=False)
    exact_name: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class SearchHit:
    """A client found, and the tier it was found in (0 best)."""

    client_id: ClientId
    tier: int


@attrs.frozen
class FacetFilter:
    """Which ACTIVE clients to list or count.

    Args:
        all_of: Facets they must all have.
        none_of: Facets they must not have.
        ranges: ``(low, high)`` pairs: they must have at least one facet ``low <= f < high``
            (code-point order) for each pair.
        none_ranges: ``(low, high)`` pairs: they must have no facet ``low <= f < high``.
    """

    all_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    ranges: tuple[tuple[str, str], ...] = ()
    none_ranges: tuple[tuple[str, str], ...] = ()


EVERYONE = FacetFilter()


@attrs.frozen
class Record:
    """A small JSON document the store keeps without looking inside.

    Args:
        collection: What kind it is, such as ``"import"`` or ``"note"``.
        id: Unique in its book and collection.
        body: JSON-able document.
        owner: What it belongs to (a client, a run), ``""`` for none; indexed when not empty.
        order: Sorts the records of an owner (code-point order), then their ids.
    """

    collection: str
    id: str
    body: Mapping[str, Any] = attrs.field(repr=False)
    owner: str = ""
    order: str = ""


class ClientRows(Protocol):
    """Clients, their keys, and the units of work that everything is written in."""

    def transaction(self, book: BookId) -> AbstractContextManager[None]:
        """Begin a unit of work on a book: commit when the block ends, roll back when it raises.

        It takes the writer's place of the book before anything is read: what one unit of work has
        read, no other changes before it has written.  So a check and the write it allows are one.
        It does not nest (``RuntimeError``).  Reads inside see the writes before them.  Another
        writer of the book is waited for; after a bounded time StoreUnavailableError("locked").
        """

    def get_clients(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist, in the order of *ids*, also gone ones; O(k log n)."""

    def put_clients(self, book: BookId, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries, all or none.

        Raises:
            StaleRevisionError: A stored revision is not the expected one.
            ConstraintError: Another live client holds one of the unique keys.

        Cost: O(k log n).
        """

    def delete_clients(
        self, book: BookId, ids: Collection[ClientId], *, at: datetime
    ) -> dict[ClientId, int]:
        """Make ACTIVE clients DELETED, take them out of the index, and return their revisions.

        Each becomes what :meth:`Client.deleted` returns for *at* (aware), as if
        :meth:`put_clients` had written it without an entry; for many at once, whatever is known of
        them.  Others that are there, and unknown ids, stay as they are.
        ``clientbook.searching.scanning`` has a slow one.  Cost: O(k log n).
        """

    def purge_clients(self, book: BookId, ids: Collection[ClientId]) -> None:
        """Remove clients for good; their journal stays.  Unknown ids are no error."""

    def find_holders(
        self, book: BookId, keys: Collection[str], *, cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return for each key that is held the ids of its ACTIVE holders, sorted.

        Args:
            book: The book.
            keys: Identity and match keys; thousands at once during imports.
            cap: At most ``cap + 1`` ids come back for a key.  More than *cap* says that the key
                has more holders than the caller wants to know; which of them is left open.

        Cost: O(k (log n + cap)), however many hold a key.
        """

    def count_holders(self, book: BookId, keys: Collection[str]) -> dict[str, int]:
        """Return for each key that is held how many ACTIVE clients hold it.

        Cost: one entry of the index read for each holder, no client; to report the few keys that
        :meth:`find_holders` found to have more than its cap.
        """


@runtime_checkable
class StoredDocuments(Protocol):
    """A store that also hands clients out as it keeps them, for looks through all of them."""

    def get_documents(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, str]:
        """Return the text of each client that exists, as ``dump_client`` writes it."""


@runtime_checkable
class ListedBooks(Protocol):
    """A store that also knows what books it keeps, which need not have this."""

    def list_books(self) -> tuple[BookId, ...]:
        """Return the ids of books, sorted; nothing may be left, or written yet, in some."""


class SearchIndex(Protocol):
    """Clients by their words; ``clientbook.searching.scanning`` has a slow one."""

    def search(
        self,
        book: BookId,
        query: SearchQuery,
        where: FacetFilter = EVERYONE,
        *,
        after: SearchHit | None = None,
        limit: int,
    ) -> tuple[SearchHit, ...]:
        """Return hits in order of (tier, creation), beginning after a hit of this same query.

        Only clients that pass *where* are hits; it is given where a filter is set.
        """


class FacetIndex(Protocol):
    """Clients by their labels, and in order of their names."""

    def set_facets(
        self, book: BookId, namespace: str, facets: Mapping[ClientId, Collection[str]]
    ) -> None:
        """Replace the facets of *namespace* on these clients.

        Args:
            book: The book.
            namespace: A name without slash, such as ``"visit"``.
            facets: Labels per client, such as ``"2026-05-12"``; a filter names them with their
                namespace: ``"visit/2026-05-12"``.  Unknown ids are ignored.

        They stay until replaced or the client is purged; the entry's own facets, which
        ``put_clients`` replaces, have no slash.
        """

    def get_facets(
        self, book: BookId, ids: Collection[ClientId]
    ) -> dict[ClientId, dict[str, tuple[str, ...]]]:
        """Return what :meth:`set_facets` left on clients: labels by namespace, sorted.

        Whatever their status; namespaces without labels are left out, and so are clients that
        have none.  For copying a book.
        """

    def list_clients(
        self,
        book: BookId,
        where: FacetFilter = EVERYONE,
        *,
        after: tuple[str, ClientId] | None = None,
        limit: int,
        descending: bool = False,
    ) -> tuple[tuple[str, ClientId], ...]:
        """Return (sort name, id) of ACTIVE clients in that order, beginning after a pair.

        ``descending`` is the exact reverse of ascending.
        """

    def count_clients(self, book: BookId, where: FacetFilter = EVERYONE) -> int:
        """Return how many ACTIVE clients there are."""


class JournalRows(Protocol):
    """What happened."""

    def append_changes(self, book: BookId, changes: Sequence[Change]) -> None:
        """Append to the journal; the store assigns ``seq``, growing, gaps allowed.

        A reader that has seen seq *n* never misses a change below *n* that commits later.
        """

    def read_changes(
        self,
        book: BookId,
        *,
        after: int = 0,
        client_ids: Collection[ClientId] | None = None,
        limit: int | None = None,
        descending: bool = False,
    ) -> tuple[Change, ...]:
        """Return changes with ``seq > after`` (``seq < after`` when descending, 0 for the end).

        Args:
            book: The book.
            after: Where to begin.
            client_ids: Only changes of these clients; None for all, those of nobody included.
            limit: At most so many.
            descending: The newest first.

        Cost: with a limit, that of what comes back, however long the journal of a client is.
        """

    def find_untouched(
        self, book: BookId, ids: Collection[ClientId], *, cause: str
    ) -> set[ClientId]:
        """Return those of some clients of whom the journal says but that *cause* created them.

        ``clientbook.searching.scanning`` has a slow one.  Cost: O(k log n).
        """

    def last_seq(self, book: BookId) -> int:
        """Return the position of the newest change, 0 for an empty journal."""

    def rewrite_changes(self, book: BookId, deltas: Mapping[int, Delta]) -> None:
        """Replace the reverse deltas of changes; who, what and when stay.

        An erasure blanks those of a person, and takes the person out of what others held while
        they were one client by mistake.

        Args:
            book: The book.
            deltas: For each ``seq`` what ``before`` is to be; an unknown one is no error.
        """


class RecordRows(Protocol):
    """Small JSON documents."""

    def list_collections(self, book: BookId) -> tuple[str, ...]:
        """Return the names of the collections that hold records, sorted; for copying a book."""

    def get_records(self, book: BookId, collection: str, ids: Collection[str]) -> dict[str, Record]:
        """Return the records that exist."""

    def put_records(self, book: BookId, records: Sequence[Record]) -> None:
        """Insert or replace records."""

    def delete_records(self, book: BookId, collection: str, ids: Collection[str]) -> None:
        """Remove records; unknown ids are no error."""

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
        """Return records of a collection.

        Args:
            book: The book.
            collection: The collection.
            owners: Only records of these owners, in order of (order, id); None for all records,
                in order of id.
            prefix: Only ids beginning so.
            after: ``(order, id)`` of the record to begin after; ``("", id)`` without owners.
            limit: At most so many.
            descending: The exact reverse order.
        """


@runtime_checkable
class Store(ClientRows, SearchIndex, FacetIndex, JournalRows, RecordRows, Protocol):
    """Keeps books.

    For every method: what goes in and comes out is a frozen value, free of the connection; a
    store may go from thread to thread, and serves one at a time (another waits or gets
    StoreInUseError); a write is lost unless the ``with store.transaction(book):``
    around it ends without an error; a write outside a transaction of its book raises
    ``RuntimeError``; no call crosses the book it names.  A driver's own errors come out as
    :class:`~clientbook.errors.StoreError`, without its message.  A book id that is not 1 to 64
    printable ASCII characters, and text that holds NUL or half of a surrogate pair, is refused
    (InvalidValueError) where it is to be written or names a place; an id or key of that kind is
    simply not found.  Check your own store with
    :class:`clientbook.testing.StoreConformance`.
    """

    def close(self) -> None:
        """Give up the connection, if the store owns it."""
