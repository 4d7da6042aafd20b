"""Several values in one cell: joined so that they read back as they were.

People part them with a sign, programs write their own lists: ``["VIP", "new"]`` in JSON,
``{VIP,"a b"}`` in PostgreSQL, ``['VIP', 'new']`` in Python, ``#vip #new`` in an application.
"""

import json
import re
from collections.abc import Iterable
from typing import Final

LIST_JOINT: Final = ";"
"""What parts the values of a cell that :func:`join_values` wrote."""

# What some column of lists is split at; a value that holds it is written in quotes.
_SPLITS = re.compile(r'[;|,\n"]|:::')
_HASHTAGS = re.compile(r"#[^\s#;,|]+(?:\s+#[^\s#;,|]+)+").fullmatch
_BRACKETS = {"[": "]", "{": "}", "(": ")"}
# A value of such a list: in double quotes, in single ones, or bare.
_VALUE = re.compile(
    r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s,;"'\[\](){}][^,;"\[\](){}]*))\s*"""
)
_NULLS = frozenset({"null", "none"})


def join_values(values: Iterable[str]) -> str:
    """Return values as one cell: ``"VIP; gold"; new`` of the tags ``VIP; gold`` and ``new``."""
    return f"{LIST_JOINT} ".join(map(_quoted, values))


def _quoted(value: str) -> str:
    parted = _SPLITS.search(value) or value[:1] in _BRACKETS or _HASHTAGS(value)
    return '"' + value.replace('"', '""') + '"' if parted else value


def list_values(text: str, separators: re.Pattern[str] | None, *, limit: int = 0) -> list[str]:
    """Return the values of a cell, whoever wrote the list.

    Args:
        text: The cell, stripped.
        separators: What parts values; None where only a program's list does.
        limit: Most cuts that are made; 0 for any number.
    """
    if text[:1] == "#" and _HASHTAGS(text):
        return text.split()
    written = _bracketed(text) if text[:1] in _BRACKETS else None
    if written is not None:
        return written
    return [text] if separators is None else part_values(text, separators, limit=limit)


def is_empty_list(text: str) -> bool:
    """True for a program's list without a value: ``[]``, ``{}``, ``{NULL}``, ``[""]``."""
    return text[:1] in _BRACKETS and _bracketed(text) == []


def _bracketed(text: str) -> list[str] | None:
    """Return the values of a program's list, None for a text that only begins as one."""
    if text[-1:] != _BRACKETS[text[0]]:
        return None
    try:
        read = json.loads(text) if text[0] == "[" else None
    except (ValueError, RecursionError):
        read = None
    if isinstance(read, list):
        texts = [str(each) for each in read if each is not None]
        nested = any(isinstance(each, list | dict) for each in read)
        return None if nested else [part for part in map(str.strip, texts) if part]
    return _values_between(text[1:-1], quoted=text[0] == "(")


def _values_between(text: str, *, quoted: bool) -> list[str] | None:
    found: list[str] = []
    text, at = text.rstrip(), 0
    while at < len(text):
        match = _VALUE.match(text, at)
        if match is None or (quoted and match[3] is not None):
            return None
        bare = match[3] and match[3].strip()
        value = bare or re.sub(r"\\(.)", r"\1", match[1] or match[2] or "").strip()
        if value and not (bare and bare.casefold() in _NULLS):
            found.append(value)
        at = match.end()
        if at < len(text):
            if text[at] not in ",;":
                return None
            at += 1
    return found


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
