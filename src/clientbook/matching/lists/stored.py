"""Profiles of most clients straight from their stored documents: of each, what a list needs.

To structure and check a whole client takes four times as long as to take these few texts out of
its document.  A document that is not of this plain form has to be read as a profile.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import attrs

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import FIELDS
from clientbook.errors import InvalidValueError
from clientbook.matching.pairs.contacts import STAND_INS, DayParts, date_reading
from clientbook.matching.pairs.name_marks import in_order, is_title, marks_in
from clientbook.matching.pairs.name_parts import SEXES, name_words
from clientbook.matching.pairs.name_places import are_in_place
from clientbook.matching.pairs.relations import relations_told
from clientbook.matching.pairs.set_apart import has_remark

WIDTH = 3
"""Most values of one kind of a record that are compared in columns; others go one by one."""


class PlainProfile(NamedTuple):
    """What the comparisons of a list read of a person with a given and a family name.

    Args:
        given: Words of the given name.
        family: Words of the family name.
        phones: Numbers in E.164, and whether they are mobile.
        emails: Addresses as written.
        day: The birth date as :func:`date_code` makes it; -1 where none is known.
        place: Street, postal code and town of the one address, or None.
        company: The organisation, or an empty string.
        gender: Code, or an empty string.
        sex: As stated, or as a title says; may be empty.
    """

    given: str
    family: str
    phones: tuple[tuple[str, bool], ...]
    emails: tuple[str, ...]
    day: int
    place: tuple[str | None, str | None, str | None] | None
    company: str
    gender: str
    sex: str


def _keys(type_: type[Any]) -> frozenset[str]:
    return frozenset(attrs.fields_dict(type_))


_PLAIN = frozenset(FIELDS) - {"attributes", "unread", "external_ids"}
_NAME = _keys(PersonName) - {"middle", "nickname", "maiden", "suffix"}
_ADDRESS = _keys(PostalAddress) - {"full", "po_box"}
_PHONE, _EMAIL, _GENDER = _keys(PhoneNumber), _keys(EmailAddress), _keys(Gender)
_CODES = frozenset(code.value for code in GenderCode)
_MOBILE = PhoneKind.MOBILE.value
_NOT_PLAIN = (KeyError, TypeError, ValueError, AttributeError, InvalidValueError)


def plain_profile(document: Any) -> PlainProfile | None:
    """Return what a list needs of the stored document of a profile.

    Returns:
        None for a document of another form: it holds what is compared one by one, or keys that
        nobody knows, or was not written by this library.
    """
    try:
        return _read(document)
    except _NOT_PLAIN:
        return None


def _read(document: Mapping[str, Any]) -> PlainProfile | None:
    name = document["name"]
    given, family = _alone(name["given"]), _alone(name["family"])
    sex = ""
    if not given or not family or len(name) > 2:
        found = _name(name)
        if found is None:
            return None
        given, family, sex = found
    gender = _gender(document["gender"]) if "gender" in document else ""
    sex = gender if gender and gender in SEXES else sex
    phones, emails = document.get("phones", ()), document.get("emails", ())
    addresses, company = document.get("addresses", ()), document.get("company", "")
    if not (
        document.keys() <= _PLAIN
        and len(phones) <= WIDTH
        and len(emails) <= WIDTH
        and len(addresses) <= 1
        and not (sex and len(given) == 1)
        and type(company) is str
    ):
        return None
    return PlainProfile(
        given,
        family,
        tuple([_phone(phone) for phone in phones]),
        tuple([_email(email) for email in emails]),
        _day(document["birthday"]) if "birthday" in document else -1,
        _place(addresses[0]) if addresses else None,
        company,
        gender,
        sex,
    )


@lru_cache(maxsize=65_536)
def _alone(text: str) -> str:
    """Return the word of a part of a name that is one word and can be nothing but a name.

    Empty for another: what stands beside or behind it may change what it says.
    """
    if not text.isalpha() or is_title(text, of_given=True) or is_title(text):
        return ""
    return "" if relations_told(f"{text} x") else name_words(text)


def _name(name: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Return the words of a given and a family name, and the sex a title says; None for others."""
    given, family = name_words(name["given"]), name_words(name["family"])
    texts = (name.get("full"), name["given"], name["family"])
    whole = in_order(name["given"], None, name["family"])
    marks = marks_in(name.get("prefix"), None, texts, whole)
    if not (
        given
        and family
        and name.keys() <= _NAME
        and are_in_place(name["given"], name["family"])
        and not has_remark(name["given"], name["family"])
        and not marks.generation
        and not relations_told(f"{name.get('prefix', '')} {name['given']} {name['family']}".strip())
        and not (is_title(name["given"], of_given=True) or is_title(name["family"]))
    ):
        return None
    return given, family, marks.sex


def _known(part: Mapping[str, Any], keys: frozenset[str]) -> None:
    if not part.keys() <= keys:
        raise ValueError


def _phone(part: Mapping[str, Any]) -> tuple[str, bool]:
    _known(part, _PHONE)
    number = part["e164"]
    if number[0] != "+" or not number[1:].isdecimal() or not number.isascii():
        raise ValueError
    return number, part.get("kind") == _MOBILE


def _email(part: Mapping[str, Any]) -> str:
    _known(part, _EMAIL)
    address: str = part["address"]
    if not address.isprintable():
        raise ValueError
    return address


def _place(part: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    _known(part, _ADDRESS)
    street, code, town = part.get("street"), part.get("postcode"), part.get("locality")
    for text in (street, code, town):
        if text is not None and type(text) is not str:
            raise TypeError
    return street, code, town


def _gender(part: Mapping[str, Any]) -> str:
    _known(part, _GENDER)
    code: str = part["code"]
    if code not in _CODES:
        raise ValueError
    return code


@lru_cache(maxsize=65_536)
def _day(text: str) -> int:
    return day_code(PartialDate.parse_iso(text))


def date_code(reading: DayParts) -> int:
    """Return a date as one number, year first."""
    return reading.year * 10_000 + reading.month * 100 + reading.day


def day_code(day: PartialDate) -> int:
    """Return a date as one number, -1 for one that stands for none."""
    if (day.year, day.month, day.day) in STAND_INS:
        return -1
    return date_code(date_reading(day))
