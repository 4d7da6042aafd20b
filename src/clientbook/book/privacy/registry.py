"""The one registry of what the book holds of a person: what is exported is what is erased."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import attrs

from clientbook.book.activities.kept import StoreActivities
from clientbook.book.clients.notes import NOTES
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.consent.suppressions import address_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.ignored import IGNORED, forget_ignored
from clientbook.book.duplicates.proposals import PROPOSALS
from clientbook.book.history.readings import changes_of, states
from clientbook.book.imports.lookups import OUTCOMES, ROWS
from clientbook.convert.activities import activity_to_document
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.imports import RowOutcome
from clientbook.storage.protocols import Record

_PAGE = 500


@attrs.frozen
class Person:
    """One person's ids and what recognises them in free rows.

    Args:
        ids: All ids of the client, its own first.
        clients: The clients of those ids.
        addresses: Keys of every number and e-mail address they ever had.
        names: Names they ever had, folded.
        keep: Kinds of activities that stay, such as invoices that the law wants kept.
    """

    ids: tuple[ClientId, ...]
    clients: tuple[Client, ...] = attrs.field(repr=False)
    addresses: frozenset[str] = attrs.field(repr=False)
    names: frozenset[str] = attrs.field(repr=False)
    keep: frozenset[ActivityKind] = frozenset()


def find_person(
    context: Context, ids: tuple[ClientId, ...], *, keep: Collection[ActivityKind] = ()
) -> Person:
    """Return the person behind ids, with everything that ever recognised them."""
    found = context.store.get_clients(context.book, ids)
    clients = tuple(found[i] for i in ids if i in found)
    profiles = [state.profile for client in clients for state in states(context, client)]
    return Person(
        ids,
        clients,
        frozenset(key for profile in profiles for key in address_keys(profile)),
        frozenset(p.display_name.casefold() for p in profiles if p.display_name),
        frozenset(keep),
    )


@attrs.frozen
class PersonalData:
    """One kind of personal data: how it is exported and how it is erased.

    Args:
        name: Its name in an export.
        export: Returns it as JSON-able documents.
        erase: Removes it, inside the caller's unit of work.
        scans: True when it looks at records of others to find those of the person.
    """

    name: str
    export: Callable[[Context, Person], list[Any]]
    erase: Callable[[Context, Person], None]
    scans: bool = False


def _owned(context: Context, person: Person, collection: str) -> tuple[Record, ...]:
    return context.store.list_records(context.book, collection, owners=person.ids)


def _of_collection(name: str, collection: str) -> PersonalData:
    def export(context: Context, person: Person) -> list[Any]:
        return [dict(record.body) for record in _owned(context, person, collection)]

    def erase(context: Context, person: Person) -> None:
        ids = [record.id for record in _owned(context, person, collection)]
        context.store.delete_records(context.book, collection, ids)

    return PersonalData(name, export, erase)


def _export_pairs(context: Context, person: Person) -> list[Any]:
    return [{"with": record.body.get("with")} for record in _owned(context, person, PROPOSALS)]


def _erase_pairs(context: Context, person: Person) -> None:
    """Remove proposed pairs; they are kept once per side."""
    gone = [
        record_id
        for record in _owned(context, person, PROPOSALS)
        for record_id in (record.id, f"{record.body['with']}|{record.owner}")
    ]
    context.store.delete_records(context.book, PROPOSALS, gone)


def _export_ignored(context: Context, person: Person) -> list[Any]:
    return [dict(record.body) for record in _owned(context, person, IGNORED)]


def _erase_ignored(context: Context, person: Person) -> None:
    forget_ignored(context, person.ids)


def _export_profiles(_: Context, person: Person) -> list[Any]:
    documents = [to_document(client) for client in person.clients]
    return [d for d in documents if d["profile"] or "block" in d]


def _nothing(context: Context, person: Person) -> None:
    """The client itself is emptied by whoever erases it, as one edit of the journal."""


def _export_journal(context: Context, person: Person) -> list[Any]:
    return [
        {
            "client": client_id,
            "at": change.at.isoformat(),
            "kind": change.kind.value,
            "before": {name: _plain(value) for name, value in change.before},
        }
        for client_id in person.ids
        for change in changes_of(context, client_id)
        if change.before
    ]


def _plain(value: Any) -> Any:
    if attrs.has(type(value)):
        return to_document(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int)) else str(value)


def _erase_journal(context: Context, person: Person) -> None:
    context.store.redact_changes(context.book, person.ids)


def _activities_of(context: Context, person: Person) -> Iterator[Any]:
    kept = StoreActivities(context.store)
    for client_id in person.ids:
        for kind in ActivityKind:
            if kind not in person.keep:
                yield from kept.all_of(context.book, client_id, kind)


def _export_activities(context: Context, person: Person) -> list[Any]:
    return [activity_to_document(activity) for activity in _activities_of(context, person)]


def _erase_activities(context: Context, person: Person) -> None:
    kept = StoreActivities(context.store)
    for activity in list(_activities_of(context, person)):
        kept.take_out(context.book, activity, person.ids)


def _rows_of(context: Context, person: Person) -> Iterator[tuple[Record, RowOutcome]]:
    """Yield kept rows of imports that speak of the person: rejected, or waiting for review.

    Nothing says whose a rejected row is, so all of them are looked at.
    """
    after: tuple[str, str] | None = None
    while page := context.store.list_records(context.book, OUTCOMES, after=after, limit=_PAGE):
        after = ("", page[-1].id)
        for record in page:
            if record.body.get("cells"):
                outcome = from_document(RowOutcome, record.body)
                if _speaks_of(outcome, person):
                    yield record, outcome


def _speaks_of(outcome: RowOutcome, person: Person) -> bool:
    if outcome.client_id in person.ids or set(outcome.candidates) & set(person.ids):
        return True
    tails = {a[-9:] for a in person.addresses if a.startswith("+")}
    for cell in outcome.cells:
        text = cell.strip().casefold()
        digits = "".join(c for c in text if c.isdecimal())
        if text in person.addresses or text in person.names:
            return True
        if len(digits) >= 9 and digits[-9:] in tails:
            return True
    given_and_family = " ".join(cell.strip().casefold() for cell in outcome.cells if cell.strip())
    return any(f" {name} " in f" {given_and_family} " for name in person.names if " " in name)


def _export_rows(context: Context, person: Person) -> list[Any]:
    return [{"cells": list(outcome.cells)} for _, outcome in _rows_of(context, person)]


def _erase_rows(context: Context, person: Person) -> None:
    blanked = [
        attrs.evolve(record, body=to_document(attrs.evolve(outcome, cells=())))
        for record, outcome in _rows_of(context, person)
    ]
    context.store.put_records(context.book, blanked)


REGISTRY: tuple[PersonalData, ...] = (
    PersonalData("clients", _export_profiles, _nothing),
    PersonalData("history", _export_journal, _erase_journal),
    _of_collection("notes", NOTES),
    _of_collection("consents", CONSENTS),
    PersonalData("proposed_pairs", _export_pairs, _erase_pairs),
    PersonalData("ignored_pairs", _export_ignored, _erase_ignored),
    PersonalData("activities", _export_activities, _erase_activities),
    PersonalData("import_rows", _export_rows, _erase_rows, scans=True),
    _of_collection("import_keys", ROWS),
)
"""Everything the book holds of a person."""


def export_person(context: Context, person: Person) -> Mapping[str, list[Any]]:
    """Return everything the book holds of a person, by name."""
    return {data.name: data.export(context, person) for data in REGISTRY}


def erase_person(context: Context, person: Person, *, scan: bool = True) -> None:
    """Remove what the book holds of a person beside the clients themselves.

    Args:
        context: The book, in the caller's unit of work.
        person: Who.
        scan: False leaves out what can only be found by looking at everybody's records.
    """
    for data in REGISTRY:
        if scan or not data.scans:
            data.erase(context, person)
