"""A second difference makes no question certain."""

import attrs
import pytest
from tests.book.people import mobile
from tests.identity.two_names import verdicts

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import VerdictKind
from clientbook.matching.pairs.names import compare_names, compatible_names
from clientbook.matching.pairs.scoring import score

SAME, UNSURE, NEW = VerdictKind

SLIPS = [("Dupont", "Dupond"), ("Fontaine", "Fontayne"), ("García", "Garzia"), ("Weiß", "Weihs")]


@pytest.mark.parametrize(("right", "slip"), SLIPS)
@pytest.mark.parametrize("more", ["{}-Roy", "{} Roy", "Roy-{}", "de la {}", "{} de Roy"])
def test_a_slip_is_none_the_surer_for_a_further_name(right: str, slip: str, more: str) -> None:
    """A person decides, or it is another one, whichever of the two has the slip."""
    assert SAME not in verdicts(f"Luc | {right}", f"Luc | {slip}")
    assert SAME not in verdicts(f"Luc | {right}", f"Luc | {more.format(slip)}")
    assert SAME not in verdicts(f"Luc | {more.format(right)}", f"Luc | {slip}")
    assert SAME not in verdicts(f"Luc | {more.format(right)}", f"Luc | {more.format(slip)}")


SECOND = {
    "a middle name": {"middle": "Paul"},
    "an initial": {"middle": "P."},
    "another name at birth": {"maiden": "Klein"},
    "a nickname": {"nickname": "Lulu"},
    "a title": {"prefix": "Dr."},
    "a suffix": {"suffix": "Jr"},
}


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize(("right", "slip"), SLIPS)
def test_a_slip_is_none_the_surer_for_what_stands_beside_it(
    right: str, slip: str, second: str
) -> None:
    """Not in the name at birth either."""
    name, other = PersonName("Luc", right), PersonName("Luc", slip)
    more = attrs.evolve(other, **SECOND[second])
    born = PersonName("Luc", "Klein", maiden=slip)
    for one, two in ((name, more), (more, name), (name, born), (born, name)):
        assert not compatible_names(one, two), second


def test_a_slip_and_a_further_name_weigh_no_more_than_either() -> None:
    """Whole lists say the same."""

    def weight(family: str) -> float:
        one, two = (PersonName("Luc", name) for name in ("Dupont", family))
        return score(*(Profile(name=n, phones=(mobile(),)) for n in (one, two))).match_weight

    assert weight("Dupond-Roy") < min(weight("Dupond"), weight("Dupont-Roy"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Luc | Dupont", "Luc | Dupont-Roy"),
        ("Luc | Dupont", "L. | Dupont-Roy"),
        ("Luc | García López", "Luc | López García"),
        ("Nolwenn | Le Goff", "Nolwenn | Goff"),
    ],
)
def test_two_parts_left_out_are_no_slip(a: str, b: str) -> None:
    """What is only left out on one side makes nobody else."""
    assert verdicts(a, b) <= {SAME, UNSURE}
    one, two = (PersonName(*map(str.strip, text.split("|"))) for text in (a, b))
    assert compatible_names(one, two), compare_names(one, two)
