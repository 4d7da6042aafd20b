"""Values of a client's fields as lines of text, such as for what a change was from and to."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.clients import BookingBlock, ClientStatus, Origin
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile, UnreadValue
from clientbook.reports.review_texts import field_title
from clientbook.web.locales import Locale

_TITLES = ("status", "merged_into", "deleted_at", "origin")


def title_of_field(field: str, locale: Locale) -> str:
    """Return what a field of a client is called; the key of an attribute stands for itself."""
    if field in _TITLES:
        return locale.t(f"clients.field_{field}")
    if field == "attributes":
        return locale.t("clients.attributes")
    return field_title(field, locale.language)


def value_lines(
    value: Any, locale: Locale, names: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, ...]:
    """Return the value of a field as lines; none for no value.

    Args:
        value: The value.
        locale: How it is shown.
        names: Names of attributes by their keys; one that is not there is shown by its key.
    """
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(", ".join(value_lines(one, locale, names)) for one in value)
    if isinstance(value, Attribute):
        name = names.get(value.key, value.key)
        return (locale.t("lists.set_filter", name=name, value=locale.value(value.value)),)
    return tuple(line for line in _lines(value, locale) if line)


def _lines(value: Any, locale: Locale) -> tuple[str, ...]:
    shown = _SHOWN.get(type(value))
    return shown(value, locale) if shown else tuple(str(value).splitlines())


def _phone(value: PhoneNumber, locale: Locale) -> tuple[str, ...]:
    said = value.kind is not PhoneKind.UNKNOWN
    kind = f" ({locale.word('clients.phone', value.kind.value)})" if said else ""
    return (locale.phone(value) + kind,)


def _name(value: PersonName, locale: Locale) -> tuple[str, ...]:
    return (value.display, *(_titled(locale, *part) for part in name_parts(value, locale)))


def _titled(locale: Locale, title: str, text: str) -> str:
    return locale.t("lists.set_filter", name=title, value=text)


def name_parts(name: PersonName | None, locale: Locale) -> list[tuple[str, str]]:
    """Return what the name that is shown leaves out: what each part is called, and its text."""
    besides = name.besides if name else ()
    return [(field_title(part, locale.language), text) for part, text in besides]


_SHOWN: dict[type[Any], Callable[[Any, Locale], tuple[str, ...]]] = {
    PersonName: _name,
    PhoneNumber: _phone,
    EmailAddress: lambda v, _: (v.address,),
    PostalAddress: lambda v, locale: locale.address(v),
    PartialDate: lambda v, locale: (locale.birthday(v),),
    Gender: lambda v, locale: (v.text or locale.word("clients.gender", v.code.value),),
    ExternalId: lambda v, _: (f"{v.system}: {v.value}",),
    UnreadValue: lambda v, _: (f"{v.target}: {v.text}",),
    BookingBlock: lambda v, locale: (locale.t("clients.blocked"), v.reason or ""),
    ClientStatus: lambda v, locale: (locale.word("clients.status", v.value),),
    Origin: lambda v, locale: (locale.word("clients.origin", v.kind.value),),
    datetime: lambda v, locale: (locale.when(v),),
}


def person_words(profile: Profile, locale: Locale) -> str:
    """Return a name with all by which two of one name are told apart: its other parts, a number."""
    phone, email = profile.preferred_phone, profile.preferred_email
    parts = [_titled(locale, *part) for part in name_parts(profile.name, locale)]
    about = (*parts, locale.phone(phone) if phone else "", email.address if email else "")
    told = ", ".join(text for text in about if text)
    name = profile.display_name or locale.t("clients.nameless")
    return f"{name} ({told})" if told else name
