"""Umlauts that one name has and the other spells with two letters: Müller, Mueller.

A letter with two dots folds to the letter, as most people type it; where the other name spells it
out, so is it here.  Two letters that no umlaut stands beside are two: Manuel, Joel.
"""

import re
import unicodedata

import attrs

from clientbook.domain.names import PersonName
from clientbook.text import fold_name

_SPELT = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa",
        "Ä": "AE", "Ö": "OE", "Ü": "UE", "Ø": "OE", "Å": "AA",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = ("given", "middle", "family", "full", "nickname", "maiden")


def spelt_alike(a: PersonName, b: PersonName) -> tuple[PersonName, PersonName]:
    """Return two names, each with the umlauts spelt out that the other spells out."""
    return _spelt_as(a, b), _spelt_as(b, a)


def _spelt_as(name: PersonName, other: PersonName) -> PersonName:
    texts = {part: text for part, text in _texts(name).items() if not text.isascii()}
    if not texts:
        return name
    words = frozenset(fold_name(" ".join(_texts(other).values())).split())
    changed = {
        part: said
        for part, text in texts.items()
        if (said := _WORD.sub(lambda met: _spelt(met[0], words), _composed(text))) != text
    }
    return attrs.evolve(name, **changed) if changed else name


def _texts(name: PersonName) -> dict[str, str]:
    return {part: text for part in _PARTS if (text := getattr(name, part))}


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _spelt(word: str, words: frozenset[str]) -> str:
    spelt = word.translate(_SPELT)
    return spelt if spelt != word and fold_name(spelt) in words else word
