"""Imports in a terminal: the mapping, the findings, the result, the runs, a progress bar."""

import re
from collections.abc import Iterable
from typing import Any, Self

import attrs
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table as Grid

from clientbook.cli.grids import GridRow, show_line, show_rows
from clientbook.cli.options import Language, console, errors, plain
from clientbook.commands.importing import ImportAnswer
from clientbook.commands.words import counted, say, word
from clientbook.convert.json import to_data
from clientbook.domain.audiences import Audience
from clientbook.domain.imports import ImportCounts, ImportRun, OutcomeKind, RowOutcome, RunState
from clientbook.domain.targets import Target
from clientbook.errors import OperationCancelledError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan, Progress
from clientbook.importing.tables import Table
from clientbook.importing.views import MappingView, view_mapping
from clientbook.messages.catalogue import render
from clientbook.messages.issues import FileFinding, Issue, IssueCode

_SHOWN_FINDINGS = 20
_WIDE = 100  # columns of a terminal from which everything is shown
_BETWEEN = " · "  # samples: a comma may be part of one
_SHOWN_CHARS = 40  # of a value; the table is there to recognise a column, not to read it

# The catalogue names arguments of the library, such as ``header_row=``; here they are options.
_ARGUMENT = re.compile(r"\b(encoding|delimiter|quote|sheet|header_row|header)=(?:True)?")


class Ticker:
    """A progress bar that can be handed to the library as its callback.

    Args:
        hidden: True draws nothing; nothing is drawn either where errors go to a file.
    """

    def __init__(self, *, hidden: bool) -> None:
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
        """Move the bar of the phase that is reported."""
        if progress.phase not in self._tasks:
            self._tasks[progress.phase] = self._bar.add_task(progress.phase, total=progress.total)
        self._bar.update(self._tasks[progress.phase], completed=progress.done, total=progress.total)


def as_options(message: str) -> str:
    """Return a message of the catalogue with the arguments it names written as options."""
    return _ARGUMENT.sub(lambda found: "--" + found[1].replace("_", "-"), message)


_HOW: dict[IssueCode, str] = {
    IssueCode.DATE_AMBIGUOUS: "how_order",
    IssueCode.MULTI_VALUE_CELL: "how_split",
    IssueCode.GENDER_AMBIGUOUS: "how_letters",
}
"""The option with which somebody does what a message advises of a column."""


def said_of(item: Issue | FileFinding, language: Language) -> str:
    """Return a message with the options that do what it advises."""
    said = as_options(str(render(item, language.value)))
    how = _HOW.get(item.code) if isinstance(item, Issue) and item.column else None
    return said if how is None else f"{said} ({say(language.value, how, column=item.column)})"


def show_mapping(table: Table, mapping: Mapping, language: Language) -> None:
    """Print where each column goes and what was seen in the file."""
    title = say(language.value, "rows_of", kind=table.source.kind, count=table.row_count)
    wide = console.width >= _WIDE
    shown = ["sure", "why", "filled", "example"] if wide else ["sure_why", "filled_example"]
    grid = Grid(title=title, title_justify="left")
    grid.add_column(say(language.value, "column"), overflow="fold")
    # What --map takes, in one piece.
    grid.add_column(say(language.value, "goes_to"), no_wrap=True)
    for key in shown:
        grid.add_column(say(language.value, key), overflow="fold")
    for view in view_mapping(table, mapping):
        style = "red" if view.target is None else "dim" if view.target.is_skip else ""
        cells = _cells_of(view, language)
        grid.add_row(
            plain(view.header), plain(_goes_to(view)), *(plain(cells[key]) for key in shown),
            style=style,
        )  # fmt: skip
    console.print(grid)
    for finding in table.findings[:_SHOWN_FINDINGS]:
        show_line(said_of(finding, language), style="dim", mark="· ")
    if len(table.findings) > _SHOWN_FINDINGS:
        more = say(language.value, "more_findings", count=len(table.findings) - _SHOWN_FINDINGS)
        console.print(f"· {more}", style="dim")


def _goes_to(view: MappingView) -> str:
    if view.target is None:
        return "?"
    takes_title = view.target == Target.custom()  # the attribute is named after the column
    target = f"{view.target}:{view.header}" if takes_title else str(view.target)
    return f"{target} split={view.split}" if view.split else target


def _cells_of(view: MappingView, language: Language) -> dict[str, str]:
    """Return what a table says of a column; a narrow one has two cells in one."""
    sure, why = f"{view.confidence:.0%}", word(language.value, view.reason.value)
    filled = f"{view.fill_rate:.0%}"
    samples = _BETWEEN.join(sample[:_SHOWN_CHARS] for sample in view.samples[:2])
    both = f"{filled}: {samples}" if samples else filled
    joined = {"sure_why": f"{sure} {why}", "filled_example": both}
    return {"sure": sure, "why": why, "filled": filled, "example": samples, **joined}


def show_counts(counts: ImportCounts, language: Language, *, title: str) -> None:
    """Print how many rows ended in each outcome."""
    grid = Grid(title=say(language.value, title), title_justify="left")
    grid.add_column(say(language.value, "outcome"))
    grid.add_column(say(language.value, "rows"), justify="right")
    for name, number in attrs.asdict(counts).items():
        if number:
            style = "red" if name == "rejected" else "yellow" if name == "review" else ""
            grid.add_row(word(language.value, name), str(number), style=style)
    grid.add_section()
    grid.add_row(say(language.value, "rows_read"), str(counts.rows))
    console.print(grid)


def show_warnings(plan: ImportPlan, language: Language) -> None:
    """Print what whole columns hold that somebody should look at."""
    for issue in plan.warnings:
        rows = dict(issue.params).get("rows", "")
        said = said_of(issue, language)
        text = say(language.value, "column_says", column=issue.column, rows=rows, said=said)
        show_line(text, style="yellow")


def show_issues(outcomes: Iterable[RowOutcome], language: Language) -> None:
    """Print every reason of the rows that were refused or wait for a person."""
    for outcome in outcomes:
        if outcome.kind not in (OutcomeKind.REJECTED, OutcomeKind.REVIEW):
            continue
        for issue in outcome.issues:
            where = f" ({issue.column})" if issue.column else ""
            said = said_of(issue, language)
            text = say(language.value, "row", row=outcome.row, where=where, said=said)
            show_line(text)


def show_runs(runs: Iterable[ImportRun], language: Language, audience: Audience) -> None:
    """Print the runs, the undone ones greyed."""
    titles = ["run", "at", "state", "rows", "file", "by"]
    rows = [
        GridRow(
            [
                run.id,
                audience.time(run.created_at),
                _state_of(run, language),
                _told(run.counts, language),
                run.source_name or "",
                run.actor.id,
            ],
            style="dim" if run.state is RunState.UNDONE else "",
        )
        for run in runs
    ]
    none = say(language.value, "nothing_listed")
    show_rows([word(language.value, title) for title in titles], rows, whole=[0], none=none)


def _told(counts: ImportCounts, language: Language) -> str:
    """Return how many rows ended in each outcome, one a line."""
    found = attrs.asdict(counts).items()
    return "\n".join(counted(language.value, name, number) for name, number in found if number)


def _state_of(run: ImportRun, language: Language) -> str:
    if run.undo is None:
        return word(language.value, run.state.value)
    return say(language.value, "undone_by", count=run.undo.deleted, by=run.undo.by.id)


def counts_document(counts: ImportCounts) -> dict[str, int]:
    """Return the counts as ``--json`` prints them, one of them under its former name as well."""
    numbers = attrs.asdict(counts)
    return {"rows": counts.rows, **numbers, "duplicates_in_file": numbers["duplicate_in_file"]}


def import_document(
    answer: ImportAnswer, table: Table, mapping: Mapping, language: Language
) -> dict[str, Any]:
    """Return what ``import --json`` prints."""
    warnings = answer.plan.warnings if answer.plan else ()
    return {
        **counts_document(answer.counts),
        "run_id": answer.run.id if answer.run else None,
        "findings": [_said_document(finding, language) for finding in table.findings],
        "warnings": [_said_document(issue, language) for issue in warnings],
        "refused": [
            {
                "row": outcome.row,
                "outcome": outcome.kind.value,
                "issues": [_said_document(issue, language) for issue in outcome.issues],
            }
            for outcome in answer.samples
        ],
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


def _said_document(item: Issue | FileFinding, language: Language) -> dict[str, Any]:
    """Return an issue or a finding as data, and as a sentence that speaks of options."""
    data: dict[str, Any] = to_data(item)
    return {
        **data,
        "params": dict(item.params),
        "message": said_of(item, language),
    }


def run_document(run: ImportRun) -> dict[str, Any]:
    """Return what ``imports --json`` prints of one run."""
    return {
        "run_id": run.id,
        "state": run.state.value,
        "source": run.source_name,
        "at": run.created_at.isoformat(),
        "by": run.actor.id,
        **counts_document(run.counts),
    }
