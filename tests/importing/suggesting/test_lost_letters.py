"""A title whose accents an export lost is read as it was meant."""

import re

import pytest

from clientbook import Table, suggest_mapping
from clientbook.importing.suggesting.lost_letters import with_lost_letters
from clientbook.text import base_letters

TITLES = {
    "fr": "Prénom|Nom|Téléphone|Société|Civilité|Désinscrit",
    "de": "Geschäftlich Telefon|Straße|Geburtsdatum|Telefon privat|Länderkürzel|Kundennr.",
    "es": "Nombre|Apellidos|Móvil|Dirección|Código postal|Población|Teléfono fijo",
    "it": "Nome|Cognome|Città|Cellulare|Località",
    "pt": "Nome próprio|Apelido|Telemóvel|Endereço|Código postal|Observações|País",
}
KEPT = [
    *("first_name", "cod_postal", "e_mail", "Newsletter?", "Happy to be emailed?", "Phone?"),
    *("How did you hear about this event?", "cust_name", "is_member", "id_", "?", "???", "a?b"),
]


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_a_lost_letter_changes_no_column(language: str, mark: str) -> None:
    """V22: the row with a mark for each lost letter is suggested as the row without."""
    titles = TITLES[language].split("|")
    lost = [re.sub(r"[^\x00-\x7f]", mark, title) for title in titles]
    assert lost != titles
    found, expected = (
        [column.target for column in suggest_mapping(Table.from_rows(heads, []))]
        for heads in (lost, [base_letters(title) for title in titles])
    )
    assert found == expected


def test_a_line_stands_for_a_letter_where_it_parts_no_words() -> None:
    """V22: as databases write what they do not know."""
    heads = ["Pr_nom", "Nom", "T_l_phone", "Soci_t_"]
    targets = [str(c.target) for c in suggest_mapping(Table.from_rows(heads, []))]
    assert targets[:3] == ["given_name", "family_name", "phone.other"]


@pytest.mark.parametrize("title", KEPT)
def test_what_lost_nothing_stays(title: str) -> None:
    """V22: a question mark asks, and a line parts two words."""
    assert with_lost_letters(title) == title
