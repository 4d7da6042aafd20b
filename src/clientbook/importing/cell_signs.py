"""Cells that are read as something else than they say: what HTML writes, a spreadsheet's errors."""

import html
import html.entities
import re
from collections.abc import Callable

CELL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What spreadsheets write into a cell whose formula failed (ECMA-376 18.18.11)."""

_HIDDEN = re.compile("#{3,}").fullmatch
# The ampersands before it are those of programs that encoded twice: ``&amp;#039;``, ``&amp;amp;``.
_ENTITY = re.compile(
    r"&(?:(?:amp|#0{0,4}38|#[xX]26);)*(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});"
)
_BREAK = re.compile(r"<[bB][rR][ \t]?/?>[ \t]{0,3}(?:\r\n|[\r\n])?")


def has_entities(text: str) -> bool:
    """True when a text holds an HTML entity that there is: ``&eacute;``, not ``&Sons;``."""
    return any(map(_is_known, _ENTITY.finditer(text)))


def change_entities(text: str, change: Callable[[re.Match[str]], str]) -> str:
    """Return *text* with each of its HTML entities changed."""
    return _ENTITY.sub(lambda match: change(match) if _is_known(match) else match[0], text)


def decoded(text: str) -> str:
    """Return *text* as a page shows it: entities are their characters, ``<br>`` ends a line."""
    return _BREAK.sub("\n", change_entities(text, lambda match: html.unescape(f"&{match[1]};")))


def looks_encoded(text: str) -> bool:
    """True for a text worth decoding; nearly none is."""
    return ("&" in text and ";" in text) or ("<" in text and ">" in text)


def is_hidden(text: str) -> bool:
    """True for ``########``, which a spreadsheet shows where a column is too narrow for a value."""
    return _HIDDEN(text) is not None


def is_sign(text: str) -> bool:
    """True for a cell that is read as another: ``#REF!`` as nothing, ``No&euml;l`` as Noël."""
    if text[:1] == "#" and (text in CELL_ERRORS or is_hidden(text)):
        return True
    return looks_encoded(text) and decoded(text) != text


def _is_known(match: re.Match[str]) -> bool:
    """True for an entity that there is, not one that only begins as one: ``&notation;``."""
    return match[1][0] == "#" or f"{match[1]};" in html.entities.html5
