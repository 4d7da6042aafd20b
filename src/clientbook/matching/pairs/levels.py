"""The levels of each comparison, best first."""

from collections.abc import Mapping
from enum import IntEnum

import attrs

from clientbook.matching.pairs.name_part_levels import PartLevel


class Order(IntEnum):
    """Whether the name parts stand in one another's place."""

    SAME = 0
    SWAPPED = 1


class DateLevel(IntEnum):
    """How two birth dates compare, best first."""

    EXACT = 0
    PARTIAL = 1  # two parts agree, the third is unknown
    SWAPPED = 2  # day and month exchanged
    SLIP = 3  # one part differs by one digit
    PART = 4  # one part differs
    YEAR = 5  # one part agrees, more is not known
    MONTH = 6  # at most 31 days apart
    NEAR = 7  # two digits of the whole date
    MIXED = 8  # the month agrees, year or day differs by one digit, ten years apart at most
    ANNUAL = 9  # about a year apart at most
    DECADE = 10  # ten years apart at most
    BLANK = 11
    DIFFERENT = 12


class PhoneLevel(IntEnum):
    """How two sets of numbers compare, best first."""

    TWO = 0  # two numbers shared
    MOBILE = 1  # a number shared that both hold as a mobile
    ONE = 2
    LOCAL = 3  # the last seven digits, where more is not known of one
    SLIP = 4  # one digit of a whole number
    BLANK = 5
    APART = 6  # of one only a mobile is known, of the other only a landline
    DIFFERENT = 7


class EmailLevel(IntEnum):
    """How two sets of addresses compare, best first."""

    EXACT = 0
    MAILBOX = 1  # same local part at another host
    SLIP = 2  # one or two letters
    HOST = 3  # another address at the same private host
    ALIKE = 4  # three or four letters of a long one
    NAMED = 5  # alike, but both are made of their owners' names: it says what the names say
    BLANK = 6
    DIFFERENT = 7


class StreetLevel(IntEnum):
    """How two street lines compare, best first."""

    SAME = 0  # same door
    CLOSE = 1  # same door with a slip
    STREET = 2  # same street, another number
    BLANK = 3
    DIFFERENT = 4


class AreaLevel(IntEnum):
    """How postal codes and towns compare, best first."""

    SAME = 0  # same postal code
    TOWN = 1  # same town, or a slip in the postal code
    BLANK = 2
    DIFFERENT = 3


class FirmLevel(IntEnum):
    """How the names of two firms compare, best first; a firm and a person are two records."""

    EXACT = 0  # legal form, small words and order aside
    SUBSET = 1  # words of one left out in the other, or its initials
    SLIP = 2
    ALIKE = 3  # one name, another trade
    BLANK = 4  # neither record is of a firm, or of one nothing is known
    PART = 5  # one word of several
    CONTACT = 6  # one is a firm, the other a person
    CONFLICT = 7


class PlainLevel(IntEnum):
    """How two plain values compare, best first."""

    SAME = 0
    SLIP = 1
    BLANK = 2
    DIFFERENT = 3


AREAS = len(AreaLevel)
PLACE_LEVELS: tuple[str, ...] = tuple(
    f"{street.name.lower()}_{area.name.lower()}" for street in StreetLevel for area in AreaLevel
)


def _names(levels: type[IntEnum]) -> tuple[str, ...]:
    return tuple(level.name.lower() for level in levels)


NO_PLACE = StreetLevel.BLANK * AREAS + AreaLevel.BLANK
"""Level of addresses of which nothing can be compared."""

NO_FIRMS = (FirmLevel.BLANK, FirmLevel.CONTACT)
"""Levels of pairs that are not of two firms."""


LEVELS: Mapping[str, tuple[str, ...]] = {
    "given": _names(PartLevel),
    "family": _names(PartLevel),
    "order": _names(Order),
    "firm": _names(FirmLevel),
    "birthday": _names(DateLevel),
    "phone": _names(PhoneLevel),
    "email": _names(EmailLevel),
    "address": PLACE_LEVELS,
    "site": PLACE_LEVELS,  # the address of two firms
    "company": _names(PlainLevel),
    "gender": _names(PlainLevel),
    "identifier": _names(PlainLevel),
    "attribute": _names(PlainLevel),
}
"""Levels of each comparison, in the order of their numbers."""


EQUAL_LEVELS: Mapping[str, int] = {"phone": 3, "address": 3, "site": 3}
"""How many first levels of a field are for equal values; one, where it is not said."""


@attrs.frozen
class FoundLevel:
    """The level one comparison found.

    Args:
        field: Which comparison; a key of :data:`LEVELS`.
        level: Number of the level.
        kind: Kind of the value both share, for its frequency; empty when frequency is no matter.
        values: The values shared, of which the rarest counts; or two values that are alike.
        alike: True when *values* are two that are alike; the commoner counts.
        label: What the field is called where there are several, such as an attribute's key.
    """

    field: str
    level: int
    kind: str = ""
    values: tuple[str, ...] = attrs.field(default=(), repr=False)
    alike: bool = False
    label: str = ""
