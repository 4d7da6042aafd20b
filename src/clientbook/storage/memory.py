"""A store in memory: for tests and small tools; it behaves as the others do."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Self, TypeVar

import attrs

from clientbook.convert.documents import dump_json, load_json
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import Change, Delta
from clientbook.errors import ConstraintError, StaleRevisionError
from clientbook.searching.scanning import Indexed, ScanningIndex
from clientbook.storage.checks import check_namespace, check_once
from clientbook.storage.guards import Gate, reads, reads_books, writes
from clientbook.storage.protocols import BookId, ClientWrite, IndexEntry, Record

K = TypeVar("K")
V = TypeVar("V")


@attrs.frozen
class _Row:
    """One client: ``number`` counts creations, ``entry`` is None when it is not indexed."""

    client: Client
    entry: IndexEntry | None
    number: int


@attrs.define
class _Book:
    """Everything of one book; changed through the undo log only."""

    rows: dict[ClientId, _Row] = attrs.Factory(dict)
    holders: dict[str, dict[ClientId, None]] = attrs.Factory(dict)
    unique: dict[str, ClientId] = attrs.Factory(dict)
    labels: dict[ClientId, dict[str, frozenset[str]]] = attrs.Factory(dict)
    changes: dict[int, Change] = attrs.Factory(dict)
    records: dict[tuple[str, str], tuple[str, str, str]] = attrs.Factory(dict)
    counters: dict[str, int] = attrs.Factory(dict)


class _UndoLog:
    """What to do to take back what a transaction did, last first."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], object]] = []

    def put(self, mapping: dict[K, V], key: K, value: V) -> None:
        if key in mapping:
            old = mapping[key]
            self._steps.append(lambda: mapping.__setitem__(key, old))
        else:
            self._steps.append(lambda: mapping.pop(key))
        mapping[key] = value

    def drop(self, mapping: dict[K, V], key: K) -> None:
        if key in mapping:
            old = mapping.pop(key)
            self._steps.append(lambda: mapping.__setitem__(key, old))

    def mark(self) -> int:
        return len(self._steps)

    def roll_back(self, mark: int) -> None:
        while len(self._steps) > mark:
            self._steps.pop()()


class _Session(Gate):
    """Who is inside the store, and what its unit of work has done."""

    undo: _UndoLog | None = None

    @contextmanager
    def transaction(self, book: BookId) -> Iterator[None]:
        """Begin a unit of work: kept when the block ends, undone when it raises."""
        with super().transaction(book):
            undo = self.undo = _UndoLog()
            try:
                yield
            except BaseException:
                undo.roll_back(0)
                raise
            finally:
                self.undo = None


class MemoryStore(ScanningIndex):
    """Keeps books in memory; see :class:`~clientbook.storage.protocols.Store`.

    Searches and lists look at every client of the book: fine for some ten thousands.  Several
    threads may share one: they wait for one another.
    """

    def __init__(self) -> None:
        self._books: dict[BookId, _Book] = {}
        self._session = _Session()

    @contextmanager
    def transaction(self, book: BookId) -> Iterator[None]:
        """Begin a unit of work: kept when the block ends, undone when it raises."""
        with self._session.transaction(book):
            yield

    @reads_books
    def list_books(self) -> tuple[BookId, ...]:
        """Return the ids of the books that were looked into, sorted."""
        return tuple(sorted(self._books))

    @reads
    def get_clients(self, book: BookId, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist."""
        rows = self._book(book).rows
        return {i: rows[i].client for i in ids if i in rows}

    @writes
    def put_clients(self, book: BookId, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries, all or none."""
        undo, state = self._writing(book)
        check_once(writes)
        mark = undo.mark()
        try:
            # Keys are given up before others take them: a swap inside one call is no conflict.
            for write in writes:
                self._unindex(undo, state, _current(state, write))
            for write in writes:
                self._put(undo, state, write)
        except BaseException:
            undo.roll_back(mark)
            raise

    def _put(self, undo: _UndoLog, state: _Book, write: ClientWrite) -> None:
        client, entry = write.client, write.entry
        row = state.rows.get(client.id)
        number = row.number if row else _next(undo, state, "clients")
        undo.put(state.rows, client.id, _Row(client, entry, number))
        if entry is None:
            return
        for key in entry.unique_keys:
            holder = state.unique.get(key, client.id)
            if holder != client.id:
                raise ConstraintError(key.partition("\t")[0], holder)
            undo.put(state.unique, key, client.id)
        for key in (*entry.identity_keys, *entry.match_keys):
            undo.put(state.holders.setdefault(key, {}), client.id, None)

    def _unindex(self, undo: _UndoLog, state: _Book, row: _Row | None) -> None:
        if row is None or row.entry is None:
            return
        client_id, entry = row.client.id, row.entry
        undo.put(state.rows, client_id, attrs.evolve(row, entry=None))
        for key in entry.unique_keys:
            undo.drop(state.unique, key)
        for key in (*entry.identity_keys, *entry.match_keys):
            held = state.holders.get(key, {})
            undo.drop(held, client_id)
            if not held:
                undo.drop(state.holders, key)

    delete_clients = writes(ScanningIndex.delete_clients)

    @writes
    def purge_clients(self, book: BookId, ids: Collection[ClientId]) -> None:
        """Remove clients for good."""
        undo, state = self._writing(book)
        for client_id in ids:
            self._unindex(undo, state, state.rows.get(client_id))
            undo.drop(state.rows, client_id)
            undo.drop(state.labels, client_id)

    @reads
    def find_holders(
        self, book: BookId, keys: Collection[str], *, cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return for each key that is held the ids of at most *cap* + 1 holders, sorted."""
        held = self._book(book).holders
        return {key: tuple(sorted(islice(held[key], cap + 1))) for key in keys if held.get(key)}

    @reads
    def count_holders(self, book: BookId, keys: Collection[str]) -> dict[str, int]:
        """Return for each key that is held how many ACTIVE clients hold it."""
        held = self._book(book).holders
        return {key: len(held[key]) for key in keys if held.get(key)}

    @writes
    def set_facets(
        self, book: BookId, namespace: str, facets: Mapping[ClientId, Collection[str]]
    ) -> None:
        """Replace the facets of *namespace* on these clients."""
        check_namespace(namespace)
        undo, state = self._writing(book)
        for client_id, labels in facets.items():
            if client_id in state.rows:
                held = dict(state.labels.get(client_id, {}))
                held[namespace] = frozenset(f"{namespace}/{label}" for label in labels)
                undo.put(state.labels, client_id, held)

    @reads
    def get_facets(
        self, book: BookId, ids: Collection[ClientId]
    ) -> dict[ClientId, dict[str, tuple[str, ...]]]:
        """Return what set_facets left on clients: labels by namespace, sorted."""
        labels = self._book(book).labels
        return {
            i: found
            for i in ids
            if (
                found := {
                    namespace: tuple(sorted(label.partition("/")[2] for label in held))
                    for namespace, held in labels.get(i, {}).items()
                    if held
                }
            )
        }

    search = reads(ScanningIndex.search)
    list_clients = reads(ScanningIndex.list_clients)
    count_clients = reads(ScanningIndex.count_clients)

    def indexed(self, book: BookId) -> Iterator[Indexed]:
        """Return every client of a book, with what is indexed of it."""
        state = self._book(book)
        for client_id, row in state.rows.items():
            labels = state.labels.get(client_id, {})
            yield Indexed(row.number, client_id, row.entry, frozenset().union(*labels.values()))

    @writes
    def append_changes(self, book: BookId, changes: Sequence[Change]) -> None:
        """Append to the journal."""
        undo, state = self._writing(book)
        for change in changes:
            seq = _next(undo, state, "changes")
            undo.put(state.changes, seq, attrs.evolve(change, seq=seq))

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
        changes = self._book(book).changes
        wanted = None if client_ids is None else frozenset(client_ids)
        order = reversed(changes.values()) if descending else iter(changes.values())
        found = (
            change
            for change in order
            if (not after or (change.seq < after if descending else change.seq > after))
            and (wanted is None or change.client_id in wanted)
        )
        return tuple(islice(found, limit))

    find_untouched = reads(ScanningIndex.find_untouched)

    @reads
    def last_seq(self, book: BookId) -> int:
        """Return the position of the newest change, 0 for an empty journal."""
        return self._book(book).counters.get("changes", 0)

    @writes
    def rewrite_changes(self, book: BookId, deltas: Mapping[int, Delta]) -> None:
        """Replace the reverse deltas of single changes."""
        undo, state = self._writing(book)
        for seq, before in deltas.items():
            if seq in state.changes:
                undo.put(state.changes, seq, attrs.evolve(state.changes[seq], before=before))

    @reads
    def get_records(self, book: BookId, collection: str, ids: Collection[str]) -> dict[str, Record]:
        """Return the records that exist."""
        records = self._book(book).records
        return {
            i: _record(collection, i, records[collection, i])
            for i in ids
            if (collection, i) in records
        }

    @writes
    def put_records(self, book: BookId, records: Sequence[Record]) -> None:
        """Insert or replace records."""
        undo, state = self._writing(book)
        for record in records:
            stored = (record.owner, record.order, dump_json(record.body))
            undo.put(state.records, (record.collection, record.id), stored)

    @writes
    def delete_records(self, book: BookId, collection: str, ids: Collection[str]) -> None:
        """Remove records."""
        undo, state = self._writing(book)
        for record_id in ids:
            undo.drop(state.records, (collection, record_id))

    @reads
    def list_collections(self, book: BookId) -> tuple[str, ...]:
        """Return the names of the collections that hold records, sorted."""
        return tuple(sorted({collection for collection, _ in self._book(book).records}))

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
        wanted = None if owners is None else frozenset(owners) - {""}
        found: list[tuple[tuple[str, str], tuple[str, str, str]]] = []
        for (kind, record_id), stored in self._book(book).records.items():
            if kind != collection or not record_id.startswith(prefix):
                continue
            if wanted is None or stored[0] in wanted:
                found.append((("" if wanted is None else stored[1], record_id), stored))
        found.sort(reverse=descending)
        if after is not None:
            found = [f for f in found if (f[0] < after if descending else f[0] > after)]
        return tuple(_record(collection, place[1], stored) for place, stored in found[:limit])

    def close(self) -> None:
        """Let nobody in any more; what was kept goes with the store."""
        self._session.owner.close()

    def __enter__(self) -> Self:
        """Use the store in a block, and close it at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def _book(self, book: BookId) -> _Book:
        return self._books.get(book) or self._books.setdefault(book, _Book())

    def _writing(self, book: BookId) -> tuple[_UndoLog, _Book]:
        assert self._session.undo is not None
        return self._session.undo, self._book(book)


def _current(state: _Book, write: ClientWrite) -> _Row | None:
    """Return the row a write replaces; the one it was made from, or StaleRevisionError."""
    row = state.rows.get(write.client.id)
    actual = row.client.revision if row else 0
    if actual != write.expected:
        raise StaleRevisionError(write.client.id, write.expected, actual)
    return row


def _next(undo: _UndoLog, state: _Book, counter: str) -> int:
    value = state.counters.get(counter, 0) + 1
    undo.put(state.counters, counter, value)
    return value


def _record(collection: str, record_id: str, stored: tuple[str, str, str]) -> Record:
    owner, order, body = stored
    document: dict[str, Any] = load_json(body)
    return Record(collection=collection, id=record_id, body=document, owner=owner, order=order)
