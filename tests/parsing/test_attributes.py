"""Custom attributes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.attributes import AttributeDefinition, AttributeType, AttributeValue
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import DateOrder, parse_attribute

_CHOICES = ("Rouge", "Bleu foncé")


def _read(text: str, kind: str, **options: str) -> AttributeValue:
    type_ = AttributeType(kind)
    choices = _CHOICES if type_ is AttributeType.CHOICE else ()
    definition = AttributeDefinition("Taille", type_, choices=choices)
    value = parse_attribute(text, definition, date_order=DateOrder.DMY, **options)
    assert definition.accepts(value)
    return value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("string", "  a\u200b b ", "a b"),
        ("string", "a\nb", "a\nb"),
        ("integer", "42", 42),
        ("integer", "-42", -42),
        ("integer", "−42", -42),
        ("integer", "42.0", 42),
        ("integer", "1 234", 1234),
        ("integer", "1\u202f234\u202f567", 1234567),
        ("integer", "1,234", 1234),
        ("integer", "1.234", 1234),
        ("integer", "٤٢", 42),
        ("decimal", "12.5", Decimal("12.5")),
        ("decimal", "12,5", Decimal("12.5")),
        ("decimal", "12,50 €", Decimal("12.50")),
        ("decimal", "$12.50", Decimal("12.50")),
        ("decimal", "-$12.50", Decimal("-12.50")),
        ("decimal", "1 234,50", Decimal("1234.50")),
        ("decimal", "1\u202f234,5", Decimal("1234.5")),
        ("decimal", "1,234.50", Decimal("1234.50")),
        ("decimal", "1.234,50", Decimal("1234.50")),
        ("decimal", "1'234.50", Decimal("1234.50")),
        ("decimal", "1,234,567", Decimal(1234567)),
        ("decimal", "1.234.567", Decimal(1234567)),
        ("decimal", "1.234", Decimal("1.234")),
        ("decimal", ",5", Decimal("0.5")),
        ("boolean", "Oui", True),
        ("date", "27/06/1988", date(1988, 6, 27)),
        ("date", "27/06/2030", date(2030, 6, 27)),
        ("choice", "rouge", "Rouge"),
        ("choice", " BLEU FONCÉ ", "Bleu foncé"),
        ("list", "a; b|c ;; ", ("a", "b", "c")),
        ("list", "a ::: b\nc", ("a", "b", "c")),
    ],
)
def test_values_read_by_type(kind: str, text: str, value: AttributeValue) -> None:
    """Each type reads what people write for it: decimal commas, thin spaces, units."""
    assert _read(text, kind) == value


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("string", " \u200b", IssueCode.BLANK_VALUE),
        ("string", "x" * 20_001, IssueCode.VALUE_TOO_LONG),
        ("integer", "abc", IssueCode.INVALID_NUMBER),
        ("integer", "12.5", IssueCode.INVALID_NUMBER),
        ("integer", "1 23", IssueCode.INVALID_NUMBER),
        ("integer", ".0", IssueCode.INVALID_NUMBER),
        ("integer", "9" * 5000, IssueCode.INVALID_NUMBER),
        ("decimal", "1,234", IssueCode.INVALID_NUMBER),
        ("decimal", "1.2.3", IssueCode.INVALID_NUMBER),
        ("decimal", "1,2,3", IssueCode.INVALID_NUMBER),
        ("decimal", "1e5", IssueCode.INVALID_NUMBER),
        ("decimal", "NaN", IssueCode.INVALID_NUMBER),
        ("decimal", "1,23.4,5", IssueCode.INVALID_NUMBER),
        ("decimal", "-", IssueCode.BLANK_VALUE),
        ("boolean", "maybe", IssueCode.INVALID_FLAG),
        ("date", "27/06", IssueCode.INVALID_DATE),
        ("date", "31/02/2020", IssueCode.DATE_NOT_ON_CALENDAR),
        ("choice", "vert", IssueCode.INVALID_CHOICE),
        ("list", ";".join("a" * 1001), IssueCode.TOO_MANY_VALUES),
    ],
)
def test_what_a_type_cannot_hold_is_refused(kind: str, text: str, code: IssueCode) -> None:
    """Each type refuses with its own code; a decimal with two readings is not guessed."""
    with pytest.raises(InvalidValueError) as caught:
        _read(text, kind)
    assert caught.value.issue.code is code
    assert text not in str(caught.value)


@pytest.mark.parametrize(("mark", "value"), [(",", "1.234"), (".", "1234")])
def test_declared_decimal_mark_decides(mark: str, value: str) -> None:
    """Where the mark is known, 1,234 has one reading."""
    assert _read("1,234", "decimal", decimal_mark=mark) == Decimal(value)


@settings(max_examples=300, derandomize=True)
@given(
    st.text(max_size=40) | st.text("0123456789.,-+ '€", max_size=20),
    st.sampled_from([t.value for t in AttributeType]),
)
def test_any_text_has_the_type_or_is_refused(text: str, kind: str) -> None:
    """A value that comes out is one that the definition accepts."""
    try:
        _read(text, kind)
    except InvalidValueError as error:
        assert error.issue.code in IssueCode  # noqa: PT017
