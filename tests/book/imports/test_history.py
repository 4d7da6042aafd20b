"""Who did what to imports (X50, V1), and how long they are there (V5, V6, V37)."""

import io
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from tests.book.imports.conftest import BY, FR, Clock, table_of

from clientbook import FIELD_SERVICE, Actor, ClientBook, MemoryStore, Table
from clientbook.domain.imports import RunState
from clientbook.domain.journal import Change, ChangeKind
from clientbook.errors import (
    FileTooLargeError,
    ImportExpiredError,
    InvalidValueError,
    OperationCancelledError,
)

ANNE = Actor("anne", "desk")
ROWS = Table.from_rows(["Last name"], [[f"Name{n}"] for n in range(300)])
JOHN = "First name | Last name | Mobile\nJohn | Smith | 0612345678"
JON = "First name | Last name | Mobile\nJon | Smith | 0612345678"

Write = Callable[[ClientBook, Clock, "Actor | None"], None]


def _options(by: Actor | None) -> dict[str, Actor]:
    return {} if by is None else {"by": by}


def _interrupt(book: ClientBook) -> str:
    with pytest.raises(OperationCancelledError) as stopped:
        book.imports.run(ROWS, by=BY, progress=lambda p: p.phase != "importing")
    return stopped.value.run_id or ""


def _resume(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.resume(_interrupt(book), ROWS, **_options(by))


def _abandon(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.abandon(_interrupt(book), by=by or BY)


def _decide(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.run(table_of(JOHN), by=BY)
    run = book.imports.run(table_of(JON), by=BY)
    book.imports.decide_row(run.id, 2, into=None, by=by or BY)


def _settle(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.run(table_of(JOHN), by=BY)
    run = book.imports.run(table_of(JON), by=BY)
    with pytest.warns(DeprecationWarning, match="decide_row"):
        book.imports.settle(run.id, 2, into=None, **_options(by))


def _undo(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    run = book.imports.run(table_of(JOHN), by=BY)
    book.imports.undo(book.imports.plan_undo(run.id), by=by or BY)


def _save(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    table = table_of(JOHN)
    book.imports.save_template("x", book.imports.suggest(table), table, **_options(by))


def _purge(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.run(table_of(JOHN), by=BY)
    clock.forward(days=21)
    assert book.imports.purge(**_options(by)) == 1


def _run(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.run(table_of(JOHN), by=by or BY)


def _commit(book: ClientBook, clock: Clock, by: Actor | None) -> None:
    book.imports.commit(book.imports.plan(table_of(JOHN)), by=by or BY)


WRITES: list[tuple[Write, tuple[str, ...]]] = [
    (_run, ()),
    (_commit, ()),
    (_resume, ("resumed",)),
    (_abandon, ("abandoned",)),
    (_decide, ("decided",)),
    (_settle, ("decided",)),
    (_undo, ("undone",)),
    (_save, ("template",)),
    (_purge, ("purged",)),
]


def entries(book: ClientBook) -> list[Change]:
    """Return what the journal tells of imports as a whole."""
    changes = book.context.store.read_changes(book.context.book)
    return [c for c in changes if c.kind is ChangeKind.IMPORT]


@pytest.mark.parametrize(("write", "fields"), WRITES)
def test_x50_every_write_of_the_desk_has_an_actor_and_an_entry(
    each_book: ClientBook, clock: Clock, write: Write, fields: tuple[str, ...]
) -> None:
    """X50, V1, S10: run, commit, resume, abandon, decide, undo, save, purge: it is told who."""
    write(each_book, clock, ANNE)
    last = entries(each_book)[-1]
    assert (last.actor, last.fields) == (ANNE, fields)
    assert (last.client_id, last.revision) == (None, 0)


@pytest.mark.parametrize("write", [_resume, _save, _purge])
def test_x50_who_is_not_named_is_unknown(each_book: ClientBook, clock: Clock, write: Write) -> None:
    """X50: a call that asked for no actor before warns, and the journal says "unknown"."""
    with pytest.warns(DeprecationWarning, match="by="):
        write(each_book, clock, None)
    assert entries(each_book)[-1].actor == Actor("unknown")


def test_x50_every_public_method_that_writes_is_in_the_list() -> None:
    """X50: the desk's methods are known: those that only look, and those of the table above."""
    looking = {
        "get", "open", "outcomes", "plan", "plan_undo", "runs", "suggest", "templates",
        "write_rejects", "preview", "template", "undo_kept", "kept", "kept_plan",
    }  # fmt: skip
    writing = {
        "run", "commit", "resume", "abandon", "decide_row", "settle", "undo", "save_template",
        "purge",
    }  # fmt: skip
    book = ClientBook(MemoryStore())
    methods = {name for name in dir(book.imports) if not name.startswith("_")}
    assert methods == looking | writing
    assert len(writing) == len(WRITES)


def test_v1_the_rows_of_a_resumed_import_name_who_resumed_it(each_book: ClientBook) -> None:
    """V1, X50: each client's history says who wrote it."""
    run_id = _interrupt(each_book)
    brought = each_book.imports.get(run_id).counts.created
    assert 0 < brought < 300
    each_book.imports.resume(run_id, ROWS, by=ANNE)
    changes = each_book.context.store.read_changes(each_book.context.book)
    actors = [c.actor for c in changes if c.kind is ChangeKind.CREATED]
    assert actors == [BY] * brought + [ANNE] * (300 - brought)
    assert each_book.imports.get(run_id).actor == BY


def test_v6_an_expired_import_answers_no_more_before_its_purge(
    each_book: ClientBook, clock: Clock
) -> None:
    """V6, S28: a second after day 20 nothing of a run is served, whether it was purged or not."""
    run = each_book.imports.run(table_of(JOHN + "\nBad | Row | 99"), by=BY)
    clock.forward(days=20)
    assert len(list(each_book.imports.outcomes(run.id))) == 2
    clock.forward(seconds=1)
    asks: list[Callable[[], object]] = [
        lambda: each_book.imports.get(run.id),
        lambda: list(each_book.imports.outcomes(run.id)),
        lambda: each_book.imports.write_rejects(run.id, io.BytesIO()),
        lambda: each_book.imports.plan_undo(run.id),
        lambda: each_book.imports.decide_row(run.id, 2, into=None, by=BY),
    ]
    for _ in range(2):
        for ask in asks:
            with pytest.raises(ImportExpiredError):
                ask()
        each_book.imports.purge(by=BY)


def test_v37_who_undid_it_shows_for_five_days_everywhere(
    each_book: ClientBook, clock: Clock
) -> None:
    """V37, S30: get() tells no longer than runs() who undid an import."""
    run = each_book.imports.run(table_of(JOHN), by=BY)
    each_book.imports.undo(each_book.imports.plan_undo(run.id), by=ANNE)
    clock.forward(days=5)
    assert each_book.imports.get(run.id).undo is not None
    clock.forward(seconds=1)
    assert each_book.imports.get(run.id).undo is None
    assert each_book.imports.get(run.id).state is RunState.UNDONE


def test_c10_old_runs_are_not_read(each_book: ClientBook, clock: Clock) -> None:
    """C10: a list of runs reads back to the first that is too old; a purge the other way round."""
    for number in range(3):
        each_book.imports.run(table_of(JOHN), by=Actor(f"day{number}"))
        clock.forward(days=15)
    assert [run.actor.id for run in each_book.imports.runs()] == ["day2"]
    assert each_book.imports.purge(by=BY) == 2
    assert each_book.imports.purge(by=BY) == 0
    assert [run.actor.id for run in each_book.imports.runs()] == ["day2"]


def test_v10_the_limit_holds_wherever_a_table_comes_from() -> None:
    """V10, S29: 10,000 rows of a table in memory are planned, 10,001 are not."""
    settings = attrs.evolve(FIELD_SERVICE, default_region="FR")
    book = ClientBook(MemoryStore(), settings=settings)
    row = ["Roy", "bad"]  # refused at once: only the count matters here
    book.imports.plan(Table.from_rows(["Last name", "Mobile"], [row] * 10_000))
    table = Table.from_rows(["Last name", "Mobile"], [row] * 10_001)
    for refuse in (book.imports.plan, lambda t: book.imports.run(t, by=BY)):
        with pytest.raises(FileTooLargeError, match="10000"):
            refuse(table)
    assert book.imports.runs() == ()
    assert FR.imports.max_rows is None


@pytest.mark.parametrize("name", ["", "no/such/folder/rejects.csv", "\0.csv", "x" * 300])
def test_a_path_at_which_no_file_can_be_is_refused(tmp_path: Path, name: str) -> None:
    """X15: the error is one of the library's, and says what to name; the run is as it was."""
    book = ClientBook(MemoryStore(), settings=FR)
    run = book.imports.run(table_of(JOHN + "\nBad | Row | 99"), by=BY)
    with pytest.raises(InvalidValueError, match="a folder that you may write to"):
        book.imports.write_rejects(run.id, f"{tmp_path}/{name}", format="csv")
    assert book.imports.write_rejects(run.id, tmp_path / "rejects.csv", format="csv") == 1
