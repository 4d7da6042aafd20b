"""A "no" is kept though the answer was "no" already: what was said last decides (X36, X37)."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.book.conftest import EVERY_STORE, TurnedClock, region
from tests.book.people import ANNE, mobile, person

from clientbook import ClientBook, MemoryStore, Table
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.filters import Filter

EMAIL, SMS = Channel.EMAIL, Channel.SMS
KEY = (EMAIL, "MARKETING")
IN = ConsentState.OPTED_IN
ZOE, MARIE = ("Zoe", "Roy", "zoe@example.org"), ("Marie", "Dupont", "marie@example.org")
NUMBERS = {ZOE: "+33611111101", MARIE: "+33611111102"}
EVENT = itertools.count()


def _create(book: ClientBook, who: tuple[str, str, str]) -> str:
    profile = person(f"{who[0]} {who[1]}", mobile(NUMBERS[who]), email=who[2])
    return book.clients.create(profile, by=ANNE).id


def _list(book: ClientBook, title: str, said: str, who: tuple[str, str, str] = ZOE) -> str:
    """Import a list of one row, and return what became of the row."""
    header = ["First name", "Last name", "E-mail", title]
    run = book.imports.run(Table.from_rows(header, [[*who, said]]), by=ANNE)
    return next(iter(book.imports.outcomes(run.id))).kind.value


def _unsubscribe_all(book: ClientBook, channel: Channel = EMAIL, topic: str = "MARKETING") -> None:
    act = BulkEdit.unsubscribe(channel, topic)
    book.bulk.commit(book.bulk.plan(Filter(), act), by=ANNE)


def _opt_in(book: ClientBook, client: str, clock: TurnedClock, days: int) -> None:
    """Record that a client opted in so many days ago."""
    at = clock.now - timedelta(days=days)
    basis = ConsentBasis.EXPRESS
    book.consent.record([ConsentEvent(f"e{next(EVENT)}", client, *KEY, IN, at, basis=basis)])


def _may(book: ClientBook, client: str, channel: Channel = EMAIL, topic: str = "MARKETING") -> bool:
    return book.consent.may_contact(client, channel, topic).allowed


class LastWordMachine(RuleBasedStateMachine):
    """Two people, one for a while: lists, bulk edits and hands speak of them at any time told.

    The model keeps every word.  An opt-out stands until an opt-in of the same person, said later;
    what is said while both are one is of both where it is a no, and lifts both where it is a yes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clock = TurnedClock()
        self.book = ClientBook(MemoryStore(), settings=region("FR"), clock=self.clock)
        self.ids = [_create(self.book, who) for who in (ZOE, MARIE)]
        self.merge_id: str | None = None
        self.words: list[tuple[int, int, bool, bool]] = []  # whose, day, a no, of both
        self.day = 0
        self.distinct = 0  # words that are events of their own, whatever was said
        self.moves = 0  # merges, and how often one was undone

    def _turn(self) -> None:
        self.clock.turn(days=1)
        self.day += 1

    def _said(self, who: int, day: int, *, no: bool, distinct: bool = False) -> None:
        self.words.append((who, day, no, self.merge_id is not None))
        self.distinct += no and distinct

    def _speaker(self, who: int) -> int:
        return 0 if self.merge_id else who

    @rule(who=st.integers(0, 1), dated=st.none() | st.integers(1, 9))
    def refused_in_a_list(self, who: int, dated: int | None) -> None:
        self._turn()
        who = self._speaker(who)
        at = self.clock.now - timedelta(days=dated or 0)
        said = "yes" if dated is None else at.isoformat()
        _list(self.book, "Unsubscribed at" if dated else "Unsubscribed", said, (ZOE, MARIE)[who])
        self._said(who, self.day - (dated or 0), no=True, distinct=dated is not None)

    @rule()
    def everybody_is_unsubscribed(self) -> None:
        self._turn()
        _unsubscribe_all(self.book)
        for who in {self._speaker(0), self._speaker(1)}:
            self._said(who, self.day, no=True)

    @rule(who=st.integers(0, 1), subscribed=st.booleans())
    def ticked(self, who: int, subscribed: bool) -> None:
        self._turn()
        who = self._speaker(who)
        self.book.consent.set_subscriptions(self.ids[who], {KEY: subscribed}, by=ANNE)
        self._said(who, self.day, no=not subscribed, distinct=True)

    @rule(who=st.integers(0, 1), days=st.integers(0, 9))
    def opted_in_then(self, who: int, days: int) -> None:
        self._turn()
        who = self._speaker(who)
        _opt_in(self.book, self.ids[who], self.clock, days)
        self._said(who, self.day - days, no=False)

    @precondition(lambda self: self.merge_id is None)
    @rule()
    def merged_by_mistake(self) -> None:
        plan = self.book.merges.plan(self.ids[0], [self.ids[1]])
        self.merge_id = self.book.merges.merge(plan, by=ANNE).id
        self.moves += 1

    @precondition(lambda self: self.merge_id is not None)
    @rule()
    def unmerged(self) -> None:
        assert self.merge_id is not None
        self.book.merges.unmerge(self.book.merges.plan_unmerge(self.merge_id), by=ANNE)
        self.merge_id = None
        self.moves += 1
        self.words += [(1, day, True, False) for who, day, no, both in self.words if no and both]

    def _allowed(self, ids: set[int]) -> bool:
        words = [word for word in self.words if word[0] in ids]
        opt_ins = [word for word in words if not word[2]]
        return bool(opt_ins) and all(
            any(yes[1] > day and (yes[0] == who or yes[3]) for yes in opt_ins)
            for who, day, no, _ in words
            if no
        )

    @invariant()
    def the_last_word_counts(self) -> None:
        for who in {self._speaker(0), self._speaker(1)}:
            ids = {0, 1} if self.merge_id else {who}
            assert _may(self.book, self.ids[who]) is self._allowed(ids)

    @invariant()
    def the_ledger_does_not_grow_with_what_is_said_again(self) -> None:
        """Events are what hands and dates say; of the rest one after each yes, merge, unmerge."""
        held = self.book.context.store.list_records("main", "consent")
        own = [record.body for record in held if ":" not in record.id]  # no copy of an unmerge
        outs = [body for body in own if body["state"] == "opted_out"]
        yes = sum(not no for _, _, no, _ in self.words)
        assert len(outs) <= self.distinct + 2 * (1 + yes + self.moves)


LastWordMachine.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestLastWord = LastWordMachine.TestCase


@EVERY_STORE
@pytest.mark.parametrize("days", [("2026-01-01", "2026-03-01"), ("2026-03-01", "2026-01-01")])
def test_the_order_in_which_lists_arrive_decides_nothing(
    book: ClientBook, clock: TurnedClock, days: tuple[str, ...]
) -> None:
    """X37: a no of March is one, whether the list of January came before it or after it."""
    clock.turn(days=400)
    zoe = _create(book, ZOE)
    for day in days:
        _list(book, "Unsubscribed at", day)
    at = clock.now.replace(year=2026, month=2, day=1)
    book.consent.record([ConsentEvent("tick", zoe, EMAIL, "*", IN, at, basis=ConsentBasis.EXPRESS)])
    assert not _may(book, zoe)


def test_a_list_of_every_week_is_one_no_that_counts_from_the_last(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: a year of lists is one event; a yes between two of them is beaten by the last."""
    zoe = _create(book, ZOE)
    kinds = []
    for _ in range(52):
        clock.turn(days=7)
        kinds.append(_list(book, "Do not e-mail", "yes"))
    assert kinds == ["updated", *["unchanged"] * 51]
    (event,) = book.consent.events(zoe)
    assert event.said_at == clock.now
    assert event.at == event.recorded_at == clock.now - timedelta(weeks=51)
    _opt_in(book, zoe, clock, days=3 * 7 + 1)
    assert _may(book, zoe) is False
    book.consent.set_subscriptions(zoe, {KEY: True}, by=ANNE)
    assert _may(book, zoe)
    clock.turn(days=7)
    assert _list(book, "Do not e-mail", "yes") == "updated"
    assert (_may(book, zoe), len(book.consent.events(zoe))) == (False, 4)


def test_a_row_of_nobody_that_comes_each_week_is_remembered_once(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: what is kept of an address does not grow, and counts from the last list."""
    zoe = _create(book, ZOE)
    header = ["First name", "E-mail", "Mobile", "Do not e-mail"]
    table = Table.from_rows(header, [["Zoe", ZOE[2], "12", "yes"]])  # refused: no such number
    for _ in range(30):
        clock.turn(days=7)
        assert book.imports.run(table, by=ANNE).counts.rejected == 1
    (record,) = book.context.store.list_records("main", "suppression")
    assert len(record.body["outs"]) == 1
    _opt_in(book, zoe, clock, days=8)
    assert not _may(book, zoe)


DOORS = {
    "refused": ("Do not e-mail", "yes"),
    "state": ("Email status", "unsubscribed"),
    "time": ("Unsubscribed at", "2025-11-02"),
    "subscription": ("Newsletter", "no"),
    "words beside a number": ("Mobile", f"{NUMBERS[ZOE]} STOP SMS"),
    "bulk": None,
}


@EVERY_STORE
@pytest.mark.parametrize("door", DOORS)
def test_a_no_said_of_a_survivor_stays_its_own(book: ClientBook, door: str) -> None:
    """X37, X6: Marie had refused, and Zoe was taken for her as Zoe refused too."""
    zoe, marie = _create(book, ZOE), _create(book, MARIE)
    channel, topic = (SMS, "GENERAL") if "number" in door else (EMAIL, "MARKETING")
    book.consent.set_subscriptions(zoe, {(channel, topic): True}, by=ANNE)
    book.consent.set_subscriptions(marie, {(None, "*"): False}, by=ANNE)
    merge = book.merges.merge(book.merges.plan(zoe, [marie]), by=ANNE)
    said = DOORS[door]
    for _ in range(2):  # and once
        if said is None:
            _unsubscribe_all(book)
        else:
            _list(book, *said)
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert [e.is_opt_out for e in book.consent.events(zoe)].count(True) == 1
    late = door == "time"  # said before the tick: it stands, and is beaten
    assert (_may(book, zoe, channel, topic), _may(book, marie, channel, topic)) == (late, False)


@EVERY_STORE
def test_a_no_said_of_a_survivor_holds_at_its_own_mailbox(book: ClientBook) -> None:
    """X37: Luc, in whom somebody is who refused, refuses himself, for all of his family."""
    luc, zoe = (
        book.clients.create(person(name, email="fam@example.org"), by=ANNE).id
        for name in ("Luc Roy", "Zoe Roy")
    )
    marie = _create(book, MARIE)
    book.consent.set_subscriptions(marie, {(EMAIL, "*"): False}, by=ANNE)
    book.merges.merge(book.merges.plan(luc, [marie]), by=ANNE)
    assert _may(book, zoe, topic="GENERAL")
    _list(book, "Do not e-mail", "yes", ("Luc", "Roy", "fam@example.org"))
    assert not _may(book, zoe, topic="GENERAL")


def test_a_wider_no_does_not_become_later_by_a_narrow_one(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: who refused all, and advertising by e-mail again, has refused texts once."""
    zoe = _create(book, ZOE)
    book.consent.set_subscriptions(zoe, {(None, "*"): False}, by=ANNE)
    clock.turn(days=9)
    _list(book, "Newsletter", "no")
    basis = ConsentBasis.EXPRESS
    at = clock.now - timedelta(days=3)
    book.consent.record([ConsentEvent("tick", zoe, None, "*", IN, at, basis=basis)])
    assert (_may(book, zoe), _may(book, zoe, SMS)) == (False, True)
