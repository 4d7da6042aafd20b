"""Names of which nothing tells where the family name ends are divided by the name they meet."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.matching import NameLevel, compare_names, compatible_names, find_pairs
from clientbook.matching.pairs.name_parts import PARTICLES
from clientbook.matching.pairs.names import is_compatible

N = PersonName
TITLES_OR_NAMES = (
    "Don", "Dona", "Lady", "Lord", "Dame", "Mag", "Ing", "Junior", "Senior", "Esq", "Me",
)  # fmt: skip
WORDS = sorted({*PARTICLES, *(word.lower() for word in TITLES_OR_NAMES)} - {"m", "me"})
FAMILIES = ("Smith", "Wei", "Morrison", "Le Goff", "van der Berg", "Ben Ali", "García López")


def _both(a: PersonName, b: PersonName) -> NameLevel:
    level = compare_names(a, b)
    assert compare_names(b, a) is level
    return level


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_may_be_a_given_name_is_one_beside_another(word: str) -> None:
    """X31: Ben Smith is as little Anna Smith in one piece as in two, nor is Du Wei Li Wei."""
    for family in ("Smith", "Wei"):
        said = word.title(), f"{word.title()} Peter"
        for other in (N("Zelda", family), N(full=f"Zelda {family}"), N(full=f"{family}, Zelda")):
            for one in said:
                assert _both(N(full=f"{one} {family}"), other) is NameLevel.CONFLICT, (one, other)
                assert _both(N(family=f"{one} {family}"), other) is NameLevel.CONFLICT


BEHIND = ("", " (vip)", " VIP", " 2")
PLACES = tuple(product(FAMILIES, ("{0} {1}", "{1} {0}", "{1}, {0}"), BEHIND))


@given(
    st.sampled_from(sorted(PARTICLES)),
    st.sampled_from(("", "Peter ", "Tom ", "Anna ")),
    st.sampled_from(("Anna", "Peter", "Tom Peter", "Mutter Tom", "A.", "Benjamin", "Zelda Anna")),
    st.sampled_from(PLACES),
)
def test_one_piece_is_never_surer_than_two(
    word: str, more: str, other: str, place: tuple[str, str, str]
) -> None:
    """X31: what given and family name tell apart, a word in front and one behind do not join."""
    family, order, behind = place
    mine, theirs = f"{word.title()} {more}".strip(), N(other, family)
    if word in family.lower().split() or is_compatible(compare_names(N(mine, family), theirs)):
        return
    one = N(full=f"{mine} {family}{behind}")
    for two in (theirs, N(full=order.format(other, family) + behind)):
        assert not compatible_names(one, two)
        assert not compatible_names(two, one)


@pytest.mark.parametrize("behind", ["", " (vip)", " VIP", " mobile", " (Paris)", " née Roy"])
@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dupont Zelda", "Le Goff Yann"),
        ("Zelda Le Goff", "Le Goff Yann"),
        ("Mac Donald Zelda", "Martin Sofia"),
        ("Ben Ali Pierre", "Zelda Smith"),
        ("von Stein Karim", "Zelda von Stein"),
        ("Karim Saint-Martin", "Saint-Martin Hugo"),
        ("Karim E. El Amrani", "El Amrani Zelda"),
        ("Anna D. Ben Ali", "M. Ben Ali Zelda"),
        ("Le Van Anh", "Nguyen Thi Anh"),
        ("Monsieur le Docteur Hugo Dupont", "Zelda Dupont"),
        ("Monsieur le Maire Hugo Dupont", "Zelda Dupont"),
        ("Mme la Présidente Anna Dupont", "Hugo Dupont"),
        ("M. le Comte Hugo Dupont", "Zelda Dupont"),
    ],
)
def test_a_word_more_joins_nobody(one: str, two: str, behind: str) -> None:
    """X31: each has a given name that the other has not, whatever else both have."""
    assert _both(N(full=one + behind), N(full=two + behind)) is NameLevel.CONFLICT


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dupont, Pierre alias Roy", "Dupont Zelda geb. Roy"),
        ("Dupont Karim épouse Roy", "Dupont, Anna (Roy)"),
        ("Dupont Pierre née Roy", "Dupont, Zelda dit Roy"),
        ("Me Smith, Pierre ex Roy", "Smith Anna (Roy)"),
    ],
)
def test_each_a_word_more_is_never_sure_in_either_order(one: str, two: str) -> None:
    """X31: two parts of which each name has more than the other, crossed or in place."""
    assert not is_compatible(_both(N(full=one), N(full=two)))


@pytest.mark.parametrize(
    ("full", "parts", "level"),
    [
        ("Ben Smith", ("Ben", "Smith"), NameLevel.EXACT),
        ("Ben Smith", ("Benjamin", "Smith"), NameLevel.NICKNAME),
        ("Ben Smith", ("B.", "Smith"), NameLevel.INITIAL),
        ("Ben Smyth", ("Ben", "Smith"), NameLevel.TYPO),
        ("Don Smith", ("Don", "Smith"), NameLevel.EXACT),
        ("Le Van Anh", ("Van Anh", "Le"), NameLevel.EXACT),
        ("Le Goff", ("Nolwenn", "Le Goff"), NameLevel.BLANK),
        ("Le Goff", ("Nolwenn", "Legoff"), NameLevel.BLANK),
        ("Le Goff Nolwenn", ("Nolwenn", "Goff"), NameLevel.SUBSET),
        ("Le Goff N.", ("Nolwenn", "Legoff"), NameLevel.INITIAL),
        ("Le Goff Nolwenn (vip)", ("Nolwenn", "Le Goff"), NameLevel.TYPO),
        ("Monsieur le Maire Hugo Dupont", ("H.", "Dupont"), NameLevel.INITIAL),
        ("Madame la Docteur Dupont", (None, "Dupont"), NameLevel.EXACT),
        ("M. Le Maire Bruno", ("Bruno", "Le Maire"), NameLevel.EXACT),
    ],
)
def test_what_fits_in_parts_fits_in_one_piece(
    full: str, parts: tuple[str | None, str], level: NameLevel
) -> None:
    """X31: a name in one piece is as sure as its parts, where they are those of the other."""
    assert _both(N(full=full), N(*parts)) is level


def test_pairs_of_a_list_are_told_apart_so_too() -> None:
    """X31, P17: what a check calls two people, no list proposes as one."""
    names = ("Anna Smith", "Ben Smith", "Al Smith", "Li Smith", "Don Smith")
    profiles = {
        name: Profile(name=N(full=name), phones=(PhoneNumber("+33612345678"),)) for name in names
    }
    assert not [p for p in find_pairs(profiles.items()) if p.probability > 0.5]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lê Quang Minh", "Lê Đình Minh"),
        ("Nguyễn Thị Lan", "Nguyễn Văn Lan"),
        ("Nguyen Van Lan", "Nguyen Minh Lan"),
        ("Đỗ Thị Hoa", "Đỗ Văn Hoa"),
        ("Trần Thị Bình", "Trần Văn Bình"),
        ("Jan van Dam", "Jan ten Dam"),
        ("Jan van Dam", "J. ten Dam"),
        ("Ana de Luna", "Ana San Luna"),
        ("van Dam, Jan", "Jan ten Dam"),
    ],
)
def test_a_particle_in_the_place_of_another_word_is_no_agreement(one: str, two: str) -> None:
    """X31: what is a particle in one language is a name in another."""
    assert not is_compatible(_both(N(full=one), N(full=two)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Jan van Dam", "Jan v. Dam"),
        ("Jan van Dam", "Jan Dam"),
        ("Jan van Dam", "VAN DAM Jan"),
        ("Ali Al Sayed", "Ali El Sayed"),
        ("Jean Saint Roy", "Jean St Roy"),
        ("Jean de la Tour", "Jean Delatour"),
        ("A. de Gersseau", "Anne Gersseau"),
        ("Nguyễn Văn Lan", "Nguyen Lan"),
        ("Lê Quang Minh", "Lê Q. Minh"),
        ("Ben Smith", "B. Smith"),
    ],
)
def test_a_particle_that_is_left_out_or_spelt_otherwise_tells_nothing(one: str, two: str) -> None:
    """X31: no other word stands in its place."""
    assert is_compatible(_both(N(full=one), N(full=two)))


@pytest.mark.parametrize(
    "remark",
    ["le matin", "du mardi", "por la tarde", "de slager", "do not call", "de man", "le fils"],
)
@pytest.mark.parametrize("name", ["Léa Dupont", "Zelda Wong", "Ana de Luna"])
def test_a_remark_with_a_particle_is_no_family_name(remark: str, name: str) -> None:
    """X31: nor does it say surely who is meant; another given name is another person still."""
    one = N(full=f"{name} ({remark})")
    assert _both(one, N(full=name)) is NameLevel.TYPO
    assert _both(one, N(full=f"Hugo {name.partition(' ')[2]}")) is NameLevel.CONFLICT
    assert _both(one, N(full=f"{name} ({remark})".upper())) is NameLevel.EXACT
