"""A file without titles: what each column holds, from the cells alone."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading
from clientbook.importing.suggesting.words import words_of

ENOUGH = 3  # filled cells before they name a column under a title
HALF = 0.5
MOST = 0.8


def read_cells(looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return a reading for each column of a file without titles.

    E-mails, phones, salutations, countries, first names and whole names prove themselves; a
    family name is known beside a first name, a town and a street beside a postcode.  The rest
    stays undecided: ``custom`` with no confidence.
    """
    fields: list[tuple[str, str | None] | None] = [_alone(look) for look in looks]
    _beside_given_names(fields, looks)
    _beside_postcodes(fields, looks)
    return [_reading(found) for found in fields]


def _reading(found: tuple[str, str | None] | None) -> Reading:
    if found is None:
        return Reading("custom", confidence=0.0, by_cells=True)
    field, part = found
    return Reading(field, part=part, confidence=NEAR_CELLS, by_cells=True)


def _alone(look: ColumnLook) -> tuple[str, str | None] | None:
    if look.filled < 2:
        return None
    digits = look.share(Look.DIGITS)
    phones = look.share(Look.PHONE) + digits
    proofs = (
        (look.share(Look.EMAIL), "email"),
        (phones if digits < 1.0 or look.distinct * 2 > look.filled else 0.0, "phone"),
        (look.share(Look.URL), "website"),
        (look.share(Look.PREFIX, Look.DEGREE), "name_prefix"),
        (_gender_share(look), "gender"),
        (look.share(Look.DATE) if look.old_dates >= 0.25 else 0.0, "birth_date"),
    )
    for share, field in proofs:
        if share >= MOST:
            return (field, None)
    if look.share(Look.COUNTRY) >= MOST and look.distinct * 2 <= look.filled + 2:
        return ("address", "country")
    if look.share(Look.STREET, Look.FULL_ADDRESS, Look.PLACE) >= MOST > look.share(Look.PLACE):
        return ("address", "full" if look.share(Look.FULL_ADDRESS) >= HALF else "street")
    if not _is_varied(look):
        return None
    if look.share(Look.PERSON) >= HALF:
        return ("full_name", None)
    return ("given_name", None) if look.share(Look.GIVEN) >= HALF else None


def _gender_share(look: ColumnLook) -> float:
    """``F`` is false, too, but not beside M or H."""
    if look.distinct > 4 or look.share(Look.GENDER) < 0.2:
        return 0.0
    return look.share(Look.GENDER, Look.FLAG)


def _is_varied(look: ColumnLook) -> bool:
    """Names differ from row to row; a few words over and over are a choice."""
    return 0 < look.filled <= look.distinct * 10


def _words_column(look: ColumnLook) -> bool:
    return look.filled > 0 and look.share(Look.WORDS, Look.GIVEN, Look.PERSON, Look.COMPANY) >= MOST


def _beside_given_names(
    fields: list[tuple[str, str | None] | None], looks: Sequence[ColumnLook]
) -> None:
    given = [i for i, f in enumerate(fields) if f == ("given_name", None)]
    if len(given) == 2 and abs(given[0] - given[1]) == 1:
        # Two columns of first names: the one with fewer of them holds family names.
        less = min(given, key=lambda i: looks[i].share(Look.GIVEN))
        fields[less] = ("family_name", None)
        return
    if len(given) != 1:
        for place in given[1:]:
            fields[place] = None
        return
    for place in (given[0] + 1, given[0] - 1):
        if not 0 <= place < len(fields) or not _is_varied(looks[place]):
            continue
        if fields[place] is None and _words_column(looks[place]):
            fields[place] = ("family_name", None)
            return


def _beside_postcodes(
    fields: list[tuple[str, str | None] | None], looks: Sequence[ColumnLook]
) -> None:
    codes = [
        i
        for i, look in enumerate(looks)
        if fields[i] is None and look.filled > 1 and look.share(Look.POSTCODE) >= MOST
    ]
    for code in codes:
        for place in (code + 1, code - 1):
            if 0 <= place < len(fields) and fields[place] is None and _words_column(looks[place]):
                fields[code] = ("address", "postcode")
                fields[place] = ("address", "city")
                return


def settled(readings: Sequence[Reading]) -> list[Reading]:
    """Leave a single-valued field to its first column."""
    seen: set[tuple[str, str | None]] = set()
    result: list[Reading] = []
    for reading in readings:
        key = (reading.field, reading.part)
        if key in seen and reading.field not in ("phone", "email", "custom"):
            result.append(attrs.evolve(reading, field="custom", confidence=0.0))
            continue
        seen.add(key)
        result.append(reading)
    return result


def filled_in(
    readings: Sequence[Reading], looks: Sequence[ColumnLook], titles: Sequence[str]
) -> list[Reading]:
    """Return the readings with columns of titles that say nothing, or lie, read from their cells.

    A field that another title names stays its own; old dates under a title that lies are no
    birthdays.
    """
    taken = {(r.field, r.part) for r in readings if r.is_core and r.confidence >= ACCEPTED}
    result = list(readings)
    for place, found in enumerate(read_cells(looks)):
        reading = readings[place]
        known = reading.is_core and reading.confidence >= ACCEPTED
        if known or not found.is_core or looks[place].filled < ENOUGH:
            continue
        lied = reading.by_cells and found.field != "birth_date"
        told = "alien" in reading.phrase.atoms  # "SIN", which is Spanish for "without", too
        if not lied and (told or not is_opaque(titles[place])):
            continue
        key = (found.field, found.part)
        if key not in taken or found.field in ("phone", "email"):
            taken.add(key)
            result[place] = found
    return result


def is_opaque(title: str) -> bool:
    """True for what programs call a column without a name: ``"Field1"``, ``"Spalte B"``, ``""``."""
    return all(
        len(word) == 1 or word.isdecimal() or word in _NO_NAME for word in words_of(title).all
    )


_NO_NAME = frozenset(
    "field fld column col unnamed untitled header data champ colonne sans titre feld spalte ohne"
    " titel unbenannt kolonne columna campo sin titulo encabezado blank".split()
)
