"""Words that one of two names has beside the other's and that are no part of it.

``Marie Dupont enfants``, ``Marie Dupont mobile`` and ``Marie Dupont Léo`` may be Marie Dupont, or
somebody who comes with her or instead; ``Marie Dupont-Roy`` and ``Luis García López`` are of a
further family name.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.given_names import EXISTING, FAMILIES_TOO
from clientbook.matching.pairs.name_marks import part_in_one_piece
from clientbook.matching.pairs.name_parts import PARTICLES, NameParts, name_words
from clientbook.matching.pairs.remark_words import REMARKS, SMALL
from clientbook.text import COMMAS, fold_name

_OPENING = frozenset("([\"'“«‘")
"""Signs before a short name, or a remark of which another rule knows more."""


def has_a_word_more(name: PersonName, parts: NameParts, theirs: NameParts) -> bool:
    """True where a name has a word beside all of the other's that leaves open who it is.

    Args:
        name: A name.
        parts: The same, made ready.
        theirs: Another.
    """
    mine = {*parts.given.split(), *parts.family.split()}
    others = {*theirs.given.split(), *theirs.family.split()}
    more = mine - others - PARTICLES
    if not more or mine.isdisjoint(others):
        return False
    if not REMARKS.isdisjoint(more):
        return True
    part = part_in_one_piece(name)
    if not part or " " not in (text := getattr(name, part)):
        return False
    return _is_other_behind_comma(text, others) or _is_beside(text.split(), more, theirs)


def _is_other_behind_comma(text: str, others: AbstractSet[str]) -> bool:
    """True for a whole name with another one behind a comma: ``Marie Dupont, Léo`` beside Léo."""
    pieces = COMMAS.split(text)
    if len(pieces) < 2:
        return False
    front = name_words(pieces[0]).split()
    if len(front) < 2:
        return False
    given, rest = front[0], front[1:]
    if given not in EXISTING or given in others:  # "Roy Léa, Hugo"
        given, rest = front[-1], front[:-1]
        if given not in EXISTING or given in FAMILIES_TOO or given in others:
            return False
    letters = {word for word in others if len(word) == 1}
    return given[0] not in letters and not others.isdisjoint(rest)


def _is_beside(units: Sequence[str], more: AbstractSet[str], theirs: NameParts) -> bool:
    """True where what is more stands in front of the other's whole name, or behind it."""
    words = [fold_name(unit).split() for unit in units]
    first = next((said[0] for said in words if said and said[0] not in PARTICLES), "")
    if first in more and first in SMALL:
        return True
    end = len(units)
    while end and words[end - 1] and more >= {*words[end - 1]}:
        end -= 1
    said = {word for unit in words[:end] for word in unit}
    families, givens = theirs.family.split(), theirs.given.split()
    if not end or end == len(units) or not words[end - 1] or words[end - 1][-1] not in families:
        return False
    if not any(word in said or word[0] in said for word in givens):
        return False
    return any(_is_no_family(units, at) for at in range(end, len(units)))


def _is_no_family(units: Sequence[str], at: int) -> bool:
    """True for a word behind a family name that is a given name, or is written as no name is."""
    unit, rest = units[at], "".join(units[:at])
    words = fold_name(unit).split()
    if unit[:1] in _OPENING:
        return False
    if any(w in SMALL or (w in EXISTING and w not in FAMILIES_TOO) for w in words):
        return True
    small = unit.islower() and not rest.islower()
    return small or (len(unit) > 1 and unit.isupper() and not units[at - 1].isupper())
