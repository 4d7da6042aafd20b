"""A title that means two things is what its cells are, and no cell is left out unasked."""

import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, Table, suggest_mapping

STREETS = ("4 rue Pré 64000 Pau", "8 rue Clé 64000 Pau")
TREATMENTS = {
    "Nombre|Apellidos|Móvil|Tratamiento": ("facial", "manicura"),
    "Nome|Cognome|Cellulare|Trattamento": ("viso", "mani"),
    "Nome|Apelido|Telemóvel|Tratamento": ("facial", "manicure"),
    "Cognome e nome|Cell.|Ultima visita|Trattamenti": ("viso", "mani"),
}
SALUTATIONS = {
    "Móvil|Correo|Tratamiento|Nombre": ("Sra.", "Sr."),
    "Cellulare|E-mail|Trattamento|Cognome e nome": ("Sig.ra", "Dott."),
    "Telemóvel|E-mail|Tratamento|Nome": ("Sra.", "Dr."),
    "Nombre|Móvil|Correo|Ciudad|Tratamiento": ("Sra.", "Sr."),
}
PLACES = "Domicile|Bureau|Privé|Work|Private|Home|Privat|Büro|Particular|Oficina|Casa|Ufficio|Thuis"


def _target(titles: str, *cells: str, place: int = -1) -> str:
    heads = titles.split("|")
    place %= len(heads)
    rows = [["" if at != place else cell for at in range(len(heads))] for cell in cells]
    return str(suggest_mapping(Table.from_rows(heads, rows)).columns[place].target)


@pytest.mark.parametrize("titles", TREATMENTS)
def test_what_is_done_to_somebody_is_no_salutation(titles: str) -> None:
    """V22: a salutation column holds salutations; in three languages the word says both."""
    assert _target(titles, *TREATMENTS[titles]) == "custom"


@pytest.mark.parametrize("titles", SALUTATIONS)
def test_a_salutation_is_one_wherever_it_stands(titles: str) -> None:
    """V22: the cells have the last word, also far from a name."""
    heads = titles.split("|")
    place = next(at for at, head in enumerate(heads) if head.startswith("Trat"))
    place = heads.index("Trattamento") if "Trattamento" in heads else place
    assert _target(titles, *SALUTATIONS[titles], place=place) == "name_prefix"


def _rows(*cells: str) -> list[list[str]]:
    names = ("Rosa Gil", "Ann Lee")
    return [[name, "", cell] for name, cell in zip(names, cells, strict=False)]


@pytest.mark.parametrize("title", PLACES.split("|"))
@pytest.mark.parametrize("phone", ["Mobile", "Portable"])
def test_a_place_without_numbers_is_no_telephone(title: str, phone: str) -> None:
    """V22: one cell is enough; the column is an address, or the company's own, never skipped."""
    for cells in (STREETS, ("Weg 3, 80331 München",)):
        heads = ["Name", phone, title]
        target = suggest_mapping(Table.from_rows(heads, _rows(*cells))).columns[2].target
        assert target is not None
        assert (target.field, target.part) == ("address", "full")
    for cells in (("2e étage", "RDC"), ("2e étage",), ("on the left",)):
        table = Table.from_rows(["Name", phone, title], _rows(*cells))
        assert str(suggest_mapping(table).columns[2].target) == "custom"
        book = ClientBook(MemoryStore(), settings=SAFE)
        assert book.imports.run(table, by=ANNE).counts.created == len(cells)


@pytest.mark.parametrize("title", PLACES.split("|"))
def test_a_place_with_numbers_is_a_telephone(title: str) -> None:
    """V22: as it is beside a mobile, in seven languages."""
    rows = [["Rosa Gil", "+33644000001", "+33144000001"]]
    target = suggest_mapping(Table.from_rows(["Name", "Mobile", title], rows)).columns[2].target
    assert target is not None
    assert (target.field, target.kind in ("home", "work")) == ("phone", True)


def test_a_street_under_a_place_goes_to_the_town_beside_it() -> None:
    """V22: where the town has a column the place is its street, where both do the company's own."""
    heads = ["Nom", "Portable", "Domicile", "Ville"]
    rows = [["Rosa Gil", "", "4 rue Pré", "Pau"], ["Ann Lee", "", "8 rue Clé", "Lyon"]]
    assert str(suggest_mapping(Table.from_rows(heads, rows)).columns[2].target) == "address.street"
    heads, rows = [*heads, "Adresse"], [[*row, "1 rue Sol"] for row in rows]
    assert str(suggest_mapping(Table.from_rows(heads, rows)).columns[2].target) == "custom"


def test_a_firm_under_work_is_the_company() -> None:
    """V22: whoever works there is called by the own name."""
    heads, cells = ["Name", "Mobile", "Work"], ("Acme Ltd", "Lloyds Bank")
    assert [str(c.target) for c in suggest_mapping(Table.from_rows(heads, _rows(*cells)))] == [
        *("full_name", "phone.mobile", "company")
    ]


def test_a_flag_of_an_address_book_is_left_out() -> None:
    """V22: "Private: False" stands beside each contact of one and says nothing of it."""
    for title, cell in (("Private", "False"), ("Privat", "Falsch"), ("Privé", "Faux")):
        assert _target(f"Name|E-mail|{title}", cell) == "skip"


@pytest.mark.parametrize(
    ("titles", "cells", "target"),
    [
        ("Nom|Prénom|Genre", ("VP", "CTTE"), "custom"),
        ("Nom|Prénom|Genre", ("Rock", "Jazz"), "custom"),
        ("Nombre|Apellidos|Género", ("novela", "ensayo"), "custom"),
        ("Nome|Cognome|Genere", ("giallo", "storico"), "custom"),
        ("Nome|Apelido|Género", ("romance", "ensaio"), "custom"),
        ("Nom|Prénom|Genre", ("F", "H"), "gender"),
        ("Nom|Prénom|Genre", ("Femme", "non binaire"), "gender"),
        ("Nombre|Apellidos|Género", ("Mujer", "Hombre"), "gender"),
    ],
)
def test_a_gender_column_holds_genders(titles: str, cells: tuple[str, ...], target: str) -> None:
    """V22: "Genre" of a vehicle or a book refuses no row."""
    assert _target(titles, *cells) == target


def test_a_genre_behind_a_vehicle_is_the_vehicles() -> None:
    """V22: also without a cell."""
    assert _target("Nom|Marque|Immatriculation|Genre") == "custom"
    assert _target("Nom|Prénom|Genre") == "gender"


@pytest.mark.parametrize(
    ("titles", "cells", "target"),
    [
        ("Cognome e nome|Via|Paese", (), "address.city"),
        ("Cognome e nome|Via|Paese", ("Rovato", "Chiari"), "address.city"),
        ("Cognome e nome|Via|Paese", ("Italia", "Francia"), "address.country"),
        ("Cognome e nome|Cell.|Paese", ("Rovato", "Chiari"), "address.city"),
        ("Cognome e nome|Via|Città|Paese", (), "address.country"),
        ("Cognome e nome|Via|Città|Paese", ("Italia", "Svizzera"), "address.country"),
        ("Cognome e nome|E-mail|Paese", (), "address.country"),
    ],
)
def test_a_village_is_no_country(titles: str, cells: tuple[str, ...], target: str) -> None:
    """V22: Italians call both so; a country is named as one, or beside a town."""
    assert _target(titles, *cells) == target


@pytest.mark.parametrize(
    "titles",
    [
        "First name|Last name|Contact",
        "Prénom|Nom|Contact",
        "Vorname|Nachname|Kontakt",
        "Nombre|Apellidos|Contacto",
        "Nome|Cognome|Contatto",
        "Nome próprio|Apelido|Contacto",
        "Voornaam|Achternaam|Contact",
    ],
)
def test_a_contact_beside_both_halves_of_a_name_is_no_name(titles: str) -> None:
    """V22: the cells say what reaches the client; without any a person is asked."""
    column = suggest_mapping(Table.from_rows(titles.split("|"), [])).columns[2]
    assert column.target is None
    assert [target.field for target in column.alternatives] == ["phone"]
    assert _target(titles, "+33 6 12 34 56 78", "+33 6 12 34 56 79").startswith("phone.")
    assert _target(titles, "ann@example.org").startswith("email.")


def test_whom_to_ask_for_beside_both_halves_of_a_name_is_an_attribute() -> None:
    """V22: the cells name somebody else, and nothing of it is left out."""
    titles = "Prénom|Nom|Contact"
    assert _target(titles, "Mary Ames", "John Poe") == "custom"
