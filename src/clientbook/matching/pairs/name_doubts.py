"""What leaves a doubt between two names of which nothing speaks against one person.

A word that stands beside one of them: a title, a relation, a number, or which of several of one
name somebody is.  Each question is asked of two names as they are read, in both directions.
"""

from clientbook.domain.genders import GenderCode
from clientbook.domain.names import PersonName
from clientbook.matching.pairs.given_names import sex_of_given
from clientbook.matching.pairs.name_marks import (
    are_titles_of_two,
    part_in_one_piece,
    said_by_titles,
    title_of,
    titles_in_place,
)
from clientbook.matching.pairs.name_parts import (
    NameParts,
    is_only_a_relative,
    is_spelt,
)
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.relations import (
    is_named_by_father,
    may_be_two,
    relatives_in,
    sex_of_relation,
)
from clientbook.matching.pairs.title_words import (
    ONE_LETTER,
)
from clientbook.matching.pairs.uncut import cut_alike, differ_in_particle
from clientbook.matching.pairs.words_more import has_a_word_more
from clientbook.text import word_set

_MOST_DIGITS = 2
"""Digits of a number that programs write behind a name of which they have another."""
_TWO = frozenset((GenderCode.FEMALE.value, GenderCode.MALE.value))
_SAID_IN_FRONT = word_set("fils hijo pere padre")
"""Words that say which of several of one name somebody is, in front of it, too."""


def leave_doubt(a: PersonName, x: NameParts, b: PersonName, y: NameParts) -> bool:
    """True where a word beside one of two names may make it that of another person.

    Args:
        a: A name.
        x: The same, made ready.
        b: Another.
        y: The same, made ready.
    """
    if may_be_two(a, b) or differ_in_particle(x, y) or _differ_in_sex(a, x, b, y):
        return True
    if _differ_in_generation(a, x, b, y) or _differ_in_titles(a, x, b, y):
        return True
    one, two = (a, x, b, y), (b, y, a, x)
    return any(
        is_only_a_relative(name, parts, theirs)
        or _is_relative_beside_title(name, parts, other, theirs)
        or _is_only_titled(name, parts, other, theirs)
        or _is_titled_otherwise(name, parts, theirs)
        or has_a_word_more(name, parts, theirs)
        or _is_numbered(parts, theirs)
        or _is_called_otherwise(name, parts, theirs)
        or _is_the_other_half(parts, theirs)
        or is_named_by_father(name, other)
        for name, parts, other, theirs in (one, two)
    )


def _is_only_titled(
    name: PersonName, parts: NameParts, other: PersonName, theirs: NameParts
) -> bool:
    """True for a title without a given name beside a person who has one: M. Dupont, Léa Dupont.

    It tells less than a relation does: whom of the family nothing says.  So it is not beside the
    same sex, said of both, nor where M. may be the initial of the other.
    """
    if parts.given or not theirs.given:
        return False
    placed = titles_in_place(name)
    if not (title := title_of(placed) or placed.prefix):
        return False
    one, two = cut_alike(parts, theirs)
    if one.given or (title == ONE_LETTER and two.given.startswith(ONE_LETTER)):
        return False
    return not parts.sex or parts.sex != (theirs.sex or sex_of_relation(other, name))


def _is_relative_beside_title(
    name: PersonName, parts: NameParts, other: PersonName, theirs: NameParts
) -> bool:
    """True for a relation beside a title, where no given name is known: fils Dupont, M. Dupont."""
    if theirs.given or not title_of(titles_in_place(other)):
        return False
    said, others = relatives_in(name)[0], relatives_in(other)[0]
    if not said.issuperset(parts.given.split()):
        return False
    return bool(said - others) or (bool(parts.generation) and not theirs.generation)


def _differ_in_sex(a: PersonName, x: NameParts, b: PersonName, y: NameParts) -> bool:
    """True for a father and Mrs, a mother and Mr: the word of relation may be a name, too."""
    if x.sex and y.sex:
        return False  # titles tell by themselves
    one, two = x.sex or sex_of_relation(a, b), y.sex or sex_of_relation(b, a)
    return {one, two} == {GenderCode.FEMALE.value, GenderCode.MALE.value}


def _differ_in_generation(a: PersonName, x: NameParts, b: PersonName, y: NameParts) -> bool:
    """True where one name alone says which of several of one name it is: Tom Lee, Tom Lee Jr."""
    if x.relations or y.relations:
        return False
    said, others = relatives_in(a)[0], relatives_in(b)[0]
    if not _SAID_IN_FRONT.isdisjoint(said ^ others):
        return True
    return bool(x.generation) != bool(y.generation) and (said != others or not said)


def _differ_in_titles(a: PersonName, x: NameParts, b: PersonName, y: NameParts) -> bool:
    """True for titles of which each says what the other does not, unless given names are spelt out.

    Miss and Mrs, Dr and Mr, two that are not known; and Dr. and Dra., of whom the first may be
    either.
    """
    if is_spelt(x.given) and is_spelt(y.given):
        return False
    first, second = titles_in_place(a), titles_in_place(b)
    one, two = said_by_titles(first), said_by_titles(second)
    if one - two and two - one:
        return True
    feminine = {x.sex, y.sex} == {"", GenderCode.FEMALE.value}
    return feminine and are_titles_of_two(title_of(first), title_of(second))


def _is_titled_otherwise(name: PersonName, parts: NameParts, theirs: NameParts) -> bool:
    """True for a title, or a stated sex, before a given name of the other sex, or its initial.

    ``Mrs Oliver Wright`` is Oliver's wife, and ``Herr A. Weber`` hardly Anna.
    """
    if parts.sex not in _TWO or theirs.sex:
        return False
    parts, theirs = cut_alike(parts, theirs)  # "Mrs O Wright", whose letter may be a particle
    if not (called := theirs.given.split()[:1]):
        return False
    if parts.given.split()[:1] not in (called, [called[0][0]]):
        return False
    sex = sex_of_given(called[0], title_of(titles_in_place(name)))
    return bool(sex) and sex != parts.sex


def _is_called_otherwise(name: PersonName, parts: NameParts, theirs: NameParts) -> bool:
    """True for initials behind a name in one piece that has another given name: Lee Tom, M."""
    if not parts.given or is_spelt(parts.given) or not is_spelt(theirs.given):
        return False
    others = {*theirs.given.split(), *theirs.family.split()}
    return bool(part_in_one_piece(name)) and any(
        word in KNOWN and word not in others for word in parts.family.split()
    )


def _is_the_other_half(parts: NameParts, theirs: NameParts) -> bool:
    """True for a given name alone beside a family name alone, of which nothing agrees."""
    mine, yours = (bool(name.given) and not name.family for name in (parts, theirs))
    return (
        mine
        and not yours
        and bool(theirs.family)
        and not theirs.given
        and (parts.given != theirs.family)
    )


def _is_numbered(parts: NameParts, theirs: NameParts) -> bool:
    """True for a short number behind one of two names: ``Ann Lee #2`` is the second Ann Lee."""
    words, others = (f"{name.given} {name.family}".split() for name in (parts, theirs))
    return any(
        word.isdecimal() and len(word) <= _MOST_DIGITS and word not in others for word in words
    )
