"""What a logged-in client may see and do."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock, region
from tests.book.people import ANNE, mobile, person

from clientbook import EmailAddress, ExternalId, PersonName, Profile
from clientbook.book import ClientBook
from clientbook.book.activities.reading import When
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    AppointmentStatus,
    Attendee,
    Message,
)
from clientbook.domain.appointments import Recipient, SelfServiceAction
from clientbook.domain.clients import Client
from clientbook.domain.journal import ChangeKind
from clientbook.errors import ClientNotFoundError, ClientStateError, SelfServiceError
from clientbook.storage.protocols import Store

NOW = datetime(2026, 11, 1, tzinfo=UTC)
BOTH = frozenset(SelfServiceAction)
CANCEL_ONLY = frozenset({SelfServiceAction.CANCEL})


@pytest.fixture
def marie(book: ClientBook) -> Client:
    return book.clients.create(
        person("Marie Dupont", mobile(), info="owes us money", ids=(("account", "marie"),)), by=ANNE
    )


@pytest.fixture
def paul(book: ClientBook) -> Client:
    return book.clients.create(person("Paul Durand"), by=ANNE)


def _book_it(
    book: ClientBook, key: str, hours: float, *clients: Client, **fields: object
) -> Appointment:
    payload = Appointment(
        book.context.clock() + timedelta(hours=hours),
        timedelta(hours=1),
        tuple(Attendee(c.id) for c in clients),
        employee="emp-1",
        **fields,
    )  # type: ignore[arg-type]
    book.activities.put(Activity.of(key, payload), by=ANNE)
    return payload


def test_own_appointments_only(book: ClientBook, marie: Client, paul: Client) -> None:
    """R20, R5: never another's, not by a forged or merged id; of a group the own seat only."""
    _book_it(book, "own", 5, marie)
    _book_it(book, "theirs", 5, paul)
    _book_it(book, "group", 6, marie, paul)
    book.clients.add_note(marie.id, "always late", by=ANNE)
    mine = book.self_service.my_appointments(marie.id)
    assert [(a.id, a.is_group) for a in mine] == [("group", True), ("own", False)]
    for word in (paul.id, "Paul", "late", "money"):
        assert word not in str([attrs.asdict(a) for a in mine])
    with pytest.raises(ClientNotFoundError):
        book.self_service.my_appointments("forged")
    other = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    book.merges.merge(book.merges.plan(marie.id, [other.id]), by=ANNE)
    assert book.self_service.my_appointments(other.id) == mine
    for stranger in ("theirs", "no such"):
        with pytest.raises(SelfServiceError) as refused:
            book.self_service.cancel(marie.id, stranger)
        assert refused.value.reason == "not_yours"
    book.clients.delete(marie.id, by=ANNE)
    with pytest.raises(ClientStateError):
        book.self_service.my_appointments(marie.id)


def test_what_is_offered(book: ClientBook, marie: Client, paul: Client) -> None:
    """R21, R22, R23, R26: the table of cases; nothing can take CANCEL from a future own one."""
    cases = {
        "future": (1.0, {}, BOTH),
        "confirmed": (2.0, {"status": AppointmentStatus.CONFIRMED}, BOTH),
        "now": (0.0, {}, frozenset()),
        "running": (-0.5, {}, frozenset()),
        "past": (-5.0, {}, frozenset()),
        "cancelled": (3.0, {"status": AppointmentStatus.CANCELLED}, frozenset()),
        "done": (4.0, {"status": AppointmentStatus.DONE}, frozenset()),
        "host status": (5.0, {"status": AppointmentStatus.OTHER}, BOTH),
    }
    for key, (hours, fields, _) in cases.items():
        _book_it(book, key, hours, marie, **fields)
    _book_it(book, "group", 6, marie, paul)
    offered = {a.id: a.actions for a in book.self_service.my_appointments(marie.id)}
    assert offered == {
        **{k: expected for k, (_, _, expected) in cases.items()},
        "group": CANCEL_ONLY,
    }
    for key, (_, _, expected) in cases.items():
        if not expected:
            with pytest.raises(SelfServiceError):
                book.self_service.cancel(marie.id, key)


def test_cancelling_tells_both_once(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """R24: cancelled, one event for client and employee; a retry emits no second one."""
    _book_it(book, "a1", 5, marie)
    event = book.self_service.cancel(marie.id, "a1", request_id="req-1")
    assert event.notify == (Recipient.CLIENT, Recipient.EMPLOYEE)
    assert (event.appointment_id, event.client_id, event.employee) == ("a1", marie.id, "emp-1")
    payload = book.activities.get(ActivityKind.APPOINTMENT, "a1").payload
    assert isinstance(payload, Appointment)
    assert payload.status is AppointmentStatus.CANCELLED
    clock.turn(minutes=1)
    assert book.self_service.cancel(marie.id, "a1", request_id="req-1") == event
    with pytest.raises(SelfServiceError) as again:
        book.self_service.cancel(marie.id, "a1")
    assert again.value.reason == "cancelled"
    assert book.self_service.cancellations() == (event,)
    assert book.self_service.cancellations(after=event) == ()
    told = [e for e in book.history.events() if e.fields == ("cancelled_by_client",)]
    assert [(e.kind, e.cause) for e in told] == [(ChangeKind.ACTIVITY, "appointment:a1")]
    assert book.clients.overview(marie.id).next_appointment_at is None


def test_a_request_counts_for_one_appointment(book: ClientBook, marie: Client) -> None:
    """S24, R24: the same request id for another appointment cancels that one too."""
    for key, hours in (("a1", 5), ("a2", 6)):
        _book_it(book, key, hours, marie)
    events = [book.self_service.cancel(marie.id, key, request_id="r") for key in ("a1", "a2")]
    assert [event.appointment_id for event in events] == ["a1", "a2"]
    assert book.self_service.my_appointments(marie.id, when=When.UPCOMING)[0].status is (
        AppointmentStatus.CANCELLED
    )
    assert len(book.self_service.cancellations()) == 2


def test_a_group_outlives_who_leaves(book: ClientBook, marie: Client, paul: Client) -> None:
    """R24, R26: one leaves a group, the other may move it again; the last one ends it."""
    _book_it(book, "g", 5, marie, paul)
    with pytest.raises(SelfServiceError) as refused:
        book.self_service.check_reschedule(marie.id, "g", book.context.clock())
    assert refused.value.reason == "group"
    book.self_service.cancel(paul.id, "g")
    (left,) = book.self_service.my_appointments(paul.id)
    assert (left.status, left.actions) == (AppointmentStatus.CANCELLED, frozenset())
    (mine,) = book.self_service.my_appointments(marie.id)
    assert (mine.status, mine.actions) == (AppointmentStatus.BOOKED, BOTH)
    book.self_service.cancel(marie.id, "g")
    payload = book.activities.get(ActivityKind.APPOINTMENT, "g").payload
    assert isinstance(payload, Appointment)
    assert not payload.is_live


def test_two_participants_merged_are_one(book: ClientBook, marie: Client) -> None:
    """R26: after a merge of the two participants there is one, who may reschedule."""
    other = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    _book_it(book, "g", 5, marie, other)
    assert book.self_service.my_appointments(marie.id)[0].actions == CANCEL_ONLY
    book.merges.merge(book.merges.plan(marie.id, [other.id]), by=ANNE)
    assert book.self_service.my_appointments(other.id)[0].actions == BOTH


def test_moving_an_appointment(book: ClientBook, marie: Client, clock: TurnedClock) -> None:
    """R25: the same day at a new hour and a new day at the same hour pass; the past does not."""
    was = _book_it(book, "a1", 5, marie)
    for target in (was.starts_at + timedelta(hours=1), was.starts_at + timedelta(days=1)):
        moved = book.self_service.check_reschedule(marie.id, "a1", target)
        assert (moved.starts_at, moved.duration) == (target, was.duration)
    assert book.activities.get(ActivityKind.APPOINTMENT, "a1").payload == was
    for target in (clock.now, clock.now - timedelta(days=1)):
        with pytest.raises(SelfServiceError) as refused:
            book.self_service.check_reschedule(marie.id, "a1", target)
        assert refused.value.reason == "target_past"
    target = was.starts_at + timedelta(days=1)
    shown = book.self_service.reschedule(marie.id, "a1", target)
    assert (shown.starts_at, shown.actions) == (target, BOTH)
    assert book.clients.overview(marie.id).next_appointment_at == target


@EVERY_STORE
def test_an_agenda_is_a_span_read_page_by_page(
    book: ClientBook, marie: Client, paul: Client, clock: TurnedClock
) -> None:
    """S40, R20: a month of one's own, its first moment in it and its last not; never another's."""
    first = clock.now
    for client in (marie, paul):
        for n in range(9):
            seat = (Attendee(client.id),)
            visit = Appointment(first + timedelta(days=n), attendees=seat)
            book.activities.put(Activity.of(f"{client.id}-{n}", visit), by=ANNE)
    since, before = first + timedelta(days=2), first + timedelta(days=6)
    wanted = [f"{marie.id}-{n}" for n in range(2, 6)]
    for limit in (1, 2, 3, 4, 100):
        found: list[str] = []
        after: str | None = None
        while True:
            page = book.self_service.agenda(
                marie.id, since=since, before=before, after=after, limit=limit
            )
            found += [own.id for own in page.items]
            after = page.next
            if after is None:
                break
        assert found == wanted
    assert book.self_service.agenda(marie.id, since=before, before=since).items == ()


NAMING = [
    "Duo Marie Dupont & Paul Durand",
    "Duo DURAND, Paul",
    "avec Paul",
    "avec Pa\u200bul",
    "Durand",
    "rappeler au 07 81 22 33 44",
    "dos (PAUL@example.fr)",
    "dossier TILL77",
    "Garage Zq: vidange",
    "dos (Minouche)",
]
PLAIN = ["Duo massage", "Massage Marie Dupont", "Pause", "dos, rappeler au 06 12 34 56 78"]


@EVERY_STORE
def test_no_text_names_another_client_of_a_group(store: Store) -> None:
    """R20, X21: of a group the own seat only, also in titles, remarks, messages and the export."""
    book = ClientBook(store, settings=region("FR"), clock=lambda: NOW)
    marie = book.clients.create(person("Marie Dupont", mobile("+33612345678")), by=ANNE)
    paul = Profile(
        name=PersonName(given="Paul", family="Durand", nickname="Minouche"),
        phones=(mobile("+33781223344"), mobile("+33612345678")),
        emails=(EmailAddress("paul@example.fr"),),
        external_ids=(ExternalId("till", "TILL77"),),
        company="Garage Zq",
    )
    other = book.clients.create(paul, by=ANNE)
    for at, title in enumerate([*NAMING, *PLAIN]):
        seats = (Attendee(marie.id), Attendee(other.id))
        visit = Appointment(NOW + timedelta(days=1 + at), attendees=seats, title=title)
        book.activities.put(Activity.of(f"a{at}", visit), by=ANNE)
        book.activities.put(Activity(f"m{at}", Message(title), [marie.id, other.id], NOW), by=ANNE)
    seen = {a.id: a.title for a in book.self_service.my_appointments(marie.id)}
    month = book.self_service.agenda(marie.id, since=NOW, before=NOW + timedelta(days=40))
    assert {a.id: a.title for a in month.items} == seen
    expected = {
        f"a{at}": title if title in PLAIN else None for at, title in enumerate([*NAMING, *PLAIN])
    }
    assert seen == expected
    exported = book.privacy.export(marie.id)["activities"]
    texts = [a["payload"].get("title") or a["payload"].get("text") for a in exported]
    assert sorted(filter(None, texts)) == sorted(PLAIN * 2)


@EVERY_STORE
def test_who_was_merged_is_not_named_either(store: Store) -> None:
    """R20: a seat under an id that was merged is its survivor's; the reader's own is their own."""
    book = ClientBook(store, settings=region("FR"), clock=lambda: NOW)
    marie = book.clients.create(person("Marie Dupont"), by=ANNE)
    again = book.clients.create(person("Marie Dupont", mobile("+33612345678")), by=ANNE)
    paul = book.clients.create(person("Paul Durand"), by=ANNE)
    polo = book.clients.create(person("Polo Durand"), by=ANNE)
    seats = (Attendee(again.id), Attendee(polo.id))
    for key, title in (("a", "avec Polo"), ("b", "Marie Dupont")):
        visit = Appointment(NOW + timedelta(days=1), attendees=seats, title=title)
        book.activities.put(Activity.of(key, visit), by=ANNE)
    book.merges.merge(book.merges.plan(marie.id, [again.id]), by=ANNE)
    book.merges.merge(book.merges.plan(polo.id, [paul.id]), by=ANNE)
    titles = {a.id: a.title for a in book.self_service.my_appointments(marie.id)}
    assert titles == {"a": None, "b": "Marie Dupont"}
