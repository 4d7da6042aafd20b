"""Distances of many pairs of coded texts: few letters in common rule most pairs out at once."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from clientbook.matching.lists.encoding import Ints, distinct_at

Bools: TypeAlias = NDArray[np.bool_]
_Masks = NDArray[np.uint32]

_ONES = np.array([n.bit_count() for n in range(2**16)], np.uint8)
_LEAST_SHARED, _LEAST_APART = 1.5, 1.7  # parts of both words that 0.9 of Jaro-Winkler asks for
_ROUNDING = 1e-6


def distinct_pairs(a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """Distinct unordered pairs of two columns of codes, and where each pair's is."""
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    span = int(high.max(initial=0)) + 1
    keys, at = distinct_at(low * span + high)
    return keys // span, keys % span, at


class TextTable:
    """Texts by code, with their lengths and letters; the last entry is for code -1.

    Args:
        texts: The texts; a code is a position.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.lengths: Ints = np.array([*map(len, texts), 0], np.int64)
        self._letters, self._first = _letters_of(texts, self.lengths)
        self._words: Ints = np.array([*(text.count(" ") + 1 for text in texts), 0], np.int64)

    def may_be_near(self, a: Ints, b: Ints, limit: int) -> Bools:
        """False where so many edits cannot lead from one text to the other.

        An edit makes a text longer or shorter by one, and takes away one letter and brings one.
        """
        changed = _ones(self._letters[a] ^ self._letters[b])
        near: Bools = (changed <= 2 * limit) & (np.abs(self.lengths[a] - self.lengths[b]) <= limit)
        return near

    def may_be_alike(self, a: Ints, b: Ints) -> Bools:
        """False where the Jaro-Winkler similarity is below 0.9, for texts of one letter or more.

        A letter that the other text has not is matched with none; without the same beginning the
        similarity is Jaro's own, with it at most four tenths of what that lacks are added.
        """
        one, two = self._letters[a], self._letters[b]
        first, second = self.lengths[a], self.lengths[b]
        matched = np.minimum(first - _ones(one & ~two), second - _ones(two & ~one))
        least = np.where(self._first[a] == self._first[b], _LEAST_SHARED, _LEAST_APART)
        alike: Bools = matched * (first + second) >= (least - _ROUNDING) * first * second
        return alike

    def may_shorten(self, a: Ints, b: Ints) -> Bools:
        """False where each text has a letter that the other has not: neither is cut from it."""
        one, two = self._letters[a], self._letters[b]
        shorten: Bools = ((one & ~two) == 0) | ((two & ~one) == 0)
        return shorten

    def may_be_within(self, a: Ints, b: Ints) -> Bools:
        """False where the words of neither text can be among those of the other, slips aside.

        A word has a slip at most, and a slip brings one letter at most; so has a text of few
        words few letters of its own.
        """
        one, two = self._letters[a], self._letters[b]
        alone = np.minimum(_ones(one & ~two), _ones(two & ~one))
        within: Bools = alone <= np.minimum(self._words[a], self._words[b])
        return within

    def distances(self, a: Ints, b: Ints, limit: int) -> NDArray[np.uint8]:
        """Edit distances pair by pair; limit + 1 when it is more than that."""
        found = np.full(len(a), limit + 1, np.uint8)
        rows = np.flatnonzero(self.may_be_near(a, b, limit))
        if len(rows):
            left, right, at = distinct_pairs(a[rows], b[rows])
            met = cpdist(
                self.of(left), self.of(right), scorer=OSA.distance, score_cutoff=limit,
                dtype=np.uint8,
            )  # fmt: skip
            found[rows] = np.asarray(met)[at]
        return found

    def of(self, codes: Ints) -> list[str]:
        """Return the texts of codes."""
        return [*map(self.texts.__getitem__, codes.tolist())]


def _letters_of(texts: Sequence[str], lengths: Ints) -> tuple[_Masks, _Masks]:
    """Say which letters each text holds, a bit each (letters 32 apart are one), and its first."""
    masks, first = np.zeros(len(lengths), np.uint32), np.zeros(len(lengths), np.uint32)
    held = np.flatnonzero(lengths)
    if len(held):
        letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        starts = (np.cumsum(lengths) - lengths)[held]
        bits = np.left_shift(np.uint32(1), letters & np.uint32(31))
        masks[held], first[held] = np.bitwise_or.reduceat(bits, starts), letters[starts]
    return masks, first


def _ones(masks: _Masks) -> Ints:
    low, high = _ONES[masks & np.uint32(0xFFFF)], _ONES[masks >> np.uint32(16)]
    ones: Ints = (low + high).astype(np.int64)
    return ones
