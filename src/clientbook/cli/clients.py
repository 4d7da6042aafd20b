"""Commands about clients: search, count."""

from typing import Annotated

import typer
from rich.table import Table as Grid

from clientbook.cli.grids import lines
from clientbook.cli.options import (
    DEFAULT_BOOK,
    BookOption,
    JsonOption,
    Language,
    LanguageOption,
    RegionOption,
    book_settings,
    console,
    open_book,
    plain,
)
from clientbook.commands.words import say
from clientbook.domain.audiences import Audience
from clientbook.domain.clients import Client
from clientbook.domain.settings import NO_REGION

_CONTACT = ["phone", "email", "town"]
_WIDE = 100  # columns of a terminal from which each has a column; else they share one


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("search")(search)
    app.command("count")(count)


def search(
    text: Annotated[str, typer.Argument(help="A name, a phone in any spelling, anything.")],
    book: BookOption = DEFAULT_BOOK,
    region: RegionOption = NO_REGION,
    language: LanguageOption = Language.EN,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most clients.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find clients by the beginning of any word."""
    settings = book_settings(region=region, language=language)
    target = open_book(book, settings=settings)
    clients: list[Client] = list(target.search.find(text, limit=limit))
    if as_json:
        console.print_document([_document(client) for client in clients])
        return
    grid = Grid()
    wide = console.width >= _WIDE
    for title in ["name", *(_CONTACT if wide else ["contact"])]:
        grid.add_column(say(language.value, title), overflow="fold")
    grid.add_column("id", no_wrap=True)  # to be copied in one piece
    audience = Audience.of(target.settings)
    for client in clients:
        phone = client.profile.preferred_phone
        document = {**_document(client), "phone": audience.phone(phone) if phone else None}
        contact = [document[key] or "" for key in _CONTACT]
        cells = contact if wide else ["\n".join(filter(None, contact))]
        grid.add_row(plain(document["name"] or ""), *map(lines, cells), document["id"])
    console.print(grid if clients else say(language.value, "nobody"))


def _document(client: Client) -> dict[str, str | None]:
    profile = client.profile
    phone, email = profile.preferred_phone, profile.preferred_email
    return {
        "id": client.id,
        "name": profile.display_name,
        "phone": phone.e164 if phone else None,
        "email": email.address if email else None,
        "town": profile.addresses[0].locality if profile.addresses else None,
    }


def count(book: BookOption = DEFAULT_BOOK, as_json: JsonOption = False) -> None:
    """Say how many clients there are."""
    number = open_book(book).clients.count()
    console.print_document({"count": number}) if as_json else console.print(number)
