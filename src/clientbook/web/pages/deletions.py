"""Ticked clients deleted in two steps; the deleted listed, and brought back."""

from clientbook.book.clients.deletions import DeletePlan
from clientbook.domain.clients import Client
from clientbook.errors import StalePlanError
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.filters import LISTED
from clientbook.web.paging import PLACES, ListPlace
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

PAGE = 50
"""Deleted clients of a page."""


def ask(request: Request, site: Site) -> Response:
    """Show what deleting the ticked clients would do, and ask."""
    plan = site.book.clients.plan_delete(request.form.all("id"))
    found = site.book.clients.resolve([client_id for client_id, _ in plan.revisions])
    return render(
        request,
        site,
        "lists/delete.html",
        plan=plan,
        rows=[(row, revision) for row, revision in _rows(site, plan, found)],
        days=site.book.settings.restore_days,
        listed=request.form.only(*LISTED, *PLACES),
    )


def _rows(site: Site, plan: DeletePlan, found: dict[str, Client]) -> list[tuple[object, int]]:
    rows = site.book.lists.rows([found[i] for i, _ in plan.revisions if i in found])
    revisions = dict(plan.revisions)
    return [(row, revisions[row.client_id]) for row in rows]


def delete(request: Request, site: Site) -> Response:
    """Delete the clients that were shown, as they were shown, and show the same list again."""
    plan = DeletePlan(_revisions(request.form), ())
    gone = site.book.clients.confirm_delete(plan, by=request.by)
    # A place in the hits of a search is that of one of them, who may be gone now.
    kept = LISTED if "q" in request.form else (*LISTED, *PLACES)
    query = request.form.only(*kept)
    return redirect(request, "/clients", query=query, done="deleted", count=len(gone))


def _revisions(form: Fields) -> tuple[tuple[str, int], ...]:
    ids, revisions = form.all("id"), form.all("revision")
    if not ids or len(ids) != len(revisions) or not all(r.isdecimal() for r in revisions):
        raise StalePlanError("the form is not the one that was shown", "look once more")
    return tuple(zip(ids, map(int, revisions), strict=True))


def deleted(request: Request, site: Site) -> Response:
    """Show the clients that can be brought back."""
    place = ListPlace.of(request.query)
    after = site.book.clients.get(place.after) if place.after else None
    found = site.book.clients.deleted(after=after, limit=PAGE + 1)
    last = found[PAGE - 1].id if len(found) > PAGE else None
    return render(
        request,
        site,
        "lists/deleted.html",
        clients=found[:PAGE],
        pages=place.pages(Fields(), last),
        days=site.book.settings.restore_days,
    )


ROUTES = (
    Route("POST", "/delete", Permission.DELETE, ask),
    Route("POST", "/delete/confirmed", Permission.DELETE, delete),
    Route("GET", "/deleted", Permission.DELETE, deleted),
)
