"""Columns that stand beside another: a contact's own, a day's telephone, a village, a code."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str, *rows: str) -> list[str]:
    table = Table.from_rows(titles.split("|"), [row.split("|") for row in rows])
    return [str(column.target) for column in suggest_mapping(table)]


@pytest.mark.parametrize(
    "titles",
    [
        "Name|Phone|Notes|Contact name|Contact notes",
        "Nom|Téléphone|Remarques|Nom contact|Remarques contact",
        "Name|Telefon|Notizen|Kontakt Name|Kontakt Notizen",
        "Nombre|Teléfono|Notas|Nombre contacto|Notas contacto",
        "Nome|Telefone|Observações|Nome Contacto|Observações Contacto",
        "Nome|Telefono|Note|Nome contatto|Note contatto",
        "Naam|Telefoon|Notities|Contactpersoon naam|Contactpersoon notities",
    ],
)
def test_the_clients_own_columns_win_over_the_contacts(titles: str) -> None:
    """V22: whom to ask for has a name and a note of his own, in either order."""
    title = titles.split("|")
    assert _targets(titles) == ["full_name", "phone.other", "note", "custom", "custom"]
    found = _targets("|".join([*title[3:], *title[:3]]))
    assert found == ["custom", "custom", "full_name", "phone.other", "note"]


def test_a_contact_without_a_client_beside_is_the_client() -> None:
    """V22: a firm's list names whom to ask for and nobody else."""
    found = _targets("Company|Contact name|Contact phone")
    assert found == ["company", "full_name", "phone.other"]


def test_one_column_of_street_and_number_is_the_street() -> None:
    """V22: beside a street of its own it is the number."""
    assert _targets("Name|Street & no.|Town")[1] == "address.street"
    assert _targets("Name|Street|House/no.|Town")[1] == "address.street"


def test_only_a_title_of_a_number_may_be_a_clients_number() -> None:
    """V22: a code of something unknown at the beginning of a row is no client's number."""
    assert _targets("AssocCode|First name|Last name")[0] == "custom"
    assert _targets("ID Acme|First name|Last name")[0] == "external_id"


@pytest.mark.parametrize(
    ("titles", "targets"),
    [
        ("Name|Phone (day)|Phone (eve)", "phone.other phone.other.2"),
        ("Cognome e nome|Nato il|Nato a", "birth_date custom"),
        ("Nom et prénom|Né(e) le|Né(e) à", "birth_date custom"),
        ("Nom et prénom|Téléphone|Rmq", "phone.other note"),
        ("Nome|Telefone|Zap", "phone.other phone.mobile"),
        ("Name|Telefon|Ausweich-Tel.", "phone.main phone.other"),
        ("Name|Contact no.|Alt. contact no.", "phone.main phone.other"),
    ],
)
def test_short_words_and_pairs_are_read(titles: str, targets: str) -> None:
    """V22: what people write in their own lists, in the language of the row."""
    assert _targets(titles)[1:] == targets.split()
