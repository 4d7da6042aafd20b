"""The history desk: what happened, and how things stood."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.history.readings import at_time, changes_of
from clientbook.book.resolving import known_as, load
from clientbook.domain.checks import utc
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.doors import guarded
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind, revert
from clientbook.domain.profiles import FIELDS
from clientbook.errors import ClientNotFoundError


@attrs.frozen
class Event:
    """One event of a book's feed: ids and field names, never a value.

    Args:
        seq: Position, growing; where to go on.
        kind: What happened.
        client_id: The client concerned, None for the book.
        revision: The client's revision after it.
        at: When (aware, UTC).
        actor: Who.
        cause: What it was part of, such as ``"import:<run>"``.
        fields: Names of the changed fields.
    """

    seq: int
    kind: ChangeKind
    client_id: ClientId | None
    revision: int
    at: datetime
    actor: Actor
    cause: str
    fields: tuple[str, ...]


@attrs.frozen
class FieldChange:
    """What became of one field."""

    field: str
    before: Any = attrs.field(repr=False)
    after: Any = attrs.field(repr=False)


@attrs.frozen
class HistoryEntry:
    """One change of a client, with its values.

    Args:
        event: What happened.
        changes: Old and new value of each field; empty for a creation and once erased.
    """

    event: Event
    changes: tuple[FieldChange, ...] = ()


def event_of(change: Change) -> Event:
    """Return what the feed tells of a change."""
    return Event(
        change.seq,
        change.kind,
        change.client_id,
        change.revision,
        change.at,
        change.actor,
        change.cause,
        change.fields,
    )


@guarded
@attrs.frozen
class HistoryDesk:
    """Reads the journal.

    Args:
        context: The book.
    """

    context: Context

    def history(self, client_id: ClientId) -> tuple[HistoryEntry, ...]:
        """Return every change of a client and of those merged into it, newest first.

        Raises:
            ClientNotFoundError: No such client.
        """
        client = load(self.context, client_id)
        ids = known_as(self.context, [client.id])[client.id]
        clients = self.context.store.get_clients(self.context.book, ids)
        entries = [entry for c in clients.values() for entry in self._entries(c)]
        return tuple(sorted(entries, key=lambda entry: -entry.event.seq))

    def _entries(self, client: Client) -> Iterator[HistoryEntry]:
        state: Client | None = client
        for change in changes_of(self.context, client.id):
            if change.kind in EVENT_KINDS or state is None:
                yield HistoryEntry(event_of(change))
                continue
            before = dict(change.before)
            yield HistoryEntry(
                event_of(change),
                tuple(FieldChange(f, before[f], _value(state, f)) for f in before),
            )
            ends = change.kind in (ChangeKind.CREATED, ChangeKind.ERASED)
            state = None if ends else revert(state, change, updated_at=change.at)

    def as_of(self, client_id: ClientId, at: datetime) -> Client:
        """Return the client that answered for an id at a time, as it stood then.

        Before a merge an absorbed id gives its own client, after it the survivor.  Of an erased
        client only the empty state is left.

        Raises:
            ClientNotFoundError: There was no such client at that time.
        """
        at = utc(at)
        found = self.context.store.get_clients(self.context.book, [client_id]).get(client_id)
        if found is None:
            raise ClientNotFoundError(client_id)
        state = at_time(self.context, found, at)
        if state is None and found.status is ClientStatus.ERASED and found.created_at <= at:
            return found
        if state is None:
            raise ClientNotFoundError(client_id)
        if state.merged_into is not None:
            return self.as_of(state.merged_into, at)
        return state

    def events(self, *, after: int = 0, limit: int = 1000) -> tuple[Event, ...]:
        """Return events of the book in order, beginning after a position.

        Keep ``seq`` of the last event worked off together with what the work wrote: after a
        crash go on from there; an event is seen at least once, and none is missed.
        """
        changes = self.context.store.read_changes(self.context.book, after=after, limit=limit)
        return tuple(event_of(change) for change in changes)


def _value(client: Client, field: str) -> Any:
    return getattr(client.profile if field in FIELDS else client, field)
