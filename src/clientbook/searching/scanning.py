"""Search, lists, filters and keys without an index: every client of a book is looked at.

What a store begins with: it keeps the entries and gets the answers.  ``MemoryStore`` uses it, and
other stores are compared with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import Change, ChangeKind
from clientbook.storage.protocols import (
    EVERYONE,
    BookId,
    ClientWrite,
    FacetFilter,
    IndexEntry,
    SearchColumn,
    SearchHit,
    SearchQuery,
)

_PHONES = frozenset({SearchColumn.MOBILE, SearchColumn.PHONE})


@attrs.frozen
class Indexed:
    """What a store knows of one client, for the index.

    Args:
        number: Counts the clients of a book in order of their creation.
        client_id: Id of the client.
        entry: Its index entry; None when it is not ACTIVE.
        labels: Facets that were set with a namespace, such as ``"visit/2026-05-12"``.
    """

    number: int
    client_id: ClientId
    entry: IndexEntry | None
    labels: Collection[str] = ()


class ScanningIndex:
    """The methods of a store that need an index, over one that has none; to inherit from.

    Fine for some ten thousands of clients.  Replace a method once it is too slow for you.
    """

    def indexed(self, book: BookId) -> Iterable[Indexed]:
        """Return every client of a book, those that are not ACTIVE too; yours to write."""
        raise NotImplementedError("ScanningIndex: write indexed() in your store")

    def get_clients(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist; yours to write."""
        raise NotImplementedError("ScanningIndex: write get_clients() in your store")

    def put_clients(self, book: BookId, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries; yours to write."""
        raise NotImplementedError("ScanningIndex: write put_clients() in your store")

    def read_changes(
        self,
        book: BookId,
        *,
        after: int = 0,
        client_ids: Collection[ClientId] | None = None,
        limit: int | None = None,
        descending: bool = False,
    ) -> tuple[Change, ...]:
        """Return changes in order of ``seq``; yours to write."""
        raise NotImplementedError("ScanningIndex: write read_changes() in your store")

    # What the methods below need is declared above: of a ``self`` that is annotated with more than
    # this class has, pyright refuses the method in every store that inherits it.
    def delete_clients(
        self, book: BookId, ids: Collection[ClientId], *, at: datetime
    ) -> dict[ClientId, int]:
        """Make ACTIVE clients DELETED, each read and put again; return their revisions."""
        found = self.get_clients(book, ids).values()
        gone = [client.deleted(at) for client in found if client.is_active]
        self.put_clients(book, [ClientWrite(c, c.revision - 1, None) for c in gone])
        return {client.id: client.revision for client in gone}

    def find_untouched(
        self, book: BookId, ids: Collection[ClientId], *, cause: str
    ) -> set[ClientId]:
        """Return those of some clients of whom the journal says but that *cause* created them."""
        told: dict[ClientId | None, list[Change]] = defaultdict(list)
        for change in self.read_changes(book, client_ids=ids):
            told[change.client_id].append(change)
        created = (ChangeKind.CREATED, cause)
        return {i for i in ids if [(c.kind, c.cause) for c in told[i]] == [created]}

    def find_holders(
        self, book: BookId, keys: Collection[str], *, cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return for each key that is held the ids of at most *cap* + 1 holders, sorted."""
        held = _holders(self.indexed(book), keys)
        return {key: tuple(sorted(ids[: cap + 1])) for key, ids in held.items()}

    def count_holders(self, book: BookId, keys: Collection[str]) -> dict[str, int]:
        """Return for each key that is held how many ACTIVE clients hold it."""
        return {key: len(ids) for key, ids in _holders(self.indexed(book), keys).items()}

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
        found: list[tuple[int, int, ClientId]] = []
        place = (-1, 0)
        for row in self.indexed(book):
            entry = row.entry
            tier = None if entry is None else tier_of(query, entry)
            if entry is not None and tier is not None and _passes(row, entry, where):
                found.append((tier, row.number, row.client_id))
            if after is not None and row.client_id == after.client_id:
                place = (after.tier, row.number)
        if after is not None and place[0] < 0:
            place = (after.tier, 0)  # purged meanwhile
        found.sort()
        hits = [SearchHit(client_id, tier) for tier, n, client_id in found if (tier, n) > place]
        return tuple(hits[:limit])

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
        pairs = sorted(
            (
                (entry.sort_name, row.client_id)
                for row, entry in _passing(self.indexed(book), where)
            ),
            reverse=descending,
        )
        if after is not None:
            pairs = [p for p in pairs if (p < after if descending else p > after)]
        return tuple(pairs[:limit])

    def get_facets(
        self, book: BookId, ids: Collection[ClientId]
    ) -> dict[ClientId, dict[str, tuple[str, ...]]]:
        """Return what set_facets left on clients: labels by namespace, sorted."""
        wanted = frozenset(ids)
        found: dict[ClientId, dict[str, tuple[str, ...]]] = {}
        for row in self.indexed(book):
            if row.client_id in wanted:
                for namespace, _, label in sorted(text.partition("/") for text in row.labels):
                    held = found.setdefault(row.client_id, {})
                    held[namespace] = (*held.get(namespace, ()), label)
        return found

    def count_clients(self, book: BookId, where: FacetFilter = EVERYONE) -> int:
        """Return how many ACTIVE clients there are."""
        return sum(1 for _ in _passing(self.indexed(book), where))


def _holders(rows: Iterable[Indexed], keys: Collection[str]) -> dict[str, list[ClientId]]:
    wanted = frozenset(keys)
    held: dict[str, list[ClientId]] = defaultdict(list)
    for row in rows:
        if row.entry is not None:
            for key in wanted.intersection((*row.entry.identity_keys, *row.entry.match_keys)):
                held[key].append(row.client_id)
    return held


def _passing(rows: Iterable[Indexed], where: FacetFilter) -> Iterator[tuple[Indexed, IndexEntry]]:
    for row in rows:
        if row.entry is not None and _passes(row, row.entry, where):
            yield row, row.entry


def _passes(row: Indexed, entry: IndexEntry, where: FacetFilter) -> bool:
    return passes(frozenset((*entry.facets, *row.labels)), where)


def passes(labels: frozenset[str], where: FacetFilter) -> bool:
    """True when a client with these facets passes a filter."""
    return (
        where.all_of <= labels
        and not where.none_of & labels
        and all(any(low <= f < high for f in labels) for low, high in where.ranges)
        and not any(low <= f < high for f in labels for low, high in where.none_ranges)
    )


def tier_of(query: SearchQuery, entry: IndexEntry) -> int | None:
    """Return the best tier of an entry, None when it does not match."""
    columns = {c: words.split(" ") for c, words in entry.words if c in query.columns}
    numbers = {word for c in _PHONES & columns.keys() for word in columns[c]}
    if not numbers.isdisjoint(query.phone_words):
        return 0
    if SearchColumn.NAME in query.columns:
        if query.exact_name is not None and entry.sort_name == query.exact_name:
            return 1
        if _found(query, columns.get(SearchColumn.NAME, [])):
            return 2
    words = [word for held in columns.values() for word in held]
    return 3 if _found(query, words) else None


def _found(query: SearchQuery, words: Sequence[str]) -> bool:
    def stands(term: str) -> bool:
        return any(w.startswith(term) for w in words) if query.prefix else term in words

    return any(all(map(stands, reading)) for reading in query.alternatives)
