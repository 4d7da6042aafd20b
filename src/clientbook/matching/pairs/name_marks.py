"""Words around a name that are no part of it, and what they say: a sex, a generation."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

import attrs

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_places import words_in_place
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.title_words import (
    ACADEMIC,
    BEHIND,
    FAMILIES_TOO,
    FEMALE,
    FEMALE_ACADEMIC,
    GENERATIONS,
    GENERATIONS_ALONE,
    GIVEN_TOO,
    IN_PREFIX,
    MALE,
    NAMES_TOO,
    OF_EITHER,
    ONE_LETTER,
    PREFIXES,
    SHORT,
    SIRS,
    SUFFIXES,
    UNMARRIED,
)
from clientbook.parsing.name_words import PARTICLES, TITLE_OR_NAME
from clientbook.text import COMMAS, fold_name, word_set

_DOTTED = re.compile(r"\b([A-Za-z]{1,4})(?:\.(?=(?:ra|na|ssa)\b)|\.?(?=ª))ª?", re.IGNORECASE)
_DONA = re.compile(r"\b(?:do[ñÑ]a\b|d\.?ª)", re.IGNORECASE)
_HYPHENED = re.compile(r"(?<!\w)([гд]|d)-(н|жа|р|na|l|ra)(?!\w)", re.IGNORECASE)
_DE_HEER = re.compile(r"^\s*(?:[Dd]e heer(?=\s)|(?i:de\s+heer)(?=\s+(\S+)(\s+\S)?))")
"""The Dutch title, and the family name where a given name alone follows it in capitals."""
_ARTICLES = word_set("le la l el il o a der die")
"""Words in front of a title: ``Le Docteur`` Roy, ``La Señora`` Ruiz."""
_LONGEST = 20  # letters of a title
_PARTS = ("given", "middle", "family")
_TIES = frozenset(("et", "and", "und", "y", "e"))


class Marks(NamedTuple):
    """What the words around a name say.

    Args:
        sex: ``"female"`` or ``"male"``; empty where no title says, or a couple is named.
        generation: ``"1"`` for a senior, ``"2"`` for a junior and so on; may be empty.
    """

    sex: str
    generation: str


NO_MARKS = Marks("", "")


def fold_titled(text: str) -> str:
    """Fold a name; a title with a sign inside is one word: ``Sig.ra``, ``Sr.ª``, ``г-н``.

    ``Mª`` is María.
    """
    if "ñ" in text or "ª" in text or "Ñ" in text:
        text = _DONA.sub("dna", text)
    if text[:2] in ("de", "De", "DE"):
        text = _DE_HEER.sub(_heer, text)
    if "." in text or "ª" in text:
        text = _DOTTED.sub(lambda met: met[1] + ("a" if met[0][-1] == "ª" else ""), _maria(text))
    if "-" in text:
        text = _HYPHENED.sub(r"\1\2", text)
    return fold_name(text)


_maria = partial(re.compile(r"\bM(?:\.?ª|a\.(?=\s*\w))").sub, "Maria")


def _heer(met: re.Match[str]) -> str:
    alone = met[1] is not None and met[2] is None
    return met[0] if alone and fold_name(met[1]) in KNOWN else "dhr"


@lru_cache(maxsize=16_384)
def is_title(text: str, *, of_given: bool = False) -> bool:
    """True for a part of a name in which a title stands instead of one: ``Mme`` Durand.

    *De Heer* is one where a given name should stand.
    """
    if of_given and fold_name(text) == "de heer":
        return True
    words = fold_titled(text).split() if len(text) <= _LONGEST else []
    titles = [w for w in words if w in FEMALE or w in MALE or w in ACADEMIC]
    return bool(titles) and words[-1] in titles and _ARTICLES.issuperset({*words} - {*titles})


def title_of(name: PersonName) -> str:
    """Return the first title of a name whose titles are in their place; empty where it has none."""
    if name.prefix and (words := _prefix_words(name.prefix)):
        return words[0] if words[0] in PREFIXES or words[0] == ONE_LETTER else ""
    for text in (name.full, name.family):
        words = fold_titled(text).split() if text and " " in text else []
        if words and (words[0] in PREFIXES or _is_before(words, 0)):
            return words[0]
        if words and words[-1] in BEHIND:
            return words[-1]
    return ""


def name_beside(text: str) -> str:
    """Return the one of two words that is a name though it may be a title; empty for most.

    ``Don``, ``Junior`` and ``Mag`` are titles and suffixes beside a whole name, and given names in
    front of one word; Mr and Dr are always titles, and a son is a relation.  Behind one word titles
    are names too: ``Smith Don``, and the family name in ``Uwe Herr``.
    """
    words = fold_titled(text).split()
    if len(words) != 2:
        return ""
    if may_be_title_behind(*words):
        return words[1]
    in_front = words[1] not in PREFIXES | SUFFIXES and words[0] in NAMES_TOO
    return words[0] if in_front else ""


def may_be_title_behind(word: str, title: str) -> bool:
    """True for the second of two folded words that may be a title or a name: ``Smith Don``."""
    if word in PREFIXES | SUFFIXES or word == ONE_LETTER:
        return False
    return title in GIVEN_TOO or (title in FAMILIES_TOO and word in KNOWN)


def part_in_one_piece(name: PersonName) -> str:
    """Return the part in which a name stands in one piece; empty for a name in columns."""
    if not (name.given or name.family):
        return "full" if name.full else ""
    if name.middle or (name.given and name.family):
        return ""
    return "given" if name.given else "family"


def _title_in_front(name: PersonName) -> PersonName:
    """Return a name in one piece with a title behind its family name in front: ``Roy, Herr``."""
    part = part_in_one_piece(name)
    words = COMMAS.sub(" ", getattr(name, part)).split() if part else []
    if len(words) < 2 or not _is_title_behind(words):
        return name
    return attrs.evolve(name, **{part: " ".join((words[-1], *words[:-1]))})


def _is_title_behind(words: list[str]) -> bool:
    said, title = [fold_titled(word) for word in words[:-1]], fold_titled(words[-1])
    names = [word for word in said if word not in PARTICLES]
    if len(names) != 1 or names[0] in PREFIXES or title in GENERATIONS:
        return False
    if may_be_title_behind(names[0], title) and not words[-1].endswith("."):
        return False
    told = title in FEMALE or title in MALE or title in ACADEMIC
    return told or (words[-1].endswith(".") and title in PREFIXES)


def titles_in_place(name: PersonName) -> PersonName:
    """Return a name with the titles that stand instead of one of its parts in front of it.

    ``Mme`` as given name, ``Durand`` as family name are Mme Durand, of whom no given name is known.
    Other words around it are in their place, too.
    """
    name = _title_in_front(words_in_place(name))
    alone = [
        part
        for part in _PARTS
        if (text := getattr(name, part))
        and is_title(text, of_given=part == "given")
        and not _is_behind(name, part)
        and not (part == "family" and _is_family_too(name))
    ]
    if name.suffix and is_title(name.suffix) and fold_name(name.suffix) not in GENERATIONS:
        alone.append("suffix")
    if not alone or not any(getattr(name, p) for p in (*_PARTS, "full") if p not in alone):
        return name
    titles = " ".join(filter(None, (name.prefix, *(getattr(name, part) for part in alone))))
    name = attrs.evolve(name, prefix=titles, **dict.fromkeys(alone))
    if "family" not in alone or name.middle or not name.given:
        return name
    return attrs.evolve(name, given=None, family=name.given)  # "Durand", "Mme": in one piece, too


def _is_behind(name: PersonName, part: str) -> bool:
    """True for "Sr" that stands behind names as a suffix does: ``Tom Lee`` in one part, ``Sr``."""
    if part == "given" or fold_name(getattr(name, part)) not in GENERATIONS:
        return False
    return bool(name.given) and (
        part == "middle" or " " in f"{name.given} {name.middle or ''}".strip()
    )


def _is_family_too(name: PersonName) -> bool:
    """True for ``Herr`` as family name behind a given name that is known."""
    family, given = fold_name(name.family or ""), fold_name(name.given or "")
    return family in FAMILIES_TOO and bool(given) and KNOWN.issuperset(given.split())


def short_title(given: str) -> str:
    """Return the sex that an initial or a short given name tells as a title; may be empty."""
    return SHORT.get(given, "")


def marks_of(name: PersonName) -> Marks:
    """Return what titles and suffixes of a name say, in parts of their own or beside the name."""
    return marks_in_place(titles_in_place(name))


def marks_in_place(name: PersonName) -> Marks:
    """Return what :func:`marks_of` does of a name whose titles are in their place."""
    texts = (name.full, name.given, name.family)
    return marks_in(name.prefix, name.suffix, texts, whole_of(name))


def whole_of(name: PersonName) -> str:
    """Return the whole name, in order, if a word may stand inside of it; else an empty string."""
    if not (name.given or name.family):
        return name.full or ""
    return in_order(name.given, name.middle, name.family)


def in_order(given: str | None, middle: str | None, family: str | None) -> str:
    """Return what :func:`whole_of` does of parts."""
    if not middle and " " not in (given or "") and " " not in (family or ""):
        return ""
    return " ".join(filter(None, (given, middle, family)))


def marks_in(
    before: str | None, after: str | None, texts: Iterable[str | None], whole: str = ""
) -> Marks:
    """Return what titles and suffixes say that stand alone, beside one of some texts, or inside.

    Args:
        before: Titles.
        after: Suffixes.
        texts: Parts of a name, at whose ends such words may stand.
        whole: The whole name, inside of which a suffix may stand: ``Tom Jr Lee``.
    """
    prefix = _prefix_words(before) if before else []
    suffix = fold_name(after).split() if after else ()
    sexes = {sex for w in prefix if (sex := sex_of_title(w) or IN_PREFIX.get(w, ""))}
    generations = [GENERATIONS_ALONE.get(word, GENERATIONS.get(word, "")) for word in suffix]
    generations += [GENERATIONS_ALONE.get(word, "") for word in prefix]
    for text in texts:
        if text is not None and " " in text and _may_be_marked(text):
            found = _marks_beside(text)
            sexes.update(found.sex.split())
            generations.append(found.generation)
    if whole.count(" ") > 1:
        generations.append(_generation_inside(whole))
    said = {generation for generation in generations if generation}
    if not sexes and not said:
        return NO_MARKS
    return Marks(min(sexes) if len(sexes) == 1 else "", min(said) if len(said) == 1 else "")


def _prefix_words(text: str) -> list[str]:
    """Return the titles of a text of nothing else: ``De heer`` is one."""
    words = fold_titled(text).split()
    if words[:2] == ["de", "heer"]:
        return ["dhr", *words[2:]]
    return [word for word in words if word not in _ARTICLES] or words


def said_by_titles(name: PersonName) -> frozenset[str]:
    """Return what the titles of a name say whose titles are in their place: ``Frau Dr.`` both.

    Each says its sex, and of a woman mostly whether she is married; Dr and Docteur are one.
    """
    if name.prefix:
        words = _prefix_words(name.prefix)
    else:
        text = name.full or name.family or ""
        found = fold_titled(text).split() if " " in text else []
        end = next((n for n in range(len(found)) if not _is_before(found, n)), len(found))
        words = found[:end] or [word for word in found[-1:] if word in BEHIND]
    said = {part for word in words for part in _title_says(word).split()}
    return frozenset(said - _TIES - GENERATIONS_ALONE.keys())


def _title_says(word: str) -> str:
    if word in FEMALE_ACADEMIC:
        return f"female {word[:1]}"
    if word in ACADEMIC:
        return word[:1]
    sex = sex_of_title(word) or IN_PREFIX.get(word, "")
    if sex != "female" or word in OF_EITHER:
        return sex or word
    return "female miss" if word in UNMARRIED else "female mrs"


def are_titles_of_two(one: str, two: str) -> bool:
    """True for a title and its feminine: Dr. and Dra., of whom the first may be a woman."""
    return (one in ACADEMIC and two in FEMALE_ACADEMIC) or (
        two in ACADEMIC and one in FEMALE_ACADEMIC
    )


def sex_of_title(word: str) -> str:
    """Return the sex that a title tells; empty for every other word."""
    if word in FEMALE:
        return "female"
    return "male" if word in MALE or word == ONE_LETTER else ""


_fold_word = lru_cache(maxsize=16_384)(fold_titled)


def _generation_inside(text: str) -> str:
    """Return what a suffix says behind the first word of a name; empty where none does, or two."""
    words = [_fold_word(word) for word in text.split()]
    found = {
        GENERATIONS[word]
        for before, word in pairwise(words)
        if word in GENERATIONS and before not in PREFIXES and before not in _TIES
    }
    if text.endswith(" I"):  # the first of several; elsewhere it is an initial
        found.add("1")
    return found.pop() if len(found) == 1 else ""


def _may_be_marked(text: str) -> bool:
    """False for a text whose ends are no titles and no suffixes: most names, quickly seen."""
    words = text.split()
    first, last = _fold_word(words[0]), _fold_word(words[-1])
    in_front = first in PREFIXES or first in (ONE_LETTER, "de") or " " in first
    is_behind = last in GENERATIONS or last in BEHIND
    return in_front or is_behind or " " in last or COMMAS.search(text) is not None


@lru_cache(maxsize=16_384)
def _marks_beside(text: str) -> Marks:
    """Return what stands before and behind a name says; of a couple both sexes."""
    sexes: set[str] = set()
    generation = ""
    pieces = [fold_titled(piece).split() for piece in COMMAS.split(text)]
    least = 1 if len(pieces) == 1 else 0
    for number, words in enumerate(pieces):
        end = len(words)
        if words and words[-1] in GENERATIONS and (number or end > 1):
            generation = GENERATIONS[words[-1]]
            end -= 1
        elif words and words[-1] in BEHIND and end > 1:
            sexes.add(sex_of_title(words[-1]))
            end -= 1
        taken = 0
        while taken < end - least and _is_before(words, taken):
            word = words[taken]
            sexes.add(sex_of_title(word) or SIRS.get(word, ""))
            taken += 1
    found = Marks(" ".join(sorted(sexes - {""})), generation)
    return found if any(found) else NO_MARKS


def _is_before(words: list[str], place: int) -> bool:
    """True for a title, or what ties two of them, at a place from which on titles stand."""
    word = words[place]
    if word == ONE_LETTER:  # "M. Dupont"; "M. J. Dupont" begins with an initial
        return place == 0 and len(words) > 1 and len(words[1]) > 1
    if word in _TIES:
        return 0 < place < len(words) - 1 and words[place + 1] in PREFIXES
    return word in PREFIXES


@lru_cache(maxsize=4_096)
def is_only_marks(text: str) -> bool:
    """True for a text in which nothing but titles and suffixes stands, such as ``"PhD"``."""
    words = fold_name(text).split()
    return bool(words) and all(w in SUFFIXES or w in PREFIXES - TITLE_OR_NAME for w in words)
