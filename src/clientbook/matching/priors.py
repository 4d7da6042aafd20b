"""How many pairs of one person a list holds, learned from the list itself."""

import math

import attrs
import numpy as np

from clientbook.matching.batch import BatchScorer, Bits, household_bits
from clientbook.matching.columns import Columns, Ints
from clientbook.matching.model import MatchModel, rounded

MOST_BITS = 5.0
"""Bits by which a list's own share of duplicates may move the prior, up or down."""

_ROUNDS = 40
_TRUST = 0.05  # records of a typical list that stand beside each record of this one


@attrs.frozen(eq=False)
class Scored:
    """Candidate pairs with their bits for one person and for one household."""

    pairs: Ints
    person: Bits
    household: Bits


def bits_of(probability: float) -> float:
    """Return the weight of a probability, in bits."""
    if not 0 < probability < 1:
        return -math.inf if probability <= 0 else math.inf
    return math.log2(probability / (1 - probability))


def weigh(columns: Columns, candidates: Ints, model: MatchModel, threshold: float) -> Scored:
    """Score candidate pairs; those that can reach no threshold are left out."""
    floor = min(bits_of(threshold), 0.0)
    scorer = BatchScorer(columns, model)
    found = list(scorer.scores(candidates, floor - MOST_BITS - 2))
    if not found:
        return Scored(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    pairs, person, household = (np.concatenate(part) for part in zip(*found, strict=True))
    return Scored(pairs, person, household)


def fitted(scored: Scored, model: MatchModel, size: int) -> tuple[MatchModel, Bits]:
    """Return the model with the list's own prior, and the weights of the pairs.

    The expected number of pairs of one person follows from the scores and decides them in turn
    (expectation maximisation on one number), held near that of a typical list.
    """
    if not len(scored.pairs):
        return model, np.zeros(0)
    bits = scored.person - household_bits(scored.household)
    duplicates = model.duplicates
    low, high = (model.duplicates * 2.0**move for move in (-MOST_BITS, MOST_BITS))
    for _ in range(_ROUNDS):
        shift = math.log2(duplicates / model.duplicates)
        expected = float((1 / (1 + np.exp2(-np.clip(bits + shift, -60, 60)))).sum())
        mixed = (expected / size + _TRUST * model.duplicates) / (1 + _TRUST)
        duplicates = min(max(mixed, low), high)
    own = attrs.evolve(model, duplicates=float(f"{duplicates:.3g}"))
    moved = own.prior_weight(size) - model.prior_weight(size)
    return own, bits + rounded(moved)
