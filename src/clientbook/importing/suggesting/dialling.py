"""Columns that hold a part of the number beside them: calling codes, area codes, extensions."""

import re
from collections.abc import Sequence

import attrs
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from clientbook.domain.settings import NO_REGION
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import NEAR_CELLS, Reading
from clientbook.importing.tables import Row
from clientbook.parsing.phone_spellings import valid

BESIDE = ("country_code", "area_code", "extension")
"""Parts of a number that stand in a column of their own."""

_MOST = 0.8
_MARKED = re.compile(r"\(?(?:\+|00)[1-9][0-9]{0,2}\)?")
_CODE = re.compile(r"\(?(?:\+|00)?[1-9][0-9]{0,2}\)?(?:\.0)?")
_DIGITS = re.compile(r"\(?(0{0,2}[1-9][0-9]{0,4})\)?(?:\.0)?")
_EXTENSION = re.compile(r"(?:x|ext|poste|#)?[. ]{0,2}[0-9]{1,6}(?:\.0)?", re.IGNORECASE)
_SHORT = re.compile(r"[0-9]{1,4}(?:\.0)?")
_LONGER = 3  # digits that a number has more than its extension

_Pairs = Sequence[tuple[str, str]]


def dialled(
    readings: Sequence[Reading], looks: Sequence[ColumnLook], rows: Sequence[Row]
) -> list[Reading]:
    """Return the readings with the parts of a number joined to the number beside them.

    A title names such a part, and the cells prove it.  ``Vorwahl`` and "Indicatif" may be a
    country's or a city's: they are a country's where its calling code makes the numbers whole.

    Args:
        readings: One a title.
        looks: What the cells of each column look like.
        rows: A sample.
    """
    result = list(readings)
    for place, reading in enumerate(readings):
        if not looks[place].filled:
            continue
        for at in beside(place, [r.part in BESIDE or _is_named(r) for r in result]):
            if not 0 <= at < len(result) or not _is_number(result[at]):
                continue
            pairs = [(row.cells[place].strip(), row.cells[at]) for row in rows]
            part = _part(reading, looks[place], [p for p in pairs if p[0]], after=at < place)
            if part is not None:
                result[place] = _joined(reading, part)
                break
    return result


def beside(place: int, parts: Sequence[bool]) -> tuple[int, int]:
    """Return where the number of a part may be: after it, or before it.

    Args:
        place: Column of the part.
        parts: True for each column that holds a part, which is stepped over.
    """
    after, before = place + 1, place - 1
    while after < len(parts) and parts[after]:
        after += 1
    while before >= 0 and parts[before]:
        before -= 1
    return after, before


def _is_named(reading: Reading) -> bool:
    atoms = set(reading.phrase.atoms)
    return bool(atoms & {"dial", "ext"}) or {"country", "code"} <= atoms


def _is_number(reading: Reading) -> bool:
    return reading.field == "phone" and reading.part is None


def _joined(reading: Reading, part: str) -> Reading:
    return attrs.evolve(
        reading,
        field="phone",
        part=part,
        kind=None,
        number=None,
        confidence=NEAR_CELLS,
        by_cells=True,
    )


def _part(reading: Reading, look: ColumnLook, pairs: _Pairs, *, after: bool) -> str | None:
    """Return which part of a number the cells of a column are.

    Args:
        reading: What its title says.
        look: What its cells look like.
        pairs: Each cell that holds something, and the number beside it.
        after: True when the column stands behind the number.
    """
    atoms = set(reading.phrase.atoms)
    if reading.field == "name_prefix":  # "Prefix": of a name, or of a number
        atoms.add("dial")
    if after and _extends(reading, pairs):
        return "extension"
    country = {"country", "code"} <= atoms or {"country", "dial"} <= atoms
    marked = _share(_CODE if country else _MARKED, pairs)  # no country is called 41
    if country and "dial" in atoms:
        marked += look.share(Look.COUNTRY)
    if marked >= _MOST and (country or "dial" in atoms or not reading.is_core):
        return "country_code"
    if "dial" not in atoms or country or _share(_DIGITS, pairs) < _MOST:
        return None
    return "country_code" if "region" not in atoms and _is_a_country(pairs) else "area_code"


def _extends(reading: Reading, pairs: _Pairs) -> bool:
    """True for "Ext", "Poste" (also a post that one holds) and "Durchwahl" (also a number)."""
    if reading.field == "phone":  # beside a local number as short it is a second one
        longer = all(len(number) >= len(cell) + _LONGER for cell, number in pairs)
        return longer and _share(_SHORT, pairs) == 1.0
    named = "ext" in reading.phrase.atoms or reading.field == "job_title"
    return named and _share(_EXTENSION, pairs) == 1.0


def _share(pattern: re.Pattern[str], pairs: _Pairs) -> float:
    return sum(pattern.fullmatch(cell) is not None for cell, _ in pairs) / len(pairs)


def _is_a_country(pairs: _Pairs) -> bool:
    """True where the cells are calling codes, and make most of the numbers whole."""
    asked = [(cell, number) for cell, number in pairs if number and not number.startswith("+")]
    return sum(_makes_whole(cell, number) for cell, number in asked) * 2 > len(asked)


def _makes_whole(cell: str, number: str) -> bool:
    code = cell.strip("()").removesuffix(".0").removeprefix("00")
    if code[:1] == "0" or not code.isdecimal() or int(code) not in COUNTRY_CODE_TO_REGION_CODE:
        return False
    return valid(f"+{code} {number}", NO_REGION) is not None
