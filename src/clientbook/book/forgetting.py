"""Taking a person's data out of the book, and remembering only that nobody may contact them."""

from collections.abc import Iterable

import attrs

from clientbook.book.contexts import Context
from clientbook.book.ignored import forget_ignored
from clientbook.book.ledger import CONSENTS, load_events
from clientbook.book.readings import states
from clientbook.book.resolving import known_as
from clientbook.book.suppressions import address_keys, suppress
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ALL_TOPICS, ConsentEvent, ConsentState

OWNED = (CONSENTS, "note", "proposal")
"""Collections whose records of a client go with its personal data."""


def past_addresses(context: Context, client: Client) -> tuple[str, ...]:
    """Return the keys of every number and address the client ever had in this book."""
    keys: dict[str, None] = {}
    for state in states(context, client):
        keys.update(dict.fromkeys(address_keys(state.profile)))
    return tuple(keys)


def forget(context: Context, client: Client, *, all_contact: bool) -> tuple[ClientId, ...]:
    """Remove what the book holds of a client beside the client itself, and blank its journal.

    Args:
        context: The book.
        client: The client, in the caller's unit of work.
        all_contact: True remembers that nothing may be sent to its addresses any more, False
            only what it had unsubscribed from.

    Returns:
        All ids of the client, its own first.
    """
    ids = known_as(context, [client.id])[client.id]
    clients = context.store.get_clients(context.book, ids)
    addresses = {a for c in clients.values() for a in past_addresses(context, c)}
    outs: Iterable[ConsentEvent]
    if all_contact:
        now = context.clock()
        outs = [ConsentEvent("", client.id, None, ALL_TOPICS, ConsentState.OPTED_OUT, now)]
    else:
        events = load_events(context, [client.id])[client.id]
        outs = [e for e in events if not e.is_opt_in]
    suppress(context, {a: [e for e in outs if e.address in (None, a)] for a in sorted(addresses)})
    for collection in OWNED:
        records = context.store.list_records(context.book, collection, owners=ids)
        context.store.delete_records(context.book, collection, [r.id for r in records])
    forget_ignored(context, ids)
    context.store.redact_changes(context.book, ids)
    return ids


def without_person(client: Client) -> Client:
    """Return the client with nothing personal left."""
    return attrs.evolve(client, profile=type(client.profile)(), block=None)
