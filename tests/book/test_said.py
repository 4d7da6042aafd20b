"""X37, X17, X59: what a hand says of a client that held it already is said; no undo takes it."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.book.said import SAID
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.clients import ClientStatus
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.imports import KeptReason
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import EntryPoint

NUMBERS = ("+33611223344", "+33699887766")
ADDRESS = EmailAddress("ann@example.org")
TITLES = ["First name", "Last name", "Mobile", "Email"]


def _ann(*, email: bool = True, number: str = NUMBERS[0]) -> Profile:
    return person("Ann Roy", mobile(number), emails=(ADDRESS,) if email else ())


def _list(book: ClientBook, *numbers: str) -> str:
    rows = [["Ann", "Roy", number, ADDRESS.address] for number in numbers or NUMBERS[:1]]
    table = Table.from_rows(TITLES, rows)
    return book.imports.run(table, book.imports.suggest(table), by=ANNE).id


def _arrive(book: ClientBook, _: str) -> None:
    book.clients.find_or_create(_ann(), by=BOB, entry_point=EntryPoint.ONLINE_BOOKING)


def _act(book: ClientBook, client_id: str) -> None:
    arrival = book.clients.find_or_create(_ann(), by=BOB, act=lambda client: client.id)
    assert arrival.result == client_id


def _add(book: ClientBook, client_id: str) -> None:
    patch = ProfilePatch(add={"emails": (ADDRESS,)})
    book.clients.update(client_id, patch, expected=None, by=BOB)


def _set(book: ClientBook, client_id: str) -> None:
    patch = ProfilePatch(set={"emails": (ADDRESS,), "company": "Roy"})
    book.clients.update(client_id, patch, expected=None, by=BOB)


HANDS = [_arrive, _act, _add, _set]


@EVERY_STORE
@pytest.mark.parametrize("say", HANDS)
def test_what_a_list_added_stays_where_a_hand_said_it_again(
    book: ClientBook, say: Callable[[ClientBook, str], None]
) -> None:
    """X37: the person gave the address, or the desk entered it, after the list had: it stays."""
    client = book.clients.create(_ann(email=False), by=ANNE)
    run = _list(book)
    say(book, client.id)
    plan = book.imports.plan_undo(run)
    book.imports.undo(plan, by=BOB)
    assert book.clients.get(client.id).profile.emails == (ADDRESS,)
    assert [(k.reason, k.fields) for k in plan.kept] == [(KeptReason.ASSERTED, ("emails",))]


@EVERY_STORE
@pytest.mark.parametrize("say", HANDS[:3])
def test_a_client_who_came_since_is_not_taken_back(
    book: ClientBook, say: Callable[[ClientBook, str], None]
) -> None:
    """X37: a client that a list made, and somebody then met, is no client nobody has touched."""
    run = _list(book)
    (outcome,) = book.imports.outcomes(run)
    assert outcome.client_id is not None
    before = book.clients.get(outcome.client_id)
    say(book, before.id)
    plan = book.imports.plan_undo(run)
    assert [k.reason for k in plan.kept] == [KeptReason.ASSERTED]
    book.imports.undo(plan, by=BOB)
    assert book.clients.get(before.id) == before


def test_who_says_nothing_but_the_number_has_come_too(book: ClientBook) -> None:
    """X37: found by its number alone, a client has come, though it said nothing else of itself."""
    run = _list(book)
    (outcome,) = book.imports.outcomes(run)
    only_number = Profile(phones=_ann().phones)
    arrival = book.clients.find_or_create(only_number, by=BOB)
    assert arrival.client.id == outcome.client_id
    book.imports.undo(book.imports.plan_undo(run), by=BOB)
    assert book.clients.get(arrival.client.id).status is ClientStatus.ACTIVE


def test_what_nobody_said_again_goes(book: ClientBook) -> None:
    """X17: an arrival says what it says: the address that the list alone brought goes with it."""
    client = book.clients.create(_ann(email=False), by=ANNE)
    run = _list(book)
    book.clients.find_or_create(_ann(email=False), by=BOB)
    book.imports.undo(book.imports.plan_undo(run), by=BOB)
    assert book.clients.get(client.id).profile.emails == ()


def test_a_tag_the_desk_gave_again_outlives_the_bulk_edit(book: ClientBook) -> None:
    """X59: given to many, and to one of them once more by hand: that one keeps it."""
    ids = [book.clients.create(_ann(number=n, email=False), by=ANNE).id for n in NUMBERS]
    run = book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.tag("vip")), by=ANNE)
    book.clients.update(ids[0], ProfilePatch(add={"tags": ["vip"]}), expected=None, by=BOB)
    undone = book.bulk.undo(run.id, by=BOB).undone
    assert undone is not None
    assert (undone.restored, undone.kept) == (1, 1)
    assert [book.clients.get(i).profile.tags for i in ids] == [("vip",), ()]


def test_what_a_hand_said_of_one_holds_for_whom_it_was_merged_into(book: ClientBook) -> None:
    """X6: a list gave both the address, one of them gave it again: the survivor keeps it."""
    ids = [book.clients.create(_ann(number=n, email=False), by=ANNE).id for n in NUMBERS]
    run = _list(book, *NUMBERS)
    _add(book, ids[1])
    book.merges.merge(book.merges.plan(ids[0], ids[1:]), by=ANNE)
    book.imports.undo(book.imports.plan_undo(run), by=BOB)
    assert book.clients.get(ids[0]).profile.emails == (ADDRESS,)


def _said(book: ClientBook) -> list[Any]:
    return list(book.context.store.list_records(book.context.book, SAID))


@EVERY_STORE
def test_whoever_comes_again_and_again_leaves_one_record_of_each_thing(book: ClientBook) -> None:
    """A regular is no growing list: each distinct thing is kept once, and goes with the person."""
    client = book.clients.create(_ann(email=False), by=ANNE)
    for _ in range(5):
        book.clients.find_or_create(_ann(email=False), by=BOB)
        book.clients.find_or_create(_ann(), by=BOB)
    assert len(_said(book)) == 2
    assert ADDRESS.address not in repr(_said(book))
    assert len(book.privacy.export(client.id)["said_again"]) == 2
    book.privacy.erase(client.id, by=BOB)
    assert _said(book) == []


def test_an_edit_that_enters_nothing_held_leaves_no_record(book: ClientBook) -> None:
    """What an edit brings or takes away stands in the journal already."""
    client = book.clients.create(_ann(email=False), by=ANNE)
    for patch in (
        ProfilePatch(add={"emails": (ADDRESS,)}),
        ProfilePatch(remove={"emails": (ADDRESS,)}, set={"company": "Roy"}),
        ProfilePatch(),
    ):
        book.clients.update(client.id, patch, expected=None, by=BOB)
    assert _said(book) == []
