"""Columns of many values as parameters of one statement, which the server reads as a table.

The driver writes an array value by value; a text that the server takes apart is written at once.
"""

from collections.abc import Sequence
from typing import Any, LiteralString

_BETWEEN, _NULL = "\x1f", "\x1e"
_JOINED: LiteralString = "string_to_array(%s, chr(31), chr(30))"


def column_of(values: Sequence[Any]) -> tuple[LiteralString, Any]:
    """Return how a column stands in a statement, and its parameter.

    Args:
        values: Texts, bytes or whole numbers of one kind, or None among texts; at least one.
    """
    first = values[0]
    if type(first) is bytes:
        return "%b::bytea[]", list(values)
    if type(first) is int:
        return _JOINED + "::bigint[]", _BETWEEN.join(map(str, values))
    missing = values.count(None)
    texts = [_NULL if value is None else value for value in values] if missing else values
    joined = _BETWEEN.join(texts)
    # One empty text would be no value at all; and these characters may stand in a value.
    if joined and joined.count(_BETWEEN) == len(values) - 1 and joined.count(_NULL) == missing:
        return _JOINED, joined
    return "%b::text[]", list(values)
