"""Names of which nothing tells where the family name ends: the name they are beside does.

``Le Goff Nolwenn`` begins with a family name, ``Ben Smith`` does not, and both begin with a word
that may be a particle.  By itself such a name is a family name as a whole; beside another one each
of its words is what it meets there.  What meets nothing is a given name, so that Ben Smith is as
little Anna Smith in one piece as in two.
"""

from functools import lru_cache

import attrs

from clientbook.matching.pairs.name_part_levels import PartLevel, compare_family, compare_given
from clientbook.matching.pairs.name_parts import PARTICLES, NameParts, compact, is_uncut

_MOST_JOINED = 4
"""Words in a row that may be one word of the other name: ``van der Berg``, ``Vanderberg``."""

_SPELLINGS = ("st saint", "mac mc", "al el", "bin ben ibn")
"""Particles of which one is another way to write the other."""


def differ_in_particle(a: NameParts, b: NameParts) -> bool:
    """True for a particle of one name where the other has another word: van Dam, ten Dam.

    What is a particle in one language is a name in another (Nguyễn Văn Lan, Nguyễn Thị Lan), so
    that it may be what tells two persons apart.  Of names of which nothing tells where the family
    name ends, each word may be.
    """
    words, others = (f"{name.given} {name.family}".split() for name in (a, b))
    if words == others or len(words) != len(others):
        return False
    each = is_uncut(a) and is_uncut(b)
    only = [word for word in words if word not in others]
    theirs = [word for word in others if word not in words]
    if "".join(only) in theirs or "".join(theirs) in only:  # Le Goff, Legoff
        return False
    return any(
        not _is_spelling(word, other) and (each or word in PARTICLES or other in PARTICLES)
        for word, other in zip(only, theirs, strict=False)
    )


def stands_within(a: NameParts, b: NameParts) -> bool:
    """True when all words of one name, two at least and no initials, stand in the other, too.

    What the other has beside them may be a further name or a remark: ``Rossi Maria Teresa``,
    ``Chiara Rossi mobile``.
    """
    words, others = ({*name.given.split(), *name.family.split()} for name in (a, b))
    short, long = (words, others) if len(words) < len(others) else (others, words)
    return sum(len(word) > 1 for word in short - PARTICLES) > 1 and short < long


def _is_spelling(word: str, other: str) -> bool:
    """True for an initial, or a short form, and its word, and for two ways to write a particle."""
    if compare_given(word, other) is PartLevel.NICKNAME:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return any({word, other}.issubset(spelling.split()) for spelling in _SPELLINGS)


def cut_alike(a: NameParts, b: NameParts) -> tuple[NameParts, NameParts]:
    """Return two names, each divided as the other one tells where nothing else does."""
    if a.given and b.given:  # most names, quickly seen
        return a, b
    return _cut_by(a, b), _cut_by(b, a)


def _cut_by(name: NameParts, other: NameParts) -> NameParts:
    if not is_uncut(name):
        return name
    theirs = (other.family, other.other_family), (other.given, other.other_given)
    given, family = _parts(name.family, *theirs)
    return attrs.evolve(name, given=given, family=family) if given and family else name


@lru_cache(maxsize=16_384)
def _parts(whole: str, families: tuple[str, ...], givens: tuple[str, ...]) -> tuple[str, str]:
    """Divide the words of a name by the parts of another, of which some may be empty.

    A particle inside belongs to what stands behind it.  So does the one in front where the given
    name of the other stands elsewhere: ``Le Goff Nolwenn`` beside Nolwenn Goff.
    """
    words, is_given = whole.split(), dict[int, bool]()
    for parts, said in ((families, False), (givens, True)):
        _note_joined(words, parts, is_given, said)
    in_front = 0 not in is_given and words[0] in PARTICLES
    for at, word in enumerate(words):
        if at not in is_given and not (at and word in PARTICLES):
            is_given[at] = not _meets(word, families, givens)
    for at in reversed(range(len(words))):
        is_given.setdefault(at, is_given.get(at + 1, False))
    if in_front and not is_given[1]:
        rest = " ".join(word for at, word in enumerate(words) if at and is_given[at])
        is_given[0] = not _is_said(rest, givens[0])
    given, family = (
        " ".join(word for at, word in enumerate(words) if is_given[at] is said)
        for said in (True, False)
    )
    return given, family


def _is_said(words: str, given: str) -> bool:
    """True when words say a whole given name, or more."""
    level = compare_given(words, given)
    return level <= PartLevel.LOOSE and (
        level is not PartLevel.SUBSET or words.count(" ") >= given.count(" ")
    )


def _note_joined(
    words: list[str], parts: tuple[str, ...], is_given: dict[int, bool], said: bool
) -> None:
    """Note which words, alone or in a row, are a whole part of the other name or a word of it."""
    sought = {compact(part) for part in parts}.union(*(part.split() for part in parts)) - {""}
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_JOINED, len(words)) + 1):
            if "".join(words[start:end]) in sought:
                for at in range(start, end):
                    is_given.setdefault(at, said)


def _meets(word: str, families: tuple[str, ...], givens: tuple[str, ...]) -> bool:
    """True for a word that is one of the family names but for a slip, and no given name."""
    slips = {PartLevel.EXACT, PartLevel.TYPO, PartLevel.LOOSE}
    if len(word) == 1 or any(
        compare_given(word, said) <= PartLevel.LOOSE for part in givens for said in part.split()
    ):
        return False
    return any(compare_family(word, said) in slips for part in families for said in part.split())
