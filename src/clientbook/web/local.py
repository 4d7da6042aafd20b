"""The pages for one shop on its own machine: who holds the token of the address is let in."""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import attrs

from clientbook.domain.clients import Actor
from clientbook.messages.catalogue import Language
from clientbook.web.asgi import DeskApp, make_app
from clientbook.web.handling import OpenBook
from clientbook.web.rendering import PRIVATE, SAFE_HEADERS

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Scope]]
_Send = Callable[[_Scope], Awaitable[None]]

NAMES = ("127.0.0.1", "localhost")
"""Names under which a browser on this machine asks for it."""


def make_local_app(
    open_book: OpenBook,
    *,
    port: int,
    actor: Actor,
    uploads_folder: Path | None = None,
    language: Language | None = None,
    token: str | None = None,
) -> "LocalApp":
    """Return the pages behind a token instead of a login; whoever holds it may do everything.

    The token stands in the address that is opened, once; it becomes a cookie and leaves the
    address.  A request whose ``Host`` is not this machine's is refused, so that no name of a
    stranger's that points here can ask in a browser's name.  Started anew it has another token: a
    page that is still open says which address to open, and holds what was typed into it.

    Args:
        open_book: Opens the book for one request.
        port: Where it is served.
        actor: Who everything is done by.
        uploads_folder: Where files lie between an upload and its import; None for no uploads.
        language: Of the pages, whatever the book is set to; None follows the book's settings,
            as they stand at each request.
        token: The token; None makes one.
    """
    kept = token or secrets.token_urlsafe(32)
    cookie = f"clientbook_door_{port}"  # a cookie is sent to every port of a machine
    desk = make_app(
        open_book,
        actor_of=lambda http: actor if _same(http.cookies.get(cookie, ""), kept) else None,
        allow=lambda _, __: True,
        uploads_folder=uploads_folder,
        language=language,
        nobody="moved",
    )
    return LocalApp(desk, kept, cookie, port)


@attrs.frozen
class LocalApp:
    """The application that :func:`make_local_app` returns.

    Args:
        desk: The pages.
        token: What lets somebody in.
        cookie: Name of the cookie that holds it.
        port: Where it is served.
    """

    desk: DeskApp
    token: str = attrs.field(repr=False)
    cookie: str
    port: int

    @property
    def address(self) -> str:
        """What to open, with the token."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Check the name that was asked for, take the token off the address, else give pages."""
        if scope["type"] != "http":
            await self.desk(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        if headers.get(b"host", b"").decode("latin-1") not in self._hosts:
            await _answer(send, 421, [])
            return
        sent = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and _same(sent, self.token):
            kept = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
            await _answer(send, 303, [("Location", "/clients"), ("Set-Cookie", kept)])
            return
        await self.desk(scope, receive, send)

    @property
    def _hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in NAMES)


def _same(sent: str, token: str) -> bool:
    return hmac.compare_digest(sent.encode(), token.encode())


async def _answer(send: _Send, status: int, headers: list[tuple[str, str]]) -> None:
    pairs = [*headers, PRIVATE, *SAFE_HEADERS, ("Content-Length", "0")]
    raw = [(name.lower().encode(), value.encode()) for name, value in pairs]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": b""})
