"""Text to the normalised words by which clients are found.

Letter case, accents and punctuation do not count: NFKD, combining marks dropped, case folded,
split at everything that is neither letter nor digit.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import phonenumbers

WORD_LIMIT = 100
"""Longest word that is indexed, in characters; longer ones are cut, in the query as well."""

# Letters that NFKD leaves whole, as people type them without their keyboard.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SPLIT = re.compile(r"[\W_]+")
_ASCII_SPLIT = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return *text* without letter case, accents and compatibility forms."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    # Folding can decompose again (İ), and what NFKD made can hold marks: once more, then stable.
    folded = unicodedata.normalize("NFKD", kept.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)


def split_words(text: str) -> list[str]:
    """Return the normalised words of *text*, in order, without empty ones."""
    folded = fold(text)
    pattern = _ASCII_SPLIT if folded.isascii() else _SPLIT
    return [word[:WORD_LIMIT] for word in pattern.split(folded) if word]


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words to index of a text: its words, and those it writes with punctuation, joined.

    ``"Jean-Luc O'Brien"`` gives jean, luc, jeanluc, o, brien, obrien: each may be typed.
    """
    if text.isalnum() and text.isascii():
        return (text.lower()[:WORD_LIMIT],)
    found: list[str] = []
    for chunk in text.split():
        parts = split_words(chunk)
        found.extend(parts)
        if 1 < len(parts) <= 4:
            found.append("".join(parts)[:WORD_LIMIT])
    return tuple(found)


def email_words(address: str) -> list[str]:
    """Return the words of an e-mail address: the whole address, and its parts."""
    folded = fold(address)
    return [folded[:WORD_LIMIT], *split_words(folded)]


@lru_cache(maxsize=400)
def _trunk(calling_code: int) -> str:
    """Return the trunk prefix of a calling code, such as ``"0"``; empty where there is none."""
    region = phonenumbers.region_code_for_country_code(calling_code)
    prefix = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) or ""
    # North America: the trunk prefix 1 is the calling code, whose spelling is indexed anyway.
    return "" if prefix == str(calling_code) else prefix


_CODES = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


@lru_cache(maxsize=2_000)
def _code_of(head: str) -> int:
    """Return the calling code at the beginning of three digits, 0 when there is none."""
    return next((code for n in (1, 2, 3) if (code := int(head[:n])) in _CODES), 0)


def phone_words(e164: str) -> tuple[str, ...]:
    """Return the spellings by whose beginnings a number is found.

    ``"+33612345678"`` gives ``+33612345678`` (a query's ``00`` or missing ``+`` comes to this),
    ``612345678`` and ``0612345678``.
    """
    code = _code_of(e164[1:4])
    if not code:
        return (e164,)
    national = e164[1 + len(str(code)) :]
    trunk = _trunk(code)
    if trunk and national:
        return (e164, national, trunk + national)
    return (e164, national) if national else (e164,)


_PHONE_TEXT = re.compile(r"\+?[0-9 ().\-/\u00a0\u202f]+")


def typed_phone(text: str) -> tuple[str, ...]:
    """Return the words a typed text can be as a number or its beginning; empty when it is none.

    The words are to be compared with those of :func:`phone_words`.
    """
    text = text.strip()
    if not _PHONE_TEXT.fullmatch(text):
        return ()
    digits = re.sub(r"[^0-9]", "", text)
    if not digits or len(digits) > WORD_LIMIT - 1:
        return ()
    if text.startswith("+"):
        return (f"+{digits}",)
    found = [digits, f"+{digits}"]
    found.extend(
        f"+{digits[len(head) :]}"
        for head in ("00", "011")
        if digits.startswith(head) and len(digits) > len(head)
    )
    return tuple(found)


def distinct(words: Iterable[str]) -> Iterator[str]:
    """Return the words once each, in order."""
    return iter(dict.fromkeys(words))
