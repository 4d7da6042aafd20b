"""X60: clients with whom nothing has happened since a date: listed, exported, deleted by plan."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, BOB, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    Attendee,
    Message,
)
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.bulk import BulkCounts, BulkUndoCounts
from clientbook.domain.clients import ClientStatus
from clientbook.domain.consents import Channel
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError, StalePlanError

SMS = (Channel.SMS, "MARKETING")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _visit(book: ClientBook, client_id: str, at: datetime) -> None:
    appointment = Appointment(at, attendees=(Attendee(client_id),))
    book.activities.put(Activity.of(f"{client_id}-{at.date()}", appointment), by=ANNE)


@pytest.fixture
def seeded(book: ClientBook, clock: TurnedClock) -> dict[str, str]:
    """Clients of four years ago, each with another reason to stay, or none; by name their id."""
    names = ["Idle", "Edited", "Visited", "Old visit", "Coming", "Said", "Noted", "Wrote", "Gone"]
    ids = {name: book.clients.create(person(name), by=ANNE).id for name in names}
    merged = book.clients.create(person("Absorbed"), by=ANNE)
    book.consent.set_subscriptions(ids["Idle"], {SMS: True}, by=ANNE)
    _visit(book, ids["Old visit"], START + timedelta(days=1))
    clock.turn(days=2 * 365)  # two years later
    for name in ("Visited", "Coming"):
        _visit(book, ids[name], START + timedelta(days=2 * 365))
    book.consent.set_subscriptions(ids["Said"], {SMS: False}, by=ANNE)
    book.clients.add_note(ids["Noted"], "called about a refund", by=ANNE)
    written = Activity.of("m1", Message("Is Monday free?"), client_id=ids["Wrote"], at=clock())
    book.activities.put(written, by=ANNE)
    book.clients.update(ids["Edited"], ProfilePatch(set={"company": "X"}), expected=1, by=ANNE)
    book.consent.set_subscriptions(merged.id, {SMS: True}, by=ANNE)
    book.merges.merge(book.merges.plan(ids["Wrote"], [merged.id]), by=ANNE)
    clock.turn(days=2 * 365)
    _visit(book, ids["Coming"], clock() + timedelta(days=30))
    ids["New"] = book.clients.create(person("New"), by=ANNE).id
    book.clients.delete(ids["Gone"], by=ANNE)
    return ids


def _names(book: ClientBook, years: int) -> list[str]:
    return [row.name for row in book.retention.page(book.retention.years_ago(years))]


@EVERY_STORE
def test_x60_a_rule_of_three_years(book: ClientBook, seeded: dict[str, str]) -> None:
    """X60: idle, edited only, or seen before the date; nobody with a visit, a word or a note."""
    assert _names(book, 3) == ["Edited", "Idle", "Old visit"]
    assert _names(book, 5) == []


@EVERY_STORE
@pytest.mark.parametrize("survivor", [0, 1], ids=["the old card", "the new one"])
def test_x60_who_was_entered_again_is_not_idle(
    book: ClientBook, clock: TurnedClock, survivor: int
) -> None:
    """X60: a client merged in counts by its own creation, whichever of the two is kept."""
    old = book.clients.create(person("Ann Roy"), by=ANNE)
    clock.turn(days=4 * 365)
    again = book.clients.create(person("Ann Roy"), by=ANNE)
    kept, gone = (old, again) if survivor == 0 else (again, old)
    merge = book.merges.merge(book.merges.plan(kept.id, [gone.id]), by=ANNE)
    before = clock() - timedelta(days=3 * 365)
    assert book.retention.page(before).items == ()
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert [row.client_id for row in book.retention.page(before).items] == [old.id]


@EVERY_STORE
def test_x60_nobody_with_a_future_appointment(book: ClientBook, seeded: dict[str, str]) -> None:
    """X60: whatever the date, who is expected is not due."""
    for days in (0, 1, 365, 3 * 365):
        due = book.retention.page(book.context.clock() - timedelta(days=days), limit=1000)
        assert seeded["Coming"] not in {row.client_id for row in due}


@EVERY_STORE
def test_x60_pages_export_and_plan_name_the_same_clients(
    book: ClientBook, seeded: dict[str, str]
) -> None:
    """X60: page by page, as a file and in the plan: one list."""
    before = book.retention.years_ago(3)
    shown: list[str] = []
    cursor = None
    while True:
        page = book.retention.page(before, after=cursor, limit=1)
        shown += [row.client_id for row in page]
        cursor = page.next
        if cursor is None:
            break
    out = io.BytesIO()
    assert book.retention.export(out, before, columns=["given_name"]) == len(shown) == 3
    assert out.getvalue().decode().splitlines()[1:] == ["Edited", "Idle", "Old"]
    plan = book.retention.plan(before)
    assert plan.counts == BulkCounts(changed=3)
    run = book.retention.delete(plan, by=BOB)
    assert run.counts == plan.counts
    assert {book.clients.get(i).status for i in shown} == {ClientStatus.DELETED}
    assert _names(book, 3) == []


@EVERY_STORE
def test_x60_a_deletion_by_rule_is_undone(
    book: ClientBook, clock: TurnedClock, seeded: dict[str, str]
) -> None:
    """X60, X59: within the restore window everybody comes back, but whom somebody restored."""
    run = book.retention.delete(book.retention.plan(book.retention.years_ago(3)), by=BOB)
    book.clients.restore(seeded["Idle"], by=ANNE)
    assert book.bulk.undo(run.id, by=ANNE).undone == BulkUndoCounts(restored=2, kept=1)
    assert _names(book, 3) == ["Edited", "Idle", "Old visit"]
    again = book.retention.delete(book.retention.plan(book.retention.years_ago(3)), by=BOB)
    clock.turn(days=book.settings.restore_days + 1)
    assert book.bulk.undo(again.id, by=ANNE).undone == BulkUndoCounts(kept=3)


@EVERY_STORE
def test_x60_who_comes_back_before_the_deletion_stays(
    book: ClientBook, clock: TurnedClock, seeded: dict[str, str]
) -> None:
    """X60: somebody who booked since the plan makes it stale; nobody is deleted by it."""
    plan = book.retention.plan(book.retention.years_ago(3))
    _visit(book, seeded["Idle"], clock() + timedelta(days=1))
    with pytest.raises(StalePlanError):
        book.retention.delete(plan, by=BOB)
    assert book.clients.get(seeded["Edited"]).is_active


@EVERY_STORE
def test_x60_who_comes_back_during_the_deletion_stays(
    book: ClientBook, clock: TurnedClock, seeded: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """X60: each client is looked at again in the unit of work that deletes it."""
    from clientbook.book.bulk import committing

    plan = book.retention.plan(book.retention.years_ago(3))
    listing = committing.keep_members

    def then_book(*args: Any) -> Any:
        kept = listing(*args)
        _visit(book, seeded["Idle"], clock() + timedelta(days=1))
        return kept

    monkeypatch.setattr(committing, "keep_members", then_book)
    run = book.retention.delete(plan, by=BOB)
    assert run.counts == BulkCounts(changed=2, gone=1)
    assert book.clients.get(seeded["Idle"]).is_active


class _HostCalendar:
    """Appointments of a host, of which the book keeps nothing."""

    kinds = frozenset({ActivityKind.APPOINTMENT})

    def __init__(self) -> None:
        self.visits_by_client: dict[str, datetime] = {}

    def activities(self, book: str, client_ids: Any, **_: Any) -> tuple[Activity, ...]:
        return tuple(
            Activity.of(f"h{i}", Appointment(at, attendees=(Attendee(i),)))
            for i, at in self.visits_by_client.items()
            if i in client_ids
        )

    def counts(self, book: str, client_ids: Any) -> dict[ActivityKind, int]:
        return {ActivityKind.APPOINTMENT: len(self.visits_by_client.keys() & set(client_ids))}

    def visits(self, book: str, client_ids: Any, now: datetime) -> dict[str, Any]:
        return {}


def test_x60_the_hosts_own_calendar_is_asked(make_book: MakeBook, clock: TurnedClock) -> None:
    """X60: activities in tables of the host count as those in the store do."""
    calendar = _HostCalendar()
    book = make_book(region("FR"), sources=[calendar])
    idle, busy = (book.clients.create(person(n), by=ANNE).id for n in ("Idle", "Busy"))
    clock.turn(days=4 * 365)
    calendar.visits_by_client[busy] = clock() - timedelta(days=30)
    due = book.retention.page(book.retention.years_ago(3))
    assert [row.client_id for row in due] == [idle]


def test_x60_a_rule_nobody_can_answer_is_refused(make_book: MakeBook, clock: TurnedClock) -> None:
    """X60: no source of activities, or a date to come: everybody would seem idle."""
    blind = make_book(region("FR"), sources=())
    with pytest.raises(InvalidValueError, match="source"):
        blind.retention.plan(clock() - timedelta(days=9))
    book = make_book()
    for ask in (book.retention.plan, book.retention.page):
        with pytest.raises(InvalidValueError, match="come"):
            ask(clock() + timedelta(seconds=1))


def test_x60_three_years_before_a_leap_day(make_book: MakeBook, clock: TurnedClock) -> None:
    """X60: 29 February counts from the 28th, at midnight where the book is kept."""
    clock.now = datetime(2028, 2, 29, 12, tzinfo=UTC)
    book = make_book(attrs.evolve(region("FR"), time_zone="Europe/Paris"))
    assert book.retention.years_ago(3) == datetime(2025, 2, 27, 23, tzinfo=UTC)


@EVERY_STORE
@pytest.mark.parametrize("change", ["rename", "retype", "both"])
def test_a_deletion_is_undone_whatever_attributes_are_called_now(
    book: ClientBook, clock: TurnedClock, change: str
) -> None:
    """X59, X60: an attribute that was renamed or retyped since keeps nobody deleted."""
    book.attributes.define(AttributeDefinition("Taille", AttributeType.STRING), by=ANNE)
    worn = Profile(name=PersonName(given="Ann"), attributes=(Attribute("taille", "38"),))
    ann = book.clients.create(worn, by=ANNE)
    bob = book.clients.create(person("Bob"), by=ANNE)
    clock.turn(days=4 * 366)
    run = book.retention.delete(book.retention.plan(book.retention.years_ago(3)), by=BOB)
    assert run.counts == BulkCounts(changed=2)
    book.consent.set_subscriptions(bob.id, {SMS: False}, by=ANNE)  # a STOP changes no client
    if change != "retype":
        book.attributes.rename("Taille", "Pointure", by=ANNE)
    if change != "rename":
        name = book.attributes.list()[0].name
        book.attributes.define(AttributeDefinition(name, AttributeType.INTEGER), by=ANNE)
    assert book.bulk.plan_undo(run.id) == BulkUndoCounts(restored=2)
    assert book.bulk.undo(run.id, by=ANNE).undone == BulkUndoCounts(restored=2)
    (held,) = book.clients.get(ann.id).profile.attributes
    assert held.key == ("taille" if change == "retype" else "pointure")
    assert held.value == ("38" if change == "rename" else 38)


def test_a_list_that_repeats_an_opt_out_says_nothing_of_the_person(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X60: a no that a list brings again each year is one no, of the day it first came."""
    ann = book.clients.create(person("Ann Roy", email="ann@example.org"), by=ANNE)
    book.consent.set_subscriptions(ann.id, {(Channel.EMAIL, "*"): False}, by=ANNE)
    titles = ["First name", "Last name", "E-mail", "Do not e-mail"]
    table = Table.from_rows(titles, [["Ann", "Roy", "ann@example.org", "yes"]])
    for _ in range(4):
        clock.turn(days=365)
        book.imports.run(table, by=ANNE)
    (event,) = book.consent.events(ann.id)
    assert event.said_at == clock.now
    due = book.retention.page(START + timedelta(days=700))
    assert [row.client_id for row in due] == [ann.id]
