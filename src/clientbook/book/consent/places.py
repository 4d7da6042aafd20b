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
    last, now = _last_place(context), context.clock()
    found = [
        attrs.evolve(event, recorded_at=now, counts_from=place_of(event, now=now, last=last))
        for event in events
    ]
    latest = max((event.said_at for event in found), default=None)
    if latest is not None and (last is None or latest > last):
        body = {"at": latest.isoformat()}
        context.store.put_records(context.book, [Record(LAST_PLACE, LAST_PLACE, body)])
    return found


def _last_place(context: Context) -> datetime | None:
    found = context.store.get_records(context.book, LAST_PLACE, [LAST_PLACE])
    return datetime.fromisoformat(found[LAST_PLACE].body["at"]) if found else None
