"""Short forms and variants of given names, French and English first.

``nicknames.txt`` beside this module holds them: groups, one a line, then names that are in none.
"""

from importlib.resources import files


def _read() -> tuple[dict[str, frozenset[int]], frozenset[str]]:
    """Return the numbers of the groups each name is in, and every name there is."""
    text = (files("clientbook.matching.pairs") / "nicknames.txt").read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    groups, further = kept.split("\n\n")
    found: dict[str, set[int]] = {}
    for number, line in enumerate(groups.splitlines()):
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
