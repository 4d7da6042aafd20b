"""Words of relation: one answer wherever in a name they stand, in seven languages."""

from collections.abc import Callable

import pytest
from tests.book.conftest import region
from tests.book.people import ANNE, mobile

from clientbook import ClientBook, MemoryStore
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import VerdictKind
from clientbook.matching.pairs.name_part_levels import NameLevel
from clientbook.matching.pairs.names import compare_names, compatible_names

N = PersonName
WOMEN = [
    "mother", "mum", "maman", "mère", "Mutter", "madre", "mamá", "mamma", "mãe", "moeder",
    "wife", "femme", "Ehefrau", "esposa", "moglie", "mulher", "echtgenote", "daughter",
    "fille", "Tochter", "hija", "figlia", "filha", "dochter",
]  # fmt: skip
MEN = [
    "father", "dad", "papa", "Vater", "papá", "babbo", "pai", "vader", "husband", "mari",
    "Ehemann", "marido", "marito", "echtgenoot", "son", "Sohn", "figlio", "filho", "zoon",
]  # fmt: skip
SUFFIXES = ["père", "padre", "fils", "hijo"]
"""Words that tell persons of one name apart as Sr and Jr do: they stand beside the same name."""
PLACES: dict[str, Callable[[str], PersonName]] = {
    "in front, given": lambda word: N(f"{word} Zoé", "Dupont"),
    "behind, given": lambda word: N(f"Zoé {word}", "Dupont"),
    "in brackets, given": lambda word: N(f"Zoé ({word})", "Dupont"),
    "in front, family": lambda word: N("Zoé", f"{word} Dupont"),
    "behind, family": lambda word: N("Zoé", f"Dupont {word}"),
    "in brackets, family": lambda word: N("Zoé", f"Dupont ({word})"),
    "middle": lambda word: N("Zoé", "Dupont", middle=f"({word})"),
    "suffix": lambda word: N("Zoé", "Dupont", suffix=word),
    "in front": lambda word: N(full=f"{word} Zoé Dupont"),
    "inside, in brackets": lambda word: N(full=f"Zoé ({word}) Dupont"),
    "behind": lambda word: N(full=f"Zoé Dupont {word}"),
    "behind a dash": lambda word: N(full=f"Zoé Dupont - {word}"),
    "in brackets": lambda word: N(full=f"Zoé Dupont ({word})"),
    "behind a comma": lambda word: N(full=f"Dupont, Zoé ({word})"),
}
TOLD = [
    "mother of Zoé", "maman de Zoé", "Mutter von Zoé", "madre de Zoé", "mamma di Zoé",
    "mãe da Zoé", "moeder van Zoé", "papa de Zoé", "femme de Zoé", "Zoé's mother",
]  # fmt: skip


def _titled(word: str) -> list[PersonName]:
    """Return the ways in which a title of the other sex stands beside the family name."""
    short, long, foreign = ("Mme", "Madame", "Frau") if word in (*MEN, *SUFFIXES) else (
        "M.", "Monsieur", "Herr")  # fmt: skip
    in_place = N(long, "Dupont"), N(full=f"{foreign} Dupont")
    return [N(prefix=short, family="Dupont"), *in_place]


def _both(a: PersonName, b: PersonName) -> NameLevel:
    level = compare_names(a, b)
    assert compare_names(b, a) is level
    return level


@pytest.mark.parametrize("place", PLACES)
def test_a_word_of_relation_has_one_answer_wherever_it_stands(place: str) -> None:
    """X31: beside the named one it is never sure, and no initial is that of such a word."""
    for word in (*WOMEN, *MEN):
        if word == "mari" and place in ("behind, given", "in front, family"):
            continue  # a given name too: Ana Mari Ruiz
        name = PLACES[place](word)
        for named in N("Zoé", "Dupont"), N(full="Zoé Dupont"), N(full="DUPONT Zoé"):
            assert _both(name, named) is NameLevel.TYPO, word
        letter = word[0].upper()
        for initial in letter, f"{letter}.":
            for other in N(initial, "Dupont"), N(full=f"{initial} Dupont"), N("Z", "Dupont"):
                assert _both(name, other) in (NameLevel.TYPO, NameLevel.CONFLICT), (word, other)


@pytest.mark.parametrize("place", PLACES)
def test_what_a_suffix_says_too_is_not_sure_beside_the_same_name(place: str) -> None:
    """X31: Tom Lee père may be Tom Lee, or his son is, as with Tom Lee Sr."""
    for word in SUFFIXES:
        if word in ("père", "padre") and place in ("in front", "in front, given"):
            continue  # a priest
        assert _both(PLACES[place](word), N("Zoé", "Dupont")) is NameLevel.TYPO


@pytest.mark.parametrize("place", [*PLACES, "alone, given", "alone, family", "alone"])
def test_a_word_of_relation_contradicts_the_title_of_the_other_sex(place: str) -> None:
    """X31: a father is not Mrs, nor a mother Mr; titles may stand in any part."""
    alone: dict[str, Callable[[str], PersonName]] = {
        "alone, given": lambda word: N(word, "Dupont"),
        "alone, family": lambda word: N(family=f"{word} Dupont"),
        "alone": lambda word: N(full=f"{word} Dupont"),
    }
    for word in (*WOMEN, *MEN, *SUFFIXES):
        if word == "mari":
            continue  # a given name too: Mari Ruiz is Mme Ruiz
        name = (PLACES | alone)[place](word)
        for titled in _titled(word):
            assert _both(name, titled) in (NameLevel.TYPO, NameLevel.CONFLICT), (word, titled)


OTHERS = [
    "stepmother", "step-mother", "Stiefmutter", "half-brother", "demi-frère", "Halbbruder",
    "petit-fils", "petite-fille", "grandson", "Enkel", "nieto", "kleinzoon", "beau-fils",
    "beau-frère", "belle-sœur", "Schwager", "Schwägerin", "cuñada", "cognato", "cunhado",
    "schoonzus", "brother-in-law", "nephew", "nièce", "Neffe", "sobrina", "cousine", "godmother",
    "marraine", "madrina", "Patentante", "vrouw", "avó", "responsable légal", "resp. légale",
    "curateur", "Betreuer", "aide à domicile", "feu", "ex-femme", "great-grandmother",
]  # fmt: skip
"""Relations further off, of several words, and of those who act for somebody."""
AROUND = [
    "{0} Zoé Dupont", "Zoé Dupont {0}", "Zoé Dupont ({0})", "Zoé Dupont - {0}", "DUPONT Zoé ({0})",
    "Zoé Dupont (sa {0})", "Zoé Dupont (his {0})", "Zoé Dupont (ihre {0} Ann)",
    "Zoé Dupont {0} Ann", "{0} Ann (Zoé Dupont)",
]  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
def test_a_relation_is_heard_among_other_words(around: str) -> None:
    """X31: whoever is his wife Ann or her stepmother is not surely who is named beside it."""
    for word in (*WOMEN, *MEN, *OTHERS):
        if word in ("mari", *SUFFIXES):
            continue
        name = N(full=around.format(word))
        for named in N("Zoé", "Dupont"), N(full="Zoé Dupont"), N(full="Dupont, Zoé"):
            assert not compatible_names(name, named), name.full
            assert not compatible_names(named, name), name.full


@pytest.mark.parametrize("front", ["Frau von", "Frau v.", "Mme de", "Herr von", "Frau von Herrn"])
def test_a_title_and_a_tie_may_be_a_relation(front: str) -> None:
    """X31: Frau von Paul Roy may be his wife; von Stein is a name, beside one that has it."""
    assert _both(N(full=f"{front} Paul Roy"), N("Paul", "Roy")) is NameLevel.TYPO
    title, tie, *_ = front.split()
    own = N(full=f"{title} {tie} Roy Kim"), N("Kim", f"{tie} Roy")
    assert compatible_names(*own)
    assert compatible_names(*own[::-1])


@pytest.mark.parametrize("word", ["maman", "mum", "mère", "papa", "Mutter", "bébé", "stepmother"])
def test_a_child_without_a_family_name_is_not_its_mother(word: str) -> None:
    """X31: maman Léa is not surely Léa; a family name beside Papa is that of both."""
    for name in N(full=f"{word} Léa"), N(f"{word} Léa"):
        for child in N("Léa"), N(full="Léa"):
            assert _both(name, child) is NameLevel.TYPO, (name, child)
    assert _both(N(f"{word} Léa", "Dupont"), N("Léa")) is NameLevel.TYPO
    assert compatible_names(N(word, "Dupont"), N(family="Dupont"))


def test_a_relation_said_in_two_languages_is_one() -> None:
    """X31: what is said of one child in other words is no other relative."""
    for one, two in (
        ("stepmother of Tom Lee", "Stiefmutter von Tom Lee"),
        ("petit-fils de Tom Lee", "Enkel von Tom Lee"),
        ("belle-sœur de Tom Lee", "Schwägerin von Tom Lee"),
    ):
        assert _both(N(full=one), N(full=two)) is NameLevel.EXACT
        assert _both(N(full=one), N("Tom", "Lee")) is NameLevel.CONFLICT


def test_a_gender_contradicts_as_a_title_does() -> None:
    """X31: what is stated counts before a title; beside a title nothing says whom of the family."""
    papa, lady = N("Papa", "Dupont"), N(family="Dupont")
    assert compare_names(papa, lady, (None, Gender(GenderCode.FEMALE))) is NameLevel.TYPO
    assert compare_names(papa, lady, (None, Gender(GenderCode.MALE))) is NameLevel.BLANK
    assert _both(N("Maman", "Dupont"), N("Mme", "Dupont")) is NameLevel.TYPO


@pytest.mark.parametrize("told", TOLD)
def test_who_is_told_as_a_relative_has_no_given_name(told: str) -> None:
    """X31: an initial is neither the relation's nor that of the one it speaks of."""
    for letter in told[0].upper(), "Z", "A":
        for name in N(told, "Dupont"), N(full=f"{told} Dupont"):
            for other in N(letter, "Dupont"), N(f"{letter}.", "Dupont"), N(full=f"{letter} Dupont"):
                assert not compatible_names(name, other), (name, other)
                assert not compatible_names(other, name), (name, other)
    assert _both(N(told, "Dupont"), N("Zoé", "Dupont")) is NameLevel.CONFLICT


@pytest.mark.parametrize(
    ("several", "one"),
    [
        (N("Léa, Luc", "Dupont"), N("Luc", "Dupont")),
        (N("Léa, Luc", "Dupont"), N("Léa", "Dupont")),
        (N("Léa, Luc", "Dupont"), N("L.", "Dupont")),
        (N("Léa, Luc", "Dupont"), N("Luc", "Dupont-Roy")),
        (N("Léa, Luc, Zoé", "Dupont"), N(full="Dupont Luc")),
        (N("Tom (and Ann)", "Lee"), N("Tom", "Lee")),
        (N("Tom (and Ann)", "Lee"), N("Ann", "Lee")),
        (N(full="Tom (and Ann) Lee"), N(full="Tom Lee")),
        (N(full="Tom [& Ann] Lee"), N(full="Ann Lee")),
        (N(full="Lee (Tom und Ann)"), N("Ann", "Lee")),
    ],
)
def test_commas_and_brackets_name_several_persons(several: PersonName, one: PersonName) -> None:
    """X31: a name of several persons is never surely one of them."""
    assert _both(several, one) is NameLevel.TYPO


@pytest.mark.parametrize(
    ("name", "same"),
    [
        (N("Jean, Paul", "Dupont"), N("Jean-Paul", "Dupont")),
        (N("Luc, Léa", "Dupont"), N("Léa & Luc", "Dupont")),
        (N("Robert, Dr.", "Lee"), N("Robert", "Lee")),
        (N("Robert, J.", "Lee"), N("Robert", "Lee")),
        (N("Marie, née Roy", "Lee"), N("Marie", "Lee")),
        (N("Tom, Jr", "Lee"), N("Tom", "Lee", suffix="Jr.")),
        (N(given="Dupont, Léa"), N("Léa", "Dupont")),
        (N("Léa (Luc)", "Dupont"), N("Léa", "Dupont")),
        (N("Ana Mari", "Ruiz"), N("Ana", "Ruiz")),
        (N("Mari", "Ruiz"), N(family="Ruiz")),
    ],
)
def test_one_person_stays_one(name: PersonName, same: PersonName) -> None:
    """X31: titles, initials, a name at birth and names that are words of relation too."""
    assert compatible_names(name, same)
    assert compatible_names(same, name)


def test_a_check_asks_or_tells_apart() -> None:
    """X31: what names say of relations counts at the door, whoever came first."""
    named = N("Zoé", "Dupont")
    pairs = [(make(word), named) for make in PLACES.values() for word in ("maman", "Vater", "wife")]
    pairs += [(N(word, "Dupont"), other) for word in ("papa", "Mutter") for other in _titled(word)]
    pairs += [(N("maman de Zoé", "Dupont"), N(letter, "Dupont")) for letter in ("M.", "M")]
    pairs += [(N("Léa, Luc", "Dupont"), N("Luc", "Dupont")), (N("maman Zoé", "Roy"), N("Zoé"))]
    pairs += [(N(full=f"Zoé Dupont ({said})"), named) for said in ("sa mère", "his wife Ann")]
    pairs += [(N(full=f"{word} Zoé"), N(full="Zoé")) for word in ("mum", "Papa")]
    for pair in pairs:
        for held, asked in (pair, pair[::-1]):
            book = ClientBook(MemoryStore(), settings=region("FR"))
            book.clients.create(Profile(name=held, phones=(mobile(),)), by=ANNE)
            answer = book.clients.check(Profile(name=asked, phones=(mobile(),)))
            assert answer.kind is VerdictKind.UNSURE, (held, asked)
