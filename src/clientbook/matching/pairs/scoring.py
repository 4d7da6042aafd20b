"""Scores of pairs, and what they are made of."""

import math
from collections.abc import Collection, Sequence

import attrs

from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.comparisons import compare
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.frequencies import Counts, Frequencies
from clientbook.matching.pairs.levels import LEVELS, FoundLevel
from clientbook.matching.pairs.model import MatchModel, Weights, both, shipped_model
from clientbook.matching.pairs.vetoes import BRANCH_BITS, is_of_branch, vetoed_fields
from clientbook.messages.html_tables import html_table

_UNKNOWN = Frequencies()


@attrs.frozen
class PairEvidence:
    """Something known beside the two records, such as two seats in one group appointment.

    Args:
        kind: A key of the model's ``evidence``, such as :data:`TWO_SEATS`.
        weight: Bits, where the caller knows better than the model; None for the model's own.
    """

    kind: str
    weight: float | None = None


TWO_SEATS = PairEvidence("two_seats")
"""Both took a seat in one group appointment: two persons."""


@attrs.frozen
class ScoredPair:
    """Two records and how likely they are one person.

    Args:
        left: Id of one record; of a found pair the smaller.
        right: Id of the other.
        match_weight: log2 of the odds; the parts of :func:`explain` sum to it exactly.
        match_probability: 0 to 1.
    """

    left: str
    right: str
    match_weight: float
    match_probability: float

    def _repr_html_(self) -> str:
        facts = (self.left, self.right, self.match_weight, self.match_probability)
        return html_table([facts], header=("left", "right", "weight, bits", "probability"))


@attrs.frozen
class Part:
    """One summand of a score.

    Args:
        field: Which comparison: a field's name, ``prior``, ``household`` or ``evidence``.
        level: What was found, such as ``"exact"``.
        weight: Bits; positive for one person, negative against.
        label: Which of several: an attribute's key, a system of external ids, a kind of evidence.
    """

    field: str
    level: str
    weight: float
    label: str = ""


@attrs.frozen
class Explanation:
    """A score taken apart.

    Args:
        parts: Summands, the prior first; their sum is *match_weight*.
        match_weight: log2 of the odds.
        match_probability: 0 to 1.
    """

    parts: tuple[Part, ...]
    match_weight: float
    match_probability: float

    def _repr_html_(self) -> str:
        parts = [(p.label or p.field, p.level, p.weight) for p in self.parts if p.weight]
        return html_table(
            [*parts, ("together", f"{self.match_probability:.1%}", self.match_weight)],
            header=("field", "found", "bits"),
        )


def probability(match_weight: float) -> float:
    """Return the probability of a weight in bits."""
    return 1.0 / (1.0 + math.pow(2.0, min(-match_weight, 1000.0)))


def score_features(
    a: Features,
    b: Features,
    *,
    model: MatchModel,
    frequencies: Counts,
    evidence: Sequence[PairEvidence] = (),
) -> tuple[Part, ...]:
    """Return the summands of the score of two records made ready for comparison."""
    size = frequencies.size
    parts = [Part("prior", "list", model.prior_weight(size))]
    household = model.household_prior(size)
    met = compare(a, b, frequencies)
    vetoed = vetoed_fields(met)
    branch = is_of_branch(met)
    for found in met:
        weights = found_weights(found, model, frequencies, vetoed=vetoed, branch=branch)
        household += weights.household
        parts.append(
            Part(found.field, LEVELS[found.field][found.level], weights.person, found.label)
        )
    parts.append(Part("household", "relatives", -both(household)))
    for item in evidence:
        weight = item.weight if item.weight is not None else model.evidence[item.kind]
        parts.append(Part("evidence", item.kind, weight))
    return tuple(parts)


def found_weights(
    found: FoundLevel,
    model: MatchModel,
    frequencies: Counts,
    *,
    vetoed: Collection[str],
    branch: bool,
) -> Weights:
    """Return the bits of what one comparison found; see :func:`.vetoed_fields`."""
    count = shared_count(found, frequencies) if found.kind else 0
    weights = model.weights(found.field, found.level, found.kind, count, frequencies.size)
    if found.field in vetoed and weights.household < weights.person:
        return Weights(weights.person, weights.person)
    if branch and found.field == "phone" and found.field not in vetoed:
        return Weights(weights.person, min(weights.household, weights.person - BRANCH_BITS))
    return weights


def shared_count(found: FoundLevel, frequencies: Counts) -> int:
    """Return how many persons hold what two records share: the rarest of several values."""
    counts = [frequencies.count(found.kind, value) for value in found.values]
    return max(counts) if found.alike else min(counts)


def explain(
    a: Profile,
    b: Profile,
    *,
    model: MatchModel | None = None,
    frequencies: Counts | None = None,
    evidence: Sequence[PairEvidence] = (),
    shared: Collection[str] = (),
) -> Explanation:
    """Say what the score of a pair is made of.

    Args:
        a: A profile.
        b: Another.
        model: None for the shipped one.
        frequencies: Counts of the list the two are from; None when there is no list.
        evidence: What is known beside the two profiles.
        shared: Identity keys that identify nobody; see :func:`.match_keys`.

    Returns:
        The same parts for (a, b) and (b, a).

    Raises:
        KeyError: An evidence is of a kind the model does not know and has no weight.
    """
    parts = score_features(
        features(a, shared=shared),
        features(b, shared=shared),
        model=model or shipped_model(),
        frequencies=frequencies or _UNKNOWN,
        evidence=evidence,
    )
    weight = sum(part.weight for part in parts)
    return Explanation(parts, weight, probability(weight))


def score(
    a: Profile,
    b: Profile,
    *,
    model: MatchModel | None = None,
    frequencies: Frequencies | None = None,
    evidence: Sequence[PairEvidence] = (),
    shared: Collection[str] = (),
    left: str = "a",
    right: str = "b",
) -> ScoredPair:
    """Score one pair; the arguments are those of :func:`explain`.

    Args:
        a: A profile.
        b: Another.
        model: None for the shipped one.
        frequencies: Counts of the list the two are from; None when there is no list.
        evidence: What is known beside the two profiles.
        shared: Identity keys that identify nobody.
        left: Id given to *a*.
        right: Id given to *b*.
    """
    found = explain(a, b, model=model, frequencies=frequencies, evidence=evidence, shared=shared)
    return ScoredPair(left, right, found.match_weight, found.match_probability)
