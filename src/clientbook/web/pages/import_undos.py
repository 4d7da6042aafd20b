"""Undoing an import: what would go, what stays and why; then it is taken back, page by page."""

import time
from contextlib import AbstractContextManager, nullcontext

import attrs

from clientbook.book.pages import Cursor, Page, make_cursor
from clientbook.domain.imports import ImportRun, RunState, UndoCounts
from clientbook.domain.undos import Kept, UndoPlan
from clientbook.errors import ImportStateError, OperationCancelledError, StalePlanError
from clientbook.web import driving
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.import_kept import kept_lines
from clientbook.web.pages.import_plans import to_run
from clientbook.web.pages.import_runs import elsewhere
from clientbook.web.rendering import is_sealed, redirect, render, seal_of
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import Lease, Uploads

PAGE = 50
"""Clients of a page of those that stay."""

AT_ONCE = 1_000
"""Rows that are looked at between two looks at the clock."""


def show(request: Request, site: Site) -> Response:
    """Show what undoing an import would do."""
    run = site.book.imports.get(request.params["run_id"])
    if run.state is RunState.UNDOING:
        return to_run(request, run.id)
    plan = _shown(request, request.query, run)
    if plan is None or plan.next_row:
        return _page(request, site, run)
    try:
        return _question(request, site, run, plan)
    except StalePlanError:
        return redirect(request, _UNDO, run_id=run.id)


def count(request: Request, site: Site) -> Response:
    """Go on counting for a moment what undoing an import would do; then show it."""
    run = site.book.imports.get(request.params["run_id"])
    if run.state in (RunState.UNDOING, RunState.UNDONE):
        return to_run(request, run.id)
    so_far = _shown(request, request.form, run)
    try:
        plan = _planned(site, run, so_far if so_far and so_far.next_row else None)
    except StalePlanError:
        return redirect(request, _UNDO, run_id=run.id)
    if plan.next_row:
        return _counting(request, site, run, plan)
    return redirect(request, _UNDO, query=_told(request, plan), run_id=run.id)


def _planned(site: Site, run: ImportRun, so_far: UndoPlan | None = None) -> UndoPlan:
    """Return what undoing would do, as far as a request gets."""
    until = time.monotonic() + driving.SECONDS
    plan = site.book.imports.plan_undo(run.id, after=so_far, most=AT_ONCE)
    while plan.next_row and time.monotonic() < until:
        plan = site.book.imports.plan_undo(run.id, after=plan, most=AT_ONCE)
    return plan


def _told(request: Request, plan: UndoPlan) -> Fields:
    """Return a plan as an address or a form says it, sealed: its figures are not counted again."""
    return Fields([*_pairs(plan), ("seal", seal_of(request, *_words(plan)))])


def _pairs(plan: UndoPlan) -> list[tuple[str, str]]:
    numbers = attrs.asdict(plan.counts) | {"seq": plan.journal_seq, "next_row": plan.next_row}
    return [("run_hash", plan.run_hash), *((name, str(n)) for name, n in numbers.items())]


def _words(plan: UndoPlan) -> tuple[str, ...]:
    return ("undo", plan.run_id, *(f"{name}={value}" for name, value in _pairs(plan)))


def _counting(
    request: Request, site: Site, run: ImportRun, plan: UndoPlan, *, status: int = 200
) -> Response:
    return render(
        request,
        site,
        "imports/undo_counting.html",
        status=status,
        run=run,
        told=_told(request, plan),
        done=plan.counts.rows,
        total=run.counts.rows,
    )


def _page(
    request: Request, site: Site, run: ImportRun, *, status: int = 200, stale: bool = False
) -> Response:
    plan = _planned(site, run)
    if plan.next_row:
        return _counting(request, site, run, plan, status=status)
    more = make_cursor(plan.kept[PAGE - 1].row) if len(plan.kept) > PAGE else None
    page = Page(plan.kept[:PAGE], more)
    return _question(request, site, run, plan, page=page, status=status, stale=stale)


def _kept_page(site: Site, plan: UndoPlan, after: str) -> Page[Kept]:
    """Return some of those who stay, as far as a request gets."""
    until = time.monotonic() + driving.SECONDS
    found: list[Kept] = []
    following: Cursor | None = after or None
    while True:
        room = PAGE - len(found)
        page = site.book.imports.undo_kept(plan, after=following, limit=room, most=AT_ONCE)
        found += page.items
        following = page.next
        if following is None or len(found) >= PAGE or time.monotonic() >= until:
            return Page(tuple(found), following)


def _question(
    request: Request,
    site: Site,
    run: ImportRun,
    plan: UndoPlan,
    *,
    page: Page[Kept] | None = None,
    status: int = 200,
    stale: bool = False,
) -> Response:
    locale = Locale.of(site.book.settings, request.language)
    if page is None:
        page = _kept_page(site, plan, request.query.get("after"))
    counts = attrs.asdict(plan.counts)
    return render(
        request,
        site,
        "imports/undo.html",
        status=status,
        run=run,
        told=_told(request, plan),
        stale=stale,
        counts=[(name, number) for name, number in counts.items() if number],
        kept=kept_lines(site, page.items, locale),
        next_page=_told(request, plan).with_("after", page.next) if page.next else None,
    )


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
            shown = _as_told(request, run)
            site.book.imports.undo(shown, by=request.by, refuse_if_touched=True, progress=turn)
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


def _shown(request: Request, told: Fields, run: ImportRun) -> UndoPlan | None:
    """Return the plan that a form or an address shows; one that has begun needs none.

    None for figures that no page of ours has told this reader: they are counted anew.
    """
    if run.state is RunState.UNDOING:
        planned = run.undo.planned if run.undo else None
        return UndoPlan(run.id, 0, planned or UndoCounts())
    numbers = {field.name: told.number(field.name) for field in attrs.fields(UndoCounts)}
    seq, run_hash, following = told.number("seq"), told.get("run_hash"), told.number("next_row")
    counts = UndoCounts(**numbers)
    plan = UndoPlan(run.id, seq, counts, run_hash=run_hash, next_row=following)
    return plan if is_sealed(request, told, *_words(plan)) else None


def _as_told(request: Request, run: ImportRun) -> UndoPlan:
    """Return the plan of a form.

    Raises:
        StalePlanError: It is none that a page of ours has told this reader.
    """
    plan = _shown(request, request.form, run)
    if plan is None:
        raise StalePlanError("the form is not the one that was shown", "look once more")
    return plan


_UNDO = "/imports/runs/{run_id}/undo"
ROUTES = (
    Route("GET", _UNDO, Permission.UNDO, show),
    Route("POST", _UNDO, Permission.UNDO, undo),
    Route("POST", f"{_UNDO}/count", Permission.UNDO, count),
)
