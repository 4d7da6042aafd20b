"""The one registry of what the book holds of a person: what is exported is what is erased."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import attrs

from clientbook.book.activities.kept import StoreActivities
from clientbook.book.activities.self_service import REQUESTS
from clientbook.book.clients.arrived import ARRIVED
from clientbook.book.clients.holders import SHARED
from clientbook.book.clients.notes import NOTES, VERSIONS
from clientbook.book.clients.once import ONCE, acts_of
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.contexts import Context
from clientbook.book.duplicates.ignored import IGNORED, forget_ignored
from clientbook.book.duplicates.proposals import PROPOSALS
from clientbook.book.duplicates.scan_records import forget_pairs, pairs_of
from clientbook.book.former_keys import FORMER, former_of
from clientbook.book.history.own import own_steps
from clientbook.book.history.readings import changes_of
from clientbook.book.imports.lookups import REVIEWS, ROWS
from clientbook.book.privacy.acts import erase_acts, export_acts
from clientbook.book.privacy.merged import (
    erase_merged,
    erase_moved,
    erase_reasons,
    erase_spoken,
    export_consents,
    export_merged,
    export_moved,
    export_reasons,
    export_spoken,
)
from clientbook.book.privacy.others import after_erasing, as_seen_by
from clientbook.book.privacy.persons import Person, point_key
from clientbook.book.privacy.rows import erase_files, erase_rows, export_files, export_rows
from clientbook.book.privacy.saved_mappings import erase_templates, export_templates
from clientbook.book.privacy.shared_points import CROWDED
from clientbook.book.privacy.walks import erase_walks, export_walks
from clientbook.book.said import SAID
from clientbook.convert.activities import activity_to_document
from clientbook.convert.documents import to_document
from clientbook.domain.activities import ActivityKind
from clientbook.domain.journal import Delta
from clientbook.storage.protocols import Record

_AT_ONCE = 200
"""Activities a unit of work."""


@attrs.frozen
class PersonalData:
    """One kind of personal data: how it is exported and how it is erased.

    Args:
        name: Its name in an export.
        export: Returns it as JSON-able documents.
        erase: Removes it, inside the caller's unit of work.
    """

    name: str
    export: Callable[[Context, Person], list[Any]]
    erase: Callable[[Context, Person], None]


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


def _export_found(context: Context, person: Person) -> list[Any]:
    """Return the pairs the last stored scan found of the person; of the other one the id alone."""
    return [
        {"pair": [pair.left, pair.right], "match_probability": round(pair.match_probability, 4)}
        for pair in pairs_of(context, frozenset(person.ids))
    ]


def _erase_found(context: Context, person: Person) -> None:
    forget_pairs(context, frozenset(person.ids))


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
    """Return the old values of the person; those of others whom a merge had brought are theirs."""
    return [
        {
            "client": client.id,
            "at": change.at.isoformat(),
            "kind": change.kind.value,
            "before": {name: _plain(value) for name, value in change.before},
        }
        for client in person.clients
        for step in reversed(own_steps(client, changes_of(context, client.id)))
        if (change := step.change) is not None and change.before
    ]


def _plain(value: Any) -> Any:
    if attrs.has(type(value)):
        return to_document(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int)) else str(value)


def _erase_journal(context: Context, person: Person) -> None:
    deltas: dict[int, Delta] = {
        change.seq: ()
        for client_id in person.ids
        for change in changes_of(context, client_id)
        if change.before
    }
    context.store.rewrite_changes(context.book, deltas)


def _activities_of(context: Context, person: Person) -> Iterator[Any]:
    kept = StoreActivities(context.store)
    for client_id in kept.seated(context.book, person.ids):
        for kind in ActivityKind:
            if kind not in person.keep:
                yield from kept.all_of(context.book, client_id, kind)


def _export_activities(context: Context, person: Person) -> list[Any]:
    """Return the person's part in their activities: nobody else's seat, no text that names one."""
    own = [client.profile for client in person.clients]
    seen = as_seen_by(context, person.ids, own, _activities_of(context, person))
    return [activity_to_document(activity) for activity in seen]


def _erase_activities(context: Context, person: Person) -> None:
    kept = StoreActivities(context.store)
    for activity in after_erasing(context, person, _activities_of(context, person)):
        kept.take_out(context.book, activity, person.ids)


def _own_marks(context: Context, person: Person) -> tuple[Record, ...]:
    """Return the marks of contact points that are the person's alone.

    A mark of a number that others hold too is about them as well, and names nobody.
    """
    keys = [point_key(address) for address in person.addresses - person.family]
    found = [context.store.get_records(context.book, kind, keys) for kind in (SHARED, CROWDED)]
    return tuple(records[key] for records in found for key in sorted(records))


def _export_marks(context: Context, person: Person) -> list[Any]:
    return [{"point": record.id} for record in _own_marks(context, person)]


def _erase_marks(context: Context, person: Person) -> None:
    for record in _own_marks(context, person):
        context.store.delete_records(context.book, record.collection, [record.id])


def _export_done_once(context: Context, person: Person) -> list[Any]:
    return [dict(record.body) for record in acts_of(context, person.ids)]


def _erase_done_once(context: Context, person: Person) -> None:
    gone = [record.id for record in acts_of(context, person.ids)]
    context.store.delete_records(context.book, ONCE, gone)


def _export_former(context: Context, person: Person) -> list[Any]:
    return [dict(record.body) for record in former_of(context, person.ids)]


def _erase_former(context: Context, person: Person) -> None:
    gone = [record.id for record in former_of(context, person.ids)]
    context.store.delete_records(context.book, FORMER, gone)


def erase_bulk(context: Context, person: Person) -> None:
    """Take out the activities of a person, some hundreds a unit of work.

    Somebody with ten thousand appointments keeps other writers waiting no longer than anybody;
    what is added meanwhile goes with the rest.
    """
    kept = StoreActivities(context.store)
    while page := list(islice(_activities_of(context, person), _AT_ONCE)):
        with context.unit():
            found = (kept.get(context.book, activity.kind, activity.id) for activity in page)
            current = [activity for activity in found if activity is not None]
            for activity in after_erasing(context, person, current):
                kept.take_out(context.book, activity, person.ids)
        if len(page) < _AT_ONCE:
            return


REGISTRY: tuple[PersonalData, ...] = (
    PersonalData("clients", _export_profiles, _nothing),
    PersonalData("history", _export_journal, _erase_journal),
    _of_collection("notes", NOTES),
    _of_collection("note_versions", VERSIONS),
    PersonalData("bulk_edits", export_acts, erase_acts),  # while they can be found by what follows
    PersonalData("consents_of_others", export_spoken, erase_spoken),  # while theirs can be read
    PersonalData("consents", export_consents, _of_collection("consents", CONSENTS).erase),
    PersonalData("proposed_pairs", _export_pairs, _erase_pairs),
    PersonalData("found_pairs", _export_found, _erase_found),
    PersonalData("ignored_pairs", _export_ignored, _erase_ignored),
    PersonalData("merge_reasons", export_reasons, erase_reasons),
    PersonalData("merged_links", export_moved, erase_moved),
    PersonalData("merged_history", export_merged, erase_merged),
    PersonalData("activities", _export_activities, _erase_activities),
    PersonalData("import_rows", export_rows, erase_rows),
    PersonalData("import_files", export_files, erase_files),
    PersonalData("saved_mappings", export_templates, erase_templates),
    _of_collection("import_keys", ROWS),
    _of_collection("import_answers", REVIEWS),
    _of_collection("said_again", SAID),
    PersonalData("former_keys", _export_former, _erase_former),
    _of_collection("arrivals", ARRIVED),
    PersonalData("shared_points", _export_marks, _erase_marks),
    _of_collection("self_service_requests", REQUESTS),
    PersonalData("done_once", _export_done_once, _erase_done_once),
    PersonalData("places_in_lists", export_walks, erase_walks),
)
"""Everything the book holds of a person."""


def export_person(context: Context, person: Person) -> Mapping[str, list[Any]]:
    """Return everything the book holds of a person, by name."""
    return {data.name: data.export(context, person) for data in REGISTRY}


def erase_person(context: Context, person: Person) -> None:
    """Remove what the book holds of a person beside the clients themselves.

    Args:
        context: The book, in the caller's unit of work.
        person: Who.
    """
    for data in REGISTRY:
        data.erase(context, person)
