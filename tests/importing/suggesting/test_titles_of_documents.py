"""Titles that say how a name is spelt, who somebody is or where they live, as forms ask for it."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table


def target(*titles: str) -> str:
    """Return what the first title is, "?" for a question."""
    return str(suggest_mapping(Table.from_rows(list(titles))).columns[0].target or "?")


@pytest.mark.parametrize(
    "title",
    [
        "Your full name (as on passport)",
        "Full name as it appears on your ID",
        "Name as per passport",
        "Nom complet (comme sur le passeport)",
        "Nom complet (tel qu'il figure sur la carte d'identité)",
        "Vollständiger Name (wie im Reisepass)",
        "Name laut Ausweis",
        "Nombre completo (como figura en el pasaporte)",
        "Nome completo (come da passaporto)",
        "Nome completo (conforme documento)",
        "Volledige naam (zoals op paspoort)",
    ],
)
def test_a_name_as_on_a_document_is_the_name(title: str) -> None:
    """The document says how to spell it."""
    assert target(title, "E-mail") == "full_name"


@pytest.mark.parametrize("title", ["Passport", "Passport no", "Ausweis", "Name of passport office"])
def test_a_document_by_itself_is_no_name(title: str) -> None:
    """What is on it is an attribute."""
    assert target(title, "Name", "E-mail") == "custom"


@pytest.mark.parametrize(
    "title",
    [
        "Which gender do you identify with?",
        "What gender do you identify as?",
        "À quel genre vous identifiez-vous ?",
        "Mit welchem Geschlecht identifizieren Sie sich?",
        "¿Con qué género te identificas?",
        "In quale genere ti identifichi?",
        "Com qual gênero você se identifica?",
        "Met welk geslacht identificeert u zich?",
    ],
)
def test_a_gender_that_somebody_identifies_with_is_the_gender(title: str) -> None:
    """However it is asked."""
    assert target(title, "Name") == "gender"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Domicile habituel", "Nom"),
        ("Résidence principale", "Nom"),
        ("Usual residence", "Name"),
        ("Place of residence", "Name"),
        ("Wohnsitz", "Name"),
        ("Gewöhnlicher Aufenthalt", "Name"),
        ("Residencia habitual", "Nombre"),
        ("Residenza abituale", "Nome"),
        ("Morada habitual", "Nome"),
        ("Gewone verblijfplaats", "Naam"),
    ],
)
def test_where_somebody_usually_lives_is_an_address(title: str, name: str) -> None:
    """Of a home, not of a telephone."""
    assert target(title, name).startswith("address.")
