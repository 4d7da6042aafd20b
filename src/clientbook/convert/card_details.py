"""What is said beside a value that was read: parameters and members a profile has no place for."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import attrs

from clientbook.convert.card_fields import date_text, is_phone_word, joined, place_kind
from clientbook.convert.cards import Property
from clientbook.convert.jscontact_values import (
    ADDRESS_KINDS,
    ADDRESS_PARTS,
    KNOWN_DETAILS,
    NAME_KINDS,
    NAME_PARTS,
)
from clientbook.convert.vcard_values import ADDRESS_TYPES, LABEL, RAW
from clientbook.domain.phones import PhoneNumber

_STRUCTURED = frozenset({"N", "ADR", "ORG"})
LABELLED = frozenset({"TEL", "X-MS-TEL", "EMAIL", "ADR"})
"""Properties whose X-ABLabel a profile has a place for."""

_ALWAYS_READ = frozenset({"VALUE", "ENCODING", "CHARSET"})
_ALSO_READ = {
    "TEL": (RAW,),
    "ADR": ("CC", "LABEL"),
    "BDAY": ("X-APPLE-OMIT-YEAR",),
    "FN": ("DERIVED",),
    "X-CLIENTBOOK-ID": ("SYSTEM",),
    "X-CLIENTBOOK-ATTRIBUTE": ("KEY", "KIND"),
    "X-CLIENTBOOK-UNREAD": ("TARGET",),
}
_PARAMS = "vCardParams"  # RFC 9555 2.3.2
_PARAMS_READ = frozenset({RAW.casefold(), LABEL.casefold(), "type"})
_COMPONENTS = {kind: f"name {part}" for kind, part in NAME_PARTS.items()} | ADDRESS_PARTS
_WRITTEN = frozenset(kind for _, kind in (*NAME_KINDS, *ADDRESS_KINDS))
_PLAIN = frozenset({"@type", "kind", "value"})
_ADDRESS_WORDS = frozenset(ADDRESS_TYPES.values())


def phone_uri(phone: PhoneNumber) -> str:
    """Return a number as RFC 3966 writes it: ``"tel:+33140205050;ext=12"``."""
    extension = f";ext={quote(phone.extension, safe='')}" if phone.extension else ""
    return f"tel:{phone.e164}{extension}"


def identity(property_: Property) -> tuple[str, tuple[str, ...]]:
    """Return what makes a property of a card and the one we write for it the same value."""
    name = property_.name
    if name in _STRUCTURED:
        parts = [" ".join(joined(p).replace(",", " ").split()) for p in property_.components]
        while parts and not parts[-1]:
            parts.pop()
        return name, tuple(parts)
    if name == "BDAY":
        return name, (date_text(property_).replace("-", ""),)
    return name, (property_.text.strip(),)


def details_of(property_: Property, *, labelled: bool) -> Property | None:
    """Return a property with those of its parameters that a profile has no place for.

    Args:
        property_: One that was read.
        labelled: True when its group has a label that was not read with it.
    """
    name = property_.name
    read = _ALWAYS_READ.union(_ALSO_READ.get(name, ()))
    params = []
    for param, values in property_.params:
        if param == "TYPE":
            kept = tuple(
                v for v in values for v in v.split(",") if not _is_read(name, v.casefold())
            )
        else:
            is_preference = param == "PREF" and values[:1] == ("1",)
            kept = () if param in read or is_preference else values
        if kept:
            params.append((param, kept))
    if not params and not labelled:
        return None
    return attrs.evolve(
        property_, params=tuple(params), group=property_.group if labelled else None
    )


def _is_read(name: str, word: str) -> bool:
    word = word.strip()
    if word == "pref" or not word:
        return True
    if name == "TEL":
        return is_phone_word(word) or word in ("voice", "x-unknown")
    if name == "EMAIL":
        return place_kind((word,)) is not None or word == "internet"
    return name == "ADR" and word in _ADDRESS_WORDS


def with_details(properties: Iterable[Property], details: Iterable[Property]) -> list[Property]:
    """Return *properties*, each with the parameters that its value had in the card."""
    known = {identity(detail): detail for detail in details}
    return [_joined(p, known.get(identity(p))) for p in properties]


def _joined(property_: Property, detail: Property | None) -> Property:
    if detail is None:
        return property_
    params = dict(property_.params)
    for name, values in detail.params:
        if name == "TYPE":
            held = params.get(name, ())
            params[name] = (*held, *(v for v in values if v not in held))
        else:
            params.setdefault(name, values)
    group = property_.group or detail.group
    return attrs.evolve(property_, params=tuple(params.items()), group=group)


def entry_identity(entry: Mapping[str, Any]) -> str | None:
    """Return what makes an entry of a JSContact card and the one we write for it the same."""
    for member in ("number", "address", "uri", "note", "language", "full", "name"):
        value = entry.get(member)
        if isinstance(value, str) and value.strip():
            return value
    parts = _parts_said(entry.get("components"))
    return " ".join(sorted(" ".join(parts.values()).split())) or None


def _parts_said(components: object) -> dict[str, str]:
    """Return what the components of a name or an address say, by the part of ours they are."""
    parts: dict[str, list[str]] = {}
    for component in components if isinstance(components, list) else ():
        if not isinstance(component, Mapping):
            continue
        text, part = component.get("value"), _COMPONENTS.get(str(component.get("kind")))
        if isinstance(text, str) and part is not None:
            parts.setdefault(part, []).extend(text.replace(",", " ").split())
    return {part: " ".join(words) for part, words in parts.items()}


def _say_more(components: object) -> bool:
    """True when components hold what we do not write: how a name sounds, what parts its words."""
    return isinstance(components, list) and any(
        isinstance(c, Mapping) and (not _PLAIN.issuperset(c) or str(c.get("kind")) not in _WRITTEN)
        for c in components
    )


def unread_members(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of an entry of the property *name* that a profile has no place for."""
    known = KNOWN_DETAILS.get(name)
    if known is None:
        return {}
    rest = {member: value for member, value in entry.items() if member not in known}
    if "components" in known and _say_more(entry.get("components")):
        rest["components"] = entry["components"]
    if isinstance(params := rest.get(_PARAMS), Mapping):
        rest[_PARAMS] = {k: v for k, v in params.items() if k not in _PARAMS_READ}
        if not rest[_PARAMS]:
            del rest[_PARAMS]
    return rest


def add_members(entry: dict[str, Any], kept: Mapping[str, Any]) -> None:
    """Add members that were kept to an entry that we wrote; what we wrote counts."""
    for member, value in kept.items():
        if member == "components":
            if _parts_said(value) == _parts_said(entry.get(member)):
                entry[member] = value
            continue
        held = entry.setdefault(member, value)
        if member == _PARAMS and isinstance(held, Mapping) and isinstance(value, Mapping):
            entry[member] = {**value, **held}
