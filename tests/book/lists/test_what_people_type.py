"""What people type into a box finds the client they mean."""

from decimal import Decimal

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, region
from tests.book.people import ANNE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import MESSAGING, SAFE
from clientbook.searching.queries import Scope


def named(full: str) -> Profile:
    return Profile(name=PersonName(full=full))


def at(**parts: str) -> Profile:
    return person("Ana Roy", addresses=(PostalAddress(**parts),))


TYPED: list[tuple[Profile, tuple[str, ...], tuple[str, ...]]] = [
    # who, what finds them, what does not
    (person("Ana Roy", mobile()), ("56 78", "5678", "34 56", "345678", "2345", "06 12"), ("9999",)),
    (person("Ana Roy", landline()), ("01 42 34", "4234", "5678"), ("0643",)),
    (person("Yann Le Goff"), ("le goff", "legoff", "goff", "yann le g"), ("lego x",)),
    (person("Yann Legoff"), ("le goff", "legoff", "yann le goff"), ()),
    (named("Anne-Sophie de La Tour"), ("delatour", "latour", "de la tour", "tour"), ("deltour",)),
    (person("Jürgen Müller"), ("muller", "mueller", "Müller", "juergen", "jurgen m"), ("moller",)),
    (person("Jurgen Mueller"), ("Müller", "mueller"), ()),
    (person("Søren Ågård"), ("soren", "soeren", "Aagaard", "agard"), ()),
    (named("王小明"), ("王", "小明", "明", "王小明"), ("李",)),
    (named("山田 太郎"), ("山田", "田", "太郎"), ()),
    (named("김민수"), ("김", "민수", "김민수"), ()),
    (named("สมชาย ใจดี"), ("สมชาย", "ชาย"), ()),
    (person("Ana Roy", birthday=PartialDate(1980, 5, 7)),
     ("07/05/1980", "7/5/1980", "7.5.1980", "1980-05-07", "1980-5-7", "7/5"), ("8/5/1980",)),
    (named("🌸🌸"), ("🌸🌸", "🌸"), ("🌻",)),
    (named("Zoé 🌸"), ("🌸", "zoe"), ()),
    (at(postcode="G1R 2B5", country_code="CA"), ("G1R 2B5", "G1R2B5", "g1r"), ("H1R2B5",)),
    (at(postcode="G1R2B5", country_code="CA"), ("G1R 2B5", "G1R2B5"), ()),
]  # fmt: skip


@EVERY_STORE
def test_what_people_type_finds_who_they_mean(make_book: MakeBook) -> None:
    """K25, X45, M9, S19: the end of a number, joined names, umlauts, CJK, days, signs, codes."""
    for number, (profile, finds, misses) in enumerate(TYPED):
        book = make_book(region("FR"), book=f"b{number}")
        wanted = book.clients.create(profile, by=ANNE)
        for text in finds:
            assert [c.id for c in book.search.find(text)] == [wanted.id], text
        for text in misses:
            assert book.search.find(text).items == (), text


@EVERY_STORE
def test_nobody_is_lost_while_one_types(book: ClientBook) -> None:
    """X45, S15: every prefix of a name finds its client, in the box and in the bar."""
    wanted = book.clients.create(person("Jean-Baptiste Dupontel"), by=ANNE)
    text = "jean baptiste dupontel"
    for end in range(1, len(text) + 1):
        assert [c.id for c in book.search.find(text[:end])] == [wanted.id], text[:end]
        assert [c.id for c in book.search.suggest(text[:end]).clients] == [wanted.id], text[:end]


def test_ten_characters_are_the_rule_of_messaging_alone(make_book: MakeBook) -> None:
    """K26, X45: in MESSAGING longer text must match whole words; elsewhere there is no limit."""
    strict, free = make_book(MESSAGING, book="a"), make_book(SAFE, book="b")
    for book in (strict, free):
        book.clients.create(person("Maximiliana Vanderstraeten"), by=ANNE)
    assert strict.search.find("vanderstra").items
    assert not strict.search.find("vanderstrae").items
    assert strict.search.find("vanderstraeten").items
    assert free.search.find("vanderstrae").items


def test_values_are_found_as_they_are_shown(book: ClientBook) -> None:
    """K25, S19: 120.50 as 120.5 and as 120.50; oui as yes."""
    book.attributes.define(AttributeDefinition("Price", AttributeType.DECIMAL), by=ANNE)
    book.attributes.define(AttributeDefinition("Vegan", AttributeType.BOOLEAN), by=ANNE)
    values = (Attribute("price", Decimal("120.50")), Attribute("vegan", True))
    wanted = book.clients.create(person("Ana Roy", attributes=values), by=ANNE)
    book.clients.create(person("Bea Roy", attributes=(Attribute("vegan", False),)), by=ANNE)
    for text in ("120.50", "120.5", "120,50", "oui", "yes"):
        assert [c.id for c in book.search.find(text)] == [wanted.id], text


def test_a_long_text_is_searched_to_its_end(book: ClientBook) -> None:
    """K25, S19: the last word of a free text of full length is found."""
    words = [f"w{n}" for n in range(3_000)]
    book.clients.create(person("Ana Roy", info=" ".join([*words, "trombone"])), by=ANNE)
    assert len(book.search.find("trombone").items) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("marie dupont", ("marie", "dupont")),
        ("Zoé", (None, None)),
        ("06 12 34 56 78", None),
        ("a@b.fr", None),
        ("", None),
        ("12 rue", None),
        ("🌸", None),
    ],
)
def test_a_name_can_be_added_from_the_box(
    book: ClientBook, text: str, name: tuple[str | None, str | None] | None
) -> None:
    """P3, S41, X44: what reads as a name can be created by that name, found or not."""
    book.clients.create(person("Marie Dupont"), by=ANNE)
    offered = book.search.suggest(text).can_add_name
    assert (offered is None) == (name is None)
    if offered is not None and name is not None:
        assert offered.full == text
        if name[0]:
            assert (offered.given, offered.family) == name
        created = book.clients.create(Profile(name=offered), by=ANNE)
        assert created.id in [c.id for c in book.search.find(text)]


def test_the_scope_says_where_parts_of_numbers_count(book: ClientBook) -> None:
    """K28, K38: the end of a landline finds nobody by mobile, and somebody by phone."""
    book.clients.create(person("Ana Roy", landline()), by=ANNE)
    assert not book.search.find("5678", scope=Scope.NAME_OR_MOBILE).items
    assert book.search.find("5678", scope=Scope.NAME_OR_PHONE).items
    assert not book.search.find("5678", scope=Scope.NAME).items
    assert attrs.fields(type(SAFE)).partial_max.default is None
