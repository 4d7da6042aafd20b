"""Commands that begin with a file: import, template."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from clientbook.book import ClientBook
from clientbook.cli.grids import show_line
from clientbook.cli.import_views import (
    Ticker,
    import_document,
    show_counts,
    show_issues,
    show_mapping,
    show_warnings,
)
from clientbook.cli.options import (
    ACTOR,
    DEFAULT_BOOK,
    BookOption,
    ForceOption,
    JsonOption,
    Language,
    LanguageOption,
    Preset,
    PresetOption,
    RegionOption,
    as_typed,
    book_settings,
    check_output,
    choose_targets,
    console,
    errors,
    open_book,
)
from clientbook.commands.files import TABLES, written
from clientbook.commands.importing import (
    ImportAnswer,
    find_interrupted,
    import_table,
    reading_options,
)
from clientbook.commands.words import say
from clientbook.domain.imports import (
    ImportMode,
    ImportRun,
)
from clientbook.domain.settings import NO_REGION, BookSettings, OnBadValue
from clientbook.errors import InvalidValueError, ReadError
from clientbook.errors.sentences import sentence
from clientbook.importing.mapping import Mapping
from clientbook.importing.tables import Table
from clientbook.importing.template_columns import template_columns
from clientbook.messages.issues import IssueCode
from clientbook.readers.options import ReadOptions
from clientbook.storage.memory import MemoryStore
from clientbook.writers.formats import format_of
from clientbook.writers.template import write_template


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("import")(import_file)
    app.command("template")(make_template)


class MatchField(StrEnum):
    """By what a row is known again."""

    EXTERNAL_ID = "external_id"
    PHONE = "phone"
    EMAIL = "email"


MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="'Title=target', such as 'Tel=phone.mobile', perhaps with order=MDY or split=; behind"
        " it; repeatable.",
    ),
]
ModeOption = Annotated[ImportMode, typer.Option(help="What rows may do.")]
ListOption = Annotated[
    str | None, typer.Option(help="Name of the list: its own numbering belongs to it.")
]
MatchOption = Annotated[
    list[MatchField] | None,
    typer.Option("--match-on", help="By what rows are known again; repeatable, all if left out."),
]
LikeOption = Annotated[
    str | None, typer.Option(help="The import whose refused rows these are, mended.")
]
BadValueOption = Annotated[
    OnBadValue | None,
    typer.Option(help="What becomes of a value that cannot be read; cards keep it."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Write nothing.")]
RejectsOption = Annotated[Path | None, typer.Option(help="Where refused rows go (.xlsx or .csv).")]
EncodingOption = Annotated[str | None, typer.Option(help="Of a text file, such as cp1252.")]
DelimiterOption = Annotated[
    str | None, typer.Option(help="Between the cells of a text file; 'tab' for a tab.")
]
QuoteOption = Annotated[str | None, typer.Option(help="Around the cells of a text file.")]
SheetOption = Annotated[str | None, typer.Option(help="Name or number of a sheet.")]
HeaderRowOption = Annotated[int | None, typer.Option(help="Row of the titles, from 1.")]
HeaderOption = Annotated[
    bool | None, typer.Option("--header/--no-header", help="Whether there are titles.")
]


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, Excel, ODS or vCard file.")],
    book: BookOption = DEFAULT_BOOK,
    region: RegionOption = NO_REGION,
    preset: PresetOption = Preset.SAFE,
    language: LanguageOption = Language.EN,
    column: MapOption = None,
    mode: ModeOption = ImportMode.UPSERT,
    source: ListOption = None,
    match_on: MatchOption = None,
    like: LikeOption = None,
    on_bad_value: BadValueOption = None,
    dry_run: DryRunOption = False,
    rejects: RejectsOption = None,
    as_json: JsonOption = False,
    encoding: EncodingOption = None,
    delimiter: DelimiterOption = None,
    quote: QuoteOption = None,
    sheet: SheetOption = None,
    header_row: HeaderRowOption = None,
    header: HeaderOption = None,
    force: ForceOption = False,
) -> None:
    """Import a file into the book."""
    if rejects is not None:
        out: dict[str, Any] = {"endings": TABLES, "book": book, "source": file, "force": force}
        check_output(rejects, "--rejects", language=language.value, **out)
    cells: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter, "quote": quote}
    reading = reading_options(**cells, sheet=sheet, header_row=header_row, header=header)
    settings = book_settings(region=region, preset=preset, language=language)
    target, table = _opened(book, settings, file, reading, dry_run=dry_run)
    interrupted = None if dry_run else find_interrupted(target, table)
    if interrupted is not None:
        mapping = _going_on(interrupted, language)
    else:
        mapping = target.imports.suggest(table, like=like)
        mapping = choose_targets(mapping, column or [], language=language.value)
        mapping = _as_asked(mapping, source, match_on, on_bad_value)
    how: dict[str, Any] = {"mode": mode, "like": like, "interrupted": interrupted}
    answer = _imported(target, table, mapping, language, quiet=as_json, dry_run=dry_run, **how)
    if rejects is not None:
        _write_rejects(target, answer.run, rejects, language, force=force)
    if as_json:
        console.print_document(import_document(answer, table, mapping, language))
    else:
        _show_answer(target, answer, language, rejects=rejects, book=book)


def _imported(
    target: ClientBook,
    table: Table,
    mapping: Mapping,
    language: Language,
    *,
    quiet: bool,
    **how: Any,
) -> ImportAnswer:
    """Import, and show on the way what a column means and what stands out."""
    if not quiet:
        show_mapping(table, mapping, language)
    with Ticker(hidden=quiet) as tick:
        answer = import_table(target, table, mapping, by=ACTOR, progress=tick, **how)
    if answer.plan is not None and not quiet:
        show_warnings(answer.plan, language)
    return answer


def _going_on(interrupted: ImportRun, language: Language) -> Mapping:
    """Say that an interrupted import goes on, and return the mapping it began with."""
    row = interrupted.last_row
    errors.print(say(language.value, "going_on", run=interrupted.id, row=row), soft_wrap=True)
    return Mapping.from_json(interrupted.mapping)


def _as_asked(
    mapping: Mapping,
    source: str | None,
    match_on: list[MatchField] | None,
    on_bad_value: OnBadValue | None,
) -> Mapping:
    """Return the mapping with what the options say of the whole file."""
    mapping = mapping.with_source(source)
    if match_on:
        mapping = mapping.with_match_on([field.value for field in match_on])
    return mapping if on_bad_value is None else mapping.with_bad_values(on_bad_value)


def _write_rejects(
    target: ClientBook, run: ImportRun | None, rejects: Path, language: Language, *, force: bool
) -> None:
    if run is None:
        errors.print(say(language.value, "dry_rejects"), soft_wrap=True)
        return
    with written(rejects, force=force) as out:
        target.imports.write_rejects(run.id, out, format=format_of(rejects, usual="xlsx"))


def _show_answer(
    target: ClientBook,
    answer: ImportAnswer,
    language: Language,
    *,
    rejects: Path | None,
    book: Path,
) -> None:
    show_counts(answer.counts, language, title="would" if answer.run is None else "imported")
    show_issues(answer.samples, language)
    if answer.left_out is not None:
        show_line(say(language.value, "shown_of", **answer.left_out), style="dim")
    no_region = target.settings.default_region == NO_REGION
    _show_advice(answer, language, no_region=no_region, rejects=rejects, book=book)


def _opened(
    book: Path, settings: BookSettings, file: Path, reading: dict[str, Any], *, dry_run: bool
) -> tuple[ClientBook, Table]:
    """Open the book and the file; what cannot be read, or a dry run, leaves no book behind."""
    if book.exists():
        target = open_book(book, settings=settings)
        return target, open_source(target, file, reading)
    target = _in_memory(settings)
    table = open_source(target, file, reading)
    return (target if dry_run else open_book(book, settings=settings, must_exist=False)), table


def _in_memory(settings: BookSettings) -> ClientBook:
    return ClientBook(MemoryStore(), settings=settings)


def open_source(reader: ClientBook, file: Path, reading: dict[str, Any]) -> Table:
    """Open a file; a wrong option is a wrong call."""
    try:
        ReadOptions(**reading)
    except InvalidValueError as error:
        raise typer.BadParameter(sentence(error, reader.settings.language)) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if not file.exists():
        no_file = say(reader.settings.language, "no_file")
        raise ReadError(str(file), no_file, say(reader.settings.language, "check_path"))
    try:
        table = reader.imports.open(file, **reading)
    except ReadError as error:
        if error.kind != "file":
            raise
        raise type(error)(str(file), error.problem, error.hint) from None  # say which one
    if "sheet" in reading and table.source.sheet is None:
        language = reader.settings.language
        raise typer.BadParameter(
            say(
                language,
                "no_sheets",
                sheet=reading["sheet"],
                path=file,
                kind=table.source.kind.upper(),
            )
        )
    return table


def _show_advice(
    answer: ImportAnswer,
    language: Language,
    *,
    no_region: bool,
    rejects: Path | None,
    book: Path,
) -> None:
    run = answer.run
    codes = {issue.code for outcome in answer.samples for issue in outcome.issues}
    if no_region and IssueCode.INVALID_PHONE in codes:
        console.print(say(language.value, "need_region"), style="dim", highlight=False)
    if answer.refused and rejects is None:
        advice = "pass_rejects_then" if run is None else "pass_rejects"
        console.print(say(language.value, advice), style="dim", highlight=False)
    if run is None:
        return
    command = as_typed("undo", run.id, book=book)
    console.print(
        say(language.value, "take_back", run=run.id, command=command),
        soft_wrap=True,
        markup=False,
    )


def make_template(
    out: Annotated[Path, typer.Argument(help="File to write (.xlsx or .csv).")],
    preset: PresetOption = Preset.SAFE,
    language: LanguageOption = Language.EN,
    force: ForceOption = False,
) -> None:
    """Write an empty file whose titles map themselves; what must be filled stands first."""
    check_output(out, "OUT", endings=TABLES, force=force, language=language.value)
    columns, required = template_columns(book_settings(preset=preset))
    with written(out, force=force, personal=False) as file:
        write_template(
            file,
            targets=columns,
            required=required,
            format=format_of(out, usual="xlsx"),
            language=language.value,
        )
    console.print(say(language.value, "wrote", out=out), markup=False, soft_wrap=True)
