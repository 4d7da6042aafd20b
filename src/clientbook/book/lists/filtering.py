"""From a filter people compose to the facets a store counts by."""

from datetime import datetime

from clientbook.book.contexts import Context
from clientbook.book.lists.facets import (
    consent_off_range,
    consent_on_range,
    index_topics,
    visit_range,
)
from clientbook.domain.filters import NO_FILTER, Filter, TopicOnChannel
from clientbook.domain.subscriptions import topic_of
from clientbook.searching import facets
from clientbook.storage.protocols import EVERYONE, FacetFilter

_Range = tuple[str, str]


def facet_filter(context: Context, where: Filter) -> FacetFilter:
    """Return the facets a client must have, or must not, to pass a filter now."""
    if where == NO_FILTER:
        return EVERYONE
    now = context.clock()
    wanted: set[str] = set()
    barred: set[str] = set()
    for flag, facet in (
        (where.has_mobile, facets.MOBILE),
        (where.has_phone, facets.PHONE),
        (where.has_email, facets.EMAIL),
        (where.blocked, facets.BLOCKED),
    ):
        if flag is not None:
            (wanted if flag else barred).add(facet)
    wanted.update(facets.tag_facet(tag) for tag in where.tags)
    for name, value in where.attributes:
        wanted.update(facets.value_facets(name, value))
    if where.origin is not None:
        wanted.add(facets.origin_facet(where.origin))
    ranges: list[_Range] = []
    none_ranges: list[_Range] = []
    _consents(context, where, now, ranges, none_ranges)
    _visits(where, now, ranges, none_ranges)
    return FacetFilter(frozenset(wanted), frozenset(barred), tuple(ranges), tuple(none_ranges))


def _consents(
    context: Context,
    where: Filter,
    now: datetime,
    ranges: list[_Range],
    none_ranges: list[_Range],
) -> None:
    asked = (*where.subscribed_to, *where.unsubscribed_from)
    if asked:
        index_topics(context, {topic for _, topic in asked})
    for key in where.subscribed_to:
        _consent(context, key, now, ranges, none_ranges)
    for key in where.unsubscribed_from:
        _consent(context, key, now, none_ranges, ranges)


def _consent(
    context: Context,
    key: TopicOnChannel,
    now: datetime,
    having: list[_Range],
    lacking: list[_Range],
) -> None:
    channel, name = key
    if topic_of(context.settings.topics, name).subscribed:
        lacking.append(consent_off_range(channel, name, now))
    else:
        having.append(consent_on_range(channel, name, now))


def _visits(where: Filter, now: datetime, ranges: list[_Range], none_ranges: list[_Range]) -> None:
    since, before = where.last_appointment_from, where.last_appointment_before
    if where.has_appointment is False:
        none_ranges.append(visit_range(None, None, now))
    if where.has_appointment or since or before:
        ranges.append(visit_range(since, before, now))
    if before is not None:
        none_ranges.append(visit_range(before, None, now))
