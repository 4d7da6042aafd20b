"""Names of which a word says another family name: *née Roy*, *épouse Martin*, *viuda de Ruiz*."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.parsing.name_affixes import key_of
from clientbook.parsing.name_words import (
    LOUD_WORDS,
    MAIDEN_WORDS,
    MARRIED_WORDS,
    PARTICLES,
    PREFIXES,
    WIDOW_WORDS,
)

_PARTS = ("given", "middle", "family")
_TIES = frozenset(("de", "di", "von", "van", "of", "d", "da", "do", "del"))
_AT_BIRTH = ("z", "domu"), ("z", "d")
_SHORT = frozenset(("ep", "roz", "ved", "vda", "verh", "verw", "szul", "geb", "wwe"))
"""Short forms that end in a dot, or are written small."""
_MOST = 4  # words of another family name, particles among them


class _Word(NamedTuple):
    """A word of a name, and the part that it stands in."""

    part: str
    text: str


class _Found(NamedTuple):
    """Where a name says another family name.

    Args:
        start: Place of the word that says so.
        first: Place of the first word of the other name.
        end: Place behind its last word.
    """

    start: int
    first: int
    end: int


def is_of_two_families(text: str) -> bool:
    """True for a text in which a word may introduce another family name."""
    return " " in text and _has_word(text)


@lru_cache(maxsize=32_768)
def _has_word(text: str) -> bool:
    words = [_key(word) for word in text.split()]
    return any(
        word in MAIDEN_WORDS or word in MARRIED_WORDS or tuple(words[at : at + 2]) in _AT_BIRTH
        for at, word in enumerate(words)
    )


def _key(word: str) -> str:
    return key_of(word.strip("()[],"))


def other_family_in_place(name: PersonName) -> PersonName:
    """Return a name with the other family name that it says as the one at birth."""
    texts = [getattr(name, part) for part in _PARTS]
    parts = _PARTS if name.given or name.family else ("full",)
    if parts == ("full",):
        texts = [name.full]
    if not any(text and is_of_two_families(text) for text in texts):
        return name
    words = [
        _Word(part, word)
        for part, text in zip(parts, texts, strict=True)
        if text
        for word in text.split()
    ]
    found = _find(words)
    return name if found is None else _without(name, words, found)


def _find(words: Sequence[_Word]) -> _Found | None:
    loud = "".join(word.text for word in words).isupper()
    for at in range(1, len(words) - 1):
        length = _said_at(words, at, loud=loud)
        if length and (end := _end(words, at, at + length)) > at + length:
            found = _Found(at, at + length, end)
            if _is_family(words, found):
                return found
    return None


def _said_at(words: Sequence[_Word], at: int, *, loud: bool) -> int:
    """Return how many words at a place introduce another family name; 0 where none do."""
    word = words[at].text
    key, bare = _key(word), word.strip("([")
    following = _key(words[at + 1].text)
    if (key, following) in _AT_BIRTH and bare[:1].islower():
        return 2
    if key not in MAIDEN_WORDS and key not in MARRIED_WORDS:
        return 0
    set_apart = word[0] in "([" or words[at - 1].text.endswith(",")
    told = bare[:1].islower() or not bare.isascii() or (loud and key in LOUD_WORDS)
    if not (told or set_apart or (key in _SHORT and "." in bare)):
        return 0
    return 2 if key in WIDOW_WORDS and following in _TIES else 1


def _end(words: Sequence[_Word], start: int, first: int) -> int:
    """Return the place behind the last word of the other family name."""
    last = len(words) - 1
    for at in range(first, min(len(words), first + _MOST)):
        if words[at].text[-1] in ",)]" or words[at].part != words[min(at + 1, last)].part:
            return at + 1
    if len(words) > first + _MOST:
        return first
    own = [w.text for w in words[:start] if _key(w.text) not in PREFIXES]
    behind = [w.text for w in words[first:]]
    if len(own) > 1 or words[start].part != "full" or len(behind) < 2:
        return len(words)
    if own and own[0].isupper() and not behind[-1].isupper():  # "BERNARD née MARTIN Sophie"
        return first + next(n for n, word in enumerate(behind) if not word.isupper())
    return len(words) - (_key(behind[-1]) in KNOWN)


def _is_family(words: Sequence[_Word], found: _Found) -> bool:
    """True for the name of a family, and not that of a husband or wife: ``veuve de Paul Roy``."""
    if _key(words[found.start].text) not in MARRIED_WORDS:
        return True
    own = [w for w in words[: found.start] if _key(w.text) not in PREFIXES]
    said = [_key(w.text) for w in words[found.first : found.end]]
    one = sum(word not in PARTICLES for word in said) == 1 and said[0] not in _TIES
    return one and (len(own) > 1 or found.end < len(words))


def _without(name: PersonName, words: Sequence[_Word], found: _Found) -> PersonName:
    front, rest = list(words[: found.start]), list(words[found.end :])
    said = " ".join(word.text.strip("()[],") for word in words[found.first : found.end])
    part, last = front[-1]
    whole = " ".join(word.text for word in front if word.part == "full")
    if rest and part == "full" and "," not in whole:
        last += ","
    front[-1] = _Word(part, last if rest else last.rstrip(","))
    texts: dict[str, str | None] = {}
    for place in ("full",) if part == "full" else _PARTS:
        texts[place] = " ".join(w.text for w in (*front, *rest) if w.part == place) or None
    if part != "full" and not texts["family"] and " " in (texts["given"] or ""):
        texts = {"full": texts["given"], "given": None, "middle": None, "family": None}
    elif part == "full" and len(front) == 1 and not rest:
        alone = "family" if last.isupper() else "given"  # "Sophie née Roy"
        texts = {alone: front[0].text, "full": None}
    return attrs.evolve(name, maiden=name.maiden or said, **texts)
