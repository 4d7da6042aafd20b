"""A refusal is heard in every language, whatever the language of the other titles."""

from collections.abc import Sequence

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.phrases import parse
from clientbook.importing.suggesting.readings import ACCEPTED, Reading


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
    return [
        reading if _fills(reading) else _refusal(title, others) or reading
        for reading, title in zip(readings, titles, strict=True)
    ]


def _fills(reading: Reading) -> bool:
    return reading.field != "custom" and reading.confidence >= ACCEPTED


def _refusal(title: str, languages: Sequence[str]) -> Reading | None:
    for language in languages:
        found = interpret(parse(title, (language,)))
        if found.part == "optout" and found.confidence >= ACCEPTED:
            return found
    return None
