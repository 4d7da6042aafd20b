"""What a host plugs in: where its activities are read, and how they follow a merge."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, runtime_checkable

import attrs

from clientbook.domain.activities import Activity, ActivityKind
from clientbook.domain.clients import ClientId
from clientbook.domain.doors import guarded

_START = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@attrs.frozen
class Visits:
    """A client's appointments around a moment.

    Args:
        last_at: Start of the latest appointment that has started, or None.  Neither cancelled ones
            nor those that the client missed (NO_SHOW) count.
        next_at: Start of the first live appointment that has not started, or None.
    """

    last_at: datetime | None = None
    next_at: datetime | None = None


@guarded
@attrs.frozen(order=True)
class TimelineKey:
    """Where a timeline entry stands: newest first, then by kind, then by id.

    Args:
        descending_at: Microseconds since year 1, negated, so that newer entries sort first.
        kind: Kind of the entry.
        id: Id of the entry.
    """

    descending_at: int
    kind: str = ""
    id: str = ""

    @classmethod
    def of(cls, at: datetime, kind: str, id: str) -> "TimelineKey":  # noqa: A002 (a field's name)
        """Return the key of an entry."""
        return cls(-((at - _START) // _MICROSECOND), kind, id)

    @property
    def at(self) -> datetime:
        """The time of the entry."""
        return _START - self.descending_at * _MICROSECOND


@runtime_checkable
class ActivitySource(Protocol):
    """Where activities of some kinds are read.

    A source speaks only of the kinds it has; a kind that no source has is absent from the
    profile, not empty (SPEC K45).
    """

    @property
    def kinds(self) -> frozenset[ActivityKind]:
        """The kinds this source has."""

    def activities(
        self,
        book: str,
        client_ids: Collection[ClientId],
        *,
        kinds: Collection[ActivityKind],
        after: TimelineKey | None = None,
        limit: int,
        ascending: bool = False,
    ) -> Sequence[Activity]:
        """Return activities of these clients in the order of :class:`TimelineKey`.

        Args:
            book: The book.
            client_ids: Whose; an activity of two of them comes once.
            kinds: Which kinds.
            after: Begin after this key.
            limit: At most so many.
            ascending: The exact reverse order (oldest first), beginning after *after* in it.

        Cost: O(limit), whatever the number of activities.
        """

    def counts(self, book: str, client_ids: Collection[ClientId]) -> Mapping[ActivityKind, int]:
        """Return how many activities of each kind these clients have together.  Cost: O(1)."""

    def visits(
        self, book: str, client_ids: Collection[ClientId], now: datetime
    ) -> Mapping[ClientId, Visits]:
        """Return the last and next live appointment of each client that has one.

        An appointment that starts exactly *now* has started.
        """


@runtime_checkable
class AppointmentPort(Protocol):
    """What self-service needs of the host's calendar."""

    def find_appointment(self, book: str, appointment_id: str) -> Activity | None:
        """Return the appointment, None when there is none."""

    def save_appointment(self, book: str, activity: Activity) -> None:
        """Replace the appointment, inside the caller's unit of work."""


@attrs.frozen
class LinkConflict:
    """Two records that cannot both belong to the survivor: a person has to decide.

    Args:
        kind: Kind of the records, such as ``"loyalty_card"``.
        code: What collides, such as ``"same_program"``.
        ids: Ids of the records that collide.
    """

    kind: str
    code: str
    ids: tuple[str, ...]


@attrs.frozen
class LinkReceipt:
    """Proof that one record was moved from one client to another.

    Args:
        port: Name of the port that moved it.
        kind: Kind of the record.
        id: Id of the record.
        from_client: Whose it was.
        to_client: Whose it is now.
        detail: What the port needs to move it back; opaque to everyone else.
    """

    port: str
    kind: str
    id: str
    from_client: ClientId
    to_client: ClientId
    detail: str = attrs.field(default="", repr=False)


@attrs.frozen
class LinkPreview:
    """What a merge would move.

    Args:
        counts: Records per kind that the absorbed clients have, sorted by kind.
        conflicts: What a person has to decide first.
    """

    counts: tuple[tuple[str, int], ...] = ()
    conflicts: tuple[LinkConflict, ...] = ()


@runtime_checkable
class LinkPort(Protocol):
    """How records of the host follow a merge, and go back when it is undone.

    Every call runs inside the unit of work of the merge: a port that shares the store's
    connection is rolled back with it.  A port that raises aborts the merge.
    """

    @property
    def name(self) -> str:
        """Name of the port, unique in a book; receipts carry it."""

    def linked(self, book: str, client_ids: Collection[ClientId]) -> Collection[ClientId]:
        """Return those of these clients that records of the host name."""

    def preview(self, book: str, absorbed: Collection[ClientId], survivor: ClientId) -> LinkPreview:
        """Return what :meth:`reassign` would move; changes nothing."""

    def reassign(
        self, book: str, absorbed: Collection[ClientId], survivor: ClientId
    ) -> Sequence[LinkReceipt]:
        """Give every record of the absorbed clients to the survivor: all or none.

        Raises:
            LinkConflictError: Records collide; nothing was moved.
        """

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> Sequence[LinkReceipt]:
        """Give records back that the receipts name and the survivor still has.

        Returns:
            The receipts that could not be honoured, because the host has moved or removed the
            record since.
        """
