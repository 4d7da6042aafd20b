"""Words of titles that mean two things: what the cells are decides."""

from collections.abc import Set as AbstractSet

import attrs

from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import NEAR_CELLS, Reading

_HALF, _SOME = 0.5, 0.2
_LETTERS = (Look.WORDS, Look.GIVEN, Look.PERSON, Look.COMPANY, Look.OTHER)
_SALUTATIONS = (Look.PREFIX, Look.GENDER, Look.DEGREE)
# A code of a gender looks like a flag or a number: F, 2.
_GENDERS = (Look.GENDER, Look.PREFIX, Look.FLAG, Look.NUMBER, Look.POSTCODE, Look.DIGITS)


def told_of_two(reading: Reading, look: ColumnLook, sure: AbstractSet[str]) -> Reading | None:
    """Return what a column of a doubtful title is, None where the title and its cells agree.

    A column of salutations holds some, one of genders genders.  "Paese" over villages is the town
    where no other column is.

    Args:
        reading: Of the title and its neighbours.
        look: Of its cells.
        sure: The fields that other columns fill, and the parts of addresses: ``address.city``.
    """
    atoms = reading.phrase.atoms
    if "doubtful" not in atoms or reading.phrase.unknown or not look.filled:
        return None
    if "prefix" in atoms:
        return _told(reading, "name_prefix", holds=look.share(*_SALUTATIONS) >= _HALF)
    if "gender" in atoms:
        holds = look.share(*_GENDERS) >= _SOME
        return None if holds else _told(reading, "gender", holds=False)
    if reading.field == "birth_date":
        return _told_feast(reading, look)
    if reading.part in ("country", "city") and look.share(Look.COUNTRY, *_LETTERS) >= 1 - _SOME:
        towns = reading.part != "city" and "address.city" in sure
        part = "country" if towns or look.share(Look.COUNTRY) >= _SOME else "city"
        return None if reading.part == part else _as(reading, "address", part)
    return None


def _told_feast(reading: Reading, look: ColumnLook) -> Reading | None:
    """Return a "Fête" of the years of births, or of no days; else a person says what it is."""
    if look.old_dates >= _SOME:
        return attrs.evolve(_as(reading, "birth_date"), asked=False)
    words = look.share(Look.WORDS, Look.GIVEN, Look.PERSON, Look.FLAG) > _HALF
    return attrs.evolve(_as(reading, "custom"), asked=False) if words else None


def _told(reading: Reading, field: str, *, holds: bool) -> Reading | None:
    if holds == (reading.field == field):
        return None
    return _as(reading, field if holds else "custom")


def _as(reading: Reading, field: str, part: str | None = None) -> Reading:
    return attrs.evolve(reading, field=field, part=part, confidence=NEAR_CELLS, by_cells=True)
