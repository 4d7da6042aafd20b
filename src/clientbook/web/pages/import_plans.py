"""An import's third step: what would change, page by page; then it begins."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import attrs

from clientbook.book.imports.previewing import RowDifference
from clientbook.convert.json import from_json, to_json
from clientbook.domain.imports import ImportRun, OutcomeKind, RunState
from clientbook.errors import ImportStateError, OperationCancelledError, StalePlanError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan, Progress
from clientbook.importing.tables import Table
from clientbook.messages.catalogue import render as render_message
from clientbook.messages.issues import Issue
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.imports import kept_file, open_kept
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import KeptFile
from clientbook.web.values import title_of_field, value_lines

PAGE = 50
"""Rows of a page of differences."""

COUNTED_ROWS = 50_000
"""Largest file whose rows are counted before anything is written: that is one request."""

_WITH_FIELDS = (
    OutcomeKind.UPDATED,
    OutcomeKind.CREATED,
    OutcomeKind.ATTACHED,
    OutcomeKind.DUPLICATE_IN_FILE,
)
_TABS = (*_WITH_FIELDS, OutcomeKind.REVIEW, OutcomeKind.REJECTED)
_SILENT = (OutcomeKind.UNCHANGED, OutcomeKind.SKIPPED)


def make_plan(site: Site, kept: KeptFile, table: Table) -> str:
    """Return the plan of a file as JSON; empty for one too large to be counted in a request.

    Raises:
        UndecidedColumnError: A column has no target and the settings do not skip it.
        MappingError: The mapping cannot be used.
    """
    large = table.row_count > COUNTED_ROWS
    try:
        plan = site.book.imports.plan(
            table, Mapping.from_json(kept.mapping), progress=_stop if large else None, **_how(kept)
        )
    except OperationCancelledError:
        return ""
    return to_json(plan)


def _stop(progress: Progress) -> bool:
    """Stop a plan once its mapping was checked: that comes before any row is counted."""
    return progress.phase != "planning"


def _how(kept: KeptFile) -> dict[str, Any]:
    return {
        "mode": kept.mode,
        "source": kept.source or None,
        "on_bad_value": kept.on_bad_value,
        "like": kept.like or None,
    }


def show(request: Request, site: Site) -> Response:
    """Show what would change."""
    _, kept = kept_file(request, site)
    table = open_kept(site, kept)
    if not kept.plan:
        if table.row_count > COUNTED_ROWS:
            return _large(request, site, kept)
        return redirect(request, "/imports/files/{file_id}", file_id=kept.id)
    try:
        return _page(request, site, kept, table)
    except StalePlanError:
        return _page(request, site, _planned_again(site, kept, table), table, stale=True)


def _large(request: Request, site: Site, kept: KeptFile) -> Response:
    return render(request, site, "imports/large.html", kept=kept)


def _planned_again(site: Site, kept: KeptFile, table: Table) -> KeptFile:
    """Return a file with a plan of now; it is not kept: looking writes nothing."""
    return attrs.evolve(kept, plan=make_plan(site, kept, table))


def _page(
    request: Request,
    site: Site,
    kept: KeptFile,
    table: Table,
    *,
    stale: bool = False,
    status: int = 200,
) -> Response:
    plan, locale = from_json(ImportPlan, kept.plan), Locale.of(site.book.settings, request.language)
    counts = plan.counts
    if counts is None:
        raise StalePlanError("the plan has no counts", "plan again")
    numbers = attrs.asdict(counts)
    tabs = [kind for kind in _TABS if numbers[kind.value]]
    asked = request.query.get("outcome")
    kind = next((k for k in tabs if k.value == asked), tabs[0] if tabs else None)
    rows, following = _differences(site, (plan, table), kind, request.query.get("after"), locale)
    samples = [s for s in plan.samples if s.kind is kind and kind not in _WITH_FIELDS]
    good = sum(n for k, n in numbers.items() if k not in ("review", "rejected"))
    return render(
        request,
        site,
        "imports/plan.html",
        status=status,
        kept=kept,
        plan=plan,
        stale=stale,
        numbers=numbers,
        tabs=tabs,
        silent=[k for k in _SILENT if numbers[k.value]],
        kind=kind,
        rows=rows,
        next_page=Fields({"outcome": kind.value, "after": following})
        if kind and following
        else None,
        is_first="after" not in request.query,
        samples=[(s.row, issue_lines(s.issues, locale)) for s in samples],
        warnings=issue_lines(plan.warnings, locale),
        new_attributes=[d.name for d in plan.new_attributes],
        good=good,
        refused=numbers["review"] + numbers["rejected"],
    )


def issue_lines(issues: Sequence[Issue], locale: Locale) -> list[str]:
    """Return what is said of a row or a column, each with the column it concerns."""
    lines = []
    for issue in issues:
        text = str(render_message(issue, locale.language))
        where = locale.t("imports.in_column", column=issue.column, text=text)
        lines.append(where if issue.column else text[:1].upper() + text[1:])
    return lines


@attrs.frozen
class DifferenceRow:
    """A row of a file and what it would change.

    Args:
        row: Its number.
        client_id: The client it belongs to, None for a new one.
        name: Of the person.
        lines: Title of each field, its lines before and after.
    """

    row: int
    client_id: str | None
    name: str = attrs.field(repr=False)
    lines: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = attrs.field(repr=False)


def _differences(
    site: Site,
    shown: tuple[ImportPlan, Table],
    kind: OutcomeKind | None,
    after: str,
    locale: Locale,
) -> tuple[list[DifferenceRow], str]:
    plan, table = shown
    if kind not in _WITH_FIELDS:
        return [], ""
    page = site.book.imports.preview(
        plan, outcome=kind, table=table, after=after or None, limit=PAGE
    )
    ids = {d.client_id for d in page if d.client_id}
    clients = site.book.clients.resolve(ids)
    rows = []
    for row, found in groupby(page, key=lambda d: d.row):
        differences = list(found)
        client = clients.get(differences[0].client_id or "")
        name = client.profile.display_name if client else _new_name(differences)
        lines = tuple(_line(d, locale) for d in differences)
        rows.append(DifferenceRow(row, client.id if client else None, name, lines))
    return rows, page.next or ""


def _new_name(differences: Sequence[RowDifference]) -> str:
    name = next((d.after for d in differences if d.field == "name"), None)
    company = next((d.after for d in differences if d.field == "company"), None)
    return name.display if name else company or ""


def _line(
    difference: RowDifference, locale: Locale
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if difference.field == "block":
        return locale.t("imports.field_block"), (), (locale.t("clients.blocked"),)
    return (
        title_of_field(difference.field, locale),
        value_lines(difference.before, locale),
        value_lines(difference.after, locale),
    )


# -- the beginning of the import -------------------------------------------------------------------


def commit(request: Request, site: Site) -> Response:
    """Begin the import of a file as it was shown, and work on it for a moment."""
    uploads, kept = kept_file(request, site)
    with uploads.working(kept.fingerprint) as lease:
        if lease is None:  # a second click: the first is at work
            return redirect(request, "/imports", done="import_begun")
        return _commit(request, site, Turn(lease))


def _commit(request: Request, site: Site, turn: Turn) -> Response:
    uploads, kept = kept_file(request, site)  # whoever worked before may have begun it
    if kept.run_id:
        return to_run(request, kept.run_id)
    table = open_kept(site, kept)
    if not _is_as_shown(kept, request.form.get("plan")):
        if not kept.plan:
            return redirect(request, "/imports/files/{file_id}", file_id=kept.id)
        return _page(request, site, kept, table, stale=True, status=409)
    if begun := _begun(site, kept, table):
        uploads.save(attrs.evolve(kept, run_id=begun.id))
        return to_run(request, begun.id, done="import_begun_before")
    try:
        run_id, done = _begin(site, kept, table, request, turn)
    except StalePlanError:
        kept = _planned_again(site, kept, table)
        uploads.save(kept)
        return _page(request, site, kept, table, stale=True, status=409)
    if done:
        uploads.remove(kept.id)
    else:
        uploads.save(attrs.evolve(kept, run_id=run_id))
    return to_run(request, run_id)


def to_run(request: Request, run_id: str, *, done: str = "") -> Response:
    """Go to the page of an import."""
    return redirect(request, "/imports/runs/{run_id}", run_id=run_id, done=done)


def _is_as_shown(kept: KeptFile, shown: str) -> bool:
    """True when the form is of the plan that is kept, or of a file that has none."""
    if not kept.plan:
        return shown == "none" and kept.rows > COUNTED_ROWS
    return from_json(ImportPlan, kept.plan).hash == shown


def _begun(site: Site, kept: KeptFile, table: Table) -> ImportRun | None:
    """Return the import of this file that a process began and did not live to name."""
    for run in site.book.imports.runs():
        same = run.fingerprint == kept.fingerprint and run.header == table.header
        if same and run.state is RunState.COMMITTING:
            return run
    return None


def _begin(
    site: Site, kept: KeptFile, table: Table, request: Request, turn: Turn
) -> tuple[str, bool]:
    """Return the id of the import that has begun, and whether it is done already."""
    try:
        if kept.plan:
            plan = from_json(ImportPlan, kept.plan)
            run = site.book.imports.commit(plan, by=request.by, table=table, progress=turn)
        else:
            run = site.book.imports.run(
                table, Mapping.from_json(kept.mapping), by=request.by, progress=turn, **_how(kept)
            )
    except OperationCancelledError as stopped:
        if stopped.run_id is None:
            raise
        return stopped.run_id, False
    except ImportStateError:
        # Somebody went on with it in the moment it began: it is theirs now.
        begun = _begun(site, kept, table)
        if begun is None:
            raise
        return begun.id, False
    return run.id, True


_FILE = "/imports/files/{file_id}"
ROUTES = (
    Route("GET", f"{_FILE}/plan", Permission.IMPORT, show),
    Route("POST", f"{_FILE}/commit", Permission.IMPORT, commit),
)
