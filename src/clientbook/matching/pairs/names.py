"""Names of persons compared as one unit: levels, not one similarity."""

from functools import lru_cache
from typing import Any

from clientbook.domain.genders import Gender
from clientbook.domain.names import PersonName
from clientbook.matching.pairs.alphabets import in_one_alphabet
from clientbook.matching.pairs.couples import Beside, beside_several
from clientbook.matching.pairs.name_doubts import leave_doubt
from clientbook.matching.pairs.name_marks import (
    part_in_one_piece,
)
from clientbook.matching.pairs.name_part_levels import (
    CONTRADICTING,
    NameLevel,
    PartLevel,
    best_family,
    best_given,
    compare_given,
    surest_name,
    weakest_name,
    whole_level,
)
from clientbook.matching.pairs.name_parts import (
    PARTICLES,
    NameParts,
    are_told_apart,
    compact,
    name_parts,
    remark_in,
    with_sex,
)
from clientbook.matching.pairs.name_places import words_in_place
from clientbook.matching.pairs.one_whole import is_one_whole
from clientbook.matching.pairs.readings import DON, TitledReading, titled_reading
from clientbook.matching.pairs.relations import are_relatives
from clientbook.matching.pairs.remark_words import STRANGERS
from clientbook.matching.pairs.set_apart import SetApart, said_of, set_apart
from clientbook.matching.pairs.title_words import (
    ONE_LETTER,
    PREFIXES,
)
from clientbook.matching.pairs.umlauts import spelt_alike
from clientbook.matching.pairs.uncut import cut_alike, stands_within
from clientbook.text import fold_name


def crossed(a: NameParts, b: NameParts) -> tuple[PartLevel, PartLevel] | None:
    """Compare given with family and family with given.

    Returns:
        The level of *a*'s given and of *a*'s family name against the other part of *b*, or
        None when the parts do not look swapped.
    """
    strange = best_given(a, b) in CONTRADICTING and best_family(a, b) in CONTRADICTING
    if not _look_crossed(a, b, strange=strange) or are_told_apart(a, b):
        return None
    first, second = compare_given(a.given, b.family), compare_given(a.family, b.given)
    return (first, second) if fit_crossed(max(first, second), min(first, second), strange) else None


def fit_crossed(worst: Any, best: Any, strange: Any) -> Any:
    """Say whether crossed parts fit, of two names or in columns.

    Args:
        worst: The worse level across the parts.
        best: The better one.
        strange: True where both parts, each beside its own, contradict one another: then one
            part that is the same, a slip aside, says which is which (Roy Anne, Paul Roy).
    """
    same, slip = best == PartLevel.EXACT, best == PartLevel.TYPO
    one = (same & ((worst == PartLevel.BLANK) | strange)) | (slip & strange)
    return (worst <= PartLevel.FAINT) | one


def _look_crossed(a: NameParts, b: NameParts, *, strange: bool) -> bool:
    """True when first letters, or one whole part, agree across the parts.

    One first letter is enough where both parts contradict those in their own place.
    """
    if compact(a.given) == compact(b.family) and a.given:
        return True
    if compact(a.family) == compact(b.given) and a.family:
        return True
    if not (a.given and a.family and b.given and b.family):
        return False
    one, two = a.given[0] == b.family[0], a.family[0] == b.given[0]
    return (one and two) or (strange and (one or two))


def _whole(
    levels: tuple[PartLevel, PartLevel], first: tuple[str, str], second: tuple[str, str]
) -> NameLevel:
    """Return how whole names compare of which one part and the other compare so.

    Where either has a word more than the other, one in this part and one in that, neither is a
    part of the other: ``Hugo Martin Durand`` is not sure to be ``Martin Durand-Roy``.

    Args:
        levels: Levels of the first and of the second part.
        first: What the first was compared of: a word or words of each name.
        second: What the second was.
    """
    level = whole_level(*levels)
    if level is NameLevel.SUBSET and PartLevel.EXACT not in levels:
        more = [_spoken(a) - _spoken(b) for a, b in (first, second)]
        if more[0] * more[1] < 0:
            return NameLevel.TYPO
    return level


def _spoken(part: str) -> int:
    """Return the number of words of a part, particles aside."""
    return sum(word not in PARTICLES for word in part.split())


WHOLE = frozenset((NameLevel.EXACT, NameLevel.SWAPPED))
"""Levels of whole names that are the same."""


def compare_parts(a: NameParts, b: NameParts) -> NameLevel:
    """Compare two names made ready by :func:`name_parts`; symmetric."""
    return _compare_parts(a, b)[0]


def _compare_parts(
    a: NameParts, b: NameParts, in_columns: tuple[bool, bool] = (False, False)
) -> tuple[NameLevel, bool]:
    """Return how two names compare, and whether that leaves a doubt: a later given name alone."""
    if a == b:
        return NameLevel.EXACT if a.given or a.family else NameLevel.BLANK, False
    x, y = cut_alike(a, b)
    levels = best_given(x, y), best_family(x, y)
    level = _whole(levels, (x.given, y.given), (x.family, y.family))
    later = levels[0] is PartLevel.SECOND
    if level > NameLevel.SWAPPED and (cross := crossed(x, y)) is not None:
        swapped = _whole(cross, (x.given, y.family), (x.family, y.given))
        turned = weakest_name((NameLevel.SWAPPED, swapped))
        if surest_name((level, turned)) is not level:
            level, later = turned, PartLevel.SECOND in cross
    if level in WHOLE or are_told_apart(a, b):
        return level, later
    sure = is_one_whole(a, b, in_columns)
    return (level, later) if sure is None else (NameLevel.EXACT, not sure)


def compare_names(
    a: PersonName | None,
    b: PersonName | None,
    genders: tuple[Gender | None, Gender | None] = (None, None),
) -> NameLevel:
    """Compare two names as one unit; titles, letter case, accents and hyphens do not count.

    Args:
        a: A name, or None.
        b: Another.
        genders: What their owners state, which counts before what a title says.

    Returns:
        The level, the same for (a, b) and (b, a).
    """
    level, doubted = _compared(a, b, genders)
    return weakest_name((level, NameLevel.TYPO)) if doubted else level


def is_doubted(
    a: PersonName | None,
    b: PersonName | None,
    genders: tuple[Gender | None, Gender | None] = (None, None),
) -> bool:
    """True when nothing speaks against one person but a word beside a name: a person decides.

    The word may make the name that of a relative, or of several persons of whom the other is one.
    """
    level, doubted = _compared(a, b, genders)
    return doubted and is_compatible(level)


@lru_cache(maxsize=4_096)  # of each couple that meets the level is asked, the doubt, and again
def _compared(
    a: PersonName | None, b: PersonName | None, genders: tuple[Gender | None, Gender | None]
) -> tuple[NameLevel, bool]:
    """Return the level of two names, and whether a word beside one of them leaves a doubt."""
    if a is None or b is None:
        return NameLevel.BLANK, False
    if a == b and genders == (None, None):
        return NameLevel.EXACT, False
    if is_stranger(a) or is_stranger(b):
        return NameLevel.EXACT, True
    if (by_sound := in_one_alphabet(a, b)) is not None:
        level = _compared_in_place(*by_sound, genders)[0]
        return (level, False) if level is NameLevel.CONFLICT else (NameLevel.EXACT, True)
    return _compared_in_place(a, b, genders)


@lru_cache(maxsize=16_384)
def is_stranger(name: PersonName) -> bool:
    """True for ``New Client``, who may be anybody; a name in two columns is somebody's."""
    part = part_in_one_piece(name)
    return bool(part) and fold_name(getattr(name, part)) in STRANGERS


def _compared_in_place(
    a: PersonName, b: PersonName, genders: tuple[Gender | None, Gender | None]
) -> tuple[NameLevel, bool]:
    """Return what :func:`_compared` does of names in one alphabet."""
    a, b = spelt_alike(words_in_place(a), words_in_place(b))
    if (two := are_relatives(a, b)) is not None:
        return NameLevel.CONFLICT if two else NameLevel.EXACT, False
    return _compared_bare(a, b, genders)


def _compared_bare(
    a: PersonName, b: PersonName, genders: tuple[Gender | None, Gender | None]
) -> tuple[NameLevel, bool]:
    """Return what :func:`_compared` does, with what stands apart from a name and without it.

    What one says and the other does not leaves a doubt: a remark, or whom somebody names.
    """
    x, y = set_apart(a), set_apart(b)
    if x is None and y is None:
        level, doubted = _compared_as_titled(a, b, genders)
        more = not is_compatible(level) and _may_say_more(a, b, genders)
        return (NameLevel.EXACT, True) if more else (level, doubted)
    bare = _compared_as_titled(x.name if x else a, y.name if y else b, genders)
    if x and y and x.words == y.words:
        return bare
    whole = _compared_as_titled(a, b, genders)
    if not (_is_unsaid(x, b) or _is_unsaid(y, a)):
        return whole
    fits = is_compatible(whole[0]) or is_compatible(bare[0])
    return NameLevel.EXACT if fits else surest_name((whole[0], bare[0])), True


def _is_unsaid(found: SetApart | None, name: PersonName) -> bool:
    """True where another name has not all that stands apart from one, or not all the rest.

    A letter of it may be the initial of a remark that is a name after all.
    """
    if found is None:
        return False
    words = frozenset(fold_name(said_of(name)).split())
    letters = {word for word in words if len(word) == 1 and found.remark}
    sought = (found.words | found.own) - words - PARTICLES
    return any(word[0] not in letters for word in sought)


def _compared_as_titled(
    a: PersonName, b: PersonName, genders: tuple[Gender | None, Gender | None]
) -> tuple[NameLevel, bool]:
    """Return what :func:`_compared` does of names from which nothing stands apart."""
    first, second = titled_reading(a, genders[0]), titled_reading(b, genders[1])
    initials = _compared_as_read(a, b, genders)
    if first is None and second is None:
        return initials
    one, other = first.name if first else a, second.name if second else b
    titles, titles_doubted = _compared_as_read(one, other, genders)
    parts = with_sex(name_parts(one), genders[0]), with_sex(name_parts(other), genders[1])
    two = _speaks_against(first, *parts) or _speaks_against(second, *reversed(parts))
    asks = any(reading is not None and reading.asks for reading in (first, second))
    if asks and not is_compatible(initials[0]) and is_compatible(titles):
        return NameLevel.EXACT, True
    surely = any(reading is not None and reading.word == DON for reading in (first, second))
    return _of_readings(initials, titles, against=two, fit_titled=not titles_doubted, surely=surely)


def _of_readings(
    initials: tuple[NameLevel, bool],
    titles: NameLevel,
    *,
    against: bool,
    fit_titled: bool,
    surely: bool,
) -> tuple[NameLevel, bool]:
    """Return how names compare that are read in two ways: surely one person in both alone.

    Don Luis is not Diego, whom as an initial the letter would leave a doubt.
    """
    level, doubted = initials
    if doubted and titles is NameLevel.CONFLICT and surely:
        return titles, False
    fit, fit_titled = is_compatible(level), fit_titled and is_compatible(titles)
    if fit and not fit_titled:
        return level, doubted or (against and titles is NameLevel.CONFLICT)
    if fit_titled and not fit:
        return NameLevel.EXACT, True
    if fit or is_compatible(titles):
        return level, doubted
    return surest_name((level, titles)), doubted


def _speaks_against(reading: TitledReading | None, titled: NameParts, other: NameParts) -> bool:
    """True where a title that may be an initial leaves a doubt, though the initial fits.

    "M." does in front of an initial, every other one beside a title of another sex alone, and not
    where the other given name has that initial: ``D. Smith`` is Ms D. Smith.
    """
    if reading is None or reading.word == ONE_LETTER:
        return reading is not None
    if not (titled.sex and other.sex) or titled.sex == other.sex:
        return False
    if other.given.startswith(reading.word[0]):
        return other.given in PREFIXES
    return reading.word not in other.family.split()


def _compared_as_read(
    a: PersonName, b: PersonName, genders: tuple[Gender | None, Gender | None]
) -> tuple[NameLevel, bool]:
    """Return what :func:`_compared` does of names of which each word is what it seems."""
    one, other = genders
    x, y = with_sex(name_parts(a), one), with_sex(name_parts(b), other)
    in_columns = not part_in_one_piece(a), not part_in_one_piece(b)
    level, later = _compare_parts(x, y, in_columns)
    if (beside := beside_several(a, b)) is not None:
        return _of_several(level, beside)
    remark = level not in WHOLE and any(remark_in(n.full or n.family or "") for n in (a, b))
    return level, later or remark or leave_doubt(a, x, b, y)


def _may_say_more(
    a: PersonName, b: PersonName, genders: tuple[Gender | None, Gender | None]
) -> bool:
    """True for a name in one piece that may be the other, with a word more on one side."""
    if not (part_in_one_piece(a) or part_in_one_piece(b)) or beside_several(a, b) is not None:
        return False
    x, y = with_sex(name_parts(a), genders[0]), with_sex(name_parts(b), genders[1])
    two = are_told_apart(x, y) or (x.sex and y.sex and x.sex != y.sex)
    return not two and stands_within(x, y)


def _of_several(level: NameLevel, beside: Beside) -> tuple[NameLevel, bool]:
    """Return how a name of several persons compares: with that of one it is never sure."""
    if beside is Beside.SAME:
        return NameLevel.EXACT, False
    return NameLevel.EXACT if beside is Beside.FITS else level, True


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
