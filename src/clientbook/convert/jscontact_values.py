"""How clientbook's values are named in JSContact (RFC 9553)."""

from clientbook.domain.addresses import AddressKind
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
