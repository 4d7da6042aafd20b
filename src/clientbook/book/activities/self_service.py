"""The self-service desk: what a logged-in client may see and do."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from clientbook.book.activities.reading import (
    When,
    activity_key,
    read_activities,
    read_appointments,
)
from clientbook.book.contexts import Context
from clientbook.book.lists.facets import refresh_visits_later
from clientbook.book.order_keys import oldest_first
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.privacy.others import as_seen_by
from clientbook.book.resolving import known_as, load_active
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import Activity, ActivityKind, Appointment
from clientbook.domain.appointments import (
    AppointmentCancelledByClient,
    OwnAppointment,
    Refusal,
    SelfServiceAction,
    cancelled,
    own_view,
    rescheduled,
)
from clientbook.domain.checks import utc
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.domain.ports import AppointmentPort, TimelineKey
from clientbook.errors import SelfServiceError
from clientbook.storage.protocols import Record

CANCELLATIONS = "cancellation"
"""Records of events that tell a client and an employee of a cancellation."""

REQUESTS = "self-service-request"
"""Records of requests already answered, owned by the client who asked."""

_APPOINTMENTS = frozenset({ActivityKind.APPOINTMENT})
_LAST = "\U0010ffff"  # sorts behind every kind


@guarded
@attrs.frozen
class SelfServiceDesk:
    """What a client does without staff.  The host has made sure who the client is.

    Args:
        context: The book.
    """

    context: Context

    def my_appointments(
        self, client_id: ClientId, *, when: When | None = None, limit: int = 100
    ) -> tuple[OwnAppointment, ...]:
        """Return a client's own appointments: upcoming ones soonest first, else newest first.

        Raises:
            ClientNotFoundError: No such client.
            ClientStateError: The client is deleted or erased.
        """
        client = load_active(self.context, client_id)
        now = self.context.clock()
        page = read_appointments(self.context, client.id, when=when, after=None, limit=limit)
        return self._views(client, page, now)

    def agenda(
        self,
        client_id: ClientId,
        *,
        since: datetime,
        before: datetime,
        after: Cursor | None = None,
        limit: int = 100,
    ) -> Page[OwnAppointment]:
        """Return a client's own appointments of a span, soonest first, such as a month's.

        Args:
            client_id: Whose.
            since: Start of the span (aware); an appointment that starts then is in it.
            before: End of the span (aware); one that starts then is not.
            after: ``next`` of the page before, None for the first.
            limit: Most appointments of a page, 1 to 1000.

        Raises:
            InvalidValueError: A limit or a cursor of another form.
        """
        client = load_active(self.context, client_id)
        now = self.context.clock()
        start = TimelineKey.of(utc(since), _LAST, "")  # going up, what starts then comes next
        if after is not None:
            descending_at, kind, activity_id = read_cursor(after, int, str, str)
            start = TimelineKey(int(descending_at), str(kind), str(activity_id))
        ids = known_as(self.context, [client.id])[client.id]
        found = read_activities(
            self.context, ids, _APPOINTMENTS, after=start, limit=limit + 1, ascending=True
        )
        found = tuple(activity for activity in found if activity.at < utc(before))
        views = self._views(client, found[:limit], now)
        if len(found) <= limit:
            return Page(views)
        last = activity_key(found[limit - 1])
        return Page(views, make_cursor(last.descending_at, last.kind, last.id))

    def cancel(
        self, client_id: ClientId, appointment_id: str, *, request_id: str | None = None
    ) -> AppointmentCancelledByClient:
        """Cancel a client's own seat; the appointment ends with its last one.

        Args:
            client_id: Who cancels.
            appointment_id: Which appointment.
            request_id: The caller's id of the request: asked again with the same one, the event
                of the first time is returned and no second one is emitted.

        Returns:
            The event, to be told to the client and the employee.

        Raises:
            SelfServiceError: Not open to this client: past, cancelled already, not theirs.
        """
        with self.context.unit():
            client = load_active(self.context, client_id)
            done = self._done(client, appointment_id, request_id)
            if done is not None:
                return done
            action = SelfServiceAction.CANCEL
            port, activity, seat = self._own(client, appointment_id, action)
            appointment = activity.payload
            assert isinstance(appointment, Appointment)
            now = self.context.clock()
            left = cancelled(appointment, seat, now=now)
            port.save_appointment(self.context.book, Activity.of(activity.id, left))
            event = AppointmentCancelledByClient(
                self.context.make_id(), activity.id, client.id, now, appointment.employee
            )
            self._emit(client, event, request_id)
            refresh_visits_later(self.context, [client.id])
            return event

    def check_reschedule(
        self, client_id: ClientId, appointment_id: str, new_start: datetime
    ) -> Appointment:
        """Return the appointment as it would stand at another time, for the host to move.

        Raises:
            SelfServiceError: Others take part, it is not theirs, past, cancelled, or the new
                time is past.
        """
        client = load_active(self.context, client_id)
        action = SelfServiceAction.RESCHEDULE
        _, activity, seat = self._own(client, appointment_id, action)
        assert isinstance(activity.payload, Appointment)
        return rescheduled(activity.payload, seat, new_start, now=self.context.clock())

    def reschedule(
        self, client_id: ClientId, appointment_id: str, new_start: datetime
    ) -> OwnAppointment:
        """Move an appointment through the calendar's port, once :meth:`check_reschedule` agrees."""
        with self.context.unit():
            client = load_active(self.context, client_id)
            action = SelfServiceAction.RESCHEDULE
            port, activity, _ = self._own(client, appointment_id, action)
            moved = self.check_reschedule(client.id, appointment_id, new_start)
            port.save_appointment(self.context.book, Activity.of(activity.id, moved))
            self._journal(client, activity.id, "rescheduled_by_client")
            refresh_visits_later(self.context, [client.id])
            left = Activity.of(activity.id, moved)
            (view,) = self._views(client, [left], self.context.clock())
            return view

    def cancellations(
        self, *, after: AppointmentCancelledByClient | None = None, limit: int = 100
    ) -> tuple[AppointmentCancelledByClient, ...]:
        """Return events to tell of, oldest first, beginning after one already told."""
        cursor = (oldest_first(after.at), after.id) if after else None
        records = self.context.store.list_records(
            self.context.book, CANCELLATIONS, owners=[CANCELLATIONS], after=cursor, limit=limit
        )
        return tuple(from_document(AppointmentCancelledByClient, r.body) for r in records)

    def _views(
        self, client: Client, activities: Sequence[Activity], now: datetime
    ) -> tuple[OwnAppointment, ...]:
        """Return what a client sees of appointments: no other names, also not in a title."""
        seen = as_seen_by(self.context, [client.id], [client.profile], activities)
        return tuple(
            attrs.evolve(
                own_view(whole.id, whole.payload, self._seat_of(client, whole), now=now),
                title=own.payload.title,
            )
            for whole, own in zip(activities, seen, strict=True)  # who else comes decides actions
            if isinstance(whole.payload, Appointment) and isinstance(own.payload, Appointment)
        )

    def _own(
        self, client: Client, appointment_id: str, action: SelfServiceAction
    ) -> tuple[AppointmentPort, Activity, ClientId]:
        port = self.context.appointments
        found = port.find_appointment(self.context.book, appointment_id) if port else None
        if port is None or found is None or not isinstance(found.payload, Appointment):
            # An unknown appointment and somebody else's answer alike: nothing can be probed.
            raise SelfServiceError(action.value, Refusal.NOT_YOURS.value)
        return port, found, self._seat_of(client, found)

    def _seat_of(self, client: Client, activity: Activity) -> ClientId:
        """Return under which of the client's ids the seat stands; hosts may keep old ones."""
        if client.id in activity.client_ids:
            return client.id
        aliases = known_as(self.context, [client.id])[client.id]
        return next((i for i in aliases if i in activity.client_ids), client.id)

    def _done(
        self, client: Client, appointment_id: str, request_id: str | None
    ) -> AppointmentCancelledByClient | None:
        if request_id is None:
            return None
        store, book = self.context.store, self.context.book
        key = _request_key(client, appointment_id, request_id)
        request = store.get_records(book, REQUESTS, [key]).get(key)
        if request is None:
            return None
        event_id = request.body["event"]
        event = store.get_records(book, CANCELLATIONS, [event_id]).get(event_id)
        return from_document(AppointmentCancelledByClient, event.body) if event else None

    def _emit(
        self, client: Client, event: AppointmentCancelledByClient, request_id: str | None
    ) -> None:
        order = oldest_first(event.at)
        told = Record(CANCELLATIONS, event.id, to_document(event), CANCELLATIONS, order)
        records = [told]
        if request_id is not None:
            key = _request_key(client, event.appointment_id, request_id)
            body = {"event": event.id, "request": request_id}
            records.append(Record(REQUESTS, key, body, owner=client.id))
        self.context.store.put_records(self.context.book, records)
        self._journal(client, event.appointment_id, "cancelled_by_client")

    def _journal(self, client: Client, appointment_id: str, what: str) -> None:
        record_event(
            self.context,
            ChangeKind.ACTIVITY,
            actor=Actor(client.id, "self-service"),
            client=client,
            cause=f"appointment:{appointment_id}",
            fields=(what,),
        )


def _request_key(client: Client, appointment_id: str, request_id: str) -> str:
    """Return the id of a request: a caller's id counts for one appointment of one client."""
    return f"{client.id}|{appointment_id}|{request_id}"
