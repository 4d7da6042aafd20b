"""A title that says one thing in several languages is read as that."""

import pytest

from clientbook import Table, suggest_mapping

FORMS = {
    "Name/Nom/Cognome|Vorname/Prénom/Nome|Ort/Lieu/Luogo": "family_name given_name address.city",
    "Nachname / Nom / Cognome|Vorname / Prénom / Nome|Strasse / Rue / Via|PLZ / NPA / NPA":
        "family_name given_name address.street address.postcode",
    "Nom/Naam/Name|Prénom/Voornaam/Vorname|Commune/Gemeente/Gemeinde":
        "family_name given_name address.city",
    "Name/Nom/Nome|Telefon/Téléphone/Telefono|E-Mail/Courriel/Email":
        "full_name phone.other email.1",
    "Name/Nom/Cognome/Surname|Vorname/Prénom/Nome/First name|Land/Pays/Paese":
        "family_name given_name address.country",
}  # fmt: skip


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|"), []))]


@pytest.mark.parametrize("titles", FORMS)
def test_what_all_its_pieces_say_is_the_meaning(titles: str) -> None:
    """K19: a word for either name gives way to one that says which."""
    assert _targets(titles) == FORMS[titles].split()


def test_three_things_in_one_title_are_not_one() -> None:
    """K19: pieces that differ say no single thing."""
    assert _targets("Name / Vorname / Firma|Ort")[0] not in ("family_name", "given_name")
