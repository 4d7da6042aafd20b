"""Commands about imports: import, imports, undo, template."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from clientbook.book import ClientBook
from clientbook.cli.import_views import (
    Ticker,
    import_document,
    run_document,
    show_counts,
    show_issues,
    show_mapping,
    show_runs,
    show_warnings,
)
from clientbook.cli.options import (
    ACTOR,
    DEFAULT_BOOK,
    BookOption,
    JsonOption,
    Language,
    LanguageOption,
    Preset,
    PresetOption,
    RegionOption,
    book_settings,
    console,
    errors,
    open_book,
)
from clientbook.domain.imports import (
    ImportCounts,
    ImportMode,
    ImportRun,
    OutcomeKind,
    RowOutcome,
    RunState,
)
from clientbook.domain.settings import NO_REGION
from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError, MappingError, UndecidedColumnError
from clientbook.importing.mapping import Mapping
from clientbook.importing.tables import Table
from clientbook.messages.issues import IssueCode
from clientbook.readers.options import ReadOptions
from clientbook.storage.memory import MemoryStore
from clientbook.writers.template import write_template

_SHOWN_REJECTS = 5


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("import")(import_file)
    app.command("imports")(list_imports)
    app.command("rejects")(write_refused)
    app.command("undo")(undo_import)
    app.command("template")(make_template)


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, Excel, ODS or vCard file.")],
    book: BookOption = DEFAULT_BOOK,
    region: RegionOption = NO_REGION,
    preset: PresetOption = Preset.SAFE,
    language: LanguageOption = Language.EN,
    column: Annotated[
        list[str] | None,
        typer.Option("--map", help="'Title=target', such as 'Tel=phone.mobile'; repeatable."),
    ] = None,
    mode: Annotated[ImportMode, typer.Option(help="What rows may do.")] = ImportMode.UPSERT,
    source: Annotated[
        str | None,
        typer.Option(help="Name of the list: its own numbering belongs to it."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where refused rows go (.xlsx or .csv).")
    ] = None,
    as_json: JsonOption = False,
    encoding: Annotated[str | None, typer.Option(help="Of a text file, such as cp1252.")] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="Between the cells of a text file; 'tab' for a tab.")
    ] = None,
    quote: Annotated[str | None, typer.Option(help="Around the cells of a text file.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Name or number of a sheet.")] = None,
    header_row: Annotated[int | None, typer.Option(help="Row of the titles, from 1.")] = None,
    header: Annotated[
        bool | None, typer.Option("--header/--no-header", help="Whether there are titles.")
    ] = None,
) -> None:
    """Import a file into the book."""
    if rejects is not None:
        _check_writable(rejects, "--rejects")
    settings = book_settings(region=region, preset=preset, language=language)
    reading = _reading(encoding, delimiter, quote, sheet, header_row, header)
    table = _open(ClientBook(MemoryStore(), settings=settings), file, reading)
    if dry_run and not book.exists():  # a dry run leaves no file behind
        target = ClientBook(MemoryStore(), settings=settings)
    else:
        target = open_book(book, settings=settings, must_exist=False)
    interrupted = None if dry_run else _interrupted(target, table)
    mapping = _mapping(target, table, column or []).with_source(source)
    if interrupted is not None:
        mapping = Mapping.from_json(interrupted.mapping)
        errors.print(
            f"going on with the import {interrupted.id} after row {interrupted.last_row}, "
            "with the columns and the mode it began with",
            soft_wrap=True,
        )
    if not as_json:
        show_mapping(table, mapping, language)
    run, counts, samples = _import(
        target, table, mapping, mode, dry_run, interrupted, as_json, language
    )
    if rejects is not None and run is None:
        errors.print("a dry run writes no file of refused rows", soft_wrap=True)
    elif rejects is not None and run is not None:
        target.imports.write_rejects(run.id, rejects, format=_format(rejects))
    if as_json:
        console.print_json(json.dumps(import_document(counts, run, mapping)))
        return
    show_counts(counts, title="Would be imported" if run is None else "Imported")
    show_issues(samples, language)
    _show_advice(counts, run, samples, region=region, rejects=rejects, book=book)


def _import(
    book: ClientBook,
    table: Table,
    mapping: Mapping,
    mode: ImportMode,
    dry_run: bool,
    interrupted: ImportRun | None,
    quiet: bool,
    language: Language,
) -> tuple[ImportRun | None, ImportCounts, tuple[RowOutcome, ...]]:
    """Plan, run or resume; return the run, its counts and the first rows to look at."""
    try:
        with Ticker(hidden=quiet) as tick:
            if dry_run:
                plan = book.imports.plan(table, mapping, mode=mode, progress=tick)
                if not quiet:
                    show_warnings(plan, language)
                return None, plan.counts or ImportCounts(), plan.samples
            if interrupted is not None:
                run = book.imports.resume(interrupted.id, table, by=ACTOR, progress=tick)
            else:
                run = book.imports.run(table, mapping, by=ACTOR, mode=mode, progress=tick)
    except UndecidedColumnError as error:
        titles = " ".join(f"--map '{title}=skip'" for title in error.headers)
        raise MappingError(
            f"undecided columns: {', '.join(repr(title) for title in error.headers)}",
            f"give each a target, 'custom', or leave it out: {titles}",
        ) from None
    kinds = (OutcomeKind.REJECTED, OutcomeKind.REVIEW)
    found = book.imports.outcomes(run.id, kinds=kinds)
    samples = tuple(o for o, _ in zip(found, range(_SHOWN_REJECTS), strict=False))
    return run, run.counts, samples


def _reading(
    encoding: str | None,
    delimiter: str | None,
    quote: str | None,
    sheet: str | None,
    header_row: int | None,
    header: bool | None,
) -> dict[str, Any]:
    """Return what was asked for of the reader; what was not is found out."""
    asked: dict[str, Any] = {
        "encoding": encoding,
        "delimiter": "\t" if delimiter in ("tab", "\\t") else delimiter,
        "quote": quote,
        "sheet": int(sheet) if sheet is not None and sheet.isdecimal() else sheet,
        "header_row": header_row,
        "header": header,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    if header is False:  # the preset's row of titles, if any, is not meant then
        given["header_row"] = header_row
    return given


def _open(reader: ClientBook, file: Path, reading: dict[str, Any]) -> Table:
    try:
        ReadOptions(**reading)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return reader.imports.open(file, **reading)


def _check_writable(path: Path, option: str) -> None:
    """Refuse a name that cannot be written before anything is done.

    Raises:
        typer.BadParameter: A folder, a missing folder, or another kind of file.
    """
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter(f"{option} {path}: give a name that ends in .xlsx or .csv")
    if path.is_dir():
        raise typer.BadParameter(f"{option} {path}: this is a folder; give a file in it")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"{option} {path}: there is no folder {path.parent}")


def _format(path: Path) -> Literal["csv", "xlsx"]:
    return "csv" if path.suffix.lower() == ".csv" else "xlsx"


def _interrupted(book: ClientBook, table: Table) -> ImportRun | None:
    """Return the run of this very file that was interrupted, if any."""
    return next(
        (
            run
            for run in book.imports.runs()
            if run.state is RunState.COMMITTING and run.fingerprint == table.source.fingerprint
        ),
        None,
    )


def _mapping(book: ClientBook, table: Table, choices: list[str]) -> Mapping:
    mapping = book.imports.suggest(table)
    for choice in choices:
        header, equals, target = choice.rpartition("=")
        if not equals:
            raise typer.BadParameter(f"--map {choice!r}: write 'Column title=target'")
        try:
            mapping = mapping.assign(header, target.strip())
        except InvalidValueError:
            raise typer.BadParameter(
                f"--map {choice!r}: there is no target {target.strip()!r}; targets are such as "
                "given_name, family_name, phone.mobile, email.1, address.city, birth_date, "
                "note, custom:Shoe size, skip"
            ) from None
        except MappingError as error:
            titles = ", ".join(repr(title) for title in table.header)
            raise typer.BadParameter(f"--map {choice!r}: {error.problem}; {titles}") from None
    return mapping


def _show_advice(
    counts: ImportCounts,
    run: ImportRun | None,
    samples: tuple[RowOutcome, ...],
    *,
    region: str,
    rejects: Path | None,
    book: Path,
) -> None:
    codes = {issue.code for outcome in samples for issue in outcome.issues}
    if region == NO_REGION and IssueCode.INVALID_PHONE in codes:
        console.print("[dim]numbers without a country code need --region, such as --region FR[/]")
    if run is None:
        return
    if counts.rejected + counts.review > 0 and rejects is None:
        console.print("[dim]pass --rejects FILE.xlsx to get every refused row with its reasons[/]")
    where = "" if book == DEFAULT_BOOK else f" --book {book}"
    console.print(
        f"run {run.id}; take it back with: clientbook undo {run.id}{where}",
        soft_wrap=True,
        markup=False,
    )


def list_imports(
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """List the imports of the last twenty days, newest first."""
    runs = open_book(book, settings=book_settings(language=language)).imports.runs()
    if as_json:
        console.print_json(json.dumps([run_document(run) for run in runs]))
        return
    show_runs(runs)


def write_refused(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    out: Annotated[Path, typer.Argument(help="File to write (.xlsx or .csv).")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
) -> None:
    """Write the rows an import refused, with every reason; mend them and import the file."""
    _check_writable(out, "OUT")
    desk = open_book(book, settings=book_settings(language=language)).imports
    count = desk.write_rejects(run, out, format=_format(out))
    console.print(f"{count} rows written to {out}", soft_wrap=True, markup=False)


def undo_import(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    book: BookOption = DEFAULT_BOOK,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take an import back: what was touched since stays."""
    target = open_book(book)
    with Ticker(hidden=False) as tick:
        plan = target.imports.plan_undo(run, progress=tick)
    counts = plan.counts
    console.print(
        f"{counts.removed} clients would be removed, {counts.restored} go back, "
        f"{counts.kept} stay because they were changed since"
    )
    for kept in plan.kept[:_SHOWN_REJECTS]:
        console.print(f"· {kept.client_id} stays: {kept.reason.value} {', '.join(kept.fields)}")
    if not yes:
        typer.confirm("Undo the import?", abort=True)
    with Ticker(hidden=False) as tick:
        done = target.imports.undo(plan, by=ACTOR, progress=tick)
    assert done.undo is not None
    console.print(f"{done.undo.deleted} removed, {done.undo.restored} restored")


TEMPLATE_TARGETS = tuple(
    Target.parse(text)
    for text in (
        "given_name", "family_name", "company", "phone.mobile", "phone.mobile.2", "phone.home",
        "phone.work", "email.1", "email.2", "address.street", "address.street2",
        "address.postcode", "address.city", "address.region", "address.country", "birth_date",
        "gender", "tags", "note",
    )
)  # fmt: skip


def make_template(
    out: Annotated[Path, typer.Argument(help="File to write (.xlsx or .csv).")],
    language: LanguageOption = Language.EN,
) -> None:
    """Write an empty file whose titles map themselves."""
    _check_writable(out, "OUT")
    with out.open("wb") as file:
        write_template(file, targets=TEMPLATE_TARGETS, format=_format(out), language=language.value)
    console.print(f"wrote {out}", markup=False, soft_wrap=True)
