"""Commands about imports that were begun: imports, rejects, resume, abandon, undo."""

from pathlib import Path
from typing import Annotated

import typer

from clientbook.cli.import_views import (
    Ticker,
    run_document,
    show_counts,
    show_runs,
)
from clientbook.cli.imports import open_source
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
    book_settings,
    check_output,
    confirm,
    console,
    open_book,
)
from clientbook.commands.files import TABLES, written
from clientbook.commands.words import say
from clientbook.domain.audiences import Audience
from clientbook.domain.settings import NO_REGION
from clientbook.messages.page_texts import page_text
from clientbook.reports.review_texts import field_title
from clientbook.writers.formats import format_of

_SHOWN_KEPT = 5


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("imports")(list_imports)
    app.command("rejects")(write_refused)
    app.command("resume")(resume_import)
    app.command("abandon")(abandon_import)
    app.command("undo")(undo_import)


def list_imports(
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """List the imports of the last twenty days, newest first."""
    target = open_book(book, settings=book_settings(language=language))
    runs = target.imports.runs()
    if as_json:
        console.print_document([run_document(run) for run in runs])
        return
    show_runs(runs, language, Audience.of(target.settings))


def write_refused(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    out: Annotated[Path, typer.Argument(help="File to write (.xlsx or .csv).")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    force: ForceOption = False,
) -> None:
    """Write the rows an import refused, with every reason; mend them and import the file."""
    check_output(out, "OUT", endings=TABLES, book=book, force=force, language=language.value)
    desk = open_book(book, settings=book_settings(language=language)).imports
    with written(out, force=force) as file:
        count = desk.write_rejects(run, file, format=format_of(out, usual="xlsx"))
    said = say(language.value, "rows_written", count=count, out=out)
    console.print(said, soft_wrap=True, markup=False)


def resume_import(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    file: Annotated[Path, typer.Argument(help="The file it began with.")],
    book: BookOption = DEFAULT_BOOK,
    region: RegionOption = NO_REGION,
    preset: PresetOption = Preset.SAFE,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Go on with an import that was interrupted, with the region and preset it began with."""
    settings = book_settings(region=region, preset=preset, language=language)
    target = open_book(book, settings=settings)
    table = open_source(target, file, {})
    with Ticker(hidden=as_json) as tick:
        done = target.imports.resume(run, table, progress=tick)
    if as_json:
        console.print_document(run_document(done))
    else:
        show_counts(done.counts, language, title="imported")


def abandon_import(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
) -> None:
    """End an interrupted import as it stands, without its file; it can be undone."""
    target = open_book(book, settings=book_settings(language=language))
    done = target.imports.abandon(run, by=ACTOR)
    show_counts(done.counts, language, title="imported")


def undo_import(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take an import back: what was touched since stays."""
    target = open_book(book, settings=book_settings(language=language))
    with Ticker(hidden=False) as tick:
        plan = target.imports.plan_undo(run, progress=tick)
    counts = plan.counts
    said = say(
        language.value,
        "would_undo",
        removed=counts.removed,
        restored=counts.restored,
        kept=counts.kept,
    )
    console.print(said, soft_wrap=True)
    for kept in plan.kept[:_SHOWN_KEPT]:
        fields = ", ".join(field_title(field, language.value) for field in kept.fields)
        why = page_text(language.value, f"imports.kept_{kept.reason.value}")
        why = f"{why} ({fields})" if fields else why
        said = say(language.value, "stays", client=kept.client_id, why=why)
        console.print(said, soft_wrap=True, markup=False)
    if not yes:
        confirm(say(language.value, "ask_undo"), say(language.value, "not_undone"))
    with Ticker(hidden=False) as tick:
        done = target.imports.undo(plan, by=ACTOR, progress=tick)
    assert done.undo is not None
    undo = done.undo
    console.print(say(language.value, "undid", removed=undo.deleted, restored=undo.restored))
