"""The command that serves the pages to one shop on its own machine."""

import os
import webbrowser
from functools import partial
from pathlib import Path
from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from typing import TYPE_CHECKING, Annotated

import typer

from clientbook.cli.options import (
    DEFAULT_BOOK,
    BookOption,
    Language,
    PagesLanguageOption,
    Preset,
    PresetOption,
    RegionOption,
    book_settings,
    console,
    open_book,
    reopen_book,
)
from clientbook.commands.words import say
from clientbook.domain.clients import Actor
from clientbook.domain.settings import NO_REGION

if TYPE_CHECKING:
    from clientbook.book import ClientBook
    from clientbook.web.local import LocalApp


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("serve")(serve)


def serve(
    book: BookOption = DEFAULT_BOOK,
    region: RegionOption = NO_REGION,
    preset: PresetOption = Preset.SAFE,
    language: PagesLanguageOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    by: Annotated[str, typer.Option("--by", help="Who the history names.")] = "desk",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, open nothing.")
    ] = False,
) -> None:
    """Serve the book as pages on this machine alone, until Ctrl-C.

    Nobody else reaches them: they listen on the loopback interface, and the address holds a token.
    A new book is made where there is none; --region and --preset say what it is set to.  The pages
    speak the language that the book is set to, which its settings page changes; --language wins.
    """
    settings = book_settings(region=region, preset=preset, language=language or Language.EN)
    as_kept = language is None
    with open_book(book, settings=settings, must_exist=False, as_kept=as_kept) as opened:
        spoken = opened.settings.language
    opening = partial(reopen_book, book, settings=settings, as_kept=as_kept)
    listening = _listen(port)
    app = _app(opening, book, listening.getsockname()[1], by, language)
    console.print(say(spoken, "served", address=app.address), soft_wrap=True, markup=False)
    if not no_browser:
        webbrowser.open(app.address)
    import uvicorn

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False
    )  # no log of addresses: they say whom somebody looked at
    uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket:
    listening = socket(AF_INET, SOCK_STREAM)
    if os.name == "posix":  # a port just left is free again; Windows would share one in use
        listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # whoever is quicker than the server waits for it
    except OSError as error:
        listening.close()
        raise typer.BadParameter(f"--port {port}: {error.strerror}") from None
    return listening


def _app(
    opening: "partial[ClientBook]", book: Path, port: int, by: str, language: Language | None
) -> "LocalApp":
    from clientbook.web.local import make_local_app

    uploads = book.with_name(f"{book.name}-uploads")
    uploads.mkdir(mode=0o700, exist_ok=True)
    return make_local_app(
        opening,
        port=port,
        actor=Actor(by, "pages"),
        uploads_folder=uploads,
        language=None if language is None else language.value,
    )
