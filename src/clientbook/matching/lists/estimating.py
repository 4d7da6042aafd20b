"""Refit the model on one's own book, or on pairs that people have decided."""

from collections.abc import Iterable, Mapping

import attrs

from clientbook.domain.profiles import Profile
from clientbook.matching.lists.pairs import find_pairs_report
from clientbook.matching.pairs.comparisons import compare
from clientbook.matching.pairs.features import features
from clientbook.matching.pairs.frequencies import Counts
from clientbook.matching.pairs.levels import EQUAL_LEVELS, LEVELS
from clientbook.matching.pairs.model import Comparison, MatchModel, shipped_model

_TYPICAL_PAIRS = 40.0  # decided pairs of a typical list that stand beside the user's own
_BLANKS = frozenset(("blank", "blank_blank"))


def estimate(
    profiles: Mapping[str, Profile] | Iterable[tuple[str, Profile]],
    *,
    accepted: Iterable[tuple[str, str]] = (),
    rejected: Iterable[tuple[str, str]] = (),
    model: MatchModel | None = None,
) -> MatchModel:
    """Return a model fitted to a list: its share of duplicates and how its values err.

    Without decided pairs it is what :func:`find_pairs` learns from the list by itself
    (expectation maximisation), as a value to keep.  With them, the levels that accepted pairs
    show raise or lower what one person is expected to show, and those of rejected pairs what
    two relatives are.

    Args:
        profiles: Profiles by id.
        accepted: Pairs of ids that people found to be one person.
        rejected: Pairs of ids that people found to be two.
        model: What to start from; None for the shipped one.

    Raises:
        KeyError: A decided pair names an id that is not in *profiles*.
    """
    book = dict(profiles)
    report = find_pairs_report(book, model=model or shipped_model())
    own = report.model
    for pairs, person in ((accepted, True), (rejected, False)):
        seen = _seen(book, pairs, report.frequencies)
        comparisons = tuple(_refitted(c, seen[c.field], person=person) for c in own.comparisons)
        own = attrs.evolve(own, comparisons=comparisons)
    return own


def _seen(
    book: Mapping[str, Profile], pairs: Iterable[tuple[str, str]], counts: Counts
) -> dict[str, list[float]]:
    """How often decided pairs show each level of each comparison."""
    seen = {field: [0.0] * len(names) for field, names in LEVELS.items()}
    for left, right in pairs:
        for found in compare(features(book[left]), features(book[right]), counts):
            seen[found.field][found.level] += 1.0
    return seen


def _refitted(comparison: Comparison, seen: list[float], *, person: bool) -> Comparison:
    """Move the probabilities of a comparison towards what decided pairs show."""
    name = "m_probability" if person else "household_probability"
    levels = comparison.levels
    typical = [0.0 if r.name in _BLANKS else getattr(r, name) for r in levels]
    total = sum(typical)
    counted = [0.0 if t == 0.0 else n for n, t in zip(seen, typical, strict=True)]
    if not sum(counted):
        return comparison
    equal = EQUAL_LEVELS.get(comparison.field, 1)
    moved = []
    for number, (level, n, t) in enumerate(zip(levels, counted, typical, strict=True)):
        if t == 0.0:
            moved.append(level)
            continue
        ratio = (n + _TYPICAL_PAIRS * t / total) / ((sum(counted) + _TYPICAL_PAIRS) * t / total)
        if number < equal:  # what is equal keeps its lead, whatever was decided
            ratio = max(ratio, 1.0) if person else min(ratio, 1.0)
        elif person:
            ratio = min(ratio, 1.0) if level.by_frequency else ratio
        moved.append(attrs.evolve(level, **{name: getattr(level, name) * ratio}))
    return attrs.evolve(comparison, levels=tuple(moved))
