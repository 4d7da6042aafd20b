"""Columns called "Title": what their cells are decides, beside a salutation and without one."""

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore, Table, suggest_mapping

SALUTED = [
    ("Anrede;Titel;Vorname;Nachname", "Herr;Dr.;Jan;Bos"),
    ("Anrede;Akad. Titel;Vorname;Nachname", "Frau;Dipl.-Ing.;Ida;Bos"),
    ("Anrede;Titel/Akad. Grad;Vorname;Nachname", "Herr;Prof. Dr. Dr. h.c.;Jan;Bos"),
    ("Anrede;Akademischer Grad;Vorname;Nachname", "Herr;Mag. (FH);Jan;Bos"),
    ("Salutation;Academic title;First name;Last name", "Mr;Dr;Jan;Bos"),
    ("Civilité;Titre;Prénom;Nom", "M.;Docteur;Jan;Bos"),
    ("Tratamiento;Título académico;Nombre;Apellidos", "Sra.;Dra.;Ida;Bos"),
    ("Appellativo;Titolo;Nome;Cognome", "Sig.ra;Dott.ssa;Ida;Bos"),
    ("Tratamento;Título;Nome;Apelido", "Sr.;Eng.;Jan;Bos"),
    ("Aanhef;Titel;Voornaam;Achternaam", "Dhr.;drs.;Jan;Bos"),
]


def targets(titles: str, *rows: str) -> list[str]:
    """Targets of titles and cells that semicolons part."""
    mapping = suggest_mapping(Table.from_rows(titles.split(";"), [row.split(";") for row in rows]))
    return [str(c.target) for c in mapping]


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("titles", "row"), SALUTED)
def test_an_academic_title_stands_behind_the_salutation(titles: str, row: str, count: int) -> None:
    """Both are kept, in whatever order their columns are: Herr Dr. Jan Bos."""
    assert targets(titles, *[row] * count)[:2] == ["name_prefix", "academic_title"]
    cells = row.split(";")
    for order in ([0, 1, 2, 3], [1, 0, 2, 3]):
        table = Table.from_rows([titles.split(";")[i] for i in order], [[cells[i] for i in order]])
        book = ClientBook(MemoryStore())
        book.imports.run(table, by=ANNE)
        (client,) = [book.clients.get(line.client_id) for line in book.lists.page()]
        assert client.profile.name is not None
        assert client.profile.name.prefix == f"{cells[0]} {cells[1]}"


@pytest.mark.parametrize(
    ("titles", "row", "target"),
    [
        ("Titel;Vorname;Nachname", "Dr. med.;Jan;Bos", "name_prefix"),
        ("Titolo;Nome;Cognome", "Dott.;Jan;Bos", "name_prefix"),
        ("Title;First name;Last name", "Mrs;Ida;Bos", "name_prefix"),
        ("Title;First name;Last name", "PhD;Ida;Bos", "name_suffix"),
        ("Title;First name;Last name", "Sales manager;Ida;Bos", "job_title"),
        ("Título;Nombre;Apellidos", "Directora de compras;Ida;Bos", "job_title"),
        ("Titel;Vorname;Nachname", "Hofrat;Jan;Bos", "name_prefix"),
        ("Titel nachgestellt;Vorname;Nachname", "MBA;Ida;Bos", "name_suffix"),
        ("Letters after name;First name;Last name", "OBE;Ida;Bos", "name_suffix"),
    ],
)
def test_a_title_alone_is_what_its_cells_are(titles: str, row: str, target: str) -> None:
    """A salutation, an academic title in its place, letters behind the name, or a job."""
    assert targets(titles, row)[0] == target


def test_titles_before_and_behind_a_name_are_three_columns() -> None:
    """Frau Mag. Ida Bos, MBA."""
    found = targets("Anrede;Titel;Titel nachgestellt;Vorname;Nachname", "Frau;Mag.;MBA;Ida;Bos")
    assert found[:3] == ["name_prefix", "academic_title", "name_suffix"]


def test_a_salutation_that_holds_the_title_already_is_not_given_it_twice() -> None:
    """``Herr Dr.`` beside ``Dr.`` stays Herr Dr."""
    table = Table.from_rows(
        ["Anrede", "Titel", "Vorname", "Nachname"], [["Herr Dr.", "Dr.", "Jan", "Bos"]]
    )
    book = ClientBook(MemoryStore())
    book.imports.run(table, by=ANNE)
    (client,) = [book.clients.get(line.client_id) for line in book.lists.page()]
    assert client.profile.name is not None
    assert client.profile.name.prefix == "Herr Dr."
