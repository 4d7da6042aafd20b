"""Titles that ask for a telephone number and say what for: "Mobile number for reminders"."""

from collections.abc import Sequence
from functools import cache

from clientbook.importing.suggesting.lexicon import lexicon
from clientbook.importing.suggesting.words import Words

DIALLED = frozenset(("mobile", "phone"))
"""Atoms of what is dialled."""
_ASKED = DIALLED | {"consent", "optout"}
_REACHED = _ASKED | {"email"}
_WHAT_FOR = frozenset("for pour fur zur zum para per voor".split())
_SHORTEST = 5  # letters of a word for a number


def is_of_a_number(words: Words, atoms: Sequence[str], languages: tuple[str, ...]) -> bool:
    """True for a title that names a telephone first, and says that its number is meant.

    So does what it is for: "Mobile for reminders".

    Args:
        words: Its words.
        atoms: What they say, in order.
        languages: Which lexicons to ask.
    """
    first = next((atom for atom in atoms if atom in _ASKED), None)
    if first not in DIALLED:
        return False
    if not _WHAT_FOR.isdisjoint(words.main):
        return True
    ends = tuple(word for language in languages for word in _number_words(language))
    return any(word.endswith(ends) for word in words.main)


def is_what_for(aside: Sequence[str], said: Sequence[str], atoms: Sequence[str]) -> bool:
    """True for a bracket that says what a number or a mailbox is for: "Cell (for text reminders)".

    Args:
        aside: Words of the bracket.
        said: What they say.
        atoms: What the words before it say.
    """
    first = next((atom for atom in atoms if atom in _REACHED), None)
    if "consent" not in said or first not in DIALLED | {"email"}:
        return False
    return aside[0] in _WHAT_FOR or (first in DIALLED and not _OF_TEXTS.isdisjoint(said))


_OF_TEXTS = frozenset(("sms", "reminder", "chat"))


@cache  # bounded: one entry a language
def _number_words(language: str) -> tuple[str, ...]:
    known = lexicon(language).phrases.items()
    return tuple(key[0] for key, atoms in known if atoms == ("num",) and len(key[0]) >= _SHORTEST)
