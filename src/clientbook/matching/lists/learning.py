"""What a list itself teaches: how many doubles and relatives it holds, and how its values err.

Expectation maximisation over the counts of agreement patterns.  Chances are whole numbers and
their sums are exact: the same counts give the same model, wherever and in whatever order they were
made.
"""

import math
from collections.abc import Mapping
from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.patterns import FIELDS, PatternCounts, PatternSpace, entries_of
from clientbook.matching.lists.weighing import Units, Weigher, both_units
from clientbook.matching.pairs.levels import EQUAL_LEVELS, LEVELS
from clientbook.matching.pairs.model import UNIT, Comparison, ComparisonLevel, MatchModel

HOPELESS = -14.0
"""Bits under the model one starts from below which a pair teaches nothing."""

MOST_BITS = 5.0
"""Bits by which a list's own share of duplicates may move the prior, up or down."""

MOST_LEVEL_BITS = 2.5
"""Bits by which what a list itself shows may move the weight of a level, up or down."""

PLAIN_BITS = 2.5
"""Further bits by which the levels of birth dates may move where a list holds no relatives."""

LEARNED = ("birthday", "given", "family", "address", "site", "attribute")
"""Fields of which the list itself shows how they err, as far as it can tell."""

_ROUNDS = 15
_TRUST = (0.05, 0.01)  # persons, households: records of a typical list beside each of this one
_LEAST = (2.0**-MOST_BITS, 2.0**-8)  # persons, households: least part of the typical share
_MOST = (2.0**MOST_BITS, 1.0)  # one's own doubles look like relatives too
_TYPICAL_PAIRS = 60.0  # pairs of a typical list that stand beside the pairs of this one
_SEEN = (1.0, 0.5)  # part of the persons, of the households, among pairs that teach
_HOME = ("phone", "email", "address", "site")
_OWN = ("birthday", "phone", "email", "attribute")
_BLANKS = frozenset(("blank", "blank_blank"))
_ONE = 2**24  # a chance of 1: sums over half a billion sure pairs are exact as floats, too
_SPAN = 40 * UNIT  # beyond it a chance is 0 or 1

Moves = dict[str, list[float]]
"""Bits by which levels move, by field."""


@cache
def _chance_table() -> NDArray[np.int64]:
    odds = (math.pow(2.0, -units / UNIT) for units in range(-_SPAN, _SPAN + 1))
    return np.array([round(_ONE / (1.0 + each)) for each in odds], np.int64)


def _chance(units: Units) -> NDArray[np.int64]:
    """Return the chances of weights, in parts of :data:`_ONE`."""
    found: NDArray[np.int64] = _chance_table()[np.clip(units, -_SPAN, _SPAN) + _SPAN]
    return found


class _Teaching:
    """The counted patterns of a list, as learning reads them."""

    def __init__(self, counted: PatternCounts, weigher: Weigher) -> None:
        space = weigher.space
        entries = space.unpack(counted.codes)
        self.counts = counted.counts
        self.person, self.household = weigher.sums(entries)
        self.levels = {
            field: entries_of(field).levels[entries[:, column]].astype(np.int64)
            for field, column in _columns(space).items()
        }
        self.pairs = int(self.counts.sum())

    def known(self, fields: tuple[str, ...]) -> float:
        """Part of the pairs of which one of the fields is known of both records."""
        known = np.zeros(len(self.counts), bool)
        for field in fields:
            if field in self.levels:
                known |= self.levels[field] != _blank(field)
        return int(self.counts[known].sum()) / self.pairs

    def shifted(self, moves: Moves) -> Units:
        """Return the weights for one person with moved levels."""
        person = self.person
        for field, bits in moves.items():
            units = np.array([round(each * UNIT) for each in bits], np.int64)
            person = person + units[self.levels[field]]
        return person

    def seen(self, field: str, chances: NDArray[np.int64]) -> list[float]:
        """Return how many pairs show each level of a field, by their chances."""
        sums = np.zeros(len(LEVELS[field]), np.int64)
        np.add.at(sums, self.levels[field], chances * self.counts)
        return [int(each) / _ONE for each in sums]


def _columns(space: PatternSpace) -> dict[str, int]:
    """Columns of entries that teach, by field."""
    found = {field: column for column, field in enumerate(FIELDS)}
    keyed = [n for n, (field, _) in enumerate(space.labels) if field == "attribute"]
    if len(keyed) == 1:  # several would err each in its own way
        found["attribute"] = len(FIELDS) + keyed[0]
    return found


def _blank(field: str) -> int:
    return next(n for n, name in enumerate(LEVELS[field]) if name in _BLANKS)


def learned(
    counted: PatternCounts, space: PatternSpace, model: MatchModel, size: int
) -> MatchModel:
    """Return the model with the prior and the level frequencies that a list itself shows.

    The chance of each pattern follows from the weights, and the weights from the chances, both
    held near a typical list.

    Args:
        counted: Patterns of the candidate pairs that weigh :data:`HOPELESS` bits or more under
            *model*, and how many pairs show each.
        space: The comparisons of the list.
        model: What to start from.
        size: Records in the list.
    """
    if not len(counted):
        return model
    teaching = _Teaching(counted, Weigher(space, model, size))
    held = (model.duplicates, model.relatives)
    taught = (1.0, teaching.known(_HOME))
    told = teaching.known(_OWN)
    shares, moves = held, Moves()
    for _ in range(_ROUNDS):
        before = moves
        person, household = _chances(teaching, moves, shares, held)
        sums = (int(person @ teaching.counts), int(household @ teaching.counts))
        shares = _shares(sums, held, taught, size)
        moves = {
            c.field: _moves(c, teaching.seen(c.field, person), most)
            for c in model.comparisons
            if c.field in teaching.levels
            and (most := _most_bits(c.field, alone=1 - shares[1] / held[1], told=told))
        }
        if _alike(moves, before):
            break
    comparisons = tuple(
        attrs.evolve(c, levels=_with_moves(c.levels, moves[c.field])) if c.field in moves else c
        for c in model.comparisons
    )
    duplicates, relatives = (float(f"{share:.3g}") for share in shares)
    return attrs.evolve(model, comparisons=comparisons, duplicates=duplicates, relatives=relatives)


def _chances(
    teaching: _Teaching, moves: Moves, shares: tuple[float, float], held: tuple[float, float]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Chances of each pattern to be one person, and to be of one household."""
    shift = [round(math.log2(a / b) * UNIT) for a, b in zip(shares, held, strict=True)]
    person = teaching.shifted(moves) + shift[0]
    household = teaching.household + shift[1]
    return _chance(person - both_units(household)), _chance(household - both_units(person))


def _shares(
    sums: tuple[int, int], held: tuple[float, float], taught: tuple[float, float], size: int
) -> tuple[float, float]:
    """Pairs of one person and of one household per record, near the typical ones."""
    found = []
    for n in range(2):
        seen = sums[n] / _ONE / _SEEN[n] / size
        mixed = (seen + _TRUST[n] * held[n]) / (1 + _TRUST[n])
        share = taught[n] * mixed + (1 - taught[n]) * held[n]
        found.append(min(max(share, held[n] * _LEAST[n]), held[n] * _MOST[n]))
    return found[0], found[1]


def _most_bits(field: str, *, alone: float, told: float) -> float:
    """Bits that the levels of a field may move, none where the list cannot tell them.

    Args:
        field: Which comparison.
        alone: 0 where persons have relatives as is typical, 1 where they have none: relatives
            share an address however persons write it.
        told: Part of the pairs that are told apart by more than names and addresses.
    """
    if field in ("given", "family"):
        return MOST_LEVEL_BITS * told
    if field in ("address", "site"):
        return MOST_LEVEL_BITS * told * max(alone, 0.0) ** 4  # only where there are hardly any
    if field == "birthday":
        return MOST_LEVEL_BITS + PLAIN_BITS * max(alone, 0.0) ** 2
    return MOST_LEVEL_BITS if field in LEARNED else 0.0


def _alike(moves: Mapping[str, list[float]], before: Mapping[str, list[float]]) -> bool:
    """True when a round changed no level by more than a tenth of a bit."""
    return moves.keys() == before.keys() and all(
        abs(x - y) <= 0.1 for f in moves for x, y in zip(moves[f], before[f], strict=True)
    )


def _moves(comparison: Comparison, seen: list[float], most: float) -> list[float]:
    """Bits by which the list's own frequency of each level differs from the typical one."""
    levels = comparison.levels
    typical = [0.0 if r.name in _BLANKS else r.m_probability for r in levels]
    total = sum(typical)
    typical = [each / total for each in typical]
    counted = [n if t else 0.0 for n, t in zip(seen, typical, strict=True)]
    pairs = sum(counted) + _TYPICAL_PAIRS
    moves = []
    for n, t in zip(counted, typical, strict=True):
        bits = math.log2((n + _TYPICAL_PAIRS * t) / pairs / t) if t else 0.0
        moves.append(min(max(bits, -most), most))
    # What is equal keeps its lead over what is not, against strangers and against relatives.
    equal = EQUAL_LEVELS.get(comparison.field, 1)
    moves[:equal] = [max(move, 0.0) for move in moves[:equal]]
    for against in ("u_probability", "household_probability"):
        bare = [math.log2(r.m_probability / getattr(r, against)) for r in levels]
        lead = min(bits + move for bits, move in zip(bare[:equal], moves[:equal], strict=True))
        for n in range(equal, len(moves)):
            moves[n] = min(moves[n], max(lead - bare[n], 0.0))
    return [round(move, 2) for move in moves]


def _with_moves(
    levels: tuple[ComparisonLevel, ...], moves: list[float]
) -> tuple[ComparisonLevel, ...]:
    return tuple(
        attrs.evolve(level, m_probability=level.m_probability * 2.0**move)
        for level, move in zip(levels, moves, strict=True)
    )
