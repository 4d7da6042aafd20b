"""All pairs of a list that are likely one person."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from clientbook.domain.checks import check_workers
from clientbook.domain.profiles import Profile
from clientbook.matching.keys import CappedKey
from clientbook.matching.lists.stored import PlainProfile
from clientbook.matching.pairs.frequencies import DEFAULT_SHARES, Frequencies
from clientbook.matching.pairs.model import MatchModel, shipped_model
from clientbook.matching.pairs.scoring import ScoredPair, probability

if TYPE_CHECKING:
    from clientbook.matching.lists.columns import Columns
    from clientbook.matching.lists.encoding import Ints
    from clientbook.matching.lists.likely import Ranges


@attrs.frozen
class PairsReport:
    """Pairs found, and what was left out.

    Args:
        pairs: By weight, then ids.
        capped: Match keys that were too common to use, strongest kind and fewest records first.
        candidates: Pairs that were compared.
        model: The model with the prior of this list; :func:`.score` with it and with the
            frequencies of the list gives the same weights.
        frequencies: Of the list; only values that several persons hold are named.
    """

    pairs: tuple[ScoredPair, ...] = attrs.field(repr=False)
    capped: tuple[CappedKey, ...] = attrs.field(repr=False)
    candidates: int
    model: MatchModel = attrs.field(repr=False)
    frequencies: Frequencies = attrs.field(factory=Frequencies, repr=False)


def find_pairs_report(
    profiles: Mapping[str, Profile] | Iterable[tuple[str, Profile | PlainProfile]],
    *,
    model: MatchModel | None = None,
    threshold: float | None = None,
    shared: Collection[str] = (),
    adapt: bool = True,
    told: Callable[[int, int], object] | None = None,
    workers: int = 1,
) -> PairsReport:
    """Find pairs and say which match keys were too common; see :func:`find_pairs`.

    A profile may come as what :func:`.plain_profile` took out of its stored document.  *told* is
    called with how many candidate pairs were compared, and with how many there are.
    """
    # Only whole lists need numpy, whose import costs 0.1 s and 12 MiB.
    from clientbook.matching.lists.blocks import candidate_pairs
    from clientbook.matching.lists.columns import encode

    check_workers(workers)
    items: Iterable[tuple[str, Profile | PlainProfile]]
    items = profiles.items() if isinstance(profiles, Mapping) else profiles
    columns = encode(items, shared=shared)
    candidates, capped = candidate_pairs(columns)
    report = pairs_among(
        columns,
        candidates,
        model=model or shipped_model(),
        threshold=threshold,
        adapt=adapt,
        told=told,
        workers=workers,
    )
    return attrs.evolve(report, capped=tuple(capped))


def pairs_among(
    columns: "Columns",
    candidates: "Ints",
    *,
    model: MatchModel,
    threshold: float | None = None,
    adapt: bool = True,
    told: Callable[[int, int], object] | None = None,
    workers: int = 1,
    ranges: "Ranges | None" = None,
) -> PairsReport:
    """Compare candidate pairs of a list in columns; see :func:`find_pairs_report`.

    Args:
        columns: The list.
        candidates: As :func:`.candidate_pairs` gives them.
        model: What to start from.
        threshold: As of :func:`find_pairs`.
        adapt: As of :func:`find_pairs`.
        told: Called after each range of pairs.
        workers: As of :func:`find_pairs`.
        ranges: What was compared before, and what keeps what is compared now; of one process.
    """
    from clientbook.matching.lists.batch import BatchScorer
    from clientbook.matching.lists.likely import likely_pairs

    limit = model.propose_threshold if threshold is None else threshold
    scorer = BatchScorer(columns)
    own, pairs, weights = likely_pairs(
        scorer, candidates, model, limit, adapt=adapt, told=told, workers=workers, ranges=ranges
    )
    found = []
    for pair, weight in zip(pairs.tolist(), weights.tolist(), strict=True):
        chance = probability(weight)
        if chance >= limit:
            left, right = divmod(pair, len(columns))
            found.append(ScoredPair(columns.ids[left], columns.ids[right], weight, chance))
    found.sort(key=lambda p: (-p.match_weight, p.left, p.right))
    counts = dict(scorer.counts.held_by_several())
    frequencies = Frequencies(len(columns), counts, frozenset(DEFAULT_SHARES))
    return PairsReport(tuple(found), (), len(candidates), own, frequencies)


def find_pairs(
    profiles: Mapping[str, Profile] | Iterable[tuple[str, Profile]],
    *,
    model: MatchModel | None = None,
    threshold: float | None = None,
    shared: Collection[str] = (),
    adapt: bool = True,
    workers: int = 1,
) -> list[ScoredPair]:
    """Find all pairs of a list that are likely one person.

    Args:
        profiles: Profiles by id.
        model: None for the shipped one.
        threshold: Match probability from which a pair is returned; None for the model's
            ``propose_threshold``.
        shared: Identity keys (``p:+33…``, ``e:…``) that identify nobody.
        adapt: False to take the model as it is, without learning from the list how many
            duplicates and relatives it holds and how its values err.
        workers: Processes that compare pairs, for a list of some ten thousand records or more.
            Each is a new interpreter that imports the main module again, so a script does its
            work under ``if __name__ == "__main__":``; each holds the list in columns.

    Returns:
        Pairs with ``left < right``, by weight (highest first), then ids; the same for any order
        of the profiles and any number of workers.

    Raises:
        InvalidValueError: An id comes twice, or *workers* is no whole number from 1.
        WorkersError: A worker ended by itself, or this process may start none.
    """
    report = find_pairs_report(
        profiles, model=model, threshold=threshold, shared=shared, adapt=adapt, workers=workers
    )
    return list(report.pairs)
