"""Text to the normalised words by which clients are found.

Letter case, accents and punctuation do not count: NFKD, combining marks dropped, case folded,
split at everything that is neither letter nor digit.
"""

import re
import unicodedata
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


def _fold_letter(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    # Folding can decompose again (İ), and what NFKD made can hold marks: once more, then stable.
    folded = unicodedata.normalize("NFKD", kept.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)


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
    """Return *text* without letter case, accents and compatibility forms."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


# ASCII text in lower case, spaces for all that is neither letter nor digit.
_SPACED = bytes(c if chr(c).isalnum() else 32 for c in bytes(range(128)).lower()) + bytes(128)


def _ascii_words(text: str) -> list[str]:
    words = text.encode().translate(_SPACED).decode().split()
    return words if len(text) <= WORD_LIMIT else [word[:WORD_LIMIT] for word in words]


def split_words(text: str) -> list[str]:
    """Return the normalised words of *text*, in order, without empty ones."""
    folded = fold(text)
    if folded.isascii():
        return _ascii_words(folded)
    return [word[:WORD_LIMIT] for word in _SPLIT.split(folded) if word]


# Words set apart by spaces and commas: nothing in it is written with punctuation inside.
_SIMPLE = re.compile(r"(?:[a-z0-9]+,? )*[a-z0-9]+,?").fullmatch


def all_words(text: str) -> tuple[str, ...]:
    """Return the words to index of a text: its words, and those it writes with punctuation, joined.

    ``"Jean-Luc O'Brien"`` gives jean, luc, jeanluc, o, brien, obrien: each may be typed.
    """
    folded = fold(text)
    if len(folded) <= WORD_LIMIT and _SIMPLE(folded):
        return tuple(folded.replace(",", "").split())
    pattern = _ASCII_SPLIT if folded.isascii() else _SPLIT
    found: list[str] = []
    for chunk in folded.split():
        if chunk.isalnum():
            found.append(chunk[:WORD_LIMIT])
            continue
        parts = [part[:WORD_LIMIT] for part in pattern.split(chunk) if part]
        found.extend(parts)
        if 1 < len(parts) <= 4:
            found.append("".join(parts)[:WORD_LIMIT])
        if "@" in chunk[1:]:
            found.append(chunk[:WORD_LIMIT])  # a query takes it for an e-mail address: one word
    return tuple(found)


words_of = lru_cache(maxsize=20_000)(all_words)
"""The same, remembered: for names and towns, which repeat."""


def email_words(address: str) -> list[str]:
    """Return the words of an e-mail address: the whole address, and its parts."""
    folded = fold(address)
    return [folded[:WORD_LIMIT], *split_words(folded)]


_CODES = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


@lru_cache(maxsize=2_000)
def _plan_of(head: str) -> tuple[int, str]:
    """Return where the national number begins and the trunk prefix, by ``+`` and three digits."""
    code = next((code for n in (1, 2, 3) if (code := int(head[1 : 1 + n])) in _CODES), 0)
    if not code:
        return 0, ""
    region = phonenumbers.region_code_for_country_code(code)
    trunk = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) or ""
    # North America: the trunk prefix 1 is the calling code, whose spelling is indexed anyway.
    return 1 + len(str(code)), "" if trunk == str(code) else trunk


def phone_words(e164: str) -> tuple[str, ...]:
    """Return the spellings by whose beginnings a number is found.

    ``"+33612345678"`` gives ``+33612345678`` (a query's ``00`` or missing ``+`` comes to this),
    ``612345678`` and ``0612345678``.
    """
    start, trunk = _plan_of(e164[:4])
    national = e164[start:]
    if not start or not national:
        return (e164,)
    return (e164, national, trunk + national) if trunk else (e164, national)


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
