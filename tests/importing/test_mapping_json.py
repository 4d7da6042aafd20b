"""A mapping as JSON, as it goes to a browser and comes back (N10)."""

import json
from typing import Any

import pytest

from clientbook.errors import MappingError
from clientbook.importing.mapping import Mapping
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table

TABLE = Table.from_rows(["First name", "Shoe size", "Né le"], [["Ann", "38", "1980-05-17"]])


def documents() -> list[dict[str, Any]]:
    """Return the JSON of a mapping, read again."""
    found: list[dict[str, Any]] = json.loads(suggest_mapping(TABLE).to_json())
    return found


def test_a_mapping_comes_back_equal() -> None:
    """N10: what to_json gave is read as it was."""
    mapping = suggest_mapping(TABLE)
    assert Mapping.from_json(mapping.to_json()) == mapping


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"policy": "bogus"}, "policy 'bogus'"),
    ({"policy": None}, "policy"),
    ({"confidence": "x"}, "confidence"),
    ({"confidence": True}, "confidence"),
    ({"confidence": 7}, "confidence"),
    ({"confidence": float("nan")}, "confidence"),
    ({"extra": 1}, "unknown part 'extra'"),
    ({"target": "nosuch"}, "target 'nosuch'"),
    ({"target": 3}, "target"),
    ({"target": "email.a.b"}, "target"),
    ({"reason": "because"}, "reason 'because'"),
    ({"split": ""}, "separator"),
    ({"blank_clears": "yes"}, "blank_clears"),
    ({"date_order": "DYM"}, "date order"),
    ({"alternatives": ["nosuch"]}, "alternatives"),
    ({"alternatives": [1]}, "alternatives"),
    ({"alternatives": "skip"}, "alternatives"),
    ({"header": 1}, "header"),
]


@pytest.mark.parametrize(("change", "named"), CHANGES)
def test_n10_a_bad_part_is_named_with_its_column(change: dict[str, Any], named: str) -> None:
    """N10: whatever a browser changed, one MappingError names the column and the bad part."""
    columns = documents()
    columns[1] |= change
    with pytest.raises(MappingError) as caught:
        Mapping.from_json(json.dumps(columns))
    assert "column 2" in str(caught.value)
    assert named in str(caught.value)


LATER = ("on_bad_value", "identifies", "gender_letters")
"""Parts that came later than others."""


@pytest.mark.parametrize("part", [p for p in documents()[0] if p not in LATER])
def test_n10_a_missing_part_is_named(part: str) -> None:
    """N10: each part of a column has to be there, but those that older texts lack."""
    columns = documents()
    del columns[0][part]
    with pytest.raises(MappingError, match=f"column 1.*lacks '{part}'"):
        Mapping.from_json(json.dumps(columns))


@pytest.mark.parametrize(
    "text", ["", "{}", "null", "[1]", '[["a"]]', "[" * 100_000, "\ud800", "nan"]
)
def test_n10_another_form_is_refused(text: str) -> None:
    """N10: no other error than ours comes out, however odd the text."""
    with pytest.raises(MappingError):
        Mapping.from_json(text)
