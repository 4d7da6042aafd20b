"""What changes in the index of a book when clients are written: only what differs is touched."""

import sqlite3
from collections import defaultdict

from clientbook.domain.clients import ClientId
from clientbook.errors import ConstraintError
from clientbook.storage.blocks import ACTIVE
from clientbook.storage.sqlite import keys as key_tables
from clientbook.storage.sqlite.entries import StoredEntry, lapsing
from clientbook.storage.sqlite.facets import FacetBlocks
from clientbook.storage.sqlite.sessions import Session
from clientbook.storage.sqlite.words import delete_words, insert_words


class IndexChanges:
    """Gathers what clients give up and bring, then writes it; what goes is taken out first.

    Entries are taken apart at once, into rows of the tables they go to: thousands of entries
    that are held until all are known are work for the garbage collector.

    Args:
        session: The database.
        facets: Its facets.
        book: Key of the book.
    """

    def __init__(self, session: Session, facets: FacetBlocks, book: int) -> None:
        self._session = session
        self._facets = facets
        self._book = book
        self._gone = _Parts(book)
        self._new = _Parts(book)

    def add(
        self, number: int, client_id: ClientId, old: StoredEntry | None, new: StoredEntry | None
    ) -> None:
        """Add one client: what the index holds of it, and what it is to hold; None for nothing."""
        if old is not None:
            self._gone.take(number, client_id, old, new)
        if new is not None:
            self._new.take(number, client_id, new, old)

    def lapse(self, number: int, client_id: ClientId, text: str) -> None:
        """Add one client that lapses, and had an entry of this text."""
        name, unique = lapsing(text)
        gone = self._gone
        gone.names.append((self._book, name, client_id, number))
        gone.unique_keys += [(key, number) for key in unique]
        gone.facets[ACTIVE].append(number)

    def write(self) -> None:
        """Bring the index up to date.

        Raises:
            ConstraintError: Another client holds one of the unique keys.
        """
        gone, new = self._gone, self._new
        delete_words(self._session, gone.words)
        insert_words(self._session, new.words)
        key_tables.delete(self._session, gone.identities, gone.names)
        key_tables.insert(self._session, new.identities, new.names)
        self._change_unique_keys()
        self._facets.change(self._book, new.facets, gone.facets)

    def _change_unique_keys(self) -> None:
        session, book = self._session, self._book
        session.many(
            "DELETE FROM clientbook_unique_keys WHERE book = ? AND key = ?",
            [(book, key) for key, _ in self._gone.unique_keys],
        )
        for key, number in self._new.unique_keys:
            try:
                session.execute(
                    "INSERT INTO clientbook_unique_keys VALUES (?, ?, ?)", (book, key, number)
                )
            except sqlite3.IntegrityError:
                row = session.row(
                    "SELECT c.id FROM clientbook_unique_keys u"
                    " JOIN clientbook_clients c ON c.number = u.number"
                    " WHERE u.book = ? AND u.key = ?",
                    (book, key),
                )
                assert row is not None
                raise ConstraintError(key.partition("\t")[0], row[0]) from None


class _Parts:
    """Parts of entries that go, or that come, as rows of their tables."""

    def __init__(self, book: int) -> None:
        self._book = book
        self.words: list[tuple[int, str]] = []
        self.identities: list[key_tables.Identity] = []
        self.names: list[key_tables.Name] = []
        self.unique_keys: list[tuple[str, int]] = []
        self.facets: dict[str, list[int]] = defaultdict(list)

    def take(
        self, number: int, client_id: ClientId, entry: StoredEntry, other: StoredEntry | None
    ) -> None:
        """Take what the entry of a client has and its other one has not."""
        book, name = self._book, entry.sort_name
        listed = other.sort_name if other else None
        if name is not None and listed is None:
            self.facets[ACTIVE].append(number)
        if name is not None and name != listed:
            self.names.append((book, name, client_id, number))
        if entry.tokens and (other is None or entry.tokens != other.tokens):
            self.words.append((number, entry.tokens))
        for key in _only(entry.identity_keys, other and other.identity_keys):
            self.identities.append((book, key, number))
        for key in _only(entry.unique_keys, other and other.unique_keys):
            self.unique_keys.append((key, number))
        for label in _only(entry.facets, other and other.facets):
            self.facets[label].append(number)


def _only(values: tuple[str, ...], held: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the values that are not held."""
    return tuple([value for value in values if value not in held]) if held else values
