"""A profile made ready for comparison, once per record."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

import attrs

from clientbook.domain.attributes import AttributeValue
from clientbook.domain.dates import PartialDate
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.matching.pairs.contacts import (
    DayParts,
    Place,
    date_reading,
    email_key,
    email_local,
    last_seven,
    part_in_local,
    phone_tail,
    place,
    private_host,
)
from clientbook.matching.pairs.firms import firm_of, maybe_firm
from clientbook.matching.pairs.name_parts import NO_NAME, NameParts, with_sex
from clientbook.matching.pairs.set_apart import bare_parts
from clientbook.text import fold_name

VALUE_LIMIT = 12
"""Most values of one kind (phones, e-mails, addresses) of one record that are compared."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_MAIL = re.compile(r"[^\s@]{3,}@[^\s@]{4,}")


@attrs.frozen
class Features:
    """What the comparisons read; tuples are sorted, so that order never matters.

    Args:
        name: Name parts.
        phones: Last nine digits of the numbers, those that could not be read among them.
        mobiles: Those of them that are mobile, or stand where mobiles do.
        sevens: Last seven digits of the phones, and of numbers that could not be read.
        emails: E-mail keys.
        mailboxes: Their local parts, where they can name a person.
        hosts: Their hosts, where not anybody may have a mailbox.
        dates: Readings of the birth date; two when day and month cannot be told apart.
        places: Postal addresses.
        firm: Words of the firm the record is of; empty when it is of a person.
        whole: Words of a name in one piece that may be a firm's; empty for a firm.
        company: Folded name of the organisation of a person.
        gender: Code, or an empty string.
        identifiers: External ids by system.
        others: Other attributes, by key.
    """

    name: NameParts = NO_NAME
    phones: tuple[str, ...] = attrs.field(default=(), repr=False)
    mobiles: tuple[str, ...] = attrs.field(default=(), repr=False)
    sevens: tuple[str, ...] = attrs.field(default=(), repr=False)
    emails: tuple[str, ...] = attrs.field(default=(), repr=False)
    mailboxes: tuple[str, ...] = attrs.field(default=(), repr=False)
    hosts: tuple[str, ...] = attrs.field(default=(), repr=False)
    dates: tuple[DayParts, ...] = attrs.field(default=(), repr=False)
    places: tuple[Place, ...] = attrs.field(default=(), repr=False)
    firm: str = attrs.field(default="", repr=False)
    whole: str = attrs.field(default="", repr=False)
    company: str = attrs.field(default="", repr=False)
    gender: str = attrs.field(default="", repr=False)
    identifiers: Mapping[str, str] = attrs.field(default=_NOTHING, repr=False)
    others: Mapping[str, str] = attrs.field(default=_NOTHING, repr=False)

    @property
    def identifier_keys(self) -> tuple[str, ...]:
        """External ids and attributes that are long enough to tell persons apart."""
        ids = tuple(f"{system}:{value}" for system, value in self.identifiers.items())
        long = tuple(f"~{key}:{value}" for key, value in self.others.items() if len(value) >= 5)
        return ids + long


def _some(values: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))[:VALUE_LIMIT]


def _text(value: AttributeValue) -> str:
    if isinstance(value, tuple):
        return " ".join(sorted(fold_name(v) for v in value))
    return fold_name(str(value))


def _read_date(value: AttributeValue) -> tuple[DayParts, ...]:
    """Readings of a date that was kept as written: parts in either order."""
    parts = [int(p) for p in _text(value).split() if p.isdecimal() and len(p) <= 4][:3]
    if len(parts) != 3:
        return ()
    readings = []
    for year, first, second in (
        (parts[2], parts[0], parts[1]),
        (parts[2], parts[1], parts[0]),
        (parts[0], parts[1], parts[2]),
    ):
        if year > 31:
            for full in (year,) if year > 99 else (1900 + year, 2000 + year):
                try:
                    readings.append(date_reading(PartialDate(full, first, second)))
                except InvalidValueError:  # not on the calendar: no reading
                    continue
    return tuple(sorted(set(readings), key=attrs.astuple))


@attrs.frozen
class _Unread:
    """What could not be read and was kept as text: it tells of a person all the same.

    Args:
        numbers: Telephone numbers, and whether they stand where mobiles do.
        emails: Keys of addresses.
        dates: Readings of birth dates.
    """

    numbers: tuple[tuple[str, bool], ...] = ()
    emails: tuple[str, ...] = ()
    dates: tuple[DayParts, ...] = ()


_NOTHING_UNREAD = _Unread()


def _unread(profile: Profile) -> _Unread:
    numbers: list[tuple[str, bool]] = []
    emails: list[str] = []
    dates: list[DayParts] = []
    for value in profile.unread:
        if value.target.startswith("phone"):
            numbers.append((value.text, "mobile" in value.target))
        elif value.target.startswith("email") and _MAIL.fullmatch(value.text.strip()):
            emails.append(email_key(value.text))
        elif value.target.startswith("birth_date"):
            dates.extend(_read_date(value.text))
    return _Unread(tuple(numbers), tuple(emails), tuple(dates))


def person_name(profile: Profile) -> NameParts:
    """Return the name of the person a record is of; one part may be read from a mailbox.

    ``jtremblay@`` of a Tremblay without a given name is of somebody whose name begins with J.
    """
    name = bare_parts(profile.name)
    if bool(name.given) == bool(name.family):
        return name
    for email in profile.emails:
        local = email_local(email_key(email.address))
        if found := part_in_local(local, name.given or name.family):
            if name.given:
                return attrs.evolve(name, family=found if len(found) > 1 else "")
            return attrs.evolve(name, given=found)
    return name


def _others(profile: Profile) -> Mapping[str, str]:
    if not profile.attributes:
        return _NOTHING
    texts = {a.key: _text(a.value)[:100] for a in profile.attributes}
    return {key: text for key, text in texts.items() if text}


def features(profile: Profile, *, shared: Collection[str] = ()) -> Features:
    """Make a profile ready for comparison.

    Args:
        profile: What is known of a person.
        shared: Identity keys (``p:+33…``, ``e:…``) that identify nobody; they are left out.
    """
    numbers = [(p.e164, p.is_mobile) for p in profile.phones]
    emails = [email_key(e.address) for e in profile.emails]
    if shared:
        numbers = [(n, mobile) for n, mobile in numbers if f"p:{n}" not in shared]
        emails = [e for e in emails if f"e:{e}" not in shared]
    unread = _unread(profile) if profile.unread else _NOTHING_UNREAD
    numbers += unread.numbers
    emails += unread.emails
    tails = [(tail, mobile) for n, mobile in numbers if (tail := phone_tail(n))]
    dates = [date_reading(profile.birthday)] if profile.birthday else unread.dates
    places = {place(a) for a in profile.addresses}
    firm = firm_of(profile)
    name = NO_NAME if firm else with_sex(person_name(profile), profile.gender)
    mailboxes = _some([m for m in map(email_local, emails) if m])
    return Features(
        name=name,
        phones=_some([tail for tail, _ in tails]),
        mobiles=_some([tail for tail, mobile in tails if mobile]),
        sevens=_some([s for s in (last_seven(n) for n, _ in numbers) if s]),
        emails=_some(emails),
        mailboxes=mailboxes,
        hosts=_some([h for h in map(private_host, emails) if h]),
        dates=tuple(sorted(set(dates), key=attrs.astuple))[:VALUE_LIMIT],
        places=tuple(sorted(places, key=attrs.astuple))[:VALUE_LIMIT],
        firm=firm,
        whole="" if firm else maybe_firm(profile),
        company=fold_name(profile.company) if profile.company and not firm else "",
        gender=profile.gender.code.value if profile.gender else "",
        identifiers=dict(e.key for e in profile.external_ids) if profile.external_ids else _NOTHING,
        others=_others(profile),
    )
