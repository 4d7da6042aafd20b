"""A person in the records of those whom they were one client with, until the merge was undone.

While two clients are one, the survivor's journal and ledger speak of both.  Once they are apart
again, what the merge had brought is no part of the survivor's own history (``history.own``); it
is kept for whoever looks how things stood, and goes when the other one is erased.
"""

from collections.abc import Collection, Iterator
from typing import Any

import attrs

from clientbook.book.consent.ledger import CONSENTS, copied_id, is_copy
from clientbook.book.contexts import Context
from clientbook.book.duplicates.merge_records import load_merge, save_merge
from clientbook.book.history.own import own_steps
from clientbook.book.history.readings import changes_of
from clientbook.book.keyed_hashes import find_secret
from clientbook.book.privacy.apart import Apart
from clientbook.book.privacy.persons import Person
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.journal import Change
from clientbook.domain.merges import MergeRecord
from clientbook.domain.ports import LinkReceipt
from clientbook.storage.protocols import Record


def _rewritten(context: Context, apart: Apart) -> Iterator[Change]:
    """Yield the changes of a client in which a person's values stand, without them."""
    if not apart.merges:
        return
    changes = {change.seq: change for change in changes_of(context, apart.client.id)}
    for step in own_steps(apart.client, changes.values(), merges=apart.merges):
        if step.change is not None and step.change != changes[step.change.seq]:
            yield step.change


def export_merged(context: Context, person: Person) -> list[Any]:
    """Return which clients held values of a person, and when, while they were one by mistake."""
    return [
        {"client": apart.client.id, "at": change.at.isoformat(), "fields": list(change.fields)}
        for apart in person.apart
        for change in _rewritten(context, apart)
    ]


def erase_merged(context: Context, person: Person) -> None:
    """Take a person out of the old values of others; what those held themselves stays."""
    deltas = {
        change.seq: change.before for apart in person.apart for change in _rewritten(context, apart)
    }
    context.store.rewrite_changes(context.book, deltas)


def export_consents(context: Context, person: Person) -> list[Any]:
    """Return what the person said of contact, without addresses of those they are apart from."""
    found: list[Any] = []
    for record in _events(context, person.ids):
        body = dict(record.body)
        if body.get("address") in person.not_theirs:
            del body["address"]
        if "held" in body:
            body["held"] = [a for a in body["held"] if a not in person.not_theirs]
        found.append(body)
    return found


def _spoken(context: Context, person: Person) -> Iterator[tuple[Record, ConsentEvent | None]]:
    """Yield events in the ledgers of others that name a person's address or words.

    With each the event without them; None where it was about an address of the person alone.
    """
    key = find_secret(context)
    own = _events(context, person.ids) if key else ()
    said = [(r.id, r.owner) for r in own if not is_copy(r.id, r.owner)]
    for apart in person.apart:
        copies = {copied_id(key or b"", *each, apart.client.id) for each in said}
        for record in _events(context, [apart.client.id]):
            event = from_document(ConsentEvent, record.body)
            theirs = person.addresses - apart.addresses
            held = tuple(address for address in event.held if address not in theirs)
            kept: ConsentEvent | None = attrs.evolve(event, held=held)
            if event.id in copies:  # an unmerge gave it to its owner too, who had not said it
                kept = attrs.evolve(event, held=held, source="", wording=None, evidence=None)
            if event.address in theirs:
                kept = None
            if kept is None or to_document(kept) != record.body:
                yield record, kept


def _events(context: Context, ids: Collection[ClientId]) -> tuple[Record, ...]:
    return context.store.list_records(context.book, CONSENTS, owners=ids)


def export_spoken(context: Context, person: Person) -> list[Any]:
    """Return what the ledgers of others say of a person's addresses, or in their words."""
    found: list[Any] = []
    for record, kept in _spoken(context, person):
        document = to_document(kept) if kept is not None else {}
        theirs = {name: v for name, v in record.body.items() if v != document.get(name)}
        if "held" in theirs:
            theirs["held"] = [a for a in theirs["held"] if a in person.addresses]
        found.append({"client": record.owner} | {n: theirs[n] for n in _THEIRS if n in theirs})
    return found


_THEIRS = ("address", "held", "source", "wording", "evidence")


def erase_spoken(context: Context, person: Person) -> None:
    """Take a person's addresses and words out of the ledgers of others.

    What they unsubscribed from stays remembered for the addresses, by keyed hashes.
    """
    for record, kept in list(_spoken(context, person)):
        if kept is None:
            context.store.delete_records(context.book, CONSENTS, [record.id])
        else:
            changed = attrs.evolve(record, body=to_document(kept))
            context.store.put_records(context.book, [changed])


def _reasons(person: Person) -> Iterator[MergeRecord]:
    return (merge for merge in person.merges if merge.reason is not None)


def export_reasons(_: Context, person: Person) -> list[Any]:
    """Return what somebody wrote about the merges a person was ever part of."""
    return [{"merge": m.id, "reason": m.reason} for m in _reasons(person)]


def erase_reasons(context: Context, person: Person) -> None:
    """Take out what somebody wrote about a merge; that it was made, and by whom, stays."""
    for merge in list(_reasons(person)):
        save_merge(context, attrs.evolve(load_merge(context, merge.id), reason=None))


def _moved(person: Person) -> Iterator[tuple[MergeRecord, tuple[LinkReceipt, ...]]]:
    """Yield the merges that tell which records of the host were a person's, with what stays.

    Of a merge that was undone nothing is moved back again.
    """
    for merge in person.merges:
        others = (r for r in merge.receipts if merge.stands and r.from_client not in person.ids)
        if (kept := tuple(others)) != merge.receipts:
            yield merge, kept


def export_moved(_: Context, person: Person) -> list[Any]:
    """Return which records of the host merges moved from or to a person."""
    return [
        {"merge": merge.id, "port": receipt.port, "kind": receipt.kind, "id": receipt.id}
        | ({"detail": receipt.detail} if receipt.detail else {})
        for merge, _kept in _moved(person)
        for receipt in merge.receipts
        if not {receipt.from_client, receipt.to_client}.isdisjoint(person.ids)
    ]


def erase_moved(context: Context, person: Person) -> None:
    """Take out the host's own names of those records; how many were moved stays."""
    for merge, kept in list(_moved(person)):
        save_merge(context, attrs.evolve(load_merge(context, merge.id), receipts=kept))
