"""Comparisons of what a household shares: numbers, e-mail and postal addresses."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from clientbook.matching.pairs.contacts import (
    Place,
    beyond_name,
    email_local,
    is_of_anybody,
    solid_street,
)
from clientbook.matching.pairs.features import Features
from clientbook.matching.pairs.levels import (
    AREAS,
    NO_PLACE,
    AreaLevel,
    EmailLevel,
    FoundLevel,
    PhoneLevel,
    StreetLevel,
)
from clientbook.matching.pairs.name_parts import NameParts

_TELLING = 4  # letters of a word that tells one street from another


def phone_found(a: Features, b: Features) -> FoundLevel:
    """Compare the numbers of two records."""
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
    return FoundLevel("phone", PhoneLevel.APART if _apart(a, b) else PhoneLevel.DIFFERENT)


def _apart(a: Features, b: Features) -> bool:
    """True when no number of one could be a number of the other: mobiles here, landlines there."""
    if not a.phones or not b.phones:
        return False
    all_a, all_b = len(a.mobiles) == len(a.phones), len(b.mobiles) == len(b.phones)
    return (all_a and not b.mobiles) or (all_b and not a.mobiles)


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


def email_found(a: Features, b: Features) -> FoundLevel:
    """Compare the e-mail addresses of two records."""
    if not a.emails or not b.emails:
        return FoundLevel("email", EmailLevel.BLANK)
    common = tuple(e for e in a.emails if e in b.emails)
    if common:
        return FoundLevel("email", EmailLevel.EXACT, "e", common)
    return _alike_emails(a, b)


def _alike_emails(a: Features, b: Features) -> FoundLevel:
    boxes = tuple(m for m in a.mailboxes if m in b.mailboxes)
    told = tuple(m for m in boxes if not say_names(m, m, a.name, b.name))
    if told:
        return FoundLevel("email", EmailLevel.MAILBOX, "m", told)
    near = [(x, y) for x in a.emails for y in b.emails if OSA.distance(x, y, score_cutoff=2) <= 2]
    slips = [
        (min(x, y), max(x, y))
        for x, y in near
        if not say_names(email_local(x), email_local(y), a.name, b.name)
    ]
    if slips:
        return FoundLevel("email", EmailLevel.SLIP, "e", min(slips), alike=True)
    hosts = tuple(h for h in a.hosts if h in b.hosts)
    if hosts:
        return FoundLevel("email", EmailLevel.HOST, "h", hosts)
    if any(
        far_addresses(x, y) and not say_names(email_local(x), email_local(y), a.name, b.name)
        for x in a.emails
        for y in b.emails
    ):
        return FoundLevel("email", EmailLevel.ALIKE)
    return FoundLevel("email", EmailLevel.NAMED if boxes or near else EmailLevel.DIFFERENT)


MOST_EDITS = 4
"""Most letters by which two e-mail addresses that are alike differ."""


def far_addresses(x: str, y: str) -> bool:
    """True when two addresses are some letters apart, and their local parts a quarter at most.

    Not where anybody reads the mailbox (``info@``): there the host alone tells whose it is.
    """
    if OSA.distance(x, y, score_cutoff=MOST_EDITS) > MOST_EDITS:
        return False
    if is_of_anybody(x) or is_of_anybody(y):
        return False
    one, two = x.partition("@")[0], y.partition("@")[0]
    return OSA.distance(one, two) <= max(len(one), len(two)) // 4


def say_names(x: str, y: str, a: NameParts, b: NameParts) -> bool:
    """True when two local parts that are alike say no more than the names of their owners do.

    Both are made of the names, and have no two digits in common: another number is another
    mailbox of one name.  Where an initial stands for the given name, the fuller name counts, too:
    ``jose.garcia@`` of J. García and of José García.
    """
    short = min(len(a.given), len(b.given)) == 1 and a.given[0] == b.given[0]
    one = _beyond(x, a, b) if short else _beyond(x, a)
    two = _beyond(y, b, a) if short else _beyond(y, b)
    if one is None or two is None:
        return False
    return max(len(one), len(two)) < 2 or one != two


def _beyond(local: str, *owners: NameParts) -> str | None:
    """Digits of a local part beyond the name of the first owner it is made of."""
    for name in owners:
        for given in (name.given, name.other_given) if name.other_given else (name.given,):
            for family in (name.family, name.other_family) if name.other_family else (name.family,):
                found = beyond_name(local, given, family)
                if found is not None:
                    return found
    return None


def compare_streets(a: str, b: str) -> bool:
    """True when two bare street names are one, typing slips aside."""
    distance = OSA.distance(a, b, score_cutoff=2)
    return distance == 1 or (distance == 2 and max(len(a), len(b)) >= 8)


def near_streets(a: str, b: str) -> bool:
    """True when two bare street names are one, slips and words that are left out aside.

    Nor does it count where words are parted, or whether the kind of a street is written to its
    name: ``"haupt strasse"``, ``"hauptstr"``.
    """
    if compare_streets(a, b) or same_words(a, b):
        return True
    (one, kind), (two, other) = solid_street(a), solid_street(b)
    one_kind = kind == other or not (kind and other)
    return one_kind and (one == two or compare_streets(one, two))


@lru_cache(maxsize=65_536)
def same_words(a: str, b: str) -> bool:
    """True when the words of one street name are among those of the other, in any order.

    ``"23 allunga woollum"`` is ``"23 woollumt"``: an estate or a village is left out, a word of
    five letters may have a slip.
    """
    one, two = a.split(), b.split()
    short, long = (one, two) if (len(one), a) <= (len(two), b) else (two, one)
    return max(map(len, short), default=0) >= _TELLING and all(
        word in long or any(_near_word(word, other) for other in long) for word in short
    )


def _near_word(a: str, b: str) -> bool:
    return max(len(a), len(b)) > _TELLING and OSA.distance(a, b, score_cutoff=1) == 1


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
    if numbers and a.number and near_streets(a.street, b.street):
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


def address_found(a: Features, b: Features) -> FoundLevel:
    """Compare the postal addresses of two records; the best two count."""
    if not a.places or not b.places:
        return FoundLevel("address", NO_PLACE)
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
