"""Types of values are checked where values are made, from the annotations they have anyway."""

import types
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from clientbook.domain.checks import no_choice, refuse, wrong_type

_PLAIN = (str, bool, int, Decimal, date, datetime, timedelta)
ANY_TYPE = {"any_type": True}
"""Metadata of a field that reads values of other types itself."""


def typed(cls: type[Any], fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """Field transformer of attrs: each field with a plain annotation refuses values of other types.

    Plain are texts, numbers, times, members of an enumeration and other values of the domain, each
    of them or None, and the choices of a ``Literal``.  Lists are the business of their converters.
    A number that is true or false is none, and an amount is finite.

    Use it as ``@attrs.frozen(field_transformer=typed)``; the error is a
    :class:`~clientbook.errors.WrongTypeError` that names field and types, never the value.
    """
    return [_checked(cls, field) for field in fields]


def _checked(cls: type[Any], field: "attrs.Attribute[Any]") -> "attrs.Attribute[Any]":
    name = f"{cls.__name__.casefold()}.{field.name}"
    choices = _choices_of(field.type)
    allowed = _types_of(field.type)
    if get_origin(field.type) is tuple and field.converter is None:
        allowed = (tuple,)  # what makes a list of something else has a converter
    if not (choices or allowed) or field.metadata.get("any_type"):
        return field
    check = _check_choice(name, choices) if choices else _check(name, allowed)
    before = field.validator
    return field.evolve(validator=check if before is None else attrs.validators.and_(check, before))


def _choices_of(annotation: Any) -> tuple[Any, ...]:
    """Return the values of ``Literal[...]``, with None where it may be left out."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, types.UnionType):
        found = [(None,) if t is type(None) else _choices_of(t) for t in get_args(annotation)]
        return tuple(c for each in found for c in each) if all(found) else ()
    return ()


def _check_choice(name: str, choices: tuple[Any, ...]) -> Callable[[Any, Any, Any], None]:
    def check(_: Any, __: Any, value: Any) -> None:
        if not any(value is choice or value == choice for choice in choices):
            raise no_choice(name, value, choices)

    return check


def _types_of(annotation: Any) -> tuple[type[Any], ...]:
    """Return the types of a plain annotation, none for any other."""
    if get_origin(annotation) in (Union, types.UnionType):
        found = [_types_of(each) for each in get_args(annotation)]
        return tuple(t for each in found for t in each) if all(found) else ()
    if annotation is None or annotation is type(None):
        return (type(None),)
    if not isinstance(annotation, type) or get_origin(annotation) is not None:
        return ()
    ours = issubclass(annotation, Enum) or attrs.has(annotation)
    return (annotation,) if ours or annotation in _PLAIN else ()


def _check(name: str, allowed: tuple[type[Any], ...]) -> Callable[[Any, Any, Any], None]:
    words = " or ".join("None" if t is type(None) else t.__name__ for t in allowed)
    exact = frozenset(allowed)
    no_flag = bool not in exact

    def check(_: Any, __: Any, value: Any) -> None:
        kind = type(value)
        if kind not in exact and (not isinstance(value, allowed) or (kind is bool and no_flag)):
            raise wrong_type(name, value, words)
        if kind is Decimal and not value.is_finite():
            raise refuse(name, "expected a finite number")

    return check
