"""Names of persons made ready for comparison: folded words, titles dropped, pieces divided."""

from functools import lru_cache

import attrs

from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.matching.pairs.given_names import EXISTING, FAMILIES_FIRST
from clientbook.matching.pairs.name_marks import (
    NO_MARKS,
    fold_titled,
    is_only_marks,
    is_title,
    marks_in_place,
    name_beside,
    short_title,
    titles_in_place,
)
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.relation_words import RELATIVES
from clientbook.matching.pairs.relations import (
    Relation,
    begins_relation,
    relate,
    relations_of,
    relatives_in,
)
from clientbook.matching.pairs.title_words import (
    ONE_LETTER,
    PREFIXES,
    SUFFIXES,
)
from clientbook.parsing.name_affixes import is_initial
from clientbook.parsing.name_words import RANKS
from clientbook.text import COMMAS, word_set

PARTICLES = word_set(
    """de du des la le les d l van von der den dem di da das do dos del della el al bin ben bint
    ibn abu ter ten te zu zur af av y e san santa saint st mac mc o"""
)
_OFFICES = RANKS | word_set(
    """maire directeur directrice president presidente ministre senateur senatrice depute deputee
    prefet prefete juge procureur notaire cure abbe general colonel recteur proviseur proviseure
    principal inspecteur inspectrice ambassadeur ambassadrice consul doyen doyenne baron duc
    duchesse marquis conseiller conseillere chancelier chanceliere batonnier commissaire"""
)
_ARTICLES = word_set("le la")
_LEAST_BEHIND = 2
"""Words behind an office that make it one: ``M. Le Maire`` may be somebody's name."""
_MAX_TOKENS = 12  # a cell that holds a sentence is no name; bounds the token comparison


@attrs.frozen
class NameParts:
    """A name made ready for comparison: folded words, titles dropped.

    Args:
        given: Given and middle names, words separated by one space; may be empty.
        family: Family name, likewise.
        other_given: The nickname, where it is stated and differs.
        other_family: The maiden name, where it is stated and differs.
        sex: ``"female"``, ``"male"`` or another code, as a title or the profile says; may be empty.
        generation: Which of several people of one name, by a suffix such as Jr; may be empty.
        relations: Whose relative the name says the person is.
    """

    given: str = attrs.field(default="", repr=False)
    family: str = attrs.field(default="", repr=False)
    other_given: str = attrs.field(default="", repr=False)
    other_family: str = attrs.field(default="", repr=False)
    sex: str = attrs.field(default="", repr=False)
    generation: str = attrs.field(default="", repr=False)
    relations: tuple[Relation, ...] = attrs.field(default=(), repr=False)


NO_NAME = NameParts()


def compact(part: str) -> str:
    """Return a folded part without its spaces: ``"de andre"`` and ``"deandre"`` are one."""
    return part.replace(" ", "") if " " in part else part


@lru_cache(maxsize=16_384)
def name_words(text: str) -> str:
    """Fold a part; drop titles and suffixes unless nothing else is left."""
    found = fold_titled(text).split()[:_MAX_TOKENS]
    if len(found) < 2:
        return found[0] if found else ""
    kept = [w for w in found if w not in PREFIXES and w not in SUFFIXES]
    if len(kept) > 1 and kept[0] == "m" and len(kept[1]) > 1:  # "M. Jean": monsieur
        kept = kept[1:]
    return " ".join(kept or found[1:])  # "Herr Herr"


def _split(text: str) -> tuple[str, str]:
    """Split a whole name that was given in one piece into given and family words."""
    pieces = [piece for piece in COMMAS.split(text) if name_words(piece)]
    if len(pieces) < 2:
        return _split_whole(text)
    said = [piece for piece in pieces if not is_only_marks(piece)] or pieces[:1]
    if len(said) == 1 and len(pieces) == 2 and name_beside(" ".join(reversed(pieces))):
        said = pieces  # "Herr, Anja"
    if len(said) > 1:
        return name_words(" ".join(said[1:])), name_words(said[0])
    return _split_whole(said[0])  # "Marie Dupont, PhD" is no family name and a given name


def _split_whole(text: str) -> tuple[str, str]:
    """Split a whole name that has no comma."""
    text = _without_article(text)
    if remark := remark_in(text):
        given, named = _split_whole(text.partition("(")[0])
        return given, " ".join(f"{named} {remark}".split()[:_MAX_TOKENS])
    parts = name_words(text).split()
    if len(parts) < 2:
        return _split_beside_title(text, parts)
    written = text.split()
    if parts[0] in PARTICLES and not _is_dotted(written[0]):
        return _split_after_family(text, parts)
    shouted = [w for w in written if w.isupper() and len(w) > 1 and not is_initial(w)]
    if shouted and len(shouted) < len(written) and written[0] in shouted:
        family = name_words(" ".join(shouted)).split()
        rest = parts[len(family) :]
        if rest and parts[: len(family)] == family:  # "DUPONT Jean"
            return " ".join(rest), " ".join(family)
    units = _units(text)
    if first := _family_in_front(units):
        return " ".join(parts[first:]), " ".join(parts[:first])
    cut = 0 if _is_one_unit(written, parts) else _cut_behind_given(text, parts, units)
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _units(text: str) -> list[list[str]]:
    """Return the words of each piece of a whole name, titles in front aside."""
    found = [name_words(unit).split() for unit in text.split()]
    return [unit for unit in found if unit and unit[0] not in PREFIXES]


def _cut_behind_given(text: str, parts: list[str], units: list[list[str]]) -> int:
    """Return how many words of a whole name are given names, where they come first."""
    cut = next((n for n, w in enumerate(parts) if n and w in PARTICLES), 0) or _guess_cut(units)
    return cut if 0 < cut < len(parts) else max(len(parts) - _last_unit(text), 1)


def _is_dotted(word: str) -> bool:
    """True for an initial that no particle is: ``O. Wright`` is of no family O Wright."""
    return word.endswith(".") and is_initial(word)


def _is_one_unit(written: list[str], parts: list[str]) -> bool:
    """True for a double family name of which a title alone stands in front: ``M. Garnier-Roy``."""
    behind = name_words(written[-1]).split()
    is_double = len(written) > 1 and len(behind) > 1 and behind == parts
    return is_double and not KNOWN.issuperset(behind)


def _split_beside_title(text: str, parts: list[str]) -> tuple[str, str]:
    """Split two words of which one may be a title: ``Don Lee``, ``Lee Don``, ``Uwe Herr``."""
    name = name_beside(text)
    return name, " ".join(word for word in parts if word != name)


def remark_in(text: str) -> str:
    """Return the words of brackets behind a whole name of which one is a particle; may be empty.

    ``Léa Dupont (le matin)`` is not of a family Le Matin; who ``(de man)`` is nothing says.
    """
    if "(" not in text:
        return ""
    name, _, remark = text.partition("(")
    words = name_words(remark)
    return "" if len(name.split()) < 2 or PARTICLES.isdisjoint(words.split()) else words


def _without_article(text: str) -> str:
    """Return a whole name whose first word, titles aside, is no article.

    ``Monsieur le Maire Hugo Roy`` loses the office with it, ``le fils Roy`` the article alone.
    """
    words = text.split()
    if len(words) < 3 or _ARTICLES.isdisjoint(map(str.lower, words[:2])):
        return text
    title, article, office = (fold_titled(word) for word in words[:3])
    if title in _ARTICLES and (article in RELATIVES or is_title(words[1])):
        return " ".join(words[1:])
    if len(words) < 4 or article not in _ARTICLES or title not in PREFIXES | {ONE_LETTER}:
        return text
    is_office = office in _OFFICES and len(words) - 3 >= _LEAST_BEHIND
    return " ".join((words[0], *words[3:])) if is_office or office in PREFIXES else text


def _split_after_family(text: str, parts: list[str]) -> tuple[str, str]:
    """Split a name that begins with a particle, so with the family name: ``Le Goff Olivier``.

    Only given names that are known end it; what else follows may be of the family name, and is
    divided by the name it is compared with (:mod:`.uncut`).
    """
    first = next((n for n, word in enumerate(parts) if word not in PARTICLES), len(parts)) + 1
    cut = len(parts)
    for unit in reversed(text.split()):
        words = name_words(unit).split()
        if cut - len(words) < first or parts[cut - len(words) : cut] != words:
            break
        if not KNOWN.issuperset(words):
            break
        cut -= len(words)
    return " ".join(parts[cut:]), " ".join(parts[:cut])


def _guess_cut(units: list[list[str]]) -> int:
    """Guess how many words of a whole name are given names; 0 when nothing tells."""
    count = 0
    for unit in units[:-1]:
        if not all(w in KNOWN or len(w) == 1 for w in unit):
            break
        count += len(unit)
    return count


def _family_in_front(units: list[list[str]]) -> int:
    """Return how many words in front of given names are the family name: ``Garnier Jean-Luc``.

    It is one where nobody is called by the words in front (``García López José``), and by all
    others everybody; 0 elsewhere.
    """
    first = next((n for n, unit in enumerate(units) if not EXISTING.isdisjoint(unit)), 0)
    family = [word for unit in units[:first] for word in unit]
    if not family or len(family[0]) == 1 or not PARTICLES.isdisjoint(family):
        return 0
    rest = [word for unit in units[first:] for word in unit]
    named = [word for word in rest if word not in PARTICLES] if len(rest) > 2 else rest
    begins = rest[0] in named[:1]  # "Núñez María del Carmen", no "Zied Ben Ali"
    known = begins and EXISTING.issuperset(named) and FAMILIES_FIRST.isdisjoint(rest[-1:])
    return len(family) if known else 0


def _last_unit(text: str) -> int:
    """Return the number of words in the last piece of a name: ``Xiao-ming`` is one of two."""
    if "-" not in text:
        return 1
    units = [name_words(unit).split() for unit in text.split()]
    said = [unit for unit in units if unit and unit[0] not in SUFFIXES]
    return len(said[-1]) if said else 1


def is_plain(name: PersonName) -> bool:
    """True for a given and a family name of one word each, beside which nothing can stand.

    Most names of lists are: nothing is looked for in them.
    """
    given, family = name.given, name.family
    return (
        bool(given and family and _is_only_a_name(given) and _is_only_a_name(family))
        and not (name.full or name.middle or name.prefix or name.suffix)
        and not (name.nickname or name.maiden)
    )


@lru_cache(maxsize=32_768)
def _is_only_a_name(text: str) -> bool:
    return text.isalpha() and not (is_title(text, of_given=True) or begins_relation(text))


def name_parts(name: PersonName | None) -> NameParts:
    """Make a name ready for comparison.

    A name in one piece (in ``full``, or all of it in one of the two parts) is split; the
    comparison sees swapped parts, so that a wrong guess of the order costs little.
    """
    if name is None:
        return NO_NAME
    if is_plain(name):
        return NameParts(name_words(name.given or ""), name_words(name.family or ""))
    name = titles_in_place(name)
    given = name_words(name.given) if name.given else ""
    if name.middle and given:
        given = f"{given} {name_words(name.middle)}".strip()
    family = name_words(name.family) if name.family else ""
    if not given and not family and name.full:
        given, family = _split(name.full)
    elif not given and name.family and " " in name.family:
        given, family = _split(name.family)
    elif not family and name.given and " " in name.given:
        given, family = _split(name.given)
    nickname = name_words(name.nickname) if name.nickname else ""
    maiden = name_words(name.maiden) if name.maiden else ""
    if not given:
        given, nickname = nickname, ""
    if not family:
        family, maiden = maiden, ""
    nickname, maiden = nickname if nickname != given else "", maiden if maiden != family else ""
    marks, relations = marks_in_place(name), relations_of(name)
    if marks is NO_MARKS and not relations:
        return NameParts(given, family, nickname, maiden)
    return NameParts(given, family, nickname, maiden, marks.sex, marks.generation, relations)


def is_uncut(name: NameParts) -> bool:
    """True for a name of several words of which nothing tells where the family name ends."""
    return not name.given and " " in name.family


def is_marked(name: NameParts) -> bool:
    """True when what stands beside a name may tell it apart from an equal one."""
    return bool(name.relations or name.generation or (name.sex and not is_spelt(name.given)))


def is_spelt(given: str) -> bool:
    """True for given names of which one at least is more than its initial."""
    return len(given) > 1 and any(len(word) > 1 for word in given.split())


def is_marked_alike(a: NameParts, b: NameParts) -> bool:
    """True when the same suffix and the same relations stand beside both names, or none."""
    return a.generation == b.generation and set(a.relations) == set(b.relations)


SEXES = ("", GenderCode.FEMALE.value, GenderCode.MALE.value, GenderCode.OTHER.value)
"""What :attr:`NameParts.sex` may be."""


def with_sex(name: NameParts, gender: Gender | None) -> NameParts:
    """Return a name with the sex its owner states, which counts before what a title says."""
    if gender is None or gender.code.value not in SEXES or gender.code.value == name.sex:
        return name
    return attrs.evolve(name, sex=gender.code.value)


def are_told_apart(a: NameParts, b: NameParts) -> bool:
    """True when two of one name are two: father and son, a couple of whom no given name is known.

    So are somebody and who is named as a relative of theirs.

    Of two given names that are spelt out a title may be a slip: the sexes alone tell nothing then.
    """
    if not (a.given or a.family) or not (b.given or b.family):
        return False
    if (a.relations or b.relations) and _are_related(a, b):
        return True
    if a.generation and b.generation and a.generation != b.generation:
        return True
    if _are_titles_in_place(a, b) or _are_titles_in_place(b, a):
        return True
    if not (a.sex and b.sex) or a.sex == b.sex or (is_spelt(a.given) and is_spelt(b.given)):
        return False
    # "M. Dupont" may be Marie by her initial.
    return not any(
        one.sex == "male" and not one.given and other.given.startswith("m")
        for one, other in ((a, b), (b, a))
    )


def _are_related(a: NameParts, b: NameParts) -> bool:
    words, others = (f"{name.given} {name.family}".split() for name in (a, b))
    return relate(a.relations, b.relations, words, others) is True


def is_only_a_relative(name: PersonName, parts: NameParts, other: NameParts) -> bool:
    """True for a relation without a given name beside a person who has one.

    ``fils Dupont``, ``Dupont père`` and ``Papa Dupont`` are somebody of the family of Marie
    Dupont, and nothing says who.  What is a part of the other's name is no relation.

    Args:
        name: A name.
        parts: The same, made ready.
        other: Another.
    """
    said, rest = relatives_in(name)
    if not (said or parts.generation):
        return False
    words = {*other.given.split(), *other.family.split()}
    beyond = [w for w in words - rest - RELATIVES if len(w) == 1 or w not in PARTICLES]
    if not beyond or said & words:
        return False
    return len(rest) < 2 or RELATIVES.issuperset(parts.given.split())


def _are_titles_in_place(a: NameParts, b: NameParts) -> bool:
    """True for "Mme" and "M." where given names stand, which alone would be an initial."""
    if not a.sex or a.given or b.sex:
        return False
    return short_title(b.given) not in ("", a.sex)
