"""What a number is: declared, inferred, or what the book takes an unknown one for."""

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE, person

from clientbook import Table, parse_phone
from clientbook.book import ClientBook
from clientbook.domain.clients import Client
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Filter
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import FIELD_SERVICE, MESSAGING, SALON, BookSettings
from clientbook.errors import InvalidValueError
from clientbook.searching.queries import Scope

MOBILE, HOME, OTHER, UNKNOWN = PhoneKind.MOBILE, PhoneKind.HOME, PhoneKind.OTHER, PhoneKind.UNKNOWN


def _imported(book: ClientBook, titles: list[str], *cells: str) -> Client:
    book.imports.run(Table.from_rows(titles, [list(cells)]), by=ANNE)
    (row,) = book.lists.page()
    return row.client


def _reads(book: ClientBook, client: Client, text: str) -> set[str]:
    """Return the places that take the client's number for a mobile."""
    found = set()
    if book.consent.may_contact(client.id, Channel.SMS, "GENERAL").allowed:
        found.add("reach")
    if book.clients.count(Filter(has_mobile=True)):
        found.add("filter")
    if book.search.find(text, scope=Scope.NAME_OR_MOBILE).items:
        found.add("search")
    book.clients.block_booking(client.id, by=ANNE)
    if book.consent.booking_gate(text).value == "call_us":
        found.add("gate")
    return found


EVERYWHERE = {"reach", "filter", "search", "gate"}


@pytest.mark.parametrize(
    ("preset", "code", "titles", "text", "kind", "places"),
    [
        (SALON, "FR", ["Nom complet", "Téléphone"], "06 12 34 56 78", MOBILE, EVERYWHERE),
        (SALON, "FR", ["Nom complet", "Téléphone"], "01 42 34 56 78", OTHER, set()),
        (MESSAGING, "CA", ["Name", "Phone"], "418 555-0123", UNKNOWN, EVERYWHERE),
        (SALON, "CA", ["Nom complet", "Téléphone fixe"], "418 555-0123", HOME, set()),
        (FIELD_SERVICE, "FR", ["First name", "Phone"], "06 12 34 56 78", OTHER, set()),
        (FIELD_SERVICE, "CA", ["First name", "Phone"], "418 555-0123", OTHER, set()),
        (FIELD_SERVICE, "CA", ["First name", "Mobile"], "418 555-0123", MOBILE, EVERYWHERE),
    ],
)
def test_one_answer_what_a_mobile_is(
    make_book: MakeBook,
    *,
    preset: BookSettings,
    code: str,
    titles: list[str],
    text: str,
    kind: PhoneKind,
    places: set[str],
) -> None:
    """S4, P15, K24, K28, V25: gate, reach, filters and search take the same numbers for mobiles."""
    book = make_book(region(code, preset))
    client = _imported(book, titles, "Zoé Roy", text)
    assert client.profile.phones[0].kind is kind
    assert _reads(book, client, text) == places


@pytest.mark.parametrize("code", ["FR", "CA", "GB", "US"])
def test_by_hand_and_by_file_a_number_is_the_same(make_book: MakeBook, code: str) -> None:
    """K1, S4: the only number column of a salon's list says what a form would say."""
    text = {"FR": "06 12 34 56 78", "GB": "07400 123456"}.get(code, "418 555-0123")
    book = make_book(region(code, SALON))
    by_file = _imported(book, ["Name", "Tel"], "Zoé Roy", text)
    assert by_file.profile.phones == (parse_phone(text, region=code),)


def test_beside_mobiles_a_number_is_another(make_book: MakeBook) -> None:
    """V25: with a column of mobiles, the column of numbers is one of other numbers."""
    book = make_book(region("FR", SALON))
    titles = ["Name", "Phone", "Mobile"]
    client = _imported(book, titles, "Zoé Roy", "06 12 34 56 78", "06 99 99 99 99")
    assert sorted(p.kind for p in client.profile.phones) == [MOBILE, OTHER]


@pytest.mark.parametrize(("stored", "after"), [(UNKNOWN, MOBILE), (OTHER, MOBILE), (HOME, HOME)])
@pytest.mark.parametrize("by_file", [False, True])
def test_who_books_with_a_mobile_says_that_it_is_one(
    make_book: MakeBook, stored: PhoneKind, after: PhoneKind, by_file: bool
) -> None:
    """P24, S4: a number nobody knew the kind of becomes a mobile; a declared landline stays."""
    book = make_book(region("CA", SALON))
    number = PhoneNumber("+14185550123", stored)
    client = book.clients.create(person("Zoé Roy", number), by=ANNE)
    mobile = attrs.evolve(number, kind=MOBILE)
    if by_file:
        _imported(book, ["Name", "Mobile"], "Zoé Roy", "418 555-0123")
    else:
        book.clients.find_or_create(person("Zoé Roy", mobile), by=ANNE)
    assert [p.kind for p in book.clients.get(client.id).profile.phones] == [after]


def test_a_blocked_number_is_known_whoever_shares_it(book: ClientBook) -> None:
    """P15, X34: the gate asks one key, however many clients have the number."""
    number = PhoneNumber("+33612345678", MOBILE)
    clients = [book.clients.create(person(f"N{n} Roy", number), by=ANNE) for n in range(30)]
    assert book.consent.booking_gate("06 12 34 56 78").value == "allow"
    book.clients.block_booking(clients[-1].id, by=ANNE)
    assert book.consent.booking_gate("06 12 34 56 78").value == "call_us"
    book.clients.delete(clients[-1].id, by=ANNE)
    assert book.consent.booking_gate("06 12 34 56 78").value == "allow"
    book.clients.restore(clients[-1].id, by=ANNE)
    assert book.consent.booking_gate("06 12 34 56 78").value == "call_us"


def test_an_unknown_number_counts_as_a_mobile_or_not() -> None:
    """S4: the setting takes no third answer."""
    with pytest.raises(InvalidValueError, match="unknown_phone_counts_as"):
        BookSettings(unknown_phone_counts_as=PhoneKind.FAX)


SEVERAL = [
    (SALON, "US", "Default Address Phone|Phone", "unknown unknown"),
    (SALON, "US", "Phone|Phone 2", "unknown unknown"),
    (MESSAGING, "CA", "Téléphone|Téléphone 2", "unknown unknown"),
    (SALON, "US", "Home phone|Phone", "home unknown"),
    (SALON, "US", "Mobile|Phone", "mobile other"),
    (FIELD_SERVICE, "US", "Phone|Phone 2", "other other"),
    (SALON, "FR", "Téléphone|Téléphone 2", "other other"),
]


@pytest.mark.parametrize(("preset", "code", "titles", "kinds"), SEVERAL)
def test_a_second_telephone_column_changes_no_kind(
    make_book: MakeBook, preset: BookSettings, code: str, titles: str, kinds: str
) -> None:
    """V25: a number whose plan cannot tell is of unknown kind, unless mobiles have a column."""
    book = make_book(region(code, preset))
    numbers = ("06 12 34 56 78", "01 42 34 56 78") if code == "FR" else NORTH_AMERICAN
    client = _imported(book, ["First name", *titles.split("|")], "Zoé", *numbers)
    assert " ".join(phone.kind for phone in client.profile.phones) == kinds


NORTH_AMERICAN = ("418 555-0123", "418 555-0188")
