"""X21: what a client is shown of an activity that is several clients' is the own part alone."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, person

from clientbook import BlockerCode, ClientBook
from clientbook.domain import activities as acts
from clientbook.domain import sales
from clientbook.domain.activities import PAYLOADS, Activity, Appointment, Attendee
from clientbook.domain.appointments import SelfServiceAction
from clientbook.domain.clients import ClientId
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAMPLES: dict[type[Any], acts.Payload] = {
    type(payload): payload
    for payload in (
        acts.BusinessEvent("REPAIR_ORDER", "Brakes"),
        acts.Conversation(subject="Brakes"),
        acts.Message("Until Monday", conversation="c1"),
        acts.Review("web", Decimal(4), comment="Fine"),
        sales.Estimate(Decimal(10), "EUR"),
        sales.Invoice(Decimal(10), "EUR"),
        sales.LoyaltyCard("Stars"),
        sales.Package("ten", 10),
        sales.Ticket(Decimal(10), "EUR"),
    )
}


def _of(kind: type[Any], own: ClientId, other: ClientId) -> Activity:
    if kind is not Appointment:
        return Activity("a1", SAMPLES[kind], (other, own), AT)
    seats = (Attendee(other, cancelled=True), Attendee(own))
    return Activity.of("a1", Appointment(AT, timedelta(hours=1), seats, title="Duo massage"))


@EVERY_STORE
@pytest.mark.parametrize("kind", PAYLOADS.values(), ids=lambda kind: kind.__name__)
def test_no_id_of_another_client_is_in_an_answer(store: Store, kind: type[Any]) -> None:
    """X21: of whatever kind the activity is, each client reads that it is theirs, and no more."""
    book = ClientBook(store)
    ann, zoe = (book.clients.create(person(name), by=ANNE).id for name in ("Ann Li", "Zoé Roy"))
    book.activities.put(_of(kind, ann, zoe), by=ANNE)
    for own, other in ((ann, zoe), (zoe, ann)):
        exported = book.privacy.export(own)
        assert other not in json.dumps(exported)
        (shown,) = exported["activities"]
        assert shown["clients"] == [own]
        seats = [seat["client_id"] for seat in shown["payload"].get("attendees", ())]
        assert seats == ([own] if kind is Appointment else [])


@EVERY_STORE
def test_the_seat_of_a_client_that_was_merged_in_is_their_own(store: Store) -> None:
    """X21: the person is the client and everybody merged into it."""
    book = ClientBook(store)
    ann, anna, zoe = (book.clients.create(person(n), by=ANNE).id for n in ("Ann", "Anna", "Zoé"))
    seats = (Attendee(ann), Attendee(anna), Attendee(zoe))
    book.activities.put(Activity.of("a1", Appointment(AT, attendees=seats)), by=ANNE)
    book.merges.merge(book.merges.plan(ann, [anna]), by=ANNE)
    text = json.dumps(book.privacy.export(ann)["activities"])
    assert zoe not in text
    assert ann in text


@EVERY_STORE
def test_a_title_names_who_was_called_so_when_it_was_written(store: Store) -> None:
    """R20: a merge or a new name of one attendee shows the old one to nobody."""
    book = ClientBook(store)
    anna, mei, olga = (
        book.clients.create(person(name), by=ANNE).id
        for name in ("Anna Zhou", "Mei Li", "Olga Petrov")
    )
    seats = (Attendee(mei), Attendee(olga))
    book.activities.put(
        Activity.of("a1", Appointment(AT, timedelta(hours=1), seats, title="Duo Mei Li + Olga")),
        by=ANNE,
    )

    def shown() -> list[object]:
        (exported,) = book.privacy.export(olga)["activities"]
        (own,) = book.self_service.my_appointments(olga)
        return [exported["payload"].get("title"), own.title]

    assert shown() == [None, None]
    plan = book.merges.plan(anna, [mei], overrides=list(BlockerCode))
    merged = book.merges.merge(plan, by=ANNE)
    assert shown() == [None, None]
    book.merges.unmerge(book.merges.plan_unmerge(merged.id), by=ANNE)
    married = ProfilePatch(set={"name": PersonName(given="Mina", family="Stone")})
    book.clients.update(mei, married, expected=None, by=ANNE)
    assert shown() == [None, None]


def test_self_service_still_knows_that_others_come() -> None:
    """K33: who sees the own seat alone may not move a group's appointment."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    book = ClientBook(MemoryStore(), clock=lambda: now)
    ann, zoe = (book.clients.create(person(name), by=ANNE).id for name in ("Ann Li", "Zoé Roy"))
    duo = Appointment(AT, attendees=(Attendee(ann), Attendee(zoe)), title="Duo Zoé")
    book.activities.put(Activity.of("a1", duo), by=ANNE)
    (shown,) = book.self_service.my_appointments(ann)
    assert (shown.is_group, shown.title) == (True, None)
    assert shown.actions == {SelfServiceAction.CANCEL}
