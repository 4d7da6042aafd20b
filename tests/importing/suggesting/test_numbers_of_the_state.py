"""Numbers of the state, a fund or a card: whatever they look like, nobody dials them."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table

NAMES = {
    "en": ("First name", "Last name"),
    "fr": ("Prénom", "Nom"),
    "de": ("Vorname", "Nachname"),
    "es": ("Nombre", "Apellidos"),
    "it": ("Nome", "Cognome"),
    "pt": ("Nome", "Sobrenome"),
    "nl": ("Voornaam", "Achternaam"),
}
NUMBERS = {
    "en": (
        "Medicare No|NHS number|NHS|SSN|SIN|NINO|OHIP|PHN|IHI|PPS number|"
        "Tax file number|EIN|Blue card no"
    ),
    "fr": ("N° AVS|AVS|N° sécu|NAS|RAMQ|N° SS|NISS|NIR|N° registre national|Carte vitale|N° CAF"),
    "de": (
        "AHV-Nr.|SV-Nummer|SVNR|KV-Nr|KVNR|Steuernummer|Steuer-ID|Versichertennummer|"
        "Personalausweisnummer"
    ),
    "es": ("Nº Seguridad Social|NSS|NIF/DNI|CI|C.C.|Cédula|CIP|RUN|CUIT|Nº tarjeta sanitaria"),
    "it": ("Codice fiscale|N° AVS|Codice assistito|Partita IVA|Tessera sanitaria"),
    "pt": ("CPF|RG|NIF|Contribuinte|NISS|SNS|CNS|PIS|BI|Cartão SUS"),
    "nl": ("BSN|BSN-nummer|Verzekerdennummer|INSZ|UZOVI|KvK|Polisnummer|Rijksregisternummer"),
}
CELLS = (
    ("020 7946 0958", "07700 900456", "07700 900123"),
    ("046 454 286", "130 692 544", "193 456 787"),
    ("0612345678", "0698765432", "0611222333"),
)


@pytest.mark.parametrize("cells", CELLS)
@pytest.mark.parametrize(
    ("language", "title"),
    [(language, title) for language, row in NUMBERS.items() for title in row.split("|")],
)
def test_a_number_of_the_state_is_no_telephone(
    language: str, title: str, cells: tuple[str, ...]
) -> None:
    """Its title says whose number it is, and the digits do not contradict it."""
    rows = [["Anna", f"Weber{i}", cell] for i, cell in enumerate(cells)]
    table = Table.from_rows([*NAMES[language], title], rows)
    assert str(suggest_mapping(table).columns[-1].target) == "custom"


@pytest.mark.parametrize("title", ["Numer", "Nr telefonu", "Cep no", "Tlf nr", "Mobil nr", "№"])
def test_a_number_that_nothing_or_a_telephone_is_said_of_is_told_by_its_cells(title: str) -> None:
    """In other languages, too, the word for a telephone begins as in ours."""
    rows = [["Anna Weber", "020 7946 0958"], ["Jan Bos", "07700 900456"]]
    target = suggest_mapping(Table.from_rows(["Name", title], rows)).columns[-1].target
    assert target is not None
    assert target.field == "phone"
