"""Stored JSON documents: domain values to compact JSON text and back.

Defaults are left out, so a document says only what is known; a key nobody knows is refused, so
that an older clientbook never drops what a newer one wrote.  Text is pure ASCII (other characters
are escaped): no store or driver can spoil it.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

import attrs

from clientbook.domain.checks import refuse
from clientbook.domain.clients import Client, ClientStatus
from clientbook.domain.journal import CLIENT_FIELDS
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.errors import InvalidValueError

T = TypeVar("T")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


# The standard library's encoder, by its public name: orjson and msgspec turn NaN into null without
# a word and refuse halves of surrogate pairs (docs/decisions/0016-stored-json.md).
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


# Made when the first document is written or read: opening a book needs none of it.
@cache
def _converter() -> Any:
    from clientbook.convert.stored_forms import make_converter

    return make_converter()


def load_errors() -> tuple[type[Exception], ...]:
    """Return what a document of another form raises while it is read."""
    from clientbook.convert.stored_forms import LOAD_ERRORS

    return LOAD_ERRORS


@cache  # bounded: one entry a type
def _dumps(type_: Any) -> Callable[[Any], Any]:
    return cast("Callable[[Any], Any]", _converter().get_unstructure_hook(type_))


@cache
def _loads(type_: Any) -> Callable[[Any, Any], Any]:
    return cast("Callable[[Any, Any], Any]", _converter().get_structure_hook(type_))


@cache
def _field_types() -> dict[str, Any]:
    profile, client = attrs.fields_dict(Profile), attrs.fields_dict(Client)
    return {name: profile[name].type for name in FIELDS} | {
        name: client[name].type for name in CLIENT_FIELDS
    }


class DamagedDocumentError(InvalidValueError):
    """A stored document is not what was stored; the message holds nothing of it."""


def damaged(what: str) -> DamagedDocumentError:
    """Return the error for a stored document that cannot be read."""
    reason = "the stored document has another form; a newer clientbook may know it"
    return DamagedDocumentError(refuse(what, reason).issue)


def to_document(value: Any) -> dict[str, Any]:
    """Return the JSON-able document of a domain value (an attrs instance)."""
    type_: Any = type(value)
    return cast("dict[str, Any]", _dumps(type_)(value))


def from_document(type_: type[T], document: Mapping[str, Any]) -> T:
    """Return the value of a document.

    Raises:
        DamagedDocumentError: The document is not one of *type_*, or has keys nobody knows.
    """
    try:
        return cast("T", _converter().structure(document, type_))
    except load_errors():
        failure = damaged(type_.__name__)
    raise failure


def dump_json(document: Any) -> str:
    """Return compact ASCII JSON of a JSON-able document.

    Raises:
        TypeError: It holds what JSON has not, such as a key that is no text.
    """
    _check_keys(document)
    return _encode(document)


def _check_keys(value: Any) -> None:
    """Refuse keys that the encoder would turn into text without a word."""
    if type(value) is dict:
        for key, held in value.items():
            if type(key) is not str and not isinstance(key, str):
                raise TypeError(f"a key of a document is text, not {type(key).__name__}")
            if type(held) is dict or type(held) is list:
                _check_keys(held)
    elif type(value) is list or type(value) is tuple:
        for held in value:
            if type(held) is dict or type(held) is list:
                _check_keys(held)


def load_json(text: str) -> Any:
    """Return the document of JSON text.

    Raises:
        DamagedDocumentError: The text is no JSON.
    """
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        failure = damaged("document")
    raise failure  # outside the handler: the driver's error holds the text


def dump_profile(profile: Profile) -> str:
    """Return the JSON text of a profile."""
    return _encode(_dumps(Profile)(profile))


def load_profile(text: str) -> Profile:
    """Return the profile of :func:`dump_profile`'s text.

    Raises:
        DamagedDocumentError: The text is of another form.
    """
    return cast("Profile", _load(text, Profile))


def dump_client(client: Client) -> str:
    """Return the JSON text of a client."""
    return _encode(_dumps(Client)(client))


def load_client(text: str) -> Client:
    """Return the client of :func:`dump_client`'s text.

    Raises:
        DamagedDocumentError: The text is of another form.
    """
    return cast("Client", _load(text, Client))


def _load(text: str, type_: Any) -> Any:
    try:
        return _loads(type_)(json.loads(text), type_)
    except load_errors():
        failure = damaged(type_.__name__.lower())
    raise failure


def deleted_document(text: str, micros: int, revision: int) -> str:
    """Return the text of an ACTIVE client's document as it says that the client was deleted.

    For stores that delete many clients and leave their documents alone: see
    :meth:`Client.deleted`.

    Args:
        text: The document as it was written last.
        micros: When the client was deleted, see :func:`to_micros`.
        revision: Its revision since.
    """
    gone, now = ClientStatus.DELETED.value, from_micros(micros).isoformat()
    said = {"updated_at": now, "status": gone, "deleted_at": now, "revision": revision}
    return dump_json(load_json(text) | said)


def dump_delta(before: tuple[tuple[str, Any], ...]) -> str | None:
    """Return the JSON text of a reverse delta, None for an empty one.

    Raises:
        KeyError: A name is neither in ``FIELDS`` nor in ``CLIENT_FIELDS``.
    """
    if not before:
        return None
    types = _field_types()
    return _encode({name: _dumps(types[name])(value) for name, value in before})


def load_delta(text: str | None) -> tuple[tuple[str, Any], ...]:
    """Return the reverse delta of :func:`dump_delta`'s text.

    Raises:
        DamagedDocumentError: The text is of another form.
    """
    if not text:
        return ()
    types = _field_types()
    try:
        return tuple(
            (name, _loads(types[name])(value, types[name]))
            for name, value in json.loads(text).items()
        )
    except load_errors():
        failure = damaged("change")
    raise failure


def to_micros(at: datetime) -> int:
    """Return an aware time as microseconds since 1970, UTC, exactly."""
    delta = at - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def from_micros(micros: int) -> datetime:
    """Return the time of :func:`to_micros`."""
    return _EPOCH + _MICRO * micros
