"""Clients deleted in two steps: the ticked ones as they are shown, or everybody the list shows."""

from collections.abc import Sequence

from clientbook.book.clients.deletions import DeletePlan
from clientbook.domain.clients import Client, ClientStatus
from clientbook.errors import StalePlanError
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.filters import LISTED
from clientbook.web.forms.selecting import Chosen, read_chosen
from clientbook.web.locales import Locale
from clientbook.web.pages.bulk import ask_delete
from clientbook.web.paging import PLACES
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site


def ask(request: Request, site: Site) -> Response:
    """Show what deleting the chosen clients would do, and ask."""
    chosen = read_chosen(request.form, site.book)
    if chosen.is_ticked:
        return _question(request, site, chosen)
    return ask_delete(request, site, chosen)


def _question(
    request: Request, site: Site, chosen: Chosen, seen: Sequence[tuple[str, int]] = ()
) -> Response:
    """Ask about those of the ticked who are still there, and say what became of the others.

    Args:
        request: What is answered.
        site: The book.
        chosen: The ticks.
        seen: Clients and the revisions in which they were shown before, if they were.
    """
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    found = book.clients.resolve(chosen.meant.ids or ())
    there = [i for i in chosen.meant.ids or () if i in found and _is_there(i, found[i])]
    plan = book.clients.plan_delete(there) if there else DeletePlan((), ())
    rows = book.lists.rows([found[client_id] for client_id, _ in plan.revisions])
    revisions = dict(plan.revisions)
    return render(
        request,
        site,
        "lists/delete.html",
        status=409 if seen else 200,
        plan=plan,
        rows=[(row, revisions[row.client_id]) for row in rows],
        meanwhile=_meanwhile(chosen.meant.ids or (), found, dict(seen), locale),
        days=book.settings.restore_days,
        listed=chosen.listed,
    )


def _is_there(client_id: str, client: Client) -> bool:
    return client.id == client_id and client.is_active


def _meanwhile(
    ids: Sequence[str], found: dict[str, Client], seen: dict[str, int], locale: Locale
) -> list[str]:
    """Return what became of ticked clients since the list was shown, in words."""
    said: list[str] = []
    for client_id in ids:
        client = found.get(client_id)
        if client is None:
            said.append(locale.t("lists.meanwhile_gone"))
            continue
        name = client.profile.display_name or locale.t("clients.nameless")
        if client.id != client_id:
            said.append(locale.t("lists.meanwhile_merged", name=name))
        elif client.status is ClientStatus.DELETED:
            said.append(locale.t("lists.meanwhile_deleted", name=name))
        elif not client.is_active:
            said.append(locale.t("lists.meanwhile_gone"))
        elif seen.get(client_id, client.revision) != client.revision:
            said.append(locale.t("lists.meanwhile_changed", name=name))
    return said


def delete(request: Request, site: Site) -> Response:
    """Delete the clients that were shown, as they were shown, and show the same list again.

    Where somebody changed one meanwhile the question comes again, with the ticks as they were; a
    form that comes twice has done what it says.
    """
    form, clients = request.form, site.book.clients
    seen = _revisions(form)
    try:
        gone = len(clients.confirm_delete(DeletePlan(seen, ()), by=request.by))
    except StalePlanError:
        if not _are_deleted(site, seen):
            return _question(request, site, read_chosen(form, site.book), seen)
        gone = len(seen)
    # A place in the hits of a search is that of one of them, who may be gone now.
    kept = LISTED if "q" in form else (*LISTED, *PLACES)
    return redirect(request, "/clients", query=form.only(*kept), done="deleted", count=gone)


def _are_deleted(site: Site, seen: Sequence[tuple[str, int]]) -> bool:
    """Return whether the next that happened to each of these clients is that it was deleted."""
    found = site.book.clients.resolve([client_id for client_id, _ in seen])
    return all(
        client_id in found
        and found[client_id].status is ClientStatus.DELETED
        and found[client_id].revision == revision + 1
        for client_id, revision in seen
    )


def _revisions(form: Fields) -> tuple[tuple[str, int], ...]:
    ids, revisions = form.all("id"), form.all("revision")
    if not ids or len(ids) != len(revisions) or not all(r.isdecimal() for r in revisions):
        raise StalePlanError("the form is not the one that was shown", "look once more")
    return tuple(zip(ids, map(int, revisions), strict=True))


ROUTES = (
    Route("POST", "/delete", Permission.DELETE, ask),
    Route("POST", "/delete/confirmed", Permission.DELETE, delete),
)
