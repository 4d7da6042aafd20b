"""Short forms, variants and transcriptions of given names.

``nicknames.txt`` beside this module holds those of French and English: groups, one a line, then
names that are in none; ``nicknames_more.txt`` holds the groups of further languages.
"""

from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA


def _lines(name: str) -> str:
    """Return the lines of a file that are no comments."""
    text = (files("clientbook.matching.pairs") / name).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _read() -> tuple[dict[str, frozenset[int]], frozenset[str]]:
    """Return the numbers of the groups each name is in, and every name there is."""
    groups, further = _lines("nicknames.txt").split("\n\n")
    lines = [*groups.splitlines(), *_lines("nicknames_more.txt").split("\n")]
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.replace("-", " ").split():
            found.setdefault(name, set()).add(number)
    numbers = {name: frozenset(of) for name, of in found.items()}
    return numbers, frozenset(numbers) | frozenset(further.split())


GROUPS, KNOWN = _read()
"""Groups of variants a folded given name belongs to; and every given name that exists: one letter
between two of them is no typing slip."""

_NONE: frozenset[int] = frozenset()


def same_person_variants(a: str, b: str) -> bool:
    """True when two folded single given names are used for one and the same person."""
    groups = GROUPS.get(a)
    return groups is not None and not groups.isdisjoint(GROUPS.get(b, _NONE))


def _without_one(word: str) -> list[str]:
    """Return a word, and what is left of it without any one of its letters."""
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]


@cache  # made when the first word is compared that is no name
def _by_rest() -> dict[str, tuple[str, ...]]:
    """Return the names of four letters and more that are in a group, by what is left of them."""
    found: dict[str, tuple[str, ...]] = {}
    for name in GROUPS:
        if len(name) >= 4:
            for rest in set(_without_one(name)):
                found[rest] = (*found.get(rest, ()), name)
    return found


@lru_cache(maxsize=65_536)
def near_groups(word: str) -> frozenset[int]:
    """Return the groups of the names that a word which is no name is one slip apart from.

    ``"magge"`` is near Maggie, and so near Margaret.
    """
    if word in KNOWN or len(word) < 4:
        return _NONE
    by_rest = _by_rest()
    met = [by_rest[rest] for rest in _without_one(word) if rest in by_rest]
    if not met:
        return _NONE
    near = set().union(*met)
    found = (GROUPS[name] for name in near if OSA.distance(word, name, score_cutoff=1) == 1)
    return _NONE.union(*found)


def slip_of_variant(a: str, b: str) -> bool:
    """True when one of two folded given names is a slip apart from a variant of the other."""
    if a in KNOWN:
        a, b = b, a
    groups = GROUPS.get(b)
    return groups is not None and not groups.isdisjoint(near_groups(a))
