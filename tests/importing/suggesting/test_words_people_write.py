"""Words that people write in their own lists, in the languages that have them."""

import pytest

from clientbook import Table, suggest_mapping

READ = {
    "address.number": "Calle|Altura,Calle|Núm. ext.,Calle|No. exterior,Rue|No civique",
    "phone.other": "Contact no.|Alt no.,Tél.|2e numéro,Telefon|Zweite Nummer,Teléfono|Otro número"
    ",Telefono|Altro numero,Telefone|Segundo número,Telefoon|Tweede nummer",
    "phone.mobile": "Nombre|Celu,Name|Pupil mobile,Name|Mobil Auftraggeber",
    "email.1": "Name|Mail Auftraggeber,Naam|Mail opdrachtgever,Name|E-mails",
    "address.full": "Name|Household address,Nom|Adresse foyer,Name|Haushaltsadresse",
    "address.service.full": "Name|Pick-up address,Nom|Adresse de prise en charge,Name|Abholadresse"
    ",Nombre|Dirección de recogida,Nome|Indirizzo di ritiro,Nome|Morada de recolha"
    ",Naam|Ophaaladres",
    "address.street": "Name|Where (street)|Town,Surname|Add 1|Town|Post Code",
    "address.city": "Nombre|Pueblo,Via|Paese|Provincia",
    "address.postcode": "Nom|C. Post.,Nombre|C. Postal,Nome|C. Postal",
    "full_name": "Phone|Who,Téléphone|Intitulé,Telefon|Auftraggeber,Telefoon|Opdrachtgever"
    ",Téléphone|Qui,Teléfono|Quién,Telefono|Committente",
    "note": "Nombre|Nota interna,Nome|Nota interna,Nome|Notas internas",
    "company": "Nom|Entreprise par défaut,Nombre|Empresa por defecto,Nome|Azienda predefinita",
}
CASES = [(titles, target) for target, rows in READ.items() for titles in rows.split(",")]


def _targets(titles: str, *cells: str) -> list[str]:
    heads = titles.split("|")
    rows = [[*[""] * (len(heads) - 1), cell] for cell in cells]
    return [str(column.target) for column in suggest_mapping(Table.from_rows(heads, rows))]


@pytest.mark.parametrize(("titles", "target"), CASES)
def test_a_word_of_peoples_own_lists_is_read(titles: str, target: str) -> None:
    """V22: by its title and the one before it alone."""
    found = _targets(titles)[1]
    assert found.replace(".home.", ".") == target


def test_an_account_is_a_clients_number_where_it_begins_the_row() -> None:
    """V22: that of bookkeeping; among other columns it is one of a bank."""
    assert _targets("Konto|Name|Vorname|Ort")[0] == "external_id"
    assert _targets("Name|Vorname|Konto|BLZ")[2] == "custom"
    assert _targets("Acc No|Forename|Surname")[0] == "external_id"


def test_a_height_far_from_a_street_numbers_no_house() -> None:
    """V22: "Altura" is how tall somebody is, too."""
    assert _targets("Apellido|Nombre|Altura|Peso")[2] == "custom"
    assert _targets("Altura|Nombre|Apellido")[0] == "custom"


def test_two_lines_in_one_column_are_the_whole_street() -> None:
    """V22: "lines 1 and 2" is no second line; "Address 1: Street 2" is."""
    for title in ("Dirección lineas 1 y 2", "Address lines 1 & 2", "Adresse lignes 1 et 2"):
        assert _targets(f"{title}|City|Postcode")[0] == "address.street", title
    assert _targets("Address 1: Street 1|Address 1: Street 2")[1].endswith("street2")


def test_a_number_far_from_a_telephone_is_none() -> None:
    """V22: a second number of whatever stands before it is the company's own."""
    assert _targets("Name|Policy|2nd number")[2] == "custom"


def test_a_feast_is_a_question_or_a_birthday_by_its_years() -> None:
    """V22: a birthday in Québec, the day of a name in France."""
    assert _targets("Nom complet|Cellulaire|Fête")[2] == "None"
    assert _targets("Nom complet|Cellulaire|Fête", "12 mai", "3 juin")[2] == "None"
    assert _targets("Nom complet|Cellulaire|Fête", "12/05/1981", "03/06/1975")[2] == "birth_date"
    assert _targets("Nom complet|Date de naissance|Fête")[2] == "custom"
    assert _targets("Nom complet|Cellulaire|Fête", "Noël", "Pâques")[2] == "custom"
