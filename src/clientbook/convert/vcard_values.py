"""How clientbook's values are named in vCard 4.0: types, letters and private properties."""

from clientbook.domain.addresses import AddressKind
from clientbook.domain.genders import GenderCode
from clientbook.domain.phones import PhoneKind

PHONE_TYPES = {
    PhoneKind.MOBILE: "cell",
    PhoneKind.HOME: "home",
    PhoneKind.WORK: "work",
    PhoneKind.MAIN: "main",
    PhoneKind.FAX: "fax",
    PhoneKind.PAGER: "pager",
    PhoneKind.OTHER: "voice",
    PhoneKind.UNKNOWN: "x-unknown",
}
ADDRESS_TYPES = {  # RFC 9554 section 5: billing and delivery
    AddressKind.HOME: "home",
    AddressKind.WORK: "work",
    AddressKind.BILLING: "billing",
    AddressKind.SHIPPING: "delivery",
    AddressKind.SERVICE: "x-service",
    AddressKind.OTHER: "x-other",
}
GENDER_LETTERS = {  # RFC 6350 6.2.7
    GenderCode.FEMALE: "F",
    GenderCode.MALE: "M",
    GenderCode.OTHER: "O",
    GenderCode.NOT_APPLICABLE: "N",
    GenderCode.DECLINED: "U",
}
# RFC 6350 6.3.1, and RFC 9554 2.1 for the district.
ADDRESS_COMPONENTS = (
    ("po_box", 0),
    ("extended", 1),
    ("street", 2),
    ("locality", 3),
    ("region", 4),
    ("postcode", 5),
    ("country", 6),
    ("district", 15),
)
ADDRESS_LENGTH = 18
NAME_COMPONENTS = ("family", "given", "middle", "prefix", "suffix")  # RFC 6350 6.2.2
LABEL = "X-ABLABEL"
ATTRIBUTE = "X-CLIENTBOOK-ATTRIBUTE"
EXTERNAL_ID = "X-CLIENTBOOK-ID"
UNREAD = "X-CLIENTBOOK-UNREAD"
MAIDEN = "X-MAIDENNAME"
RAW = "X-CLIENTBOOK-RAW"
UID_SYSTEM = "vcard"
"""System of the external id that is a card's UID."""
