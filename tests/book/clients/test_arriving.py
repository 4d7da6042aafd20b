"""Arriving at online booking: matched where it is safe, never overwritten."""

import attrs
import pytest
from tests.book.conftest import MakeBook
from tests.book.people import ANNE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.book.clients.arrivals import ArrivalKind
from clientbook.book.duplicates.proposals import PROPOSALS
from clientbook.domain.clients import OriginKind
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SALON, EntryPoint, OnDuplicate
from clientbook.errors import InvalidProfileError
from clientbook.identity.keys import HOLDERS_CAP

MATCHED, CREATED, AMBIGUOUS = ArrivalKind
ONLINE = EntryPoint.ONLINE_BOOKING


def test_a_unique_match_is_filled_and_not_overwritten(book: ClientBook) -> None:
    """P24: same id, the new e-mail added, the name kept, the difference listed."""
    known = book.clients.create(person("Marie Dupont", mobile(), company="Nordet"), by=ANNE)
    arriving = person("M. Dupont", mobile(), email="marie@a.fr", company="Sudet")
    arrival = book.clients.find_or_create(arriving, by=ANNE, entry_point=ONLINE)
    assert (arrival.kind, arrival.client.id) == (MATCHED, known.id)
    assert arrival.client.profile.name == known.profile.name
    assert arrival.client.profile.company == "Nordet"
    assert [e.address for e in arrival.client.profile.emails] == ["marie@a.fr"]
    assert arrival.differences == ("name", "company")
    again = book.clients.find_or_create(arriving, by=ANNE, entry_point=ONLINE)
    assert again.client == arrival.client


def test_two_holders_are_for_a_person_to_decide(book: ClientBook) -> None:
    """P24: two holders of the number: nothing is merged, the pairs are proposed."""
    pair = [
        book.clients.create(person(n, mobile()), by=ANNE) for n in ("Marie Dupont", "Dupont Marie")
    ]
    arrival = book.clients.find_or_create(
        person("Marie Dupont", mobile()), by=ANNE, entry_point=ONLINE
    )
    assert arrival.kind is AMBIGUOUS
    assert set(arrival.candidates) == {c.id for c in pair}
    assert [book.clients.get(c.id) for c in pair] == pair
    assert arrival.client.origin.kind is OriginKind.ONLINE_BOOKING
    proposed = book.context.store.list_records("main", PROPOSALS, owners=[arrival.client.id])
    assert {r.body["with"] for r in proposed} == {c.id for c in pair}


CASES: list[tuple[str, Profile, Profile, ArrivalKind]] = [
    ("equal", person("Marie Dupont", mobile()), person("marie dupont", mobile()), MATCHED),
    ("initial", person("Marie Dupont", mobile()), person("M Dupont", mobile()), MATCHED),
    ("swapped", person("Marie Dupont", mobile()), person("Dupont Marie", mobile()), MATCHED),
    ("blank", person("Marie Dupont", mobile()), person(None, mobile()), MATCHED),
    ("subset", person("Marie Dupont", mobile()), person("Marie", mobile()), MATCHED),
    ("by e-mail", person("Marie Dupont", email="m@a.fr"), person("Marie Dupont", email="M@a.fr"),
     MATCHED),
    ("family", person("Paul Dupont", landline()), person("Marie Dupont", landline()), CREATED),
    ("nobody", person("Marie Dupont", mobile()), person("Marie Dupont", landline()), CREATED),
    ("clash", person("Marie Dupont", mobile(), birthday=PartialDate(1951, 12, 3)),
     person("Marie Dupont", mobile(), birthday=PartialDate(1990, 1, 1)), CREATED),
    ("a slip", person("Marie Dupont", mobile(), birthday=PartialDate(1990, 5, 17)),
     person("Marie Dupont", mobile(), birthday=PartialDate(1990, 5, 11)), AMBIGUOUS),
    ("year unknown", person("Marie Dupont", mobile(), birthday=PartialDate(1990, 1, 1)),
     person("Marie Dupont", mobile(), birthday=PartialDate(None, 1, 1)), MATCHED),
    ("external id", person("Marie Dupont", ids=(("erp", "1"),)),
     person("M Dupont", ids=(("erp", "1"),)), MATCHED),
    ("external id of somebody else", person("Marie Dupont", ids=(("erp", "1"),)),
     person("Other Name", ids=(("erp", "1"),)), AMBIGUOUS),
]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "arriving", "kind"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_table_of_arrivals(
    book: ClientBook, known: Profile, arriving: Profile, kind: ArrivalKind
) -> None:
    """X18: family numbers, initials, swapped names, birthday clashes."""
    client = book.clients.create(known, by=ANNE)
    arrival = book.clients.find_or_create(arriving, by=ANNE, entry_point=ONLINE)
    assert arrival.kind is kind
    assert (arrival.client.id == client.id) is (kind is MATCHED)
    for name in ("name", "birthday"):
        before = getattr(known, name)
        if before is not None:
            assert getattr(book.clients.get(client.id).profile, name) == before


def test_a_shared_number_matches_nobody(book: ClientBook) -> None:
    """X18, X19: never through a shared point; one name on it is for a person to look at, once."""
    known = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    book.privacy.mark_shared(mobile().e164, by=ANNE)
    visits = [
        book.clients.find_or_create(person("Marie Dupont", mobile()), by=ANNE, entry_point=ONLINE)
        for _ in range(4)
    ]
    assert [v.kind for v in visits] == [CREATED, AMBIGUOUS, AMBIGUOUS, AMBIGUOUS]
    assert {v.candidates for v in visits[1:]} == {(visits[0].client.id,)}
    assert book.clients.count() == 3
    assert book.clients.get(known.id) == known


def test_a_number_that_too_many_hold_makes_no_client_a_visit(book: ClientBook) -> None:
    """X18, X34: who books on the shop's own number is found by the whole name, or told of."""
    for number in range(HOLDERS_CAP + 5):
        name = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number] * 3}o Zim{'abcdefghij'[number % 10] * 2}r"
        book.clients.create(person(name, mobile()), by=ANNE, on_duplicate=OnDuplicate.ALLOW)
    visits = [book.clients.find_or_create(person("Zoé Neu", mobile()), by=ANNE) for _ in range(4)]
    assert [v.kind for v in visits] == [CREATED, AMBIGUOUS, AMBIGUOUS, AMBIGUOUS]
    assert len({v.client.id for v in visits}) == 2


FAMILIES = [
    ("Ann Roy", "Bob Roy"),
    ("Ann Roy", "Anna Roy"),
    ("Hugo Fontaine", "Hugo Fontayne"),
    ("Ann Roy", "Bob Kern"),
    ("Maria Roy", "Marie Roy", "Mario Roy"),
    ("Jean Roy père", "Jean Roy fils"),
]


@pytest.mark.parametrize("family", FAMILIES, ids=" and ".join)
def test_each_of_a_family_is_found_by_the_whole_name(
    book: ClientBook, family: tuple[str, ...]
) -> None:
    """P24, X31: the one holder of that very name is meant, as in a check or an import."""
    allow = OnDuplicate.ALLOW
    named = [Profile(name=PersonName(full=name), phones=(mobile(),)) for name in family]
    ids = [book.clients.create(who, by=ANNE, on_duplicate=allow).id for who in named]
    for who, client_id in zip(named, ids, strict=True):
        for door in EntryPoint.ONLINE_BOOKING, EntryPoint.QUICK_ADD:
            arrival = book.clients.find_or_create(who, by=ANNE, entry_point=door)
            assert (arrival.kind, arrival.client.id) == (MATCHED, client_id)
    assert book.clients.count() == len(family)


def test_half_a_name_on_the_number_of_a_family_is_for_a_person_to_decide(book: ClientBook) -> None:
    """P24: an initial may be that of somebody else in the family."""
    pair = {book.clients.create(person(n, mobile()), by=ANNE).id for n in ("Ann Roy", "Bob Roy")}
    arrival = book.clients.find_or_create(person("A Roy", mobile()), by=ANNE)
    assert arrival.kind is AMBIGUOUS
    assert arrival.client.id not in pair


SAID_LESS = ["M Dupont", "Dupont", "Marie", "Mme Dupont", None]


@pytest.mark.parametrize("said", SAID_LESS)
def test_the_same_arrival_is_its_client_also_when_others_hold_the_number_since(
    book: ClientBook, said: str | None
) -> None:
    """X31: whoever books each week as the same is one client, whoever else holds the number."""
    first = book.clients.find_or_create(person(said, mobile()), by=ANNE)
    for name in "Paul Dupont", "Marie Dupont":
        book.clients.create(person(name, mobile()), by=ANNE, on_duplicate=OnDuplicate.ALLOW)
    week = [book.clients.find_or_create(person(said, mobile()), by=ANNE) for _ in range(3)]
    assert {arrival.client.id for arrival in week} == {first.client.id}
    assert book.clients.count() == 3


@pytest.mark.parametrize("system", ["till", "account"])
@pytest.mark.parametrize("contact", [{}, {"email": "bo@a.fr"}], ids=["no contact", "e-mail"])
def test_who_comes_with_the_id_of_another_is_one_client(
    book: ClientBook, system: str, contact: dict[str, str]
) -> None:
    """X31: however often, until somebody decides; nothing of it goes to whose id it is."""
    ann = book.clients.create(person("Ann Li", mobile(), ids=((system, "5"),)), by=ANNE)
    bo = person("Bo Ek", ids=((system, "5"),), **contact)  # type: ignore[arg-type]
    visits = [book.clients.find_or_create(bo, by=ANNE, entry_point=ONLINE) for _ in range(3)]
    assert {v.kind for v in visits} == {AMBIGUOUS}
    assert {v.candidates for v in visits} == {(ann.id,)}
    assert book.clients.count() == 2
    assert book.clients.get(ann.id) == ann
    assert visits[-1].client.profile.external_ids == ()


def test_a_booking_lifts_nothing(book: ClientBook) -> None:
    """P13: a blocked client who books is still blocked, and booking has its requirements."""
    client = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    book.clients.block_booking(client.id, by=ANNE)
    assert book.clients.find_or_create(
        person("Marie Dupont", mobile()), by=ANNE, entry_point=ONLINE
    ).client.block
    with pytest.raises(InvalidProfileError):
        book.clients.find_or_create(Profile(), by=ANNE, entry_point=ONLINE)


def test_an_arrival_needs_what_its_entry_point_requires(make_book: MakeBook) -> None:
    """P3, P24: SALON asks for a name of who books online too."""
    with pytest.raises(InvalidProfileError):
        make_book(SALON).clients.find_or_create(person(None, mobile()), by=ANNE, entry_point=ONLINE)


def test_a_full_list_stops_nobody_from_booking(make_book: MakeBook) -> None:
    """P24: a list at its limit stays as it is; the new address is listed as a difference."""
    limits = ContactLimits(emails=1)
    book = make_book(attrs.evolve(SALON, limits=limits))
    book.clients.create(person("Marie Dupont", mobile(), email="a@a.fr"), by=ANNE)
    arrival = book.clients.find_or_create(
        person("Marie Dupont", mobile(), email="b@a.fr"), by=ANNE, entry_point=ONLINE
    )
    assert arrival.kind is MATCHED
    assert arrival.differences == ("emails",)
    assert [e.address for e in arrival.client.profile.emails] == ["a@a.fr"]
