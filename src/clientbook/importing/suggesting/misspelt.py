"""Known words with a letter wrong, or two of them in each other's place."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

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


@lru_cache(maxsize=4096)
def with_one_slip(words: tuple[str, ...], languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a title with the misspelt one as titles have it, none where not one is.

    ``("corre", "electronico")`` is "correo electronico".  One word alone is in no title of the
    language, and it has five letters or more.
    """
    for language in languages[:2]:
        known = _words_of_titles(language)
        strange = [at for at, word in enumerate(words) if word not in known[word[0]]]
        if len(strange) != 1 or not words[strange[0]].isalpha():
            continue
        word = words[strange[0]]
        if len(word) >= _LEAST_OF_SEVERAL and (meant := _meant(word, known[word[0]])):
            return (*words[: strange[0]], meant, *words[strange[0] + 1 :])
    return ()


_LEAST_OF_SEVERAL = 5  # letters of a word beside others that are known


def _meant(word: str, known: Sequence[str]) -> str | None:
    longer = [other for other in known if len(other) >= _LEAST_OF_SEVERAL]
    near = process.extract(word, longer, scorer=OSA.distance, score_cutoff=1, limit=_NEAR)
    return next((str(other) for other, _, _ in near if _is_a_slip(word, str(other))), None)


def _is_a_slip(word: str, other: str) -> bool:
    """True where a letter is missing, too many or in another's place, or a vowel is another.

    "massage" is no "message": of a shorter word the vowels count.
    """
    if len(word) != len(other) or sorted(word) == sorted(other):
        return True
    pairs = [{one, two} for one, two in zip(word, other, strict=True) if one != two]
    return len(word) >= _LEAST_WITH_VOWELS and all(pair <= _VOWELS for pair in pairs)


_NEAR = 5  # words that are looked at
_LEAST_WITH_VOWELS = 8  # letters
_VOWELS = frozenset("aeiouy")


@cache  # bounded: one entry a language
def _words_of_titles(language: str) -> defaultdict[str, list[str]]:
    """Return the words of all phrases of a language, by their first letter."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    keys = (*lexicon(language).phrases, *lexicon(language).whole)
    for word in dict.fromkeys(word for key in keys for word in key):
        found[word[0]].append(word)
    return found
