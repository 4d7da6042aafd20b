"""``settings.CLIENTBOOK``, read into one typed value."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import attrs
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.connection import ConnectionDoesNotExist
from django.utils.module_loading import import_string

from clientbook.domain.settings import PRESETS, SAFE, BookSettings
from clientbook.errors import ClientbookError
from clientbook.storage.checks import check_book


@attrs.frozen
class Configuration:
    """What a project says in ``CLIENTBOOK``; every key may be left out.

    Args:
        database: ``DATABASE``: alias of the database that holds the books; None asks the routers.
        book: ``BOOK``: id of the book where none is named.
        book_of: ``BOOK_OF``: dotted path of a function from a request to the id of its book.
        settings: ``SETTINGS``: what a new book is set to: the name of a preset
            (``"salon"``), :class:`~clientbook.domain.settings.BookSettings`, or a dict of its
            fields, ``preset`` among them.  The time zone is ``TIME_ZONE`` where none is named.
        links: ``LINKS``: dotted paths of link ports; each is called with the alias of the
            database, and what it returns follows merges.
        sources: ``SOURCES``: dotted paths of activity sources, called likewise; empty keeps
            activities in the store.
        appointments: ``APPOINTMENTS``: dotted path of an appointment port, called likewise.
        actor: ``ACTOR``: dotted path of a function from a request to an
            :class:`~clientbook.domain.clients.Actor`.
        actor_name: ``ACTOR_NAME``: dotted path of a function from an
            :class:`~clientbook.domain.clients.Actor` to the name that pages show, or None.
        uploads: ``UPLOADS``: folder for uploaded files until their import is over.
    """

    database: str | None = None
    book: str = "main"
    book_of: str | None = None
    settings: BookSettings = SAFE
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    appointments: str | None = None
    actor: str | None = None
    actor_name: str | None = None
    uploads: str | None = None


@attrs.frozen
class ConfigurationProblem:
    """A setting that cannot be used.

    Args:
        code: Last part of the id of the system check, such as ``"E002"``.
        problem: What is wrong.
        hint: What to do.
    """

    code: str
    problem: str
    hint: str


KEYS = tuple(field.name.upper() for field in attrs.fields(Configuration))


def configuration() -> Configuration:
    """Return what the project has set.

    Raises:
        ImproperlyConfigured: A setting cannot be used; ``manage.py check`` says all of them.
    """
    read, problems = read_configuration()
    for found in problems:
        raise ImproperlyConfigured(f"{found.problem}; {found.hint}")
    return read


def read_configuration() -> tuple[Configuration, tuple[ConfigurationProblem, ...]]:
    """Return what can be used of ``CLIENTBOOK``, and what cannot."""
    raw = getattr(settings, "CLIENTBOOK", {})
    if not isinstance(raw, Mapping):
        problem = f"CLIENTBOOK is {_kind(raw)}, expected a dict"
        hint = "write CLIENTBOOK = {'SETTINGS': 'salon'}, or leave it out"
        return Configuration(), (ConfigurationProblem("E001", problem, hint),)
    chosen: dict[str, Any] = {"settings": _in_zone_of_the_project(SAFE)}
    problems: list[ConfigurationProblem] = []
    for key, value in raw.items():
        reader = _READERS.get(key)
        if reader is None:
            problems.append(_unknown("E001", "CLIENTBOOK", key, KEYS))
            continue
        try:
            chosen[key.lower()] = reader(key, value)
        except _Refused as refused:
            problems.append(refused.found)
    return Configuration(**chosen), tuple(problems)


class _Refused(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, code: str, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.found = ConfigurationProblem(code, problem, hint)


def _kind(value: object) -> str:
    return f"of type {type(value).__name__}"


def _unknown(code: str, where: str, key: object, known: tuple[str, ...]) -> ConfigurationProblem:
    close = get_close_matches(str(key), known, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"it knows {', '.join(known)}"
    return ConfigurationProblem(code, f"{where} has no setting {key!r}", hint)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _Refused("E002", f"CLIENTBOOK[{key!r}] is {_kind(value)}", "expected a text")
    return value


def _alias(key: str, value: object) -> str | None:
    from django.db import connections

    if value is None:
        return None
    try:
        connections[_text(key, value)]
    except ConnectionDoesNotExist:
        hint = f"use one of {', '.join(sorted(connections.settings))}"
        problem = f"CLIENTBOOK[{key!r}]: DATABASES has no {value!r}"
        raise _Refused("E003", problem, hint) from None
    return str(value)


def _book(key: str, value: object) -> str:
    try:
        check_book(_text(key, value))
    except ValueError:
        hint = "expected 1 to 64 printable ASCII characters"
        raise _Refused("E004", f"CLIENTBOOK[{key!r}] is no id of a book", hint) from None
    return str(value)


def _path(key: str, value: object) -> str:
    path = _text(key, value)
    try:
        found = import_string(path)
    except ImportError as error:
        hint = "give the dotted path of a class or function, such as 'salon.links.links'"
        raise _Refused("E005", f"CLIENTBOOK[{key!r}]: {error}", hint) from None
    if not callable(found):
        hint = "name a class or a function"
        raise _Refused("E005", f"CLIENTBOOK[{key!r}]: {path} cannot be called", hint)
    return path


def _optional_path(key: str, value: object) -> str | None:
    return None if value is None else _path(key, value)


def _paths(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        hint = "expected a list of dotted paths"
        raise _Refused("E002", f"CLIENTBOOK[{key!r}] is {_kind(value)}", hint)
    return tuple(_path(key, path) for path in value)


def _folder(key: str, value: object) -> str | None:
    from os import PathLike, fspath

    if value is None:
        return None
    if not isinstance(value, (str, PathLike)):
        hint = "expected a folder"
        raise _Refused("E002", f"CLIENTBOOK[{key!r}] is {_kind(value)}", hint)
    return str(fspath(value))


def _settings(key: str, value: object) -> BookSettings:
    if isinstance(value, BookSettings):
        return value
    fields: dict[str, Any] = (
        dict(value) if isinstance(value, Mapping) else {"preset": _text(key, value)}
    )
    preset = fields.pop("preset", "safe")
    if preset not in PRESETS:
        hint = f"use one of {', '.join(PRESETS)}"
        raise _Refused("E006", f"CLIENTBOOK[{key!r}] has no preset {preset!r}", hint)
    known = tuple(field.name for field in attrs.fields(BookSettings))
    for name in fields:
        if name not in known:
            found = _unknown("E006", f"CLIENTBOOK[{key!r}]", name, ("preset", *known))
            raise _Refused(found.code, found.problem, found.hint)
    try:
        chosen = attrs.evolve(PRESETS[preset], **fields)
    except (ClientbookError, TypeError, ValueError) as error:
        hint = "see the reference of settings"
        raise _Refused("E006", f"CLIENTBOOK[{key!r}]: {error}", hint) from None
    return chosen if "time_zone" in fields else _in_zone_of_the_project(chosen)


def _in_zone_of_the_project(chosen: BookSettings) -> BookSettings:
    return attrs.evolve(chosen, time_zone=settings.TIME_ZONE or "UTC")


_READERS: dict[str, Callable[[str, object], Any]] = {
    "DATABASE": _alias,
    "BOOK": _book,
    "BOOK_OF": _optional_path,
    "SETTINGS": _settings,
    "LINKS": _paths,
    "SOURCES": _paths,
    "APPOINTMENTS": _optional_path,
    "ACTOR": _optional_path,
    "ACTOR_NAME": _optional_path,
    "UPLOADS": _folder,
}
