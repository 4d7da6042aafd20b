"""How a type looks in JSON: one rule a type for writing, reading and its JSON Schema.

Writing and reading share one table, so the schema cannot say something else than the reader does.
A reader trusts nothing: an error names the place (``profile.phones[0].e164``), never a value.
"""

import re
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from clientbook.domain.attributes import AttributeValue
from clientbook.domain.checks import refuse
from clientbook.domain.dates import PartialDate
from clientbook.domain.targets import Target
from clientbook.errors import ClientbookError, InvalidValueError

Schema = dict[str, Any]
Definitions = dict[str, Schema] | None
"""Schemas of objects by name, filled while a schema is made; None writes them where they stand."""


@attrs.frozen
class Shape:
    """One type in JSON.

    Args:
        dump: Returns the JSON-able data of a value.
        load: Returns the value of data; its second argument is the place, for errors.
        schema: Returns the JSON Schema.
        is_of: Says whether a value is one of this type, where a field holds one of several.
    """

    dump: Callable[[Any], Any]
    load: Callable[[Any, str], Any]
    schema: Callable[[Definitions], Schema]
    is_of: Callable[[Any], bool]


def wrong(place: str, expected: str) -> InvalidValueError:
    """Return the error for data of another form."""
    return refuse(place, f"expected {expected}")


def _same(value: Any) -> Any:
    return value


def plain(kinds: tuple[type, ...], expected: str, schema: Schema) -> Shape:
    """Return the shape of what JSON has itself; True is no number here."""

    def load(data: Any, place: str) -> Any:
        if type(data) not in kinds:
            raise wrong(place, expected)
        return data

    return Shape(_same, load, lambda _: dict(schema), lambda value: type(value) in kinds)


def written(
    type_: type, dump: Callable[[Any], str], read: Callable[[str], Any], what: str, schema: Schema
) -> Shape:
    """Return the shape of a value that is written as one text."""

    def load(data: Any, place: str) -> Any:
        if isinstance(data, str):
            try:
                return read(data)
            except (ValueError, TypeError, ArithmeticError, ClientbookError):
                pass  # raised below, outside the handler: the error there holds the text
        raise wrong(place, what)

    said = {"type": "string"} | schema
    return Shape(dump, load, lambda _: dict(said), lambda value: isinstance(value, type_))


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise InvalidOperation
    return number


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError
    return at.astimezone(UTC)


def _seconds(data: Any, place: str) -> timedelta:
    if type(data) in (int, float):
        try:
            return timedelta(seconds=data)
        except (OverflowError, ValueError):
            pass
    raise wrong(place, "a number of seconds")


def _dump_seconds(value: timedelta) -> int | float:
    seconds = value.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


_TEXT = plain((str,), "a text", {"type": "string"})
_WHOLE = plain((int,), "a whole number", {"type": "integer"})
_FLAG = plain((bool,), "true or false", {"type": "boolean"})
_NUMBER = plain((int, float), "a number", {"type": "number"})
_DECIMAL_TEXT = r"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
_DECIMAL = written(Decimal, str, _finite, "a decimal number as a text", {"pattern": _DECIMAL_TEXT})
_DATE = written(
    date, date.isoformat, date.fromisoformat, "a date such as 2026-03-02", {"format": "date"}
)
_PARTIAL_TEXT = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|--[0-9]{2}(-[0-9]{2})?)$"

_SIMPLE: dict[Any, Shape] = {
    str: _TEXT,
    int: _WHOLE,
    bool: _FLAG,
    float: _NUMBER,
    Decimal: _DECIMAL,
    date: _DATE,
    datetime: written(
        datetime,
        datetime.isoformat,
        _instant,
        "a time with its zone, such as 2026-03-02T09:00:00Z",
        {"format": "date-time"},
    ),
    timedelta: Shape(
        _dump_seconds,
        _seconds,
        lambda _: {"type": "number", "description": "seconds"},
        lambda value: isinstance(value, timedelta),
    ),
    PartialDate: written(
        PartialDate,
        PartialDate.isoformat,
        PartialDate.parse_iso,
        "a date such as 1980-05-17, 1980-05, 1980 or --05-17",
        {"pattern": _PARTIAL_TEXT},
    ),
    Target: written(Target, str, Target.parse, "a target such as phone.mobile", {}),
    type(None): plain((type(None),), "null", {"type": "null"}),
}


def shape_of(type_: Any) -> Shape:
    """Return the shape of a type.

    Raises:
        TypeError: The type has no form in JSON.
    """
    return _shape(type_)


@cache
def _shape(type_: Any) -> Shape:  # noqa: PLR0911 - one line a kind of type
    if type_ == AttributeValue:
        return _attribute_value()
    if type_ in _SIMPLE:
        return _SIMPLE[type_]
    if isinstance(type_, type) and issubclass(type_, Enum):
        return _enum(type_)
    if isinstance(type_, type) and attrs.has(type_):
        from clientbook.convert.objects import object_shape

        return object_shape(type_)
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is Literal:
        return _literal(arguments)
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        return _several(shape_of(arguments[0]))
    if origin is tuple:
        return _fixed(tuple(shape_of(argument) for argument in arguments))
    if isinstance(origin, type) and issubclass(origin, Mapping) and arguments[0] is str:
        return _named(shape_of(arguments[1]))
    raise TypeError(f"{getattr(type_, '__name__', type_)!s} has no form in JSON")


def _member_text(member: Enum) -> str:
    """Return the value of a member, or its name in small letters where that is no text."""
    return member.value if isinstance(member.value, str) else member.name.lower()


def _enum(type_: type[Enum]) -> Shape:
    values = {_member_text(member): member for member in type_}

    def load(data: Any, place: str) -> Any:
        if isinstance(data, str) and data in values:
            return values[data]
        raise wrong(place, f"one of {', '.join(values)}")

    return Shape(
        _member_text,
        load,
        lambda _: {"type": "string", "enum": list(values)},
        lambda value: isinstance(value, type_),
    )


def _literal(values: tuple[Any, ...]) -> Shape:
    def load(data: Any, place: str) -> Any:
        if type(data) is str and data in values:
            return data
        raise wrong(place, f"one of {', '.join(map(str, values))}")

    return Shape(_same, load, lambda _: {"enum": list(values)}, lambda value: value in values)


def as_list(data: Any, place: str) -> Sequence[Any]:
    """Return the items of a JSON list, or refuse."""
    if not isinstance(data, (list, tuple)):
        raise wrong(place, "a list")
    return data


def _several(item: Shape) -> Shape:
    return Shape(
        lambda values: [item.dump(value) for value in values],
        lambda data, place: tuple(
            item.load(one, f"{place}[{index}]") for index, one in enumerate(as_list(data, place))
        ),
        lambda defs: {"type": "array", "items": item.schema(defs)},
        lambda value: isinstance(value, tuple),
    )


def _fixed(items: tuple[Shape, ...]) -> Shape:
    def load(data: Any, place: str) -> Any:
        if len(as_list(data, place)) != len(items):
            raise wrong(place, f"a list of {len(items)}")
        return tuple(
            item.load(one, f"{place}[{index}]")
            for index, (item, one) in enumerate(zip(items, data, strict=True))
        )

    return Shape(
        lambda values: [item.dump(v) for item, v in zip(items, values, strict=True)],
        load,
        lambda defs: {
            "type": "array",
            "prefixItems": [item.schema(defs) for item in items],
            "minItems": len(items),
            "maxItems": len(items),
        },
        lambda value: isinstance(value, tuple),
    )


def as_object(data: Any, place: str, keys: Collection[str] = ()) -> Mapping[str, Any]:
    """Return the parts of a JSON object, or refuse and say what its keys may be."""
    if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
        raise wrong(place, f"an object with keys among {', '.join(keys)}" if keys else "an object")
    return data


def _named(item: Shape) -> Shape:
    return Shape(
        lambda values: {name: item.dump(value) for name, value in values.items()},
        lambda data, place: {
            name: item.load(value, f"{place}.*") for name, value in as_object(data, place).items()
        },
        lambda defs: {"type": "object", "additionalProperties": item.schema(defs)},
        lambda value: isinstance(value, Mapping),
    )


def snake_case(name: str) -> str:
    """Return a class's name as a key: ``LoyaltyCard`` is ``loyalty_card``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _union(arguments: tuple[Any, ...]) -> Shape:
    """Return the shape of one of several types.

    Objects of several classes stand under the name of theirs: ``{"appointment": {...}}``.
    """
    held = get_args(AttributeValue)
    if set(held) < set(arguments):  # Python flattens one union in another
        arguments = (AttributeValue, *(t for t in arguments if t not in held))
    objects = [t for t in arguments if isinstance(t, type) and attrs.has(t) and t not in _SIMPLE]
    if len(objects) > 1:
        tagged = {snake_case(t.__name__): shape_of(t) for t in objects}
        members = [_tagged(tagged), *(shape_of(t) for t in arguments if t not in objects)]
    else:
        members = [shape_of(t) for t in arguments]

    may_be_none = type(None) in arguments

    def dump(value: Any) -> Any:
        member = next((m for m in members if m.is_of(value)), None)
        if member is None:
            raise TypeError(f"a field does not hold a {type(value).__name__}")
        return member.dump(value)

    def load(data: Any, place: str) -> Any:
        if data is None and may_be_none:  # most fields of most profiles
            return None
        said = []
        for member in members:
            try:
                return member.load(data, place)
            except InvalidValueError as error:
                said.append(error)
        # Null fits none of the others: what is said of them is what helps.
        raise said[0] if len(said) == 2 and may_be_none else wrong(place, "another form")

    def schema(defs: Definitions) -> Schema:
        return {"anyOf": [member.schema(defs) for member in members]}

    return Shape(dump, load, schema, lambda value: any(m.is_of(value) for m in members))


def _tagged(shapes: Mapping[str, Shape]) -> Shape:
    def name_of(value: Any) -> str:
        return next(name for name, shape in shapes.items() if shape.is_of(value))

    def load(data: Any, place: str) -> Any:
        if len(as_object(data, place)) != 1:
            raise wrong(place, f"an object with one key of {', '.join(shapes)}")
        ((name, inner),) = data.items()
        if name not in shapes:
            raise wrong(place, f"an object with one key of {', '.join(shapes)}")
        return shapes[name].load(inner, f"{place}.{name}")

    def schema(defs: Definitions) -> Schema:
        return {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {name: shape.schema(defs)},
                    "required": [name],
                    "additionalProperties": False,
                }
                for name, shape in shapes.items()
            ]
        }

    return Shape(
        lambda value: {name_of(value): shapes[name_of(value)].dump(value)},
        load,
        schema,
        lambda value: any(shape.is_of(value) for shape in shapes.values()),
    )


def _attribute_value() -> Shape:
    """Return the shape of a custom attribute's value: what JSON lacks says what it is."""
    texts = shape_of(tuple[str, ...])

    def dump(value: Any) -> Any:
        if type(value) is Decimal:
            return {"decimal": _DECIMAL.dump(value)}
        if type(value) is date:
            return {"date": _DATE.dump(value)}
        return list(value) if type(value) is tuple else value

    def load(data: Any, place: str) -> Any:
        if type(data) in (str, int, bool):
            return data
        if isinstance(data, (list, tuple)):
            return texts.load(data, place)
        if isinstance(data, Mapping) and len(data) == 1:
            if "decimal" in data:
                return _DECIMAL.load(data["decimal"], place)
            if "date" in data:
                return _DATE.load(data["date"], place)
        raise wrong(place, 'a text, number, flag, list of texts, {"decimal": …} or {"date": …}')

    def schema(defs: Definitions) -> Schema:
        wrapped = [
            {
                "type": "object",
                "properties": {name: shape.schema(defs)},
                "required": [name],
                "additionalProperties": False,
            }
            for name, shape in (("decimal", _DECIMAL), ("date", _DATE))
        ]
        simple: Schema = {"type": ["string", "integer", "boolean"]}
        return {"anyOf": [simple, texts.schema(defs), *wrapped]}

    kinds = (str, int, bool, Decimal, date, tuple)
    return Shape(dump, load, schema, lambda value: type(value) in kinds)


@cache
def hints_of(type_: type) -> Mapping[str, Any]:
    """Return the types of a class's fields by name."""
    return get_type_hints(type_)
