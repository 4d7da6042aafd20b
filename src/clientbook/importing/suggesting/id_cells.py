"""What the cells say of a column of numbers: whether it is the client's, and one of several."""

from collections import defaultdict
from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.evidence import MAX_CELL, ColumnLook, Look
from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.readings import ACCEPTED, WEAK, Reading
from clientbook.importing.tables import Row
from clientbook.text import fold_name

_HALF = 0.5
_MOST = 0.8
_SOME = 0.1  # of the rows; one number given twice by a slip is for the rows to say
_WHO = ("given_name", "family_name", "full_name")


def contradict_ids(
    readings: Sequence[Reading], looks: Sequence[ColumnLook], rows: Sequence[Row]
) -> list[Reading]:
    """Return the readings with a client's number undecided that the cells contradict.

    By such a number later imports find the client.  What holds names, or stands with people of
    different names, is whoever sent them, their household or their post code: two strangers would
    become one.

    Args:
        readings: One a column.
        looks: What the cells of each column look like.
        rows: A sample.
    """
    names = [place for place, r in enumerate(readings) if r.field in _WHO and _is_sure(r)]
    result = list(readings)
    for place, (reading, look) in enumerate(zip(readings, looks, strict=True)):
        if reading.field != "external_id" or not _is_sure(reading):
            continue
        before_town = [r.part for r in readings[place + 1 : place + 2]] == ["city"]
        may_be_postcode = reading.confidence == WEAK and before_town and _are_postcodes(look)
        if may_be_postcode or _are_names(look) or _shared(place, names, rows) >= _SOME:
            result[place] = attrs.evolve(reading, asked=True)
    return result


def _is_sure(reading: Reading) -> bool:
    return reading.confidence >= ACCEPTED


def _are_names(look: ColumnLook) -> bool:
    return look.share(Look.PERSON, Look.COMPANY) >= _HALF


def _are_postcodes(look: ColumnLook) -> bool:
    return look.share(Look.POSTCODE) >= _MOST


def _shared(place: int, names: Sequence[int], rows: Sequence[Row]) -> float:
    """Return the part of the filled rows whose number people of different names have."""
    people: dict[str, list[frozenset[str]]] = defaultdict(list)
    for row in rows:
        number = row.cells[place].strip()
        name = fold_name(" ".join(row.cells[at][:MAX_CELL] for at in names))
        if number and name:
            people[number].append(frozenset(name.split()))
    filled = sum(map(len, people.values()))
    several = sum(len(found) for found in people.values() if not _are_one(found))
    return several / filled if filled else 0.0


def _are_one(names: Sequence[frozenset[str]]) -> bool:
    """True where the longest name holds all others: one person in several rows."""
    longest = max(names, key=len)
    return all(name <= longest for name in names)


def find_ids(
    readings: Sequence[Reading], looks: Sequence[ColumnLook], rows: Sequence[Row]
) -> list[Reading]:
    """Return the readings with a bare number behind the first column as the client's, by its cells.

    ``N°`` or ``Code`` between other columns may be a house number, or the code of a door: it is
    the client's number where the list has none, no two rows share a value, and no street without
    a number stands beside it.  So a list whose columns were moved finds its clients again.
    """
    result = list(readings)
    if any(reading.field == "external_id" for reading in readings):
        return result
    found = [at for at in range(1, len(readings)) if _is_bare(readings[at])]
    if len(found) == 1 and _numbers_rows(found[0], readings, looks, rows):
        (at,) = found
        result[at] = attrs.evolve(readings[at], field="external_id", by_cells=True)
    return result


def _is_bare(reading: Reading) -> bool:
    told = interpret(reading.phrase)
    return reading.field == "custom" and (told.field, told.confidence) == ("external_id", WEAK)


def _numbers_rows(
    place: int, readings: Sequence[Reading], looks: Sequence[ColumnLook], rows: Sequence[Row]
) -> bool:
    beside = [at for at in (place - 1, place + 1) if at < len(readings)]
    if any(_lacks_its_number(readings[at], at, rows) for at in beside):
        return False
    if looks[place].share(*_NO_NUMBERS) > 0:
        return False
    numbers = [row.cells[place].strip() for row in rows if any(map(str.strip, row.cells))]
    filled = [number for number in numbers if number]
    return len(filled) > 1 and len(filled) == len(numbers) == len(set(filled))


def _lacks_its_number(reading: Reading, place: int, rows: Sequence[Row]) -> bool:
    """True for a column of streets whose numbers stand elsewhere."""
    if reading.field != "address" or reading.part not in _STREETS:
        return False
    filled = [cell for row in rows if (cell := row.cells[place].strip())]
    numbered = sum(any(map(str.isdecimal, cell)) for cell in filled)
    return numbered < _MOST * len(filled) or not filled


_STREETS = (None, "full", "street", "street2")
_NO_NUMBERS = (Look.PHONE, Look.DIGITS, Look.DATE, Look.EMAIL, Look.PERSON, Look.STREET)
