"""Facets that no profile shows: subscriptions and visits, as moments a filter can compare.

A subscription that lapses, and an appointment that starts, change what a filter must answer
without any write; so facets carry the moment, and a filter asks for a range of moments.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from urllib.parse import quote

from clientbook.book.consent.ledger import CONSENTS, load_events
from clientbook.book.contexts import Context
from clientbook.book.order_keys import oldest_first
from clientbook.book.resolving import answering
from clientbook.domain.activities import ActivityKind, Appointment
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentEvent
from clientbook.domain.ports import TimelineKey
from clientbook.domain.subscriptions import ContactReason, fold, topic_of
from clientbook.storage.protocols import Record

CONSENT = "consent"
VISITS = "visits"
_TOPICS = "consent-topics"
"""One record: the topics that consent facets have been written for."""

_ALWAYS = "0" * 18
_NEVER = "9" * 18
_BEYOND = "~"
_PAGE = 500
_COMING_LIMIT = 1_000
"""Most appointments to come that are indexed per client."""


def _after(at: datetime) -> str:
    return f"{int(oldest_first(at)) + 1:018d}"


def _consent_label(state: str, channel: Channel, topic: str, moment: str) -> str:
    return f"{state}:{channel.value}:{quote(topic, safe='')}@{moment}"


def consent_on_range(channel: Channel, topic: str, now: datetime) -> tuple[str, str]:
    """Return the range of facets of clients whose opt-in has not lapsed."""
    return (
        f"{CONSENT}/{_consent_label('on', channel, topic, _after(now))}",
        f"{CONSENT}/{_consent_label('on', channel, topic, _BEYOND)}",
    )


def consent_off_range(channel: Channel, topic: str, now: datetime) -> tuple[str, str]:
    """Return the range of facets of clients who are unsubscribed, or whose opt-in has lapsed."""
    return (
        f"{CONSENT}/{_consent_label('off', channel, topic, _ALWAYS)}",
        f"{CONSENT}/{_consent_label('off', channel, topic, _after(now))}",
    )


def visit_range(since: datetime | None, before: datetime | None, now: datetime) -> tuple[str, str]:
    """Return the range of facets of appointments that started in a span that ends by now."""
    end = _after(now) if before is None or before > now else oldest_first(before)
    low = oldest_first(since) if since else _ALWAYS
    return (f"{VISITS}/at@{low}", f"{VISITS}/at@{max(low, end)}")


def refresh_consents(context: Context, ids: Collection[ClientId]) -> None:
    """Compute the subscription facets of these clients anew, inside the caller's unit of work."""
    survivors = answering(context, ids)
    now, topics = context.clock(), _indexed_topics(context)
    events = load_events(context, survivors)
    labels = {i: _consent_labels(context, events[i], topics, now) for i in survivors}
    context.store.set_facets(context.book, CONSENT, labels)


def refresh_visits(context: Context, ids: Collection[ClientId]) -> None:
    """Compute the visit facets of these clients anew, inside the caller's unit of work.

    A host with appointments of its own calls it when they change, for filters to see them.
    """
    if any(ActivityKind.APPOINTMENT in source.kinds for source in context.sources):
        now = context.clock()
        labels = {i: tuple(_visit_labels(context, i, now)) for i in answering(context, ids)}
        context.store.set_facets(context.book, VISITS, labels)


def refresh_consents_later(context: Context, ids: Iterable[ClientId]) -> None:
    """Have the subscription facets computed once, at the end of the unit of work."""
    context.collect(CONSENT, ids, lambda collected: refresh_consents(context, collected))


def refresh_visits_later(context: Context, ids: Iterable[ClientId]) -> None:
    """Have the visit facets computed once, at the end of the unit of work."""
    context.collect(VISITS, ids, lambda collected: refresh_visits(context, collected))


def _consent_labels(
    context: Context, events: Collection[ConsentEvent], topics: Collection[str], now: datetime
) -> tuple[str, ...]:
    if not events:
        return ()
    found: list[str] = []
    # Most events name one channel and one topic: nothing else can have been decided by them.
    names = {e.topic for e in events}
    if ALL_TOPICS in names:
        names = {*names, *topics} - {ALL_TOPICS}
    said = {e.channel for e in events}
    for channel in Channel:
        if channel not in said and None not in said:
            continue
        for name in names:
            topic = topic_of(context.settings.topics, name)
            state = fold(events, channel=channel, topic=topic, now=now)
            if state.reason is ContactReason.TOPIC_DEFAULT:
                continue
            if not state.subscribed:
                found.append(_consent_label("off", channel, name, _ALWAYS))
                continue
            until = oldest_first(state.until) if state.until else _NEVER
            found.append(_consent_label("on", channel, name, until))
            if state.until:
                found.append(_consent_label("off", channel, name, until))
    return tuple(found)


def _visit_labels(context: Context, client_id: ClientId, now: datetime) -> Iterator[str]:
    """Yield the last visit and those to come: earlier ones can never be the last again."""
    start = TimelineKey.of(now, _BEYOND, "")
    for source in context.sources:
        if ActivityKind.APPOINTMENT not in source.kinds:
            continue
        around = source.visits(context.book, [client_id], now).get(client_id)
        if around and around.last_at:
            yield f"at@{oldest_first(around.last_at)}"
        coming = source.activities(
            context.book,
            [client_id],
            kinds=[ActivityKind.APPOINTMENT],
            after=start,
            limit=_COMING_LIMIT,
            ascending=True,
        )
        for activity in coming:
            appointment = activity.payload
            if (
                isinstance(appointment, Appointment)
                and appointment.is_live
                and client_id in appointment.live_attendees
                and appointment.starts_at > now
            ):
                yield f"at@{oldest_first(appointment.starts_at)}"


def _indexed_topics(context: Context) -> set[str]:
    named = {topic.name for topic in context.settings.topics}
    record = context.store.get_records(context.book, _TOPICS, [_TOPICS]).get(_TOPICS)
    if record is None:
        context.store.put_records(
            context.book, [Record(_TOPICS, _TOPICS, {"topics": sorted(named)})]
        )
        return named
    return named | set(record.body["topics"])


def index_topics(context: Context, asked: Collection[str]) -> None:
    """See to it that facets stand for these topics: one defined later is indexed on first use."""
    stored = context.store.get_records(context.book, _TOPICS, [_TOPICS]).get(_TOPICS)
    if stored is None or set(asked) - {ALL_TOPICS} <= set(stored.body["topics"]):
        return  # no event was ever recorded, or they are there
    with context.unit():
        topics = sorted({*stored.body["topics"], *asked} - {ALL_TOPICS})
        context.store.put_records(context.book, [Record(_TOPICS, _TOPICS, {"topics": topics})])
        after: tuple[str, str] | None = None
        while page := context.store.list_records(context.book, CONSENTS, after=after, limit=_PAGE):
            after = ("", page[-1].id)
            refresh_consents(context, {record.owner for record in page})
