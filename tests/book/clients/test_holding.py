"""Attributes of every scope are changed with their values, by every way there is, or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, person

from clientbook.book import ClientBook, pacing
from clientbook.domain.activities import Activity, ActivityKind, Appointment, Attendee
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeType,
    AttributeValue,
)
from clientbook.errors import InvalidProfileError, OperationCancelledError, StaleRevisionError
from clientbook.importing.plans import Progress

Change = Callable[[ClientBook, AttributeScope], AttributeDefinition]

OTHER = {
    AttributeScope.CLIENT: AttributeScope.APPOINTMENT,
    AttributeScope.APPOINTMENT: AttributeScope.CLIENT,
}


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of two, so that a few appointments make many steps."""
    for name in ("_FIRST_ROWS", "_LEAST_ROWS", "CHUNK_ROWS"):
        monkeypatch.setattr(pacing, name, 2)


def define(book: ClientBook, scope: AttributeScope) -> AttributeDefinition:
    return book.attributes.define(AttributeDefinition("Km", AttributeType.INTEGER, scope), by=BOB)


def change(book: ClientBook, scope: AttributeScope) -> AttributeDefinition:
    wanted = AttributeDefinition("Mileage", AttributeType.INTEGER, scope)
    return book.attributes.change("Km", wanted, by=BOB)


def rename(book: ClientBook, scope: AttributeScope) -> AttributeDefinition:
    return book.attributes.rename("Km", "Mileage", scope=scope, by=BOB)


def fill(book: ClientBook, scope: AttributeScope, *values: AttributeValue) -> list[str]:
    """Make holders of the scope's attribute "Km"; return the ids they are named by."""
    book.attributes.define(AttributeDefinition("Km", scope=scope), by=ANNE)
    return [_holder(book, scope, f"h{n:02d}", value) for n, value in enumerate(values)]


def _holder(book: ClientBook, scope: AttributeScope, name: str, value: AttributeValue) -> str:
    attributes = (Attribute("km", value),)
    if scope is AttributeScope.CLIENT:
        return book.clients.create(person(name, attributes=attributes), by=ANNE).id
    client = book.clients.create(person(name), by=ANNE)
    starts_at = book.context.clock() + timedelta(days=1)
    seats = (Attendee(client.id),)
    payload = Appointment(starts_at, attendees=seats, attributes=attributes)
    return book.activities.put(Activity.of(name, payload), by=ANNE).id


def held(book: ClientBook, scope: AttributeScope, holder: str) -> dict[str, AttributeValue]:
    if scope is AttributeScope.CLIENT:
        return {a.key: a.value for a in book.clients.get(holder).profile.attributes}
    payload = book.activities.get(ActivityKind.APPOINTMENT, holder).payload
    assert isinstance(payload, Appointment)
    return {a.key: a.value for a in payload.attributes}


@EVERY_STORE
@pytest.mark.parametrize("scope", AttributeScope)
@pytest.mark.parametrize("way", [define, change, rename])
def test_values_of_every_scope_follow(book: ClientBook, scope: AttributeScope, way: Change) -> None:
    """X10, K39: whoever holds a value has it under the name and in the type of today."""
    holders = fill(book, scope, *"12345")
    now = way(book, scope)
    assert [held(book, scope, h) for h in holders] == [
        {now.key: 1 + n if now.type is AttributeType.INTEGER else str(1 + n)} for n in range(5)
    ]
    assert [d.name for d in book.attributes.list(scope)] == [now.name]
    assert book.attributes.list(OTHER[scope]) == ()


@EVERY_STORE
@pytest.mark.parametrize("scope", AttributeScope)
@pytest.mark.parametrize("way", [define, change])
def test_one_value_without_such_a_form_refuses_all(
    book: ClientBook, scope: AttributeScope, way: Change
) -> None:
    """X10, K39: each is named by its id, and nothing was changed."""
    holders = fill(book, scope, "1", "five", "3", "many")
    events = len(book.history.events())
    with pytest.raises(InvalidProfileError) as refused:
        way(book, scope)
    for holder, issue in zip(holders[1::2], refused.value.issues, strict=True):
        assert f"{scope.value} {holder} " in str(issue)
    assert [d.type for d in book.attributes.list(scope)] == [AttributeType.STRING]
    assert held(book, scope, holders[0]) == {"km": "1"}
    assert len(book.history.events()) == events


@EVERY_STORE
def test_a_changed_appointment_is_written_like_any(book: ClientBook) -> None:
    """X12, X22, K39: its revision goes up, and the feed tells those who keep a copy of it."""
    scope = AttributeScope.APPOINTMENT
    (holder,) = fill(book, scope, "7")
    read = book.activities.get(ActivityKind.APPOINTMENT, holder)
    define(book, scope)
    event = next(
        e for e in book.history.events() if e.cause == "appointment:h00" and e.actor == BOB
    )
    assert (event.client_id, event.fields) == (read.client_ids[0], ("replaced",))
    with pytest.raises(StaleRevisionError):
        book.activities.put(read, by=ANNE)
    now = book.activities.get(ActivityKind.APPOINTMENT, holder)
    assert book.activities.put(now, by=ANNE).revision == read.revision + 2
    assert book.activities.appointments(read.client_ids[0]).items[0].id == holder


@EVERY_STORE
def test_appointments_are_put_while_an_attribute_changes(book: ClientBook) -> None:
    """K39, X53: one put meanwhile follows too; a value that never could is refused at the door."""
    scope = AttributeScope.APPOINTMENT
    holders = fill(book, scope, *"1234567")

    def stop(progress: Progress) -> bool:
        return False

    wanted = AttributeDefinition("Mileage", AttributeType.INTEGER, scope)
    with pytest.raises(OperationCancelledError):
        book.attributes.change("Km", wanted, by=ANNE, progress=stop)
    step = 0
    while (under_way := book.attributes.changing()) is not None:
        step += 1
        holders.append(_holder(book, scope, f"a{step:02d}", str(step)))
        if not under_way.moving:
            with pytest.raises(InvalidProfileError):
                _holder(book, scope, "refused", "five")
        try:
            book.attributes.finish_change(progress=stop)
        except OperationCancelledError:
            continue
    values = [held(book, scope, holder) for holder in holders]
    assert values == [{"mileage": n} for n in (*range(1, 8), *range(1, step + 1))]
