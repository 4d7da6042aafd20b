"""Text to the words by which clients are found: in base letters, split at all punctuation.

What people write in two ways is indexed in both, and typed text is read in both: ``Le Goff`` and
``Legoff``, ``Müller`` and ``Mueller``.  Scripts without spaces are found from any character on,
numbers by any four digits in a row, a sign such as an emoji by itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import phonenumbers

from clientbook.text import base_letters, split_words

WORD_LIMIT = 100
"""Longest word that is indexed, in characters; longer ones are cut, in the query as well."""

_SPLIT = re.compile(r"[\W_]+")
_ASCII_SPLIT = re.compile(r"[^a-z0-9]+")


UNSPACED_LIMIT = 8
"""Most characters of one word in a script without spaces; longer ones are several words."""

_FULL_NAME = 12
"""Most characters of a full name in a script without spaces."""

FRAGMENT = "~"
"""Stands before a part of a number that is not its beginning; no typed word begins so."""

FRAGMENT_DIGITS = 4
"""Fewest digits by which a number is found from its middle or its end."""

# Han, kana, Hangul (syllables, and the letters they are made of), Thai, Lao, Khmer, Burmese.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe"}
    | {"å": "aa", "Å": "Aa"}
)
_PARTICLES = frozenset(
    {"le", "la", "les", "de", "du", "des", "d", "l", "lo", "van", "von", "vom", "der", "den", "ten"}
    | {"ter", "het", "te", "t", "zu", "zum", "zur", "del", "della", "dello", "di", "da", "do"}
    | {"dos", "das", "el", "al", "ben", "bin", "ibn", "abu", "abd", "mac", "mc", "o", "st"}
    | {"saint", "sainte", "san", "santa"}
)


def limited_words(text: str) -> list[str]:
    """Return the words of *text* in base letters, in order, each cut at :data:`WORD_LIMIT`.

    A sign such as an emoji is a word; of a script without spaces every few characters are one.
    """
    words = split_words(text)
    if len(text) > WORD_LIMIT:
        words = [word[:WORD_LIMIT] for word in words]
    if text.isascii():
        return words
    found: list[str] = []
    for word in words:
        if _UNSPACED.search(word):
            found.extend(
                word[at : at + UNSPACED_LIMIT] for at in range(0, len(word), UNSPACED_LIMIT)
            )
        else:
            found.append(word)
    return found + _signs(text)


def _signs(text: str) -> list[str]:
    # From U+2190 on: arrows, dingbats, emoji; the degree and copyright signs before are no words.
    if max(text) < "\u2190":
        return []
    return [c for c in text if c >= "\u2190" and unicodedata.category(c) == "So"]


def is_unspaced(chunk: str) -> bool:
    """True when a chunk of text holds a name in a script without spaces."""
    return not chunk.isascii() and _UNSPACED.search(chunk) is not None


def cut_in_two(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a name without spaces in family and given name; none for a long one."""
    if len(name) <= _FULL_NAME:
        yield from ((name[:at], name[at:]) for at in range(1, len(name)))


def spelt_out(text: str) -> str:
    """Return *text* with umlauts as people spell them without their keyboard: ``Mueller``."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_SPELT_OUT)


def with_particles(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words with particles joined to the next one: ``legoff`` of ``le goff``."""
    found: list[str] = []
    head = ""
    for word in words:
        if word in _PARTICLES:
            head += word
        else:
            found.append((head + word)[:WORD_LIMIT])
            head = ""
    return (*found, head) if head else tuple(found)


def all_words(text: str) -> tuple[str, ...]:
    """Return the words to index of a text: its words, and those it writes with punctuation, joined.

    ``"Jean-Luc O'Brien"`` gives jean, luc, jeanluc, o, brien, obrien: each may be typed.
    """
    folded = base_letters(text)
    words = folded.replace(", ", " ").split()
    if len(folded) <= WORD_LIMIT and text.isascii() and "".join(words).isalnum():
        return tuple(words)  # nothing is written with punctuation inside
    found = _words_of(folded)
    if not text.isascii():
        if (spelt := spelt_out(text)) != unicodedata.normalize("NFC", text):
            found.extend(_words_of(base_letters(spelt)))
        if _UNSPACED.search(folded):
            for word in [word for word in found if _UNSPACED.search(word)]:
                found.extend(word[at : at + UNSPACED_LIMIT] for at in range(len(word)))
        found.extend(_signs(text))
    return tuple(found)


def _words_of(folded: str) -> list[str]:
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
    return found


def name_words(text: str) -> tuple[str, ...]:
    """Return the words to index of a name: its words, and particles joined to the next one."""
    found = all_words(text)
    if len(found) < 2:
        return found
    return found if _PARTICLES.isdisjoint(found) else (*found, *_joins(found))


def _joins(words: Sequence[str]) -> Iterator[str]:
    """Yield what particles make with the next word: delatour and latour of de la tour."""
    for start, word in enumerate(words):
        if word in _PARTICLES:
            yield next(iter(with_particles(words[start:])))


name_words_of = lru_cache(maxsize=20_000)(name_words)
"""The same, remembered."""

words_of = lru_cache(maxsize=20_000)(all_words)
"""The same, remembered: for names and towns, which repeat."""


def date_words(year: int | None, month: int | None, day: int | None) -> tuple[str, ...]:
    """Return the words of a date, or of what is known of it: by its beginning in any order.

    7 May 1980 gives ``1980``, ``19800507``, ``07051980`` and ``05071980``: any beginning of a date
    as people write it begins one of them, so that one look-up is enough.
    """
    years = "" if year is None else f"{year:04d}"
    months = "" if month is None else f"{month:02d}"
    days = "" if day is None else f"{day:02d}"
    words = (years, years + months + days, days + months + years, months + days + years)
    return tuple(dict.fromkeys(word for word in words if word))


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


def number_words(e164: str) -> list[str]:
    """Return the spellings by whose beginnings a number is found, and its fragments.

    ``"+33612345678"`` gives ``+33612345678`` (a query's ``00`` or missing ``+`` comes to this),
    ``612345678`` and ``0612345678``; from its middle or its end, by four digits or more, it is
    found as ``~12345678`` to ``~5678``.
    """
    start, trunk = _plan_of(e164[:4])
    digits = e164[start or 1 :]
    words = [e164]
    if start and digits:
        words.append(digits)
        if trunk:
            words.append(trunk + digits)
    words += [FRAGMENT + digits[at:] for at in range(1, len(digits) - FRAGMENT_DIGITS + 1)]
    return words


def typed_fragment(spellings: Sequence[str], fewest: int = FRAGMENT_DIGITS) -> tuple[str, ...]:
    """Return the word that typed digits can be as a part of a number; empty when too few."""
    digits = next((s for s in spellings if s.isdigit() and len(s) >= fewest), None)
    return (FRAGMENT + digits,) if digits else ()


_PHONE_TEXT = re.compile(r"\+?[0-9 ().\-/\u00a0\u202f]+")


def typed_phone(text: str) -> tuple[str, ...]:
    """Return the words a typed text can be as a number or its beginning; empty when it is none.

    The words are to be compared with those of :func:`number_words`.
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
