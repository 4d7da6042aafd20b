"""A client's number is one only where its title says so and its cells do not contradict it."""

import pytest

from clientbook import Table, suggest_mapping

NUMBERS = [
    "Customer ID",
    "N° client",
    "Kundennummer",
    "Nº cliente",
    "Codice cliente",
    "Klantnummer",
]
PEOPLE = ["Luc Petit", "Eva Roux", "Ida Mai", "Ann Lee"]


def targets(titles: str, *rows: str) -> list[str]:
    """Targets of titles and cells that semicolons part, '-' while undecided."""
    mapping = suggest_mapping(Table.from_rows(titles.split(";"), [row.split(";") for row in rows]))
    return ["-" if c.target is None else str(c.target) for c in mapping]


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("title", [*NUMBERS, "Code"])
def test_a_number_that_different_people_have_is_nobodys(title: str, count: int) -> None:
    """Later imports would make one client of them: it is a question, with two rows as with four."""
    rows = [f"12;{name};a{n}@example.org" for n, name in enumerate(PEOPLE[:count])]
    assert targets(f"{title};Name;E-mail", *rows)[0] == "-"
    own = [f"{n};{name};a{n}@example.org" for n, name in enumerate(PEOPLE[:count])]
    assert targets(f"{title};Name;E-mail", *own)[0] == "external_id"


@pytest.mark.parametrize("title", NUMBERS)
def test_one_person_in_several_rows_has_one_number(title: str) -> None:
    """A list of orders names its client in each row, now and then by half the name."""
    rows = ["12;Luc Petit", "12;LUC PETIT", "12;Petit", "13;Eva Roux"]
    assert targets(f"{title};Name", *rows)[0] == "external_id"


def test_one_slip_in_a_long_list_changes_no_column() -> None:
    """Two clients with one number among many are for their rows to report."""
    rows = [f"{n};Nom{n} Petit" for n in range(60)]
    assert targets("N° client;Nom complet", *rows, "3;Eva Roux")[0] == "external_id"


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("Customer ID;Name", "Marie Roux;Luc Petit"),
        ("Code;Name", "Marie Roux;Luc Petit"),
        ("Rif.;Nome completo", "Marie Roux;Luc Petit"),
        ("Code;Ville;Nom complet", "75011;Paris;Luc Petit"),
        ("Parrain;Nom complet", "Marie Roux;Luc Petit"),
        ("Referred by;Name", "12;Luc Petit"),
    ],
)
def test_a_name_or_a_post_code_is_no_number(titles: str, row: str) -> None:
    """Whoever sent the client, and where he lives, is not who he is."""
    assert targets(titles, row)[0] in ("-", "custom")


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("title", ["N°", "No", "#", "Code", "Nr", "Nº"])
def test_a_column_of_numbers_is_the_id_wherever_it_stands(title: str, place: int) -> None:
    """X32: the list whose columns were moved finds its clients again."""
    lines = ["Nom;Prénom;Portable", "Dupont;Rose;0612345678", "Fontaine;Hugo;"]
    moved = []
    for line, number in zip(lines, (title, "T100", "T101"), strict=True):
        cells = line.split(";")
        moved.append(";".join([*cells[:place], number, *cells[place:]]))
    assert targets(*moved)[place] == "external_id"


@pytest.mark.parametrize(
    "lines",
    [
        ("Prénom;Nom;N°;Ville", "Ann;Lee;001;Lyon", "Bob;Roy;008;Lyon"),
        ("Prénom;Nom;Ville;N°", "Ann;Lee;001;Lyon", "Bob;Roy;008;Metz"),
        ("Vorname;Nachname;Nr.;Ort", "Ann;Lee;001;Bonn", "Bob;Roy;008;Bonn"),
        ("Prénom;Nom;N°;Adresse;Ville", "Ann;Lee;1;4 rue Basse;Lyon", "Bob;Roy;8;5 rue Basse;Metz"),
        ("First name;Last name;No;City", "Ann;Lee;T1;Leeds", "Bob;Roy;T2;York"),
    ],
)
def test_a_number_beside_a_town_is_the_id_too(lines: tuple[str, ...]) -> None:
    """X32: what stands beside it is no street that lacks its number."""
    assert "external_id" in targets(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Nom;Rue;N°;Ville", "Roy;rue Basse;4;Lyon", "Lee;rue Haute;5;Metz"),
        ("Nom;N°;Portable", "Roy;A1;0612345678", "Lee;A1;0612345679"),
        ("Nom;N°;Portable", "Roy;A1;0612345678", "Lee;;0612345679"),
        ("Nom;N°;E-mail", "Roy;0612345678;a@example.org", "Lee;0612345679;"),
        ("N° client;Nom;N°", "1;Roy;A1", "2;Lee;A2"),
        ("Nom;N°;Portable", "Roy;A1;0612345678"),
    ],
    ids=["beside a street", "shared", "with gaps", "telephones", "another id", "one row"],
)
def test_a_number_that_may_be_something_else_is_no_id(lines: tuple[str, ...]) -> None:
    """Later imports find the client by it: two strangers would become one."""
    assert targets(*lines)[lines[0].split(";").index("N°")] != "external_id"
