"""Profiles as vCard 4.0 (RFC 6350, RFC 9554), and cards of any version as profiles.

Reading what :func:`to_vcard` wrote gives an equal profile.  Properties that a profile has no place
for, and values that cannot be read, come back beside the profile and go out again with it.
"""

from collections.abc import Iterable, Iterator, Sequence

from clientbook.convert.card_details import phone_uri, with_details
from clientbook.convert.cards import Property
from clientbook.convert.vcard_reading import CardReading, from_card
from clientbook.convert.vcard_values import (
    ADDRESS_COMPONENTS,
    ADDRESS_LENGTH,
    ADDRESS_TYPES,
    ATTRIBUTE,
    EXTERNAL_ID,
    GENDER_LETTERS,
    LABEL,
    MAIDEN,
    NAME_COMPONENTS,
    PHONE_TYPES,
    RAW,
    UID_SYSTEM,
    UNREAD,
)
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import ATTRIBUTE_TYPES, Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile

__all__ = ["CardReading", "from_card", "to_vcard"]

_FOLD = 75  # RFC 6350 3.2: octets of a line without its end
_Params = tuple[tuple[str, tuple[str, ...]], ...]


def to_vcard(
    profile: Profile, *, unknown: Sequence[Property] = (), details: Sequence[Property] = ()
) -> str:
    """Return a profile as one vCard 4.0 with CRLF line ends.

    Args:
        profile: The person.
        unknown: Properties that :func:`from_card` returned beside the profile.
        details: Parameters that it returned; those of a value that is gone go with it.
    """
    properties = [*with_details(_Writer(unknown).properties(profile), details), *unknown]
    lines = ["BEGIN:VCARD", "VERSION:4.0", *map(_line, properties), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    """Return *text* with the escapes of RFC 6350 3.4."""
    for char, escaped in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        text = text.replace(char, escaped)
    return text


def _line(property_: Property) -> str:
    group = f"{property_.group}." if property_.group else ""
    params = "".join(f";{n}={','.join(map(_param, v))}" for n, v in property_.params)
    value = property_.value.replace("\r\n", "\n").replace("\n", "\\n").replace("\r", "\\n")
    return f"{group}{property_.name}{params}:{value}"


def _param(value: str) -> str:
    """Return a parameter's value, quoted where it must be (RFC 6868 for what cannot be)."""
    for char, escaped in (("^", "^^"), ("\n", "^n"), ('"', "^'")):
        value = value.replace(char, escaped)
    return value if value.isalnum() and value.isascii() else f'"{value}"'


def _folded(line: str) -> str:
    data = line.encode("utf-8", "replace")
    if len(data) <= _FOLD:
        return data.decode()
    pieces: list[str] = []
    start = 0
    while start < len(data):
        end = min(start + _FOLD - bool(pieces), len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1  # never inside a character
        pieces.append(data[start:end].decode())
        start = end
    return "\r\n ".join(pieces)


class _Writer:
    """Makes the properties of a card; labels need groups that nobody else uses."""

    def __init__(self, unknown: Iterable[Property]) -> None:
        self._taken = {p.group.casefold() for p in unknown if p.group}
        self._groups = 0

    def properties(self, profile: Profile) -> Iterator[Property]:
        yield from self._name(profile)
        for phone in profile.phones:
            yield from self._labelled(_phone(phone), phone.label)
        for email in profile.emails:
            params = _pref(preferred=email.preferred)
            yield from self._labelled(Property("EMAIL", escape(email.address), params), email.label)
        for address in profile.addresses:
            yield from self._labelled(_address(address), address.label)
        yield from _facts(profile)
        for attribute in profile.attributes:
            yield _attribute(attribute)
        for unread in profile.unread:
            yield Property(UNREAD, escape(unread.text), (("TARGET", (unread.target,)),))
        yield from _ids(profile)

    def _name(self, profile: Profile) -> Iterator[Property]:
        name = profile.name or PersonName(full=profile.company or "?")
        # RFC 9554 4.2: a full name that nobody gave is marked as derived.
        is_given = profile.name is not None and name.full is not None
        params: _Params = () if is_given else (("DERIVED", ("true",)),)
        yield Property("FN", escape(name.display), params)
        if profile.name is None:
            return
        parts = [getattr(name, part) or "" for part in NAME_COMPONENTS]
        if any(parts):
            yield Property("N", ";".join(map(escape, parts)))
        if name.nickname:
            yield Property("NICKNAME", escape(name.nickname))
        if name.maiden:
            yield Property(MAIDEN, escape(name.maiden))

    def _labelled(self, property_: Property, label: str | None) -> Iterator[Property]:
        if label is None:
            yield property_
            return
        group = self._next_group()
        yield Property(property_.name, property_.value, property_.params, group)
        yield Property(LABEL, escape(label), (), group)

    def _next_group(self) -> str:
        while True:
            self._groups += 1
            group = f"label{self._groups}"
            if group not in self._taken:
                return group


def _pref(*, preferred: bool) -> _Params:
    return (("PREF", ("1",)),) if preferred else ()


def _phone(phone: PhoneNumber) -> Property:
    params: _Params = (("VALUE", ("uri",)), ("TYPE", (PHONE_TYPES[phone.kind],)))
    params += _pref(preferred=phone.preferred)
    if phone.raw is not None:
        params += ((RAW, (phone.raw,)),)
    return Property("TEL", phone_uri(phone), params)


def _address(address: PostalAddress) -> Property:
    parts = [""] * (ADDRESS_LENGTH if address.district else 7)
    for name, index in ADDRESS_COMPONENTS:
        value = getattr(address, name)
        if value:
            parts[index] = escape(value)
    params: _Params = (("TYPE", (ADDRESS_TYPES[address.kind],)),)
    params += _pref(preferred=address.preferred)
    if address.country_code:
        params += (("CC", (address.country_code,)),)  # RFC 8605
    if address.full:
        params += (("LABEL", (address.full,)),)
    return Property("ADR", ";".join(parts), params)


def _facts(profile: Profile) -> Iterator[Property]:
    if profile.birthday is not None:
        yield Property("BDAY", _date(profile.birthday))
    if profile.gender is not None:
        words = f";{escape(profile.gender.text)}" if profile.gender.text else ""
        yield Property("GENDER", GENDER_LETTERS[profile.gender.code] + words)
    if profile.company or profile.department:
        units = f";{escape(profile.department)}" if profile.department else ""
        yield Property("ORG", escape(profile.company or "") + units)
    for name, text in (
        ("TITLE", profile.job_title),
        ("LANG", profile.language),
        ("NOTE", profile.info),
    ):
        if text:
            yield Property(name, escape(text))
    for website in profile.websites:
        yield Property("URL", escape(website))
    if profile.tags:
        yield Property("CATEGORIES", ",".join(map(escape, profile.tags)))


def _date(value: PartialDate) -> str:
    """Return a date as RFC 6350 4.3.1 writes it: a full one without dashes."""
    if value.year is None:
        return "--" + value.isoformat().replace("-", "")
    return value.isoformat().replace("-", "") if value.is_complete else value.isoformat()


def _attribute(attribute: Attribute) -> Property:
    value = attribute.value
    kind = ATTRIBUTE_TYPES[type(value)]
    if isinstance(value, tuple):
        text = ",".join(map(escape, value))
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = escape(value if isinstance(value, str) else str(value))
    return Property(ATTRIBUTE, text, (("KEY", (attribute.key,)), ("KIND", (kind.value,))))


def _ids(profile: Profile) -> Iterator[Property]:
    has_uid = False
    for identity in profile.external_ids:
        if identity.system == UID_SYSTEM and not has_uid:
            has_uid = True
            yield Property("UID", escape(identity.value))
        else:
            params: _Params = (("SYSTEM", (identity.system,)),)
            yield Property(EXTERNAL_ID, escape(identity.value), params)
