"""What tells namesakes apart and a known name does not say yet, also of a name in one piece.

Whoever was *Weber* and comes as *Frau Weber* is a woman from then on, so that *Herr Weber* is
somebody else; *Jean*, who is *Jean-Luc*, is not *Jean-Marc*; and *Dupont*, who is *Marie Dupont*,
is not *Paul Dupont*.
"""

import re
from collections.abc import Collection, Sequence

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_marks import marks_of, part_in_one_piece
from clientbook.matching.pairs.name_parts import PARTICLES, name_words
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.relation_words import RELATIVES
from clientbook.matching.pairs.remark_words import REMARKS
from clientbook.matching.pairs.title_words import PREFIXES, SUFFIXES
from clientbook.parsing.names import split_name
from clientbook.text import fold_name

_MOST = 6
"""Words of a name that completes another; a cell that holds more is a sentence."""
_OTHER = {"given": "family", "family": "given"}
_NO_NAMES = RELATIVES | PREFIXES | SUFFIXES | REMARKS
_STRANGE = re.compile(r"[^\w\s,.'’‘`-]|[\d_]")
"""Signs that no name has: who adds them says something else, too."""


def said_beyond(old: PersonName, new: PersonName) -> dict[str, str | None]:
    """Return the parts of a name that another of the same person says more of.

    Args:
        old: The name that is known.
        new: What is said of it now.

    Returns:
        A title that tells the sex and a suffix that tells which of several of one name it is,
        where the known name has none; and parts, or a whole name, that say all that stands and
        further names.
    """
    found: dict[str, str | None] = {}
    part, stood = part_in_one_piece(new), part_in_one_piece(old)
    if old == new or (part and getattr(old, part) == getattr(new, part)):
        return found
    cut = split_name(getattr(new, part)) if part else new
    before, now = marks_of(old), marks_of(new)
    if cut.prefix and now.sex and not before.sex and not old.prefix:
        found["prefix"] = cut.prefix
    if cut.suffix and now.generation and not before.generation and not old.suffix:
        found["suffix"] = cut.suffix
    text = _bare(getattr(new, part), cut) if part else ""
    if part and stood:
        return found | _longer(old, stood, text)
    if old.given and old.family and not old.middle:
        given, family = _placed(old.given, old.family, text) if part else (new.given, new.family)
        return found | _longer_parts(old.given, old.family, given, family)
    return found


def says_less(old: PersonName, new: PersonName) -> bool:
    """True for parts of a name that say less than the whole name that stands in one piece."""
    if part_in_one_piece(old) != "full" or not (new.given or new.family):
        return False
    kept = name_words(old.full or "").split()
    said = fold_name(" ".join(filter(None, (new.given, new.middle, new.family)))).split()
    left = [word for word in kept if not any(_is_met(word, other) for other in said)]
    return bool(left) and all(any(_is_met(word, other) for other in kept) for word in said)


def _bare(text: str, cut: PersonName) -> str:
    """Return a whole name without the titles in front of it and the suffixes behind."""
    if cut.prefix:
        text = text.removeprefix(cut.prefix)
    if cut.suffix:
        text = text.removesuffix(cut.suffix)
    return text.strip(" ,")


def _is_met(word: str, other: str) -> bool:
    """True for a word and itself, or for an initial that is spelt out."""
    return word == other or (len(word) == 1 < len(other) and other.startswith(word))


def _units(text: str) -> list[str]:
    return [unit for unit in text.replace(",", " ").split() if fold_name(unit)]


def _has_more(kept: Sequence[str], text: str) -> bool:
    """True for a text of names alone, in which all words stand that are known, and further ones."""
    said = [word for unit in _units(text) for word in fold_name(unit).split()]
    more = list(said)
    for word in kept:
        met = next((other for other in more if _is_met(word, other)), None)
        if met is None:
            return False
        more.remove(met)
    if PARTICLES.issuperset(more) or len(said) > _MOST or _STRANGE.search(text):
        return False
    further = [unit for unit in _units(text) if not set(fold_name(unit).split()).isdisjoint(more)]
    return all(_is_name(unit, text) for unit in further)


def _is_name(unit: str, text: str) -> bool:
    words = fold_name(unit).split()
    if PARTICLES.issuperset(words):
        return True
    small = unit.islower() and not text.islower()
    spelt = any(len(word) > 1 for word in words)
    return spelt and not small and _NO_NAMES.isdisjoint(words)


def _longer(old: PersonName, stood: str, text: str) -> dict[str, str | None]:
    """Return a name in one piece that says more than another: whole, or the part it lacks."""
    standing = getattr(old, stood)
    kept = name_words(standing).split()
    if not kept or not _has_more(kept, text):
        return {}
    if stood == "full" or " " in standing:
        return {stood: text}
    units = _units(text)
    own = [not set(fold_name(unit).split()).isdisjoint(kept) for unit in units]
    for at in reversed(range(len(units) - 1)):  # "Jan van der Berg", who was Berg
        own[at] |= stood == "family" and own[at + 1] and fold_name(units[at]) in PARTICLES
    parts = [
        " ".join(u for u, mine in zip(units, own, strict=True) if mine is o) for o in (True, False)
    ]
    found: dict[str, str | None] = {_OTHER[stood]: parts[1] or None}
    return found | {stood: parts[0]} if _has_more(kept, parts[0]) else found


def _placed(given: str, family: str, text: str) -> tuple[str | None, str | None]:
    """Divide a whole name as another one is: each word is of the part that it stands beside.

    A further name between the two is a given one where it exists as such; else nothing tells.
    """
    mine, theirs = fold_name(given).split(), fold_name(family).split()
    units, places = _units(text), ""
    for unit in units:
        words = fold_name(unit).split()
        places += "g" if _any_of(words, mine) else "f" if _any_of(words, theirs) else "?"
    if (
        not ({"g", "f"} <= set(places))
        or re.fullmatch(r"\?*(g[g?]*f[f?]*|f[f?]*g[g?]*)", places) is None
    ):
        return None, None
    places = _filled(units, places)
    if "?" in places:
        return None, None
    first, second = (
        " ".join(unit for unit, place in zip(units, places, strict=True) if place == which)
        for which in "gf"
    )
    return first, second


def _any_of(words: Sequence[str], known: Sequence[str]) -> bool:
    return any(_is_met(one, word) for word in words for one in known)


def _filled(units: Sequence[str], places: str) -> str:
    """Return whose the further words are: given names that exist, and what is behind a family."""
    found = list(places)
    for at, place in enumerate(places):
        if place != "?":
            continue
        exists = KNOWN.issuperset(fold_name(units[at]).split())
        before = found[at - 1] if at else ""
        behind = next((p for p in places[at:] if p != "?"), "")
        if before == "g" and (exists or not behind):
            found[at] = "g"
        elif before == "f" and not (behind == "g" and exists):
            found[at] = "f"
    return "".join(found)


def _longer_parts(
    given: str, family: str, said_given: str | None, said_family: str | None
) -> dict[str, str | None]:
    """Return the parts that say more, where the other one is no other name."""
    found: dict[str, str | None] = {}
    if not (said_given and said_family):
        return found
    mine, theirs = fold_name(given).split(), fold_name(said_given).split()
    longer = _has_more(mine, said_given) and theirs[: len(mine)] == mine
    more_family = _has_more(fold_name(family).split(), said_family)
    if (
        longer
        and KNOWN.issuperset(theirs[len(mine) :])
        and (more_family or fold_name(family) == fold_name(said_family))
    ):
        found["given"] = said_given
    if more_family and (longer or _is_among(theirs, mine) or _is_among(mine, theirs)):
        found["family"] = said_family
    return found


def _is_among(words: Collection[str], others: Collection[str]) -> bool:
    return all(any(_is_met(word, other) for other in others) for word in words)
