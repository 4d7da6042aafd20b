"""Clients and everything that is indexed of them."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from clientbook.convert.documents import (
    deleted_document,
    dump_client,
    dump_json,
    load_client,
    load_json,
    to_micros,
)
from clientbook.domain.clients import Client, ClientId
from clientbook.errors import StaleRevisionError
from clientbook.storage import blocks as sets
from clientbook.storage.checks import check_once, split_keys
from clientbook.storage.protocols import (
    EVERYONE,
    ClientWrite,
    FacetFilter,
)
from clientbook.storage.sqlite import keys as key_tables
from clientbook.storage.sqlite.books import find_book, need_book, take_numbers
from clientbook.storage.sqlite.entries import (
    IS_ACTIVE,
    StoredEntry,
    dump_entry,
    load_entry,
    load_lapsed,
    store_entry,
)
from clientbook.storage.sqlite.facets import FacetBlocks
from clientbook.storage.sqlite.indexes import IndexChanges
from clientbook.storage.sqlite.sessions import Session, unavailable
from clientbook.storage.sqlite.words import count_matches, find_matches

_FEW = 4_000  # members up to which a filtered list is sorted rather than scanned


class _Stored(NamedTuple):
    """What the index holds of a client that is to change.

    Args:
        number: Its number.
        revision: Its revision.
        text: Its entry as text, or the one it had when it lapsed; None for none.
        lapsed: When it lapsed, None for one that has not.
    """

    number: int
    revision: int
    text: str | None
    lapsed: int | None

    def entry(self) -> StoredEntry | None:
        """Return what the index holds, None for nothing."""
        if self.text is None:
            return None
        return load_entry(self.text) if self.lapsed is None else load_lapsed(self.text)


class ClientTable:
    """The clients of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._facets = FacetBlocks(session)

    def get(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist."""
        found = self.documents(book, ids)
        return {i: load_client(found[i]) for i in ids if i in found}

    def documents(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, str]:
        """Return the stored text of the clients that exist."""
        key = find_book(self._session, book)
        rows = self._session.rows(
            "SELECT id, document, l.at, revision FROM clientbook_clients"
            " LEFT JOIN clientbook_lapsed l USING (number)"
            " WHERE book = ? AND id IN (SELECT value FROM json_each(?))",
            (key, dump_json(list(ids))),
        )
        return {
            client_id: text if lapsed is None else deleted_document(text, lapsed, revision + 1)
            for client_id, text, lapsed, revision in rows
        }

    def number(self, book: int, client_id: ClientId) -> int:
        """Return the number of a client, 0 for one that was purged."""
        row = self._session.row(
            "SELECT number FROM clientbook_clients WHERE book = ? AND id = ?", (book, client_id)
        )
        return int(row[0]) if row else 0

    def put(self, book: str, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries, all or none."""
        check_once(writes)
        with self._session.step():
            key = need_book(self._session, book)
            changes = self._changes(key)
            self._replace(key, [w for w in writes if w.expected], changes)
            self._insert(key, [w for w in writes if not w.expected], changes)
            changes.write()

    def _changes(self, key: int) -> IndexChanges:
        return IndexChanges(self._session, self._facets, key)

    def _insert(self, key: int, writes: Sequence[ClientWrite], changes: IndexChanges) -> None:
        """Write new clients, and note what changes in the index."""
        if not writes:
            return
        first = take_numbers(self._session, key, len(writes))
        try:  # one row after the other: no text is held that the database has
            self._session.many(
                "INSERT INTO clientbook_clients VALUES (?, ?, ?, ?, ?, ?)",
                (
                    _new_row(number, key, write, changes)
                    for number, write in enumerate(writes, first)
                ),
            )
        except sqlite3.IntegrityError:
            raise self._stale(key, writes, first) from None

    def _stale(self, key: int, writes: Sequence[ClientWrite], first: int) -> Exception:
        """Return the error for new clients of which one existed before number *first*."""
        held = self._stored(key, [w.client.id for w in writes])
        for write in writes:
            stored = held.get(write.client.id)
            if stored is not None and stored.number < first:
                return StaleRevisionError(write.client.id, write.expected, stored.revision)
        return unavailable("corrupt")

    def _stored(self, key: int, ids: Collection[ClientId]) -> dict[ClientId, _Stored]:
        rows = self._session.rows(
            "SELECT id, number, revision + (l.at IS NOT NULL), entry, l.at FROM clientbook_clients"
            " LEFT JOIN clientbook_lapsed l USING (number)"
            " WHERE book = ? AND id IN (SELECT value FROM json_each(?))",
            (key, dump_json(list(ids))),
        )
        return {row[0]: _Stored(*row[1:]) for row in rows}

    def _replace(self, key: int, writes: Sequence[ClientWrite], changes: IndexChanges) -> None:
        """Write clients that exist, and note what changes in the index."""
        held = self._stored(key, [write.client.id for write in writes]) if writes else {}
        values: list[tuple[Any, ...]] = []
        returned: list[tuple[int]] = []
        for write in writes:
            client, expected = write.client, write.expected
            stored = held.get(client.id)
            if stored is None or stored.revision != expected:
                actual = stored.revision if stored else 0
                raise StaleRevisionError(client.id, expected, actual)
            entry, text = _stored_entry(write, key)
            values.append((client.revision, dump_client(client), text, stored.number))
            if stored.lapsed is not None:
                returned.append((stored.number,))
            if text != stored.text or stored.lapsed is not None:
                changes.add(stored.number, client.id, stored.entry(), entry)
        self._session.many(
            "UPDATE clientbook_clients SET revision = ?, document = ?, entry = ? WHERE number = ?",
            values,
        )
        self._session.many("DELETE FROM clientbook_lapsed WHERE number = ?", returned)

    def delete(self, book: str, ids: Collection[ClientId], at: datetime) -> dict[ClientId, int]:
        """Make ACTIVE clients DELETED, and lapse; their rows stay as they are."""
        key = need_book(self._session, book)
        changes = self._changes(key)
        numbers: list[int] = []
        revisions: dict[ClientId, int] = {}
        for client_id, number, revision, text in self._session.rows(
            "SELECT c.id, c.number, c.revision, c.entry FROM clientbook_clients c"  # noqa: S608 - ours
            f" WHERE c.book = ? AND c.id IN (SELECT value FROM json_each(?)) AND {IS_ACTIVE}",
            (key, dump_json(list(ids))),
        ):
            numbers.append(number)
            revisions[client_id] = revision + 1
            changes.lapse(number, client_id, text)
        with self._session.step():
            self._session.execute(
                "INSERT INTO clientbook_lapsed SELECT value, ? FROM json_each(?)",
                (to_micros(at), dump_json(numbers)),
            )
            changes.write()
        return revisions

    def purge(self, book: str, ids: Collection[ClientId]) -> None:
        """Remove clients for good."""
        key = find_book(self._session, book)
        if key is None:
            return
        held = self._stored(key, ids)
        changes = self._changes(key)
        for client_id, stored in held.items():
            changes.add(stored.number, client_id, stored.entry(), None)
        changes.write()
        removed: dict[str, list[int]] = defaultdict(list)
        for stored in held.values():
            for namespace, labels in self._labels(stored.number).items():
                for label in labels:
                    removed[f"{namespace}/{label}"].append(stored.number)
            for table in ("labels", "lapsed", "clients"):
                self._session.execute(
                    f"DELETE FROM clientbook_{table} WHERE number = ?",  # noqa: S608 - ours
                    (stored.number,),
                )
        self._facets.change(key, {}, removed)

    def _labels(self, number: int) -> dict[str, list[str]]:
        rows = self._session.rows(
            "SELECT namespace, labels FROM clientbook_labels WHERE number = ?", (number,)
        )
        return {row[0]: load_json(row[1]) for row in rows}

    def holders(
        self, book: str, keys: Collection[str], cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return the sorted ids of at most *cap* + 1 holders of keys."""
        key = find_book(self._session, book)
        if key is None:
            return {}
        strong, weak = split_keys(keys)
        found = key_tables.find_identities(self._session, key, strong, cap)
        found.update(find_matches(self._session, key, weak, cap))
        return found

    def count_holders(self, book: str, keys: Collection[str]) -> dict[str, int]:
        """Return how many ACTIVE clients hold keys."""
        key = find_book(self._session, book)
        if key is None:
            return {}
        strong, weak = split_keys(keys)
        found = key_tables.count_identities(self._session, key, strong)
        found.update(count_matches(self._session, key, weak))
        return found

    def labels(
        self, book: str, ids: Collection[ClientId]
    ) -> dict[ClientId, dict[str, tuple[str, ...]]]:
        """Return the labels that are set on clients, by namespace."""
        found: dict[ClientId, dict[str, tuple[str, ...]]] = {}
        for client_id, namespace, labels in self._session.rows(
            "SELECT c.id, l.namespace, l.labels FROM json_each(?) j"
            " CROSS JOIN clientbook_clients c ON c.book = ? AND c.id = j.value"
            " CROSS JOIN clientbook_labels l ON l.number = c.number",
            (dump_json(list(ids)), find_book(self._session, book)),
        ):
            if held := load_json(labels):
                found.setdefault(client_id, {})[namespace] = tuple(held)
        return found

    def set_labels(
        self, book: str, namespace: str, labels: Mapping[ClientId, Collection[str]]
    ) -> None:
        """Replace the facets of a namespace."""
        key = find_book(self._session, book)
        if key is None:
            return
        added: dict[str, list[int]] = defaultdict(list)
        removed: dict[str, list[int]] = defaultdict(list)
        written: list[tuple[int, str, str]] = []
        for client_id, number, held in self._session.rows(
            "SELECT c.id, c.number, l.labels FROM json_each(?) j"
            " CROSS JOIN clientbook_clients c ON c.book = ? AND c.id = j.value"
            " LEFT JOIN clientbook_labels l ON l.number = c.number AND l.namespace = ?",
            (dump_json(list(labels)), key, namespace),
        ):
            before, after = set(load_json(held) if held else ()), set(labels[client_id])
            for label in before - after:
                removed[f"{namespace}/{label}"].append(number)
            for label in after - before:
                added[f"{namespace}/{label}"].append(number)
            if before != after:
                written.append((number, namespace, dump_json(sorted(after))))
        self._session.many("INSERT OR REPLACE INTO clientbook_labels VALUES (?, ?, ?)", written)
        self._facets.change(key, added, removed)

    def count(self, book: str, where: FacetFilter) -> int:
        """Return how many ACTIVE clients pass a filter."""
        key = find_book(self._session, book)
        return 0 if key is None else self._facets.count(key, where)

    def passing(self, key: int, where: FacetFilter) -> sets.Blocks:
        """Return the ACTIVE clients of a book, named by its key, that pass a filter."""
        return self._facets.select(key, where)

    def page(
        self,
        book: str,
        where: FacetFilter,
        after: tuple[str, ClientId] | None,
        limit: int,
        descending: bool,
    ) -> tuple[tuple[str, ClientId], ...]:
        """Return (sort name, id) of ACTIVE clients in order, beginning after a pair."""
        key = find_book(self._session, book)
        if key is None or limit <= 0:
            return ()
        rows = key_tables.ordered(self._session, key, after, descending=descending)
        if where == EVERYONE:
            return tuple((name, client_id) for name, client_id, _ in islice(rows, limit))
        chosen = self._facets.select(key, where)
        if sets.size(chosen) <= _FEW:
            return self._sorted(chosen, after, limit, descending)
        passing = (row[:2] for row in rows if sets.holds(chosen, row[2]))
        return tuple(islice(passing, limit))

    def _sorted(
        self,
        chosen: sets.Blocks,
        after: tuple[str, ClientId] | None,
        limit: int,
        descending: bool,
    ) -> tuple[tuple[str, ClientId], ...]:
        """Return a page of few clients: looked up by number, then sorted."""
        pairs = [
            (load_entry(row[0]).sort_name or "", row[1])
            for row in self._session.rows(
                "SELECT c.entry, c.id FROM json_each(?) j"
                " CROSS JOIN clientbook_clients c ON c.number = j.value",
                (dump_json(list(sets.numbers(chosen))),),
            )
        ]
        pairs.sort(reverse=descending)
        if after is not None:
            pairs = [p for p in pairs if (p < after if descending else p > after)]
        return tuple(pairs[:limit])


def _stored_entry(write: ClientWrite, book: int) -> tuple[StoredEntry | None, str | None]:
    """Return the index entry of a write as it is stored, and its text."""
    if write.entry is None:
        return None, None
    entry = store_entry(write.entry, book)
    return entry, dump_entry(entry)


def _new_row(number: int, book: int, write: ClientWrite, changes: IndexChanges) -> tuple[Any, ...]:
    """Return the row of a new client, what it brings to the index added to *changes*."""
    client = write.client
    entry, text = _stored_entry(write, book)
    if entry is not None:
        changes.add(number, client.id, None, entry)
    return number, book, client.id, client.revision, dump_client(client), text
