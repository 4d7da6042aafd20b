"""Rows of titles that a program cut or glued: ``COGNOM``, ``INDIRI``, ``RAGSOC`` side by side."""

import re
from collections.abc import Sequence
from functools import lru_cache

import attrs

from clientbook.importing.suggesting.abbreviations import word_begun
from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.lexicon import SOURCES, lexicon
from clientbook.importing.suggesting.phrases import Phrase, parse
from clientbook.importing.suggesting.pieces import cut_in_full
from clientbook.importing.suggesting.readings import LIKELY, Reading
from clientbook.importing.suggesting.words import words_of

_CODE = re.compile(r"\s*[^\W\d_]{2,14}(?:_?[0-9]{1,2})?\s*")
_MOSTLY = 0.8  # of the titles of such a row are codes
_FEWEST = 3  # titles that only their row makes readable
_LEAST_LETTERS = 4  # of a word that is cut without being one of the pieces
_FIELDS = frozenset(
    "given_name family_name full_name name? phone email address birth_date gender company note"
    " name_prefix title? website language job_title nickname second_family_name state? department"
    " middle_name".split()
)
# What a client has once: a cut title gives way to another that says so in full.
_ONCE = _FIELDS - {"phone", "email", "address"}


def read_cut_titles(
    readings: Sequence[Reading], titles: Sequence[str], languages: tuple[str, ...]
) -> list[Reading]:
    """Return the readings with the titles of a row of cut ones read as the words they begin.

    One of them alone is anything; where several of a row of short codes are the beginnings of
    words, or pieces of words glued in one, the row is of a program that cuts its titles.

    Args:
        readings: One a title.
        titles: Of the file.
        languages: Of the row, the most likely one first.
    """
    if sum(map(_is_code, titles)) < _MOSTLY * len(titles):
        return list(readings)
    held = {r.field for r in readings if r.confidence >= LIKELY}
    told = [
        _told(title, languages[:2] if r.phrase.unknown else languages[:1])
        if _is_code(title) and _is_strange(r, title, languages[0])
        else None
        for r, title in zip(readings, titles, strict=True)
    ]
    if sum(found is not None for found in told) < _FEWEST:
        return list(readings)
    return [
        r if found is None or found.field in held & _ONCE else found
        for r, found in zip(readings, told, strict=True)
    ]


def _is_code(title: str) -> bool:
    plain = title.strip()
    return (plain.isupper() or plain.islower()) and _CODE.fullmatch(plain) is not None


def _is_strange(reading: Reading, title: str, language: str) -> bool:
    """True for a title that no word of the row's own language is."""
    word = words_of(title).main[:1]
    return bool(reading.phrase.unknown) or word not in lexicon(language).phrases


def is_cut(title: str) -> bool:
    """True for a title that a row of cut ones may have, in whatever language."""
    return _is_code(title) and any(_told(title, (language,)) for language in SOURCES)


@lru_cache(maxsize=4096)
def _told(title: str, languages: tuple[str, ...]) -> Reading | None:
    word, *numbers = words_of(title).main
    for language in languages:
        phrase = _phrase_of(word, tuple(numbers), language)
        if phrase is None:
            continue
        found = interpret(phrase)
        if found.field in _FIELDS and found.confidence >= LIKELY:
            return attrs.evolve(found, by_neighbours=True)
    return None


def _phrase_of(word: str, numbers: tuple[str, ...], language: str) -> Phrase | None:
    if full := cut_in_full(word, language):
        phrase = parse(" ".join((*full, *numbers)), (language,))
        return None if phrase.unknown else phrase
    atoms = word_begun(word, language) if len(word) >= _LEAST_LETTERS else ()
    return Phrase(atoms, tuple(map(int, numbers)), language=language) if atoms else None
