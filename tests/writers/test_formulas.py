"""Cells that no spreadsheet runs and that read back as they were."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientbook.testing.strategies import cell_texts
from clientbook.writers.formulas import (
    guard,
    guard_text_cell,
    runs_in_spreadsheet,
    unguard,
)

DANGEROUS = [
    "=1+1", "+1-2", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "\x0b=1",
    "\ufeff=1", "\u200b=1", "\xa0=1", "＝1+1", "＋1", "－1", "＠SUM(1)", "﹦1", "⁼1", "+33 6", "+",
    "+0123", "+1234567890123456", "=",
]  # fmt: skip
PLAIN = [
    "",
    "'",
    "'t Hooft",
    "''",
    "+33612345678",
    "+14165550123",
    "a=b",
    "12-3",
    "Zoé",
    "007",
    "é",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    """X27: formulas, commands and their full-width forms get a leading apostrophe."""
    assert guard(text) == "'" + text
    assert not runs_in_spreadsheet(guard(text))


@pytest.mark.parametrize("text", PLAIN)
def test_plain_values_and_phone_numbers_stay(text: str) -> None:
    """X27: an E.164 number and a name that starts with an apostrophe are written as they are."""
    assert guard(text) == text
    assert unguard(text) == text


@given(cell_texts() | st.text(alphabet="'=+-@\t 1a\n\ufeff", max_size=6))
@example("'=1")
@example("''\t=1")
def test_guarding_is_undone_for_every_text(text: str) -> None:
    """X27: unguard(guard(x)) == x, and a guarded cell never starts a formula."""
    assert unguard(guard(text)) == text
    assert unguard(guard_text_cell(text)) == text
    assert not runs_in_spreadsheet(guard(text))
