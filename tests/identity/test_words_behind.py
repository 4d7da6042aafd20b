"""Words behind a family name say what they say in front of it: a title, a relation."""

import pytest
from tests.identity.two_names import verdicts

from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind

MEN = ["Herr", "Monsieur", "Mister", "Sig.", "Sr.", "Dhr.", "Señor"]
WOMEN = ["Frau", "Madame", "Mrs", "Sra", "Mevr.", "Signora", "Fru"]
LEARNED = ["Dr.", "Dr", "Prof.", "Ing.", "Doktor"]
BEHIND = ["Weil {}", "Weil, {}", "WEIL {}"]


@pytest.mark.parametrize("title", [*MEN[:4], *WOMEN, *LEARNED])
def test_a_title_behind_a_family_name_is_the_title_in_front_of_it(title: str) -> None:
    """Whoever has a given name is never surely meant; the family name alone is no other title's."""
    for place in BEHIND:
        text = place.format(title)
        assert verdicts(text, "Zora | Weil") == {UNSURE}, text
        assert verdicts(text, f"{title} Weil") == {SAME}, text
        assert verdicts(text, "Zora | Roy") == {NEW}, text


@pytest.mark.parametrize(("man", "woman"), [*zip(MEN[:4], WOMEN[:4], strict=True)])
def test_titles_of_two_sexes_are_two_persons_wherever_they_stand(man: str, woman: str) -> None:
    """In front and behind, with a comma and without."""
    for one in (*BEHIND, "{} Weil"):
        for two in (*BEHIND, "{} Weil"):
            assert verdicts(one.format(man), two.format(woman)) == {NEW}, (one, two)


@pytest.mark.parametrize("name", ["Don", "Lord", "Lady", "Dame", "Dona", "Pan", "Pani"])
def test_a_title_that_is_a_given_name_is_sure_as_neither(name: str) -> None:
    """*Smith Don* is Don Smith, and as little Anna Smith as Tom Smith."""
    assert SAME not in verdicts(f"Weil {name}", "Zora | Weil")
    assert verdicts(f"Weil {name}", f"{name} | Weil") == {SAME}
    assert verdicts(f"Weil, {name}", f"{name} | Weil") == {SAME}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Uwe | Herr", "Herr, Anja"), ("Uwe | Herr", "Anja | Herr"), ("Uwe Herr", "Herr Anja")],
)
def test_a_title_behind_a_given_name_is_a_family_name(a: str, b: str) -> None:
    """Two of a family Herr are two, and each is himself."""
    assert verdicts(a, b) == {NEW}
    assert verdicts(a, a) == {SAME}
    assert verdicts("Uwe | Herr", "Herr, Uwe") == {SAME}
    assert verdicts("Thomas Herr", "Uwe | Thomas") == {UNSURE}


@pytest.mark.parametrize("title", ["Herr", "Frau", "Mme", "Dr"])
def test_a_title_in_the_column_of_the_family_name_leaves_one_name(title: str) -> None:
    """As in one piece: whether it is the given or the family name nothing says."""
    for name in ("Weil", "Zora"):
        assert verdicts(f"{name} | {title}", "Zora | Weil") == {UNSURE}
        assert SAME in verdicts(f"{name} | {title}", f"{title} {name}")
    assert verdicts(f"Zora Weil | {title}", "Zora | Weil") == {SAME}
    assert verdicts("Weil | Herr", "Weil | Frau") == {NEW}


def test_a_title_in_front_of_a_family_name_that_is_one_is_a_title() -> None:
    """*Herr Herr* is one of them, and nothing says which."""
    assert verdicts("Herr Herr", "Uwe | Herr") == {UNSURE}


@pytest.mark.parametrize("text", ["Weil Jr", "Weil Sr", "Zora Weil Dr.", "Weil, Zora"])
def test_suffixes_and_whole_names_stay_what_they_are(text: str) -> None:
    """A generation is no title, and a title behind a whole name changes nothing."""
    assert verdicts(text, "Zora | Weil") == ({SAME} if "Zora" in text else {UNSURE})


RELATED = [
    "Weil, maman de Zora", "Weil (mère de Zora)", "Weil fille de Zora", "Weil (mum of Zora)",
    "Weil (Mutter von Zora)", "Weil, Mutter von Zora", "Weil (madre di Zora)",
]  # fmt: skip


@pytest.mark.parametrize("text", RELATED)
def test_a_family_name_and_whose_relative_it_is_name_nobody_of_the_two(text: str) -> None:
    """Nobody is her own mother, whether her family name is said or not."""
    assert SAME not in verdicts(text, "Zora | Weil")
    assert verdicts(text, "Luc | Roy") == {NEW}
    assert verdicts(text, text) == {SAME}


@pytest.mark.parametrize("text", ["Anne Weil (mère de Zora)", "Anne (mère de Zora) Weil"])
def test_a_name_of_ones_own_in_front_of_a_relation_counts(text: str) -> None:
    """*Anne Weil (mère de Zora)* is Anne Weil and not Zora."""
    assert NEW not in verdicts(text, "Anne | Weil")
    assert SAME not in verdicts(text, "Zora | Weil")
