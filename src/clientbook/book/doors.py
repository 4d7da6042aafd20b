"""The door of a desk: what is handed in has the type its annotation says, or is refused at once.

A desk is decorated with :func:`guarded`.  Whatever its public methods are given is looked at
before they begin, so that no store and no driver says it first, each in its own words.
"""

import types
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache, wraps
from inspect import Parameter, isfunction, signature
from os import PathLike
from typing import Any, BinaryIO, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from clientbook.book.pages import check_limit
from clientbook.domain.checks import refuse, utc, wrong_type

T = TypeVar("T")
Accepts = Callable[[Any], bool]

_LIMITS = ("limit", "most")
_ORDINALS = range(-(2**63), 2**63)
"""Whole numbers that every store holds."""
_SUCH_AS: Mapping[str, str] = {
    "Actor": "an Actor, such as Actor('anna')",
    "Table": "a Table, as open_table() gives it",
}
"""What is said of the types that people get wrong first."""

_FILES: Mapping[Any, tuple[str, Accepts]] = {
    BinaryIO: ("a binary file", lambda v: hasattr(v, "write") or hasattr(v, "read")),
    PathLike: ("a path", lambda v: isinstance(v, PathLike)),
}


def guarded(desk: type[T]) -> type[T]:
    """Have every public method of a desk refuse values of other types at once (SPEC X51).

    The error is a :class:`~clientbook.errors.WrongTypeError` that names the argument and both
    types; a limit outside its bounds, a time that no calendar has and a number that no store holds
    are refused as :class:`~clientbook.errors.InvalidValueError`.
    """
    for name, method in list(vars(desk).items()):
        if isfunction(method) and not name.startswith("_"):
            setattr(desk, name, _guarded(method))
    return desk


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    @cache
    def checks() -> Mapping[str, Callable[[Any], None]]:  # hints name what is loaded by then
        hints = get_type_hints(method)
        return {name: _check(name, hints[name]) for name in names if name in hints}

    kept = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    names = [p.name for p in signature(method).parameters.values() if p.kind in kept]

    @wraps(method)
    def door(self: Any, *args: Any, **options: Any) -> Any:
        known = checks()
        for name, value in (*zip(names[1:], args, strict=False), *options.items()):
            if name in known:
                known[name](value)
        return method(self, *args, **options)

    return door


def _check(name: str, annotation: Any) -> Callable[[Any], None]:
    expected, accepts = _rule(annotation)

    def check(value: Any) -> None:
        if not accepts(value):
            raise wrong_type(name, value, expected)
        if isinstance(value, datetime):
            utc(value)
        elif type(value) is int and value not in _ORDINALS:
            raise refuse(name, "expected a number of at most 18 digits")
        elif name in _LIMITS:
            check_limit(value)

    return check


def _rule(annotation: Any) -> tuple[str, Accepts]:  # noqa: PLR0911 - one return a kind
    """Return how the values of an annotation are named, and what tells them."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        rules = [_rule(each) for each in inner]
        return " or ".join(r[0] for r in rules), lambda v: any(r[1](v) for r in rules)
    if origin is Literal:
        return " or ".join(map(str, inner)), lambda v: any(v is c or v == c for c in inner)
    if (origin or annotation) in _FILES:
        return _FILES[origin or annotation]
    if origin is Callable or annotation is Callable:
        return "a function", callable
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "a mapping", lambda v: isinstance(v, Mapping)
    if origin is tuple and Ellipsis not in inner:
        return f"{len(inner)} values", lambda v: isinstance(v, tuple) and len(v) == len(inner)
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _rule_of_list(inner[0])
    if annotation is type(None):
        return "None", lambda v: v is None
    if not isinstance(annotation, type):
        return "anything", lambda _: True  # a type variable
    if issubclass(annotation, Enum):
        return _rule_of_choice(annotation)
    if annotation in (int, float):
        numbers = (int, float) if annotation is float else int
        return annotation.__name__, lambda v: isinstance(v, numbers) and type(v) is not bool
    return _SUCH_AS.get(annotation.__name__, annotation.__name__), lambda v: isinstance(
        v, annotation
    )


def _rule_of_list(item: Any) -> tuple[str, Accepts]:
    expected, accepts = _rule(item)

    def is_list(value: Any) -> bool:
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            return False
        return not isinstance(value, Collection) or all(map(accepts, value))  # else read once

    return f"a list of {expected}", is_list


def _rule_of_choice(choices: type[Enum]) -> tuple[str, Accepts]:
    """A member, or the value of one, which methods take as well."""
    values: Collection[Any] = [member.value for member in choices]

    def is_choice(value: Any) -> bool:
        return isinstance(value, choices) or (isinstance(value, str) and value in values)

    return f"one of {', '.join(map(str, values))}", is_choice
