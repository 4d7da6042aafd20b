"""A refusal is heard in every language, whatever the language of the other titles."""

import re
from collections.abc import Sequence
from functools import cache

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.lexicon import SOURCES, lexicon
from clientbook.importing.suggesting.phrases import parse, without_umlauts
from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.words import words_of


def hear_refusals(
    readings: Sequence[Reading], titles: Sequence[str], asked: Sequence[str]
) -> list[Reading]:
    """Return the readings with the refusals of languages that were not asked.

    A list is kept by people who speak what they speak: ``No llamar`` stands beside "Prénom" and
    "Portable".  Only a title that fills no field, and of which the other language knows every word,
    is such a refusal (SPEC X36).

    Args:
        readings: One a title.
        titles: Of the file.
        asked: The languages of the other titles.
    """
    others = [language for language in SOURCES if language not in asked]
    if not others:
        return list(readings)
    return [
        reading if _fills(reading) else _refusal(title, others) or reading
        for reading, title in zip(readings, titles, strict=True)
    ]


def _fills(reading: Reading) -> bool:
    return reading.field != "custom" and reading.confidence >= ACCEPTED


def _refusal(title: str, languages: Sequence[str]) -> Reading | None:
    if not _may_refuse(title):
        return None
    for language in languages:
        found = interpret(parse(title, (language,)))
        if found.part == "optout" and found.confidence >= ACCEPTED:
            return found
    return None


def _may_refuse(title: str) -> bool:
    """True for a title that holds a word of a refusal, or all of several."""
    words = words_of(title).all
    text = " ".join((*words, *map(without_umlauts, words)))
    several, single = _of_refusals()
    if single.search(text) is not None:
        return True
    rests = (rest for word in text.split() for rest in several.get(word, ()))
    return any(all(word in text for word in rest) for rest in rests)


@cache
def _of_refusals() -> tuple[dict[str, list[tuple[str, ...]]], "re.Pattern[str]"]:
    """Return what follows the first words of phrases that refuse, and those of a single word."""
    known = [lexicon(language) for language in SOURCES]
    keys = [
        key
        for phrases in (*(x.phrases for x in known), *(x.whole for x in known))
        for key, atoms in phrases.items()
        if "optout" in atoms
    ]
    single = {key[0] for key in keys if len(key) == 1}
    least = {word for word in single if not any(x in word for x in single if x != word)}
    several: dict[str, list[tuple[str, ...]]] = {}
    for key in keys:
        if len(key) > 1:
            several.setdefault(key[0], []).append(key[1:])
    return several, re.compile("|".join(map(re.escape, sorted(least))))
