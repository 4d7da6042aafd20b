"""What somebody typed into the form of a profile, as a patch; what cannot be read, at its field."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs

from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName, without_echo
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ACCOUNT_SYSTEM, ExternalId, Profile
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.addresses import make_address
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import parse_date
from clientbook.parsing.emails import parse_email
from clientbook.parsing.phone_kinds import inferred_kind
from clientbook.parsing.phones import parse_phone
from clientbook.web.exchange import Fields, whole_number
from clientbook.web.forms.profile_values import (
    ADDRESS_PARTS,
    NAME_PARTS,
    TEXTS,
    account_of,
    form_values,
)
from clientbook.web.locales import Locale

T = TypeVar("T")


@attrs.frozen
class ReadProfile:
    """What a form says.

    Args:
        patch: What it changes in the profile it was made of.
        issues: What cannot be read, by the name of its field in the form.
    """

    patch: ProfilePatch
    issues: tuple[tuple[str, Issue], ...] = ()


def read_profile(
    form: Fields,
    base: Profile,
    *,
    locale: Locale,
    settings: BookSettings,
    definitions: Sequence[AttributeDefinition],
    today: date,
) -> ReadProfile:
    """Read the form of a profile.

    Args:
        form: What came back.
        base: The profile whose values stood in the form; empty for a new one.
        locale: How they were shown.
        settings: Of the book: the region of numbers, the order of dates.
        definitions: The custom attributes of the book.
        today: The day it is in the book.
    """
    reader = _Reader(form, base, form_values(base, locale), settings, today)
    reader.name()
    reader.texts()
    reader.dates_and_words()
    reader.account()
    reader.attributes(definitions)
    reader.phones()
    reader.emails()
    reader.addresses()
    patch = ProfilePatch(set=reader.set, add=reader.add, remove=reader.remove)
    return ReadProfile(patch, tuple(reader.issues))


@attrs.define
class _Reader:
    """Reads field by field; one that says what it said before is left alone."""

    form: Fields
    base: Profile
    shown: Fields
    settings: BookSettings
    today: date
    set: dict[str, Any] = attrs.field(factory=dict)
    add: dict[str, list[Any]] = attrs.field(factory=dict)
    remove: dict[str, list[Any]] = attrs.field(factory=dict)
    issues: list[tuple[str, Issue]] = attrs.field(factory=list)

    def _touched(self, name: str) -> bool:
        return name in self.form and _lines(self.form.get(name)) != _lines(self.shown.get(name))

    def _read(self, name: str, read: Callable[[str], T]) -> T | None:
        """Return what a field says, None where it is blank or cannot be read."""
        text = self.form.get(name)
        if not text:
            return None
        try:
            return read(text)
        except InvalidValueError as error:
            self.issues.append((name, error.issue))
            return None

    def _change(self, field: str, old: T | None, new: T | None) -> None:
        """Note that a value of a list is to be another one."""
        if old == new:
            return
        if old is not None and (new is None or new.key != old.key):  # type: ignore[attr-defined]
            self.remove.setdefault(field, []).append(old)
        if new is not None:
            self.add.setdefault(field, []).append(new)

    def name(self) -> None:
        if not any(self._touched(part) for part in NAME_PARTS):
            return
        parts = {
            part: (self.form.get(part) if part in self.form else self.shown.get(part)) or None
            for part in NAME_PARTS
        }
        old = self.base.name
        if old is not None and not self._touched("full"):  # a whole name that was just the parts
            parts["full"] = without_echo(old).full
        try:
            self.set["name"] = PersonName(**parts) if any(parts.values()) else None
        except InvalidValueError as error:
            self.issues.append((_part_at_fault(error, NAME_PARTS), error.issue))

    def texts(self) -> None:
        for name in TEXTS:
            if self._touched(name):
                value = self._read(name, lambda text, name=name: _checked(name, text))  # type: ignore[misc]
                self.set[name] = value
        if self._touched("websites"):
            self.set["websites"] = _lines(self.form.get("websites"))
        if self._touched("tags"):
            self._tags()

    def _tags(self) -> None:
        try:  # blank and repeated ones out
            typed = Profile(tags=tuple(self.form.get("tags").split(","))).tags
        except InvalidValueError as error:
            self.issues.append(("tags", error.issue))
            return
        now = {tag.casefold() for tag in typed}
        was = {tag.casefold() for tag in self.base.tags}
        self.add["tags"] = [tag for tag in typed if tag.casefold() not in was]
        self.remove["tags"] = [tag for tag in self.base.tags if tag.casefold() not in now]

    def dates_and_words(self) -> None:
        if self._touched("birthday"):
            order = DateOrder(self.settings.tie_break)
            self.set["birthday"] = self._read(
                "birthday", lambda text: parse_date(text, order=order, today=self.today)
            )
        if self._touched("gender"):
            code = self._read("gender", lambda text: _member(GenderCode, "gender", text))
            self.set["gender"] = Gender(code) if code else None

    def account(self) -> None:
        if not self._touched("account"):
            return
        held = [e for e in self.base.external_ids if e.value == account_of(self.base)]
        old = next((e for e in held if e.system.casefold() == ACCOUNT_SYSTEM), None)
        new = self._read("account", lambda text: ExternalId(ACCOUNT_SYSTEM, text))
        self._change("external_ids", old, new)

    def attributes(self, definitions: Sequence[AttributeDefinition]) -> None:
        order = DateOrder(self.settings.tie_break)
        for definition in definitions:
            name = f"custom:{definition.key}"
            if not self._touched(name):
                continue
            value = self._read(
                name,
                lambda text, d=definition: parse_attribute(text, d, date_order=order),  # type: ignore[misc]
            )
            if value is not None:
                self.add.setdefault("attributes", []).append(Attribute(definition.key, value))
            elif not self.form.get(name):
                self.remove.setdefault("attributes", []).append(definition.key)

    def phones(self) -> None:
        held = self.base.phones
        for n in self.form.numbers("phones"):
            old = held[n] if n < len(held) else None
            number, kind, chosen = f"phones.{n}.number", f"phones.{n}.kind", self._chosen("phones")
            preferred = chosen == n if chosen is not None else bool(old and old.preferred)
            new: PhoneNumber | None = old
            if old is None or self._touched(number):
                new = self._read(number, self._phone)
                if new and old and new.label is None:
                    new = attrs.evolve(new, label=old.label)
            if new is not None and (new is not old or self._touched(kind)):
                new = self._of_kind(new, kind)
            new = attrs.evolve(new, preferred=preferred) if new else None
            self._change("phones", old, new)

    def _of_kind(self, number: PhoneNumber, name: str) -> PhoneNumber:
        """Return a number of the kind its row says; where it says none, the number itself does."""
        text = self.form.get(name) if name in self.form else self.shown.get(name)
        said = self._read(name, lambda _: _member(PhoneKind, "phone", text)) if text else None
        return attrs.evolve(number, kind=said or inferred_kind(number) or number.kind)

    def _phone(self, text: str) -> PhoneNumber:
        return parse_phone(text, region=self.settings.default_region)

    def emails(self) -> None:
        held = self.base.emails
        for n in self.form.numbers("emails"):
            old = held[n] if n < len(held) else None
            address, label = f"emails.{n}.address", f"emails.{n}.label"
            chosen = self._chosen("emails")
            preferred = chosen == n if chosen is not None else bool(old and old.preferred)
            new: EmailAddress | None = old
            if old is None or self._touched(address):
                new = self._read(address, parse_email)
                new = attrs.evolve(new, label=old.label) if new and old else new
            if new is not None and self._touched(label):
                new = attrs.evolve(new, label=self.form.get(label) or None)
            new = attrs.evolve(new, preferred=preferred) if new else None
            self._change("emails", old, new)

    def _chosen(self, field: str) -> int | None:
        """Return which row is marked as the one to use first, None where none is."""
        return whole_number(self.form.get(f"{field}.preferred"))

    def addresses(self) -> None:
        held = self.base.addresses
        for n in self.form.numbers("addresses"):
            old = held[n] if n < len(held) else None
            names = [f"addresses.{n}.{part}" for part in (*ADDRESS_PARTS, "kind")]
            if old is not None and not any(map(self._touched, names)):
                continue
            self._change("addresses", old, self._address(n, old))

    def _address(self, n: int, old: PostalAddress | None) -> PostalAddress | None:
        kind = self._read(f"addresses.{n}.kind", lambda text: _member(AddressKind, "address", text))
        parts: dict[str, str] = {}
        for part in ADDRESS_PARTS:
            name = f"addresses.{n}.{part}"
            text = self.form.get(name) if name in self.form else self.shown.get(name)
            if text:
                parts[part] = text
        try:
            return make_address(
                parts,
                kind=kind or (old.kind if old else AddressKind.HOME),
                label=old.label if old else None,
                preferred=old.preferred if old else False,
            )
        except InvalidValueError as error:
            part = _part_at_fault(error, ADDRESS_PARTS)
            self.issues.append((f"addresses.{n}.{part}", error.issue))
            return old


def _lines(text: str) -> list[str]:
    """Return the lines of a text: browsers send them with another ending than they were given."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _checked(name: str, text: str) -> str:
    """Return a text that the field of a profile holds."""
    value = getattr(attrs.evolve(Profile(), **{name: text}), name)  # type: ignore[arg-type]
    return str(value) if value is not None else ""


def _member(kind: Callable[[str], T], field: str, text: str) -> T:
    try:
        return kind(text)
    except ValueError:
        reason = "not one of the choices"
        issue = Issue.of(IssueCode.INVALID_VALUE, field, reason=reason)
        raise InvalidValueError(issue) from None


def _part_at_fault(error: InvalidValueError, parts: Sequence[str]) -> str:
    """Return which part of a value cannot be kept; the first where it is the value as a whole."""
    part = error.issue.field.rpartition(".")[2]
    return part if part in parts else parts[0]
