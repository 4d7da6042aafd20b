"""Telephones side by side whose titles part them by one letter, or by the time of day."""

from collections.abc import Mapping, Sequence

import attrs

from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.words import Words, words_of

# The letter of the home, then that of the work, by the languages in which they are those of two
# words: domicile and bureau, privat and dienstlich, casa and trabajo.  One alone says nothing.
_LETTERS = {
    "hw": "en de fr es it pt nl",
    "ho": "en",
    "hb": "en",
    "db": "fr",
    "dt": "fr es",
    "pb": "fr de",
    "pd": "de",
    "pg": "de",
    "pa": "de",
    "ct": "es pt",
    "co": "es",
    "pt": "es",
    "cu": "it",
    "cl": "it",
    "au": "it",
    "rc": "pt",
    "ce": "pt",
    "tw": "nl",
    "pw": "nl",
    "pz": "nl",
}
# The letter of a mobile beside them: "Tel (M)", "Phone C", "Tél. P".
_OF_A_MOBILE = {"m": "en fr de es it pt nl", "c": "en es it pt", "p": "fr"}
_EVENING = frozenset(
    "evening evenings night nights abends abend soir noche noches sera serale noite avond".split()
)
_DAY = frozenset(
    "day daytime days tagsuber tags jour journee dia giorno diurno overdag dag".split()
)


def pair_phones(
    readings: Sequence[Reading], titles: Sequence[str], languages: tuple[str, ...]
) -> list[Reading]:
    """Return the readings with two telephones at home and at work that only their pair tells.

    Whoever is called in the evening is called at home; who has a number for the day beside it
    is at work then.  A third letter is that of the mobile.

    Args:
        readings: One a title.
        titles: Of the file.
        languages: Of the row.
    """
    result = list(readings)
    phones = [
        (place, words_of(title))
        for place, (reading, title) in enumerate(zip(readings, titles, strict=True))
        if _may_be_either(reading)
    ]
    if len(phones) < len("hw"):
        return result
    letters = {letter: place for place, words in phones if (letter := _letter(words))}
    for pair, spoken in _LETTERS.items():
        if letters.keys() >= set(pair) and not set(spoken.split()).isdisjoint(languages[:2]):
            result = _paired(result, [letters[letter] for letter in pair])
            return _with_a_mobile(result, letters, pair, languages)
    evenings = [place for place, words in phones if not _EVENING.isdisjoint(words.all)]
    days = [place for place, words in phones if not _DAY.isdisjoint(words.all)]
    if len(evenings) == len(days) == 1 and evenings != days:
        return _paired(result, [*evenings, *days])
    return result


def _with_a_mobile(
    readings: list[Reading], letters: Mapping[str, int], pair: str, languages: tuple[str, ...]
) -> list[Reading]:
    for letter, spoken in _OF_A_MOBILE.items():
        if letter in pair or letter not in letters or languages[0] not in spoken.split():
            continue
        mobile = attrs.evolve(readings[letters[letter]], kind="mobile", by_neighbours=True)
        readings[letters[letter]] = mobile
    return readings


def _may_be_either(reading: Reading) -> bool:
    told = reading.field == "phone" and reading.confidence >= ACCEPTED
    return told and reading.kind in (None, "home", "work", "other") and reading.scope is None


def _letter(words: Words) -> str | None:
    """Return the one letter that parts a title from another: "Tel (H)", "Tél. D", "Phone W"."""
    single = [word for word in words.all[1:] if len(word) == 1 and word.isalpha()]
    return single[-1] if len(single) == 1 and words.all[-1] == single[0] else None


def _paired(readings: list[Reading], places: Sequence[int]) -> list[Reading]:
    for place, kind in zip(places, ("home", "work"), strict=True):
        readings[place] = attrs.evolve(readings[place], kind=kind, number=None, by_neighbours=True)
    return readings
