"""Merges as they are kept: records, redirects, and which merges stand on top of one another.

A ``merge`` record belongs to its survivor and is ordered by the journal.  A ``redirect`` record
is one absorbed id: its owner is the *final* survivor, rewritten at each later merge, so that an
old id is answered in one step however long the chain; its body names the merge that made it.
"""

from collections.abc import Sequence

from clientbook.book.contexts import Context
from clientbook.book.resolving import REDIRECTS
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import ClientId, ClientStatus
from clientbook.domain.merges import MergeRecord
from clientbook.errors import RecordNotFoundError
from clientbook.storage.protocols import Record

MERGES = "merge"


def _order(seq: int) -> str:
    return f"{seq:020d}"


def save_merge(context: Context, record: MergeRecord) -> None:
    """Write a merge record."""
    body = to_document(record)
    kept = Record(MERGES, record.id, body, owner=record.survivor_id, order=_order(record.seq))
    context.store.put_records(context.book, [kept])


def _read(record: Record) -> MergeRecord:
    return from_document(MergeRecord, record.body)


def load_merge(context: Context, merge_id: str) -> MergeRecord:
    """Return a merge.

    Raises:
        RecordNotFoundError: No such merge in this book.
    """
    found = context.store.get_records(context.book, MERGES, [merge_id])
    if merge_id not in found:
        raise RecordNotFoundError(MERGES, merge_id)
    return _read(found[merge_id])


def merges_of(context: Context, survivor_ids: Sequence[ClientId]) -> tuple[MergeRecord, ...]:
    """Return the merges into these clients, oldest first, undone ones among them."""
    records = context.store.list_records(context.book, MERGES, owners=survivor_ids)
    return tuple(_read(r) for r in records)


def joined_since(context: Context, survivor_ids: Sequence[ClientId], seq: int) -> set[ClientId]:
    """Return those clients into whom somebody was merged since a position of the journal."""
    records = context.store.list_records(
        context.book, MERGES, owners=survivor_ids, after=(_order(seq), "")
    )
    return {record.owner for record in records if _read(record).stands}


def latest_merges(
    context: Context, *, limit: int, before: str | None = None
) -> tuple[MergeRecord, ...]:
    """Return merges of the book, newest id first.

    Args:
        context: The book.
        limit: At most so many.
        before: Id of the merge to go on after.
    """
    records = context.store.list_records(
        context.book,
        MERGES,
        after=("", before) if before else None,
        limit=limit,
        descending=True,
    )
    return tuple(_read(r) for r in records)


def later_merges(context: Context, record: MergeRecord) -> tuple[MergeRecord, ...]:
    """Return the standing merges on top of one, latest first: they are undone before it."""
    later: list[MergeRecord] = []
    survivor, seq = record.survivor_id, record.seq
    while True:
        later += [m for m in merges_of(context, [survivor]) if m.stands and m.seq > seq]
        client = context.store.get_clients(context.book, [survivor]).get(survivor)
        if client is None or client.status is not ClientStatus.MERGED:
            break
        redirect = context.store.get_records(context.book, REDIRECTS, [survivor])[survivor]
        above = load_merge(context, redirect.body["merge"])
        later.append(above)
        survivor, seq = above.survivor_id, above.seq
    return tuple(sorted(later, key=lambda m: m.seq, reverse=True))


def add_redirects(
    context: Context, survivor_id: ClientId, absorbed_ids: Sequence[ClientId], merge_id: str
) -> dict[ClientId, tuple[ClientId, ...]]:
    """Let absorbed ids, and those that led to them, answer with the survivor.

    Returns:
        For each absorbed id the ids that led to it.
    """
    adopted: dict[ClientId, tuple[ClientId, ...]] = dict.fromkeys(absorbed_ids, ())
    moved = [Record(REDIRECTS, i, {"merge": merge_id}, owner=survivor_id) for i in absorbed_ids]
    for record in context.store.list_records(context.book, REDIRECTS, owners=absorbed_ids):
        adopted[record.owner] = (*adopted[record.owner], record.id)
        moved.append(Record(REDIRECTS, record.id, record.body, owner=survivor_id))
    context.store.put_records(context.book, moved)
    return adopted


def drop_redirects(context: Context, record: MergeRecord) -> None:
    """Take a merge's redirects back: what led to an absorbed client leads to it again."""
    store, book = context.store, context.book
    owners = {i: a.id for a in record.absorbed for i in a.adopted}
    kept = store.get_records(book, REDIRECTS, list(owners))
    store.put_records(
        book, [Record(REDIRECTS, i, r.body, owner=owners[i]) for i, r in kept.items()]
    )
    store.delete_records(book, REDIRECTS, record.absorbed_ids)
