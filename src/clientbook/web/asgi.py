"""The pages as an ASGI application: the one place that knows Starlette (extra ``web``)."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import attrs

from clientbook.domain.clients import Actor
from clientbook.messages.catalogue import Language
from clientbook.web.csrf import COOKIE, Sender, is_seed, new_seed, sender_of, token_of
from clientbook.web.exchange import Allow, Fields, NameOf, Request, Response, Upload
from clientbook.web.failures import failure_page
from clientbook.web.handling import OpenBook, handle
from clientbook.web.locales import Locale
from clientbook.web.routing import MEBIBYTE

if TYPE_CHECKING:
    from starlette.requests import Request as HttpRequest
    from starlette.responses import Response as HttpResponse
    from starlette.types import Message, Receive, Scope, Send

_MAX_FIELDS = 1_000
_FORM_BYTES = MEBIBYTE
"""Most that stands in a form beside its file."""
_PIECE = 65_536


class _BodyTooLargeError(Exception):
    """More came than an upload, or a form beside it, may hold.

    Args:
        key: Of the words that say so.
    """

    def __init__(self, key: str = "too_large") -> None:
        super().__init__(key)
        self.key = key


def make_app(
    open_book: OpenBook,
    *,
    actor_of: Callable[["HttpRequest"], Actor | None],
    allow: Allow,
    uploads_folder: Path | None = None,
    max_upload_bytes: int = 50 * MEBIBYTE,
    language: Language | None = None,
    home: tuple[str, str] | None = None,
    name_of: NameOf | None = None,
    origins: Collection[str] = (),
    nobody: str = "nobody",
) -> "DeskApp":
    """Return the pages as an application to mount behind a host's login.

    Nothing of it has a default that lets somebody in: no actor is 401, what *allow* does not grant
    is 403.  Dependencies of single routes of the host do not reach a mounted application:
    *actor_of* is the lock.  It keeps no session; one cookie of its own, for the path of the mount,
    ties forms to their pages (see :mod:`clientbook.web.csrf`).  Links are paths below the mount,
    never host names, so a proxy in front needs no settings.

    Args:
        open_book: Opens the book for a request (``with open_book() as book:``), in a worker thread.
        actor_of: Says who asks, from what the host's login put into the request
            (``request.session``, ``request.user``, a header of a proxy); None for nobody.
        allow: Says whether they may do something, see :class:`~clientbook.web.Permission`.
        uploads_folder: Where files lie between an upload and its import; None for no uploads.
        max_upload_bytes: Largest upload.
        language: Of the pages; None follows the book's settings, as they stand at each request.
        home: Title and address of the host's own page to go back to.
        name_of: Returns the name of somebody who acted, such as of the user with that id, to show
            beside what they did; None for nobody it knows.  Called in a worker thread, once for
            each actor on a page.
        origins: Where the pages are opened, such as ``"https://shop.example"``, behind a proxy
            that changes ``Host``: forms of another origin are refused.
        nobody: Which words somebody reads who is not let in: ``"nobody"`` asks to sign in.

    Raises:
        ImportError: The extra ``web`` is not installed.
    """
    _require_starlette()
    of_the_host = (open_book, actor_of, allow, uploads_folder, max_upload_bytes)
    return DeskApp(
        *of_the_host,
        language=language,
        home=home,
        name_of=name_of or (lambda _: None),
        origins=tuple(origins),
        nobody=nobody,
    )


def _require_starlette() -> None:
    try:
        import python_multipart  # noqa: F401 (Starlette reads forms with it)
        import starlette  # noqa: F401
    except ImportError as error:
        raise ImportError(
            "the pages need starlette; install them with: pip install 'clientbook[web]'",
            name="starlette",
        ) from error


@attrs.frozen
class DeskApp:
    """The application that :func:`make_app` returns; its arguments are described there."""

    open_book: OpenBook
    actor_of: Callable[["HttpRequest"], Actor | None]
    allow: Allow
    uploads_folder: Path | None
    max_upload_bytes: int
    language: Language | None = attrs.field(default=None, kw_only=True)
    home: tuple[str, str] | None = attrs.field(default=None, kw_only=True)
    name_of: NameOf = attrs.field(default=lambda _: None, kw_only=True)
    origins: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    nobody: str = attrs.field(default="nobody", kw_only=True)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one request; of other kinds of connections, it knows how a server starts."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            from starlette.requests import ClientDisconnect
            from starlette.requests import Request as HttpRequest

            limit = self.max_upload_bytes + _FORM_BYTES
            http = HttpRequest(scope, _counted(receive, limit))
            try:
                response = await self._answer(http)
            except ClientDisconnect:
                return  # who sent half a form waits for no answer
            await response(scope, receive, send)

    async def _answer(self, http: "HttpRequest") -> "HttpResponse":
        seed = http.cookies.get(COOKIE, "")
        new = not is_seed(seed)
        if new:
            seed = new_seed()
        request = self._request(http, seed)
        answer = await self._answer_to(http, request)
        if new and request.actor is not None:
            answer.set_cookie(
                COOKIE,
                seed,
                path=f"{request.base}/",
                httponly=True,
                samesite="strict",
                secure=http.url.scheme == "https",
            )
        return answer

    async def _answer_to(self, http: "HttpRequest", request: Request) -> "HttpResponse":
        if request.method != "POST" or request.cross_site or not _may_send(request, http):
            return await self._respond(request)  # a body nobody reads
        if request.actor is None:
            http = type(http)(http.scope, _counted(http.receive, _FORM_BYTES))
        try:
            async with _form(http) as (fields, files):
                return await self._respond(attrs.evolve(request, form=fields, files=files))
        except _BodyTooLargeError as error:
            locale = Locale(request.language or "en")
            return _as_http(failure_page(request, locale, 413, error.key))

    def _request(self, http: "HttpRequest", seed: str) -> Request:
        base, path = _split_path(http.scope)
        actor = self.actor_of(http)
        sender = sender_of(http.headers, http.headers.get("host", ""), self.origins)
        return Request(
            method=http.method,
            path=path,
            actor=actor,
            allow=self.allow,
            query=Fields(http.query_params.multi_items()),
            base=base,
            language=self.language,
            csrf_token=token_of(seed, actor.id) if actor else "",
            cross_site=sender is Sender.ELSEWHERE,
            same_origin=sender is Sender.HERE,
            home=self.home,
            name_of=self.name_of,
            nobody=self.nobody,
        )

    async def _respond(self, request: Request) -> "HttpResponse":
        from starlette.concurrency import run_in_threadpool

        response = await run_in_threadpool(
            handle,
            request,
            self.open_book,
            uploads_folder=self.uploads_folder,
            max_upload_bytes=self.max_upload_bytes,
        )
        return _as_http(response)


def _may_send(request: Request, http: "HttpRequest") -> bool:
    """True for somebody; of nobody a plain form of a page of ours is read, to give it back."""
    plain = http.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return request.actor is not None or (request.same_origin and plain)


def _split_path(scope: "Scope") -> tuple[str, str]:
    """Return the path of the mount and what follows it.

    A server gives the whole path; behind a proxy that takes a prefix off, the path lacks what was
    taken off while the path of the mount has it.
    """
    path, root = scope["path"], scope.get("root_path", "").rstrip("/")
    for prefix in (root, root.removeprefix(scope.get("app_root_path", "").rstrip("/"))):
        if path == prefix or path.startswith(f"{prefix}/"):
            return root, path[len(prefix) :] or "/"
    return root, path


def _counted(receive: "Receive", limit: int) -> "Receive":
    """Return *receive*, which stops a body that is longer than it may be."""
    seen = 0

    async def counted() -> "Message":
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise _BodyTooLargeError
        return message

    return counted


@asynccontextmanager
async def _form(http: "HttpRequest") -> AsyncIterator[tuple[Fields, dict[str, Upload]]]:
    """Give the fields and files of a body; the files are gone after the block.

    A body that is no form has no fields, hence no token, and is refused for that.

    Raises:
        _BodyTooLargeError: The form is larger than pages are, or has more fields.
    """
    from starlette.exceptions import HTTPException
    from starlette.formparsers import MultiPartException

    try:
        data = await http.form(max_files=1, max_fields=_MAX_FIELDS, max_part_size=_FORM_BYTES)
    except (HTTPException, MultiPartException) as error:
        if _is_too_much(error):
            raise _BodyTooLargeError("form_too_large") from None
        yield Fields(), {}
        return
    try:
        texts: list[tuple[str, str]] = []
        files: dict[str, Upload] = {}
        for name, value in data.multi_items():
            if isinstance(value, str):
                texts.append((name, value))
            elif value.filename:
                files[name] = Upload(value.filename, value.file, value.size or 0)
        yield Fields(texts), files
    finally:
        await data.close()


def _is_too_much(error: Exception) -> bool:
    """True where Starlette says that a form is no broken one but too large: it has words alone."""
    text = str(getattr(error, "detail", "") or getattr(error, "message", ""))
    return "exceeded maximum size" in text or text.startswith("Too many")


def _as_http(response: Response) -> "HttpResponse":
    from starlette.responses import Response as HttpResponse
    from starlette.responses import StreamingResponse

    headers = dict(response.headers)
    if isinstance(response.body, bytes):
        return HttpResponse(response.body, response.status, headers)
    return StreamingResponse(_pieces(response.body), response.status, headers)


def _pieces(file: BinaryIO) -> Any:
    """Yield a file piece by piece, and close it when it was sent or nobody wants it any more."""
    with file:
        while piece := file.read(_PIECE):
            yield piece


async def _live(receive: "Receive", send: "Send") -> None:
    """Answer a server that starts and stops the application: it keeps nothing."""
    while True:
        message = await receive()
        await send(cast("Message", {"type": f"{message['type']}.complete"}))
        if message["type"] == "lifespan.shutdown":
            return
