"""Words and match keys in the full-text index."""

from collections.abc import Collection, Sequence

from clientbook.domain.clients import ClientId
from clientbook.storage.protocols import IndexEntry, SearchColumn, SearchHit, SearchQuery
from clientbook.storage.sqlite.books import find_book
from clientbook.storage.sqlite.sessions import Session

_PHONES = frozenset({SearchColumn.MOBILE, SearchColumn.PHONE})
_EXACT_TIER, _NAME_TIER = 1, 2


def insert_words(session: Session, book: int, entries: Sequence[tuple[int, IndexEntry]]) -> None:
    """Index the words and match keys of clients; every token begins with its book."""
    head = f"{book}:"
    gap = f" {head}"
    rows = []
    for number, entry in entries:
        held = {column: head + words.replace(" ", gap) for column, words in entry.words}
        rows.append(
            (
                number,
                held.get(SearchColumn.NAME, ""),
                held.get(SearchColumn.MOBILE, ""),
                held.get(SearchColumn.PHONE, ""),
                held.get(SearchColumn.OTHER, ""),
                " ".join(_key_token(book, key) for key in entry.match_keys),
            )
        )
    session.many(
        "INSERT INTO clientbook_words (rowid, name, mobile, phone, other, keys)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


_ESCAPES = str.maketrans(
    {chr(code): f"\u00a0{code:x}\u00a0" for code in (*range(33), 0x7F, 0xA0)}
    | {letter: f"\u00a0{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
)


def _key_token(book: int, key: str) -> str:
    """Return the token of a match key: the tokenizer splits at white space and folds A to Z."""
    if key.isalnum() and key.islower():
        return f"{book}~{key}"
    return f"{book}~{key.translate(_ESCAPES)}"


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
            (_quoted(_key_token(book_key, key)), cap + 1),
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
        return self._columns(columns, " OR ".join(_quoted(f"{self._book}:{w}") for w in words))

    def _text(self, columns: frozenset[SearchColumn]) -> str:
        star = " *" if self._query.prefix else ""
        readings = (
            " AND ".join(f"{_quoted(f'{self._book}:{word}')}{star}" for word in reading)
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
        if not expression:
            return []
        if better and tier:
            expression = f"({expression}) NOT ({better})"
        unnamed = "" if self._exact is None or not tier else "AND c.sort_name <> ?"
        rows = self._session.rows(
            "SELECT c.id FROM clientbook_words w"  # noqa: S608 - ours
            " CROSS JOIN clientbook_clients c ON c.number = w.rowid"
            f" WHERE clientbook_words MATCH ? AND w.rowid > ? {unnamed}"
            " ORDER BY w.rowid LIMIT ?",
            (expression, start, *([self._exact] if unnamed else []), limit),
        )
        return [row[0] for row in rows]

    def _exact_names(self, start: int, limit: int) -> list[ClientId]:
        if self._exact is None:
            return []
        unphoned, parameters = "", [self._book, self._exact, start]
        if self._phone:
            unphoned = (
                "AND number NOT IN (SELECT rowid FROM clientbook_words"
                " WHERE clientbook_words MATCH ?)"
            )
            parameters.append(self._phone)
        rows = self._session.rows(
            "SELECT id FROM clientbook_clients"  # noqa: S608 - ours
            f" WHERE book = ? AND sort_name = ? AND number > ? {unphoned}"
            " ORDER BY number LIMIT ?",
            (*parameters, limit),
        )
        return [row[0] for row in rows]
