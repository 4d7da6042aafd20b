"""Several values in one cell: joined so that they read back as they were."""

import re
from collections.abc import Iterable
from typing import Final

LIST_JOINT: Final = ";"
"""What parts the values of a cell that :func:`join_values` wrote."""

# What some column of lists is split at; a value that holds it is written in quotes.
_SPLITS = re.compile(r'[;|,\n"]|:::')


def join_values(values: Iterable[str]) -> str:
    """Return values as one cell: ``"VIP; gold"; new`` of the tags ``VIP; gold`` and ``new``."""
    return f"{LIST_JOINT} ".join(map(_quoted, values))


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _SPLITS.search(value) else value


def part_values(text: str, separators: re.Pattern[str], *, limit: int = 0) -> list[str]:
    """Return the values of a cell; a separator inside quotes parts nothing.

    Args:
        text: The cell.
        separators: What parts values.
        limit: Most cuts that are made; 0 for any number.

    Returns:
        The values, stripped, blank ones left out.
    """
    if '"' not in text:
        parts = separators.split(text, maxsplit=limit)
        return [part for part in map(str.strip, parts) if part]
    quoted = re.compile(rf'\s*"((?:[^"]|"")*)"\s*(?:{separators.pattern}|\Z)')
    found: list[str] = []
    at = 0
    while at < len(text) and (not limit or len(found) <= limit):
        whole = quoted.match(text, at)
        if whole:
            found.append(whole[1].replace('""', '"'))
            at = whole.end()
            continue
        end = separators.search(text, at)
        found.append(text[at : end.start() if end else len(text)])
        at = end.end() if end else len(text)
    return [part for part in map(str.strip, found) if part]
