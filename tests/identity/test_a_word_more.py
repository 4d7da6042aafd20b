"""A name in one piece with a word more may be the same: nobody is doubled unasked."""

import pytest
from tests.identity.two_names import verdicts

from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind

MORE = ["Teresa", "Peter", "mobile", "VIP", "2", "+1", "work", "Bakker", "Петрович"]
NAMES = [("Zora", "Rossi"), ("Zora", "Weil"), ("Hans", "Weil"), ("Сергей", "Иванов")]


@pytest.mark.parametrize("word", MORE)
def test_a_word_behind_a_whole_name_is_asked_about(word: str) -> None:
    """Whatever the order of the name is, and whatever the word."""
    for given, family in NAMES:
        for text in (f"{family} {given} {word}", f"{given} {family} {word}"):
            for known in (f"{given} | {family}", f"{family} {given}", f"{given} {family}"):
                assert NEW not in verdicts(text, known), (text, known)
            assert verdicts(text, "Tom | Roy") == {NEW}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Rossi Zora Teresa", "Rossi Tom"),
        ("Rossi Zora mobile", "Rossi Tom mobile"),
        ("Mr Lee Zora", "Mrs Lee Zora Bea"),
        ("Lee Ann Jr", "Lee Ann Bea Sr"),
        ("Zora | Ben Weil", "Ben | Weil"),
    ],
)
def test_who_has_another_name_or_another_mark_is_another(a: str, b: str) -> None:
    """A word more excuses no given name that differs, no title, no suffix and no column."""
    kinds = verdicts(a, b) if "|" not in a else {NEW}
    assert SAME not in kinds
    assert "mobile" in a or kinds == {NEW}, kinds


@pytest.mark.parametrize("letter", "OELYD")
def test_a_letter_with_its_dot_is_an_initial_and_no_particle(letter: str) -> None:
    """*O. Wright* is Oliver Wright in any order."""
    given = {"O": "Oliver", "E": "Emma", "L": "Laura", "Y": "Yara", "D": "Diego"}[letter]
    for text in (f"{given} Weil", f"Weil {given}", f"{given} | Weil"):
        assert NEW not in verdicts(f"{letter}. Weil", text)
    assert verdicts(f"{letter}. Weil", f"{letter}. | Weil") == {SAME}
    assert SAME not in verdicts(f"{letter}. Weil", "Zora | Weil")


@pytest.mark.parametrize("title", ["M.", "Herr", "Mme", "Dr."])
def test_a_title_alone_in_front_leaves_a_double_family_name_whole(title: str) -> None:
    """As in front of one of one word; another family is another."""
    assert NEW not in verdicts(f"{title} Garnier-Weil", "Mathieu | Garnier-Weil")
    assert verdicts(f"{title} Garnier-Weil", "Tom | Roy") == {NEW}
    assert SAME not in verdicts(f"{title} Garnier-Weil", "Zora | Garnier-Weil")
