"""Somebody who visits the pages of a book, and what stands on a page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl

import attrs

from clientbook import (
    SALON,
    Actor,
    ClientBook,
    ConsentBasis,
    MemoryStore,
    PersonName,
    Profile,
    parse_email,
    parse_phone,
)
from clientbook.domain.clients import Client
from clientbook.messages.issues import Language
from clientbook.web import Fields, Permission, Request, Response, Upload, handle
from clientbook.web.exchange import NameOf

TOKEN = "the-token-of-this-page"
ANNA = Actor("anna")
EVERYTHING = frozenset(Permission)


def make_book(**settings: object) -> ClientBook:
    """Return an empty book of a salon in Paris."""
    chosen = attrs.evolve(SALON, default_region="FR", time_zone="Europe/Paris", **settings)  # type: ignore[arg-type]
    return ClientBook(MemoryStore(), settings=chosen)


def marie(book: ClientBook) -> Client:
    """Return a client of the book about whom everything is known that a profile shows."""
    profile = Profile(
        name=PersonName(given="Marie", family="Dupont"),
        phones=(parse_phone("06 12 34 56 78", region="FR"),),
        emails=(parse_email("marie@dupont.fr"),),
        tags=("vip",),
        info="Prefers mornings",
    )
    client = book.clients.create(profile, by=ANNA).plain
    book.clients.add_note(client.id, "Asked for a longer appointment", by=ANNA)
    book.consent.set_subscriptions(
        client.id, {(None, "MARKETING"): True}, by=ANNA, basis=ConsentBasis.EXPRESS
    )
    return client


@attrs.define
class Visitor:
    """Asks for pages and sends forms, as an adapter would.

    Args:
        book: The book.
        permissions: What the visitor may do.
        actor: Who visits, None for nobody.
        base: Path of the mount.
        language: What the visitor reads; None for the book's.
        uploads: Folder of uploads, None for none.
        name_of: Names those who acted.
    """

    book: ClientBook
    permissions: frozenset[Permission] = EVERYTHING
    actor: Actor | None = ANNA
    base: str = ""
    language: Language | None = None
    uploads: Path | None = None
    name_of: NameOf = lambda _: None

    def get(self, path: str, query: Iterable[tuple[str, str]] = ()) -> Response:
        """Ask for a page; the address may carry its own query."""
        path, _, own = path.partition("?")
        return self.ask("GET", path, [*parse_qsl(own), *query])

    def post(
        self, path: str, form: Iterable[tuple[str, str]] = (), *, token: str | None = TOKEN
    ) -> Response:
        """Send a form, with the token of its page unless another is given."""
        sent = tuple(form) if token is None else (("csrf_token", token), *form)
        return self.ask("POST", path, (), sent)

    def send(self, path: str, name: str, data: bytes, form: Mapping[str, str] = {}) -> Response:
        """Send a form with a file."""
        upload = Upload(name, BytesIO(data), len(data))
        sent = (("csrf_token", TOKEN), *form.items())
        return self.ask("POST", path, (), sent, files={"file": upload})

    def follow(self, response: Response) -> Response:
        """Go where an answer leads."""
        assert response.status == 303, response.status
        where, _, query = (response.header("Location") or "").partition("?")
        return self.get(where, parse_qsl(query))

    def ask(
        self,
        method: str,
        path: str,
        query: Iterable[tuple[str, str]] = (),
        form: Iterable[tuple[str, str]] = (),
        **more: object,
    ) -> Response:
        """Ask for anything."""
        request = Request(
            method=method,
            path=path.removeprefix(self.base),
            actor=self.actor,
            allow=lambda _, permission: permission in self.permissions,
            query=Fields(query),
            form=Fields(form),
            base=self.base,
            language=self.language,
            csrf_token=TOKEN,
            name_of=self.name_of,
            **more,  # type: ignore[arg-type]
        )
        return handle(request, self._lend, uploads_folder=self.uploads)

    @contextmanager
    def _lend(self) -> Iterator[ClientBook]:
        yield self.book


@attrs.define
class Page(HTMLParser):
    """What stands on a page: tags with their attributes, and texts.

    Args:
        html: The page.
    """

    html: str
    tags: list[tuple[str, dict[str, str]]] = attrs.field(factory=list, init=False)
    texts: list[str] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in pairs}))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        """All text of the page."""
        return " ".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every tag of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    def values(self) -> dict[str, str]:
        """Return what the fields of the page's forms hold: as a browser would send them."""
        fields = [a for a in self.all("input") if "name" in a]
        shown = [a for a in fields if a.get("type") not in ("checkbox", "radio") or "checked" in a]
        return {a["name"]: a.get("value", "on") for a in shown}


def read(response: Response) -> Page:
    """Return what stands on the page of an answer."""
    return Page(response.text)


def sent_by(page: Page) -> list[tuple[str, str]]:
    """Return what the form of a page would send, its token aside."""
    chosen: list[tuple[str, str]] = []
    select = ""
    for tag, attributes in page.tags:
        if tag == "select":
            select = attributes["name"]
        elif tag == "option" and "selected" in attributes:
            chosen.append((select, attributes["value"]))
        elif (
            tag == "input"
            and attributes.get("name") not in (None, "csrf_token")
            and (attributes.get("type") != "checkbox" or "checked" in attributes)
        ):
            chosen.append((attributes["name"], attributes.get("value", "on")))
    return chosen


def landed(response: Response) -> str:
    """Return where an answer leads to, without the seal of what was done."""
    assert response.status == 303, response.status
    return re.sub(r"&seal=\w+", "", response.header("Location") or "")
