"""A card as a profile, with what a profile has no place for beside it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

import attrs

from clientbook.convert.card_details import LABELLED, details_of, phone_uri
from clientbook.convert.card_fields import (
    component,
    date_text,
    email_text,
    joined,
    list_of,
    phone_kind,
    phone_text,
    place_kind,
)
from clientbook.convert.cards import Card, Property
from clientbook.convert.vcard_values import (
    ADDRESS_COMPONENTS,
    ADDRESS_TYPES,
    ATTRIBUTE,
    EXTERNAL_ID,
    GENDER_LETTERS,
    LABEL,
    MAIDEN,
    NAME_COMPONENTS,
    RAW,
    UID_SYSTEM,
    UNREAD,
)
from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.domain.attributes import Attribute, AttributeType, AttributeValue
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import INFO_LIMIT, ExternalId, Profile, UnreadValue
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.phones import parse_phone

_GLOBAL = re.compile(r"tel:(\+[1-9][0-9]{1,14})(?:;ext=([^;]{1,100}))?", re.IGNORECASE)
_APPLE_LABEL = re.compile(r"_\$!<(.{0,100})>!\$_")
_COMPACT_DATE = re.compile(r"--([0-9]{2})-?([0-9]{2})")


@attrs.frozen
class CardReading:
    """What a card says.

    Args:
        profile: What a profile has a place for.
        unknown: All other properties, and those whose value cannot be read, in the card's order.
        issues: Why a value could not be read.
        details: Properties that were read, with those of their parameters that a profile has no
            place for, such as SORT-AS.
    """

    profile: Profile
    unknown: tuple[Property, ...] = attrs.field(default=(), repr=False)
    issues: tuple[Issue, ...] = ()
    details: tuple[Property, ...] = attrs.field(default=(), repr=False)


def from_card(card: Card, *, region: str) -> CardReading:
    """Read a card of any version.

    Args:
        card: From :func:`clientbook.convert.cards.parse_cards`.
        region: Country of numbers without a country code, such as ``"CA"``.
    """
    return _Reader(card, region).read()


class _Reader:
    """Reads the properties of one card, once each."""

    def __init__(self, card: Card, region: str) -> None:
        self._card = card
        self._region = region
        self._labels = {p.group: p.text for p in reversed(card.named(LABEL)) if p.group}
        self._issues: list[Issue] = []
        self._unknown: list[Property] = []
        self._details: list[Property] = []
        self._groups: set[str] = set()  # of properties that were read: their labels were too
        self._name: dict[str, str] = {}
        self._facts: dict[str, object] = {}
        self._phones: list[PhoneNumber] = []
        self._emails: list[EmailAddress] = []
        self._addresses: list[PostalAddress] = []
        self._websites: list[str] = []
        self._tags: list[str] = []
        self._notes: list[str] = []
        self._attributes: list[Attribute] = []
        self._unread: list[UnreadValue] = []
        self._ids: list[ExternalId] = []

    def read(self) -> CardReading:
        for property_ in self._card.properties:
            self._read_one(property_)
        profile = self._profile()
        unknown = [
            p for p in self._unknown if p.name != LABEL or (p.group or "") not in self._groups
        ]
        return CardReading(profile, tuple(unknown), tuple(self._issues), tuple(self._details))

    def _read_one(self, property_: Property) -> None:
        handler = _HANDLERS.get(property_.name)
        try:
            done = handler is not None and handler(self, property_)
        except InvalidValueError as error:
            self._issues.append(error.issue)
            done = False
        if not done:
            self._unknown.append(property_)
            return
        has_label = property_.group in self._labels and property_.name not in LABELLED
        if property_.group and not has_label:
            self._groups.add(property_.group)
        self._keep_details(property_, labelled=has_label)

    def _keep_details(self, property_: Property, *, labelled: bool) -> None:
        """Keep what was said beside a value, under the form in which we write the value."""
        if property_.name in ("TEL", "X-MS-TEL"):
            property_ = attrs.evolve(property_, name="TEL", value=phone_uri(self._phones[-1]))
        elif property_.name == "EMAIL":
            address = self._emails[-1].address.replace("\\", "\\\\").replace(",", "\\,")
            property_ = attrs.evolve(property_, value=address.replace(";", "\\;"))
        detail = details_of(property_, labelled=labelled)
        if detail is not None:
            self._details.append(detail)

    def _profile(self) -> Profile:
        name = None
        try:
            name = PersonName(**self._name) if self._name else None
        except InvalidValueError as error:  # a prefix or a maiden name alone
            self._issues.append(error.issue)
            parts = (p for p in self._card.properties if p.name in ("N", MAIDEN))
            self._unknown.extend(p for p in parts if p not in self._unknown)
        info = "\n".join(self._notes) or None
        return Profile(
            name=name,
            phones=self._phones,
            emails=self._emails,
            addresses=self._addresses,
            websites=self._websites,
            tags=self._tags,
            info=info,
            attributes=self._attributes,
            external_ids=self._ids,
            unread=self._unread,
            **self._facts,  # type: ignore[arg-type]  # each set by the handler of its type
        )

    def _label(self, property_: Property) -> tuple[str | None, str | None]:
        """Return the owner's own label, and the one a program gave (``_$!<Home>!$_``)."""
        text = self._labels.get(property_.group) if property_.group else None
        if text is None:
            return None, None
        found = _APPLE_LABEL.fullmatch(text.strip())
        return (None, found[1]) if found else (text, None)

    def _set_name(self, part: str, text: str) -> bool:
        if part in self._name:
            return False
        checked = PersonName(full=text) if text.strip() else None  # length and content
        if checked is not None:
            self._name[part] = text
        return True

    def full_name(self, property_: Property) -> bool:
        if property_.first("DERIVED") == "true":
            return True
        return self._set_name("full", property_.text)

    def names(self, property_: Property) -> bool:
        if set(self._name) & set(NAME_COMPONENTS):
            return False
        for index, part in enumerate(NAME_COMPONENTS):
            self._set_name(part, component(property_, index))
        return True

    def nickname(self, property_: Property) -> bool:
        return self._set_name("nickname", ", ".join(list_of(property_)))

    def maiden(self, property_: Property) -> bool:
        return self._set_name("maiden", property_.text)

    def phone(self, property_: Property) -> bool:
        label, given = self._label(property_)
        types = property_.types
        # A label tells the kind only where no type does.
        words = types or frozenset(w.casefold() for w in (label, given) if w)
        kind = PhoneKind(phone_kind(words | ({given.casefold()} if given else frozenset())))
        number = self._number(property_)
        if "x-unknown" in types:
            kind = PhoneKind.UNKNOWN
        elif kind is PhoneKind.OTHER and "voice" not in types:
            kind = number.kind
        raw = property_.first(RAW) if _is_ours(property_) else number.raw
        self._phones.append(
            attrs.evolve(number, kind=kind, label=label, raw=raw, preferred=property_.is_preferred)
        )
        return True

    def _number(self, property_: Property) -> PhoneNumber:
        found = _GLOBAL.fullmatch(property_.text.strip())
        if found is not None and property_.first("VALUE") == "uri":
            return PhoneNumber(found[1], extension=unquote(found[2]) if found[2] else None)
        return parse_phone(phone_text(property_), region=self._region)

    def email(self, property_: Property) -> bool:
        label, given = self._label(property_)
        address = email_text(property_)
        self._emails.append(
            EmailAddress(
                address,
                label=label or given or place_kind(property_.types),
                preferred=property_.is_preferred,
            )
        )
        return True

    def address(self, property_: Property) -> bool:
        label, given = self._label(property_)
        parts = {name: component(property_, at, ", ") for name, at in ADDRESS_COMPONENTS}
        words = property_.types | ({given.casefold()} if given else frozenset())
        code = property_.first("CC") or ""
        self._addresses.append(
            PostalAddress(
                **{name: text or None for name, text in parts.items()},
                full=property_.first("LABEL"),
                country_code=code.upper() or None,
                kind=_address_kind(words),
                label=label,
                preferred=property_.is_preferred,
            )
        )
        return True

    def birthday(self, property_: Property) -> bool:
        text = date_text(property_)
        found = _COMPACT_DATE.fullmatch(text)
        if "birthday" in self._facts:
            return False
        self._facts["birthday"] = PartialDate.parse_iso(
            f"--{found[1]}-{found[2]}" if found else text
        )
        return True

    def gender(self, property_: Property) -> bool:
        letter, _, words = property_.value.partition(";")
        codes = {text: code for code, text in GENDER_LETTERS.items()}
        code = codes.get(letter.strip().upper())
        if code is None or "gender" in self._facts:
            return False
        text = Property("GENDER", words).text
        self._facts["gender"] = Gender(code, text or None)
        return True

    def organization(self, property_: Property) -> bool:
        if {"company", "department"} & set(self._facts):
            return False
        first, *units = property_.components
        self._fact("company", joined(first, ", "))
        self._fact("department", joined((joined(unit, ", ") for unit in units), " / "))
        return True

    def job_title(self, property_: Property) -> bool:
        return self._fact("job_title", property_.text)

    def language(self, property_: Property) -> bool:
        return self._fact("language", property_.text)

    def _fact(self, field: str, text: str) -> bool:
        """Set a text once; what the field cannot hold is refused with its issue."""
        if field in self._facts:
            return False
        if text.strip():
            Profile(**{field: text})  # type: ignore[arg-type]  # a text field, by its callers
            self._facts[field] = text
        return True

    def note(self, property_: Property) -> bool:
        check_notes(self._notes, property_.text)
        self._notes.append(property_.text)
        return True

    def website(self, property_: Property) -> bool:
        self._websites.append(property_.text)
        return True

    def categories(self, property_: Property) -> bool:
        self._tags += Profile(tags=tuple(list_of(property_))).tags  # refused when one is too long
        return True

    def uid(self, property_: Property) -> bool:
        self._ids.append(ExternalId(UID_SYSTEM, property_.text))
        return True

    def external_id(self, property_: Property) -> bool:
        self._ids.append(ExternalId(property_.first("SYSTEM") or "", property_.text))
        return True

    def unread(self, property_: Property) -> bool:
        self._unread.append(UnreadValue(property_.first("TARGET") or "", property_.text))
        return True

    def attribute(self, property_: Property) -> bool:
        value = _attribute_value(property_)
        key = property_.first("KEY")
        if value is None or key is None:
            return False
        self._attributes.append(Attribute(key, value))
        return True


def check_notes(before: list[str], text: str) -> None:
    """Raise InvalidValueError when one more note makes the free text too long."""
    if sum(map(len, before)) + len(before) + len(text) > INFO_LIMIT:
        raise InvalidValueError(Issue.of(IssueCode.VALUE_TOO_LONG, "info", limit=INFO_LIMIT))


_HANDLERS: dict[str, Callable[[_Reader, Property], bool]] = {
    "FN": _Reader.full_name,
    "N": _Reader.names,
    "NICKNAME": _Reader.nickname,
    MAIDEN: _Reader.maiden,
    "TEL": _Reader.phone,
    "X-MS-TEL": _Reader.phone,
    "EMAIL": _Reader.email,
    "ADR": _Reader.address,
    "BDAY": _Reader.birthday,
    "GENDER": _Reader.gender,
    "ORG": _Reader.organization,
    "TITLE": _Reader.job_title,
    "LANG": _Reader.language,
    "NOTE": _Reader.note,
    "URL": _Reader.website,
    "CATEGORIES": _Reader.categories,
    "UID": _Reader.uid,
    EXTERNAL_ID: _Reader.external_id,
    ATTRIBUTE: _Reader.attribute,
    UNREAD: _Reader.unread,
}


def _is_ours(property_: Property) -> bool:
    return property_.first("VALUE") == "uri" and bool(_GLOBAL.fullmatch(property_.text.strip()))


def _address_kind(words: frozenset[str]) -> AddressKind:
    kinds = {text: kind for kind, text in ADDRESS_TYPES.items()}
    return next((kinds[word] for word in sorted(words) if word in kinds), AddressKind.HOME)


_ATTRIBUTE_READERS: dict[str, Callable[[str], AttributeValue]] = {
    AttributeType.STRING: str,
    AttributeType.INTEGER: int,
    AttributeType.DECIMAL: Decimal,
    AttributeType.BOOLEAN: {"true": True, "false": False}.__getitem__,
    AttributeType.DATE: date.fromisoformat,
}


def _attribute_value(property_: Property) -> AttributeValue | None:
    """Return the value of an attribute that ``to_vcard`` wrote, None for another form."""
    kind = property_.first("KIND")
    if kind == AttributeType.LIST:
        return tuple(list_of(property_))
    try:
        return _ATTRIBUTE_READERS[kind or ""](property_.text)
    except (ValueError, KeyError, InvalidOperation):
        return None
