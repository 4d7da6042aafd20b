"""Whole numbers of forms and addresses: one rule, whatever somebody sends."""

import pytest
from tests.web.visitor import Visitor, make_book, marie

from clientbook.web.exchange import Fields, whole_number

NUMBERS = {
    "0": 0,
    "007": 7,
    "999999999": 999_999_999,
    "1000000000": None,
    "9" * 5_000: None,  # more digits than Python reads
    "-1": None,
    "+1": None,
    "1.0": None,
    "1_000": None,
    "": None,
    "²": None,
    "٣": None,
    " 1": None,
}


@pytest.mark.parametrize("text", NUMBERS, ids=lambda text: repr(text[:12]))
def test_a_whole_number_is_a_few_plain_digits(text: str) -> None:
    """X53: Anything else is no number, and no error."""
    assert whole_number(text) == NUMBERS[text]
    assert Fields({"n": text}).number("n") == (whole_number(text.strip()) or 0)
    row = text.replace(".", "")  # a point parts the names of fields
    held = whole_number(row)
    assert Fields({f"phones.{row}.kind": ""}).numbers("phones") == (() if held is None else (held,))


@pytest.mark.parametrize("digits", ["9" * 5_000, "٣", "000000001" + "9" * 20])
def test_no_page_fails_at_a_number(digits: str) -> None:
    """X53: A number of thousands of digits, or in other digits, is answered as one too large."""
    book = make_book()
    client = marie(book)
    visitor = Visitor(book)
    for path, name in (
        (f"/clients/{client.id}/history", "from"),
        ("/duplicates/ignored", "first"),
        ("/clients", "n"),
    ):
        assert visitor.get(path, [(name, digits), ("done", "saved")]).status == 200, path
    edited = [("revision", digits), ("phones.0.number", "06"), ("phones.preferred", digits)]
    assert visitor.post(f"/clients/{client.id}/edit", edited).status in (409, 422)
    pair = [("pair", f"{client.id} {client.id} {digits} {digits}")]
    assert visitor.post("/duplicates/safe", pair).status < 500
