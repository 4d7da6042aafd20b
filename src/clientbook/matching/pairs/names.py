"""Names of persons compared as one unit: levels, not one similarity."""

from enum import IntEnum
from functools import lru_cache

import attrs
from rapidfuzz.distance import OSA, JaroWinkler

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.nicknames import KNOWN, same_person_variants, slip_of_variant
from clientbook.text import fold_name, word_set

PREFIXES = word_set(
    """mr mrs ms miss mister mme mlle mm madame monsieur mademoiselle dr doctor docteur prof
    professeur professor sir dame lord lady me maitre rev pere herr frau dhr mevr mw sr sra srta
    senor senora don dona pan pani ing mag dott dottore sig signor signora hon"""
)
SUFFIXES = word_set("jr sr ii iii iv phd md esq junior senior fils")
PARTICLES = word_set(
    """de du des la le les d l van von der den dem di da das do dos del della el al bin ben bint
    ibn abu ter ten te zu zur af av y e san santa saint st mac mc o"""
)
_MAX_TOKENS = 12  # a cell that holds a sentence is no name; bounds the token comparison


class PartLevel(IntEnum):
    """How one part of two names compares, best first."""

    EXACT = 0
    NICKNAME = 1  # used for the same person: Bill, William
    INITIAL = 2  # J. for Jean, J-P for Jean-Pierre
    SUBSET = 3  # Jean for Jean-Pierre, Martin for Martin-Roy
    TYPO = 4  # one slip of the keyboard
    LOOSE = 5  # two slips, or much alike
    CLOSE = 6  # alike, but both are names that exist: Louis, Louise
    PARTIAL = 7  # one word shared, another differs: Jean-Pierre, Jean-Paul
    BLANK = 8
    CONFLICT = 9


class NameLevel(IntEnum):
    """How two whole names compare, best first."""

    EXACT = 0
    SWAPPED = 1  # given and family name in one another's place
    NICKNAME = 2
    SUBSET = 3  # compound, double, maiden or middle names left out on one side
    INITIAL = 4
    TYPO = 5
    BLANK = 6  # nothing differs, but a part is missing on one side
    CONFLICT = 7


@attrs.frozen
class NameParts:
    """A name made ready for comparison: folded words, titles dropped.

    Args:
        given: Given and middle names, words separated by one space; may be empty.
        family: Family name, likewise.
        other_given: The nickname, where it is stated and differs.
        other_family: The maiden name, where it is stated and differs.
    """

    given: str = attrs.field(default="", repr=False)
    family: str = attrs.field(default="", repr=False)
    other_given: str = attrs.field(default="", repr=False)
    other_family: str = attrs.field(default="", repr=False)


NO_NAME = NameParts()


def compact(part: str) -> str:
    """Return a folded part without its spaces: ``"de andre"`` and ``"deandre"`` are one."""
    return part.replace(" ", "") if " " in part else part


@lru_cache(maxsize=16_384)
def name_words(text: str) -> str:
    """Fold a part; drop titles and suffixes unless nothing else is left."""
    found = fold_name(text).split()[:_MAX_TOKENS]
    if len(found) < 2:
        return found[0] if found else ""
    kept = [w for w in found if w not in PREFIXES and w not in SUFFIXES]
    if len(kept) > 1 and kept[0] == "m" and len(kept[1]) > 1:  # "M. Jean": monsieur
        kept = kept[1:]
    return " ".join(kept or found)


def _split(text: str) -> tuple[str, str]:
    """Split a whole name that was given in one piece into given and family words."""
    before, comma, after = text.partition(",")
    if comma and name_words(before) and name_words(after):
        return name_words(after), name_words(before)
    parts = name_words(text).split()
    if len(parts) < 2 or parts[0] in PARTICLES:
        return "", " ".join(parts)
    written = text.split()
    shouted = [w for w in written if len(w) > 1 and w.isupper()]
    if shouted and len(shouted) < len(written) and written[0] in shouted:
        family = name_words(" ".join(shouted)).split()
        rest = parts[len(family) :]
        if rest and parts[: len(family)] == family:  # "DUPONT Jean"
            return " ".join(rest), " ".join(family)
    cut = next((n for n, w in enumerate(parts) if n and w in PARTICLES), 0) or _guess_cut(text)
    cut = cut if 0 < cut < len(parts) else len(parts) - 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _guess_cut(text: str) -> int:
    """Guess how many words of a whole name are given names; 0 when nothing tells."""
    words_of = [name_words(unit).split() for unit in text.split()]
    words_of = [unit for unit in words_of if unit and unit[0] not in PREFIXES]
    count = 0
    for unit in words_of[:-1]:
        if not all(w in KNOWN or len(w) == 1 for w in unit):
            break
        count += len(unit)
    return count


def name_parts(name: PersonName | None) -> NameParts:
    """Make a name ready for comparison.

    A name in one piece (in ``full``, or all of it in one of the two parts) is split; the
    comparison sees swapped parts, so that a wrong guess of the order costs little.
    """
    if name is None:
        return NO_NAME
    given = name_words(name.given) if name.given else ""
    if name.middle and given:
        given = f"{given} {name_words(name.middle)}".strip()
    family = name_words(name.family) if name.family else ""
    if not given and not family and name.full:
        given, family = _split(name.full)
    elif not given and " " in family and name.family:
        given, family = _split(name.family)
    elif not family and " " in given and "-" not in (name.given or "") and name.given:
        given, family = _split(name.given)
    nickname = name_words(name.nickname) if name.nickname else ""
    maiden = name_words(name.maiden) if name.maiden else ""
    if not given:
        given, nickname = nickname, ""
    if not family:
        family, maiden = maiden, ""
    return NameParts(
        given, family, nickname if nickname != given else "", maiden if maiden != family else ""
    )


def _alike(a: str, b: str) -> PartLevel:
    """Compare two words as typing slips."""
    longest = max(len(a), len(b))
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance == 1 and longest >= 4:
        return PartLevel.TYPO
    if (distance == 2 and longest >= 6) or (
        longest >= 5 and JaroWinkler.similarity(a, b, score_cutoff=0.9) > 0
    ):
        return PartLevel.LOOSE
    return PartLevel.CONFLICT


def _given_word(a: str, b: str) -> PartLevel:
    """Compare two single given names."""
    if a == b:
        return PartLevel.EXACT
    if len(a) == 1 or len(b) == 1:
        return PartLevel.INITIAL if a[0] == b[0] else PartLevel.CONFLICT
    if same_person_variants(a, b):
        return PartLevel.NICKNAME
    level = _alike(a, b)
    if level is not PartLevel.CONFLICT:
        return PartLevel.CLOSE if a in KNOWN and b in KNOWN else level
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if len(short) >= 3 and len(long) - len(short) >= 3 and long.startswith(short):
        return PartLevel.NICKNAME
    return PartLevel.LOOSE if slip_of_variant(a, b) else PartLevel.CONFLICT


def _initials(compacted: str, words: list[str]) -> bool:
    """True when *compacted* is the first letters of *words*: ``jp`` for Jean-Pierre."""
    return len(compacted) == len(words) > 1 and all(
        w[0] == c for w, c in zip(words, compacted, strict=True)
    )


def _worst_of_best(short: list[str], long: list[str]) -> PartLevel:
    """Find for each word of the shorter side its best partner; the worst of these counts."""
    free = list(long)
    worst, shared = PartLevel.EXACT, False
    for word in short:
        if not free:
            break
        best = min(free, key=lambda other: (_given_word(word, other), other))
        level = _given_word(word, best)
        shared = shared or (level is PartLevel.EXACT and len(word) > 1)
        if level is not PartLevel.CONFLICT:
            free.remove(best)
        worst = max(worst, level)
    if worst is PartLevel.CONFLICT:
        return PartLevel.PARTIAL if shared else PartLevel.CONFLICT
    return max(worst, PartLevel.SUBSET) if len(short) != len(long) else worst


@lru_cache(maxsize=131072)
def compare_given(a: str, b: str) -> PartLevel:
    """Compare two given parts as :class:`NameParts` holds them; symmetric."""
    if not a or not b:
        return PartLevel.BLANK
    return _compound(a, b) if " " in a or " " in b else _given_word(a, b)


def _compound(a: str, b: str) -> PartLevel:
    """Compare given parts of which one has several words."""
    ca, cb = compact(a), compact(b)
    if ca == cb:
        return PartLevel.EXACT
    wa, wb = a.split(" "), b.split(" ")
    if _initials(ca, wb) or _initials(cb, wa):
        return PartLevel.INITIAL
    short, long = (wa, wb) if (len(wa), a) <= (len(wb), b) else (wb, wa)
    level = _worst_of_best(short, long)
    if level >= PartLevel.PARTIAL and _alike(ca, cb) is PartLevel.TYPO:
        return PartLevel.TYPO
    return level


@lru_cache(maxsize=131072)
def compare_family(a: str, b: str) -> PartLevel:
    """Compare two family parts as :class:`NameParts` holds them; symmetric."""
    if a == b:
        return PartLevel.EXACT if a else PartLevel.BLANK
    if not a or not b:
        return PartLevel.BLANK
    ca, cb = compact(a), compact(b)
    if ca == cb:
        return PartLevel.EXACT
    if len(ca) == 1 or len(cb) == 1:
        return PartLevel.INITIAL if ca[0] == cb[0] else PartLevel.CONFLICT
    level = _alike(ca, cb)
    if " " in a or " " in b:
        double = _compare_double(a, b)
        if level is PartLevel.CONFLICT or double is PartLevel.SUBSET:  # Dupont, Dupont-Martin
            return double
    return level


def _compare_double(a: str, b: str) -> PartLevel:
    """Compare families of which one has several words: double, maiden, with particle."""
    wa, wb = ({w for w in x.split(" ") if w not in PARTICLES} for x in (a, b))
    if not wa or not wb:
        return PartLevel.CONFLICT
    if len(wa) > len(wb):
        wa, wb = wb, wa
    found = _partnered(wa, wb)
    whole = found == wa and (len(wa) < len(wb) or _partnered(wb, wa) == wb)
    if whole and any(len(w) > 1 for w in wa):
        return PartLevel.SUBSET
    return PartLevel.PARTIAL if found else PartLevel.CONFLICT


def _partnered(words: set[str], others: set[str]) -> set[str]:
    """Return the words that are among the others, a slip aside."""
    return {w for w in words if w in others or any(_alike(w, o) is PartLevel.TYPO for o in others)}


def _whole(given: PartLevel, family: PartLevel) -> NameLevel:
    worst = NameLevel.EXACT
    for part in (given, family):
        worst = max(worst, _AS_NAME[part])
    return worst


_AS_NAME = {
    PartLevel.EXACT: NameLevel.EXACT,
    PartLevel.NICKNAME: NameLevel.NICKNAME,
    PartLevel.SUBSET: NameLevel.SUBSET,
    PartLevel.INITIAL: NameLevel.INITIAL,
    PartLevel.TYPO: NameLevel.TYPO,
    PartLevel.LOOSE: NameLevel.TYPO,
    PartLevel.BLANK: NameLevel.BLANK,
    PartLevel.CLOSE: NameLevel.CONFLICT,
    PartLevel.PARTIAL: NameLevel.CONFLICT,
    PartLevel.CONFLICT: NameLevel.CONFLICT,
}


CONTRADICTING = frozenset(p for p, level in _AS_NAME.items() if level is NameLevel.CONFLICT)
"""Levels at which one part of two names tells two persons apart."""


def best_given(a: NameParts, b: NameParts) -> PartLevel:
    """Compare given names, stated nicknames included; the best of the comparisons."""
    level = compare_given(a.given, b.given)
    if level > PartLevel.SUBSET and (a.other_given or b.other_given):
        others = [
            compare_given(x, y)
            for x in (a.given, a.other_given)
            for y in (b.given, b.other_given)
            if x and y
        ]
        if min(others, default=level) <= PartLevel.TYPO:
            level = min(level, PartLevel.NICKNAME)
    return level


def best_family(a: NameParts, b: NameParts) -> PartLevel:
    """Compare family names, stated maiden names included; the best of the comparisons."""
    level = compare_family(a.family, b.family)
    if level > PartLevel.SUBSET and (a.other_family or b.other_family):
        others = [
            compare_family(x, y)
            for x in (a.family, a.other_family)
            for y in (b.family, b.other_family)
            if x and y
        ]
        if min(others, default=level) <= PartLevel.TYPO:
            level = min(level, PartLevel.SUBSET)
    return level


def crossed(a: NameParts, b: NameParts) -> tuple[PartLevel, PartLevel] | None:
    """Compare given with family and family with given.

    Returns:
        The level of *a*'s given and of *a*'s family name against the other part of *b*, or
        None when the parts do not look swapped.
    """
    if not _look_crossed(a, b):
        return None
    first, second = compare_given(a.given, b.family), compare_given(a.family, b.given)
    best, worst = min(first, second), max(first, second)
    if worst is PartLevel.BLANK:  # one side has one part only
        return (first, second) if best is PartLevel.EXACT else None
    return (first, second) if worst <= PartLevel.LOOSE else None


def _look_crossed(a: NameParts, b: NameParts) -> bool:
    """True when first letters, or one whole part, agree across the parts."""
    if compact(a.given) == compact(b.family) and a.given:
        return True
    if compact(a.family) == compact(b.given) and a.family:
        return True
    if not (a.given and a.family and b.given and b.family):
        return False
    return a.given[0] == b.family[0] and a.family[0] == b.given[0]


def compare_parts(a: NameParts, b: NameParts) -> NameLevel:
    """Compare two names made ready by :func:`name_parts`; symmetric."""
    if a == b:
        return NameLevel.EXACT if a.given or a.family else NameLevel.BLANK
    level = _whole(best_given(a, b), best_family(a, b))
    if level > NameLevel.SWAPPED and (cross := crossed(a, b)) is not None:
        return min(level, max(NameLevel.SWAPPED, _whole(*cross)))
    return level


def compare_names(a: PersonName | None, b: PersonName | None) -> NameLevel:
    """Compare two names as one unit; titles, letter case, accents and hyphens do not count.

    Args:
        a: A name, or None.
        b: Another.

    Returns:
        The level, the same for (a, b) and (b, a).
    """
    if a == b:
        return NameLevel.BLANK if a is None else NameLevel.EXACT
    return compare_parts(name_parts(a), name_parts(b))


_COMPATIBLE = frozenset(
    {NameLevel.EXACT, NameLevel.SWAPPED, NameLevel.SUBSET, NameLevel.INITIAL, NameLevel.BLANK}
)


def compatible_names(a: PersonName | None, b: PersonName | None) -> bool:
    """True when nothing in two names speaks against one person.

    Equal, swapped, an initial, a subset of the words or a blank part are compatible; a nickname
    or a typing slip is not proof enough for a machine that merges.
    """
    return is_compatible(compare_names(a, b))


def is_compatible(level: NameLevel) -> bool:
    """True when a level speaks of one person; see :func:`compatible_names`."""
    return level in _COMPATIBLE
