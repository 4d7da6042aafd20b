"""A store of a third party over sqlite3, without an index: see ``test_toy_store.py``."""

import sqlite3
import weakref
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clientbook.convert.documents import (
    dump_client,
    dump_delta,
    dump_json,
    from_document,
    load_client,
    load_json,
    to_document,
)
from clientbook.domain.clients import Actor, Client
from clientbook.domain.journal import Change, Delta
from clientbook.errors import ConstraintError, StaleRevisionError, StoreUnavailableError
from clientbook.searching.scanning import Indexed, ScanningIndex
from clientbook.storage.checks import check_namespace, check_once
from clientbook.storage.guards import Gate, reads, writes
from clientbook.storage.protocols import ClientWrite, IndexEntry, Record
from clientbook.storage.rows import change_row, read_change, read_record

TABLES = """
CREATE TABLE IF NOT EXISTS client (book, id, number, revision, document, entry,
    labels DEFAULT '{}', PRIMARY KEY (book, id));
CREATE TABLE IF NOT EXISTS change (book, seq, client, kind, revision, at, fields, before,
    actor, channel, cause, PRIMARY KEY (book, seq));
CREATE TABLE IF NOT EXISTS record (book, collection, id, owner, place, body,
    PRIMARY KEY (book, collection, id));
"""


class NotebookStore(ScanningIndex):
    """Keeps books in an SQLite file."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        weakref.finalize(self, self._db.close).atexit = False  # a forgotten store is closed too
        self._db.executescript("PRAGMA journal_mode = WAL;" + TABLES)
        self._session = Gate(failures=(sqlite3.Error,))

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self, book: str) -> Iterator[None]:
        with self._session.transaction(book):
            try:
                self._db.execute("BEGIN IMMEDIATE")  # the writer's place, before anything is read
            except sqlite3.OperationalError:
                raise StoreUnavailableError("locked", "try again") from None
            with self._db:  # commits, or rolls back when the block raises
                yield

    @reads
    def get_clients(self, book: str, ids: Collection[str]) -> dict[str, Client]:
        held = dict(self._rows("SELECT id, document FROM client WHERE book = ?", book))
        return {i: load_client(held[i]) for i in ids if i in held}

    @writes
    def put_clients(self, book: str, writes: Sequence[ClientWrite]) -> None:
        check_once(writes)
        held = self.get_clients(book, [write.client.id for write in writes])
        for write in writes:  # whatever may be refused is refused before the first row is written
            client = held.get(write.client.id)
            if (actual := client.revision if client else 0) != write.expected:
                raise StaleRevisionError(write.client.id, write.expected, actual)
        self._check_unique_keys(book, writes)
        for write in writes:
            client = write.client
            entry = dump_json(to_document(write.entry)) if write.entry else None
            self._db.execute(
                "INSERT INTO client (book, id, number, revision, document, entry)"
                " SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM client WHERE book = ?"
                " ON CONFLICT DO UPDATE SET revision = excluded.revision,"
                " document = excluded.document, entry = excluded.entry",
                (book, client.id, client.revision, dump_client(client), entry, book),
            )

    def _check_unique_keys(self, book: str, writes: Sequence[ClientWrite]) -> None:
        written = {write.client.id: write.entry for write in writes}
        kept = [(r.client_id, r.entry) for r in self.indexed(book) if r.client_id not in written]
        holders: dict[str, str] = {}  # whoever is stored comes first
        for client_id, entry in (*kept, *written.items()):
            for key in entry.unique_keys if entry else ():
                if holders.setdefault(key, client_id) != client_id:
                    raise ConstraintError(key.partition("\t")[0], holders[key])

    @writes
    def purge_clients(self, book: str, ids: Collection[str]) -> None:
        sql = "DELETE FROM client WHERE book = ? AND id = ?"
        self._db.executemany(sql, [(book, client_id) for client_id in ids])

    def indexed(self, book: str) -> Iterator[Indexed]:
        sql = "SELECT number, id, entry, labels FROM client WHERE book = ? ORDER BY number"
        for number, client_id, text, labels in self._rows(sql, book):
            entry = from_document(IndexEntry, load_json(text)) if text else None
            named = [f"{n}/{label}" for n, held in load_json(labels).items() for label in held]
            yield Indexed(number, client_id, entry, named)

    delete_clients = writes(ScanningIndex.delete_clients)
    find_untouched = reads(ScanningIndex.find_untouched)
    find_holders = reads(ScanningIndex.find_holders)
    count_holders = reads(ScanningIndex.count_holders)
    search = reads(ScanningIndex.search)
    get_facets = reads(ScanningIndex.get_facets)
    list_clients = reads(ScanningIndex.list_clients)
    count_clients = reads(ScanningIndex.count_clients)

    @writes
    def set_facets(self, book: str, namespace: str, facets: Mapping[str, Collection[str]]) -> None:
        check_namespace(namespace)
        sql = "UPDATE client SET labels = json_patch(labels, ?) WHERE book = ? AND id = ?"
        for client_id, labels in facets.items():
            self._db.execute(sql, (dump_json({namespace: sorted(labels)}), book, client_id))

    @writes
    def append_changes(self, book: str, changes: Sequence[Change]) -> None:
        for seq, change in enumerate(changes, self.last_seq(book) + 1):
            row = (book, seq, *change_row(change), change.actor.id, change.actor.channel)
            self._db.execute(f"INSERT INTO change VALUES ({'?,' * 10}?)", (*row, change.cause))

    @reads
    def read_changes(
        self,
        book: str,
        *,
        after: int = 0,
        client_ids: Collection[str] | None = None,
        limit: int | None = None,
        descending: bool = False,
    ) -> tuple[Change, ...]:
        rows = self._rows("SELECT * FROM change WHERE book = ? ORDER BY seq", book)
        found = [
            read_change(row[1], row[2:8], Actor(*row[8:10]), row[10])
            for row in (rows[::-1] if descending else rows)
            if (not after or (row[1] < after if descending else row[1] > after))
            and (client_ids is None or row[2] in client_ids)
        ]
        return tuple(found[:limit])

    @reads
    def last_seq(self, book: str) -> int:
        return int(self._rows("SELECT ifnull(max(seq), 0) FROM change WHERE book = ?", book)[0][0])

    @writes
    def rewrite_changes(self, book: str, deltas: Mapping[int, Delta]) -> None:
        sql = "UPDATE change SET before = ? WHERE book = ? AND seq = ?"
        self._db.executemany(sql, [(dump_delta(old), book, seq) for seq, old in deltas.items()])

    @reads
    def get_records(self, book: str, collection: str, ids: Collection[str]) -> dict[str, Record]:
        return {r.id: r for r in self.list_records(book, collection) if r.id in ids}

    @writes
    def put_records(self, book: str, records: Sequence[Record]) -> None:
        rows = [(book, r.collection, r.id, r.owner, r.order, dump_json(r.body)) for r in records]
        self._db.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)", rows)

    @writes
    def delete_records(self, book: str, collection: str, ids: Collection[str]) -> None:
        sql = "DELETE FROM record WHERE book = ? AND collection = ? AND id = ?"
        self._db.executemany(sql, [(book, collection, record_id) for record_id in ids])

    @reads
    def list_collections(self, book: str) -> tuple[str, ...]:
        rows = self._rows("SELECT collection FROM record WHERE book = ?", book)
        return tuple(sorted({row[0] for row in rows}))

    @reads
    def list_records(
        self,
        book: str,
        collection: str,
        *,
        owners: Collection[str] | None = None,
        prefix: str = "",
        after: tuple[str, str] | None = None,
        limit: int | None = None,
        descending: bool = False,
    ) -> tuple[Record, ...]:
        sql = "SELECT id, owner, place, body FROM record WHERE book = ? AND collection = ?"
        found = [
            ("" if owners is None else row[2], row[0], row)
            for row in self._rows(sql, book, collection)
            if row[0].startswith(prefix) and (owners is None or (row[1] and row[1] in owners))
        ]
        found.sort(reverse=descending)
        if after is not None:
            found = [f for f in found if (f[:2] < after if descending else f[:2] > after)]
        return tuple(read_record(collection, row) for _, _, row in found[:limit])

    def close(self) -> None:
        if self._session.owner.close():
            self._db.close()
