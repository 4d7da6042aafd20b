"""Facets that no profile shows: subscriptions and visits, as moments a filter can compare.

A subscription that lapses, and an appointment that starts, change what a filter must answer
without any write; so facets carry the moment, and a filter asks for a range of moments.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from urllib.parse import quote

from clientbook.book.consent.addresses import every_address
from clientbook.book.consent.ledger import load_ledgers
from clientbook.book.contexts import Context
from clientbook.book.order_keys import oldest_first
from clientbook.book.resolving import answering, known_as
from clientbook.domain.activities import ActivityKind, Appointment
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.ports import TimelineKey
from clientbook.domain.settings import Topic
from clientbook.domain.subscriptions import Addresses, Ledger, Standing, standing
from clientbook.storage.protocols import FacetFilter, Record

CONSENT = "consent"
CONSENT_SAID = (f"{CONSENT}/", f"{CONSENT}0")  # "0" follows "/"
"""The range of facets of everybody of whom something was said about contact."""

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


def consent_now(state: str, channel: Channel, topic: str, now: datetime) -> tuple[str, str]:
    """Return the range of facets of clients in a state now.

    Args:
        state: ``on`` (an opt-in holds, whatever the topic's default), ``off`` (none of the
            addresses may be used, whatever the default), ``no`` (an unsubscription stands for one
            of them), ``said`` (something was said) or ``ever on`` (an opt-in, lapsed or not).
        channel: How.
        topic: About what, as :func:`indexed_as` gives it.
        now: When; ``on`` ends at its moment, the others begin there.
    """
    if state.endswith("on"):
        low, high = _ALWAYS if state == "ever on" else _after(now), _BEYOND
        state = "on"
    else:
        low, high = _ALWAYS, _after(now)
    return (
        f"{CONSENT}/{_consent_label(state, channel, topic, low)}",
        f"{CONSENT}/{_consent_label(state, channel, topic, high)}",
    )


def indexed_as(context: Context, topics: Collection[str]) -> dict[str, str]:
    """Return the name under which each topic is indexed.

    Nothing can have been said of a topic that no event ever named, except of all topics.
    """
    indexed = _stored_topics(context)
    return {topic: topic if topic in indexed else ALL_TOPICS for topic in topics}


def visit_range(since: datetime | None, before: datetime | None, now: datetime) -> tuple[str, str]:
    """Return the range of facets of appointments that started in a span that ends by now."""
    end = _after(now) if before is None or before > now else oldest_first(before)
    low = oldest_first(since) if since else _ALWAYS
    return (f"{VISITS}/at@{low}", f"{VISITS}/at@{max(low, end)}")


def refresh_consents(context: Context, ids: Collection[ClientId]) -> None:
    """Compute the subscription facets of these clients anew, inside the caller's unit of work."""
    now, topics = context.clock(), _stored_topics(context)
    waiting = sorted(answering(context, ids))
    for start in range(0, len(waiting), _PAGE):
        clients = context.store.get_clients(context.book, waiting[start : start + _PAGE])
        ledgers = load_ledgers(context, clients.values())
        labels = {
            i: _consent_labels(
                ledgers[i], every_address(client.profile, context.settings), topics, now
            )
            if ledgers[i]
            else ()
            for i, client in clients.items()
        }
        context.store.set_facets(context.book, CONSENT, labels)


def refresh_visits(context: Context, ids: Collection[ClientId]) -> None:
    """Compute the visit facets of these clients anew, inside the caller's unit of work."""
    if any(ActivityKind.APPOINTMENT in source.kinds for source in context.sources):
        now = context.clock()
        known = known_as(context, answering(context, ids))
        labels = {i: tuple(_visit_labels(context, all_ids, now)) for i, all_ids in known.items()}
        context.store.set_facets(context.book, VISITS, labels)


def refresh_consents_later(context: Context, ids: Iterable[ClientId]) -> None:
    """Have the subscription facets computed once, at the end of the unit of work."""
    context.collect(CONSENT, ids, lambda collected: refresh_consents(context, collected))


def refresh_visits_later(context: Context, ids: Iterable[ClientId]) -> None:
    """Have the visit facets computed once, at the end of the unit of work."""
    context.collect(VISITS, ids, lambda collected: refresh_visits(context, collected))


def _consent_labels(
    ledger: Ledger, held: Addresses, topics: Collection[str], now: datetime
) -> tuple[str, ...]:
    said = (*ledger.own, *ledger.elsewhere)
    # Most events name one channel and one topic: nothing else can have been decided by them.
    names = {event.topic for event in said}
    if ALL_TOPICS in names:
        names = {*names, *topics}
    channels = {event.channel for event in said}
    moments = (now, *(moment for moment in ledger.moments if moment > now))
    return tuple(
        label
        for channel in Channel
        if channel in channels or None in channels
        for name in sorted(names)
        for label in _labels_of(ledger, channel, name, moments, held[channel])
    )


def _labels_of(
    ledger: Ledger,
    channel: Channel,
    name: str,
    moments: tuple[datetime, ...],
    addresses: tuple[str, ...],
) -> Iterator[str]:
    """Yield the labels of a channel and a topic: what holds whatever the topic's default is.

    Time alone only ends consent, so that each state begins, or ends, once.
    """

    def at(moment: datetime, default: bool) -> Standing:
        topic = Topic(name, default)
        return standing(ledger, channel=channel, topic=topic, now=moment, addresses=addresses)

    unless = [at(moment, False) for moment in moments]
    despite = [at(moment, True) for moment in moments]
    begins = {
        "off": [not state.subscription.subscribed for state in despite],
        "no": [state.said_no for state in unless],
        "said": [state.said for state in unless],
    }
    shown: dict[str, str] = {}
    if unless[0].subscription.subscribed:
        ends = [m for m, s in zip(moments, unless, strict=True) if not s.subscription.subscribed]
        yield _consent_label("on", channel, name, oldest_first(ends[0]) if ends else _NEVER)
        begins.pop("said")  # whoever opted in has said something
    for state, holds in begins.items():
        since = next((m for m, held in zip(moments, holds, strict=True) if held), None)
        if since is not None:
            shown[state] = _ALWAYS if since == moments[0] else oldest_first(since)
    if "said" in shown and min(shown.values()) in (shown.get("off"), shown.get("no")):
        shown.pop("said")  # so has whoever is off, or said no
    for state, moment in shown.items():
        yield _consent_label(state, channel, name, moment)


def _visit_labels(context: Context, ids: Collection[ClientId], now: datetime) -> Iterator[str]:
    """Yield the last visit and those to come: earlier ones can never be the last again.

    Args:
        context: The book.
        ids: All ids of one client: a host may know one of before a merge.
        now: What is past and what is to come.
    """
    start = TimelineKey.of(now, _BEYOND, "")
    for source in context.sources:
        if ActivityKind.APPOINTMENT not in source.kinds:
            continue
        told = source.visits(context.book, ids, now).values()
        if lasts := [around.last_at for around in told if around.last_at]:
            yield f"at@{oldest_first(max(lasts))}"
        coming = source.activities(
            context.book,
            ids,
            kinds=[ActivityKind.APPOINTMENT],
            after=start,
            limit=_COMING_LIMIT,
            ascending=True,
        )
        for activity in coming:
            appointment = activity.payload
            if (
                isinstance(appointment, Appointment)
                and appointment.is_visit
                and not set(ids).isdisjoint(appointment.live_attendees)
                and appointment.starts_at > now
            ):
                yield f"at@{oldest_first(appointment.starts_at)}"


def _stored_topics(context: Context) -> frozenset[str]:
    record = context.store.get_records(context.book, _TOPICS, [_TOPICS]).get(_TOPICS)
    return frozenset(record.body["topics"]) if record else frozenset()


def index_topics(context: Context, said: Collection[str]) -> None:
    """See to it that facets stand for the topics that events name, inside a unit of work.

    A topic named for the first time is indexed for all who said something of every topic.
    """
    stored = _stored_topics(context)
    if set(said) <= stored | {ALL_TOPICS}:
        return
    defined = {topic.name for topic in context.settings.topics}
    topics = sorted({*stored, *said, *defined} - {ALL_TOPICS})
    context.store.put_records(context.book, [Record(_TOPICS, _TOPICS, {"topics": topics})])
    reindex_consents(context)


def reindex_consents(context: Context) -> None:
    """Compute the subscription facets of everybody who has some anew, inside a unit of work."""
    everybody = FacetFilter(ranges=(CONSENT_SAID,))
    after: tuple[str, ClientId] | None = None
    while page := context.store.list_clients(context.book, everybody, after=after, limit=_PAGE):
        after = page[-1]
        refresh_consents(context, {client_id for _, client_id in page})
