"""Names whose parts stand in one another's place."""

import pytest

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.matching import Frequencies, explain, find_pairs_report

FILLERS = [
    (given, family)
    for given in ("Serkan", "Songül", "Burak", "Gülsüm")
    for family in ("Koç", "Aydın", "Zorlu", "Avcı")
]
"""Names no list of known given names holds, on both sides of each other in the alphabet."""


def _list(given: str, family: str) -> dict[str, Profile]:
    names = [(given, f) for _, f in FILLERS] + [(g, family) for g, _ in FILLERS] + FILLERS
    return {str(n): Profile(name=PersonName(*name)) for n, name in enumerate(names)}


def _bits(a: PersonName, b: PersonName, frequencies: Frequencies) -> float:
    """What the parts of two names say together, their order aside."""
    found = explain(Profile(name=a), Profile(name=b), frequencies=frequencies)
    return sum(part.weight for part in found.parts if part.field in ("given", "family"))


@pytest.mark.parametrize(("given", "family"), [("Yunus", "Demir"), ("Demir", "Yunus")])
def test_exchanged_names_say_what_the_names_say_in_their_places(given: str, family: str) -> None:
    """M7: a frequent name written the other way round is no rarer for it, whatever the alphabet."""
    frequencies = Frequencies.of(_list(given, family).values())
    right, turned = PersonName(given, family), PersonName(family, given)
    assert _bits(right, turned, frequencies) == _bits(right, right, frequencies)
    assert _bits(turned, right, frequencies) == _bits(right, right, frequencies)


@pytest.mark.parametrize(("given", "family"), [("Yunus", "Demir"), ("Demir", "Yunus")])
def test_a_list_weighs_exchanged_names_as_one_pair_does(given: str, family: str) -> None:
    """X20: which word is the given name is told alike in columns and for a single pair."""
    people = _list(given, family)
    people |= {
        "x": Profile(name=PersonName(given, family)),
        "y": Profile(name=PersonName(family, given)),
    }
    report = find_pairs_report(people, threshold=0.0)
    (pair,) = [p for p in report.pairs if (p.left, p.right) == ("x", "y")]
    alone = explain(people["x"], people["y"], model=report.model, frequencies=report.frequencies)
    assert pair.match_weight == alone.match_weight
