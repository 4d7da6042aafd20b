"""Text to the words by which clients are found: in base letters, split at all punctuation."""

import re
from functools import lru_cache

import phonenumbers

from clientbook.text import base_letters, split_words

WORD_LIMIT = 100
"""Longest word that is indexed, in characters; longer ones are cut, in the query as well."""

_SPLIT = re.compile(r"[\W_]+")
_ASCII_SPLIT = re.compile(r"[^a-z0-9]+")


def limited_words(text: str) -> list[str]:
    """Return the words of *text* in base letters, in order, each cut at :data:`WORD_LIMIT`."""
    return [word[:WORD_LIMIT] for word in split_words(text)]


# Words set apart by spaces and commas: nothing in it is written with punctuation inside.
_SIMPLE = re.compile(r"(?:[a-z0-9]+,? )*[a-z0-9]+,?").fullmatch


def all_words(text: str) -> tuple[str, ...]:
    """Return the words to index of a text: its words, and those it writes with punctuation, joined.

    ``"Jean-Luc O'Brien"`` gives jean, luc, jeanluc, o, brien, obrien: each may be typed.
    """
    folded = base_letters(text)
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
    folded = base_letters(address)
    return [folded[:WORD_LIMIT], *limited_words(folded)]


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
