"""An import as one command: options of the reader, targets by hand, going on after a crash."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from clientbook.book import ClientBook
from clientbook.commands.calls import CommandCallError
from clientbook.commands.words import say
from clientbook.domain.clients import Actor
from clientbook.domain.imports import (
    ImportCounts,
    ImportMode,
    ImportRun,
    OutcomeKind,
    RowOutcome,
    RunState,
)
from clientbook.errors import InvalidValueError, MappingError, UndecidedColumnError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan, Progress
from clientbook.importing.tables import Table
from clientbook.messages.catalogue import Language
from clientbook.messages.refusals import told

_SHOWN_REJECTS = 5
_REFUSED = (OutcomeKind.REJECTED, OutcomeKind.REVIEW)


@attrs.frozen
class ImportAnswer:
    """What an import did, or would do.

    Args:
        run: The run; None for a dry run.
        plan: The plan of a dry run; None otherwise.
        counts: How many rows ended in each outcome.
        samples: The first rows that were refused or wait for a person, of each kind.
    """

    run: ImportRun | None
    plan: ImportPlan | None
    counts: ImportCounts
    samples: tuple[RowOutcome, ...] = attrs.field(repr=False)

    @property
    def refused(self) -> int:
        """How many rows were refused or wait for a person."""
        return self.counts.rejected + self.counts.review

    @property
    def left_out(self) -> dict[str, int] | None:
        """How many of those rows *samples* shows of how many, None where it shows them all."""
        shown = len(self.samples)
        return {"shown": shown, "count": self.refused} if shown < self.refused else None


def reading_options(
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    quote: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    header: bool | None = None,
) -> dict[str, Any]:
    """Return what was asked for of the reader; what was not is found out.

    Args:
        encoding: Of a text file.
        delimiter: Between cells; ``"tab"`` for a tab.
        quote: Around cells.
        sheet: Name or number of a sheet.
        header_row: Row of the titles, from 1.
        header: Whether there are titles.
    """
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


def find_interrupted(book: ClientBook, table: Table) -> ImportRun | None:
    """Return the run of this very file that was interrupted, if any."""
    return next(
        (
            run
            for run in book.imports.runs()
            if run.state is RunState.COMMITTING and run.fingerprint == table.source.fingerprint
        ),
        None,
    )


_TARGETS = (
    "given_name, family_name, phone.mobile, email.1, address.city, birth_date, note, "
    "custom:Shoe size, skip"
)


def choose_targets(mapping: Mapping, choices: Iterable[str], *, language: Language) -> Mapping:
    """Return a mapping with what ``--map`` asks for.

    Args:
        mapping: The suggestion.
        choices: Each ``"Column title=target"``, and behind it how its cells are read, such as
            ``"Born=birth_date order=MDY"`` or ``"Tags=tags split=;"``.
        language: Of what is said of a wrong one.

    Raises:
        CommandCallError: One names no column or no target.
    """

    def refuse(key: str, **values: object) -> CommandCallError:
        return CommandCallError(say(language, key, choice=repr(choice), **values))

    for choice in choices:
        goes, how = _how_read(choice)
        header, equals, target = goes.rpartition("=")
        if not equals:
            raise refuse("map_form")
        try:
            index = mapping.index_of(header)
        except MappingError as error:
            titles = ", ".join(repr(column.header) for column in mapping)
            problem = told(error.problem, language)
            raise refuse("map_column", problem=problem, titles=titles) from None
        try:
            mapping = mapping.with_column(index, target=target.strip(), **how)
        except InvalidValueError:
            raise refuse("map_target", target=repr(target.strip()), known=_TARGETS) from None
        except MappingError as error:
            problem, hint = told(error.problem, language), told(error.hint, language)
            raise refuse("map_how", problem=problem, hint=hint) from None
    return mapping


_HOW = {"order": "date_order", "split": "split", "letters": "gender_letters"}
_BEHIND = re.compile(rf"(.*=.*?)\s+({'|'.join(_HOW)})=(\S+)", re.DOTALL)


def _how_read(choice: str) -> tuple[str, dict[str, str]]:
    """Return ``"title=target"``, and what stands behind it of how cells are read."""
    how: dict[str, str] = {}
    while found := _BEHIND.fullmatch(choice):
        choice, name, value = found.groups()
        how[_HOW[name]] = "\t" if name == "split" and value == "tab" else value
    return choice, how


def import_table(
    book: ClientBook,
    table: Table,
    mapping: Mapping,
    *,
    by: Actor,
    mode: ImportMode = ImportMode.UPSERT,
    like: str | None = None,
    dry_run: bool = False,
    interrupted: ImportRun | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> ImportAnswer:
    """Plan, run or resume an import.

    Args:
        book: The book.
        table: The opened file.
        mapping: Where each column goes.
        by: Who imports.
        mode: What rows may do.
        like: Id of the import whose rows these are, mended.
        dry_run: True writes nothing.
        interrupted: The run to go on with, from :func:`find_interrupted`.
        progress: Told how far it is.

    Raises:
        MappingError: Columns are undecided; the message writes the options that decide them.
    """
    try:
        if dry_run:
            plan = book.imports.plan(table, mapping, mode=mode, like=like, progress=progress)
            samples = tuple(o for o in plan.samples if o.kind in _REFUSED)
            return ImportAnswer(None, plan, plan.counts or ImportCounts(), samples)
        if interrupted is not None:
            run = book.imports.resume(interrupted.id, table, by=by, progress=progress)
        else:
            run = book.imports.run(table, mapping, by=by, mode=mode, like=like, progress=progress)
    except UndecidedColumnError as error:
        titles = " ".join(f"--map '{title}=skip'" for title in error.headers)
        raise MappingError(
            f"undecided columns: {', '.join(repr(title) for title in error.headers)}",
            f"give each a target, 'custom', or leave it out: {titles}",
        ) from None
    found = book.imports.outcomes(run.id, kinds=_REFUSED)
    samples = tuple(o for o, _ in zip(found, range(_SHOWN_REJECTS), strict=False))
    return ImportAnswer(run, None, run.counts, samples)
