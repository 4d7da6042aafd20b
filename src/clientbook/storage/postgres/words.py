"""Words of clients in portions: who has the words that begin alike, of a thousand clients a row.

A row for each word of a client takes a hundred bytes with its index, and a client has thirty words.
So a row holds the words that share a beginning (the *bucket*) and the clients of a *block* of
1,024 numbers that have them: each word once, two bytes for each client.  A search reads the
rows of its beginning, a range of the key, and looks at the words here.  Clients that lapsed
(entries.py) have no name there: they are left out.

The server's text search would do as well.  But its operators are not leakproof: under row
security the server compares every row of the table with its policy before it asks them, and
engines that speak PostgreSQL's protocol lack them.  Comparisons of text are leakproof everywhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from clientbook.domain.clients import ClientId
from clientbook.storage.blocks import first_ids, holds
from clientbook.storage.postgres.facets import LabelBitmaps
from clientbook.storage.postgres.keys import ids_of
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
TAGS: dict[str, str] = {
    SearchColumn.NAME: "n",
    SearchColumn.MOBILE: "m",
    SearchColumn.PHONE: "p",
    SearchColumn.OTHER: "o",
}
_END = "\U0010ffff"  # no word holds it: it is no character

_BLOCK_BITS = 10
_FIRST = 0x100  # of the 1,024 characters that stand for the clients of a block; no blank is there
_MASK = (1 << _BLOCK_BITS) - 1

# How many characters of column and word the words of a bucket have in common; a shorter word is a
# bucket.  More of telephone numbers, which begin alike; not of the few digits of other columns,
# whose buckets would hold a word or two.
_LETTERS = 3
_LENGTHS = {tag + "+": 6 for tag in TAGS.values()} | {
    tag + first: 4
    for tag in (TAGS[SearchColumn.MOBILE], TAGS[SearchColumn.PHONE])
    for first in "~0123456789"
}

_NEAR, _FAR = 32, 1 << 30  # blocks that are looked at first, and the end of all

_Window = tuple[int, int]
"""Blocks from one on and before another."""
_Place = tuple[str, int]
"""Bucket and block."""
_Holders = dict[int, set[str]]
"""Characters of clients by block."""


def _length(word: str) -> int:
    """Return the length of a word's bucket."""
    return _LENGTHS.get(word[:2], _LETTERS)


def words_of(columns: Mapping[str, str]) -> set[str]:
    """Return the words of an entry as the table keeps them: the letter of the column, the word.

    Args:
        columns: Words, joined by spaces, by the letter of their column.
    """
    found: set[str] = set()
    for tag, words in columns.items():
        found.update([tag + word for word in words.split(" ") if word])
    return found


def _spread(words: Mapping[int, Iterable[str]]) -> dict[_Place, dict[str, str]]:
    """Return who has which words, by place: ends of words, and the characters of clients."""
    blocks: dict[int, dict[str, str]] = defaultdict(dict)
    for number in sorted(words):
        held = blocks[number >> _BLOCK_BITS]
        one = chr(_FIRST + (number & _MASK))
        for word in words[number]:
            held[word] = held.get(word, "") + one
    found: dict[_Place, dict[str, str]] = defaultdict(dict)
    for block, held in blocks.items():
        for word, clients in held.items():
            length = _LENGTHS.get(word[:2], _LETTERS)
            found[word[:length], block][word[length:]] = clients
    return found


def _body(ends: Mapping[str, str]) -> str:
    """Return the text of a row; two such texts may stand behind one another."""
    return "".join([f"{end} {clients} " for end, clients in ends.items()])


def _groups(body: str) -> Iterator[tuple[str, str]]:
    """Yield the ends of words in a row, and the characters of who has them."""
    parts = body.split(" ")
    return zip(parts[0::2], parts[1::2], strict=False)  # an empty part is behind the last blank


def _rewritten(body: str, gone: Mapping[str, str], more: Mapping[str, str]) -> str:
    """Return the text of a row without some clients of words, and with others."""
    held: dict[str, str] = {}
    for end, clients in _groups(body):
        held[end] = held.get(end, "") + clients
    for end, clients in gone.items():
        left = held.get(end, "")
        for one in clients:
            left = left.replace(one, "")
        held[end] = left
    for end, clients in more.items():
        held[end] = held.get(end, "") + clients
    return _body({end: clients for end, clients in held.items() if clients})


class WordTable:
    """The words of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change(
        self, book: str, changes: Mapping[int, tuple[AbstractSet[str], AbstractSet[str]]]
    ) -> None:
        """Change the words of clients by their numbers, from some to others.

        Rows that only grow are not read: what comes is put behind what is there.
        """
        gone = _spread({n: old - new for n, (old, new) in changes.items() if old})
        more = _spread({n: new - old if old else new for n, (old, new) in changes.items() if new})
        self._take_out(book, gone, more)
        self._session.each(
            "INSERT INTO clientbook_words (book, bucket, block, words)"
            " SELECT b.book, w.* FROM {rows} AS w (bucket, block, words),"
            " (SELECT %s::text) AS b (book) ON CONFLICT (book, bucket, block)"
            " DO UPDATE SET words = clientbook_words.words || excluded.words",
            [(*place, _body(ends)) for place, ends in sorted(more.items()) if place not in gone],
            (book,),
        )

    def _take_out(
        self,
        book: str,
        gone: Mapping[_Place, Mapping[str, str]],
        more: Mapping[_Place, Mapping[str, str]],
    ) -> None:
        """Write the rows anew that some words go from."""
        if not gone:
            return
        buckets, blocks = (list(column) for column in zip(*sorted(gone), strict=True))
        rows = self._session.rows(
            "SELECT w.bucket, w.block, w.words"
            " FROM unnest(%b::text[], %b::bigint[]) AS k (bucket, block) JOIN clientbook_words w"
            " ON w.book = %s AND w.bucket = k.bucket AND w.block = k.block",
            (buckets, blocks, book),
        )
        written = [
            (bucket, block, _rewritten(body, gone[bucket, block], more.get((bucket, block), {})))
            for bucket, block, body in rows
        ]
        self._session.each(
            "UPDATE clientbook_words AS t SET words = w.words"
            " FROM {rows} AS w (bucket, block, words)"
            " WHERE t.bucket = w.bucket AND t.block = w.block AND t.book = %s",
            [row for row in written if row[2]],
            (book,),
        )
        self._session.each(
            "DELETE FROM clientbook_words"
            " WHERE (bucket, block) IN (SELECT * FROM {rows}) AND book = %s",
            [row[:2] for row in written if not row[2]],
            (book,),
        )


def _add(found: _Holders, others: _Holders) -> None:
    for block, clients in others.items():
        found.setdefault(block, set()).update(clients)


class WordSearch:
    """One search: who is in each tier, and the hits of each."""

    def __init__(
        self, session: Session, book: str, query: SearchQuery, where: FacetFilter = EVERYONE
    ) -> None:
        self._session = session
        self._book = book
        self._query = query
        self._where = where
        self._tiers: dict[tuple[int, _Window], _Holders] = {}
        self._read: dict[tuple[str, _Window, bool], _Holders] = {}

    def hits(self, after: tuple[int, int], limit: int) -> tuple[SearchHit, ...]:
        """Return hits behind a place (tier, client number)."""
        found: list[SearchHit] = []
        chosen = None
        if self._where != EVERYONE:
            chosen = LabelBitmaps(self._session).select(self._book, self._where)
        windows = self._windows()
        for tier in range(after[0], 4):
            start = after[1] if tier == after[0] else 0
            for window in windows:
                if len(found) >= limit:
                    return tuple(found)
                if start >> _BLOCK_BITS < window[1]:
                    numbers = (n for n in self._new(tier, window) if n > start)
                    if chosen is not None:
                        numbers = (n for n in numbers if holds(chosen, n))
                    ids = first_ids(numbers, limit - len(found), self._ids)
                    found += [SearchHit(i, tier) for i in ids]
        return tuple(found)

    def _ids(self, numbers: Sequence[int]) -> list[ClientId]:
        """Return the ids of those that are ACTIVE, in order of their numbers."""
        return list(ids_of(self._session, self._book, numbers).values())

    def _windows(self) -> tuple[_Window, ...]:
        """Return the blocks to look at in turn: a letter or two are found among few."""
        words = {word for reading in self._query.alternatives for word in reading}
        broad = self._query.prefix and any(len(word) < _length("n" + word) for word in words)
        return ((0, _NEAR), (_NEAR, _FAR)) if broad else ((0, _FAR),)

    def _new(self, tier: int, window: _Window) -> Iterator[int]:
        """Yield the numbers of those who are in a tier and no better one, ascending."""
        wanted = self._tier(tier, window)
        better = [self._tier(other, window) for other in range(tier)]
        for block in sorted(wanted):
            base = (block << _BLOCK_BITS) - _FIRST
            known = (other.get(block, set()) for other in better)
            for one in sorted(wanted[block].difference(*known)):
                yield base + ord(one)

    def _tier(self, tier: int, window: _Window) -> _Holders:
        """Return who is in a tier; it is read once."""
        if (tier, window) not in self._tiers:
            self._tiers[tier, window] = self._read_tier(tier, window)
        return self._tiers[tier, window]

    def _read_tier(self, tier: int, window: _Window) -> _Holders:
        query = self._query
        named = SearchColumn.NAME in query.columns
        if tier == 0:
            numbers = [(word,) for word in query.phone_words]
            return self._readings(numbers, query.columns & _PHONES, window, prefix=False)
        if tier == 1:
            return self._named(query.exact_name, window) if named and query.exact_name else {}
        columns = query.columns if tier == 3 else _NAME & query.columns
        return self._readings(query.alternatives, columns, window, prefix=query.prefix)

    def _named(self, sort_name: str, window: _Window) -> _Holders:
        found: _Holders = {}
        for (number,) in self._session.rows(
            "SELECT number FROM clientbook_clients WHERE book = %s AND sort_name = %s"
            " AND number >= %s AND number < %s",
            (self._book, sort_name, *(block << _BLOCK_BITS for block in window)),
        ):
            found.setdefault(number >> _BLOCK_BITS, set()).add(chr(_FIRST + (number & _MASK)))
        return found

    def _readings(
        self,
        readings: Iterable[Sequence[str]],
        columns: Collection[SearchColumn],
        window: _Window,
        *,
        prefix: bool,
    ) -> _Holders:
        """Return who has all the words of one of the readings."""
        found: _Holders = {}
        for words in readings:
            if words and columns:
                _add(found, self._having(words, columns, window, prefix=prefix))
        return found

    def _having(
        self,
        words: Sequence[str],
        columns: Collection[SearchColumn],
        window: _Window,
        *,
        prefix: bool,
    ) -> _Holders:
        """Return who has all of some words, each in any of some columns."""
        held: list[_Holders] = []
        for word in words:
            one: _Holders = {}
            for column in columns:
                _add(one, self._holders(TAGS[column] + word, window, prefix=prefix))
            held.append(one)
        common = set(held[0]).intersection(*held[1:])
        return {block: set.intersection(*(one[block] for one in held)) for block in common}

    def _holders(self, word: str, window: _Window, *, prefix: bool) -> _Holders:
        """Return who has a word, or one that begins so, in a column; each is read once."""
        known = (word, window, prefix)
        if known not in self._read:
            self._read[known] = self._look_up(word, window, prefix=prefix)
        return self._read[known]

    def _look_up(self, word: str, window: _Window, *, prefix: bool) -> _Holders:
        length = _length(word)
        bucket, end = word[:length], word[length:]
        found: dict[int, list[str]] = defaultdict(list)
        for block, body in self._rows(bucket, window, whole=bool(end) or not prefix):
            for other, clients in _groups(body):
                if other.startswith(end) if prefix else other == end:
                    found[block].append(clients)
        return {block: set("".join(clients)) for block, clients in found.items()}

    def _rows(self, bucket: str, window: _Window, *, whole: bool) -> list[tuple[Any, ...]]:
        """Return block and words of the rows of a bucket, or of all that begin so."""
        if whole:
            return self._session.rows(
                "SELECT block, words FROM clientbook_words WHERE book = %s AND bucket = %s"
                " AND block >= %s AND block < %s",
                (self._book, bucket, *window),
            )
        return self._session.rows(
            "SELECT block, words FROM clientbook_words WHERE book = %s"
            " AND bucket >= %s AND bucket < %s AND block >= %s AND block < %s",
            (self._book, bucket, bucket + _END, *window),
        )
