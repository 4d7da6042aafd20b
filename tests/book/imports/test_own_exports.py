"""Exports of a book that read back as they are."""

import csv
import io
from typing import Any

import pytest
from tests.book.imports.conftest import BY, MakeBook

from clientbook import SAFE, ClientBook, OnDuplicate, Table
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.importing.mapping import UpdatePolicy
from clientbook.readers.opening import open_table
from clientbook.testing.strategies import HOSTILE_TEXTS
from clientbook.text import clean_text

HOSTILE = tuple(dict.fromkeys(t for t in map(clean_text, HOSTILE_TEXTS) if t and t != "null"))
COLUMNS = (
    "given_name", "family_name", "phone.mobile", "email.1", "company", "job_title", "custom:=1+1",
    "custom:'+x", "custom:@y",
)  # fmt: skip


def hostile_book(make_book: MakeBook) -> ClientBook:
    book = make_book(SAFE)
    for name in ("=1+1", "'+x", "@y"):
        book.attributes.define(AttributeDefinition(name), by=BY)
    for index, text in enumerate(HOSTILE):
        book.clients.create(
            Profile(
                name=PersonName(given=f"Zoé{index}", family=text),
                phones=(PhoneNumber(f"+1514555{1000 + index}", kind=PhoneKind.MOBILE),),
                emails=(EmailAddress(f"c{index}@example.org"),),
                company=text,
                job_title=text,
                attributes=tuple(Attribute(key, text) for key in ("=1+1", "'+x", "@y")),
            ),
            by=BY,
        )
    return book


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_importing_our_own_export_changes_nothing(make_book: MakeBook, form: str) -> None:
    """X27: hostile values and hostile titles come back as they were, in CSV and XLSX."""
    book = hostile_book(make_book)
    out = io.BytesIO()
    assert book.lists.export(out, columns=COLUMNS, format=form) == len(HOSTILE)
    table = open_table(out.getvalue(), header_row=1)
    mapping = book.imports.suggest(table)
    for index in range(len(COLUMNS)):  # a changed value would show as an update
        mapping = mapping.with_column(index, policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping, by=BY)
    problems = [(o.row, o.kind, [i.code for i in o.issues]) for o in book.imports.outcomes(run.id)]
    assert run.counts.unchanged == len(HOSTILE), problems
    assert {d.name for d in book.attributes.list()} == {"=1+1", "'+x", "@y"}


WHOLE = (
    "given_name", "family_name", "full_name", "company", "gender", "created_at",
    "phone.mobile", "phone.other", "phone.other.label", "email.1", "address.street",
    "address.city", "address.country", "last_appointment_at", "internal_note", "blocked", "note",
)  # fmt: skip
EVERY_KIND = (
    Profile(name=PersonName(given="Solo")),
    Profile(name=PersonName(given="Solo", family="Nom")),
    Profile(name=PersonName(given="Solo", family="Nom")),  # another of that name, or a duplicate
    Profile(name=PersonName(full="Nom Entier"), company="Firma"),
    Profile(name=PersonName(given="Q"), company="Firma", info="two\nlines"),
    Profile(name=PersonName(given="Ann"), gender=Gender(GenderCode.OTHER, "fluid")),
    Profile(name=PersonName(given="Bea"), gender=Gender(GenderCode.FEMALE, "a woman of course")),
    Profile(
        name=PersonName(given="Cleo"),
        emails=(EmailAddress("cleo@example.org"),),
        addresses=(PostalAddress(street="1 rue X", locality="Lyon", country_code="FR"),),
    ),
)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whoever_nothing_identifies_comes_back_as_nobody_new(
    make_book: MakeBook, language: str
) -> None:
    """X27, S6: clients with a name only, their own words, codes and dates change nothing."""
    book = make_book(SAFE)
    ids = [book.clients.create(profile, by=BY).id for profile in EVERY_KIND]
    before = [book.clients.get(i).profile for i in ids]
    out = io.BytesIO()
    book.lists.export(out, columns=WHOLE, language=language)
    for _ in range(2):
        run = book.imports.run(open_table(out.getvalue()), by=BY)
        assert run.counts.unchanged + run.counts.duplicate_in_file == len(EVERY_KIND)
    assert [book.clients.get(i).profile for i in ids] == before
    assert (book.clients.count(), book.attributes.list()) == (len(EVERY_KIND), ())


NAMES = (
    PersonName(given="Solo"),
    PersonName(given="Jean", middle="Luc", family="Martin"),
    PersonName(full="Nom Entier"),
    PersonName(given="Ann", family="Li", full="LI Ann"),
    PersonName(nickname="Bob"),
    PersonName(middle="Quincy"),
)
SHOWN = ["Solo", "Jean Luc Martin", "Nom Entier", "LI Ann", "Bob", "Quincy"]


@pytest.mark.parametrize("policy", UpdatePolicy)
@pytest.mark.parametrize("beside", [(), ("given_name", "middle_name", "family_name", "nickname")])
def test_a_column_of_whole_names_names_everybody_and_changes_nobody(
    make_book: MakeBook, policy: UpdatePolicy, beside: tuple[str, ...]
) -> None:
    """R17, X27: Whoever has parts is written with the name as shown; read back, it is no news."""
    book = make_book(SAFE)
    ids = [
        book.clients.create(
            Profile(name=name, emails=(EmailAddress(f"n{number}@example.org"),)), by=BY
        ).id
        for number, name in enumerate(NAMES)
    ]
    before = [book.clients.get(i).profile for i in ids]
    out = io.BytesIO()
    book.lists.export(out, columns=[*beside, "full_name", "email.1"])
    table = open_table(out.getvalue())
    written = csv.DictReader(io.StringIO(out.getvalue().decode()))
    assert sorted(row["Full name"] for row in written) == sorted(SHOWN)
    mapping = book.imports.suggest(table)
    for index in range(len(table.header)):
        mapping = mapping.with_column(index, policy=policy)
    assert book.imports.run(table, mapping, by=BY).counts.unchanged == len(NAMES)
    assert [book.clients.get(i).profile for i in ids] == before


P, Q = PhoneNumber("+33612345678"), PhoneNumber("+33622222222")
E, F = EmailAddress("a@example.org"), EmailAddress("b@example.org")
N = PersonName
WHOLE_NAMES = (N(full="Ann Lee"), N(full="LEE Ann"), N(full="Lee, Ann"), N(full="Van Morrison"))
NAMESAKES = {
    "in several spellings": [
        Profile(name=n, phones=(P,)) for n in (N("Ann", "Lee"), N("ANN", "LEE"))
    ],
    "in columns and in one piece": [
        Profile(name=n, phones=(P,)) for n in (N("Ann", "Lee"), N("Lee", "Ann"), *WHOLE_NAMES)
    ],
    "without a cut, each with an address": [
        Profile(name=N(full="Van Morrison"), phones=(P,), emails=(E,)),
        Profile(name=N("Van", "Morrison"), phones=(P,), emails=(F,)),
    ],
    "of whom one has more": [
        Profile(name=N("Ann", "Lee"), phones=(P,)), Profile(name=N("Ann", "Lee"), phones=(P, Q)),
        Profile(name=N("Ann", "Lee"), phones=(P,), birthday=PartialDate(1980, 5, 17)),
    ],
    "of whom nothing tells them apart": [Profile(name=N("Ann", "Lee"), phones=(P,))] * 3,
    "by initials and parts": [
        Profile(name=n, emails=(E,))
        for n in (N("A", "Lee"), N("Ann"), N(family="Lee"), N("Ann", "Lee"))
    ],
    "with words beside": [
        Profile(name=N(full=text), phones=(P,))
        for text in ("Ann Lee", "Ann Lee (VIP)", "Ann Lee née Roy", "Mutter Ann Lee")
    ],
    "with ids": [
        Profile(name=name, phones=(P,), external_ids=(ExternalId("till", str(number)),))
        for number, name in enumerate((N("Ann", "Lee"), N("ANN", "LEE"), *WHOLE_NAMES))
    ],
}  # fmt: skip
"""Nobody here is real."""


@pytest.mark.parametrize("columns", [None, ("full_name", "phone.other", "email.1", "birth_date")])
@pytest.mark.parametrize("namesakes", NAMESAKES)
def test_namesakes_come_back_as_who_they_are(
    each_book: ClientBook, namesakes: str, columns: tuple[str, ...] | None
) -> None:
    """No row of an own export waits, and none moves what one of them has to another."""
    people = NAMESAKES[namesakes]
    if columns and namesakes in ("in columns and in one piece", "of whom one has more", "with ids"):
        return  # columns that leave out what tells them apart
    allow = OnDuplicate.ALLOW
    ids = [each_book.clients.create(p, by=BY, on_duplicate=allow).id for p in people]
    before = [each_book.clients.get(i).profile for i in ids]
    out = io.BytesIO()
    each_book.lists.export(out, columns=columns)
    for _ in range(2):
        run = each_book.imports.run(open_table(out.getvalue()), by=BY)
        assert run.counts.unchanged == len(people)
    assert [each_book.clients.get(i).profile for i in ids] == before
    assert each_book.clients.count() == len(people)


def test_another_list_still_asks_which_of_two_namesakes_is_meant(each_book: ClientBook) -> None:
    """What it says beyond what is known of either is written to nobody."""
    for name in (N("Ann", "Lee"), N("ANN", "LEE")):
        each_book.clients.create(
            Profile(name=name, phones=(P,)), by=BY, on_duplicate=OnDuplicate.ALLOW
        )
    rows = [["Ann", "Lee", P.e164, "new@example.org"]]
    table = Table.from_rows(["First name", "Last name", "Phone", "E-mail"], rows)
    assert each_book.imports.run(table, by=BY).counts.review == 1


def test_a_whole_name_that_only_repeats_its_parts_is_not_kept_twice(make_book: MakeBook) -> None:
    """R17, X27: In an empty book an export with whole names makes the names it was made of."""
    book, other = make_book(SAFE), make_book(SAFE)
    for number, name in enumerate(NAMES[:4]):
        emails = (EmailAddress(f"n{number}@example.org"),)
        book.clients.create(Profile(name=name, emails=emails), by=BY)
    out = io.BytesIO()
    book.lists.export(out)
    other.imports.run(open_table(out.getvalue()), by=BY)
    assert {row.client.profile.name for row in other.lists.page()} == set(NAMES[:4])


def test_a_row_without_identifiers_is_nobody_who_has_more_than_it_says(make_book: MakeBook) -> None:
    """X31: a name alone is a client's only where the file had no place for what else is known."""
    book = make_book(SAFE)
    book.clients.create(
        Profile(
            name=PersonName(given="Ann", family="Li"),
            addresses=(PostalAddress(locality="Lyon"),),
        ),
        by=BY,
    )
    rows = (["First name", "Last name", "City"], [["Ann", "Li", ""], ["Ann", "Li", "Lyon"]])
    run = book.imports.run(Table.from_rows(*rows), by=BY)
    assert (run.counts.created, run.counts.unchanged) == (1, 1)
    again = book.imports.run(Table.from_rows(*rows), by=BY)
    assert again.counts.unchanged == 2


@pytest.mark.parametrize("shared", ["marked", "marked later", "held by many"])
@pytest.mark.parametrize(
    "point",
    [
        {"phones": (PhoneNumber("+33612345678", kind=PhoneKind.MOBILE),)},
        {"emails": (EmailAddress("shop@example.org"),)},
    ],
    ids=["phone", "email"],
)
def test_whom_only_a_shared_point_reaches_is_known_again(
    each_book: ClientBook, point: dict[str, Any], shared: str
) -> None:
    """X27, X34: the own export doubles nobody who was entered by hand; another list asks."""
    value = "+33612345678" if "phones" in point else "shop@example.org"
    if shared == "marked":
        each_book.privacy.mark_shared(value, by=BY)
    people = [("Anne", "Dupont"), ("Marc", "Roy")]
    people += [(f"N{n}", f"F{n}") for n in range(22 if shared == "held by many" else 0)]
    for given, family in people:
        each_book.clients.create(Profile(name=PersonName(given, family), **point), by=BY)
    if shared == "marked later":
        each_book.privacy.mark_shared(value, by=BY)
    out = io.BytesIO()
    each_book.lists.export(out)
    for _ in range(2):
        run = each_book.imports.run(open_table(out.getvalue()), by=BY)
        assert run.counts.unchanged == len(people)
    rows = [["Anne", "Dupont", value, "Lyon"], ["Zoé", "Dupont", value, "Lyon"]]
    reach = "Mobile" if "phones" in point else "E-mail"
    run = each_book.imports.run(
        Table.from_rows(["First name", "Last name", reach, "City"], rows), by=BY
    )
    assert (run.counts.review, run.counts.created) == (1, 1)


@pytest.mark.parametrize("country", ["France", "FRANCE", "Frankreich", "Atlantis"])
def test_a_country_in_words_comes_back_as_the_same_address(
    make_book: MakeBook, country: str
) -> None:
    """X27: its code, which the reader adds, makes no second address."""
    book = make_book()
    home = PostalAddress(street="1 rue X", postcode="75001", locality="Paris", country=country)
    ann = book.clients.create(
        Profile(
            name=PersonName(given="Ann", family="Li"),
            emails=(EmailAddress("a@x.fr"),),
            addresses=(home,),
        ),
        by=BY,
    )
    out = io.BytesIO()
    book.lists.export(out)
    run = book.imports.run(open_table(out.getvalue()), by=BY)
    assert run.counts.unchanged == 1
    assert book.clients.get(ann.id).profile.addresses == (home,)


NO_CELL_SAYS = [
    Profile(name=PersonName(given="Bob", family="Lee"), **said)
    for said in (
        {"info": "-"}, {"tags": ("-", "n/a")}, {"company": "aucune"}, {"job_title": "none"},
        {"birthday": PartialDate(1900, 1, 1)}, {"attributes": (Attribute("=1+1", "n/a"),)},
    )
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("profile", NO_CELL_SAYS)
def test_whom_nothing_identifies_is_known_again_with_a_value_that_no_cell_can_say(
    make_book: MakeBook, profile: Profile, form: str
) -> None:
    """X27: a word or a date that is none in any list was entered by hand; it doubles nobody."""
    book = make_book(SAFE)
    book.attributes.define(AttributeDefinition("=1+1"), by=BY)
    client = book.clients.create(profile, by=BY)
    out = io.BytesIO()
    book.lists.export(out, format=form)
    assert book.imports.run(book.imports.open(out.getvalue()), by=BY).counts.unchanged == 1
    assert book.clients.get(client.id) == client.plain
    assert book.clients.count() == 1
