"""The ready implementation of the host's ports: activities kept as records of the store.

Records of an activity:

* ``activity``: the activity itself, id ``kind:id``;
* ``seat``: one per client, owner ``client/kind``, newest first, so that each kind is a sorted list;
* ``visit``: one per live seat of an appointment that was kept or is to come, owner the client,
  oldest first;
* ``tally``: one per client, how many activities of each kind it has;
* ``removed-activity``: the last revision of one that is gone, so that another one under its id is
  never taken for it by an editor who had read the first.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

import attrs

from clientbook.book.order_keys import from_oldest_first, newest_first, oldest_first, order_of
from clientbook.convert.activities import activity_from_document, activity_to_document
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    Attendee,
)
from clientbook.domain.clients import ClientId
from clientbook.domain.ports import LinkPreview, LinkReceipt, TimelineKey, Visits
from clientbook.storage.protocols import Record, Store

ACTIVITIES = "activity"
SEATS = "seat"
VISITS = "visit"
TALLIES = "tally"
REMOVED = "removed-activity"
_PORT = "activities"
_COLLAPSED = "collapsed"
_PAIRS_AT_ONCE = 200


def _record_id(kind: ActivityKind, activity_id: str) -> str:
    return f"{kind.value}:{activity_id}"


def _seat(activity: Activity, client_id: ClientId) -> Record:
    kind = activity.kind.value
    record_id = _record_id(activity.kind, activity.id)
    return Record(
        SEATS,
        f"{record_id}|{client_id}",
        {"activity": record_id},
        owner=f"{client_id}/{kind}",
        order=f"{newest_first(activity.at)} {kind} {activity.id}",
    )


def _visit(activity: Activity, client_id: ClientId) -> Record | None:
    appointment = activity.payload
    if not isinstance(appointment, Appointment) or not appointment.is_visit:
        return None
    if client_id not in appointment.live_attendees:
        return None
    return Record(
        VISITS, f"{activity.id}|{client_id}", {}, owner=client_id, order=oldest_first(activity.at)
    )


@attrs.frozen
class StoreActivities:
    """Activities kept in the client book's own store; source, links and calendar in one.

    Args:
        store: The store; writes happen inside its transaction, reads anywhere.
        only: The kinds it has; None for every kind.
    """

    store: Store
    only: frozenset[ActivityKind] | None = None

    @property
    def name(self) -> str:
        """Name of the port."""
        return _PORT

    @property
    def kinds(self) -> frozenset[ActivityKind]:
        """The kinds it has: a section that no source has is absent, not empty (SPEC K45)."""
        return frozenset(ActivityKind) if self.only is None else self.only

    # -- writing ---------------------------------------------------------------------------

    def put(self, book: str, activity: Activity) -> Activity | None:
        """Keep an activity, or replace the one of the same kind and id, at its next revision.

        Returns:
            The activity it replaced, None for a new one.
        """
        before = self.get(book, activity.kind, activity.id)
        if before is not None:
            self._remove_seats(book, before)
        record_id = _record_id(activity.kind, activity.id)
        # One kept before there were revisions counts as the first.
        last = max(before.revision, 1) if before else self._last_revision(book, record_id)
        activity = attrs.evolve(activity, revision=last + 1)
        body = Record(ACTIVITIES, record_id, activity_to_document(activity))
        seats = [_seat(activity, i) for i in activity.client_ids]
        visits = [v for i in activity.client_ids if (v := _visit(activity, i))]
        self.store.put_records(book, [body, *seats, *visits])
        self._count(book, activity, 1)
        return before

    def remove(self, book: str, kind: ActivityKind, activity_id: str) -> bool:
        """Remove an activity; False when there was none."""
        activity = self.get(book, kind, activity_id)
        if activity is None:
            return False
        self._remove_seats(book, activity)
        record_id = _record_id(kind, activity_id)
        self.store.delete_records(book, ACTIVITIES, [record_id])
        gone = Record(REMOVED, record_id, {"revision": max(activity.revision, 1)})
        self.store.put_records(book, [gone])
        return True

    def _last_revision(self, book: str, record_id: str) -> int:
        gone = self.store.get_records(book, REMOVED, [record_id]).get(record_id)
        return int(gone.body["revision"]) if gone else 0

    def take_out(self, book: str, activity: Activity, client_ids: Collection[ClientId]) -> None:
        """Take clients out of an activity; one that is nobody's then is removed."""
        left = [i for i in activity.client_ids if i not in client_ids]
        if not left:
            self.remove(book, activity.kind, activity.id)
            return
        self.put(book, _rebuilt(activity, lambda seat: [seat] if seat.client_id in left else []))

    def get(self, book: str, kind: ActivityKind, activity_id: str) -> Activity | None:
        """Return an activity, None when there is none."""
        record_id = _record_id(kind, activity_id)
        found = self.store.get_records(book, ACTIVITIES, [record_id]).get(record_id)
        return activity_from_document(found.body) if found else None

    def _remove_seats(self, book: str, activity: Activity) -> None:
        seats = [_seat(activity, i) for i in activity.client_ids]
        self.store.delete_records(book, SEATS, [s.id for s in seats])
        if activity.kind is ActivityKind.APPOINTMENT:
            ids = [f"{activity.id}|{i}" for i in activity.client_ids]
            self.store.delete_records(book, VISITS, ids)
        self._count(book, activity, -1)

    def _count(self, book: str, activity: Activity, step: int) -> None:
        kind = activity.kind.value
        tallies = self.store.get_records(book, TALLIES, activity.client_ids)
        records = []
        for client_id in activity.client_ids:
            counts = dict(tallies[client_id].body) if client_id in tallies else {}
            counts[kind] = counts.get(kind, 0) + step
            kept = {k: n for k, n in counts.items() if n}
            records.append(Record(TALLIES, client_id, kept, owner=client_id))
        self.store.put_records(book, records)

    # -- ActivitySource --------------------------------------------------------------------

    def activities(
        self,
        book: str,
        client_ids: Collection[ClientId],
        *,
        kinds: Collection[ActivityKind],
        after: TimelineKey | None = None,
        limit: int,
        ascending: bool = False,
    ) -> tuple[Activity, ...]:
        """Return activities of these clients, newest first or oldest first."""
        cursor = (order_of(after), "") if after else None
        if after and not ascending:
            # Seats of the very entry stand behind (order, ""): step over them all.
            cursor = (order_of(after), "\U0010ffff")
        lists = [
            self.store.list_records(
                book,
                SEATS,
                owners=[f"{client_id}/{kind.value}"],
                after=cursor,
                limit=limit,
                descending=ascending,
            )
            for client_id in client_ids
            for kind in kinds
        ]
        merged = heapq.merge(*lists, key=lambda seat: (seat.order, seat.id), reverse=ascending)
        wanted = list(islice(dict.fromkeys(seat.body["activity"] for seat in merged), limit))
        found = self.store.get_records(book, ACTIVITIES, wanted) if wanted else {}
        return tuple(activity_from_document(found[i].body) for i in wanted if i in found)

    def counts(self, book: str, client_ids: Collection[ClientId]) -> dict[ActivityKind, int]:
        """Return how many activities of each kind these clients have together."""
        total: dict[ActivityKind, int] = {}
        for tally in self.store.get_records(book, TALLIES, client_ids).values():
            for kind, count in tally.body.items():
                total[ActivityKind(kind)] = total.get(ActivityKind(kind), 0) + count
        return total

    def visits(
        self, book: str, client_ids: Collection[ClientId], now: datetime
    ) -> dict[ClientId, Visits]:
        """Return the last and next live appointment of each client that has one."""
        around = (oldest_first(now), "\U0010ffff")
        found: dict[ClientId, Visits] = {}
        tallies = self.store.get_records(book, TALLIES, client_ids)
        for client_id, tally in tallies.items():
            if ActivityKind.APPOINTMENT.value not in tally.body:
                continue
            last, coming = (
                self.store.list_records(
                    book, VISITS, owners=[client_id], after=around, limit=1, descending=backwards
                )
                for backwards in (True, False)
            )
            if last or coming:
                found[client_id] = Visits(
                    from_oldest_first(last[0].order) if last else None,
                    from_oldest_first(coming[0].order) if coming else None,
                )
        return found

    # -- AppointmentPort -------------------------------------------------------------------

    def find_appointment(self, book: str, appointment_id: str) -> Activity | None:
        """Return the appointment, None when there is none."""
        return self.get(book, ActivityKind.APPOINTMENT, appointment_id)

    def save_appointment(self, book: str, activity: Activity) -> None:
        """Replace the appointment."""
        self.put(book, activity)

    # -- LinkPort --------------------------------------------------------------------------

    def linked(self, book: str, client_ids: Collection[ClientId]) -> tuple[ClientId, ...]:
        """Return those of these clients that have an activity."""
        tallies = self.store.get_records(book, TALLIES, client_ids)
        return tuple(i for i in client_ids if i in tallies and tallies[i].body)

    def preview(self, book: str, absorbed: Collection[ClientId], survivor: ClientId) -> LinkPreview:
        """Return what a merge would move; activities never collide here."""
        counts = self.counts(book, absorbed)
        return LinkPreview(tuple(sorted((kind.value, n) for kind, n in counts.items())))

    def reassign(
        self, book: str, absorbed: Collection[ClientId], survivor: ClientId
    ) -> tuple[LinkReceipt, ...]:
        """Give every activity of the absorbed clients to the survivor.

        Two seats in one appointment become one; it is live when either was (SPEC R26).
        """
        receipts: list[LinkReceipt] = []
        for client_id in absorbed:
            for kind in ActivityKind:
                for activity in list(self.all_of(book, client_id, kind)):
                    detail = _COLLAPSED if survivor in activity.client_ids else ""
                    detail += ":cancelled" if _is_cancelled(activity, client_id) else ""
                    if detail.startswith(_COLLAPSED) and _is_cancelled(activity, survivor):
                        detail += ":survivor-cancelled"
                    self.put(book, _with_seat(activity, client_id, survivor))
                    receipts.append(
                        LinkReceipt(_PORT, kind.value, activity.id, client_id, survivor, detail)
                    )
        return tuple(receipts)

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> tuple[LinkReceipt, ...]:
        """Give activities back, last moved first; return the receipts that cannot be honoured."""
        refused: list[LinkReceipt] = []
        for receipt in reversed(receipts):
            activity = self.get(book, ActivityKind(receipt.kind), receipt.id)
            if activity is None or receipt.to_client not in activity.client_ids:
                refused.append(receipt)
                continue
            self.put(book, _seat_given_back(activity, receipt))
        return tuple(reversed(refused))

    def seated(self, book: str, client_ids: Collection[ClientId]) -> tuple[ClientId, ...]:
        """Return those of the clients that have a seat in an activity of any kind."""
        return tuple(
            client_id
            for client_id in client_ids
            if self.store.list_records(
                book, SEATS, owners=[f"{client_id}/{kind.value}" for kind in ActivityKind], limit=1
            )
        )

    def all_of(self, book: str, client_id: ClientId, kind: ActivityKind) -> Iterator[Activity]:
        """Yield every activity of one kind that a client has, newest first."""
        after: TimelineKey | None = None
        while page := self.activities(book, [client_id], kinds=[kind], after=after, limit=200):
            yield from page
            last = page[-1]
            after = TimelineKey.of(last.at, last.kind.value, last.id)

    def seated_together(self, book: str, a: ClientId, b: ClientId, *, limit: int = 200) -> int:
        """Return in how many appointments both have a seat: two persons then (SPEC X28).

        Looks at the newest *limit* appointments of *a*.
        """
        appointments = self.activities(book, [a], kinds=[ActivityKind.APPOINTMENT], limit=limit)
        return sum(b in activity.client_ids for activity in appointments)

    def seated_pairs(
        self, book: str, pairs: Collection[tuple[ClientId, ClientId]]
    ) -> set[tuple[ClientId, ClientId]]:
        """Return those of the pairs of which both have a seat in one appointment.

        Cost: one look-up a client, some hundred at a time; nothing in a book without appointments.
        """
        if not self.store.list_records(book, SEATS, limit=1):
            return set()
        found: set[tuple[ClientId, ClientId]] = set()
        wanted = sorted(pairs)
        for start in range(0, len(wanted), _PAIRS_AT_ONCE):
            part = wanted[start : start + _PAIRS_AT_ONCE]
            seats = self._appointments_of(book, {i for pair in part for i in pair})
            found.update((a, b) for a, b in part if not seats[a].isdisjoint(seats[b]))
        return found

    def _appointments_of(
        self, book: str, client_ids: Collection[ClientId]
    ) -> dict[ClientId, set[str]]:
        """Return the ids of the appointments each client has a seat in."""
        kind = ActivityKind.APPOINTMENT.value
        owners = {f"{client_id}/{kind}": client_id for client_id in client_ids}
        found: dict[ClientId, set[str]] = {client_id: set() for client_id in client_ids}
        for seat in self.store.list_records(book, SEATS, owners=list(owners)):
            found[owners[seat.owner]].add(seat.body["activity"])
        return found


def _is_cancelled(activity: Activity, client_id: ClientId) -> bool:
    appointment = activity.payload
    return isinstance(appointment, Appointment) and any(
        a.client_id == client_id and a.cancelled for a in appointment.attendees
    )


def _rebuilt(activity: Activity, change: Callable[[Attendee], Iterable[Attendee]]) -> Activity:
    if isinstance(activity.payload, Appointment):
        seats = [new for old in activity.payload.attendees for new in change(old)]
        return Activity.of(activity.id, attrs.evolve(activity.payload, attendees=seats))
    ids = [new.client_id for i in activity.client_ids for new in change(Attendee(i))]
    return attrs.evolve(activity, client_ids=ids)


def _with_seat(activity: Activity, absorbed: ClientId, survivor: ClientId) -> Activity:
    def change(seat: Attendee) -> Iterable[Attendee]:
        mine = seat.client_id == absorbed
        yield attrs.evolve(seat, client_id=survivor) if mine else seat

    return _rebuilt(activity, change)


def _seat_given_back(activity: Activity, receipt: LinkReceipt) -> Activity:
    words = receipt.detail.split(":")
    back = Attendee(receipt.from_client, cancelled="cancelled" in words)

    def change(seat: Attendee) -> Iterable[Attendee]:
        if seat.client_id != receipt.to_client:
            yield seat
        elif words[0] == _COLLAPSED:
            # What the client cancelled since the merge stays cancelled on both seats.
            gone = seat.cancelled
            yield attrs.evolve(seat, cancelled=gone or "survivor-cancelled" in words)
            yield attrs.evolve(back, cancelled=gone or back.cancelled)
        else:
            yield attrs.evolve(seat, client_id=receipt.from_client)

    return _rebuilt(activity, change)
