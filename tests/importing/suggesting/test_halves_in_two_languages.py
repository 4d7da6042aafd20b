"""A title in two languages says which half of a name it is."""

import pytest

from clientbook import Table, suggest_mapping

FAMILY_FIRST = [
    *("Cognome/Nachname|Nome/Vorname", "Nachname/Cognome|Vorname/Nome", "Cognome|Nome/Vorname"),
    *("Cognome / Nachname|Nome / Vorname", "Cognome - Nachname|Nome - Vorname"),
    *("Nachname/Apellidos|Vorname/Nombre", "Last name/Cognome|First name/Nome"),
    *("Achternaam/Apelido|Voornaam/Nome", "Name/Cognome|Vorname/Nome"),
]
WHOLE = ["Nom/Prénom", "Name/Vorname", "Nome/Cognome", "Nome/Name", "Nome/Vorname"]


def _targets(*titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows([*titles, "E-mail"], []))][:-1]


@pytest.mark.parametrize("titles", FAMILY_FIRST)
def test_a_bare_name_in_the_other_language_is_the_half(titles: str) -> None:
    """V22: "Nome" beside "Vorname" is the given name where the family's stands in the row."""
    assert _targets(*titles.split("|")) == ["family_name", "given_name"]
    assert _targets(*reversed(titles.split("|"))) == ["given_name", "family_name"]


@pytest.mark.parametrize("title", WHOLE)
def test_two_halves_in_one_title_are_the_whole_name(title: str) -> None:
    """V22: where no other column is a half, such a title is all of it."""
    assert _targets(title) == ["full_name"]
