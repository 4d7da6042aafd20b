"""All pairs of a list that are likely one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

import attrs

from clientbook.domain.profiles import Profile
from clientbook.matching.features import features
from clientbook.matching.frequencies import Frequencies
from clientbook.matching.keys import feature_keys
from clientbook.matching.model import MatchModel, shipped_model
from clientbook.matching.scoring import ScoredPair, probability, score_features

BLOCK_CAP = 50
"""Most records of one match key that are compared with one another."""


@attrs.frozen
class CappedKey:
    """A match key that too many records share to compare them all through it.

    Args:
        kind: Prefix of the key; the key itself may be personal.
        records: How many records share it.
    """

    kind: str
    records: int


@attrs.frozen
class PairsReport:
    """Pairs found, and what was left out.

    Args:
        pairs: By weight, then ids.
        capped: Match keys that were too common to use.
        candidates: Pairs that were compared.
    """

    pairs: tuple[ScoredPair, ...]
    capped: tuple[CappedKey, ...]
    candidates: int


def find_pairs_report(
    profiles: Mapping[str, Profile] | Iterable[tuple[str, Profile]],
    *,
    model: MatchModel | None = None,
    threshold: float | None = None,
    shared: Collection[str] = (),
) -> PairsReport:
    """Find pairs and say which match keys were too common; see :func:`find_pairs`."""
    model = model or shipped_model()
    items = profiles.items() if isinstance(profiles, Mapping) else profiles
    records = {key: features(p, shared=shared) for key, p in items}
    limit = model.propose_threshold if threshold is None else threshold
    frequencies = Frequencies.of_features(records.values())
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for uid, record in sorted(records.items()):
        for key in feature_keys(record):
            blocks[key].append(uid)
    capped = [
        CappedKey(key.partition(":")[0], len(ids))
        for key, ids in sorted(blocks.items())
        if len(ids) > BLOCK_CAP
    ]
    candidates = {
        pair
        for ids in blocks.values()
        if len(ids) <= BLOCK_CAP
        for pair in combinations(sorted(ids), 2)
    }
    found = []
    for left, right in candidates:
        parts = score_features(records[left], records[right], model=model, frequencies=frequencies)
        weight = sum(part.weight for part in parts)
        chance = probability(weight)
        if chance >= limit:
            found.append(ScoredPair(left, right, weight, chance))
    found.sort(key=lambda p: (-p.match_weight, p.left, p.right))
    return PairsReport(tuple(found), tuple(capped), len(candidates))


def find_pairs(
    profiles: Mapping[str, Profile] | Iterable[tuple[str, Profile]],
    *,
    model: MatchModel | None = None,
    threshold: float | None = None,
    shared: Collection[str] = (),
) -> list[ScoredPair]:
    """Find all pairs of a list that are likely one person.

    Args:
        profiles: Profiles by id.
        model: None for the shipped one.
        threshold: Match probability from which a pair is returned; None for the model's
            ``propose_threshold``.
        shared: Identity keys (``p:+33…``, ``e:…``) that identify nobody.

    Returns:
        Pairs with ``left < right``, by weight (highest first), then ids; the same for any order
        of the profiles.
    """
    return list(find_pairs_report(profiles, model=model, threshold=threshold, shared=shared).pairs)
