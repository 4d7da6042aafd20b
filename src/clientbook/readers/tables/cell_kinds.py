"""What a cell looks like: a number, a date, a phone ... or text; never what it means.

Every pattern is linear and is tried on short texts only.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

BLANK: Final = "blank"
NUMBER: Final = "number"
DATE: Final = "date"
TIME: Final = "time"
EMAIL: Final = "email"
PHONE: Final = "phone"
URL: Final = "url"
FLAG: Final = "flag"
CODE: Final = "code"
TEXT: Final = "text"

_LONGEST_TYPED = 254
_NUMBER = re.compile(
    r"[-+(]?\s?[$€£¥]?\s?"
    r"(?:[0-9]{1,3}(?:[ '.,\u00a0\u202f][0-9]{3}){1,6}|[0-9]{1,20})(?:[.,][0-9]{1,20})?"
    r"(?:[eE][-+]?[0-9]{1,3})?\s?[%$€£¥]?\)?"
)
_DATE = re.compile(
    r"(?:[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}"
    r"|[0-9]{1,2}[- ][^\W\d_]{3,9}\.?[- ,]{1,2}[0-9]{2,4}"
    r"|[^\W\d_]{3,9}\.? [0-9]{1,2},? [0-9]{4})"
    r"(?:[T ]{1,2}[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"\s?(?:[AaPp]\.?[Mm]\.?|Z|UTC|[-+][0-9]{2}:?[0-9]{2})?)?"
)
_TIME = re.compile(r"[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?\s?(?:[AaPp]\.?[Mm])?")
_ADDRESS = r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,180}\.[^\W\d_]{2,24}"
_EMAIL = re.compile(rf"{_ADDRESS}|[^@<>]{{0,80}}<{_ADDRESS}>")  # "Marie Dupont <marie@example.com>"
_PHONE = re.compile(r"'?(?:\+|00|\()?[0-9(][0-9 ().\-/\u00a0\u202f]{5,24}[0-9](?:\s?x[0-9]{1,6})?")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{0,6}[-_#/]?[0-9]{1,12}(?:[-_/.][A-Za-z0-9]{1,12}){0,4}")
_FLAG_WORDS = """
    true false yes no y n oui non vrai faux ja nein si sí verdadero falso on off
"""
_FLAGS = frozenset(_FLAG_WORDS.split())


def kind_of(cell: str) -> str:
    """Return what a cell looks like, as one of the constants of this module."""
    text = cell.strip()
    if not text:
        return BLANK
    if len(text) > _LONGEST_TYPED:
        return TEXT
    if "@" in text:
        return EMAIL if _EMAIL.fullmatch(text) else TEXT
    if text[0] in "hHwW" and _URL.fullmatch(text):
        return URL
    if not any("0" <= c <= "9" for c in text):
        return FLAG if text.casefold() in _FLAGS else TEXT
    return _kind_with_digits(text)


def _kind_with_digits(text: str) -> str:
    if _DATE.fullmatch(text):
        return DATE
    if _TIME.fullmatch(text):
        return TIME
    digits = sum("0" <= c <= "9" for c in text)
    if 7 <= digits <= 16 and text[0] in "+(0'" and _PHONE.fullmatch(text):
        return PHONE
    if _NUMBER.fullmatch(text):
        return NUMBER
    if 7 <= digits <= 16 and _PHONE.fullmatch(text):
        return PHONE
    return CODE if _CODE.fullmatch(text) else TEXT


# Two spellings of one column are often two kinds: "5145551234" and "514-555-1234".
_FAMILIES = {PHONE: NUMBER, CODE: NUMBER, TIME: DATE}


def family_of(kind: str) -> str:
    """Return the kind under which alike kinds count as one."""
    return _FAMILIES.get(kind, kind)


def main_kind(kinds: Iterable[str]) -> tuple[str, float]:
    """Return the family most cells belong to and its share of the cells that are not blank."""
    counts = Counter(family_of(kind) for kind in kinds if kind != BLANK)
    if not counts:
        return BLANK, 1.0
    kind, count = counts.most_common(1)[0]
    return kind, count / counts.total()
