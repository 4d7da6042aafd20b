"""Initials tell two people of one surname apart: they are never left out in silence."""

import attrs
import pytest

from clientbook import SAFE, Actor, ClientBook, MemoryStore, Table, suggest_mapping

ANNE = Actor("anne")
TITLES = (
    "Surname|Initials|Telephone",
    "Nom de famille|Initiales|Téléphone",
    "Nachname|Initialen|Telefon",
    "Apellidos|Iniciales|Teléfono",
    "Cognome|Iniziali|Telefono",
    "Sobrenome|Iniciais|Telefone",
    "Achternaam|Voorletters|Telefoon",
    "Achternaam|Voorl.|Telefoon",
    "Naam|Voorletters|Telefoon",
)
PAIRS = (("J.P.", "A."), ("JP", "A"), ("J P", "A B"), ("J.P.", "M.P."))


def _targets(titles: str, *rows: str) -> list[str]:
    table = Table.from_rows(titles.split("|"), [row.split("|") for row in rows])
    return [str(column.target) for column in suggest_mapping(table)]


@pytest.mark.parametrize("titles", TITLES)
def test_two_people_with_one_surname_and_one_landline_stay_two(titles: str) -> None:
    """V22, §6: what tells them apart is the initials, the given name of such a list."""
    for one, two in PAIRS:
        book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="GB"))
        rows = [["Smith", initials, "0113 496 0170"] for initials in (one, two)]
        table = Table.from_rows(titles.split("|"), rows)
        run = book.imports.run(table, book.imports.suggest(table), by=ANNE)
        assert run.counts.created == 2, (one, two)
        names = [book.clients.get(row.client_id) for row in book.lists.page(limit=9).items]
        assert {client.profile.name.given for client in names} == {one, two}


@pytest.mark.parametrize(
    "titles",
    [
        "Last name|First name|Initials",
        "Nom|Prénom|Initiales",
        "Nachname|Vorname|Initialen",
        "Achternaam|Voornaam|Voorletters",
        "Volledige naam|Telefoon|Initialen",
        "Full name|Phone|Initials",
        "Nombre|Apellidos|Iniciales",
    ],
)
def test_beside_a_given_or_a_whole_name_initials_are_kept(titles: str) -> None:
    """V22: as an attribute of the company."""
    found = _targets(titles)
    assert found[2] == "custom"
    assert "skip" not in found


def test_a_name_beside_initials_is_what_its_cells_are() -> None:
    """V22: "Smit" is the family's name, "Jan Smit" is all there is to know."""
    whole = ("Jan Smit|JS", "Anna Visser|AV", "Emma de Vries|EV")
    assert _targets("Naam|Initialen", *whole) == ["full_name", "custom"]
    halves = ("Smit|J.", "de Vries|A.", "Bakker|E.D.")
    assert _targets("Naam|Initialen", *halves) == ["family_name", "given_name"]


def test_a_name_and_initials_in_one_column_are_whole() -> None:
    """V22."""
    for title in ("Naam en voorletters", "Surname and initials", "Name, initials"):
        assert _targets(f"{title}|Tel")[0] == "full_name", title


@pytest.mark.parametrize("given", ["Voornaam", "Roepnaam"])
def test_beside_given_names_that_are_seldom_there_initials_are_the_given_name(given: str) -> None:
    """V22: of most people they alone say who is who; where given names are there they are kept."""
    titles = f"Achternaam|Voorletters|{given}"
    assert _targets(titles, "Smit|J.P.|", "Smit|A.|", "Bos|E.|Eva")[1:] == [
        "given_name",
        "nickname",
    ]
    assert _targets(titles, "Smit|J.P.|Jan", "Smit|A.|")[1:] == ["custom", "given_name"]
