"""The columns an export takes by itself: those its clients need so that nothing is lost."""

import io

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, person

from clientbook import ClientBook, Filter, MemoryStore, Table
from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile, UnreadValue

DEFINED = (
    AttributeDefinition("Shoe size", AttributeType.INTEGER),
    AttributeDefinition("VIP", AttributeType.BOOLEAN),
    AttributeDefinition("Likes", AttributeType.LIST),
    AttributeDefinition("Phone"),  # called as a column of numbers is
    AttributeDefinition("Ville"),
)
WORDS = st.sampled_from(
    (
        "Roy",
        "d'Été",
        "Nord",
        "Low; Gold",
        "two words",
        '"so"',
        "=1+1",
        "#REF!",
        "No&euml;l; x",
        "[VIP]",
        "{a, b}",
        "#a #b",
        "A &amp; B",
        "####",
        "x<br>y",
    )
)
LABELS = st.none() | st.sampled_from(("reception", "Bureau", "mobile"))
MAYBE = st.none() | WORDS
ATTRIBUTES = {
    "shoe size": st.integers(20, 50),
    "vip": st.booleans(),
    "likes": st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple),
    "phone": WORDS,
    "ville": WORDS,
}
SYSTEMS = st.sampled_from(("QuickBooks", "account", "import"))
DATES = (
    PartialDate(1980, 5, 17),
    PartialDate(None, 5, 17),
    PartialDate(1980),
    PartialDate(1980, 1),
)
SAID = st.sampled_from([(c, t) for c in Channel for t in (ALL_TOPICS, "MARKETING", "GENERAL")])


@st.composite
def phones(draw: st.DrawFn, of: int) -> tuple[PhoneNumber, ...]:
    """Numbers of every kind, some several times, some with what stands beside them."""
    return tuple(
        PhoneNumber(
            f"+3361234{of:02}{number:02}",
            draw(st.sampled_from(PhoneKind)),
            extension=draw(st.none() | st.just("12")),
            label=draw(LABELS),
            preferred=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 4)))
    )


@st.composite
def addresses(draw: st.DrawFn) -> tuple[PostalAddress, ...]:
    """Addresses of every kind, of other towns, so that none completes another."""
    only_homes = draw(st.booleans())
    return tuple(
        PostalAddress(
            street=draw(MAYBE),
            extended=draw(MAYBE),
            locality=town,
            postcode=draw(st.none() | st.just("75011")),
            country_code=draw(st.none() | st.just("FR")),
            kind=AddressKind.HOME if only_homes else draw(st.sampled_from(AddressKind)),
            label=None if only_homes else draw(LABELS),
            preferred=draw(st.booleans()),
        )
        for town in ("Lyon", "Paris", "Brest")[: draw(st.integers(0, 3))]
    )


@st.composite
def profiles(draw: st.DrawFn, of: int) -> Profile:
    """People of whom anything may be known, each told from the others by an e-mail address."""
    parts = {part: draw(MAYBE) for part in ("full", "given", "family", "prefix", "maiden")}
    named = any(parts[part] for part in ("full", "given", "family"))
    held = draw(st.sets(st.sampled_from(sorted(ATTRIBUTES))))
    return Profile(
        name=PersonName(**parts) if named else None,
        phones=draw(phones(of)),
        emails=tuple(
            EmailAddress(f"c{of}x{n}@example.org", draw(LABELS), draw(st.booleans()))
            for n in range(draw(st.integers(1, 3)))
        ),
        addresses=draw(addresses()),
        gender=draw(st.none() | st.sampled_from((Gender(GenderCode.OTHER, "fluid"),))),
        birthday=draw(st.none() | st.sampled_from(DATES)),
        company=draw(MAYBE),
        language=draw(st.none() | st.just("fr")),
        websites=draw(st.lists(st.sampled_from(("https://a.fr/", "https://b.fr/?x=1,2")))),
        info=draw(st.none() | st.just("one\ntwo")),
        attributes=[Attribute(key, draw(ATTRIBUTES[key])) for key in sorted(held)],
        tags=draw(st.lists(WORDS, max_size=2)),
        external_ids=[
            ExternalId(draw(SYSTEMS), f"{of}-{n}") for n in range(draw(st.integers(0, 3)))
        ],
        unread=draw(st.lists(st.just(UnreadValue("phone.work", "36 39")), max_size=1)),
    )


def new_book() -> ClientBook:
    book = ClientBook(MemoryStore(), settings=region("FR"))
    for definition in DEFINED:
        book.attributes.define(definition, by=ANNE)
    return book


def told(book: ClientBook) -> dict[str, object]:
    """Return what a book knows; values of different kinds in any order, spellings left out."""
    found: dict[str, object] = {}
    for row in book.lists.page(limit=100):
        profile = row.client.profile
        numbers = [attrs.evolve(phone, raw=None) for phone in profile.phones]
        plain = attrs.evolve(
            profile,
            phones=sorted(numbers, key=lambda p: p.e164),
            addresses=sorted(profile.addresses, key=lambda a: a.key),
            external_ids=sorted(profile.external_ids, key=lambda e: e.key),
        )
        seen = book.clients.overview(row.client_id)
        said = {key: state.subscribed for key, state in seen.subscriptions.items()}
        first = profile.emails[0].address if profile.emails else profile.display_name
        found[first] = (plain, seen.client.block is None, said)
    return found


@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.data(), st.sampled_from(("csv", "xlsx")), st.sampled_from(("en", "fr")))
def test_nothing_is_lost_on_the_way_out_and_in(
    data: st.DataObject, form: str, language: str
) -> None:
    """X14, X56: clients exported with the columns they need are the same in another book."""
    book = new_book()
    for of in range(data.draw(st.integers(1, 4))):
        client = book.clients.create(data.draw(profiles(of)), by=ANNE)
        for key, answer in data.draw(st.dictionaries(SAID, st.booleans(), max_size=2)).items():
            book.consent.set_subscriptions(client.id, {key: answer}, by=ANNE)
    out = io.BytesIO()
    written = book.lists.export(out, format=form, language=language)  # type: ignore[arg-type]
    other = new_book()
    run = other.imports.run(other.imports.open(out.getvalue()), by=ANNE)
    assert run.counts.created == run.counts.rows == written
    assert told(other) == told(book)
    again = book.imports.run(book.imports.open(out.getvalue()), by=ANNE)
    assert again.counts.unchanged == written


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_many_rows_with_things_beside_numbers_come_back(form: str) -> None:
    """X14: the cells beside a number or an address are not taken for it when there are many."""
    book = new_book()
    for of in range(8):
        profile = Profile(
            name=PersonName(given="Ann", family="Roy"),
            phones=(PhoneNumber(f"+3361234560{of}", PhoneKind.WORK, label="desk", preferred=True),),
            emails=(
                EmailAddress(f"a{of}@example.org", "mobile", preferred=True),
                EmailAddress(f"b{of}@example.org", "Bureau"),
            ),
            addresses=(PostalAddress(locality="Lyon", label="mobile", preferred=True),),
            tags=("a; b",),
        )
        book.clients.create(profile, by=ANNE)
    out = io.BytesIO()
    book.lists.export(out, format=form)  # type: ignore[arg-type]
    other = new_book()
    other.imports.run(other.imports.open(out.getvalue()), by=ANNE)
    assert told(other) == told(book)


def test_the_row_of_a_form_keeps_its_opt_out() -> None:
    """X56: a list of full names, one number and an opt-out comes back as it was read."""
    book = new_book()
    rows = [["Roy, Paul", "04 78 42 11 22", "Lyon", "C7", "oui"]]
    table = Table.from_rows(["Nom complet", "Tel", "Town", "Carte", "STOP SMS"], rows)
    book.imports.run(table, by=ANNE)
    out = io.BytesIO()
    book.lists.export(out)
    other = new_book()
    run = other.imports.run(other.imports.open(out.getvalue()), by=ANNE)
    assert (run.counts.created, run.counts.rejected) == (1, 0)
    assert told(other) == told(book)


@EVERY_STORE
def test_the_columns_are_those_of_the_clients_in_it(book: ClientBook) -> None:
    """X56: what nobody of a filter or a search has takes no column; four are always there."""
    always = ["given_name", "family_name", "phone.mobile", "email.1"]
    assert [str(t) for t in book.lists.usual_columns()] == always
    work = PhoneNumber("+33478421122", kind=PhoneKind.WORK)
    book.clients.create(person("Ann Roy", work, tags=("vip",)), by=ANNE)
    bea = book.clients.create(person("Bea Low", company="Firm", email="bea@example.org"), by=ANNE)
    book.consent.set_subscriptions(bea.id, {(Channel.EMAIL, ALL_TOPICS): False}, by=ANNE)

    def columns(where: Filter = NO_FILTER, text: str | None = None) -> set[str]:
        found = book.lists.usual_columns(where, text=text)
        return {str(target) for target in found} - set(always)

    assert columns() == {"phone.work", "tags", "company", "consent.all_email"}
    assert columns(Filter(tags=("vip",))) == {"phone.work", "tags"}
    assert columns(text="bea") == {"company", "consent.all_email"}


def test_records_and_frames_take_the_same_columns() -> None:
    """X41, X56: one rule for files, records and frames."""
    book = new_book()
    book.clients.create(Profile(name=PersonName(full="Paul Roy")), by=ANNE)
    titles = ["First name", "Last name", "Full name", "Mobile phone", "E-mail"]
    (record,) = book.lists.to_records()
    assert list(record) == titles
    pytest.importorskip("pyarrow", reason="the extra frames has pyarrow")
    assert book.lists.to_arrow().column_names == titles
