"""Deleting in two steps, restoring within a window, purging after it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

import attrs

from clientbook.book.clients.undefining import bring_back
from clientbook.book.contexts import Context
from clientbook.book.order_keys import oldest_first
from clientbook.book.privacy.forgetting import forget, recognise
from clientbook.book.resolving import REDIRECTS, known_as, resolve
from clientbook.book.writing import DELETED, Edit, record_event, write
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.journal import ChangeKind
from clientbook.errors import (
    ClientNotFoundError,
    ClientStateError,
    EmptySelectionError,
    StalePlanError,
)

_PAGE = 500
_PURGED_AT_ONCE = 50
"""Clients a unit of work of a purge: about a tenth of a second."""
_ACCOUNTS = frozenset({ActivityKind.INVOICE, ActivityKind.TICKET})
"""Kinds of activities in the store that outlive a purged client: the law wants accounts kept."""


@attrs.frozen
class DeletePlan:
    """What a deletion would do; nothing has happened yet.

    Args:
        revisions: Each client once, with the revision that was looked at.
        links: Records of the host per kind that keep pointing at these clients.
    """

    revisions: tuple[tuple[ClientId, int], ...]
    links: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """How many clients would be deleted."""
        return len(self.revisions)


def plan_delete(context: Context, ids: Sequence[ClientId]) -> DeletePlan:
    """Return what deleting these clients would do."""
    if not ids:
        raise EmptySelectionError("nothing is selected", "select at least one client")
    found = resolve(context, ids)
    chosen: dict[ClientId, int] = {}
    for client_id in ids:
        if client_id not in found:
            raise ClientNotFoundError(client_id)
        client = found[client_id]
        if client.id != client_id:
            raise ClientStateError(client_id, ClientStatus.MERGED.value, client.id)
        if not client.is_active:
            raise ClientStateError(client.id, client.status.value)
        chosen[client.id] = client.revision
    return DeletePlan(tuple(chosen.items()), _links(context, tuple(chosen)))


def _links(context: Context, ids: Sequence[ClientId]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    known = [i for all_ids in known_as(context, ids).values() for i in all_ids]
    for source in context.sources:
        for kind, count in source.counts(context.book, known).items():
            counts[kind.value] = counts.get(kind.value, 0) + count
    return tuple(sorted(counts.items()))


def confirm_delete(context: Context, plan: DeletePlan, *, by: Actor) -> tuple[Client, ...]:
    """Delete the clients of a plan."""
    now = context.clock()
    with context.unit():
        found = context.store.get_clients(context.book, [i for i, _ in plan.revisions])
        edits: list[Edit] = []
        for client_id, revision in plan.revisions:
            client = found.get(client_id)
            if client is None or client.revision != revision or not client.is_active:
                raise StalePlanError(
                    f"client {client_id!r} has changed since the deletion was planned",
                    "plan it again and look once more",
                )
            after = attrs.evolve(client, status=ClientStatus.DELETED, deleted_at=now)
            edits.append(Edit(ChangeKind.DELETED, client, after))
        return write(context, edits, actor=by, at=now)


def deleted(context: Context, *, after: Client | None, limit: int) -> tuple[Client, ...]:
    """Return deleted clients whose window is open, latest deletion first."""
    cursor = None
    if after is not None and after.deleted_at is not None:
        cursor = (oldest_first(after.deleted_at), after.id)
    records = context.store.list_records(
        context.book, DELETED, owners=[DELETED], after=cursor, limit=limit, descending=True
    )
    found = context.store.get_clients(context.book, [record.id for record in records])
    first = context.clock() - timedelta(days=context.settings.restore_days)
    clients = (found[record.id] for record in records if record.id in found)
    return tuple(c for c in clients if c.deleted_at is not None and c.deleted_at >= first)


def restore(context: Context, client_id: ClientId, *, by: Actor) -> Client:
    """Bring a deleted client back."""
    with context.unit():
        client = context.store.get_clients(context.book, [client_id]).get(client_id)
        if client is None:
            raise ClientNotFoundError(client_id)
        if client.deleted_at is None:
            raise ClientStateError(client_id, client.status.value, client.merged_into)
        window = timedelta(days=context.settings.restore_days)
        if context.clock() > client.deleted_at + window:
            raise ClientStateError(client_id, "beyond its restore window")
        after = attrs.evolve(client, status=ClientStatus.ACTIVE, deleted_at=None)
        bring_back(context, [after], actor=by, cause=f"restored:{client_id}")
        return write(context, [Edit(ChangeKind.RESTORED, client, after)], actor=by)[0]


def purge(context: Context, *, by: Actor) -> tuple[ClientId, ...]:
    """Remove for good the clients whose restore window has closed.

    Some clients a unit of work, so that other writers get their turn: interrupted, what was
    purged stays so, and the next purge goes on.

    Returns:
        Their ids, in the order in which they were deleted.
    """
    cutoff = _cutoff(context)
    purged: list[ClientId] = []
    while True:
        with context.unit():
            ids = list(islice(_expired(context, cutoff, page=_PURGED_AT_ONCE), _PURGED_AT_ONCE))
            purged += _purge(context, ids, by)
        if len(ids) < _PURGED_AT_ONCE:
            return tuple(purged)


def count_due(context: Context) -> int:
    """Return how many clients a purge would remove now."""
    return sum(1 for _ in _expired(context, _cutoff(context)))


def _cutoff(context: Context) -> str:
    return oldest_first(context.clock() - timedelta(days=context.settings.restore_days))


def _purge(context: Context, ids: Sequence[ClientId], by: Actor) -> Iterator[ClientId]:
    clients = context.store.get_clients(context.book, ids)
    for client in clients.values():
        person = recognise(context, client, keep=_ACCOUNTS)
        forget(context, client, person, all_contact=False)
        record_event(context, ChangeKind.PURGED, actor=by, client=client)
        context.store.purge_clients(context.book, person.ids)
        context.store.delete_records(context.book, REDIRECTS, person.ids)
        yield client.id
    context.store.delete_records(context.book, DELETED, ids)


def _expired(context: Context, cutoff: str, *, page: int = _PAGE) -> Iterator[ClientId]:
    """Yield the clients deleted before a moment, oldest first, without reading the others."""
    after: tuple[str, str] | None = None
    while records := context.store.list_records(
        context.book, DELETED, owners=[DELETED], after=after, limit=page
    ):
        for record in records:
            if record.order >= cutoff:
                return
            yield record.id
        after = (records[-1].order, records[-1].id)
