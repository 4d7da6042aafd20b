"""The pages of the desk inside a program of one's own, behind its login.

    pip install '.[web]' fastapi  # in a copy of the project
    CLIENTS_FOLDER=. uvicorn app:app        # then open http://127.0.0.1:8000/desk

The login is HTTP Basic, which is good enough for an example; put yours in its place.  The pages
ask two questions of the program: who is it (``actor_of``), and may they do this (``allow``).
"""

import base64
import binascii
import hmac
import os
from pathlib import Path

import attrs
from fastapi import FastAPI
from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    AuthenticationError,
    BaseUser,
    SimpleUser,
)
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from clientbook import SALON, Actor, ClientBook, SqliteStore
from clientbook.web import Permission, make_app

PASSWORDS = {"anna": "secret", "zoe": "secret"}
STAFF = frozenset({Permission.VIEW, Permission.EDIT})
RIGHTS = {"anna": frozenset(Permission), "zoe": STAFF}
"""Anna runs the salon and may do everything; Zoé looks up clients and changes them."""


class BasicLogin(AuthenticationBackend):
    """Lets in who knows the password."""

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, BaseUser]:
        kind, _, told = conn.headers.get("authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(told, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise AuthenticationError("no name and password") from None
        known = PASSWORDS.get(name)
        if kind.lower() != "basic" or known is None:
            raise AuthenticationError("sign in")
        if not hmac.compare_digest(password.encode(), known.encode()):
            raise AuthenticationError("sign in")
        return AuthCredentials(["authenticated"]), SimpleUser(name)


def ask_to_sign_in(_: HTTPConnection, __: AuthenticationError) -> Response:
    return Response("sign in", 401, {"WWW-Authenticate": 'Basic realm="clients"'})


def actor_of(request: Request) -> Actor | None:
    """Say who asks: the history of a client names them."""
    return Actor(request.user.display_name, channel="desk")


def allow(actor: Actor, permission: Permission) -> bool:
    """Say what they may do."""
    return permission in RIGHTS[actor.id]


def make_program(folder: Path) -> FastAPI:
    """Return the program, with the pages under ``/desk``.

    Args:
        folder: Holds the database, and files between an upload and its import.
    """
    uploads = folder / "uploads"
    uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = attrs.evolve(SALON, default_region="FR", time_zone="Europe/Paris")

    def open_book() -> ClientBook:
        """Open the book for one request; what a page has set it to holds, also after a restart."""
        return ClientBook(SqliteStore(folder / "clients.db"), first_settings=settings)

    with open_book() as book:
        if book.clients.count() == 0:
            book.imports.run(
                book.imports.open(Path(__file__).parents[1] / "salon_clients.csv"),
                by=Actor("system"),
            )

    program = FastAPI(title="A salon")
    program.add_middleware(AuthenticationMiddleware, backend=BasicLogin(), on_error=ask_to_sign_in)
    desk = make_app(open_book, actor_of=actor_of, allow=allow, uploads_folder=uploads)
    program.mount("/desk", desk)
    return program


if folder := os.environ.get("CLIENTS_FOLDER"):
    app = make_program(Path(folder))
