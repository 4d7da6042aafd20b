"""Clients and everything that is indexed of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import LiteralString, NamedTuple

from clientbook.convert.documents import (
    deletion_document,
    dump_client,
    dump_json,
    load_client,
    load_json,
)
from clientbook.domain.clients import Client, ClientId
from clientbook.errors import ConstraintError, StaleRevisionError
from clientbook.storage.checks import check_once, split_keys
from clientbook.storage.postgres.facets import LabelBitmaps, labels_of
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.postgres.words import words_of
from clientbook.storage.protocols import ClientWrite, IndexEntry

_KEY_TABLES: dict[str, tuple[LiteralString, LiteralString]] = {
    "identities": ("clientbook_identities", "key"),
    "matches": ("clientbook_matches", "key"),
    "unique": ("clientbook_unique_keys", "key"),
    "facets": ("clientbook_facets", "label"),
}
_Keys = Mapping[str, Collection[str]]
_HELD_IN: tuple[LiteralString, LiteralString] = ("clientbook_identities", "clientbook_matches")


class _Stored(NamedTuple):
    """What the store holds of a client that is to change."""

    revision: int
    entry: str | None
    number: int

    @property
    def keys(self) -> dict[str, list[str]]:
        """Keys that are indexed of it, by kind."""
        keys: dict[str, list[str]] = load_json(self.entry)["keys"] if self.entry else {}
        return keys

    @property
    def labels(self) -> set[str]:
        """Labels that are indexed of it."""
        return labels_of(load_json(self.entry)["keys"]["facets"]) if self.entry else set()

    @property
    def words(self) -> set[str]:
        """Words that are indexed of it."""
        return words_of(load_json(self.entry)["words"]) if self.entry is not None else set()


class ClientTable:
    """The clients of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._blocks = LabelBitmaps(session)

    def get(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the clients that exist."""
        found = self.documents(book, ids)
        return {client_id: load_client(text) for client_id, text in found.items()}

    def documents(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, str]:
        """Return the stored text of the clients that exist."""
        rows = self._session.rows(
            "SELECT id, document FROM clientbook_clients WHERE book = %s AND id = ANY(%s)",
            (book, list(ids)),
        )
        return {row[0]: row[1] for row in rows}

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
        self._change_keys(
            book,
            {
                w.client.id: (
                    held[w.client.id].keys if w.expected else {},
                    _keys(w.entry) if w.entry else {},
                )
                for w in (*changed, *news)
            },
        )
        self._change_words(
            book,
            {
                numbers[w.client.id]: (
                    held[w.client.id].words if w.expected else set(),
                    words_of(w.entry.words) if w.entry else set(),
                )
                for w in (*changed, *news)
            },
        )
        self._blocks.change(
            book,
            {
                numbers[w.client.id]: (
                    held[w.client.id].labels if w.expected else set(),
                    labels_of(w.entry.facets) if w.entry else set(),
                )
                for w in (*changed, *news)
            },
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
        for key, holder in self._session.rows(
            "SELECT key, id FROM clientbook_unique_keys WHERE book = %s AND key = ANY(%s)"
            " ORDER BY key",
            (book, list(keys)),
        ):
            if holder not in given:
                raise ConstraintError(key.partition("\t")[0], holder)

    def _stored(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, _Stored]:
        rows = self._session.rows(
            "SELECT id, revision, entry, number FROM clientbook_clients"
            " WHERE book = %s AND id = ANY(%s)",
            (book, list(ids)),
        )
        return {row[0]: _Stored(*row[1:]) for row in rows}

    def _change_words(self, book: str, changes: Mapping[int, tuple[set[str], set[str]]]) -> None:
        """Change the words of clients by their numbers, from some to others."""
        gone = [(w, n) for n, (old, new) in changes.items() for w in old - new]
        more = [(book, w, n) for n, (old, new) in changes.items() for w in new - old]
        self._session.each(
            "DELETE FROM clientbook_words"
            " WHERE (word, number) IN (SELECT * FROM {rows}) AND book = %s",
            gone,
            (book,),
        )
        self._session.insert("clientbook_words", "book, word, number", more)

    def _change_keys(self, book: str, changes: Mapping[ClientId, tuple[_Keys, _Keys]]) -> None:
        """Change the keys of clients, from some to others; what stays is not touched."""
        for kind, (table, column) in _KEY_TABLES.items():
            gone: list[tuple[str, ClientId]] = []
            more: list[tuple[str, str, ClientId]] = []
            for client_id, (old, new) in changes.items():
                was, will = old.get(kind, ()), new.get(kind, ())
                gone += [(key, client_id) for key in was if key not in will]
                more += [(book, key, client_id) for key in will if key not in was]
            self._remove(table, column, book, gone)
            self._session.insert(table, "book, " + column + ", id", more)

    def _remove(
        self,
        table: LiteralString,
        column: LiteralString,
        book: str,
        gone: Sequence[tuple[str, ClientId]],
    ) -> None:
        """Remove keys of clients from their table."""
        self._session.each(
            "DELETE FROM " + table + " WHERE (" + column + ", id) IN (SELECT * FROM {rows})"  # noqa: S608 - ours
            " AND book = %s",
            gone,
            (book,),
        )

    def _insert(self, book: str, writes: Sequence[ClientWrite]) -> dict[ClientId, int]:
        """Write new clients, and return their numbers."""
        if not writes:
            return {}
        row = self._session.row(
            "UPDATE clientbook_books SET last_number = last_number + %s WHERE book = %s"
            " RETURNING last_number",
            (len(writes), book),
        )
        assert row is not None  # its row is locked
        numbered = list(enumerate(writes, row[0] - len(writes) + 1))
        self._session.insert(
            "clientbook_clients",
            "book, id, number, revision, sort_name, document, entry",
            [
                (book, w.client.id, number, w.client.revision, *_indexed(w))
                for number, w in numbered
            ],
        )
        return {w.client.id: number for number, w in numbered}

    def _replace(
        self, book: str, writes: Sequence[ClientWrite], held: Mapping[ClientId, _Stored]
    ) -> list[ClientWrite]:
        """Write clients that exist; return those whose keys are to be made anew."""
        self._session.each(
            "UPDATE clientbook_clients AS c SET revision = w.revision, sort_name = w.sort_name,"
            " document = w.document, entry = w.entry"
            " FROM {rows} AS w (id, revision, sort_name, document, entry)"
            " WHERE c.id = w.id AND c.book = %s",
            [(w.client.id, w.client.revision, *_indexed(w)) for w in writes],
            (book,),
        )
        return [w for w in writes if held[w.client.id].entry != (w.entry and _dump_entry(w.entry))]

    def delete(self, book: str, ids: Collection[ClientId], at: datetime) -> dict[ClientId, int]:
        """Make ACTIVE clients DELETED; their documents are changed without what they hold."""
        said = deletion_document(at)
        held = {i: s for i, s in self._stored(book, ids).items() if s.entry is not None}
        documents = self._session.rows(
            "SELECT id, document FROM clientbook_clients WHERE book = %s AND id = ANY(%s)",
            (book, list(held)),
        )
        self._session.each(
            "UPDATE clientbook_clients AS c SET revision = w.revision, sort_name = NULL,"
            " document = w.document, entry = NULL FROM {rows} AS w (id, revision, document)"
            " WHERE c.id = w.id AND c.book = %s",
            [
                (
                    i,
                    revision := held[i].revision + 1,
                    dump_json(load_json(text) | said | {"revision": revision}),
                )
                for i, text in documents
            ],
            (book,),
        )
        self._take_out(book, held)
        return {i: stored.revision + 1 for i, stored in held.items()}

    def _take_out(self, book: str, held: Mapping[ClientId, _Stored]) -> None:
        """Take clients out of the index."""
        self._change_keys(book, {i: (s.keys, {}) for i, s in held.items()})
        self._change_words(book, {s.number: (s.words, set()) for s in held.values()})
        self._blocks.change(book, {s.number: (s.labels, set()) for s in held.values()})

    def purge(self, book: str, ids: Collection[ClientId]) -> None:
        """Remove clients for good."""
        stored = self._stored(book, ids)
        self._take_out(book, stored)
        gone = [
            (f"{namespace}/{label}", client_id)
            for client_id, namespaces in self._labels(book, stored).items()
            for namespace, labels in namespaces.items()
            for label in labels
        ]
        self._remove("clientbook_facets", "label", book, gone)
        for sql in (
            "DELETE FROM clientbook_labels WHERE book = %s AND id = ANY(%s)",
            "DELETE FROM clientbook_clients WHERE book = %s AND id = ANY(%s)",
        ):
            self._session.execute(sql, (book, list(stored)))

    def _labels(self, book: str, ids: Collection[ClientId]) -> dict[ClientId, dict[str, list[str]]]:
        found: dict[ClientId, dict[str, list[str]]] = defaultdict(dict)
        for client_id, namespace, labels in self._session.rows(
            "SELECT id, namespace, labels FROM clientbook_labels WHERE book = %s AND id = ANY(%s)",
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
        known = self._stored(book, labels)
        before = self._labels(book, known)
        gone: list[tuple[str, ClientId]] = []
        new: list[tuple[str, str, ClientId]] = []
        for client_id in known:
            old, wanted = set(before[client_id].get(namespace, ())), set(labels[client_id])
            gone.extend((f"{namespace}/{label}", client_id) for label in sorted(old - wanted))
            new.extend((book, f"{namespace}/{label}", client_id) for label in sorted(wanted - old))
        self._remove("clientbook_facets", "label", book, gone)
        self._session.insert("clientbook_facets", "book, label, id", new)
        self._session.each(
            "INSERT INTO clientbook_labels (book, id, namespace, labels) SELECT * FROM {rows}"
            " ON CONFLICT (book, id, namespace) DO UPDATE SET labels = excluded.labels",
            [(book, i, namespace, dump_json(sorted(set(labels[i])))) for i in known],
        )

    def holders(
        self, book: str, keys: Collection[str], cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return the sorted ids of at most *cap* + 1 holders of keys."""
        found: dict[str, list[ClientId]] = defaultdict(list)
        for table, wanted in zip(_HELD_IN, split_keys(keys), strict=True):
            for key, client_id in self._session.rows(
                "SELECT k.key, m.id FROM unnest(%s::text[]) AS k (key) CROSS JOIN LATERAL"  # noqa: S608 - ours
                " (SELECT id FROM " + table + " WHERE book = %s AND key = k.key"
                " ORDER BY id LIMIT %s) AS m",
                (wanted, book, cap + 1),
            ):
                found[key].append(client_id)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    def count_holders(self, book: str, keys: Collection[str]) -> dict[str, int]:
        """Return how many ACTIVE clients hold keys."""
        found: dict[str, int] = {}
        for table, wanted in zip(_HELD_IN, split_keys(keys), strict=True):
            found.update(
                self._session.rows(
                    "SELECT key, count(*) FROM " + table + " WHERE book = %s AND key = ANY(%s)"  # noqa: S608 - ours
                    " GROUP BY key",
                    (book, wanted),
                )
            )
        return found


def _keys(entry: IndexEntry) -> dict[str, tuple[str, ...]]:
    return {
        "identities": tuple(dict.fromkeys(entry.identity_keys)),
        "matches": tuple(dict.fromkeys(entry.match_keys)),
        "unique": tuple(dict.fromkeys(entry.unique_keys)),
        "facets": tuple(dict.fromkeys(entry.facets)),
    }


def _dump_entry(entry: IndexEntry) -> str:
    """Return what is needed to take an entry out of the index, and to see that it is the same.

    Computing an old entry anew would not do: another version of the library may derive other
    keys from the same client.
    """
    words = [[column.value, words] for column, words in entry.words]
    return dump_json({"sort": entry.sort_name, "words": words, "keys": _keys(entry)})


def _indexed(write: ClientWrite) -> tuple[str | None, str, str | None]:
    """Return sort name, document and entry of a client's row."""
    entry = write.entry
    if entry is None:
        return None, dump_client(write.client), None
    return (
        entry.sort_name,
        dump_client(write.client),
        _dump_entry(entry),
    )
