"""The public doors: what is handed in has the type its annotation says, or is refused at once.

A desk, a value with methods or a function that others call is decorated with :func:`guarded`, a
class whose constructor is to look at its arguments with :func:`guarded_init`.  So no store, no
driver and no line deep inside says it first, each in its own words.

What a row of an import passes through calls the function behind a door: it has been looked at.
"""

import types
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from enum import Enum
from functools import wraps
from inspect import Parameter, isfunction, signature, unwrap
from os import PathLike
from typing import (
    Any,
    BinaryIO,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from clientbook.domain.checks import check_limit, no_choice, refuse, utc, wrong_type

D = TypeVar("D", bound=Callable[..., Any])
C = TypeVar("C", bound=type)
Accepts = Callable[[Any], bool]

_ANYTHING = "anything"
_LIMITS = ("limit", "most")
_PROBABILITY = "threshold"
_MOST_KINDS = 64  # combinations of types that a door knows again
_UNIONS = (Union, types.UnionType)
_ORDINALS = range(-(2**63), 2**63)
"""Whole numbers that every store holds."""
_SUCH_AS: Mapping[str, str] = {
    "Actor": "an Actor, such as Actor('anna')",
    "Table": "a Table, as open_table() gives it",
    "Store": "a store, such as SqliteStore('clients.db')",
}
"""What is said of the types that people get wrong first."""


def _is_binary(value: Any) -> bool:
    """True for what is read or written as bytes; what has an encoding holds text."""
    is_file = hasattr(value, "write") or hasattr(value, "read")
    return is_file and not hasattr(value, "encoding")


_FILES: Mapping[Any, tuple[str, Accepts]] = {
    BinaryIO: ("a binary file", _is_binary),
    PathLike: ("a path", lambda v: isinstance(v, PathLike)),
}


def guarded(door: D) -> D:
    """Have a function, or every public method of a class, refuse values of other types at once.

    The error is a :class:`~clientbook.errors.WrongTypeError` that names the argument and both
    types; a limit or a threshold outside its bounds, a time that no calendar has and a number that
    no store holds are refused as :class:`~clientbook.errors.InvalidValueError` (SPEC X51).
    """
    if not isinstance(door, type):
        return cast("D", _guarded(door, 0))
    for name, method in list(vars(door).items()):
        if name.startswith("_"):
            continue
        if isfunction(method):
            setattr(door, name, _guarded(method, 1))
        elif isinstance(method, classmethod):
            setattr(door, name, classmethod(_guarded(method.__func__, 1)))
        elif isinstance(method, staticmethod):
            setattr(door, name, staticmethod(_guarded(method.__func__, 0)))
    return door


def guarded_init(cls: C) -> C:
    """Have the constructor of a class refuse values of other types at once, as :func:`guarded`.

    For classes of which a program makes few; values of which an import makes one a row look at
    what they are given by themselves (see :mod:`clientbook.domain.typed`).
    """
    init = cls.__init__  # type: ignore[misc]  # of this very class
    cls.__init__ = _guarded(init, 1)  # type: ignore[misc]
    return cls


def called(field: str, **names: str) -> Callable[[C], C]:
    """Have the constructor of a class say what a field is called where people guess otherwise.

    Args:
        field: What stands before the name in the error, such as ``"address"``.
        names: What people write, and the name of the field.
    """

    def known(cls: C) -> C:
        init = cls.__init__  # type: ignore[misc]  # of this very class

        @wraps(init)
        def made(self: Any, *args: Any, **values: Any) -> None:
            try:
                init(self, *args, **values)
            except TypeError:
                guess = min(names.keys() & values.keys(), default=None)
                if guess is None:
                    raise
            else:
                return
            raise refuse(f"{field}.{guess}", f"this field is called {names[guess]}")

        cls.__init__ = made  # type: ignore[misc]
        return cls

    return known


def _guarded(function: Callable[..., Any], bound: int) -> Callable[..., Any]:
    """Return a function behind its door.

    Args:
        function: What is called.
        bound: How many first arguments are the object or the class that it belongs to.
    """
    kept = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    names = [p.name for p in signature(function).parameters.values() if p.kind in kept][bound:]
    known: dict[str, Callable[[Any], None]] = {}
    settled: dict[str, frozenset[type]] = {}
    passed: set[tuple[type, ...]] = set()  # very types of arguments of which nothing is asked

    def look_at(args: tuple[Any, ...], options: Mapping[str, Any]) -> bool:
        """Check the arguments; return whether their types alone let them pass."""
        asked = False
        for name, value in (*zip(names, args[bound:], strict=False), *options.items()):
            check = known.get(name)
            if check is None:  # hints name what is loaded by then
                hint = _hint(function, name)
                check = known[name] = _check(name, hint)
                settled[name] = _settled(name, hint)
            if type(value) not in settled[name]:
                asked = True
                check(value)
        return not asked

    @wraps(function)
    def door(*args: Any, **options: Any) -> Any:
        kinds = tuple(map(type, args))
        if options or kinds not in passed:
            safe = look_at(args, options) and not options
            if safe and len(passed) < _MOST_KINDS:
                passed.add(kinds)
        return function(*args, **options)

    return door


def _hint(function: Callable[..., Any], name: str) -> Any:
    """Return the annotation of one parameter: others may name what is never loaded."""
    behind = unwrap(function)
    annotation = behind.__annotations__.get(name, Any)
    one = types.SimpleNamespace(__annotations__={name: annotation})
    return get_type_hints(one, getattr(behind, "__globals__", None))[name]


def _settled(name: str, annotation: Any) -> frozenset[type]:
    """Return the very types of which nothing else is asked: most values are of them."""
    if name in (*_LIMITS, _PROBABILITY):
        return frozenset()
    choices = get_args(annotation) if get_origin(annotation) in _UNIONS else (annotation,)
    classes = {c for c in choices if isinstance(c, type) and get_origin(c) is None}
    return frozenset(classes - {int, float, datetime})


def _check(name: str, annotation: Any) -> Callable[[Any], None]:
    expected, accepts = _rule(annotation)

    def check(value: Any) -> None:
        if not accepts(value):
            if choices := _choices(annotation):
                raise no_choice(name, value, choices)
            raise wrong_type(name, *_what_is_wrong(value, annotation, expected))
        if isinstance(value, datetime):
            utc(value)
        elif type(value) is int and value not in _ORDINALS:
            raise refuse(name, "expected a number of at most 18 digits")
        elif name in _LIMITS and value is not None:
            check_limit(value)
        elif name == _PROBABILITY and value is not None and not 0 <= value <= 1:
            raise refuse(name, "expected a probability from 0 to 1")

    return check


def _choices(annotation: Any) -> tuple[Any, ...]:
    """Return what may be chosen, the texts of a ``Literal`` or the values of an enumeration."""
    if get_origin(annotation) in _UNIONS:
        found = [_choices(each) for each in get_args(annotation) if each is not type(None)]
        return sum(found, ()) if all(found) else ()
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(member.value for member in annotation)
    return ()


def _what_is_wrong(value: Any, annotation: Any, expected: str) -> tuple[Any, str]:
    """Return what is of another type, and what was expected there: of a list, the wrong item."""
    if isinstance(value, (list, tuple, set, frozenset)):
        for each in (annotation, *get_args(annotation)):
            kind, inner = get_origin(each), get_args(each)
            if _is_of_lists(kind, inner):
                named, accepts = _rule(inner[0])
                for item in value:
                    if not accepts(item):
                        return item, f"{named} in the list"
    return value, expected


def _is_of_lists(kind: Any, inner: tuple[Any, ...]) -> bool:
    """True for the annotation of a list: a tuple of a fixed length and a mapping are none."""
    if kind is tuple:
        return Ellipsis in inner
    return isinstance(kind, type) and issubclass(kind, Iterable) and not issubclass(kind, Mapping)


def _rule(annotation: Any) -> tuple[str, Accepts]:  # noqa: PLR0911 - one return a kind
    """Return how the values of an annotation are named, and what tells them."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in _UNIONS:
        rules = [_rule(each) for each in inner]
        return " or ".join(r[0] for r in rules), lambda v: any(r[1](v) for r in rules)
    if origin is Literal:
        return " or ".join(map(str, inner)), lambda v: any(v is c or v == c for c in inner)
    if (origin or annotation) in _FILES:
        return _FILES[origin or annotation]
    if origin is Callable or annotation is Callable:
        return "a function", callable
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _rule_of_mapping(*inner)
    if origin is tuple and Ellipsis not in inner:
        return f"{len(inner)} values", lambda v: isinstance(v, tuple) and len(v) == len(inner)
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _rule_of_list(inner[0])
    if annotation is type(None):
        return "None", lambda v: v is None
    if isinstance(origin, type):  # a class of its own kind of values, which nothing looks at
        return _rule_of_type(origin)
    if not isinstance(annotation, type) or annotation in (object, Any):
        return _ANYTHING, lambda _: True  # such as a type variable
    return _rule_of_type(annotation)


def _rule_of_type(annotation: type) -> tuple[str, Accepts]:
    if issubclass(annotation, Enum):
        return _rule_of_choice(annotation)
    if annotation in (int, float):
        numbers = (int, float) if annotation is float else int
        return annotation.__name__, lambda v: isinstance(v, numbers) and type(v) is not bool
    expected = _SUCH_AS.get(annotation.__name__, annotation.__name__)
    if getattr(annotation, "_is_protocol", False):
        return _rule_of_protocol(annotation, expected)
    return expected, lambda v: isinstance(v, annotation)


def _rule_of_list(item: Any) -> tuple[str, Accepts]:
    expected, accepts = _rule(item)
    anything = expected == _ANYTHING

    def is_list(value: Any) -> bool:
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            return False
        if anything or not isinstance(value, Collection):  # such as a generator, read once
            return True
        return all(map(accepts, value))

    return "a list" if anything else f"a list of {expected}", is_list


def _rule_of_mapping(key: Any, item: Any) -> tuple[str, Accepts]:
    (named, is_key), (_, is_item) = _rule(key), _rule(item)

    def is_mapping(value: Any) -> bool:
        if not isinstance(value, Mapping):
            return False
        return all(map(is_key, value)) and all(map(is_item, value.values()))

    return "a mapping" if named == _ANYTHING else f"a mapping by {named}", is_mapping


def _rule_of_protocol(protocol: type, expected: str) -> tuple[str, Accepts]:
    """What has a method of a protocol: a host's test double need not have those nobody calls."""
    methods = [n for n in dir(protocol) if not n.startswith("_")]

    def has_one(value: Any) -> bool:
        return not isinstance(value, type) and any(hasattr(value, name) for name in methods)

    return expected, has_one


def _rule_of_choice(choices: type[Enum]) -> tuple[str, Accepts]:
    """A member, or the value of one, which methods take as well."""
    values: Collection[Any] = [member.value for member in choices]

    def is_choice(value: Any) -> bool:
        return isinstance(value, choices) or (isinstance(value, str) and value in values)

    return f"one of {', '.join(map(str, values))}", is_choice
