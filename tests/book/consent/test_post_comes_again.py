"""Who refused post and left the book is not written to when a list brings them again."""

import itertools

import pytest
from tests.book.conftest import MakeBook, TurnedClock, region
from tests.book.people import ANNE

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Filter
from clientbook.importing.tables import Table

HEADER = ["First name", "Last name", "Mobile", "Email", "Street", "Postcode", "City"]
NAME, NUMBER, MAIL = ("Marie", "Dupont"), "0612345678", "marie@example.fr"
HOME, MOVED = ("3 rue A", "69001", "Lyon"), ("8 quai B", "59000", "Lille")
WHOLE = (*NAME, NUMBER, MAIL, *HOME)
AGAIN = {
    "number": (*NAME, NUMBER, "", *MOVED),
    "e-mail": (*NAME, "", MAIL, *MOVED),
    "address": ("MARIE", "dupont", "", "", "3, Rue A", "", "LYON"),
}
REACHED_BY = {
    "number": {Channel.SMS, Channel.PHONE, Channel.POST},
    "e-mail": {Channel.EMAIL, Channel.POST},
    "address": {Channel.POST},
}
STRANGERS = {
    "of the family": ("Paul", "Dupont", NUMBER, MAIL, *HOME),
    "of the name": (*NAME, "", "", *MOVED),
}


def _load(book: ClientBook, row: tuple[str, ...]) -> str:
    run = book.imports.run(Table.from_rows(HEADER, [list(row)]), by=ANNE)
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.client_id is not None
    return outcome.client_id


def _leave(book: ClientBook, clock: TurnedClock, client_id: str, how: str) -> None:
    if how == "erase":
        book.privacy.erase(client_id, by=ANNE)
        return
    book.clients.delete(client_id, by=ANNE)
    if how == "purge":
        clock.turn(days=60)
        assert book.clients.purge(by=ANNE) == (client_id,)


@pytest.mark.parametrize("how", ["delete", "purge", "erase"])
def test_whoever_comes_again_is_left_in_peace(
    make_book: MakeBook, clock: TurnedClock, how: str
) -> None:
    """X21, X37: on every channel, known by number, by mailbox, or by name and address alone."""
    for number, (channel, by) in enumerate(itertools.product(Channel, AGAIN)):
        book = make_book(region("FR"), book=f"b{number}")
        gone = _load(book, WHOLE)
        if how != "erase":
            book.consent.set_subscriptions(gone, {(channel, "*"): False}, by=ANNE)
        _leave(book, clock, gone, how)
        again = _load(book, AGAIN[by])
        refused = REACHED_BY[by] if how == "erase" else REACHED_BY[by] & {channel}
        said = {c for c in Channel if book.consent.subscriptions(again)[c, "GENERAL"].decided_by}
        assert said == refused, (channel, by)
        assert not any(book.consent.may_contact(again, c, "GENERAL").allowed for c in refused)
        for c in refused:
            assert book.clients.count(Filter(opted_out_of=((c, "*"),))) == 1


def test_a_stranger_is_written_to(make_book: MakeBook) -> None:
    """X37: neither the family at the address nor somebody of the name elsewhere refused post."""
    for number, row in enumerate(STRANGERS.values()):
        book = make_book(region("FR"), book=f"b{number}")
        book.privacy.erase(_load(book, WHOLE), by=ANNE)
        other = _load(book, row)
        assert book.consent.may_contact(other, Channel.POST, "GENERAL").allowed


def test_their_own_later_word_ends_it(make_book: MakeBook, clock: TurnedClock) -> None:
    """X21, X37: a list does not, and no word of theirs is readable in what is remembered."""
    book = make_book(region("FR"))
    book.privacy.erase(_load(book, WHOLE), by=ANNE)
    kept = repr(book.context.store.list_records("main", "suppression")).casefold()
    assert not any(word in kept for word in ("dupont", "rue", "lyon", "marie@"))
    again = _load(book, AGAIN["address"])
    clock.turn(days=1)
    assert not book.consent.may_contact(again, Channel.POST, "GENERAL").allowed
    book.consent.set_subscriptions(again, {(Channel.POST, "GENERAL"): True}, by=ANNE)
    assert book.consent.may_contact(again, Channel.POST, "GENERAL").allowed


def test_a_double_is_left_in_peace_too(make_book: MakeBook) -> None:
    """X37: who has the same name and address already, in filters and at the desk."""
    book = make_book(region("FR"))
    one, two = _load(book, WHOLE), _load(book, (*NAME, "0698765432", "", *HOME))
    assert one != two
    book.consent.set_subscriptions(one, {(Channel.POST, "*"): False}, by=ANNE)
    assert not book.consent.may_contact(two, Channel.POST, "GENERAL").allowed
    assert book.clients.count(Filter(may_contact=((Channel.POST, "GENERAL"),))) == 0
