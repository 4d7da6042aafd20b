"""What is said of a call that cannot be: which command is meant, what an option may be."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from textwrap import TextWrapper
from typing import Any, Final, cast

from typer import BadParameter
from typer.core import TyperGroup

from clientbook.cli.languages import asked_language
from clientbook.cli.options import errors, fills_lines
from clientbook.commands.words import say

ELSEWHERE: Final[Mapping[str, str]] = {
    "erase": "book.privacy.erase(client_id, by=...)",
    "forget": "book.privacy.erase(client_id, by=...)",
    "delete": "book.clients.delete(client_id, by=...)",
    "restore": "book.clients.restore(client_id, by=...)",
    "create": "book.clients.create(profile, by=...)",
    "add": "book.clients.create(profile, by=...)",
    "update": "book.clients.update(client_id, patch, expected=..., by=...)",
    "edit": "book.clients.update(client_id, patch, expected=..., by=...)",
    "note": "book.clients.add_note(client_id, text, by=...)",
}
"""What people look for here, and the call that does it; the pages do all of it, too."""

_ALIKE = 0.75  # of 1: "serch" is search, "erase" is not merge


class Commands(TyperGroup):
    """The commands by their names."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read what stands before a command."""
        with _told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Read what a command was called with, and run it."""
        with _told():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return a command; of one that is none, say what may be meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            ctx.fail(said_of(name, self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


_USAGE: Final = cast("type[Exception]", BadParameter.__mro__[1])  # of whichever library reads calls
_FOREIGN: Final = "Value error, "  # how a reader of values begins what we say of one


@contextmanager
def _told() -> Iterator[None]:
    """Have a wrong call told as other errors are: in our words, no wider than the terminal."""
    try:
        yield
    except _USAGE as error:
        told: Any = error
        message = told.format_message().replace(_FOREIGN, "")
        if fills_lines():
            message = _filled(message)
        raise _USAGE(message, told.ctx) from error.__cause__


def _filled(message: str) -> str:
    head = "Error: "
    wrap = TextWrapper(errors.width, break_long_words=False, break_on_hyphens=False)
    lines = [line for part in f"{head}{message}".splitlines() for line in wrap.wrap(part) or [""]]
    return "\n".join(lines).removeprefix(head)


def name_arguments(command: Any) -> None:
    """Have the arguments of a command and of those below it called as the reference does: FILE."""
    for param in command.params:
        if param.param_type_name == "argument" and param.metavar is None:
            param.metavar = param.name.upper()
    for below in getattr(command, "commands", {}).values():
        name_arguments(below)


def said_of(name: str, known: list[str]) -> str:
    """Return what is said of a name that is no command."""
    language = asked_language()
    if call := ELSEWHERE.get(name.casefold()):
        return say(language, "done_elsewhere", name=name, call=call)
    near = get_close_matches(name, known, cutoff=_ALIKE)
    if near:
        return say(language, "command_meant", name=name, near=", ".join(near))
    return say(language, "no_command", name=name)
