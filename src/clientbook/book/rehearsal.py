"""Rehearsal: anything run on the book, the difference it makes, and everything rolled back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind, difference, revert
from clientbook.domain.profiles import FIELDS

_PAGE = 1_000


@attrs.frozen
class RehearsedChange:
    """One field of one client, before and after what was rehearsed.

    Args:
        client_id: The client.
        field: Name of a field of the profile or of the client (``"block"``).
        before: Its value in the book; of a client that does not exist yet None.
        after: Its value after the rehearsal.
    """

    client_id: ClientId
    field: str
    before: Any = attrs.field(repr=False)
    after: Any = attrs.field(repr=False)


@attrs.frozen
class RehearsedEvent:
    """What would be recorded around a client: a note, what it said of contact, a visit.

    Args:
        client_id: The client.
        kind: NOTE, CONSENT, ACTIVITY and so on.
        what: Which, never a value: ``"note"``, ``"corrected"``; of a consent channel, topic and
            state, such as ``"sms:MARKETING:opted_out"``.
    """

    client_id: ClientId
    kind: ChangeKind
    what: str


@attrs.define
class Rehearsal:
    """What a rehearsal would do to the clients of the book.

    Inside the block it says what was done so far, at each look; after it, what all of it did.
    Ids of clients and imports that it made are not those that a real run will make.

    Args:
        created: Clients that would be created, and still be there at the end.
        changed: Clients whose profile or block would change, those that others merge into included.
        merged: Clients that would go into another one.
        deleted: Clients of the book that would be deleted or erased.
        restored: Clients that would come back, from a merge or a deletion.
        changes: The difference field by field, of clients created, changed or restored; by client,
            then in the order of fields.
        around: What would be recorded around clients, in order: notes, consents, activities.
        events: How many events of each kind (notes, consents, imports...) would be recorded.
    """

    created: tuple[ClientId, ...] = ()
    changed: tuple[ClientId, ...] = ()
    merged: tuple[ClientId, ...] = ()
    deleted: tuple[ClientId, ...] = ()
    restored: tuple[ClientId, ...] = ()
    changes: tuple[RehearsedChange, ...] = ()
    around: tuple[RehearsedEvent, ...] = ()
    events: tuple[tuple[ChangeKind, int], ...] = ()

    _look: Callable[["Rehearsal"], None] | None = attrs.field(
        default=None, init=False, repr=False, eq=False
    )

    def __getattribute__(self, name: str) -> Any:
        """Look at the journal first, as long as the block is open."""
        if name in _SEEN:
            look = object.__getattribute__(self, "_look")
            if look is not None:
                look(self)
        return object.__getattribute__(self, name)

    @property
    def counts(self) -> dict[str, int]:
        """Number of clients per outcome."""
        names = ("created", "changed", "merged", "deleted", "restored")
        return {name: len(getattr(self, name)) for name in names}


_SEEN = frozenset(field.name for field in attrs.fields(Rehearsal) if field.init)


@contextmanager
def rehearsed(context: Context) -> Iterator[Rehearsal]:
    """Begin a rehearsal, which is rolled back; its value sees what is written meanwhile."""
    with context.rehearsal():
        since = context.store.last_seq(context.book)
        rehearsal = Rehearsal()
        rehearsal._look = lambda seen: observe(context, since, seen)  # noqa: SLF001 - its own
        try:
            yield rehearsal
            observe(context, since, rehearsal)
        finally:
            rehearsal._look = None  # noqa: SLF001


def observe(context: Context, since: int, rehearsal: Rehearsal) -> None:
    """Fill a rehearsal with what was written after a position of the journal.

    Args:
        context: The book, still inside the unit of work.
        since: Position of the journal at the beginning.
        rehearsal: What to fill.
    """
    changes = list(_changes(context, since))
    of_clients: dict[ClientId, list[Change]] = {}
    for change in changes:
        if change.client_id is not None and change.kind not in EVENT_KINDS:
            of_clients.setdefault(change.client_id, []).append(change)
    found = context.store.get_clients(context.book, list(of_clients))
    sides = {i: (_before(found.get(i), own), found.get(i)) for i, own in of_clients.items()}
    outcomes: dict[str, list[ClientId]] = {}
    shown: list[RehearsedChange] = []
    for client_id, (before, after) in sides.items():
        outcome = _outcome(before, after, is_new=_is_new(of_clients[client_id]))
        if outcome is None:
            continue
        outcomes.setdefault(outcome, []).append(client_id)
        if after is not None and outcome in ("created", "changed", "restored"):
            shown += _fields(before, after)
    for name in ("created", "changed", "merged", "deleted", "restored"):
        setattr(rehearsal, name, tuple(outcomes.get(name, ())))
    rehearsal.changes = tuple(shown)
    events = [change for change in changes if change.kind in EVENT_KINDS]
    rehearsal.around = tuple(
        RehearsedEvent(change.client_id, change.kind, ", ".join(change.fields))
        for change in events
        if change.client_id is not None
    )
    rehearsal.events = tuple(sorted(Counter(change.kind for change in events).items()))


def _changes(context: Context, since: int) -> Iterable[Change]:
    while page := context.store.read_changes(context.book, after=since, limit=_PAGE):
        yield from page
        since = page[-1].seq


def _is_new(changes: Iterable[Change]) -> bool:
    return any(change.kind is ChangeKind.CREATED for change in changes)


def _before(client: Client | None, changes: list[Change]) -> Client | None:
    """Return a client as it was before its changes; None when it was not, or cannot be known."""
    if _is_new(changes):
        return None
    for change in reversed(changes):
        if client is None or change.kind is ChangeKind.ERASED:
            return client
        client = revert(client, change, updated_at=client.created_at)
    return client


def _outcome(before: Client | None, after: Client | None, *, is_new: bool) -> str | None:
    if after is None or after.status in (ClientStatus.DELETED, ClientStatus.ERASED):
        return None if is_new else "deleted"  # made and taken away again: nothing is left of it
    if after.status is ClientStatus.MERGED:
        return "merged"
    if before is None:
        return "created"
    if not before.is_active:
        return "restored"
    return "changed" if difference(before, after) else None


def _fields(before: Client | None, after: Client) -> Iterable[RehearsedChange]:
    for field in (*FIELDS, "block"):
        old = None if before is None else _value(before, field)
        new = _value(after, field)
        if old != new and not (before is None and new in (None, ())):
            yield RehearsedChange(after.id, field, old, new)


def _value(client: Client, field: str) -> Any:
    return getattr(client.profile if field in FIELDS else client, field)
