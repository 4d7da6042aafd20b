"""Comparisons of two records: one level per field, from equal to different."""

from collections.abc import Iterable, Mapping

import attrs
from rapidfuzz.distance import OSA

from clientbook.matching.pairs.contacts import DayParts, Place
from clientbook.matching.pairs.features import Features
from clientbook.matching.pairs.levels import (
    AREAS,
    AreaLevel,
    DateLevel,
    EmailLevel,
    Order,
    PhoneLevel,
    PlainLevel,
    StreetLevel,
)
from clientbook.matching.pairs.names import (
    PartLevel,
    best_family,
    best_given,
    compact,
    crossed,
)
from clientbook.matching.pairs.nicknames import KNOWN


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


CONTACT_FIELDS = frozenset(("phone", "email", "address", "company"))
"""What a household or a firm shares."""


def is_vetoed(found: Iterable[FoundLevel]) -> bool:
    """True when first names or birth dates are those of two persons.

    What a household shares then speaks for the household as much as for one person: phone,
    e-mail and address never add up past such a conflict.
    """
    return any(
        (f.field == "given" and f.level == PartLevel.CONFLICT)
        or (f.field == "birthday" and f.level == DateLevel.DIFFERENT)
        for f in found
    )


def compare_dates(a: DayParts, b: DayParts) -> DateLevel:
    """Compare two readings of birth dates."""
    if not (a.year and a.day and b.year and b.day):  # a day has a month
        return _compare_partial(a, b)
    if a == b:
        return DateLevel.EXACT
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return DateLevel.SWAPPED
    if a.year == b.year and (1, 1) in ((a.month, a.day), (b.month, b.day)):
        return DateLevel.YEAR  # 1 January stands for "unknown" in many lists
    return _compare_digits(a, b)


def _compare_partial(a: DayParts, b: DayParts) -> DateLevel:
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    known = [(x, y) for x, y in pairs if x and y]
    if not known:
        return DateLevel.BLANK
    if any(x != y for x, y in known):
        return DateLevel.DIFFERENT
    return DateLevel.PARTIAL if len(known) > 1 else DateLevel.YEAR


def _compare_digits(a: DayParts, b: DayParts) -> DateLevel:
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    differing = [(f"{x:02d}", f"{y:02d}") for x, y in pairs if x != y]
    if len(differing) == 1:
        return DateLevel.SLIP if OSA.distance(*differing[0]) == 1 else DateLevel.PART
    apart = abs(day_number(a) - day_number(b))
    if apart <= 31:
        return DateLevel.MONTH
    left = f"{a.year:04d}{a.month:02d}{a.day:02d}"
    right = f"{b.year:04d}{b.month:02d}{b.day:02d}"
    if OSA.distance(left, right, score_cutoff=2) <= 2:
        return DateLevel.NEAR
    if apart <= 400:
        return DateLevel.ANNUAL
    return DateLevel.DECADE if apart <= 3700 else DateLevel.DIFFERENT


def day_number(reading: DayParts) -> int:
    """Days on a calendar of even months: good enough to say how far apart two dates are."""
    return reading.year * 365 + reading.month * 30 + reading.day


def _birthday(a: Features, b: Features) -> FoundLevel:
    if not a.dates or not b.dates:
        return FoundLevel("birthday", DateLevel.BLANK)
    level, value = min((compare_dates(x, y), _date_text(x)) for x in a.dates for y in b.dates)
    if level is DateLevel.EXACT:
        return FoundLevel("birthday", level, "d", (value,))
    return FoundLevel("birthday", level)


def _date_text(reading: DayParts) -> str:
    return f"{reading.year}-{reading.month}-{reading.day}"


def _slip(left: Iterable[str], right: Iterable[str], limit: int) -> tuple[str, ...]:
    """Find a value of each side that are a typing slip apart; nothing when there are none."""
    return min(
        (
            (min(x, y), max(x, y))
            for x in left
            for y in right
            if OSA.distance(x, y, score_cutoff=limit) <= limit
        ),
        default=(),
    )


def _phone(a: Features, b: Features) -> FoundLevel:
    if not (a.sevens or a.phones) or not (b.sevens or b.phones):
        return FoundLevel("phone", PhoneLevel.BLANK)
    common = tuple(p for p in a.phones if p in b.phones)
    if common:
        if len(common) > 1:
            return FoundLevel("phone", PhoneLevel.TWO, "p", common)
        mobile = common[0] in a.mobiles and common[0] in b.mobiles
        return FoundLevel("phone", PhoneLevel.MOBILE if mobile else PhoneLevel.ONE, "p", common)
    local = tuple(s for s in a.sevens if s in b.sevens)
    if local:
        return FoundLevel("phone", PhoneLevel.LOCAL, "7", local)
    if slipped := _phone_slip(a.phones, b.phones):
        return FoundLevel("phone", PhoneLevel.SLIP, "p", slipped, alike=True)
    return FoundLevel("phone", PhoneLevel.DIFFERENT)


def _phone_slip(left: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    """Find numbers that differ in the last four digits only, or before them only, by one slip."""
    return min(
        (
            (min(x, y), max(x, y))
            for x in left
            for y in right
            if _near_numbers(int(x), int(y)) and OSA.distance(x, y, score_cutoff=1) == 1
        ),
        default=(),
    )


def _near_numbers(x: int, y: int) -> bool:
    return x % 10_000 == y % 10_000 or x // 10_000 == y // 10_000


def _email(a: Features, b: Features) -> FoundLevel:
    if not a.emails or not b.emails:
        return FoundLevel("email", EmailLevel.BLANK)
    common = tuple(e for e in a.emails if e in b.emails)
    if common:
        return FoundLevel("email", EmailLevel.EXACT, "e", common)
    boxes = tuple(m for m in a.mailboxes if m in b.mailboxes)
    if boxes:
        return FoundLevel("email", EmailLevel.MAILBOX, "m", boxes)
    if slipped := _slip(a.emails, b.emails, 2):
        return FoundLevel("email", EmailLevel.SLIP, "e", slipped, alike=True)
    hosts = tuple(h for h in a.hosts if h in b.hosts)
    if hosts:
        return FoundLevel("email", EmailLevel.HOST, "h", hosts)
    return FoundLevel("email", EmailLevel.DIFFERENT)


def compare_streets(a: str, b: str) -> bool:
    """True when two bare street names are one, typing slips aside."""
    distance = OSA.distance(a, b, score_cutoff=2)
    return distance == 1 or (distance == 2 and max(len(a), len(b)) >= 8)


def street_level(a: Place, b: Place) -> StreetLevel:
    """Compare number and street of two addresses."""
    if not (a.street or a.number) or not (b.street or b.number):
        return StreetLevel.BLANK
    numbers = a.number == b.number
    if a.street == b.street:
        if numbers:
            return StreetLevel.SAME
        if not a.number or not b.number:
            return StreetLevel.CLOSE
        return StreetLevel.CLOSE if _number_slip(a.number, b.number) else StreetLevel.STREET
    if numbers and a.number and compare_streets(a.street, b.street):
        return StreetLevel.CLOSE
    return StreetLevel.DIFFERENT


def _number_slip(a: str, b: str) -> bool:
    return max(len(a), len(b)) >= 3 and OSA.distance(a, b, score_cutoff=1) == 1


def area_level(a: Place, b: Place) -> AreaLevel:
    """Compare postal code and town of two addresses."""
    if a.postcode and a.postcode == b.postcode:
        return AreaLevel.SAME
    if a.town and a.town == b.town:
        return AreaLevel.TOWN
    both_codes, both_towns = a.postcode and b.postcode, a.town and b.town
    if both_codes and OSA.distance(a.postcode, b.postcode, score_cutoff=1) == 1:
        return AreaLevel.TOWN
    if both_towns and compare_streets(a.town, b.town):
        return AreaLevel.TOWN
    return AreaLevel.DIFFERENT if both_codes or both_towns else AreaLevel.BLANK


def _address(a: Features, b: Features) -> FoundLevel:
    if not a.places or not b.places:
        return FoundLevel("address", StreetLevel.BLANK * AREAS + AreaLevel.BLANK)
    met = [
        (street_level(x, y) * AREAS + area_level(x, y), *_shared_place(x, y))
        for x in a.places
        for y in b.places
    ]
    level = min(met)[0]
    shared = sorted((kind, value) for n, kind, value in met if n == level and kind)
    kind = shared[0][0] if shared else ""
    return FoundLevel("address", level, kind, tuple(value for k, value in shared if k == kind))


def _shared_place(a: Place, b: Place) -> tuple[str, str]:
    """Kind and value of the most telling part both addresses share."""
    if a.street and a.street == b.street and a.number == b.number:
        return "s", f"{a.number} {a.street}"
    if a.postcode and a.postcode == b.postcode:
        return "z", a.postcode
    if a.town and a.town == b.town:
        return "t", a.town
    return "", ""


def _plain(a: str, b: str) -> PlainLevel:
    if not a or not b:
        return PlainLevel.BLANK
    if a == b:
        return PlainLevel.SAME
    slip = max(len(a), len(b)) >= 4 and OSA.distance(a, b, score_cutoff=1) == 1
    return PlainLevel.SLIP if slip else PlainLevel.DIFFERENT


def _keyed(field: str, a: Mapping[str, str], b: Mapping[str, str]) -> list[FoundLevel]:
    found = []
    for key in sorted(a.keys() & b.keys()):
        level = _plain(a[key], b[key])
        value = (f"{key}:{a[key]}",) if level is PlainLevel.SAME else ()
        kind = field[0] if value else ""
        found.append(FoundLevel(field, level, kind, value, label=key))
    return found


def _names_found(a: Features, b: Features) -> list[FoundLevel]:
    given, family = best_given(a.name, b.name), best_family(a.name, b.name)
    order = Order.SAME
    givens, families = (a.name.given, b.name.given), (a.name.family, b.name.family)
    if max(given, family) > PartLevel.TYPO and (cross := crossed(a.name, b.name)) is not None:
        order = Order.SWAPPED
        first = (a.name.given, b.name.family)
        second = (a.name.family, b.name.given)
        turned = _as_given(*first) <= _as_given(*second)
        givens, families = (first, second) if turned else (second, first)
        given, family = cross if turned else cross[::-1]
    return [
        _name_found("given", given, *givens),
        _name_found("family", family, *families),
        FoundLevel("order", order),
    ]


def _as_given(x: str, y: str) -> tuple[bool, str, str]:
    """Rank of two words that stand for one part: a given name that exists comes first."""
    return x not in KNOWN and y not in KNOWN, min(x, y), max(x, y)


_BY_NAME = frozenset(
    {
        PartLevel.EXACT,
        PartLevel.NICKNAME,
        PartLevel.SUBSET,
        PartLevel.TYPO,
        PartLevel.LOOSE,
    }
)


def _name_found(field: str, level: PartLevel, a: str, b: str) -> FoundLevel:
    if level in _BY_NAME and a and b:
        return FoundLevel(field, level, field[0], (compact(a), compact(b)), alike=True)
    return FoundLevel(field, level)


def compare(a: Features, b: Features) -> list[FoundLevel]:
    """Compare two records field by field; the same for (a, b) and (b, a)."""
    return [
        *_names_found(a, b),
        _birthday(a, b),
        _phone(a, b),
        _email(a, b),
        _address(a, b),
        FoundLevel("company", *_with_frequency("c", a.company, b.company)),
        FoundLevel("gender", _plain(a.gender, b.gender)),
        *_keyed("identifier", a.identifiers, b.identifiers),
        *_keyed("attribute", a.others, b.others),
    ]


def _with_frequency(kind: str, a: str, b: str) -> tuple[PlainLevel, str, tuple[str, ...]]:
    level = _plain(a, b)
    return (level, kind, (a,)) if level is PlainLevel.SAME else (level, "", ())
