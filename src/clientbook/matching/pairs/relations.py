"""Names that say a relation: ``maman de Léa`` is another person than Léa."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_marks import (
    sex_of_title,
)
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.relation_words import (
    BEGIN,
    RELATIONS,
    RELATIVES,
    relation_words,
    sex_of_relative,
)
from clientbook.matching.pairs.title_words import (
    PREFIXES,
    SUFFIXES,
)
from clientbook.text import fold_name, word_set


class Relation(NamedTuple):
    """Whose relative a name speaks of.

    Args:
        who: What they are to them, such as ``"mother"``.
        whose: Words of the other one's name.
        said: The word that says it.
        told: True where the grammar says so (``of``, a genitive with its apostrophe); where the
            word only stands beside a name, it may be a name itself.
        own: Words of a name of one's own in front of it: ``Marie (mère de Paul)``.
    """

    who: str
    whose: frozenset[str]
    said: str
    told: bool = True
    own: frozenset[str] = frozenset()


_IN_BRACKETS = re.compile(r"(.*?)[(\[](.+?)[)\]]")
OTHER_NAMES = word_set("nee ne geb geborene geboren born nata nato nacida dit dite alias genannt")
"""Words in front of another name of the same person: ``Marie Dupont (née de Villiers)``."""
TIES = word_set("of to de du des d a au von vom v van der di del della do da")
"""Words that say whose relative somebody is, behind the word of relation."""
_ARTICLES = word_set("the la le l el il die der das a o de het")
_SMALL = TIES | word_set("la le l el il den the")
_BARE = {
    **dict.fromkeys(("um", "umm", "ummu", "oum", "oumm"), "mother"),
    **dict.fromkeys(("abu", "abou"), "father"),
    **dict.fromkeys(("ibn", "bin"), "son"),
    **dict.fromkeys(("bint", "binti"), "daughter"),
}
"""Words of Arabic names behind which the name of the child, or of the father, comes at once."""
_OF_FATHERS = word_set("bin ibn bint binti binte bte bt")
"""Words in front of the name of a father; *ben* is a name as well."""
_OF_CHILDREN = word_set("om abi bu")
"""Words in front of the name of a child that are names as well."""
_ELISIONS = str.maketrans("'’", "  ")
_GENITIVE = re.compile(r"(?<=\w)(?:['’´`]s|(?<=[sxzß])['’´`])\s+(?=\w)", re.IGNORECASE)
_HAS_APOSTROPHE = re.compile("['’´`]").search
_FIRST = BEGIN | _BARE.keys() | _ARTICLES
_fold_word = lru_cache(maxsize=16_384)(fold_name)
_SET_APART = re.compile(r"\s[-–—]+\s|[(\[]")
_BRACKETED = re.compile(r"[(\[]([^)\]]*)")


def _text(name: PersonName) -> str:
    behind = name.suffix
    if behind and RELATIVES.isdisjoint(relation_words(behind)):
        behind = None
    parts = (name.prefix, name.given, name.middle, name.family, behind)
    return " ".join(filter(None, parts)) if name.given or name.family else name.display


def _own(words: Iterable[str]) -> frozenset[str]:
    """Return the words of a name that are neither titles nor small."""
    return frozenset(words) - _SMALL - PREFIXES - SUFFIXES


@lru_cache(maxsize=16_384)
def _relations_in(text: str) -> tuple[Relation, ...]:
    """Return the relations that a name may say, in the order in which they count."""
    return tuple(found for found in (*_told(text), *_beside(text)) if found.whose)


def _told(text: str) -> Iterator[Relation]:
    words = relation_words(text.translate(_ELISIONS))
    if len(words) > 1 and words[0] in _BARE:
        yield Relation(_BARE[words[0]], frozenset(words[1:]), words[0])
    if len(words) > 3 and words[0] in _ARTICLES and words[1] in RELATIONS:
        words = words[1:]
    if len(words) > 2 and words[0] in RELATIONS and words[1] in TIES:
        yield Relation(RELATIONS[words[0]], frozenset(words[2:]) - _SMALL, words[0])
    yield from _told_behind(text)
    pieces = _GENITIVE.split(text)
    if len(pieces) == 2 and (said := relation_words(pieces[1])) and said[0] in RELATIONS:
        whose = _own([*relation_words(pieces[0]), *said[1:]])  # "Léa's mother Dupont"
        yield Relation(RELATIONS[said[0]], whose, said[0])


def _told_behind(text: str) -> Iterator[Relation]:
    """Yield what is told behind a name of one's own: whatever tie in brackets, else a relation."""
    if (met := _IN_BRACKETS.match(text)) and (own := _own(relation_words(met[1]))):
        words = relation_words(met[2].translate(_ELISIONS))
        if len(words) > 2 and words[1] in TIES and words[0] not in OTHER_NAMES:
            yield Relation(RELATIONS.get(words[0], words[0]), _own(words[2:]), words[0], own=own)
            return
    words = relation_words(text.translate(_ELISIONS))
    for at in range(1, len(words) - 2):
        if words[at] in RELATIONS and words[at + 1] in TIES and (own := _own(words[:at])):
            whose = _own(words[at + 2 :])
            yield Relation(RELATIONS[words[at]], whose, words[at], own=own)
            return


def _beside(text: str) -> Iterator[Relation]:
    """Yield what a word in front of a name, behind it or inside may say: ``Mutter Tom Lee``.

    What is a title or a suffix there tells persons of one name apart in its own way.
    """
    words = relation_words(text)
    least = 1 if _SET_APART.search(text) else 2
    yield from _spouse(words)
    for at, said in enumerate(words):
        rest = words[:at] + words[at + 1 :]
        if said not in RELATIONS or len(rest) < least:
            continue
        if at == len(rest) and rest[-1].endswith("s"):  # "Tom Lees Mutter"
            whose = _own([*rest[:-1], rest[-1][:-1]])
            yield Relation(RELATIONS[said], whose, said, told=False)
        if said in PREFIXES | SUFFIXES or (0 < at < len(rest) and _is_of_a_name(text, words, at)):
            continue
        yield Relation(RELATIONS[said], _own(rest), said, told=False)


def _spouse(words: list[str]) -> Iterator[Relation]:
    """Yield whose wife or husband a title and a tie may say: ``Frau von Paul Roy``.

    The tie may be of the name: it says nothing beside a name that has it.
    """
    if len(words) > 3 and words[1] in TIES and (sex := sex_of_title(words[0])):
        who = "wife" if sex == "female" else "husband"
        yield Relation(who, _own(words[2:]), words[1], told=False)


def _is_of_a_name(text: str, words: list[str], at: int) -> bool:
    """True for a word inside of a name that belongs to its neighbours: ``Ana Mari Ruiz``.

    So does one behind which a tie says whose it is.  Alone in brackets a word belongs to nothing.
    """
    if any(_own(relation_words(met)) == {words[at]} for met in _BRACKETED.findall(text)):
        return False
    return words[at] in KNOWN or words[at + 1] in TIES


def begins_relation(word: str) -> bool:
    """True for a word behind which the grammar of a name may say whose relative somebody is."""
    return _fold_word(word) in _FIRST


def relations_told(text: str) -> tuple[Relation, ...]:
    """Return the relations that the grammar of a name says; quick where it says none."""
    first = text.split(maxsplit=1)[:1]
    if _HAS_APOSTROPHE(text) or (first and begins_relation(first[0])) or _has_behind(text):
        return tuple(found for found in _relations_in(text) if found.told)
    return ()


def _has_behind(text: str) -> bool:
    words = text.split()
    return len(words) > 3 and (
        "(" in text
        or "[" in text
        or any(not RELATIVES.isdisjoint(_fold_word(word).split()) for word in words[1:-2])
    )


def relations_of(name: PersonName) -> tuple[Relation, ...]:
    """Return the relations that the grammar of a name says, in parts or in one piece."""
    return relations_told(_text(name))


def relatives_in(name: PersonName) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a name that may say a relation, and the others but small and titles."""
    return _relatives_in(" ".join(filter(None, (_text(name), name.suffix))))


@lru_cache(maxsize=16_384)
def _relatives_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = relation_words(text.translate(_ELISIONS))
    if words[:1] == ["m"] and words[1:] and len(words[1]) > 1:
        words = words[1:]  # monsieur, and no initial
    said = RELATIVES & set(words)
    return said, _own(words) - said


def are_relatives(a: PersonName, b: PersonName) -> bool | None:
    """Say whether names are those of two of whom at least one is named as a relative.

    Returns:
        True for ``Umm Khalid`` and Khalid, or ``papa de Léa`` and ``maman de Léa``; False for
        ``maman de Léa`` and ``mère de Léa``, who are one; None where no relation tells.
    """
    one, two = _relations_in(_text(a)), _relations_in(_text(b))
    if not one and not two:
        return None
    return relate(one, two, relation_words(_text(a)), relation_words(_text(b)))


def relate(
    one: tuple[Relation, ...],
    two: tuple[Relation, ...],
    words: Iterable[str],
    others: Iterable[str],
) -> bool | None:
    """Say what :func:`are_relatives` says, of names whose relations and words are known."""
    for x in one:
        for y in two:
            if x.own or y.own:
                continue
            if x.who != y.who and ((x.told and y.told) or x.whose == y.whose):
                return True
            if x.who == y.who and (x.told or y.told):
                return False if x.whose <= y.whose or y.whose <= x.whose else None
    told = _is_told_of(one, frozenset(others)) or _is_told_of(two, frozenset(words))
    return True if told else None


def _is_told_of(relations: tuple[Relation, ...], words: frozenset[str]) -> bool:
    return any(
        (r.whose <= words or words <= r.whose)
        and r.said not in words
        and not (r.own and r.own <= words)
        and not _may_have_married(r, words)
        for r in relations
        if r.told and words
    )


def is_named_by_father(name: PersonName, other: PersonName) -> bool:
    """True where another name may be that of the father alone: ``Ahmed bin Khalid``, Khalid.

    What stands behind *bin* or *bint* is no given name of one's own.
    """
    words = _named_behind(_text(name))
    if words is None:
        return False
    own, others = words[0], _own(relation_words(_text(other)))
    letters = {word[0] for word in own}
    return bool(others & words[1]) and not any(w in own or w in letters for w in others)


@lru_cache(maxsize=16_384)
def _named_behind(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the names in front of such a word and behind it; None where there is none."""
    words = relation_words(text)
    if len(words) == 2 and words[0] in _OF_CHILDREN:
        return frozenset(words[:1]), frozenset(words[1:])
    at = next((n for n, word in enumerate(words) if n and word in _OF_FATHERS), 0)
    own = _own(words[:at])
    return (own, _own(words[at + 1 :])) if own else None


def may_be_two(a: PersonName, b: PersonName) -> bool:
    """True where a word of one name may make it a relative's, or says another one than the other's.

    ``Mutter Tom Lee``, ``Tom (mother) Lee`` and ``Tom Lee (mother)`` beside Tom Lee or T. Lee: such
    a word may be a name, too, so that a person decides.  It counts only beside the whole name of
    the other.  No initial is that of such a word, nor does a name tell the given name of whom it
    only calls somebody's relative: *maman de Léa Dupont* may be M. Dupont, or not.
    """
    (said, rest), (others, theirs) = relatives_in(a), relatives_in(b)
    if said and others and rest == theirs and _who(said).isdisjoint(_who(others)):
        return True  # "Mère Dupont", "Dupont père"
    return _may_be_of(a, b) or _may_be_of(b, a)


def _who(said: frozenset[str]) -> frozenset[str]:
    return frozenset(RELATIONS[word] for word in said)


def _may_be_of(name: PersonName, other: PersonName) -> bool:
    (said, rest), relations = relatives_in(name), _relations_in(_text(name))
    if not said and not relations:
        return False
    found = frozenset(relation_words(_text(other)))
    letters = {word for word in found if len(word) == 1}
    if letters & {word[0] for word in said - found} - {word[0] for word in rest - found}:
        return True
    if _calls_by_child(name, other):
        return True
    words = _own(found)
    return any(
        r.said not in found and (not r.own or _may_be_a_family_of(r, words))
        if r.told
        else r.said not in found and _covers(r.whose, words)
        for r in relations
    ) or any(_may_have_married(r, words) and r.whose <= words for r in relations)


def _may_be_a_family_of(relation: Relation, words: frozenset[str]) -> bool:
    """True where the words in front may be the family name of whom somebody is a relative of.

    ``Dupont (mère de Léa)`` is nobody's whole name; ``Ana Mari de la Cruz`` may be one.
    """
    is_name = relation.said in KNOWN and not KNOWN.isdisjoint(relation.own)
    return relation.whose <= words and not is_name


def _calls_by_child(name: PersonName, other: PersonName) -> bool:
    """True for ``maman Léa`` beside Léa, of whom no family name is known."""
    words, theirs = relation_words(_text(name)), relation_words(_text(other))
    return (
        words[1:] == theirs
        and len(theirs) == 1
        and not (other.family or other.prefix)
        and words[0] in RELATIONS
        and words[0] not in KNOWN
    )


def _covers(words: frozenset[str], others: frozenset[str]) -> bool:
    """True when each of the others is among words, or is the initial of one more, or has it."""
    one, two = words - others, others - words
    return bool(others) and all(
        any(x[0] == y[0] and 1 in {len(x), len(y)} for x in one) for y in two
    )


def sex_of_relation(name: PersonName, other: PersonName) -> str:
    """Return the sex that words of relation tell which only one name holds; empty where none does.

    A word that is a given name too, and no title, tells none: ``Mari``.
    """
    said = relatives_in(name)[0] - relatives_in(other)[0]
    sexes = {sex_of_relative(word) for word in said if word not in KNOWN or word in PREFIXES}
    return sexes.pop() if len(sexes) == 1 else ""


def _may_have_married(relation: Relation, words: frozenset[str]) -> bool:
    """True where ``Marie Dupont (épouse de Villiers)`` may be Marie de Villiers by her husband."""
    shared = relation.own & words
    return relation.who in ("wife", "husband", "widow") and bool(shared) and shared != relation.own
