"""The one door: finds the page, asks who may, checks the form's token, turns errors into pages."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import attrs

from clientbook.book import ClientBook
from clientbook.errors import ClientbookError
from clientbook.web.addresses import match_path
from clientbook.web.exchange import Request, Response
from clientbook.web.failures import error_page, failure_page
from clientbook.web.locales import Locale
from clientbook.web.rendering import SAFE_HEADERS, STATIC, static_file
from clientbook.web.routes import ROUTES
from clientbook.web.routing import MEBIBYTE, Route, Site

OpenBook = Callable[[], AbstractContextManager[ClientBook]]
"""Opens the book for one request, or lends one: a :class:`ClientBook` closes itself at the end
of the block, a function made by :func:`contextlib.contextmanager` does as it likes."""

_LOG = logging.getLogger(__name__)
_SAFE_METHODS = frozenset({"GET", "HEAD"})


def handle(
    request: Request,
    open_book: OpenBook,
    *,
    uploads_folder: Path | None = None,
    max_upload_bytes: int = 50 * MEBIBYTE,
) -> Response:
    """Answer a request with a page; it never raises.

    In this order: a file that pages load is given to everybody; nobody is told 401; an address
    that is none, 404; a page one is not allowed, 403; a form without the token of its page, 403.
    Then the page is made.  Errors of the library are pages too: 404 for
    what is not there, 409 for what somebody else changed, 422 for what a field cannot hold, 503
    for a store out of reach.  Anything else is logged and answered with 500.  Whatever refuses a
    form of our own gives back what was typed, to be mended and sent again.

    Args:
        request: What is asked, by whom, and what they may do.
        open_book: Opens the book for the length of a ``with`` block.
        uploads_folder: Where files lie between an upload and its import; None for no uploads.
        max_upload_bytes: Largest upload; adapters stop reading there.
    """
    if request.path.startswith("/static/"):
        return _static(request)
    request = attrs.evolve(request, opens=partial(_opens, request))
    locale = Locale(request.language or "en")
    if request.actor is None:
        return failure_page(request, locale, 401, request.nobody)
    try:
        with open_book() as book:
            locale = Locale.of(book.settings, request.language)
            return _page(request, Site(book, uploads_folder, max_upload_bytes), locale)
    except ClientbookError as error:
        return error_page(request, locale, error)
    except Exception:  # noqa: BLE001 (the door to the outside: nobody is shown a traceback)
        _LOG.exception("a page failed: %s", request.method)  # the path may name a person
        return failure_page(request, locale, 500, "bug")


def _page(request: Request, site: Site, locale: Locale) -> Response:
    method = "GET" if request.method == "HEAD" else request.method
    at_path = [(r, p) for r in ROUTES if (p := match_path(r.pattern, request.path)) is not None]
    found = next(((r, p) for r, p in at_path if r.method == method), None)
    if found is None:
        return failure_page(request, locale, *((405, "method") if at_path else (404, "page")))
    route, params = found
    if refusal := _refusal(request, route):
        return failure_page(request, locale, 403, refusal)
    return route.page(attrs.evolve(request, params=params), site)


def _opens(request: Request, path: str) -> bool:
    """Say whether somebody may open what a path leads to."""
    pages = [r for r in _BY_START.get(_start(path), ()) if match_path(r.pattern, path) is not None]
    return not pages or any(route.opens_to(request) for route in pages)


def _start(path: str) -> str:
    return path[1:].partition("/")[0]


_BY_START = {
    start: [r for r in ROUTES if r.method == "GET" and _start(r.pattern) == start]
    for start in {_start(route.pattern) for route in ROUTES}
}
"""The pages to look at, by the first part of their paths."""


def _refusal(request: Request, route: Route) -> str:
    """Return why a request may not go on, empty when it may."""
    if not route.opens_to(request):
        return "forbidden"
    if request.method in _SAFE_METHODS or request.is_ours:
        return ""
    return "expired" if request.same_origin and request.typed.pairs else "forged"


def _static(request: Request) -> Response:
    """Return a file that pages load, for a year: its address changes with it."""
    _, _, name = request.path.rpartition("/")
    if name not in STATIC or request.method not in _SAFE_METHODS:
        return Response(status=404, headers=SAFE_HEADERS)
    data, digest = static_file(name)
    if request.path != f"/static/{digest}/{name}":
        return Response(status=404, headers=SAFE_HEADERS)
    headers = (
        ("Content-Type", STATIC[name]),
        ("Cache-Control", "public, max-age=31536000, immutable"),
        *SAFE_HEADERS,
    )
    return Response(headers=headers, body=data)
