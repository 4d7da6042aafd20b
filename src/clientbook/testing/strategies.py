"""Hypothesis strategies for the values of the domain.

Each gives the whole domain by default; its parts can be replaced:
``profiles(phones=st.lists(phone_numbers(regions=("CA",)), min_size=1))``.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.domain.attributes import Attribute, AttributeValue, attribute_key
from clientbook.domain.clients import Actor, Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile, UnreadValue
from clientbook.text import clean_lines, clean_text

HOSTILE_TEXTS = (
    "=1+1",
    "+1-2",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\uff1d1+1",
    "'=1",
    "''=1",
    "'t Hooft",
    "+33612345678",
    "  =HYPERLINK(1)",
    "a,b;c|d\te",
    'say "hi"',
    '"',
    "a\nb",
    "a\r\nb",
    "_x0041_",
    "\ufeffx",
    "\u202eabc",
    "Zoé Ñandú 山田 😀",
    "a\\,b\\;c\\nd",
    "null",
    "1E5",
    "007",
)
"""Texts that files, spreadsheets and cards have stumbled over."""

_KNOWN_NUMBERS = ("+15145551234", "+14165550123", "+33612345678", "+33140205050", "+442071838750")


@cache  # a strategy that is built once is checked once
def cell_texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Texts a cell may hold, hostile ones among them."""
    # UTF-16 surrogates are no characters; NUL is dropped by every reader.
    alphabet = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    return st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(alphabet, max_size=max_size))


@cache
def clean_texts(*, min_size: int = 1, max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts as the domain keeps them: NFC, no control characters, white space folded."""
    return (
        cell_texts(max_size=max_size)
        .map(lambda text: clean_text(text)[:max_size].strip())
        .map(clean_text)
        .filter(lambda text: min_size <= len(text) <= max_size)
    )


@cache
def free_texts(*, max_size: int = 200) -> st.SearchStrategy[str]:
    """Free text with line breaks, as ``Profile.info`` keeps it."""
    lines = st.lists(st.one_of(clean_texts(), st.just("")), min_size=1, max_size=4)
    return lines.map(lambda parts: clean_lines("\n".join(parts))[:max_size]).filter(
        lambda text: bool(text) and text == clean_lines(text)
    )


@cache
def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Dates of which the year, the day, or month and day may be unknown."""
    days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
    return st.one_of(
        days.map(PartialDate.of),
        days.map(lambda d: PartialDate(None, d.month, d.day)),
        st.just(PartialDate(None, 2, 29)),
        days.map(lambda d: PartialDate(d.year, d.month)),
        days.map(lambda d: PartialDate(d.year)),
        days.map(lambda d: PartialDate(None, d.month)),
    )


@cache
def _optional_texts() -> st.SearchStrategy[str | None]:
    return st.none() | clean_texts()


@st.composite
def person_names(draw: st.DrawFn, *, parts: st.SearchStrategy[str] | None = None) -> PersonName:
    """Names with any parts, at least one that can stand alone."""
    part = _optional_texts() if parts is None else st.none() | parts
    drawn = {
        name: draw(part)
        for name in ("given", "family", "full", "prefix", "middle", "suffix", "nickname", "maiden")
    }
    if not any(drawn[name] for name in ("given", "family", "full", "nickname", "middle")):
        drawn["family"] = draw(clean_texts())
    return PersonName(**drawn)


_KINDS = st.sampled_from(PhoneKind)
_EXTENSIONS = st.none() | st.from_regex(r"\A[0-9*#,;A-Za-z]{1,20}\Z")


@cache
def _numbers() -> st.SearchStrategy[str]:
    # of a length that a book takes, see parse_phone()
    other = r"\A\+(33[1-9][0-9]{8}|1[2-9][0-9]{2}[2-9][0-9]{6}|44[1-9][0-9]{9})\Z"
    return st.sampled_from(_KNOWN_NUMBERS) | st.from_regex(other)


@st.composite
def phone_numbers(draw: st.DrawFn, *, e164: st.SearchStrategy[str] | None = None) -> PhoneNumber:
    """Numbers of any kind; few different ones, so that collisions do happen."""
    if e164 is None:
        e164 = _numbers()
    return PhoneNumber(
        draw(e164),
        kind=draw(_KINDS),
        extension=draw(_EXTENSIONS),
        label=draw(_optional_texts()),
        raw=draw(_optional_texts()),
        preferred=draw(st.booleans()),
    )


@cache
def _addresses() -> st.SearchStrategy[str]:
    local = st.from_regex(r"\A[a-zA-Z0-9][a-zA-Z0-9_%+'=-]{0,9}(\.[a-zA-Z0-9]{1,9})?\Z")
    domain = st.sampled_from(("example.org", "Example.COM", "mail.example.fr"))
    known = st.sampled_from(("jean@example.org", "JEAN@example.org", "zoé@example.fr"))
    return known | st.builds(lambda a, b: f"{a}@{b}", local, domain)


@st.composite
def emails(draw: st.DrawFn, *, addresses: st.SearchStrategy[str] | None = None) -> EmailAddress:
    """E-mail addresses; few different ones, so that collisions do happen."""
    if addresses is None:
        addresses = _addresses()
    return EmailAddress(
        draw(addresses), label=draw(_optional_texts()), preferred=draw(st.booleans())
    )


_COUNTRIES = st.none() | st.sampled_from(("CA", "FR", "US", "GB", "DE"))
_ADDRESS_KINDS = st.sampled_from(AddressKind)


@cache
def _optional_lines() -> st.SearchStrategy[str | None]:
    return st.none() | free_texts()


@st.composite
def postal_addresses(
    draw: st.DrawFn, *, parts: st.SearchStrategy[str] | None = None
) -> PostalAddress:
    """Addresses with any parts, at least one filled."""
    part = _optional_texts() if parts is None else st.none() | parts
    names = ("street", "extended", "po_box", "district", "locality", "region", "postcode")
    drawn = {name: draw(part) for name in (*names, "country", "label")}
    full = draw(_optional_lines())
    code = draw(_COUNTRIES)
    if not (full or code or any(drawn[name] for name in (*names, "country"))):
        drawn["locality"] = draw(clean_texts())
    return PostalAddress(
        **drawn,
        full=full,
        country_code=code,
        kind=draw(_ADDRESS_KINDS),
        preferred=draw(st.booleans()),
    )


@cache
def attribute_values() -> st.SearchStrategy[AttributeValue]:
    """Values of every attribute type."""
    return st.one_of(
        clean_texts(),
        st.integers(-(10**15), 10**15),
        st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2),
        st.booleans(),
        st.dates(),
        st.lists(clean_texts(), max_size=3).map(tuple),
    )


def attributes(
    *,
    keys: st.SearchStrategy[str] | None = None,
    values: st.SearchStrategy[AttributeValue] | None = None,
) -> st.SearchStrategy[Attribute]:
    """Custom attributes of every type."""
    if keys is None:
        named = st.sampled_from(("shoe size", "vip", "points"))
        keys = named | clean_texts().map(attribute_key).filter(lambda key: 0 < len(key) <= 100)
    return st.builds(Attribute, keys, attribute_values() if values is None else values)


@cache
def genders() -> st.SearchStrategy[Gender]:
    """Stated genders, with or without the person's own words."""
    return st.builds(Gender, st.sampled_from(GenderCode), st.none() | clean_texts())


def external_ids(
    *, systems: Sequence[str] = ("quickbooks", "account", "crm")
) -> st.SearchStrategy[ExternalId]:
    """Ids in a few other systems."""
    return st.builds(ExternalId, st.sampled_from(systems), clean_texts())


def unread_values() -> st.SearchStrategy[UnreadValue]:
    """Values that could not be read, of a few targets."""
    targets = st.sampled_from(("phone.work", "email.1", "birth_date", "custom:Plan: gold"))
    return st.builds(UnreadValue, targets, clean_texts())


@st.composite
def profiles(
    draw: st.DrawFn,
    *,
    names: st.SearchStrategy[PersonName | None] | None = None,
    phones: st.SearchStrategy[list[PhoneNumber]] | None = None,
    emails: st.SearchStrategy[list[EmailAddress]] | None = None,
    addresses: st.SearchStrategy[list[PostalAddress]] | None = None,
    attributes: st.SearchStrategy[list[Attribute]] | None = None,
    external_ids: st.SearchStrategy[list[ExternalId]] | None = None,
) -> Profile:
    """Profiles with any fields filled, the empty one among them."""
    text, usual = _optional_texts(), _usual_parts()
    return Profile(
        name=draw(usual["names"] if names is None else names),
        phones=draw(usual["phones"] if phones is None else phones),
        emails=draw(usual["emails"] if emails is None else emails),
        addresses=draw(usual["addresses"] if addresses is None else addresses),
        gender=draw(usual["genders"]),
        birthday=draw(usual["birthdays"]),
        company=draw(text),
        department=draw(text),
        job_title=draw(text),
        language=draw(usual["languages"]),
        websites=draw(usual["websites"]),
        info=draw(_optional_lines()),
        attributes=draw(usual["attributes"] if attributes is None else attributes),
        tags=draw(usual["tags"]),
        external_ids=draw(usual["external_ids"] if external_ids is None else external_ids),
        unread=draw(usual["unread"]),
    )


_SITES = ("https://example.org/", "http://example.com/a?b=1,2;3", "www.example.net")


@cache
def _usual_parts() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "names": st.none() | person_names(),
        "phones": st.lists(phone_numbers(), max_size=3),
        "emails": st.lists(emails(), max_size=3),
        "addresses": st.lists(postal_addresses(), max_size=2),
        "genders": st.none() | genders(),
        "birthdays": st.none() | partial_dates(),
        "languages": st.none() | st.sampled_from(("fr", "en-CA", "Français")),
        "websites": st.lists(st.sampled_from(_SITES), max_size=2),
        "attributes": st.lists(attributes(), max_size=3),
        "tags": st.lists(clean_texts(), max_size=3),
        "external_ids": st.lists(external_ids(), max_size=2),
        "unread": st.lists(unread_values(), max_size=2),
    }


@cache
def instants() -> st.SearchStrategy[datetime]:
    """Aware times in UTC."""
    return st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive by contract


@st.composite
def clients(draw: st.DrawFn, *, profile: st.SearchStrategy[Profile] | None = None) -> Client:
    """New clients (active, revision 1); few different ids, so that collisions do happen."""
    created = draw(instants())
    return Client(
        id=draw(st.sampled_from("abcdefgh") | st.uuids().map(str)),
        profile=draw(profiles() if profile is None else profile),
        origin=Origin(draw(st.sampled_from(OriginKind)), Actor("tester")),
        created_at=created,
        updated_at=created,
    )


def decimals() -> st.SearchStrategy[Decimal]:
    """Decimal numbers of a book: finite, two places."""
    return st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)
