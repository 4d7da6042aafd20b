"""Western one-byte encodings told apart by the letters they would give."""

import unicodedata
from typing import Final

WESTERN: Final = ("cp1252", "iso8859-15", "mac-roman", "cp850")
"""In order of preference: equal scores go to the first."""

_SAMPLE_CHARACTERS = 40_000
_EXPLAINED = 5.2
_EXPLAINED_FEW = 2.5  # of a few bytes, another language would be a bold guess
_FEW_BYTES = 5
_MOST_NEIGHBOURS = 0.45
_REJECTED = -8.0

# How often a letter beyond ASCII is met in French, German, Spanish, Portuguese, Italian and the
# Nordic languages: a weight, not a frequency.
_LETTERS: Final = {
    **dict.fromkeys("éèàçêüöäñáóíß", 8.0),
    **dict.fromkeys("ôîûâúëïãõåøœÉ", 6.1),
    **dict.fromkeys("ùæìòÀÈÊÇÄÖÜÑÁÓÍÔÎÂÚ", 5.5),
    **dict.fromkeys("ÿžšŒÆØÅÃÕËÏÛÙŽŠŸÌÒ", 2.5),
    **dict.fromkeys("ýðþÐÞÝ", -4.0),  # Icelandic; far more often Turkish or Polish misread
}
_MARKS: Final = {
    **dict.fromkeys("’«»€°–“”\u00a0", 4.0),
    **dict.fromkeys("…—‘ªº¿¡·²•§£®™„", 2.0),
}


def western_guess(sample: bytes) -> tuple[str, bool]:
    """Return the encoding that gives the likeliest letters, and whether they are likely at all.

    Args:
        sample: Lines of the file that hold bytes beyond ASCII.
    """
    best, best_score = WESTERN[0], float("-inf")
    for name in WESTERN:
        score = _mean_score(sample.decode(name, "replace")[:_SAMPLE_CHARACTERS])
        if score > best_score + 0.01:
            best, best_score = name, score
    high = sum(byte >= 0x80 for byte in sample[:_SAMPLE_CHARACTERS])
    enough = _EXPLAINED if high >= _FEW_BYTES else _EXPLAINED_FEW
    return best, best_score >= enough and _neighbours(sample) <= _MOST_NEIGHBOURS


def is_western(encoding: str) -> bool:
    """True for the encodings told apart here, and those that only differ in a few signs."""
    return encoding in (*WESTERN, "iso8859-1", "cp437", "cp858", "mac_roman")


def _neighbours(sample: bytes) -> float:
    """Return the share of bytes beyond ASCII that follow another: high in other scripts."""
    high = pairs = 0
    before = 0
    for byte in sample[:_SAMPLE_CHARACTERS]:
        if byte >= 0x80:
            high += 1
            pairs += before >= 0x80
        before = byte
    return pairs / high if high else 0.0


def _mean_score(text: str) -> float:
    total, count = 0.0, 0
    for i, char in enumerate(text):
        if char >= "\x80":
            before = text[i - 1] if i else " "
            after = text[i + 1] if i + 1 < len(text) else " "
            total += _score(char, before, after)
            count += 1
    return total / count if count else 0.0


def _score(char: str, before: str, after: str) -> float:
    """Weigh one character by how common it is and whether it suits its neighbours."""
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co"):
        return _REJECTED
    weight = _LETTERS.get(char)
    if weight is not None:
        return weight + _fit(char, before, after)
    inside_word = before.isalpha() and after.isalpha()
    if char in _MARKS:
        return -5.0 if inside_word and char not in "’·" else _MARKS[char]
    if char.isalpha():
        return -1.0
    return -6.0 if inside_word else -3.0


def _fit(char: str, before: str, after: str) -> float:
    """A capital inside small letters, or a letter between digits, is a wrong guess."""
    if char.isupper():
        if before.isalpha() and before.islower():
            return -14.0
        return -2.0 if before.isalpha() and after.islower() else 0.0
    if before.isalpha() and before.isupper() and after.isalpha() and after.isupper():
        return -8.0
    return 0.0 if before.isalpha() or after.isalpha() else -4.0
