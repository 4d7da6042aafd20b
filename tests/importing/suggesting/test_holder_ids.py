"""The number that a list of tenants, patients or members begins with is the client's."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|"), []))]


@pytest.mark.parametrize(
    "titles",
    [
        "Mieter-Nr.|Anrede|Familienname|Vorname",
        "Réf. copropriétaire|Nom copropriétaire|Prénom copropriétaire",
        "Codice condomino|Cognome e nome condomino|Indirizzo",
        "Cód. inquilino|Nome inquilino|CPF",
        "NHC|Apellidos|Nombre",
        "Px No|Px Title|Px Surname",
        "Pt No.|Title|Pt surname",
        "Member Barcode|Member First|Member Last",
    ],
)
def test_the_first_number_of_whom_the_list_is_of_is_the_clients(titles: str) -> None:
    """V22: at the front of the row, in the word that the names have."""
    assert _targets(titles)[0] == "external_id"


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        ("Name|Telefon|Mieter-Nr.", 2),
        ("Mieter-Nr.|Name|Mieter Name", 0),
        ("Kundennr.|Mieter-Nr.|Name", 1),
        ("Tenant ID|Tenant|Phone", 0),
        ("Product barcode|Name|Phone", 0),
    ],
)
def test_another_number_is_never_the_clients(titles: str, place: int) -> None:
    """V22: further back, beside the client's own, or where a tenant is another person."""
    assert _targets(titles)[place] == "custom"
