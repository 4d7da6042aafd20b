"""How many pairs of one person a list holds, learned from the list itself."""

import math
from collections.abc import Iterator

import attrs
import numpy as np

from clientbook.matching.lists.batch import ADAPTED, BatchScorer, Bits, household_bits
from clientbook.matching.lists.columns import Columns, Ints
from clientbook.matching.lists.vectors import Levels
from clientbook.matching.pairs.levels import EQUAL_LEVELS, LEVELS
from clientbook.matching.pairs.model import Comparison, ComparisonLevel, MatchModel

MOST_BITS = 5.0
"""Bits by which a list's own share of duplicates may move the prior, up or down."""

MOST_LEVEL_BITS = 2.5
"""Bits by which what a list itself shows may move the weight of a level, up or down."""

_ROUNDS = 15
_TRUST = 0.05  # records of a typical list that stand beside each record of this one
_TYPICAL_PAIRS = 60.0  # pairs of a typical list that stand beside the pairs of this one
_SEEN = np.array((1.0, 0.5))  # part of the persons, of the households, among pairs that teach
_HOPELESS = -14.0  # bits; a pair below teaches nothing and will not rise to be proposed


@attrs.frozen(eq=False)
class Scored:
    """Candidate pairs with their bits for one person and for one household, and levels."""

    pairs: Ints
    person: Bits
    household: Bits
    levels: Levels

    @property
    def bits(self) -> Bits:
        """Match weights."""
        return self.person - household_bits(self.household)


def bits_of(probability: float) -> float:
    """Return the weight of a probability, in bits."""
    if not 0 < probability < 1:
        return -math.inf if probability <= 0 else math.inf
    return math.log2(probability / (1 - probability))


def weigh(
    columns: Columns, candidates: Ints, model: MatchModel, threshold: float, *, adapt: bool
) -> tuple[MatchModel, Ints, Bits]:
    """Score candidate pairs of a list.

    Args:
        columns: The list.
        candidates: Pairs to score.
        model: What to start from.
        threshold: Match probability below which pairs may be left out.
        adapt: True to learn from the list what its keepers and people do.

    Returns:
        The model with what the list taught, pairs and their weights under it.
    """
    scorer = BatchScorer(columns, model)
    floor = bits_of(threshold)
    if not adapt:
        scored = _collected(scorer, candidates, floor)
        return model, scored.pairs, scored.bits
    scored = _collected(scorer, candidates, min(_HOPELESS, floor - MOST_BITS))
    if not len(scored.pairs):
        return model, scored.pairs, scored.person
    own = learned(scored, model, len(columns))
    scorer.turn(own)
    again = _collected(scorer, scored.pairs, floor)
    return own, again.pairs, again.bits


def _collected(scorer: BatchScorer, candidates: Ints, floor: float) -> Scored:
    found = []
    for part in scorer.scores(candidates, floor):
        scored = Scored(*part)
        kept = scored.bits >= floor
        found.append(tuple(column[kept] for column in part))
    if not found:
        none = np.zeros(0)
        return Scored(np.zeros(0, np.int64), none, none, np.zeros((0, len(ADAPTED)), np.int8))
    pairs, person, household, levels = zip(*found, strict=True)
    return Scored(
        np.concatenate(pairs),
        np.concatenate(person),
        np.concatenate(household),
        np.concatenate(levels),
    )


def learned(scored: Scored, model: MatchModel, size: int) -> MatchModel:
    """Return the model with the prior and the level frequencies that a list itself shows.

    Expectation maximisation: the chance of each pair follows from the weights, and the weights
    from the chances, both held near a typical list.
    """
    held = np.array((model.duplicates, model.relatives))
    low = held * 2.0**-MOST_BITS
    high = held * np.array((2.0**MOST_BITS, 1.0))  # one's own doubles look like relatives too
    taught = np.array((1.0, _known(scored.levels, _HOME)))
    told = _known(scored.levels, _OWN)
    shares, person = held, scored.person
    moves: dict[str, list[float]] = {}
    columns = {f: scored.levels[:, ADAPTED.index(f)].astype(np.intp) for f in LEARNED}
    for _ in range(_ROUNDS):
        before = moves
        chances = _chances(person, scored.household, np.log2(shares / held))
        mixed = (chances.sum(axis=1) / _SEEN / size + _TRUST * held) / (1 + _TRUST)
        shares = np.clip(taught * mixed + (1 - taught) * held, low, high)
        moves = {
            c.field: _moves(c, columns[c.field], chances[0], most)
            for c in model.comparisons
            if (most := _most_bits(c.field, alone=1 - shares[1] / held[1], told=told))
        }
        if _alike(moves, before):
            break
        person = scored.person + sum(_moved(moves, columns))
    comparisons = tuple(
        attrs.evolve(c, levels=_with_moves(c.levels, moves[c.field])) if c.field in moves else c
        for c in model.comparisons
    )
    duplicates, relatives = (float(f"{share:.3g}") for share in shares.tolist())
    return attrs.evolve(model, comparisons=comparisons, duplicates=duplicates, relatives=relatives)


def _known(levels: Levels, fields: tuple[str, ...]) -> float:
    """Part of the pairs of which one of the fields is known of both records."""
    known = np.zeros(len(levels), bool)
    for field in fields:
        blank = next(n for n, name in enumerate(LEVELS[field]) if name in _BLANKS)
        found = levels[:, ADAPTED.index(field)]
        known |= (found >= 0) & (found != blank)
    return float(known.mean())


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
    if field == "address":
        return MOST_LEVEL_BITS * told * max(alone, 0.0) ** 4  # only where there are hardly any
    return MOST_LEVEL_BITS if field in LEARNED else 0.0


def _chances(person: Bits, household: Bits, shift: Bits) -> Bits:
    """Chances of each pair to be one person, and to be of one household."""
    odds = np.exp2(np.clip(np.stack((person + shift[0], household + shift[1])), -60, 60))
    chances: Bits = odds / (1 + odds.sum(axis=0))
    return chances


def _moved(moves: dict[str, list[float]], columns: dict[str, Ints]) -> Iterator[Bits]:
    for field, bits in moves.items():
        # The entry added last is for level -1: not known.
        yield np.array([*bits, 0.0])[columns[field]]


def _alike(moves: dict[str, list[float]], before: dict[str, list[float]]) -> bool:
    """True when a round changed no level by more than a tenth of a bit."""
    return moves.keys() == before.keys() and all(
        abs(x - y) <= 0.1 for f in moves for x, y in zip(moves[f], before[f], strict=True)
    )


def _moves(comparison: Comparison, levels: Ints, chance: Bits, most: float) -> list[float]:
    """Bits by which the list's own frequency of each level differs from the typical one."""
    typical = np.array([0.0 if r.name in _BLANKS else r.m_probability for r in comparison.levels])
    typical /= typical.sum()
    # Level -1, not known, is counted first and left out.
    seen = np.bincount(levels + 1, weights=chance, minlength=len(typical) + 1)[1:]
    seen[typical == 0] = 0.0
    mixed = (seen + _TYPICAL_PAIRS * typical) / (seen.sum() + _TYPICAL_PAIRS)
    ratio = np.divide(mixed, typical, out=np.ones_like(mixed), where=typical > 0)
    moves = np.clip(np.log2(ratio), -most, most)
    # What is equal keeps its lead over what is not, against strangers and against relatives.
    equal = EQUAL_LEVELS.get(comparison.field, 1)
    moves[:equal] = np.maximum(moves[:equal], 0.0)
    for bits in _plain_bits(comparison):
        lead = (bits[:equal] + moves[:equal]).min() - bits[equal:]
        moves[equal:] = np.minimum(moves[equal:], np.maximum(lead, 0.0))
    found: list[float] = np.round(moves, 2).tolist()
    return found


def _plain_bits(comparison: Comparison) -> tuple[Bits, Bits]:
    """Bits of each level for one person, against strangers and against relatives."""
    rows = [(r.m_probability, r.u_probability, r.household_probability) for r in comparison.levels]
    person, stranger, relative = np.log2(np.array(rows)).T
    return person - stranger, person - relative


def _with_moves(
    levels: tuple[ComparisonLevel, ...], moves: list[float]
) -> tuple[ComparisonLevel, ...]:
    return tuple(
        attrs.evolve(level, m_probability=level.m_probability * 2.0**move)
        for level, move in zip(levels, moves, strict=True)
    )


LEARNED = ("birthday", "given", "family", "address", "attribute")
"""Fields of which the list itself shows how they err, as far as it can tell."""

_HOME = ("phone", "email", "address")
_OWN = ("birthday", "phone", "email", "attribute")
_BLANKS = frozenset(("blank", "blank_blank"))
