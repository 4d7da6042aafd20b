"""Columns that hold a part of the number beside them, or the country it is from."""

import re
from collections.abc import Sequence

import attrs
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from clientbook.domain.countries import stated_country
from clientbook.domain.settings import NO_REGION
from clientbook.importing.suggesting.evidence import ColumnLook
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading
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

# Words of a number, a card, a member or a policy: what they count is dialled by nobody.
_OF_SOMETHING_ELSE = frozenset("num id alien who owner holder".split())

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
    result = _with_country(readings, rows)
    parts = [r.part in BESIDE or _is_named(r) for r in result]
    for place, reading in enumerate(result):
        if not looks[place].filled:
            continue
        for at in beside(place, parts):
            if not 0 <= at < len(result) or not _is_number(result[at]):
                continue
            pairs = [(row.cells[place].strip(), row.cells[at]) for row in rows]
            part = _part(reading, [p for p in pairs if p[0]], after=at < place)
            if part is not None:
                result[place], parts[place] = _joined(reading, part), True
                break
    return result


def _with_country(readings: Sequence[Reading], rows: Sequence[Row]) -> list[Reading]:
    """Return the readings with a country's code told by its cells: ``AT`` is no calling code.

    "Country code" before a number may be either, and an Italian "Stato" a status; letters that
    are countries say where the client lives, and where all numbers of the row are from.
    """
    result = list(readings)
    for place, reading in enumerate(readings):
        if _is_sure(reading) or not _may_be_a_country(reading):
            continue
        if any(r.part == "country" and _is_sure(r) for r in result):
            continue
        cells = [cell for row in rows if (cell := row.cells[place].strip())]
        if cells and _countries(cells) >= _MOST:
            result[place] = attrs.evolve(
                reading,
                field="address",
                part="country",
                confidence=NEAR_CELLS,
                by_cells=True,
            )
    return result


def _is_sure(reading: Reading) -> bool:
    return reading.field == "address" and reading.confidence >= ACCEPTED


def _may_be_a_country(reading: Reading) -> bool:
    atoms = set(reading.phrase.atoms) - {"fill"}
    return atoms == {"country", "code"} or (atoms == {"state"} and reading.phrase.language == "it")


def _countries(cells: Sequence[str]) -> float:
    return sum(stated_country(cell) is not None for cell in cells) / len(cells)


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
    return bool(atoms & {"dial", "ext"}) or _is_of_a_country(atoms)


def _is_of_a_country(atoms: set[str]) -> bool:
    """True for "Country code", "Indicatif pays" and "Phone country"."""
    return "country" in atoms and bool(atoms & {"code", "dial", "phone"})


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


def _part(reading: Reading, pairs: _Pairs, *, after: bool) -> str | None:
    """Return which part of a number the cells of a column are.

    Args:
        reading: What its title says.
        pairs: Each cell that holds something, and the number beside it.
        after: True when the column stands behind the number.
    """
    atoms = set(reading.phrase.atoms)
    if reading.field == "name_prefix":  # "Prefix": of a name, or of a number
        atoms.add("dial")
    if after and _extends(reading, pairs):
        return "extension"
    country = _is_of_a_country(atoms)
    if not country and "dial" not in atoms:
        return "country_code" if _are_codes(reading, pairs) else None
    marked = _share(_CODE if country else _MARKED, pairs)  # no country is called 41
    if country and atoms & {"dial", "phone"}:
        marked += _countries([cell for cell, _ in pairs])
    if marked >= _MOST:
        return "country_code"
    if country or _share(_DIGITS, pairs) < _MOST:
        return None
    return "country_code" if "region" not in atoms and _is_a_country(pairs) else "area_code"


def _are_codes(reading: Reading, pairs: _Pairs) -> bool:
    """True for calling codes under a title that says nothing of them, and nothing else.

    "+41" is one whatever the words; "0034" may be a card's number, and is one only under a bare
    "Code" beside numbers that it makes whole.
    """
    atoms = set(reading.phrase.atoms)
    if reading.is_core or not atoms.isdisjoint(_OF_SOMETHING_ELSE):
        return False
    codes = [cell.strip("()") for cell, _ in pairs if _MARKED.fullmatch(cell)]
    known = [x for x in codes if int(x.lstrip("+")) in COUNTRY_CODE_TO_REGION_CODE]
    if len(known) < _MOST * len(pairs):
        return False
    if all(code.startswith("+") for code in known):
        return True
    return "code" in atoms and not reading.phrase.unknown and _is_a_country(pairs)


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
