"""Several numbers or e-mail addresses in one cell, taken apart wherever people part them.

A sign, a line break, a word (``ou``, ``und``), or nothing but the words beside each: ``(H) 06 …
(C) 01 …``.  Where a part is none, the cell is one value, for its reader to judge.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

import attrs

from clientbook.parsing.phone_repair import SEPARATING_WORDS, looks_like_date
from clientbook.text import ascii_digits

ANYWHERE: Final = "any"
"""The separator of a column whose cells are taken apart at whatever parts their values."""

# The strongest first: what stands between two values, and seldom inside one.
_SEPARATORS = tuple(
    re.compile(rf'\([^()]*\)|\[[^\[\]]*\]|"[^"]*"|({between})', re.IGNORECASE)
    for between in (
        ":::",
        r"[\r\n]+",
        ";",
        r"\|",
        r"\t+",
        "//",
        r"\s/\s",
        r"\s(?=\(?[1-9]\)\s?[+(0-9])",  # 1) … 2) …
        rf"\s(?:{SEPARATING_WORDS})\s",
        r"\s?&\s?|\s\+\s",
        ",",
        r"\s[-–—]\s",
        "/",
        r"\s\s+",
        r"\s",
    )
)
_NUMBER = re.compile(r"[+(]{0,2}[0-9](?:[0-9 ().\-–/\u00a0\u202f]{0,40}[0-9])?")
_ADDRESS = re.compile(r"[^\s@()<>\[\],;:]{1,64}@[^\s@()<>\[\],;:]{3,189}")
_ASIDE_IN = re.compile(r"([^()]{3,}) ?\(([^()]{7,})\)")  # 06 … (2e: 01 …)
_NO_NUMBER = re.compile(r"[0-9]:[0-9]|[€$£%@]")  # a time, an amount
_FEWEST, _MOST, _ASIDE = 7, 17, 5  # digits of a number, and beside one
_MOST_WORDS = 40  # letters beside a number
_LONGEST = 250


@attrs.frozen
class _Kind:
    """What is looked for in a cell.

    Args:
        values: Yields where the values of a text are.
        whole: True for a text that holds one value at least, and little else.
    """

    values: Callable[[str], Iterator["re.Match[str]"]]
    whole: Callable[[str], bool]


def values_apart(text: str) -> list[str]:
    """Return the numbers, or the addresses, of a cell, each with the words beside it.

    Args:
        text: The cell.

    Returns:
        The cell itself where it is one value, or where a part of it is none: ``06 12 34 56 70 -
        demander Paul``.
    """
    if len(text) > _LONGEST:
        return [text]
    if text.count("@") > 1:
        found = _apart(text, _ADDRESSES)
    elif _digits(plain := ascii_digits(text)) >= 2 * _FEWEST:
        found = _apart(plain, _NUMBERS)
    else:
        return [text]
    return found if len(found) > 1 and all(map(_is_one, found)) else [text]


def _apart(text: str, kind: _Kind) -> list[str]:
    if next(kind.values(text), None) is None:
        return [text]
    if (aside := _ASIDE_IN.fullmatch(text)) and all(map(kind.whole, aside.groups())):
        return [one for part in aside.groups() for one in _apart(part.strip(), kind)]
    for separator in _SEPARATORS:
        parts = _parts(text, separator)
        if len(parts) > 1 and all(map(kind.whole, parts)):
            return [one for part in parts for one in _apart(part, kind)]
    return _at_words(text, kind)


def _parts(text: str, separator: "re.Pattern[str]") -> list[str]:
    """Return what stands between the separators, those in brackets and quotes left alone."""
    parts: list[str] = []
    at = 0
    for match in separator.finditer(text):
        if match[1] is not None:
            parts.append(text[at : match.start()])
            at = match.end()
    parts.append(text[at:])
    return [part for part in map(str.strip, parts) if part]


def _at_words(text: str, kind: _Kind) -> list[str]:
    """Cut where only words part two values: they stand before each of them, or behind."""
    found = list(kind.values(text))
    if not all(_between(text, a, b) for a, b in pairwise(found)):
        return [text]
    before = any(map(str.isalpha, text[: found[0].start()]))
    cuts = [a.end() if before else b.start() for a, b in pairwise(found)]
    ends = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [text[start:end].strip(" ,;") for start, end in ends]


def _between(text: str, one: "re.Match[str]", other: "re.Match[str]") -> bool:
    return any(map(str.isalpha, text[one.end() : other.start()]))


def _numbers(text: str) -> Iterator["re.Match[str]"]:
    return (found for found in _NUMBER.finditer(text) if _digits(found[0]) >= _FEWEST)


def _holds_number(text: str) -> bool:
    if _digits(text) < _FEWEST or looks_like_date(text) or _NO_NUMBER.search(text):
        return False
    return next(_numbers(text), None) is not None


def _holds_address(text: str) -> bool:
    return _ADDRESS.search(text) is not None


def _is_one(text: str) -> bool:
    """True for one address, or for one number with few digits and few words beside it."""
    if "@" in text:
        return text.count("@") == 1
    found = [_digits(match[0]) for match in _numbers(text)]
    letters = sum(map(str.isalpha, text))
    if len(found) != 1 or found[0] > _MOST or letters > _MOST_WORDS:
        return False
    return _digits(text) - found[0] <= _ASIDE


def _digits(text: str) -> int:
    return sum(map(text.count, "0123456789"))


_NUMBERS = _Kind(_numbers, _holds_number)
_ADDRESSES = _Kind(_ADDRESS.finditer, _holds_address)
