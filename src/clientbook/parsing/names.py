"""Names of persons: kept in one piece, and taken apart on request only."""

from collections.abc import Mapping
from functools import lru_cache

import attrs

from clientbook.domain.doors import guarded
from clientbook.domain.names import PersonName
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.name_affixes import key_of
from clientbook.parsing.name_parts import NameLanguage, split_text
from clientbook.parsing.name_words import PREFIXES
from clientbook.parsing.nothing import is_no_name, without_fillers
from clientbook.text import clean_text

_A_NAME = "null"
"""A filler that people are called, too: beside it the other parts tell."""
_BESIDE = frozenset(("prefix", "suffix", "maiden"))
"""Parts that are no name by themselves."""

__all__ = ["NameLanguage", "parse_full_name", "parse_name", "split_name"]


@guarded
def parse_full_name(text: str) -> PersonName:
    """Keep a full name in one piece, as written; nothing is guessed (SPEC V23).

    Raises:
        InvalidValueError: BLANK_VALUE or VALUE_TOO_LONG.
    """
    return PersonName(full=clean_text(as_shown(text)))


@guarded
def parse_name(name: str | Mapping[str, str]) -> PersonName:
    """Read a name as a form gives it, and as an import does.

    Args:
        name: The whole name, kept in one piece; or its parts by the names of
            :class:`~clientbook.domain.names.PersonName`.

    Raises:
        InvalidValueError: BLANK_VALUE (also for fillers such as ``"-"``) or VALUE_TOO_LONG.
    """
    parts = {"full": name} if isinstance(name, str) else name
    return PersonName(**without_fillers({part: as_shown(text) for part, text in parts.items()}))


@lru_cache(maxsize=16_384)
def said_name(name: PersonName) -> PersonName | None:
    """Return a name without the fillers in it; None where nothing else is said.

    A filler is a part, or a word of a part: *Marie Inconnu* says Marie, *Mme Unknown* no name.
    """
    parts = {part: text for part, text in attrs.asdict(name).items() if text}
    found = {part: _without_words(text) for part, text in without_fillers(parts).items()}
    said = {part: text for part, text in found.items() if text}
    if said == parts:
        return name
    titles = all(
        _is_title(word)
        for part, text in said.items()
        if part not in _BESIDE
        for word in text.split()
    )
    return None if titles else PersonName(**said)


def _without_words(text: str) -> str:
    """Return a part of a name without the words of it that are fillers; empty for no name."""
    if is_no_name(text) and text.strip().casefold() != _A_NAME:
        return ""
    words = text.split()
    if len(words) < 2:
        return text
    kept = [word for word in words if not _is_filler(word)]
    if len(kept) == len(words):
        return text
    return " ".join(kept)


def _is_filler(word: str) -> bool:
    return is_no_name(word) and word.isalnum() and word.casefold() != _A_NAME


def _is_title(word: str) -> bool:
    return key_of(word) in PREFIXES


def split_name(name: str | PersonName, *, language: NameLanguage | None = None) -> PersonName:
    """Take a full name apart into prefix, given, middle, family, suffix, nickname and maiden.

    Capitals (``"DUPONT Jean"``), a comma (``"Dupont, Jean"``), titles, particles, suffixes and
    words such as *née* decide; without them the last word is the family name.

    Args:
        name: The text, or a name whose ``full`` is to be split; one that has given and family
            names already comes back as it is.
        language: Of the name, where known: Spanish names end in two family names.

    Returns:
        The parts; ``full`` stays, so that nothing is lost.

    Raises:
        InvalidValueError: BLANK_VALUE or VALUE_TOO_LONG.
    """
    if isinstance(name, PersonName):
        if not name.full or (name.given and name.family):
            return name
        name = name.full
    text = clean_text(name)
    return PersonName(full=text, **split_text(text, language=language))
