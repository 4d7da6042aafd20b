"""The pages of :mod:`clientbook.web` behind Django: a request goes in, a response comes out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import attrs
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db.transaction import non_atomic_requests
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.integrations.django.actors import actor_name, actor_of
from clientbook.integrations.django.books import active_language, client_book
from clientbook.integrations.django.configuration import Configuration, configuration
from clientbook.integrations.django.permissions import may
from clientbook.web import Fields, Permission, Request, Response, Upload, handle
from clientbook.web.csrf import Sender, sender_of
from clientbook.web.failures import failure_page
from clientbook.web.locales import Locale
from clientbook.web.routing import MEBIBYTE

MAX_UPLOAD_BYTES = 50 * MEBIBYTE
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of the field)
_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent)
"""What Django raises for a form larger than its settings allow."""


class HttpResponseSeeOther(HttpResponseRedirect):
    """Go on with GET elsewhere: what tests, middleware and logs of a project know a redirect by."""

    status_code = 303


def make_view(
    base: Callable[[], str], home: Callable[[Any], tuple[str, str]]
) -> Callable[..., HttpResponse]:
    """Return the view of every page; whoever mounts it sees to the login.

    It is not part of ``ATOMIC_REQUESTS``: an import commits as it goes.  And it is exempt from
    Django's CSRF middleware, for it asks the same check itself: a form that comes too late is
    answered by a page that holds what was typed.

    Args:
        base: Returns the path of the mount, without a slash at its end.
        home: Returns title and address of the host's page to go back to, for a request.
    """

    def view(http: Any, page: str = "") -> HttpResponse:
        return answer(http, base=base(), path=f"/{page}", home=home(http))

    marked: Callable[..., HttpResponse] = csrf_exempt(non_atomic_requests(view))
    return marked


def _ignore(_: Any) -> HttpResponse:
    return HttpResponse()


_CSRF = CsrfViewMiddleware(_ignore)


def _comes_from_our_page(http: Any) -> bool:
    """True for a request that Django's CSRF check lets through."""
    _CSRF.process_request(http)
    return _CSRF.process_view(http, _ignore, (), {}) is None


def is_typed_form(http: Any) -> bool:
    """True for a form without files that a page of this host sends: its text can be given back."""
    plain = http.content_type == "application/x-www-form-urlencoded"
    here = sender_of(http.headers, http.get_host()) is Sender.HERE
    return bool(http.method == "POST" and plain and here)


def give_back(http: Any, *, base: str, path: str, login: str) -> HttpResponse:
    """Answer a form of somebody whose session has ended: with what was typed, to be sent again.

    Args:
        http: Django's request.
        base: Path of the mount.
        path: Decoded path below it.
        login: Address of the login.
    """
    request = Request(
        method=http.method,
        path=path,
        actor=None,
        allow=lambda *_: False,
        base=base,
        language=active_language(),
        same_origin=True,
        login=login,
    )
    locale = Locale(request.language or "en")
    try:
        request = attrs.evolve(request, form=_fields(http.POST).without(_TOKEN))
    except _TOO_LARGE:
        return _as_http(failure_page(request, locale, 413, "form_too_large"))
    return _as_http(failure_page(request, locale, 401, "nobody"))


def answer(http: Any, *, base: str, path: str, home: tuple[str, str]) -> HttpResponse:
    """Answer a request of somebody who is logged in.

    Args:
        http: Django's request.
        base: Path of the mount.
        path: Decoded path below it.
        home: Title and address of the host's page to go back to.
    """
    chosen = configuration()
    request = Request(
        method=http.method,
        path=path,
        actor=actor_of(http),
        allow=partial(_allow, http.user),
        query=_fields(http.GET),
        base=base,
        language=active_language(),
        csrf_token=get_token(http),
        seal=http.META.get("CSRF_COOKIE", ""),  # the token is another on every page
        csrf_field=_TOKEN,
        same_origin=sender_of(http.headers, http.get_host()) is Sender.HERE,
        home=home,
        name_of=actor_name,
    )
    try:
        request = _with_form(http, request)
    except _TOO_LARGE:
        locale = Locale(request.language or "en")
        return _as_http(failure_page(request, locale, 413, "form_too_large"))
    if any(file.size > MAX_UPLOAD_BYTES for file in request.files.values()):
        return _as_http(failure_page(request, Locale(request.language or "en"), 413, "too_large"))
    response = handle(
        request,
        partial(_lent_book, http, chosen),
        uploads_folder=Path(chosen.uploads) if chosen.uploads else None,
        max_upload_bytes=MAX_UPLOAD_BYTES,
    )
    return _CSRF.process_response(http, _as_http(response))  # a cookie for the token of its forms


def _with_form(http: Any, request: Request) -> Request:
    """Return a request with what its form holds, and whether a page of ours has sent it."""
    return attrs.evolve(
        request,
        form=_fields(http.POST),
        files={name: _upload(file) for name, file in http.FILES.items()},
        csrf_checked=_comes_from_our_page(http),
    )


def _allow(user: Any, _: Actor, permission: Permission) -> bool:
    return may(user, permission.value)


@contextmanager
def _lent_book(http: Any, chosen: Configuration) -> Iterator[ClientBook]:
    book = import_string(chosen.book_of)(http) if chosen.book_of else None
    yield client_book(book=book)  # not closed: the connection is Django's


def _fields(values: Any) -> Fields:
    return Fields((name, value) for name, found in values.lists() for value in found)


def _upload(file: Any) -> Upload:
    return Upload(file.name or "", file.file, file.size or 0)


def _as_http(response: Response) -> HttpResponse:
    http: HttpResponse
    headers = dict(response.headers)
    if response.status == HttpResponseSeeOther.status_code:
        http = HttpResponseSeeOther(headers.pop("Location"))
    elif isinstance(response.body, bytes):
        http = HttpResponse(response.body, status=response.status)
    else:
        http = FileResponse(response.body, status=response.status)
    for name, value in headers.items():
        http.headers[name] = value
    return http
