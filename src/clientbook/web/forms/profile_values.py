"""A profile as the texts of a form: what each field shows before anybody types."""

from collections.abc import Iterator

from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import ACCOUNT_SYSTEM, Profile
from clientbook.parsing.attributes import attribute_text
from clientbook.parsing.phone_kinds import declared_kind
from clientbook.web.exchange import Fields
from clientbook.web.locales import Locale

NAME_PARTS = ("given", "family", "prefix", "middle", "suffix", "nickname", "maiden", "full")
TEXTS = ("company", "department", "job_title", "language", "info")
ADDRESS_PARTS = (
    "street",
    "extended",
    "po_box",
    "district",
    "postcode",
    "locality",
    "region",
    "country",
    "full",
)
ROWS = ("phones", "emails", "addresses")
"""Fields of which a form has several rows, named ``phones.0.number`` and so on."""


def form_values(profile: Profile, locale: Locale) -> Fields:
    """Return the names and texts of a form that shows a profile; blank ones are left out.

    Reading them back changes nothing: a field that still says what stands here was not touched.
    """
    return Fields(pair for pair in _all_values(profile, locale) if pair[1])


def _all_values(profile: Profile, locale: Locale) -> Iterator[tuple[str, str]]:
    for part in NAME_PARTS:
        yield part, getattr(profile.name, part, None) or ""
    for name in TEXTS:
        yield name, getattr(profile, name) or ""
    yield "birthday", locale.birthday(profile.birthday) if profile.birthday else ""
    yield "gender", profile.gender.code.value if profile.gender else ""
    yield "tags", ", ".join(profile.tags)
    yield "websites", "\n".join(profile.websites)
    yield "account", account_of(profile)
    for attribute in profile.attributes:
        yield f"custom:{attribute.key}", attribute_text(attribute.value, locale.language)
    yield from _contact_values(profile, locale)


def _contact_values(profile: Profile, locale: Locale) -> Iterator[tuple[str, str]]:
    for n, phone in enumerate(profile.phones):
        yield f"phones.{n}.number", number_text(phone, locale)
        declared = declared_kind(phone)
        yield f"phones.{n}.kind", declared.value if declared else ""
        if phone.preferred:
            yield "phones.preferred", str(n)
    for n, email in enumerate(profile.emails):
        yield f"emails.{n}.address", email.address
        yield f"emails.{n}.label", email.label or ""
        if email.preferred:
            yield "emails.preferred", str(n)
    for n, address in enumerate(profile.addresses):
        for part in ADDRESS_PARTS:
            yield f"addresses.{n}.{part}", getattr(address, part) or ""
        if address.country is None and address.country_code:
            yield f"addresses.{n}.country", address.country_code
        yield f"addresses.{n}.kind", address.kind.value


def number_text(phone: PhoneNumber, locale: Locale) -> str:
    """Return a number as a form shows it."""
    return locale.phone(phone)


def account_of(profile: Profile) -> str:
    """Return the user account of a profile in the host's product, empty where it has none."""
    ids = (e.value for e in profile.external_ids if e.system.casefold() == ACCOUNT_SYSTEM)
    return next(ids, "")
