"""Titles of a person or a firm: "Nom / Raison sociale", "Name oder Firma"."""

import re
from functools import lru_cache

from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.phrases import Phrase, parse
from clientbook.importing.suggesting.readings import Reading

_EITHER = re.compile(r"(\s*[/|]\s*|\s+(?:or|ou|oder|o|of)\s+)", re.IGNORECASE)
_NAMED = frozenset(("name", "full", "given", "family", "and", "bare", "who", "fill"))
_FIRM = frozenset(("company", "name", "who", "fill"))
MAX_TITLE = 80  # characters; a longer one is a sentence


@lru_cache(maxsize=4096)
def person_or_firm(title: str) -> Phrase | None:
    """Return the phrase of a title whose halves name a person and a firm, None for another."""
    pieces = _EITHER.split(title[: MAX_TITLE + 1])
    if len(pieces) != 3 or not all(pieces) or len(title) > MAX_TITLE:
        return None
    halves = pieces[::2]
    dutch = pieces[1].strip().casefold() == "of"  # "Naam of bedrijf", not "Name of company"
    for language in ("nl",) if dutch else SOURCES:
        found = [parse(half, (language,)) for half in halves]
        if not any(phrase.unknown or phrase.numbers for phrase in found):
            told = [set(phrase.atoms) for phrase in found]
            if any(_tells(*pair) for pair in (told, reversed(told))):
                return Phrase(("name", "either"), language=language, either=True)
    return None


def _tells(person: set[str], firm: set[str]) -> bool:
    whole = bool(person & {"name", "full"}) or {"given", "family"} <= person
    named = whole and person <= _NAMED
    return named and "company" in firm and firm <= _FIRM


def is_person_or_firm(reading: Reading) -> bool:
    """True for the reading of such a title."""
    return "either" in reading.phrase.atoms
