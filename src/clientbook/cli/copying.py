"""The command that moves a book: between files, and between a file and PostgreSQL."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from clientbook.book.copying import copy_book, is_written, require_book
from clientbook.cli.options import BOOK, Language, LanguageOption, console, shown
from clientbook.commands.words import say
from clientbook.storage.checks import check_book
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
        str,
        typer.Argument(
            help="Where it is to be: a SQLite file, made if need be, or postgresql://..."
        ),
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
    to = book_id if to_id is None else to_id
    check_book(to)
    if not _is_server(source) and not Path(source).exists():
        raise typer.BadParameter(say(language.value, "no_book", path=shown(source)))
    if _is_one_file(source, target):
        raise typer.BadParameter(say(language.value, "copy_same"))
    with closing(_open(source)) as old:
        require_book(old, book_id)  # before a target is made for it
        with closing(_open(target)) as new:
            if not resume and is_written(new, to):
                told = say(language.value, "copy_exists", path=shown(target), book=to)
                raise typer.BadParameter(told)
            report = copy_book(old, new, book=book_id, to=to)
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


def _is_server(place: str) -> bool:
    return place.startswith(_SERVER)


def _is_one_file(source: str, target: str) -> bool:
    if _is_server(source) or _is_server(target):
        return False
    return Path(target).exists() and Path(source).samefile(target)


def _open(place: str) -> Store:
    if _is_server(place):
        from clientbook.storage.postgres import PostgresStore

        return PostgresStore(place)
    return SqliteStore(place)
