"""Words and match keys in the full-text index.

It also holds those of clients that lapsed (entries.py), whose row says so: they are left out.
"""

import re
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cached_property, partial
from itertools import islice
from typing import NamedTuple

from clientbook.convert.documents import dump_json
from clientbook.domain.clients import ClientId
from clientbook.storage.blocks import Blocks, first_ids, holds, numbers
from clientbook.storage.protocols import SearchColumn, SearchHit, SearchQuery
from clientbook.storage.sqlite import keys as key_tables
from clientbook.storage.sqlite.books import SHIFT
from clientbook.storage.sqlite.entries import IS_ACTIVE, SEPARATOR, key_token, word_token
from clientbook.storage.sqlite.sessions import Session

_PHONES = frozenset({SearchColumn.MOBILE, SearchColumn.PHONE})
_NAME = frozenset({SearchColumn.NAME})
_EXACT_TIER, _NAME_TIER = 1, 2

_SHORT, _SHORT_DIGITS = 3, 2
"""Beginnings of at most so many characters may stand in most clients: they are probed for."""
_PROBED, _SHARE = 4_000, 250
"""Clients looked at one by one before the index is asked: at most so many, and so small a share."""
_PORTION, _PORTIONS = 200, 20
"""The same of those who have the names of a text: so many at a time, and so often."""
_LETTERS = re.compile(rf"[^\W\d_]{{{_SHORT},}}").match


def insert_words(session: Session, tokens: Iterable[tuple[int, str]]) -> None:
    """Index the words and match keys of clients, by their numbers."""
    session.many("INSERT INTO clientbook_words (rowid, tokens) VALUES (?, ?)", tokens)


def delete_words(session: Session, tokens: Iterable[tuple[int, str]]) -> None:
    """Take the words and match keys of clients out; they must be those that were indexed.

    In ascending order: at each step back the full-text index writes out what it holds.
    """
    session.many(
        "INSERT INTO clientbook_words (clientbook_words, rowid, tokens) VALUES ('delete', ?, ?)",
        sorted(tokens),
    )


def find_matches(
    session: Session, book: int, keys: Sequence[str], cap: int
) -> dict[str, tuple[ClientId, ...]]:
    """Return the sorted ids of at most *cap* + 1 holders of match keys."""
    found: dict[str, tuple[ClientId, ...]] = {}
    for key in keys:
        rows = session.rows(
            "SELECT c.id FROM clientbook_words w"  # noqa: S608 - ours
            " CROSS JOIN clientbook_clients c ON c.number = w.rowid"
            f" WHERE clientbook_words MATCH ? AND {IS_ACTIVE} ORDER BY w.rowid LIMIT ?",
            (_quoted(key_token(book, key)), cap + 1),
        )
        if rows:
            found[key] = tuple(sorted(row[0] for row in rows))
    return found


def count_matches(session: Session, book: int, keys: Sequence[str]) -> dict[str, int]:
    """Return how many clients hold match keys."""
    found: dict[str, int] = {}
    for key in keys:
        row = session.row(
            "SELECT count(*) FROM clientbook_words w"  # noqa: S608 - ours
            " CROSS JOIN clientbook_clients c ON c.number = w.rowid"
            f" WHERE clientbook_words MATCH ? AND {IS_ACTIVE}",
            (_quoted(key_token(book, key)),),
        )
        if row is not None and row[0]:
            found[key] = row[0]
    return found


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


class _Condition:
    """What a tier asks for: of the full-text index, and of one client's text.

    Args:
        readings: Each a sequence of terms, each a sequence of tokens of which one is enough.
        prefix: True when tokens are beginnings.
    """

    def __init__(self, readings: Sequence[Sequence[Sequence[str]]], *, prefix: bool) -> None:
        self._readings = readings
        self._prefix = prefix

    def __bool__(self) -> bool:
        return bool(self._readings)

    def match(self) -> str:
        """Return the expression for the full-text index."""
        star = " *" if self._prefix else ""
        return " OR ".join(
            "(" + " AND ".join(
                "(" + " OR ".join(_quoted(token) + star for token in term) + ")"
                for term in reading
            ) + ")"
            for reading in self._readings
        )  # fmt: skip

    def meets(self, entry: str) -> bool:
        """True when a client with this stored entry meets the condition."""
        for reading in self._sought:
            for term in reading:
                for token in term:
                    if token in entry:
                        break
                else:
                    break
            else:
                return True
        return False

    @cached_property
    def _sought(self) -> list[list[list[str]]]:
        """The readings, in the form in which their tokens stand in an entry."""
        end = "" if self._prefix else SEPARATOR
        return [
            [[f"{SEPARATOR}{token}{end}" for token in term] for term in reading]
            for reading in self._readings
        ]


def _spelt_parts(readings: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the letters that words of readings begin with: whoever meets a reading has them.

    Empty when there is a reading that has none, or only few of them.
    """
    parts = {
        frozenset(found[0] for word in reading if (found := _LETTERS(word))) for reading in readings
    }
    if frozenset() in parts:
        return []
    return [sorted(part) for part in parts if not any(other < part for other in parts)]


class _Tier(NamedTuple):
    """What a tier asks for, and who is no hit of it although it is met."""

    wanted: _Condition
    better: Sequence[_Condition] = ()
    named: Collection[int] = ()

    def match(self) -> str:
        """Return the expression for the full-text index; it leaves *named* to the caller."""
        match = f"({self.wanted.match()})"
        if not self.better:
            return match
        return f"{match} NOT ({' OR '.join(f'({c.match()})' for c in self.better)})"

    def hits(self, rows: Iterable[tuple[int, ClientId, str]]) -> Iterator[ClientId]:
        """Yield the ids of the hits among rows of number, id and stored entry."""
        for number, client_id, entry in rows:
            if (
                self.wanted.meets(entry)
                and number not in self.named
                and not any(other.meets(entry) for other in self.better)
            ):
                yield client_id


class WordSearch:
    """One search: its conditions per tier, and the hits of each.

    Args:
        session: The database.
        book: Key of the book.
        query: What is searched.
        within: Who may be a hit, None for everybody.
    """

    def __init__(
        self, session: Session, book: int, query: SearchQuery, within: Blocks | None = None
    ) -> None:
        self._within = within
        self._session = session
        self._book = book
        self._query = query
        named = SearchColumn.NAME in query.columns
        phones = query.columns & _PHONES
        numbers = [[word] for word in query.phone_words] if phones else []
        self._phone = self._condition(numbers, phones, prefix=False)
        words = query.alternatives
        self._name = self._condition(words if named else (), _NAME, prefix=query.prefix)
        self._any = self._condition(words, query.columns, prefix=query.prefix)
        self._spelt = _spelt_parts(words)
        self._exact = query.exact_name if named else None

    def _condition(
        self,
        readings: Sequence[Sequence[str]],
        columns: frozenset[SearchColumn],
        *,
        prefix: bool,
    ) -> _Condition:
        ordered = sorted(columns)
        return _Condition(
            [
                [[word_token(self._book, column, word) for column in ordered] for word in reading]
                for reading in readings
                if reading
            ],
            prefix=prefix,
        )

    def hits(self, after: tuple[int, int], limit: int) -> tuple[SearchHit, ...]:
        """Return hits behind a place (tier, client number)."""
        if self._within == {}:
            return ()
        found: list[SearchHit] = []
        for tier in range(after[0], 4):
            start = after[1] if tier == after[0] else 0
            left = limit - len(found)
            if left <= 0:
                break
            if tier == _EXACT_TIER:
                found.extend(SearchHit(i, tier) for i in self._exact_names(start, left))
            else:
                found.extend(SearchHit(i, tier) for i in self._tier(tier, start, left))
        return tuple(found)

    def _tier(self, tier: int, start: int, limit: int) -> list[ClientId]:
        wanted = (self._phone, None, self._name, self._any)[tier]
        if not wanted:
            return []
        better = [c for c in (self._phone, self._name)[: {0: 0, 2: 1, 3: 2}[tier]] if c]
        asked = _Tier(wanted, better, self._exact_numbers if tier else ())
        if within := self._within:
            few = list(islice(numbers(within, after=start), _PROBED + 1))
            if len(few) <= _PROBED:
                return self._looked_at(few, asked, limit)
            with closing(self._matching(asked, start)) as matching:
                hits = (n for n in matching if holds(within, n) and n not in asked.named)
                return self._ids(list(islice(hits, limit)))
        found: list[ClientId] = []
        if tier and self._may_be_dense(tier):
            alike = self._named_alike(tier)
            look = partial(self._look, alike) if alike else self._probe
            found, stop = look(asked, start, limit)
            if stop is None or len(found) == limit:
                return found
            start = stop
        with closing(self._matching(asked, start)) as matching:
            behind = (n for n in matching if n not in asked.named)
            return found + first_ids(behind, limit - len(found), self._ids)

    def _named_alike(self, tier: int) -> _Condition:
        """Return the condition that somebody has the names of a text; an empty one without names.

        A digit behind a name stands in most clients, and the index would collect all of them.
        """
        columns = _NAME if tier == _NAME_TIER else self._query.columns
        return self._condition(self._spelt, columns, prefix=True)

    def _look(
        self, alike: _Condition, asked: _Tier, start: int, limit: int
    ) -> tuple[list[ClientId], int | None]:
        """Look at those of a name one by one; return the hits and the last number looked at.

        That is None when there are no more.
        """
        found: list[ClientId] = []
        with closing(self._matching(_Tier(alike), start)) as candidates:
            for _ in range(_PORTIONS):
                portion = list(islice(candidates, _PORTION))
                found += self._looked_at(portion, asked, limit - len(found))
                if len(portion) < _PORTION:
                    return found, None
                if len(found) == limit:
                    break
        return found, portion[-1]

    @cached_property
    def _last_number(self) -> int:
        """How many clients were ever made in the book."""
        row = self._session.row(
            "SELECT last_number FROM clientbook_books WHERE key = ?", (self._book,)
        )
        assert row is not None
        return int(row[0])

    def _looked_at(self, few: Sequence[int], asked: _Tier, limit: int) -> list[ClientId]:
        """Return the hits among a few clients, whose entries are read one by one."""
        rows = self._session.execute(
            "SELECT c.number, c.id, c.entry FROM json_each(?) j"  # noqa: S608 - ours
            " CROSS JOIN clientbook_clients c ON c.number = j.value"
            f" WHERE {IS_ACTIVE}",
            (dump_json(few),),
        )
        with closing(rows):
            return list(islice(asked.hits(rows), limit))

    def _matching(self, asked: _Tier, start: int) -> Generator[int, None, None]:
        """Yield the numbers of hits behind one, as far as somebody asks for them."""
        sql = (
            "SELECT rowid FROM clientbook_words"
            " WHERE clientbook_words MATCH ? AND rowid > ? ORDER BY rowid"
        )
        with closing(self._session.execute(sql, (asked.match(), start))) as rows:
            for row in rows:
                yield row[0]

    def _may_be_dense(self, tier: int) -> bool:
        """True when a term may begin a word of very many clients, where the tier looks.

        Such hits are found soonest by looking at one client after the other; the full-text index
        would first collect all of them.  Hardly a name has digits.
        """
        words = (word for reading in self._query.alternatives for word in reading)
        dense = (
            len(word) <= _SHORT
            if any(map(str.isalpha, word))
            else len(word) <= _SHORT_DIGITS and tier != _NAME_TIER
            for word in words
        )
        return self._query.prefix and any(dense)

    def _probe(self, asked: _Tier, start: int, limit: int) -> tuple[list[ClientId], int | None]:
        """Look at the next clients one by one; return the hits and the last number looked at."""
        start = max(start, self._book << SHIFT)
        stop = start + min(_PROBED, self._last_number // _SHARE)
        rows = self._session.execute(
            "SELECT c.number, c.id, c.entry FROM clientbook_clients c"  # noqa: S608 - ours
            f" WHERE c.number > ? AND c.number <= ? AND {IS_ACTIVE} ORDER BY c.number",
            (start, stop),
        )
        with closing(rows):
            return list(islice(asked.hits(rows), limit)), stop

    def _exact_names(self, start: int, limit: int) -> list[ClientId]:
        within = self._within
        found = sorted(
            number
            for number in self._exact_numbers
            if number > start and (within is None or holds(within, number))
        )
        if self._phone and found:
            phoned = self._session.rows(
                "SELECT rowid FROM clientbook_words WHERE clientbook_words MATCH ?",
                (self._phone.match(),),
            )
            found = sorted(set(found).difference(row[0] for row in phoned))
        return self._ids(found[:limit])

    def _ids(self, ordered: Sequence[int]) -> list[ClientId]:
        """Return the ids of those that are ACTIVE, in the same order."""
        rows = self._session.rows(
            "SELECT c.id FROM json_each(?) j"  # noqa: S608 - ours
            f" CROSS JOIN clientbook_clients c ON c.number = j.value WHERE {IS_ACTIVE}",
            (dump_json(ordered),),
        )
        return [row[0] for row in rows]

    @cached_property
    def _exact_numbers(self) -> frozenset[int]:
        """The clients of tier 1, or of tier 0 with the exact name."""
        return frozenset(key_tables.named(self._session, self._book, self._exact))
