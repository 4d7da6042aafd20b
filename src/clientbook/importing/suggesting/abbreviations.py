"""Words that somebody, or a program with short titles, cut: ``"Rag. Soc."``, ``"DATA_NASCI"``."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from clientbook.importing.suggesting.atoms import HEADS, KINDS
from clientbook.importing.suggesting.lexicon import MAX_PHRASE, Atoms, lexicon

# What is never guessed from half a word: by a client's number later imports match, and a consent
# is evidence.
NOT_GUESSED = frozenset(("id", "consent"))

_LEAST_CUT = 5  # letters of a word cut without a full stop
_LEAST_CONTRACTED = 5  # letters of a word that lost some of those inside
_SAME = 3  # letters that it begins with as the word does
_LEAST_SHORT = 3  # letters of a word that a full stop ends
# A word of these languages seldom ends in such a letter: "Indir", "Telef", "Apellid".
_WITH_ENDINGS = ("it", "es", "pt", "fr")
_CUT_OFF = tuple("bcdfghjklmpqrtvwxz")


@lru_cache(maxsize=4096)
def spelt_out(
    words: tuple[str, ...], short: frozenset[str], languages: tuple[str, ...]
) -> tuple[int, Atoms]:
    """Return how many of the first words are cut ones, and the atoms of what they stand for.

    All phrases that begin so must mean the same, and nothing of NOT_GUESSED.

    Args:
        words: From the first unknown word on.
        short: Those that a full stop ends.
        languages: Which lexicons to ask, the two most likely ones.

    Returns:
        ``(1, ())`` for words that are not cut ones of ours.
    """
    for size in range(min(len(words), MAX_PHRASE), 1, -1):
        if short.isdisjoint(words[:size]) or min(map(len, words[:size])) < 2:
            continue
        begun = [_phrases_begun(words[:size], language) for language in languages[:2]]
        if atoms := _agreed(begun):
            return size, atoms
    word = words[0]
    if len(word) >= (_LEAST_SHORT if word in short else _LEAST_CUT):
        asked = languages[:2] if word in short else [x for x in languages[:2] if _cut(word, x)]
        begun = [_phrases_begun((word,), language) for language in asked]
        if word in short and not any(begun):
            return 1, _contracted(word, languages[:2])
        return 1, _agreed(begun)
    return 1, ()


def word_begun(word: str, language: str) -> Atoms:
    """Return the atoms of the words that begin so, none where they mean several things."""
    return _agreed([_phrases_begun((word,), language)])


def _contracted(word: str, languages: Sequence[str]) -> Atoms:
    """Return the atoms of a word that lost letters inside, as a full stop says: ``Postltz.``."""
    if len(word) < _LEAST_CONTRACTED:
        return ()
    return _agreed([_words_with(word, language) for language in languages])


def _words_with(letters: str, language: str) -> set[Atoms]:
    """Return the meanings of the words that begin as *letters* do and have them all, in order."""
    known, begin, meanings = _phrases_of(1, language), letters[:_SAME], set()
    for at in range(bisect_left(known, (begin,)), len(known)):
        word = known[at][0]
        if not word.startswith(begin):
            break
        rest = iter(word)
        if len(word) <= 2 * len(letters) and all(letter in rest for letter in letters):
            meanings.add(lexicon(language).phrases[known[at]])
    return meanings


def _cut(word: str, language: str) -> bool:
    return language in _WITH_ENDINGS and word.endswith(_CUT_OFF)


_TELLING = HEADS | KINDS


def _agreed(begun: Sequence[set[Atoms]]) -> Atoms:
    meanings = set().union(*begun)
    if len(meanings) != 1:
        return ()
    atoms = next(iter(meanings))
    return atoms if _TELLING.intersection(atoms) and NOT_GUESSED.isdisjoint(atoms) else ()


def _phrases_begun(words: tuple[str, ...], language: str) -> set[Atoms]:
    """Return the meanings of the phrases whose words begin as these, one by one."""
    known, meanings = _phrases_of(len(words), language), set()
    first, *others = words
    for at in range(bisect_left(known, (first,)), len(known)):
        if not known[at][0].startswith(first):
            break
        if all(map(str.startswith, known[at][1:], others)):
            meanings.add(lexicon(language).phrases[known[at]])
    return meanings


@cache
def _phrases_of(size: int, language: str) -> list[tuple[str, ...]]:
    return sorted(key for key in lexicon(language).phrases if len(key) == size)
