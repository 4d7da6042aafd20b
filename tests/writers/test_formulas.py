"""Cells that no spreadsheet runs and that read back as they were."""

import re

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
    inner = text[:1] + "'" + text[1:] if text[0] in "\t\r\n" else text  # it may end a cell, too
    assert guard(text) == "'" + inner
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


INSIDE = [
    "x;=1+1;",
    "a,=1",
    "a|@SUM(1)",
    "a\t-1",
    "a\n=1",
    'a;"=1',
    "a; =1",
    ";+1-2",
    "a;'=1",
    "=1;=1",
]


@pytest.mark.parametrize("text", INSIDE)
def test_nothing_runs_after_a_separator_inside_a_cell(text: str) -> None:
    """F9: another list separator splits a cell elsewhere; no part of it may start a formula."""
    for guarded in (guard(text), guard(guard(text))):
        for part in re.split(r"[,;\t|\r\n]", guarded):
            assert not runs_in_spreadsheet(part.strip(' "'))
        assert unguard(guarded) in (text, guard(text))
    assert guard("06; +33612345678") == "06; +33612345678"


@given(cell_texts())
@example("a;'=1")
@example(";'")
def test_inner_guards_read_back(text: str) -> None:
    """F9, X27: whatever stands in a cell, of a CSV file or of a text cell, reads back equal."""
    assert unguard(guard(text)) == text
    assert unguard(guard_text_cell(text)) == text


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "No&euml;l", "&eacute;; vip", "'#REF!"])
def test_what_an_import_reads_as_something_else_is_guarded(text: str) -> None:
    """X27: a value that looks like a failed formula, or HTML, comes back as it was."""
    assert guard(text) == guard_text_cell(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["#REF!", "No&euml;l"])
def test_cells_of_a_file_that_stand_for_something_else_stay(text: str) -> None:
    """V32: a refused row is written as it was: its error is an error when it comes again."""
    assert guard(text, raw=True) == guard_text_cell(text, raw=True) == text
