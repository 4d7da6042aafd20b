"""The apostrophe that people and programs put before a number to keep its zeros."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbook.importing.formulas import unguard
from clientbook.writers.formulas import guard, guard_text_cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *(("'75011", "75011"), ("'01067", "01067"), ("'7241931", "7241931")),
        *(("'t Hooft", "'t Hooft"), ("'90s", "'90s"), ("'", "'"), ("''75011", "'75011")),
    ],
)
def test_an_apostrophe_before_a_number_guards_it(cell: str, text: str) -> None:
    """F21: post codes and numbers of clients lose it; what is a word keeps it."""
    assert unguard(cell) == text


@given(st.text(alphabet="'0123=+ a;", max_size=8))
def test_what_is_exported_comes_back(text: str) -> None:
    """X27, F21: unguard(guard(x)) is x, apostrophes before numbers included."""
    assert unguard(guard(text)) == text
    assert unguard(guard_text_cell(text)) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'Dupont", "Dupont"),
        ("'De Vries", "De Vries"),
        ("'12 rue X", "12 rue X"),
        ("'Émile", "Émile"),
        ("'t Hooft", "'t Hooft"),
        ("'T HOOFT", "'T HOOFT"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("'S-GRAVENHAGE", "'S-GRAVENHAGE"),
        ("'n Roos", "'n Roos"),
        ("'Rocky' Roy", "'Rocky' Roy"),
        ("'Ann Lee'", "'Ann Lee'"),
        ("d'Arc", "d'Arc"),
    ],
)
def test_an_apostrophe_before_a_capital_or_a_figure_is_a_guard(cell: str, text: str) -> None:
    """Programs put it before each cell that is to stay a text; Dutch names begin with one."""
    assert unguard(cell) == text
