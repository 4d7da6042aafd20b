"""Letters in front of a name that are a title or an initial are read both ways."""

import pytest

from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.matching import NameLevel, compare_names
from clientbook.matching.pairs.names import is_compatible, is_doubted

N = PersonName


def _name(said: str | PersonName) -> PersonName:
    return N(full=said) if isinstance(said, str) else said


def _both(one: str | PersonName, two: str | PersonName) -> NameLevel:
    a, b = _name(one), _name(two)
    level = compare_names(a, b)
    assert compare_names(b, a) is level
    assert is_doubted(a, b) is is_doubted(b, a)
    return level


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("M. P. Durand", "Mme P. Durand"),
        ("M.P. Durand", "Mme P. Durand"),
        ("M. P. Durand", "Mlle P. Durand"),
        ("Durand, M. P.", "Durand, Mme P."),
        ("M J Dupont", "Mme J Dupont"),
        ("M. J.-P. Dupont", "Mme J.-P. Dupont"),
        (N("M. J.", "Dupont"), N("J.", "Dupont", prefix="Mme")),
        (N("M.", "Dupont", middle="J."), N("J.", "Dupont", prefix="Mme")),
        ("D. Luis Ruiz", "Dª Luisa Ruiz"),
        ("D. Mario Ruiz", "Dª María Ruiz"),
        ("D. Juan", "Dª Juana"),
        ("D. Ruiz", "Dª Ruiz"),
        ("D. Ruiz", "Doña Ruiz"),
        ("D. J. Ruiz", "Dña. J. Ruiz"),
        ("D. J. Ruiz", "D.ª J. Ruiz"),
        (N("J.", "Ruiz", prefix="D."), N("J.", "Ruiz", prefix="Dª")),
        ("Don J. Ruiz", "Doña J. Ruiz"),
        ("Hr. J. Maier", "Fr. J. Maier"),
        ("Herr Maier", "Fr. Maier"),
        (N("J.", "Maier", prefix="Hr."), N("J.", "Maier", prefix="Fr.")),
        ("Pan J. Nowak", "Pani J. Nowak"),
        ("Pan Nowak", "Pani Nowak"),
    ],
)
def test_what_may_be_a_title_is_never_surely_of_the_other_sex(
    one: str | PersonName, two: str | PersonName
) -> None:
    """X31: husband and wife share a number and a family name, and often an initial."""
    assert not is_compatible(_both(one, two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("M. P. Durand", "Paul Durand"),
        ("M. P. Durand", "Marie Durand"),
        ("M. P. Durand", N("Paul", "Durand", prefix="M.")),
        ("M P Durand", "Paul Durand"),
        ("Fr. J. Maier", "Julia Maier"),
    ],
)
def test_what_fits_one_reading_is_a_doubt(one: str, two: str | PersonName) -> None:
    """X31: neither surely one person nor surely two, a person decides."""
    assert _both(one, two) is NameLevel.TYPO
    assert is_doubted(_name(one), _name(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("M. P. Durand", "M P Durand"),
        ("M. P. Durand", "Mr P. Durand"),
        ("M. P. Durand", "P. Durand"),
        ("M. Paul DURAND", "DURAND Paul M."),
        ("D. Luis Ruiz", "Luis Ruiz"),
        ("D. Ruiz", "David Ruiz"),
        ("D. Smith", "Ms D. Smith"),
        ("D. Smith", "Mrs Diana Smith"),
        ("D. P. Smith", "David Smith"),
    ],
)
def test_what_fits_both_readings_or_an_initial_is_one_person(one: str, two: str) -> None:
    """X31: a letter in front alone is no reason to ask."""
    assert is_compatible(_both(one, two))


def test_a_stated_gender_leaves_no_other_title() -> None:
    """X31: M. P. Durand who says that she is a woman is no monsieur."""
    one, two = N(full="M. P. Durand"), N("Marie", "Durand")
    woman = Gender(GenderCode.FEMALE)
    assert compare_names(one, two, (woman, None)) is NameLevel.INITIAL
    assert compare_names(two, one, (None, woman)) is NameLevel.INITIAL


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (N("J.", "Bakker", prefix="De heer"), N("J.", "Bakker", prefix="Mevrouw")),
        (N(None, "Bakker", prefix="De heer"), N(None, "Bakker", prefix="Mevrouw")),
        ("De heer J. Bakker", "Mevrouw J. Bakker"),
        ("De Heer J. Bakker", "Mevr. J. Bakker"),
        ("de heer Bakker", "mevrouw Bakker"),
        ("De heer Bakker", "Mevrouw Bakker"),
        ("Dott. G. Rossi", "Dott.ssa G. Rossi"),
        ("Dr. J. Silva", "Dra. J. Silva"),
        ("Dr. J. Silva", "Dr.ª J. Silva"),
        ("Dr. Silva", "Dra. Silva"),
        (N("J.", "Silva", prefix="Dr."), N("J.", "Silva", prefix="Dra.")),
        ("Prof. J. Silva", "Prof.ssa J. Silva"),
        ("Sr. J. Silva", "Sra. J. Silva"),
        ("Sr. J. Silva", "Dra. J. Silva"),
        ("Mr J.-P. Roy", "Mrs J.-P. Roy"),
    ],
)
def test_titles_of_two_persons_are_never_surely_of_one(
    one: str | PersonName, two: str | PersonName
) -> None:
    """X31: a couple of whom no given name is known is two, by titles of any language."""
    assert not is_compatible(_both(one, two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Jan de Heer", "De Heer Jan"),
        ("De heer Jan Bakker", "Jan Bakker"),
        (N("Jan", "de Heer"), "Jan de Heer"),
        ("Dra. Ana Silva", "Dr Ana Silva"),
        ("Dott.ssa Anna Rossi", "Anna Rossi"),
    ],
)
def test_a_title_beside_a_whole_name_is_no_part_of_it(
    one: str | PersonName, two: str | PersonName
) -> None:
    """X31: and a family name that looks like one is none."""
    assert _both(one, two) in (NameLevel.EXACT, NameLevel.SWAPPED)
