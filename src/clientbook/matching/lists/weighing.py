"""Weights of patterns: look-ups and sums of whole numbers, the same on every machine.

Weights are whole multiples of 1/1024 bit; here they are counted in these units.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.patterns import (
    FIELDS,
    Codes,
    Entries,
    PatternSpace,
    entries_of,
)
from clientbook.matching.pairs.frequencies import CLASSES
from clientbook.matching.pairs.levels import LEVELS
from clientbook.matching.pairs.model import UNIT, MatchModel, both
from clientbook.matching.pairs.vetoes import (
    BRANCH_BITS,
    CONTACT_FIELDS,
    are_one_branch,
    are_twins,
    are_two,
)

Units = NDArray[np.int64]
"""Weights in 1/1024 bit."""

_SPAN = 16  # bits; beyond them a household takes off nothing, or as much as it weighs


@cache
def _both_table() -> Units:
    units = range(-_SPAN * UNIT, _SPAN * UNIT + 1)
    return np.array([round(both(n / UNIT) * UNIT) for n in units], np.int64)


def both_units(household: Units) -> Units:
    """Return log2(1 + 2**household), both in units: what a household takes off."""
    at = np.clip(household, -_SPAN * UNIT, _SPAN * UNIT) + _SPAN * UNIT
    found: Units = np.maximum(_both_table()[at], household)
    return found


def table_units(model: MatchModel, field: str, size: int) -> tuple[Units, Units]:
    """Return the units of each entry of a comparison, for one person and for one household."""
    entries = entries_of(field)
    found = [
        model.weights(field, int(level), kind, CLASSES[number], size)
        for level, kind, number in zip(entries.levels, entries.kinds, entries.classes, strict=True)
    ]
    return (
        np.array([round(w.person * UNIT) for w in found], np.int64),
        np.array([round(w.household * UNIT) for w in found], np.int64),
    )


class Weigher:
    """Weighs patterns under one model, for a list of one size.

    Args:
        space: The comparisons of the list.
        model: What each level is worth.
        size: Records in the list.
    """

    def __init__(self, space: PatternSpace, model: MatchModel, size: int) -> None:
        self.space, self.model, self.size = space, model, size
        self._tables = {field: table_units(model, field, size) for field in LEVELS}
        self.prior = round(model.prior_weight(size) * UNIT)
        self.household_prior = round(model.household_prior(size) * UNIT)

    def sums(self, entries: Entries) -> tuple[Units, Units]:
        """Return the units of patterns for one person and for one household."""
        person = self._sum(entries, self.prior, 0)
        household = self._sum(entries, self.household_prior, 1)
        levels = {f: entries_of(f).levels[entries[:, n]] for n, f in enumerate(FIELDS)}
        two, twins = are_two(levels.__getitem__), are_twins(levels.__getitem__)
        vetoed = np.flatnonzero(two | twins)
        for field in sorted(CONTACT_FIELDS):
            household[vetoed] += self._lacking(field, entries[vetoed])
        rows = np.flatnonzero(twins)
        household[rows] += self._lacking("birthday", entries[rows])
        branch = np.flatnonzero(are_one_branch(levels.__getitem__) & ~(two | twins))
        household[branch] -= self._beyond_branch(entries[branch])
        return person, household

    def _sum(self, entries: Entries, prior: int, side: int) -> Units:
        """Sum the entries of one side of the tables: for one person, or for one household."""
        total = np.full(len(entries), prior, np.int64)
        for column, field in enumerate(self.space.fields):
            total += self._tables[field][side][entries[:, column]]
        return total

    def _lacking(self, field: str, entries: Entries) -> Units:
        """What the household lacks of the units for one person: a veto makes them alike."""
        person, household = self._tables[field]
        lacking: Units = np.maximum(person - household, 0)[entries[:, FIELDS.index(field)]]
        return lacking

    def _beyond_branch(self, entries: Entries) -> Units:
        """What the household has too much of the number that a branch does not share."""
        person, household = self._tables["phone"]
        beyond: Units = np.maximum(household - person + round(BRANCH_BITS * UNIT), 0)
        return beyond[entries[:, FIELDS.index("phone")]]

    def units(self, entries: Entries) -> Units:
        """Return the weights of patterns."""
        person, household = self.sums(entries)
        return person - both_units(household)

    def at_least(self, entries: Entries, floor: int) -> tuple[Units, Units]:
        """Return the rows that weigh *floor* or more, and their weights.

        What a household takes off is never less than nothing: most rows end at the first sum.
        """
        rows = np.flatnonzero(self._sum(entries, self.prior, 0) >= floor)
        units = self.units(entries[rows])
        enough = units >= floor
        return rows[enough], units[enough]

    def score(self, codes: Codes) -> Units:
        """Return the weights of coded patterns."""
        return self.units(self.space.unpack(codes))
