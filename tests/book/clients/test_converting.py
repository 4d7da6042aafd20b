"""Values of an attribute in another type."""

from datetime import date
from decimal import Decimal

import pytest

from clientbook.book.clients.converting import convert_value
from clientbook.domain.attributes import AttributeDefinition, AttributeType, AttributeValue


@pytest.mark.parametrize(
    "value",
    [("tea; hot", "milk"), ('say "when"', "a:::b"), ("one|two",), True, date(2026, 3, 1),
     Decimal("1.50"), 7],
)  # fmt: skip
def test_a_value_goes_through_text_unchanged(value: AttributeValue) -> None:
    """X42: A change of type reads what an export writes of a value: nothing is cut in two."""
    text = convert_value(value, AttributeDefinition("likes", AttributeType.STRING))
    assert isinstance(text, str)
    kinds = {tuple: "LIST", bool: "BOOLEAN", date: "DATE", Decimal: "DECIMAL", int: "INTEGER"}
    back = AttributeDefinition("likes", AttributeType[kinds[type(value)]])
    assert convert_value(text, back) == value
