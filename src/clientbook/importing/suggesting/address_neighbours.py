"""Which address a part belongs to, and which line of it, told by the other titles."""

import attrs

from clientbook.importing.suggesting.contact_grammar import value_kind
from clientbook.importing.suggesting.readings import (
    ACCEPTED,
    UNSURE,
    WEAK,
    Reading,
)
from clientbook.importing.suggesting.steps import NEAR, become

_STREETS = ("street", "address?", "line?")
_SLIPS = frozenset(("billing", "shipping"))
_BESIDE_A_STATE = ("city", "postcode", "postcode_city", "country", "district", "region")


def tell_states(readings: list[Reading]) -> list[Reading]:
    """``Estado`` and "Departamento" beside a town are regions; elsewhere a status, a team.

    An Italian "Stato" beside a "Provincia" of the same address is the country, a Spanish
    "Departamento" behind a "Piso" the flat.
    """
    parts = {(r.kind, r.part) for r in readings if r.field == "address"}
    kinds = {kind for kind, _ in parts if kind is not None}

    def is_place(at: int) -> bool:
        near = readings[at] if 0 <= at < len(readings) else None
        return near is not None and near.part in _BESIDE_A_STATE

    result: list[Reading] = []
    for at, r in enumerate(readings):
        team = r.field == "department" and r.phrase.language in ("es", "fr")
        beside = is_place(at - 1) or is_place(at + 1) or r.kind in kinds
        part = "region" if (r.kind, "region") not in parts else None
        if part is None and r.phrase.language == "it" and (r.kind, "country") not in parts:
            part = "country"
        if team and at > 0 and readings[at - 1].part == "street2" and r.phrase.language == "es":
            flat = become(attrs.evolve(r, kind=readings[at - 1].kind), "address")
            result.append(attrs.evolve(flat, part="street2"))
        elif part is not None and beside and (team or r.field == "state?"):
            result.append(attrs.evolve(become(r, "address"), part=part))
        else:
            no_team = r.field == "state?" or (team and beside)  # Peru has three levels of regions
            result.append(become(r, "custom") if no_team else r)
    return result


_OF_A_TOWN = ("city", "postcode", "full")
_BARE_STATE = frozenset(("who", "fill", "home", "work", "mailing", *_SLIPS, "service"))


def tell_short_states(readings: list[Reading]) -> list[Reading]:
    """``cust_st`` beside the town of the same address is the state.

    It is the street where no other column of the address is one.
    """
    parts = {(r.kind, r.part) for r in readings if r.field == "address"}

    def told(r: Reading) -> Reading:
        atoms = set(r.phrase.atoms)
        if r.phrase.unknown != ("st",) or not atoms or not atoms <= _BARE_STATE:
            return r
        kind = value_kind(atoms)
        if (kind, "city") not in parts or (kind, "region") in parts:
            return r
        streets = {(kind, part) for part in _STREETS}
        part = "street" if parts.isdisjoint(streets) else "region"
        return attrs.evolve(r, field="address", kind=kind, part=part, confidence=NEAR)

    return [told(r) for r in readings]


def tell_letters(readings: list[Reading]) -> list[Reading]:
    """``MAIL_ADDR1`` beside "MAIL_CITY" is where letters go: another address than "RES_CITY"."""
    letters = [r for r in readings if r.field == "address" and "letter" in r.phrase.atoms]
    if not any(r.part in ("city", "postcode") for r in letters):
        return readings
    whole = [r for r in readings if r.field == "address" and r.part in _OF_A_TOWN]
    kinds = {r.kind for r in whole if r not in letters}
    kind = "other" if kinds and "other" not in kinds else None

    def told(r: Reading) -> Reading:
        if r in letters and r.kind is None:
            return attrs.evolve(r, kind=kind, by_neighbours=True)
        if r.field == "email" and {"letter", "address"} <= set(r.phrase.atoms):
            own = attrs.evolve(r, field="address", part="address?", kind=kind)
            return attrs.evolve(own, confidence=NEAR, by_neighbours=True)
        return r

    return [told(r) for r in readings]


def tell_whole_streets(readings: list[Reading]) -> list[Reading]:
    """``Street & no.`` is the street with its number where no other column is the street."""
    streets = {r.kind for r in readings if r.field == "address" and r.part in _STREETS}
    return [
        attrs.evolve(r, part="street")
        if r.part == "number" and r.phrase.either and r.kind not in streets
        else r
        for r in readings
    ]


def tell_house_numbers(readings: list[Reading]) -> list[Reading]:
    """``Numero`` right after "Via", or before "Calle", is the house's; alone it is a row's.

    So is one before another part of an address that has a street: "Endereço", "Número", "CEP".
    """
    streets = {r.kind for r in readings if r.field == "address" and r.part in _STREETS}
    numbered = {r.kind for r in readings if r.field == "address" and r.part == "number"}
    result = list(readings)
    for at, r in enumerate(readings[1:], start=1):
        if (
            r.number is not None
            or not r.phrase.atoms
            or not (_is_bare_number(r) or _numbers_a_street(r, readings[at - 1]))
        ):
            continue
        before = _of_its_kind(readings[at - 1], r)
        after = readings[at + 1] if at + 1 < len(readings) else before
        within = after.field == "address" and after.part not in _STREETS
        for street, parts in ((before, _STREETS), (after, ("street",))):
            beside = street.field == "address" and street.part in parts
            beside = beside or (street is after and within and street.kind in streets)
            if beside and street.kind not in numbered:
                house = become(attrs.evolve(r, kind=street.kind, number=street.number), "address")
                result[at] = attrs.evolve(house, part="number")
                numbered.add(street.kind)
                break
    return result


_OF_AN_ADDRESS = ("address", "num")
_ROMANCE = ("fr", "es", "it", "pt")
_BARE_NUMBER = frozenset(("num", "fill", "doubtful", *_SLIPS))


def _is_bare_number(reading: Reading) -> bool:
    atoms = reading.phrase.atoms
    return "num" in atoms and _BARE_NUMBER.issuperset(atoms)


def _numbers_a_street(reading: Reading, before: Reading) -> bool:
    """True for "Número do endereço" and "N° rue", which beside the street are the house's.

    So is "Bezoekadres nr" behind "Bezoekadres straat".
    """
    atoms = reading.phrase.atoms
    if atoms == _OF_AN_ADDRESS and before.part == "street":
        return True
    if atoms[0] != "num" or reading.phrase.either:  # "Str., Nr." is the whole street
        return False
    said = set(atoms) - {"fill"}
    # "Nº residencial" behind "Endereço residencial"; an English "Home number" is a telephone's
    at_home = said == {"num", "home"} and reading.phrase.language in _ROMANCE
    return at_home or said in ({"num", "address"}, {"num", "street"})


def _of_its_kind(street: Reading, number: Reading) -> Reading:
    """Return the column before where it is of the slip that a number names, else nothing of it.

    ``Factuur nummer`` behind "Factuuradres" is the house's, elsewhere that of an invoice.
    """
    slip = _SLIPS.intersection(number.phrase.atoms)
    return street if not slip or street.kind in slip else attrs.evolve(street, field="custom")


def part_repeated_addresses(readings: list[Reading]) -> list[Reading]:
    """``Physical street, city`` and then "Postal street, city" are two addresses."""
    seen: set[tuple[str | None, int | None]] = set()
    again: list[int] = []
    for at, r in enumerate(readings):
        if r.field != "address" or r.kind is not None or r.confidence < ACCEPTED:
            continue
        if (r.part, r.number) in seen:
            again.append(at)
        seen.add((r.part, r.number))
    parts = {readings[at].part for at in again}
    other = any(r.field == "address" and r.kind == "other" for r in readings)
    if other or len(parts) < 2 or not parts & {"city", "postcode"}:
        return readings
    return [attrs.evolve(r, kind="other") if at in again else r for at, r in enumerate(readings)]


def prefer_names_to_codes(readings: list[Reading]) -> list[Reading]:
    """A country's or a region's code beside its name is the company's own."""
    named = {
        (r.kind, r.number, r.part)
        for r in readings
        if r.field == "address" and "code" not in r.phrase.atoms and r.confidence >= ACCEPTED
    }
    return [
        attrs.evolve(r, field="custom")
        if r.part in ("country", "region")
        and "code" in r.phrase.atoms
        and (r.kind, r.number, r.part) in named
        else r
        for r in readings
    ]


def leave_lonely_lines(readings: list[Reading]) -> list[Reading]:
    """``Ligne`` far from any address is the number of a row, not a line of one."""

    def near_an_address(at: int) -> bool:
        sides = (readings[i] for i in (at - 1, at + 1) if 0 <= i < len(readings))
        return any(r.field == "address" and r.part != "line?" for r in sides)

    return [
        become(r, "custom")
        if r.part == "line?" and set(r.phrase.atoms) == {"line"} and not near_an_address(at)
        else r
        for at, r in enumerate(readings)
    ]


def pile_lines(readings: list[Reading]) -> list[Reading]:
    """``Piso`` and then "Dirección 2" are the second and the third line of one address."""
    lines = {(r.kind, r.number, r.part) for r in readings if r.field == "address"}
    seen: set[tuple[str | None, int | None]] = set()
    result: list[Reading] = []
    for r in readings:
        second = r.field == "address" and r.part == "street2" and r.confidence >= ACCEPTED
        if second and (r.kind, r.number) in seen and (r.kind, r.number, "street3") not in lines:
            lines.add((r.kind, r.number, "street3"))
            result.append(attrs.evolve(r, part="street3", by_neighbours=True))
            continue
        if second:
            seen.add((r.kind, r.number))
        result.append(r)
    return result


def number_addresses(readings: list[Reading]) -> list[Reading]:
    """``Address 2`` is a second line of the street, or a second address if it has parts of its own.

    A bare "Address" is the street when the town has its own column, else the whole address.
    """
    parts = [r for r in readings if r.field == "address"]
    definite = [r for r in parts if r.part not in ("address?", "line?", "street", "street2")]
    numbered = {r.number for r in definite if r.number is not None}
    grouped = {
        r.kind for r in definite if r.part in ("city", "postcode", "postcode_city", "number")
    }
    streets = {(r.kind, r.number or 1) for r in parts if r.part == "street"}
    long = {
        r.kind
        for r in parts
        if r.part in _LINE and (r.number or 1) > _STREET_LINES and not _has_town(r.kind, grouped)
    }
    counted = _counted_from_nought(parts)
    return [
        _whole_line(r)
        if r.part in _LINE and r.kind in long
        else _address_line(counted.get(id(r), r), numbered, grouped, streets)
        if r.field == "address"
        else r
        for r in readings
    ]


_LINE = ("address?", "line?")
_STREET_LINES, _LINES = 3, 9  # lines of a street; lines of an address written line by line


def _has_town(kind: str | None, grouped: set[str | None]) -> bool:
    return kind in grouped or (kind is None and bool(grouped))


def _whole_line(reading: Reading) -> Reading:
    """More lines than a street has, and no column for the town: it stands in one of them."""
    line = reading.number or 1
    if line > _LINES:
        return attrs.evolve(reading, field="custom")
    return attrs.evolve(reading, part=f"line{line}", number=None)


def _counted_from_nought(parts: list[Reading]) -> dict[int, Reading]:
    """``Morada``, "Morada1": the second is the second line, as of a program that counts so.

    Beside an "Address 1" and an "Address 2" the bare one is the whole address.
    """
    numbers: dict[str | None, set[int | None]] = {}
    for r in parts:
        if r.part == "address?":
            numbers.setdefault(r.kind, set()).add(r.number)
    counted: dict[int, Reading] = {}
    for r in parts:
        if r.part == "address?" and numbers[r.kind] == {None, 1}:
            counted[id(r)] = attrs.evolve(r, number=(r.number or 0) + 1)
        elif r.part == "address?" and r.number is None and numbers[r.kind] >= {1, 2}:
            counted[id(r)] = attrs.evolve(r, part="full", confidence=min(NEAR, r.confidence))
    return counted


def _address_line(
    reading: Reading,
    numbered: set[int],
    grouped: set[str | None],
    streets: set[tuple[str | None, int]],
) -> Reading:
    if reading.part not in (*_LINE, "street", "street2"):
        return reading
    number = reading.number
    if number is not None and number in numbered:
        has_street = (reading.kind, number) in streets
        bare = reading.part in _LINE
        part = "full" if bare and has_street else "street" if bare else reading.part
        return attrs.evolve(reading, part=part)
    if reading.part == "street2":
        return attrs.evolve(reading, part="street2", number=None)
    alone = not _has_town(reading.kind, grouped)
    if reading.part == "address?" and alone and number is None:
        return attrs.evolve(reading, part="full", confidence=min(NEAR, reading.confidence))
    line = number or 1
    if line > _STREET_LINES:
        return attrs.evolve(reading, field="custom")
    if reading.part == "address?" and (reading.kind, line) in streets:
        sure = min(WEAK, reading.confidence)
        return attrs.evolve(reading, part="full", number=None, confidence=sure)
    part = "street" if line == 1 else f"street{line}"
    return attrs.evolve(reading, part=part, number=None)


def join_halves(readings: list[Reading]) -> list[Reading]:
    """``Home address``, "City", "Zip" are one address: the street and the town need one another."""
    parts: dict[str | None, set[str | None]] = {}
    for r in readings:
        if r.field == "address" and (r.number is None or (r.number == 1 and r.kind is None)):
            parts.setdefault(r.kind, set()).add(r.part)
    plain = parts.pop(None, set())
    streets = {"street", "full", "address?", "line?"}
    towns = {"city", "postcode", "postcode_city"}
    halves = [
        kind
        for kind, named in parts.items()
        if (named <= streets | {"street2"} and plain & towns and not plain & streets)
        or (named & towns and not named & streets and plain & streets and not plain & towns)
    ]
    if len(halves) != 1:
        return readings
    kind = halves[0]
    if (
        len(parts) > 1 or kind in _SLIPS
    ):  # "Home address", "City" beside "Work address", "Work city"
        return [
            attrs.evolve(r, kind=kind, by_neighbours=True)
            if r.field == "address" and r.kind is None
            else r
            for r in readings
        ]
    return [
        attrs.evolve(r, kind=None) if r.field == "address" and r.kind == kind else r
        for r in readings
    ]


_OF_A_STREET = ("street2", "district", "city", "region", "postcode", "country")


def carry_kinds(readings: list[Reading]) -> list[Reading]:
    """``Billing address``, "Postcode", "Delivery address", "Postcode": each with its own.

    A "Country" behind several addresses whose towns say of which they are is of none of them.
    """
    addresses = [r for r in readings if r.field == "address"]
    if any(r.kind is None and r.part in ("street", "full", "address?") for r in addresses):
        return readings
    own = {(r.kind, r.part) for r in addresses}
    several = sum(kind is not None and part == "city" for kind, part in own) > 1
    last = max((at for at, r in enumerate(readings) if r.field == "address" and r.kind), default=0)
    result, carried = list(readings), set()
    for at, r in enumerate(readings[1:], start=1):
        before = result[at - 1]
        plain = r.field == "address" and r.kind is None and r.part in _OF_A_STREET
        of_none = several and at > last and r.part not in carried
        taken = before.field != "address" or (before.kind, r.part) in own
        if plain and before.kind and not taken and not of_none:
            result[at] = attrs.evolve(r, kind=before.kind, number=None, by_neighbours=True)
            carried.add(r.part)
    return result


def leave_lonely_places(readings: list[Reading]) -> list[Reading]:
    """A town apart from complete addresses of known kinds is a location, not where one lives."""
    plain = {r.part for r in readings if r.field == "address" and r.kind is None}
    kinds = {r.kind for r in readings if r.field == "address" and r.part == "street"}
    if kinds - {None} and plain and plain <= {"city", "region", "country"}:
        lonely = [r.field == "address" and r.kind is None for r in readings]
        return [
            attrs.evolve(r, field="custom", confidence=UNSURE) if alone and r.part == "city" else r
            for r, alone in zip(readings, lonely, strict=True)
        ]
    return readings
