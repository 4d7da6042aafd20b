"""Words of titles that mean two things: what the cells are decides."""

from collections.abc import Sequence

import attrs

from clientbook.domain.countries import stated_country
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import NEAR_CELLS, Reading
from clientbook.importing.tables import Row

_HALF, _SOME = 0.5, 0.2
_SALUTATIONS = (Look.PREFIX, Look.GENDER, Look.DEGREE)
# A code of a gender looks like a flag or a number: F, 2.
_GENDERS = (Look.GENDER, Look.PREFIX, Look.FLAG, Look.NUMBER, Look.POSTCODE, Look.DIGITS)


def told_of_two(reading: Reading, look: ColumnLook) -> Reading | None:
    """Return what a column of a doubtful title is, None where the title and its cells agree.

    A column of salutations holds some, one of genders genders.

    Args:
        reading: Of the title and its neighbours.
        look: Of its cells.
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
    return None


def part_villages(readings: Sequence[Reading], rows: Sequence[Row]) -> list[Reading]:
    """Return the readings with "Paese" over countries as one, over villages as the town.

    A town of its own leaves it the country.

    Args:
        readings: One a column.
        rows: The first rows of the file.
    """
    result = list(readings)
    for place, reading in enumerate(readings):
        if reading.part not in _PLACES or "doubtful" not in reading.phrase.atoms:
            continue
        cells = [cell for row in rows if (cell := row.cells[place].strip())]
        if not cells or any(map(str.isdigit, "".join(cells))):
            continue
        towns = any(r.part == "city" for r in readings if r is not reading)
        named = sum(stated_country(cell) is not None for cell in cells) >= _SOME * len(cells)
        part = "country" if towns or named else "city"
        if part != reading.part:
            result[place] = _as(reading, "address", part)
    return result


_PLACES = ("country", "city")


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
