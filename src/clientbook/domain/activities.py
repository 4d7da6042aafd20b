"""What happened between a client and the host's business: one envelope, typed payloads."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from clientbook._moved import renamed
from clientbook.domain.attributes import Attribute
from clientbook.domain.checks import (
    check_type,
    max_length,
    optional_text,
    refuse,
    typed_values,
    unique,
    utc,
)
from clientbook.domain.clients import ClientId
from clientbook.domain.sales import Estimate, Invoice, LoyaltyCard, Package, Ticket
from clientbook.domain.typed import ANY_TYPE, typed
from clientbook.text import clean_text


class ActivityKind(StrEnum):
    """What kind of activity it is; the host owns all of them."""

    APPOINTMENT = "appointment"
    CONVERSATION = "conversation"
    ESTIMATE = "estimate"
    EVENT = "event"
    INVOICE = "invoice"
    LOYALTY_CARD = "loyalty_card"
    MESSAGE = "message"
    PACKAGE = "package"
    REVIEW = "review"
    TICKET = "ticket"


class AppointmentStatus(StrEnum):
    """Where an appointment stands; hosts map their own words."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    OTHER = "other"

    @classmethod
    def of(cls, text: str) -> "AppointmentStatus":
        """Return the status of a host's word, OTHER for one not known (SPEC K43)."""
        word = clean_text(text).casefold().replace("-", "_").replace(" ", "_")
        return next((status for status in cls if status.value == word), cls.OTHER)


@attrs.frozen(field_transformer=typed)
class Attendee:
    """One client's seat in an appointment.

    Args:
        client_id: Whose seat.
        cancelled: True once the client has left the appointment.
    """

    client_id: ClientId
    cancelled: bool = False


def _ids(values: Iterable[ClientId]) -> tuple[ClientId, ...]:
    return typed_values("activity.client_ids", values, str)


def _typed(values: Iterable[Attribute]) -> tuple[Attribute, ...]:
    return typed_values("appointment.attributes", values, Attribute)


def _files(values: "Iterable[AttachmentRef]") -> "tuple[AttachmentRef, ...]":
    return typed_values("message.attachments", values, AttachmentRef)


def _attendees(values: Iterable[Attendee]) -> tuple[Attendee, ...]:
    # A live seat outlasts a cancelled one of the same client.
    values = typed_values("appointment.attendees", values, Attendee)
    ranked = sorted(values, key=lambda a: a.cancelled)
    kept = {a.client_id: a for a in unique(ranked, lambda a: a.client_id)}
    return tuple(kept[a.client_id] for a in unique(values, lambda a: a.client_id))


_LATEST = datetime.max.replace(tzinfo=UTC)


def _not_negative(_: Any, attribute: "attrs.Attribute[Any]", value: timedelta) -> None:
    if value < timedelta(0):
        raise refuse(f"appointment.{attribute.name}", "a duration is not negative")


@attrs.frozen(field_transformer=typed)
class Appointment:
    """An appointment: it holds ids of clients, never a copy of their names (SPEC R9).

    Args:
        starts_at: When it starts (aware, UTC).
        duration: How long it takes.
        attendees: The seats, once per client; a live seat wins over a cancelled one.
        status: Where it stands; a text is read with :meth:`AppointmentStatus.of`, and one that
            is no status of the library is kept as *status_text*.
        status_text: The host's own word for the status where it is OTHER, or None.
        title: What it is about, or None.
        employee: The host's id of the employee, or None.
        attributes: Details, typed by the definitions of scope APPOINTMENT.
    """

    starts_at: datetime = attrs.field(converter=utc)
    duration: timedelta = attrs.field(default=timedelta(0), validator=_not_negative)
    attendees: tuple[Attendee, ...] = attrs.field(default=(), converter=_attendees)
    status: AppointmentStatus = attrs.field(default=AppointmentStatus.BOOKED, metadata=ANY_TYPE)
    status_text: str | None = attrs.field(default=None, converter=optional_text, repr=False)
    title: str | None = attrs.field(default=None, converter=optional_text, repr=False)
    employee: str | None = None
    attributes: tuple[Attribute, ...] = attrs.field(default=(), converter=_typed)

    def __attrs_post_init__(self) -> None:
        if self.duration > _LATEST - self.starts_at:
            raise refuse("appointment.duration", "it ends before the year 10000")
        given: object = self.status
        if isinstance(given, AppointmentStatus):
            return
        check_type("appointment.status", given, str)
        status = AppointmentStatus.of(str(given))
        if status is AppointmentStatus.OTHER and self.status_text is None:
            object.__setattr__(self, "status_text", optional_text(str(given)))
        object.__setattr__(self, "status", status)

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.starts_at + self.duration

    @property
    def is_live(self) -> bool:
        """True unless it was cancelled as a whole."""
        return self.status is not AppointmentStatus.CANCELLED

    @property
    def is_visit(self) -> bool:
        """True when the client came, or is to come: not cancelled, and not missed."""
        return self.status not in (AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW)

    @property
    def live_attendees(self) -> tuple[ClientId, ...]:
        """Ids of the clients whose seat is not cancelled."""
        return tuple(a.client_id for a in self.attendees if not a.cancelled)

    @property
    def is_group(self) -> bool:
        """True when more than one client is still to come (SPEC R26)."""
        return len(self.live_attendees) > 1


class ConversationStatus(StrEnum):
    """Where a conversation stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


@attrs.frozen(field_transformer=typed)
class Conversation:
    """A thread of messages.

    Args:
        status: Where it stands.
        assignee: The host's id of who handles it, or None.
        subject: What it is about, or None.
    """

    status: ConversationStatus = ConversationStatus.OPEN
    assignee: str | None = None
    subject: str | None = attrs.field(default=None, converter=optional_text, repr=False)


@attrs.frozen(field_transformer=typed)
class AttachmentRef:
    """A file kept by the host; every media type is allowed (SPEC K36).

    Args:
        name: File name.
        media_type: Such as ``"application/pdf"``.
        size: Bytes.
        ref: Where the host keeps it.
    """

    name: str = attrs.field(repr=False)
    media_type: str
    size: int
    ref: str

    def __attrs_post_init__(self) -> None:
        if self.size < 0:
            raise refuse("attachment.size", "a size is not negative")


class Direction(StrEnum):
    """Which way a message went."""

    IN = "in"
    OUT = "out"


@attrs.frozen(field_transformer=typed)
class Message:
    """One message.

    Args:
        text: What it says.
        direction: From the client or to the client.
        channel: Such as ``"sms"``.
        conversation: Id of its conversation, or None.
        attachments: Files that go with it.
    """

    text: str = attrs.field(repr=False)
    direction: Direction = Direction.OUT
    channel: str = "sms"
    conversation: str | None = None
    attachments: tuple[AttachmentRef, ...] = attrs.field(default=(), converter=_files)


@attrs.frozen(field_transformer=typed)
class BusinessEvent:
    """Something of the host's trade, such as a repair order.

    Args:
        type: Upper-case name, such as ``"REPAIR_ORDER"``.
        title: What it is about, or None.
        ref: The host's id of it, or None.
    """

    type: str
    title: str | None = attrs.field(default=None, converter=optional_text, repr=False)
    ref: str | None = None


@attrs.frozen(field_transformer=typed)
class Review:
    """A review, on the scale of its source (SPEC K48).

    Args:
        source: Where it was written.
        rating: What was given.
        scale: The best rating of that source.
        comment: What was written; may be empty.
    """

    source: str
    rating: Decimal
    scale: Decimal = Decimal(5)
    comment: str = attrs.field(default="", repr=False)


Payload: TypeAlias = (
    Appointment
    | BusinessEvent
    | Conversation
    | Estimate
    | Invoice
    | LoyaltyCard
    | Message
    | Package
    | Review
    | Ticket
)

PAYLOADS: dict[ActivityKind, type[Any]] = {
    ActivityKind.APPOINTMENT: Appointment,
    ActivityKind.CONVERSATION: Conversation,
    ActivityKind.ESTIMATE: Estimate,
    ActivityKind.EVENT: BusinessEvent,
    ActivityKind.INVOICE: Invoice,
    ActivityKind.LOYALTY_CARD: LoyaltyCard,
    ActivityKind.MESSAGE: Message,
    ActivityKind.PACKAGE: Package,
    ActivityKind.REVIEW: Review,
    ActivityKind.TICKET: Ticket,
}
_KINDS = {payload: kind for kind, payload in PAYLOADS.items()}


@attrs.frozen(field_transformer=typed)
class Activity:
    """One thing that happened with one client, or with several in a group appointment.

    Make one with :meth:`of`.

    Args:
        id: The host's id, unique in the book among activities of its kind; 1 to 100 printable
            ASCII characters.
        payload: What it is.
        client_ids: Whose it is; of an appointment, its attendees.
        at: When (aware, UTC); of an appointment, its start.
        revision: Of an activity kept in the store: from 1, each write adds one; 0 for one that
            was not read there.  It says nothing of what happened: two values are equal without.
    """

    id: str = attrs.field(validator=max_length(100))
    payload: Payload
    client_ids: tuple[ClientId, ...] = attrs.field(converter=_ids)
    at: datetime = attrs.field(converter=utc)
    revision: int = attrs.field(default=0, eq=False)

    def __attrs_post_init__(self) -> None:
        check_type("activity.id", self.id, str)
        if not self.id or not self.id.isascii() or not self.id.isprintable():
            raise refuse("activity.id", "expected 1 to 100 printable ASCII characters")
        if not self.client_ids:
            raise refuse("activity.client_ids", "an activity belongs to at least one client")
        if isinstance(self.payload, Appointment):
            seats = tuple(a.client_id for a in self.payload.attendees)
            if seats != self.client_ids or self.at != self.payload.starts_at:
                raise refuse("activity.payload", "make activities with Activity.of()")

    @classmethod
    def of(
        cls,
        id: str,  # noqa: A002 (the field's name)
        payload: Payload,
        *,
        client_id: ClientId | None = None,
        at: datetime | None = None,
    ) -> "Activity":
        """Make an activity; an appointment brings its own clients and time.

        Raises:
            InvalidValueError: *client_id* or *at* is missing, or given for an appointment.
        """
        if isinstance(payload, Appointment):
            if client_id is not None or at is not None:
                raise refuse("client_id", "an appointment's attendees and start say whose and when")
            return cls(
                id, payload, tuple(a.client_id for a in payload.attendees), payload.starts_at
            )
        if client_id is None or at is None:
            raise refuse("client_id", "say whose activity it is (client_id) and when it was (at)")
        return cls(id, payload, (client_id,), at)

    @property
    def kind(self) -> ActivityKind:
        """What kind of activity it is."""
        return _KINDS[type(self.payload)]


__getattr__ = renamed(
    __name__, {name: f"clientbook.domain.sales:{name}" for name in ("DocumentStatus", "Line")}
)
