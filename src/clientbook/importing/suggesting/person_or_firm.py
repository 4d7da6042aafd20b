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
    dutch = pieces[1].strip().casefold() == "of"  # "Naam of bedrijf", not "Name of company"
    for language in ("nl",) if dutch else SOURCES:
        first = _told(pieces[0], language)
        second = _told(pieces[-1], language) if first else set()
        if _tells(first, second) or _tells(second, first):
            return Phrase(("name", "either"), language=language, either=True)
    return None


def _told(half: str, language: str) -> set[str]:
    """Return what half a title says of persons and firms, nothing where it says anything else."""
    phrase = parse(half, (language,))
    told = set(phrase.atoms)
    return told if not phrase.unknown and not phrase.numbers and told <= _NAMED | _FIRM else set()


def _tells(person: set[str], firm: set[str]) -> bool:
    whole = bool(person & {"name", "full"}) or {"given", "family"} <= person
    named = whole and person <= _NAMED
    return named and "company" in firm and firm <= _FIRM


def is_person_or_firm(reading: Reading) -> bool:
    """True for the reading of such a title."""
    return "either" in reading.phrase.atoms
