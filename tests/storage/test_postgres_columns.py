"""X52: columns of values come to the server as they are, whatever stands in them."""

from typing import Any

import psycopg
import pytest
from tests.postgres_server import Server

from clientbook.storage.postgres.columns import column_of

COLUMNS: list[list[Any]] = [
    ["a"],
    [""],
    ["", ""],
    ["", "a", ""],
    [None],
    [None, "", "a"],
    ["a", None, None],
    ["a\x1fb", "c"],
    ["a", "\x1e"],
    [None, "\x1e", "\x1f"],
    ["it's", '{"a": [1, null]}', "\\N", "NULL", "a\nb", " ", "zo\u0301 \U0001f600"],
    [0],
    [1, -(2**63), 2**63 - 1],
    [b""],
    [b"\x00\x1f", b"\x1e"],
]


@pytest.mark.parametrize("values", COLUMNS, ids=[str(n) for n in range(len(COLUMNS))])
def test_a_column_is_read_as_it_was_given(values: list[Any], postgres: Server) -> None:
    """X52: texts with quotes, with nothing and with what stands between values; numbers; bytes."""
    mark, value = column_of(values)
    with psycopg.connect(postgres.shared_database()) as connection:
        found = connection.execute(b"SELECT unnest(" + mark.encode() + b")", (value,)).fetchall()
    assert [row[0] for row in found] == values
