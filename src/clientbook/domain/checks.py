"""Small checks and converters that the domain types share."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from clientbook.errors import InvalidValueError, WrongTypeError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.text import clean_lines, clean_text

T = TypeVar("T")


def optional_text(value: str | None) -> str | None:
    """Converter: clean text, None when nothing visible is left."""
    if value is None:
        return None
    if type(value) is not str:
        check_type("text", value, str)
    return clean_text(value) or None


def optional_lines(value: str | None) -> str | None:
    """Converter: clean free text with its line breaks, None when nothing visible is left."""
    return None if value is None else some_lines(value) or None


def some_text(value: str) -> str:
    """Converter: clean text."""
    if type(value) is not str:
        check_type("text", value, str)
    return clean_text(value)


def some_lines(value: str) -> str:
    """Converter: clean free text with its line breaks."""
    if type(value) is not str:
        check_type("text", value, str)
    return clean_lines(value)


def tidy_texts(value: object, names: Iterable[str], limit: int) -> None:
    """Clean the texts of a frozen value under construction, in place; None where nothing is left.

    One pass in ``__attrs_post_init__`` instead of a converter and a validator a field: most
    fields of most clients are None, and an import makes millions of these values.

    Raises:
        InvalidValueError: A text is longer than *limit* characters.
    """
    for name in names:
        text = getattr(value, name)
        if text is None:
            continue
        if type(text) is not str:
            check_type(name, text, str)
        cleaned = clean_text(text)
        if cleaned is not text or not cleaned:
            object.__setattr__(value, name, cleaned or None)
        if len(cleaned) > limit:
            raise InvalidValueError(Issue.of(IssueCode.VALUE_TOO_LONG, name, limit=limit))


def max_length(limit: int) -> Callable[[Any, Any, Any], None]:
    """Validator: at most *limit* characters."""

    def check(_: Any, attribute: Any, value: Any) -> None:
        if value is None:
            return
        if type(value) is not str:
            check_type(attribute.name, value, str)
        if len(value) > limit:
            raise InvalidValueError(Issue.of(IssueCode.VALUE_TOO_LONG, attribute.name, limit=limit))

    return check


def refuse(field: str, reason: str) -> InvalidValueError:
    """Return the error for a value that breaks an invariant of the domain."""
    return InvalidValueError(Issue.of(IssueCode.INVALID_VALUE, field, reason=reason))


def wrong_type(field: str, value: object, expected: str) -> WrongTypeError:
    """Return the error for a value of another type; it names both types, never the value.

    Args:
        field: The field, such as ``"profile.birthday"``.
        value: What was given.
        expected: What it holds and how to make it, such as ``"a PartialDate, see PartialDate.of"``.
    """
    reason = f"expected {expected}, got {type(value).__name__}"
    return WrongTypeError(Issue.of(IssueCode.INVALID_VALUE, field, reason=reason))


def no_choice(field: str, value: object, choices: Iterable[object]) -> InvalidValueError:
    """Return the error for what is none of some choices: another text, or of another type.

    Args:
        field: The field or argument, such as ``"format"``.
        value: What was given; the error never holds it.
        choices: What it may be; None, which leaves it out, is not named.
    """
    known = [choice for choice in choices if choice is not None]
    words = " or ".join(map(str, known))
    if len(known) > 2:
        words = f"one of {', '.join(map(str, known))}"
    if any(type(value) is type(choice) for choice in known):
        return refuse(field, f"expected {words}")
    return wrong_type(field, value, words)


def check_type(field: str, value: object, type_: type[Any], how: str = "") -> None:
    """Refuse a value that is no *type_*.

    Raises:
        WrongTypeError: It is of another type.
    """
    if not isinstance(value, type_):
        raise wrong_type(field, value, f"{type_.__name__}{how and f' ({how})'}")


def typed_values(field: str, values: Any, type_: type[T], how: str = "") -> tuple[T, ...]:
    """Converter: values of one type as a tuple; a text is no list of its letters.

    Raises:
        WrongTypeError: It is no list, or one of its values is of another type.
    """
    if type(values) is not tuple:
        if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
            raise wrong_type(field, values, f"a list of {type_.__name__}")
        values = tuple(values)
    for value in values:
        if type(value) is not type_ and not isinstance(value, type_):
            raise wrong_type(field, value, f"{type_.__name__}{how and f' ({how})'} in the list")
    return cast("tuple[T, ...]", values)


def utc(value: datetime) -> datetime:
    """Converter: an aware time, in UTC."""
    if not isinstance(value, datetime):
        raise wrong_type("time", value, "an aware datetime")
    if value.tzinfo is None:
        raise refuse("time", "a time without a zone; pass an aware datetime, such as with tz=UTC")
    if value.tzinfo is UTC:
        return value
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise refuse("time", "expected a time of the years 1 to 9999 in UTC") from None


def check_limit(limit: int) -> None:
    """Refuse a limit outside 1 to 1000.

    Raises:
        InvalidValueError: It is another number.
    """
    if not 1 <= limit <= 1000:
        raise refuse("limit", "expected 1 to 1,000")


def check_workers(workers: int) -> None:
    """Refuse a number of processes that is no whole number from 1.

    Raises:
        WrongTypeError: It is no whole number.
        InvalidValueError: It is less than 1.
    """
    if isinstance(workers, bool) or not isinstance(workers, int):
        raise wrong_type("workers", workers, "a whole number from 1")
    if workers < 1:
        raise refuse("workers", "expected 1 or more")


def not_negative(field: str, value: object, names: Iterable[str]) -> None:
    """Refuse a value of which a number is below 0; None stands for no number.

    Raises:
        InvalidValueError: One is; it is named.
    """
    for name in names:
        number = getattr(value, name)
        if number is not None and number < 0:
            raise refuse(f"{field}.{name}", "expected 0 or more")


def unique(values: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """Return *values* without those whose key was seen before, order kept."""
    seen: dict[object, T] = {}
    for value in values:
        seen.setdefault(key(value), value)
    return tuple(seen.values())
