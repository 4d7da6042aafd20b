"""Clocks differ, and are turned back: what is said last counts last all the same (X37)."""

import itertools
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import (
    ALL_TOPICS,
    CLOCK_TOLERANCE,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
    is_after,
    place_of,
)
from clientbook.domain.filters import Filter
from clientbook.errors import InvalidValueError
from clientbook.importing.tables import Table
from clientbook.storage.protocols import Store

EMAIL, TOPIC = Channel.EMAIL, "MARKETING"
IN, OUT = ConsentState.OPTED_IN, ConsentState.OPTED_OUT
MAIL = "ann@example.org"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class _Desk:
    """Every door by which Ann, or her mailbox, is spoken for."""

    def __init__(self, book: ClientBook, clock: TurnedClock) -> None:
        self.book, self.clock, self._numbers = book, clock, itertools.count()
        self.ann = book.clients.create(person("Ann Roy", email=MAIL), by=ANNE).id
        self.zoe = book.clients.create(person("Zoe Li", email=MAIL), by=ANNE).id

    def _tick(self, client: str, topic: str, subscribed: bool) -> None:
        self.book.consent.set_subscriptions(client, {(EMAIL, topic): subscribed}, by=ANNE)

    def _row(self, given: str, family: str, mail: str) -> None:
        header = ["First name", "Last name", "E-mail", "Unsubscribed"]
        self.book.imports.run(Table.from_rows(header, [[given, family, mail, "yes"]]), by=ANNE)

    def say(self, door: str) -> None:
        """Say something, now, by one of :data:`DOORS`."""
        match door:
            case "in":
                self._tick(self.ann, TOPIC, True)
            case "out":
                self._tick(self.ann, TOPIC, False)
            case "all out":
                self._tick(self.ann, ALL_TOPICS, False)
            case "out of another":
                self._tick(self.zoe, TOPIC, False)
            case "bulk":
                edit = BulkEdit.unsubscribe(EMAIL, TOPIC)
                self.book.bulk.commit(self.book.bulk.plan(Filter(), edit), by=ANNE)
            case "import":
                self._row("Ann", "Roy", MAIL)
            case "row of nobody":
                self._row("Ann", "Roy", f"{MAIL};bo@example.org")
            case "link" | "typed year":
                at = self.clock.now + timedelta(days=3650 if door == "typed year" else 0)
                what = (f"hook{next(self._numbers)}", self.ann, EMAIL, ALL_TOPICS, OUT, at)
                self.book.consent.record([ConsentEvent(*what, address=MAIL)])

    def check(self, allowed: bool) -> None:
        """May Ann be written to: the desk and the list say one thing."""
        answer = self.book.consent.may_contact(self.ann, EMAIL, TOPIC)
        listed = {
            row.client_id for row in self.book.lists.page(Filter(may_contact=((EMAIL, TOPIC),)))
        }
        assert (answer.allowed, self.ann in listed) == (allowed, allowed)


OUTS = (
    "out",
    "all out",
    "out of another",
    "bulk",
    "import",
    "row of nobody",
    "link",
    "typed year",
)
SKEWS = (-86_400 * 400, -3_600, -5, 0, 0, 5, 3_600)


@EVERY_STORE
@pytest.mark.parametrize("back", [5, 3_600])
def test_an_opt_out_holds_when_the_clock_was_turned_back(
    make_book: MakeBook, clock: TurnedClock, back: int
) -> None:
    """X37: by every door, and an opt-in that is ticked after it lifts it."""
    for door in OUTS:
        desk = _Desk(make_book(region("FR"), book=door), clock)
        desk.say("in")
        desk.check(True)
        clock.turn(seconds=-back)
        desk.say(door)
        desk.check(False)
        desk.say("in")
        desk.check(True)
        clock.turn(days=9)
        desk.check(True)


@given(
    story=st.lists(
        st.tuples(st.sampled_from(SKEWS), st.sampled_from(("in", "in", *OUTS))), max_size=6
    )
)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@example(story=[(3_600, "in"), (-3_600, "link"), (0, "in"), (-5, "row of nobody")])
def test_what_is_said_last_counts(story: list[tuple[int, str]]) -> None:
    """X37: whatever the clocks of those who record showed, the last word is the one that counts."""
    from clientbook.storage.memory import MemoryStore

    clock = TurnedClock()
    desk = _Desk(ClientBook(MemoryStore(), settings=region("FR"), clock=clock), clock)
    for seconds, door in story:
        clock.turn(seconds=seconds)
        desk.say(door)
        desk.check(door == "in")


_CLOCKS = st.integers(-100, 100).map(lambda seconds: START + timedelta(seconds=seconds))
_TYPED_YEAR = START + timedelta(days=3650)
_TOLD = st.one_of(_CLOCKS, st.just(_TYPED_YEAR))


@st.composite
def _records(draw: st.DrawFn) -> list[tuple[ConsentEvent, datetime]]:
    """Events with the time that the clock of whoever records them shows."""
    steps = st.tuples(st.sampled_from([IN, OUT]), _TOLD, st.booleans(), _CLOCKS)
    return [
        (
            ConsentEvent(
                f"e{i}",
                "ann",
                EMAIL,
                TOPIC,
                state,
                at,
                basis=ConsentBasis.EXPRESS,
                timed=timed,
            ),
            now,
        )
        for i, (state, at, timed, now) in enumerate(draw(st.lists(steps, max_size=6)))
    ]


@given(records=_records())
@settings(max_examples=300, deadline=None)
def test_the_order_permits_no_more_than_what_was_told(
    records: list[tuple[ConsentEvent, datetime]],
) -> None:
    """X37, M3: no opt-in beats an opt-out of its time or a later one, nor one recorded after it
    without a time; what has no time comes after all before it; no typed year counts."""
    before: list[ConsentEvent] = []
    last: datetime | None = None
    for event, now in records:
        placed = attrs.evolve(event, counts_from=place_of(event, now=now, last=last))
        assert placed.said_at <= max(now, last or now) + CLOCK_TOLERANCE
        if not event.timed:
            assert all(is_after(placed, other) for other in before)
        for other in before:
            opt_in, out = (other, placed) if placed.is_opt_out else (placed, other)
            told = opt_in.timed and out.timed and out.at != _TYPED_YEAR
            if told and opt_in.is_opt_in and out.is_opt_out:
                assert not is_after(opt_in, out) or opt_in.at > out.at
        before.append(placed)
        last = max(placed.said_at, last or placed.said_at)


def test_an_opt_in_of_a_time_to_come_is_refused_and_an_opt_out_is_not(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37, M3: a typed year makes no one silent later: it counts from when it was recorded."""
    desk = _Desk(book, clock)
    at = clock.now + timedelta(days=3650)
    express = ConsentEvent("e", desk.ann, EMAIL, TOPIC, IN, at, basis=ConsentBasis.EXPRESS)
    with pytest.raises(InvalidValueError, match="later"):
        book.consent.record([express])
    desk.say("typed year")
    clock.turn(days=1)
    desk.say("in")
    desk.check(True)
    assert [event.state for event in book.consent.events(desk.ann)] == [OUT, IN]


@EVERY_STORE
def test_the_place_outlives_the_program(store: Store, clock: TurnedClock) -> None:
    """X37: two programs with two clocks have one order."""
    fast, slow = TurnedClock(), TurnedClock()
    slow.turn(seconds=-7)
    first, second = (
        ClientBook(store, settings=region("FR"), clock=clock) for clock in (fast, slow)
    )
    desk = _Desk(first, fast)
    desk.say("in")
    second.consent.set_subscriptions(desk.ann, {(EMAIL, TOPIC): False}, by=ANNE)
    desk.check(False)
