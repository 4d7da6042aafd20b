"""What holds of activities whatever was done to them."""

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock
from tests.book.people import ANNE, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    AppointmentStatus,
    Attendee,
    Message,
)
from clientbook.domain.clients import ClientId
from clientbook.domain.filters import Filter
from clientbook.domain.ports import Visits
from clientbook.errors import ClientbookError, StaleRevisionError
from clientbook.storage.memory import MemoryStore

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["appointment", "message", "remove", "merge", "unmerge", "cancel", "wait"]),
        st.integers(0, 5),
        st.integers(-40, 40),
        st.integers(1, 7),
    ),
    max_size=20,
)


def _step(book: ClientBook, ids: list[ClientId], step: tuple[str, int, int, int]) -> None:
    what, key, hours, seats = step
    chosen = [i for n, i in enumerate(ids) if seats >> n & 1]
    clock = book.context.clock
    match what:
        case "appointment":
            payload = Appointment(
                clock() + timedelta(hours=hours),
                attendees=tuple(Attendee(i, cancelled=seats == 3) for i in chosen),
                status=AppointmentStatus.CANCELLED if hours == 0 else AppointmentStatus.BOOKED,
            )
            book.activities.put(Activity.of(f"a{key}", payload), by=ANNE)
        case "message":
            at = clock() + timedelta(hours=hours)
            activity = Activity.of(f"m{key}", Message("x"), client_id=chosen[0], at=at)
            book.activities.put(activity, by=ANNE)
        case "remove":
            kind, name = (
                (ActivityKind.APPOINTMENT, "a") if seats % 2 else (ActivityKind.MESSAGE, "m")
            )
            book.activities.remove(kind, f"{name}{key}", by=ANNE)
        case "merge":
            book.merges.merge(book.merges.plan(ids[key % 3], [ids[(key + 1) % 3]]), by=ANNE)
        case "unmerge":
            (merge, *_) = book.merges.latest(limit=1)
            book.merges.unmerge(book.merges.plan_unmerge(merge.id, with_later=True), by=ANNE)
        case "cancel":
            book.self_service.cancel(ids[key % 3], f"a{key}")
        case _:
            clock.turn(hours=seats)  # type: ignore[attr-defined]


def _all(book: ClientBook, client_id: ClientId) -> list[Activity]:
    entries = book.activities.timeline(client_id, kinds=list(ActivityKind), limit=1000)
    return [e.what for e in entries if isinstance(e.what, Activity)]


def _visits(activities: list[Activity], client_id: ClientId, book: ClientBook) -> Visits:
    starts = [
        a.at
        for a in activities
        if isinstance(a.payload, Appointment)
        and a.payload.is_live
        and client_id in a.payload.live_attendees
    ]
    now = book.context.clock()
    return Visits(
        max((at for at in starts if at <= now), default=None),
        min((at for at in starts if at > now), default=None),
    )


@settings(max_examples=50, deadline=None)
@given(steps=STEPS)
def test_counts_visits_and_filters_are_what_the_activities_say(
    steps: list[tuple[str, int, int, int]],
) -> None:
    """K40, R11, P12: what is kept beside activities equals what they say, at every moment.

    Through replacing, removing, merging, taking merges back, cancelling and the passing of time.
    """
    clock = TurnedClock()
    book = ClientBook(MemoryStore(), clock=clock)
    ids = [book.clients.create(person(f"P{n}", mobile()), by=ANNE).id for n in range(3)]
    for step in steps:
        with contextlib.suppress(ClientbookError, ValueError):  # refused: nothing happens
            _step(book, ids, step)
    edge = clock.now - timedelta(hours=7)
    rows = {row.client_id: row for row in book.lists.page()}
    recent = {r.client_id for r in book.lists.page(Filter(last_appointment_from=edge))}
    never = {r.client_id for r in book.lists.page(Filter(has_appointment=False))}
    for client_id, row in rows.items():
        activities = _all(book, client_id)
        counted = Counter(a.kind for a in activities)
        shown = book.clients.overview(client_id)
        assert {k: n for k, n in shown.counts.items() if n} == dict(counted)
        visits = _visits(activities, client_id, book)
        assert (row.last_appointment_at, row.next_appointment_at) == (
            visits.last_at,
            visits.next_at,
        )
        assert (client_id in never) is (visits.last_at is None)
        assert (client_id in recent) is (visits.last_at is not None and visits.last_at >= edge)
    for client_id in set(ids) - set(rows):
        assert book.clients.get(client_id).id in rows


class CountingStore(MemoryStore):
    """Counts the questions a book asks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith(("get_", "list_", "read_", "find_")):
            object.__setattr__(self, "asked", super().__getattribute__("asked") + 1)
        return value


def test_an_overview_is_a_bounded_number_of_questions(clock: TurnedClock) -> None:
    """K40: a client with two hundred activities costs no more questions than one with two."""
    store = CountingStore()
    book = ClientBook(store, clock=clock)
    client = book.clients.create(person("Marie", mobile()), by=ANNE)

    def cost(act: Callable[[], object]) -> int:
        before = store.asked
        act()
        return store.asked - before

    def fill(count: int) -> None:
        for number in range(count):
            at = clock.now - timedelta(hours=number)
            payload = Appointment(at, attendees=(Attendee(client.id),))
            book.activities.put(Activity.of(f"a{number}", payload), by=ANNE)
            book.clients.add_note(client.id, "x", by=ANNE)

    fill(2)
    few = cost(lambda: book.clients.overview(client.id))
    fill(200)
    assert cost(lambda: book.clients.overview(client.id)) == few
    assert book.clients.overview(client.id).counts[ActivityKind.APPOINTMENT] == 200


def test_cancelling_on_behalf_shows_in_every_list(make_book: MakeBook, clock: TurnedClock) -> None:
    """R11, R24: what a client cancels is gone from next appointments at once."""
    book = make_book()
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    payload = Appointment(clock.now + timedelta(hours=1), attendees=(Attendee(client.id),))
    book.activities.put(Activity.of("a", payload), by=ANNE)
    book.self_service.cancel(client.id, "a")
    clock.turn(hours=2)
    assert book.clients.count(Filter(has_appointment=True)) == 0


@EVERY_STORE
def test_an_id_used_again_goes_on_counting(book: ClientBook) -> None:
    """M4: an editor of a removed activity never overwrites another one made under its id."""
    ann = book.clients.create(person("Ann", mobile()), by=ANNE)
    text = ActivityKind.MESSAGE

    def made(words: str) -> Activity:
        return Activity.of("m", Message(words), client_id=ann.id, at=book.context.clock())

    read = [book.activities.put(made("first"), by=ANNE)]
    for words in ("second", "third"):
        book.activities.remove(text, "m", by=ANNE)
        read.append(book.activities.put(made(words), by=ANNE))
        for stale in read[:-1]:
            with pytest.raises(StaleRevisionError):
                book.activities.put(attrs.evolve(stale, payload=Message("late")), by=ANNE)
            with pytest.raises(StaleRevisionError):
                book.activities.remove(text, "m", by=ANNE, expected=stale.revision)
    assert [a.revision for a in read] == [1, 2, 3]
    assert book.activities.get(text, "m").payload == Message("third")


@EVERY_STORE
def test_who_did_not_come_was_not_there(book: ClientBook, clock: TurnedClock) -> None:
    """R11, M12: neither a missed nor a cancelled appointment is the last one, in any answer."""
    ann = book.clients.create(person("Ann", mobile()), by=ANNE)
    for days, status in enumerate(AppointmentStatus, start=1):
        start = clock.now - timedelta(days=days)
        visit = Appointment(start, attendees=(Attendee(ann.id),), status=status)
        book.activities.put(Activity.of(f"a{days}", visit), by=ANNE)
    for status in (AppointmentStatus.NO_SHOW, AppointmentStatus.CANCELLED):
        latest = Appointment(
            clock.now - timedelta(hours=1), attendees=(Attendee(ann.id),), status=status
        )
        book.activities.put(Activity.of(f"late {status.value}", latest), by=ANNE)
    came = clock.now - timedelta(days=1)
    (row,) = book.lists.page().items
    assert row.last_appointment_at == came
    assert book.clients.overview(ann.id).last_appointment_at == came
    assert book.activities.statistics(ann.id).visits.last_at == came
    recent = Filter(last_appointment_from=clock.now - timedelta(hours=2))
    assert book.clients.count(recent) == 0
    assert book.clients.count(Filter(last_appointment_from=came)) == 1
