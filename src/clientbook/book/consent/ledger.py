"""The consent ledger: events are appended, never changed, and read for all ids of a client."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from clientbook.book.consent.addresses import (
    contact_keys,
    every_address,
    found_by,
    opt_out_keys,
)
from clientbook.book.consent.suppressions import anybody_opted_out, remembered, remembered_ids
from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import keyed_hash, secret_of
from clientbook.book.order_keys import newest_first
from clientbook.book.resolving import REDIRECTS, answering, known_as
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.subscriptions import Ledger
from clientbook.errors import EventIdUsedError
from clientbook.storage.protocols import Record

CONSENTS = "consent"
"""Records of consent events; owned by the client they were recorded on."""
_COPIED = re.compile("[0-9a-f]{64}:.+")


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


def load_ledgers(context: Context, clients: Iterable[Client]) -> dict[ClientId, Ledger]:
    """Return everything that bears on whether these clients may be contacted, by their id.

    Cost: a few look-ups for all of them, and two more where one holds an address that somebody
    else opted out.
    """
    profiles = {client.id: client.profile for client in clients}
    own = load_events(context, profiles)
    if not profiles or not anybody_opted_out(context):
        return {i: Ledger(events) for i, events in own.items()}
    held = {i: opt_out_keys(profile) for i, profile in profiles.items()}
    outs = remembered(context, {key for keys in held.values() for key in keys})
    if not outs:
        return {i: Ledger(events) for i, events in own.items()}
    met = {i for i, keys in held.items() if not outs.keys().isdisjoint(keys)}
    mine = remembered_ids(context, {i: own[i] for i in met})
    elsewhere: dict[ClientId, tuple[ConsentEvent, ...]] = {
        client_id: tuple(
            here
            for key, addresses in keys.items()
            for out in outs.get(key, ())
            if out.id not in mine[client_id]
            for here in found_by(out, key, addresses)
        )
        for client_id, keys in held.items()
    }
    authors = {out.client_id for found in elsewhere.values() for out in found if out.client_id}
    now_as = _answering(context, authors)
    if not context.settings.opt_outs_follow_addresses:
        gone = authors - _active(context, now_as)
        elsewhere = {
            i: tuple(out for out in found if not out.client_id or out.client_id in gone)
            for i, found in elsewhere.items()
        }
    theirs = load_events(context, set(now_as.values()))
    return {
        i: Ledger(own[i], found, _lifting(found, now_as, theirs)) for i, found in elsewhere.items()
    }


def _answering(context: Context, authors: Collection[ClientId]) -> dict[ClientId, ClientId]:
    """Return the id that answers for each author of an opt-out by now."""
    redirects = context.store.get_records(context.book, REDIRECTS, authors)
    return {a: redirects[a].owner if a in redirects else a for a in authors}


def _active(context: Context, now_as: Mapping[ClientId, ClientId]) -> set[ClientId]:
    clients = context.store.get_clients(context.book, set(now_as.values()))
    return {a for a, i in now_as.items() if i in clients and clients[i].is_active}


def _lifting(
    outs: Iterable[ConsentEvent],
    now_as: Mapping[ClientId, ClientId],
    theirs: Mapping[ClientId, tuple[ConsentEvent, ...]],
) -> tuple[ConsentEvent, ...]:
    ids = {now_as[out.client_id] for out in outs if out.client_id}
    return tuple(event for i in sorted(ids) for event in theirs.get(i, ()))


def append_events(context: Context, events: Sequence[ConsentEvent]) -> tuple[ConsentEvent, ...]:
    """Append events, inside the caller's unit of work; an event already kept is kept once.

    Returns:
        Those that were not in the ledger before.

    Raises:
        EventIdUsedError: An id stands for another event already.
    """
    kept = context.store.get_records(context.book, CONSENTS, [e.id for e in events])
    known = {i: from_document(ConsentEvent, record.body) for i, record in kept.items()}
    new: list[ConsentEvent] = []
    for event in events:
        before = known.get(event.id)
        if before is None:
            known[event.id] = event
            new.append(event)
        elif not _same(context, before, event):
            raise EventIdUsedError(event.id)
    context.store.put_records(context.book, [_record(event) for event in new])
    return tuple(new)


def _same(context: Context, before: ConsentEvent, event: ConsentEvent) -> bool:
    """True when two events say one thing; merges since may have changed whose it is."""
    ids = {before.client_id, event.client_id}
    if len(ids) > 1 and len(answering(context, ids)) > 1:
        return False
    return attrs.evolve(before, client_id=event.client_id, covers=event.covers) == event


def _record(event: ConsentEvent) -> Record:
    order = newest_first(event.at)
    return Record(CONSENTS, event.id, to_document(event), owner=event.client_id, order=order)


def carry_opt_outs(context: Context, survivor: ClientId, returning: Collection[Client]) -> None:
    """Give clients that come back from a merge what was recorded against contact meanwhile.

    Nobody can tell which of the two persons said an opt-out to the survivor, so it holds for both;
    one of an address of the survivor's speaks for that address alone.  An opt-in that was taken
    back by an undo stays taken back for whoever had brought it.  Whoever comes back from one of
    them later is covered in turn.
    """
    copies = []
    reached = {client.id: _contact_points(context, client) for client in returning}
    key = secret_of(context)
    for record in context.store.list_records(context.book, CONSENTS, owners=[survivor]):
        event = from_document(ConsentEvent, record.body)
        if not event.is_opt_out and event.withdraws is None:
            continue
        copies += [
            attrs.evolve(
                event,
                id=copied_id(key, event.id, survivor, i),
                client_id=i,
                covers=tuple(other for other in event.covers if other != i),
                held=tuple(address for address in event.held if address in own),
            )
            for i, own in reached.items()
            if i in event.covers
            and (event.withdraws is not None or event.address is None or event.address in own)
        ]
    _carry(context, copies)


def copied_id(key: bytes, event_id: str, owner: ClientId, client_id: ClientId) -> str:
    """Return the id of the copy that an unmerge gives to a client.

    A host's id may speak of whoever said it, and the copy outlives an erasure of theirs.  A copy of
    a copy is told by what was said first: whoever had the one between may be gone.

    Args:
        key: Secret of the book.
        event_id: Id of the event.
        owner: In whose ledger it stands.
        client_id: Who gets the copy.
    """
    said = event_id.rpartition(":")[0] if is_copy(event_id, owner) else None
    return f"{said or keyed_hash(key, f'copied {event_id}')}:{client_id}"


def is_copy(event_id: str, owner: ClientId) -> bool:
    """True for the id of an event that an unmerge gave to its owner, who had not said it."""
    return bool(_COPIED.fullmatch(event_id)) and event_id.endswith(f":{owner}")


def _carry(context: Context, copies: Sequence[ConsentEvent]) -> None:
    """Keep copies of opt-outs; one that an earlier merge had left counts from the later time."""
    kept = context.store.get_records(context.book, CONSENTS, [event.id for event in copies])
    known = {i: from_document(ConsentEvent, record.body) for i, record in kept.items()}
    told: dict[str, ConsentEvent] = {}
    for event in copies:
        before = known.get(event.id)
        if before is None or event.said_at > before.said_at:
            known[event.id] = told[event.id] = event
    rewrite_events(context, list(told.values()))


def _contact_points(context: Context, client: Client) -> frozenset[str]:
    """Return the keys of everything a client can be reached at."""
    found = every_address(client.profile, context.settings)
    return frozenset((*contact_keys(client.profile), *(a for some in found.values() for a in some)))


def rewrite_events(context: Context, events: Sequence[ConsentEvent]) -> None:
    """Keep what was noted of opt-outs since: addresses they hold for, from when they count."""
    context.store.put_records(context.book, [_record(event) for event in events])
