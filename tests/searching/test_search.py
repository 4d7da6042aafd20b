"""What a search finds: entries, queries and stores together."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.clients import BookingBlock, Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.settings import SAFE
from clientbook.searching import facets
from clientbook.searching.entries import make_entries, make_entry
from clientbook.searching.queries import TEXT_LIMIT, Scope, make_query
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import ClientWrite, Store
from clientbook.storage.sqlite import SqliteStore
from clientbook.storage.sqlite import words as full_text
from clientbook.testing.samples import START, TESTER
from clientbook.testing.strategies import clients

MARIE = Profile(
    name=PersonName(given="Marie", family="Dupont", prefix="Dr", maiden="Lefèvre"),
    phones=(
        PhoneNumber("+33612345678", PhoneKind.MOBILE, label="perso"),
        PhoneNumber("+33145678901", PhoneKind.HOME, extension="4321"),
    ),
    emails=(EmailAddress("marie.dupont@exemple.fr"),),
    addresses=(PostalAddress(street="12 rue de la Paix", locality="Angoulême", postcode="16000"),),
    birthday=PartialDate(1980, 5, 12),
    company="Ferblanterie",
    job_title="Soudeuse",
    websites=("https://soudure.example/",),
    info="Aime le thé vert",
    attributes=(Attribute("shoe size", Decimal("38.50")), Attribute("since", date(2019, 3, 4))),
    tags=("Fidèle",),
    external_ids=(ExternalId("quickbooks", "QB-7789"),),
    gender=Gender(GenderCode.OTHER, "épicène"),
)
JEAN = Profile(
    name=PersonName(given="Jean-Luc", family="Dupont"),
    phones=(PhoneNumber("+33687654321", PhoneKind.HOME),),
    info="ami de Marie",
)
LONG = Profile(name=PersonName(full="Wolfeschlegelsteinhausen"), emails=(EmailAddress("a@b.ca"),))


def client(client_id: str, profile: Profile) -> Client:
    return Client(client_id, profile, Origin(OriginKind.IMPORT, TESTER), START, START)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "clients.db")
    people = {"marie": MARIE, "jean": JEAN, "long": LONG}
    with made.transaction("b"):
        made.put_clients(
            "b",
            [ClientWrite(c, 0, make_entry(c)) for c in (client(i, p) for i, p in people.items())],
        )
    yield made
    made.close()


def hits(
    store: Store,
    text: str,
    scope: Scope = Scope.ANY,
    region: str = "FR",
    partial_max: int | None = None,
) -> list[str]:
    query = make_query(text, scope=scope, region=region, partial_max=partial_max)
    return [] if query is None else [hit.client_id for hit in store.search("b", query, limit=9)]


@pytest.mark.parametrize(
    "text",
    [
        "mari", "lefevre", "0612345", "0145", "4321", "marie.dup", "exemple", "rue paix",
        "ANGOULEME", "16000", "1980", "1980-05-12", "ferblanter", "soudeu", "soudure", "thé",
        "38.5", "2019-03-04", "fidele", "qb-7789", "7789", "QB7789", "epicene", "perso", "dr",
    ],
)  # fmt: skip
def test_every_field_is_found(store: Store, text: str) -> None:
    """K25: a value of any field of the profile finds its client, however it is typed."""
    assert "marie" in hits(store, text)


def test_ten_characters_are_a_beginning_more_are_exact(store: Store) -> None:
    """K26: up to 10 characters begin a word of any field; longer text is whole words."""

    def strict(text: str) -> list[str]:
        return hits(store, text, partial_max=10)

    assert strict("dup") == ["marie", "jean"]
    assert strict("wolfeschle") == ["long"]
    assert strict("wolfeschleg") == []
    assert strict("Wolfeschlegelsteinhausen") == ["long"]
    assert strict("marie.dupont@exemple.fr") == ["marie"]
    assert strict("marie.dupont@exemple.f") == []
    assert strict("dupont@exemple.fr") == []
    assert strict("marie dupont") == ["marie", "jean"]
    assert strict("marie dupon") == []
    longer = make_query("wolfeschleg", partial_max=11)
    assert longer is not None
    assert longer.prefix


@pytest.mark.parametrize(
    "text",
    [
        "06 12 34 56 78", "0612345678", "+33612345678", "0033612345678", "33612345678",
        "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "612345678", "06.12.34.56.78",
        "06-12-34-56-78",
    ],
)  # fmt: skip
def test_every_spelling_of_a_number(store: Store, text: str) -> None:
    """P2: any spelling of a number finds its client, in every scope that looks at mobiles."""
    for scope in (Scope.ANY, Scope.NAME_OR_MOBILE, Scope.NAME_OR_PHONE):
        assert hits(store, text, scope) == ["marie"]
    assert hits(store, text, Scope.NAME) == []


@pytest.mark.parametrize("text", ["06", "0612", "+336", "00336", "336", "612", "06 12", "+33 6"])
def test_every_beginning_of_a_number(store: Store, text: str) -> None:
    """K26: a number is found by the beginning of any of its spellings."""
    assert "marie" in hits(store, text, Scope.NAME_OR_MOBILE)


def test_ranking(store: Store) -> None:
    """K27: the exact number, then the exact name, then names, then other fields."""
    assert hits(store, "marie") == ["marie", "jean"]  # a note about Marie comes last
    assert hits(store, "dupont marie") == ["marie", "jean"]
    exact = make_query("jean-luc dupont")
    assert exact is not None
    assert [(h.client_id, h.tier) for h in store.search("b", exact, limit=9)] == [("jean", 1)]
    number = make_query("+33612345678")
    assert number is not None
    assert [(h.client_id, h.tier) for h in store.search("b", number, limit=9)] == [("marie", 0)]


def test_the_customers_tab_finds_names_and_mobiles(store: Store) -> None:
    """K28: e-mail, note and landline are not looked at under NAME_OR_MOBILE."""
    tab = Scope.NAME_OR_MOBILE
    assert hits(store, "exemple") == ["marie"]
    assert hits(store, "exemple", tab) == []
    assert hits(store, "0145678901", tab) == []
    assert hits(store, "0145", tab) == []
    assert hits(store, "0687654321", tab) == []
    assert hits(store, "0687654321", Scope.NAME_OR_PHONE) == ["jean"]
    assert hits(store, "dup", tab) == ["marie", "jean"]


def test_names_in_any_order_case_and_accent(store: Store) -> None:
    """R13: word order is free; letter case and accents do not count."""
    for text in ("dupont marie", "MARIE DUPONT", "Márïe Dupont", "dupont mar"):
        assert hits(store, text, Scope.NAME) == ["marie"]
    assert hits(store, "LEFÈVRE", Scope.NAME) == ["marie"]
    assert hits(store, "jeanluc", Scope.NAME) == ["jean"]
    assert hits(store, "luc", Scope.NAME) == ["jean"]


@pytest.mark.parametrize("text", ["", "   ", "- . /", "()", "\u200b"])
def test_nothing_to_look_for(text: str) -> None:
    """A text without letter or digit is no search."""
    assert make_query(text) is None


def test_endless_text_is_cut() -> None:
    """A pasted book is no endless query."""
    query = make_query("mot " * 10_000)
    assert query is not None
    assert sum(len(w) for reading in query.alternatives for w in reading) < TEXT_LIMIT
    many = make_query(" ".join(f"w{i}" for i in range(60)))
    assert many is not None
    assert len(many.alternatives[0]) <= 12


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(clients(), max_size=6))
def test_entries_made_together_are_those_of_each_client(people: list[Client]) -> None:
    """What an import indexes of a client does not depend on who is written beside it."""
    assert make_entries(people, SAFE) == [make_entry(person) for person in people]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(clients())
def test_entries_keep_the_contract_of_stores(person: Client) -> None:
    """Words have no white space inside and are short; facets have no slash; keys are distinct."""
    entry = make_entry(person)
    assert entry == make_entry(person)
    assert entry.sort_name
    for _, words in entry.words:
        assert words
        assert all(0 < len(word) <= 100 for word in words.split(" "))
        assert len(words.split()) == len(words.split(" "))
    assert not any("/" in label for label in entry.facets)
    for keys in (entry.identity_keys, entry.match_keys, entry.facets, entry.unique_keys):
        assert len(set(keys)) == len(keys)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(clients())
def test_a_person_is_found_by_each_of_their_values(person: Client) -> None:
    """K25 for anybody: names, numbers, e-mails and tags find whoever holds them."""
    store = MemoryStore()
    with store.transaction("b"):
        store.put_clients("b", [ClientWrite(person, 0, make_entry(person))])
    profile = person.profile
    texts = [p.e164 for p in profile.phones] + [e.address for e in profile.emails]
    texts += [t for t in (profile.display_name, *profile.tags, profile.company) if t]
    for text in texts:
        query = make_query(text)
        if query is not None and len(text) < 100:
            assert len(store.search("b", query, limit=1)) == 1, "a value does not find its holder"


def test_a_word_with_an_at_sign_is_found_outside_addresses_too() -> None:
    """K25: a tag such as "vip@2" is found as it was typed."""
    person = client("a", attrs.evolve(MARIE, tags=("vip@2", "0@", "¨@")))
    store = MemoryStore()
    with store.transaction("b"):
        store.put_clients("b", [ClientWrite(person, 0, make_entry(person))])
    for text in ("vip@2", "0@", "vip@"):
        query = make_query(text)
        assert query is not None
        assert len(store.search("b", query, limit=1)) == 1


def test_facets_of_a_client() -> None:
    """Filters ask for what a client has; tags and attributes by their keys."""
    person = client("a", MARIE)
    held = set(make_entry(person).facets)
    assert {facets.MOBILE, facets.PHONE, facets.EMAIL, facets.ADDRESS, facets.COMPANY} <= held
    assert {"origin:import", "birthday", "bday:05-12", "tag:fidèle"} <= held
    assert facets.tag_facet("FIDÈLE") in held
    assert facets.attribute_facet("Shoe  Size") in held
    assert facets.value_facets("shoe size", Decimal("38.5"))[0] in held
    assert facets.BLOCKED not in held
    blocked = attrs.evolve(person, block=BookingBlock(TESTER, datetime(2026, 1, 1, tzinfo=UTC)))
    assert facets.BLOCKED in make_entry(blocked).facets


def test_facets_never_meet_by_accident() -> None:
    """Slashes are escaped, long values keep a digest of the whole, control characters go."""
    assert facets.tag_facet("a/b") == "tag:a%2Fb"
    assert facets.tag_facet("a%2Fb") == "tag:a%252fb"
    long = facets.tag_facet("x" * 500)
    assert len(long) < 120
    assert long != facets.tag_facet("x" * 501)
    assert facets.tag_facet("a\x00\x1eb").isprintable()
    assert facets.value_facets("k", ("a", "B")) == ("attr:k=a", "attr:k=b")
    assert facets.value_facets("k", value=True) == ("attr:k=yes",)


@pytest.mark.parametrize("portions", [(200, 20), (4, 3), (1, 1)])
@pytest.mark.parametrize("scope", [Scope.ANY, Scope.NAME, Scope.NAME_OR_PHONE])
def test_who_has_a_name_is_looked_at_one_by_one(
    tmp_path: Path, scope: Scope, portions: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """X45: A name with digits behind it has the same hits in the same order in any store.

    In one portion or many, and where the index is asked for those behind the last portion.
    """
    monkeypatch.setattr(full_text, "_PORTION", portions[0])
    monkeypatch.setattr(full_text, "_PORTIONS", portions[1])
    people = [
        client(
            f"c{n:03d}",
            Profile(
                PersonName("Zoe" if n % 3 else "Ann 5", "Petit" if n % 40 == 7 else f"Roy{n % 7}"),
                phones=(PhoneNumber(f"+336{n * 7_654_321 % 10**8:08d}"),),
                company="Petit 5" if n % 50 == 9 else None,
                birthday=PartialDate(1980, n % 12 + 1, n % 28 + 1),
            ),
        )
        for n in range(240)
    ]
    memory, sqlite = MemoryStore(), SqliteStore(tmp_path / "many.db")
    for made in (memory, sqlite):
        with made.transaction("b"):
            made.put_clients("b", [ClientWrite(c, 0, make_entry(c)) for c in people])
    texts = ("petit 5", "petit 12", "petit 7/5", "5 petit", "zoe petit 6", "roy1 5", "ann 5", "x 5")
    for text in texts:
        query = make_query(text, scope=scope, region="FR")
        assert query is not None
        expected = memory.search("b", query, limit=100)
        assert sqlite.search("b", query, limit=100) == expected, text
        for place, hit in enumerate(expected[:-1], start=1):
            after = sqlite.search("b", query, after=hit, limit=3)
            assert after == expected[place : place + 3], text
    sqlite.close()
