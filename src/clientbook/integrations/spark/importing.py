"""An import prepared on Spark: rows read and checked by workers, written by the driver alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import attrs
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook.book import ClientBook
from clientbook.convert import to_json
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded
from clientbook.domain.imports import ImportMode, ImportRun, RunState
from clientbook.domain.reading_rules import ReadingRules
from clientbook.domain.settings import BookSettings
from clientbook.importing.mapping import Mapping
from clientbook.importing.outcomes import Accepted
from clientbook.importing.prepared import PreparedRow, draft_json
from clientbook.importing.tables import Row, Source, Table
from clientbook.importing.validation import GOING_ON, RowChecker, goes_on
from clientbook.integrations.spark.cells import KEY, cells_of, decided, rows_in
from clientbook.integrations.spark.frames import NOTHING, WHOLE, check_kind
from clientbook.integrations.spark.refusals import heard, issue_of, mapped, told_issue
from clientbook.integrations.spark.stages import Stages, check_folder, checksum, fingerprint
from clientbook.messages.issues import Issue

_ISSUE = "struct<code: string, field: string, column: string, params: string>"
_CHECKED = (
    "row bigint, cells array<string>, accepted boolean, profile string, draft string,"
    f" issues array<{_ISSUE}>, rules string, part bigint, open boolean, complete boolean"
)
_ISSUE_TYPE = pa.struct([(name, pa.string()) for name in ("code", "field", "column", "params")])
_CHECKED_TYPE = pa.schema(
    [
        ("row", pa.int64()),
        ("cells", pa.list_(pa.string())),
        ("accepted", pa.bool_()),
        ("profile", pa.string()),
        ("draft", pa.string()),
        ("issues", pa.list_(_ISSUE_TYPE)),
        ("rules", pa.string()),
        ("part", pa.int64()),
        ("open", pa.bool_()),
        ("complete", pa.bool_()),
    ]
)
_KEPT = ("row", "cells", "accepted", "draft", "issues", "rules")
_LAST_ROW = 999_999_999


@guarded
@attrs.frozen(eq=False)
class PreparedImport:
    """A list that was read and checked, and not yet written.

    Args:
        rows: Columns ``row``, ``accepted``, ``profile`` (public JSON of an accepted row),
            ``issues`` (``code``, ``field``, ``column``) and others, in no order.
        mapping: The mapping, total, its date columns decided.
        warnings: What concerns a whole column.
        size: Rows that hold anything.
    """

    rows: DataFrame
    mapping: Mapping
    warnings: tuple[Issue, ...]
    size: int
    _mode: ImportMode = attrs.field(alias="mode")
    _source: Source = attrs.field(alias="source", repr=False)

    def table(self) -> Table:
        """Return the rows as a table that an import desk plans and commits."""
        header = [column.header for column in self.mapping]
        return Table(header, self._read, source=self._source, row_count=self.size)

    def _read(self) -> Iterator[Row]:
        kept = self.rows.select(*_KEPT).orderBy("row")
        for row in kept.toLocalIterator():
            yield PreparedRow(
                row["row"],
                tuple(row["cells"]),
                rules=row["rules"],
                draft=row["draft"],
                accepted=row["accepted"],
                issues=tuple(map(issue_of, row["issues"])),
            )

    def write(self, book: ClientBook, *, by: Actor) -> ImportRun:
        """Import the rows; this process alone writes.

        A row is written once: a run of the same rows, mapping and mode that was cut off goes on
        after the last row it committed, and one that is done is returned as it stands.  Rows are
        decided in the order of their numbers, as :meth:`.ImportDesk.run` decides them.

        Args:
            book: Where to.  Where it is set otherwise than *settings* were, or defines the
                attributes of the list otherwise, rows are checked again by its own rules.
            by: Who imports.

        Raises:
            ImportStateError: Another process works on the same rows.
        """
        table, desk = self.table(), book.imports
        for run in desk.runs():
            if (run.fingerprint, run.mode) != (self._source.fingerprint, self._mode):
                continue
            if run.state is RunState.DONE:
                return run
            if run.state is RunState.COMMITTING:
                return desk.resume(run.id, table, by=by)
        return desk.run(table, self.mapping, by=by, mode=self._mode)


@guarded
@heard()
def prepare_import(
    frame: DataFrame,
    mapping: Mapping,
    settings: BookSettings,
    *,
    folder: str,
    row: str = "row",
    name: str | None = None,
    mode: ImportMode = ImportMode.UPSERT,
    definitions: Iterable[AttributeDefinition] = (),
    today: date | None = None,
) -> PreparedImport:
    """Read and check the rows of a list on the workers, as one process would.

    Args:
        frame: Columns with the titles of the mapping, and *row*.
        mapping: What each column means, total.
        settings: What the book is set to.
        folder: Where the stages are kept as Parquet, see :func:`find_pairs`.
        row: Name of the column that numbers the rows, from 1, each number once.
        name: Name of the list, shown as that of its file.
        mode: What rows may do.
        definitions: Attributes of the book.
        today: Today, which tells the century of years of two digits; None asks the system.

    Raises:
        WrongTypeError: An argument or *row* is of another type, such as a list in place of the
            frame; nothing was written.
        CellTypeError: A column holds lists or the like, or a cell an infinite number.
        InvalidValueError: *folder* has no name or cannot be written to (nothing was read or
            written then), a row has no number, or two have one.
        MappingError: The mapping cannot be used, or is for other columns.
        PlanError: *folder* is of another list.
    """
    check_folder(folder)
    mode = ImportMode(mode)
    known = {definition.key: definition for definition in definitions}
    rules = ReadingRules.of(settings, today or datetime.now(tz=settings.zone).date())
    mapping = mapping.made_ready(settings.imports, known)
    cells = cells_of(frame, mapping, row)
    check_kind("frame", row, cells.schema[0].dataType, {*WHOLE, NOTHING}, "whole numbers")
    stages = Stages(frame.sparkSession, folder)
    mapping, warnings = decided(cells, mapping, settings, "row")
    make = _checker(mapping, settings, known, rules, mode)
    # A run that was cut off goes on the next day: today is the day it began, unless it is told.
    asked = make(reading=attrs.evolve(rules, today=today or date.min)).rules
    told = fingerprint("import", checksum(cells), asked)
    stages.follow_from(told)
    in_order = cells.repartitionByRange(KEY).sortWithinPartitions(KEY)
    check = partial(_checked, make=make, titles=[column.header for column in mapping])
    checked = stages.once("checked", lambda: mapped(in_order, check, _CHECKED))
    size = _checked_numbers(checked)
    source = Source("memory", name, fingerprint=told)
    return PreparedImport(_closed(checked), mapping, warnings, size, mode, source)


def _checker(
    mapping: Mapping,
    settings: BookSettings,
    known: dict[str, AttributeDefinition],
    rules: ReadingRules,
    mode: ImportMode,
) -> Callable[..., RowChecker]:
    """Return what makes a checker of rows, on whatever worker."""
    return partial(
        RowChecker,
        tuple(column.header for column in mapping),
        mapping,
        settings,
        definitions=known,
        today=rules.today,
        partial=mode is ImportMode.UPDATE,
        reading=rules,
    )


def _checked_numbers(checked: DataFrame) -> int:
    """Return how many rows there are, each with a number of its own."""
    told = checked.agg(
        F.count("*").alias("rows"),
        F.countDistinct("row").alias("numbers"),
        F.min("row").alias("first"),
        F.max("row").alias("last"),
    ).collect()[0]
    if told["numbers"] != told["rows"] or (told["rows"] and told["first"] < 1):
        raise refuse("rows", "each row needs a number of its own, from 1")
    if told["rows"] and told["last"] > _LAST_ROW:
        raise refuse("rows", f"a number is over {_LAST_ROW:,}; number the rows from 1")
    return int(told["rows"])


def _checked(
    batches: Iterator[pa.RecordBatch], make: Any, titles: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    """Check the rows of one partition, which are in order.

    Whether the row above the first one was complete is not known here: it is taken for complete,
    and rows are open as long as what was found of them follows from that.
    """
    checker: RowChecker = make(above_complete=True)
    part: object = None
    is_open = True
    for batch in batches:
        found = []
        for number, cells in rows_in(batch, titles, "row"):
            if not any(cells):
                continue
            part = number if part is None else part
            outcome = checker.check(Row(_number(number), cells))
            issues = outcome.warnings if isinstance(outcome, Accepted) else outcome.issues
            is_open = is_open and goes_on(issues)
            accepted = isinstance(outcome, Accepted)
            found.append(
                {
                    "row": number,
                    "cells": cells,
                    "accepted": accepted,
                    "profile": to_json(outcome.value.profile)
                    if isinstance(outcome, Accepted)
                    else None,
                    "draft": draft_json(outcome),
                    "issues": [told_issue(issue) for issue in issues],
                    "rules": checker.rules,
                    "part": part,
                    "open": is_open,
                    "complete": checker.above_complete,
                }
            )
        yield pa.RecordBatch.from_pylist(found, schema=_CHECKED_TYPE)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise refuse("rows", "each row needs a whole number")
    return value


def _closed(checked: DataFrame) -> DataFrame:
    """Settle the open rows: some stand under a row that was not complete."""
    parts = (
        checked.groupBy("part")
        .agg(
            F.bool_or("open").alias("some"),
            F.bool_and("open").alias("all"),
            F.max_by("complete", "row").alias("complete"),
        )
        .orderBy("part")
        .collect()
    )
    complete, wrong = False, []
    for part in parts:
        if part["some"] and not complete:
            wrong.append(part["part"])
        complete = complete if part["all"] else part["complete"]
    going_on = [code.value for code in GOING_ON]
    kept = F.filter("issues", lambda issue: ~issue["code"].isin(going_on))
    mistaken = F.col("open") & F.col("part").isin(wrong)
    issues = F.when(mistaken, kept).otherwise(F.col("issues"))
    return checked.withColumn("issues", issues).drop("part", "open", "complete")
