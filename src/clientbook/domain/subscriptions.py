"""What a consent ledger says: pure functions over its events, whatever their order.

:func:`standing` is the one answer to "may this client be contacted": the desk, lists, filters,
exports and birthdays all ask it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter

import attrs
from attrs.converters import optional

from clientbook.domain.checks import refuse, utc
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentEvent, is_after
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


@attrs.frozen
class Ledger:
    """Everything that bears on whether one client may be contacted.

    Args:
        own: What was recorded on the client and on those merged into it.
        elsewhere: Opt-outs others said, each limited to an address that this client holds too.
        lifting: What those others have said, to see whether their opt-outs still stand.
    """

    own: tuple[ConsentEvent, ...] = ()
    elsewhere: tuple[ConsentEvent, ...] = ()
    lifting: tuple[ConsentEvent, ...] = ()

    def __bool__(self) -> bool:
        """False when nothing was said."""
        return bool(self.own or self.elsewhere)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When something lapses, in order: between two of them nothing changes by itself."""
        events = (*self.own, *self.lifting)
        return tuple(sorted({e.expires_at for e in events if e.expires_at is not None}))


NOTHING_SAID = Ledger()


@attrs.frozen
class Standing:
    """What the ledger says of a channel and a topic, over all addresses a client holds there.

    Args:
        subscription: Of the best address: one that may be used, else the one most clearly refused.
        address: Its key, None for a client without any.
        said: Whether anything was said of any of the addresses.
        said_no: Whether an unsubscription stands for any of them.
    """

    subscription: Subscription
    address: str | None = attrs.field(repr=False)
    said: bool
    said_no: bool

    @property
    def opted_out(self) -> bool:
        """True when no address may be used and at least one was unsubscribed."""
        return self.said_no and not self.subscription.subscribed


def fold(
    events: Iterable[ConsentEvent] | Ledger,
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
    the unsubscription holds.  What others unsubscribed from at the same address stands until they
    take it back themselves, or this client opts in later, naming the address or having it by then:
    a yes that was given before is of other addresses.  Otherwise the opt-in that lasts longest
    decides; where every opt-in has lapsed the answer is no; where nothing was said the topic's
    default holds.  An opt-in that was withdrawn was not said.
    """
    ledger = events if isinstance(events, Ledger) else Ledger(tuple(events))
    own = [e for e in _said(ledger.own) if e.concerns(channel, topic.name, address)]
    outs = [e for e in own if e.is_opt_out]
    opt_ins = [e for e in own if e.is_opt_in]
    live = [e for e in opt_ins if _lives(e, now)]
    lifting = [e for e in live if e.may_lift]
    lifters = {id(out): [e for e in lifting if _lifts(e, out)] for out in outs}
    others = [e for e in _said(ledger.lifting) if e.may_lift and _lives(e, now)]
    others = [e for e in others if e.concerns(channel, topic.name, address)]
    for out in ledger.elsewhere:
        if out.concerns(channel, topic.name, address):
            outs.append(out)
            after = [e for e in lifting if is_after(e, out)]
            after += [e for e in others if _lifts(e, out)]
            lifters[id(out)] = [e for e in after if _knew(e, out)]
    if standing := [out for out in outs if not lifters[id(out)]]:
        return Subscription(False, ContactReason.OPTED_OUT, max(standing, key=_place))
    ends = [max(lifters[id(out)], key=_lasting) for out in outs]
    if live:
        # What ends first is either every opt-in, or the last one that lifts some unsubscription.
        decider = min((max(live, key=_lasting), *ends), key=_lasting)
        return Subscription(True, ContactReason.OPTED_IN, decider, decider.expires_at)
    if opt_ins:
        return Subscription(False, ContactReason.LAPSED, max(opt_ins, key=_place))
    until = min(ends, key=_lasting).expires_at if ends else None
    return Subscription(topic.subscribed, ContactReason.TOPIC_DEFAULT, None, until)


def _said(events: tuple[ConsentEvent, ...]) -> Iterator[ConsentEvent]:
    """Return what was said and not taken back: an opt-out is not, whatever names it."""
    withdrawn = {e.withdraws for e in events if e.withdraws is not None}
    return (e for e in events if e.withdraws is None and (e.is_opt_out or e.id not in withdrawn))


def _lives(event: ConsentEvent, now: datetime) -> bool:
    return event.expires_at is None or event.expires_at > now


def _lifts(opt_in: ConsentEvent, out: ConsentEvent) -> bool:
    known = out.client_id == opt_in.client_id or out.client_id in opt_in.covers
    return known and is_after(opt_in, out)


def _knew(opt_in: ConsentEvent, out: ConsentEvent) -> bool:
    """True when an opt-in names the address of an opt-out, or was given by who was reached there.

    An address that comes to a client later brings along what was said of it.
    """
    return opt_in.address is not None or {*out.reached_at} <= {*opt_in.reached_at}


_place = attrgetter("rank")
_FAR = datetime.max.replace(tzinfo=UTC)


def _lasting(event: ConsentEvent) -> tuple[datetime, datetime, str]:
    end = event.expires_at or _FAR
    return (end, event.said_at, event.id)


_REFUSALS = (ContactReason.TOPIC_DEFAULT, ContactReason.LAPSED, ContactReason.OPTED_OUT)


def standing(
    ledger: Ledger,
    *,
    channel: Channel,
    topic: Topic,
    now: datetime,
    addresses: tuple[str, ...] = (),
) -> Standing:
    """Return whether a client is subscribed, over the addresses it holds on the channel.

    Args:
        ledger: What was said.
        channel: How.
        topic: About what.
        now: When the question is asked.
        addresses: Keys of what the client can be reached at there, best first; where there are
            none, what was said of the client as a whole decides.
    """
    asked: tuple[str | None, ...] = addresses or (None,)
    states = [
        (fold(ledger, channel=channel, topic=topic, now=now, address=address), address)
        for address in asked
    ]
    usable = [pair for pair in states if pair[0].subscribed]
    best, address = (
        usable[0] if usable else max(states, key=lambda pair: _REFUSALS.index(pair[0].reason))
    )
    reasons = {state.reason for state, _ in states}
    said_no = ContactReason.OPTED_OUT in reasons
    return Standing(best, address, reasons != {ContactReason.TOPIC_DEFAULT}, said_no)


SubscriptionKey = tuple[Channel, str]
"""A channel and a topic's name, or :data:`ALL_TOPICS`."""

Addresses = Mapping[Channel, tuple[str, ...]]
"""Keys of what a client can be reached at, per channel, best first."""


def subscriptions_of(
    events: Iterable[ConsentEvent] | Ledger,
    topics: Iterable[Topic],
    *,
    now: datetime,
    addresses: Addresses | None = None,
) -> dict[SubscriptionKey, Subscription]:
    """Return the state of every channel and topic; ALL reads off as soon as one topic is off."""
    ledger = events if isinstance(events, Ledger) else Ledger(tuple(events))
    topics, held = tuple(topics), addresses or {}
    states: dict[SubscriptionKey, Subscription] = {}
    for channel in Channel:
        keys = held.get(channel, ())
        each = [
            standing(ledger, channel=channel, topic=t, now=now, addresses=keys).subscription
            for t in topics
        ]
        for topic, state in zip(topics, each, strict=True):
            states[channel, topic.name] = state
        off = next((state for state in each if not state.subscribed), None)
        on = each[0] if each else Subscription(False, ContactReason.TOPIC_DEFAULT)
        states[channel, ALL_TOPICS] = off or on
    return states


def topic_of(topics: Iterable[Topic], name: str) -> Topic:
    """Return the topic of that name; an unknown one is not subscribed by default."""
    return next((t for t in topics if t.name == name), Topic(name))


def check_topic(topics: Iterable[Topic], name: str, *, wildcard: bool = False) -> None:
    """Refuse a topic that is not among these: a typing mistake must not become an answer.

    Args:
        topics: Topics of the book.
        name: The topic asked for.
        wildcard: True lets :data:`ALL_TOPICS` through.

    Raises:
        InvalidValueError: No such topic.
    """
    if wildcard and name == ALL_TOPICS:
        return
    if name not in {topic.name for topic in topics}:
        raise refuse("consent.topic", "no such topic in this book; define it in the settings")
