"""Commands about imports: import, imports, undo, template."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import attrs
import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table as Grid

from clientbook.book import ClientBook
from clientbook.catalogue import render
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
from clientbook.errors import OperationCancelledError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import Progress
from clientbook.importing.tables import Table
from clientbook.importing.views import view_mapping
from clientbook.writers.template import write_template

_SHOWN_REJECTS = 5


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("import")(import_file)
    app.command("imports")(list_imports)
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Where refused rows go (.xlsx or .csv).")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Import a file into the book."""
    target = open_book(book, region=region, preset=preset, language=language, must_exist=False)
    table = target.imports.open(file)
    mapping = _mapping(target, table, column or [])
    if not as_json:
        _show_table(table, mapping, language)
    interrupted = _interrupted(target, table)
    with _bar(hidden=as_json) as tick:
        if dry_run:
            plan = target.imports.plan(table, mapping, mode=mode, progress=tick)
            counts, run = plan.counts or ImportCounts(), None
            samples = plan.samples
        else:
            if interrupted is not None:
                run = target.imports.resume(interrupted.id, table, progress=tick)
            else:
                run = target.imports.run(table, mapping, by=ACTOR, mode=mode, progress=tick)
            counts, samples = run.counts, ()
    if rejects is not None and run is not None:
        target.imports.write_rejects(run.id, rejects, format=_format(rejects))
    if as_json:
        console.print_json(json.dumps(_document(counts, run, mapping)))
        return
    if run is not None:
        kinds = (OutcomeKind.REJECTED, OutcomeKind.REVIEW)
        found = target.imports.outcomes(run.id, kinds=kinds)
        samples = tuple(o for o, _ in zip(found, range(_SHOWN_REJECTS), strict=False))
    _show_result(counts, run, samples, language=language, rejects=rejects, book=book)


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
        mapping = mapping.assign(header, target.strip())
    return mapping


def _show_table(table: Table, mapping: Mapping, language: Language) -> None:
    grid = Grid(title=f"{table.source.kind}, {table.row_count} rows", title_justify="left")
    for title in ("Column", "goes to", "sure", "why", "filled", "for example"):
        grid.add_column(title, overflow="fold")
    for view in view_mapping(table, mapping):
        target = str(view.target) if view.target else "?"
        style = "red" if view.target is None else "dim" if view.target.is_skip else ""
        grid.add_row(
            view.header,
            target,
            f"{view.confidence:.0%}",
            view.reason.value.replace("_", " "),
            f"{view.fill_rate:.0%}",
            ", ".join(view.samples[:2]),
            style=style,
        )
    console.print(grid)
    for finding in table.findings[:20]:
        console.print(f"[dim]· {render(finding, language.value)}[/]", highlight=False)
    if len(table.findings) > 20:
        console.print(f"[dim]· and {len(table.findings) - 20} more findings[/]")


def _bar(*, hidden: bool) -> "_Ticker":
    return _Ticker(hidden)


class _Ticker:
    """A progress bar that can be handed to the library as its callback."""

    def __init__(self, hidden: bool) -> None:
        self._bar = Bar(
            TextColumn("{task.description:>9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=errors,
            transient=True,
            disable=hidden or not errors.is_terminal,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._bar.stop()
        if kind is KeyboardInterrupt:  # between or inside chunks: what is committed stays
            raise OperationCancelledError("interrupted")

    def __call__(self, progress: Progress) -> None:
        if progress.phase not in self._tasks:
            self._tasks[progress.phase] = self._bar.add_task(progress.phase, total=progress.total)
        self._bar.update(self._tasks[progress.phase], completed=progress.done, total=progress.total)


def _document(counts: ImportCounts, run: ImportRun | None, mapping: Mapping) -> dict[str, Any]:
    numbers = attrs.asdict(counts)
    numbers["duplicates_in_file"] = numbers.pop("duplicate_in_file")
    return {
        "rows": counts.rows,
        **numbers,
        "run_id": run.id if run else None,
        "mapping": [
            {
                "header": c.header,
                "target": str(c.target) if c.target else None,
                "confidence": c.confidence,
                "reason": c.reason.value,
            }
            for c in mapping
        ],
    }


def _show_result(
    counts: ImportCounts,
    run: ImportRun | None,
    samples: tuple[RowOutcome, ...],
    *,
    language: Language,
    rejects: Path | None,
    book: Path,
) -> None:
    grid = Grid(title="Would be imported" if run is None else "Imported", title_justify="left")
    grid.add_column("outcome")
    grid.add_column("rows", justify="right")
    for name, number in attrs.asdict(counts).items():
        if number:
            style = "red" if name == "rejected" else "yellow" if name == "review" else ""
            grid.add_row(name.replace("_", " "), str(number), style=style)
    grid.add_section()
    grid.add_row("rows read", str(counts.rows))
    console.print(grid)
    for outcome in samples:
        if outcome.kind in (OutcomeKind.REJECTED, OutcomeKind.REVIEW):
            for issue in outcome.issues:
                where = f" ({issue.column})" if issue.column else ""
                text = f"row {outcome.row}{where}: {render(issue, language.value)}"
                console.print(text, highlight=False, markup=False, soft_wrap=True)
    if counts.rejected + counts.review > 0 and rejects is None and run is not None:
        console.print("[dim]pass --rejects FILE.xlsx to get every refused row with its reasons[/]")
    if run is not None:
        where = "" if book == DEFAULT_BOOK else f" --book {book}"
        console.print(
            f"run {run.id}; take it back with: clientbook undo {run.id}{where}", soft_wrap=True
        )


def list_imports(
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """List the imports of the last twenty days, newest first."""
    runs = open_book(book, language=language).imports.runs()
    if as_json:
        rows = [
            {
                "run_id": run.id,
                "state": run.state.value,
                "source": run.source_name,
                "at": run.created_at.isoformat(),
                "by": run.actor.id,
                **attrs.asdict(run.counts),
            }
            for run in runs
        ]
        console.print_json(json.dumps(rows))
        return
    grid = Grid()
    for title in ("run", "at", "file", "state", "created", "updated", "rejected", "by"):
        grid.add_column(title, overflow="fold")
    for run in runs:
        state = run.state.value
        if run.undo is not None:
            state = f"{run.undo.deleted} deleted by {run.undo.by.id}"
        grid.add_row(
            run.id,
            f"{run.created_at:%Y-%m-%d %H:%M}",
            run.source_name or "",
            state,
            str(run.counts.created),
            str(run.counts.updated),
            str(run.counts.rejected),
            run.actor.id,
            style="dim" if run.state is RunState.UNDONE else "",
        )
    console.print(grid)


def undo_import(
    run: Annotated[str, typer.Argument(help="Id of the import.")],
    book: BookOption = DEFAULT_BOOK,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take an import back: what was touched since stays."""
    target = open_book(book)
    with _bar(hidden=False) as tick:
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
    with _bar(hidden=False) as tick:
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
    with out.open("wb") as file:
        write_template(file, targets=TEMPLATE_TARGETS, format=_format(out), language=language.value)
    console.print(f"wrote {out}")
