"""The one way to write clients: edits in, clients, index entries and journal out."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import attrs

from clientbook.book.consent.ledger import carry_opt_outs
from clientbook.book.consent.remembering import follow_addresses_later, keep_consents
from clientbook.book.contexts import Context
from clientbook.book.former_keys import keep_former
from clientbook.book.lists.facets import refresh_consents_later, refresh_visits_later
from clientbook.book.order_keys import oldest_first
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.journal import Change, ChangeKind, Delta, difference
from clientbook.searching.entries import make_entries
from clientbook.storage.protocols import ClientWrite, Record

DELETED = "deleted"
"""Records of deleted clients, in order of their deletion, for the purge to find."""

_UNDONE = ("undo:", "unmerge:")
"""How the causes begin of what takes back what was said by mistake."""

_MERGES = frozenset({ChangeKind.MERGED, ChangeKind.ABSORBED, ChangeKind.UNMERGED})
_UNDELETED = (("status", ClientStatus.ACTIVE), ("deleted_at", None))
"""What a deletion changes, as it was before."""
_REFRESHED = _MERGES | {ChangeKind.RESTORED}


@attrs.frozen
class Edit:
    """One client to write.

    Args:
        kind: What happens to it.
        before: The client as it was read, None for a new one.
        after: The client as it is to be; revision and time are set by :func:`write`.
        always: True writes a revision even when no value changes: the act itself counts.
    """

    kind: ChangeKind
    before: Client | None
    after: Client
    always: bool = False


def write(
    context: Context,
    edits: Sequence[Edit],
    *,
    actor: Actor,
    cause: str = "",
    at: datetime | None = None,
) -> tuple[Client, ...]:
    """Write clients, their index entries and their journal, inside the caller's transaction.

    An edit that changes nothing is left out of the store and the journal, unless it always counts.

    Returns:
        The clients as they stand now, one an edit, in order.

    Raises:
        StaleRevisionError: A client was changed since it was read.
        ConstraintError: Another live client holds an external id.
    """
    now = at or context.clock()
    written: list[Client] = []
    changed: list[tuple[ChangeKind, Client, Delta]] = []
    for edit in edits:
        client, delta = _as_written(edit, context.brought(edit.after), now)
        written.append(client)
        if client is not edit.before:
            changed.append((edit.kind, client, delta))
    if not changed:
        return tuple(written)
    context.rehearse(len(changed))
    context.store.put_clients(context.book, _indexed(context, [client for _, client, _ in changed]))
    context.store.append_changes(  # made when the index entries are gone
        context.book,
        [
            Change(
                kind=kind,
                client_id=client.id,
                revision=client.revision,
                at=now,
                actor=actor,
                cause=cause,
                before=delta,
                fields=tuple([name for name, _ in delta]),
            )
            for kind, client, delta in changed
        ],
    )
    if not cause.startswith(_UNDONE):
        edited = ((e.before, client) for e, client in zip(edits, written, strict=True) if e.before)
        keep_former(context, edited)
    _keep_book(context, edits, written)
    return tuple(written)


def _as_written(edit: Edit, after: Client, now: datetime) -> tuple[Client, Delta]:
    """Return the client as an edit leaves it, and what was there before where it differs.

    One that changes nothing, and need not be counted, gives the very client as it was.
    """
    before = edit.before
    if before is None:
        if after.revision != 1 or after.created_at != now or after.updated_at != now:
            after = attrs.evolve(after, revision=1, created_at=now, updated_at=now)
        return after, ()
    delta = difference(before, after)
    if not delta and not edit.always:
        return before, ()
    return attrs.evolve(after, revision=before.revision + 1, updated_at=now), delta


def delete(context: Context, ids: Sequence[ClientId], *, actor: Actor, cause: str = "") -> None:
    """Delete clients, whatever is known of them, inside the caller's transaction.

    What :func:`write` does with an edit of each, but no client is read: an undo deletes thousands.
    Those that are not ACTIVE, and unknown ids, stay as they are.
    """
    if not ids:
        return
    context.rehearse(len(ids))
    at = context.clock()
    revisions = context.store.delete_clients(context.book, ids, at=at)
    fields = tuple(name for name, _ in _UNDELETED)
    context.store.append_changes(
        context.book,
        [
            Change(
                kind=ChangeKind.DELETED,
                client_id=client_id,
                revision=revision,
                at=at,
                actor=actor,
                cause=cause,
                before=_UNDELETED,
                fields=fields,
            )
            for client_id, revision in revisions.items()
        ],
    )
    context.store.put_records(context.book, _deletions(revisions, at))
    follow_addresses_later(context, revisions)


def _deletions(ids: Iterable[ClientId], at: datetime) -> list[Record]:
    order, body = oldest_first(at), dict[str, Any]()
    return [Record(DELETED, i, body, owner=DELETED, order=order) for i in ids]


def _indexed(context: Context, clients: Sequence[Client]) -> list[ClientWrite]:
    """Return clients with what is indexed of them: only what is ACTIVE is found."""
    entries = iter(make_entries([c for c in clients if c.is_active], context.settings))
    return [ClientWrite(c, c.revision - 1, next(entries) if c.is_active else None) for c in clients]


def _keep_book(context: Context, edits: Sequence[Edit], written: Sequence[Client]) -> None:
    """Do what follows from a write: deletions to purge, suppressed addresses, derived facets."""
    deleted: list[Record] = []
    returned: list[str] = []
    moved: list[str] = []
    for edit, client in zip(edits, written, strict=True):
        before = edit.before
        if edit.kind in _REFRESHED:
            moved.append(client.id)
        if before is not None and before.merged_into is not None and client.merged_into is None:
            carry_opt_outs(context, before.merged_into, [client])
        if client.deleted_at is not None:
            deleted += _deletions([client.id], client.deleted_at)
        elif before is not None and before.deleted_at is not None:
            returned.append(client.id)
    if deleted:
        context.store.put_records(context.book, deleted)
    if returned:
        context.store.delete_records(context.book, DELETED, returned)
    keep_consents(
        context,
        (
            (edit.before, client, edit.kind in _MERGES)
            for edit, client in zip(edits, written, strict=True)
        ),
    )
    if moved:
        refresh_consents_later(context, moved)
        refresh_visits_later(context, moved)


def make_event(
    context: Context,
    kind: ChangeKind,
    *,
    actor: Actor,
    client: Client | None = None,
    cause: str = "",
    fields: tuple[str, ...] = (),
) -> Change:
    """Return an event that changes no client: a consent, a note, an import, a definition."""
    return Change(
        kind=kind,
        client_id=client.id if client else None,
        revision=client.revision if client else 0,
        at=context.clock(),
        actor=actor,
        cause=cause,
        fields=fields,
    )


def record_event(
    context: Context,
    kind: ChangeKind,
    *,
    actor: Actor,
    client: Client | None = None,
    cause: str = "",
    fields: tuple[str, ...] = (),
) -> None:
    """Append one event, see :func:`make_event`."""
    event = make_event(context, kind, actor=actor, client=client, cause=cause, fields=fields)
    context.store.append_changes(context.book, [event])
