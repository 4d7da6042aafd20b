"""Folding of text for comparison: letter case, accents, punctuation and spelling habits."""

import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole, as people without the key on their keyboard write them.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŧ": "t",
    }
)  # fmt: skip
_APOSTROPHES = b"'`"
# ASCII in lower case, spaces for all that is neither letter nor digit.
_ASCII = bytes(c if chr(c).isalnum() else 32 for c in bytes(range(128)).lower()) + bytes(128)
_SOUNDS = (
    ("sch", "x"), ("tsch", "x"), ("ch", "x"), ("sh", "x"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("eau", "o"), ("aux", "o"), ("au", "o"), ("qu", "k"), ("ck", "k"), ("kn", "n"), ("wr", "r"),
)  # fmt: skip
_LETTER_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "y": "i", "w": "v", "d": "t"})
_VOWELS = str.maketrans("", "", "aeiouh ")


def words(text: str) -> frozenset[str]:
    """Return the set of words of a table written as text."""
    return frozenset(text.split())


def _fold_letter(letter: str) -> str:
    text = unicodedata.normalize("NFKD", letter.casefold()).translate(_LETTERS)
    kept = [
        c if c.isalnum() else " "
        for c in text
        if not unicodedata.combining(c) and c not in "'`\u02bc\u2019"
    ]
    return "".join(kept)


class _Folds(dict[int, str]):
    """What each letter folds to, found on first use: folding looks at no letter's neighbours."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        if len(self) < _FOLDS_KEPT:
            self[code] = folded
        return folded


_FOLDS_KEPT = 4_096
_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return *text* in lower case without accents; punctuation becomes single spaces.

    Apostrophes vanish (``O'Brien`` is ``obrien``); letters of any script stay.
    """
    if text.isascii():
        if text.isalpha():
            return text.lower()
        return " ".join(text.encode().translate(_ASCII, _APOSTROPHES).decode().split())
    return " ".join(text.translate(_FOLDS).split())


@lru_cache(maxsize=16_384)
def skeleton(folded: str) -> str:
    """Return a key that survives most slips: first sound, then consonants without doubles.

    Args:
        folded: Result of :func:`fold`.

    Returns:
        At most seven characters, such as ``"mrtn"`` for ``"martin"``; digits stay.
    """
    text = folded
    for written, sound in _SOUNDS:
        if written in text:
            text = text.replace(written, sound)
    text = text.translate(_LETTER_SOUNDS).replace(" ", "")
    if not text:
        return ""
    head = "a" if text[0] in "aeiouh" else text[0]
    kept = [head]
    for letter in text[1:].translate(_VOWELS):
        if letter != kept[-1]:
            kept.append(letter)
    if len(kept) > 2 and kept[-1] in "st":  # plural and silent endings come and go
        kept.pop()
    return "".join(kept[:7])
