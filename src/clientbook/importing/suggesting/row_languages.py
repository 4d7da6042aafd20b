"""Which languages the titles of a row are in."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from clientbook.importing.suggesting.glued_tables import beside_a_table
from clientbook.importing.suggesting.lexicon import (
    SMALL_WORDS,
    SOURCES,
    lexicon,
    without_small_words,
)
from clientbook.importing.suggesting.pieces import languages_with
from clientbook.importing.suggesting.questions import opened
from clientbook.importing.suggesting.words import words_of

_ALL = tuple(SOURCES)
_LIKELY = 0.35  # of the score of the most likely language, below which another is not asked
_ENOUGH = 8.0  # score of the most likely one below which the titles tell nothing
_LANGUAGE_MARKS = {
    "en": frozenset("of the your is first last by".split()),
    "fr": frozenset("du des le les votre vos et ou au aux pour".split()),
    "de": frozenset("der die das und vom zum zur im am nr fur".split()),
    "es": frozenset("del el los las y o su con por".split()),
    "it": frozenset("di del della dei il gli dal con".split()),
    "pt": frozenset("da dos das os em para".split()),
    "nl": frozenset("van het een voor op te".split()),
}


def languages_of(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of a header row, the most likely first; the unlikely are left out.

    A word that means one thing in Dutch and another in Spanish is told by the other titles.
    A word that one language alone has counts most, one that all have counts nothing.
    """
    scores = dict.fromkeys(SOURCES, 0.0)
    for title in titles:
        for language, score in _scores(title).items():
            scores[language] += score
    best = max(scores.values())
    least = _LIKELY * best if best >= _ENOUGH else 0.0
    likely = [language for language in SOURCES if scores[language] >= least]
    asked = likely if "en" in likely else [*likely, "en"]  # programs write English everywhere
    return tuple(sorted(asked, key=lambda language: -scores[language]))


@lru_cache(maxsize=4096)
def _scores(title: str) -> Mapping[str, float]:
    """Return what a title says for each of the languages that it may be in."""
    scores: dict[str, float] = {}

    def add(languages: Iterable[str], score: float) -> None:
        for language in languages:
            scores[language] = scores.get(language, 0.0) + score

    words = words_of(title)
    for word in words.all:
        if len(word) == 1:
            continue  # the "e" of "E-mail" is no Italian
        if word in SMALL_WORDS:
            add((x for x, marks in _LANGUAGE_MARKS.items() if word in marks), 0.5)
            continue
        knowing = _knowing(word) or languages_with(word) or _knowing_rest(word)
        add(knowing, (len(SOURCES) - len(knowing)) / (len(knowing) or 1))
    if question := opened(words.unmarked, _ALL):
        add((question.language,), 1)
    key = without_small_words(words.all)
    if len(key) > 1:
        add(_knowing_phrase(key), 1)
    return scores


@lru_cache(maxsize=8192)
def _knowing(word: str) -> tuple[str, ...]:
    """Return the languages that know a word, as a phrase or as a whole title."""
    key = (word,)
    known = [(language, lexicon(language)) for language in SOURCES]
    return tuple(x for x, each in known if key in each.phrases or key in each.whole)


def _knowing_rest(word: str) -> tuple[str, ...]:
    """Return the languages that know what is glued to a table's name: ``KDSTRASSE``."""
    rests = {rest for _, rest in beside_a_table(word)}
    return tuple(x for x in SOURCES if any(x in (_knowing(r) or languages_with(r)) for r in rests))


def is_known(word: str) -> bool:
    """True for a word, a piece or a small word of any language."""
    return word in SMALL_WORDS or bool(_knowing(word) or languages_with(word))


@lru_cache(maxsize=8192)
def _knowing_phrase(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in SOURCES if key in lexicon(language).phrases)
