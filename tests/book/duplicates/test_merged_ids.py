"""X4, X12, M1, S8: what an id that was merged away means to every method that takes one."""

import inspect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import Activity, Appointment, Attendee
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.domain.consents import Channel
from clientbook.domain.patches import ProfilePatch
from clientbook.errors import ClientStateError, PlanError, StaleRevisionError

pytestmark = EVERY_STORE

Call = Callable[[ClientBook, ClientId], object]
SMS = (Channel.SMS, "GENERAL")
START = timedelta(days=3)


def _appointment(book: ClientBook, client_id: ClientId) -> Activity:
    start = book.context.clock() + START
    return Activity.of("a1", Appointment(start, timedelta(minutes=30), (Attendee(client_id),)))


def _company(text: str) -> ProfilePatch:
    return ProfilePatch(set={"company": text})


READS: dict[str, Call] = {
    "clients.get": lambda b, i: b.clients.get(i),
    "clients.resolve": lambda b, i: b.clients.resolve([i])[i],
    "clients.overview": lambda b, i: b.clients.overview(i),
    "clients.notes": lambda b, i: b.clients.notes(i),
    "consent.subscriptions": lambda b, i: b.consent.subscriptions(i),
    "consent.events": lambda b, i: b.consent.events(i),
    "consent.may_contact": lambda b, i: b.consent.may_contact(i, *SMS),
    "consent.reachable": lambda b, i: b.consent.reachable(i),
    "activities.timeline": lambda b, i: b.activities.timeline(i),
    "activities.appointments": lambda b, i: b.activities.appointments(i),
    "activities.statistics": lambda b, i: b.activities.statistics(i),
    "activities.merge_fields": lambda b, i: b.activities.merge_fields(i),
    "self_service.my_appointments": lambda b, i: b.self_service.my_appointments(i),
    "self_service.agenda": lambda b, i: b.self_service.agenda(
        i, since=datetime(2020, 1, 1, tzinfo=UTC), before=datetime(2040, 1, 1, tzinfo=UTC)
    ),
    "privacy.export": lambda b, i: b.privacy.export(i),
    "history.history": lambda b, i: b.history.history(i),
    "merges.of_client": lambda b, i: b.merges.of_client(i),
    "merges.plan": lambda b, i: b.merges.plan(_other(b), [i]),
}
"""What is read through a merge: an old id gets the same answer as the survivor's."""

ADDS: dict[str, Call] = {
    "clients.add_note": lambda b, i: b.clients.add_note(i, "called", by=ANNE).client_id,
    "clients.block_booking": lambda b, i: b.clients.block_booking(i, by=ANNE).id,
    "consent.set_subscriptions": lambda b, i: (
        b.consent.set_subscriptions(i, {SMS: False}, by=ANNE) and b.consent.events(i)[-1].client_id
    ),
    "activities.put": lambda b, i: b.activities.put(_appointment(b, i), by=ANNE).client_ids[0],
    "duplicates.ignore": lambda b, i: (
        b.duplicates.ignore(i, _other(b), by=ANNE) and b.duplicates.ignored()[0][0]
    ),
}
"""What is added through a merge: each returns the id that has it now."""

DESTROYS_OR_OVERWRITES: dict[str, Call] = {
    "clients.delete": lambda b, i: b.clients.delete(i, by=ANNE),
    "clients.plan_delete": lambda b, i: b.clients.plan_delete([i]),
    "clients.restore": lambda b, i: b.clients.restore(i, by=ANNE),
    "clients.unblock_booking": lambda b, i: b.clients.unblock_booking(i, by=ANNE),
    "privacy.erase": lambda b, i: b.privacy.erase(i, by=ANNE),
}
"""What takes the id at its word, and refuses it."""

ELSEWHERE = {
    "clients.update": "test_an_editor_of_an_absorbed_client_never_overwrites_the_survivor",
    "history.as_of": "an id at a time answers with who it was then: tests/book/history",
    "self_service.cancel": "a seat under any id of the client: tests/book/activities",
    "self_service.check_reschedule": "as cancel",
    "self_service.reschedule": "as cancel",
    "activities.seated_together": "two ids: tests/book/activities",
    "merges.safe_bulk": "pairs: tests/book/duplicates/test_merges.py",
    "duplicates.explain": "two ids: tests/book/duplicates",
    "imports.settle": "the client a row goes into: tests/book/imports",
    "imports.decide_row": "the client a row goes into: tests/book/imports",
}
"""Methods whose answer for a merged id is shown by another test."""

_ID_NAMES = {"client_id", "ids", "survivor_id", "absorbed_ids", "a", "b", "into", "pairs"}


def _other(book: ClientBook) -> ClientId:
    return book.context.store.list_clients(book.context.book, limit=10)[-1][1]


@pytest.fixture
def merged(book: ClientBook) -> tuple[Client, Client]:
    """A survivor and the client merged into it, both as they were read before."""
    keep = book.clients.create(person("Ana Roth", mobile(), company="Roth SARL"), by=ANNE)
    double = book.clients.create(person("Ana Roth"), by=ANNE)
    book.clients.create(person("Zoe Zed"), by=ANNE)
    book.merges.merge(book.merges.plan(keep.id, [double.id]), by=BOB)
    return keep, double


@pytest.mark.parametrize("name", READS)
def test_reading_follows_a_merge(
    book: ClientBook, merged: tuple[Client, Client], name: str
) -> None:
    """X4: an old id is answered as the survivor's wherever a method reads."""
    keep, double = merged
    book.clients.add_note(keep.id, "allergic to latex", by=ANNE)
    book.consent.set_subscriptions(keep.id, {SMS: False}, by=ANNE)
    book.activities.put(_appointment(book, keep.id), by=ANNE)
    assert READS[name](book, double.id) == READS[name](book, keep.id)


@pytest.mark.parametrize("name", ADDS)
def test_adding_follows_a_merge(book: ClientBook, merged: tuple[Client, Client], name: str) -> None:
    """X4: what is added under an old id is the survivor's."""
    keep, double = merged
    assert ADDS[name](book, double.id) == keep.id


@pytest.mark.parametrize("name", DESTROYS_OR_OVERWRITES)
def test_what_destroys_takes_the_id_at_its_word(
    book: ClientBook, merged: tuple[Client, Client], name: str
) -> None:
    """M1: who deletes a duplicate that was merged meanwhile is told so; the survivor stays."""
    keep, double = merged
    before = book.clients.get(keep.id)
    with pytest.raises(ClientStateError) as refused:
        DESTROYS_OR_OVERWRITES[name](book, double.id)
    assert (refused.value.status, refused.value.survivor) == ("merged", keep.id)
    assert keep.id in str(refused.value)
    assert book.clients.get(keep.id) == before
    assert before.status is ClientStatus.ACTIVE


@pytest.mark.parametrize("edits", [0, 1, 2, 3])
def test_an_editor_of_an_absorbed_client_never_overwrites_the_survivor(
    book: ClientBook, edits: int
) -> None:
    """S8: whatever the two revision numbers are, the base is what the editor had read."""
    ann = book.clients.create(person("Ann Roy", company="Roy SARL"), by=ANNE)
    other = book.clients.create(person("Ann Roy"), by=ANNE)
    for number in range(edits):
        patch = ProfilePatch(set={"info": f"seen {number}"})
        other = book.clients.update(other.id, patch, expected=other.revision, by=ANNE)
    book.merges.merge(book.merges.plan(ann.id, [other.id]), by=BOB)
    for rebase in (False, True):
        with pytest.raises(StaleRevisionError) as stale:
            book.clients.update(
                other.id, _company("lost"), expected=other.revision, by=BOB, rebase=rebase
            )
        assert stale.value.base == other
        assert stale.value.theirs == book.clients.get(ann.id)
        assert stale.value.conflicts == ("company",)
        assert other.id in str(stale.value)
    assert book.clients.get(ann.id).profile.company == "Roy SARL"
    joined = book.clients.update(
        other.id, ProfilePatch(add={"tags": ["vip"]}), expected=other.revision, by=BOB, rebase=True
    )
    assert (joined.id, joined.profile.tags) == (ann.id, ("vip",))


@pytest.mark.parametrize("survivor", [0, 1])
def test_a_second_merge_of_the_same_two_says_that_it_is_done(
    book: ClientBook, survivor: int
) -> None:
    """X4, N18: a double click is told from a client that is to be merged into itself."""
    ids = [book.clients.create(person("Ann Roy"), by=ANNE).id for _ in "12"]
    book.merges.merge(book.merges.plan(*ids[:1], ids[1:]), by=ANNE)
    with pytest.raises(PlanError, match="merged already"):
        book.merges.plan(ids[survivor], [ids[1 - survivor]])
    with pytest.raises(PlanError, match="into itself"):
        book.merges.plan(ids[survivor], [ids[survivor]])


def test_every_method_that_takes_an_id_is_in_a_table(book: ClientBook) -> None:
    """M1: a method that takes a client's id has said what a merged one means to it."""
    found = set()
    for desk_name in (n for n in dir(ClientBook) if not n.startswith("_")):
        desk = getattr(book, desk_name)
        if not type(desk).__name__.endswith("Desk"):
            continue
        for name, method in inspect.getmembers(desk, inspect.ismethod):
            if not name.startswith("_") and _ID_NAMES & set(inspect.signature(method).parameters):
                found.add(f"{desk_name}.{name}")
    assert found - {"duplicates.review"} == (
        READS.keys() | ADDS.keys() | DESTROYS_OR_OVERWRITES.keys() | ELSEWHERE.keys()
    ) - {"activities.put"}
