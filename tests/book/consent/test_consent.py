"""Consent, blocking and birthdays through the desk."""

from datetime import date, timedelta

import attrs
import pytest
from tests.book.conftest import MakeBook, TurnedClock, region
from tests.book.people import ANNE, BOB, LANDLINE, MOBILE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.book.consent.desk import BookingDecision, record_consents
from clientbook.domain.clients import SYSTEM
from clientbook.domain.consents import (
    ALL_TOPICS,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.dates import PartialDate
from clientbook.domain.filters import Filter
from clientbook.domain.journal import ChangeKind
from clientbook.domain.settings import GENERAL, MARKETING, SAFE, Topic
from clientbook.domain.subscriptions import ContactReason
from clientbook.errors import ClientNotFoundError, InvalidValueError

SMS, EMAIL = Channel.SMS, Channel.EMAIL
MARKETING_SMS, GENERAL_SMS, ALL_SMS = (SMS, "MARKETING"), (SMS, "GENERAL"), (SMS, ALL_TOPICS)


def _event(
    client_id: str, state: ConsentState, clock: TurnedClock, **fields: object
) -> ConsentEvent:
    options: dict[str, object] = {
        "channel": SMS,
        "topic": "MARKETING",
        "basis": ConsentBasis.EXPRESS,
        "at": clock.now,
        **fields,
    }
    return ConsentEvent(
        f"e{clock.now.timestamp()}{len(str(options))}{state}", client_id, state=state, **options
    )  # type: ignore[arg-type]


def test_unticking_all_holds_for_topics_to_come(make_book: MakeBook) -> None:
    """K32: ALL is a wildcard: untick it and both are off, and so is a topic defined later."""
    book = make_book()
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    states = book.consent.set_subscriptions(client.id, {ALL_SMS: False}, by=ANNE)
    assert [states[key].subscribed for key in (GENERAL_SMS, MARKETING_SMS, ALL_SMS)] == [False] * 3
    topics = (GENERAL, MARKETING, Topic("NEWS", True))
    book.change_settings(attrs.evolve(SAFE, topics=topics), by=ANNE)
    later = make_book(book.settings)
    assert not later.consent.subscriptions(client.id)[SMS, "NEWS"].subscribed
    where = Filter(unsubscribed_from=((SMS, "NEWS"),))
    assert [row.client_id for row in later.lists.page(where)] == [client.id]


def test_unticking_one_leaves_the_other(book: ClientBook) -> None:
    """K32, K33: untick MARKETING only: GENERAL stays on, ALL reads off, each names its event."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.consent.set_subscriptions(client.id, {MARKETING_SMS: True}, by=ANNE)
    assert book.consent.subscriptions(client.id)[ALL_SMS].subscribed
    states = book.consent.set_subscriptions(client.id, {MARKETING_SMS: False}, by=BOB)
    assert states[GENERAL_SMS].subscribed
    assert states[GENERAL_SMS].reason is ContactReason.TOPIC_DEFAULT
    assert not states[ALL_SMS].subscribed
    decided = states[MARKETING_SMS].decided_by
    assert decided is not None
    assert (decided.actor, decided.state) == (BOB, ConsentState.OPTED_OUT)


def test_unticking_without_a_channel_is_every_channel(book: ClientBook) -> None:
    """K32: a box that knows no channels unticks a topic on all of them with one event."""
    client = book.clients.create(person("Marie", mobile(), email="m@a.fr"), by=ANNE)
    states = book.consent.set_subscriptions(client.id, {(None, "GENERAL"): False}, by=ANNE)
    assert not any(states[channel, "GENERAL"].subscribed for channel in Channel)
    assert len(book.consent.events(client.id)) == 1
    for channel in Channel:
        assert book.clients.count(Filter(unsubscribed_from=((channel, "GENERAL"),))) == 1


def test_a_batch_is_saved_whole_or_not_at_all(book: ClientBook) -> None:
    """K34, K35: two ticks are two events in one unit of work; a failing second leaves none."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    changes = {MARKETING_SMS: True, (EMAIL, "MARKETING"): True}
    book.consent.set_subscriptions(client.id, changes, by=BOB)
    events = book.consent.events(client.id)
    assert [(e.channel, e.actor.channel) for e in events] == [
        (SMS, "phone-app"),
        (EMAIL, "phone-app"),
    ]
    with pytest.raises(InvalidValueError):
        book.consent.set_subscriptions(
            client.id, {MARKETING_SMS: False, (SMS, "NO SUCH"): False}, by=BOB
        )
    assert book.consent.events(client.id) == events
    kinds = [c.kind for c in book.context.store.read_changes("main", client_ids=[client.id])]
    assert kinds == [ChangeKind.CREATED, ChangeKind.CONSENT, ChangeKind.CONSENT]
    with pytest.raises(ClientNotFoundError):
        book.consent.set_subscriptions("nobody", changes, by=BOB)


def test_the_unsubscribed_filter_is_the_fold(book: ClientBook, clock: TurnedClock) -> None:
    """K24: the filter returns exactly the clients whose folded state is unsubscribed, at any time.

    An implied consent that lapses moves a client to the other side without any write.
    """
    clients = [book.clients.create(person(f"P{n}", mobile()), by=ANNE) for n in range(6)]
    book.consent.set_subscriptions(clients[0].id, {MARKETING_SMS: True}, by=ANNE)
    book.consent.set_subscriptions(clients[1].id, {GENERAL_SMS: False}, by=ANNE)
    book.consent.set_subscriptions(clients[2].id, {ALL_SMS: False}, by=ANNE)
    book.consent.set_subscriptions(clients[3].id, {ALL_SMS: True}, by=ANNE)
    lapsing = _event(
        clients[4].id,
        ConsentState.OPTED_IN,
        clock,
        topic=ALL_TOPICS,
        basis=ConsentBasis.IMPLIED,
        expires_at=clock.now + timedelta(days=30),
    )
    book.consent.record([lapsing])
    for days in (0, 29, 1, 1):
        clock.turn(days=days)
        for key in (MARKETING_SMS, GENERAL_SMS, (EMAIL, "GENERAL")):
            states = {c.id: book.consent.subscriptions(c.id)[key].subscribed for c in clients}
            on = book.lists.page(Filter(subscribed_to=(key,)))
            off = book.lists.page(Filter(unsubscribed_from=(key,)))
            assert {r.client_id for r in on} == {i for i, state in states.items() if state}
            assert {r.client_id for r in off} == {i for i, state in states.items() if not state}
            assert (on.total or 0) + (off.total or 0) == 6


def test_a_campaign_is_not_a_reminder(book: ClientBook) -> None:
    """P6, P7: MARKETING can be no while GENERAL is yes, on SMS and on e-mail."""
    client = book.clients.create(person("Marie", mobile(), email="m@a.fr"), by=ANNE)
    for channel, address in ((SMS, MOBILE), (EMAIL, "m@a.fr")):
        reminder = book.consent.may_contact(client.id, channel, "GENERAL")
        assert (reminder.allowed, reminder.address) == (True, address)
        campaign = book.consent.may_contact(client.id, channel, "MARKETING")
        assert (campaign.allowed, campaign.reason) == (False, ContactReason.TOPIC_DEFAULT)
        assert campaign.address is None


def test_only_what_is_there_can_be_reached(book: ClientBook) -> None:
    """K30, V25: no mobile, no SMS; what forbids names its event; fax numbers take no calls."""
    client = book.clients.create(person("Marie", landline(), email="m@a.fr"), by=ANNE)
    book.consent.set_subscriptions(client.id, {(EMAIL, "GENERAL"): False}, by=ANNE)
    reach = book.consent.reachable(client.id)
    assert [(r.channel, r.topic, r.address) for r in reach] == [
        (Channel.PHONE, "GENERAL", LANDLINE)
    ]
    sms = book.consent.may_contact(client.id, SMS, "GENERAL")
    assert (sms.allowed, sms.reason) == (False, ContactReason.NO_ADDRESS)
    mail = book.consent.may_contact(client.id, EMAIL, "GENERAL")
    assert mail.event == book.consent.events(client.id)[0]
    other = book.consent.may_contact(client.id, EMAIL, "GENERAL", address="x@a.fr")
    assert other.reason is ContactReason.ADDRESS_UNKNOWN


def test_consent_for_one_address(book: ClientBook, clock: TurnedClock) -> None:
    """X8: per channel, topic and address, with basis, source, time, wording and evidence."""
    client = book.clients.create(person("Marie", mobile(), mobile("+33611111111")), by=ANNE)
    said = _event(
        client.id,
        ConsentState.OPTED_IN,
        clock,
        address="+33611111111",
        source="web form",
        wording="I agree",
        evidence="form/12",
    )
    book.consent.record([said])
    decision = book.consent.may_contact(client.id, SMS, "MARKETING")
    assert (decision.allowed, decision.address) == (True, "+33611111111")
    assert decision.event == said
    assert not book.consent.may_contact(client.id, SMS, "MARKETING", address=MOBILE).allowed
    state = book.consent.subscriptions(client.id)[MARKETING_SMS]
    assert (state.subscribed, state.decided_by) == (True, said)  # one of her numbers may be texted
    assert book.clients.count(Filter(may_contact=(MARKETING_SMS,))) == 1


def test_an_import_brings_consent_in_and_lifts_none(book: ClientBook, clock: TurnedClock) -> None:
    """X8: an imported opt-in is kept out where the client is unsubscribed, and twice is once."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    other = book.clients.create(person("Paul", mobile("+33611111111")), by=ANNE)
    book.consent.set_subscriptions(client.id, {MARKETING_SMS: False}, by=ANNE)
    for _ in range(2):
        clock.turn(days=1)
        brought = [
            _event(c.id, ConsentState.OPTED_IN, clock, source="import:r1") for c in (client, other)
        ]
        with book.context.unit():
            refused = record_consents(book.context, brought).refused
        assert refused == (brought[0],)
        assert not book.consent.subscriptions(client.id)[MARKETING_SMS].subscribed
        assert book.consent.subscriptions(other.id)[MARKETING_SMS].subscribed
        assert len(book.consent.events(other.id)) == 1
    clock.turn(days=1)
    out = _event(other.id, ConsentState.OPTED_OUT, clock, source="import:r2")
    with book.context.unit():
        assert record_consents(book.context, [out]).refused == ()
    assert not book.consent.subscriptions(other.id)[MARKETING_SMS].subscribed


@pytest.mark.parametrize("direction", [(0, 1), (1, 0)])
def test_a_merge_lifts_no_unsubscription(
    book: ClientBook, clock: TurnedClock, direction: tuple[int, int]
) -> None:
    """X8: merging in either order gives the same answer, and the opt-out is never lost."""
    pair = [book.clients.create(person("Marie", mobile()), by=ANNE) for _ in range(2)]
    book.consent.set_subscriptions(pair[0].id, {MARKETING_SMS: False}, by=ANNE)
    clock.turn(days=1)
    book.consent.set_subscriptions(pair[1].id, {MARKETING_SMS: True}, by=ANNE)
    survivor, absorbed = (pair[i] for i in direction)
    book.merges.merge(book.merges.plan(survivor.id, [absorbed.id]), by=ANNE)
    for client in pair:
        assert not book.consent.subscriptions(client.id)[MARKETING_SMS].subscribed
    assert book.clients.count(Filter(subscribed_to=(MARKETING_SMS,))) == 0
    clock.turn(days=1)
    book.consent.set_subscriptions(survivor.id, {MARKETING_SMS: True}, by=ANNE)
    assert book.consent.subscriptions(absorbed.id)[MARKETING_SMS].subscribed
    assert book.clients.count(Filter(subscribed_to=(MARKETING_SMS,))) == 1


def test_an_opt_out_said_while_merged_holds_for_both(book: ClientBook, clock: TurnedClock) -> None:
    """X6, X8: what is unsubscribed on the survivor stays so on a client that comes back."""
    pair = [book.clients.create(person("Marie", mobile()), by=ANNE) for _ in range(2)]
    for client in pair:
        book.consent.set_subscriptions(client.id, {MARKETING_SMS: True}, by=ANNE)
    record = book.merges.merge(book.merges.plan(pair[0].id, [pair[1].id]), by=ANNE)
    clock.turn(days=1)
    book.consent.set_subscriptions(pair[0].id, {MARKETING_SMS: False}, by=ANNE)
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=ANNE)
    for client in pair:
        assert not book.consent.subscriptions(client.id)[MARKETING_SMS].subscribed
    assert book.clients.count(Filter(unsubscribed_from=(MARKETING_SMS,))) == 2


def test_the_gate_knows_a_blocked_mobile(book: ClientBook) -> None:
    """P14, P15: three spellings are caught, the landline alone is not, and no data comes along."""
    client = book.clients.create(person("Marie", mobile(), landline()), by=ANNE)
    assert book.consent.booking_gate("0612345678") is BookingDecision.ALLOW
    book.clients.block_booking(client.id, by=ANNE, reason="no-shows")
    for spelling in ("06 12 34 56 78", "+33612345678", "0033 6 12 34 56 78"):
        assert book.consent.booking_gate(spelling) is BookingDecision.CALL_US
    for other in (LANDLINE, "0699999999", "not a number", ""):
        assert book.consent.booking_gate(other) is BookingDecision.ALLOW
    sharing = book.clients.create(person("Paul", mobile()), by=ANNE)
    assert sharing.block is None
    assert book.consent.booking_gate("0612345678") is BookingDecision.CALL_US
    book.clients.delete(client.id, by=ANNE)
    assert book.consent.booking_gate("0612345678") is BookingDecision.ALLOW


def test_birthdays(book: ClientBook, clock: TurnedClock) -> None:
    """R6: leap days in common years on 28 February, no year needed, unsubscribed ones left out."""
    made = {}
    for name, born in (
        ("Leap", PartialDate(2000, 2, 29)),
        ("Plain", PartialDate(1990, 2, 28)),
        ("Yearless", PartialDate(None, 2, 28)),
        ("Other", PartialDate(1990, 3, 1)),
        ("Quiet", PartialDate(1990, 2, 28)),
        ("Gone", PartialDate(1990, 2, 28)),
    ):
        number = mobile("+33611111111") if name == "Quiet" else mobile()
        made[name] = book.clients.create(person(name, number, birthday=born), by=ANNE)
    book.clients.create(person("Unreachable", birthday=PartialDate(1990, 2, 28)), by=ANNE)
    book.consent.set_subscriptions(made["Quiet"].id, {GENERAL_SMS: False}, by=ANNE)
    book.clients.delete(made["Gone"].id, by=ANNE)

    def on(day: date) -> list[str]:
        found = book.consent.birthdays_on(day, SMS, "GENERAL")
        return sorted(client.profile.display_name for client, _ in found)

    assert on(date(2027, 2, 28)) == on(date(2027, 2, 28)) == ["Leap", "Plain", "Yearless"]
    assert on(date(2028, 2, 28)) == ["Plain", "Yearless"]
    assert on(date(2028, 2, 29)) == ["Leap"]
    assert {a for _, a in book.consent.birthdays_on(date(2027, 2, 28), SMS, "GENERAL")} == {MOBILE}


def test_the_same_person_by_region(make_book: MakeBook) -> None:
    """A book without region reads international numbers at its gate, and only those."""
    book = make_book(region("ZZ"))
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.clients.block_booking(client.id, by=SYSTEM)
    assert book.consent.booking_gate("+33 6 12 34 56 78") is BookingDecision.CALL_US
    assert book.consent.booking_gate("06 12 34 56 78") is BookingDecision.ALLOW


def test_what_a_deleted_client_says_counts_once_it_is_back(book: ClientBook) -> None:
    """K24, X7: a deleted client is in no filter, whatever is recorded on it; restored it is."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.clients.delete(client.id, by=ANNE)
    book.consent.set_subscriptions(client.id, {GENERAL_SMS: False}, by=ANNE)
    off = Filter(unsubscribed_from=(GENERAL_SMS,))
    assert (book.clients.count(off), book.clients.count()) == (0, 0)
    book.clients.restore(client.id, by=ANNE)
    assert (book.clients.count(off), book.clients.count()) == (1, 1)
