"""X37: a no at an address ends by the yes of whoever has the address, and by none given before."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook import MemoryStore
from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch

LUC, ZOE = "luc@example.fr", "zoe@example.fr"


def _new(book: ClientBook, name: str, address: str) -> ClientId:
    return book.clients.create(person(name, email=address), by=ANNE).id


def _say(book: ClientBook, who: ClientId, yes: bool) -> None:
    topic = "MARKETING" if yes else ALL_TOPICS
    book.consent.set_subscriptions(who, {(Channel.EMAIL, topic): yes}, by=ANNE)


def _has(book: ClientBook, who: ClientId, *addresses: str) -> None:
    patch = ProfilePatch(set={"emails": tuple(map(EmailAddress, addresses))})
    book.clients.update(who, patch, expected=None, by=ANNE)


def _names(book: ClientBook, who: ClientId) -> None:
    event = ConsentEvent(
        book.context.make_id(),
        who,
        Channel.EMAIL,
        "MARKETING",
        ConsentState.OPTED_IN,
        book.context.clock(),
        address=LUC,
        basis=ConsentBasis.EXPRESS,
        timed=False,
    )
    book.consent.record([event])


def _may(book: ClientBook, who: ClientId) -> bool:
    decision = book.consent.may_contact(who, Channel.EMAIL, "MARKETING", address=LUC)
    return decision.allowed


@EVERY_STORE
@pytest.mark.parametrize("erased", [True, False])
def test_a_yes_of_another_mailbox_does_not_end_a_no(
    book: ClientBook, clock: TurnedClock, *, erased: bool
) -> None:
    """X37: said before the address was theirs; said again, or naming it, it does."""
    luc, zoe = _new(book, "Luc", LUC), _new(book, "Zoé", ZOE)
    _say(book, luc, yes=False)
    if erased:
        book.privacy.erase(luc, by=ANNE)
    clock.turn(hours=1)
    _say(book, zoe, yes=True)
    _has(book, zoe, LUC)
    listed = Filter(may_contact=((Channel.EMAIL, "MARKETING"),))
    assert not _may(book, zoe)
    assert zoe not in [row.client_id for row in book.lists.page(listed).items]
    clock.turn(hours=1)
    _say(book, zoe, yes=True)
    assert _may(book, zoe)
    assert zoe in [row.client_id for row in book.lists.page(listed).items]


def test_a_no_to_post_does_not_end_by_a_yes_of_another_house(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: two records of one name: what one had ticked elsewhere is not of the other's house."""
    house = (PostalAddress("1 rue X", postcode="75001", locality="Paris"),)
    other = (PostalAddress("2 rue Y", postcode="69001", locality="Lyon"),)
    one = book.clients.create(person("Luc Roy", addresses=house), by=ANNE).id
    two = book.clients.create(person("Luc Roy", addresses=other), by=ANNE).id
    book.consent.set_subscriptions(one, {(Channel.POST, ALL_TOPICS): False}, by=ANNE)
    clock.turn(hours=1)
    for allowed in (False, True):
        book.consent.set_subscriptions(two, {(Channel.POST, "MARKETING"): True}, by=ANNE)
        patch = ProfilePatch(set={"addresses": house})
        book.clients.update(two, patch, expected=None, by=ANNE)
        assert book.consent.may_contact(two, Channel.POST, "MARKETING").allowed is allowed
        clock.turn(hours=1)


ACT = st.sampled_from(("luc says no", "luc says yes", "zoe says yes", "zoe names it", "zoe has it",
                       "zoe has another", "luc has another", "luc has it"))  # fmt: skip


@example(["luc says no", "zoe says yes", "zoe has it"])
@example(["luc says no", "luc has another", "luc says yes", "zoe has it"])
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(ACT, min_size=2, max_size=8))
def test_whoever_is_reached_there_when_they_say_yes_ends_a_no(acts: list[str]) -> None:
    """X37: whatever two people say and whose the address is when: one rule decides."""
    clock = TurnedClock()
    book = ClientBook(MemoryStore(), settings=region("FR"), clock=clock)
    ids = {"luc": _new(book, "Luc", LUC), "zoe": _new(book, "Zoé", ZOE)}
    has = {"luc": True, "zoe": False}
    noes: list[int] = []  # when Luc said no
    reached: set[int] = set()  # those of them that speak for the address by now
    yeses: list[tuple[int, str, bool]] = []  # when, who, and whether it is of the address
    for when, act in enumerate([*acts, "zoe has it"]):
        clock.turn(hours=1)
        who, _, what = act.partition(" ")
        if what.startswith("has"):
            has[who] = what == "has it"
            _has(book, ids[who], LUC if has[who] else f"{who}@example.org")
        elif what == "names it":
            _names(book, ids[who])
            yeses.append((when, who, True))
        else:
            _say(book, ids[who], yes=what == "says yes")
            if what == "says yes":
                yeses.append((when, who, has[who]))
            else:
                noes.append(when)
        reached |= set(noes) if has["luc"] else set()
    stands = any(all(not there or yes < no for yes, _, there in yeses) for no in reached)
    said = any(who == "zoe" for _, who, _ in yeses)
    assert _may(book, ids["zoe"]) is (said and not stands)
