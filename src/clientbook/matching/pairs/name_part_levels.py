"""Given and family names compared, each part by itself: levels, not one similarity."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA, JaroWinkler

from clientbook.matching.pairs.name_parts import (
    PARTICLES,
    NameParts,
    are_told_apart,
    compact,
    is_uncut,
)
from clientbook.matching.pairs.nicknames import KNOWN, same_person_variants, slip_of_variant

FAINT_LENGTHS = (0, 3, 4, 8, 2**31)
"""Fewest letters of the longer of two words that so many slips apart are still alike, faintly."""


class PartLevel(IntEnum):
    """How one part of two names compares, best first."""

    EXACT = 0
    NICKNAME = 1  # used for the same person: Bill, William
    INITIAL = 2  # J. for Jean, J-P for Jean-Pierre
    SUBSET = 3  # Jean for Jean-Pierre, Martin for Martin-Roy
    TYPO = 4  # one slip of the keyboard
    LOOSE = 5  # two slips, or much alike
    SECOND = 6  # a later word of several: Pierre, or Pierre-Jean, for Jean-Pierre
    FAINT = 7  # a slip of an initial or three letters, two of four or five, three of eight
    CLOSE = 8  # alike, but both are names that exist: Louis, Louise
    PARTIAL = 9  # one word shared, another differs: Jean-Pierre, Jean-Paul
    BLANK = 10
    CONFLICT = 11


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


def _alike(a: str, b: str) -> PartLevel:
    """Compare two words as typing slips."""
    longest = max(len(a), len(b))
    distance = OSA.distance(a, b, score_cutoff=3)
    if distance == 1 and longest >= 4:
        return PartLevel.TYPO
    if (distance == 2 and longest >= 6) or (
        longest >= 5 and JaroWinkler.similarity(a, b, score_cutoff=0.9) > 0
    ):
        return PartLevel.LOOSE
    return PartLevel.FAINT if longest >= FAINT_LENGTHS[distance] else PartLevel.CONFLICT


def _given_word(a: str, b: str) -> PartLevel:
    """Compare two single given names."""
    if a == b:
        return PartLevel.EXACT
    if len(a) == 1 or len(b) == 1:
        return PartLevel.INITIAL if a[0] == b[0] else PartLevel.CONFLICT
    return PartLevel.NICKNAME if same_person_variants(a, b) else _given_words_apart(a, b)


def _given_words_apart(a: str, b: str) -> PartLevel:
    """Compare two given names that are no variants of one another."""
    if is_shortened(a, b) or is_shortened(b, a):
        return PartLevel.INITIAL
    level, both_exist = _alike(a, b), a in KNOWN and b in KNOWN
    if level < PartLevel.FAINT:
        return PartLevel.CLOSE if both_exist else level
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if len(short) >= 3 and len(long) - len(short) >= 3 and long.startswith(short):
        return PartLevel.NICKNAME
    if slip_of_variant(a, b):
        return PartLevel.LOOSE
    if len(short) == 2 < len(long) and short not in KNOWN and long[0] in short:
        return PartLevel.FAINT  # a letter too many beside an initial: "nm" for M.
    return PartLevel.CONFLICT if both_exist else level


def is_shortened(short: str, name: str) -> bool:
    """True for a name of four letters and more cut to two: ``ph`` or ``pl`` for Philippe."""
    return (
        len(short) == 2
        and len(name) >= 4
        and short[0] == name[0]
        and (short[1] == name[1] or (short[1] in name and short[1] not in "aeiouy"))
    )


def _initials(compacted: str, words: list[str]) -> bool:
    """True when *compacted* is the first letters of *words*: ``jp`` for Jean-Pierre."""
    return len(compacted) == len(words) > 1 and all(
        w[0] == c for w, c in zip(words, compacted, strict=True)
    )


def _worst_of_best(short: list[str], long: list[str]) -> PartLevel:
    """Find for each word of the shorter side its best partner; the worst of these counts.

    Where one has more words, the letter of a middle name is no first name, and a first letter
    says little where each spells out another name: ``T. Ann``, Tom.
    """
    free = list(long)
    met = [PartLevel.EXACT]
    turned = shared = False
    for word in short:
        best = min(free, key=lambda other: (_given_word(word, other), other))
        level = _given_word(word, best)
        if level is PartLevel.INITIAL and len(short) != len(long):
            first = word == short[0] and best == long[0]
            level = PartLevel.INITIAL if first else PartLevel.CONFLICT
        shared = shared or (level is PartLevel.EXACT and len(word) > 1)
        if level is not PartLevel.CONFLICT:
            turned = turned or (word == short[0] and best != long[0])
            free.remove(best)
        met.append(level)
    worst = _weakest(met)
    if worst is PartLevel.CONFLICT:
        return PartLevel.PARTIAL if shared else PartLevel.CONFLICT
    if worst is PartLevel.INITIAL and len(short) != len(long):
        others = not shared and _is_any_spelt(short) and _is_any_spelt(free)
        return PartLevel.SECOND if others else worst
    if len(short) == len(long):
        return _weakest([worst, PartLevel.SECOND]) if turned else worst
    later = long[0] in free and _is_another(long[0], short)
    return _weakest([worst, PartLevel.SECOND if later else PartLevel.SUBSET])


def _is_another(word: str, names: Iterable[str]) -> bool:
    """True for a first given name that is none of *names*, no initial and no particle."""
    if len(word) == 1 or (word in PARTICLES and word not in KNOWN):  # "Ben Paul" is a Ben
        return False
    return not any(same_person_variants(word, name) for name in names)  # "Bob (Robert)"


def _is_any_spelt(words: Iterable[str]) -> bool:
    return any(len(word) > 1 for word in words)


@lru_cache(maxsize=131072)
def compare_given(a: str, b: str) -> PartLevel:
    """Compare two given parts as :class:`NameParts` holds them; symmetric."""
    if not a or not b:
        return PartLevel.BLANK
    return _compound(a, b) if " " in a or " " in b else _given_word(a, b)


def _compound(a: str, b: str) -> PartLevel:
    """Compare given parts of which one has several words."""
    ca, cb = compact(a), compact(b)
    wa, wb = a.split(" "), b.split(" ")
    if ca == cb and not (_has_initial(wa) or _has_initial(wb)):
        return PartLevel.EXACT
    if _initials(ca, wb) or _initials(cb, wa):
        return PartLevel.INITIAL
    short, long = (wa, wb) if (len(wa), a) <= (len(wb), b) else (wb, wa)
    level = _worst_of_best(short, long)
    slip = level >= PartLevel.PARTIAL and _alike(ca, cb) is PartLevel.TYPO
    return PartLevel.TYPO if slip and not _other_initial(wa, wb) else level


def _has_initial(words: list[str]) -> bool:
    """True for an initial beside a name: no letters of it, ``Samir A.`` is not Samira."""
    letters = sum(len(word) == 1 and word < "\u2e80" for word in words)
    return 0 < letters < len(words)


def _other_initial(one: list[str], two: list[str]) -> bool:
    """True when two names have letters of middle names, and not the same: Robert R., Robert J."""
    letters = [{word for word in words if len(word) == 1} for words in (one, two)]
    return bool(letters[0] and letters[1]) and letters[0] != letters[1]


@lru_cache(maxsize=131072)
def compare_family(a: str, b: str) -> PartLevel:
    """Compare two family parts as :class:`NameParts` holds them; symmetric."""
    if a == b:
        return PartLevel.EXACT if a else PartLevel.BLANK
    if not a or not b:
        return PartLevel.BLANK
    ca, cb = compact(a), compact(b)
    if len(ca) == 1 or len(cb) == 1:
        return PartLevel.INITIAL if ca[0] == cb[0] else PartLevel.CONFLICT
    level = PartLevel.EXACT if ca == cb else _alike(ca, cb)
    if level is not PartLevel.EXACT and (" " in a or " " in b):
        double = _compare_double(a, b)
        differ = level is PartLevel.LOOSE and double is PartLevel.PARTIAL
        if level >= PartLevel.FAINT or differ or double is PartLevel.SUBSET:
            return double  # Dupont, Dupont-Martin; García López, García Gómez
    return level


def _compare_double(a: str, b: str) -> PartLevel:
    """Compare families of which one has several words: double, maiden, with particle.

    A slip is none the surer for a word that only one side has.
    """
    wa, wb = ({w for w in x.split(" ") if w not in PARTICLES} for x in (a, b))
    if not wa or not wb:
        return PartLevel.CONFLICT
    if len(wa) > len(wb):
        wa, wb = wb, wa
    found = _partnered(wa, wb)
    whole = found == wa and (len(wa) < len(wb) or _partnered(wb, wa) == wb)
    if whole and any(len(w) > 1 for w in wa):
        return PartLevel.SUBSET if wa <= wb else PartLevel.LOOSE
    return PartLevel.PARTIAL if found else PartLevel.CONFLICT


def _partnered(words: set[str], others: set[str]) -> set[str]:
    """Return the words that are among the others, a slip aside."""
    return {w for w in words if w in others or any(_alike(w, o) is PartLevel.TYPO for o in others)}


def _doubt(level: NameLevel) -> int:
    """Return 0 for a level that speaks of one person, 1 for doubt, 2 for two persons."""
    if level is NameLevel.CONFLICT:
        return 2
    return 1 if level in (NameLevel.NICKNAME, NameLevel.TYPO) else 0


def _weakest(levels: Sequence[PartLevel]) -> PartLevel:
    """Return the level of several that gives the least certainty.

    A nickname is none the surer for a middle name that only one side has.
    """
    return max(levels, key=lambda level: (_doubt(_AS_NAME[level]), level))


def weakest_name(levels: Iterable[NameLevel]) -> NameLevel:
    """Return the level of several that gives the least certainty."""
    return max(levels, key=lambda level: (_doubt(level), level))


def surest_name(levels: Iterable[NameLevel]) -> NameLevel:
    """Return the level of several that gives the most certainty."""
    return min(levels, key=lambda level: (_doubt(level), level))


def whole_level(given: PartLevel, family: PartLevel) -> NameLevel:
    """Return how a whole name compares whose parts compare so."""
    return weakest_name((_AS_NAME[given], _AS_NAME[family]))


_AS_NAME = {
    PartLevel.EXACT: NameLevel.EXACT,
    PartLevel.NICKNAME: NameLevel.NICKNAME,
    PartLevel.SUBSET: NameLevel.SUBSET,
    PartLevel.INITIAL: NameLevel.INITIAL,
    PartLevel.TYPO: NameLevel.TYPO,
    PartLevel.LOOSE: NameLevel.TYPO,
    PartLevel.SECOND: NameLevel.SUBSET,
    PartLevel.FAINT: NameLevel.CONFLICT,
    PartLevel.BLANK: NameLevel.BLANK,
    PartLevel.CLOSE: NameLevel.CONFLICT,
    PartLevel.PARTIAL: NameLevel.CONFLICT,
    PartLevel.CONFLICT: NameLevel.CONFLICT,
}


CONTRADICTING = frozenset({PartLevel.CLOSE, PartLevel.PARTIAL, PartLevel.CONFLICT})
"""Levels at which one part of two names tells two persons apart."""


def best_given(a: NameParts, b: NameParts) -> PartLevel:
    """Compare given names, stated nicknames included; the best of the comparisons."""
    if are_told_apart(a, b):
        return PartLevel.CONFLICT
    level = compare_given(a.given, b.given)
    ours, theirs = (a.given, a.other_given), (b.given, b.other_given)
    if level > PartLevel.SUBSET and _as_stated(compare_given, ours, theirs) <= PartLevel.TYPO:
        return PartLevel.NICKNAME
    return level


def best_family(a: NameParts, b: NameParts) -> PartLevel:
    """Compare family names, stated maiden names included; the best of the comparisons.

    Names at birth say one person where a given name does: sisters have one, too.
    """
    level = compare_family(a.family, b.family)
    if level <= PartLevel.SUBSET or not (a.other_family or b.other_family):
        return level
    if not (_is_called_within(a, b) and _is_called_within(b, a)):
        return level
    ours, theirs = (a.family, a.other_family), (b.family, b.other_family)
    stated = _as_stated(compare_family, ours, theirs, beside=bool(a.given and b.given))
    return PartLevel.SUBSET if stated <= PartLevel.SUBSET else min(level, stated)


def _is_called_within(name: NameParts, other: NameParts) -> bool:
    """True unless the given name in a name without a cut may be another than that of the other."""
    return not is_uncut(name) or set(other.given.split()) <= set(name.family.split())


def _as_stated(
    compare: Callable[[str, str], PartLevel],
    ours: tuple[str, str],
    theirs: tuple[str, str],
    *,
    beside: bool = True,
) -> PartLevel:
    """Compare a part, and what is stated beside it, with those of the other name; a slip at most.

    Args:
        compare: How two of them compare.
        ours: The part of a name, and what is stated beside it.
        theirs: Those of another.
        beside: False where what is stated beside both says nothing.

    Returns:
        The best level; CONFLICT where nothing is stated, or nothing agrees but for a slip.
    """
    if not (ours[1] or theirs[1]):
        return PartLevel.CONFLICT
    levels = [
        compare(x, y)
        for x, y in product(ours, theirs)
        if x and y and (beside or (x, y) != (ours[1], theirs[1]))
    ]
    best = min(levels, default=PartLevel.CONFLICT)
    return best if best <= PartLevel.TYPO else PartLevel.CONFLICT
