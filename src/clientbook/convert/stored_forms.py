"""How domain values look in stored documents; loads cattrs, which opening a book needs not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin

from cattrs import BaseConverter, BaseValidationError, Converter, ForbiddenExtraKeysError
from cattrs.fns import identity
from cattrs.preconf.json import make_converter as make_json_converter

from clientbook.domain.attributes import AttributeValue
from clientbook.domain.clients import Actor, Client
from clientbook.domain.dates import PartialDate

# What a document of another form makes a structure hook raise.
LOAD_ERRORS = (
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
    InvalidOperation,
    BaseValidationError,
    ForbiddenExtraKeysError,
)


def _unstructure_attribute(value: AttributeValue) -> Any:
    kind = type(value)
    if kind is str or kind is int or kind is bool:
        return value
    if kind is tuple:
        return list(cast("tuple[str, ...]", value))
    if kind is Decimal:
        return {"decimal": str(value)}
    if kind is date:
        return {"date": cast("date", value).isoformat()}
    raise TypeError(f"an attribute cannot hold a {kind.__name__}")


def _structure_attribute(value: Any, _: Any) -> AttributeValue:
    if isinstance(value, (str, int)):  # bool is an int and stays one
        return value
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if isinstance(value, dict) and len(value) == 1:
        if "decimal" in value:
            return Decimal(value["decimal"])
        if "date" in value:
            return date.fromisoformat(value["date"])
    raise ValueError("an attribute value of an unknown form")


def _optional_type(type_: Any) -> Any:
    """Return T of ``T | None``, None for every other type."""
    arguments = get_args(type_) if get_origin(type_) in (Union, UnionType) else ()
    if len(arguments) != 2 or NoneType not in arguments:
        return None
    return arguments[0] if arguments[1] is NoneType else arguments[1]


def _is_list(type_: Any) -> bool:
    return get_origin(type_) is tuple and get_args(type_)[1:] == (Ellipsis,)


def _optional_loads(type_: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    inner = _optional_type(type_)
    load = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else load(value, inner)


def _list_loads(type_: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    inner = get_args(type_)[0]
    load = converter.get_structure_hook(inner)
    return lambda values, _: tuple([load(value, inner) for value in values])


def _list_dumps(type_: Any, converter: BaseConverter) -> Callable[[Any], Any]:
    dump = converter.get_unstructure_hook(get_args(type_)[0])
    return list if dump is identity else lambda values: [dump(value) for value in values]


def make_converter() -> Converter:
    """Return a new converter for stored documents; hooks you add stay yours."""
    converter = make_json_converter(
        detailed_validation=False, omit_if_default=True, forbid_extra_keys=True
    )
    # cattrs looks the inner hook up anew for each value; these find it once a type
    converter.register_structure_hook_factory(_optional_type, _optional_loads)
    converter.register_structure_hook_factory(_is_list, _list_loads)
    converter.register_unstructure_hook_factory(_is_list, _list_dumps)
    # without a hook of ours each text that may be None costs a call
    converter.register_unstructure_hook_func(lambda t: t == (str | None), identity)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_unstructure_hook(PartialDate, PartialDate.isoformat)
    converter.register_structure_hook(PartialDate, lambda v, _: PartialDate.parse_iso(v))
    converter.register_structure_hook(Actor, lambda v, _: Actor.kept(v["id"], v.get("channel")))
    converter.register_unstructure_hook(timedelta, timedelta.total_seconds)
    converter.register_structure_hook(timedelta, lambda v, _: timedelta(seconds=v))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda v, _: Decimal(v))
    converter.register_unstructure_hook_func(lambda t: t == AttributeValue, _unstructure_attribute)
    converter.register_structure_hook_func(lambda t: t == AttributeValue, _structure_attribute)
    # what an entry point returns with a warning beside it is written as the client it is
    converter.register_unstructure_hook_func(
        lambda t: isinstance(t, type) and issubclass(t, Client) and t is not Client,
        lambda client: converter.unstructure(client, unstructure_as=Client),
    )
    return converter
