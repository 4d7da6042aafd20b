"""How classes look in JSON: objects whose keys are the names of their fields."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

import attrs

from clientbook.convert.shapes import (
    Definitions,
    Schema,
    Shape,
    as_list,
    as_object,
    hints_of,
    shape_of,
    wrong,
)
from clientbook.domain.attributes import AttributeValue
from clientbook.domain.clients import BookingBlock
from clientbook.domain.merges import Conflict, ValueChoice
from clientbook.domain.patches import LIST_FIELDS, ProfilePatch
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.errors import ClientbookError, InvalidValueError

_ATTRIBUTE = "attribute:"  # what stands before an attribute's name where fields are named


_ANYTHING: Schema = {"description": "a value of the field that is named beside it"}


def _unnamed(*_: Any) -> Any:
    raise AssertionError("replaced by the shape of the field that is named")


_NAMED = Shape(_unnamed, _unnamed, lambda _: dict(_ANYTHING), _unnamed)
"""Holds the place of a part whose type another part names."""


def object_shape(type_: type[Any]) -> Shape:
    """Return the shape of an attrs class."""
    if getattr(type_, "__parameters__", None):  # such as a page of any values
        hint = "send what it holds, such as [to_data(item) for item in page.items]"
        raise TypeError(f"{type_.__name__} has no form in JSON; {hint}")
    if type_ in _SPECIAL:
        return _SPECIAL[type_]()
    if hasattr(type_, "to_json") and hasattr(type_, "from_json"):
        return _own_form(type_)
    return _fields_shape(type_)


def _own_form(type_: Any) -> Shape:
    """Return the shape of a class that says itself how it looks: its one field is the whole.

    A field that is no part of the value (``eq=False``) does not count.
    """
    (field,) = (field for field in attrs.fields(type_) if field.eq)

    def load(data: Any, place: str) -> Any:
        try:
            text = json.dumps(data)
        except (TypeError, ValueError, RecursionError):
            raise wrong(place, "JSON") from None
        return type_.from_json(text)

    return Shape(
        lambda value: json.loads(value.to_json()),
        load,
        shape_of(hints_of(type_)[field.name]).schema,
        lambda value: isinstance(value, type_),
    )


def _fields_shape(type_: Any) -> Shape:
    """Return the shape of a class: a key a field; a key that is missing has its default.

    A field that is no part of the value (``eq=False``) is no part of its JSON.  What may be
    anything is of the type of that field of a profile which the class's ``field`` names.
    """
    fields = [field for field in attrs.fields(type_) if field.eq and field.init]
    hints = hints_of(type_)
    named = {f.name for f in fields if hints[f.name] is Any}  # of the type that "field" names
    shapes = {f.name: _NAMED if f.name in named else shape_of(hints[f.name]) for f in fields}
    required = [f.name for f in fields if f.default is attrs.NOTHING]
    empty = frozenset(name for name, hint in hints.items() if type(None) in get_args(hint))

    def dump(value: Any) -> Any:
        own = shapes | dict.fromkeys(named, _field_shape(value.field, "field")) if named else shapes
        return {name: shape.dump(getattr(value, name)) for name, shape in own.items()}

    def load(data: Any, place: str) -> Any:
        known = type(data) is dict and data.keys() <= shapes.keys()
        found = data if known else as_object(data, place, shapes)
        for name in required:
            if name not in found:
                raise wrong(f"{place}.{name}", "a value; it is missing")
        if not known and not found.keys() <= shapes.keys():
            raise wrong(place, f"keys among {', '.join(shapes)}")
        own = shapes
        if named:
            own = shapes | dict.fromkeys(named, _field_shape(found["field"], f"{place}.field"))
        values = {
            name: None if one is None and name in empty else own[name].load(one, f"{place}.{name}")
            for name, one in found.items()
        }
        return build(type_, values, place)

    def schema(defs: Definitions) -> Schema:
        return _fields_schema(type_.__name__, shapes, required, defs)

    return Shape(dump, load, schema, lambda value: isinstance(value, type_))


def _fields_schema(
    name: str, shapes: Mapping[str, Shape], required: Sequence[str], defs: Definitions
) -> Schema:
    """Return the schema of a class, by name where definitions are kept."""
    if defs is not None and name in defs:
        return {"$ref": f"#/$defs/{name}"}
    if defs is not None:
        defs[name] = {}  # known by name from here on
    said: Schema = {
        "title": name,
        "type": "object",
        "properties": {key: shape.schema(defs) for key, shape in shapes.items()},
        "additionalProperties": False,
    }
    if required:
        said["required"] = list(required)
    if defs is None:
        return said
    defs[name] = said
    return {"$ref": f"#/$defs/{name}"}


def build(type_: Any, values: Mapping[str, Any], place: str) -> Any:
    """Return a value, or refuse with the place and what the class says of it."""
    failure: ClientbookError
    try:
        return type_(**values)
    except InvalidValueError as error:
        failure = InvalidValueError(attrs.evolve(error.issue, field=place))
    except ClientbookError as error:
        failure = error
    except (ValueError, TypeError, ArithmeticError, AttributeError, LookupError):
        failure = wrong(place, f"a {type_.__name__} of other parts")
    raise failure  # outside the handler: what was raised there may hold a value


def _field_shape(field: Any, place: str) -> Shape:
    """Return the shape of what a named field of a profile holds, None for nothing."""
    if isinstance(field, str) and field.startswith(_ATTRIBUTE):
        return shape_of(AttributeValue | None)
    if field == "block":  # that there is one, or the block itself
        return shape_of(bool | BookingBlock | None)
    if not isinstance(field, str) or field not in FIELDS:
        raise wrong(place, "the name of a field of a profile, or attribute:<name>")
    return shape_of(hints_of(Profile)[field] | None)


def _item_shape(field: Any, place: str) -> Shape:
    """Return the shape of one value of a named list."""
    if not isinstance(field, str) or field not in LIST_FIELDS:
        raise wrong(place, f"one of {', '.join(LIST_FIELDS)}")
    return shape_of(hints_of(Profile)[field].__args__[0])


def _value_choice() -> Shape:
    """A choice of one value of a list: it is of the type of the list it names."""

    def dump(choice: ValueChoice) -> Any:
        shape = _item_shape(choice.field, "choice.field")
        return {
            "field": choice.field,
            "value": shape.dump(choice.value),
            "keep": choice.keep,
        }

    def load(data: Any, place: str) -> Any:
        found = _only(data, place, ("field", "value", "keep"), required=("field", "value"))
        shape = _item_shape(found["field"], f"{place}.field")
        values = {
            "field": found["field"],
            "value": shape.load(found["value"], f"{place}.value"),
            "keep": shape_of(bool).load(found.get("keep", False), f"{place}.keep"),
        }
        return build(ValueChoice, values, place)

    parts: Schema = {"field": {"enum": list(LIST_FIELDS)}, "keep": {"type": "boolean"}}
    return _special(ValueChoice, dump, load, parts | {"value": _ANYTHING}, ("field", "value"))


def _conflict() -> Shape:
    """A field in which clients differ: pairs of a client and a value of that field."""
    rest = [f.name for f in attrs.fields(Conflict) if f.name not in ("field", "values")]
    hints = hints_of(Conflict)

    def dump(conflict: Conflict) -> Any:
        shape = _field_shape(conflict.field, "conflict.field")
        others = {name: shape_of(hints[name]).dump(getattr(conflict, name)) for name in rest}
        values = [[client_id, shape.dump(value)] for client_id, value in conflict.values]
        return {"field": conflict.field, "values": values} | others

    def load(data: Any, place: str) -> Any:
        found = _only(
            data, place, ("field", "values", *rest), required=("field", "values", "decided_by")
        )
        shape = _field_shape(found["field"], f"{place}.field")
        pairs = []
        for index, pair in enumerate(as_list(found["values"], f"{place}.values")):
            where = f"{place}.values[{index}]"
            if len(as_list(pair, where)) != 2:
                raise wrong(where, "a client's id and a value")
            pairs.append((shape_of(str).load(pair[0], where), shape.load(pair[1], where)))
        others = {
            name: shape_of(hints[name]).load(found[name], f"{place}.{name}")
            for name in rest
            if name in found
        }
        values = {"field": found["field"], "values": tuple(pairs)} | others
        return build(Conflict, values, place)

    pair = {"type": "array", "prefixItems": [{"type": "string"}, _ANYTHING], "minItems": 2}
    parts: Schema = {"field": {"type": "string"}, "values": {"type": "array", "items": pair}}
    parts |= {name: shape_of(hints[name]).schema(None) for name in rest}
    return _special(Conflict, dump, load, parts, ("field", "values", "decided_by"))


def _patch() -> Shape:
    """A patch: an object of fields for what is set, added and removed."""
    fields = {name: _field_shape(name, name) for name in FIELDS}
    lists = {name: _item_shape(name, name) for name in LIST_FIELDS}

    def dump_all(name: str, values: Iterable[Any], *, keys: bool) -> list[Any]:
        return [v if keys and isinstance(v, str) else lists[name].dump(v) for v in values]

    def dump(patch: ProfilePatch) -> Any:
        return {
            "set": {n: None if v is None else fields[n].dump(tuple(v) if n in lists else v)
                    for n, v in patch.set},
            "add": {n: dump_all(n, values, keys=False) for n, values in patch.add},
            "remove": {n: dump_all(n, values, keys=True) for n, values in patch.remove},
        }  # fmt: skip

    def load_side(data: Any, place: str, *, keys: bool) -> dict[str, Any]:
        found = as_object(data, place)
        if not found.keys() <= lists.keys():
            raise wrong(place, f"keys among {', '.join(lists)}")
        return {
            name: tuple(
                one
                if keys and isinstance(one, str)
                else lists[name].load(one, f"{place}.{name}[{index}]")
                for index, one in enumerate(as_list(values, f"{place}.{name}"))
            )
            for name, values in found.items()
        }

    def load(data: Any, place: str) -> Any:
        found = _only(data, place, ("set", "add", "remove"), required=())
        whole = as_object(found.get("set", {}), f"{place}.set")
        if not whole.keys() <= fields.keys():
            raise wrong(f"{place}.set", f"keys among {', '.join(fields)}")
        values = {
            "set": {
                name: None if one is None else fields[name].load(one, f"{place}.set.{name}")
                for name, one in whole.items()
            },
            "add": load_side(found.get("add", {}), f"{place}.add", keys=False),
            "remove": load_side(found.get("remove", {}), f"{place}.remove", keys=True),
        }
        return build(ProfilePatch, values, place)

    return _special(ProfilePatch, dump, load, _patch_schema(fields, lists), ())


def _patch_schema(fields: Mapping[str, Shape], lists: Mapping[str, Shape]) -> Schema:
    """Return the schema of each side of a patch, from the shapes of fields and of items."""

    def side(*, keys: bool) -> Schema:
        parts = {}
        for name, shape in lists.items():
            item = shape.schema(None)
            if keys and name == "attributes":
                item = {"anyOf": [{"type": "string"}, item]}
            parts[name] = {"type": "array", "items": item}
        return {"type": "object", "properties": parts, "additionalProperties": False}

    null = {"type": "null"}
    setting = {name: {"anyOf": [shape.schema(None), null]} for name, shape in fields.items()}
    return {
        "set": {"type": "object", "properties": setting, "additionalProperties": False},
        "add": side(keys=False),
        "remove": side(keys=True),
    }


def _only(
    data: Any, place: str, keys: tuple[str, ...], *, required: tuple[str, ...]
) -> Mapping[str, Any]:
    found = as_object(data, place)
    if not found.keys() <= set(keys) or not found.keys() >= set(required):
        raise wrong(place, f"keys among {', '.join(keys)}")
    return found


def _special(
    type_: type[Any],
    dump: Callable[[Any], Any],
    load: Callable[[Any, str], Any],
    parts: Schema,
    required: tuple[str, ...],
) -> Shape:
    said: Schema = {
        "title": type_.__name__,
        "type": "object",
        "properties": parts,
        "required": list(required),
        "additionalProperties": False,
    }
    return Shape(dump, load, lambda _: said, lambda value: isinstance(value, type_))


_SPECIAL: dict[Any, Callable[[], Shape]] = {
    ValueChoice: _value_choice,
    Conflict: _conflict,
    ProfilePatch: _patch,
}
"""Classes with a field whose type depends on another field."""
