"""Custom attributes: text to the type their definition says."""

import re
from datetime import date
from decimal import Decimal

from clientbook.domain.attributes import AttributeDefinition, AttributeType, AttributeValue
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode, Language
from clientbook.parsing.cell_lists import join_values, list_values
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import read_date
from clientbook.parsing.flags import flag_text, read_flag
from clientbook.parsing.nothing import blank, is_nothing
from clientbook.text import ascii_digits, clean_lines, clean_text

_TEXT_LIMIT = 20_000
_NUMBER_LIMIT = 60
_LIST_LIMIT = 1_000

_DIGITS = re.compile(r"[0-9]{1,30}")
_PLAIN_NUMBER = re.compile(r"[0-9]{1,30}(?:[.,][0-9]{0,30})?|[.,][0-9]{1,30}")
_GROUPED = {
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3}){0,9},[0-9]{3}(?:\.[0-9]{0,30})?"),
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,10}(?:,[0-9]{0,30})?"),
}
_UNITS = re.compile(r"^[€$£¥₣]\s*|\s*(?:[€$£¥₣%]|EUR|USD|CAD|CHF|GBP)$", re.IGNORECASE)
_CODE = re.compile(r"\D*0[ '\u2019]?\d|\s*\+")
"""How a code or a telephone number begins: a number has neither a nought before it nor a plus."""

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_LIST_SEPARATORS = re.compile(r":::|[;|\n]")


def parse_attribute(
    text: str,
    definition: AttributeDefinition,
    *,
    date_order: DateOrder,
    decimal_mark: str | None = None,
) -> AttributeValue:
    """Read the value of a custom attribute.

    Args:
        text: As written; ``"1 234,50"`` for a decimal, ``"a; b"`` for a list.
        definition: Says the type, and the choices of a CHOICE (letter case does not count).
        date_order: How dates are read where the text does not say.
        decimal_mark: ``"."`` or ``","``; None takes either where only one reading is possible,
            and refuses a decimal such as ``"1,234"`` that has two.

    Raises:
        InvalidValueError: BLANK_VALUE, VALUE_TOO_LONG, INVALID_NUMBER, INVALID_CHOICE,
            INVALID_FLAG or a code of dates.
    """
    field = f"custom:{definition.name}"
    if len(text) > _TEXT_LIMIT:
        issue = Issue.of(IssueCode.VALUE_TOO_LONG, field, limit=_TEXT_LIMIT)
        raise InvalidValueError(issue)
    cleaned = clean_text(text)
    if not cleaned or (cleaned not in definition.choices and is_nothing(cleaned)):
        raise InvalidValueError(blank(field, cleaned))
    match definition.type:
        case AttributeType.STRING:
            value: AttributeValue = clean_lines(text)
        case AttributeType.INTEGER:
            value = _integer(cleaned, field)
        case AttributeType.DECIMAL:
            value = _decimal(cleaned, field, decimal_mark)
        case AttributeType.BOOLEAN:
            value = read_flag(cleaned)
        case AttributeType.DATE:
            value = _date(cleaned, date_order)
        case AttributeType.CHOICE:
            value = _choice(cleaned, definition, field)
        case AttributeType.LIST:
            value = _list(text, field)
    return value


def _not_a_number(field: str) -> InvalidValueError:
    return InvalidValueError(Issue.of(IssueCode.INVALID_NUMBER, field))


def _bare_number(text: str, field: str) -> tuple[str, str]:
    """Return the sign and the rest of a number, without spaces, units and Swiss apostrophes."""
    if len(text) > _NUMBER_LIMIT:
        raise _not_a_number(field)
    text = _UNITS.sub("", ascii_digits(text).replace("\u2212", "-"))
    sign = ""
    if text[:1] in ("-", "+"):
        sign, text = text[0].replace("+", ""), text[1:].strip()
        text = _UNITS.sub("", text)
    groups = re.split(r"[ '’]", text)
    if len(groups) > 1 and not (
        1 <= len(groups[0]) <= 3
        and all(len(g) == 3 for g in groups[1:-1])
        and _DIGITS.match(groups[-1])
        and len(re.split("[.,]", groups[-1])[0]) == 3
    ):
        raise _not_a_number(field)
    return sign, "".join(groups)


def _integer(text: str, field: str) -> int:
    sign, digits = _bare_number(text, field)
    if _DIGITS.fullmatch(digits):
        return int(sign + digits)
    for mark, pattern in _GROUPED.items():  # "1,234" and "1.234": an integer has no decimals
        if pattern.fullmatch(digits):
            whole, _, rest = digits.replace(mark, "").partition("," if mark == "." else ".")
            if not rest.strip("0"):
                return int(sign + whole)
    found = _PLAIN_NUMBER.fullmatch(digits)
    whole, _, rest = digits.replace(",", ".").partition(".")
    if not found or rest.strip("0") or not whole:
        raise _not_a_number(field)
    return int(sign + whole)


def _decimal(text: str, field: str, mark: str | None) -> Decimal:
    sign, digits = _bare_number(text, field)
    if not digits.isascii():
        raise _not_a_number(field)
    if mark is None:
        mark = _decimal_mark(digits, field)
    grouping = "," if mark == "." else "."
    if grouping in digits:
        if not _GROUPED[grouping].fullmatch(digits):
            raise _not_a_number(field)
        digits = digits.replace(grouping, "")
    if not _PLAIN_NUMBER.fullmatch(digits):
        raise _not_a_number(field)
    return Decimal(sign + digits.replace(",", "."))


def _decimal_mark(digits: str, field: str) -> str:
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if commas > 1:
        return "."
    if dots > 1:
        return ","
    if commas and _GROUPED[","].fullmatch(digits):
        raise _not_a_number(field)  # 1,234: a thousand and more, or one and a bit
    return "," if commas else "."


def _date(text: str, order: DateOrder) -> date:
    day = read_date(text, order=order, future=True).date
    if day.year is None or day.month is None or day.day is None:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, "date"))
    return date(day.year, day.month, day.day)


def _choice(text: str, definition: AttributeDefinition, field: str) -> str:
    if text in definition.choices:
        return text
    folded = text.casefold()
    for choice in definition.choices:
        if clean_text(choice).casefold() == folded:
            return choice
    issue = Issue.of(IssueCode.INVALID_CHOICE, field, count=len(definition.choices))
    raise InvalidValueError(issue)


def _list(text: str, field: str) -> tuple[str, ...]:
    parts = list(map(clean_text, list_values(text.strip(), _LIST_SEPARATORS, limit=_LIST_LIMIT)))
    values = tuple(p for p in parts if p)
    if len(parts) > _LIST_LIMIT:
        issue = Issue.of(IssueCode.TOO_MANY_VALUES, field, count=len(parts), limit=_LIST_LIMIT)
        raise InvalidValueError(issue)
    return values


def says_less(value: AttributeValue, text: str) -> bool:
    """True when a value says less than the text that it was read from, and would not come back.

    The noughts of a code (``00123``), the plus of a telephone number, the time beside a date.
    """
    text = ascii_digits(text)
    if isinstance(value, date):
        return any(clock.strip("0:") for clock in _CLOCK.findall(text))
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return is_number and _CODE.match(text) is not None


def attribute_text(value: AttributeValue, language: Language) -> str:
    """Return the value of a custom attribute as text that :func:`parse_attribute` reads back equal.

    Args:
        value: The value.
        language: Of "yes" and "no".
    """
    match value:
        case bool():
            return flag_text(value, language)
        case tuple():
            return join_values(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
