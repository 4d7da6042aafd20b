"""Imports: files that come in, the history, what to download."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import attrs

from clientbook.domain.imports import ImportRun
from clientbook.errors import ReadError, RecordNotFoundError
from clientbook.importing.mapping import Mapping
from clientbook.importing.tables import Table
from clientbook.importing.templates import MappingTemplate, apply_template
from clientbook.web.downloads import download_table, table_kind
from clientbook.web.exchange import Permission, Request, Response
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import MEBIBYTE, Route, Site
from clientbook.web.uploads import KeptFile, Uploads, clean_uploads


def show(request: Request, site: Site) -> Response:
    """Show where a file comes in, the files that wait, and the imports so far."""
    return _page(request, site)


def _page(
    request: Request, site: Site, *, status: int = 200, refusal: ReadError | str | None = None
) -> Response:
    uploads, settings = Uploads.of(site), site.book.settings.imports
    files = () if uploads is None else uploads.all(now=site.book.context.clock())
    return render(
        request,
        site,
        "imports/history.html",
        status=status,
        refusal=None if isinstance(refusal, str) else refusal,
        problem=refusal if isinstance(refusal, str) else "",
        can_upload=uploads is not None,
        most=site.max_upload_bytes // MEBIBYTE,
        files=[kept for kept in files if not kept.run_id],
        runs=site.book.imports.runs(),
        days=settings.history_days,
    )


def show_gone(request: Request, site: Site) -> Response:
    """Show the imports to somebody who comes back to a file that was imported or removed."""
    return _page(request, site, status=404, refusal="imports.file_not_here")


def receive(request: Request, site: Site) -> Response:
    """Keep the file that came, once it can be read; then ask what its columns are."""
    clean_uploads(site)
    uploads, upload = Uploads.of(site), request.files.get("file")
    if uploads is None:
        return _page(request, site, status=409)
    if upload is None:
        return _page(request, site, status=422, refusal="imports.no_file")
    now, like = site.book.context.clock(), request.form.get("like")
    if like:
        site.book.imports.get(like)
    try:
        kept = uploads.receive(
            upload, by=request.by.id, now=now, most=site.max_upload_bytes, like=like
        )
    except ReadError as error:
        return _page(request, site, status=413, refusal=error)
    try:
        uploads.save(with_table(site, kept, open_kept(site, kept)))
    except ReadError as error:
        uploads.remove(kept.id)
        return _page(request, site, status=422, refusal=error)
    except BaseException:
        uploads.remove(kept.id)
        raise
    return redirect(request, "/imports/files/{file_id}", file_id=kept.id)


def discard(request: Request, site: Site) -> Response:
    """Remove a file that was not imported, if it is there."""
    with suppress(RecordNotFoundError):
        uploads, kept = kept_file(request, site)
        uploads.remove(kept.id)
    return redirect(request, "/imports", done="file_removed")


def template(request: Request, site: Site) -> Response:
    """Give an empty file to fill in."""
    kind = table_kind(request.query.get("format"), usual="xlsx")
    write = partial(site.book.imports.template, format=kind, language=request.language)
    return download_table("template", kind, write)


# -- what the other pages of imports ask for ------------------------------------------------------


def kept_file(request: Request, site: Site) -> tuple[Uploads, KeptFile]:
    """Return the file of the address, not one whose import has begun.

    Raises:
        RecordNotFoundError: It is not there, or too old.
    """
    file_id = request.params["file_id"]
    uploads = Uploads.of(site)
    if uploads is None:
        raise RecordNotFoundError("file", file_id)
    return uploads, uploads.get(file_id, now=site.book.context.clock())


def open_kept(site: Site, kept: KeptFile) -> Table:
    """Open a file as it is to be read, under the name its sender gave it.

    Raises:
        ReadError: It cannot be read so.
    """
    uploads = Uploads.of(site)
    if uploads is None:
        raise RecordNotFoundError("file", kept.id)
    reading = kept.reading
    chosen: dict[str, object] = {
        "header": reading.header,
        "sheet": reading.sheet,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
    }
    options = {name: value for name, value in chosen.items() if value is not None}
    if reading.header is False:
        options["header_row"] = None  # the book's own would say that there are titles
    table = site.book.imports.open(uploads.path(kept.id), **options)
    table.source = attrs.evolve(table.source, name=kept.name or None)
    return table


def with_table(site: Site, kept: KeptFile, table: Table) -> KeptFile:
    """Return a file with what a fresh look at its table suggests, and no plan."""
    mapping = _suggestion(site, kept, table)
    return attrs.evolve(kept.unplanned(), rows=table.row_count, mapping=mapping.to_json())


def _suggestion(site: Site, kept: KeptFile, table: Table) -> Mapping:
    """Return what the columns may mean; of mended rows, what their import took them for."""
    if not kept.like:
        return site.book.imports.suggest(table)
    before = Mapping.from_json(site.book.imports.get(kept.like).mapping)
    same = MappingTemplate("mended", table.header_fingerprint, before)
    mapping = apply_template(same, table)
    if mapping.undecided:
        mapping = mapping.with_alternatives(site.book.imports.suggest(table))
    return mapping


def undo_until(site: Site, run: ImportRun) -> datetime:
    """Return until when an import can be undone."""
    return run.created_at + timedelta(days=site.book.settings.imports.history_days)


ROUTES = (
    Route("GET", "/imports", Permission.IMPORT, show),
    Route("POST", "/imports", Permission.IMPORT, receive),
    Route("GET", "/imports/template", Permission.IMPORT, template),
    Route("POST", "/imports/files/{file_id}/discard", Permission.IMPORT, discard),
)
