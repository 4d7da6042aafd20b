"""Creating clients, by whatever entry point."""

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE, BOB, MOBILE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.journal import ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import (
    BOOKING,
    FIELD_SERVICE,
    MESSAGING,
    SALON,
    EntryPoint,
    OnDuplicate,
)
from clientbook.errors import (
    ConstraintError,
    DuplicateFoundError,
    InvalidProfileError,
    InvalidValueError,
)
from clientbook.identity.evidence import Evidence


def _changes(book: ClientBook) -> list[ChangeKind]:
    store = book.context.store
    return [c.kind for c in store.read_changes(book.context.book)]


def test_the_origin_says_which_entry_point(book: ClientBook) -> None:
    """K1: one validator behind every entry point; the origin names it, its reference, who."""
    by_hand = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    integration = Origin(OriginKind.INTEGRATION, BOB, "erp/77")
    delivered = book.clients.create(person("Marie Dupont", mobile()), by=BOB, origin=integration)
    assert by_hand.origin == Origin(OriginKind.MANUAL, ANNE)
    assert delivered.origin == integration
    assert attrs.evolve(delivered, id=by_hand.id, origin=by_hand.origin) == by_hand


def test_check_shows_who_is_there_already(book: ClientBook) -> None:
    """K2: an integration may have delivered the person: check returns it with the evidence."""
    known = book.clients.create(
        person("Marie Dupont", mobile(), ids=(("erp", "77"),)),
        by=BOB,
        origin=Origin(OriginKind.INTEGRATION, BOB),
    )
    draft = person("Marie Dupont", mobile())
    (found,) = book.clients.check(draft)
    assert found.client_id == known.id
    assert found.same_person
    assert found.evidence == (Evidence("phone"), Evidence("name"))
    before = _changes(book)
    with pytest.raises(DuplicateFoundError) as refused:
        book.clients.create(draft, by=ANNE, on_duplicate=OnDuplicate.REFUSE)
    assert refused.value.client_ids == (known.id,)
    assert book.clients.count() == 1
    assert _changes(book) == before


def test_check_says_what_speaks_against(book: ClientBook) -> None:
    """Somebody else with the family's number is shown, with the name as counter-evidence."""
    book.clients.create(person("Paul Dupont", landline()), by=ANNE)
    (found,) = book.clients.check(person("Marie Dupont", landline()))
    assert not found.same_person
    assert found.evidence == (Evidence("phone"), Evidence("name", supports=False))


def test_check_goes_beyond_shared_numbers(book: ClientBook) -> None:
    """K2, P17: the same name and birth date propose a client, with its probability."""
    born = PartialDate(1987, 5, 4)
    lyon = (PostalAddress(street="3 rue Neuve", locality="Lyon", postcode="69001"),)
    known = book.clients.create(
        person("Jean-Pierre Lévêque", mobile(), birthday=born, addresses=lyon), by=ANNE
    )
    book.clients.create(person("Anne Roux", landline()), by=ANNE)
    (found,) = book.clients.check(person("J-P Leveque", birthday=born, addresses=lyon))
    assert (found.client_id, found.same_person) == (known.id, True)
    assert found.evidence == (Evidence("name"), Evidence("birthday"))
    assert found.match_probability is not None
    assert found.match_probability > 0.5


def test_a_family_member_is_no_duplicate(book: ClientBook) -> None:
    """A number shared with somebody of another name refuses nobody."""
    book.clients.create(person("Paul Dupont", landline()), by=ANNE)
    refuse = OnDuplicate.REFUSE
    book.clients.create(person("Marie Dupont", landline()), by=ANNE, on_duplicate=refuse)
    assert book.clients.count() == 2


def test_drafts_are_values(book: ClientBook) -> None:
    """K3, R1: a thousand drafts leave the store empty; one create is revision 1 and one event."""
    drafts = [person(f"Draft Number{n}", mobile()) for n in range(1000)]
    assert book.clients.count() == 0
    assert _changes(book) == []
    client = book.clients.create(drafts[0], by=ANNE)
    assert client.revision == 1
    assert book.clients.get(client.id) == client
    assert _changes(book) == [ChangeKind.CREATED]


def test_a_client_comes_with_the_message(book: ClientBook) -> None:
    """K4, K8: the client exists once the message is sent, and not when sending fails."""

    def fail(_: Client) -> None:
        raise OSError("no network")

    draft = person("Marie Dupont", mobile())
    with pytest.raises(OSError, match="no network"):
        book.clients.find_or_create(draft, act=fail, by=ANNE)
    assert book.clients.count() == 0
    assert _changes(book) == []
    message = Origin(OriginKind.MESSAGE, ANNE, "msg-1")
    arrival = book.clients.find_or_create(
        draft, act=lambda c: f"to {c.profile.phones[0].e164}", by=ANNE, origin=message
    )
    client = arrival.client
    assert arrival.result == f"to {MOBILE}"
    assert book.clients.count() == 1
    assert client.origin == message


def test_an_act_finds_the_client_it_surely_means(book: ClientBook) -> None:
    """A second message to the same person and number makes no second client."""
    draft = person("Marie Dupont", mobile())
    first = book.clients.find_or_create(draft, by=ANNE)
    second = book.clients.find_or_create(draft, by=ANNE)
    assert second.client == first.client
    assert book.clients.count() == 1


def test_a_swallowed_failure_still_undoes_the_unit(book: ClientBook) -> None:
    """An act that hides the failure of one of its steps commits nothing by half."""

    def act(_: Client) -> None:
        with pytest.raises(InvalidProfileError):
            book.clients.create(Profile(), by=ANNE)
        with pytest.raises(OSError, match="host"), book.context.unit():
            raise OSError("host")

    with pytest.raises(RuntimeError, match="swallowed"):
        book.clients.find_or_create(person("Marie Dupont", mobile()), act=act, by=ANNE)
    assert book.clients.count() == 0


def test_a_quick_draft_needs_phone_and_name(make_book: MakeBook) -> None:
    """K7: under MESSAGING phone and name pass, either missing is named."""
    clients = make_book(region("CA", MESSAGING)).clients
    for draft, missing in (
        (person("Marie"), ["phone"]),
        (person(None, mobile()), ["name"]),
        (Profile(), ["phone", "name"]),
    ):
        with pytest.raises(InvalidProfileError) as refused:
            clients.create(draft, by=ANNE, entry_point=EntryPoint.QUICK_ADD)
        assert [issue.field for issue in refused.value.issues] == missing
    made = clients.create(person("Marie", mobile()), by=ANNE, entry_point=EntryPoint.QUICK_ADD)
    assert made.origin.kind is OriginKind.QUICK_ADD


def test_a_name_is_enough_for_a_salon_only(make_book: MakeBook) -> None:
    """P3: a name-only draft passes under SALON and fails under BOOKING and FIELD_SERVICE."""
    draft = person("Marie")
    assert make_book(SALON).clients.create(draft, by=ANNE).profile == draft
    for settings in (BOOKING, FIELD_SERVICE):
        with pytest.raises(InvalidProfileError):
            make_book(settings, book="other").clients.create(draft, by=ANNE)


def test_booking_names_each_missing_field(make_book: MakeBook) -> None:
    """R2, R3: given, family and e-mail each give their own error, all at once; the rest is free."""
    clients = make_book(BOOKING).clients
    with pytest.raises(InvalidProfileError) as refused:
        clients.create(Profile(), by=ANNE)
    assert [i.field for i in refused.value.issues] == ["given_name", "family_name", "email"]
    assert clients.create(person("Ada Lovelace", email="ada@example.org"), by=ANNE).revision == 1


def test_a_name_has_something_visible() -> None:
    """P5: blank, white and zero-width names are refused; a full name alone stands."""
    for text in ("", "   ", "\u200b\u200d", "\t\n"):
        with pytest.raises(InvalidValueError):
            PersonName(given=text)
    assert PersonName(full="Marie Dupont").display == "Marie Dupont"


def test_an_account_belongs_to_one_client(book: ClientBook) -> None:
    """R4, X9: (system, value) is unique among live clients; deleting one frees it."""
    first = book.clients.create(person("Ada", ids=(("account", "ada"),)), by=ANNE)
    with pytest.raises(ConstraintError) as refused:
        book.clients.create(person("Other", ids=(("account", "ada"),)), by=ANNE)
    assert refused.value.client_id == first.id
    assert book.clients.count() == 1
    book.clients.delete(first.id, by=ANNE)
    assert book.clients.create(person("Other", ids=(("account", "ada"),)), by=ANNE).is_active


def test_books_never_meet(make_book: MakeBook) -> None:
    """P1, X24: an id of book A is not found in book B, nor its people by any look-up."""
    a, b = make_book(book="a"), make_book(book="b")
    client = a.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    with pytest.raises(LookupError):
        b.clients.get(client.id)
    assert b.clients.check(person("Marie Dupont", mobile())) == ()
    assert b.clients.count() == 0
    assert b.search.find("marie").items == ()
    assert b.clients.create(person("Marie Dupont", mobile()), by=ANNE).id != client.id
