"""Words in a plain table, book first: ranges of its key answer searches.

The server's text search would read a smaller index.  But its operators are not leakproof: under
row security the server compares every row of the table with its policy before it asks them, and
engines that speak PostgreSQL's protocol lack them.  Comparisons of text are leakproof everywhere.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, LiteralString

from clientbook.domain.clients import ClientId
from clientbook.storage.postgres.lists import condition_of
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import (
    EVERYONE,
    FacetFilter,
    SearchColumn,
    SearchHit,
    SearchQuery,
)

_PHONES = frozenset({SearchColumn.MOBILE, SearchColumn.PHONE})
_NAME = frozenset({SearchColumn.NAME})
_TAGS: dict[str, str] = {
    SearchColumn.NAME: "n",
    SearchColumn.MOBILE: "m",
    SearchColumn.PHONE: "p",
    SearchColumn.OTHER: "o",
}
_END = "\U0010ffff"  # no word holds it: it is no character


def words_of(columns: Sequence[tuple[str, str]]) -> set[str]:
    """Return the words of an entry as the table keeps them: the letter of the column, the word.

    Args:
        columns: Name of a column and its words, joined by spaces.
    """
    found: set[str] = set()
    for column, words in columns:
        tag = _TAGS[column]
        found.update([tag + word for word in words.split(" ") if word])
    return found


class _Set:
    """A set of client numbers, as a query."""

    def __init__(self, sql: LiteralString, parameters: Sequence[Any]) -> None:
        self.sql = sql
        self.parameters = list(parameters)


def _joined(sets: Sequence[_Set], operator: LiteralString) -> _Set | None:
    if not sets:
        return None
    sql = sets[0].sql
    for other in sets[1:]:
        sql += operator + other.sql
    return _Set("(" + sql + ")", [p for s in sets for p in s.parameters])


def _holding(book: str, word: str, columns: Collection[SearchColumn], *, prefix: bool) -> _Set:
    """Return who has a word, or one that begins so, in one of some columns."""
    tags = sorted(_TAGS[column] for column in columns)
    if not prefix:
        return _Set(
            "(SELECT number FROM clientbook_words WHERE book = %s AND word = ANY(%s))",
            [book, [tag + word for tag in tags]],
        )
    spans: list[_Set] = [
        _Set(
            "(SELECT number FROM clientbook_words WHERE book = %s AND word >= %s AND word < %s)",
            [book, tag + word, tag + word + _END],
        )
        for tag in tags
    ]
    joined = _joined(spans, " UNION ALL ")
    assert joined is not None  # a search names columns
    return joined


def _reading(
    book: str,
    readings: Sequence[Sequence[str]],
    columns: frozenset[SearchColumn],
    *,
    prefix: bool,
) -> _Set | None:
    """Return who has all the words of one of the readings, None when nothing is asked for."""
    if not columns:
        return None
    parts = [
        _joined([_holding(book, w, columns, prefix=prefix) for w in reading], " INTERSECT ")
        for reading in readings
        if reading
    ]
    return _joined([part for part in parts if part is not None], " UNION ALL ")


def _named(book: str, sort_name: str) -> _Set:
    return _Set(
        "(SELECT number FROM clientbook_clients WHERE book = %s AND sort_name = %s)",
        [book, sort_name],
    )


class WordSearch:
    """One search: who is in each tier, and the hits of each."""

    def __init__(
        self, session: Session, book: str, query: SearchQuery, where: FacetFilter = EVERYONE
    ) -> None:
        self._where = where
        self._session = session
        self._book = book
        named = SearchColumn.NAME in query.columns
        phones = query.columns & _PHONES
        numbers = [[word] for word in query.phone_words] if phones else []
        words = query.alternatives
        exact = query.exact_name if named else None
        self._tiers = (
            _reading(book, numbers, phones, prefix=False),
            None if exact is None else _named(book, exact),
            _reading(book, words if named else (), _NAME, prefix=query.prefix),
            _reading(book, words, query.columns, prefix=query.prefix),
        )

    def hits(self, after: tuple[int, int], limit: int) -> tuple[SearchHit, ...]:
        """Return hits behind a place (tier, client number)."""
        found: list[SearchHit] = []
        for tier in range(after[0], 4):
            start = after[1] if tier == after[0] else 0
            left = limit - len(found)
            if left > 0:
                found.extend(SearchHit(i, tier) for i in self._tier(tier, start, left))
        return tuple(found)

    def _tier(self, tier: int, start: int, limit: int) -> Iterator[ClientId]:
        wanted = self._tiers[tier]
        if not wanted:
            return
        better = [s for s in self._tiers[:tier] if s]
        found = _joined([wanted, *better], " EXCEPT ")
        assert found is not None
        if self._where != EVERYONE:
            yield from self._filtered(found, start, limit)
            return
        rows = self._session.rows(
            "SELECT c.id FROM (SELECT DISTINCT number FROM "  # noqa: S608 - ours
            + found.sql
            + " AS s WHERE number > %s ORDER BY number LIMIT %s) AS f"
            " JOIN clientbook_clients c ON c.book = %s AND c.number = f.number ORDER BY c.number",
            (*found.parameters, start, limit, self._book),
        )
        for row in rows:
            yield row[0]

    def _filtered(self, found: _Set, start: int, limit: int) -> Iterator[ClientId]:
        """Yield those of a set behind a number that pass the filter."""
        condition, parameters = condition_of(self._book, self._where)
        rows = self._session.rows(
            "SELECT c.id FROM (SELECT DISTINCT number FROM "  # noqa: S608 - ours
            + found.sql
            + " AS s WHERE number > %s) AS f"
            " JOIN clientbook_clients c ON c.book = %s AND c.number = f.number WHERE "
            + condition
            + " ORDER BY c.number LIMIT %s",
            (*found.parameters, start, self._book, *parameters, limit),
        )
        for row in rows:
            yield row[0]
