"""Who came beside others and comes again: only the same words are the same arrival."""

from itertools import permutations

import attrs
import pytest
from tests.book.people import ANNE, landline, person
from tests.identity.conftest import NewBook

from clientbook.book import ClientBook
from clientbook.book.clients.arrivals import ArrivalKind
from clientbook.book.clients.arrived import ARRIVED
from clientbook.domain.clients import Client
from clientbook.domain.dates import PartialDate
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.storage.memory import MemoryStore

MATCHED, CREATED, AMBIGUOUS = ArrivalKind
HOME = landline()
JEAN, MARIE = person("Jean Morel", HOME), person("Marie Morel", HOME)


def _account(profile: Profile, value: str) -> Profile:
    return attrs.evolve(profile, **_ids(("account", value)))


def _ids(*ids: tuple[str, str]) -> dict[str, object]:
    return {"external_ids": person(None, ids=ids).external_ids}


NOBODY = person(None, HOME)
FAMILY = Profile(name=PersonName(family="Morel"), phones=(HOME,))
M = person("M Morel", HOME)
ANN = person("Ann Li", HOME)

ARRIVALS: dict[str, Profile] = {
    "no name": NOBODY,
    "no name, an e-mail": person(None, HOME, email="jean@a.fr"),
    "no name, another e-mail": person(None, HOME, email="marie@a.fr"),
    "no name, an account": _account(NOBODY, "1"),
    "an initial": M,
    "an initial, an e-mail": person("M Morel", HOME, email="m@a.fr"),
    "an initial, an account": _account(M, "2"),
    "an initial, a birth date": attrs.evolve(M, birthday=PartialDate(1980, 5, 17)),
    "the family name": FAMILY,
    "the family name, an account": _account(FAMILY, "3"),
    "somebody of the family": person("Paul Morel", HOME),
    "somebody else, an account": _account(person("Zoe Kant", HOME), "4"),
    "a firm": Profile(company="Morel SARL", phones=(HOME,)),
    "a sign for a name": Profile(
        name=PersonName(full="?"), phones=(HOME,), gender=Gender(GenderCode.FEMALE)
    ),
}


def _home(book: ClientBook) -> list[Client]:
    return [book.clients.create(who, by=ANNE) for who in (JEAN, MARIE)]


@pytest.mark.parametrize(("first", "then"), list(permutations(ARRIVALS, 2)))
def test_who_says_something_else_has_not_come_before(first: str, then: str) -> None:
    """X18, X31: nobody is whoever came last on their number; the rule says who is known."""
    book = ClientBook(MemoryStore())
    _home(book)
    earlier = book.clients.find_or_create(ARRIVALS[first], by=ANNE)
    assert earlier.kind is AMBIGUOUS
    known = book.clients.check(ARRIVALS[then])
    later = book.clients.find_or_create(ARRIVALS[then], by=ANNE)
    if later.client.id == earlier.client.id:
        assert known.client is not None
        assert known.client.id == earlier.client.id
        return
    assert book.clients.get(earlier.client.id) == earlier.client
    assert later.kind is AMBIGUOUS
    assert later.client.profile == ARRIVALS[then]


@pytest.mark.parametrize("said", ARRIVALS)
def test_who_says_the_same_is_the_same_client(said: str, new_book: NewBook) -> None:
    """P24: however often, whoever came in between, and whatever else is told beside."""
    book = new_book()
    _home(book)
    again = attrs.evolve(ARRIVALS[said], tags=("again",), info="by the door")
    if again.name is not None:
        parts = {p: v.upper() for p, v in attrs.asdict(again.name).items() if v}
        again = attrs.evolve(again, name=PersonName(**parts))
    first = book.clients.find_or_create(ARRIVALS[said], by=ANNE)
    for other in ARRIVALS.values():
        book.clients.find_or_create(other, by=ANNE)
    count = book.clients.count()
    assert book.clients.find_or_create(again, by=ANNE).client.id == first.client.id
    assert book.clients.count() == count


def test_an_account_apart_is_not_whom_the_owner_of_the_number_becomes(new_book: NewBook) -> None:
    """X32: a second account on a known client opens nobody's appointments, today nor later."""
    book = new_book()
    ann = book.clients.create(_account(ANN, "7"), by=ANNE)
    stranger = book.clients.find_or_create(_account(ANN, "8"), by=ANNE)
    book.duplicates.ignore(ann.id, stranger.client.id, by=ANNE)
    called = book.clients.find_or_create(ANN, by=ANNE)
    assert called.kind is AMBIGUOUS
    assert set(called.candidates) == {ann.id, stranger.client.id}
    assert called.client.id not in called.candidates
    for known, client in ((_account(ANN, "7"), ann), (_account(ANN, "8"), stranger.client)):
        assert book.clients.find_or_create(known, by=ANNE).client.id == client.id


def test_whoever_was_given_another_name_is_asked_about_again(new_book: NewBook) -> None:
    """X31: a client who is called otherwise since is not whom the same words mean."""
    book = new_book()
    _home(book)
    for said, name in ((M, "Marc"), (NOBODY, "Luc")):
        first = book.clients.find_or_create(said, by=ANNE).client
        patch = ProfilePatch(set={"name": PersonName(given=name, family="Morel")})
        book.clients.update(first.id, patch, expected=None, by=ANNE)
        visits = [book.clients.find_or_create(said, by=ANNE).client.id for _ in range(3)]
        assert first.id not in visits
        assert len(set(visits)) == 1


def test_a_merge_says_whose_the_same_words_are(new_book: NewBook) -> None:
    """P24: who merged an arrival into a client has answered; without a name it may be anybody."""
    book = new_book()
    jean, marie = _home(book)
    for said, known, remembered in ((M, marie, True), (NOBODY, jean, False)):
        first = book.clients.find_or_create(said, by=ANNE).client
        book.merges.merge(book.merges.plan(known.id, [first.id]), by=ANNE)
        again = book.clients.find_or_create(said, by=ANNE)
        assert (again.client.id == known.id) is remembered
        assert again.kind is (MATCHED if remembered else AMBIGUOUS)


def test_what_an_arrival_said_is_kept_as_a_hash_and_erased_with_its_client(
    new_book: NewBook,
) -> None:
    """X38: the record tells nothing by itself, is exported, and goes with the person."""
    book = new_book()
    _home(book)
    came = book.clients.find_or_create(M, by=ANNE).client
    (record,) = book.context.store.list_records(book.context.book, ARRIVED)
    assert record.owner == came.id
    assert "Morel" not in str(record)
    assert HOME.e164 not in str(record)
    assert len(book.privacy.export(came.id)["arrivals"]) == 1
    book.privacy.erase(came.id, by=ANNE)
    assert not book.context.store.list_records(book.context.book, ARRIVED)


GARAGE = {"company": "Garage Nord"}
BESIDE: dict[str, list[Profile]] = {
    "a family, and one of it by a part of the name": [JEAN, MARIE, FAMILY, M],
    "father, son, and one of that name": [
        Profile(name=PersonName(full=name), phones=(HOME,))
        for name in ("Tom Lee Sr", "Tom Lee Jr", "Tom Lee")
    ],
    "a firm and its own": [
        person("Jean Morel", HOME, **GARAGE),
        person("Zoe Kant", HOME, **GARAGE),
        Profile(company="Garage Nord", phones=(HOME,)),
    ],
    "a stranger's account": [_account(NOBODY, "1"), MARIE, JEAN],
}


@pytest.mark.parametrize("group", BESIDE)
def test_each_of_a_group_books_each_week_and_stays_who_they_are(
    group: str, new_book: NewBook
) -> None:
    """P24, X31: as many clients as come, whoever else of their number came by part of a name."""
    book = new_book()
    weeks = [
        [book.clients.find_or_create(who, by=ANNE).client.id for who in BESIDE[group]]
        for _ in range(3)
    ]
    assert weeks[0] == weeks[1] == weeks[2]
    assert len(set(weeks[0])) == book.clients.count() == len(BESIDE[group])


def test_who_says_the_firm_or_not_is_one_client(new_book: NewBook) -> None:
    """X31: a garage and its two contacts, with the firm and without it, are three clients."""
    book = new_book()
    two = [person(name, HOME) for name in ("Jean Morel", "Zoe Kant")]
    arrivals = [*two, Profile(company="Garage Nord", phones=(HOME,))]
    arrivals += [attrs.evolve(one, company="Garage Nord") for one in two]
    for _ in range(3):
        jean, zoe, garage, jean_of_it, zoe_of_it = (
            book.clients.find_or_create(who, by=ANNE).client.id for who in arrivals
        )
        assert (jean, zoe) == (jean_of_it, zoe_of_it)
    assert book.clients.count() == len({jean, zoe, garage}) == 3
