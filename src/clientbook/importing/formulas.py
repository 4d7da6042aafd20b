"""What a spreadsheet would run instead of show, and how to read a guarded cell.

Sources: OWASP "CSV Injection"; Excel and LibreOffice start a formula at ``=``, ``+``, ``-`` or
``@``, also in their full-width forms and after white space, and a tab or line break may start a new
cell.  A spreadsheet that expects another separator than a file has splits its cells elsewhere, so
what follows a separator inside a cell may start one, too.  The guard itself is in
:mod:`clientbook.writers.formulas`.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from clientbook.importing.cell_signs import is_sign

GUARD = "'"
"""What stands before a guarded cell."""

# ITU-T E.164: a plus sign and at most 15 digits is a number in every spreadsheet, never a formula.
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_STARTS = frozenset("=+-@")
_INNER = re.compile(r"([,;\t|\r\n])")
"""What some spreadsheet takes for the end of a cell."""
_CLOSED = re.compile(r"['’](?:\W|$)|^[0-9]{2}s\b")  # 'Rocky' Roy, '90s
_AROUND = " \"'"


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


def has_guard(text: str) -> bool:
    """True when the apostrophe a cell begins with guards what follows.

    ``'=1+1`` and ``'01067``; and ``'Roux``, as programs write every cell that is to stay a text.
    ``'t Hooft``, ``'T HOOFT``, ``'S-Gravenhage`` and ``'Rocky' Roy`` are none.
    """
    if not text.startswith(GUARD):
        return False
    rest = text.lstrip(GUARD)
    word = rest[:1].isdigit() or (rest[:1].isupper() and rest[1:2].isalpha())
    if word and not _CLOSED.search(rest):
        return True
    return runs_in_spreadsheet(rest) or (rest.isascii() and rest.isdecimal()) or is_sign(rest)


def unguard(text: str) -> str:
    """Return what stood in a cell before it was guarded.

    Only an apostrophe that guards something is taken away, a formula, the zeros of a number, or
    what would be read as something else: ``'t Hooft`` stays as it is.
    """
    if GUARD not in text:
        return text
    if has_guard(text):
        text = text[1:]
    return map_inner(text, lambda part: part[1:] if is_guarded(part) else part)


def starts_a_formula(part: str) -> bool:
    """True when what follows a separator inside a cell may run, quotes and guards aside."""
    return runs_in_spreadsheet(part.strip(_AROUND))


def is_guarded(part: str) -> bool:
    """True when what follows a separator inside a cell begins with a guard."""
    return part.startswith(GUARD) and starts_a_formula(part)


def map_inner(text: str, change: Callable[[str], str]) -> str:
    """Return *text* with each part that follows a separator inside it changed."""
    if not _INNER.search(text):
        return text
    first, *rest = _INNER.split(text)
    parts = [change(part) if number % 2 else part for number, part in enumerate(rest)]
    return first + "".join(parts)


def unguarded(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells of a row as they were before they were guarded."""
    for cell in cells:
        if GUARD in cell:
            return tuple(map(unguard, cells))
    return cells
