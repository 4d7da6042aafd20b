"""Clients as rows of cells, column by column; the reverse of reading a row."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import attrs

from clientbook.book.clients.notes import read_notes
from clientbook.book.clients.overviews import visits_of
from clientbook.book.clients.renamings import load_names
from clientbook.book.consent.addresses import addresses_on
from clientbook.book.consent.columns import SPOKEN_OF
from clientbook.book.consent.ledger import load_ledgers
from clientbook.book.contexts import Context
from clientbook.book.resolving import known_as
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import AttributeDefinition, AttributeValue
from clientbook.domain.clients import Client
from clientbook.domain.consents import ALL_TOPICS
from clientbook.domain.phone_display import display_phone
from clientbook.domain.ports import Visits
from clientbook.domain.profiles import Profile
from clientbook.domain.subscriptions import (
    NOTHING_SAID,
    ContactReason,
    Ledger,
    standing,
    topic_of,
)
from clientbook.domain.targets import NAME_PARTS, Target
from clientbook.errors import MappingError
from clientbook.importing.titles import title_of
from clientbook.importing.unread import unread_text
from clientbook.parsing.cell_lists import join_values
from clientbook.parsing.flags import gender_text

PhoneDisplay = Literal["e164", "display"]
"""How an export writes numbers: as they are stored, or as people of the region read them."""

_TEXTS = {
    "company": "company",
    "department": "department",
    "job_title": "job_title",
    "language": "language",
    "note": "info",
}
_ADDRESS_PARTS = {"street2": "extended", "city": "locality"}
_READ_ONLY = ("number", "country_code", "extension", "preferred")
_YES, _NO = {"en": "yes", "fr": "oui"}, {"en": "no", "fr": "non"}


_NO_VISITS = Visits()


@attrs.frozen
class _Row:
    """A client and what else its row shows."""

    client: Client
    ledger: Ledger = NOTHING_SAID
    visits: Visits = _NO_VISITS
    note: str = ""

    @property
    def profile(self) -> Profile:
        return self.client.profile


_Cell = Callable[[_Row], str]


class CellWriter:
    """Writes clients as rows of cells.

    Args:
        context: The book.
        targets: What each column holds.
        language: Language of titles and of yes and no.
        phones: Whether numbers are written in E.164 or as people of the region read them.

    Raises:
        MappingError: A target is no data of a client, an unknown attribute, or named twice.
    """

    def __init__(
        self,
        context: Context,
        targets: Sequence[Target],
        language: str,
        *,
        phones: PhoneDisplay = "e164",
    ) -> None:
        self._context = context
        self._language = language
        self._region = context.settings.default_region if phones == "display" else None
        self._now = context.clock()
        self._definitions = load_names(context)
        self._fields = {target.field for target in targets}
        if len(set(targets)) < len(targets):
            raise MappingError("a column is named twice", "name each column once")
        self._cells = [self._cell(target) for target in targets]
        self.header = tuple(title_of(self._named(target), language) for target in targets)

    def rows(self, clients: Sequence[Client]) -> Iterator[list[str]]:
        """Yield the cells of each client."""
        context, ids = self._context, [client.id for client in clients]
        ledgers = load_ledgers(context, clients) if "consent" in self._fields else {}
        visits = {}
        if self._fields & {"last_appointment_at", "next_appointment_at"}:
            visits = visits_of(context, ids, self._now)
        noted = known_as(context, ids) if "internal_note" in self._fields else {}
        for client in clients:
            notes = read_notes(context, noted.get(client.id, ()), after=None, limit=1)
            row = _Row(
                client,
                ledgers.get(client.id, NOTHING_SAID),
                visits.get(client.id, Visits()),
                notes[0].body if notes else "",
            )
            yield [cell(row) for cell in self._cells]

    def _definition(self, target: Target) -> AttributeDefinition:
        definition = self._definitions.get(target.attribute_key or "")
        if definition is None:
            raise MappingError(
                f"{target} is no attribute of this book", "define it, or leave the column out"
            )
        return definition

    def _named(self, target: Target) -> Target:
        if target.field == "custom":
            return Target.custom(self._definition(target).name)
        if target.field == "created_at":  # its title is that of another program's column
            return Target("in_book_since")
        return target

    def _cell(self, target: Target) -> _Cell:
        makers: dict[str, Callable[[Target], _Cell]] = {
            "custom": self._custom_cell,
            "consent": self._consent_cell,
            "blocked": lambda _: lambda row: self._flag(row.client.block is not None),
            "phone": lambda target: _phone_cell(target, self._region),
            "email": _email_cell,
            "address": _address_cell,
            "birth_date": _birth_cell,
            "external_id": _external_id_cell,
        }
        if target.part in _READ_ONLY:
            raise MappingError(f"{target} is read and not written", "leave the column out")
        if target.field in makers:
            return makers[target.field](target)
        if target.field in NAME_PARTS:
            return _name_cell(NAME_PARTS[target.field])
        if target.field in _TEXTS:
            return _text_cell(_TEXTS[target.field])
        if target.field in _OTHERS:
            return _OTHERS[target.field]
        raise MappingError(f"{target} is no data of a client", "leave the column out")

    def _flag(self, value: bool) -> str:
        return (_YES if value else _NO)[self._language]

    def _custom_cell(self, target: Target) -> _Cell:
        key = self._definition(target).key

        def cell(row: _Row) -> str:
            value = row.profile.attribute(key)
            return "" if value is None else attribute_text(value, self._language)

        return cell

    def _consent_cell(self, target: Target) -> _Cell:
        channel, name = SPOKEN_OF.get(target.kind or "email", (None, ""))
        if channel is None:
            raise MappingError(f"{target} is no data of a client", "leave the column out")
        settings = self._context.settings
        topics = settings.topics if name == ALL_TOPICS else (topic_of(settings.topics, name),)
        inverted = target.part == "optout"

        def cell(row: _Row) -> str:
            addresses = addresses_on(row.profile, channel, settings)
            said: set[bool] = set()
            for topic in topics:
                state = standing(
                    row.ledger, channel=channel, topic=topic, now=self._now, addresses=addresses
                ).subscription
                if state.reason is ContactReason.TOPIC_DEFAULT:
                    return ""  # nothing was said: an import must not take it for words of theirs
                said.add(state.subscribed)
            if len(said) != 1 or (inverted and True in said):
                return ""  # not the same of every topic, or no matter of a column of opt-outs
            return self._flag(said.pop() is not inverted)

        return cell


def attribute_text(value: AttributeValue, language: str) -> str:
    """Return the value of a custom attribute as text that reads back equal."""
    match value:
        case bool():
            return (_YES if value else _NO)[language]
        case tuple():
            return join_values(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _name_cell(part: str) -> _Cell:
    return lambda row: getattr(row.profile.name, part, None) or ""


def _text_cell(field: str) -> _Cell:
    return lambda row: getattr(row.profile, field) or ""


def _phone_cell(target: Target, region: str | None) -> _Cell:
    slot = (target.slot or 1) - 1

    def cell(row: _Row) -> str:
        phones = row.profile.phones
        if target.kind is not None:
            phones = tuple(p for p in phones if p.kind.value == target.kind)
        if slot >= len(phones):
            return ""
        phone = phones[slot]
        if target.part == "label":
            return phone.label or phone.kind.value
        if region is not None:
            return display_phone(phone, region)
        return phone.e164 + (f" ext. {phone.extension}" if phone.extension else "")

    return cell


def _email_cell(target: Target) -> _Cell:
    slot = (target.slot or 1) - 1

    def cell(row: _Row) -> str:
        emails = row.profile.emails
        if target.kind is not None:
            emails = tuple(e for e in emails if (e.label or "other").casefold() == target.kind)
        if slot >= len(emails):
            return ""
        return (emails[slot].label or "") if target.part == "label" else emails[slot].address

    return cell


def _address_cell(target: Target) -> _Cell:
    slot = (target.slot or 1) - 1
    part = target.part or "full"

    def cell(row: _Row) -> str:
        addresses = row.profile.addresses
        if target.kind is not None:
            addresses = tuple(a for a in addresses if a.kind.value == target.kind)
        return _address_part(addresses[slot], part) if slot < len(addresses) else ""

    return cell


def _address_part(address: PostalAddress, part: str) -> str:
    if part == "label":
        return address.label or address.kind.value
    if part == "country":
        return address.country or address.country_code or ""
    if part == "postcode_city":
        return " ".join(filter(None, (address.postcode, address.locality)))
    if part.startswith("line"):
        lines = (address.full or "").splitlines()
        number = int(part[4:])
        return lines[number - 1] if number <= len(lines) else ""
    return getattr(address, _ADDRESS_PARTS.get(part, part), None) or ""


def _birth_cell(target: Target) -> _Cell:
    def cell(row: _Row) -> str:
        birthday = row.profile.birthday
        if birthday is None:
            return ""
        if target.part is None:
            return birthday.isoformat()
        number = getattr(birthday, target.part)
        return "" if number is None else str(number)

    return cell


def _external_id_cell(target: Target) -> _Cell:
    system = target.name.casefold() if target.name else None

    def cell(row: _Row) -> str:
        ids = row.profile.external_ids
        return next((e.value for e in ids if system in (None, e.key[0])), "")

    return cell


_OTHERS: dict[str, _Cell] = {
    "gender": lambda row: _gender(row.profile),
    "website": lambda row: join_values(row.profile.websites),
    "tags": lambda row: join_values(row.profile.tags),
    "created_at": lambda row: row.client.created_at.isoformat(),
    "in_book_since": lambda row: row.client.created_at.isoformat(),
    "last_appointment_at": lambda row: _moment(row.visits.last_at),
    "next_appointment_at": lambda row: _moment(row.visits.next_at),
    "internal_note": lambda row: row.note,
    "unread": lambda row: unread_text(row.profile.unread),
}


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _gender(profile: Profile) -> str:
    return gender_text(profile.gender) if profile.gender else ""
