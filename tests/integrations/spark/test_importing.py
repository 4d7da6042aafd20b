"""X55: An import prepared on Spark is the import of one process."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.integrations.spark.test_mapped import MAPPING as PLAIN
from tests.integrations.spark.test_mapped import ROWS as CLEAN

from clientbook import Actor, ClientBook, OperationCancelledError, Progress
from clientbook.domain.imports import RunState
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError
from clientbook.importing.columns import decide_dates
from clientbook.importing.outcomes import Accepted
from clientbook.importing.prepared import PreparedRow
from clientbook.importing.tables import Table
from clientbook.importing.validation import RowChecker
from clientbook.messages.issues import IssueCode
from clientbook.storage.memory import MemoryStore

pytest.importorskip("pyspark", reason="the extra spark is not installed")

from pyspark.sql import DataFrame, SparkSession

from clientbook.integrations.spark import PreparedImport, prepare_import

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

BY = Actor("merger")
FR = BookSettings(default_region="FR")
TODAY = date(2026, 3, 1)
BLANK = dict.fromkeys(CLEAN[0], "")


def clock() -> datetime:
    """Tell the day the rows are read."""
    return datetime(2026, 3, 1, 12, tzinfo=UTC)


def rows() -> Iterator[dict[str, str]]:
    """Yield rows among which some are bad, some empty, some go on with the row above."""
    for number, row in enumerate(CLEAN[:400]):
        yield {**row, "Email": "nobody at home"} if number % 19 == 0 else row
        if number % 7 == 0:
            yield {**BLANK, "Street": "Back door"}
        if 100 < number < 200:  # more than a partition holds, under a row that is not complete
            yield {**BLANK, "First name": "", "Email": "?" if number == 101 else ""}
            yield {**BLANK, "Street": "Second floor"}


ROWS = list(rows())
TABLE = Table.from_records(ROWS)


def frame_of(spark: SparkSession, rows: list[dict[str, str]] = ROWS) -> DataFrame:
    """Return numbered rows, in no order."""
    titles = sorted(rows[0])
    held = [(number, *(row[title] for title in titles)) for number, row in enumerate(rows, start=2)]
    return spark.createDataFrame(held, ["row", *titles]).repartition(4)


@pytest.fixture(scope="module")
def prepared(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> PreparedImport:
    """Give ROWS, read and checked."""
    folder = str(tmp_path_factory.mktemp("import"))
    return prepare_import(frame_of(spark), PLAIN, FR, folder=folder, today=TODAY)


def state_of(book: ClientBook) -> list[str]:
    """Return what a book holds, whatever its ids are."""
    return sorted(repr(row.client.profile) for row in book.lists.page(limit=1000))


def test_rows_are_checked_as_one_process_checks_them(prepared: PreparedImport) -> None:
    """X55: The same rows accepted, the same issues, also of rows that go on with the one above."""
    mapping, warnings = decide_dates(TABLE, prepared.mapping, FR)
    checker = RowChecker(TABLE.header, mapping, FR, today=TODAY)
    here = [checker.check(row) for row in TABLE]
    there = list(prepared.table())
    assert (prepared.mapping, prepared.warnings, prepared.size) == (mapping, warnings, len(here))
    assert all(isinstance(row, PreparedRow) for row in there)
    assert [row.outcome() for row in there if isinstance(row, PreparedRow)] == here
    codes = [[i.code for i in o.issues] for o in here if not isinstance(o, Accepted)]
    going_on = [IssueCode.CONTINUATION_ROW_SUSPECTED in each for each in codes]
    assert 0 < sum(going_on) < len(going_on)
    shown = prepared.rows.where("not accepted").select("row", "issues.code").collect()
    assert sorted((row["row"], row["code"]) for row in shown) == [
        (o.row, [i.code.value for i in o.issues]) for o in here if not isinstance(o, Accepted)
    ]


def test_the_driver_writes_what_an_import_writes(prepared: PreparedImport) -> None:
    """X55: The same clients and outcomes; written again, nothing is doubled."""
    here = ClientBook(MemoryStore(), clock=clock, settings=FR)
    told = here.imports.run(TABLE, PLAIN, by=BY)
    book = ClientBook(MemoryStore(), clock=clock, settings=FR)
    run = prepared.write(book, by=BY)
    assert run.counts == told.counts
    assert run.counts.created > 100
    assert state_of(book) == state_of(here)
    assert prepared.write(book, by=BY).id == run.id
    assert state_of(book) == state_of(here)


def test_a_run_that_was_cut_off_goes_on_by_row(prepared: PreparedImport) -> None:
    """X55: What was committed stands; writing again writes the rows that are left, once."""
    whole = ClientBook(MemoryStore(), clock=clock, settings=FR)
    prepared.write(whole, by=BY)
    book = ClientBook(MemoryStore(), clock=clock, settings=FR)

    def stop(progress: Progress) -> bool:
        return progress.phase != "importing"

    with pytest.raises(OperationCancelledError):
        book.imports.run(prepared.table(), prepared.mapping, by=BY, progress=stop)
    (begun,) = book.imports.runs()
    run = prepared.write(book, by=BY)
    assert (run.id, run.state) == (begun.id, RunState.DONE)
    assert state_of(book) == state_of(whole)


def test_a_book_that_is_set_otherwise_checks_again(prepared: PreparedImport) -> None:
    """X55: What was prepared by other rules is not taken over."""
    settings = BookSettings(default_region="CH")
    here = ClientBook(MemoryStore(), clock=clock, settings=settings)
    told = here.imports.run(TABLE, PLAIN, by=BY)
    book = ClientBook(MemoryStore(), clock=clock, settings=settings)
    assert prepared.write(book, by=BY).counts == told.counts
    assert state_of(book) == state_of(here)


@pytest.mark.parametrize("column", ["0 as row", "7 as row", "1000000000 + row as row"])
def test_rows_have_numbers_of_their_own(spark: SparkSession, tmp_path: Path, column: str) -> None:
    """X55: Without them no row could be written once."""
    frame = frame_of(spark, ROWS[:9]).selectExpr("* except (row)", column)
    with pytest.raises(InvalidValueError, match="rows: "):
        prepare_import(frame, PLAIN, FR, folder=str(tmp_path))
