"""A whole name beside a given and a family's one: the same person's, another's, or a firm's."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.evidence import ColumnLook, Look, look_of
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading
from clientbook.importing.tables import Row
from clientbook.text import split_words

_PARTS = ("full_name", "given_name", "family_name")
_NAMES = (Look.WORDS, Look.GIVEN, Look.PERSON, Look.COMPANY, Look.OTHER)
_NAMED = frozenset(("name", "full", "who", "fill"))
_SOME, _HALF, _MOST = 0.1, 0.5, 0.8
_ENOUGH = 2  # rows that tell a firm which no legal form ends


def part_wholes(readings: Sequence[Reading], rows: Sequence[Row]) -> list[Reading]:
    """Return the readings with a whole name that the parts beside it contradict as what it is.

    "Hillside Dental Ltd" beside "Rupert" and "Shaw" is the firm, and the clients are the persons.
    Where it names another person, or one row alone speaks, somebody has to say what it is: a client
    is called by the whole name.

    Args:
        readings: One a column.
        rows: The first rows of the file.
    """
    result = list(readings)
    places = [_only(readings, field) for field in _PARTS]
    if any(place is None for place in places):
        return result
    whole, *parts = (place for place in places if place is not None)
    if not _NAMED.issuperset(readings[whole].phrase.atoms) or readings[whole].phrase.unknown:
        return result
    filled = [row.cells for row in rows if all(row.cells[at].strip() for at in (whole, *parts))]
    told = [cells for cells in filled if look_of(cells[whole]) in _NAMES]
    others = [cells[whole] for cells in told if not _share_a_word(cells, whole, parts[:1])]
    if not others or len(others) <= _SOME * len(told):
        return result
    persons = {cells[whole] for cells in told if _share_a_word(cells, whole, parts[:1])}
    strangers = [
        cells[whole]
        for cells in told
        if not _share_a_word(cells, whole, parts)
        and (cells[whole] in persons or look_of(cells[whole]) is Look.PERSON)
    ]
    if len(strangers) > _SOME * len(told):
        result[whole] = attrs.evolve(readings[whole], asked=True)
    elif len(others) == len(told) and not any(look_of(x) is Look.PERSON for x in others):
        result[whole] = _as_firm(readings, whole, others)
    return result


def hear_wholes(readings: Sequence[Reading], rows: Sequence[Row]) -> list[Reading]:
    """Return the readings with a given name that ends in the family's, row by row, as a whole one.

    "Fernanda Barros" beside "Barros" is nobody called Fernanda Barros Barros.

    Args:
        readings: One a column.
        rows: The first rows of the file.
    """
    given, family = (_only(readings, field) for field in ("given_name", "family_name"))
    if given is None or family is None or _only(readings, "full_name") is not None:
        return list(readings)
    both = [
        (split_words(row.cells[given]), split_words(row.cells[family]))
        for row in rows
        if row.cells[given].strip() and row.cells[family].strip()
    ]
    whole = sum(len(one) > len(other) and one[-len(other) :] == other for one, other in both)
    if whole < _ENOUGH or whole < _MOST * len(both):
        return list(readings)
    return [
        attrs.evolve(r, field="full_name", confidence=NEAR_CELLS, by_cells=True)
        if place == given
        else r
        for place, r in enumerate(readings)
    ]


def find_contacts(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return the readings with "Contact" over people the client's name, where no column is one.

    What was read as the name was the firm's, or its number, as its cells said.
    """
    result = list(readings)
    if any(_only(readings, field) is not None for field in _PARTS):
        return result
    for place, (reading, look) in enumerate(zip(readings, looks, strict=True)):
        bare = reading.field == "custom" and {"full", "bare"} <= set(reading.phrase.atoms)
        if bare and look.share(Look.PERSON) >= _HALF:
            result[place] = attrs.evolve(
                reading, field="full_name", confidence=NEAR_CELLS, by_cells=True
            )
            break
    return result


def _only(readings: Sequence[Reading], field: str) -> int | None:
    found = [at for at, r in enumerate(readings) if r.field == field and r.confidence >= ACCEPTED]
    return found[0] if len(found) == 1 else None


def _share_a_word(cells: Sequence[str], whole: int, parts: Sequence[int]) -> bool:
    words = set(split_words(cells[whole]))
    return any(not words.isdisjoint(split_words(cells[part])) for part in parts)


def _as_firm(readings: Sequence[Reading], whole: int, names: Sequence[str]) -> Reading:
    """Return the reading of names that are firms; of names of one word nobody knows."""
    reading = readings[whole]
    proved = any(look_of(name) is Look.COMPANY for name in names)
    several = sum(len(name.split()) > 1 for name in names) * 2 >= len(names) >= _ENOUGH
    if not proved and not several:
        return attrs.evolve(reading, asked=True)
    taken = any(r.field == "company" and r.confidence >= ACCEPTED for r in readings)
    field = "custom" if taken else "company"
    return attrs.evolve(
        reading, field=field, scope=None, confidence=NEAR_CELLS, by_cells=True, by_neighbours=False
    )
