"""Readings of the journal: a client as it stood after each of its changes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from clientbook.book.contexts import Context
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind, revert

_PAGE = 100


def changes_of(context: Context, client_id: ClientId) -> Iterator[Change]:
    """Yield the changes of a client, newest first; events that changed nothing of it included."""
    after = 0
    while True:
        page = context.store.read_changes(
            context.book, after=after, client_ids=[client_id], limit=_PAGE, descending=True
        )
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].seq


def states(context: Context, client: Client) -> Iterator[Client]:
    """Yield the client as it stands, then as it stood after each earlier change.

    Of an erased client only the last state is left.
    """
    return states_by(client, changes_of(context, client.id))


def states_by(client: Client, changes: Iterable[Change]) -> Iterator[Client]:
    """Yield what :func:`states` does, by changes that were read already, newest first."""
    told = (c for c in changes if c.kind not in EVENT_KINDS)
    change = next(told, None)
    while change is not None and change.kind not in (ChangeKind.CREATED, ChangeKind.ERASED):
        yield client
        earlier = next(told, None)
        before = earlier.at if earlier else client.created_at
        client = revert(client, change, updated_at=before)
        change = earlier
    yield client


def told_by(client: Client, changes: Iterable[Change]) -> tuple[list[Change | None], list[Client]]:
    """Return the changes of a client and how it stood after each, oldest first.

    Events are left out.  The first change is None for the earliest state of a client whose creation
    no journal tells of.

    Args:
        client: As it stands.
        changes: Its changes, newest first.
    """
    newest = [change for change in changes if change.kind not in EVENT_KINDS]
    states = list(states_by(client, newest))[::-1]
    told: list[Change | None] = [*newest[: len(states)]]
    told += [None] * (len(states) - len(told))
    return told[::-1], states


def at_revision(context: Context, client: Client, revision: int) -> Client | None:
    """Return the client at an earlier revision, None when it never had it."""
    for state in states(context, client):
        if state.revision <= revision:
            return state if state.revision == revision else None
    return None


def at_time(context: Context, client: Client, at: datetime) -> Client | None:
    """Return the client as it stood at a time, None when it did not exist yet."""
    return next((s for s in states(context, client) if s.updated_at <= at), None)
