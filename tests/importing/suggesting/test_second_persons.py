"""A second person beside the client: the number is the person's, not the telephone's."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize(
    "titles",
    [
        "First Name|Last Name|Guardian 1 Name|Guardian 1 Mobile|Guardian 2 Mobile",
        "Nom|Prénom|Nom resp. légal 1|Portable resp. légal 1|Portable resp. légal 2",
        "Name|Vorname|Name Elternteil 1|Handy Elternteil 1|Handy Elternteil 2",
        "Name|Vorname|1. Elternteil Name|1. Elternteil Handy|2. Elternteil Handy",
        "Nombre|Apellidos|Nombre tutor 1|Móvil tutor 1|Móvil tutor 2",
        "Cognome|Nome|Nome genitore 1|Cell. genitore 1|Cell. genitore 2",
        "Nome|Sobrenome|Nome resp. legal 1|Celular resp. legal 1|Celular resp. legal 2",
        "Voornaam|Achternaam|Naam ouder 1|Mobiel ouder 1|Mobiel ouder 2",
    ],
)
def test_a_second_guardian_has_no_number_of_the_client(titles: str) -> None:
    """V22: where the relatives have names the first of them is whom a client is reached by."""
    told = _targets(titles)
    assert {told[0], told[1]} == {"given_name", "family_name"}
    assert told[2:] == ["custom", "phone.mobile", "custom"]


@pytest.mark.parametrize(
    "titles",
    [
        "Client 1 First Name|Client 1 Mobile|Client 2 First Name|Client 2 Mobile|Client 2 Email",
        "Cliente 1 nombre|Cliente 1 móvil|Cliente 2 nombre|Cliente 2 móvil|Cliente 2 email",
        "Noiva 1 nome|Noiva 1 telemóvel|Noiva 2 nome|Noiva 2 telemóvel|Noiva 2 email",
        "Bruid voornaam|Bruid gsm|Bruidegom voornaam|Bruidegom gsm|Bruidegom e-mail",
        "Mariée - Prénom|Mariée - Portable|Marié - Prénom|Marié - Portable|Marié - Mail",
        "Sposo nome|Sposo cellulare|Sposa nome|Sposa cellulare|Sposa email",
        "Braut Vorname|Braut Handy|Bräutigam Vorname|Bräutigam Handy|Bräutigam E-Mail",
    ],
)
def test_a_second_person_with_a_name_is_another(titles: str) -> None:
    """V22: of two whom a row is about the first is the client."""
    name, mobile, *others = _targets(titles)
    assert name in ("given_name", "full_name")
    assert mobile == "phone.mobile"
    assert others == ["custom"] * 3


def test_a_second_person_may_have_a_number_alone() -> None:
    """V22: where the first has a name and more; what a form counts is no person."""
    told = _targets("Nom enfant|Nom resp. 1|Tél. resp. 1|Tél. resp. 2")
    assert told == ["custom", "full_name", "phone.other", "custom"]
    assert _targets("Col 1 Name|Col 2 Phone|Col 3 Email")[1:] == ["phone.other", "email.3"]


def test_a_second_number_stays_the_clients() -> None:
    """V22: no person is counted where the number is the telephone's."""
    assert _targets("Client Name|Client Mobile 1|Client Mobile 2|Client Email 2")[1:] == [
        "phone.mobile",
        "phone.mobile.2",
        "email.2",
    ]


@pytest.mark.parametrize(
    "titles",
    [
        "Child's First Name|Parent/Caregiver First Name|Parent/Caregiver Last Name",
        "Child's First Name|Carer First Name|Carer Last Name",
        "Prénom enfant|Prénom parent ou responsable|Nom parent ou responsable",
        "Vorname Kind|Vorname Mutter/Vater|Nachname Mutter/Vater",
        "Nombre niño|Nombre representante|Apellidos representante",
        "Voornaam kind|Voornaam ouder of voogd|Achternaam ouder of voogd",
    ],
)
def test_who_answers_for_a_child_is_the_client(titles: str) -> None:
    """V22: a child's name beside that of a parent, in whatever words, is an attribute."""
    assert _targets(titles) == ["custom", "given_name", "family_name"]
