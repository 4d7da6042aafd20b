"""What tells namesakes apart and a known name does not say yet, also of a name in one piece.

Whoever was *Weber* and comes as *Frau Weber* is a woman from then on, so that *Herr Weber* is
somebody else; and *Jean*, who is *Jean-Luc*, is not *Jean-Marc*.
"""

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_marks import marks_of, part_in_one_piece
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.parsing.names import split_name
from clientbook.text import fold_name

_MOST = 4  # given names


def said_beyond(old: PersonName, new: PersonName) -> dict[str, str | None]:
    """Return the parts of a name that another of the same person says more of.

    Args:
        old: The name that is known.
        new: What is said of it now.

    Returns:
        A title that tells the sex and a suffix that tells which of several of one name it is,
        where the known name has none; and given names, or a whole name, with further given names.
    """
    found: dict[str, str | None] = {}
    part = part_in_one_piece(new)
    if old == new or (part and getattr(old, part) == getattr(new, part)):
        return found
    cut = split_name(getattr(new, part)) if part else new
    before, now = marks_of(old), marks_of(new)
    if cut.prefix and now.sex and not before.sex and not old.prefix:
        found["prefix"] = cut.prefix
    if cut.suffix and now.generation and not before.generation and not old.suffix:
        found["suffix"] = cut.suffix
    if old.given and old.family and _is_same(old.family, cut.family):
        if cut.given and not old.middle and _says_more(old.given.split(), cut.given):
            found["given"] = cut.given
    elif part == "full" and part_in_one_piece(old) == "full" and not (cut.prefix or cut.suffix):
        mine = split_name(old)
        given = mine.given if _is_same(mine.family, cut.family) else None
        if given and cut.given and new.full and _says_more(given.split(), cut.given):
            found["full"] = new.full
    return found


def _is_same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and fold_name(one or "") == fold_name(other or "")


def _says_more(given: list[str], said: str) -> bool:
    """True for given names that begin with those that are known; further ones exist as names."""
    mine, theirs = fold_name(" ".join(given)).split(), fold_name(said).split()
    more = theirs[len(mine) :]
    return (
        bool(more)
        and len(theirs) <= _MOST
        and theirs[: len(mine)] == mine
        and all(len(word) > 1 and word in KNOWN for word in more)
    )
