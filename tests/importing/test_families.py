"""Rows of one household that may be either of two others."""

import pytest

from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, Policy, Verdict
from clientbook.importing import families

NAMES = ("Anne", "Paul", "Julie", "Marc", None)
SHARED = (PhoneNumber("+33612345678", PhoneKind.MOBILE),)
HOUSEHOLD = [Profile(name=PersonName(given, "Weber"), phones=SHARED) for given in NAMES] * 4


def test_whoever_may_be_either_of_two_is_found_in_each_of_their_rows() -> None:
    """X31: a family name alone beside two given names, however often it comes."""
    found = families.vague_rows(HOUSEHOLD, [("phone", "email")] * len(HOUSEHOLD), Policy())
    assert found == {place for place, one in enumerate(HOUSEHOLD) if one.name == HOUSEHOLD[4].name}


def test_two_of_a_household_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """X34: however many rows and keys they share."""
    asked: list[tuple[PersonName | None, PersonName | None]] = []

    def counted(profile: Profile, holders: list[Holder], policy: Policy) -> Verdict:
        asked.append((profile.name, holders[0].profile.name))
        return decide(profile, holders, policy)

    monkeypatch.setattr(families, "decide", counted)
    families.vague_rows(HOUSEHOLD, [("phone", "email")] * len(HOUSEHOLD), Policy())
    couples = [frozenset(couple) for couple in asked]
    assert couples
    assert len(couples) == len(set(couples))
