"""A host that goes on with the id of a client that was merged is understood at every desk."""

import io
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.book.activities.reading import activity_key
from clientbook.domain.activities import Activity, ActivityKind, Appointment, Attendee
from clientbook.domain.filters import Filter
from clientbook.domain.ports import TimelineKey, Visits
from clientbook.domain.selections import Selection


@attrs.define
class Calendar:
    """Appointments in a table of a host, whose clients it never renames."""

    rows: dict[str, list[datetime]] = attrs.field(factory=dict)
    kinds = frozenset({ActivityKind.APPOINTMENT})

    def _of(self, ids: Collection[str]) -> list[tuple[str, datetime]]:
        return [(i, at) for i in ids for at in self.rows.get(i, ())]

    def activities(
        self,
        book: str,
        client_ids: Collection[str],
        *,
        kinds: Any,
        after: TimelineKey | None = None,
        limit: int,
        ascending: bool = False,
    ) -> list[Activity]:
        del book, kinds
        found = [
            Activity.of(f"{i}-{at:%Y%m%d}", Appointment(at, attendees=(Attendee(i),)))
            for i, at in self._of(client_ids)
        ]
        found.sort(key=lambda a: a.at, reverse=not ascending)
        if after is not None:
            later = [a for a in found if activity_key(a) > after]
            earlier = [a for a in found if activity_key(a) < after]
            found = earlier if ascending else later
        return found[:limit]

    def counts(self, book: str, client_ids: Collection[str]) -> dict[ActivityKind, int]:
        return {ActivityKind.APPOINTMENT: len(self._of(client_ids))}

    def visits(self, book: str, client_ids: Collection[str], now: datetime) -> dict[str, Visits]:
        return {
            i: Visits(
                max((at for at in self.rows[i] if at <= now), default=None),
                min((at for at in self.rows[i] if at > now), default=None),
            )
            for i in client_ids
            if i in self.rows
        }


@pytest.fixture
def merged(make_book: MakeBook, clock: TurnedClock) -> tuple[ClientBook, str, str]:
    """A book over a host's calendar, a client, and one merged into it whom the host knows."""
    calendar = Calendar()
    book = make_book(region("FR"), sources=[calendar])
    stays, old = (book.clients.create(person("Ann Roy"), by=ANNE).id for _ in "ab")
    calendar.rows[old] = [clock() - timedelta(days=9), clock() + timedelta(days=9)]
    calendar.rows[stays] = [clock() - timedelta(days=30)]
    book.merges.merge(book.merges.plan(stays, [old]), by=ANNE)
    book.activities.changed_elsewhere([stays])
    return book, stays, old


@EVERY_STORE
def test_what_the_host_has_under_a_merged_id_is_the_survivors(
    merged: tuple[ClientBook, str, str], clock: TurnedClock
) -> None:
    """X6, K45: profile, statistics, lists, filters, export and deletion agree with the timeline."""
    book, stays, _ = merged
    last, coming = clock() - timedelta(days=9), clock() + timedelta(days=9)
    assert len(book.self_service.my_appointments(stays)) == 3
    shown = book.clients.overview(stays)
    assert shown.counts == {ActivityKind.APPOINTMENT: 3}
    assert (shown.last_appointment_at, shown.next_appointment_at) == (last, coming)
    told = book.activities.statistics(stays)
    assert (told.counts, told.visits) == (shown.counts, Visits(last, coming))
    (row,) = book.lists.page().items
    assert (row.last_appointment_at, row.next_appointment_at) == (last, coming)
    assert book.clients.plan_delete([stays]).links == (("appointment", 3),)
    assert book.clients.count(Filter(last_appointment_before=last)) == 0
    out = io.BytesIO()
    book.lists.export(out, Selection(ids=(stays,)), columns=["last_appointment_at"])
    assert str(last.date()) in out.getvalue().decode()
