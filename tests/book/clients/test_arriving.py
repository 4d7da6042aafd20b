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
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SALON, EntryPoint
from clientbook.errors import InvalidProfileError

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
    pair = [book.clients.create(person(n, mobile()), by=ANNE) for n in ("Marie Dupont", "Marie")]
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
    """X18, X19: never through a shared point."""
    book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    book.privacy.mark_shared(mobile().e164, by=ANNE)
    assert (
        book.clients.find_or_create(
            person("Marie Dupont", mobile()), by=ANNE, entry_point=ONLINE
        ).kind
        is CREATED
    )


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
