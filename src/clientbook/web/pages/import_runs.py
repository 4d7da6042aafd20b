"""An import that has begun: driven from page to page, reported, its refused rows given back."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

import attrs

from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome, RunState
from clientbook.errors import ImportStateError, OperationCancelledError, ReadError
from clientbook.web.downloads import download_table, table_kind
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.import_kept import kept_lines
from clientbook.web.pages.import_plans import issue_lines, to_run
from clientbook.web.pages.imports import open_kept, undo_until
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import MEBIBYTE, Route, Site
from clientbook.web.uploads import FileReading, KeptFile, Uploads, clean_uploads

REFUSED = 50
"""Refused rows that a page shows; the file has all."""

KEPT = 50
"""Clients of a page of those that an undo has kept."""

_SHEETS = 20
_ACTIVE = (RunState.COMMITTING, RunState.UNDOING)


def show(request: Request, site: Site) -> Response:
    """Show how far an import has come, or what became of it."""
    return _page(request, site, site.book.imports.get(request.params["run_id"]))


def _page(request: Request, site: Site, run: ImportRun, **values: Any) -> Response:
    if run.state in _ACTIVE:
        return _progress(request, site, run, **values)
    return _report(request, site, run)


def _progress(
    request: Request,
    site: Site,
    run: ImportRun,
    *,
    status: int = 200,
    refusal: ReadError | None = None,
    other_file: bool = False,
) -> Response:
    uploads, kept = Uploads.of(site), _kept(site, run)
    undoing = run.state is RunState.UNDOING
    if undoing:
        done, total = (run.undo.counts.rows if run.undo else 0), run.counts.rows
    else:
        planned = run.planned.rows if run.planned is not None else 0
        done, total = run.counts.rows, kept.rows if kept is not None else planned
    return render(
        request,
        site,
        "imports/progress.html",
        status=status,
        run=run,
        kept=kept,
        undoing=undoing,
        done=done,
        total=total,
        can_upload=uploads is not None,
        most=site.max_upload_bytes // MEBIBYTE,
        elsewhere="elsewhere" in request.query,
        refusal=refusal,
        other_file=other_file,
    )


def _kept(site: Site, run: ImportRun) -> KeptFile | None:
    uploads = Uploads.of(site)
    return None if uploads is None else uploads.of_run(run, now=site.book.context.clock())


def _report(request: Request, site: Site, run: ImportRun) -> Response:
    locale = Locale.of(site.book.settings, request.language)
    numbers = attrs.asdict(run.counts)
    kept = site.book.imports.kept(run.id, after=request.query.get("kept") or None, limit=KEPT)
    refused = list(islice(_outcomes(site, run, OutcomeKind.REJECTED), REFUSED))
    return render(
        request,
        site,
        "imports/report.html",
        run=run,
        numbers=numbers,
        kinds=[kind for kind in OutcomeKind if numbers[kind.value]],
        differences=run.differences,
        refused=[refused_row(run, outcome, locale) for outcome in refused],
        until=undo_until(site, run),
        kept=kept_lines(site, kept.items, locale),
        next_kept=Fields({"kept": kept.next}) if kept.next else None,
        can_upload=Uploads.of(site) is not None,
        most=site.max_upload_bytes // MEBIBYTE,
    )


def _outcomes(site: Site, run: ImportRun, kind: OutcomeKind) -> Iterator[RowOutcome]:
    return site.book.imports.outcomes(run.id, kinds=(kind,))


@attrs.frozen
class RefusedRow:
    """A row that was not imported.

    Args:
        row: Its number.
        reasons: Every reason in words.
        cells: Title and value of each cell that holds something, as they were sent.
    """

    row: int
    reasons: tuple[str, ...]
    cells: tuple[tuple[str, str], ...] = attrs.field(repr=False)


def refused_row(run: ImportRun, outcome: RowOutcome, locale: Locale) -> RefusedRow:
    """Return a row with its cells beside the titles of its file."""
    titles = (*run.header, *("",) * (len(outcome.cells) - len(run.header)))
    cells = tuple((t, c) for t, c in zip(titles, outcome.cells, strict=False) if c.strip())
    return RefusedRow(outcome.row, tuple(issue_lines(outcome.issues, locale)), cells)


# -- driving ---------------------------------------------------------------------------------------


def go_on(request: Request, site: Site) -> Response:
    """Work on an import for a moment, then show how far it has come."""
    run = site.book.imports.get(request.params["run_id"])
    uploads = Uploads.of(site)
    if run.state is not RunState.COMMITTING:
        return to_run(request, run.id)
    if uploads is None:
        return _progress(request, site, run, status=409)
    with uploads.working(run.fingerprint) as lease:
        if lease is None:
            return elsewhere(request, run)
        return _work(request, site, uploads, Turn(lease))


def _work(request: Request, site: Site, uploads: Uploads, turn: Turn) -> Response:
    run = site.book.imports.get(request.params["run_id"])  # whoever worked before may have ended it
    if run.state is not RunState.COMMITTING:
        return to_run(request, run.id)
    kept = _kept(site, run)
    if kept is None:
        return _progress(request, site, run, status=409)
    try:
        site.book.imports.resume(run.id, open_kept(site, kept), by=request.by, progress=turn)
    except OperationCancelledError:
        return to_run(request, run.id)
    except ImportStateError:
        return _moved(request, site, run)
    uploads.remove(kept.id)
    return to_run(request, run.id)


def _moved(request: Request, site: Site, before: ImportRun) -> Response:
    """Answer where another process goes on with an import: it is looked at again.

    Raises:
        ImportStateError: Nobody has worked on it: it is refused for what it is.
    """
    now = site.book.imports.get(before.id)
    if now == before:
        raise ImportStateError("the import cannot go on like this", "end it, or undo it")
    return elsewhere(request, now)


def elsewhere(request: Request, run: ImportRun) -> Response:
    """Go to an import on which somebody else works right now."""
    query = Fields({"elsewhere": "1"})
    return redirect(request, "/imports/runs/{run_id}", query=query, run_id=run.id)


def file_again(request: Request, site: Site) -> Response:
    """Take the file of an import again, where this server does not have it; no other one."""
    clean_uploads(site)
    run = site.book.imports.get(request.params["run_id"])
    uploads, upload = Uploads.of(site), request.files.get("file")
    if run.state is not RunState.COMMITTING:
        return to_run(request, run.id)
    if uploads is None or upload is None:
        return _progress(request, site, run, status=422)
    now = site.book.context.clock()
    try:
        kept = uploads.receive(upload, by=request.by.id, now=now, most=site.max_upload_bytes)
    except ReadError as error:
        return _progress(request, site, run, status=413, refusal=error)
    if kept.fingerprint != run.fingerprint:
        uploads.remove(kept.id)
        return _progress(request, site, run, status=409, other_file=True)
    kept = attrs.evolve(kept, run_id=run.id)
    for reading in _readings(run):
        tried = attrs.evolve(kept, reading=reading)
        try:
            table = open_kept(site, tried)
        except ReadError:
            continue
        if table.header == run.header:
            uploads.save(attrs.evolve(tried, rows=table.row_count))
            return to_run(request, run.id)
    uploads.remove(kept.id)
    return _progress(request, site, run, status=409, other_file=True)


def _readings(run: ImportRun) -> Iterator[FileReading]:
    """Yield how a file may have been read: the run says what its titles were."""
    for delimiter in dict.fromkeys((None, run.delimiter)):
        yield FileReading(delimiter=delimiter)
        yield FileReading(delimiter=delimiter, header=False)
        yield FileReading(delimiter=delimiter, header=True)
    yield from (FileReading(sheet=n) for n in range(1, _SHEETS + 1))


def abandon(request: Request, site: Site) -> Response:
    """End an import as it stands, if it has not ended so already."""
    run = site.book.imports.get(request.params["run_id"])
    if run.state is not RunState.ABANDONED:
        run = site.book.imports.abandon(run.id, by=request.by)
    clean_uploads(site)
    return to_run(request, run.id, done="import_ended")


# -- refused rows ----------------------------------------------------------------------------------


def rejects(request: Request, site: Site) -> Response:
    """Give the rows that were refused or wait, with every reason, as a file."""
    kind = table_kind(request.query.get("format"), usual="xlsx")
    run = site.book.imports.get(request.params["run_id"])
    write = partial(site.book.imports.write_rejects, run.id, format=kind)
    return download_table("refused", kind, write)


_RUN = "/imports/runs/{run_id}"
ROUTES = (
    Route("GET", _RUN, Permission.IMPORT, show, also=(Permission.UNDO,)),
    Route("POST", f"{_RUN}/continue", Permission.IMPORT, go_on),
    Route("POST", f"{_RUN}/file", Permission.IMPORT, file_again),
    Route("POST", f"{_RUN}/abandon", Permission.IMPORT, abandon),
    Route("GET", f"{_RUN}/rejects", Permission.IMPORT, rejects),
)
