"""A JSContact card as a profile, with what a profile has no place for beside it."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

import attrs

from clientbook.convert.card_details import entry_identity, phone_uri, unread_members
from clientbook.convert.jscontact_values import (
    ADDRESS_CONTEXTS,
    ADDRESS_PARTS,
    FEATURE_KINDS,
    NAME_PARTS,
    attribute_value,
    json_list,
    json_map,
    json_text,
)
from clientbook.convert.vcard_reading import check_notes
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
from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile, UnreadValue
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue
from clientbook.parsing.phones import parse_phone

_GLOBAL = re.compile(r"(?:tel:)?(\+[1-9][0-9]{1,14})(?:;ext=([^;]{1,100}))?", re.IGNORECASE)
_OWN = frozenset({"@type", "version", "uid"})


@attrs.frozen
class Remainder:
    """What a profile has no place for.

    Args:
        properties: Whole properties, or the entries of them that were not read.
        details: Further members of what was read, by property and by its number, address, name
            or text.
    """

    properties: Mapping[str, Any] = attrs.field(factory=dict, repr=False, hash=False)
    details: Mapping[str, Mapping[str, Mapping[str, Any]]] = attrs.field(
        factory=dict, repr=False, hash=False
    )


@attrs.frozen
class JSCardReading:
    """What a card says.

    Args:
        profile: What a profile has a place for.
        uid: Identifies the card, None when it has none.
        remainder: All the rest.
        issues: Why a value could not be read.
    """

    profile: Profile
    uid: str | None = None
    remainder: Remainder = attrs.field(factory=Remainder, repr=False)
    issues: tuple[Issue, ...] = ()


def from_jscontact(card: Mapping[str, Any], *, region: str) -> JSCardReading:
    """Read a JSContact card.

    Args:
        card: As :func:`json.loads` gives it; members of another form than the standard's are kept
            in the remainder.
        region: Country of numbers without a country code, such as ``"CA"``.
    """
    return _JSReader(region).read(card)


def _preferred(entry: Mapping[str, Any]) -> bool:
    return entry.get("pref") == 1


class _JSReader:
    """Reads the properties of one card."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._issues: list[Issue] = []
        self._properties: dict[str, Any] = {}
        self._details: dict[str, dict[str, dict[str, Any]]] = {}
        self._name: dict[str, str] = {}
        self._facts: dict[str, Any] = {}
        self._lists: dict[str, list[Any]] = {}

    def read(self, card: Mapping[str, Any]) -> JSCardReading:
        for name, value in card.items():
            if name in _ENTRIES:
                self._read_entries(name, value, _ENTRIES[name])
            elif name == "name":
                self._read_name(value)
            elif name == "keywords":
                self._read_keywords(value)
            elif name == "vCardProps":
                self._read_vcard_props(value)
            elif name not in _OWN:
                self._properties[name] = value
        return JSCardReading(
            self._profile(card),
            json_text(card.get("uid")),
            Remainder(self._properties, self._details),
            tuple(self._issues),
        )

    def _profile(self, card: Mapping[str, Any]) -> Profile:
        name = None
        try:
            name = PersonName(**self._name) if self._name else None
        except InvalidValueError as error:
            self._issues.append(error.issue)
            self._keep_name(card)
        notes = self._lists.pop("notes", [])
        values: dict[str, Any] = self._facts | self._lists
        return Profile(name=name, info="\n".join(notes) or None, **values)

    def _keep_name(self, card: Mapping[str, Any]) -> None:
        """Keep the parts that cannot stand alone as they are written: a title, a maiden name."""
        if "name" in card:
            self._properties["name"] = card["name"]
            self._details.pop("name", None)
        kept = json_list(self._properties.get("vCardProps"))
        said = [p for p in json_list(card.get("vCardProps")) if p not in kept]
        if maiden := [p for p in said if json_list(p) and str(p[0]).upper() == MAIDEN]:
            self._properties["vCardProps"] = [*maiden, *kept]

    def _add(self, field: str, *values: object) -> bool:
        self._lists.setdefault(field, []).extend(values)
        return True

    def _fact(self, field: str, value: Any) -> bool:
        if field in self._facts or value is None:
            return False
        Profile(**{field: value})  # refuses what the field cannot hold
        self._facts[field] = value
        return True

    def _name_part(self, part: str, text: str | None) -> bool:
        if part in self._name or text is None:
            return False
        PersonName(full=text)  # refuses what no part can hold
        self._name[part] = text
        return True

    def _attempt(self, read: Callable[[], bool]) -> bool:
        try:
            return read()
        except InvalidValueError as error:
            self._issues.append(error.issue)
            return False

    def _read_entries(
        self, name: str, value: object, handler: "Callable[[_JSReader, Mapping[str, Any]], bool]"
    ) -> None:
        if not isinstance(value, Mapping):
            self._properties[name] = value
            return
        kept: dict[str, Any] = {}
        for key, entry in value.items():
            if isinstance(entry, Mapping) and self._attempt(lambda e=entry: handler(self, e)):  # type: ignore[misc]
                self._keep_details(name, entry)
            else:
                kept[key] = entry
        if kept:
            self._properties[name] = kept

    def _keep_details(self, name: str, entry: Mapping[str, Any]) -> None:
        rest = unread_members(name, entry)
        is_phone = name == "phones"
        identity = phone_uri(self._lists[name][-1]) if is_phone else entry_identity(entry)
        if rest and identity:
            self._details.setdefault(name, {})[identity] = rest

    def _read_name(self, value: object) -> None:
        name = json_map(value)
        parts: dict[str, list[str]] = {}
        for component in json_list(name.get("components")):
            text = json_text(json_map(component).get("value"))
            part = NAME_PARTS.get(str(json_map(component).get("kind")))
            if text and part:
                parts.setdefault(part, []).append(text)
        read = [self._attempt(lambda: self._name_part("full", json_text(name.get("full"))))]
        for part, texts in parts.items():
            joined = " ".join(texts)
            read.append(self._attempt(lambda p=part, t=joined: self._name_part(p, t)))  # type: ignore[misc]
        if not any(read):
            self._properties["name"] = value
        else:
            self._keep_details("name", name)

    def _read_keywords(self, value: object) -> None:
        for keyword, is_set in json_map(value).items():
            if is_set is True and json_text(keyword):
                self._attempt(lambda tag=keyword: self._add("tags", *Profile(tags=(tag,)).tags))  # type: ignore[misc]
        if not isinstance(value, Mapping):
            self._properties["keywords"] = value

    def _read_vcard_props(self, value: object) -> None:
        kept = [
            prop
            for prop in json_list(value)
            if not self._attempt(lambda p=prop: self._vcard_prop(p))  # type: ignore[misc]
        ]
        if kept or not isinstance(value, list):
            self._properties["vCardProps"] = kept if isinstance(value, list) else value

    def _vcard_prop(self, prop: object) -> bool:
        if not isinstance(prop, list) or len(prop) < 3 or not isinstance(prop[0], str):
            return False
        name, params, value = prop[0].upper(), json_map(prop[1]), next(iter(prop[3:]), None)
        if name == "GENDER":
            return self._gender(value)
        if name == MAIDEN:
            return self._name_part("maiden", json_text(value))
        if name == EXTERNAL_ID and json_text(value):
            return self._add(
                "external_ids", ExternalId(json_text(params.get("system")) or "", str(value))
            )
        if name == UNREAD:
            return self._unread_value(params, value)
        return name == ATTRIBUTE and self._attribute(params, prop[3:])

    def _unread_value(self, params: Mapping[str, Any], value: object) -> bool:
        text = json_text(value)
        target = json_text(params.get("target")) or ""
        return bool(text) and self._add("unread", UnreadValue(target, text or ""))

    def _gender(self, value: object) -> bool:
        letter, *words = value if isinstance(value, list) and value else [value]
        codes = {text: code for code, text in GENDER_LETTERS.items()}
        code = codes.get(letter) if isinstance(letter, str) else None
        if code is None:
            return False
        return self._fact("gender", Gender(code, json_text(words[0]) if words else None))

    def _attribute(self, params: Mapping[str, Any], values: list[Any]) -> bool:
        key, value = json_text(params.get("key")), attribute_value(params.get("kind"), values)
        if key is None or value is None:
            return False
        return self._add("attributes", Attribute(key, value))

    def email(self, entry: Mapping[str, Any]) -> bool:
        address = json_text(entry.get("address"))
        if address is None:
            return False
        contexts = json_map(entry.get("contexts"))
        said = "work" if contexts.get("work") else ("home" if contexts.get("private") else None)
        label = json_text(entry.get("label")) or said
        return self._add("emails", EmailAddress(address, label=label, preferred=_preferred(entry)))

    def phone(self, entry: Mapping[str, Any]) -> bool:
        text = json_text(entry.get("number"))
        if text is None:
            return False
        number, is_exact = self._number(text)
        raw = json_text(json_map(entry.get("vCardParams")).get(RAW.casefold()))
        kind = _phone_kind(entry)
        return self._add(
            "phones",
            attrs.evolve(
                number,
                kind=number.kind if kind is None else kind,
                label=json_text(entry.get("label")),
                raw=raw if is_exact else number.raw,
                preferred=_preferred(entry),
            ),
        )

    def _number(self, text: str) -> tuple[PhoneNumber, bool]:
        found = _GLOBAL.fullmatch(text.strip())
        if found is not None:
            extension = unquote(found[2]) if found[2] else None
            return PhoneNumber(found[1], extension=extension), True
        return parse_phone(text.removeprefix("tel:"), region=self._region), False

    def address(self, entry: Mapping[str, Any]) -> bool:
        parts: dict[str, list[str]] = {}
        for component in json_list(entry.get("components")):
            text = json_text(json_map(component).get("value"))
            part = ADDRESS_PARTS.get(str(json_map(component).get("kind")))
            if text and part:
                parts.setdefault(part, []).append(text)
        joined = {
            part: (" " if part == "street" else ", ").join(texts) for part, texts in parts.items()
        }
        params = json_map(entry.get("vCardParams"))
        return self._add(
            "addresses",
            PostalAddress(
                **joined,
                full=json_text(entry.get("full")),
                country_code=json_text(entry.get("countryCode")),
                kind=_address_kind(entry, params),
                label=json_text(params.get(LABEL.casefold())),
                preferred=_preferred(entry),
            ),
        )

    def nickname(self, entry: Mapping[str, Any]) -> bool:
        return self._name_part("nickname", json_text(entry.get("name")))

    def organization(self, entry: Mapping[str, Any]) -> bool:
        if {"company", "department"} & set(self._facts):
            return False
        units = [json_text(json_map(unit).get("name")) for unit in json_list(entry.get("units"))]
        department = " / ".join(unit for unit in units if unit) or None
        read = [self._fact("company", json_text(entry.get("name")))]
        read.append(self._fact("department", department))
        return any(read)

    def title(self, entry: Mapping[str, Any]) -> bool:
        if entry.get("kind", "title") != "title":
            return False
        return self._fact("job_title", json_text(entry.get("name")))

    def anniversary(self, entry: Mapping[str, Any]) -> bool:
        day = json_map(entry.get("date"))
        if entry.get("kind") != "birth":
            return False
        if moment := json_text(day.get("utc")):
            return self._fact("birthday", PartialDate.parse_iso(moment[:10]))
        parts = [day.get(name) for name in ("year", "month", "day")]
        if not all(p is None or (isinstance(p, int) and not isinstance(p, bool)) for p in parts):
            return False
        return self._fact("birthday", PartialDate(*parts))

    def language(self, entry: Mapping[str, Any]) -> bool:
        return self._fact("language", json_text(entry.get("language")))

    def link(self, entry: Mapping[str, Any]) -> bool:
        uri = json_text(entry.get("uri"))
        return uri is not None and entry.get("kind") is None and self._add("websites", uri)

    def note(self, entry: Mapping[str, Any]) -> bool:
        text = json_text(entry.get("note"))
        if text is None:
            return False
        check_notes(self._lists.get("notes", []), text)
        return self._add("notes", text)


_ENTRIES: dict[str, Callable[[_JSReader, Mapping[str, Any]], bool]] = {
    "emails": _JSReader.email,
    "phones": _JSReader.phone,
    "addresses": _JSReader.address,
    "nicknames": _JSReader.nickname,
    "organizations": _JSReader.organization,
    "titles": _JSReader.title,
    "anniversaries": _JSReader.anniversary,
    "preferredLanguages": _JSReader.language,
    "links": _JSReader.link,
    "notes": _JSReader.note,
}


def _phone_kind(entry: Mapping[str, Any]) -> PhoneKind | None:
    """Return the kind its features and contexts say, None when they say nothing."""
    features, contexts = json_map(entry.get("features")), json_map(entry.get("contexts"))
    for feature, kind in FEATURE_KINDS:
        if features.get(feature):
            return kind
    if contexts.get("work"):
        return PhoneKind.WORK
    if contexts.get("private"):
        return PhoneKind.HOME
    if features.get("main-number"):
        return PhoneKind.MAIN
    return PhoneKind.OTHER if features.get("voice") else None


def _address_kind(entry: Mapping[str, Any], params: Mapping[str, Any]) -> AddressKind:
    contexts = json_map(entry.get("contexts"))
    for kind, context in ADDRESS_CONTEXTS.items():
        if contexts.get(context):
            return kind
    types = {text: kind for kind, text in ADDRESS_TYPES.items()}
    return types.get(str(params.get("type")), AddressKind.HOME)
