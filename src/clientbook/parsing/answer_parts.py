"""An answer, and what stands beside it in its cell: the day it was given, or a remark."""

import re

import attrs

from clientbook.parsing.consent_words import HOW_GIVEN
from clientbook.text import fold_entry, word_set

# An answer and the day on which it was given, in either order.
_DATED = re.compile(
    r"(?P<before>[^0-9]{1,60})(?P<time>[0-9].{4,40}[0-9]Z?)[)\]. ]{0,2}"
    r"|(?P<first>[0-9].{4,40}[0-9]Z?)(?P<after>[^0-9]{2,60})"
).fullmatch
_FEWEST_DIGITS = 5  # of a day: 1/2/24 and "3 mai 2024"
_ON = word_set(
    "le du depuis the on at since from am vom seit ab el desde il dal del em de desde op sinds van"
    " date datum fecha data"
)
_SET_APART = re.compile(
    r"(?P<answer>.{1,40}?)(?:\s?[,;:(\[–—!]|\s[-/]|-\s|\.\s(?=[^\W\d]))(?P<remark>.+)"
).fullmatch
_MARKS = " .,;:!()[]–—-/'’"
_WORD = re.compile(r"[^\W_]+")
_HOW_GIVEN = word_set(HOW_GIVEN)


@attrs.frozen
class HowGiven:
    """How or when an answer was given.

    Args:
        day: As it is written, blank for none.
        numbered: Whether it has numbers that are no whole day: "mail of 3/5".
    """

    day: str
    numbered: bool


def answer_and_time(text: str) -> tuple[str, str] | None:
    """Part ``"Oui (12/03/2024)"`` and ``"2024-03-12: yes"``, None for another text."""
    if not (found := _DATED(text)) or sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return None
    words = [*filter(None, re.split(r"[\s()\[\],:;–—-]+", found["before"] or found["after"]))]
    while len(words) > 1 and fold_entry(words[-1]) in _ON:
        words.pop()
    time = found["time"] or found["first"]
    if not words or time.isdecimal():  # a number beside an answer is no day
        return None
    return " ".join(words), time


def answer_and_remark(text: str) -> tuple[str, str] | None:
    """Part ``"no - told us"`` and ``"oui (signé)"``, None where no remark is set apart."""
    found = _SET_APART(text)
    return (found["answer"], found["remark"].strip(_MARKS)) if found else None


def how_given(remark: str) -> HowGiven | None:
    """Return how or when an answer was given, None for a remark that may say more.

    Each word is one of those ways and places, or small: what is not known may be a doubt or a
    condition ("yes, but not by mail").

    Args:
        remark: Such as ``"mündlich, 3.5.2021"``.
    """
    if any(not mark.isalnum() and mark not in _MARKS for mark in remark):  # "(12/03/2024 ?)"
        return None
    found = _DATED(remark)
    day = (found["time"] or found["first"]) if found else ""
    words = _WORD.findall(fold_entry(remark.replace(day, " ") if day else remark))
    if not (words or day) or any(word not in _HOW_GIVEN for word in words if not word.isdecimal()):
        return None
    return HowGiven(day, numbered=any(map(str.isdecimal, words)))
