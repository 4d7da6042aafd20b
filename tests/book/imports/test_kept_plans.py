"""Dry runs that are stopped and go on (X40, X53)."""

import stat
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.book.imports.conftest import BY, FR, Clock
from tests.book.imports.test_laws import HEADER, ROWS
from tests.book.imports.test_previews import told_of

from clientbook import ClientBook, ImportPlan, MemoryStore, Table
from clientbook.book.imports import dry_runs
from clientbook.domain.imports import OutcomeKind
from clientbook.errors import (
    OperationCancelledError,
    ReadError,
    StalePlanError,
    StoreInUseError,
)
from clientbook.importing.plans import Progress
from clientbook.storage.scratch import Scratch

COLUMNS = ("Name", "Phone", "E-mail")
PEOPLE = [(f"Nina Faure{n}", f"06 52 00 {n // 100:02} {n % 100:02}", "") for n in range(120)]


@pytest.fixture
def book(clock: Clock) -> ClientBook:
    return ClientBook(MemoryStore(), settings=FR, clock=clock)


def stopping_after(chunks: int) -> Callable[[Progress], bool]:
    """Return a callback that stops the dry run after so many chunks."""
    left = iter([True] * chunks)
    return lambda progress: progress.phase == "reading" or next(left, False)


def stopped(book: ClientBook, table: Table, keep: Path) -> ImportPlan:
    """Return how far a dry run has come that was stopped at its second chunk."""
    with pytest.raises(OperationCancelledError):
        book.imports.plan(table, keep=keep, progress=stopping_after(1))
    found = book.imports.kept_plan(keep)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dry_runs, "CHUNK_ROWS", 3)


def test_a_stopped_dry_run_finds_what_one_in_one_piece_does(clock: Clock, tmp_path: Path) -> None:
    """X40: Over any two files, stopped after any chunks: the same counts, samples and pages."""
    numbers = iter(range(10_000))

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ROWS, ROWS, st.integers(1, 3))
    def check(first: list[tuple[str, ...]], second: list[tuple[str, ...]], chunks: int) -> None:
        book = ClientBook(MemoryStore(), settings=FR, clock=clock)
        book.imports.run(Table.from_rows(HEADER, first), by=BY)
        table = Table.from_rows(HEADER, second)
        keep = tmp_path / f"{next(numbers)}.plan"
        whole = book.imports.plan(table)
        for _ in range(len(second) + 1):
            again = ClientBook(book.context.store, settings=FR, clock=clock)  # another process
            try:
                plan = again.imports.plan(table, keep=keep, progress=stopping_after(chunks))
                break
            except OperationCancelledError:
                continue
        assert (plan, plan.hash) == (whole, whole.hash)
        for kind in (None, *OutcomeKind):
            kept, cursor = [], None
            while True:
                page = book.imports.preview(plan, outcome=kind, after=cursor, limit=2, keep=keep)
                kept += page
                if (cursor := page.next) is None:
                    break
            assert kept == told_of(book, whole, kind, 1_000)

    check()


def test_a_dry_run_that_was_stopped_says_how_far_it_came(book: ClientBook, tmp_path: Path) -> None:
    """X53: The counts so far are those of the rows it came to."""
    keep = tmp_path / "people.plan"
    assert book.imports.kept_plan(keep) is None
    so_far = stopped(book, Table.from_rows(COLUMNS, PEOPLE), keep)
    assert so_far.counts is not None
    assert (so_far.counts.rows, so_far.counts.created) == (6, 6)


def test_a_number_of_many_persons_is_found_over_the_whole_file(
    book: ClientBook, tmp_path: Path
) -> None:
    """X34: What too many share identifies nobody, however far apart its rows are counted."""
    rows = [*PEOPLE]
    for n in range(0, 120, 2):
        rows[n] = (rows[n][0], "01 42 68 53 00", "")
    table, keep = Table.from_rows(COLUMNS, rows), tmp_path / "people.plan"
    stopped(book, table, keep)
    plan = book.imports.plan(table, keep=keep)
    assert plan == book.imports.plan(table)
    assert plan.counts is not None
    assert plan.counts.created == 120


def test_a_dry_run_of_something_else_begins_anew(book: ClientBook, tmp_path: Path) -> None:
    """X40: Another file, other choices or other settings find nothing that was kept."""
    keep, table = tmp_path / "people.plan", Table.from_rows(COLUMNS, PEOPLE)
    fewer = Table.from_rows(COLUMNS, PEOPLE[:20])
    stopped(book, table, keep)
    assert book.imports.plan(fewer, keep=keep) == book.imports.plan(fewer)
    stopped(book, table, keep)
    update = book.imports.plan(table, mode="update", keep=keep)  # type: ignore[arg-type]
    assert update.counts is not None
    assert update.counts.rejected == 120
    stopped(book, table, keep)
    book.change_settings(attrs.evolve(book.settings, date_order="YMD"), by=BY)
    assert book.imports.plan(table, keep=keep) == book.imports.plan(table)


def test_a_dry_run_that_has_ended_begins_anew(book: ClientBook, tmp_path: Path) -> None:
    """X40: Asked again after the book was changed, it counts what would happen now."""
    keep, table = tmp_path / "people.plan", Table.from_rows(COLUMNS, PEOPLE)
    book.imports.commit(book.imports.plan(table, keep=keep), by=BY, table=table)
    again = book.imports.plan(table, keep=keep)
    assert again.counts is not None
    assert again.counts.unchanged == 120


def test_a_preview_reads_no_other_plan(book: ClientBook, tmp_path: Path) -> None:
    """X40: What was kept of another plan is not shown as this one's."""
    keep, table = tmp_path / "people.plan", Table.from_rows(COLUMNS, PEOPLE)
    plan = book.imports.plan(table, keep=keep)
    book.imports.plan(table, mode="update", keep=keep)  # type: ignore[arg-type]
    with pytest.raises(StalePlanError, match="another plan"):
        book.imports.preview(plan, keep=keep)


@pytest.mark.parametrize("content", [b"Name;Phone\n", b"SQLite format 3\0" + bytes(84)])
def test_a_file_of_something_else_stays_as_it_is(
    book: ClientBook, tmp_path: Path, content: bytes
) -> None:
    """X40: A plan is kept over no file that holds something else."""
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(ReadError, match="something else"):
        book.imports.plan(Table.from_rows(COLUMNS, PEOPLE), keep=other)
    assert other.read_bytes() == content


def test_a_plan_is_made_by_one_at_a_time(
    book: ClientBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X33: Who asks while another makes it is told so."""
    monkeypatch.setattr("clientbook.storage.scratch.PATIENCE", 0)
    keep = tmp_path / "people.plan"
    held = Scratch(keep)
    with pytest.raises(StoreInUseError, match="another process"):
        book.imports.plan(Table.from_rows(COLUMNS, PEOPLE), keep=keep)
    held.close()


def test_what_is_kept_is_for_its_owner_alone(book: ClientBook, tmp_path: Path) -> None:
    """X38: The file holds personal data; nobody else reads it."""
    keep = tmp_path / "people.plan"
    book.imports.plan(Table.from_rows(COLUMNS, PEOPLE), keep=keep)
    assert stat.S_IMODE(keep.stat().st_mode) == 0o600
