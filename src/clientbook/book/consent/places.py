"""Where what is said stands among all that was said in a book, whichever clocks were read."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from clientbook.book.contexts import Context
from clientbook.domain.consents import ConsentEvent, place_of
from clientbook.storage.protocols import Record

LAST_PLACE = "consent-place"
"""One record: the latest place in the ledger, which no clock that is turned back undoes."""


def placed(context: Context, events: Iterable[ConsentEvent]) -> list[ConsentEvent]:
    """Return events as they count from now on, said at one moment; inside a unit of work.

    Whatever is kept against contact, in the ledger or of an address alone, passes here.

    Cost: one look-up and one record.
    """
    last = _last_place(context)
    found = _placed(context, events, last)
    _keep_last(context, found, last)
    return found


def would_count(context: Context, events: Iterable[ConsentEvent]) -> list[ConsentEvent]:
    """Return events as :func:`placed` would, said now; writes nothing."""
    return _placed(context, events, _last_place(context))


def keep_place(context: Context, events: Iterable[ConsentEvent]) -> None:
    """Have what is said from now on count after these, inside the caller's unit of work."""
    _keep_last(context, events, _last_place(context))


def _placed(
    context: Context, events: Iterable[ConsentEvent], last: datetime | None
) -> list[ConsentEvent]:
    now = context.clock()
    return [
        attrs.evolve(event, recorded_at=now, counts_from=place_of(event, now=now, last=last))
        for event in events
    ]


def _keep_last(context: Context, events: Iterable[ConsentEvent], last: datetime | None) -> None:
    latest = max((event.said_at for event in events), default=None)
    if latest is not None and (last is None or latest > last):
        body = {"at": latest.isoformat()}
        context.store.put_records(context.book, [Record(LAST_PLACE, LAST_PLACE, body)])


def _last_place(context: Context) -> datetime | None:
    found = context.store.get_records(context.book, LAST_PLACE, [LAST_PLACE])
    return datetime.fromisoformat(found[LAST_PLACE].body["at"]) if found else None
