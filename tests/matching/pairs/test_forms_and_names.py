"""A legal form that is a given name is one where given names stand."""

import pytest
from tests.book.people import mobile

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.matching.lists.pairs import find_pairs_report
from clientbook.matching.pairs.firms import is_firm_name


@pytest.mark.parametrize(
    "text",
    [
        "Åsa Lindström", "Asa Lindstrom", "ÅSA LINDSTRÖM", "Lindström Åsa", "Åsa Maria Lindström",
        "Earl Lee", "Ab Visser", "Sas Visser", "Anna Maria Ek", "Maria Lopes Sá", "Lee, Åsa",
    ],
)  # fmt: skip
def test_a_person_is_no_firm_for_a_given_name(text: str) -> None:
    """In front of a family name, with an accent, or short behind a whole name."""
    assert not is_firm_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASA Lindstrom", "EARL Dupont", "E.A.R.L. Dupont", "Dupont EARL", "Norsk Hydro ASA",
        "Dupont SAS", "SAS Dupont", "Sarl Dupont", "Dupont Frères SA", "Turnverein Jahn e.V.",
        "Dupont Frères S.A.", "Earl Jones GmbH", "Volvo Trucks AB",
    ],
)  # fmt: skip
def test_a_legal_form_counts_behind_or_in_capitals(text: str) -> None:
    """Or with its dots."""
    assert is_firm_name(text)


@pytest.mark.parametrize("given", ["Åsa", "Earl", "Ab", "Sas"])
def test_lists_know_persons_of_such_names(given: str) -> None:
    """Each is found again, and nobody else of the family is she, in columns and in one piece."""
    for cut in (lambda text: PersonName(full=text), lambda text: PersonName(*text.split())):
        for other in (given, "Tomas"):
            pair = {
                str(number): Profile(name=cut(f"{said} Lindström"), phones=(mobile(),))
                for number, said in enumerate((given, other))
            }
            assert bool(find_pairs_report(pair.items(), adapt=False).pairs) is (other == given)
