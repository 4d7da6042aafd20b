"""Which clients to list: a value that composes."""

from datetime import datetime
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.attributes import AttributeValue
from clientbook.domain.checks import utc
from clientbook.domain.clients import OriginKind
from clientbook.domain.consents import Channel


class Sort(StrEnum):
    """In which order clients are listed; one is the exact reverse of the other."""

    NAME_ASC = "name_asc"
    NAME_DESC = "name_desc"


TopicOnChannel = tuple[Channel, str]
"""A channel and a topic, such as ``(Channel.SMS, "MARKETING")``."""


@attrs.frozen
class Filter:
    """Which ACTIVE clients to list or count; every condition given must hold.

    Args:
        has_mobile: With (True) or without (False) a mobile number.
        has_phone: With or without any number.
        has_email: With or without an e-mail address.
        blocked: Blocked or not blocked from booking online.
        subscribed_to: Channels and topics they are subscribed to.
        unsubscribed_from: Channels and topics they are not subscribed to.
        tags: Tags they have, letter case aside.
        attributes: Name and value of custom attributes they have.
        origin: The door they came through.
        has_appointment: With or without an appointment that has started.
        last_appointment_from: Their last appointment started at or after this time (aware).
        last_appointment_before: Their last appointment started before this time (aware).
    """

    has_mobile: bool | None = None
    has_phone: bool | None = None
    has_email: bool | None = None
    blocked: bool | None = None
    subscribed_to: tuple[TopicOnChannel, ...] = ()
    unsubscribed_from: tuple[TopicOnChannel, ...] = ()
    tags: tuple[str, ...] = ()
    attributes: tuple[tuple[str, AttributeValue], ...] = ()
    origin: OriginKind | None = None
    has_appointment: bool | None = None
    last_appointment_from: datetime | None = attrs.field(default=None, converter=optional(utc))
    last_appointment_before: datetime | None = attrs.field(default=None, converter=optional(utc))

    def and_(self, other: "Filter") -> "Filter":
        """Return the filter of clients that both let through.

        Raises:
            ValueError: Both ask for a different value of one condition.
        """
        joined: dict[str, object] = {}
        for field in attrs.fields(Filter):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, tuple):
                joined[field.name] = (*mine, *(v for v in theirs if v not in mine))
            elif None not in (mine, theirs) and mine != theirs:
                raise ValueError(f"filter: two values for {field.name}")
            else:
                joined[field.name] = mine if mine is not None else theirs
        return Filter(**joined)  # type: ignore[arg-type]  # the same fields, value by value


NO_FILTER = Filter()
