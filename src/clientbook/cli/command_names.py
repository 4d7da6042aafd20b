"""What is said of a command that there is not: which one is meant, or where else it is done."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from typer.core import TyperGroup

from clientbook.cli.languages import asked_language
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

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return a command; of one that is none, say what may be meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            ctx.fail(said_of(name, self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def said_of(name: str, known: list[str]) -> str:
    """Return what is said of a name that is no command."""
    language = asked_language()
    if call := ELSEWHERE.get(name.casefold()):
        return say(language, "done_elsewhere", name=name, call=call)
    near = get_close_matches(name, known, cutoff=_ALIKE)
    if near:
        return say(language, "command_meant", name=name, near=", ".join(near))
    return say(language, "no_command", name=name)
