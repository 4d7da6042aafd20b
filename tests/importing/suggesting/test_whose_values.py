"""Whose a number, an address or a name is, and what a word for a place holds."""

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore, Table, suggest_mapping

OWN = {
    "en": "First name|Last name|E-mail|Phone",
    "fr": "Prénom|Nom|E-mail|Téléphone",
    "de": "Vorname|Nachname|E-Mail|Telefon",
    "es": "Nombre|Apellidos|Correo electrónico|Teléfono",
    "it": "Nome|Cognome|E-mail|Telefono",
    "pt": "Nome|Apelido|E-mail|Telefone",
    "nl": "Voornaam|Achternaam|E-mail|Telefoon",
}
GUESTS = {
    "en": "Guest Email(s)|Guest Email|Recipient Email|Guest Phone|Recipient phone",
    "fr": "Email invité|E-mail du destinataire|Téléphone invité",
    "de": "E-Mail Gast|E-Mail Empfänger|Telefon Gast",
    "es": "Email invitado|Correo del destinatario|Teléfono invitado",
    "it": "Email ospite|E-mail destinatario|Telefono ospite",
    "pt": "E-mail convidado|E-mail do destinatário|Telefone convidado",
    "nl": "E-mail gast|E-mail ontvanger|Telefoon gast",
}
PLACES = {
    "en": "Private=home|Office=work|Work=work",
    "fr": "Privé=home|Bureau=work|Travail=work",
    "de": "Privat=home|Dienstlich=work|Büro=work|Zuhause=home",
    "es": "Privado=home|Oficina=work|Trabajo=work",
    "it": "Privato=home|Ufficio=work",
    "pt": "Particular=home|Escritório=work",
    "nl": "Privé=home|Kantoor=work|Thuis=home",
}
SURNAMES = """
Nombre|Primer apellido|Segundo apellido
Nombre|Apellido 1|Apellido 2
Nombre|1º Apellido|2º Apellido
Nombre|Apellido paterno|Apellido materno
First Name|Last Name|Second Last Name
Nome|Apelido|Segundo apelido
Prénom|Nom|Second nom de famille
Vorname|Nachname|Zweiter Nachname
Nome|Cognome|Secondo cognome
Voornaam|Achternaam|Tweede achternaam
"""


def _targets(titles: list[str], *rows: list[str]) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles, list(rows)))]


def _pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, title) for language, text in table.items() for title in text.split("|")]


@pytest.mark.parametrize(("language", "title"), _pairs(GUESTS))
def test_a_guest_beside_the_client_is_another_person(language: str, title: str) -> None:
    """V22: what reaches a guest or a recipient is no way to reach the client who has his own."""
    value = "other@example.org" if "mail" in title or "orreo" in title else "+33 6 12 34 56 79"
    own = ["Ann", "Li", "ann@example.org", "+33 6 12 34 56 78"]
    assert _targets([*OWN[language].split("|"), title], [*own, value])[-1] == "custom"


@pytest.mark.parametrize(
    "titles",
    ["Guest Name|Guest Email|Guest Phone", "Ospite|Email ospite|Telefono ospite"],
)
def test_a_guest_alone_is_the_client(titles: str) -> None:
    """V22: hotels call their clients so."""
    assert _targets(titles.split("|")) == ["full_name", "email.1", "phone.other"]


def test_a_delivery_to_somebody_else_reaches_somebody_else() -> None:
    """V22: beside a name of its own the telephone of a delivery is not the client's."""
    titles = ["Name", "Phone", "Shipping Name", "Shipping Phone"]
    assert _targets(titles)[2:] == ["custom", "custom"]
    assert _targets(["Name", "Phone", "Shipping Phone"])[2] == "phone.other.2"


@pytest.mark.parametrize(("language", "entry"), _pairs(PLACES))
def test_a_word_for_a_place_over_numbers_is_a_telephone(language: str, entry: str) -> None:
    """V22: and over addresses an e-mail; a column full of values is never left out in silence."""
    title, _, kind = entry.partition("=")
    titles = [*OWN[language].split("|")[:2], title]
    assert _targets(titles, ["Ann", "Li", "020 7946 0018"])[2] == f"phone.{kind}"
    assert _targets(titles, ["Ann", "Li", "ann@example.org"])[2] == f"email.{kind}"
    assert _targets(titles, ["Ann", "Li", "Normal"])[2] in ("custom", "skip")


def test_a_number_of_a_register_is_no_telephone() -> None:
    """V22: a "Business number" may be one of a register."""
    assert _targets(["First name", "Business number"], ["Ann", "123456789"])[1] == "custom"


@pytest.mark.parametrize("titles", SURNAMES.strip().splitlines())
def test_a_second_surname_is_a_part_of_the_family_name(titles: str) -> None:
    """K1: Ana Ruiz Gil is called so; where the second one is blank, Eva Mai."""
    book = ClientBook(MemoryStore())
    rows = [["Ana", "Ruiz", "Gil"], ["Eva", "Mai", ""], ["Ida", "Sol Paz", "Paz"]]
    book.imports.run(Table.from_rows(titles.split("|"), rows), by=ANNE)
    names = [book.clients.get(row.client_id).profile.name for row in book.lists.page()]
    assert sorted(name.family or "" for name in names if name) == ["Mai", "Ruiz Gil", "Sol Paz"]
