"""Names of several persons: ``Tom and Ann Lee`` is surely neither Tom Lee nor Ann Lee."""

import re
from enum import Enum
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_marks import (
    fold_titled,
    is_only_marks,
    sex_of_title,
)
from clientbook.matching.pairs.relation_words import RELATIVES
from clientbook.matching.pairs.relations import OTHER_NAMES
from clientbook.matching.pairs.title_words import (
    PREFIXES,
    SUFFIXES,
)
from clientbook.text import COMMAS, word_set


class Beside(Enum):
    """How two names stand to one another of which at least one is of several persons."""

    SAME = "the same persons by their words"
    FITS = "one may be among the other"
    APART = "nothing but a comparison of the names tells"


class Several(NamedTuple):
    """What a name of several persons says.

    Args:
        names: Words of their names.
        words: The same with what else is said, titles as the sex they tell.
        certain: False where what ties the persons may tie two halves of one name as well.
    """

    names: frozenset[str]
    words: frozenset[str]
    certain: bool


_HOUSEHOLDS = {
    **dict.fromkeys(
        word_set("""family household famille foyer familie fam haushalt familia famiglia gezin"""),
        "household",
    ),
    **dict.fromkeys(
        word_set("couple eheleute ehepaar echtpaar matrimonio pareja coppia coniugi casal"),
        "couple",
    ),
    **dict.fromkeys(word_set("siblings geschwister gebruder hermanos fratelli irmaos"), "siblings"),
    **dict.fromkeys(
        word_set("messrs messieurs mm herren heren senores sres srs signori sigg"), "men"
    ),
    **dict.fromkeys(word_set("mesdames mmes damen senoras sras signore sigre"), "women"),
}
_BEHIND = word_set("family household couple siblings")
"""Of these, the ones that stand behind a name; the others are family names there: ``Ana Casal``."""
_AND = re.compile(r"\s*[&+]\s*|\s+(?:et|and|und|u\.)\s+", re.IGNORECASE)
_MAYBE_AND = re.compile(r"\s*/\s*|\s+(?:en|ou|or|oder)\s+", re.IGNORECASE)
_AND_IN_NAMES = re.compile(r"\s+[yei]\s+")
"""What ties two persons in languages in which it ties two family names as well."""
_TIES = word_set("et and und u y e i en ou or oder")
_SMALL = _TIES | word_set(
    "the la le les l el los il i die der das de du des d von van di del da do"
)
_TITLES = PREFIXES | {"d"}
_BRACKETS = re.compile(r"[()\[\]]")


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name without "M." in front of a word that is no initial."""
    found = fold_titled(text).split()
    if len(found) > 1 and found[0] == "m" and (len(found[1]) > 1 or found[1] in _TIES):
        return ("mr", *found[1:])
    return tuple(found)


def _names(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words) - _SMALL - PREFIXES - SUFFIXES


def _household(words: tuple[str, ...]) -> str:
    """Return the word that makes a name that of a household, empty where none does."""
    if len(words) < 2:
        return ""
    first = next((word for word in words if word not in _SMALL), "")
    return first if first in _HOUSEHOLDS else words[-1] if words[-1] in _BEHIND else ""


@lru_cache(maxsize=16_384)
def _several_in(text: str) -> Several | None:
    """Return what a text says of several persons; None for the name of one."""
    pieces, certain = _persons(_turned(_BRACKETS.sub(" ", text).strip()))
    words = tuple(word for piece in pieces for word in _said(piece))
    household = _household(words)
    if len(pieces) < 2 and not household:
        return None
    said = {_HOUSEHOLDS[w] if w == household else sex_of_title(w) or w for w in words}
    return Several(
        _names(words) - {household}, frozenset(said) - _SMALL, certain or bool(household)
    )


def _said(piece: str) -> tuple[str, ...]:
    words = _words(piece)
    return ("mr",) if words == ("m",) else words


def _turned(text: str) -> str:
    """Return "Ana y Luis Ruiz" for "Ruiz, Ana y Luis"."""
    pieces = COMMAS.split(text)
    return f"{pieces[1]} {pieces[0]}".strip() if len(pieces) == 2 else text


def _persons(text: str) -> tuple[list[str], bool]:
    """Cut a text where it ties persons; say also whether it surely does."""
    pieces = _cut(_AND, text)
    if len(pieces) > 1:
        return pieces, True
    pieces = _cut(_MAYBE_AND, text)
    if len(pieces) > 1:
        return pieces, all(word in PREFIXES for word in _said(pieces[0]))
    pieces = _cut(_AND_IN_NAMES, text)
    if len(pieces) == 2:  # not "José Ortega y Gasset"
        said = [_said(piece) for piece in pieces]
        one, two = map(_untitled, said)
        titled = not one or all(map(_is_titled, said))
        if titled or (len(two) > 1 and (len(one) == 1 or one[-1] == two[-1])):
            return pieces, titled
    return [text], False


def _is_titled(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and words[0] in _TITLES


def _untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without the titles in front of them."""
    return tuple(dropwhile(_TITLES.__contains__, words))


def _cut(tie: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in tie.split(text) if any(map(str.isalpha, piece))]


def _texts(name: PersonName) -> tuple[str, ...]:
    """Return the whole of a name, as its parts say it and in one piece."""
    parts = (name.prefix, name.given, name.middle, name.family, name.suffix)
    said = (" ".join(filter(None, parts)) if name.given or name.family else None, name.full)
    return tuple(text for text in said if text) or (name.display,)


def _several(name: PersonName) -> Several | None:
    found = next(filter(None, map(_several_in, _texts(name))), None)
    if found is None and name.given and name.family and COMMAS.search(name.given):
        return _listed(name.given, _words(_texts(name)[0]))
    return found


def _listed(given: str, words: tuple[str, ...]) -> Several | None:
    """Return what given names behind commas say: ``Léa, Luc`` are two, or two names of one.

    Titles, initials, relations and a name at birth are no second person.
    """
    pieces = [_words(piece) for piece in COMMAS.split(given) if not is_only_marks(piece)]
    persons = [piece for piece in pieces if any(len(word) > 1 for word in piece)]
    if len(persons) < 2 or any(
        piece[0] in OTHER_NAMES or not RELATIVES.isdisjoint(piece) for piece in persons
    ):
        return None
    said = {sex_of_title(word) or word for word in words}
    return Several(_names(words), frozenset(said) - _SMALL, certain=True)


def beside_several(a: PersonName, b: PersonName) -> Beside | None:
    """Say how names stand to one another of which at least one is of several persons.

    Returns:
        None where neither is: ``Anne-Marie / Roy`` beside Anne-Marie Roy is a name in two halves,
        and ``Wang En Lai`` beside Wang Enlai that of one.
    """
    one, two = _several(a), _several(b)
    if one is None and two is None:
        return None
    words, theirs = (frozenset(_words(_texts(name)[0])) for name in (a, b))
    if (one is None or two is None) and words == theirs:
        return None
    if one is not None and two is not None and one.words == two.words:
        return Beside.SAME
    names = one.names if one else _names(_words(_texts(a)[0]))
    others = two.names if two else _names(_words(_texts(b)[0]))
    certain = all(found.certain for found in (one, two) if found)
    fits = _are_among(names, others) or _are_among(others, names)
    if not certain and (names == others or not fits):
        return None
    return Beside.FITS if fits else Beside.APART


def _are_among(names: frozenset[str], others: frozenset[str]) -> bool:
    """True where each of some words, or the word of which it is the initial, is among others."""
    first = {word[0] for word in others}
    return bool(names) and all(w in others or (len(w) == 1 and w in first) for w in names)
