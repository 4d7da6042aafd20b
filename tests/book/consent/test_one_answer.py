"""Lists, filters, exports and the desk give one answer about contact, on every store."""

import itertools
from datetime import UTC, datetime, timedelta

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE

from clientbook.book import ClientBook
from clientbook.book.writing import Edit, write
from clientbook.domain.consents import (
    ALL_TOPICS,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import Filter
from clientbook.domain.journal import ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import GENERAL, MARKETING, SAFE
from clientbook.domain.subscriptions import ContactReason
from clientbook.storage.protocols import Store

NUMBERS = ("+33612345678", "+33611111111")
MAILS = ("a@example.fr", "b@example.fr")
TOPICS = (GENERAL, MARKETING)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Few numbers and addresses, so that clients share them."""
    phones = draw(st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True))
    kinds = st.sampled_from([PhoneKind.MOBILE, PhoneKind.MOBILE, PhoneKind.HOME, PhoneKind.FAX])
    mails = draw(st.lists(st.sampled_from(MAILS), max_size=2, unique=True))
    return Profile(
        name=PersonName(full="Ann"),
        phones=[PhoneNumber(number, draw(kinds)) for number in phones],
        emails=[EmailAddress(mail) for mail in mails],
    )


@st.composite
def things_said(draw: st.DrawFn) -> dict[str, object]:
    state = draw(st.sampled_from([ConsentState.OPTED_IN, ConsentState.OPTED_OUT]))
    address = draw(st.sampled_from([None, None, *NUMBERS, *MAILS]))
    lapses = draw(st.sampled_from([None, None, 2, 5])) if state is ConsentState.OPTED_IN else None
    return {
        "channel": draw(st.sampled_from([None, Channel.SMS, Channel.EMAIL, Channel.PHONE])),
        "topic": draw(st.sampled_from([ALL_TOPICS, "GENERAL", "MARKETING"])),
        "state": state,
        "address": address,
        "basis": draw(st.sampled_from([ConsentBasis.EXPRESS, ConsentBasis.IMPLIED])),
        "expires_at": lapses,
    }


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[str, object]]:
    """What happens in a book: people come, say something, change, leave, and time goes by."""
    steps = st.one_of(
        st.tuples(st.just("create"), profiles()),
        st.tuples(st.just("say"), st.tuples(st.integers(0, 5), things_said())),
        st.tuples(st.just("say"), st.tuples(st.integers(0, 5), things_said())),
        st.tuples(st.just("change"), st.tuples(st.integers(0, 5), profiles())),
        st.tuples(st.just("delete"), st.integers(0, 5)),
        st.tuples(st.just("restore"), st.integers(0, 5)),
        st.tuples(st.just("erase"), st.integers(0, 5)),
        st.tuples(st.just("merge"), st.tuples(st.integers(0, 5), st.integers(0, 5))),
        st.tuples(st.just("wait"), st.integers(1, 3)),
    )
    first = [("create", draw(profiles())) for _ in range(3)]
    return [*first, *draw(st.lists(steps, max_size=10))]


def _play(book: ClientBook, clock: TurnedClock, story: list[tuple[str, object]]) -> None:
    ids: list[str] = []
    for number, (what, detail) in enumerate(story):
        clock.turn(minutes=1)
        if what == "create":
            assert isinstance(detail, Profile)
            ids.append(book.clients.create(detail, by=ANNE).id)
            continue
        if what == "wait":
            assert isinstance(detail, int)
            clock.turn(days=detail)
            continue
        first = detail if isinstance(detail, int) else detail[0]  # type: ignore[index]
        client = book.clients.get(ids[first % len(ids)])
        if what == "restore" and client.status.value == "deleted":
            book.clients.restore(client.id, by=ANNE)
        if not client.is_active:
            continue
        if what == "say":
            said = dict(detail[1])  # type: ignore[index]
            days = said.pop("expires_at")
            said["expires_at"] = clock.now + timedelta(days=days) if days else None
            event = ConsentEvent(f"e{number}", client.id, at=clock.now, **said)
            book.consent.record([event])
        elif what == "change":
            with book.context.unit():
                after = attrs.evolve(client, profile=detail[1])  # type: ignore[index]
                write(book.context, [Edit(ChangeKind.UPDATED, client, after)], actor=ANNE)
        elif what == "delete":
            book.clients.delete(client.id, by=ANNE)
        elif what == "erase":
            book.privacy.erase(client.id, by=ANNE)
        elif what == "merge":
            other = book.clients.get(ids[detail[1] % len(ids)])  # type: ignore[index]
            if other.is_active and other.id != client.id:
                book.merges.merge(book.merges.plan(client.id, [other.id]), by=ANNE)


def _check(book: ClientBook) -> None:
    """The filters of lists are what the desk says of each client, one by one."""
    ids = [row.client_id for row in book.lists.page(limit=1000)]
    for channel, topic in itertools.product(
        Channel, [t.name for t in book.context.settings.topics]
    ):
        key = ((channel, topic),)

        def found(name: str, key: object = key) -> set[str]:
            return {r.client_id for r in book.lists.page(Filter(**{name: key}), limit=1000)}  # type: ignore[arg-type]

        decisions = {i: book.consent.may_contact(i, channel, topic) for i in ids}
        states = {i: book.consent.subscriptions(i)[channel, topic] for i in ids}
        reach = {
            i
            for i in ids
            if any((r.channel, r.topic) == (channel, topic) for r in book.consent.reachable(i))
        }
        allowed = {i for i in ids if decisions[i].allowed}
        assert found("may_contact") == allowed == reach
        subscribed = {i for i in ids if states[i].subscribed}
        assert found("subscribed_to") == subscribed
        assert allowed <= subscribed
        assert subscribed - allowed == {
            i for i in ids if decisions[i].reason is ContactReason.NO_ADDRESS
        }
        assert found("unsubscribed_from") == set(ids) - subscribed
        said_no = {i for i in ids if states[i].reason is ContactReason.OPTED_OUT}
        assert found("opted_out_of") == said_no
        assert found("never_asked") <= {
            i for i in ids if states[i].reason is ContactReason.TOPIC_DEFAULT
        }
        assert not found("never_asked") & found("opted_out_of")


def _examples(store: Store) -> int:
    return {"MemoryStore": 120, "SqliteStore": 40}.get(type(store).__name__, 12)


@EVERY_STORE
def test_lists_and_the_desk_agree(store: Store) -> None:
    """K24, M7, X37: over random ledgers and clients every filter is what may_contact says."""
    numbers = itertools.count()

    @settings(
        max_examples=_examples(store),
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(story=stories(), follow=st.booleans(), later=st.integers(0, 6))
    def check(story: list[tuple[str, object]], follow: bool, later: int) -> None:
        clock = TurnedClock()
        made = itertools.count(1)
        book = ClientBook(
            store,
            book=f"b{next(numbers)}",
            settings=attrs.evolve(
                SAFE, default_region="FR", topics=TOPICS, opt_outs_follow_addresses=follow
            ),
            clock=clock,
            make_id=lambda: f"c{next(made):04d}",
        )
        _play(book, clock, story)
        _check(book)
        clock.turn(days=later)
        _check(book)

    check()
