"""What given names, their order, their sex and further words tell of two on one number."""

import pytest
from tests.identity.two_names import verdicts

from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind

FIRST = [
    ("Garnier Luc", "Garnier Jean-Luc", {UNSURE}),
    ("Garnier Jean", "Garnier Jean-Luc", {SAME}),
    ("Demir Ali", "Demir Mehmet Ali", {UNSURE}),
    ("HUBER PETER", "HUBER HANS-PETER", {UNSURE}),
    ("Ruiz Luis", "Ruiz José Luis", {UNSURE}),
    ("Rossi Teresa", "Rossi Maria Teresa", {UNSURE}),
    ("Núñez Carmen", "Núñez María del Carmen", {UNSURE}),
    ("García López José", "García López María José", {UNSURE}),
    ("García López José", "José | García López", {SAME}),
    ("Zied Ben Ali", "Zied | Ben Ali", {SAME}),
    ("Zied Ben Ali", "Karim | Ben Ali", {NEW}),
    ("Dupont Mathieu Julien", "Julien | Dupont", {UNSURE}),
    ("Dupont Mathieu Julien", "Mathieu | Dupont", {SAME}),
    ("Dupont Mathieu Julien", "Dupont Luc", {NEW}),
    ("Chiara Martin", "Chiara | Martin", {SAME}),
    ("Chiara Martin", "Luca Martin", {NEW}),
    ("Zelda Roy", "Zelda | Roy", {SAME}),
    ("Mary Ann | Evans", "Ann | Evans", {UNSURE}),
    ("Mary Ann | Evans", "Mary | Evans", {SAME}),
    ("Mary | Evans", "Ann | Evans", {NEW}),
    ("Ben Paul Smith", "Paul | Smith", {UNSURE}),
    ("Al Tom | Smith", "Tom | Smith", {UNSURE}),
    ("Ben Ali Fatima", "Fatima | Ali", {SAME}),
]
SEXES = [
    ("Anna | Weber", "Herr A. Weber", {UNSURE}),
    ("Anna | Weber", "Herr Anna Weber", {UNSURE}),
    ("Anna | Weber", "Frau A. Weber", {SAME}),
    ("Jane | Smith", "Mr J Smith", {UNSURE}),
    ("Ana | Ruiz", "Sr. A. Ruiz", {UNSURE}),
    ("Giulia | Conti", "Sig. G. Conti", {UNSURE}),
    ("Ken | Hill", "Mrs K Hill", {UNSURE}),
    ("Oliver | Hill", "Mrs O Hill", {UNSURE}),
    ("David | Hill", "Frau D. Hill", {UNSURE}),
    ("Olivia | Hill", "Mrs O Hill", {SAME}),
    ("Hiroshi | Mori", "Mrs Hiroshi Mori", {UNSURE}),
    ("Smith John", "Mrs John Smith", {UNSURE}),
    ("Wright Oliver", "Mrs Oliver Wright", {UNSURE}),
    ("Jean | Weil", "Frau Jean Weil", {UNSURE}),
    ("Jean | Weil", "Mrs Jean Weil", {SAME}),
    ("Jean | Weil", "Mr Jean Weil", {SAME}),
    ("Andrea | Conti", "Sig. Andrea Conti", {SAME}),
    ("Andrea | Weber", "Frau Andrea Weber", {SAME}),
]
LETTERS = [
    ("Paul A. Lee", "Paula Lee", {NEW}),
    ("Jan A. Peeters", "Jana Peeters", {NEW}),
    ("Samir A | Benali", "Samira | Benali", {NEW}),
    ("Carl A. Meier", "Carla Meier", {NEW}),
    ("Jo | Anlee", "Joan | Lee", {NEW}),
    ("Jo Ann | Lee", "Joann | Lee", {SAME}),
    ("J.P. | Roy", "JP | Roy", {SAME}),
    ("Tom | O'Brien", "Tom | OBrien", {SAME}),
    ("Li Xiao Ming", "Xiaoming | Li", {SAME}),
]
BEHIND = [
    *(
        (base, f"{base.replace(' |', '')} {word}", {UNSURE})
        for base in ("Marie | Dupont", "Tom | Lee", "Chiara | Rossi", "Zora | Weil")
        for word in ("enfants", "jumelle", "famille", "mobile", "VIP", "Coloration", "kids", "twin")
    ),
    ("Marie | Dupont", "Marie | Dupont mobile", {UNSURE}),
    ("Marie | Dupont", "Marie Dupont Léo", {UNSURE}),
    ("Paul | Durand", "Le petit Paul Durand", {UNSURE}),
    ("Paul | Durand", "petit Paul Durand", {UNSURE}),
    ("Paul | Dupont", "Père Paul Dupont", {UNSURE}),
    ("Paul | Dupont", "Padre Paul Dupont", {UNSURE}),
    ("Paul | Petit", "Paul Petit", {SAME}),
    ("Marie | Dupont", "Marie Dupont-Roy", {SAME}),
    ("Luis | García", "Luis García López", {SAME}),
    ("Luis | García", "Luis García Martín", {SAME}),
    ("Dupont Marie", "Dupont", {SAME}),
    ("Tom | Lee", "Tom Lee (Tommy)", {SAME}),
    ("Léo | Dupont", "Marie Dupont, Léo", {UNSURE}),
    ("Tom | Lee", "Ann Lee, Tom", {UNSURE}),
    ("Hugo | Roy", "Roy Léa, Hugo", {UNSURE}),
    ("Luis | García", "García Martín, Luis", {SAME}),
    ("Lee | Dupont", "Dupont, Lee", {SAME}),
    ("Luis | García López", "García López, Luis", {SAME}),
]


@pytest.mark.parametrize(("a", "b", "kinds"), [*FIRST, *SEXES, *LETTERS, *BEHIND])
def test_names_tell_in_both_orders_and_in_one_piece(
    a: str, b: str, kinds: set[VerdictKind]
) -> None:
    """X31: whichever of the two is known."""
    assert verdicts(a, b) == kinds


def test_letters_of_two_columns_are_no_name_for_sure() -> None:
    """Jo of a family Ann Lee may be Joann Lee; in one piece nobody knows where it is cut."""
    assert verdicts("Jo | Ann Lee", "Joann | Lee") == {UNSURE, SAME}
