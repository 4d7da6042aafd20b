"""From any id a client ever had to the client that answers for it now."""

from collections.abc import Collection

from clientbook.book.contexts import Context
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.errors import ClientNotFoundError, ClientStateError

REDIRECTS = "redirect"
"""Records of merged ids: the record's id is the absorbed client, its owner the final survivor."""


def resolve(context: Context, ids: Collection[ClientId]) -> dict[ClientId, Client]:
    """Return for each id that exists the client that answers for it: its survivor once merged.

    Cost: one read, and two more when merged ids are among them.
    """
    read = context.store.get_clients(context.book, ids)
    found = {i: context.brought(client) for i, client in read.items()}
    merged = [i for i, client in found.items() if client.status is ClientStatus.MERGED]
    if not merged:
        return found
    redirects = context.store.get_records(context.book, REDIRECTS, merged)
    targets = {i: redirects[i].owner if i in redirects else found[i].merged_into for i in merged}
    survivors = resolve(context, {target for target in targets.values() if target})
    for i, target in targets.items():
        if target in survivors:
            found[i] = survivors[target]
    return found


def resolve_active(context: Context, ids: Collection[ClientId]) -> dict[ClientId, Client]:
    """Return for each id the ACTIVE client that answers for it, and nothing where it is gone."""
    return {i: client for i, client in resolve(context, ids).items() if client.is_active}


def answering(context: Context, ids: Collection[ClientId]) -> frozenset[ClientId]:
    """Return the ids that answer for these by now, without reading any client."""
    redirects = context.store.get_records(context.book, REDIRECTS, ids)
    return frozenset(redirects[i].owner if i in redirects else i for i in ids)


def load(context: Context, client_id: ClientId) -> Client:
    """Return the client that answers for an id, whatever its status.

    Raises:
        ClientNotFoundError: No such client in this book.
    """
    found = resolve(context, [client_id])
    if client_id not in found:
        raise ClientNotFoundError(client_id)
    return found[client_id]


def load_active(context: Context, client_id: ClientId) -> Client:
    """Return the ACTIVE client that answers for an id.

    Raises:
        ClientNotFoundError: No such client in this book.
        ClientStateError: The client is deleted or erased.
    """
    client = load(context, client_id)
    if not client.is_active:
        raise ClientStateError(client.id, client.status.value)
    return client


def load_named(context: Context, client_id: ClientId) -> Client:
    """Return the client that has an id itself, and refuse one that was merged away.

    Reading follows a merge.  What destroys or overwrites takes the id at its word: who looked at
    a duplicate before it was merged has not looked at the survivor.

    Raises:
        ClientNotFoundError: No such client in this book.
        ClientStateError: The client was merged; the error names the survivor.
    """
    client = load(context, client_id)
    if client.id != client_id:
        raise ClientStateError(client_id, ClientStatus.MERGED.value, client.id)
    return client


def known_as(context: Context, ids: Collection[ClientId]) -> dict[ClientId, tuple[ClientId, ...]]:
    """Return for each survivor's id all ids that lead to it, its own first."""
    known: dict[ClientId, tuple[ClientId, ...]] = {i: (i,) for i in ids}
    for record in context.store.list_records(context.book, REDIRECTS, owners=ids):
        known[record.owner] = (*known[record.owner], record.id)
    return known
