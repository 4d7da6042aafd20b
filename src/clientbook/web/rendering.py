"""Pages from the templates beside this module; needs the extra ``web``."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any

from clientbook.domain.clients import SYSTEM, Actor
from clientbook.reports.templating import templates_of
from clientbook.web.addresses import path_of
from clientbook.web.exchange import Fields, Permission, Request, Response, whole_number
from clientbook.web.links import without_closed
from clientbook.web.locales import Locale
from clientbook.web.menu import menu_of
from clientbook.web.routing import Site

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, no script or style inside a page, in nobody's frame."""

SAFE_HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
PRIVATE = ("Cache-Control", "no-store")
"""Of every answer that may show a person: no cache keeps it."""

STATIC = {
    "style.css": "text/css; charset=utf-8",
    "desk.css": "text/css; charset=utf-8",
    "live.js": "text/javascript; charset=utf-8",
    "drive.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files that pages load, and what they are."""

_OF_PROCESS = secrets.token_bytes(32)


@cache
def static_file(name: str) -> tuple[bytes, str]:
    """Return a file that pages load, and the digest that stands in its address."""
    data = (files("clientbook.web") / "static" / name).read_bytes()
    return data, hashlib.sha256(data).hexdigest()[:16]


def render(
    request: Request,
    site: Site,
    template: str,
    *,
    status: int = 200,
    **values: Any,
) -> Response:
    """Return a page.

    Args:
        request: What is answered.
        site: The book.
        template: Name of the template, such as ``"clients/profile.html"``.
        status: The HTTP status.
        values: What the template shows, beside :func:`common_values`.
    """
    locale = Locale.of(site.book.settings, request.language)
    return render_plain(request, locale, template, status=status, **values)


def render_plain(
    request: Request, locale: Locale, template: str, *, status: int = 200, **values: Any
) -> Response:
    """Return a page that needs no book, such as one that says it cannot be reached."""
    page = templates_of("clientbook.web", extra="web").get_template(template)
    text = without_closed(request, page.render(**common_values(request, locale), **values))
    headers = (("Content-Type", "text/html; charset=utf-8"), PRIVATE, *SAFE_HEADERS)
    # A lone surrogate cannot be written; it is shown as what it is, not lost.
    return Response(status=status, headers=headers, body=text.encode("utf-8", "backslashreplace"))


def common_values(request: Request, locale: Locale) -> dict[str, Any]:
    """Return what every template may use.

    ``t(key, …)``, ``n(key, count, …)`` and ``words(group, values)`` give words, ``locale`` shows
    values, ``url(pattern, query, …)`` and ``static(name)`` give addresses below the mount,
    ``may(permission)`` says what to offer, ``who(actor)`` names who did something.
    """

    def static(name: str) -> str:
        return f"{request.base}/static/{static_file(name)[1]}/{name}"

    @cache
    def who(actor: Actor) -> str:
        named = request.name_of(actor)
        return named or (locale.t("common.system") if actor == SYSTEM else actor.id)

    return {
        "request": request,
        "locale": locale,
        "language": locale.language,
        "t": locale.t,
        "n": locale.n,
        "words": locale.words,
        "who": who,
        "who_id": lambda actor_id: who(Actor(actor_id)),
        "static": static,
        "fresh": partial(secrets.token_urlsafe, 12),
        "url": partial(url, request),
        "may": lambda permission: request.may(Permission(permission)),
        "menu": menu_of(request),
        "notice": _notice(request, locale),
    }


def _notice(request: Request, locale: Locale) -> str:
    """Return what was just done, as an address of ours says it: one of our texts and a count.

    An address that somebody else made says nothing: it has no seal of this reader and this page.
    """
    key, count = request.query.get("done"), request.query.get("n")
    if not key or not is_sealed(request, request.query, request.path, key, count):
        return ""
    try:
        number = whole_number(count)
        return locale.n(f"common.done_{key}", 1 if number is None else number)
    except KeyError:
        return ""


def seal_of(request: Request, *said: str) -> str:
    """Return what only we can add to words that travel through a browser, for this reader.

    Where the host gives no token, this process alone knows its seals again.
    """
    secret = request.seal or request.csrf_token
    key = secret.encode() if secret else _OF_PROCESS
    words = "\n".join(said).encode("utf-8", "backslashreplace")
    return hmac.new(key, words, "sha256").hexdigest()[:24]


def is_sealed(request: Request, fields: Fields, *said: str) -> bool:
    """True where the ``seal`` of a form or an address is ours, of these words and this reader."""
    return hmac.compare_digest(fields.get("seal").encode(), seal_of(request, *said).encode())


def url(request: Request, pattern: str, query: Fields | None = None, **params: str) -> str:
    """Return the address of a page below the mount: a path, never a host name."""
    asked = f"?{query.encoded()}" if query is not None and query.pairs else ""
    return request.base + path_of(pattern, **params) + asked


def redirect(
    request: Request,
    pattern: str,
    *,
    query: Fields = Fields(),  # noqa: B008 (frozen)
    done: str = "",
    count: int | None = None,
    **params: str,
) -> Response:
    """Return the answer to a form that did what it should: go and look.

    Whoever may not open that page goes to the first one they may, and reads there what was done.

    Args:
        request: What is answered.
        pattern: Where to.
        query: What stands behind the question mark.
        done: What was done: the text ``common.done_…`` is shown there.
        count: To how many.
        params: Parts of the path.
    """
    if not request.opens(path_of(pattern, **params)) and (first := menu_of(request)):
        pattern, query, params = first[0].path, Fields(), {}
    told = list(query.pairs)
    if done:
        number = "" if count is None else str(count)
        seal = seal_of(request, path_of(pattern, **params), done, number)
        said = (("done", done), ("n", number), ("seal", seal))
        told += [(name, value) for name, value in said if value]
    where = url(request, pattern, Fields(told), **params)
    return Response(status=303, headers=(("Location", where), PRIVATE, *SAFE_HEADERS))


def download(body: Any, *, name: str, media_type: str) -> Response:
    """Return a file to keep; *body* is bytes or a file at its beginning, *name* plain ASCII."""
    headers: Sequence[tuple[str, str]] = (
        ("Content-Type", media_type),
        ("Content-Disposition", f'attachment; filename="{name}"'),
        PRIVATE,
        *SAFE_HEADERS,
    )
    return Response(headers=headers, body=body)
