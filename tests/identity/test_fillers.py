"""What stands where a name should, and is none."""

import pytest
from tests.identity.two_names import said, verdicts

from clientbook.domain.names import PersonName
from clientbook.identity.completing import complete_name
from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind

NOBODY = [
    "Unknown", "Inconnu", "Anonymous", "Anonyme", "Anonym", "xxx", "XXXX", "No Name", "sans nom",
    "Sin nombre", "Senza nome", "Ohne Namen", "Client inconnu", "Unknown Unknown", "Mme Unknown",
    "Unbekannter Kunde",
]  # fmt: skip
SOMEBODY = ["Client", "New Client", "nouveau client", "Kunde", "Neukunde", "Guest", "walk-in"]


@pytest.mark.parametrize("text", NOBODY)
def test_a_name_that_nobody_knows_is_no_name(text: str) -> None:
    """X39: it is whoever has the number, and takes the first name that comes."""
    assert verdicts(text, "Marie | Dupont") == {SAME}
    assert complete_name(said(text), said("Marie | Dupont")) == PersonName("Marie", "Dupont")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Marie | Inconnu", {SAME}),
        ("Marie | xxx", {SAME}),
        ("Paul | Inconnu", {NEW}),
        ("Unknown | Dupont", {SAME}),
        ("Unknown | Roy", {NEW}),
    ],
)
def test_a_filler_beside_a_name_says_nothing_in_one_piece_too(
    text: str, kinds: set[VerdictKind]
) -> None:
    """X31: and what it fills is taken from whoever comes."""
    assert verdicts(text, "Marie | Dupont") == kinds
    if kinds == {SAME} and text.startswith("Marie"):
        whole = PersonName(full=text.replace(" |", ""))
        assert complete_name(whole, said("Marie Dupont")) == PersonName(full="Marie Dupont")


@pytest.mark.parametrize("text", SOMEBODY)
def test_a_client_of_whom_nothing_else_is_said_waits(text: str) -> None:
    """It may be whoever has the number, or who comes for the first time; a name replaces it."""
    assert verdicts(text, "Marie | Dupont") == {UNSURE}
    assert verdicts(text, text) == {SAME}
    assert complete_name(said(text), said("Marie | Dupont")) == PersonName("Marie", "Dupont")
    assert complete_name(said("Marie | Dupont"), said(text)) == PersonName("Marie", "Dupont")


@pytest.mark.parametrize("name", ["Anna | Guest", "Null | Roy", "Anna | Null", "Xenia | Roy"])
def test_a_word_that_is_a_name_in_its_column_is_one(name: str) -> None:
    """Families are called Guest and Null."""
    assert verdicts(name, "Zora | Weil") == {NEW}
    assert verdicts(name, name) == {SAME}
