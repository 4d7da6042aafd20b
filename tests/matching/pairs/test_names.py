"""Names as one unit."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.matching import NameLevel, compare_names, compatible_names, find_pairs
from clientbook.matching.pairs.model import shipped_model
from clientbook.matching.pairs.name_marks import NO_MARKS, marks_in_place, titles_in_place
from clientbook.matching.pairs.name_part_levels import PartLevel, compare_family, compare_given
from clientbook.matching.pairs.name_parts import is_plain, name_parts, name_words
from clientbook.matching.pairs.names import crossed
from clientbook.matching.pairs.relations import relations_of
from clientbook.matching.pairs.scoring import score
from clientbook.matching.pairs.set_apart import without_remark

CASES = [
    (("Jean", "Dupont"), ("jean", "DUPONT"), NameLevel.EXACT),
    (("Amélie", "Côté"), ("Amelie", "Cote"), NameLevel.EXACT),
    (("Mme Anne", "Roy"), ("Anne", "Roy"), NameLevel.EXACT),
    (("Marcel", "deAndré"), ("Marcel", "de André"), NameLevel.EXACT),
    (("Jean", "Dupont"), ("DUPONT", "Jean"), NameLevel.SWAPPED),
    (("Bill", "Smith"), ("William", "Smith"), NameLevel.NICKNAME),
    (("Jean", "Roy"), ("Jean-Pierre", "Roy"), NameLevel.SUBSET),
    (("Anne", "Rolard-Delmelin"), ("Anne", "Delmelin"), NameLevel.SUBSET),
    (("Sandra L.", "Hill"), ("Sandra", "Hill"), NameLevel.SUBSET),
    (("J-P", "Martin"), ("Jean-Pierre", "Martin"), NameLevel.INITIAL),
    (("J.", "Martin"), ("Jean", "Martin"), NameLevel.INITIAL),
    (("Catherine", "Mrtin"), ("Catherine", "Martin"), NameLevel.TYPO),
    ((None, "Martin"), ("Paul", "Martin"), NameLevel.BLANK),
    (("Magge", "Wilson"), ("Margaret", "Wilson"), NameLevel.TYPO),
    (("Paul", "Martin"), ("Marie", "Martin"), NameLevel.CONFLICT),
    (("Mary", "Martin"), ("Marc", "Martin"), NameLevel.CONFLICT),
    (("Louis", "Roy"), ("Louise", "Roy"), NameLevel.CONFLICT),
    (("Jean-Pierre", "Roy"), ("Jean-Paul", "Roy"), NameLevel.CONFLICT),
]


@pytest.mark.parametrize(("a", "b", "level"), CASES)
def test_levels(a: tuple[str | None, str], b: tuple[str | None, str], level: NameLevel) -> None:
    """P17: each habit of writing names has its level, in either direction."""
    left, right = PersonName(*a), PersonName(*b)
    assert compare_names(left, right) is level
    assert compare_names(right, left) is level


@pytest.mark.parametrize(
    "full", ["Céline de Gersseau", "DE GERSSEAU, Céline", "Mme Céline De Gersseau"]
)
def test_a_name_in_one_piece_compares_with_parts(full: str) -> None:
    """A name given in one piece equals its parts."""
    parts = PersonName("Céline", "de Gersseau")
    assert compare_names(PersonName(full=full), parts) is NameLevel.EXACT
    assert compare_names(PersonName(family=full), parts) is NameLevel.EXACT


def test_maiden_and_nickname_are_names_too() -> None:
    """A maiden name or a nickname that is stated is compared as well."""
    married = PersonName("Anne", "Roy", maiden="Dubé", nickname="Nana")
    assert compare_names(married, PersonName("Anne", "Dubé")) is NameLevel.SUBSET
    assert compare_names(married, PersonName("Nana", "Roy")) is NameLevel.NICKNAME


_MORE = {"middle": "Louise", "maiden": "Dubé", "nickname": "Nana", "prefix": "Dr", "suffix": "PhD"}
_SOME = st.lists(st.sampled_from(sorted(_MORE)), unique=True).map(
    lambda keys: {k: _MORE[k] for k in keys}
)


@given(_SOME, _SOME)
def test_who_says_more_of_a_name_is_no_other_person(a: dict[str, str], b: dict[str, str]) -> None:
    """X31: What one side leaves out of a name, such as a nickname, speaks against nothing."""
    one, other = (PersonName("Anna", "Martin", **more) for more in (a, b))
    assert compatible_names(one, other)


TWO_NAMES = ("Samir Samira", "Karim Karima", "Bruno Bruna", "Angelo Angela", "Julien Julienne",
             "Joel Joelle", "Frédéric Frédérique", "Robert Roberta")  # fmt: skip


@pytest.mark.parametrize("names", TWO_NAMES)
def test_a_name_and_its_feminine_are_two(names: str) -> None:
    """X32: One letter between two names that exist is no slip: brother and sister are two."""
    one, other = names.split()
    assert compare_names(PersonName(one, "Roy"), PersonName(other, "Roy")) is NameLevel.CONFLICT


def test_what_a_machine_may_take_for_one_name() -> None:
    """X18: equal, initial, subset, blank and swapped are compatible; no more is."""
    compatible = {
        level: all(
            compatible_names(PersonName(*a), PersonName(*b)) for a, b, x in CASES if x is level
        )
        for level in NameLevel
    }
    assert [level for level, is_fine in compatible.items() if not is_fine] == [
        NameLevel.NICKNAME,
        NameLevel.TYPO,
        NameLevel.CONFLICT,
    ]
    assert compatible_names(None, PersonName("Anne", "Roy"))


NAMES = st.builds(
    PersonName,
    given=st.sampled_from(["Jean", "Jean-Pierre", "JP", "J", "Marie Anne", "Zoë", "Bob", None]),
    family=st.sampled_from(["Roy", "Roy-Dubé", "de la Tour", "Jean", "Boy", "R."]),
    maiden=st.sampled_from([None, "Dubé", "Tour"]),
    nickname=st.sampled_from([None, "Jeannot"]),
)


@given(NAMES, NAMES)
def test_comparing_has_no_direction(a: PersonName, b: PersonName) -> None:
    """The level of (a, b) is the level of (b, a); a name equals itself."""
    assert compare_names(a, b) is compare_names(b, a)
    assert compare_names(a, a) is NameLevel.EXACT


_WORDS = ("jones", "smith", "dupont", "dupond", "martin", "de", "le", "j", "ann", "anne", "marie")


def test_parts_of_names_compare_alike_from_both_sides() -> None:
    """X55: Also where a word comes twice: a list in another order, or divided, gives the same."""
    parts = [" ".join(words) for n in (1, 2, 3) for words in product(_WORDS, repeat=n)][:400]
    for a, b in product(parts[::7], parts):
        assert compare_family(a, b) is compare_family(b, a), (a, b)
        assert compare_given(a, b) is compare_given(b, a), (a, b)
    assert compare_family("jones jones", "jones wood") is PartLevel.SUBSET
    assert compare_family("dupond dupont", "dupont martin") is PartLevel.PARTIAL


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("gu", "guy", PartLevel.FAINT),
        ("nm", "michal", PartLevel.FAINT),
        ("oj", "jose", PartLevel.FAINT),
        ("jo", "otto", PartLevel.CONFLICT),
        ("nm", "jose", PartLevel.CONFLICT),
        ("nm", "mo", PartLevel.CONFLICT),
        ("loen", "lneo", PartLevel.FAINT),
        ("wilhelmsen", "wlihalmsne", PartLevel.FAINT),
        ("tim", "tom", PartLevel.CONFLICT),
        ("lea", "leo", PartLevel.CONFLICT),
        ("ph", "philippe", PartLevel.INITIAL),
        ("mr", "marie", PartLevel.INITIAL),
        ("jean", "jean pierre", PartLevel.SUBSET),
        ("pierre", "jean pierre", PartLevel.SECOND),
        ("robert r", "ryan", PartLevel.CONFLICT),
        ("robert r", "robert", PartLevel.SUBSET),
        ("robert r", "robert j", PartLevel.PARTIAL),
        ("m p", "martin", PartLevel.INITIAL),
    ],
)
def test_given_names_that_are_faintly_alike(a: str, b: str, level: PartLevel) -> None:
    """M7: a short word has few letters to slip on; a middle initial is no first name.

    A word of two letters that is no name may be an initial and a letter too many.
    """
    assert compare_given(a, b) is compare_given(b, a) is level


def test_family_names_that_are_faintly_alike() -> None:
    """M7: one slip in three letters, two in four or five, three in eight; a double has two."""
    assert compare_family("cx", "cox") is PartLevel.FAINT
    assert compare_family("jnes", "joens") is PartLevel.FAINT
    assert compare_family("hofstetter", "hfosteterr") <= PartLevel.FAINT
    assert compare_family("roy", "kim") is PartLevel.CONFLICT
    assert compare_family("garcia lopez", "garcia gomez") is PartLevel.PARTIAL


@pytest.mark.parametrize(
    "names",
    ["Gosia Małgorzata", "Sepp Josef", "Kees Cornelis", "Paco Francisco", "Beppe Giuseppe",
     "Chico Francisco", "Zeca José", "İbo İbrahim", "Youssef Yusuf", "Abderrahmane Abdulrahman",
     "Sergey Sergei", "Fanfan Françoise", "Juergen Jürgen"],
)  # fmt: skip
def test_short_forms_of_many_languages(names: str) -> None:
    """P17: what friends and other alphabets make of a name is the name."""
    one, other = (name_words(name) for name in names.split())
    assert compare_given(one, other) is compare_given(other, one) is PartLevel.NICKNAME


def test_names_in_one_anothers_place_of_which_one_part_differs() -> None:
    """M7: where nothing else agrees, a word that stands in the other part says which is which."""
    one, other = (
        name_parts(PersonName("Flynn", "Weller")),
        name_parts(PersonName("Weller", "Ebony")),
    )
    assert set(crossed(one, other) or ()) == {PartLevel.CONFLICT, PartLevel.EXACT}
    same_given = name_parts(PersonName("Flynn", "Ebony"))
    assert crossed(one, same_given) is None


def test_the_word_that_says_which_is_which_may_have_a_slip() -> None:
    """M7: Jane Weller beside Welqer Paul, where both parts contradict those in their own place."""
    one, other = name_parts(PersonName("Jane", "Weller")), name_parts(PersonName("Welqer", "Paul"))
    assert set(crossed(one, other) or ()) == {PartLevel.CONFLICT, PartLevel.TYPO}
    assert crossed(one, name_parts(PersonName("Welqer", "Weller"))) is None
    assert crossed(one, name_parts(PersonName("W.", "Paul"))) is None


FATHER_AND_SON = [("John Smith Sr.", "John Smith Jr."), ("Jean Roy père", "Jean Roy fils")]


@pytest.mark.parametrize(
    ("one", "two"), [*FATHER_AND_SON, ("M. Roy", "Mme Roy"), ("Smith, John II", "John Smith III")]
)
def test_people_of_one_name_are_told_apart_by_what_stands_beside_it(one: str, two: str) -> None:
    """X31: father and son by suffixes, a couple by its titles; the lists see it as pairs do."""
    number = PhoneNumber("+33143551234")
    pair = [Profile(name=PersonName(full=text), phones=(number,)) for text in (one, two)]
    assert compare_names(pair[0].name, pair[1].name) is NameLevel.CONFLICT
    assert compare_names(pair[1].name, pair[0].name) is NameLevel.CONFLICT
    assert score(*pair).match_probability < shipped_model().propose_threshold


@pytest.mark.parametrize("given", ["Bill Lee", "Bill", "Lee Bill", "Bill L."])
@pytest.mark.parametrize("family", ["Smith", "Smith-Lee", ""])
def test_less_evidence_gives_no_more_certainty(given: str, family: str) -> None:
    """X31: a nickname is not proof enough, whatever else one of the names leaves out."""
    full = PersonName(given="William", family="Smith")
    assert not compatible_names(PersonName(given=given, family=family or None), full)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("moeder van Tom Lee", NameLevel.CONFLICT),
        ("the wife of Tom Lee", NameLevel.CONFLICT),
        ("viuda de Tom Lee", NameLevel.CONFLICT),
        ("sorella di Tom Lee", NameLevel.CONFLICT),
        ("irmã do Tom Lee", NameLevel.CONFLICT),
        ("wife Tom Lee", NameLevel.TYPO),
        ("Tom Lee [maman]", NameLevel.TYPO),
        ("Lee, Tom (Mutter)", NameLevel.TYPO),
        ("Tom y Ann Lee", NameLevel.TYPO),
        ("Tom & Ann Lee", NameLevel.TYPO),
        ("Dr et Mme Tom Lee", NameLevel.TYPO),
        ("Tom E. Lee", NameLevel.SUBSET),
        ("Tom Lee fils", NameLevel.TYPO),
    ],
)
def test_who_is_named_beside_a_relation_is_not_surely_the_person(
    text: str, level: NameLevel
) -> None:
    """X31: grammar tells two persons; a word that may be a name is a doubt."""
    tom, told = PersonName("Tom", "Lee"), PersonName(full=text)
    assert compare_names(tom, told) is level
    assert compare_names(told, tom) is level
    assert compare_names(told, PersonName(full=text.upper())) in (
        NameLevel.EXACT,
        NameLevel.SWAPPED,
    )


@pytest.mark.parametrize(
    ("told", "name"),
    [("Umm Khalid", "Khalid"), ("Tom Lee's mother", "Tom Lee"), ("mother of Tom Lee", "Tom Lee")],
)
def test_a_relative_is_no_likely_pair_for_a_shared_number(told: str, name: str) -> None:
    """X31: pairs and the identity rule ask one function who is named as a relative."""
    phones = (PhoneNumber("+33611111111"),)
    one, two = (Profile(name=PersonName(full=text), phones=phones) for text in (told, name))
    assert score(one, two).match_probability < shipped_model().propose_threshold
    assert find_pairs({"a": one, "b": two}) == []


_ONE_WORD = st.one_of(
    st.sampled_from([
        *("Anna", "Weller", "Mme", "Herr", "Umm", "Mutter", "Junior", "III", "Don", "Le", "Ñíguez"),
        *("Mª", "ª", "山田", "Σοφία", "ʼ", "Iñaki", "Sr", "Dr", "Prof", "Maman", "Abu", "İpek"),
    ]),
    st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=6),
)  # fmt: skip


@given(_ONE_WORD, _ONE_WORD)
def test_a_name_of_two_plain_words_is_read_as_any_other(given_name: str, family: str) -> None:
    """Nothing that stands around a name is missed where both its parts are one word."""
    name = PersonName(given_name, family)
    assume(is_plain(name))
    assert titles_in_place(name) == name
    assert marks_in_place(name) == NO_MARKS
    assert not relations_of(name)
    assert without_remark(name) == name
