"""One value for everything one may know of a person."""

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeValue, attribute_key
from clientbook.domain.checks import check_type, refuse, some_text, tidy_texts, typed_values, unique
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber, one_number
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.text import clean_lines, clean_text

T = TypeVar("T")

TEXT_LIMIT = 300
"""Longest short text, such as a company, in characters."""

TAG_LIMIT = 1000
"""Longest tag, in characters."""

INFO_LIMIT = 20_000
"""Longest free text, in characters."""


ACCOUNT_SYSTEM = "account"
"""System of the external ids that are user accounts of the host's product (SPEC R4)."""

SYSTEM_LIMIT = 200
"""Longest name of a system, and longest id there, in characters."""

LIST_SYSTEM = "import"
"""System of the ids of a list whose name nobody said.

Every such list may begin at 1 again, so these ids are not unique in a book and lead from one
import to the next only where the names agree (SPEC X32).
"""


def _id_text(value: str) -> str:
    check_type("external_id", value, str)
    return clean_text(value)


def external_key(system: str, value: str) -> tuple[str, str]:
    """Return what makes two ids the same: the system, folded, and the value.

    A number is the same with and without leading noughts: a spreadsheet that opens a list takes
    them off (``00042`` becomes ``42``), and the list that comes back is about the same people.
    A user account is compared as it is, since no spreadsheet comes between a program and this one.
    """
    folded = system.casefold()
    if value[:1] == "0" and folded != ACCOUNT_SYSTEM and value.isascii() and value.isdigit():
        value = value.lstrip("0") or "0"
    return folded, value


@attrs.frozen
class ExternalId:
    """Who else knows this person, and under which id.

    Args:
        system: Name of the other system, such as ``"quickbooks"``; ``"account"`` is a user
            account of the host's product.
        value: The id there, as it is written; unique per system among the live clients of a book.
    """

    system: str = attrs.field(converter=_id_text)
    value: str = attrs.field(converter=_id_text, repr=False)

    @system.validator
    @value.validator
    def _check(self, attribute: "attrs.Attribute[Any]", value: str) -> None:
        if not value or len(value) > SYSTEM_LIMIT:
            raise refuse(
                f"external_id.{attribute.name}", f"expected 1 to {SYSTEM_LIMIT} characters"
            )

    @property
    def key(self) -> tuple[str, str]:
        """What makes two ids the same, see :func:`external_key`."""
        return external_key(self.system, self.value)


UNREAD_LIMIT = 100_000
"""Longest text kept of a value that could not be read, in characters."""


@attrs.frozen
class UnreadValue:
    """A value that no domain type can hold, kept as its text (SPEC X39).

    Args:
        target: Where it would have gone, such as ``"phone.work"`` or ``"birth_date"``.
        text: As it was written, on one line.
    """

    target: str = attrs.field(converter=some_text)
    text: str = attrs.field(converter=some_text, repr=False)

    def __attrs_post_init__(self) -> None:
        if len(self.target) > 200:
            raise refuse("unread.target", "expected the text of a target")
        if not self.text or len(self.text) > UNREAD_LIMIT:
            raise refuse("unread.text", f"expected 1 to {UNREAD_LIMIT} characters")

    @staticmethod
    def is_visible(text: str) -> bool:
        """True for a text of which something is left to keep."""
        return bool(some_text(text))

    @property
    def key(self) -> tuple[str, str]:
        """What makes two unread values the same: target and text."""
        return (self.target, self.text)


# Most lists of most profiles are empty tuples: for those nothing more is called.


def _unread(values: Iterable[UnreadValue]) -> tuple[UnreadValue, ...]:
    if type(values) is tuple and not values:
        return values
    return unique(typed_values("unread", values, UnreadValue), lambda u: u.key)


def _phones(values: Iterable[PhoneNumber]) -> tuple[PhoneNumber, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("phones", values, PhoneNumber, "parse_phone(text, region=...) reads text")
    if len(values) < 2:
        return values
    if len({phone.e164 for phone in values}) < len(values):
        once: dict[tuple[str, str], PhoneNumber] = {}
        for phone in values:
            held = once.get(phone.key)
            once[phone.key] = phone if held is None else one_number(held, phone)
        values = tuple(once.values())
    return one_preferred(values)


def _emails(values: Iterable[EmailAddress]) -> tuple[EmailAddress, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("emails", values, EmailAddress, "parse_email(text) reads text")
    return values if len(values) < 2 else one_preferred(unique(values, lambda e: e.key))


def _addresses(values: Iterable[PostalAddress]) -> tuple[PostalAddress, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("addresses", values, PostalAddress)
    return values if len(values) < 2 else one_preferred(unique(values, lambda a: a.key))


def one_preferred(values: tuple[T, ...]) -> tuple[T, ...]:
    """Return values of a list with the preferred mark on the first that has it, and no other.

    A list has one value its owner wants used first; two are none.
    """
    marked = [i for i, value in enumerate(values) if value.preferred]  # type: ignore[attr-defined]
    if len(marked) < 2:
        return values
    return tuple(
        attrs.evolve(value, preferred=False) if i in marked[1:] else value  # type: ignore[misc]
        for i, value in enumerate(values)
    )


def _external_ids(values: Iterable[ExternalId]) -> tuple[ExternalId, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("external_ids", values, ExternalId, "ExternalId(system, value)")
    return unique(values, lambda e: e.key)


def _tags(values: Iterable[str]) -> tuple[str, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("tags", values, str)
    tags = unique((t for t in map(clean_text, values) if t), str.casefold)
    if any(len(tag) > TAG_LIMIT for tag in tags):
        raise InvalidValueError(Issue.of(IssueCode.VALUE_TOO_LONG, "tags", limit=TAG_LIMIT))
    return tags


def _websites(values: Iterable[str]) -> tuple[str, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("websites", values, str)
    return unique((w for w in map(clean_text, values) if w), lambda w: w)


def _attributes(values: Iterable[Attribute]) -> tuple[Attribute, ...]:
    if type(values) is tuple and not values:
        return values
    values = typed_values("attributes", values, Attribute, "Attribute(key, value)")
    return tuple(sorted(unique(values, lambda a: a.key), key=lambda a: a.key))


_TEXTS = ("company", "department", "job_title", "language")


def _text() -> Any:
    return attrs.field(default=None, repr=False)


@attrs.frozen
class Profile:
    """Everything one may know of a person: what a form fills, a row parses to, a merge yields.

    Lists hold each key once, first come first kept, and one preferred value each: the first that
    has the mark.  Nothing here says who the person is in a
    book; that is :class:`~clientbook.domain.clients.Client`.

    Args:
        name: The person's name, or None.
        phones: Telephone numbers, once per E.164 and extension.
        emails: E-mail addresses, once per address (letter case aside).
        addresses: Postal addresses.
        gender: Stated gender, None when unset.
        birthday: Birth date, of which the year may be unknown.
        company: Organisation.
        department: Part of the organisation.
        job_title: Position held.
        language: Language tag (BCP 47) or name, as given.
        websites: Addresses of web pages.
        info: Standing free text about the person (dated notes are something else).
        attributes: Custom attributes, once per key, sorted by key.
        tags: Tags, once each (letter case aside).
        external_ids: Ids in other systems, once per (system, value).
        unread: Values that could not be read, kept as text, once per (target, text).
    """

    name: PersonName | None = None
    phones: tuple[PhoneNumber, ...] = attrs.field(default=(), converter=_phones)
    emails: tuple[EmailAddress, ...] = attrs.field(default=(), converter=_emails)
    addresses: tuple[PostalAddress, ...] = attrs.field(default=(), converter=_addresses)
    gender: Gender | None = None
    birthday: PartialDate | None = None
    company: str | None = _text()
    department: str | None = _text()
    job_title: str | None = _text()
    language: str | None = _text()
    websites: tuple[str, ...] = attrs.field(default=(), converter=_websites, repr=False)
    info: str | None = attrs.field(default=None, repr=False)
    attributes: tuple[Attribute, ...] = attrs.field(default=(), converter=_attributes)
    tags: tuple[str, ...] = attrs.field(default=(), converter=_tags, repr=False)
    external_ids: tuple[ExternalId, ...] = attrs.field(default=(), converter=_external_ids)
    unread: tuple[UnreadValue, ...] = attrs.field(default=(), converter=_unread)

    def __attrs_post_init__(self) -> None:
        if self.name is not None and type(self.name) is not PersonName:
            check_type("name", self.name, PersonName, "PersonName(full=...) takes a text")
        if self.birthday is not None and type(self.birthday) is not PartialDate:
            check_type("birthday", self.birthday, PartialDate, "PartialDate.of(date) takes a date")
        if self.gender is not None and type(self.gender) is not Gender:
            check_type("gender", self.gender, Gender, "Gender(GenderCode...)")
        tidy_texts(self, _TEXTS, TEXT_LIMIT)
        if self.info is not None:
            check_type("info", self.info, str)
            info = clean_lines(self.info) or None
            object.__setattr__(self, "info", info)
            if info is not None and len(info) > INFO_LIMIT:
                raise InvalidValueError(
                    Issue.of(IssueCode.VALUE_TOO_LONG, "info", limit=INFO_LIMIT)
                )

    def attribute(self, name: str) -> AttributeValue | None:
        """Return the value of a custom attribute, None when it has none."""
        key = attribute_key(name)
        return next((a.value for a in self.attributes if a.key == key), None)

    @property
    def display_name(self) -> str:
        """Name as shown, else the company, else an empty string."""
        return self.name.display if self.name else self.company or ""

    @property
    def mobiles(self) -> tuple[PhoneNumber, ...]:
        """The numbers of kind MOBILE."""
        return tuple(p for p in self.phones if p.is_mobile)

    @property
    def preferred_phone(self) -> PhoneNumber | None:
        """The preferred number, else the first mobile, else the first."""
        ranked = sorted(self.phones, key=lambda p: (not p.preferred, not p.is_mobile))
        return ranked[0] if ranked else None

    @property
    def preferred_email(self) -> EmailAddress | None:
        """The preferred address, else the first."""
        ranked = sorted(self.emails, key=lambda e: not e.preferred)
        return ranked[0] if ranked else None


FIELDS: tuple[str, ...] = tuple(a.name for a in attrs.fields(Profile))
"""Names of a profile's fields, in order."""
