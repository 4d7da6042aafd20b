"""Deleting, restoring, purging, erasing."""

from datetime import timedelta
from decimal import Decimal

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock
from tests.book.people import ANNE, BOB, MOBILE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    Attendee,
    Message,
)
from clientbook.domain.clients import Client, ClientStatus
from clientbook.domain.consents import Channel, ConsentBasis
from clientbook.domain.journal import ChangeKind
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.sales import Ticket
from clientbook.domain.settings import FIELD_SERVICE
from clientbook.domain.subscriptions import ContactReason
from clientbook.errors import (
    ClientNotFoundError,
    ClientStateError,
    ConstraintError,
    EmptySelectionError,
    StalePlanError,
)
from clientbook.searching.queries import Scope

SMS = Channel.SMS


def _everywhere(book: ClientBook, client: Client) -> list[bool]:
    found = book.search.find("marie", scope=Scope.ANY).items
    return [
        client in found,
        client.id in [r.client_id for r in book.lists.page()],
        book.consent.booking_gate(MOBILE).value == "call_us",
    ]


def test_two_steps_to_delete(book: ClientBook, clock: TurnedClock) -> None:
    """P16, R18, R19: plan, confirm; gone from search, totals and gate; links are reported."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    client = book.clients.block_booking(client.id, by=ANNE)
    payload = Appointment(clock.now, attendees=(Attendee(client.id),))
    book.activities.put(Activity.of("a1", payload), by=ANNE)
    assert _everywhere(book, client) == [True, True, True]
    plan = book.clients.plan_delete([client.id, client.id])
    assert (plan.count, plan.links) == (1, (("appointment", 1),))
    assert _everywhere(book, client) == [True, True, True]
    (deleted,) = book.clients.confirm_delete(plan, by=BOB)
    assert (deleted.status, deleted.deleted_at) == (ClientStatus.DELETED, clock.now)
    assert _everywhere(book, deleted) == [False, False, False]
    assert book.clients.count() == 0
    assert book.activities.get(ActivityKind.APPOINTMENT, "a1").client_ids == (client.id,)


def test_nothing_selected_and_stale_plans(book: ClientBook) -> None:
    """R18, R19: no ids are refused; a client changed since stops the whole deletion."""
    with pytest.raises(EmptySelectionError):
        book.clients.plan_delete([])
    with pytest.raises(ClientNotFoundError):
        book.clients.plan_delete(["nobody"])
    pair = [book.clients.create(person(n), by=ANNE) for n in ("A", "B")]
    plan = book.clients.plan_delete([c.id for c in pair])
    patch = ProfilePatch(set={"company": "Nordet"})
    book.clients.update(pair[1].id, patch, expected=None, by=BOB)
    with pytest.raises(StalePlanError):
        book.clients.confirm_delete(plan, by=ANNE)
    assert book.clients.count() == 2


def test_a_restored_client_is_the_deleted_one(book: ClientBook, clock: TurnedClock) -> None:
    """X7: restored equals deleted, revision and time apart; the tombstone stays readable."""
    client = book.clients.create(person("Marie", mobile(), ids=(("erp", "1"),)), by=ANNE)
    book.consent.set_subscriptions(client.id, {(SMS, "MARKETING"): True}, by=ANNE)
    clock.turn(days=1)
    book.clients.delete(client.id, by=ANNE)
    assert book.clients.get(client.id).profile == client.profile
    assert book.consent.may_contact(client.id, SMS, "GENERAL").reason is ContactReason.NOT_ACTIVE
    clock.turn(days=30)
    restored = book.clients.restore(client.id, by=BOB)
    assert restored.revision == 3
    assert attrs.evolve(restored, revision=1, updated_at=client.updated_at) == client
    assert book.consent.subscriptions(client.id)[SMS, "MARKETING"].subscribed
    with pytest.raises(ClientStateError):
        book.clients.restore(client.id, by=BOB)
    with pytest.raises(ClientNotFoundError):
        book.clients.restore("nobody", by=BOB)


def test_an_id_taken_meanwhile_stops_the_restore(book: ClientBook) -> None:
    """X7, X9: while deleted, somebody else got the external id."""
    client = book.clients.create(person("Marie", ids=(("erp", "1"),)), by=ANNE)
    book.clients.delete(client.id, by=ANNE)
    book.clients.create(person("Zoe", ids=(("erp", "1"),)), by=ANNE)
    with pytest.raises(ConstraintError):
        book.clients.restore(client.id, by=ANNE)
    assert book.clients.get(client.id).status is ClientStatus.DELETED


@EVERY_STORE
def test_whoever_was_deleted_first_is_purged_first(book: ClientBook, clock: TurnedClock) -> None:
    """X7: on every store alike, in what is returned and in the journal."""
    made = [book.clients.create(person("Marie Roy", mobile()), by=ANNE).id for _ in range(4)]
    order = [made[i] for i in (2, 0, 3, 1)]
    for client_id in order:
        clock.turn(hours=1)
        book.clients.delete(client_id, by=ANNE)
    clock.turn(days=400)
    assert book.clients.purge(by=BOB) == tuple(order)
    events = book.context.store.read_changes(book.context.book)
    assert [c.client_id for c in events if c.kind is ChangeKind.PURGED] == order


def test_after_the_window_it_is_purged(book: ClientBook, clock: TurnedClock) -> None:
    """X7: inside the window nothing is purged; after it the client and its values are gone.

    What it had unsubscribed from is remembered: somebody who comes back is not contacted.
    """
    client = book.clients.create(person("Marie", mobile(), landline()), by=ANNE)
    other = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.merges.merge(book.merges.plan(client.id, [other.id]), by=ANNE)
    book.clients.add_note(client.id, "tea", by=ANNE)
    book.consent.set_subscriptions(client.id, {(SMS, "GENERAL"): False}, by=ANNE)
    at = clock.now
    ticket, message = Ticket(Decimal(1), "EUR"), Message("bonjour")
    book.activities.put(Activity.of("t", ticket, client_id=client.id, at=at), by=ANNE)
    book.activities.put(Activity.of("m", message, client_id=client.id, at=at), by=ANNE)
    book.clients.delete(client.id, by=ANNE)
    clock.turn(days=30)
    assert book.clients.purge(by=BOB) == ()
    clock.turn(seconds=1)
    with pytest.raises(ClientStateError):
        book.clients.restore(client.id, by=BOB)
    assert book.clients.purge(by=BOB) == (client.id,)
    assert book.clients.purge(by=BOB) == ()
    for gone in (client, other):
        with pytest.raises(ClientNotFoundError):
            book.clients.get(gone.id)
    events = book.history.events()
    assert events[-1].kind is ChangeKind.PURGED
    assert not any(c.before for c in book.context.store.read_changes("main"))
    assert book.activities.get(ActivityKind.TICKET, "t")
    with pytest.raises(LookupError):
        book.activities.get(ActivityKind.MESSAGE, "m")
    back = book.clients.create(person("Marie", mobile()), by=ANNE)
    decision = book.consent.may_contact(back.id, SMS, "GENERAL")
    assert (decision.allowed, decision.reason) == (False, ContactReason.OPTED_OUT)
    assert book.consent.may_contact(back.id, Channel.PHONE, "GENERAL").allowed


SECRET = "Zanzibar"


def _filled(book: ClientBook, clock: TurnedClock) -> Client:
    """A client with its name in every place the book has for it."""
    info = f"{SECRET} likes tea"
    client = book.clients.create(
        person(f"Marie {SECRET}", mobile(), email=f"{SECRET}@a.fr", info=info), by=ANNE
    )
    patch = ProfilePatch(set={"info": f"{SECRET} likes coffee"})
    book.clients.update(client.id, patch, expected=None, by=ANNE)
    other = book.clients.create(person(f"Marie {SECRET}", mobile()), by=ANNE)
    book.merges.merge(book.merges.plan(client.id, [other.id]), by=ANNE)
    book.clients.add_note(client.id, f"{SECRET} again", by=ANNE)
    book.clients.block_booking(client.id, by=ANNE, reason=f"{SECRET} owes")
    book.consent.set_subscriptions(
        client.id, {(SMS, "MARKETING"): True}, by=ANNE, wording=f"I, {SECRET}, agree"
    )
    message = Message(f"bonjour {SECRET}")
    book.activities.put(Activity.of("m", message, client_id=client.id, at=clock.now), by=ANNE)
    third = book.clients.create(person("Paul Durand"), by=ANNE)
    shared = Appointment(clock.now, attendees=(Attendee(client.id), Attendee(third.id)))
    book.activities.put(Activity.of("g", shared), by=ANNE)
    book.clients.find_or_create(person(f"Marie {SECRET}", mobile()), by=ANNE)
    book.duplicates.ignore(client.id, third.id, by=ANNE)
    return book.clients.get(client.id)


def test_the_fact_stays(book: ClientBook, clock: TurnedClock) -> None:
    """X21: who did what and when stays readable; erasing twice is erasing once."""
    client = _filled(book, clock)
    kinds = [e.event.kind for e in book.history.history(client.id)]
    erased = book.privacy.erase(client.id, by=BOB)
    assert book.privacy.erase(client.id, by=BOB) == erased
    history = book.history.history(client.id)
    assert [e.event.kind for e in history if e.event.kind is not ChangeKind.ERASED] == kinds
    assert not any(entry.changes for entry in history)
    assert history[0].event.actor == BOB
    with pytest.raises(ClientStateError):
        book.clients.restore(client.id, by=ANNE)


def test_an_erased_person_stays_uncontactable(book: ClientBook, clock: TurnedClock) -> None:
    """X21: whoever comes back is not contacted, until they agree to it themselves, later."""
    client = _filled(book, clock)
    book.privacy.erase(client.id, by=BOB)
    back = book.clients.create(person("Marie", mobile(), email="new@a.fr"), by=ANNE)
    for topic in ("GENERAL", "MARKETING"):
        assert not book.consent.may_contact(back.id, SMS, topic).allowed
    assert book.consent.may_contact(back.id, Channel.EMAIL, "GENERAL").allowed
    assert MOBILE not in repr(book.context.store.list_records("main", "suppression"))
    later = ProfilePatch(add={"phones": [mobile("+33611111111")]})
    book.clients.update(back.id, later, expected=None, by=ANNE)
    assert book.consent.may_contact(back.id, SMS, "GENERAL").address == "+33611111111"
    clock.turn(days=1)
    book.consent.set_subscriptions(
        back.id, {(SMS, "MARKETING"): True}, by=ANNE, basis=ConsentBasis.EXPRESS
    )
    assert book.consent.may_contact(back.id, SMS, "MARKETING", address=MOBILE).allowed


def test_requirements_do_not_stop_an_erasure(make_book: MakeBook) -> None:
    """V40: what a profile requires refuses an edit, never an erasure; deleted ones go too."""
    book = make_book(FIELD_SERVICE)
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.clients.delete(client.id, by=ANNE)
    assert book.privacy.erase(client.id, by=ANNE).status is ClientStatus.ERASED
    with pytest.raises(ClientNotFoundError):
        book.privacy.erase("nobody", by=ANNE)


def test_a_family_number_identifies_nobody(book: ClientBook) -> None:
    """X19: candidates through a shared point vanish; consent for it works as before."""
    client = book.clients.create(person("Marie Dupont", mobile(), email="f@a.fr"), by=ANNE)
    draft = person("Marie Dupont", mobile(), email="f@a.fr")
    assert len(book.clients.check(draft)) == 1
    key = book.privacy.mark_shared("06 12 34 56 78", by=ANNE)
    assert [e.field for e in book.clients.check(draft)[0].evidence] == ["email", "name"]
    book.privacy.mark_shared("F@A.fr", by=ANNE)
    # Whoever is still proposed is so by name alone, and a machine matches nobody by it.
    assert {e.field for f in book.clients.check(draft) for e in f.evidence} <= {"name"}
    assert book.clients.find_or_create(draft, by=ANNE).kind.value == "created"
    assert key in book.privacy.shared()
    book.consent.set_subscriptions(client.id, {(SMS, "GENERAL"): False}, by=ANNE)
    assert not book.consent.may_contact(client.id, SMS, "GENERAL", address=MOBILE).allowed
    book.privacy.unmark_shared(MOBILE, by=ANNE)
    best = next(f for f in book.clients.check(draft) if f.client_id == client.id)
    assert [e.field for e in best.evidence] == ["phone", "name"]


def test_the_window_is_a_setting(make_book: MakeBook, clock: TurnedClock) -> None:
    """X7: a host may keep deleted clients for another time."""
    book = make_book(attrs.evolve(FIELD_SERVICE, restore_days=1))
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.clients.delete(client.id, by=ANNE)
    clock.now += timedelta(days=1, seconds=1)
    assert book.clients.purge(by=ANNE) == (client.id,)
