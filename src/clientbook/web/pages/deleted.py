"""The deleted clients: searched, narrowed to some days, brought back one by one or many at once."""

from datetime import datetime, timedelta

import attrs

from clientbook.book.pages import Page
from clientbook.domain.clients import Client
from clientbook.errors import (
    ClientNotFoundError,
    ClientStateError,
    ConstraintError,
    InvalidValueError,
)
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.filters import midnight
from clientbook.web.forms.problems import FormProblem, problems_of
from clientbook.web.locales import Locale
from clientbook.web.paging import PLACES, ListPlace
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

PAGE = 50
"""Deleted clients of a page."""

_ASKED = ("q", "since", "until")
"""Names of an address that say which of the deleted are listed."""


@attrs.frozen
class _Days:
    """The days between which clients were deleted, and what is wrong with how they are said."""

    since: datetime | None = None
    before: datetime | None = None
    problems: tuple[FormProblem, ...] = ()


def deleted(request: Request, site: Site) -> Response:
    """Show the clients that can be brought back, whom a search and two days let through."""
    return _list(request, site, request.query)


def _list(
    request: Request, site: Site, query: Fields, kept: tuple[FormProblem, ...] = ()
) -> Response:
    locale, asked = Locale.of(site.book.settings, request.language), query.only(*_ASKED)
    place, days = ListPlace.of(query), _days(asked, site, locale)
    found: Page[Client] = Page(())
    if not days.problems:
        found = site.book.search.deleted(
            asked.get("q") or None,
            since=days.since,
            before=days.before,
            after=place.after,
            limit=PAGE,
        )
    problems = (*days.problems, *kept)
    return render(
        request,
        site,
        "lists/deleted.html",
        status=422 if days.problems else 409 if kept else 200,
        clients=found.items,
        asked=asked,
        here=Fields((*asked, *place.fields())),
        problems=problems,
        wrong={problem.field: problem.text for problem in problems},
        pages=place.pages(asked, found.next),
        looks_on=found.next is not None and len(found) < PAGE,
        days=site.book.settings.restore_days,
    )


def _days(asked: Fields, site: Site, locale: Locale) -> _Days:
    """Return the days of an address; the last of them is meant whole."""
    found: dict[str, datetime] = {}
    problems: list[FormProblem] = []
    for name in ("since", "until"):
        try:
            if text := asked.get(name):
                found[name] = midnight(text, site.book, name)
        except InvalidValueError as error:
            problems += problems_of([(name, error.issue)], locale)
    last = found.get("until")
    zone = site.book.settings.zone
    before = None
    if last is not None:
        before = (last.astimezone(zone) + timedelta(days=1)).astimezone(last.tzinfo)
    return _Days(found.get("since"), before, tuple(problems))


def restore(request: Request, site: Site) -> Response:
    """Bring a deleted client back; one that is back already is shown as it is."""
    client_id = request.params["client_id"]
    _restore(request, site, client_id)
    return redirect(request, "/clients/{client_id}", client_id=client_id, done="restored")


def _restore(request: Request, site: Site, client_id: str) -> Client:
    """Bring a client back, if it is not back already."""
    try:
        return site.book.clients.restore(client_id, by=request.by)
    except ClientStateError:
        client = site.book.clients.get(client_id)
        if client.id != client_id or not client.is_active:
            raise
        return client


def restore_ticked(request: Request, site: Site) -> Response:
    """Bring the ticked clients back; who cannot come back stays listed, with the reason."""
    ids, listed = request.form.all("id"), request.form.only(*_ASKED, *PLACES)
    locale = Locale.of(site.book.settings, request.language)
    kept: list[FormProblem] = []
    for client_id in ids:
        try:
            _restore(request, site, client_id)
        except ConstraintError:
            name = site.book.clients.get(client_id).profile.display_name
            told = name or locale.t("clients.nameless")
            kept.append(FormProblem("", locale.t("lists.id_taken_since", name=told)))
        except (ClientNotFoundError, ClientStateError):
            kept.append(FormProblem("", locale.t("lists.not_restored")))
    if kept or not ids:
        problems = kept or [FormProblem("", locale.t("lists.nobody_ticked"))]
        return _list(request, site, listed, tuple(problems))
    query = listed.only(*_ASKED)
    return redirect(request, "/deleted", query=query, done="restored_many", count=len(ids))


ROUTES = (
    Route("GET", "/deleted", Permission.DELETE, deleted),
    Route("POST", "/deleted", Permission.DELETE, restore_ticked),
    Route("POST", "/clients/{client_id}/restore", Permission.DELETE, restore),
)
