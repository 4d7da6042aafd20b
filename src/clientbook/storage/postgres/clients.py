"""Clients and everything that is indexed of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from clientbook.convert.documents import (
    deleted_document,
    dump_client,
    dump_json,
    load_client,
    load_json,
    to_micros,
)
from clientbook.domain.clients import Client, ClientId
from clientbook.errors import ConstraintError, StaleRevisionError
from clientbook.storage.checks import check_once
from clientbook.storage.postgres.bodies import pack, unpack
from clientbook.storage.postgres.entries import (
    NOTHING,
    EntryParts,
    dump_entry,
    lapsing,
    load_entry,
    load_lapsed,
    to_index,
)
from clientbook.storage.postgres.facets import LabelBitmaps
from clientbook.storage.postgres.keys import KeyTables
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.postgres.words import WordTable
from clientbook.storage.protocols import ClientWrite


class _Stored(NamedTuple):
    """What the store holds of a client that is to change.

    Args:
        revision: Its revision.
        number: Its number.
        lapsed: True when it lapsed.
        text: Its entry as text, or the one it had when it lapsed; None for none.
    """

    revision: int
    number: int
    lapsed: bool
    text: str | None

    def entry(self) -> EntryParts:
        """Return what is indexed of it."""
        if self.text is None:
            return NOTHING
        return load_lapsed(self.text) if self.lapsed else load_entry(self.text)


_Changes = dict[int, tuple[EntryParts, EntryParts]]
"""What is indexed of clients by their numbers, and what is to be."""


class ClientTable:
    """The clients of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._blocks = LabelBitmaps(session)
        self._words = WordTable(session)
        self._keys = KeyTables(session)

    def get(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist."""
        found = self.documents(book, ids)
        return {i: load_client(found[i]) for i in ids if i in found}

    def documents(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, str]:
        """Return the stored text of the clients that exist."""
        rows = self._session.rows(
            "SELECT id, body, lapsed, revision FROM clientbook_clients"
            " WHERE book = %s AND id = ANY(%b)",
            (book, list(ids)),
        )
        return {row[0]: _document(*row) for row in rows}

    def put(self, book: str, writes: Sequence[ClientWrite]) -> None:
        """Insert or replace clients and their index entries, all or none.

        The writer's place is ours: what is looked up here holds until the end of the transaction.
        So everything that may be refused is refused before the first row is written, and no
        savepoint is needed to undo half a call.
        """
        check_once(writes)
        if not writes:
            return
        held = self._stored(book, [w.client.id for w in writes])
        for write in writes:
            stored = held.get(write.client.id)
            actual = stored.revision if stored else 0
            if actual != write.expected:
                raise StaleRevisionError(write.client.id, write.expected, actual)
        self._check_unique_keys(book, writes)
        changed = self._replace(book, [w for w in writes if w.expected], held)
        news = [w for w in writes if not w.expected]
        numbers = {i: stored.number for i, stored in held.items()} | self._insert(book, news)
        self._index(
            book,
            {
                numbers[w.client.id]: (
                    held[w.client.id].entry() if w.expected else NOTHING,
                    to_index(w.entry),
                )
                for w in (*changed, *news)
            },
        )

    def _index(self, book: str, changes: _Changes) -> None:
        """Bring the index up to date."""
        self._keys.change(book, {n: (old.keys, new.keys) for n, (old, new) in changes.items()})
        self._words.change(book, {n: (old.words, new.words) for n, (old, new) in changes.items()})
        self._blocks.change(
            book, {n: (old.labels, new.labels) for n, (old, new) in changes.items()}
        )

    def _check_unique_keys(self, book: str, writes: Sequence[ClientWrite]) -> None:
        """Refuse keys that two of the clients are to have, or that another client has."""
        keys: dict[str, ClientId] = {}
        for write in writes:
            for key in write.entry.unique_keys if write.entry else ():
                if keys.setdefault(key, write.client.id) != write.client.id:
                    raise ConstraintError(key.partition("\t")[0], keys[key])
        if not keys:
            return
        given = {w.client.id for w in writes}
        for key, holder in self._keys.unique(book, keys):
            if holder not in given:
                raise ConstraintError(key.partition("\t")[0], holder)

    def _stored(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, _Stored]:
        rows = self._session.rows(
            "SELECT id, revision, number, lapsed IS NOT NULL, body"
            " FROM clientbook_clients WHERE book = %s AND id = ANY(%b)",
            (book, list(ids)),
        )
        return {
            client_id: _Stored(revision, number, lapsed, unpack(client_id, body)[1])
            for client_id, revision, number, lapsed, body in rows
        }

    def _insert(self, book: str, writes: Sequence[ClientWrite]) -> dict[ClientId, int]:
        """Write new clients, and return their numbers."""
        if not writes:
            return {}
        last = self._session.counted(
            "UPDATE clientbook_books SET last_number = last_number + %s WHERE book = %s"
            " RETURNING last_number",
            (len(writes), book),
        )
        numbered = list(enumerate(writes, last - len(writes) + 1))
        self._session.insert(
            "clientbook_clients",
            "book, id, number, revision, sort_name, body",
            [(book, w.client.id, number, w.client.revision, *_kept(w)) for number, w in numbered],
        )
        return {w.client.id: number for number, w in numbered}

    def _replace(
        self, book: str, writes: Sequence[ClientWrite], held: Mapping[ClientId, _Stored]
    ) -> list[ClientWrite]:
        """Write clients that exist; return those whose keys are to be made anew."""
        self._session.each(
            "UPDATE clientbook_clients AS c SET revision = w.revision, sort_name = w.sort_name,"
            " body = w.body, lapsed = NULL FROM {rows} AS w (id, revision, sort_name, body)"
            " WHERE c.id = w.id AND c.book = %s",
            [(w.client.id, w.client.revision, *_kept(w)) for w in writes],
            (book,),
        )
        return [
            w
            for w in writes
            if held[w.client.id].text != (w.entry and dump_entry(w.entry))
            or held[w.client.id].lapsed
        ]

    def delete(self, book: str, ids: Collection[ClientId], at: datetime) -> dict[ClientId, int]:
        """Make ACTIVE clients DELETED, and lapse; what else their rows hold stays as it is."""
        rows = self._session.rows(
            "UPDATE clientbook_clients SET revision = revision + 1, sort_name = NULL, lapsed = %s"
            " WHERE book = %s AND id = ANY(%b) AND sort_name IS NOT NULL"
            " RETURNING id, revision, number, body",
            (to_micros(at), book, list(ids)),
        )
        gone = {n: lapsing(unpack(client_id, body)[1] or "") for client_id, _, n, body in rows}
        self._index(book, {number: (entry, NOTHING) for number, entry in gone.items()})
        return {client_id: revision for client_id, revision, *_ in rows}

    def purge(self, book: str, ids: Collection[ClientId]) -> None:
        """Remove clients for good."""
        stored = self._stored(book, ids)
        self._index(book, {s.number: (s.entry(), NOTHING) for s in stored.values()})
        self._blocks.change(
            book,
            {
                stored[client_id].number: (_set_labels(namespaces), set())
                for client_id, namespaces in self._labels(book, stored).items()
            },
        )
        for sql in (
            "DELETE FROM clientbook_labels WHERE book = %s AND id = ANY(%b)",
            "DELETE FROM clientbook_clients WHERE book = %s AND id = ANY(%b)",
        ):
            self._session.execute(sql, (book, list(stored)))

    def _labels(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, dict[str, list[str]]]:
        found: dict[ClientId, dict[str, list[str]]] = defaultdict(dict)
        for client_id, namespace, labels in self._session.rows(
            "SELECT id, namespace, labels FROM clientbook_labels WHERE book = %s AND id = ANY(%b)",
            (book, list(ids)),
        ):
            found[client_id][namespace] = load_json(labels)
        return found

    def labels(
        self, book: str, ids: Collection[ClientId]
    ) -> dict[ClientId, dict[str, tuple[str, ...]]]:
        """Return the labels that are set on clients, by namespace."""
        return {
            client_id: kept
            for client_id, namespaces in self._labels(book, list(ids)).items()
            if (kept := {name: tuple(held) for name, held in namespaces.items() if held})
        }

    def set_labels(
        self, book: str, namespace: str, labels: Mapping[ClientId, Collection[str]]
    ) -> None:
        """Replace the facets of a namespace."""
        before = self._labels(book, list(labels))
        changed: dict[ClientId, tuple[set[str], set[str]]] = {}
        for client_id, wanted in labels.items():
            held = before.get(client_id, {}).get(namespace, ())
            if {*held} != {*wanted}:
                old, new = {namespace: held}, {namespace: wanted}
                changed[client_id] = _set_labels(old), _set_labels(new)
        known = self._stored(book, changed) if changed else {}
        self._blocks.change(book, {known[i].number: changed[i] for i in known})
        self._session.each(
            "INSERT INTO clientbook_labels (book, id, namespace, labels) SELECT * FROM {rows}"
            " ON CONFLICT (book, id, namespace) DO UPDATE SET labels = excluded.labels",
            [(book, i, namespace, dump_json(sorted(set(labels[i])))) for i in known],
        )

    def holders(
        self, book: str, keys: Collection[str], cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return the sorted ids of at most *cap* + 1 holders of keys."""
        return self._keys.holders(book, keys, cap)

    def count_holders(self, book: str, keys: Collection[str]) -> dict[str, int]:
        """Return how many ACTIVE clients hold keys."""
        return self._keys.count(book, keys)


def _set_labels(namespaces: Mapping[str, Collection[str]]) -> set[str]:
    """Return the labels that are set on a client, with their namespaces."""
    return {f"{name}/{label}" for name, labels in namespaces.items() for label in labels}


def _document(client_id: ClientId, body: bytes, lapsed: int | None, revision: int) -> str:
    """Return the document of a client's row; the row says beside it that the client lapsed."""
    text, _ = unpack(client_id, body)
    return text if lapsed is None else deleted_document(text, lapsed, revision)


def _kept(write: ClientWrite) -> tuple[str | None, bytes]:
    """Return sort name and body of a client's row."""
    client, entry = write.client, write.entry
    if entry is None:
        return None, pack(client.id, dump_client(client), None)
    return entry.sort_name, pack(client.id, dump_client(client), dump_entry(entry))
