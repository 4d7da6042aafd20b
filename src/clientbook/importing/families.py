"""Rows of one chunk that may be either of two others: they are decided when those are.

Of *Weber*, *Frau Weber* and *Herr Weber* on one number the first may be the second or the third,
who are two.  Whoever comes first must not decide whom the vague one is taken for: it is read last.
"""

from collections.abc import Collection, Sequence
from functools import cache
from itertools import combinations

from clientbook.domain.profiles import Profile
from clientbook.identity.keys import HOLDERS_CAP
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, Policy, VerdictKind
from clientbook.matching.pairs.name_parts import name_parts

_FEWEST = 3
"""Persons on one contact point of whom one may be either of two others."""


def vague_rows(
    profiles: Sequence[Profile], keys: Sequence[Collection[str]], policy: Policy
) -> frozenset[int]:
    """Return the places of rows that fit two others which contradict one another.

    Args:
        profiles: What the rows say.
        keys: Their keys that identify somebody.
        policy: Which keys identify nobody.

    Returns:
        The same rows whatever the order.
    """
    groups: dict[str, list[int]] = {}
    for place, held in enumerate(keys):
        if profiles[place].name is not None:
            for key in held:
                groups.setdefault(key, []).append(place)
    found: set[int] = set()
    for places in {tuple(held) for held in groups.values()}:  # two keys may be one household's
        if _FEWEST <= len(places) <= HOLDERS_CAP:
            found |= _vague(profiles, places, policy)
    return frozenset(found)


def _vague(profiles: Sequence[Profile], places: Sequence[int], policy: Policy) -> set[int]:
    """Return the places of one household; who is said to be the same is looked at once."""
    alike: dict[object, list[int]] = {}
    for place in places:
        told = profiles[place]
        alike.setdefault((told.name, told.gender, told.birthday), []).append(place)
    people = [held[0] for held in alike.values()]
    words = {person: _words(profiles[person]) for person in people}

    @cache
    def fit(one: int, other: int) -> bool:
        verdict = decide(profiles[one], [Holder(profiles[other], "other")], policy)
        return verdict.kind is not VerdictKind.NEW

    found: set[int] = set()
    for person, held in zip(people, alike.values(), strict=True):
        others = [o for o in people if o != person and _are_within(words[person], words[o])]
        if len(others) > 1:
            fitting = [o for o in others if fit(*sorted((person, o)))]
            if any(not fit(*pair) for pair in combinations(fitting, 2)):
                found.update(held)
    return found


def _words(profile: Profile) -> frozenset[str]:
    name = name_parts(profile.name)
    return frozenset(f"{name.given} {name.family}".split())


def _are_within(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when all words of one of two names are in the other, or are initials there."""
    return _is_among(one, other) or _is_among(other, one)


def _is_among(words: frozenset[str], others: frozenset[str]) -> bool:
    left = words - others
    return not left or {word[0] for word in others}.issuperset(left)
