"""Undoing an import: what would go, what stays and why; then it is taken back, page by page."""

from contextlib import AbstractContextManager, nullcontext

import attrs

from clientbook.domain.imports import ImportRun, RunState, UndoCounts
from clientbook.domain.undos import Kept, UndoPlan
from clientbook.errors import ImportStateError, OperationCancelledError, StalePlanError
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.import_plans import to_run
from clientbook.web.pages.import_runs import elsewhere
from clientbook.web.rendering import render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import Lease, Uploads
from clientbook.web.values import title_of_field

PAGE = 50
"""Clients of a page of those that stay."""


@attrs.frozen
class KeptLine:
    """A client that stays, or some of whose fields do.

    Args:
        row: Its row in the file.
        client_id: The client.
        name: Its name.
        reason: Why it stays, in words.
        fields: What stays of it; empty for all of it.
    """

    row: int
    client_id: str
    name: str = attrs.field(repr=False)
    reason: str
    fields: tuple[str, ...] = ()


def show(request: Request, site: Site) -> Response:
    """Show what undoing an import would do."""
    run = site.book.imports.get(request.params["run_id"])
    if run.state is RunState.UNDOING:
        return to_run(request, run.id)
    return _page(request, site, run)


def _page(
    request: Request, site: Site, run: ImportRun, *, status: int = 200, stale: bool = False
) -> Response:
    plan = site.book.imports.plan_undo(run.id)
    locale = Locale.of(site.book.settings, request.language)
    after = "" if stale else request.query.get("after")
    page = site.book.imports.undo_kept(plan, after=after or None, limit=PAGE)
    counts = attrs.asdict(plan.counts)
    return render(
        request,
        site,
        "imports/undo.html",
        status=status,
        run=run,
        plan=plan,
        stale=stale,
        counts=[(name, number) for name, number in counts.items() if number],
        numbers=counts,
        kept=_lines(site, page.items, locale),
        next_page=Fields({"after": page.next}) if page.next else None,
    )


def _lines(site: Site, kept: tuple[Kept, ...], locale: Locale) -> list[KeptLine]:
    clients = site.book.clients.resolve({one.client_id for one in kept})
    lines = []
    for one in kept:
        client = clients.get(one.client_id)
        lines.append(
            KeptLine(
                one.row,
                one.client_id,
                client.profile.display_name if client else "",
                locale.word("imports.kept", one.reason.value),
                tuple(title_of_field(field, locale) for field in one.fields),
            )
        )
    return lines


def undo(request: Request, site: Site) -> Response:
    """Take an import back for a moment, then show how far it has come."""
    run = site.book.imports.get(request.params["run_id"])
    if run.state is RunState.UNDONE:
        return to_run(request, run.id)  # a second click
    with _working(site, run) as lease:
        if lease is None:
            return elsewhere(request, run)
        turn = Turn(lease if isinstance(lease, Lease) else None)
        try:
            site.book.imports.undo(_shown(request, run), by=request.by, progress=turn)
        except OperationCancelledError:
            return to_run(request, run.id)
        except StalePlanError:
            return _page(request, site, run, status=409, stale=True)
        except ImportStateError:
            now = site.book.imports.get(run.id)
            if now == run:
                raise
            return elsewhere(request, now)
        uploads = Uploads.of(site)
        kept = uploads and uploads.of_run(run, now=site.book.context.clock())
        if uploads and kept:
            uploads.remove(kept.id)
    return to_run(request, run.id)


def _working(site: Site, run: ImportRun) -> AbstractContextManager[Lease | bool | None]:
    """Return who works on a run; without a folder the book alone keeps two apart."""
    uploads = Uploads.of(site)
    return nullcontext(True) if uploads is None else uploads.working(run.fingerprint)


def _shown(request: Request, run: ImportRun) -> UndoPlan:
    """Return the plan that the form shows; one that has begun needs none."""
    if run.state is RunState.UNDOING:
        planned = run.undo.planned if run.undo else None
        return UndoPlan(run.id, 0, planned or UndoCounts())
    form = request.form
    numbers = {field.name: form.number(field.name) for field in attrs.fields(UndoCounts)}
    return UndoPlan(run.id, 0, UndoCounts(**numbers), run_hash=form.get("run_hash"))


_UNDO = "/imports/runs/{run_id}/undo"
ROUTES = (
    Route("GET", _UNDO, Permission.UNDO, show),
    Route("POST", _UNDO, Permission.UNDO, undo),
)
