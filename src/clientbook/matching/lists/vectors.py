"""Comparison levels of many pairs at once; the same levels as :mod:`.comparisons` gives."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from clientbook.matching.lists.digits import digit_distances
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.lists.texts import Bools, TextTable, distinct_pairs
from clientbook.matching.pairs.levels import DateLevel, PlainLevel
from clientbook.matching.pairs.name_part_levels import (
    FAINT_LENGTHS,
    PartLevel,
    compare_family,
    compare_given,
)
from clientbook.matching.pairs.name_parts import PARTICLES, compact
from clientbook.matching.pairs.nicknames import GROUPS, KNOWN, near_groups

Levels: TypeAlias = NDArray[np.int8]
_CACHE_LIMIT = 3_000_000
_MOST_WORDS = 3  # of a compound that is ruled out in bulk; longer ones are rare
_FAINT_LENGTHS = np.array(FAINT_LENGTHS, np.int64)


def _group_bits(name: str) -> int:
    """Groups of variants that a name is in or near, a bit each; groups 64 apart share one.

    Names without a common bit are no variants of one another, and no slip of a variant.
    """
    bits = 0
    for group in GROUPS.get(name, near_groups(name)):
        bits |= 1 << group % 64
    return bits


def _with_words(texts: Sequence[str], *, given: bool) -> tuple[list[str], Ints]:
    """Add to texts the words of compounds that are not among them.

    Returns:
        The texts, and the words of each as codes, -1 behind the last; a particle of a family name
        is no word, and of long compounds there are the first words only.
    """
    codes = {text: n for n, text in enumerate(texts)}
    compounds = [text for text in texts if " " in text]
    held = [
        [codes.setdefault(w, len(codes)) for w in text.split(" ") if given or w not in PARTICLES]
        for text in compounds
    ]
    words = np.full((len(codes) + 1, _MOST_WORDS), -1, np.int64)
    words[:-1, 0] = np.arange(len(codes))
    for text, found in zip(compounds, held, strict=True):
        words[codes[text]] = [*found, *[-1] * _MOST_WORDS][:_MOST_WORDS]
    return list(codes), words


class PartTable:
    """Levels of name parts for pairs of word codes; each distinct pair is compared once."""

    def __init__(self, texts: Sequence[str], *, given: bool) -> None:
        texts, self._words = _with_words(texts, given=given)
        self._texts, self._is_given, self._table = texts, given, TextTable(texts)
        self._count = np.array([text.count(" ") + 1 for text in texts] + [0])
        self._whole = TextTable([compact(text) for text in texts])
        self._compare: Callable[[str, str], PartLevel] = compare_given if given else compare_family
        self._keys = np.zeros(0, np.int64)
        self._levels = np.zeros(0, np.int8)
        self._ranks: Ints | None = None
        self._plain = np.array([" " not in t and len(t) > 1 for t in texts] + [False])
        self._length = self._table.lengths
        self._first = np.array([ord(t[0]) for t in texts] + [0])
        self._known = np.array([t in KNOWN for t in texts] + [False])
        self._groups = np.array([*(_group_bits(t) if given else 0 for t in texts), 0], np.uint64)

    def levels(self, a: Ints, b: Ints) -> Levels:
        """Levels of pairs of codes, -1 for a missing part."""
        result = np.full(len(a), PartLevel.EXACT, np.int8)
        blank = (a < 0) | (b < 0)
        result[blank] = PartLevel.BLANK
        todo = np.flatnonzero(~blank & (a != b))
        far = self._are_far(a[todo], b[todo])
        result[todo[far]] = PartLevel.CONFLICT
        todo = todo[~far]
        if len(todo):
            left, right, at = distinct_pairs(a[todo], b[todo])
            result[todo] = self._known_levels(left, right)[at]
        return result

    def comes_first(self, a: tuple[Ints, Ints], b: tuple[Ints, Ints]) -> Bools:
        """True where the words *a* rank as a given name before the words *b*."""
        rank = self._alphabetic()
        one, two = (rank[a[0]], rank[a[1]]), (rank[b[0]], rank[b[1]])
        strange = [~(self._known[x[0]] | self._known[x[1]]) for x in (a, b)]
        low = [np.minimum(*x) for x in (one, two)]
        high = [np.maximum(*x) for x in (one, two)]
        before: Bools = (strange[0] < strange[1]) | (
            (strange[0] == strange[1])
            & ((low[0] < low[1]) | ((low[0] == low[1]) & (high[0] <= high[1])))
        )
        return before

    def _alphabetic(self) -> Ints:
        if self._ranks is None:
            order = sorted(range(len(self._texts)), key=self._texts.__getitem__)
            self._ranks = np.full(len(order) + 1, -1)
            self._ranks[order] = np.arange(len(order))
        return self._ranks

    def _known_levels(self, left: Ints, right: Ints) -> Levels:
        keys = left * (len(self._texts) + 1) + right
        at = np.searchsorted(self._keys, keys)
        known = np.zeros(len(keys), bool)
        if len(self._keys):
            known = self._keys[np.minimum(at, len(self._keys) - 1)] == keys
        levels = np.empty(len(keys), np.int8)
        levels[known] = self._levels[at[known]]
        fresh = ~known
        levels[fresh] = self._compute(left[fresh], right[fresh])
        if len(self._keys) + int(fresh.sum()) > _CACHE_LIMIT:
            self._keys, self._levels = keys, levels
        else:
            self._keys = np.insert(self._keys, at[fresh], keys[fresh])
            self._levels = np.insert(self._levels, at[fresh], levels[fresh])
        return levels

    def _are_quick(self, left: Ints, right: Ints) -> Bools:
        """True for single plain words: all that makes them alike is typing slips."""
        quick: Bools = self._plain[left] & self._plain[right]
        if self._is_given:
            same_start = self._first[left] == self._first[right]
            apart = np.abs(self._length[left] - self._length[right]) >= 3
            quick &= np.minimum(self._length[left], self._length[right]) > 2
            quick &= (self._groups[left] & self._groups[right]) == 0
            quick &= ~(same_start & apart & self._table.may_shorten(left, right))
        return quick

    def _are_far(self, left: Ints, right: Ints) -> Bools:
        """True for single plain words that cannot be alike: most pairs, and ruled out at once."""
        table = self._table
        long = np.maximum(self._length[left], self._length[right]) >= FAINT_LENGTHS[3]
        near = table.may_be_near(left, right, 2) | (long & table.may_be_near(left, right, 3))
        return ~(near | table.may_be_alike(left, right)) & self._are_quick(left, right)

    def _are_far_compounds(self, left: Ints, right: Ints) -> Bools:
        """True where one has several words and no word, nor all letters, can be alike.

        Of single words it is never said; nor where one may be the initials of the other.
        """
        whole, count = self._whole, self._count
        one, two = whole.lengths[left], whole.lengths[right]
        most = np.maximum(count[left], count[right])
        far: Bools = (most > 1) & (most <= _MOST_WORDS) & (np.minimum(one, two) > 1)
        far &= (one != count[right]) & (two != count[left])
        far &= ~(whole.may_be_near(left, right, 2) | whole.may_be_alike(left, right))
        for x, y in product(range(_MOST_WORDS), repeat=2):
            rows = np.flatnonzero(far)
            a, b = self._words[left[rows], x], self._words[right[rows], y]
            far[rows] = (a < 0) | (b < 0) | ((a != b) & self._are_far_words(a, b))
        return far

    def _are_far_words(self, a: Ints, b: Ints) -> Bools:
        """True for words that cannot be alike, initials among them."""
        initial = np.minimum(self._length[a], self._length[b]) == 1
        far: Bools = self._are_far(a, b) | (initial & (self._first[a] != self._first[b]))
        return far

    def _compute(self, left: Ints, right: Ints) -> Levels:
        """Compare single plain words in bulk, rule compounds out, and the rest one by one."""
        quick = self._are_quick(left, right)
        levels = np.full(len(left), PartLevel.CONFLICT, np.int8)
        levels[quick] = self._alike(left[quick], right[quick])
        texts = self._texts
        slow = np.flatnonzero(~quick)
        slow = slow[~self._are_far_compounds(left[slow], right[slow])]
        levels[slow] = [
            self._compare(texts[a], texts[b])
            for a, b in zip(left[slow].tolist(), right[slow].tolist(), strict=True)
        ]
        return levels

    def _alike(self, left: Ints, right: Ints) -> Levels:
        """Levels of single words of two letters or more, as typing slips."""
        a, b = self._table.of(left), self._table.of(right)
        longest = np.maximum(self._length[left], self._length[right])
        distance = np.asarray(
            cpdist(a, b, scorer=OSA.distance, score_cutoff=3, dtype=np.uint8), np.uint8
        )
        levels = np.full(len(left), PartLevel.CONFLICT, np.int8)
        levels[longest >= _FAINT_LENGTHS[distance]] = PartLevel.FAINT
        levels[(distance == 2) & (longest >= 6)] = PartLevel.LOOSE
        levels[(distance == 1) & (longest >= 4)] = PartLevel.TYPO
        rest = np.flatnonzero((levels >= PartLevel.FAINT) & (longest >= 5))
        if len(rest):
            alike = cpdist(
                [a[n] for n in rest.tolist()],
                [b[n] for n in rest.tolist()],
                scorer=JaroWinkler.similarity,
                score_cutoff=0.9,
                dtype=np.float64,
            )
            levels[rest[np.asarray(alike) > 0]] = PartLevel.LOOSE
        if self._is_given:
            both = self._known[left] & self._known[right]
            levels[both & (levels == PartLevel.FAINT)] = PartLevel.CONFLICT
            levels[both & (levels < PartLevel.FAINT)] = PartLevel.CLOSE
        return levels


def date_levels(a: Ints, b: Ints) -> Levels:
    """Levels of pairs of dates as :func:`.date_code` makes them, -1 for none."""
    a, b = a.astype(np.int64), b.astype(np.int64)
    levels = np.full(len(a), DateLevel.BLANK, np.int8)
    both = (a >= 0) & (b >= 0)
    full = both & (a >= 10_000) & (b >= 10_000) & (a % 100 > 0) & (b % 100 > 0)
    exact = full & (a == b)
    partial = np.flatnonzero(both & ~full)
    levels[partial] = _partial_dates(a[partial], b[partial])
    rest = np.flatnonzero(full & ~exact)
    levels[rest] = _full_dates(a[rest], b[rest])
    levels[exact] = DateLevel.EXACT
    return levels


def _parts(codes: Ints) -> tuple[Ints, Ints, Ints]:
    return codes // 10_000, codes // 100 % 100, codes % 100


def _partial_dates(a: Ints, b: Ints) -> Levels:
    known, differ = np.zeros(len(a), np.int8), np.zeros(len(a), bool)
    for x, y in zip(_parts(a), _parts(b), strict=True):
        both = (x > 0) & (y > 0)
        known += both
        differ |= both & (x != y)
    levels = np.where(known > 1, DateLevel.PARTIAL, DateLevel.YEAR).astype(np.int8)
    levels[differ] = DateLevel.DIFFERENT
    levels[known == 0] = DateLevel.BLANK
    return levels


def _full_dates(a: Ints, b: Ints) -> Levels:
    (y1, m1, d1), (y2, m2, d2) = _parts(a), _parts(b)
    apart = np.abs((y1 - y2) * 365 + (m1 - m2) * 30 + (d1 - d2))
    levels = np.full(len(a), DateLevel.DIFFERENT, np.int8)
    levels[apart <= 3700] = DateLevel.DECADE
    levels[apart <= 400] = DateLevel.ANNUAL
    month = np.flatnonzero((m1 == m2) & (apart <= 3700))
    mixed = _is_slip(y1[month], y2[month], 4) | _is_slip(d1[month], d2[month], 2)
    levels[month[mixed]] = DateLevel.MIXED
    levels[digit_distances(a, b, 8) <= 2] = DateLevel.NEAR
    levels[apart <= 31] = DateLevel.MONTH
    parts = ((y1, y2, 4), (m1, m2, 2), (d1, d2, 2))
    one = sum((x != y).astype(np.int8) for x, y, _ in parts) == 1
    levels[one] = DateLevel.PART
    for x, y, width in parts:
        here = np.flatnonzero(one & (x != y))
        levels[here[_is_slip(x[here], y[here], width)]] = DateLevel.SLIP
    january = ((m1 == 1) & (d1 == 1)) | ((m2 == 1) & (d2 == 1))
    levels[(y1 == y2) & january] = DateLevel.YEAR
    exchanged = np.flatnonzero((m1 == d2) & (d1 == m2))
    years = y1[exchanged], y2[exchanged]
    levels[exchanged[_is_slip(*years, 4)]] = DateLevel.SLIP
    levels[exchanged[years[0] == years[1]]] = DateLevel.SWAPPED
    return levels


def _is_slip(x: Ints, y: Ints, width: int) -> Bools:
    slip: Bools = digit_distances(x, y, width) == 1
    return slip


def plain_levels(table: TextTable, a: Ints, b: Ints, skip: int = 0) -> Levels:
    """Levels of plain values; *skip* leading characters do not count for the length."""
    levels = np.full(len(a), PlainLevel.DIFFERENT, np.int8)
    levels[a == b] = PlainLevel.SAME
    blank = (a < 0) | (b < 0)
    levels[blank] = PlainLevel.BLANK
    rest = np.flatnonzero(~blank & (a != b))
    if len(rest):
        x, y = a[rest], b[rest]
        long = np.maximum(table.lengths[x], table.lengths[y]) - skip >= 4
        levels[rest[long & (table.distances(x, y, 1) == 1)]] = PlainLevel.SLIP
    return levels
