"""Comparisons of two records: one level per field, from equal to different."""

from collections.abc import Mapping

import attrs
from rapidfuzz.distance import OSA

from clientbook.matching.pairs.contact_comparisons import address_found, email_found, phone_found
from clientbook.matching.pairs.contacts import DayParts
from clientbook.matching.pairs.features import Features
from clientbook.matching.pairs.firms import compare_firms
from clientbook.matching.pairs.frequencies import Counts, class_of
from clientbook.matching.pairs.levels import (
    NO_FIRMS,
    NO_PLACE,
    DateLevel,
    FirmLevel,
    FoundLevel,
    Order,
    PlainLevel,
)
from clientbook.matching.pairs.name_part_levels import PartLevel, best_family, best_given
from clientbook.matching.pairs.name_parts import compact
from clientbook.matching.pairs.names import crossed
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.uncut import cut_alike


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
    if (a.month, a.day) == (b.day, b.month) and _is_slip(a.year, b.year):
        return DateLevel.SLIP
    apart = abs(day_number(a) - day_number(b))
    if apart <= 31:
        return DateLevel.MONTH
    left = f"{a.year:04d}{a.month:02d}{a.day:02d}"
    right = f"{b.year:04d}{b.month:02d}{b.day:02d}"
    if OSA.distance(left, right, score_cutoff=2) <= 2:
        return DateLevel.NEAR
    return _compare_years(a, b, apart) if apart <= 3700 else DateLevel.DIFFERENT


def _compare_years(a: DayParts, b: DayParts, apart: int) -> DateLevel:
    """Compare two dates that are so many days apart, ten years at most."""
    if a.month == b.month and (_is_slip(a.year, b.year) or _is_slip(a.day, b.day)):
        return DateLevel.MIXED
    return DateLevel.ANNUAL if apart <= 400 else DateLevel.DECADE


def _is_slip(x: int, y: int) -> bool:
    """True when two parts of a date differ by one digit."""
    return OSA.distance(f"{x:02d}", f"{y:02d}", score_cutoff=1) == 1


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


def _firm(a: Features, b: Features) -> FoundLevel:
    if a.firm and b.firm:
        level = compare_firms(a.firm, b.firm)
        if level <= FirmLevel.ALIKE:
            return FoundLevel("firm", level, "c", (a.firm, b.firm), alike=True)
        return FoundLevel("firm", level)
    firm, other = (a.firm, b) if a.firm else (b.firm, a)
    if not firm or not (other.name.given or other.name.family):
        return FoundLevel("firm", FirmLevel.BLANK)
    if other.whole and (level := compare_firms(firm, other.whole)) <= FirmLevel.SLIP:
        return FoundLevel("firm", level, "c", (firm, other.whole), alike=True)
    return FoundLevel("firm", FirmLevel.CONTACT)


def _where(a: Features, b: Features, *, of_firms: bool) -> tuple[FoundLevel, FoundLevel]:
    """Compare the addresses: persons move, but a firm of one name elsewhere is often a branch."""
    found, blank = address_found(a, b), FoundLevel("address", NO_PLACE)
    address, site = (blank, found) if of_firms else (found, blank)
    return address, attrs.evolve(site, field="site")


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


def _names_found(a: Features, b: Features, counts: Counts | None) -> list[FoundLevel]:
    x, y = cut_alike(a.name, b.name)
    given, family = best_given(x, y), best_family(x, y)
    order = Order.SAME
    givens, families = (x.given, y.given), (x.family, y.family)
    if max(given, family) > PartLevel.TYPO and (cross := crossed(x, y)) is not None:
        order = Order.SWAPPED
        first, second = (x.given, y.family), (x.family, y.given)
        turned = is_given(first, second, counts)
        givens, families = (first, second) if turned else (second, first)
        given, family = cross if turned else cross[::-1]
    return [
        _name_found("given", given, *givens),
        _name_found("family", family, *families),
        FoundLevel("order", order),
    ]


def is_given(one: tuple[str, str], two: tuple[str, str], counts: Counts | None) -> bool:
    """Say whether of exchanged names the words *one* are the given name, and *two* the family's.

    The list knows: whichever way round the words are more frequent in it. A word that stands in the
    wrong column is rare there, and what is rare would say too much.

    Args:
        one: The given name of one record, the family name of the other.
        two: What stands beside each.
        counts: Of the list; without them, and of words equally frequent, a given name that exists
            comes first, then the alphabet decides.
    """
    if counts is not None:
        first, second = _seen(counts, one, two), _seen(counts, two, one)
        if first != second:
            return first > second
    return _as_given(*one) <= _as_given(*two)


def _seen(counts: Counts, given: tuple[str, str], family: tuple[str, str]) -> int:
    """Return how frequent words are as given and family names, as a sum of classes."""
    return sum(
        max(class_of(counts.count(kind, compact(word))) for word in words)
        for kind, words in (("g", given), ("f", family))
    )


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


def compare_who(a: Features, b: Features, counts: Counts | None = None) -> list[FoundLevel]:
    """Compare what says who two records are of: names, firms and birth dates."""
    return [*_names_found(a, b, counts), _firm(a, b), _birthday(a, b)]


def compare(a: Features, b: Features, counts: Counts | None = None) -> list[FoundLevel]:
    """Compare two records field by field; the same for (a, b) and (b, a).

    *counts* of their list say which of two exchanged names is which: see :func:`is_given`.
    """
    who = compare_who(a, b, counts)
    (firm,) = (found for found in who if found.field == "firm")
    return [
        *who,
        phone_found(a, b),
        email_found(a, b),
        *_where(a, b, of_firms=firm.level not in NO_FIRMS),
        FoundLevel("company", *_with_frequency("c", a.company, b.company)),
        FoundLevel("gender", _plain(a.gender, b.gender)),
        *_keyed("identifier", a.identifiers, b.identifiers),
        *_keyed("attribute", a.others, b.others),
    ]


def _with_frequency(kind: str, a: str, b: str) -> tuple[PlainLevel, str, tuple[str, ...]]:
    level = _plain(a, b)
    return (level, kind, (a,)) if level is PlainLevel.SAME else (level, "", ())
