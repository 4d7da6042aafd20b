"""Reading activities over all sources, in one order."""

import heapq
from enum import StrEnum
from itertools import islice

from clientbook.book.contexts import Context
from clientbook.book.resolving import known_as
from clientbook.domain.activities import Activity, ActivityKind
from clientbook.domain.clients import ClientId
from clientbook.domain.ports import TimelineKey


class When(StrEnum):
    """On which side of now an appointment starts; one that starts exactly now is past."""

    PAST = "past"
    UPCOMING = "upcoming"


def activity_key(activity: Activity) -> TimelineKey:
    """Return where an activity stands in a timeline."""
    return TimelineKey.of(activity.at, activity.kind.value, activity.id)


def read_activities(
    context: Context,
    client_ids: tuple[ClientId, ...],
    kinds: frozenset[ActivityKind],
    *,
    after: TimelineKey | None,
    limit: int,
    ascending: bool = False,
) -> tuple[Activity, ...]:
    """Return activities of these ids from every source that has one of the kinds."""
    lists = [
        source.activities(
            context.book,
            client_ids,
            kinds=sorted(kinds & source.kinds),
            after=after,
            limit=limit,
            ascending=ascending,
        )
        for source in context.sources
        if kinds & source.kinds
    ]
    merged = heapq.merge(*lists, key=activity_key, reverse=ascending)
    return tuple(islice(merged, limit))


def read_appointments(
    context: Context,
    client_id: ClientId,
    *,
    when: When | None,
    after: TimelineKey | None,
    limit: int,
) -> tuple[Activity, ...]:
    """Return a client's appointments: upcoming ones soonest first, past and all newest first."""
    ids = known_as(context, [client_id])[client_id]
    kinds = frozenset({ActivityKind.APPOINTMENT})
    # Sorts before every entry of this moment: going down they are past, going up later.
    border = TimelineKey.of(context.clock(), "", "")
    if when is When.UPCOMING:
        start = after or border
        return read_activities(context, ids, kinds, after=start, limit=limit, ascending=True)
    start_past = after or (border if when is When.PAST else None)
    return read_activities(context, ids, kinds, after=start_past, limit=limit)
