"""Options that several commands share, and the book they open."""

import json
import os
import re
import shlex
from collections.abc import Callable
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import IO, Annotated, Any, ParamSpec, TypeVar

import attrs
import typer
from rich.console import Console
from rich.text import Text

from clientbook.book import ClientBook
from clientbook.book.settings import kept_settings
from clientbook.cli.languages import asked_language
from clientbook.cli.time_zones import zone_of_region
from clientbook.commands import files, importing
from clientbook.commands.calls import CommandCallError
from clientbook.commands.words import say
from clientbook.domain.clients import Actor
from clientbook.domain.regions import check_region
from clientbook.domain.settings import NO_REGION, PRESETS, SAFE, BookSettings
from clientbook.errors import InvalidValueError
from clientbook.errors.sentences import sentence
from clientbook.storage.sqlite import SqliteStore
from clientbook.text import clean_text


class _Terminal(Console):
    """A console as wide as the terminal is now, not as it was when this module was imported.

    Whoever reads only its beginning (``| head -1``) stops nothing: the rest is written nowhere.
    """

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr)
        self._width = None  # read from COLUMNS once by the base class; here at each print

    def on_broken_pipe(self) -> None:
        """Go on: what a command has begun, such as an import, it ends."""
        write_nowhere(self.file)

    def print_document(self, document: Any) -> None:
        """Print JSON; a letter that the terminal lacks is escaped, for a ``?`` would be another."""
        self.print_json(json.dumps(document), ensure_ascii=not self.encoding.startswith("utf"))


def fills_lines() -> bool:
    """Return whether errors are wrapped: on a terminal; a program that reads gets one line each."""
    return errors.is_terminal


def write_nowhere(stream: IO[str]) -> None:
    """Have what is written to a stream from now on go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


console = _Terminal()
errors = _Terminal(stderr=True)


class Preset(StrEnum):
    """Settings to start from."""

    SAFE = "safe"
    MESSAGING = "messaging"
    SALON = "salon"
    BOOKING = "booking"
    FIELD_SERVICE = "field_service"


class Language(StrEnum):
    """Language of messages."""

    EN = "en"
    FR = "fr"


BookOption = Annotated[
    Path, typer.Option("--book", envvar="CLIENTBOOK_BOOK", help="SQLite file of the book.")
]


def _note_region(context: typer.Context, _: typer.CallbackParam, region: str) -> str:
    """Note whether the region was typed, or comes from the environment."""
    source = context.get_parameter_source("region")
    _region_is_a_wish.set(source is not None and source.name == "ENVIRONMENT")
    return region


_region_is_a_wish = ContextVar("region_is_a_wish", default=False)
"""True where the region of this command is the environment's: one for new books alone."""

RegionOption = Annotated[
    str,
    typer.Option(
        envvar="CLIENTBOOK_REGION",
        callback=_note_region,
        help="Region of numbers without country code, such as CA or FR.",
    ),
]
PresetOption = Annotated[Preset, typer.Option(help="Rules of a trade to start from.")]
LanguageOption = Annotated[
    Language, typer.Option(envvar="CLIENTBOOK_LANGUAGE", help="Language of messages.")
]
PagesLanguageOption = Annotated[
    Language | None,
    typer.Option(
        envvar="CLIENTBOOK_LANGUAGE",
        help="Language of the pages, whatever the book is set to.",
        show_default="as the book is set",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
DEFAULT_BOOK = Path("clients.db")
BOOK = "main"
"""Id of the one book that a file of the command line holds."""
ACTOR = Actor("cli", "command-line")


def plain(text: str) -> Text:
    """Return text of a file or a book for the terminal: no markup, no control characters in it."""
    return Text(clean_text(text))


def book_settings(
    *,
    region: str = NO_REGION,
    preset: Preset = Preset.SAFE,
    language: Language = Language.EN,
) -> BookSettings:
    """Return the settings that the options ask for.

    Raises:
        typer.BadParameter: The region is unknown.
    """
    try:
        check_region(region.upper())
    except InvalidValueError as error:
        raise typer.BadParameter(sentence(error, language.value)) from None
    return attrs.evolve(
        PRESETS[preset.value], default_region=region.upper(), language=language.value
    )


def open_book(
    path: Path,
    *,
    settings: BookSettings | None = None,
    must_exist: bool = True,
    as_kept: bool = False,
) -> ClientBook:
    """Open the book in a SQLite file: region and preset need to be said once, the book keeps them.

    A region of the environment is that of new books: one that is set to another keeps its own.

    Args:
        path: The file.
        settings: What the options ask for; what they leave open is as the book keeps it.
        must_exist: False makes a new book.
        as_kept: True speaks the language that the book is set to, where it is set to any.

    Raises:
        typer.BadParameter: The file does not exist, or the options ask for something else than
            the book is set to.
    """
    if must_exist and not path.exists():
        language = settings.language if settings else asked_language()
        raise typer.BadParameter(say(language, "no_book", path=shown(path)))
    asked = settings or book_settings()
    store = SqliteStore(path)
    kept = kept_settings(store, BOOK)
    if kept is None:
        return ClientBook(store, book=BOOK, settings=_said(asked), language=asked.language)
    others = [name for name in asked.changed_from(SAFE) if name in asked.changed_from(kept)]
    if _region_is_a_wish.get():
        others = [name for name in others if name != "default_region"]
    if others:
        told = ", ".join(name.removeprefix("default_") for name in others)
        raise typer.BadParameter(
            say(asked.language, "other_settings", path=shown(path), names=told)
        )
    return ClientBook(store, book=BOOK, language=None if as_kept else asked.language)


def reopen_book(path: Path, *, settings: BookSettings, as_kept: bool = False) -> ClientBook:
    """Open a book again that :func:`open_book` has opened: what was set meanwhile holds."""
    language = None if as_kept else settings.language
    store = SqliteStore(path)
    return ClientBook(store, book=BOOK, first_settings=_said(settings), language=language)


def _said(settings: BookSettings) -> BookSettings | None:
    """Return what the options say of a new book; who says nothing leaves it to whoever does.

    A country whose clocks agree says the time zone, too.
    """
    if not settings.changed_from(SAFE):
        return None
    zone = zone_of_region(settings.default_region)
    return attrs.evolve(settings, time_zone=zone) if zone else settings


_YES = frozenset({"y", "yes", "o", "oui"})
"""Answers that go on, whatever language the question is in."""


def confirm(question: str, otherwise: str) -> None:
    """Ask before something is done; anything but a yes leaves the command, and says so."""
    try:
        answer = console.input(Text(f"{question} "))
    except EOFError:  # nobody is there to answer
        answer = ""
    if answer.strip().casefold() not in _YES:
        errors.print(otherwise, highlight=False, soft_wrap=True)
        raise typer.Exit(1)


_SECRETS = (
    (re.compile(r"^(\w[\w+.-]+:/+[^:@]*):.*@", re.DOTALL), r"\1:***@"),
    (re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'?|[^&\s]+)", re.IGNORECASE), r"\1***"),
)
"""Where an address holds a password: before its host, or under a name."""


def shown(place: str | Path) -> str:
    """Return the address of a store as it may be printed: what may be a password is hidden.

    Args:
        place: A file or the address of a server, well-formed or not.
    """
    text = str(place)
    for secret, hidden in _SECRETS:
        text = secret.sub(hidden, text)
    return text


def as_typed(*words: str, book: Path) -> str:
    """Return a command as one types it into a shell, with its book where it is not the usual."""
    where = [] if book == DEFAULT_BOOK else ["--book", str(book)]
    return shlex.join(["clientbook", *words, *where])


P = ParamSpec("P")
T = TypeVar("T")


def _on_a_call(step: Callable[P, T]) -> Callable[P, T]:
    """Return a step that says of a wrong call what typer says of one."""

    @wraps(step)
    def stepped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return step(*args, **kwargs)
        except CommandCallError as error:
            raise typer.BadParameter(str(error)) from None

    return stepped


check_output = _on_a_call(files.check_output)
choose_targets = _on_a_call(importing.choose_targets)
