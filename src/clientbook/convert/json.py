"""Public JSON of every value: for browsers, queues and other programs.

Keys are the names of the fields, enums their values, dates and times ISO 8601, decimal numbers
texts; every field is written, and one that is missing has its default when read.  Stored documents
(:mod:`clientbook.convert.documents`) are another form and stay inside stores.
"""

import json
from typing import Any, TypeVar

from clientbook.convert.shapes import Definitions, shape_of, snake_case, wrong
from clientbook.errors import ClientbookError, InvalidValueError

T = TypeVar("T")

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_data(value: Any) -> Any:
    """Return the JSON-able data of a value: what a web framework encodes by itself.

    Args:
        value: A value of clientbook, such as a client, a plan or a run.

    Raises:
        TypeError: It has no form in JSON.
    """
    return shape_of(type(value)).dump(value)


def from_data(type_: type[T], data: Any) -> T:
    """Return the value of JSON-able data, such as a request's body.

    Args:
        type_: Class of the value.
        data: Dictionaries, lists, texts, numbers, flags and None.

    Raises:
        InvalidValueError: The data has another form; the error names the place, never a value.
        MappingError: A mapping of columns has another form.
    """
    try:
        value: T = shape_of(type_).load(data, snake_case(type_.__name__))
    except RecursionError:
        failure = wrong(snake_case(type_.__name__), "less depth")
    else:
        return value
    raise failure


def to_json(value: Any) -> str:
    """Return a value as JSON text in ASCII; :func:`from_json` reads it.

    Raises:
        TypeError: It has no form in JSON.
    """
    return json.dumps(to_data(value), separators=(",", ":"), allow_nan=False)


def from_json(type_: type[T], text: str | bytes) -> T:
    """Return the value of JSON text.

    Args:
        type_: Class of the value.
        text: What :func:`to_json` wrote, or another program in its form.

    Raises:
        InvalidValueError: The text is no JSON, or of another form; the error names the place.
        MappingError: A mapping of columns has another form.
    """
    failure: InvalidValueError
    try:
        data = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, TypeError, RecursionError):
        failure = wrong(snake_case(type_.__name__), "JSON")
    else:
        return from_data(type_, data)
    raise failure  # outside the handler: the error there holds the text


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that is there twice: two readers would see two values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def json_schema(type_: type[Any], *, inline: bool = False) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what :func:`to_json` writes.

    Args:
        type_: Class of the value.
        inline: True writes every object where it stands, for documents that hold other schemas
            too; False names them once under ``$defs``.

    Raises:
        TypeError: The class has no form in JSON.
    """
    defs: Definitions = None if inline else {}
    schema = shape_of(type_).schema(defs)
    if inline:
        return schema
    return {"$schema": DIALECT, **schema, **({"$defs": defs} if defs else {})}


class AsJson:
    """Makes a class of clientbook a type for pydantic: ``Annotated[Profile, AsJson()]``.

    Bodies are read by :func:`from_data`, answers written by :func:`to_data`, the schema is
    :func:`json_schema`'s.  pydantic is imported when it asks, never before.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Tell pydantic how the class is read and written."""
        from pydantic_core import PydanticCustomError, core_schema

        def read(data: Any) -> Any:
            if isinstance(data, source):
                return data
            try:
                return from_data(source, data)
            except ClientbookError as error:
                said = {"message": str(error)}
                if isinstance(error, InvalidValueError):
                    said |= {"place": error.issue.field, "code": error.issue.code.value}
            raise PydanticCustomError("clientbook", "{message}", said)

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(to_data),
            metadata={"pydantic_js_functions": [lambda _, __: json_schema(source, inline=True)]},
        )
