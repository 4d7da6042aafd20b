"""An opt-out holds: for the address, whoever holds it, whatever happens to the client (X37)."""

import itertools
from contextlib import suppress
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, MOBILE, mobile, person

from clientbook import OnDuplicate
from clientbook.book import ClientBook
from clientbook.book.consent.ledger import load_ledgers
from clientbook.domain.clients import ClientStatus
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import SAFE
from clientbook.domain.subscriptions import ContactReason
from clientbook.errors import ClientStateError, EventIdUsedError, InvalidValueError, PlanError
from clientbook.importing.tables import Table
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

SMS, EMAIL = Channel.SMS, Channel.EMAIL
IN, OUT = ConsentState.OPTED_IN, ConsentState.OPTED_OUT
MAIL = "vic@example.org"


def _load(book: ClientBook, *rows: tuple[str, str, str, str]) -> str:
    """Import rows of name, number, address and an answer to the newsletter; return the run."""
    header = ["First name", "Last name", "Mobile phone", "E-mail", "Newsletter"]
    cells = [[*name.split(" "), number, mail, answer] for name, number, mail, answer in rows]
    table = Table.from_rows(header, cells)
    mapping = book.imports.suggest(table).assign("Newsletter", "consent.email")
    return book.imports.run(table, mapping, by=ANNE).id


def _reachable(book: ClientBook, client_id: str) -> set[tuple[Channel, str]]:
    return {(r.channel, r.address) for r in book.consent.reachable(client_id)}


@EVERY_STORE
def test_stop_then_deleted_then_imported_again(book: ClientBook, clock: TurnedClock) -> None:
    """X37, S1: who said STOP stays unreachable when deleted, purged and imported again."""
    ann = book.clients.create(person("Ann Roy", mobile()), by=ANNE)
    book.consent.set_subscriptions(ann.id, {(None, "*"): False}, by=ANNE)
    book.clients.delete(ann.id, by=ANNE)
    for days in (0, 40):
        clock.turn(days=days)
        book.clients.purge(by=ANNE)
        _load(book, ("Ann Roy", "06 12 34 56 78", "", "yes"))
        (again,) = book.search.find("ann").items
        decision = book.consent.may_contact(again.id, SMS, "GENERAL")
        assert (decision.allowed, decision.reason) == (False, ContactReason.OPTED_OUT)
        assert decision.event is not None
        assert book.clients.count(Filter(opted_out_of=((SMS, "*"),))) == 1
        book.clients.delete(again.id, by=ANNE)


@EVERY_STORE
def test_an_address_opted_out_by_one_is_out_for_all(book: ClientBook) -> None:
    """X37, D9: for who holds it already, who comes by hand and who comes by file."""
    before = book.clients.create(person("Nora Un", email=MAIL), by=ANNE)
    vic = book.clients.create(person("Vic Deux", email=MAIL.upper()), by=ANNE)
    book.consent.set_subscriptions(before.id, {(EMAIL, "MARKETING"): True}, by=ANNE)
    book.consent.set_subscriptions(vic.id, {(None, "*"): False}, by=ANNE)
    by_hand = book.clients.create(person("Zoe Trois", email=MAIL), by=ANNE)
    run = _load(book, ("Paul Quatre", "", MAIL, "yes"))
    (row,) = book.imports.outcomes(run)
    assert row.client_id is not None
    assert "consent_kept" in [issue.code.value for issue in row.issues]
    for client_id in (before.id, by_hand.id, row.client_id):
        for topic in ("GENERAL", "MARKETING"):
            assert not book.consent.may_contact(client_id, EMAIL, topic).allowed
    assert book.clients.count(Filter(may_contact=((EMAIL, "GENERAL"),))) == 0


def test_who_said_it_takes_it_back_for_all(book: ClientBook, clock: TurnedClock) -> None:
    """X37: START after STOP opens the address again; another holder's word opens it for them."""
    vic, nora, zoe = (
        book.clients.create(person(name, email=MAIL), by=ANNE) for name in ("Vic", "Nora", "Zoe")
    )
    book.consent.set_subscriptions(vic.id, {(EMAIL, "*"): False}, by=ANNE)
    clock.turn(days=1)
    book.consent.set_subscriptions(nora.id, {(EMAIL, "*"): True}, by=ANNE)
    allowed = [book.consent.may_contact(c.id, EMAIL, "GENERAL").allowed for c in (vic, nora, zoe)]
    assert allowed == [False, True, False]
    clock.turn(days=1)
    book.consent.set_subscriptions(vic.id, {(EMAIL, "*"): True}, by=ANNE)
    assert book.clients.count(Filter(may_contact=((EMAIL, "GENERAL"),))) == 3


def test_the_setting_lets_each_speak_for_themselves(make_book: MakeBook) -> None:
    """X37: off, an opt-out is its client's alone; once that client has left it holds for all."""
    book = make_book(attrs.evolve(SAFE, opt_outs_follow_addresses=False))
    vic = book.clients.create(person("Vic", email=MAIL), by=ANNE)
    nora = book.clients.create(person("Nora", email=MAIL), by=ANNE)
    book.consent.set_subscriptions(vic.id, {(None, "*"): False}, by=ANNE)
    assert book.consent.may_contact(nora.id, EMAIL, "GENERAL").allowed
    book.clients.delete(vic.id, by=ANNE)
    assert not book.consent.may_contact(nora.id, EMAIL, "GENERAL").allowed
    book.clients.restore(vic.id, by=ANNE)
    assert book.consent.may_contact(nora.id, EMAIL, "GENERAL").allowed


def test_an_address_is_read_as_contact_points_are(book: ClientBook, clock: TurnedClock) -> None:
    """X37, M2: providers send addresses as people type them, numbers as a country writes them."""
    ann = book.clients.create(person("Ann", mobile(), email=MAIL), by=ANNE)
    out = ConsentEvent("e1", ann.id, EMAIL, "*", OUT, clock.now, address=" Vic@Example.ORG ")
    stop = ConsentEvent("e2", ann.id, SMS, "*", OUT, clock.now, address="06 12 34 56 78")
    kept = book.consent.record([out, stop])
    assert [event.address for event in kept] == [MAIL, MOBILE]
    for channel, typed in ((EMAIL, MAIL.upper()), (SMS, "06.12.34.56.78")):
        assert not book.consent.may_contact(ann.id, channel, "GENERAL").allowed
        decision = book.consent.may_contact(ann.id, channel, "GENERAL", address=typed)
        assert decision.reason is ContactReason.OPTED_OUT
    for odd in ("nobody", "12", "@", "\ud800@x"):
        with pytest.raises(InvalidValueError):
            book.consent.record([attrs.evolve(out, id="e3", address=odd)])
    assert len(book.consent.events(ann.id)) == 2


@pytest.mark.parametrize("typed", ["vic@ｅｘａｍｐｌｅ.org", "v\u034fic@example\u3002org"])
def test_an_opt_out_holds_for_an_address_in_full_width(book: ClientBook, typed: str) -> None:
    """X37, X31: the mailbox is one, whatever keyboard wrote it: no double, and no mail to it."""
    vic = book.clients.create(person("Vic Li", email=MAIL), by=ANNE)
    book.consent.set_subscriptions(vic.id, {(EMAIL, "*"): False}, by=ANNE)
    assert book.clients.find_or_create(person("Vic Li", email=typed), by=ANNE).client.id == vic.id
    nora = book.clients.create(person("Nora Roy", email=typed), by=ANNE)
    assert not book.consent.may_contact(nora.id, EMAIL, "GENERAL").allowed


def test_a_list_of_subscribers_leaves_out_who_may_not_be_written_to(
    book: ClientBook, clock: TurnedClock
) -> None:
    """K24, M7: the unsubscribe link of a mail names one address; the lists know it."""
    ann = book.clients.create(person("Ann", email=MAIL), by=ANNE)
    book.consent.record([ConsentEvent("e", ann.id, EMAIL, "GENERAL", OUT, clock.now, address=MAIL)])
    key = ((EMAIL, "GENERAL"),)
    assert book.clients.count(Filter(subscribed_to=key)) == 0
    assert book.clients.count(Filter(unsubscribed_from=key)) == 1
    more = ProfilePatch(add={"emails": person("x", email="new@example.org").emails})
    book.clients.update(ann.id, more, expected=1, by=ANNE)
    assert book.clients.count(Filter(subscribed_to=key)) == 1
    assert book.consent.may_contact(ann.id, EMAIL, "GENERAL").address == "new@example.org"


def test_a_time_to_come_never_beats_a_later_word(book: ClientBook, clock: TurnedClock) -> None:
    """X37, M3: a typed year is refused; a clock that is ahead counts as now."""
    ann = book.clients.create(person("Ann", email=MAIL), by=ANNE)

    def said(key: str, state: ConsentState, **ahead: float) -> None:
        at = clock.now + timedelta(**ahead)
        event = ConsentEvent(
            key, ann.id, EMAIL, "MARKETING", state, at, basis=ConsentBasis.EXPRESS, source="form"
        )
        book.consent.record([event])

    with pytest.raises(InvalidValueError, match="later"):
        said("in", IN, days=3650)
    said("in", IN, minutes=4)
    said("in", IN, minutes=4)  # the same again, as a web hook does
    assert book.consent.may_contact(ann.id, EMAIL, "MARKETING").allowed
    clock.turn(minutes=1)
    said("out", OUT)
    for days in (0, 1, 4000):
        clock.turn(days=days)
        assert not book.consent.may_contact(ann.id, EMAIL, "MARKETING").allowed


@EVERY_STORE
def test_an_event_id_is_used_once(book: ClientBook, clock: TurnedClock) -> None:
    """X37, S1: the same id for another content is refused, for the same it changes nothing."""
    ann = book.clients.create(person("Ann", mobile()), by=ANNE)
    bob = book.clients.create(person("Bob"), by=ANNE)
    first = ConsentEvent("form-1", ann.id, SMS, "*", OUT, clock.now)
    book.consent.record([first])
    seq = book.context.store.last_seq("main")
    for other in (
        attrs.evolve(first, client_id=bob.id),
        attrs.evolve(first, topic="GENERAL"),
        attrs.evolve(first, state=IN, basis=ConsentBasis.EXPRESS),
    ):
        with pytest.raises(EventIdUsedError):
            book.consent.record([attrs.evolve(first, id="new"), other])
    clock.turn(days=1)
    book.consent.record([first])
    assert book.consent.events(ann.id) == (first,)
    assert book.context.store.last_seq("main") == seq
    assert not book.consent.may_contact(ann.id, SMS, "GENERAL").allowed
    twice = attrs.evolve(first, id="n")
    with pytest.raises(EventIdUsedError):
        book.consent.record([twice, attrs.evolve(twice, topic="GENERAL")])


def test_nothing_is_recorded_on_an_erased_client(book: ClientBook, clock: TurnedClock) -> None:
    """X37, D8: as with notes and edits; on a deleted one a STOP still counts."""
    era = book.clients.create(person("Era", mobile()), by=ANNE)
    book.clients.delete(era.id, by=ANNE)
    book.consent.set_subscriptions(era.id, {(SMS, "*"): False}, by=ANNE)
    again = book.clients.create(person("Era", mobile()), by=ANNE)
    assert not book.consent.may_contact(again.id, SMS, "GENERAL").allowed
    book.privacy.erase(era.id, by=ANNE)
    event = ConsentEvent("f", era.id, EMAIL, "*", IN, clock.now, address="era@example.org")
    with pytest.raises(ClientStateError):
        book.consent.record([event])
    with pytest.raises(ClientStateError):
        book.consent.set_subscriptions(era.id, {(EMAIL, "*"): True}, by=ANNE)
    assert book.privacy.export(era.id)["consents"] == []


LONE = b"\xed\xa0\x80".decode("utf-8", "surrogatepass")


@pytest.mark.parametrize("topic", ["MARKETNG", "", LONE, "x" * 200, "\x00"])
def test_a_mistyped_topic_is_refused_everywhere(
    book: ClientBook, clock: TurnedClock, topic: str
) -> None:
    """K32, D7: asked, filtered, recorded or ticked: an error, and nothing is written by asking."""
    ann = book.clients.create(person("Ann", mobile()), by=ANNE)
    book.consent.set_subscriptions(ann.id, {(EMAIL, "MARKETING"): True}, by=ANNE)
    before = [
        book.context.store.list_records("main", kind) for kind in ("consent", "consent-topics")
    ]
    for call in (
        lambda: book.consent.may_contact(ann.id, SMS, topic),
        lambda: book.consent.birthdays_on(clock.now.date(), SMS, topic),
        lambda: book.clients.count(Filter(subscribed_to=((SMS, topic),))),
        lambda: book.clients.count(Filter(may_contact=((SMS, topic),))),
        lambda: book.consent.set_subscriptions(ann.id, {(SMS, topic): False}, by=ANNE),
        lambda: book.consent.record([ConsentEvent("e", ann.id, SMS, topic, OUT, clock.now)]),
    ):
        with pytest.raises(InvalidValueError):
            call()
    after = [
        book.context.store.list_records("main", kind) for kind in ("consent", "consent-topics")
    ]
    assert after == before
    book.consent.set_subscriptions(ann.id, {(None, "*"): False}, by=ANNE)


def test_an_undone_import_takes_back_its_opt_ins_and_no_opt_out(book: ClientBook) -> None:
    """X37, S2: the opt-in of the undone run counts no longer; what somebody refused stands."""
    book.clients.create(person("Ann Roy", mobile(), email="ann@example.org"), by=ANNE)
    book.clients.create(person("Bob Roy", email="bob@example.org"), by=ANNE)
    run = _load(
        book,
        ("Ann Roy", "06 12 34 56 78", "ann@example.org", "yes"),
        ("Bob Roy", "", "bob@example.org", "no"),
    )
    key = (EMAIL, "MARKETING")
    assert book.clients.count(Filter(subscribed_to=(key,))) == 1
    book.imports.undo(book.imports.plan_undo(run), by=ANNE)
    assert book.clients.count(Filter(subscribed_to=(key,))) == 0
    assert book.clients.count(Filter(opted_out_of=(key,))) == 1
    assert book.clients.count(Filter(never_asked=(key,))) == 1


def test_a_point_many_share_costs_no_more_than_it_must(book: ClientBook) -> None:
    """X34, X37: the authors of opt-outs at one address are told apart up to a bound."""
    rows = [(f"P{n} Roy", "", "noreply@example.org", "no") for n in range(60)]
    _load(book, *rows)
    (record,) = book.context.store.list_records("main", "suppression")
    assert len(record.body["outs"]) <= 21
    late = book.clients.create(person("Late", email="noreply@example.org"), by=ANNE)
    assert not book.consent.may_contact(late.id, EMAIL, "MARKETING").allowed


NUMBERS = ("+33612345678", "+33611111111", "+33622222222")
MAILS = ("a@example.fr", "b@example.fr")


class OptOutMachine(RuleBasedStateMachine):
    """People come and go by every entry point; who said STOP is never reachable again."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = TurnedClock()
        made = itertools.count(1)
        self.store = self.make_store()
        self.book = ClientBook(
            self.store,
            settings=region("FR"),
            clock=self.clock,
            make_id=lambda: f"c{next(made):05d}",
        )
        self.out: set[str] = set()
        self.ids: list[str] = []
        self.merges: list[str] = []

    def make_store(self) -> Store:
        return MemoryStore()

    def teardown(self) -> None:
        self.store.close()

    def _some(self, pick: int, *, status: ClientStatus = ClientStatus.ACTIVE) -> str | None:
        found = self.book.context.store.get_clients("main", self.ids)
        alive = sorted(i for i, client in found.items() if client.status is status)
        return alive[pick % len(alive)] if alive else None

    @rule(name=st.sampled_from("AB"), number=st.sampled_from(NUMBERS), mail=st.sampled_from(MAILS))
    def create(self, name: str, number: str, mail: str) -> None:
        self.clock.turn(minutes=1)
        profile = person(f"{name} Roy", mobile(number), email=mail)
        self.ids.append(self.book.clients.create(profile, by=ANNE).id)

    @rule(
        name=st.sampled_from("ABC"),
        number=st.sampled_from(NUMBERS),
        mail=st.sampled_from(MAILS),
        answer=st.sampled_from(["yes", "yes", ""]),
    )
    def load(self, name: str, number: str, mail: str, answer: str) -> None:
        self.clock.turn(minutes=1)
        run = _load(self.book, (f"{name} Roy", number, mail, answer))
        for row in self.book.imports.outcomes(run):
            if row.client_id:
                self.ids.append(row.client_id)

    @rule(pick=st.integers(0, 9), channel=st.sampled_from([None, SMS, EMAIL]))
    def stop(self, pick: int, channel: Channel | None) -> None:
        client_id = self._some(pick)
        if client_id is None:
            return
        self.clock.turn(minutes=1)
        self.book.consent.set_subscriptions(client_id, {(channel, ALL_TOPICS): False}, by=ANNE)
        profile = self.book.clients.get(client_id).profile
        if channel is not EMAIL:
            self.out |= {p.e164 for p in profile.phones}
        if channel is not SMS:
            self.out |= {e.key for e in profile.emails}

    @rule(pick=st.integers(0, 9), address=st.sampled_from(NUMBERS + MAILS))
    def stop_address(self, pick: int, address: str) -> None:
        client_id = self._some(pick)
        if client_id is None:
            return
        at = self.clock.turn(minutes=1)
        channel = EMAIL if "@" in address else SMS
        key = f"stop{at.timestamp()}"
        event = ConsentEvent(key, client_id, channel, ALL_TOPICS, OUT, at, address=address)
        self.book.consent.record([event])
        self.out.add(address)

    @rule(pick=st.integers(0, 9))
    def delete(self, pick: int) -> None:
        if client_id := self._some(pick):
            self.book.clients.delete(client_id, by=ANNE)

    @rule(pick=st.integers(0, 9))
    def restore(self, pick: int) -> None:
        if client_id := self._some(pick, status=ClientStatus.DELETED):
            self.book.clients.restore(client_id, by=ANNE)

    @rule(pick=st.integers(0, 9))
    def erase(self, pick: int) -> None:
        if client_id := self._some(pick):
            profile = self.book.clients.get(client_id).profile
            self.book.privacy.erase(client_id, by=ANNE)
            self.out |= {p.e164 for p in profile.phones} | {e.key for e in profile.emails}

    @rule()
    def purge(self) -> None:
        self.clock.turn(days=31)
        self.book.clients.purge(by=ANNE)

    @rule(pick=st.integers(0, 9), other=st.integers(0, 9))
    def merge(self, pick: int, other: int) -> None:
        one, two = self._some(pick), self._some(other)
        if one and two and one != two:
            plan = self.book.merges.plan(one, [two])
            self.merges.append(self.book.merges.merge(plan, by=ANNE).id)

    @rule()
    def unmerge(self) -> None:
        if self.merges:
            with suppress(PlanError):  # somebody of it was erased meanwhile
                plan = self.book.merges.plan_unmerge(self.merges.pop())
                self.book.merges.unmerge(plan, by=ANNE)

    @invariant()
    def nobody_is_reachable_where_somebody_opted_out(self) -> None:
        for row in self.book.lists.page(limit=1000):
            for reach in self.book.consent.reachable(row.client_id, channels=[SMS, EMAIL]):
                assert reach.address not in self.out
        for channel in (SMS, EMAIL):
            where = Filter(may_contact=((channel, "GENERAL"),))
            for row in self.book.lists.page(where, limit=1000):
                assert self.book.consent.may_contact(row.client_id, channel, "GENERAL").allowed


class SqliteOptOutMachine(OptOutMachine):
    """The same on SQLite."""

    def make_store(self) -> Store:
        return SqliteStore(":memory:")


_CAMPAIGN = settings(
    max_examples=40,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestOptOutsHold = OptOutMachine.TestCase
TestOptOutsHold.settings = _CAMPAIGN
TestOptOutsHoldInSqlite = SqliteOptOutMachine.TestCase
TestOptOutsHoldInSqlite.settings = settings(_CAMPAIGN, max_examples=12)


SPELLINGS = {
    "an accent apart": ("jos\u00e9@example.org", "jose\u0301@EXAMPLE.org"),
    "a domain encoded": ("ann@m\u00fcnchen.de", "ann@xn--mnchen-3ya.de"),
    "a domain encoded and in capitals": (
        "ann@b\u00fccher.example.org",
        "ANN@XN--BCHER-KVA.example.org",
    ),
    "a domain apart": ("ann@mu\u0308nchen.de", "ann@xn--mnchen-3ya.DE"),
    "sharp s": ("ann@stra\u00dfe.de", "ann@xn--strae-oqa.de"),
    "the dot of the root": ("ann@example.org", "ann@example.org."),
}


@EVERY_STORE
@pytest.mark.parametrize("turned", [False, True])
def test_an_opt_out_knows_its_address_in_every_spelling(
    make_book: MakeBook, clock: TurnedClock, turned: bool
) -> None:
    """X37, M2: a letter's form, a domain's encoding and a last dot make no other address."""
    for name, pair in SPELLINGS.items():
        one, other = reversed(pair) if turned else pair
        book = make_book(region("FR"), book=name)
        ann = book.clients.create(person("Ann", email=one), by=ANNE)
        zoe = book.clients.create(person("Zoe", email=other), by=ANNE)
        out = ConsentEvent("e", ann.id, EMAIL, "*", OUT, clock.now, address=other)
        book.consent.record([out])
        new = book.clients.create(person("Kim", email=other), by=ANNE)
        for client in (ann, zoe, new):
            decision = book.consent.may_contact(client.id, EMAIL, "GENERAL")
            assert decision.reason is ContactReason.OPTED_OUT, (name, client.profile.display_name)
        assert book.clients.count(Filter(may_contact=((EMAIL, "GENERAL"),))) == 0, name
        book.privacy.erase(ann.id, by=ANNE)
        again = book.clients.create(person("Ann", email=one), by=ANNE)
        assert not book.consent.may_contact(again.id, EMAIL, "GENERAL").allowed, name


class _AskedStore(MemoryStore):
    """A store that counts how often records are looked up by their ids."""

    asked = 0

    def get_records(self, *args: Any, **options: Any) -> Any:
        """Count, and answer."""
        self.asked += 1
        return super().get_records(*args, **options)


def test_the_answers_of_many_who_share_a_refused_address_cost_few_look_ups() -> None:
    """X36: a list asks as often for a hundred of them as for three."""

    def asked(many: int) -> int:
        store = _AskedStore()
        book = ClientBook(store, settings=SAFE)
        known = [
            book.clients.create(
                person(f"Ann{number} Lee", email="a1@x.fr"),
                by=ANNE,
                on_duplicate=OnDuplicate.ALLOW,
            )
            for number in range(many)
        ]
        book.consent.set_subscriptions(known[0].id, {(Channel.EMAIL, ALL_TOPICS): False}, by=ANNE)
        store.asked = 0
        found = load_ledgers(book.context, known)
        assert len(found) == many
        return store.asked

    assert asked(100) == asked(3)
