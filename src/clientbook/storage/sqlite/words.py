"""Words and match keys in the full-text index."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from clientbook.convert.documents import dump_json
from clientbook.domain.clients import ClientId
from clientbook.storage.protocols import SearchColumn, SearchHit, SearchQuery
from clientbook.storage.sqlite import levels
from clientbook.storage.sqlite.books import find_book
from clientbook.storage.sqlite.entries import StoredEntry, key_tokens, word_token
from clientbook.storage.sqlite.sessions import Session

_PHONES = frozenset({SearchColumn.MOBILE, SearchColumn.PHONE})
_EXACT_TIER, _NAME_TIER = 1, 2


def insert_words(session: Session, entries: Iterable[tuple[int, StoredEntry]]) -> None:
    """Index the words and match keys of clients."""
    session.many(
        "INSERT INTO clientbook_words (rowid, name, mobile, phone, other, keys)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        ((number, *entry.texts) for number, entry in entries),
    )


def delete_words(session: Session, number: int, entry: StoredEntry) -> None:
    """Take the words and match keys of a client out; they must be those that were indexed."""
    session.execute(
        "INSERT INTO clientbook_words (clientbook_words, rowid, name, mobile, phone, other, keys)"
        " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        (number, *entry.texts),
    )


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def find_matches(
    session: Session, book: str, keys: Collection[str], cap: int
) -> dict[str, tuple[ClientId, ...]]:
    """Return the sorted ids of at most *cap* + 1 holders of match keys."""
    book_key = find_book(session, book)
    found: dict[str, tuple[ClientId, ...]] = {}
    if book_key is None:
        return found
    for key in dict.fromkeys(keys):
        rows = session.rows(
            "SELECT c.id FROM (SELECT rowid AS number FROM clientbook_words"
            " WHERE clientbook_words MATCH ? ORDER BY rowid LIMIT ?) w"
            " JOIN clientbook_clients c ON c.number = w.number",
            (_quoted(key_tokens(book_key, (key,))), cap + 1),
        )
        if rows:
            found[key] = tuple(sorted(row[0] for row in rows))
    return found


class WordSearch:
    """One search: its expressions per tier, and the hits of each."""

    def __init__(self, session: Session, book: int, query: SearchQuery) -> None:
        self._session = session
        self._book = book
        self._query = query
        phones = query.columns & _PHONES
        self._phone = self._whole(query.phone_words, phones) if phones else ""
        named = SearchColumn.NAME in query.columns
        self._name = self._text(frozenset({SearchColumn.NAME})) if named else ""
        self._any = self._text(query.columns)
        self._exact = query.exact_name if named else None

    def _columns(self, columns: frozenset[SearchColumn], expression: str) -> str:
        return f"{{{' '.join(sorted(c.value for c in columns))}}} : ({expression})"

    def _whole(self, words: Sequence[str], columns: frozenset[SearchColumn]) -> str:
        if not words:
            return ""
        return self._columns(
            columns, " OR ".join(_quoted(word_token(self._book, w)) for w in words)
        )

    def _text(self, columns: frozenset[SearchColumn]) -> str:
        star = " *" if self._query.prefix else ""
        readings = (
            " AND ".join(f"{_quoted(word_token(self._book, word))}{star}" for word in reading)
            for reading in self._query.alternatives
        )
        expression = " OR ".join(f"({reading})" for reading in readings if reading)
        return self._columns(columns, expression) if expression else ""

    def hits(self, after: tuple[int, int], limit: int) -> tuple[SearchHit, ...]:
        """Return hits behind a place (tier, client number)."""
        found: list[SearchHit] = []
        for tier in range(after[0], 4):
            start = after[1] if tier == after[0] else 0
            left = limit - len(found)
            if left <= 0:
                break
            found.extend(SearchHit(row, tier) for row in self._tier(tier, start, left))
        return tuple(found)

    def _tier(self, tier: int, start: int, limit: int) -> list[ClientId]:
        better = " OR ".join(
            f"({e})" for e in (self._phone, self._name)[: 2 if tier > _NAME_TIER else 1] if e
        )
        expression = (self._phone, "", self._name, self._any)[tier]
        if tier == _EXACT_TIER:
            return self._exact_names(start, limit)
        named = self._exact_numbers if tier else frozenset()
        if not expression:
            return []
        if better and tier:
            expression = f"({expression}) NOT ({better})"
        rows = self._session.rows(
            "SELECT c.number, c.id FROM clientbook_words w"
            " CROSS JOIN clientbook_clients c ON c.number = w.rowid"
            " WHERE clientbook_words MATCH ? AND w.rowid > ? ORDER BY w.rowid LIMIT ?",
            (expression, start, limit + len(named)),
        )
        left = [client_id for number, client_id in rows if number not in named]
        return left[:limit]

    def _exact_names(self, start: int, limit: int) -> list[ClientId]:
        numbers = sorted(number for number in self._exact_numbers if number > start)
        if self._phone and numbers:
            phoned = self._session.rows(
                "SELECT rowid FROM clientbook_words WHERE clientbook_words MATCH ?", (self._phone,)
            )
            numbers = sorted(set(numbers).difference(row[0] for row in phoned))
        rows = self._session.rows(
            "SELECT c.id FROM json_each(?) j CROSS JOIN clientbook_clients c ON c.number = j.value",
            (dump_json(numbers[:limit]),),
        )
        return [row[0] for row in rows]

    @cached_property
    def _exact_numbers(self) -> frozenset[int]:
        """The clients of tier 1, or of tier 0 with the exact name."""
        return frozenset(levels.named(self._session, self._book, self._exact))
