"""What cells say of a column, with and without titles."""

import random
from collections.abc import Callable

import pytest

from clientbook.importing.mapping import Mapping, Reason
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Row, Source, Table, column_letters

GIVEN = ["Marie", "Jean", "Sophie", "Lukas", "Emma", "Peter", "Carmen", "Olivia", "Claire", "Hugo"]
FAMILY = ["Tremblay", "Dupont", "Schneider", "Garcia", "Smith", "Roy", "Gagnon", "Weber", "Lopez"]
TOWNS = ["Lyon", "Berlin", "Sevilla", "Montréal", "Leeds", "Nantes"]


def phone(rng: random.Random) -> str:
    """A French mobile number in one of the spellings people use."""
    digits = "06" + "".join(rng.choices("0123456789", k=8))
    pairs = [digits[i : i + 2] for i in range(0, 10, 2)]
    return rng.choice([" ".join(pairs), ".".join(pairs), digits, "+33 6 " + " ".join(pairs[1:])])


def email(rng: random.Random) -> str:
    """An ordinary address."""
    return f"{rng.choice(GIVEN).lower()}.{rng.randrange(1000)}@example.org"


def date(rng: random.Random) -> str:
    """A day of the last century."""
    return f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1940, 2005)}"


def street(rng: random.Random) -> str:
    """A street with its number."""
    return f"{rng.randint(1, 200)} rue {rng.choice(FAMILY)}"


VALUES: dict[str, Callable[[random.Random], str]] = {
    "phone": phone,
    "email": email,
    "date": date,
    "street": street,
    "given": lambda rng: rng.choice(GIVEN),
    "family": lambda rng: rng.choice(FAMILY),
    "full": lambda rng: f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}",
    "postcode": lambda rng: f"{rng.randrange(1000, 99999):05}",
    "town": lambda rng: rng.choice(TOWNS),
    "flag": lambda rng: rng.choice(["oui", "non"]),
    "prefix": lambda rng: rng.choice(["M.", "Mme"]),
    "amount": lambda rng: f"{rng.randrange(1, 99999) / 100:.2f}",
    "id": lambda rng: str(rng.randrange(1000, 100000)),
    "kind": lambda rng: rng.choice(["mobile", "home", "work"]),
    "emails": lambda rng: f"{email(rng)} ::: {email(rng)}",
}


def columns(*kinds: str, count: int = 40, seed: int = 7) -> list[list[str]]:
    """Rows whose cells are of these kinds."""
    rng = random.Random(seed)
    return [[VALUES[kind](rng) for kind in kinds] for _ in range(count)]


def suggested(titles: list[str], rows: list[list[str]]) -> Mapping:
    """The mapping of a table with these titles and rows."""
    return suggest_mapping(Table.from_rows(titles, rows))


def headerless(rows: list[list[str]]) -> Mapping:
    """The mapping of the same rows in a file without titles."""
    kept = [Row(n, tuple(cells)) for n, cells in enumerate(rows, start=1)]
    titles = [column_letters(i) for i in range(len(rows[0]))]
    table = Table(
        titles, lambda: iter(kept), source=Source("csv"), has_header=False, row_count=len(kept)
    )
    return suggest_mapping(table)


def targets(mapping: Mapping) -> list[str]:
    """Targets as texts, '-' while undecided."""
    return ["-" if c.target is None else str(c.target) for c in mapping]


def test_phones_and_emails_are_known_under_any_title() -> None:
    """A column of phones is a phone column whatever its title; e-mails likewise."""
    mapping = suggested(["Nom", "Blurb", "Zork"], columns("full", "phone", "email"))
    assert targets(mapping) == ["full_name", "phone.other", "email.1"]
    assert [c.reason for c in mapping][1:] == [Reason.CELLS, Reason.CELLS]
    assert all(0.5 <= c.confidence < 0.9 for c in mapping.columns[1:])


@pytest.mark.parametrize("title", ["Téléphone du conjoint", "Emergency phone", "Besuch", "Vet"])
def test_cells_do_not_speak_against_a_title_about_others(title: str) -> None:
    """The spouse's phone stays the spouse's however much it looks like a phone."""
    mapping = suggested(["Nom", title], columns("full", "phone"))
    expected = "phone.other" if title == "Vet" else "custom"
    assert targets(mapping)[1] == expected


@pytest.mark.parametrize(
    ("title", "kind", "target"),
    [
        ("Phone", "date", "custom"),
        ("Téléphone", "flag", "-"),
        ("Fax", "flag", "custom"),
        ("Mobile", "email", "email.1"),
        ("E-mail", "phone", "phone.other"),
        ("Date of birth", "flag", "custom"),
        ("Prénom", "amount", "custom"),
        ("Ville", "amount", "custom"),
        ("Code postal", "town", "custom"),
        ("SMS", "flag", "consent.sms"),
        ("Date of birth", "given", "given_name"),
        ("Birth month", "town", "birth_date.month"),
        ("Website", "town", "custom"),
        ("Newsletter", "flag", "consent.email"),
        ("Newsletter", "date", "custom"),
        ("Opt-in date", "date", "consent.date"),
        ("SMS", "phone", "phone.mobile"),
        ("Contact", "phone", "phone.other"),
        ("Code postal", "postcode", "address.postcode"),
        ("Date of birth", "date", "birth_date"),
        ("Phone", "phone", "phone.other"),
    ],
)
def test_cells_veto_a_title_that_lies(title: str, kind: str, target: str) -> None:
    """A column titled Phone that holds dates is no phone column."""
    mapping = suggested(["Foo", title], columns("amount", kind))
    assert targets(mapping)[1] == target


def test_a_few_cells_veto_nothing() -> None:
    """Four odd cells are rows with errors, not a title that lies."""
    mapping = suggested(["Foo", "Phone"], columns("amount", "date", count=4))
    assert targets(mapping)[1] == "phone.other"


def test_files_without_titles_are_read_from_cells() -> None:
    """Without titles the cells tell contacts, names and places; the rest waits for a person."""
    kinds = ["prefix", "given", "family", "phone", "email", "street", "postcode", "town", "amount"]
    mapping = headerless(columns(*kinds))
    assert targets(mapping) == [
        "name_prefix",
        "given_name",
        "family_name",
        "phone.other",
        "email.1",
        "address.street",
        "address.postcode",
        "address.city",
        "-",
    ]
    assert mapping.undecided == ("I",)


GERMAN = [
    ["Frau", "Anneliese", "Hoffmann", "Hauptstraße 5a", "50667", "Köln", "0171/5550123", "w"],
    ["Herr", "Jürgen", "Schulz", "Am Markt 12", "24103", "Kiel", "+49 171 5550188", "m"],
    ["Frau", "Heike", "Wagner", "Lindenweg 3", "61348", "Bad Homburg", "(030) 5550199", "w"],
]
SPANISH = [
    ["Sra.", "José Manuel", "García López", "Calle Mayor, 12 2º B", "28013", "Madrid"],
    ["D.", "Begoña", "Martínez Ruiz", "C/ Sol, 3, 3º izq.", "08172", "Sant Cugat del Vallès"],
    ["Sr.", "Álvaro", "Sánchez", "Avda. de la Constitución, 8", "41001", "Sevilla"],
]
WHOLE = ["name_prefix", "given_name", "family_name", "address.street"]


@pytest.mark.parametrize("rows", [GERMAN, SPANISH])
def test_cells_of_other_countries_need_no_titles(rows: list[list[str]]) -> None:
    """German and Spanish rows name their columns, without titles and under ``Field1`` alike."""
    wanted = [*WHOLE, "address.postcode", "address.city", "phone.other", "gender"][: len(rows[0])]
    assert targets(headerless(rows)) == wanted
    for pattern in ("Field{}", "Champ {}", "Spalte {}", "Columna {}", "Unnamed: {}"):
        titles = [pattern.format(n) for n in range(len(rows[0]))]
        assert targets(suggested(titles, rows)) == wanted


def test_opaque_titles_leave_fields_that_others_name() -> None:
    """A column without a name takes no field that another title has; old dates are birthdays."""
    kinds = ["given", "given", "date", "amount"]
    mapping = suggested(["Prénom", "Champ 2", "Champ 3", "Champ 4"], columns(*kinds))
    assert targets(mapping) == ["given_name", "custom", "birth_date", "custom"]
    titles = ["Prénom", "Pet", "Sales", "Zork"]
    assert targets(suggested(titles, columns(*kinds)))[1:] == ["custom"] * 3


def test_swapped_titles_are_put_right_by_the_cells() -> None:
    """Towns under "Code postal" beside post codes under "Ville" are read for what they are."""
    mapping = suggested(["Code postal", "Ville"], columns("town", "postcode"))
    assert targets(mapping) == ["address.city", "address.postcode"]


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        (["75001 Paris", "13002 Marseille", "69003 Lyon"], "-"),
        (["5 rue Foch, 75001 Paris", "9 quai Sud, 13002 Marseille"], "address.full"),
        (["1 High St, Leeds LS1 4AP", "2 Park Rd, York YO1 7HH"], "address.full"),
        (["LEFÈVRE Léa", "MOREAU, Théo"], "full_name"),
        (["example.com", "shop.example.org/contact"], "website"),
        (["12/05/2024", "30/01/2025"], "-"),
        (["F", "M"], "gender"),
        (["F", "T"], "-"),
    ],
)
def test_cells_alone_prove_a_column(cells: list[str], target: str) -> None:
    """A post code with a town is no street, a recent date no birthday, true and false no gender."""
    assert targets(headerless([[cell] for cell in cells * 3])) == [target]


def test_a_choice_of_words_is_no_name() -> None:
    """Colours that are first names too, over and over, beside a state of the stock name nobody."""
    rows = [["Amber", "In stock"], ["Ruby", "Out"], ["Violet", "In stock"]] * 12
    assert targets(headerless(rows)) == ["-", "-"]


def test_full_names_without_titles() -> None:
    """A whole name in one column is told from the first name in it; ids and flags stay open."""
    mapping = headerless(columns("id", "full", "flag", "phone", "phone"))
    assert targets(mapping) == ["-", "full_name", "-", "phone.other", "phone.other.2"]


def test_a_habit_of_joined_values_is_a_separator() -> None:
    """K12: ' ::: ' is taken apart; a single 'a@x.fr; b@x.fr' is left for the row to report."""
    rows = columns("full", "emails")
    assert suggested(["Name", "Email"], rows).columns[1].split == " ::: "
    rows = columns("full", "email")
    rows[3][1] = "a@x.fr; b@x.fr"
    assert suggested(["Name", "Email"], rows).columns[1].split is None
    for row in rows[:15]:
        row[1] = "a@x.fr; b@x.fr"
    assert suggested(["Name", "Email"], rows).columns[1].split == ";"


def test_tags_are_split_where_they_are_joined() -> None:
    """Tags are lists: the separator seen in the cells is suggested, else that of our exports."""
    rows = [["Ann", "vip, salon"], ["Bob", "vip"], ["Cid", ""]]
    assert suggested(["Name", "Tags"], rows).columns[1].split == ","
    assert suggested(["Name", "Tags"], [["Ann", "vip"]]).columns[1].split == ";"
    assert suggested(["Name", "Tags"], [["Ann", "vip\nnew"]]).columns[1].split == "\n"


def test_a_column_of_kinds_labels_the_phone_beside_it() -> None:
    """A kind in the next column makes phone.N and its label, number or not."""
    mapping = suggested(["Name", "Phone", "Phone type"], columns("full", "phone", "kind"))
    assert targets(mapping) == ["full_name", "phone.1", "phone.1.label"]
    mapping = suggested(["Name", "Phone", "Phone type"], columns("full", "phone", "amount"))
    assert targets(mapping) == ["full_name", "phone.other", "custom"]


def test_hostile_cells_are_read_in_bounds() -> None:
    """Very long and odd cells cost no more than their first 200 characters, and fail nothing."""
    rows = [["9" * 100_000, "@" * 100_000, ";" * 50_000, "a" * 100_000 + "@b.c", "\x00\ud800"]] * 50
    mapping = suggested(["a", "b", "c", "d", "e"], rows)
    assert len(mapping.columns) == 5


@pytest.mark.parametrize("cells", [["yes"], ["oui", "non"], ["x", "", "x"], ["1", "0", "1"]])
def test_even_few_cells_of_yes_and_no_are_no_numbers(cells: list[str]) -> None:
    """X36: a column "SMS" or "E-mail" of yes and no, however short, is one of consents."""
    rows = [["Ann Li", "0612345678", "ann@example.fr", cell, cell, cell, cell] for cell in cells]
    titles = ["Name", "Mobile", "E-mail", "SMS", "Mail", "Phone", "Fax"]
    mapping = suggest_mapping(Table.from_rows(titles, rows))
    assert targets(mapping)[1:] == ["phone.mobile", "email.1", "consent.sms", "-", "-", "custom"]
    asked = [str(column.alternatives[0]) for column in mapping if column.target is None]
    assert asked == ["consent.email", "consent.phone"]


@pytest.mark.parametrize("title", ["Zip", "Zip code", "Postal code"])
def test_nine_figures_without_a_dash_are_a_post_code(title: str) -> None:
    """ "021341234" is that of Boston with its four; a number has signs, or more figures."""
    table = Table.from_rows(["Name", title], [["Ann Lee", "021341234"]])
    assert str(suggest_mapping(table).columns[1].target) == "address.postcode"
