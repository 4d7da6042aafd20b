"""The consent ledger: events are appended, never changed, and read for all ids of a client."""

from collections.abc import Collection, Sequence

import attrs

from clientbook.book.contexts import Context
from clientbook.book.order_keys import newest_first
from clientbook.book.resolving import known_as
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.storage.protocols import Record

CONSENTS = "consent"
"""Records of consent events; owned by the client they were recorded on."""


def load_events(
    context: Context, ids: Collection[ClientId]
) -> dict[ClientId, tuple[ConsentEvent, ...]]:
    """Return the events of each survivor and of all ids merged into it."""
    known = known_as(context, ids)
    survivors = {alias: i for i, aliases in known.items() for alias in aliases}
    events: dict[ClientId, list[ConsentEvent]] = {i: [] for i in known}
    if survivors:
        for record in context.store.list_records(context.book, CONSENTS, owners=survivors):
            events[survivors[record.owner]].append(from_document(ConsentEvent, record.body))
    return {i: tuple(found) for i, found in events.items()}


def append_events(context: Context, events: Sequence[ConsentEvent]) -> None:
    """Append events, inside the caller's unit of work; an event already kept is kept once."""
    records = [
        Record(
            CONSENTS,
            event.id,
            to_document(event),
            owner=event.client_id,
            order=newest_first(event.at),
        )
        for event in events
    ]
    context.store.put_records(context.book, records)


def carry_opt_outs(context: Context, survivor: ClientId, returning: Collection[ClientId]) -> None:
    """Give clients that come back from a merge the opt-outs recorded on the survivor meanwhile.

    Nobody can tell which of the two persons said it, so it holds for both.
    """
    copies = []
    for record in context.store.list_records(context.book, CONSENTS, owners=[survivor]):
        event = from_document(ConsentEvent, record.body)
        copies += [
            attrs.evolve(event, id=f"{event.id}:{i}", client_id=i, covers=())
            for i in returning
            if not event.is_opt_in and i in event.covers
        ]
    append_events(context, copies)
