"""Where somebody lives, in the words and the order in which people and programs write it."""

import pytest

from clientbook import Table, suggest_mapping

ADDRESSES = {
    "Surname|Locality|Post Town|County|Postcode": "district city region postcode",
    "Nom|CP|Bureau distributeur": "postcode city",
    "Nom|Prénom|Bureau de poste|C.P.": "city postcode",
    "Surname|Flat/House no.|Street|Town": "number street city",
    "Cliente|Endereço|Nro|Bairro": "street number district",
    "Nachname|Vorname|Wohnhaft in": "city",
    "Client|Where they live": "full",
    "Nom|Où il habite": "full",
    "Naam|woont op": "full",
    "Nome|Dove abita": "full",
    "Nombre|Apellidos|Vía|Nombre de la vía|Núm.": "street_type street number",
    "Nome|Cognome|Via|Casella postale|NPA|Località": "street po_box postcode city",
    "Nome|Apelido|Endereço residencial|Nº residencial|CEP": "home.street home.number home.postcode",
    "nom|tel|adresse + ville": "full",
    "Name|Straße|PLZ Straße|Ort Straße|Postfach": "street postcode city po_box",
}


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|"), []))]


@pytest.mark.parametrize("titles", ADDRESSES)
def test_an_address_is_read_in_its_own_words(titles: str) -> None:
    """K19: the town of the post, a qualifier behind, a place in a sentence."""
    parts = [f"address.{part}" for part in ADDRESSES[titles].split()]
    assert _targets(titles)[-len(parts) :] == parts


@pytest.mark.parametrize("titles", ["Name|Ort Straße|Tel", "Name|PLZ Postfach|Ort Postfach"])
def test_what_may_be_two_things_is_no_part(titles: str) -> None:
    """K19: town and street in one cell, and the town of a post box, are the company's own."""
    assert _targets(titles)[1] == "custom"


def test_an_english_home_number_is_a_telephone() -> None:
    """K19: behind "Home address" too; a "Nº residencial" is the house's."""
    assert _targets("Name|Home address|Home number")[2] == "phone.home"
