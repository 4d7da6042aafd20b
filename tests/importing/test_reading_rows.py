"""What a row says: cells of several columns as one value, and no cell lost."""

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.domain.dates import PartialDate
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.domain.settings import SAFE, OnBadValue
from clientbook.importing.labels import names_only_kinds
from clientbook.importing.mapping import Mapping
from clientbook.importing.outcomes import Accepted, Rejected
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.titles import every_target
from clientbook.importing.validation import RowChecker, read_profiles, validate
from clientbook.messages.issues import IssueCode
from clientbook.parsing import is_no_value
from clientbook.storage.memory import MemoryStore
from clientbook.text import fold_name

ME = Actor("somebody")
TODAY = dt.date(2026, 3, 2)
SAFE_IN_FRANCE = attrs.evolve(SAFE, default_region="FR")


def read(cells: dict[str, str], region: str = "FR") -> Profile:
    """The profile of one row, by the suggested mapping."""
    table = Table.from_rows(list(cells), [list(cells.values())])
    preset = attrs.evolve(SAFE, default_region=region)
    mapping = suggest_mapping(table).skip_undecided()
    return dict(read_profiles(table, mapping, preset))["2"]


@pytest.mark.parametrize(
    ("cells", "region", "street", "postcode"),
    [
        (
            {"Straße": "Fliederweg", "Hausnummer": "12a", "PLZ": "01067"},
            "DE",
            "Fliederweg 12a",
            "01067",
        ),
        (
            {"Straat": "Kerkstraat", "Huisnummer": "7", "Postcode": "1234 AB"},
            "NL",
            "Kerkstraat 7",
            "1234 AB",
        ),
        ({"Via": "Via Roma", "N. civico": "3", "CAP": "00184"}, "IT", "Via Roma 3", "00184"),
        (
            {"Adresse": "12 rue X", "CP Ville": "75011 Paris", "Pays": "France"},
            "FR",
            "12 rue X",
            "75011",
        ),
        ({"Straße": "Weg 1", "PLZ / Ort": "01067 Dresden", "Land": "DE"}, "DE", "Weg 1", "01067"),
        (
            {"Dirección": "Calle 1", "CP Población": "28001 Madrid", "País": "ES"},
            "ES",
            "Calle 1",
            "28001",
        ),
    ],
)
def test_parts_of_an_address_in_columns_of_their_own(
    cells: dict[str, str], region: str, street: str, postcode: str
) -> None:
    """F16: a house number, and a post code with its town, find their place in one address."""
    (address,) = read({"Name": "Ann Roy", **cells}, region).addresses
    assert (address.street, address.postcode) == (street, postcode)


@pytest.mark.parametrize(
    ("title", "cell"),
    [("Country Code", "+41"), ("Country code", "41"), ("Phone Country Code", "0041")],
)
def test_a_column_of_calling_codes_joins_the_number(title: str, cell: str) -> None:
    """F14: the number is Swiss, not a French one that was restored."""
    cells = {"First Name": "Urs", "Last Name": "Keller", title: cell, "Phone": "791234567"}
    assert [p.e164 for p in read(cells).phones] == ["+41791234567"]


@pytest.mark.parametrize(
    ("titles", "maiden"),
    [
        (("Nom", "Nom de jeune fille", "Prénom"), "Petit"),
        (("Last name", "Maiden name", "First name"), "Petit"),
        (("Nachname", "Geburtsname", "Vorname"), "Petit"),
        (("Cognome", "Cognome da nubile", "Nome"), "Petit"),
    ],
)
def test_a_maiden_name_has_a_place(titles: tuple[str, str, str], maiden: str) -> None:
    """S20, K19: the family name at birth, under its title in four languages."""
    name = read(dict(zip(titles, ("Durand", maiden, "Anne"), strict=True))).name
    assert name is not None
    assert (name.family, name.maiden, name.given) == ("Durand", maiden, "Anne")


@pytest.mark.parametrize(
    ("title", "particle"),
    [("Tussenvoegsel", "van der"), ("Namensvorsatz", "von"), ("Surname prefix", "de la")],
)
def test_a_particle_goes_before_the_family_name(title: str, particle: str) -> None:
    """S20: "van der" in its own column is part of the family name, once."""
    last = {"Tussenvoegsel": "Achternaam", "Namensvorsatz": "Nachname"}.get(title, "Last name")
    first = {"Tussenvoegsel": "Voornaam", "Namensvorsatz": "Vorname"}.get(title, "First name")
    for family in ("Berg", f"{particle} Berg"):
        name = read({first: "Jan", title: particle, last: family}).name
        assert name is not None
        assert name.family == f"{particle} Berg"


def test_a_particle_that_the_full_name_lacks_is_kept_by_itself() -> None:
    """X39: a full name has no place for it; one that holds it needs none."""
    profile = read({"Name": "Jan Berg", "Tussenvoegsel": "van den"})
    assert [value.text for value in profile.unread] == ["van den"]
    assert read({"Name": "Jan van den Berg", "Tussenvoegsel": "van den"}).unread == ()


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ({"Jour de naissance": "17", "Mois de naissance": "mai"}, PartialDate(None, 5, 17)),
        ({"Birth day": "3", "Birth month": "March", "Birth year": "1980"}, PartialDate(1980, 3, 3)),
        ({"Geburtsjahr": "1980", "Geburtsmonat": "Mai"}, PartialDate(1980, 5)),
        ({"Birth date": "17/05", "Birth year": "1980"}, PartialDate(1980, 5, 17)),
    ],
)
def test_a_birth_date_in_parts(cells: dict[str, str], date: PartialDate) -> None:
    """F17: the parts make one date, and fill what the whole date leaves open."""
    assert read({"Name": "Ann Roy", **cells}).birthday == date


def test_several_addresses_in_one_row_are_taken_apart() -> None:
    """F16: Google's ::: parts addresses as it parts phones, and the row says so."""
    table = Table.from_rows(
        ["Name", "Address 1 - Street", "Address 1 - City", "Address 1 - Country"],
        [["Lucie", "12 rue des Lilas ::: 3 quai Sud", "Paris ::: Lyon", "FR"]],
    )
    book = ClientBook(MemoryStore())
    run = book.imports.run(table, by=ME)
    (lucie,) = book.search.find("lucie").items
    assert [(a.street, a.locality, a.country_code) for a in lucie.profile.addresses] == [
        ("12 rue des Lilas", "Paris", "FR"),
        ("3 quai Sud", "Lyon", "FR"),
    ]
    codes = [i.code for o in book.imports.outcomes(run.id) for i in o.issues]
    assert codes == [IssueCode.CELLS_SPLIT]


@pytest.mark.parametrize(("country", "text"), [("DE", "1067"), ("FR", "1000"), ("US", "2138")])
def test_a_restored_post_code_names_its_own_column(country: str, text: str) -> None:
    """F16: the warning stands at the post code, not at the street."""
    table = Table.from_rows(["Name", "Street", "Zip"], [["Ann", "Way 1", text]])
    preset = attrs.evolve(SAFE, default_region=country)
    (outcome,) = validate(table, suggest_mapping(table), preset, today=TODAY)
    assert isinstance(outcome, Accepted)
    assert [(i.code, i.column) for i in outcome.warnings] == [(IssueCode.POSTCODE_HEALED, "Zip")]


@pytest.mark.parametrize(
    ("title", "cell", "kept"),
    [
        ("Zip", "'75011", "75011"),
        ("Customer ID", "'7241931", "7241931"),
        ("Nickname", "'t Hooft", "'t Hooft"),
        ("Company", "'68", "68"),
    ],
)
def test_an_apostrophe_that_only_guards_is_taken_off(title: str, cell: str, kept: str) -> None:
    """F21: a spreadsheet's apostrophe before digits is no part of the value."""
    assert kept in repr_of(read({"First name": "Ann", title: cell}))
    assert f"'{kept}" not in repr_of(read({"First name": "Ann", title: cell}))


def repr_of(profile: Profile) -> list[str]:
    """Every text a profile holds."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                walk(item)
        elif attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                walk(getattr(value, field.name))

    for field in FIELDS:
        walk(getattr(profile, field))
    return found


@pytest.mark.parametrize(
    ("titles", "cells", "given"),
    [
        (["Nom", "Pr&eacute;nom"], ["D&#039;Arcy", "No&euml;lle"], "Noëlle"),
        (["Nachname", "Vorname"], ["M&uuml;ller", "J&ouml;rg"], "Jörg"),
        (["Apellidos", "Nombre"], ["Ib&aacute;&ntilde;ez", "Jos&eacute;"], "José"),
    ],
)
def test_html_entities_are_letters(titles: list[str], cells: list[str], given: str) -> None:
    """F19: titles and cells out of a web page are decoded."""
    name = read(dict(zip(titles, cells, strict=True))).name
    assert name is not None
    assert name.given == given
    assert "&" not in (name.family or "")


@pytest.mark.parametrize("cell", ["\u200b", "\ufeff", "\u00ad", "\u0001", " \u200b "])
def test_a_cell_that_nobody_sees_is_blank(cell: str) -> None:
    """F27: it refuses no row, whatever its column."""
    book = ClientBook(MemoryStore())
    table = Table.from_rows(["First name", "Shoe size", "Phone"], [["Ann", cell, cell]])
    assert book.imports.run(table, by=ME).counts.created == 1


_TARGETS = [str(t) for t in every_target() if t.field not in ("consent", "blocked", "created_at")]
_CELLS = st.one_of(
    st.sampled_from(
        ["06 12 34 56 78", "a@x.fr", "a@x.fr; b@x.fr", "17/05/1980", "F", "31/02/1990"]
    ),
    st.sampled_from(["Zoé Li <zoe@li.example>", "ask for Léa", "Work", "0612345678 (après 18h)"]),
    st.sampled_from(["75011", "Paris ::: Lyon", "FR", "x" * 300, "&eacute;", "'75011", "mai", "-"]),
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=12),
)


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_no_cell_is_lost(data: st.DataObject) -> None:
    """X39: each non-blank cell ends in the client, in ``unread``, in a skipped column or an issue.

    What only says the kind of another value, or whether it is preferred, goes with that value.
    """
    targets = data.draw(st.lists(st.sampled_from(_TARGETS), min_size=1, max_size=8, unique=True))
    targets = [t for t in targets if not t.endswith(".preferred")]
    header = [f"column {n}" for n in range(len(targets))]
    cells = [data.draw(_CELLS) for _ in targets]
    table = Table.from_rows(["name", *header], [["Ann Roy", *cells]])
    mapping = suggest_mapping(table).with_column(0, target="nickname")
    seen: set[object] = {"nickname"}
    for index, text in enumerate(targets, start=1):
        mapping = mapping.with_column(index, target=text, split=None)
        place = mapping.columns[index].target.place  # type: ignore[union-attr]
        if place in seen or text == "nickname":
            mapping = mapping.with_column(index, target="skip")
        seen.add(place)
    for choice in OnBadValue:
        _check_nothing_lost(table, mapping.with_bad_values(choice), cells)


def _check_nothing_lost(table: Table, mapping: Mapping, cells: list[str]) -> None:
    preset = attrs.evolve(SAFE, default_region="FR")
    (outcome,) = validate(table, mapping, preset, today=TODAY)
    if isinstance(outcome, Rejected):
        return  # a refused row is kept whole, with its reasons
    said = {issue.column for issue in outcome.warnings}
    held = fold_name(" ".join(repr_of(outcome.value.profile)))
    digits = "".join(c for c in held if c.isdigit())
    for index, cell in enumerate(cells, start=1):
        column = mapping.columns[index]
        target = column.target
        assert target is not None
        if target.is_skip or column.header in said or not fold_name(cell) or is_no_value(cell):
            continue
        if target.field in ("gender", "birth_date") or target.part == "country":
            continue  # read into a code
        if target.part == "country_code" or names_only_kinds(cell):
            continue  # goes with its number
        own = "".join(c for c in cell if c.isdigit())
        found = all(word in held for word in fold_name(cell).split() if word != "eacute")
        assert found or (own and own.lstrip("0") in digits), (str(target), cell)


@pytest.mark.parametrize(
    ("target", "words", "kept"),
    [
        ("phone.mobile.label", "ask for Léa", True),
        ("email.1.label", "her boss", True),
        ("address.home.label", "summer house", True),
        ("phone.mobile.label", "Mobile", False),
        ("email.1.label", "Work", False),
        ("address.home.label", "n/a", False),
    ],
)
def test_words_beside_a_value_that_is_not_there_are_kept(
    target: str, words: str, kept: bool
) -> None:
    """X39: what only says the kind of a value goes with it."""
    table = Table.from_rows(["Name", "Label"], [["Ann Roy", words]])
    mapping = suggest_mapping(table).with_column(0, target="full_name")
    (outcome,) = validate(table, mapping.with_column(1, target=target), SAFE, today=TODAY)
    assert isinstance(outcome, Accepted)
    unread = [(value.target, value.text) for value in outcome.value.profile.unread]
    assert unread == ([(target, words)] if kept else [])
    assert bool(outcome.warnings) is kept


@pytest.mark.parametrize(
    ("name", "shown", "kept"),
    [
        ("Bob Fox", "Ann Lee", True),
        ("Bob Fox", "Fox, Bob", False),
        ("Bob Fox", "bob", False),
        ("", "Ann Lee", False),
        ("Bob Fox", "Salon Zoé", True),
    ],
)
def test_another_name_before_an_address_is_kept(name: str, shown: str, kept: bool) -> None:
    """X39: whose address it is is said, where the client is somebody else."""
    table = Table.from_rows(["Name", "E-mail"], [[name, f"{shown} <a@x.example>"]])
    mapping = suggest_mapping(table).with_column(0, target="full_name")
    (outcome,) = validate(table, mapping, SAFE, today=TODAY)
    assert isinstance(outcome, Accepted)
    profile = outcome.value.profile
    assert profile.name is not None
    assert profile.name.display == (name or shown)
    assert [value.text for value in profile.unread] == ([shown] if kept else [])


@pytest.mark.parametrize(
    ("cell", "kept"), [("1.23457E+15", False), ("1,5e+9", False), ("12E4", True), ("A-1.5", True)]
)
def test_an_id_that_a_spreadsheet_rounded_is_no_id(cell: str, kept: bool) -> None:
    """Two clients would share it, and later imports match by it."""
    table = Table.from_rows(["Customer ID", "Name"], [[cell, "Ann Roy"]])
    (outcome,) = validate(table, suggest_mapping(table), SAFE, today=TODAY)
    assert isinstance(outcome, Accepted) is kept


TITLES = ["First", "Last name", "Mobile", "Email"]
CELLS = st.sampled_from(
    [*TITLES, "Ann", "Roy", "n/a", "#REF!", "06 12 34 56 78", "12", "a@example.org", "nobody@"]
) | st.sampled_from(["", " ", "first", "'=1", "Jos&eacute;"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=12))
def test_x39_rows_checked_together_are_those_of_each_row(rows: list[tuple[str, ...]]) -> None:
    """X39: what becomes of a row does not depend on how many are read at once."""
    table = Table.from_rows(TITLES, [list(row) for row in rows])
    mapping = suggest_mapping(table).skip_undecided()

    def checker() -> RowChecker:
        return RowChecker(table.header, mapping, SAFE_IN_FRANCE, today=TODAY)

    one_by_one = checker()
    assert checker().check_all(list(table)) == [one_by_one.check(row) for row in table]


@pytest.mark.parametrize("day", ["03/02/1962", "1962-02-03", "3.2.1962"])
def test_a_day_is_no_line_of_an_address(day: str) -> None:
    """It is kept unread, and the address is that of the others."""
    cells = {"full_name": "Ann Lee", "address.street": "12 rue X", "address.street2": day}
    (address,) = read(cells).addresses
    assert (address.street, address.extended) == ("12 rue X", None)
    assert [value.text for value in read(cells).unread] == [day]
    (address,) = read({**cells, "address.street2": "12/14"}).addresses
    assert address.extended == "12/14"


@pytest.mark.parametrize("number", ["4,97E+15", "4.97010123456789e+18", "1E+21"])
def test_a_number_that_a_spreadsheet_rounded_is_no_attribute(number: str) -> None:
    """It is kept unread: its last figures are gone, and others may have the same."""
    profile = read({"Name": "Ann Lee", "Carte de fidélité": number})
    assert (profile.attributes, [value.text for value in profile.unread]) == ((), [number])
    kept = read({"Name": "Ann Lee", "Carte de fidélité": "1.5e3"})
    assert [attribute.value for attribute in kept.attributes] == ["1.5e3"]


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("ann@example.com (work)", "work"),
        ("ann@example.com [privé]", "privé"),
        ("work: ann@example.com", "work"),
    ],
)
def test_a_word_beside_an_address_is_its_label(cell: str, label: str) -> None:
    """As it is beside a telephone number."""
    (email,) = read({"Name": "Ann Lee", "E-mail": cell}).emails
    assert (email.address, email.label) == ("ann@example.com", label)
