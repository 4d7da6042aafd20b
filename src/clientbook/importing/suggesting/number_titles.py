"""Titles that ask for a telephone number and say what for: "Mobile number for reminders"."""

from collections.abc import Sequence
from functools import cache

from clientbook.importing.suggesting.lexicon import lexicon
from clientbook.importing.suggesting.words import Words

DIALLED = frozenset(("mobile", "phone"))
"""Atoms of what is dialled."""
_ASKED = DIALLED | {"consent", "optout"}
_SHORTEST = 5  # letters of a word for a number


def is_of_a_number(words: Words, atoms: Sequence[str], languages: tuple[str, ...]) -> bool:
    """True for a title that names a telephone first, and says that its number is meant.

    Args:
        words: Its words.
        atoms: What they say, in order.
        languages: Which lexicons to ask.
    """
    first = next((atom for atom in atoms if atom in _ASKED), None)
    if first not in DIALLED:
        return False
    ends = tuple(word for language in languages for word in _number_words(language))
    return any(word.endswith(ends) for word in words.main)


@cache  # bounded: one entry a language
def _number_words(language: str) -> tuple[str, ...]:
    known = lexicon(language).phrases.items()
    return tuple(key[0] for key, atoms in known if atoms == ("num",) and len(key[0]) >= _SHORTEST)
