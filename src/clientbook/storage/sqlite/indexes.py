"""What changes in the index of a book when clients are written: only what differs is touched."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from clientbook.domain.clients import ClientId
from clientbook.errors import ConstraintError
from clientbook.storage.sqlite import keys as key_tables
from clientbook.storage.sqlite.entries import StoredEntry
from clientbook.storage.sqlite.facets import ACTIVE, FacetBlocks
from clientbook.storage.sqlite.sessions import Session
from clientbook.storage.sqlite.words import delete_words, insert_words


class IndexChange(NamedTuple):
    """One client: what the index holds of it, and what it is to hold; None for nothing."""

    number: int
    client_id: ClientId
    old: StoredEntry | None
    new: StoredEntry | None


def change_index(
    session: Session, facets: FacetBlocks, book: int, changes: Sequence[IndexChange]
) -> None:
    """Bring the index up to date; what goes is taken out before anything comes in.

    Raises:
        ConstraintError: Another client holds one of the unique keys.
    """
    texts = [c for c in changes if c.old is None or c.new is None or c.old.tokens != c.new.tokens]
    delete_words(session, [(c.number, c.old) for c in texts if c.old is not None])
    insert_words(session, [(c.number, c.new) for c in texts if c.new is not None])
    identities = _Difference(changes, attrgetter("identity_keys"))
    names = _Difference(changes, lambda entry: (entry.sort_name,))
    key_tables.delete(
        session,
        [(book, key, c.number) for c, key in identities.gone()],
        [(book, name, c.client_id, c.number) for c, name in names.gone()],
    )
    key_tables.insert(
        session,
        [(book, key, c.number) for c, key in identities.new()],
        [(book, name, c.client_id, c.number) for c, name in names.new()],
    )
    _change_unique_keys(session, book, _Difference(changes, attrgetter("unique_keys")))
    _change_facets(facets, book, changes)


class _Difference:
    """Parts of entries that go, and parts that come."""

    def __init__(
        self, changes: Sequence[IndexChange], part: Callable[[StoredEntry], tuple[str, ...]]
    ) -> None:
        self._changes = changes
        self._part = part

    def gone(self) -> list[tuple[IndexChange, str]]:
        """Return what the old entries have and the new ones have not."""
        return [(c, v) for c in self._changes if c.old for v in self._only(c.old, c.new)]

    def new(self) -> list[tuple[IndexChange, str]]:
        """Return what the new entries have and the old ones have not."""
        return [(c, v) for c in self._changes if c.new for v in self._only(c.new, c.old)]

    def _only(self, entry: StoredEntry, other: StoredEntry | None) -> Sequence[str]:
        """Return the values of the part of one entry that the other has not."""
        values = self._part(entry)
        if other is None:
            return values
        held = self._part(other)
        return [value for value in values if value not in held]


def _change_unique_keys(session: Session, book: int, keys: _Difference) -> None:
    session.many(
        "DELETE FROM clientbook_unique_keys WHERE book = ? AND key = ?",
        [(book, key) for _, key in keys.gone()],
    )
    for change, key in keys.new():
        try:
            session.execute(
                "INSERT INTO clientbook_unique_keys VALUES (?, ?, ?)", (book, key, change.number)
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


def _change_facets(facets: FacetBlocks, book: int, changes: Sequence[IndexChange]) -> None:
    added: dict[str, list[int]] = defaultdict(list)
    removed: dict[str, list[int]] = defaultdict(list)
    added[ACTIVE].extend([c.number for c in changes if c.old is None and c.new is not None])
    removed[ACTIVE].extend([c.number for c in changes if c.new is None and c.old is not None])
    labels = _Difference(changes, attrgetter("facets"))
    for change, label in labels.new():
        added[label].append(change.number)
    for change, label in labels.gone():
        removed[label].append(change.number)
    facets.change(book, added, removed)
