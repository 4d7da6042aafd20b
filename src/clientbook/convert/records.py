"""Consent events, activities, notes and definitions as JSON documents, and back."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter

from clientbook.domain.activities import PAYLOADS, Activity, ActivityKind
from clientbook.domain.attributes import Attribute

T = TypeVar("T")


def make_record_converter() -> Converter:
    """Return a new converter between the values kept as records and JSON documents."""
    converter = Converter(omit_if_default=True, prefer_attrib_converters=False)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(timedelta, timedelta.total_seconds)
    converter.register_structure_hook(timedelta, lambda n, _: timedelta(seconds=n))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    converter.register_unstructure_hook(Attribute, _attribute_document)
    converter.register_structure_hook(Attribute, _read_attribute)
    payload_hooks = {kind: converter.get_structure_hook(type_) for kind, type_ in PAYLOADS.items()}

    def activity_document(activity: Activity) -> dict[str, Any]:
        return {
            "id": activity.id,
            "kind": activity.kind.value,
            "clients": list(activity.client_ids),
            "at": activity.at.isoformat(),
            "payload": converter.unstructure(activity.payload),
        }

    def read_activity(document: dict[str, Any], _: Any) -> Activity:
        kind = ActivityKind(document["kind"])
        return Activity(
            document["id"],
            payload_hooks[kind](document["payload"], PAYLOADS[kind]),
            tuple(document["clients"]),
            datetime.fromisoformat(document["at"]),
        )

    converter.register_unstructure_hook(Activity, activity_document)
    converter.register_structure_hook(Activity, read_activity)
    return converter


def _attribute_document(attribute: Attribute) -> dict[str, Any]:
    value = attribute.value
    document: dict[str, Any] = {"key": attribute.key}
    match value:
        case tuple():
            document["list"] = list(value)
        case Decimal():
            document["decimal"] = str(value)
        case date():
            document["date"] = value.isoformat()
        case _:
            document["value"] = value
    return document


def _read_attribute(document: dict[str, Any], _: Any) -> Attribute:
    match document:
        case {"key": key, "list": list(values)}:
            return Attribute(key, tuple(values))
        case {"key": key, "decimal": text}:
            return Attribute(key, Decimal(text))
        case {"key": key, "date": text}:
            return Attribute(key, date.fromisoformat(text))
        case _:
            return Attribute(document["key"], document["value"])


@cache
def _shared() -> Converter:
    return make_record_converter()  # never handed out, so nobody can add hooks to it


def to_document(value: Any) -> dict[str, Any]:
    """Return the JSON document of a value."""
    document: dict[str, Any] = _shared().unstructure(value)
    return document


def from_document(type_: type[T], document: Any) -> T:
    """Return the value of a document :func:`to_document` gave."""
    return _shared().structure(document, type_)
