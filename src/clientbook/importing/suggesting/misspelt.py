"""Known words with a letter wrong, or two of them in each other's place."""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from clientbook.importing.suggesting.abbreviations import NOT_GUESSED
from clientbook.importing.suggesting.atoms import HEADS
from clientbook.importing.suggesting.lexicon import Atoms, lexicon

LONGEST = 40  # characters
_LEAST = 6  # letters of a word of which one may be wrong
_LEAST_SWAPPED = 4  # letters of one of which two may have changed places


@lru_cache(maxsize=4096)
def misspelt(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a known word that differs by one letter: ``addresse``, ``telefone``.

    In a short one two letters changed places: ``mial``, ``naem``.
    """
    if _LEAST_SWAPPED <= len(word) < _LEAST:
        return _swapped(word, languages)
    if not _LEAST <= len(word) <= LONGEST:
        return ()
    for language in languages[:2]:
        known = _single_words(language).get(word[0], ())  # few get the first letter wrong
        if found := process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1):
            atoms = lexicon(language).phrases[(found[0],)]
            return atoms if HEADS.intersection(atoms) and NOT_GUESSED.isdisjoint(atoms) else ()
    return ()


def _swapped(word: str, languages: tuple[str, ...]) -> Atoms:
    for language in languages[:2]:
        for at in range(1, len(word) - 1):
            known = (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}",)
            atoms = lexicon(language).phrases.get(known, ())
            if HEADS.intersection(atoms) and NOT_GUESSED.isdisjoint(atoms):
                return atoms
    return ()


@lru_cache(maxsize=8)
def _single_words(language: str) -> dict[str, list[str]]:
    """Return the words of a language that may be misspelt, by their first letter."""
    found: dict[str, list[str]] = {}
    for (word,) in (key for key in lexicon(language).phrases if len(key) == 1):
        if len(word) >= 5:
            found.setdefault(word[0], []).append(word)
    return found
