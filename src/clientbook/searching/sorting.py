"""The key by which names sort: the same on every machine, whatever its locale."""

from functools import lru_cache

from clientbook.searching.words import limited_words

SORT_LIMIT = 200
"""Longest sort key, in characters."""
LAST = "\U0010fffd"
"""Sorts after every letter: clients without any name stand at the end of a list."""


@lru_cache(maxsize=5_000)
def sort_key(name: str) -> str:
    """Return the sort key of a name as shown.

    Words without case, accents and punctuation, joined by single spaces, compared by code point:
    Émile stands beside Emile.  A name without letter or digit sorts by its characters, no name
    at all sorts last.
    """
    return " ".join(limited_words(name))[:SORT_LIMIT] or (name.strip()[:SORT_LIMIT] or LAST)
