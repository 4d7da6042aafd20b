"""What a consent ledger says: a pure fold over its events, whatever their order."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.checks import utc
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentEvent
from clientbook.domain.settings import Topic


class ContactReason(StrEnum):
    """Why a client may or may not be contacted."""

    OPTED_IN = "opted_in"
    TOPIC_DEFAULT = "topic_default"
    OPTED_OUT = "opted_out"
    LAPSED = "lapsed"
    NO_ADDRESS = "no_address"
    ADDRESS_UNKNOWN = "address_unknown"
    NOT_ACTIVE = "not_active"


@attrs.frozen
class Subscription:
    """Whether a client is subscribed to a topic on a channel, and what decided it.

    Args:
        subscribed: Whether messages of the topic may be sent.
        reason: OPTED_IN, OPTED_OUT, LAPSED or TOPIC_DEFAULT.
        decided_by: The event that decided, None where the topic's default holds.
        until: When it lapses unless something else is said, None for never.
    """

    subscribed: bool
    reason: ContactReason
    decided_by: ConsentEvent | None = None
    until: datetime | None = attrs.field(default=None, converter=optional(utc))


@attrs.frozen
class ContactDecision:
    """Whether a client may be contacted.

    Args:
        allowed: Whether to send.
        reason: Why.
        event: The event that decided, or None.
        address: Key of the address to use: E.164, e-mail; None when not allowed.
    """

    allowed: bool
    reason: ContactReason
    event: ConsentEvent | None = None
    address: str | None = attrs.field(default=None, repr=False)


def fold(
    events: Iterable[ConsentEvent],
    *,
    channel: Channel,
    topic: Topic,
    now: datetime,
    address: str | None = None,
) -> Subscription:
    """Return what the events say about a channel, a topic and perhaps one address.

    An unsubscription stands until the client's own express opt-in, said later, on the same
    client or on the one it had been merged into by then.  So neither a merge, nor its direction,
    nor an import, nor an implied consent ever lifts one; of two things said at the same moment
    the unsubscription holds.  Otherwise the opt-in that lasts longest decides; where every opt-in
    has lapsed the answer is no; where nothing was said the topic's default holds.  An opt-in that
    was withdrawn was not said.
    """
    told = [e for e in events if e.concerns(channel, topic.name, address)]
    withdrawn = {e.withdraws for e in told if e.withdraws is not None}
    concerned = [e for e in told if e.withdraws is None and e.id not in withdrawn]
    opt_ins = [e for e in concerned if e.is_opt_in]
    live = [e for e in opt_ins if e.expires_at is None or e.expires_at > now]
    lifting = [e for e in live if e.may_lift]
    standing = [
        out for out in concerned if not out.is_opt_in and not any(_lifts(e, out) for e in lifting)
    ]
    if standing:
        return Subscription(False, ContactReason.OPTED_OUT, max(standing, key=_rank))
    if live:
        outs = [e for e in concerned if not e.is_opt_in]
        return _subscribed(live, lifting, outs)
    if opt_ins:
        return Subscription(False, ContactReason.LAPSED, max(opt_ins, key=_rank))
    return Subscription(topic.subscribed, ContactReason.TOPIC_DEFAULT)


def _lifts(opt_in: ConsentEvent, out: ConsentEvent) -> bool:
    known = out.client_id == opt_in.client_id or out.client_id in opt_in.covers
    return known and opt_in.at > out.at


def _rank(event: ConsentEvent) -> tuple[datetime, str]:
    return (event.at, event.id)


_FAR = datetime.max.replace(tzinfo=UTC)


def _lasting(event: ConsentEvent) -> tuple[datetime, datetime, str]:
    end = event.expires_at or _FAR
    return (end, event.at, event.id)


def _subscribed(
    live: list[ConsentEvent], lifting: list[ConsentEvent], outs: list[ConsentEvent]
) -> Subscription:
    # What ends first is either every opt-in, or the last one that lifts some unsubscription.
    decider = max(live, key=_lasting)
    for out in outs:
        lifter = max((e for e in lifting if _lifts(e, out)), key=_lasting)
        decider = min(decider, lifter, key=_lasting)
    return Subscription(True, ContactReason.OPTED_IN, decider, decider.expires_at)


SubscriptionKey = tuple[Channel, str]
"""A channel and a topic's name, or :data:`ALL_TOPICS`."""


def subscriptions_of(
    events: Iterable[ConsentEvent], topics: Iterable[Topic], *, now: datetime
) -> dict[SubscriptionKey, Subscription]:
    """Return the state of every channel and topic; ALL reads off as soon as one topic is off."""
    events, topics = tuple(events), tuple(topics)
    states: dict[SubscriptionKey, Subscription] = {}
    for channel in Channel:
        each = [fold(events, channel=channel, topic=t, now=now) for t in topics]
        for topic, state in zip(topics, each, strict=True):
            states[channel, topic.name] = state
        off = next((state for state in each if not state.subscribed), None)
        on = each[0] if each else Subscription(False, ContactReason.TOPIC_DEFAULT)
        states[channel, ALL_TOPICS] = off or on
    return states


def topic_of(topics: Iterable[Topic], name: str) -> Topic:
    """Return the topic of that name; an unknown one is not subscribed by default."""
    return next((t for t in topics if t.name == name), Topic(name))
