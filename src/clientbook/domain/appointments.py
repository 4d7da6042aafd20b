"""What a client may do with an appointment of theirs: pure functions over values."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from clientbook.domain.activities import Appointment, AppointmentStatus, Attendee
from clientbook.domain.checks import utc
from clientbook.domain.clients import ClientId
from clientbook.errors import SelfServiceError


class SelfServiceAction(StrEnum):
    """What a client may do by themselves."""

    CANCEL = "cancel"
    RESCHEDULE = "reschedule"


class Refusal(StrEnum):
    """Why not; says nothing of others."""

    NOT_YOURS = "not_yours"
    CANCELLED = "cancelled"
    PAST = "past"
    NOT_OPEN = "not_open"
    GROUP = "group"
    TARGET_PAST = "target_past"


_OPEN = (AppointmentStatus.BOOKED, AppointmentStatus.CONFIRMED, AppointmentStatus.OTHER)


def _seat(appointment: Appointment, client_id: ClientId) -> Attendee | None:
    return next((a for a in appointment.attendees if a.client_id == client_id), None)


def refusal(appointment: Appointment, client_id: ClientId, *, now: datetime) -> Refusal | None:
    """Return why a client may not touch an appointment, None when they may.

    An appointment that starts exactly now, or is under way, is past.
    """
    seat = _seat(appointment, client_id)
    if seat is None:
        return Refusal.NOT_YOURS
    if seat.cancelled or not appointment.is_live:
        return Refusal.CANCELLED
    if appointment.starts_at <= now:
        return Refusal.PAST
    if appointment.status not in _OPEN:
        return Refusal.NOT_OPEN
    return None


def actions(
    appointment: Appointment, client_id: ClientId, *, now: datetime
) -> frozenset[SelfServiceAction]:
    """Return what a client may do with an appointment.

    Cancelling is open for every future appointment of one's own; no setting takes it away.
    Moving is open where nobody else would be moved along.
    """
    if refusal(appointment, client_id, now=now) is not None:
        return frozenset()
    if appointment.is_group:
        return frozenset({SelfServiceAction.CANCEL})
    return frozenset(SelfServiceAction)


def cancelled(appointment: Appointment, client_id: ClientId, *, now: datetime) -> Appointment:
    """Return the appointment after a client has cancelled.

    Of a group the client leaves their own seat; with the last seat the appointment is cancelled.

    Raises:
        SelfServiceError: It is not theirs, past, or cancelled already.
    """
    reason = refusal(appointment, client_id, now=now)
    if reason is not None:
        raise SelfServiceError(SelfServiceAction.CANCEL.value, reason.value)
    attendees = tuple(
        attrs.evolve(a, cancelled=True) if a.client_id == client_id else a
        for a in appointment.attendees
    )
    left = attrs.evolve(appointment, attendees=attendees)
    if left.live_attendees:
        return left
    return attrs.evolve(left, status=AppointmentStatus.CANCELLED, status_text=None)


def rescheduled(
    appointment: Appointment, client_id: ClientId, new_start: datetime, *, now: datetime
) -> Appointment:
    """Return the appointment moved to another date or time; its duration stays.

    Raises:
        SelfServiceError: It may not be moved by this client, or not to that time.
    """
    action = SelfServiceAction.RESCHEDULE
    reason = refusal(appointment, client_id, now=now)
    if reason is None and appointment.is_group:
        reason = Refusal.GROUP
    if reason is None and utc(new_start) <= now:
        reason = Refusal.TARGET_PAST
    if reason is not None:
        raise SelfServiceError(action.value, reason.value)
    return attrs.evolve(appointment, starts_at=new_start)


@attrs.frozen
class OwnAppointment:
    """An appointment as one of its clients sees it: no other names, no notes, no attributes.

    Args:
        id: Id of the appointment.
        starts_at: When it starts (aware, UTC).
        duration: How long it takes.
        status: CANCELLED also once the client has left it.
        title: What it is about, or None; None too where it names somebody else who comes.
        is_group: True when others come too.
        actions: What the client may do with it now.
    """

    id: str
    starts_at: datetime
    duration: timedelta
    status: AppointmentStatus
    title: str | None = attrs.field(repr=False)
    is_group: bool
    actions: frozenset[SelfServiceAction]


def own_view(
    appointment_id: str, appointment: Appointment, client_id: ClientId, *, now: datetime
) -> OwnAppointment:
    """Return what a client sees of an appointment of theirs."""
    seat = _seat(appointment, client_id)
    left = seat is None or seat.cancelled
    return OwnAppointment(
        appointment_id,
        appointment.starts_at,
        appointment.duration,
        AppointmentStatus.CANCELLED if left else appointment.status,
        appointment.title,
        appointment.is_group,
        actions(appointment, client_id, now=now),
    )


class Recipient(StrEnum):
    """Who is told."""

    CLIENT = "client"
    EMPLOYEE = "employee"


@attrs.frozen
class AppointmentCancelledByClient:
    """A client cancelled an appointment, or their seat in it: tell both.

    Args:
        id: Id of the event, unique in the book.
        appointment_id: Which appointment.
        client_id: Who cancelled.
        at: When (aware, UTC).
        employee: The host's id of the employee to tell, or None.
        notify: Who is to be told.
    """

    id: str
    appointment_id: str
    client_id: ClientId
    at: datetime = attrs.field(converter=utc)
    employee: str | None = None
    notify: tuple[Recipient, ...] = (Recipient.CLIENT, Recipient.EMPLOYEE)
