"""Cells that are read as something else than they say: HTML's entities, a spreadsheet's errors."""

import html
import re

CELL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What spreadsheets write into a cell whose formula failed (ECMA-376 18.18.11)."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});")
"""A character as HTML writes it: ``&eacute;``, ``&#039;``."""


def decoded(text: str, *, always: bool) -> str:
    """Return *text* with its HTML entities as characters.

    Args:
        text: A cell.
        always: True where the file is known to write entities, by its titles; else only a letter
            betrays them (``No&euml;lle``), for ``&lt;`` may be what somebody meant.
    """

    def character(match: re.Match[str]) -> str:
        found = html.unescape(match[0])
        return found if always or (len(found) == 1 and found.isalpha()) else match[0]

    return ENTITY.sub(character, text)


def is_sign(text: str) -> bool:
    """True for a cell that is read as another: ``#REF!`` as nothing, ``No&euml;l`` as Noël."""
    if text[:1] == "#" and text in CELL_ERRORS:
        return True
    return "&" in text and ";" in text and decoded(text, always=False) != text
