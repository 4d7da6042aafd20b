"""Which columns a table of clients needs so that nothing an import reads back is lost."""

from collections.abc import Iterable, Iterator, Sequence

from clientbook.book.clients.renamings import load_names
from clientbook.book.contexts import Context
from clientbook.book.lists.exporting import CellWriter
from clientbook.domain.addresses import AddressKind
from clientbook.domain.clients import Client
from clientbook.domain.profiles import Profile
from clientbook.domain.targets import (
    ADDRESS_KINDS,
    ADDRESS_PARTS,
    NAME_PARTS,
    PHONE_KINDS,
    Target,
)

_ALWAYS = ("given_name", "family_name", "phone.mobile", "email.1")
"""What everybody looks for; a column of mobiles also says that the others hold other numbers."""

_TEXTS = {
    "company": "company",
    "department": "department",
    "job_title": "job_title",
    "birth_date": "birthday",
    "gender": "gender",
    "language": "language",
    "website": "websites",
    "tags": "tags",
    "note": "info",
    "unread": "unread",
}
"""Fields with one column each, and what holds them in a profile."""

_ADDRESS_FIELDS = {
    "street": "street",
    "street2": "extended",
    "po_box": "po_box",
    "district": "district",
    "postcode": "postcode",
    "city": "locality",
    "region": "region",
    "country": "country",
    "full": "full",
    "preferred": "preferred",
    "label": "label",
}
_ORDER = (
    *NAME_PARTS, "company", "department", "job_title", "phone", "email", "address", "birth_date",
    "gender", "language", "website", "tags", "note", "custom", "external_id", "consent", "blocked",
    "unread",
)  # fmt: skip
_KINDS = {"phone": PHONE_KINDS, "address": ADDRESS_KINDS}
_PARTS = (None, *_ADDRESS_FIELDS, *ADDRESS_PARTS)
_CHANNELS = ("email", "sms", "phone", "post")

_Need = tuple[str, str | None, int, str | None, str | None]
"""Field, kind, slot, part and name of a column: a :class:`Target` is made once, at the end."""


class Needs:
    """Gathers what clients hold, page by page, and says which columns hold all of it.

    Args:
        context: The book.
    """

    def __init__(self, context: Context) -> None:
        self._names = {key: definition.name for key, definition in load_names(context).items()}
        self._systems: dict[str, str] = {}
        self._found: set[_Need] = set()
        self._only_homes = True
        self._said = CellWriter(context, [Target("consent", kind) for kind in _SPOKEN], "en")

    def add(self, clients: Iterable[Client]) -> None:
        """Take the profiles of clients into account, and who is blocked from online booking."""
        for client in clients:
            self._found.update(self._of_profile(client.profile))
            if client.block is not None:
                self._found.add(("blocked", None, 1, None, None))

    def add_consents(self, clients: Sequence[Client]) -> None:
        """Take into account what was said about contact with clients.

        Of a channel the column of all topics is enough where no other says anything else.
        """
        for cells in self._said.rows(clients):
            answers = dict(zip(_SPOKEN, cells, strict=True))
            for channel in _CHANNELS:
                every = answers[f"all_{channel}"]
                told = {kind for kind in _spoken(channel) if answers[kind] != every}
                told |= {f"all_{channel}"} if every else set()
                self._found.update(("consent", kind, 1, None, None) for kind in told)

    def columns(self) -> tuple[Target, ...]:
        """Return the columns, in the order people look for them."""
        always = {_need(Target.parse(text)) for text in _ALWAYS}
        return tuple(map(self._target, sorted(self._found | always, key=_place)))

    def _target(self, need: _Need) -> Target:
        field, kind, slot, part, name = need
        if field == "address" and self._only_homes:
            return Target(field, None, slot if slot > 1 else None, part)
        return Target(field, kind, slot if slot > 1 else None, part, name)

    def _of_profile(self, profile: Profile) -> Iterator[_Need]:
        if profile.name is not None:
            for field, part in NAME_PARTS.items():
                if getattr(profile.name, part):
                    yield (field, None, 1, None, None)
        for field, held in _TEXTS.items():
            if getattr(profile, held):
                yield (field, None, 1, None, None)
        yield from _phones(profile)
        yield from _emails(profile)
        yield from self._addresses(profile)
        for attribute in profile.attributes:
            if attribute.key in self._names:
                yield ("custom", None, 1, None, self._names[attribute.key])
        systems = _numbered(external.key[0] for external in profile.external_ids)
        for external, (slot, key) in zip(profile.external_ids, systems, strict=True):
            system = self._systems.setdefault(key, external.system)
            yield ("external_id", None, slot, None, system)

    def _addresses(self, profile: Profile) -> Iterator[_Need]:
        kinds = _numbered(address.kind.value for address in profile.addresses)
        for address, (slot, kind) in zip(profile.addresses, kinds, strict=True):
            if address.kind is not AddressKind.HOME or address.label:
                self._only_homes = False
            for part, held in _ADDRESS_FIELDS.items():
                if getattr(address, held) or (part == "country" and address.country_code):
                    yield ("address", kind, slot, part, None)


def _phones(profile: Profile) -> Iterator[_Need]:
    kinds = _numbered(phone.kind.value for phone in profile.phones)
    for phone, (slot, kind) in zip(profile.phones, kinds, strict=True):
        yield ("phone", kind, slot, None, None)
        if phone.label:
            yield ("phone", kind, slot, "label", None)
        if phone.preferred:
            yield ("phone", kind, slot, "preferred", None)


def _emails(profile: Profile) -> Iterator[_Need]:
    for slot, email in enumerate(profile.emails, start=1):
        yield ("email", None, slot, None, None)
        if email.label:
            yield ("email", None, slot, "label", None)
        if email.preferred:
            yield ("email", None, slot, "preferred", None)


def _numbered(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield each name with how often it has come by now."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        yield counts[name], name


def _spoken(channel: str) -> tuple[str, ...]:
    """Return the kinds of consent that speak of one channel."""
    return (f"all_{channel}", channel, f"reminders_{channel}")


_SPOKEN = tuple(kind for channel in _CHANNELS for kind in _spoken(channel))


def _need(target: Target) -> _Need:
    return (target.field, target.kind, target.slot or 1, target.part, target.name)


def _place(need: _Need) -> tuple[int, str, int, int, int]:
    field, kind, slot, part, name = need
    kinds = _KINDS.get(field, ())
    rank = kinds.index(kind) if kind in kinds else _SPOKEN.index(kind) if kind else 0
    return (_ORDER.index(field), name or "", rank, slot, _PARTS.index(part))
