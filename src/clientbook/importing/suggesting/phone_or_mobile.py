"""Titles of one number of either kind: "Telefon/Handy", "Fixe ou portable", "Tel. & Cell."."""

import re
from functools import lru_cache

from clientbook.importing.suggesting.person_or_firm import MAX_TITLE
from clientbook.importing.suggesting.phrases import Phrase, parse

_EITHER = re.compile(r"\s*[/|&+]\s*|\s+(?:or|ou|oder|o|of|and|und|et|y|e|en)\s+", re.IGNORECASE)
_ASIDE = frozenset("who num fill left chat contact main".split())
_LINES = frozenset(("phone", "landline"))


@lru_cache(maxsize=4096)
def phone_or_mobile(title: str, languages: tuple[str, ...]) -> Phrase | None:
    """Return the phrase of a title whose halves name a telephone and a mobile, None for another.

    What stands below may be either: the number tells, or nothing does.
    """
    halves = _EITHER.split(title[: MAX_TITLE + 1])
    if len(halves) != 2 or not all(halves) or len(title) > MAX_TITLE:
        return None
    found = [parse(half, languages) for half in halves]
    if any(phrase.unknown for phrase in found):
        return None
    one, two = (set(phrase.atoms) - _ASIDE for phrase in found)
    if not any(a == {"mobile"} and b and b <= _LINES for a, b in ((one, two), (two, one))):
        return None
    numbers = (*found[0].numbers, *found[1].numbers)
    return Phrase(("phone",), numbers, language=languages[0], either=True)
