"""Titles that lost their accents on the way: ``"Pr?nom"``, ``"T_l_phone"``, ``"Stra?e"``."""

import re
from functools import cache, lru_cache

from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.lexicon_questions import QUESTIONS
from clientbook.parsing.contact_words import known_words
from clientbook.text import base_letters

_LOST = "?_\ufffd"  # what programs write for a letter that they do not have
_LOST_MARKS = frozenset(_LOST)
_WORD = re.compile(r"(?:[^\W\d_]|(?<![\s\W])[?_\ufffd]|[?_\ufffd](?=[^\W\d_]))+")
_NUMBER = re.compile(r"\b[nN][?\ufffd](?=[\s.]|\Z)")  # "N°"
_MARKS = re.compile(rf"[{_LOST}]+")
_ACCENTED = "(?:[aeiouncs]|ss)"  # base letters of those that have accents
_SHORTEST = 4  # letters of a word
_LEAST = 3  # letters that are left of it
_PIECE = 3  # letters of a word before a line


@lru_cache(maxsize=4096)
def with_lost_letters(title: str) -> str:
    """Return a title with the words in full that lost letters, as the word lists have them.

    Only what is no word, or words, as it stands, and is one of ours with accented letters in its
    place: ``first_name`` and "Happy to be emailed?" stay.
    """
    if _LOST_MARKS.isdisjoint(title):
        return title
    return _WORD.sub(_in_full, _NUMBER.sub("N°", title))


def _in_full(match: re.Match[str]) -> str:
    token = base_letters(match[0])
    pieces = [piece for piece in _MARKS.split(token) if piece]
    if not _MARKS.search(token) or sum(map(len, pieces)) < _LEAST:
        return match[0]
    if _known().keys() >= set(pieces):
        asks = len(pieces) == 1  # "Newsletter?"
        parts = "_" in token and min(map(len, pieces)) >= _PIECE  # "cod_postal"
        if asks or parts:
            return match[0]
    return _word_of(token) or match[0]


def _word_of(token: str) -> str | None:
    """Return the first word that has accented letters where *token* has marks."""
    pieces = (re.escape(piece) for piece in re.split(rf"([{_LOST}]+)", token))
    lost = (
        f"{_ACCENTED}{{1,{len(piece)}}}" if at % 2 else piece for at, piece in enumerate(pieces)
    )
    pattern = re.compile("".join(lost))
    words = _by_letter().get(token[0]) if token[0] not in _LOST else _known()
    return next(filter(pattern.fullmatch, words or ()), None)


@cache
def _known() -> dict[str, None]:
    """Return every word that a title may have, those of the first languages first."""
    words: dict[str, None] = {}
    for source in (*SOURCES.values(), *QUESTIONS.values()):
        words.update(dict.fromkeys(re.findall(r"[a-z]+", source)))
    return words | dict.fromkeys(sorted(known_words()))


@cache
def _by_letter() -> dict[str, list[str]]:
    """Return the longer words by their first letter."""
    by_letter: dict[str, list[str]] = {}
    for word in _known():
        if len(word) >= _SHORTEST:
            by_letter.setdefault(word[0], []).append(word)
    return by_letter
