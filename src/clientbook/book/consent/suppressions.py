"""The memory of who must not be contacted: keyed hashes that outlive the personal data."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from clientbook.book.consent.ledger import append_events
from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import keyed_hash, secret_of
from clientbook.convert.documents import from_document
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.profiles import Profile
from clientbook.storage.protocols import Record

SUPPRESSIONS = "suppression"
"""Records of unsubscriptions by keyed hash of the address; they name nobody."""

_SOURCE = "suppression"


def address_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys of a profile's telephone numbers and e-mail addresses."""
    return (*(p.e164 for p in profile.phones), *(e.key for e in profile.emails))


def suppress(context: Context, outs: Mapping[str, Iterable[ConsentEvent]]) -> None:
    """Remember unsubscriptions per address, inside the caller's unit of work.

    Args:
        context: The book.
        outs: Opt-outs per address key; of each event only channel, topic and time are kept.
    """
    key = secret_of(context)
    hashes = {address: keyed_hash(key, address) for address in outs}
    known = context.store.get_records(context.book, SUPPRESSIONS, hashes.values())
    records = []
    for address, events in outs.items():
        digest = hashes[address]
        kept = list(known[digest].body["outs"]) if digest in known else []
        for event in events:
            out = {
                "channel": event.channel.value if event.channel else None,
                "topic": event.topic,
                "at": event.at.isoformat(),
            }
            if out not in kept:
                kept.append(out)
        if kept:
            records.append(Record(SUPPRESSIONS, digest, {"outs": kept}))
    context.store.put_records(context.book, records)


def apply_suppressions(context: Context, clients: Sequence[Client]) -> tuple[ClientId, ...]:
    """Record the remembered unsubscriptions of addresses these clients hold.

    Returns:
        The clients to whom something was applied.

    Cost: one look-up while nothing is suppressed in the book.
    """
    if not context.store.list_records(context.book, SUPPRESSIONS, limit=1):
        return ()
    key = secret_of(context)
    held: dict[str, list[tuple[Client, str]]] = {}
    for client in clients:
        for address in address_keys(client.profile):
            held.setdefault(keyed_hash(key, address), []).append((client, address))
    found = context.store.get_records(context.book, SUPPRESSIONS, held)
    events = [
        event
        for digest, record in found.items()
        for client, address in held[digest]
        for event in _events(client.id, address, digest, record.body["outs"])
    ]
    append_events(context, events)
    return tuple({event.client_id for event in events})


def _events(
    client_id: ClientId, address: str, digest: str, outs: Collection[Mapping[str, str]]
) -> Iterable[ConsentEvent]:
    for number, out in enumerate(outs):
        # A fixed id: writing the client again appends nothing new.
        document = {
            "id": f"{_SOURCE}:{client_id}:{digest[:24]}:{number}",
            "client_id": client_id,
            "channel": out["channel"],
            "topic": out["topic"],
            "state": "opted_out",
            "at": out["at"],
            "address": address,
            "source": _SOURCE,
        }
        yield from_document(ConsentEvent, document)
