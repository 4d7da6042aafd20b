"""What a spreadsheet would run instead of show, and how to read a guarded cell.

Sources: OWASP "CSV Injection"; Excel and LibreOffice start a formula at ``=``, ``+``, ``-`` or
``@``, also in their full-width forms and after white space, and a tab or line break may start a new
cell.  The guard itself is in :mod:`clientbook.writers.formulas`.
"""

import re
import unicodedata
from collections.abc import Sequence

GUARD = "'"
"""What stands before a guarded cell."""

# ITU-T E.164: a plus sign and at most 15 digits is a number in every spreadsheet, never a formula.
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_STARTS = frozenset("=+-@")


def runs_in_spreadsheet(text: str) -> bool:
    """True when a spreadsheet that opens *text* in a CSV file may take it for a formula.

    A telephone number in E.164 form, such as ``+33612345678``, is none.
    """
    if not text:
        return False
    first = text[0]
    if "0" <= first <= "9" or "A" <= first <= "Z" or "a" <= first <= "z":
        return False
    if first in "\t\r\n":
        return True
    for char in text:
        if char.isspace() or not char.isprintable():
            continue  # spreadsheets trim these before they look
        # NFKC folds full-width, small and superscript forms to the ASCII sign.
        if unicodedata.normalize("NFKC", char) in _STARTS:
            return not _E164.fullmatch(text)
        return False
    return False


def unguard(text: str) -> str:
    """Return what stood in a cell before it was guarded.

    Only an apostrophe that guards something is taken away: ``'t Hooft`` stays as it is.
    """
    if text.startswith(GUARD) and runs_in_spreadsheet(text.lstrip(GUARD)):
        return text[1:]
    return text


def unguarded(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells of a row as they were before they were guarded."""
    for cell in cells:
        if cell and cell[0] == GUARD:
            return tuple(map(unguard, cells))
    return cells
