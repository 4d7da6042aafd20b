"""Activities: kinds, timelines, appointments, statistics, templates, links."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock
from tests.book.people import ANNE, BOB, mobile, person

from clientbook.book import ClientBook
from clientbook.book.activities.kept import StoreActivities
from clientbook.book.activities.reading import When
from clientbook.book.activities.timelines import BookKind, TimelineEntry
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    AppointmentStatus,
    AttachmentRef,
    Attendee,
    BusinessEvent,
    Conversation,
    ConversationStatus,
    Direction,
    Message,
    Payload,
    Review,
)
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeType,
)
from clientbook.domain.clients import Client
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Filter
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.sales import (
    DocumentStatus,
    Estimate,
    Invoice,
    Line,
    LoyaltyCard,
    Package,
    Ticket,
)
from clientbook.errors import (
    ClientNotFoundError,
    ClientStateError,
    InvalidProfileError,
    RecordNotFoundError,
)
from clientbook.storage.memory import MemoryStore

EVERY_KIND: list[Payload] = [
    BusinessEvent("REPAIR_ORDER", "brakes", "ro/1"),
    Conversation(ConversationStatus.IN_PROGRESS, "anne"),
    Estimate(Decimal("99.90"), "EUR", DocumentStatus.CLOSED, "D-1"),
    Invoice(Decimal(120), "EUR", DocumentStatus.OPEN, "F-1"),
    LoyaltyCard("stamps", Decimal(7), "C-1"),
    Message(
        "bonjour 🚗",
        Direction.IN,
        "sms",
        "conv-1",
        (
            AttachmentRef("devis.pdf", "application/pdf", 10, "s3/1"),
            AttachmentRef("photo.heic", "image/heic", 0, "s3/2"),
            AttachmentRef("x.bin", "application/x-unheard-of", 5, "s3/3"),
        ),
    ),
    Package("10 massages", 10, 3),
    Review("maps", Decimal(4), Decimal(5), ""),
    Ticket(Decimal("30.50"), "EUR", (Line("shampoo", Decimal(2), Decimal("15.25")),)),
]


@pytest.fixture
def marie(book: ClientBook) -> Client:
    return book.clients.create(person("Marie Dupont", mobile()), by=ANNE)


def _put(book: ClientBook, key: str, payload: Payload, client: Client, at: datetime) -> Activity:
    return book.activities.put(Activity.of(key, payload, client_id=client.id, at=at), by=ANNE)


@pytest.mark.parametrize("payload", EVERY_KIND, ids=lambda p: type(p).__name__)
def test_every_kind_round_trips(
    book: ClientBook, marie: Client, clock: TurnedClock, payload: Payload
) -> None:
    """K36, K44, K45, K47, K48, P10, P12: what is put is what is read, attachments of any type."""
    activity = _put(book, "x-1", payload, marie, clock.now)
    assert book.activities.get(activity.kind, "x-1") == activity
    (entry,) = book.activities.timeline(marie.id, kinds=[activity.kind])
    assert entry.what == activity
    assert book.clients.overview(marie.id).counts[activity.kind] == 1


def test_conversations_of_everybody(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """K42: open, in progress and closed ones, by whomever handled, all appear by default."""
    for number, status in enumerate(ConversationStatus):
        for who in ("anne", "bob"):
            _put(book, f"{status}-{who}-{number}", Conversation(status, who), marie, clock.now)
    entries = book.activities.timeline(marie.id, kinds=[ActivityKind.CONVERSATION])
    assert len(entries) == 6


def test_reviews_keep_their_scale(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """K47, K48: 4/5 and 9/10 stay what they are; estimates of both states are listed."""
    _put(book, "r1", Review("maps", Decimal(4)), marie, clock.now)
    _put(book, "r2", Review("other", Decimal(9), Decimal(10), "super"), marie, clock.now)
    for status in DocumentStatus:
        _put(book, status.value, Estimate(Decimal(1), "EUR", status), marie, clock.now)
    timeline = book.activities.timeline(marie.id, kinds=[ActivityKind.REVIEW])
    assert [(e.what.payload.rating, e.what.payload.scale) for e in timeline] == [  # type: ignore[union-attr]
        (4, 5),
        (9, 10),
    ]
    assert len(book.activities.timeline(marie.id, kinds=[ActivityKind.ESTIMATE])) == 2


def test_a_missing_source_is_an_absent_section(make_book: MakeBook) -> None:
    """K45: without a source of invoices the section is absent, not empty."""
    book = make_book(sources=())
    client = book.clients.create(person("Marie"), by=ANNE)
    assert book.clients.overview(client.id).counts == {}
    assert book.activities.timeline(client.id).items == ()
    assert (
        ActivityKind.INVOICE
        in make_book(book="b")
        .clients.overview(make_book(book="b").clients.create(person("Zoe"), by=ANNE).id)
        .counts
    )


@EVERY_STORE
def test_filters_follow_the_appointments_of_a_host(make_book: MakeBook, clock: TurnedClock) -> None:
    """R11, K45: what changed in tables of a host's own is found once the book is told."""
    host = StoreActivities(MemoryStore())
    book = make_book(sources=(host,))
    one, two = (book.clients.create(person(name), by=ANNE).id for name in ("Marie", "Zoe"))
    came = Appointment(clock.now - timedelta(days=1), attendees=(Attendee(one),))
    seen = Filter(last_appointment_from=clock.now - timedelta(days=2))
    for payload in (came, attrs.evolve(came, status=AppointmentStatus.CANCELLED)):
        with host.store.transaction(book.context.book):
            host.put(book.context.book, Activity.of("a", payload))
        book.activities.changed_elsewhere([one, two, "nobody"])
        expected = int(payload is came)
        assert book.clients.count(seen) == expected
        assert (book.lists.page(seen).items != ()) == bool(expected)


def test_the_status_of_appointments(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """K43: an unknown host status is OTHER with its text; every status is listed."""
    assert AppointmentStatus.of("No show") is AppointmentStatus.NO_SHOW
    assert AppointmentStatus.of("à confirmer") is AppointmentStatus.OTHER
    for number, status in enumerate(AppointmentStatus):
        text = "à confirmer" if status is AppointmentStatus.OTHER else None
        payload = Appointment(
            clock.now - timedelta(hours=number),
            attendees=(Attendee(marie.id),),
            status=status,
            status_text=text,
        )
        book.activities.put(Activity.of(f"a{number}", payload), by=ANNE)
    found = [a.payload for a in book.activities.appointments(marie.id)]
    assert [p.status for p in found] == list(AppointmentStatus)  # type: ignore[union-attr]
    assert found[-1].status_text == "à confirmer"  # type: ignore[union-attr]


def test_past_and_upcoming(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """P11: one that starts now or is in progress is past, a second later is upcoming."""
    for key, seconds in (("before", -3600), ("now", 0), ("after", 1), ("later", 3600)):
        payload = Appointment(
            clock.now + timedelta(seconds=seconds), timedelta(hours=2), (Attendee(marie.id),)
        )
        book.activities.put(Activity.of(key, payload), by=ANNE)

    def ids(when: When | None) -> list[str]:
        pages, after = [], None
        while True:
            page = book.activities.appointments(marie.id, when=when, after=after, limit=1)
            pages += [a.id for a in page]
            after = page.next
            if after is None:
                return pages

    assert ids(When.PAST) == ["now", "before"]
    assert ids(When.UPCOMING) == ["after", "later"]
    assert ids(None) == ["later", "after", "now", "before"]
    own = book.self_service.my_appointments(marie.id, when=When.UPCOMING)
    assert [a.id for a in own] == ["after", "later"]


def test_appointments_come_with_their_client(book: ClientBook, clock: TurnedClock) -> None:
    """K9: client and appointment are made together; a failing appointment leaves no client."""

    def book_it(client: Client) -> Activity:
        payload = Appointment(clock.now, attendees=(Attendee(client.id),))
        return book.activities.put(Activity.of("a1", payload), by=ANNE)

    arrival = book.clients.find_or_create(person("Marie Dupont", mobile()), by=ANNE, act=book_it)
    client, activity = arrival.client, arrival.result
    assert activity is not None
    assert activity.client_ids == (client.id,)

    def fail(client: Client) -> None:
        book_it(client)
        raise OSError("calendar")

    with pytest.raises(OSError, match="calendar"):
        book.clients.find_or_create(
            person("Paul Durand", mobile("+33611111111")), act=fail, by=ANNE
        )
    assert book.clients.count() == 1
    assert len(book.activities.appointments(client.id)) == 1


def test_the_client_outlives_the_appointment(
    book: ClientBook, marie: Client, clock: TurnedClock
) -> None:
    """V38: deleting the appointment leaves the client, and its origin still names it."""
    payload = Appointment(clock.now, attendees=(Attendee(marie.id),))
    book.activities.put(Activity.of("a1", payload), by=ANNE)
    book.activities.remove(ActivityKind.APPOINTMENT, "a1", by=ANNE)
    assert book.clients.get(marie.id) == marie
    assert book.clients.overview(marie.id).counts[ActivityKind.APPOINTMENT] == 0
    with pytest.raises(RecordNotFoundError):
        book.activities.remove(ActivityKind.APPOINTMENT, "a1", by=ANNE)


def test_names_are_joined_at_reading(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """R9: past and future appointments show the new name; as_of still shows the old one."""
    before = clock.now
    for key, days in (("past", -1), ("next", 1)):
        payload = Appointment(clock.now + timedelta(days=days), attendees=(Attendee(marie.id),))
        book.activities.put(Activity.of(key, payload), by=ANNE)
    clock.turn(hours=1)
    patch = ProfilePatch(set={"name": PersonName(given="Marie", family="Durand")})
    book.clients.update(marie.id, patch, expected=None, by=ANNE)
    for activity in book.activities.appointments(marie.id):
        names = [book.clients.get(i).profile.display_name for i in activity.client_ids]
        assert names == ["Marie Durand"]
    assert book.history.as_of(marie.id, before).profile.display_name == "Marie Dupont"


def test_appointment_attributes_are_typed(
    book: ClientBook, marie: Client, clock: TurnedClock
) -> None:
    """K39: attributes of an appointment follow the definitions of its scope."""
    scope = AttributeScope.APPOINTMENT
    definition = AttributeDefinition("Mileage", AttributeType.INTEGER, scope)
    book.attributes.define(definition, by=ANNE)
    assert book.attributes.list() == ()
    assert book.attributes.get("mileage", scope=scope) == definition

    def put(value: int | str) -> Activity:
        payload = Appointment(
            clock.now,
            attendees=(Attendee(marie.id),),
            attributes=(Attribute("mileage", value),),
        )
        return book.activities.put(Activity.of("a1", payload), by=ANNE)

    assert book.activities.get(ActivityKind.APPOINTMENT, put(120_000).id) == put(120_000)
    with pytest.raises(InvalidProfileError):
        put("a lot")


def test_the_timeline_holds_everything(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """K41: activities, notes, consent and merges in one order: time descending, kind, id."""
    other = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    for step in range(4):
        clock.turn(hours=step % 2)  # every second step at the same moment as the one before
        _put(book, f"t{step}", Ticket(Decimal(step), "EUR"), marie, clock.now)
        book.clients.add_note(marie.id, f"note {step}", by=ANNE)
        book.clients.add_note(other.id, f"other {step}", by=BOB)
        book.consent.set_subscriptions(marie.id, {(Channel.SMS, "MARKETING"): True}, by=ANNE)
    clock.turn(hours=1)
    book.merges.merge(book.merges.plan(marie.id, [other.id]), by=ANNE)
    whole = book.activities.timeline(marie.id, limit=1000).items
    keys = [(-e.at.timestamp(), e.kind.value, e.id) for e in whole]
    assert keys == sorted(keys)
    assert [e.kind for e in whole].count(BookKind.NOTE) == 8
    assert whole[0].kind is BookKind.MERGE
    assert len(whole) == 4 + 8 + 4 + 1
    authors = {n.body.split()[0]: n.author for n in book.clients.notes(marie.id)}
    assert authors == {"note": ANNE, "other": BOB}


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_pages_stand_still_while_entries_are_added(
    book: ClientBook, marie: Client, clock: TurnedClock, limit: int
) -> None:
    """K41: pages put together equal the list as it was, whatever is appended meanwhile."""
    for step in range(5):
        _put(book, f"t{step}", Ticket(Decimal(step), "EUR"), marie, clock.now)
        _put(book, f"m{step}", Message(f"hello {step}"), marie, clock.now)
        book.clients.add_note(marie.id, f"note {step}", by=ANNE)
        clock.turn(minutes=step % 2)
    whole = book.activities.timeline(marie.id, limit=1000).items
    paged: list[TimelineEntry] = []
    page = book.activities.timeline(marie.id, limit=limit)
    number = 0
    while True:
        paged += page.items
        if page.next is None:
            break
        number += 1
        clock.turn(minutes=1)
        _put(book, f"new{number}", Ticket(Decimal(1), "EUR"), marie, clock.now)
        page = book.activities.timeline(marie.id, before=page.next, limit=limit)
    assert tuple(paged) == whole


def test_statistics_after_a_merge_are_those_of_the_union(
    book: ClientBook, marie: Client, clock: TurnedClock
) -> None:
    """P10, P12: counts and sums add up over the union; balances of cards are left alone."""
    other = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    for client, amount in ((marie, "10.50"), (other, "4.50"), (other, "1")):
        _put(book, f"t{amount}", Ticket(Decimal(amount), "EUR"), client, clock.now)
        _put(book, f"c{amount}", LoyaltyCard("stamps", Decimal(5)), client, clock.now)
    _put(book, "cad", Ticket(Decimal(3), "CAD"), other, clock.now)
    payload = Appointment(clock.now, attendees=(Attendee(other.id),), status=AppointmentStatus.DONE)
    book.activities.put(Activity.of("a1", payload), by=ANNE)
    before = [book.activities.statistics(c.id) for c in (marie, other)]
    book.merges.merge(book.merges.plan(marie.id, [other.id]), by=ANNE)
    union = book.activities.statistics(marie.id)
    for kind in ActivityKind:
        assert union.counts[kind] == sum(s.counts[kind] for s in before)
    assert union.totals == {
        (ActivityKind.TICKET, "CAD"): Decimal(3),
        (ActivityKind.TICKET, "EUR"): Decimal(16),
    }
    assert union.appointments == {AppointmentStatus.DONE: 1}
    assert union.visits.last_at == clock.now
    cards = book.activities.timeline(marie.id, kinds=[ActivityKind.LOYALTY_CARD])
    assert {e.what.payload.balance for e in cards} == {Decimal(5)}  # type: ignore[union-attr]


def test_fields_of_a_template(book: ClientBook) -> None:
    """K37: a missing attribute is empty and listed, never a token; emojis survive."""
    book.attributes.define(AttributeDefinition("Voiture"), by=ANNE)
    book.attributes.define(AttributeDefinition("Surnom"), by=ANNE)
    client = book.clients.create(
        person("Marie Dupont", mobile(), attributes=(Attribute("Voiture", "🚗 R5"),)), by=ANNE
    )
    fields = book.activities.merge_fields(client.id)
    assert fields.values["given_name"] == "Marie"
    assert fields.values["voiture"] == "🚗 R5"
    assert fields.values["surnom"] == ""
    assert fields.missing == ("company", "email", "surnom")
    asked = book.activities.merge_fields(client.id, fields=["Voiture", "{{nope}}"])
    assert asked.values == {"Voiture": "🚗 R5", "{{nope}}": ""}
    assert asked.missing == ("{{nope}}",)


def test_an_attribute_called_as_a_field_of_ours_is_not_hidden(book: ClientBook) -> None:
    """K37, S36: it has a name of its own; accents and stray spaces do not lose a field."""
    for name in ("Company", "Prénom usuel"):
        book.attributes.define(AttributeDefinition(name), by=ANNE)
    extra = (Attribute("Company", "the old one"), Attribute("Prénom usuel", "Mimi"))
    client = book.clients.create(
        attrs.evolve(person("Marie Dupont", mobile(), attributes=extra), company="Nordet"), by=ANNE
    )
    asked = ["company", "attribute:Company", "Pre\u0301nom  usuel ", " COMPANY"]
    fields = book.activities.merge_fields(client.id, fields=asked)
    assert list(fields.values.values()) == ["Nordet", "the old one", "Mimi", "Nordet"]
    assert fields.missing == ()


def test_activities_need_a_live_client(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """An activity of an unknown or deleted client is refused, one of a merged id moves on."""
    with pytest.raises(ClientNotFoundError):
        book.activities.put(
            Activity.of("t", Ticket(Decimal(1), "EUR"), client_id="nobody", at=clock.now), by=ANNE
        )
    other = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    book.merges.merge(book.merges.plan(marie.id, [other.id]), by=ANNE)
    kept = _put(book, "t", Ticket(Decimal(1), "EUR"), other, clock.now)
    assert kept.client_ids == (marie.id,)
    book.clients.delete(marie.id, by=ANNE)
    with pytest.raises(ClientStateError):
        _put(book, "t2", Ticket(Decimal(1), "EUR"), marie, clock.now)


def test_two_seats_are_two_persons(book: ClientBook, clock: TurnedClock) -> None:
    """X28: seats in one group appointment speak against two clients being one."""
    a, b, c = (book.clients.create(person(n), by=ANNE) for n in ("A", "B", "C"))
    payload = Appointment(clock.now, attendees=(Attendee(a.id), Attendee(b.id)))
    book.activities.put(Activity.of("g1", payload), by=ANNE)
    assert book.activities.seated_together(a.id, b.id) == 1
    assert book.activities.seated_together(b.id, a.id) == 1
    assert book.activities.seated_together(a.id, c.id) == 0
    assert book.activities.seated_together(a.id, "nobody") == 0
    kept = StoreActivities(book.context.store)
    asked = [(a.id, b.id), (a.id, c.id), (b.id, c.id), ("nobody", c.id)]
    assert kept.seated_pairs("main", asked) == {(a.id, b.id)}
    assert kept.seated_pairs("other", asked) == set()


def test_links_go_and_come_back(book: ClientBook, clock: TurnedClock) -> None:
    """X5, R26: two seats become one on the survivor; receipts give both back as they were."""
    a, b = (book.clients.create(person(n), by=ANNE) for n in ("A", "B"))
    shared = Appointment(clock.now, attendees=(Attendee(a.id, True), Attendee(b.id)))
    own = Appointment(clock.now, attendees=(Attendee(b.id, True),))
    for key, payload in (("shared", shared), ("own", own)):
        book.activities.put(Activity.of(key, payload), by=ANNE)
    _put(book, "t", Ticket(Decimal(1), "EUR"), b, clock.now)
    port = StoreActivities(book.context.store)
    before = {k: port.find_appointment("main", k) for k in ("shared", "own")}
    assert dict(port.preview("main", [b.id], a.id).counts) == {"appointment": 2, "ticket": 1}
    assert set(port.linked("main", [a.id, b.id, "x"])) == {a.id, b.id}
    with book.context.unit():
        receipts = port.reassign("main", [b.id], a.id)
    merged = book.activities.get(ActivityKind.APPOINTMENT, "shared").payload
    assert isinstance(merged, Appointment)
    assert merged.attendees == (Attendee(a.id),)
    assert port.counts("main", [b.id]) == {}
    with book.context.unit():
        assert port.restore("main", receipts) == ()
    assert {k: port.find_appointment("main", k) for k in before} == before
    assert port.counts("main", [b.id]) == {ActivityKind.APPOINTMENT: 2, ActivityKind.TICKET: 1}
    with book.context.unit():
        again = port.reassign("main", [b.id], a.id)
        port.remove("main", ActivityKind.TICKET, "t")
        refused = port.restore("main", again)
    assert [(r.kind, r.id) for r in refused] == [("ticket", "t")]


def test_an_appointment_brings_its_own_clients() -> None:
    """An envelope that contradicts its appointment cannot be made."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    seat = Attendee("c1")
    with pytest.raises(ValueError, match="attendees"):
        Activity.of("a", Appointment(at, attendees=(seat,)), client_id="c1", at=at)
    with pytest.raises(ValueError, match="client_id"):
        Activity.of("t", Ticket(Decimal(1), "EUR"), at=at)
    with pytest.raises(ValueError, match="payload"):
        Activity("a", Appointment(at, attendees=(seat,)), ("c2",), at)
    assert Appointment(at, attendees=(Attendee("c", True), Attendee("c"))).attendees == (
        Attendee("c"),
    )


def test_a_section_nobody_supplies_is_absent(make_book: MakeBook, clock: TurnedClock) -> None:
    """S17, K45: a host without invoices says so, and no screen shows an empty section."""
    book = make_book(kinds=(ActivityKind.APPOINTMENT, ActivityKind.MESSAGE))
    ann = book.clients.create(person("Ann"), by=ANNE)
    counts = book.clients.overview(ann.id).counts
    assert dict(counts) == {ActivityKind.APPOINTMENT: 0, ActivityKind.MESSAGE: 0}
    assert book.activities.statistics(ann.id).counts == counts


@EVERY_STORE
def test_events_are_listed_by_type(book: ClientBook, clock: TurnedClock) -> None:
    """S18, K44: repair orders alone, page by page, whatever else the host notes."""
    ann = book.clients.create(person("Ann", mobile()), by=ANNE)
    for n in range(12):
        kind = "REPAIR_ORDER" if n % 4 == 0 else "VISIT"
        event = Activity.of(
            f"e{n:02d}", BusinessEvent(kind), client_id=ann.id, at=clock.turn(days=1)
        )
        book.activities.put(event, by=ANNE)
    book.activities.put(Activity.of("m", Message("hello"), client_id=ann.id, at=clock.now), by=ANNE)

    def listed(limit: int, **asked: Any) -> list[str]:
        found: list[str] = []
        before: str | None = None
        while True:
            page = book.activities.timeline(ann.id, before=before, limit=limit, **asked)
            found += [entry.id for entry in page.items]
            before = page.next
            if before is None:
                return found

    events = [ActivityKind.EVENT]
    for limit in (1, 2, 50):
        orders = listed(limit, kinds=events, event_types=["repair_order"])
        assert orders == ["e08", "e04", "e00"]
        assert len(listed(limit, kinds=events, event_types=["REPAIR_ORDER", "VISIT"])) == 12
        assert listed(limit, kinds=events, event_types=["OTHER"]) == []
    both = listed(50, kinds=[*events, ActivityKind.MESSAGE], event_types=["REPAIR_ORDER"])
    assert both == ["m", *orders]
