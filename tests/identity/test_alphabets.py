"""A name in another alphabet makes nobody a double unasked, and nobody surely one."""

from itertools import permutations

import pytest
from tests.book.people import mobile
from tests.identity.two_names import said, verdicts

from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, VerdictKind

SAME, UNSURE, NEW = VerdictKind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иван | Петров", "Ivan | Petrov"),
        ("Юлия | Соколова", "Yulia | Sokolova"),
        ("Юлия | Соколова", "Julia | Sokolova"),
        ("Сергій | Коваль", "Serhii | Koval"),
        ("Михаил | Щукин", "Mikhail | Shchukin"),
        ("Георги | Първанов", "Georgi | Parvanov"),
        ("Александр | Петров", "Alexander | Petrov"),
        ("Γιώργος | Παπαδόπουλος", "Giorgos | Papadopoulos"),
    ],
)
def test_a_name_in_cyrillic_or_greek_is_asked_about(one: str, other: str) -> None:
    """In columns and in one piece."""
    assert verdicts(one, other) == {UNSURE}
    assert verdicts(one, one) == {SAME}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Мария | Петрова", "Ivan | Petrov"), ("Иван | Петров", "Georgi | Petrov")],
)
def test_another_given_name_is_another_person(one: str, other: str) -> None:
    """A family that writes in two alphabets."""
    assert verdicts(one, other) == {NEW}


@pytest.mark.parametrize(
    "names", [("王小明", "Xiaoming | Wang"), ("أحمد السيد", "Ahmed | Al-Sayed")]
)
def test_scripts_that_are_not_compared_wait_where_a_second_point_agrees(
    names: tuple[str, str],
) -> None:
    """The mailbox or the birth date beside the number; the number alone is a family's."""
    born = PartialDate(1980, 5, 17)
    for more, kind in (
        ({}, NEW),
        ({"emails": (EmailAddress("a@example.org"),)}, UNSURE),
        ({"birthday": born}, UNSURE),
    ):
        for one, other in permutations(names):
            held, comes = (
                Profile(name=said(text), phones=(mobile(),), **more) for text in (one, other)
            )
            assert decide(comes, [Holder(held, "c1")]).kind is kind
