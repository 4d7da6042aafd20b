"""What a card says of other people, other means and other days: the company's own attributes."""

from typing import Final

from clientbook.convert.card_fields import type_label
from clientbook.convert.cards import Property, split_escaped, unescape

OTHERS: Final = {
    "ANNIVERSARY": "Anniversary",
    "X-ANNIVERSARY": "Anniversary",
    "X-EVOLUTION-ANNIVERSARY": "Anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "Anniversary",
    "X-MS-ANNIVERSARY": "Anniversary",
    "X-WAB-WEDDING_ANNIVERSARY": "Anniversary",
    "ROLE": "Role",
    "X-KADDRESSBOOK-X-PROFESSION": "Profession",
    "X-PROFESSION": "Profession",
    "X-KADDRESSBOOK-X-OFFICE": "Office",
    "X-MS-OFFICE": "Office",
    "RELATED": "Related person",
    "X-ABRELATEDNAMES": "Related person",
    "X-SPOUSE": "Spouse",
    "X-MS-SPOUSE": "Spouse",
    "X-EVOLUTION-SPOUSE": "Spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "Spouse",
    "X-WAB-SPOUSE_NAME": "Spouse",
    "X-CHILDREN": "Children",
    "X-MS-CHILD": "Children",
    "X-MANAGER": "Manager",
    "X-MS-MANAGER": "Manager",
    "X-EVOLUTION-MANAGER": "Manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-MS-ASSISTANT": "Assistant",
    "X-EVOLUTION-ASSISTANT": "Assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "Assistant",
    "X-PHONETIC-FIRST-NAME": "Phonetic first name",
    "X-PHONETIC-MIDDLE-NAME": "Phonetic middle name",
    "X-PHONETIC-LAST-NAME": "Phonetic last name",
    "X-PHONETIC-ORG": "Phonetic company",
    "SORT-STRING": "Sorted as",
    "IMPP": "Instant messaging",
    "X-MS-IMADDRESS": "Instant messaging",
    "X-IMS": "Instant messaging",
    "X-AIM": "AIM",
    "X-ICQ": "ICQ",
    "X-JABBER": "Jabber",
    "X-MSN": "MSN",
    "X-QQ": "QQ",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-YAHOO": "Yahoo",
    "X-GTALK": "Google Talk",
    "X-GOOGLE-TALK": "Google Talk",
    "X-GADUGADU": "Gadu-Gadu",
    "X-GROUPWISE": "GroupWise",
    "X-TWITTER": "Twitter",
    "X-FACEBOOK": "Facebook",
    "X-LINKEDIN": "LinkedIn",
    "X-SIP": "SIP",
    "X-SOCIALPROFILE": "Social profile",
    "SOCIALPROFILE": "Social profile",
    "CONTACT-URI": "Contact page",
    "X-EVOLUTION-BLOG-URL": "Blog",
    "X-KADDRESSBOOK-BLOGFEED": "Blog",
    "X-EVOLUTION-VIDEO-URL": "Video page",
    "GEO": "Position",
    "TZ": "Time zone",
    "CALURI": "Calendar",
    "CALADRURI": "Calendar address",
    "CAPURI": "Calendar address",
    "FBURL": "Free and busy times",
    "EXPERTISE": "Expertise",
    "HOBBY": "Hobby",
    "INTEREST": "Interest",
    "BIRTHPLACE": "Place of birth",
    "DEATHPLACE": "Place of death",
    "DEATHDATE": "Day of death",
    "GRAMGENDER": "Grammatical gender",
    "PRONOUNS": "Pronouns",
    "MAILER": "Mail program",
}
"""Titles of attributes by the name of the property."""

# What a program says of the card, not of the person: nobody misses it.
_SILENT = """
    VERSION PRODID REV SOURCE NAME PROFILE KIND CLASS CLIENTPIDMAP XML BEGIN END CREATED
    X-ABUID X-ABSHOWAS X-ABADR X-ABORDER X-IMAGETYPE X-IMAGEHASH X-SHARED-PHOTO-DISPLAY-PREF
    X-ADDRESSING-GRAMMAR X-ADDRESSBOOKSERVER-KIND X-CLASS X-MS-CARDPICTURE X-ACCOUNT
    X-MOZILLA-HTML X-EVOLUTION-FILE-AS X-EVOLUTION-WEBDAV-ETAG X-EVOLUTION-WEBDAV-HREF
    X-MS-OL-DEFAULT-POSTAL-ADDRESS X-MS-OL-DESIGN X-MS-OL-INTERNET-FREE-BUSY X-MS-TEXT
    X-PALM X-REDUCTION X-NO X-TIMES_CONTACTED X-LAST_TIME_CONTACTED
"""
SILENT: Final = frozenset(_SILENT.split())

SOCIAL: Final = frozenset({"X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP", "X-IMS"})
ANDROID: Final = "X-ANDROID-CUSTOM"

# Of ContactsContract.CommonDataKinds.Relation and .Event.
_RELATIONS = (
    *("", "assistant", "brother", "child", "domestic partner", "father", "friend", "manager"),
    *("mother", "parent", "partner", "referred by", "relative", "sister", "spouse"),
)
_EVENTS = {"1": "Anniversary", "2": "Date"}
_BIRTHDAY = "3"
_KIND = "vnd.android.cursor.item/"


def related_text(property_: Property, label: str | None) -> str:
    """Return another person with who it is: ``"spouse: Ann Roy"``."""
    said = label or next((t for t in sorted(property_.types) if t not in ("pref", "contact")), None)
    text = property_.text.strip()
    return f"{said}: {text}" if said and text else text


def social_text(property_: Property, label: str | None) -> str:
    """Return an account with its service, unless the address names it."""
    text = property_.text.strip()
    service = property_.first("SERVICE-TYPE") or property_.first("X-SERVICE-TYPE")
    service = service or label or type_label(property_)
    if not service or not text or service.casefold() in text.casefold():
        return text
    return f"{service}: {property_.first('X-USER') or text}"


def android_value(property_: Property) -> tuple[str | None, str, str]:
    """Return kind (nickname, birthday, date, relation or None), label and value of a field."""
    kind, *fields = (unescape(part).strip() for part in split_escaped(property_.value, ";"))
    value, number, label = (*fields, "", "", "")[:3]
    if not value or not kind.startswith(_KIND):
        return None, "", ""
    match kind[len(_KIND) :]:
        case "nickname":
            return "nickname", "", value
        case "contact_event" if number == _BIRTHDAY:
            return "birthday", "", value
        case "contact_event":
            return "date", label or _EVENTS.get(number, "Date"), value
        case "relation":
            at = int(number) if number.isdecimal() and len(number) < 3 else 0
            known = _RELATIONS[at] if at < len(_RELATIONS) else ""
            return "relation", label or known, value
    return None, "", ""
