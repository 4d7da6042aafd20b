"""What programs put around the lines of a CSV text: quotes around a whole line, borders, entities.

A spreadsheet that reads ``Ann,Roy`` as one cell writes it back as ``"Ann,Roy"``; a database's
terminal draws ``+-----+-----+`` around its table, or ``-----+-----`` below the titles; a web shop
writes ``&eacute;`` where the semicolon parts the cells; a word processor bends
quotes: ``“Roy, Ann”``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from clientbook.parsing.html_texts import change_entities

ENTITY_END: Final = "\ufdd4"
"""Noncharacter that stands for the semicolon of an entity while the cells are parted."""

_BORDER = re.compile(r"\s*(?:\+[-=+]{2,}\+|\|?\s*:?[-=]{3,}:?\s*(?:[|+]\s*:?[-=]{3,}:?\s*)+\|?)\s*")
_MOST_WRAPPED = 0.9  # share of lines below the first one


class Dressed(Protocol):
    """What is known of how lines are dressed; see Dialect of :mod:`.records`."""

    @property
    def wrapped(self) -> bool: ...  # noqa: D102 - as Dialect says

    @property
    def bordered(self) -> bool: ...  # noqa: D102

    @property
    def bent(self) -> bool: ...  # noqa: D102


def hide_entities(line: str) -> str:
    """Return a line with ENTITY_END for the semicolons of its entities."""
    if "&" not in line:
        return line
    return change_entities(line, lambda match: match[0].replace(";", ENTITY_END))


def is_bordered(lines: Sequence[str]) -> bool:
    """True when a sample has the borders of a table as terminals draw it."""
    return any(_BORDER.fullmatch(line) for line in lines)


def unwrapped(lines: Sequence[str]) -> list[str] | None:
    """Return the lines without the quotes around each, None where they are not so wrapped.

    The first line, the titles, may stand without.
    """
    filled = [line for line in lines if line.strip()]
    wrapped = sum(map(_is_wrapped, filled[1:]))
    if len(filled) < 2 or wrapped < max(1, _MOST_WRAPPED * (len(filled) - 1)):
        return None
    return [_unwrap(line) for line in lines]


def straightened(lines: Sequence[str]) -> list[str] | None:
    """Return the lines with straight quotes around cells, None where theirs are not bent ones.

    Nearly every line below the titles has such a cell, and no line a quote of another kind, or
    elsewhere; a single cell proves nothing.
    """
    if not any(quote in line for line in lines[:_LOOKED_AT] for quote in _OPENING):
        return None
    straight = [_straight(line) for line in lines]
    filled = [(old, new) for old, new in zip(lines, straight, strict=True) if old.strip()]
    if any('"' in old or not _BENT.isdisjoint(new) for old, new in filled):
        return None
    bent = sum(old != new for old, new in filled[1:])
    enclosed = sum(len(_ENCLOSED.findall(old)) for old, _ in filled)
    usual = bent >= max(1, _MOST_WRAPPED * (len(filled) - 1))
    return straight if usual and enclosed > 1 else None


def _straight(line: str) -> str:
    return _ENCLOSED.sub(r'\1"\2"', line)


_LOOKED_AT = 20
_OPENING = "“„«"
_BENT = frozenset("“„«”»")
_ENCLOSED = re.compile(r"(^\s*|[;,\t|] *)[“„«]([^“„«”»\"]*)[”“»](?=\s*(?:[;,\t|]|\Z))")


def without_dress(lists: Iterator[list[str]], dialect: Dressed) -> Iterator[list[str]]:
    """Give lists of lines without what stands around them; a border is an empty line."""
    if dialect.bordered:
        lists = (["\n" if _BORDER.fullmatch(x) else x for x in lines] for lines in lists)
    if dialect.bent:
        lists = ([_straight(line) for line in lines] for lines in lists)
    if dialect.wrapped:
        lists = ([_unwrap(line) for line in lines] for lines in lists)
    return lists


def _is_wrapped(line: str) -> bool:
    text = line.strip()
    return len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1].replace('""', "")


def _unwrap(line: str) -> str:
    if not _is_wrapped(line):
        return line
    text = line.strip()
    return text[1:-1].replace('""', '"') + line[len(line.rstrip("\r\n")) :]
