"""Twins share everything but the first name."""

import pytest
from tests.book.people import mobile, person

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, VerdictKind
from clientbook.matching import find_pairs, score, shipped_model

BORN = PartialDate(2015, 4, 3)
HOME = (PostalAddress(street="3 rue B", postcode="69001", locality="Lyon"),)
TWINS = [("Lucas", "Noé"), ("Paul", "Paula"), ("Louis", "Louise"), ("Jean-Pierre", "Jean-Paul")]


def _child(given: str, born: PartialDate = BORN) -> Profile:
    return person(
        f"{given} Garel", mobile(), email="garel@example.org", birthday=born, addresses=HOME
    )


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_twins_are_two(one: str, other: str) -> None:
    """M5, X20: a list does not propose them, a pair does not score, the rule calls them others."""
    model = shipped_model()
    pair = score(_child(one), _child(other))
    assert pair.match_probability < model.propose_threshold
    assert list(find_pairs([("a", _child(one)), ("b", _child(other))])) == []
    verdict = decide(_child(one), [Holder(_child(other), "b")])
    assert (verdict.kind, verdict.proposed) == (VerdictKind.NEW, ())


@pytest.mark.parametrize("given", ["Lucas", "L", "Lucsa"])
def test_one_child_is_one(given: str) -> None:
    """M5: the same child under an initial or a slip is found as before."""
    model = shipped_model()
    pair = score(_child("Lucas"), _child(given))
    assert pair.match_probability >= model.propose_threshold
    found = list(find_pairs([("a", _child("Lucas")), ("b", _child(given))]))
    assert [(p.left, p.right) for p in found] == [("a", "b")]
