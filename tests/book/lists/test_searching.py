"""Finding clients by what a person types."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE, MOBILE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.clients import Client
from clientbook.domain.dates import PartialDate
from clientbook.domain.filters import Sort
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import MESSAGING, SAFE
from clientbook.errors import InvalidValueError
from clientbook.searching.queries import Scope


def _names(book: ClientBook, text: str, scope: Scope = Scope.ANY) -> list[str]:
    return [c.profile.display_name for c in book.search.find(text, scope=scope)]


def test_one_client_under_every_spelling(book: ClientBook) -> None:
    """K5, P2: part of a name, a national number or the international one suggest one client."""
    known = book.clients.create(person("Jean-Luc Dupont", mobile()), by=ANNE)
    for text in ("dup", "jean", "06 12 34 56 78", MOBILE, "0033612345678", "061234"):
        assert [c.id for c in book.search.suggest(text).clients] == [known.id], text


def test_an_unknown_number_can_be_added(book: ClientBook) -> None:
    """K6: can_add only for a number that parses and that no client holds."""
    book.clients.create(person("Jean-Luc Dupont", mobile()), by=ANNE)
    assert book.search.suggest("06 12 34 56 78").can_add is None
    unknown = book.search.suggest("06 99 99 99 99").can_add
    assert unknown is not None
    assert unknown.e164 == "+33699999999"
    assert book.search.suggest("dupont").can_add is None
    assert book.search.suggest("12").can_add is None


FIELDS: list[tuple[str, Profile]] = [
    ("Unique", person("Unique Name")),
    ("0612345678", person("A", mobile())),
    ("0142345678", person("A", landline())),
    ("zoe@exemple.fr", person("A", email="zoe@exemple.fr")),
    ("Grenadine", person("A", addresses=(PostalAddress(street="3 rue Grenadine"),))),
    ("Garagistes", person("A", company="Garagistes Unis")),
    ("Comptable", person("A", job_title="Comptable")),
    ("Turquoise", person("A", info="aime le turquoise")),
    ("pointure44", person("A", attributes=(Attribute("Note", "pointure44"),))),
    ("fidele", person("A", tags=("Fidèle",))),
    ("erp-778", person("A", ids=(("erp", "erp-778"),))),
    ("1987-05-04", person("A", birthday=PartialDate(1987, 5, 4))),
]


@pytest.mark.parametrize(("text", "profile"), FIELDS, ids=[text for text, _ in FIELDS])
def test_the_top_bar_finds_on_any_field(book: ClientBook, text: str, profile: Profile) -> None:
    """K25: a client holding a value only in one field is found by it."""
    book.attributes.define(AttributeDefinition("Note"), by=ANNE)
    book.clients.create(person("Somebody Else"), by=ANNE)
    wanted = book.clients.create(profile, by=ANNE)
    assert [c.id for c in book.search.find(text)] == [wanted.id]


def test_ten_characters_are_a_beginning(make_book: MakeBook) -> None:
    """K26: up to 10 characters match beginnings, more match whole values; phones by E.164."""
    book = make_book(region("FR", MESSAGING))
    book.clients.create(person("Jean-Luc Dupont", mobile()), by=ANNE)
    book.clients.create(person("Maximiliana Vanderstraeten"), by=ANNE)
    assert _names(book, "dup") == ["Jean-Luc Dupont"]
    assert _names(book, "vanderstra") == ["Maximiliana Vanderstraeten"]
    assert _names(book, "vanderstrae") == []
    assert _names(book, "Vanderstraeten") == ["Maximiliana Vanderstraeten"]
    assert _names(book, "+33 (0)6 12-34-56-78") == ["Jean-Luc Dupont"]


def test_names_rank_above_notes(book: ClientBook) -> None:
    """K27: exact number, exact name, beginning of a name, then other fields."""
    book.clients.create(person("Paul Notes", info="ask for rose"), by=ANNE)
    book.clients.create(person("Rosemary Baker"), by=ANNE)
    book.clients.create(person("Rose"), by=ANNE)
    assert _names(book, "rose") == ["Rose", "Rosemary Baker", "Paul Notes"]


def test_the_scope_of_the_customers_tab(book: ClientBook) -> None:
    """K28, K38: by name or mobile only; an e-mail or a landline does not count there."""
    book.clients.create(person("Jean Dupont", mobile(), landline(), email="jd@a.fr"), by=ANNE)
    assert _names(book, "jd@a.fr") == ["Jean Dupont"]
    tab = Scope.NAME_OR_MOBILE
    assert _names(book, "jd@a.fr", tab) == []
    assert _names(book, "0142345678", tab) == []
    assert _names(book, "0612345678", tab) == ["Jean Dupont"]
    assert _names(book, "dupont", tab) == ["Jean Dupont"]
    assert _names(book, "0142345678", Scope.NAME_OR_PHONE) == ["Jean Dupont"]


def test_by_name_accents_case_and_order_are_free(book: ClientBook) -> None:
    """R13: accent- and case-insensitive, in any order of the words."""
    book.clients.create(person("Élodie Durand", email="dupont@a.fr"), by=ANNE)
    for text in ("elodie", "ÉLODIE DUR", "durand el"):
        assert _names(book, text, Scope.NAME) == ["Élodie Durand"], text
    assert _names(book, "dupont", Scope.NAME) == []


def test_pages_of_a_search_are_the_whole_search(book: ClientBook) -> None:
    """Paging equals the full list: nobody twice, nobody left out."""
    for number in range(25):
        book.clients.create(person(f"Ann Number{number:02d}"), by=ANNE)
    whole = [c.id for c in book.search.find("ann", limit=100)]
    assert len(whole) == 25
    paged: list[str] = []
    after = None
    while True:
        page = book.search.find("ann", limit=7, after=after)
        paged += [c.id for c in page]
        after = page.next
        if after is None:
            break
    assert paged == whole


def test_a_written_client_is_found_at_once(book: ClientBook) -> None:
    """V29: no index lags behind: created, renamed, deleted and restored show immediately."""
    client = book.clients.create(person("Marie Dupont"), by=ANNE)
    assert _names(book, "marie") == ["Marie Dupont"]
    book.clients.delete(client.id, by=ANNE)
    assert _names(book, "marie") == []
    book.clients.restore(client.id, by=ANNE)
    assert _names(book, "marie") == ["Marie Dupont"]


@pytest.mark.parametrize(
    "call",
    [
        lambda book: book.search.find("x", limit=0),
        lambda book: book.search.find("x", after="!!"),
        lambda book: book.search.find("x", after="WyJhIl0"),
        lambda book: book.lists.page(after="bm9uc2Vuc2U"),
    ],
)
def test_a_wrong_call_is_refused_at_once(
    book: ClientBook, call: Callable[[ClientBook], object]
) -> None:
    """A limit outside the range, or a cursor of something else, is a ValueError."""
    with pytest.raises(ValueError, match=r"limit|after"):
        call(book)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "%", "*", '"', "'; --", "a" * 10_000])
def test_strange_text_finds_nobody(book: ClientBook, text: str) -> None:
    """Whatever is typed, the answer is a page, never an error of the store."""
    book.clients.create(person("Marie Dupont", birthday=PartialDate.of(date(1990, 1, 1))), by=ANNE)
    assert book.search.find(text).items == ()


def test_hits_are_listed_by_name(make_book: MakeBook) -> None:
    """R14: Whom a search finds is listed by name both ways, page by page, each once."""
    book = make_book(SAFE)
    for given in ("Zoé", "Émile", "Ann", "Emil", "Bo"):
        book.clients.create(person(f"{given} Roy"), by=ANNE)
    book.clients.create(person("Ann Li"), by=ANNE)
    for sort in Sort:
        shown: list[Client] = []
        after: str | None = None
        while True:
            page = book.search.find("roy", sort=sort, limit=2, after=after)
            shown += page
            after = page.next
            if after is None:
                break
        wanted = [row.client for row in book.lists.page(sort=sort)]
        assert shown == [client for client in wanted if client in shown]
        assert len(shown) == 5


def test_more_hits_than_can_be_sorted_are_refused(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R14: Hits are sorted whole or not at all."""
    monkeypatch.setattr("clientbook.book.lists.search.SORTED_HITS", 2)
    book = make_book(SAFE)
    for given in ("Ann", "Bo"):
        book.clients.create(person(f"{given} Roy"), by=ANNE)
    with pytest.raises(InvalidValueError, match="more are found than can be sorted"):
        book.search.find("roy", sort=Sort.NAME_ASC)
