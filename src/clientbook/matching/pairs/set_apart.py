"""What stands apart from a name: a remark, a firm, or whom somebody only names.

``Ann Lee, VIP``, ``Ann Lee (VIP)`` and ``Ann Lee - regular`` may be Ann Lee, ``Ann for Tom Lee``
and ``Ann (Tom Lee)`` are not Tom Lee, and ``Léa Dupont SARL`` is a firm of hers: of none of them a
name says surely who it is.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import attrs

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.firms import mark_of_firm
from clientbook.matching.pairs.name_marks import (
    is_only_marks,
)
from clientbook.matching.pairs.name_parts import NO_NAME, PARTICLES, NameParts, is_plain, name_parts
from clientbook.matching.pairs.name_places import words_in_place
from clientbook.matching.pairs.nicknames import KNOWN, same_person_variants
from clientbook.matching.pairs.relation_words import RELATIVES, relation_words
from clientbook.matching.pairs.relations import OTHER_NAMES, TIES
from clientbook.matching.pairs.title_words import (
    PREFIXES,
    SUFFIXES,
)
from clientbook.text import COMMAS, fold_name

_PARTS = ("given", "middle", "family")
_DASH = re.compile(r"\s+[-–—]+\s+")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_AND = frozenset(("and", "et", "und", "y", "e", "i", "en", "u", "ou", "or", "oder"))
_FOR = re.compile(
    r"(?:^|(?<=[\s,(]))(?:for|pour|für|fuer|chez|c/o|p/o|care of|on behalf of|attn?\.?:?|att:"
    r"|z\.\s?hd\.?|[^\W\d_]{3,}\s+of|(?-i:per|via|bei|para|voor|dla|por|i\.\s?[AV]\.))(?=\s+\S)",
    re.IGNORECASE,
)
"""Words that say for whom somebody comes; a given name in capitals is none of them (``Per``).

Whatever is *of* somebody is none of the name: ``Guest of Tom Lee``.
"""
_COMPANY = re.compile(
    r"(?:\s*\+\s?\d+|\s+plus one|\s+[x×]\s?\d+|\s+\d+\s?[x×]|(?<=[sxzß])['’´`]\s+[^\W\d_]{3,})\s*$",
    re.IGNORECASE,
)
"""Who comes with others, or is somebody's: ``Tom Lee +1``, ``Tom Lees' tenant``."""
_DEGREES = frozenset(("ba", "ma", "bs", "ms"))
"""Degrees that may be initials: "Ann Lee, B.A."."""
_TRIGGER = re.compile(r"[(\[,،，、]|\s[-–—]+\s")


class SetApart(NamedTuple):
    """A name, and what stands apart from it.

    Args:
        name: The name without it.
        words: Its words, folded; none of a further given name.
        own: Words of the name.
        sure: False where it may be a given name all the same, or is no remark.
        remark: False where it is a word of relation, of a firm or of whom somebody names.
    """

    name: PersonName
    words: frozenset[str]
    own: frozenset[str]
    sure: bool
    remark: bool = False


class _Cut(NamedTuple):
    """A text without what stands apart from it."""

    rest: str
    apart: str
    sure: bool = True


def set_apart(name: PersonName) -> SetApart | None:
    """Return what stands apart from a name whose words are in their place; None for most."""
    given, family, full = name.given, name.family, name.full
    if (
        (not given or given.isalpha())
        and (not family or family.isalpha())
        and (not full or full.isalpha())
        and not name.middle
    ):
        return None  # two words have nothing beside them
    return (
        _named_for(name)
        or _accompanied(name)
        or _remarked(name)
        or _of_a_firm(name)
        or _related(name)
    )


def without_remark(name: PersonName) -> PersonName:
    """Return a name without a remark that is surely none of its words."""
    found = _remarked(name)
    return found.name if found is not None and found.sure and found.words else name


def bare_parts(name: PersonName | None) -> NameParts:
    """Make a name ready for the comparison of whole lists: without a remark."""
    if name is None:
        return NO_NAME
    if not is_plain(name) and has_remark(name.full, name.given, name.middle, name.family):
        name = without_remark(words_in_place(name))
    return name_parts(name)


def has_remark(*texts: str | None) -> bool:
    """True for parts of a name of which one may have a remark beside it."""
    return any(map(_has_remark, filter(None, texts)))


def _has_remark(text: str) -> bool:
    return not text.isalpha() and _may_have(text)


_may_have = lru_cache(maxsize=32_768)(lambda text: _TRIGGER.search(text) is not None)


def _words(text: str) -> list[str]:
    return [word for word in fold_name(text).split() if word not in PARTICLES]


def _texts(name: PersonName) -> dict[str, str]:
    parts = _PARTS if name.given or name.family else ("full",)
    return {part: text for part in parts if (text := getattr(name, part))}


def said_of(name: PersonName) -> str:
    """Return all words of a name, in parts or in one piece."""
    return " ".join(_texts(name).values())


def _made(name: PersonName, texts: dict[str, str], apart: str, *, sure: bool) -> SetApart | None:
    """Return a name of other texts; None where nobody is left."""
    kept = {part: texts.get(part) or None for part in _texts(name)}
    if not any(map(fold_name, filter(None, kept.values()))):
        return None
    rest = attrs.evolve(name, **kept)
    own = frozenset(_words(" ".join(texts.values()))) - PREFIXES
    return SetApart(rest, frozenset(fold_name(apart).split()), own, sure)


def _named_for(name: PersonName) -> SetApart | None:
    """Set apart whom a name is for; where nothing else is said, the word itself."""
    texts = _texts(name)
    for part, text in texts.items():
        if (met := _FOR.search(text)) is None:
            continue
        front = {p: t for p, t in texts.items() if list(texts).index(p) < list(texts).index(part)}
        before = text[: met.start()].strip(" (,-")
        if before or front:
            behind = [t for p, t in texts.items() if p not in front and p != part]
            apart = " ".join((text[met.start() :], *behind))
            return _made(name, {**front, part: before}, apart, sure=False)
        return _made(name, {**texts, part: text[met.end() :].strip()}, met[0], sure=False)
    return None


def _accompanied(name: PersonName) -> SetApart | None:
    """Set apart how many come with somebody, or who comes instead."""
    texts = _texts(name)
    for part, text in texts.items():
        if (met := _COMPANY.search(text)) is not None:
            return _made(name, {**texts, part: text[: met.start()]}, met[0], sure=False)
    return None


def _remarked(name: PersonName) -> SetApart | None:
    """Set apart what stands in brackets, behind a dash or behind a comma and is no name."""
    texts = _texts(name)
    if not has_remark(*texts.values()):
        return None
    apart: list[_Cut] = []
    for part in texts:
        others = " ".join(text for place, text in texts.items() if place != part)
        for cut in (_bracketed, _dashed, *(() if part == "given" else (_behind_comma,))):
            if (found := cut(texts[part], others)) is not None:
                texts = {**texts, part: found.rest}
                apart.append(found)
    said = " ".join(found.apart for found in apart)
    found = _made(name, texts, said, sure=all(cut.sure for cut in apart)) if apart else None
    return None if found is None else found._replace(remark=True)


def _bracketed(text: str, others: str) -> _Cut | None:
    met = _BRACKETS.search(text)
    if met is None:
        return None
    rest = f"{text[: met.start()]} {text[met.end() :]}".strip()
    own = _words(f"{rest} {others}")
    if not _is_remark(met[1], own) or (len(own) < 2 and len(_words(met[1])) < 2):
        return None  # "Paul (van der Berg)"
    within = met.end() < len(text) or bool(others)  # "Léa (Luc) Dupont"
    further = within and len(_words(met[1])) == 1 and fold_name(met[1]) in KNOWN
    return _Cut(rest, "" if further else met[1])


def _dashed(text: str, others: str) -> _Cut | None:
    met = _DASH.search(text)
    if met is None:
        return None
    rest, tail = text[: met.start()], text[met.end() :]
    words = _words(tail)
    one = len(words) < 2 and (not words or words[0] in KNOWN or len(_words(f"{rest} {others}")) < 2)
    if one or not _is_remark(tail, _words(f"{rest} {others}")):
        return None  # "Dupont - Martin", "Marie - Dupont"
    return _Cut(rest, tail)


def _behind_comma(text: str, others: str) -> _Cut | None:
    """Set apart the last pieces that are no given names: one behind a family name always is."""
    pieces = COMMAS.split(text)
    names = len(pieces)
    least = 1 if others else 2
    front = _words(pieces[0])
    if least == 2 and len(front) > 1 and (front[0] in KNOWN or _is_small(pieces[-1], text)):
        least = 1
    while names > least and _is_strange(pieces[names - 1]):
        names -= 1
    said = pieces[names:]
    if not said or all(is_only_marks(piece) for piece in said):
        return None
    small = all(_is_small(piece, text) for piece in said)
    return _Cut(", ".join(p.strip() for p in pieces[:names]), " ".join(said), small or names > 1)


def _is_small(piece: str, text: str) -> bool:
    """True for words that are written small, or in capitals where names are not."""
    said = piece.strip()
    capitals = said.isupper() and not text.isupper() and len(said) > 1 and "." not in said
    return capitals or (said[:1].islower() and not text.islower())


def _is_strange(piece: str) -> bool:
    words = _words(piece)
    if "".join(words) in _DEGREES and len(words) > 1:
        return True
    return not words or (_is_remark(piece, ()) and not any(w in KNOWN or len(w) < 2 for w in words))


def _is_remark(text: str, own: Iterable[str]) -> bool:
    """False for what says a relation, another name, a title, a further person or a short name."""
    words = fold_name(text).split()
    if not words or words[0] in _AND or text.strip()[:1] in "&+" or is_only_marks(text):
        return False
    if words[0] in OTHER_NAMES or not RELATIVES.isdisjoint(relation_words(text)):
        return False
    return not (len(words) == 1 and any(same_person_variants(words[0], word) for word in own))


def _of_a_firm(name: PersonName) -> SetApart | None:
    """Set apart a legal form behind a whole name, and a trade in front of it or behind."""
    words = _in_order(name)
    if len(words) < 3:
        return None
    for at in (len(words) - 1, 0):
        if mark := mark_of_firm(words[at][1], behind=at > 0):
            return _without_word(name, words, at, mark)
    return None


def _related(name: PersonName) -> SetApart | None:
    """Set apart a word of relation beside a whole name: ``Mutter Tom`` as given name, ``Lee``.

    What the grammar tells, and what is a given name or a suffix too, says more than that.
    """
    words = _in_order(name)
    folded = [fold_name(word) for _, word in words]
    least = 2 if name.family or name.full else 1  # beside a given name in its own column
    for at, word in enumerate(folded):
        if word not in RELATIVES or word in KNOWN | PREFIXES | SUFFIXES:
            continue
        own = [said for said in folded if said != word and said not in PREFIXES | PARTICLES]
        if len(own) >= least and (at == len(words) - 1 or folded[at + 1] not in TIES):
            return _without_word(name, words, at, word)
    return None


def _in_order(name: PersonName) -> list[tuple[str, str]]:
    """Return the words of a name, each with the part in which it stands."""
    return [(part, word) for part, text in _texts(name).items() for word in text.split()]


def _without_word(
    name: PersonName, words: list[tuple[str, str]], at: int, said: str
) -> SetApart | None:
    kept = words[:at] + words[at + 1 :]
    rest = {part: " ".join(word for place, word in kept if place == part) for part, _ in words}
    return _made(name, rest, said, sure=False)
