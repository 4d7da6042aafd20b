"""An umlaut and the two letters that spell it are one; so are not two letters of another name."""

import pytest
from tests.identity.two_names import verdicts

from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Jürgen | Müller", "Juergen | Mueller"),
        ("Käthe | Groß", "Kaethe | Gross"),
        ("Björn | Weil", "Bjoern | Weil"),
        ("Ann | Müller-Weil", "Ann | MUELLER-WEIL"),
        ("Søren | Åberg", "Soeren | Aaberg"),
        ("Ju\u0308rgen | Weil", "Juergen | Weil"),
        ("Jürgen | Müller", "Jurgen | Muller"),
        ("Manuel | Joel", "Manuel | Joel"),
    ],
)
def test_names_are_one_however_an_umlaut_is_typed(a: str, b: str) -> None:
    """With its dots, without, or spelt out; in columns and in one piece."""
    assert verdicts(a, b) == {SAME}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Ann | Müller", "Bob | Mueller"), ("Jürgen | Müller", "Ann | Mueller")],
)
def test_an_umlaut_joins_nobody_else(a: str, b: str) -> None:
    """Two of a family are two."""
    assert verdicts(a, b) == {NEW}


@pytest.mark.parametrize(("a", "b"), [("Noel | Weil", "Nol | Weil"), ("Ann | Boer", "Ann | Bor")])
def test_two_letters_are_two_where_no_umlaut_is(a: str, b: str) -> None:
    """*Noel* spells no *Nöl*."""
    assert SAME not in verdicts(a, b)
