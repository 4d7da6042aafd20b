"""Several values in one cell, as people and programs write them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientbook.parsing.cell_lists import join_values, list_values

SEMICOLON = re.compile(";")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        *(('["VIP","Fidèle"]', ["VIP", "Fidèle"]), ('["Fid\\u00e8le", null, 3]', ["Fidèle", "3"])),
        *(("{VIP,Fidèle}", ["VIP", "Fidèle"]), ('{"a, b",c,NULL}', ["a, b", "c"])),
        *(("['a', 'b']", ["a", "b"]), ("('a', 'b')", ["a", "b"]), ("{'a'}", ["a"])),
        *(("[VIP; Fidèle]", ["VIP", "Fidèle"]), ("[VIP]", ["VIP"]), ("[]", []), ("{}", [])),
        *(("{L'Oréal,VIP}", ["L'Oréal", "VIP"]), ('{"a\\"b"}', ['a"b'])),
        *(("#vip #new", ["#vip", "#new"]), ("#vip", ["#vip"])),
        *(("(VIP)", ["(VIP)"]), ('{"a": 1}', ['{"a": 1}']), ('[{"a": 1}]', ['[{"a": 1}]'])),
        *(("[VIP] new", ["[VIP] new"]), ("[a", ["[a"]), ("[[1], 2]", ["[[1], 2]"])),
    ],
)
def test_a_list_of_a_program_has_no_brackets(text: str, values: list[str]) -> None:
    """X43: JSON, PostgreSQL, Python and hashtags; what only begins as one stays as it is."""
    assert list_values(text, None) == values


@given(
    st.lists(
        st.text(alphabet="ab #;,[]{}()'\"\\\\", min_size=1, max_size=6).map(str.strip), max_size=3
    )
)
@example(["[a", "b]"])
@example(["#a #b"])
@example(["{VIP}"])
def test_values_joined_are_read_back_as_they_were(values: list[str]) -> None:
    """X27: a tag that looks like a list of a program comes back as one tag."""
    values = [value for value in values if value]
    assert list_values(join_values(values), SEMICOLON) == values


@pytest.mark.parametrize(
    "text", ["[" * 50_000 + "]", "{" + "a," * 20_000 + "}", "{" + "'" * 40_000 + "}"]
)
def test_hostile_brackets_are_read_at_once(text: str) -> None:
    """V8: brackets within brackets, and quotes that never end."""
    assert list_values(text, SEMICOLON)
