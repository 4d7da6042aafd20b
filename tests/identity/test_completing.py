"""What a profile adds to a name that is known."""

import pytest
from tests.book.people import ANNE, mobile, person
from tests.identity.conftest import NewBook

from clientbook import Table
from clientbook.domain.clients import Origin, OriginKind
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.completing import complete_name

CASES = [
    # what is known, what is said, what stands then: given, family, full
    (("", "Sylvie", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("", "Garnier Sylvie", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("Sylvie Garnier", "", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("Garnier", "", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("Sylvie", "", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("", "Garnier", ""), ("Sylvie", "", ""), ("Sylvie", "Garnier", "")),
    (("", "Sylvie", ""), ("Sylvie", "", ""), ("", "Sylvie", "")),
    (("Sylvie", "", ""), ("", "Sylvie", ""), ("Sylvie", "", "")),
    (("Sylvie", "Garnier", ""), ("Garnier", "Sylvie", ""), ("Sylvie", "Garnier", "")),
    (("Sylvie", "Garnier", ""), ("S", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("Sylvie", "Garnier", ""), ("", "", "Sylvie Garnier"), ("Sylvie", "Garnier", "")),
    (("", "", "Garnier Sylvie"), ("Sylvie", "", ""), ("", "", "Garnier Sylvie")),
    (("", "", "Sylvie Garnier"), ("S.", "Garnier", ""), ("", "", "Sylvie Garnier")),
    (("", "", "Garnier Jean-Luc"), ("Jean", "Garnier", ""), ("", "", "Garnier Jean-Luc")),
    # whoever was a word in one piece is the whole name, and nobody else of the family then
    (("", "", "Sylvie"), ("", "", "Sylvie Garnier"), ("", "", "Sylvie Garnier")),
    (("", "", "Garnier"), ("", "", "Garnier, Sylvie"), ("", "", "Garnier, Sylvie")),
    (("", "Garnier", ""), ("", "", "GARNIER SYLVIE"), ("SYLVIE", "Garnier", "")),
    (("", "Berg", ""), ("", "", "Jan van der Berg"), ("Jan", "Berg", "")),
    (("Sylvie", "", ""), ("", "", "Sylvie Garnier"), ("Sylvie", "Garnier", "")),
    (("", "", "Garnier Jean"), ("", "", "Garnier Jean-Luc"), ("", "", "Garnier Jean-Luc")),
    (("", "", "Luis García"), ("", "", "Luis García López"), ("", "", "Luis García López")),
    (("Luis", "García", ""), ("", "", "Luis García López"), ("Luis", "García López", "")),
    (("Luis", "García", ""), ("Luis", "García López", ""), ("Luis", "García López", "")),
    (("Luis", "García", ""), ("Ana", "García López", ""), ("Luis", "García", "")),
    (("Luis", "García López", ""), ("Luis", "García", ""), ("Luis", "García López", "")),
    # a remark, a relative and who comes too are no names
    (("", "", "Garnier"), ("", "", "Sylvie Garnier enfants"), ("", "", "Garnier")),
    (("", "", "Garnier"), ("", "", "maman Garnier"), ("", "", "Garnier")),
    (("", "", "Garnier"), ("", "", "Sylvie et Luc Garnier"), ("", "", "Garnier")),
    (("", "", "Garnier"), ("", "", "Sylvie Garnier (matin)"), ("", "", "Garnier")),
    (("Sylvie", "Garnier", ""), ("Sylvie", "Garnier mobile", ""), ("Sylvie", "Garnier", "")),
    # an initial is spelt out, and is nobody else's then
    (("S", "Garnier", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("Sylvie", "G.", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("S", "G", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("J.-P.", "Garnier", ""), ("Jean-Pierre", "Garnier", ""), ("Jean-Pierre", "Garnier", "")),
    (("S", "Garnier", ""), ("Sylvie Anne", "Garnier", ""), ("Sylvie Anne", "Garnier", "")),
    (("", "S Garnier", ""), ("Sylvie", "Garnier", ""), ("Sylvie", "Garnier", "")),
    (("", "", "S Garnier"), ("", "", "Sylvie Garnier"), ("", "", "Sylvie Garnier")),
    (("S", "Garnier", ""), ("Anne", "Garnier", ""), ("S", "Garnier", "")),
    (("S", "Garnier", ""), ("", "Garnier", ""), ("S", "Garnier", "")),
    (("Sylvie A", "Garnier", ""), ("Sylvie", "Garnier", ""), ("Sylvie A", "Garnier", "")),
]


def _name(given: str, family: str, full: str) -> PersonName:
    return PersonName(given=given or None, family=family or None, full=full or None)


@pytest.mark.parametrize(("known", "said", "then"), CASES)
def test_a_name_is_completed_and_never_with_its_own_word(
    known: tuple[str, str, str], said: tuple[str, str, str], then: tuple[str, str, str]
) -> None:
    """F15: no "Sylvie Sylvie", no "Sylvie Garnier Sylvie", and Garnier is not lost."""
    assert complete_name(_name(*known), _name(*said)) == _name(*then)


@pytest.mark.parametrize("known", [("", "Garnier Sylvie"), ("S", "Garnier"), ("Sylvie", "G")])
def test_a_file_completes_a_name_as_a_booking_does(
    known: tuple[str, str], new_book: NewBook
) -> None:
    """F15, X31: the name that stands after a second row is that which a booking would leave."""
    names = []
    for by_file in (True, False):
        book = new_book()
        first = Profile(name=_name(*known, ""), phones=(mobile(),))
        client = book.clients.create(first, by=ANNE)
        if by_file:
            titles = ["Nom", "Prénom", "Portable"]
            book.imports.run(
                Table.from_rows(titles, [["Garnier", "Sylvie", "06 12 34 56 78"]]), by=ANNE
            )
        else:
            book.clients.find_or_create(person("Sylvie Garnier", mobile()), by=ANNE)
        assert book.clients.count() == 1
        names.append(book.clients.get(client.id).profile.name)
    assert names == [PersonName(given="Sylvie", family="Garnier")] * 2


def test_what_is_typed_for_a_nameless_number_is_kept(new_book: NewBook) -> None:
    """S25, K7: the name and the e-mail typed with a message go to the number's only holder."""
    book = new_book()
    nameless = book.clients.create(person(None, mobile()), by=ANNE)
    message = Origin(OriginKind.MESSAGE, ANNE, "m-1")
    arrival = book.clients.find_or_create(
        person("Marie Dupont", mobile(), email="m@a.fr"), by=ANNE, origin=message
    )
    assert arrival.client.id == nameless.id
    assert arrival.client.profile.display_name == "Marie Dupont"
    assert [e.address for e in arrival.client.profile.emails] == ["m@a.fr"]
    assert arrival.client.origin == nameless.origin


def test_a_third_client_of_a_number_is_not_made_in_silence(new_book: NewBook) -> None:
    """S25, S26, P24: two hold the number and none fits: a new client, and both pairs proposed."""
    book = new_book()
    two = {book.clients.create(person(n, mobile()), by=ANNE).id for n in ("Ann Roy", "Hugo Li")}
    arrival = book.clients.find_or_create(person("Marie Dupont", mobile()), by=ANNE)
    assert (arrival.kind.value, set(arrival.candidates)) == ("ambiguous", two)
    assert arrival.client.id not in two
    pairs = {frozenset((p.left, p.right)) for p in book.duplicates.pairs().items}
    assert {frozenset((arrival.client.id, other)) for other in two} <= pairs


def test_who_books_each_week_is_one_client_until_somebody_decides(new_book: NewBook) -> None:
    """P24: the client made beside a family is found again; no client a week."""
    book = new_book()
    for name in ("Tom Lee Sr", "Tom Lee Jr"):
        full = Profile(name=PersonName(full=name), phones=(mobile(),))
        book.clients.create(full, by=ANNE)
    initial = person("T Lee", mobile())
    weeks = [book.clients.find_or_create(initial, by=ANNE) for _ in "123"]
    assert len({w.client.id for w in weeks}) == 1
    assert [w.kind.value for w in weeks] == ["ambiguous", "matched", "matched"]
    assert book.clients.count() == 3


def test_an_initial_that_was_spelt_out_is_nobody_else(new_book: NewBook) -> None:
    """F15, X31: M Dupont became Marie, so Michel is another client, with a mailbox of his own."""
    book = new_book()
    first = book.clients.find_or_create(person("M Dupont", mobile()), by=ANNE).client
    marie = book.clients.find_or_create(person("Marie Dupont", mobile(), email="a@a.fr"), by=ANNE)
    michel = book.clients.find_or_create(person("Michel Dupont", mobile(), email="b@a.fr"), by=ANNE)
    assert first.id == marie.client.id != michel.client.id
    assert marie.client.profile.display_name == "Marie Dupont"
    assert [e.address for e in book.clients.get(first.id).profile.emails] == ["a@a.fr"]
