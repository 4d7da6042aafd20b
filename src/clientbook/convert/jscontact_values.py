"""How clientbook's values are named in JSContact (RFC 9553)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from clientbook.domain.addresses import AddressKind
from clientbook.domain.attributes import AttributeType, AttributeValue
from clientbook.domain.phones import PhoneKind

# RFC 9553 2.2.1.2
NAME_KINDS = (
    ("prefix", "title"),
    ("given", "given"),
    ("middle", "given2"),
    ("family", "surname"),
    ("suffix", "generation"),
)
NAME_PARTS = {kind: part for part, kind in NAME_KINDS} | {
    "surname2": "family",
    "credential": "suffix",
}
# RFC 9553 2.3.3
PHONE_FEATURES = {
    PhoneKind.MOBILE: ("mobile", "voice"),
    PhoneKind.HOME: ("voice",),
    PhoneKind.WORK: ("voice",),
    PhoneKind.MAIN: ("main-number",),
    PhoneKind.FAX: ("fax",),
    PhoneKind.PAGER: ("pager",),
    PhoneKind.OTHER: ("voice",),
    PhoneKind.UNKNOWN: ("voice", "clientbook:unknown"),
}
PHONE_CONTEXTS = {PhoneKind.HOME: "private", PhoneKind.WORK: "work"}
FEATURE_KINDS = (
    ("fax", PhoneKind.FAX),
    ("pager", PhoneKind.PAGER),
    ("mobile", PhoneKind.MOBILE),
    ("clientbook:unknown", PhoneKind.UNKNOWN),
)
# RFC 9553 2.5.1.2: the street is the name, what stands in the second line an apartment.
ADDRESS_KINDS = (
    ("po_box", "postOfficeBox"),
    ("extended", "apartment"),
    ("street", "name"),
    ("district", "district"),
    ("locality", "locality"),
    ("region", "region"),
    ("postcode", "postcode"),
    ("country", "country"),
)
ADDRESS_PARTS = {kind: part for part, kind in ADDRESS_KINDS} | {
    "number": "street",
    "direction": "street",
    "block": "street",
    "building": "extended",
    "floor": "extended",
    "room": "extended",
    "landmark": "extended",
    "subdistrict": "district",
}
ADDRESS_CONTEXTS = {
    AddressKind.HOME: "private",
    AddressKind.WORK: "work",
    AddressKind.BILLING: "billing",
    AddressKind.SHIPPING: "delivery",
}

KNOWN_DETAILS = {
    "phones": frozenset({"@type", "number", "features", "contexts", "label", "pref"}),
    "emails": frozenset({"@type", "address", "contexts", "label", "pref"}),
    "addresses": frozenset({"@type", "components", "full", "countryCode", "contexts", "pref"}),
    "organizations": frozenset({"@type", "name", "units"}),
    "titles": frozenset({"@type", "kind", "name"}),
    "nicknames": frozenset({"@type", "name"}),
    "preferredLanguages": frozenset({"@type", "language"}),
    "links": frozenset({"@type", "uri"}),
    "notes": frozenset({"@type", "note"}),
    "name": frozenset({"@type", "full", "components"}),
}
"""Members a profile has a place for, by property."""

_ATTRIBUTE_READERS: dict[str, Callable[[Any], AttributeValue]] = {
    AttributeType.DECIMAL: Decimal,
    AttributeType.DATE: date.fromisoformat,
}
_PLAIN_TYPES: dict[str, type] = {
    AttributeType.STRING: str,
    AttributeType.INTEGER: int,
    AttributeType.BOOLEAN: bool,
}


def attribute_value(kind: object, values: list[Any]) -> AttributeValue | None:
    """Return the value of an attribute that ``to_jscontact`` wrote, None for another form."""
    if kind == AttributeType.LIST:
        return tuple(values) if all(isinstance(v, str) for v in values) else None
    value: AttributeValue | None = values[0] if len(values) == 1 else None
    if not isinstance(kind, str) or type(value) is _PLAIN_TYPES.get(kind):
        return value if isinstance(kind, str) else None
    try:
        return _ATTRIBUTE_READERS[kind](value) if isinstance(value, str) else None
    except (ValueError, KeyError, InvalidOperation):
        return None


def json_text(value: object) -> str | None:
    """Return a text that says something, None for anything else."""
    return value if isinstance(value, str) and value.strip() else None


def json_map(value: object) -> Mapping[str, Any]:
    """Return an object of JSON, an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def json_list(value: object) -> list[Any]:
    """Return a list of JSON, an empty one for anything else."""
    return value if isinstance(value, list) else []
