"""Words in the server's text search: every word of a column is one lexeme."""

from collections.abc import Sequence
from typing import Any, LiteralString

from clientbook.domain.clients import ClientId
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import IndexEntry, SearchColumn, SearchHit, SearchQuery

_PHONES = frozenset({SearchColumn.MOBILE, SearchColumn.PHONE})
_NAME = frozenset({SearchColumn.NAME})
_TAGS = {
    SearchColumn.NAME: "n",
    SearchColumn.MOBILE: "m",
    SearchColumn.PHONE: "p",
    SearchColumn.OTHER: "o",
}


def _lexeme(book: str, column: SearchColumn, word: str) -> str:
    """Return a quoted lexeme: book first, then column, then word."""
    text = f"{book} {_TAGS[column]}{word}".replace("\\", "\\\\").replace("'", "''")
    return f"'{text}'"


def tokens_of(book: str, entry: IndexEntry) -> str:
    """Return the text of a tsvector of an entry's words."""
    return " ".join(
        _lexeme(book, column, word)
        for column, words in entry.words
        for word in words.split(" ")
        if word
    )


def _expression(
    book: str,
    readings: Sequence[Sequence[str]],
    columns: frozenset[SearchColumn],
    *,
    prefix: bool,
) -> str | None:
    """Return the text of a tsquery, None when nothing is asked for."""
    star = ":*" if prefix else ""
    ordered = sorted(columns)
    parts = [
        " & ".join(
            "(" + " | ".join(_lexeme(book, column, word) + star for column in ordered) + ")"
            for word in reading
        )
        for reading in readings
        if reading
    ]
    return " | ".join(f"({part})" for part in parts) or None


class WordSearch:
    """One search: its expressions per tier, and the hits of each."""

    def __init__(self, session: Session, book: str, query: SearchQuery) -> None:
        self._session = session
        self._book = book
        named = SearchColumn.NAME in query.columns
        phones = query.columns & _PHONES
        numbers = [[word] for word in query.phone_words] if phones else []
        words = query.alternatives
        self._phone = _expression(book, numbers, phones, prefix=False)
        self._name = _expression(book, words if named else (), _NAME, prefix=query.prefix)
        self._any = _expression(book, words, query.columns, prefix=query.prefix)
        self._exact = query.exact_name if named else None

    def hits(self, after: tuple[int, int], limit: int) -> tuple[SearchHit, ...]:
        """Return hits behind a place (tier, client number)."""
        found: list[SearchHit] = []
        for tier in range(after[0], 4):
            start = after[1] if tier == after[0] else 0
            left = limit - len(found)
            if left > 0:
                found.extend(SearchHit(i, tier) for i in self._tier(tier, start, left))
        return tuple(found)

    def _tier(self, tier: int, start: int, limit: int) -> list[ClientId]:
        conditions: tuple[tuple[LiteralString, str | None], ...] = (
            ("tokens @@ %s::tsquery", self._phone),
            ("sort_name = %s", self._exact),
            ("tokens @@ %s::tsquery", self._name),
            ("tokens @@ %s::tsquery", self._any),
        )
        wanted, value = conditions[tier]
        if value is None:
            return []
        sql: LiteralString = (
            "SELECT id FROM clientbook_clients WHERE book = %s AND number > %s"  # noqa: S608 - ours
            " AND sort_name IS NOT NULL AND " + wanted
        )
        parameters: list[Any] = [self._book, start, value]
        for better, held in conditions[:tier]:
            if held is not None:
                sql += " AND NOT (" + better + ")"
                parameters.append(held)
        rows = self._session.rows(sql + " ORDER BY number LIMIT %s", (*parameters, limit))
        return [row[0] for row in rows]
