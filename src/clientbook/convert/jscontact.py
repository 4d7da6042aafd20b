"""Profiles as JSContact cards (RFC 9553, with vCard properties as in RFC 9555), and back.

Reading what :func:`to_jscontact` wrote gives an equal profile.  What a profile has no place for
comes back as a remainder and goes out again with it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from clientbook._moved import renamed
from clientbook.convert.card_details import add_members, entry_identity, phone_uri
from clientbook.convert.jscontact_reading import JSCardReading, Remainder, from_jscontact
from clientbook.convert.jscontact_values import (
    ADDRESS_CONTEXTS,
    ADDRESS_KINDS,
    NAME_KINDS,
    PHONE_CONTEXTS,
    PHONE_FEATURES,
)
from clientbook.convert.vcard_values import (
    ADDRESS_TYPES,
    ATTRIBUTE,
    EXTERNAL_ID,
    GENDER_LETTERS,
    LABEL,
    MAIDEN,
    RAW,
    UNREAD,
)
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import ATTRIBUTE_TYPES, Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile

__all__ = ["JSCardReading", "Remainder", "from_jscontact", "to_jscontact"]

__getattr__ = renamed(__name__, {"CardReading": "JSCardReading"})

Json = dict[str, Any]
_NOTHING = Remainder()


def to_jscontact(profile: Profile, *, uid: str, remainder: Remainder = _NOTHING) -> Json:
    """Return a profile as a JSContact card: dicts, lists and plain values, ready for JSON.

    Args:
        profile: The person.
        uid: Identifies the card (RFC 9553 2.1.9); the client's id will do.
        remainder: What :func:`from_jscontact` returned beside the profile.
    """
    card: Json = {"@type": "Card", "version": "1.0", "uid": uid}
    if profile.name is not None:
        _add_name(card, profile.name)
    _add_map(card, "emails", map(_email, profile.emails))
    _add_map(card, "phones", map(_phone, profile.phones))
    _add_map(card, "addresses", map(_address, profile.addresses))
    if profile.company or profile.department:
        units = [{"name": profile.department}] if profile.department else []
        _add_map(card, "organizations", [_filled(name=profile.company, units=units or None)])
    if profile.job_title:
        _add_map(card, "titles", [{"kind": "title", "name": profile.job_title}])
    if profile.birthday is not None:
        _add_map(card, "anniversaries", [{"kind": "birth", "date": _date(profile.birthday)}])
    if profile.language:
        _add_map(card, "preferredLanguages", [{"language": profile.language}])
    _add_map(card, "links", ({"uri": website} for website in profile.websites))
    if profile.info:
        _add_map(card, "notes", [{"note": profile.info}])
    if profile.tags:
        card["keywords"] = dict.fromkeys(profile.tags, True)
    if props := [*_vcard_props(profile)]:
        card["vCardProps"] = props
    return _with_remainder(card, remainder)


def _filled(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _add_map(card: Json, name: str, entries: Iterable[Json]) -> None:
    numbered = {f"{name[0]}{number}": entry for number, entry in enumerate(entries, start=1)}
    if numbered:
        card[name] = numbered


def _add_name(card: Json, name: PersonName) -> None:
    components = [
        {"kind": kind, "value": getattr(name, part)}
        for part, kind in NAME_KINDS
        if getattr(name, part)
    ]
    if components or name.full:
        card["name"] = _filled(full=name.full, components=components or None)
    if name.nickname:
        _add_map(card, "nicknames", [{"name": name.nickname}])


def _email(email: EmailAddress) -> Json:
    return _filled(address=email.address, label=email.label, pref=1 if email.preferred else None)


def _phone(phone: PhoneNumber) -> Json:
    context = PHONE_CONTEXTS.get(phone.kind)
    return _filled(
        number=phone_uri(phone),
        features=dict.fromkeys(PHONE_FEATURES[phone.kind], True),
        contexts={context: True} if context else None,
        label=phone.label,
        pref=1 if phone.preferred else None,
        vCardParams={RAW.casefold(): phone.raw} if phone.raw is not None else None,
    )


def _address(address: PostalAddress) -> Json:
    components = [
        {"kind": kind, "value": getattr(address, part)}
        for part, kind in ADDRESS_KINDS
        if getattr(address, part)
    ]
    context = ADDRESS_CONTEXTS.get(address.kind)
    params = _filled(
        type=ADDRESS_TYPES[address.kind] if context is None else None,
        **{LABEL.casefold(): address.label},
    )
    return _filled(
        components=components or None,
        countryCode=address.country_code,
        full=address.full,
        contexts={context: True} if context else None,
        pref=1 if address.preferred else None,
        vCardParams=params or None,
    )


def _date(value: PartialDate) -> Json:
    parts = _filled(year=value.year, month=value.month, day=value.day)
    return {"@type": "PartialDate", **parts}


def _vcard_props(profile: Profile) -> Iterable[list[Any]]:
    """What JSContact has no property for, as the vCard property it is (RFC 9555 2.3.1)."""
    if profile.gender is not None:
        letter, text = GENDER_LETTERS[profile.gender.code], profile.gender.text
        yield ["gender", {}, "text", [letter, text] if text else letter]
    if profile.name is not None and profile.name.maiden:
        yield [MAIDEN.casefold(), {}, "text", profile.name.maiden]
    for identity in profile.external_ids:
        yield [EXTERNAL_ID.casefold(), {"system": identity.system}, "text", identity.value]
    for attribute in profile.attributes:
        yield _attribute(attribute)
    for unread in profile.unread:
        yield [UNREAD.casefold(), {"target": unread.target}, "text", unread.text]


def _attribute(attribute: Attribute) -> list[Any]:
    value = attribute.value
    kind = ATTRIBUTE_TYPES[type(value)]
    plain = value if isinstance(value, str | bool | int) else str(value)
    texts = list(value) if isinstance(value, tuple) else [plain]
    return [ATTRIBUTE.casefold(), {"key": attribute.key, "kind": kind.value}, "text", *texts]


def _with_remainder(card: Json, remainder: Remainder) -> Json:
    """Add what was kept: whole properties, entries of lists, and details of entries of ours."""
    for name, details in remainder.details.items():
        held = card.get(name, {})
        for entry in [held] if name == "name" else held.values():
            add_members(entry, details.get(entry_identity(entry) or "", {}))
    for name, kept in remainder.properties.items():
        mine = card.get(name)
        if mine is None:
            card[name] = kept
        elif name != "name" and isinstance(mine, dict) and isinstance(kept, Mapping):
            card[name] = _merged(mine, kept)
        elif isinstance(mine, list) and isinstance(kept, list):
            card[name] = [*mine, *kept]
    return card


def _merged(mine: Json, kept: Mapping[str, Any]) -> Json:
    """Join two maps, ours first as they are read first; ours step aside from ids that are taken."""
    merged: Json = {}
    for key, entry in mine.items():
        free = key
        while free in kept or free in merged:
            free += "x"
        merged[free] = entry
    return merged | dict(kept)
