"""What a name says of persons counts wherever in its parts it stands."""

from collections.abc import Iterator
from itertools import product

import pytest
from tests.book.people import landline

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, Policy, VerdictKind
from clientbook.matching.pairs.name_part_levels import NameLevel
from clientbook.matching.pairs.names import compare_names, compatible_names
from clientbook.matching.pairs.relations import RELATIVES, relations_of

SAME, UNSURE, NEW = VerdictKind


def _placed(text: str) -> Iterator[PersonName]:
    """Yield a name in one piece and in parts cut between any of its words."""
    words = text.split()
    yield PersonName(full=text)
    for cut in range(1, len(words)):
        yield PersonName(given=" ".join(words[:cut]), family=" ".join(words[cut:]))
    if len(words) > 2:
        yield PersonName(given=words[0], middle=" ".join(words[1:-1]), family=words[-1])


def _verdicts(a: str, b: str) -> set[VerdictKind]:
    profiles = ([Profile(name=name, phones=(landline(),)) for name in _placed(t)] for t in (a, b))
    return {
        decide(arriving, [Holder(known, "c1")], Policy(frozenset())).kind
        for one, two in product(*profiles)
        for known, arriving in ((one, two), (two, one))
    }


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("Tom and Ann Lee", "Mrs Lee"),
        ("Tom and Ann Lee", "Mr Lee"),
        ("Tom and Ann Lee", "Tom Lee"),
        ("Tom + Ann Lee", "Ann Lee"),
        ("Marie & Paul Dupont", "M. Paul Dupont"),
        ("Marie & Paul Dupont", "M. Marie Dupont"),
        ("Marie & Paul Dupont", "Marie P"),
        ("Marie & Paul Dupont", "M"),
        ("M. et Mme Dupont", "Mme Dupont"),
        ("M. et Mme Dupont", "M. Dupont"),
        ("M. et Mme Dupont", "Mme Claire Dupont"),
        ("M. et Mme Paul Dupont", "Mme Dupont"),
        ("Mr and Mrs Tom Lee", "Mrs Lee"),
        ("Mr & Mrs Lee", "Ann Lee"),
        ("Herr und Frau Vogt", "Frau Vogt"),
        ("Mr/Mrs Lee", "Mrs Lee"),
        ("M./Mme Dupont", "Mme Dupont"),
        ("Marie ou Paul Dupont", "Marie Dupont"),
        ("Anna oder Karl Vogt", "Karl Vogt"),
        ("Sr. y Sra. Ruiz", "Sra. Ruiz"),
        ("Ana y Luis Ruiz", "Ana Ruiz"),
        ("Famille Dupont", "Mme Dupont"),
        ("Famille Dupont", "Claire Dupont"),
        ("Familie Vogt", "Frau Vogt"),
        ("Lee Family", "Mr Lee"),
        ("Eheleute Vogt", "Frau Vogt"),
        ("Couple Dupont", "Mme Dupont"),
        ("Messieurs Dupont", "M. Dupont"),
    ],
)
def test_a_name_of_several_persons_is_never_surely_one_of_them(several: str, one: str) -> None:
    """X31: whichever part holds the words, a person decides."""
    assert _verdicts(several, one) == {UNSURE}


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("M. et Mme Roy", "Mme et M. Roy", SAME),
        ("Mr & Mrs Lee", "Mr and Mrs Lee", SAME),
        ("Famille Roy", "La famille Roy", SAME),
        ("M. et Mme Roy", "Famille Roy", UNSURE),
        ("M. et Mme Roy", "Marie et Paul Roy", UNSURE),
        ("Tom & Ann Lee", "Bob Lee", NEW),
        ("Tom & Ann Lee", "Tom Smith", NEW),
        ("José Ortega y Gasset", "José Ortega y Gasset", SAME),
        ("Maria Costa e Silva", "Maria Costa e Silva", SAME),
    ],
)
def test_several_persons_are_the_same_by_their_words(a: str, b: str, kind: VerdictKind) -> None:
    """X31: one couple written in two ways is one client; other persons are others."""
    assert _verdicts(a, b) == {kind}


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("Marie (mère de Paul) Dupont", "Paul Dupont"),
        ("Marie mère de Paul Dupont", "Paul Dupont"),
        ("Marie, mère de Paul, Dupont", "Paul Dupont"),
        ("Ann (wife of Tom) Lee", "Tom Lee"),
        ("Rosa (hija de Luis) Ruiz", "Luis Ruiz"),
        ("Collègue de Paul Dupont", "Paul Dupont"),
        ("Chauffeur de Paul", "Paul"),
        ("Ex de Paul", "Paul"),
        ("Kollegin von Karl Vogt", "Karl Vogt"),
        ("Roommate of Tom Lee", "Tom Lee"),
        ("Badante di Luca Rossi", "Luca Rossi"),
        ("Rex (chien de Marie)", "Marie"),
        ("Rex (perro de Ana) Ruiz", "Ana Ruiz"),
    ],
)
def test_a_relation_told_behind_a_name_is_of_another_person(told: str, other: str) -> None:
    """X31: Marie, mother of Paul, is not Paul."""
    assert _verdicts(told, other) <= {NEW, UNSURE}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Marie (mère de Paul) Dupont", "Marie Dupont"),
        ("Ana Mari de la Cruz", "Ana de la Cruz"),
        ("Paul (van der Berg)", "Paul van der Berg"),
    ],
)
def test_a_relation_told_behind_a_name_leaves_the_person(a: str, b: str) -> None:
    """X31: Marie, mother of Paul, is Marie; a word of a name that is a relation may be left out."""
    one, two = (Profile(name=PersonName(full=text), phones=(landline(),)) for text in (a, b))
    assert decide(one, [Holder(two, "c1")], Policy(frozenset())).kind is SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tom Jr Lee", "Tom Sr Lee"),
        ("Tom Jr Lee", "Tom Lee Sr"),
        ("Marie mère Dupont", "Marie fille Dupont"),
        ("Ana madre Ruiz", "Ana hija Ruiz"),
        ("Paul II Dupont", "Paul III Dupont"),
        ("Paul Dupont I", "Paul Dupont II"),
    ],
)
def test_words_that_tell_people_of_one_name_apart_do_so_inside_of_it(a: str, b: str) -> None:
    """X31: father and son, mother and daughter, wherever the word stands."""
    assert _verdicts(a, b) == {NEW}


def test_a_mother_is_not_the_father_of_one_family_name() -> None:
    """X31: Mère Dupont and Père Dupont may be two parents, or a nun and a priest."""
    assert SAME not in _verdicts("Mère Dupont", "Père Dupont")


def test_a_name_at_birth_in_brackets_is_of_the_same_person() -> None:
    """X31: née de Villiers is no relation to somebody."""
    name = PersonName(full="Marie Dupont (née de Villiers)")
    assert relations_of(name) == ()


def test_a_wife_may_bear_the_name_of_her_husband() -> None:
    """X31: épouse de Villiers may be a family name or a person: somebody decides."""
    assert _verdicts("Marie Dupont (épouse de Villiers)", "Marie de Villiers") <= {UNSURE, NEW}
    names = (
        PersonName(full="Marie Dupont (épouse de Villiers)"),
        PersonName(full="Marie Villiers"),
    )
    assert compare_names(*names) is NameLevel.TYPO


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Marie Casal", "Pierre Casal", NEW),
        ("Anna Sigg", "Peter Sigg", NEW),
        ("Jan Damen", "Anna Damen", NEW),
        ("Luis Pareja", "Luis Pareja", SAME),
        ("Anna Sigg", "Frau Sigg", UNSURE),
        ("Anna Foyer", "A. Foyer", SAME),
        ("Wang En Lai", "Wang Enlai", SAME),
        ("Zhang Ou Li", "Zhang Ou Li", SAME),
    ],
)
def test_a_word_of_households_may_be_a_family_name(a: str, b: str, kind: VerdictKind) -> None:
    """X31: behind a given name it is one; a tie that may be a name is none for certain."""
    whole = (Profile(name=PersonName(full=text), phones=(landline(),)) for text in (a, b))
    known, arriving = whole
    assert decide(arriving, [Holder(known, "c1")], Policy(frozenset())).kind is kind
    turned = " ".join(a.split()[::-1])
    assert compare_names(PersonName(full=a), PersonName(full=turned)) <= NameLevel.SWAPPED


@pytest.mark.parametrize("word", sorted(RELATIVES))
def test_a_relation_without_a_given_name_is_surely_nobody_of_the_family(word: str) -> None:
    """X31: in every language, wherever the word stands, beside a given name or an initial."""
    shapes = [f"{word} Dupont", f"Dupont {word}", f"le {word} Dupont", f"Dupont, {word}"]
    shapes += [f"M. Dupont {word}", f"{word.title()} DUPONT"]
    said = [PersonName(full=text) for text in shapes]
    said += [PersonName(given=word, family="Dupont"), PersonName(family=f"{word} Dupont-Roy")]
    for given in "Marie", "Jean", "Anna-Lena", word[0].upper():
        for name in PersonName(given=given, family="Dupont"), PersonName(full=f"Dupont {given}"):
            for other in said:
                assert not compatible_names(name, other)
                assert not compatible_names(other, name)
