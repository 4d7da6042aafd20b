"""Whose a block from online booking is: the client's own, or that of somebody merged into it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from clientbook.book.contexts import Context
from clientbook.domain.clients import Actor, BookingBlock, Client, ClientId
from clientbook.domain.journal import ChangeKind

_MOMENT = timedelta(microseconds=1)


def blocked_by_merge(context: Context, clients: Iterable[Client]) -> frozenset[ClientId]:
    """Return those of these clients whose block a merge brought: it leaves when that is undone.

    Args:
        context: The book.
        clients: As they are stored.

    Cost: one statement for all that are blocked, none where nobody is.
    """
    ids = [client.id for client in clients if client.block is not None]
    by_merge: dict[ClientId, bool] = {}
    for change in context.store.read_changes(context.book, client_ids=ids) if ids else ():
        if any(name == "block" for name, _ in change.before):
            by_merge[change.client_id or ""] = change.kind is ChangeKind.MERGED
    return frozenset(client_id for client_id, brought in by_merge.items() if brought)


def block_now(context: Context, client: Client, by: Actor, reason: str | None) -> BookingBlock:
    """Return the block of a client that somebody blocks: the one it has, where that is its own."""
    if client.block is not None and not blocked_by_merge(context, [client]):
        return client.block
    return blocked_anew(client.block, by, context.clock(), reason)


def blocked_anew(
    block: BookingBlock | None, by: Actor, at: datetime, reason: str | None = None
) -> BookingBlock:
    """Return the block of a client that is blocked now, in the place of one that a merge brought.

    It tells the same reason unless another is given, and is never equal to the other: as long as
    it stands, unmerging leaves it.
    """
    anew = BookingBlock(by, at, reason)
    if block is None:
        return anew
    return attrs.evolve(anew, at=max(at, block.at + _MOMENT), reason=reason or block.reason)
