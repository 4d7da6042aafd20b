"""The command that moves a book: between files, and between a file and PostgreSQL."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from clientbook.book.copying import copy_book
from clientbook.cli.options import BOOK, Language, LanguageOption, console
from clientbook.commands.words import say
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

_SERVER = ("postgresql://", "postgres://")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("copy")(copy)


def copy(
    source: Annotated[
        str, typer.Argument(help="Where the book is: a SQLite file or postgresql://...")
    ],
    target: Annotated[
        str, typer.Argument(help="Where it is to be: a new file or postgresql://...")
    ],
    book_id: Annotated[str, typer.Option("--id", help="Id of the book in the source.")] = BOOK,
    to_id: Annotated[
        str | None, typer.Option("--to-id", help="Its id in the target, if it is another.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a copy that was interrupted.")
    ] = False,
    language: LanguageOption = Language.EN,
) -> None:
    """Copy a book with everything in it, its history and what can be undone.

    The password of a server belongs into PGPASSWORD or ~/.pgpass, not into the command.
    """
    if not source.startswith(_SERVER) and not Path(source).exists():
        raise typer.BadParameter(say(language.value, "no_book", path=source))
    if not target.startswith(_SERVER) and Path(target).exists() and not resume:
        raise typer.BadParameter(say(language.value, "copy_exists", path=target))
    with closing(_open(source)) as old, closing(_open(target)) as new:
        report = copy_book(old, new, book=book_id, to=to_id)
    console.print(
        say(
            language.value,
            "copied",
            clients=report.clients,
            changes=report.changes,
            records=report.records,
        ),
        highlight=False,
    )
    if not report.seq_kept:
        console.print(say(language.value, "copied_gaps"), highlight=False)


def _open(place: str) -> Store:
    if place.startswith(_SERVER):
        from clientbook.storage.postgres import PostgresStore

        return PostgresStore(place)
    return SqliteStore(place)
