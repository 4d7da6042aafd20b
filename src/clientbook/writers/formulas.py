"""Exports that a spreadsheet shows and never runs, and that read back unchanged."""

from clientbook.importing.cell_signs import is_sign
from clientbook.importing.formulas import (
    GUARD,
    has_guard,
    is_guarded,
    map_inner,
    runs_in_spreadsheet,
    starts_a_formula,
    unguard,
)

__all__ = ["guard", "guard_text_cell", "runs_in_spreadsheet", "unguard"]


def guard(text: str, *, raw: bool = False) -> str:
    """Return *text* as a cell of a CSV file that no spreadsheet runs.

    An apostrophe is put before what would run, at the beginning or after a separator inside the
    cell, whatever separator the spreadsheet expects; before what an import would read as
    something else (``#REF!``, ``&eacute;``); and before what already looks guarded, so that
    ``unguard(guard(x)) == x`` for every x.  ``+33612345678`` and ``'t Hooft`` stay.

    Args:
        text: A value, or a cell of a file.
        raw: True for a cell of a file, whose errors and entities stay what they are.
    """
    text = map_inner(text, lambda part: GUARD + part if starts_a_formula(part) else part)
    if runs_in_spreadsheet(text) or has_guard(text) or (not raw and is_sign(text)):
        return GUARD + text
    return text


def guard_text_cell(text: str, *, raw: bool = False) -> str:
    """Return *text* as the value of a cell whose type is text, as in XLSX.

    Such a cell is never run, so only what already looks guarded, or would be read as something
    else, gets one more apostrophe; the reader then gives back the same value.
    """
    text = map_inner(text, lambda part: GUARD + part if is_guarded(part) else part)
    if has_guard(text) or (not raw and is_sign(text)):
        return GUARD + text
    return text
