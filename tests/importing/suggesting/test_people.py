"""A noun for persons over whole names is the client's name, in seven languages."""

import pytest

from clientbook import Table, suggest_mapping

NAMES = {
    "en": "Emily Carter|James Hughes|Sarah O'Brien|Oliver Walker",
    "fr": "Camille Martin|Julien Petit|Sophie d'Argent|Luc Moreau",
    "de": "Anna Schmidt|Peter Weber|Julia von Arnim|Thomas Becker",
    "es": "Lucía García|Pedro Sánchez|Marta Ruiz Gil|Juan de la Cruz",
    "it": "Giulia Rossi|Marco Bianchi|Sara Di Maio|Luca Esposito",
    "pt": "Ana Silva|João dos Santos|Maria Costa|Pedro Ferreira",
    "nl": "Sanne de Vries|Jan Bakker|Eva van den Berg|Tom Smit",
}
PHONE = {
    "en": "Phone", "fr": "Téléphone", "de": "Telefon", "es": "Teléfono", "it": "Telefono",
    "pt": "Telefone", "nl": "Telefoon",
}  # fmt: skip
NOUNS = {
    "en": "Member|Person|Customers|Participant|Singer|Owner|Volunteer|Applicant|Dancer|Parent",
    "fr": "Membre|Personne|Clients|Participant|Chanteuse|Propriétaire|Bénévole|Adhérents|Licencié",
    "de": "Kunden|Person|Sänger/in|Eigentümer|Besitzer|Spieler|Bewohner|Interessent|Mitglieder",
    "es": "Miembro|Persona|Clientes|Cantor|Propietario|Dueño|Jugador|Voluntaria|Abonado",
    "it": "Membro|Persona|Clienti|Cantante|Proprietario|Atleta|Condomino|Iscritti",
    "pt": "Membro|Pessoa|Clientes|Cantora|Proprietário|Associado|Atleta|Condômino|Utente",
    "nl": "Lid|Persoon|Klanten|Zanger|Eigenaar|Vrijwilliger|Bewoner|T.a.v.|Leden",
}
CASES = [(lang, title) for lang, titles in NOUNS.items() for title in titles.split("|")]


def _targets(titles: list[str], cells: list[str]) -> list[str]:
    rows = [[cell, *(f"+4420794600{at}0" for _ in titles[1:])] for at, cell in enumerate(cells)]
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles, rows))]


@pytest.mark.parametrize(("language", "title"), CASES)
def test_a_noun_for_persons_over_whole_names_is_the_name(language: str, title: str) -> None:
    """V22: whole names that differ from row to row say whom the list is of."""
    assert _targets([title, PHONE[language]], NAMES[language].split("|"))[0] == "full_name"


@pytest.mark.parametrize(
    "cells",
    [
        ["Anna Schmidt", "Anna Schmidt", "Peter Weber", "Anna Schmidt", "Peter Weber"],
        ["yes", "no", "yes", "no"],
        ["gold card", "silver card", "no card", "new card"],
        ["12", "13", "14", "15"],
    ],
)
def test_what_repeats_or_names_nobody_is_no_name(cells: list[str]) -> None:
    """V22: staff, answers and kinds of a membership stand below such a noun as well."""
    assert _targets(["Member", "Phone"], cells)[0] != "full_name"


@pytest.mark.parametrize("title", ["Full Name (First Last)", "Name (first, last)", "First/Last"])
def test_the_order_of_a_name_in_brackets_is_no_part_of_it(title: str) -> None:
    """V22: both halves in one cell are the whole."""
    assert _targets([title, "Phone"], ["Anna Schmidt", "Peter Weber"])[0] == "full_name"


def test_two_nouns_over_names_are_a_question() -> None:
    """V22: which of them the client is a person says; beside a name neither is."""
    rows = [[name, name[::-1].title(), str(at)] for at, name in enumerate(NAMES["de"].split("|"))]
    both = suggest_mapping(Table.from_rows(["Owner", "Singer", "Age"], rows))
    assert both.undecided
    beside = suggest_mapping(Table.from_rows(["Name", "Member", "Age"], rows))
    assert [str(c.target) for c in beside][:2] == ["full_name", "custom"]


@pytest.mark.parametrize(
    "title",
    ["Vor- und Zuname", "Zu- und Vorname", "Vor-/Zuname", "Vor- & Nachname", "Vor- u. Familienname",
     "Voor- en achternaam", "Voor-/achternaam"],
)  # fmt: skip
def test_the_end_that_two_words_share_is_of_both(title: str) -> None:
    """V22: what a hyphen leaves hanging is written once, at the second word."""
    assert _targets([title, "Telefon"], ["Anna Schmidt", "Peter Weber"])[0] == "full_name"


@pytest.mark.parametrize("cells", [["1", "2"], ["1", "0", "2"], ["12", "13"]])
def test_a_name_is_never_a_number(cells: list[str]) -> None:
    """K1: not even where 1 and 0 might be yes and no."""
    rows = [[cell, "Meier", "Ulm"] for cell in cells]
    mapping = suggest_mapping(Table.from_rows(["First name", "Last name", "City"], rows))
    assert str(mapping.columns[0].target) == "custom"
