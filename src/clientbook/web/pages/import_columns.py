"""An import's second step: what each column of the file is, and how its rows are imported."""

from typing import Any

import attrs

from clientbook.domain.imports import ImportMode
from clientbook.domain.settings import OnBadValue
from clientbook.errors import MappingError, ReadError, RecordNotFoundError, UndecidedColumnError
from clientbook.importing.mapping import Mapping, Reason
from clientbook.importing.tables import Table
from clientbook.importing.templates import apply_template
from clientbook.messages.catalogue import render as render_message
from clientbook.web.exchange import Fields, Permission, Request, Response, whole_number
from clientbook.web.forms.columns import (
    AT_ONCE,
    DATE_ORDERS,
    column_fields,
    read_columns_form,
    requirement_words,
    shown_target,
    target_groups,
)
from clientbook.web.locales import Locale
from clientbook.web.pages.import_counting import counted
from clientbook.web.pages.imports import kept_file, open_kept, show_gone, with_table
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import FileReading, KeptFile

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ENCODINGS = {"utf_8": "utf-8", "cp1252": "cp1252", "mac_roman": "mac-roman"}
FINDINGS = 20
"""Findings that are listed; a file may have thousands."""


def show(request: Request, site: Site) -> Response:
    """Show the columns with their values and what they become."""
    try:
        _, kept = kept_file(request, site)
    except RecordNotFoundError:
        return show_gone(request, site)
    return _page(request, site, kept, open_kept(site, kept), first=_first(request.query))


def _first(fields: Fields) -> int:
    number = fields.number("first")
    return number - number % AT_ONCE


def _page(
    request: Request,
    site: Site,
    kept: KeptFile,
    table: Table,
    *,
    first: int = 0,
    status: int = 200,
    wrong: dict[int, str] | None = None,
    problems: tuple[str, ...] = (),
    refusal: ReadError | MappingError | None = None,
) -> Response:
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    definitions = book.attributes.list()
    fields = column_fields(
        table,
        Mapping.from_json(kept.mapping),
        first,
        locale,
        known=frozenset(d.key for d in definitions),
        wrong=wrong or {},
    )
    return render(
        request,
        site,
        "imports/columns.html",
        status=status,
        kept=kept,
        fields=fields,
        shown_target=shown_target,
        groups=target_groups(book.settings, definitions, locale),
        new_attributes=book.settings.imports.new_attributes,
        needs=requirement_words(book.settings, locale),
        first=first,
        at_once=AT_ONCE,
        columns=len(table.header),
        problems=problems,
        refusal=refusal,
        **_file_words(table, locale),
        new_titles=_new_titles(Mapping.from_json(kept.mapping)),
        delimiters=tuple(DELIMITERS),
        encodings=tuple(ENCODINGS),
        reading=_reading_values(kept.reading),
        date_orders=DATE_ORDERS,
        modes=tuple(ImportMode),
        bad_values=tuple(OnBadValue),
        templates=[template.name for template in book.imports.templates()],
    )


def _file_words(table: Table, locale: Locale) -> dict[str, Any]:
    """Return what the page of the columns says of the file itself."""
    found = table.findings[:FINDINGS]
    return {
        "findings": [render_message(finding, locale.language).problem for finding in found],
        "findings_left": max(0, len(table.findings) - FINDINGS),
        "kind": table.source.kind,
        "sheets": table.source.sheets,
        "sheet": table.source.sheet,
    }


def _new_titles(mapping: Mapping) -> tuple[str, ...]:
    """Return the titles that a saved template does not know, where one was found for the file."""
    templated = any(column.reason is Reason.SAVED_TEMPLATE for column in mapping)
    return tuple(c.header for c in mapping if c.target is None) if templated else ()


def _reading_values(reading: FileReading) -> dict[str, str]:
    """Return what the form shows of how a file is read."""
    return {
        "header": {None: "", True: "yes", False: "no"}[reading.header],
        "sheet": str(reading.sheet or ""),
        "encoding": next((k for k, v in ENCODINGS.items() if v == reading.encoding), ""),
        "delimiter": next((k for k, v in DELIMITERS.items() if v == reading.delimiter), ""),
    }


def read_again(request: Request, site: Site) -> Response:
    """Read the file in another way; what its columns are is suggested anew."""
    uploads, kept = kept_file(request, site)
    form = request.form
    reading = FileReading(
        header={"yes": True, "no": False}.get(form.get("header")),
        sheet=whole_number(form.get("sheet")),
        encoding=ENCODINGS.get(form.get("encoding")),
        delimiter=DELIMITERS.get(form.get("delimiter")),
    )
    tried = attrs.evolve(kept, reading=reading)
    try:
        uploads.save(with_table(site, tried, open_kept(site, tried)))
    except ReadError as error:
        return _page(request, site, kept, open_kept(site, kept), status=422, refusal=error)
    return redirect(request, "/imports/files/{file_id}", file_id=kept.id)


def save(request: Request, site: Site) -> Response:
    """Keep what was chosen; then go on to what the form asked for.

    ``act`` is ``look`` (what would change), ``template`` (save the choices under a name),
    ``apply`` (use a saved template), or the position of another page of columns.
    """
    uploads, kept = kept_file(request, site)
    table, locale = open_kept(site, kept), Locale.of(site.book.settings, request.language)
    form = request.form
    mapping, wrong = read_columns_form(Mapping.from_json(kept.mapping), form, locale)
    first = _first(form)
    kept = attrs.evolve(_with_rules(kept, form).unplanned(), mapping=mapping.to_json())
    uploads.save(kept)
    if wrong:
        return _page(request, site, kept, table, first=first, status=422, wrong=wrong)
    try:
        return _act(request, site, kept, table)
    except UndecidedColumnError:
        return _undecided(request, site, kept, table, mapping)
    except MappingError as error:
        return _page(request, site, kept, table, first=first, status=422, refusal=error)


def _act(request: Request, site: Site, kept: KeptFile, table: Table) -> Response:
    uploads, _ = kept_file(request, site)
    form, act = request.form, request.form.get("act")
    if act == "look":
        if titles := _new_titles(Mapping.from_json(kept.mapping)):
            raise UndecidedColumnError(titles)  # asked even where other columns are left aside
        uploads.save(counted(site, uploads, kept, table))
        return redirect(request, "/imports/files/{file_id}/plan", file_id=kept.id)
    if act == "template":
        mapping, name = Mapping.from_json(kept.mapping), form.get("template_name")
        source = kept.source or None
        site.book.imports.save_template(name, mapping, table, source=source, by=request.by)
        return _at(request, kept, _first(form), done="template_saved")
    if act == "apply":
        uploads.save(_applied(site, kept, table, form.get("template")))
        return _at(request, kept, _first(form))
    if act.startswith("to-"):
        return _at(request, kept, _first(Fields({"first": act.removeprefix("to-")})))
    return _at(request, kept, _first(form), done="saved")


def _with_rules(kept: KeptFile, form: Fields) -> KeptFile:
    modes = {mode.value: mode for mode in ImportMode}
    bad_values = {choice.value: choice for choice in OnBadValue}
    return attrs.evolve(
        kept,
        mode=modes.get(form.get("mode"), kept.mode),
        source=form.get("source"),
        on_bad_value=bad_values.get(form.get("on_bad_value")),
    )


def _at(request: Request, kept: KeptFile, first: int, *, done: str = "") -> Response:
    """Go to a page of the columns."""
    query = Fields([("first", str(first))] if first else ())
    return redirect(request, "/imports/files/{file_id}", query=query, done=done, file_id=kept.id)


def _applied(site: Site, kept: KeptFile, table: Table, name: str) -> KeptFile:
    """Return a file mapped as a template says; what it does not know is suggested beside it."""
    for template in site.book.imports.templates():
        if template.name == name:
            guess = site.book.imports.suggest(table)
            mapping = apply_template(template, table).with_alternatives(guess)
            return attrs.evolve(kept, mapping=mapping.to_json())
    return kept


def _undecided(
    request: Request, site: Site, kept: KeptFile, table: Table, mapping: Mapping
) -> Response:
    """Show the first page that has a column nobody decided, and name them all."""
    locale = Locale.of(site.book.settings, request.language)
    places = [i for i, column in enumerate(mapping) if column.target is None]
    titles = ", ".join(title[:40] for title in mapping.undecided[:10])
    return _page(
        request,
        site,
        kept,
        table,
        first=places[0] - places[0] % AT_ONCE,
        status=422,
        wrong={index: locale.t("imports.reason_undecided") for index in places},
        problems=(locale.n("imports.undecided", len(places), titles=titles),),
    )


_FILE = "/imports/files/{file_id}"
ROUTES = (
    Route("GET", _FILE, Permission.IMPORT, show),
    Route("POST", _FILE, Permission.IMPORT, save),
    Route("POST", f"{_FILE}/reading", Permission.IMPORT, read_again),
)
