"""Parts of an address in columns of their own, and cells that no part of one can be."""

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, PostalAddress, Table, suggest_mapping

STREETS = [
    (
        "NL",
        "Straat|Huisnr.|Toev.|Postcode|Woonplaats",
        "Kerkstraat|12|A|1011 AB|Utrecht",
        "Kerkstraat 12 A",
    ),
    (
        "NL",
        "Straat|Huisnummer|Toevoeging|Postcode|Plaats",
        "Kerkstraat|12|bis|1011 AB|Utrecht",
        "Kerkstraat 12 bis",
    ),
    (
        "NL",
        "Straatnaam|Huisnummer|Huisnummertoevoeging|Postcode|Plaats",
        "Kade|1|A|1011 AB|Utrecht",
        "Kade 1 A",
    ),
    ("DE", "Straße|Hausnummer|Hausnummerzusatz|PLZ|Ort", "Weg|12|a|01067|Dresden", "Weg 12 a"),
    ("FR", "N°|Bis/Ter|Rue|Code postal|Ville", "12|bis|rue Verte|69001|Lyon", "12 bis rue Verte"),
    (
        "FR",
        "N° voie|Type voie|Nom voie|Code postal|Ville",
        "12|rue|de Rivoli|75001|Paris",
        "12 rue de Rivoli",
    ),
    (
        "ES",
        "Tipo vía|Nombre vía|Número|CP|Población",
        "Calle|Mayor|12|28001|Madrid",
        "Calle Mayor 12",
    ),
    (
        "ES",
        "Tipo vía|Nombre vía|Número|CP|Población",
        "Calle|Calle Mayor|12|28001|Madrid",
        "Calle Mayor 12",
    ),
]
FURTHER = [
    (
        "GB",
        "House name|House number|Street|Town|Postcode",
        "Rose Cottage|12|High St|Leeds|LS1 1AA",
        "Rose Cottage",
    ),
    ("IT", "Indirizzo|Indirizzo extra|CAP|Città", "Via Roma 1|Scala B|00184|Roma", "Scala B"),
    ("NL", "Adres|Adres extra|Postcode|Plaats", "Kerkstraat 1|2 hoog|1011 AB|Utrecht", "2 hoog"),
    (
        "PT",
        "Morada|Morada (cont.)|Código Postal|Localidade",
        "Rua A 1|2 esq|1000-001|Lisboa",
        "2 esq",
    ),
    ("FR", "Adresse|Adresse extra|CP|Ville", "1 rue Verte|Bât B|69001|Lyon", "Bât B"),
]
NAMES = {"NL": "Naam", "DE": "Name", "FR": "Nom", "ES": "Nombre", "IT": "Nome", "PT": "Nome"}
LINES = [
    "City/State/Zip",
    "City, State, Zip",
    "City State ZIP",
    "City/State/Zip Code",
    "City, State ZIP",
]
STATES = ["Attivo", "Activo", "Actif", "Active", "Sospeso", "Inativo", "Actief", "Gesperrt"]


def _imported(region: str, titles: str, cells: str) -> tuple[PostalAddress, ...]:
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region=region))
    table = Table.from_rows(
        [NAMES.get(region, "Name"), *titles.split("|")], [["Ann Li", *cells.split("|")]]
    )
    book.imports.run(table, by=ANNE)
    (ann,) = book.search.find("Ann")
    return book.clients.get(ann.id).profile.addresses


@pytest.mark.parametrize(("region", "titles", "cells", "street"), STREETS)
def test_the_street_is_whole(region: str, titles: str, cells: str, street: str) -> None:
    """K1: type, name, number and its addition are one street, in the order of the country."""
    (address,) = _imported(region, titles, cells)
    assert address.street == street
    assert address.locality


@pytest.mark.parametrize(("region", "titles", "cells", "line"), FURTHER)
def test_a_further_line_is_of_the_same_address(
    region: str, titles: str, cells: str, line: str
) -> None:
    """K1: it makes no second address, and no attribute."""
    (address,) = _imported(region, titles, cells)
    assert address.extended == line


@pytest.mark.parametrize("title", LINES)
def test_town_state_and_code_in_one_cell_are_taken_apart(title: str) -> None:
    """K1: "Reno, NV 89501" is a town, a state and a code."""
    (address,) = _imported("US", f"Address|{title}", "1 Main St|Reno, NV 89501")
    found = (address.street, address.locality, address.region, address.postcode)
    assert found == ("1 Main St", "Reno", "NV", "89501")


def test_a_bare_town_between_two_addresses_is_of_the_one_before() -> None:
    """K1: home and work are not mixed, and make no third address."""
    titles = (
        "Adresse personnelle|Ville|Région / département|Code postal|Pays"
        "|Adresse professionnelle|Ville pro"
    )
    home, work = _imported("FR", titles, "5 rue A|Lyon|Rhône|69001|France|8 rue B|Paris")
    assert (home.street, home.locality, home.region) == ("5 rue A", "Lyon", "Rhône")
    assert (work.street, work.locality) == ("8 rue B", "Paris")


def test_a_suburb_without_a_town_is_the_town() -> None:
    """K1: Australians write so; beside a town it is a part of it."""
    (address,) = _imported("AU", "Street Address|Suburb|Postcode", "1 St|Carlton|3053")
    assert (address.locality, address.district) == ("Carlton", None)
    (address,) = _imported("AU", "Street|Suburb|City|Postcode", "1 St|Carlton|Melbourne|3053")
    assert (address.locality, address.district) == ("Melbourne", "Carlton")


@pytest.mark.parametrize("title", ["_address_default_billing_", "Delivery address", "Website"])
def test_a_yes_is_no_address(title: str) -> None:
    """V22: one cell is enough to tell."""
    table = Table.from_rows(["Name", "E-mail", title], [["Ann", "ann@example.org", "1"]])
    website = Table.from_rows(["Name", "E-mail", title], [["Ann", "ann@example.org", "base"]])
    found = suggest_mapping(website if title == "Website" else table).columns[2].target
    assert str(found) == "custom"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("titles", ["Città|Stato", "Ciudad|Estado", "Ville|État", "City|State"])
def test_a_state_of_an_account_is_no_region(titles: str, state: str) -> None:
    """V22: cells veto the title; a region stays one."""
    header = ["E-mail", *titles.split("|")]
    for cell, target in ((state, "custom"), ("Nevada", "address.region")):
        table = Table.from_rows(header, [["ann@example.org", "Roma", cell]])
        assert str(suggest_mapping(table).columns[2].target) == target


@pytest.mark.parametrize("titles", ["Città|Provincia|Stato", "Città|Stato|Provincia"])
def test_an_italian_state_beside_a_province_is_the_country(titles: str) -> None:
    """V22: on either side of it."""
    (address,) = _imported(
        "IT", titles, "Roma|RM|Italia" if titles[-1] == "o" else "Roma|Italia|RM"
    )
    assert (address.region, address.country_code) == ("RM", "IT")


def test_a_title_of_firms_is_the_company() -> None:
    """V22: who is "Bakkerij Janssen BV" has no such salutation."""
    header = ["title", "company_type", "last_name", "first_name"]
    table = Table.from_rows(header, [["Bakkerij Janssen BV", "BV", "Janssen", "Pieter"]])
    assert str(suggest_mapping(table).columns[0].target) == "company"
    table = Table.from_rows(header, [["Dhr.", "BV", "Janssen", "Pieter"]])
    assert str(suggest_mapping(table).columns[0].target) == "name_prefix"


def test_whom_to_ask_for_makes_no_question_of_the_name() -> None:
    """V22: of two first names the one without a number is the client's."""
    header = ["Vorname", "Nachname", "Ansprechpartner 1 Vorname", "Ansprechpartner 1 Nachname"]
    found = [str(c.target) for c in suggest_mapping(Table.from_rows(header))]
    assert found == ["given_name", "family_name", "custom", "custom"]
