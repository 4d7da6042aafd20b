"""The key by which names sort: the same on every machine, whatever its locale."""

from functools import lru_cache

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import NameOrder
from clientbook.errors import InvalidValueError
from clientbook.parsing.names import split_name
from clientbook.searching.words import limited_words

SORT_LIMIT = 200
"""Longest sort key, in characters."""
LAST = "\U0010fffd"
"""Sorts after every letter: clients without any name stand at the end of a list."""
_PART = "\t"  # sorts before whatever stands in a name: nobody stands between two of one family


@lru_cache(maxsize=5_000)
def sort_key(name: str) -> str:
    """Return the sort key of a name as shown.

    Words without case, accents and punctuation, joined by single spaces, compared by code point:
    Émile stands beside Emile.  A name without letter or digit sorts by its characters, no name
    at all sorts last.
    """
    return " ".join(limited_words(name))[:SORT_LIMIT] or (name.strip()[:SORT_LIMIT] or LAST)


def list_key(profile: Profile, order: NameOrder) -> str:
    """Return the key by which a profile stands in lists.

    Args:
        profile: The profile.
        order: ``"family"``: family name first, and only among those of one family the given and
            middle names; a name in one piece is taken apart for this alone, one without a family
            name stands as it is shown.
    """
    by_family = _family_first(profile.name) if order == "family" and profile.name else ""
    return by_family or sort_key(profile.display_name)


def typed_key(text: str, order: NameOrder) -> str:
    """Return the key under which somebody stands whose name is just what was typed."""
    if order == "family":
        try:
            return _family_first(text) or sort_key(text)
        except InvalidValueError:  # no name
            pass
    return sort_key(text)


def _family_first(name: str | PersonName) -> str:
    """Return the key of a name by its family name; empty where it has none."""
    parts = split_name(name)
    if not parts.family:
        return ""
    others = " ".join(part for part in (parts.given, parts.middle) if part)
    keys = (sort_key(part) for part in (parts.family, others) if part)
    return _PART.join(keys)[:SORT_LIMIT]
