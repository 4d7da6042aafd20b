"""Whether somebody wants news is read or asked about however a list says it."""

import pytest

from clientbook import Table, suggest_mapping

WANTED = {
    "Pretende receber newsletter": ("Sim", "Não"),
    "Quer receber e-mails": ("sim", "não"),
    "Recebe newsletter": ("S", "N"),
    "Would like newsletter": ("Yes", "No"),
    "Möchte Newsletter erhalten": ("ja", "nein"),
    "Quiere recibir newsletter": ("sí", "no"),
    "Mag gemaild worden": ("ja", "nee"),
    "Fancies our newsletter": ("Yes", "No"),
    "Gradisce la newsletter": ("sì", "no"),
    "Ça vous dit la newsletter": ("oui", "non"),
}


@pytest.mark.parametrize("title", WANTED)
def test_a_wish_for_news_is_no_attribute(title: str) -> None:
    """X36: words nobody taught stand beside "newsletter"; a no is not dropped for them."""
    rows = [["Ana", WANTED[title][0], "a@example.org"], ["Rui", WANTED[title][1], "r@example.org"]]
    column = suggest_mapping(Table.from_rows(["Name", title, "E-mail"], rows)).columns[1]
    if column.target is None:
        assert "consent" in {target.field for target in column.alternatives}
    else:
        assert column.target.field == "consent"


@pytest.mark.parametrize(
    "title",
    ["Ragione sociale / Nome e cognome", "Nome e cognome / Ragione sociale",
     "Nom et prénom / Raison sociale", "Firma / Vor- und Nachname", "Name / Company"],
)  # fmt: skip
def test_a_person_or_a_firm_is_not_half_a_name(title: str) -> None:
    """X36: two fields in one title are what both are, however the name is said."""
    rows = [["Rossi Mario", "via Roma 1"], ["Bianchi Srl", "via Po 2"]]
    column = suggest_mapping(Table.from_rows([title, "Via"], rows)).columns[0]
    assert column.target is None or column.target.field in ("full_name", "company")
