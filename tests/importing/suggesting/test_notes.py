"""What stands below a word for remarks is a note, whoever wrote it."""

import pytest

from clientbook import Table, suggest_mapping

TITLES = [
    "Things to know", "Good to know", "Don't forget", "A ne pas oublier", "Choses à savoir",
    "Was sonst wichtig ist", "Wissenswertes", "Cosas a tener en cuenta", "No olvidar",
    "Da sapere", "Non dimenticare", "A não esquecer", "Coisas a saber", "Niet vergeten",
    "Goed om te weten", "Anything we need to be aware of", "Infos à savoir", "Besonderheiten",
    "Ojo con", "Da tener presente", "Coisas importantes",
]  # fmt: skip
REMARKS = ("prefers Saturdays", "ring twice, please", "parks in the yard")
OF_SOMEBODY = [
    ("Surname", "Notes from committee"), ("Nom", "Notes en texte brut"),
    ("Nom", "Remarques moniteur"), ("Nachname", "Bemerkungen Vorstand"),
    ("Apellidos", "Observaciones monitor"),
]  # fmt: skip


def _target(name: str, title: str, *cells: str) -> str:
    rows = [["Roy", cell] for cell in cells]
    return str(suggest_mapping(Table.from_rows([name, title], rows)).columns[1].target)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_asks_for_remarks_is_a_note(title: str) -> None:
    """K19: in seven languages."""
    assert _target("Name", title) == "note"


@pytest.mark.parametrize(("name", "title"), OF_SOMEBODY)
def test_remarks_prove_whose_notes_they_are(name: str, title: str) -> None:
    """K19: beside a word nobody knows the cells say that they are remarks, or nothing does."""
    assert _target(name, title, *REMARKS) == "note"
    assert _target(name, title, "4", "2", "5", "1", "3") == "custom"
    assert _target(name, title) == "custom"


def test_a_mark_is_no_note() -> None:
    """K1: "Note" over numbers is that of a school."""
    assert _target("Nom", "Note", "4", "2", "5", "1", "3") == "custom"
