"""Towns and their postcodes, told by the other titles of an address."""

import attrs

from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.steps import become

_STREETS = ("street", "address?", "line?")
_BEHIND = (("postcode", "street"), ("city", "street"))


def tell_villages(readings: list[Reading]) -> list[Reading]:
    """``Paese`` behind a street is the village where no other column is the town."""
    addresses = [r for r in readings if r.field == "address"]
    streets = {r.kind for r in addresses if r.part in _STREETS}
    towns = {r.kind for r in addresses if r.part in ("city", "postcode_city")}
    return [
        attrs.evolve(r, part="city", by_neighbours=True)
        if r.part == "country" and "doubtful" in r.phrase.atoms and r.kind in streets - towns
        else r
        for r in readings
    ]


def tell_suburbs(readings: list[Reading]) -> list[Reading]:
    """``Suburb`` without a town is the town, as Australians and New Zealanders write.

    Beside a "Post Town" a "Locality" is a part of it, and so is a Chilean "Comuna" of a "Ciudad".
    """
    towns = {r.kind for r in readings if r.part in ("city", "postcode_city")}
    of_the_post = {r.kind for r in readings if r.part == "city" and "main" in r.phrase.atoms}
    sure = {r.kind for r in readings if r.part == "city" and "doubtful" not in r.phrase.atoms}
    readings = [
        attrs.evolve(r, part="district", by_neighbours=True)
        if r.part == "city"
        and (
            (r.kind in of_the_post and "main" not in r.phrase.atoms)
            or (r.kind in sure and "doubtful" in r.phrase.atoms)
        )
        else r
        for r in readings
    ]
    return [
        attrs.evolve(r, part="city", by_neighbours=True)
        if r.part == "district" and r.phrase.language == "en" and r.kind not in towns
        else r
        for r in readings
    ]


def tell_places(readings: list[Reading]) -> list[Reading]:
    """``Location`` beside a postcode or a country is the town where no other column is one."""
    towns = {r.kind for r in readings if r.part in ("city", "postcode_city")}

    def near_an_address(at: int) -> bool:
        sides = (readings[i] for i in (at - 1, at + 1) if 0 <= i < len(readings))
        return any(s.field == "address" and s.kind == readings[at].kind for s in sides)

    return [
        (
            attrs.evolve(become(r, "address"), part="city")
            if r.kind not in towns and near_an_address(at)
            else become(r, "custom")
        )
        if r.field == "place?"
        else r
        for at, r in enumerate(readings)
    ]


def tell_residences(readings: list[Reading]) -> list[Reading]:
    """``Local de residência`` beside the country of it is the town where nothing else is."""
    parts = {r.part for r in readings if r.field == "address"}
    if "country" not in parts or parts & _OF_A_TOWN:
        return readings
    return [
        attrs.evolve(r, part="city", by_neighbours=True)
        if r.field == "address" and r.phrase.atoms == _WHERE_ONE_LIVES and not r.phrase.unknown
        else r
        for r in readings
    ]


_OF_A_TOWN = frozenset(("city", "postcode", "postcode_city", "street", "district"))
_WHERE_ONE_LIVES = ("address", "live")


def leave_double_towns(readings: list[Reading]) -> list[Reading]:
    """``Localidade CP`` beside the town and the postcode is that of the post, not both again."""
    parts = {r.part for r in readings if r.field == "address" and r.confidence >= ACCEPTED}
    if not {"city", "postcode"} <= parts:
        return readings
    return [
        become(attrs.evolve(r, part=None), "custom")
        if r.part == "postcode_city" and not r.phrase.either
        else r
        for r in readings
    ]


def part_streets_and_boxes(readings: list[Reading]) -> list[Reading]:
    """``PLZ Straße`` and "Ort Straße" are those of the street, beside others of the post box.

    One of them alone may be both in one cell.
    """
    parts = {
        place: r.phrase.atoms[0]
        for place, r in enumerate(readings)
        if r.field == "custom" and r.phrase.atoms in _BEHIND and not r.phrase.unknown
    }
    if sorted(parts.values()) != ["city", "postcode"]:
        return readings
    return [
        attrs.evolve(become(r, "address"), part=parts[place]) if place in parts else r
        for place, r in enumerate(readings)
    ]
