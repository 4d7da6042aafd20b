"""Where a walk through all clients has stopped: at somebody, whose sort name its record holds.

A change of an attribute or of settings goes from client to client in the order of the list and may
be interrupted.  Whoever is erased is no place to go on from: the walk goes on from whoever stands
before them in the list.
"""

from collections.abc import Collection, Iterator
from typing import Any

import attrs

from clientbook.book.changing_settings import REINDEXING
from clientbook.book.clients.holding import ACTIVE
from clientbook.book.contexts import Context
from clientbook.book.privacy.persons import Person
from clientbook.book.settings import REDEFINING, SETTINGS
from clientbook.domain.clients import ClientId
from clientbook.storage.protocols import Record


def export_walks(context: Context, person: Person) -> list[Any]:
    """Return the sort names of a person that such records hold."""
    return [{"sort_name": record.body["after"][0]} for record in _stopped_at(context, person.ids)]


def erase_walks(context: Context, person: Person) -> None:
    """Have such walks go on from whoever stands before them, inside the caller's unit of work."""
    for record in _stopped_at(context, person.ids):
        name, client_id = record.body["after"]
        before = context.store.list_clients(
            context.book, after=(name, client_id), limit=len(person.ids) + 1, descending=True
        )
        place = next((place for place in before if place[1] not in person.ids), None)
        body = {key: value for key, value in record.body.items() if key != "after"}
        if place is not None:
            body["after"] = list(place)
        context.store.put_records(context.book, [attrs.evolve(record, body=body)])


def _stopped_at(context: Context, ids: Collection[ClientId]) -> Iterator[Record]:
    """Yield the records of walks that stopped at one of these; other lists name nobody."""
    found = context.store.get_records(context.book, SETTINGS, [REDEFINING, REINDEXING])
    for record in found.values():
        after = record.body.get("after")
        if after and after[1] in ids and record.body.get("place", ACTIVE) == ACTIVE:
            yield record
