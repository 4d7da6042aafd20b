"""An import's third step: what would change, page by page; then it begins."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import attrs

from clientbook.book.imports.previewing import RowDifference
from clientbook.book.pages import Page
from clientbook.convert.json import from_json
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.imports import ImportRun, OutcomeKind, RunState
from clientbook.errors import (
    ImportStateError,
    OperationCancelledError,
    RecordNotFoundError,
    StalePlanError,
)
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Table
from clientbook.messages.catalogue import render as render_message
from clientbook.messages.issues import Issue
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.import_counting import (
    counted,
    counted_again,
    is_counted,
    shown_as,
    told,
)
from clientbook.web.pages.imports import kept_file, open_kept, show_gone
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import KeptFile
from clientbook.web.values import title_of_field, value_lines

_FILE = "/imports/files/{file_id}"
PAGE = 50
"""Rows of a page of differences."""

_WITH_FIELDS = (
    OutcomeKind.UPDATED,
    OutcomeKind.CREATED,
    OutcomeKind.ATTACHED,
    OutcomeKind.DUPLICATE_IN_FILE,
)
_WITH_REASONS = (OutcomeKind.DUPLICATE_IN_FILE, OutcomeKind.REVIEW, OutcomeKind.REJECTED)
_TABS = (*_WITH_FIELDS, OutcomeKind.REVIEW, OutcomeKind.REJECTED)
_SILENT = (OutcomeKind.UNCHANGED, OutcomeKind.SKIPPED)


def show(request: Request, site: Site) -> Response:
    """Show what would change, or how far the file has been counted."""
    try:
        uploads, kept = kept_file(request, site)
    except RecordNotFoundError:
        return show_gone(request, site)
    if not kept.plan:
        return redirect(request, "/imports/files/{file_id}", file_id=kept.id)
    if not is_counted(kept):
        return _counting(request, site, kept)
    table = open_kept(site, kept)
    try:
        return _page(request, site, kept, table)
    except StalePlanError:
        return _shown(request, site, counted_again(site, uploads, kept, table), table)


def _counting(request: Request, site: Site, kept: KeptFile, *, status: int = 200) -> Response:
    counts = from_json(ImportPlan, kept.plan).counts
    page = "imports/counting.html"
    return render(request, site, page, status=status, kept=kept, counts=counts, again=kept.again)


def _shown(
    request: Request, site: Site, kept: KeptFile, table: Table, *, status: int = 200
) -> Response:
    """Show a file with its plan, or how far it has been counted."""
    if not is_counted(kept):
        return _counting(request, site, kept, status=status)
    return _page(request, site, kept, table, status=status)


def count(request: Request, site: Site) -> Response:
    """Count a file for a moment, on from where it stands."""
    uploads, kept = kept_file(request, site)
    if kept.plan and not is_counted(kept):
        with uploads.working(kept.fingerprint) as lease:
            if lease is not None:  # else another request counts, and shows how far it is
                _, kept = kept_file(request, site)
                uploads.save(counted(site, uploads, kept, open_kept(site, kept)))
    return redirect(request, f"{_FILE}/plan", file_id=kept.id)


def _page(
    request: Request,
    site: Site,
    kept: KeptFile,
    table: Table,
    *,
    again: str = "",
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
    rows, following = _differences(request, site, kept, (plan, table), kind)
    samples = [s for s in plan.samples if s.kind is kind and kind in _WITH_REASONS]
    good = counts.rows - counts.review - counts.rejected
    return render(
        request,
        site,
        "imports/plan.html",
        status=status,
        kept=kept,
        plan=plan,
        shown=shown_as(plan),
        again=kept.again or again,
        numbers=numbers,
        tabs=tabs,
        silent=[k for k in _SILENT if numbers[k.value]],
        kind=kind,
        rows=rows,
        next_page=_next_page(kind, following),
        is_first="after" not in request.query,
        samples=[(s.row, issue_lines(s.issues, locale)) for s in samples],
        warnings=issue_lines(plan.warnings, locale),
        new_attributes=[d.name for d in plan.new_attributes],
        left_out=plan.mapping.left_out,
        good=good,
    )


def _next_page(kind: OutcomeKind | None, after: str) -> Fields | None:
    return Fields((("outcome", kind.value), ("after", after))) if kind and after else None


def issue_lines(issues: Sequence[Issue], locale: Locale) -> list[str]:
    """Return what is said of a row or a column, each with the column it concerns."""
    lines = []
    for issue in issues:
        text = str(render_message(issue, locale.language, plain=True))
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
    request: Request,
    site: Site,
    kept: KeptFile,
    shown: tuple[ImportPlan, Table],
    kind: OutcomeKind | None,
) -> tuple[list[DifferenceRow], str]:
    """Return a page of rows that change something, and where the next page begins."""
    if kind not in _WITH_FIELDS:
        return [], ""
    plan, table = shown
    uploads, _ = kept_file(request, site)
    page = site.book.imports.preview(
        plan,
        outcome=kind,
        limit=PAGE,
        table=table,
        after=request.query.get("after") or None,
        keep=uploads.findings(kept.id),
    )
    locale = Locale.of(site.book.settings, request.language)
    return _rows_of(page, site, locale, plan.new_attributes), page.next or ""


def _rows_of(
    page: Page[RowDifference], site: Site, locale: Locale, new: Sequence[AttributeDefinition]
) -> list[DifferenceRow]:
    clients = site.book.clients.resolve({d.client_id for d in page if d.client_id})
    names = {one.key: one.name for one in (*new, *site.book.attributes.list())}
    rows = []
    for row, found in groupby(page, key=lambda d: d.row):
        differences = list(found)
        client = clients.get(differences[0].client_id or "")
        name = client.profile.display_name if client else _new_name(differences)
        lines = tuple(_line(d, locale, names) for d in differences)
        rows.append(DifferenceRow(row, client.id if client else None, name, lines))
    return rows


def _new_name(differences: Sequence[RowDifference]) -> str:
    name = next((d.after for d in differences if d.field == "name"), None)
    company = next((d.after for d in differences if d.field == "company"), None)
    return name.display if name else company or ""


def _line(
    difference: RowDifference, locale: Locale, names: Mapping[str, str]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if difference.field == "block":
        return locale.t("imports.field_block"), (), (locale.t("clients.blocked"),)
    return (
        title_of_field(difference.field, locale),
        value_lines(difference.before, locale, names),
        value_lines(difference.after, locale, names),
    )


# -- the beginning of the import -------------------------------------------------------------------


def commit(request: Request, site: Site) -> Response:
    """Begin the import of a file as it was shown, and work on it for a moment.

    A form that comes again once the import is done, and its file gone, leads to its report.
    """
    try:
        uploads, kept = kept_file(request, site)
    except RecordNotFoundError:
        done = _done(site, request.form.get("source"))
        return show_gone(request, site) if done is None else to_run(request, done.id)
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
        if not is_counted(kept):
            return redirect(request, f"{_FILE}/plan", file_id=kept.id)
        return _page(request, site, kept, table, again="imports.plan_again", status=409)
    if begun := _begun(site, kept, table):
        uploads.save(attrs.evolve(kept, run_id=begun.id))
        return to_run(request, begun.id, done="import_begun_before")
    try:
        run_id, done = _begin_as_told(site, kept, table, request, turn)
    except StalePlanError:
        _, kept = kept_file(request, site)
        return _shown(request, site, kept, table, status=409)
    if done:
        uploads.remove(kept.id)
    else:
        uploads.save(attrs.evolve(kept, run_id=run_id))
    return to_run(request, run_id)


def to_run(request: Request, run_id: str, *, done: str = "") -> Response:
    """Go to the page of an import."""
    return redirect(request, "/imports/runs/{run_id}", run_id=run_id, done=done)


def _is_as_shown(kept: KeptFile, shown: str) -> bool:
    """True when the form is of the plan that is kept, or of a page that waits for no count."""
    if not kept.plan:
        return False
    return shown == "none" or (
        is_counted(kept) and shown_as(from_json(ImportPlan, kept.plan)) == shown
    )


def _done(site: Site, fingerprint: str) -> ImportRun | None:
    """Return the last import of a file with these bytes."""
    runs = site.book.imports.runs()
    return next((run for run in runs if fingerprint and run.fingerprint == fingerprint), None)


def _begun(site: Site, kept: KeptFile, table: Table) -> ImportRun | None:
    """Return the import of this file that a process began and did not live to name."""
    for run in site.book.imports.runs():
        same = run.fingerprint == kept.fingerprint and run.header == table.header
        if same and run.state is RunState.COMMITTING:
            return run
    return None


def _begin_as_told(
    site: Site, kept: KeptFile, table: Table, request: Request, turn: Turn
) -> tuple[str, bool]:
    """Begin an import whose plan still holds; one that others have written under is made again.

    Where the plan of now says what was shown, there is nothing to ask.  Otherwise it is kept, to
    be shown.  Once an import has begun, each row is decided as the book is when its turn comes.

    Raises:
        StalePlanError: Something else would be done than was shown; nothing was written.
    """
    uploads, _ = kept_file(request, site)
    try:
        return _begin(site, kept, table, request, turn)
    except StalePlanError:
        try:
            before = told(site, uploads, kept, table)
        except StalePlanError:
            before = None
        again = counted_again(site, uploads, kept, table)
        if before is None or not is_counted(again):
            raise
        if told(site, uploads, again, table) != before:
            raise
    return _begin(site, again, table, request, turn)


def _begin(
    site: Site, kept: KeptFile, table: Table, request: Request, turn: Turn
) -> tuple[str, bool]:
    """Return the id of the import that has begun, and whether it is done already.

    Raises:
        StalePlanError: Clients or settings changed since the plan was made; nothing was written.
    """
    plan, looked = from_json(ImportPlan, kept.plan), is_counted(kept)
    if not looked:
        plan = attrs.evolve(plan, counts=None, samples=())
    try:
        run = site.book.imports.commit(
            plan, by=request.by, table=table, refuse_if_touched=looked, progress=turn
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


ROUTES = (
    Route("GET", f"{_FILE}/plan", Permission.IMPORT, show),
    Route("POST", f"{_FILE}/count", Permission.IMPORT, count),
    Route("POST", f"{_FILE}/commit", Permission.IMPORT, commit),
)
