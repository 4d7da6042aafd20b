"""Clients as rows of cells, column by column; the reverse of reading a row."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeVar

import attrs

from clientbook.book.clients.notes import newest_notes
from clientbook.book.clients.overviews import visits_of
from clientbook.book.clients.renamings import load_names
from clientbook.book.consent.columns import SPOKEN_OF, exported_answer
from clientbook.book.consent.ledger import load_ledgers
from clientbook.book.contexts import Context
from clientbook.book.resolving import known_as
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import AttributeDefinition, attribute_key
from clientbook.domain.clients import Client
from clientbook.domain.emails import EmailAddress
from clientbook.domain.phone_display import display_phone
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.ports import Visits
from clientbook.domain.profiles import Profile
from clientbook.domain.subscriptions import (
    NOTHING_SAID,
    Ledger,
)
from clientbook.domain.targets import NAME_PARTS, Target
from clientbook.errors import MappingError
from clientbook.importing.titles import target_of_title, title_of
from clientbook.importing.unread import unread_text
from clientbook.messages.issues import Language
from clientbook.parsing.attributes import attribute_text
from clientbook.parsing.cell_lists import join_values
from clientbook.parsing.flags import flag_text, gender_text

T = TypeVar("T")

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
_READ_ONLY = ("number", "country_code", "area_code", "extension")
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
        language: Language,
        *,
        phones: PhoneDisplay = "e164",
    ) -> None:
        self._context = context
        self._language = language
        self._region = context.settings.default_region if phones == "display" else None
        self._now = context.clock()
        self._definitions = load_names(context)
        self._fields = {target.field for target in targets}
        if not targets:
            raise MappingError("no column is named", "name at least one, or None for those of use")
        if len(set(targets)) < len(targets):
            raise MappingError("a column is named twice", "name each column once")
        self._cells = [self._cell(target) for target in targets]
        self.header = tuple(map(self._title, targets))

    def rows(self, clients: Sequence[Client]) -> Iterator[list[str]]:
        """Yield the cells of each client."""
        context, ids = self._context, [client.id for client in clients]
        ledgers = load_ledgers(context, clients) if "consent" in self._fields else {}
        visits = {}
        if self._fields & {"last_appointment_at", "next_appointment_at"}:
            visits = visits_of(context, ids, self._now)
        known = known_as(context, ids) if "internal_note" in self._fields else {}
        notes = newest_notes(context, known)
        for client in clients:
            row = _Row(
                client,
                ledgers.get(client.id, NOTHING_SAID),
                visits.get(client.id, Visits()),
                notes[client.id].body if client.id in notes else "",
            )
            yield [cell(row) for cell in self._cells]

    def _definition(self, target: Target) -> AttributeDefinition:
        definition = self._definitions.get(target.attribute_key or "")
        if definition is None:
            raise MappingError(
                f"{target} is no attribute of this book", "define it, or leave the column out"
            )
        return definition

    def _title(self, target: Target) -> str:
        """Return a title that leads back to the target: its text where the title means another."""
        if target.field == "custom":
            named = Target.custom(self._definition(target).name)
            plain = title_of(named, self._language)
            return plain if target_of_title(plain) is None else str(named)
        if target.field == "created_at":  # its title is that of another program's column
            target = Target("in_book_since")
        title = title_of(target, self._language)
        return str(target) if attribute_key(title) in self._definitions else title

    def _cell(self, target: Target) -> _Cell:
        makers: dict[str, Callable[[Target], _Cell]] = {
            "custom": self._custom_cell,
            "consent": self._consent_cell,
            "blocked": lambda _: lambda row: self._flag(row.client.block is not None),
            "phone": self._phone_cell,
            "email": self._email_cell,
            "address": self._address_cell,
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
        if target.field in _MOMENTS:
            return self._moment_cell(_MOMENTS[target.field])
        if target.field in _OTHERS:
            return _OTHERS[target.field]
        raise MappingError(f"{target} is no data of a client", "leave the column out")

    def _moment_cell(self, moment: Callable[[_Row], datetime | None]) -> _Cell:
        """Write a time as clocks of the book show it, with its distance from UTC."""
        zone = self._context.settings.zone

        def cell(row: _Row) -> str:
            at = moment(row)
            return at.astimezone(zone).isoformat() if at else ""

        return cell

    def _flag(self, value: bool) -> str:
        return flag_text(value, self._language)

    def _custom_cell(self, target: Target) -> _Cell:
        key = self._definition(target).key

        def cell(row: _Row) -> str:
            value = row.profile.attribute(key)
            return "" if value is None else attribute_text(value, self._language)

        return cell

    def _consent_cell(self, target: Target) -> _Cell:
        channel, name = SPOKEN_OF.get(target.kind or "email", (None, ""))
        if channel is None or target.part == "unclear":
            raise MappingError(f"{target} is no data of a client", "leave the column out")
        settings = self._context.settings
        inverted, one_way = target.part == "optout", target.part in ("optout", "no")

        def cell(row: _Row) -> str:
            said = exported_answer(
                row.ledger, row.profile, settings, channel=channel, topic=name, now=self._now
            )
            if said is None or (one_way and said):
                return ""  # nothing, or no matter of a column of opt-outs
            return self._flag(said is not inverted)

        return cell

    def _phone_cell(self, target: Target) -> _Cell:
        region = self._region

        def shown(phone: PhoneNumber) -> str:
            if target.part == "label":
                return phone.label or ("" if target.kind else phone.kind.value)
            if target.part == "preferred":
                return self._flag(True) if phone.preferred else ""
            if region is not None:
                return display_phone(phone, region)
            return phone.e164 + (f" ext. {phone.extension}" if phone.extension else "")

        return _slot_cell(target, lambda p: p.phones, lambda phone: phone.kind.value, shown)

    def _email_cell(self, target: Target) -> _Cell:
        def shown(email: EmailAddress) -> str:
            if target.part == "label":
                return email.label or ""
            if target.part == "preferred":
                return self._flag(True) if email.preferred else ""
            return email.address

        return _slot_cell(
            target, lambda p: p.emails, lambda email: (email.label or "other").casefold(), shown
        )

    def _address_cell(self, target: Target) -> _Cell:
        def shown(address: PostalAddress) -> str:
            if target.part == "label":
                return address.label or ("" if target.kind else address.kind.value)
            if target.part == "preferred":
                return self._flag(True) if address.preferred else ""
            return _address_part(address, target.part or "full")

        return _slot_cell(target, lambda p: p.addresses, lambda one: one.kind.value, shown)


def _slot_cell(
    target: Target,
    values: Callable[[Profile], Sequence[T]],
    kind_of: Callable[[T], str],
    shown: Callable[[T], str],
) -> _Cell:
    """Return the cell of the value that a target counts to, of its kind where it names one."""
    slot = (target.slot or 1) - 1

    def cell(row: _Row) -> str:
        held = values(row.profile)
        if target.kind is not None:
            held = [value for value in held if kind_of(value) == target.kind]
        return shown(held[slot]) if slot < len(held) else ""

    return cell


def _name_cell(part: str) -> _Cell:
    """Return the cell of a part of a name; the whole name of whoever has parts is those parts."""
    if part == "full":
        return lambda row: row.profile.name.display if row.profile.name else ""
    return lambda row: getattr(row.profile.name, part, None) or ""


def _text_cell(field: str) -> _Cell:
    return lambda row: getattr(row.profile, field) or ""


def _address_part(address: PostalAddress, part: str) -> str:
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
    slot = (target.slot or 1) - 1

    def cell(row: _Row) -> str:
        held = [e.value for e in row.profile.external_ids if system in (None, e.key[0])]
        return held[slot] if slot < len(held) else ""

    return cell


_OTHERS: dict[str, _Cell] = {
    "gender": lambda row: _gender(row.profile),
    "website": lambda row: join_values(row.profile.websites),
    "tags": lambda row: join_values(row.profile.tags),
    "internal_note": lambda row: row.note,
    "unread": lambda row: unread_text(row.profile.unread),
}


_MOMENTS: dict[str, Callable[[_Row], datetime | None]] = {
    "created_at": lambda row: row.client.created_at,
    "in_book_since": lambda row: row.client.created_at,
    "last_appointment_at": lambda row: row.visits.last_at,
    "next_appointment_at": lambda row: row.visits.next_at,
}


def _gender(profile: Profile) -> str:
    return gender_text(profile.gender) if profile.gender else ""
