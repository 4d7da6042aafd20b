"""Of two columns of names neither is dropped in silence, and a firm's title may name a person."""

import pytest

from clientbook import Table, suggest_mapping

EITHER = {
    "en": "Name / Company|Company or name|Customer / Company",
    "fr": "Nom / Raison sociale|Nom ou raison sociale|Nom/Société",
    "de": "Name/Firma|Firma / Name|Name oder Firma",
    "es": "Nombre / Razón social|Nombre o razón social|Razón social / Nombre",
    "it": "Nome / Ragione sociale|Nominativo / Ragione sociale",
    "pt": "Nome/Razão Social|Nome ou empresa",
    "nl": "Naam / Bedrijfsnaam|Naam of bedrijf",
}


def targets(titles: str, *rows: str) -> list[str]:
    """Targets of titles and cells that semicolons part, '-' while undecided."""
    mapping = suggest_mapping(Table.from_rows(titles.split(";"), [row.split(";") for row in rows]))
    return ["-" if c.target is None else str(c.target) for c in mapping]


@pytest.mark.parametrize("title", [t for text in EITHER.values() for t in text.split("|")])
def test_a_person_or_a_firm_is_what_the_cells_are(title: str) -> None:
    """Nobody is stored as a firm for standing where one might."""
    assert targets(f"{title};E-mail", "Sofía Benítez;s@example.org")[0] == "full_name"
    assert targets(f"{title};E-mail", "Jardines Benítez SL;s@example.org")[0] == "company"
    mixed = targets(f"{title};E-mail", "Sofía Benítez;s@example.org", "Gil SL;g@example.org")
    assert mixed[0] == "full_name"


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("Name/Firma;Vorname", ["family_name", "given_name"]),
        ("Nom / Raison sociale;Prénom", ["family_name", "given_name"]),
        ("Name/Firma;Vorname;Nachname", ["company", "given_name", "family_name"]),
        ("Name of company;First name", ["company", "given_name"]),
    ],
)
def test_a_person_or_a_firm_beside_other_names(titles: str, found: list[str]) -> None:
    """It is the family's name where that has no column, the firm's where it has."""
    assert targets(titles, ";".join(["Petit", "Luc", "Roy"][: len(found)])) == found


@pytest.mark.parametrize(
    ("titles", "row", "found"),
    [
        ("Name;Name2", "Müller;Jan", ["family_name", "given_name"]),
        ("Name1;Name2", "Jan;Müller", ["given_name", "family_name"]),
        ("Name;Zork", "Müller;Jan", ["family_name", "given_name"]),
        ("Nome;Zork", "Luca;Rossi", ["given_name", "family_name"]),
        ("Zork;Nome", "Rossi;Luca", ["family_name", "given_name"]),
        ("Name1;Name2", "Krüger;Ravi", ["-", "-"]),
        ("NAME1;NAME2", "Zürcher;Vreni", ["family_name", "given_name"]),
        ("Nom 1;Nom 2", "Caduff;Reto", ["family_name", "given_name"]),
        ("Name;Zork", "Bos;Ravi", ["full_name", "-"]),
        ("Name;Name2", "Voß GmbH;Zweigstelle Süd", ["full_name", "custom"]),
        ("Name;Zork", "Jan Müller;Anna", ["full_name", "custom"]),
        ("Name;Zork", "Müller;Tennis am Abend", ["full_name", "custom"]),
        ("Name;Species", "Bos;Dog", ["full_name", "custom"]),
        ("Name;Town", "Bos;Anna", ["full_name", "address.city"]),
    ],
)
@pytest.mark.parametrize("count", [1, 6])
def test_the_other_half_of_a_name_is_found_or_asked_about(
    titles: str, row: str, found: list[str], count: int
) -> None:
    """One word beside one word under a title nobody knows is the other half, or a question."""
    assert targets(titles, *[row] * count) == found


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("Nachname;Rufname", ["family_name", "given_name"]),
        ("Achternaam;Roepnaam", ["family_name", "given_name"]),
        ("Last name;Preferred first name", ["family_name", "given_name"]),
        ("Nachname;Vorname;Rufname", ["family_name", "given_name", "nickname"]),
        ("Name;Rufname", ["full_name", "nickname"]),
    ],
)
def test_what_somebody_is_called_is_his_first_name_where_no_other_is(
    titles: str, found: list[str]
) -> None:
    """Beside the family's name alone; beside a whole name it is what he is called."""
    assert targets(titles) == found


@pytest.mark.parametrize("titles", ["Name 1;Name 2;Ort", "NAME1;NAME2;ORT01", "Nom 1;Nom 2;Ville"])
def test_first_names_behind_firms_and_people_are_asked_about(titles: str) -> None:
    """Who is stored by the family's name alone lost half of it; a firm and its branch lose none."""
    people = ("Zürcher;Regula;Chur", "Frei;Urs;Bern", "Caduff;;Chur")
    assert (
        targets(titles, *people, "Muster AG;;Bern", "Weber GmbH;Filiale Nord;Bern")[:2] == ["-"] * 2
    )
    firms = targets(titles, "Muster AG;Filiale Nord;Bern", "Weber GmbH;;Chur", "Garage Frei;;Bern")
    assert firms[:2] == ["full_name", "custom"]
    whole = targets(titles, "Urs Frei;;Bern", "Regula Zürcher;c/o Caduff;Chur")
    assert whole[:2] == ["full_name", "custom"]
