"""Two columns of names of which the titles name one: the cells tell the other, or a person does."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading
from clientbook.importing.suggesting.words import words_of

_HALF = 0.5
_MOST = 0.8
_SOME = 0.2
_WORDS = (Look.WORDS, Look.GIVEN, Look.PERSON)
_OF_A_NAME = frozenset(("name", "full", "who", "fill", "second"))


def pair_halves(
    readings: Sequence[Reading], looks: Sequence[ColumnLook], titles: Sequence[str]
) -> list[Reading]:
    """Return the readings with the other half of a name that has none of its own.

    ``Name`` over family names beside an unknown column of first names is the family's name.  Where
    the cells do not tell which is which, the other column is a question: half a name is nobody's.
    Of "Name 1" and "Name 2", which may hold a firm and its branch, both are.
    """
    result = list(readings)
    wholes = [place for place, reading in enumerate(readings) if _is_name(reading)]
    if len(wholes) != 1 or any(r.field in _HALVES and _is_sure(r) for r in readings):
        return result
    (whole,) = wholes
    for place in (whole + 1, whole - 1):
        if not 0 <= place < len(readings) or not _may_be_half(readings[place]):
            continue
        akin = not set(words_of(titles[whole]).main).isdisjoint(words_of(titles[place]).main)
        if not _are_halves(looks[whole], looks[place], akin=akin):
            continue
        given = looks[whole].share(Look.GIVEN), looks[place].share(Look.GIVEN)
        asked = looks[whole].single < _MOST or max(given) < _HALF or given[0] == given[1]
        fields = _HALVES if (asked and akin) or given[0] < given[1] else _HALVES[::-1]
        result[place] = _as(readings[place], fields[1], asked=asked)
        if akin or not asked:
            result[whole] = _as(readings[whole], fields[0], asked=asked)
        break
    return result


def _are_halves(whole: ColumnLook, other: ColumnLook, *, akin: bool) -> bool:
    """True for two columns of one word each; of "Name 1" and "Name 2" for people beside firms."""
    if whole.single < _MOST:
        return akin and min(whole.single, other.share(Look.GIVEN)) >= _SOME
    return other.share(*_WORDS) >= _MOST and (akin or other.single >= _MOST)


def part_initials(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return the readings with "Name" beside initials a whole one, where its cells are whole ones.

    ``Smit`` beside "J.P." is the family's name, "Jan Smit" is all there is to know.  Initials are
    the given name, too, beside a column of given names that is seldom filled: of most people they
    alone say who is who.
    """
    result = _over_blanks(readings, looks)
    names = [i for i, r in enumerate(readings) if _is_told_family(r) and _is_whole(looks[i])]
    if len(names) != 1:
        return result
    for place, reading in enumerate(readings):
        if reading.field == "given_name" and "initials" in reading.phrase.atoms:
            result[place] = attrs.evolve(reading, field="custom", by_cells=True)
            result[names[0]] = _as(readings[names[0]], "full_name")
    return result


def _over_blanks(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    result = list(readings)
    letters = [i for i, r in enumerate(readings) if _are_initials(r) and r.field == "custom"]
    given = [i for i, r in enumerate(readings) if r.field == "given_name" and _is_sure(r)]
    families = any(r.field == "family_name" and _is_sure(r) for r in readings)
    if len(letters) != 1 or len(given) != 1 or not families:
        return result
    (at,), (blank,) = letters, given
    if looks[blank].filled * 2 >= looks[at].filled:
        return result
    called = "custom" if any(r.field == "nickname" for r in readings) else "nickname"
    result[at] = _as(readings[at], "given_name")
    result[blank] = _as(readings[blank], called)
    return result


def _are_initials(reading: Reading) -> bool:
    atoms = set(reading.phrase.atoms)
    return "initials" in atoms and atoms <= {"initials", "who", "fill"}


def _is_told_family(reading: Reading) -> bool:
    return reading.field == "family_name" and "name" in reading.phrase.atoms


def _is_whole(look: ColumnLook) -> bool:
    return look.share(Look.PERSON) >= _HALF and look.single < _HALF


_HALVES = ("family_name", "given_name")


def _is_sure(reading: Reading) -> bool:
    return reading.confidence >= ACCEPTED


def _is_name(reading: Reading) -> bool:
    return reading.field == "full_name" and reading.scope is None and _is_sure(reading)


def _may_be_half(reading: Reading) -> bool:
    """True for a title that nobody understands, or one more name."""
    if reading.field != "custom" or reading.by_cells:
        return False
    atoms = set(reading.phrase.atoms)
    return atoms <= _OF_A_NAME and bool(reading.phrase.unknown or "name" in atoms)


def _as(reading: Reading, field: str, *, asked: bool = False) -> Reading:
    return attrs.evolve(
        reading,
        field=field,
        number=None,
        confidence=NEAR_CELLS,
        by_cells=True,
        asked=asked,
    )
