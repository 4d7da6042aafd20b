"""Two titles that nobody here knows are of two persons as well as of one."""

from itertools import permutations

import pytest
from tests.book.people import mobile

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, VerdictKind

SAME, UNSURE, NEW = VerdictKind


def _kinds(one: PersonName, two: PersonName) -> set[VerdictKind]:
    people = [Profile(name=name, phones=(mobile(),)) for name in (one, two)]
    return {decide(a, [Holder(b, "c1")]).kind for a, b in permutations(people)}


@pytest.mark.parametrize(
    "titles",
    [("Begum", "Bey"), ("Shri", "Smt"), ("Ông", "Bà"), ("Úr", "Asszony"), ("Kyrios", "Kyria")],
)
def test_a_family_name_below_two_unknown_titles_is_not_surely_one_person(
    titles: tuple[str, str],
) -> None:
    """Below one of them it is, and two given names that are spelt out tell by themselves."""
    other = titles[1]
    bare = [PersonName(prefix=title, family="Weil") for title in titles]
    assert SAME not in _kinds(*bare)
    assert _kinds(bare[0], bare[0]) == {SAME}
    assert SAME not in _kinds(bare[0], PersonName(prefix=other, given="Zora", family="Weil"))
    named = [PersonName(prefix=title, given="Zora", family="Weil") for title in titles]
    assert _kinds(*named) == {SAME}
    assert _kinds(
        PersonName(prefix="Dr. med.", family="Weil"), PersonName(prefix="Dr", family="Weil")
    ) == {SAME}
