"""The memory of addresses that opted out: keyed hashes that outlive clients and personal data.

Every opt-out is remembered for the addresses it speaks for, so that it holds for whoever holds
them: another client, the same person imported again after a deletion, somebody who comes back
after an erasure.  The memory names no address and holds no word of the host: of an event it keeps
channel, topic and time, and of its id, which may be an address, another such hash.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from clientbook.book.consent.addresses import contact_keys as address_keys
from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, keyed_hash, secret_of
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.storage.protocols import Record

__all__ = [
    "SUPPRESSIONS",
    "address_keys",
    "anybody_opted_out",
    "remembered",
    "remembered_ids",
    "suppress",
]

SUPPRESSIONS = "suppression"
"""Records of unsubscriptions by keyed hash of the address; they name nobody."""

AUTHORS = 20
"""Most clients whose opt-outs of one channel and topic are told apart at one address.

What more of them say is remembered as nobody's: it then stands until a client opts in itself.
"""

_SOURCE = "suppression"


def suppress(
    context: Context,
    outs: Mapping[str, Iterable[ConsentEvent]],
    *,
    instead_of: Collection[ClientId] = (),
) -> frozenset[str]:
    """Remember unsubscriptions per address, inside the caller's unit of work.

    Args:
        context: The book.
        outs: Opt-outs per address key; of each event only channel, topic, time and a hash of its
            id are kept, and the id of the client it was recorded on.
        instead_of: Clients whose opt-outs remembered so far are forgotten.

    Returns:
        The addresses of which something else is remembered now.
    """
    outs = {address: tuple(events) for address, events in outs.items()}
    key = secret_of(context) if any(outs.values()) else find_secret(context)
    if key is None:
        return frozenset()
    hashes = {address: keyed_hash(key, address) for address in outs}
    known = context.store.get_records(context.book, SUPPRESSIONS, hashes.values())
    records: list[Record] = []
    changed: set[str] = set()
    for address, events in outs.items():
        digest = hashes[address]
        before = known[digest].body["outs"] if digest in known else []
        kept = [dict(out) for out in before if out["by"] not in instead_of]
        for event in events:
            _keep(kept, event, key)
        if kept != before:
            records.append(Record(SUPPRESSIONS, digest, {"outs": kept}))
            changed.add(address)
    context.store.put_records(context.book, records)
    return frozenset(changed)


def _keep(kept: list[dict[str, Any]], event: ConsentEvent, key: bytes) -> None:
    """Add an opt-out: of what one client says of one channel and topic the last alone matters."""
    out: dict[str, Any] = {
        "channel": event.channel.value if event.channel else None,
        "topic": event.topic,
        "at": event.said_at.isoformat(),
        "by": event.client_id,
        "id": _hashed_id(key, event.id),
    }
    alike = {
        o["by"]: o for o in kept if (o["channel"], o["topic"]) == (out["channel"], out["topic"])
    }
    if out["by"] not in alike and len(alike) >= AUTHORS:
        out |= {"by": "", "id": f"{_SOURCE}:{out['channel']}:{out['topic']}"}
    before = alike.get(out["by"])
    if before is None:
        kept.append(out)
    elif before["at"] < out["at"]:
        before |= {"at": out["at"], "id": out["id"]}


def anybody_opted_out(context: Context) -> bool:
    """Say whether any opt-out is remembered in a book."""
    return bool(context.store.list_records(context.book, SUPPRESSIONS, limit=1))


def remembered(context: Context, addresses: Collection[str]) -> dict[str, tuple[ConsentEvent, ...]]:
    """Return for each address that opted out the events that said so, limited to the address.

    Cost: one look-up while nobody of the book ever opted out.
    """
    if not addresses or not anybody_opted_out(context):
        return {}
    key = find_secret(context)
    if key is None:
        return {}
    hashes = {address: keyed_hash(key, address) for address in addresses}
    found = context.store.get_records(context.book, SUPPRESSIONS, hashes.values())
    return {
        address: tuple(_event(address, digest, out) for out in found[digest].body["outs"])
        for address, digest in hashes.items()
        if digest in found
    }


def remembered_ids(
    context: Context, ledgers: Mapping[ClientId, Iterable[ConsentEvent]]
) -> dict[ClientId, frozenset[str]]:
    """Return the ids under which the events of each client would be remembered; one look-up."""
    key = find_secret(context) if ledgers else None
    if key is None:
        return dict.fromkeys(ledgers, frozenset())
    return {i: frozenset(_hashed_id(key, e.id) for e in told) for i, told in ledgers.items()}


def _hashed_id(key: bytes, event_id: str) -> str:
    return keyed_hash(key, f"event {event_id}")


def digests(context: Context, addresses: Collection[str]) -> tuple[str, ...]:
    """Return what opt-outs of addresses would be remembered by, inside a unit of work."""
    key = secret_of(context) if addresses else b""
    return tuple(keyed_hash(key, address) for address in addresses)


def _event(address: str, digest: str, out: Mapping[str, Any]) -> ConsentEvent:
    return ConsentEvent(
        out["id"],
        out["by"],
        Channel(out["channel"]) if out["channel"] else None,
        out["topic"],
        ConsentState.OPTED_OUT,
        datetime.fromisoformat(out["at"]),
        address=address,
        source=_SOURCE,
        reached_at=(digest,),
    )
