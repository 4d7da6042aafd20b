"""What the customer screen shows of one client."""

from collections.abc import Collection, Mapping
from datetime import datetime

import attrs

from clientbook.book.clients.notes import read_notes
from clientbook.book.consent.desk import subscriptions_now
from clientbook.book.contexts import Context
from clientbook.book.resolving import known_as, load
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.notes import Note
from clientbook.domain.ports import Visits
from clientbook.domain.subscriptions import Subscription, SubscriptionKey

NOTES_SHOWN = 20
"""Newest notes of an overview; :meth:`ClientDesk.notes` lists all."""


@attrs.frozen
class Overview:
    """A client and what is around it.

    Args:
        client: The client; the survivor when a merged id was asked for.
        merged_ids: Ids that were merged into it.
        subscriptions: State per channel and topic, with the event that decided it.
        counts: Activities per kind; a kind no source has is absent.
        last_appointment_at: Start of the latest appointment that has started and was neither
            cancelled nor missed, or None.
        next_appointment_at: Start of the next live appointment, or None.
        notes: The newest notes.
    """

    client: Client
    merged_ids: tuple[ClientId, ...]
    subscriptions: Mapping[SubscriptionKey, Subscription]
    counts: Mapping[ActivityKind, int]
    last_appointment_at: datetime | None
    next_appointment_at: datetime | None
    notes: tuple[Note, ...]


def overview(context: Context, client_id: ClientId) -> Overview:
    """Return the overview of a client; the number of look-ups does not grow with its past."""
    client = load(context, client_id)
    ids = known_as(context, [client.id])[client.id]
    now = context.clock()
    visits = visits_of(context, [client.id], now).get(client.id, Visits())
    return Overview(
        client=client,
        merged_ids=ids[1:],
        subscriptions=subscriptions_now(context, client),
        counts=counts_of(context, [client.id]),
        last_appointment_at=visits.last_at,
        next_appointment_at=visits.next_at,
        notes=read_notes(context, ids, after=None, limit=NOTES_SHOWN),
    )


def counts_of(context: Context, ids: Collection[ClientId]) -> dict[ActivityKind, int]:
    """Return activities per kind over all sources; zero for a kind that a source has.

    Under every id that leads to these clients: a host may know the one of before a merge.
    """
    known = [i for all_ids in known_as(context, ids).values() for i in all_ids]
    counts: dict[ActivityKind, int] = {}
    for source in context.sources:
        counted = source.counts(context.book, known)
        for kind in source.kinds:
            counts[kind] = counts.get(kind, 0) + counted.get(kind, 0)
    return dict(sorted(counts.items()))


def visits_of(context: Context, ids: Collection[ClientId], now: datetime) -> dict[ClientId, Visits]:
    """Return the last and next appointment of each client over all sources, under all its ids."""
    owners = {i: one for one, known in known_as(context, ids).items() for i in known}
    found: dict[ClientId, Visits] = {}
    for source in context.sources:
        for asked, visits in source.visits(context.book, list(owners), now).items():
            before = found.get(owners[asked], Visits())
            lasts = [at for at in (before.last_at, visits.last_at) if at]
            nexts = [at for at in (before.next_at, visits.next_at) if at]
            found[owners[asked]] = Visits(max(lasts, default=None), min(nexts, default=None))
    return found
