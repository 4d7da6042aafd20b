"""A yes under the id of a client that was merged is that client's own."""

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState

EMAIL, TOPIC = Channel.EMAIL, "MARKETING"
C, D = "c@example.org", "d@example.org"


def _allowed(book: ClientBook, client_id: ClientId, address: str) -> bool:
    return book.consent.may_contact(client_id, EMAIL, TOPIC, address=address).allowed


def _tick(book: ClientBook, client_id: ClientId, *, yes: bool) -> None:
    book.consent.set_subscriptions(client_id, {(EMAIL, TOPIC): yes}, by=ANNE)


def _hook(book: ClientBook, client_id: ClientId, *, yes: bool) -> None:
    state = ConsentState.OPTED_IN if yes else ConsentState.OPTED_OUT
    book.consent.record(
        [
            ConsentEvent(
                f"{client_id}:{yes}",
                client_id,
                EMAIL,
                TOPIC,
                state,
                book.context.clock(),
                basis=ConsentBasis.EXPRESS,
            )
        ]
    )


@EVERY_STORE
@pytest.mark.parametrize("say", [_tick, _hook])
def test_x37_a_yes_under_an_absorbed_id_lifts_nothing_of_the_survivor(book, say) -> None:  # type: ignore[no-untyped-def]
    """X37: what the other one refused stands, and the yes goes with who comes back."""
    stays, leaves = (book.clients.create(person("Jo Roy", email=e), by=ANNE).id for e in (C, D))
    say(book, stays, yes=False)
    merge = book.merges.merge(book.merges.plan(stays, [leaves]), by=ANNE)
    say(book, leaves, yes=True)
    assert not _allowed(book, stays, C)
    assert not _allowed(book, stays, D)
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert not _allowed(book, stays, C)
    assert _allowed(book, leaves, D)


@EVERY_STORE
def test_x37_a_no_under_an_absorbed_id_holds_for_all_of_them(book: ClientBook) -> None:
    """X37: an opt-out is never lost, whoever of them is asked, together or apart again."""
    stays, leaves = (book.clients.create(person("Jo Roy", email=e), by=ANNE).id for e in (C, D))
    _tick(book, stays, yes=True)
    _tick(book, leaves, yes=True)
    merge = book.merges.merge(book.merges.plan(stays, [leaves]), by=ANNE)
    _tick(book, leaves, yes=False)
    assert not any(_allowed(book, stays, address) for address in (C, D))
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert not _allowed(book, stays, C)
    assert not _allowed(book, leaves, D)


def test_x37_a_yes_under_the_id_that_stays_is_of_all_of_them(book: ClientBook) -> None:
    """X37: whoever answers for both lifts what either of them had refused before."""
    stays, leaves = (book.clients.create(person("Jo Roy", email=e), by=ANNE).id for e in (C, D))
    _tick(book, leaves, yes=False)
    book.merges.merge(book.merges.plan(stays, [leaves]), by=ANNE)
    _tick(book, stays, yes=True)
    assert all(_allowed(book, stays, address) for address in (C, D))


def test_x37_a_yes_under_an_absorbed_id_lifts_its_own_no(book: ClientBook) -> None:
    """X37: and is a yes of the one they are now, where that one refused nothing."""
    stays, leaves = (book.clients.create(person("Jo Roy", email=e), by=ANNE).id for e in (C, D))
    _tick(book, leaves, yes=False)
    book.merges.merge(book.merges.plan(stays, [leaves]), by=ANNE)
    _tick(book, leaves, yes=True)
    assert _allowed(book, stays, D)


def test_x37_a_yes_under_an_absorbed_id_ends_nothing_where_it_was_not_reached(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: what another refused at an address of the survivor stands until the survivor ends it."""
    stays, leaves, other = (
        book.clients.create(person(name, email=e), by=ANNE).id
        for name, e in (("Jo Roy", C), ("Jo Le Roy", D), ("Zoe Kant", C))
    )
    _tick(book, other, yes=False)
    book.merges.merge(book.merges.plan(stays, [leaves]), by=ANNE)
    clock.turn(days=1)
    _tick(book, leaves, yes=True)
    assert [_allowed(book, stays, address) for address in (C, D)] == [False, True]
    clock.turn(days=1)
    _tick(book, stays, yes=True)
    assert _allowed(book, stays, C)
