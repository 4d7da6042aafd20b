"""The consent fold: order-free, least permissive, an opt-out is never lost."""

import itertools
import random
from datetime import UTC, datetime, timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.consents import (
    ALL_TOPICS,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.settings import GENERAL, MARKETING, Topic
from clientbook.domain.subscriptions import ContactReason, Subscription, fold, subscriptions_of

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=30)
SMS = Channel.SMS
IN, OUT = ConsentState.OPTED_IN, ConsentState.OPTED_OUT


def said(
    state: ConsentState,
    day: int,
    *,
    client: str = "a",
    basis: ConsentBasis = ConsentBasis.EXPRESS,
    **fields: object,
) -> ConsentEvent:
    options: dict[str, object] = {"channel": SMS, "topic": "MARKETING", **fields}
    at = START + timedelta(days=day)
    return ConsentEvent(f"{state}{day}{client}", client, state=state, at=at, basis=basis, **options)  # type: ignore[arg-type]


def state_of(*events: ConsentEvent, topic: Topic = MARKETING, day: int = 30) -> Subscription:
    now = START + timedelta(days=day)
    return fold(events, channel=SMS, topic=topic, now=now)


@st.composite
def events(draw: st.DrawFn) -> list[ConsentEvent]:
    """Few days, clients and topics, so that ties and clashes do happen."""
    count = draw(st.integers(0, 8))
    found = []
    for number in range(count):
        state = draw(st.sampled_from([IN, OUT]))
        day = draw(st.integers(0, 5))
        lapses = draw(st.none() | st.integers(day, 40)) if state is IN else None
        found.append(
            ConsentEvent(
                f"e{number}",
                draw(st.sampled_from("ab")),
                draw(st.sampled_from([SMS, Channel.EMAIL, None])),
                draw(st.sampled_from(["MARKETING", "GENERAL", ALL_TOPICS])),
                state,
                START + timedelta(days=day),
                address=draw(st.sampled_from([None, None, "+33612345678"])),
                basis=draw(st.sampled_from([ConsentBasis.EXPRESS, ConsentBasis.IMPLIED])),
                source=draw(st.sampled_from(["", "web", "import:r1", "booking"])),
                expires_at=None if lapses is None else START + timedelta(days=lapses),
                covers=draw(st.sampled_from([(), ("a", "b")])),
            )
        )
    return found


@settings(max_examples=80, deadline=None)
@given(events=events(), seed=st.integers(0, 99))
def test_the_fold_is_free_of_order(events: list[ConsentEvent], seed: int) -> None:
    """K33: shuffling and replaying events gives the same state and the same deciding event."""
    shuffled = [*events, *events]
    random.Random(seed).shuffle(shuffled)
    topics = (GENERAL, MARKETING)
    assert subscriptions_of(events, topics, now=NOW) == subscriptions_of(shuffled, topics, now=NOW)


@settings(max_examples=80, deadline=None)
@given(mine=events(), theirs=events())
def test_an_opt_out_is_never_lost(mine: list[ConsentEvent], theirs: list[ConsentEvent]) -> None:
    """X8: what one of two clients is unsubscribed from, their merge is unsubscribed from.

    Unless an opt-in said after they were merged answers for both.
    """
    one = [e for e in mine if e.client_id == "a" and not e.covers]
    two = [attrs.evolve(e, id=f"b-{e.id}") for e in theirs if e.client_id == "b" and not e.covers]
    for channel, topic in itertools.product(Channel, (GENERAL, MARKETING)):
        states = [fold(e, channel=channel, topic=topic, now=NOW) for e in (one, two)]
        both = fold([*one, *two], channel=channel, topic=topic, now=NOW)
        swapped = fold([*two, *one], channel=channel, topic=topic, now=NOW)
        assert both == swapped
        if any(s.reason is ContactReason.OPTED_OUT for s in states):
            assert both.reason is ContactReason.OPTED_OUT


@settings(max_examples=80, deadline=None)
@given(events=events(), days=st.lists(st.integers(0, 60), min_size=2, max_size=5))
def test_time_alone_only_ends_consent(events: list[ConsentEvent], days: list[int]) -> None:
    """A subscription lapses at the moment it says, and none comes back without being said."""
    earlier = None
    for day in sorted(days):
        now = START + timedelta(days=day)
        state = fold(events, channel=SMS, topic=MARKETING, now=now)
        if earlier is not None and not earlier.subscribed:
            assert not state.subscribed
        if state.until is not None:
            assert state.subscribed
            assert state.until > now
            assert not fold(events, channel=SMS, topic=MARKETING, now=state.until).subscribed
        earlier = state


def test_of_two_things_at_one_moment_the_no_holds() -> None:
    """X8: ties go to the least permissive answer."""
    assert state_of(said(IN, 1), said(OUT, 1)).reason is ContactReason.OPTED_OUT
    assert state_of(said(OUT, 1), said(IN, 2)).subscribed


def test_only_express_words_lift_an_unsubscription() -> None:
    """X8: neither implied consent, nor an import, nor a booking does."""
    out = said(OUT, 1)
    for weak in (
        said(IN, 2, basis=ConsentBasis.IMPLIED),
        said(IN, 2, basis=ConsentBasis.UNKNOWN),
        said(IN, 2, source="import:r1"),
        said(IN, 2, source="booking:7"),
    ):
        state = state_of(out, weak)
        assert (state.subscribed, state.decided_by) == (False, out)
    assert state_of(out, said(IN, 2, basis=ConsentBasis.PRIOR_EXPRESS_WRITTEN)).subscribed


def test_implied_consent_lapses() -> None:
    """X8: implied consent ends on its day; an express one beside it goes on."""
    until = START + timedelta(days=10)
    implied = said(IN, 1, basis=ConsentBasis.IMPLIED, expires_at=until)
    assert state_of(implied, day=9).until == until
    lapsed = state_of(implied, day=10)
    assert (lapsed.subscribed, lapsed.reason) == (False, ContactReason.LAPSED)
    assert state_of(implied, topic=GENERAL, day=10).reason is ContactReason.TOPIC_DEFAULT
    assert state_of(implied, said(IN, 0), day=20).subscribed


def test_an_opt_in_after_the_merge_answers_for_both() -> None:
    """X8: said on the survivor, knowing of the absorbed client, it lifts either's opt-out."""
    out = said(OUT, 1, client="b")
    assert not state_of(out, said(IN, 2, client="a")).subscribed
    assert state_of(out, said(IN, 2, client="a", covers=("b",))).subscribed


def test_nothing_said_is_the_topic_s_default() -> None:
    """K33: GENERAL is on and MARKETING off until the client says something."""
    assert state_of(topic=GENERAL) == Subscription(True, ContactReason.TOPIC_DEFAULT)
    assert state_of() == Subscription(False, ContactReason.TOPIC_DEFAULT)
