"""What leaves a doubt between two names of which nothing speaks against one person.

A word that stands beside one of them: a title, a relation, a number, or which of several of one
name somebody is.  Each question is asked of two names as they are read, in both directions.
"""

from clientbook.domain.genders import GenderCode
from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_marks import (
    are_titles_of_two,
    marks_of,
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
from clientbook.text import word_set

_MOST_DIGITS = 2
"""Digits of a number that programs write behind a name of which they have another."""
_OF_MEN = word_set(
    """james john robert michael william david richard joseph thomas charles christopher daniel
    matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy edward
    jason jeffrey jacob nicholas eric jonathan stephen justin scott benjamin samuel gregory
    alexander patrick jack oliver harry oscar henry arthur peter simon philip philippe martin luke
    adam ian neil graham alan keith barry roger howard walter ernest albert frederick hugh
    pierre jacques henri louis francois bernard marcel rene georges andre alain gerard guy michel
    christophe laurent thierry olivier nicolas julien vincent mathieu guillaume etienne hugo luc
    marc antoine
    hans karl heinrich wilhelm friedrich otto franz josef johann johannes wolfgang klaus jurgen
    dieter uwe bernd stefan tobias lukas jan fritz ernst
    jose juan antonio manuel francisco luis javier carlos jesus miguel pedro pablo alejandro diego
    fernando jorge alberto sergio alvaro enrique ramon vicente rafael
    giovanni giuseppe mario luigi roberto stefano marco franco bruno paolo carlo giorgio luca
    matteo lorenzo davide pietro joao paulo henrik lars per anders erik nils piotr andrzej
    krzysztof tomasz istvan janos laszlo gyorgy mehmet mustafa ahmet mohamed mohammed ahmed ali
    hassan omar"""
)
"""Given names of men, by which a wife may be called: ``Mrs Oliver Wright``."""
_SONS = word_set("fils hijo")
"""Words that say which of several of one name somebody is, in front of it, too."""
_IN_FRENCH = "jean"
"""One of them in French, and a woman's in English."""


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
        or _may_be_wife(name, parts, theirs)
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
    if not _SONS.isdisjoint(said ^ others):
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


def _may_be_wife(name: PersonName, parts: NameParts, theirs: NameParts) -> bool:
    """True for a woman's title before the given name of a man, or its initial: his wife."""
    called = theirs.given.split()[:1]
    if theirs.sex or not called or called[0] not in _OF_MEN | {_IN_FRENCH}:
        return False
    if called[0] == _IN_FRENCH and title_of(titles_in_place(name)) not in ("mme", "madame"):
        return False
    return marks_of(name).sex == GenderCode.FEMALE.value and (
        parts.given.split()[:1] in (called, [called[0][0]])
    )


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
