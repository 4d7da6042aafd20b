"""Scores and what they are made of."""

from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.matching import (
    TWO_SEATS,
    Frequencies,
    MatchModel,
    explain,
    find_pairs,
    score,
    shipped_model,
)

MOBILE = PhoneNumber("+33612345678", PhoneKind.MOBILE)
LANDLINE = PhoneNumber("+33412345678", PhoneKind.HOME)
ANNE = Profile(name=PersonName("Anne", "Dubreuil"), phones=(MOBILE,))


def proposed(a: Profile, b: Profile) -> bool:
    return bool(find_pairs({"a": a, "b": b}))


def test_the_duplicates_a_desk_meets() -> None:
    """P17: same mobile, name swap, accent and typo are found."""
    for name in (
        PersonName("Anne", "Dubreuil"),
        PersonName("Dubreuil", "Anne"),
        PersonName("ANNE", "DUBREÜIL"),
        PersonName("Anne", "Dubreuli"),
        PersonName("A.", "Dubreuil"),
    ):
        other = Profile(name=name, phones=(MOBILE,), birthday=PartialDate(1970, 2, 3))
        assert proposed(ANNE, other)


def test_a_family_shares_its_phone_but_is_not_one_person() -> None:
    """P17: the same family phone, e-mail and name with another first name is not proposed."""
    points = {"phones": (MOBILE, LANDLINE), "emails": (EmailAddress("the.dubreuils@free.fr"),)}
    anne = Profile(name=PersonName("Anne", "Dubreuil"), **points)
    paul = Profile(name=PersonName("Paul", "Dubreuil"), **points)
    found = score(anne, paul)
    assert found.match_probability < shipped_model().propose_threshold
    assert not proposed(anne, paul)


def test_parts_sum_to_the_score() -> None:
    """X20: the summands of an explanation are the score, to the last bit."""
    other = Profile(
        name=PersonName("Ann", "Dubreuil"),
        phones=(MOBILE, LANDLINE),
        birthday=PartialDate(1970, 2, 3),
    )
    found = explain(ANNE, other)
    assert sum(p.weight for p in found.parts) == found.match_weight
    assert sum(p.weight for p in reversed(found.parts)) == found.match_weight
    assert found.match_weight == score(other, ANNE).match_weight


def test_two_seats_in_one_appointment_speak_against() -> None:
    """X28: negative evidence lowers the weight and shows in the explanation."""
    plain, seated = explain(ANNE, ANNE), explain(ANNE, ANNE, evidence=[TWO_SEATS])
    assert seated.match_weight < plain.match_weight
    assert [p.level for p in seated.parts if p.field == "evidence"] == ["two_seats"]


def test_a_shared_point_identifies_nobody() -> None:
    """X19: a number marked as a family's adds nothing to a score."""
    bare = Profile(name=ANNE.name)
    shared = score(ANNE, ANNE, shared={"p:+33612345678"})
    assert shared.match_weight == score(bare, bare).match_weight


def test_a_number_that_many_carry_weighs_less() -> None:
    """An identifier weighs less the more persons carry it."""
    rare = Frequencies(1000, {"p:612345678": 2}, frozenset("p"))
    common = Frequencies(1000, {"p:612345678": 90}, frozenset("p"))
    weights = [score(ANNE, ANNE, frequencies=f).match_weight for f in (rare, common)]
    assert weights[0] > weights[1]


def test_a_model_survives_its_json_form() -> None:
    """A model is a value: its JSON form reads back equal."""
    model = shipped_model()
    assert MatchModel.from_json(model.to_json()) == model
