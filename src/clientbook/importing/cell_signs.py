"""Cells that are read as something else than they say: what HTML writes, a spreadsheet's errors."""

import re
from collections.abc import Sequence

from clientbook.parsing.html_texts import decoded, looks_encoded

CELL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What spreadsheets write into a cell whose formula failed (ECMA-376 18.18.11)."""

# What stands for the value of the row above: marks, and words of lists in seven languages.
_DITTO = frozenset(
    [
        *('"', "“", "”", "„", "″", "〃", '-"-', "-”-", '--"--', '- " -'),
        *("idem", "id.", "ídem", "ditto", "dito", "dto."),
    ]
)
_ELDER, _TITLES = "id.", ("name_prefix", "name_suffix")
_LONGEST_DITTO = 6
_HIDDEN = re.compile("#{3,}").fullmatch


def may_hold_signs(cells: Sequence[str]) -> bool:
    """True for cells of which one may be read as something else; those of most rows are not."""
    text = "\n".join(cells)
    if "#" in text or "&" in text or "<" in text or "=?" in text:
        return True
    short = [cell for cell in cells if len(cell) <= _LONGEST_DITTO]
    return any(map(is_ditto, short))


def is_hidden(text: str) -> bool:
    """True for ``########``, which a spreadsheet shows where a column is too narrow for a value."""
    return _HIDDEN(text) is not None


def is_ditto(text: str, field: str = "") -> bool:
    """True for ``〃`` and ``idem``, which mean what the row above says.

    Args:
        text: A cell.
        field: Of what, where that is known: a title "id." is the elder in Hungarian.
    """
    said = text.strip().casefold() if len(text) <= _LONGEST_DITTO else ""
    return said in _DITTO and not (said == _ELDER and field in _TITLES)


def is_sign(text: str) -> bool:
    """True for a cell that is read as another: ``#REF!`` as nothing, ``No&euml;l`` as Noël."""
    if text[:1] == "#" and (text in CELL_ERRORS or is_hidden(text)):
        return True
    return is_ditto(text) or (looks_encoded(text) and decoded(text) != text)
