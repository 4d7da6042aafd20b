"""Which clients to list: a value that composes."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs
from attrs.converters import optional

from clientbook.domain.attributes import AttributeValue
from clientbook.domain.checks import refuse, utc, wrong_type
from clientbook.domain.clients import OriginKind
from clientbook.domain.consents import Channel
from clientbook.domain.doors import guarded
from clientbook.domain.typed import typed
from clientbook.text import clean_text


class Sort(StrEnum):
    """In which order clients are listed; one is the exact reverse of the other.

    By which part of a name is the book's setting ``names_sort_by``.
    """

    NAME_ASC = "name_asc"
    NAME_DESC = "name_desc"


TopicOnChannel = tuple[Channel, str]
"""A channel and a topic, such as ``(Channel.SMS, "MARKETING")``; ``"*"`` is every topic."""

MISSABLE = ("phone", "mobile", "email", "address", "company", "birthday", "tags")
"""What ``Filter.missing`` names beside custom attributes."""


# What these functions are given comes from forms and JSON: nothing of its type is taken on trust.


def _several(values: Any, expected: str) -> Iterable[Any]:
    if not isinstance(values, Iterable) or isinstance(values, (str, bytes)):
        raise wrong_type("filter", values, expected)
    return values


def _topics(pairs: Iterable[Any]) -> tuple[TopicOnChannel, ...]:
    found = []
    for pair in _several(pairs, "pairs of a channel and a topic"):
        try:
            channel, topic = pair
            found.append((Channel(channel), topic))
        except (TypeError, ValueError):
            raise refuse("filter", "expected pairs of a channel and a topic") from None
        if not isinstance(topic, str) or not topic:
            raise refuse("filter", "name a topic, or '*' for every one")
    return tuple(found)


def _texts(values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        raise refuse("filter", "expected several texts, not one")
    found: tuple[Any, ...] = tuple(_several(values, "several texts"))
    if not all(isinstance(v, str) and clean_text(v) for v in found):
        raise refuse("filter", "a blank text lets everybody through or nobody; leave it out")
    return found


def _attributes(pairs: Iterable[Any]) -> tuple[tuple[str, AttributeValue], ...]:
    found: list[tuple[str, AttributeValue]] = []
    for pair in _several(pairs, "pairs of a name and a value"):
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise wrong_type("filter.attributes", pair, "pairs of a name and a value")
        name, value = pair
        asked = tuple(value) if isinstance(value, list) else value
        texts = asked if isinstance(asked, tuple) else (asked,)
        if not texts or any(t is None or (isinstance(t, str) and not clean_text(t)) for t in texts):
            raise refuse("filter.attributes", "no value; ask for clients without one by 'missing'")
        found.append((_texts((name,))[0], asked))
    return tuple(found)


def _pairs(converter: Any, *, hidden: bool = False) -> Any:
    return attrs.field(default=(), converter=converter, repr=not hidden)


@guarded
@attrs.frozen(field_transformer=typed)
class Filter:
    """Which ACTIVE clients to list or count; every condition given must hold.

    Args:
        has_mobile: With (True) or without (False) a mobile number.
        has_phone: With or without any number.
        has_email: With or without an e-mail address.
        blocked: Blocked or not blocked from booking online.
        subscribed_to: Channels and topics they are subscribed to, because they said so or by the
            topic's default, whether or not an address is known.
        unsubscribed_from: Channels and topics they are not subscribed to: who said no, and who was
            never asked where the topic's default is no.
        opted_out_of: Channels and topics they said no to.
        never_asked: Channels and topics of which they said nothing.
        may_contact: Channels and topics on which a message may be sent now: what
            ``book.consent.may_contact`` allows.
        tags: Tags they have, letter case aside.
        attributes: Name and value of custom attributes they have; of a list, each value named.
        missing: What they lack: fields of :data:`MISSABLE` or names of custom attributes
            (``custom:Name`` for an attribute that is called like a field).
        origin: The door they came through.
        import_run: Id of the import that created them.
        has_appointment: With or without an appointment that has started.
        last_appointment_from: Their last appointment started at or after this time (aware).
        last_appointment_before: Their last appointment started before this time (aware).

    Raises:
        InvalidValueError: A condition without a value: it would let everybody through.
    """

    has_mobile: bool | None = None
    has_phone: bool | None = None
    has_email: bool | None = None
    blocked: bool | None = None
    subscribed_to: tuple[TopicOnChannel, ...] = _pairs(_topics)
    unsubscribed_from: tuple[TopicOnChannel, ...] = _pairs(_topics)
    tags: tuple[str, ...] = _pairs(_texts, hidden=True)
    attributes: tuple[tuple[str, AttributeValue], ...] = _pairs(_attributes, hidden=True)
    origin: OriginKind | None = None
    has_appointment: bool | None = None
    last_appointment_from: datetime | None = attrs.field(default=None, converter=optional(utc))
    last_appointment_before: datetime | None = attrs.field(default=None, converter=optional(utc))
    opted_out_of: tuple[TopicOnChannel, ...] = _pairs(_topics)
    never_asked: tuple[TopicOnChannel, ...] = _pairs(_topics)
    may_contact: tuple[TopicOnChannel, ...] = _pairs(_topics)
    missing: tuple[str, ...] = _pairs(_texts)
    import_run: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.import_run is not None and not clean_text(self.import_run):
            raise refuse("filter.import_run", "name a run, or leave it out")
        if any(topic == "*" for _, topic in self.unsubscribed_from):
            raise refuse("filter.unsubscribed_from", "name a topic, or ask by 'opted_out_of'")

    @property
    def attribute_names(self) -> tuple[str, ...]:
        """Names of the custom attributes it asks for."""
        asked = (name for name in self.missing if name not in MISSABLE)
        return (
            *(name for name, _ in self.attributes),
            *(name.removeprefix("custom:") for name in asked),
        )

    def and_(self, other: "Filter") -> "Filter":
        """Return the filter of clients that both let through.

        Raises:
            InvalidValueError: Both ask for a different value of one condition.
        """
        joined: dict[str, object] = {}
        for field in attrs.fields(Filter):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, tuple):
                joined[field.name] = (*mine, *(v for v in theirs if v not in mine))
            elif None not in (mine, theirs) and mine != theirs:
                raise refuse(f"filter.{field.name}", "two filters ask for different values")
            else:
                joined[field.name] = mine if mine is not None else theirs
        return Filter(**joined)  # type: ignore[arg-type]  # the same fields, value by value


NO_FILTER = Filter()
