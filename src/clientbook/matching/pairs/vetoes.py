"""What tells two persons of one household apart, whatever they share.

Each rule is one expression over levels, the same for two records and for the columns of a list.
"""

from collections.abc import Callable, Iterable
from typing import Any

from clientbook.matching.pairs.levels import (
    AREAS,
    DateLevel,
    EmailLevel,
    FirmLevel,
    FoundLevel,
    PhoneLevel,
)
from clientbook.matching.pairs.name_part_levels import CONTRADICTING, PartLevel

CONTACT_FIELDS = frozenset(("phone", "email", "address", "site", "company"))
"""What a household or a firm shares."""

TWIN_FIELDS = CONTACT_FIELDS | {"birthday"}
"""What twins share."""

BRANCH_BITS = 6.0
"""Bits by which a telephone number that two firms of alike names share speaks for one branch: those
of a chain have one name and often one e-mail address, but each its own number."""

Level = Any
"""A level as a number, or a column of them."""


def are_two(level: Callable[[str], Level]) -> Any:
    """Say whether first names or birth dates are those of two persons, or names of two firms.

    What a household shares then speaks for the household as much as for one person: phone,
    e-mail and address never add up past such a conflict.
    """
    two = (level("given") == PartLevel.CONFLICT) | (level("birthday") == DateLevel.DIFFERENT)
    return two | (level("firm") >= FirmLevel.PART)


def are_twins(level: Callable[[str], Level]) -> Any:
    """Say whether two records are those of twins.

    Two first names that contradict one another, one family name, one birth date and one contact
    point: the birth date, too, then speaks for the household as much as for one person.
    """
    given = level("given")
    others = [given == one for one in sorted(CONTRADICTING)]
    other_given = others[0]
    for one in others[1:]:
        other_given = other_given | one
    family, born = level("family") == PartLevel.EXACT, level("birthday") == DateLevel.EXACT
    phone, address = level("phone"), level("address")
    contact = (phone >= PhoneLevel.TWO) & (phone <= PhoneLevel.ONE)
    contact = contact | (level("email") == EmailLevel.EXACT)
    contact = contact | ((address >= 0) & (address < AREAS))  # one door
    return other_given & family & born & contact


def are_one_branch(level: Callable[[str], Level]) -> Any:
    """Say whether two firms of alike names share a telephone number."""
    firm, phone = level("firm"), level("phone")
    named = (firm >= FirmLevel.EXACT) & (firm <= FirmLevel.ALIKE)
    return named & (phone >= PhoneLevel.TWO) & (phone <= PhoneLevel.ONE)


def is_of_branch(found: Iterable[FoundLevel]) -> bool:
    """Say of two records whether they are firms of alike names that share a number."""
    levels = {f.field: int(f.level) for f in found if not f.label}
    return bool(are_one_branch(lambda field: levels.get(field, -1)))


def vetoed_fields(found: Iterable[FoundLevel]) -> frozenset[str]:
    """Return the fields that speak for the household as much as for one person."""
    levels = {f.field: int(f.level) for f in found if not f.label}

    def level(field: str) -> int:
        return levels.get(field, -1)

    if are_twins(level):
        return TWIN_FIELDS
    return CONTACT_FIELDS if are_two(level) else frozenset()
