"""Opt-outs follow addresses: what a client unsubscribed from holds wherever its addresses go."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from clientbook.book.consent.addresses import (
    POST,
    SpokenOf,
    contact_points,
    every_address,
    opt_out_keys,
    post_keys,
    spoken_for,
)
from clientbook.book.consent.ledger import load_events, rewrite_events
from clientbook.book.consent.suppressions import anybody_opted_out, remembered, suppress
from clientbook.book.contexts import Context
from clientbook.book.lists.facets import refresh_consents_later
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.emails import EmailAddress
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.domain.subscriptions import Addresses
from clientbook.identity.keys import identity_keys

_REACHED_AS = ("name", "company", "phones", "emails", "addresses")
_STEP = "address-outs"
_EVERYBODY = 10_000_000  # who holds an address that opted out must be looked at, however many


def remember_outs(
    context: Context, events: Sequence[ConsentEvent], clients: Mapping[ClientId, Client]
) -> None:
    """Remember opt-outs, just recorded, for the addresses they name in ``held``, and for post.

    Args:
        context: The book, in the caller's unit of work.
        events: What was recorded.
        clients: Who answers for the ids of the events.
    """
    by_address: dict[str, list[ConsentEvent]] = {}
    for event in events:
        post = spoken_for(event, post_keys(clients[event.client_id].profile))
        for address in {*event.held, *post}:
            by_address.setdefault(address, []).append(event)
    suppress_addresses(context, by_address)


def suppress_addresses(
    context: Context,
    outs: Mapping[str, Iterable[ConsentEvent]],
    *,
    instead_of: Collection[ClientId] = (),
) -> None:
    """Remember opt-outs per address, and have everybody who holds one of them looked at anew.

    Args:
        context: The book, in the caller's unit of work.
        outs: Opt-outs per address key.
        instead_of: Clients whose opt-outs remembered so far are forgotten: their ledgers go.
    """
    if instead_of or any(outs.values()):
        refresh_holders_later(context, suppress(context, outs, instead_of=instead_of))


def follow_addresses(context: Context, ids: Collection[ClientId]) -> None:
    """Have what these clients unsubscribed from hold for the addresses they hold now.

    Inside the caller's unit of work; for clients that gained an address, or leave the book.
    """
    found = load_events(context, ids)
    said = [i for i, events in found.items() if any(event.is_opt_out for event in events)]
    clients = context.store.get_clients(context.book, said) if said else {}
    grown: list[ConsentEvent] = []
    outs: dict[str, list[ConsentEvent]] = {}
    for client_id, client in clients.items():
        points, post = contact_points(client.profile), post_keys(client.profile)
        for event in (event for event in found[client_id] if event.is_opt_out):
            more = {*spoken_for(event, points)} - {*event.held}
            if more:
                grown.append(attrs.evolve(event, held=(*event.held, *sorted(more))))
            for address in more.union(spoken_for(event, post)):
                outs.setdefault(address, []).append(event)
    rewrite_events(context, grown)
    suppress_addresses(context, outs)
    if not context.settings.opt_outs_follow_addresses:  # then it counts who is in the book
        held = {a for events in found.values() for event in events for a in event.held}
        refresh_holders_later(context, held.union(outs))


def follow_addresses_later(context: Context, ids: Iterable[ClientId]) -> None:
    """Have :func:`follow_addresses` asked once for all of them, as the unit of work ends."""
    context.collect(_STEP, ids, lambda all_ids: follow_addresses(context, all_ids))


def refresh_holders_later(context: Context, addresses: Iterable[str]) -> None:
    """Have the subscription facets of everybody who holds these addresses computed anew."""
    keys = frozenset(key for address in addresses for key in indexed_as(address))
    if keys:
        holders = context.store.find_holders(context.book, keys, cap=_EVERYBODY)
        refresh_consents_later(context, {i for ids in holders.values() for i in ids})


def indexed_as(address: str) -> frozenset[str]:
    """Return the index keys that everybody has who holds an address; of post, the name."""
    if address.startswith(POST):
        name, _, address = address.removeprefix(POST).partition("|")
        if name:
            return frozenset((name,))
    if "@" in address:
        return identity_keys(Profile(emails=(EmailAddress(address),)))
    if address.startswith("+"):
        return identity_keys(Profile(phones=(PhoneNumber(address),)))
    return frozenset()


def _as_reached(before: Client, after: Client) -> bool:
    """True when nothing changed that says who somebody is reached as: most edits change no such."""
    one, two = before.profile, after.profile
    return one is two or all(getattr(one, field) == getattr(two, field) for field in _REACHED_AS)


def keep_consents(context: Context, changes: Iterable[tuple[Client | None, Client, bool]]) -> None:
    """Do what follows from written clients for what they may be sent.

    Args:
        context: The book, in the caller's unit of work.
        changes: Each client before (None for a new one) and after, and whether a merge or its
            undoing moved it: then its addresses are not its own gain.
    """

    def reach(profile: Profile) -> tuple[Addresses, SpokenOf]:
        return every_address(profile, context.settings), opt_out_keys(profile)

    gained: set[ClientId] = set()
    moved: set[ClientId] = set()
    arrived: list[Client] = []
    for before, after, merged in changes:
        if before is not None and before.is_active != after.is_active:
            gained.add(after.id)
        if not after.is_active or (before is not None and _as_reached(before, after)):
            continue
        if before is None:
            arrived.append(after)
        elif (was := reach(before.profile)) != (now := reach(after.profile)):
            moved.add(after.id)
            if not merged and not now[1].keys() <= was[1].keys():
                gained.add(after.id)
    if arrived and anybody_opted_out(context):
        held = {client.id: opt_out_keys(client.profile) for client in arrived}
        outs = remembered(context, {key for keys in held.values() for key in keys})
        moved |= {i for i, keys in held.items() if not outs.keys().isdisjoint(keys)}
    if gained:
        follow_addresses_later(context, gained)
    if moved:
        refresh_consents_later(context, moved)
