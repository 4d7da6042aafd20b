"""Weights of levels as tables, and the sums of a chunk of pairs."""

from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.columns import Columns, Ints
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.vectors import (
    Bools,
    Levels,
    PartTable,
)
from clientbook.matching.pairs.levels import (
    LEVELS,
    DateLevel,
)
from clientbook.matching.pairs.model import UNIT, MatchModel, both
from clientbook.matching.pairs.names import PartLevel

ADAPTED = ("given", "family", "birthday", "phone", "email", "address", "attribute")
"""Fields whose levels among pairs of one person are learned from a list."""

_SPAN = 64  # bits to either side that the table of household weights covers
Bits = NDArray[np.float64]


@cache
def _household_table() -> Bits:
    return np.array([both(n / UNIT) for n in range(-_SPAN * UNIT, _SPAN * UNIT + 1)])


def household_bits(household: Bits) -> Bits:
    """Bits that the household takes off, for many pairs."""
    at = np.clip(household * UNIT, -_SPAN * UNIT, _SPAN * UNIT).astype(np.int64)
    return np.where(household >= _SPAN, household, _household_table()[at + _SPAN * UNIT])


@attrs.define(eq=False)
class Sums:
    """Bits of a chunk of pairs, before the priors."""

    person: Bits
    household: Bits
    levels: Levels  # by ADAPTED field

    def note(self, field: str, levels: Levels) -> None:
        """Keep the levels of a field for learning from the list."""
        self.levels[:, ADAPTED.index(field)] = levels

    def kept(self, rows: Bools) -> "Sums":
        """Return the sums of some of the pairs."""
        return Sums(self.person[rows], self.household[rows], self.levels[rows])

    def add_contact(self, weights: tuple[Bits, Bits]) -> None:
        """Add what a household shares; past a veto it speaks for both alike."""
        person, household = weights
        given, born = ADAPTED.index("given"), ADAPTED.index("birthday")
        vetoed = (self.levels[:, given] == PartLevel.CONFLICT) | (
            self.levels[:, born] == DateLevel.DIFFERENT
        )
        self.person += person
        self.household += np.where(vetoed, np.maximum(household, person), household)

    def add(self, weights: tuple[Bits, Bits]) -> None:
        """Add what speaks for the person, and for the household."""
        self.person += weights[0]
        self.household += weights[1]


class WeightTables:
    """The weights of a model for one list, looked up by level and by rank of the value shared."""

    def __init__(self, columns: Columns, model: MatchModel) -> None:
        self.columns, self.model = columns, model
        self.counts = ListCounts(columns)
        texts = columns.encoder.words.texts
        self._given = PartTable(texts, given=True)
        self._family = PartTable(texts, given=False)
        self._first = np.array([ord(t[0]) for t in texts] + [-1])
        self._tables: dict[tuple[str, str], tuple[Bits, Bits]] = {}
        number_texts = columns.encoder.numbers.texts
        self._number_length = np.array([len(t) for t in number_texts] + [0])
        self._phone_texts: list[str] = []
        self.keyed = self._dense_keyed()
        self._limits: tuple[float, float] | None = None

    def turn(self, model: MatchModel) -> None:
        """Score the same list under another model from now on."""
        self.model, self._limits = model, None
        self._tables.clear()

    def _dense_keyed(self) -> list[tuple[str, str, int, Ints]]:
        """Columns of external ids and attributes: field, kind, length of the key, codes."""
        encoder, size = self.columns.encoder, len(self.columns)
        place_of = np.empty(size, np.int64)
        place_of[self.columns.order] = np.arange(size)
        dense = []
        for field, kind, flats in (
            ("identifier", "i", encoder.identifiers),
            ("attribute", "a", encoder.others),
        ):
            for key, flat in sorted(flats.items()):
                rows, codes = flat.arrays()
                if len(rows) > 1:
                    column = np.full(size, -1, np.int32)
                    column[place_of[rows]] = codes
                    dense.append((field, kind, len(key) + 1, column))
        return dense

    def table(self, field: str, kind: str) -> tuple[Bits, Bits]:
        """Bits by level and rank of the count; without a kind there is one rank."""
        key = (field, kind)
        if key not in self._tables:
            counts = self.counts.ranks[kind].counts.tolist() if kind else [0]
            size = self.counts.size
            found = [
                [self.model.weights(field, level, kind, count, size) for count in counts]
                for level in range(len(LEVELS[field]))
            ]
            self._tables[key] = (
                np.array([[w.person for w in row] for row in found]),
                np.array([[w.household for w in row] for row in found]),
            )
        return self._tables[key]

    def plain_bits(self, field: str, levels: Levels) -> tuple[Bits, Bits]:
        """Bits of levels that no frequency changes."""
        person, household = self.table(field, "")
        return person[levels, 0], household[levels, 0]

    def ranked_bits(
        self, field: str, kind: str, levels: Levels, ranks: Ints, counted: Bools
    ) -> tuple[Bits, Bits]:
        """Bits of levels; of the *counted* ones by the rank of their value."""
        person, household = self.plain_bits(field, levels)
        here = np.flatnonzero(counted)
        by_rank = self.table(field, kind)
        person[here] = by_rank[0][levels[here], ranks[here]]
        household[here] = by_rank[1][levels[here], ranks[here]]
        return person, household


PLACE_KINDS = ("s", "t", "z")
KINDS = {
    "phone": ("p", "7"),
    "email": ("e", "m", "h"),
    "address": PLACE_KINDS,
    "company": ("c",),
    "gender": (),
    "identifier": ("i",),
    "attribute": ("a",),
}
