"""An opt-in that two lists brought goes with the last of them that is undone (X37)."""

import itertools

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook import ClientBook, EmailAddress, Table
from clientbook.book.said import SAID
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import Channel, ConsentBasis
from clientbook.domain.filters import Filter
from clientbook.storage.protocols import Store

EMAIL = Channel.EMAIL
MAIL = "ann@example.org"


def _may(book: ClientBook, client_id: str, topic: str = "MARKETING") -> bool:
    return book.consent.may_contact(client_id, EMAIL, topic).allowed


def _list(book: ClientBook, city: str, said: str = "yes") -> str:
    """Import a list of Ann that differs from others by a town; return the run."""
    header = ["First name", "Last name", "E-mail", "Accepts e-mail", "City"]
    table = Table.from_rows(header, [["Ann", "Roy", MAIL, said, city]])
    return book.imports.run(table, by=ANNE).id


def _bulk(book: ClientBook) -> str:
    act = BulkEdit.subscribe(EMAIL, "MARKETING", basis=ConsentBasis.IMPLIED)
    return book.bulk.commit(book.bulk.plan(Filter(), act), by=ANNE).id


def _say(book: ClientBook, door: str) -> str:
    return _bulk(book) if door == "bulk" else _list(book, door)


def _undo(book: ClientBook, door: str, run: str) -> None:
    if door == "bulk":
        book.bulk.undo(run, by=ANNE)
    else:
        book.imports.undo(book.imports.plan_undo(run), by=ANNE)


def _ann(book: ClientBook) -> str:
    return book.clients.create(person("Ann Roy", email=MAIL), by=ANNE).id


@EVERY_STORE
@pytest.mark.parametrize(
    "doors", [("Lyon", "Nice"), ("Lyon", "bulk"), ("bulk", "Lyon"), ("bulk", "bulk")]
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_it_goes_with_the_last_one(
    store: Store, doors: tuple[str, str], order: tuple[int, int]
) -> None:
    """X37: whichever list, or act, is undone first, the word of the other still counts."""
    book = ClientBook(store, settings=region("FR"))
    ann = _ann(book)
    runs = [_say(book, door) for door in doors]
    first, last = order
    _undo(book, doors[first], runs[first])
    assert _may(book, ann)
    assert book.clients.count(Filter(subscribed_to=((EMAIL, "MARKETING"),))) == 1
    _undo(book, doors[last], runs[last])
    assert not _may(book, ann)
    assert book.clients.count(Filter(never_asked=((EMAIL, "MARKETING"),))) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_of_three_lists_each_is_asked(book: ClientBook, order: tuple[int, ...]) -> None:
    """X37: in any order of undoing, silence begins with the third."""
    ann = _ann(book)
    runs = [_list(book, city) for city in ("Lyon", "Nice", "Metz")]
    heard = []
    for number in order:
        _undo(book, "list", runs[number])
        heard.append(_may(book, ann))
    assert heard == [True, True, False]


def test_the_same_file_twice_is_one_list(book: ClientBook) -> None:
    """X37: a file read again is no second word, and changes nothing."""
    ann = _ann(book)
    first, again = _list(book, "Lyon"), _list(book, "Lyon")
    assert book.imports.get(again).counts.unchanged == 1
    _undo(book, "list", first)
    assert not _may(book, ann)


@EVERY_STORE
def test_who_refused_meanwhile_stays_silent(book: ClientBook, clock: TurnedClock) -> None:
    """X37: the second list's word never comes back over an unsubscription."""
    ann = _ann(book)
    runs = [_list(book, city) for city in ("Lyon", "Nice")]
    clock.turn(days=1)
    book.consent.set_subscriptions(ann, {(EMAIL, "*"): False}, by=ANNE)
    for run in runs:
        _undo(book, "list", run)
        assert not _may(book, ann)
        assert not _may(book, ann, "GENERAL")


@EVERY_STORE
def test_a_client_merged_away_falls_silent(book: ClientBook) -> None:
    """X37: an opt-in of two lists is not given to the one a client was merged into."""
    ann = _ann(book)
    runs = [_list(book, city) for city in ("Lyon", "Nice")]
    other = person("Ann", emails=(EmailAddress("z@example.org"),))
    zoe = book.clients.create(other, by=ANNE).id
    merge = book.merges.merge(book.merges.plan(zoe, [ann]), by=ANNE)
    for run in runs:
        _undo(book, "list", run)
        assert not _may(book, zoe)
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert (_may(book, ann), _may(book, zoe)) == (False, False)


def test_a_person_s_own_word_needs_no_list(book: ClientBook) -> None:
    """X37: what somebody said themselves is taken back by no undo, and no list is noted for it."""
    ann = _ann(book)
    book.consent.set_subscriptions(ann, {(EMAIL, "MARKETING"): True}, by=ANNE)
    run = _list(book, "Lyon")
    kept = book.context.store.list_records("main", SAID, owners=[ann])
    assert not any("opt_in" in record.body for record in kept)
    _undo(book, "list", run)
    assert _may(book, ann)


def test_what_lists_said_is_told_and_erased_with_the_person(book: ClientBook) -> None:
    """X37: a word kept for an undo is part of what the book holds of a person."""
    ann = _ann(book)
    for city in ("Lyon", "Nice"):
        _list(book, city)
    assert any("opt_in" in said for said in book.privacy.export(ann)["said_again"])
    book.privacy.erase(ann, by=ANNE)
    assert book.context.store.list_records("main", SAID, owners=[ann]) == ()


def test_the_plan_counts_what_stays(book: ClientBook) -> None:
    """X37: a row whose opt-in another list backs is not counted as taken back."""
    _ann(book)
    first = _list(book, "")
    _list(book, "Nice")
    plan = book.imports.plan_undo(first)
    assert plan.counts.restored == 0
    done = book.imports.undo(plan, by=ANNE)
    assert done.undo is not None
    assert done.undo.counts == plan.counts
