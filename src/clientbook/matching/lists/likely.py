"""The likely pairs among the candidates of a list, under the model that the list itself taught."""

import math
from collections.abc import Callable, Sequence
from contextlib import closing

import attrs
import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.batch import BatchScorer
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.lists.learning import HOPELESS, learned
from clientbook.matching.lists.patterns import Codes, PatternCounts
from clientbook.matching.lists.processes import likely_ranges, range_size
from clientbook.matching.lists.weighing import Units, Weigher
from clientbook.matching.pairs.model import UNIT, MatchModel

HOPELESS_UNITS = round(HOPELESS * UNIT)
"""Weight from which a pair teaches, in 1/1024 bit."""

Compared = Callable[[int, int], object]
"""Told how many candidate pairs were compared, of how many."""

Found = tuple[Ints, Codes, Units]
"""Pairs of a range that weigh enough, with their patterns and weights."""

_MARGIN = 5.0  # bits; by as much a pair below the threshold may rise by what a list teaches


@attrs.frozen(eq=False)
class Ranges:
    """Comparisons in parts, of which some were made before.

    Args:
        before: What the first ranges have shown, in order.
        keep: Called with what the next one shows.
    """

    before: Sequence[Found]
    keep: Callable[[Found], object]


@attrs.frozen(eq=False)
class _Likely:
    """Pairs with their patterns and weights."""

    pairs: Ints
    codes: Codes
    units: Units


def _forget(_: Found) -> None:
    """Keep nothing: the work is done at once."""


def floor_units(probability: float) -> int:
    """Return the least weight of a probability, in units of 1/1024 bit, or a little less."""
    if probability <= 0:
        return -(2**60)
    bits = math.log2(probability / (1 - probability)) if probability < 1 else 1000.0
    return math.floor(bits * UNIT) - 1


def least_units(threshold: float, *, adapt: bool) -> int:
    """Return the least weight, under the model one starts from, of a pair that has to be kept.

    What a list teaches may lift a pair, and what it teaches is read from every pair that is not
    hopeless.
    """
    floor = floor_units(threshold)
    return min(HOPELESS_UNITS, floor - round(_MARGIN * UNIT)) if adapt else floor


def likely_pairs(
    scorer: BatchScorer,
    candidates: Ints,
    model: MatchModel,
    threshold: float,
    *,
    adapt: bool,
    told: Compared | None = None,
    workers: int = 1,
    ranges: Ranges | None = None,
) -> tuple[MatchModel, Ints, NDArray[np.float64]]:
    """Compare candidate pairs of a list once, learn from their patterns, and weigh these.

    Args:
        scorer: Of the list.
        candidates: Pairs to compare, as ``left * len + right``.
        model: What to start from.
        threshold: Match probability below which pairs are left out; so are pairs that weigh less
            than :data:`.HOPELESS` bits under *model*, unless the threshold is as low.
        adapt: True to learn from the list what its keepers and people do.
        told: Called after each part of the comparisons.
        workers: Processes that compare.
        ranges: What was compared before, and what keeps what is compared now.

    Returns:
        The model with what the list taught, which is the same whatever the threshold; pairs and
        their weights under it, in bits.
    """
    ranges = ranges or Ranges((), _forget)
    size, floor = len(scorer.columns), floor_units(threshold)
    weigher = Weigher(scorer.space, model, size)
    if not adapt:
        found = _collected(scorer, candidates, weigher, floor, ranges, told=told, workers=workers)
        return model, found.pairs, found.units / UNIT
    least = least_units(threshold, adapt=True)
    found = _collected(scorer, candidates, weigher, least, ranges, told=told, workers=workers)
    counted = PatternCounts.of(found.codes[found.units >= HOPELESS_UNITS])
    own = learned(counted, scorer.space, model, size)
    units = Weigher(scorer.space, own, size).score(found.codes)
    enough = units >= floor
    return own, found.pairs[enough], units[enough] / UNIT


def _collected(
    scorer: BatchScorer,
    candidates: Ints,
    weigher: Weigher,
    floor: int,
    ranges: Ranges,
    *,
    told: Compared | None,
    workers: int,
) -> _Likely:
    found = list(ranges.before)
    step = range_size(len(candidates), workers)
    rest = candidates[len(found) * step :]
    with closing(likely_ranges(scorer, rest, weigher, floor, workers)) as parts:
        for number, part in enumerate(parts, start=len(found) + 1):
            found.append(part)
            ranges.keep(part)
            if told is not None:
                told(min(number * step, len(candidates)), len(candidates))
    if not found:
        none = np.zeros(0, np.int64)
        return _Likely(none, np.zeros((0, scorer.space.width), np.int64), none)
    pairs, codes, units = zip(*found, strict=True)
    return _Likely(np.concatenate(pairs), np.concatenate(codes), np.concatenate(units))
