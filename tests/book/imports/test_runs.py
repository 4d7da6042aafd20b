"""Runs: plans, commits, resume, history, rejects, undo."""

import io
import itertools
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from tests.book.imports.conftest import BY, Clock, MakeBook, everybody, table_of
from tests.book.imports.test_rows import PEOPLE

from clientbook import Actor, ClientBook, ImportMode, OutcomeKind, Table
from clientbook.domain.imports import ImportCounts, KeptReason, RunState
from clientbook.errors import (
    ImportExpiredError,
    ImportStateError,
    OperationCancelledError,
    RecordNotFoundError,
    UndecidedColumnError,
)
from clientbook.importing.plans import Progress

MANY = Table.from_rows(
    ["Last name", "Mobile"],
    [
        [f"Name{n}", f"06 {n // 10_000 % 100:02d} {n // 100 % 100:02d} {n % 100:02d} 22"]
        for n in range(2_500)
    ],
)


def test_k22_planning_writes_nothing(book: ClientBook) -> None:
    """K22, X16: a plan leaves the store as it was, and says what the commit then does."""
    table = table_of(PEOPLE)
    before = book.context.store.last_seq(book.context.book)
    plans = [book.imports.plan(table) for _ in range(3)]
    assert book.context.store.last_seq(book.context.book) == before
    assert book.imports.runs() == ()
    assert len({plan.hash for plan in plans}) == 1
    run = book.imports.commit(plans[0], by=BY)
    assert run.counts == plans[0].counts


def test_k22_planning_leaves_every_byte_of_the_store(book: ClientBook, tmp_path: Path) -> None:
    """K22: planning any number of times leaves the database byte-identical."""
    book.imports.run(table_of(PEOPLE), by=BY)
    files = [tmp_path / "book.db", tmp_path / "book.db-wal"]
    before = [file.read_bytes() for file in files if file.exists()]
    for mode in ImportMode:
        book.imports.plan(table_of(PEOPLE), mode=mode)
        book.imports.plan(table_of("Name | Mobile\nZoé Petit | 0699887766"), mode=mode)
    assert [file.read_bytes() for file in files if file.exists()] == before


def test_a_wrong_call_is_refused_at_once(book: ClientBook) -> None:
    """X51: An error that says what is expected, before a row is read; a mode may be its text."""
    table = table_of(PEOPLE)
    with pytest.raises(TypeError, match="expected an Actor"):
        book.imports.run(table, by="me")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected an Actor"):
        book.imports.commit(book.imports.plan(table), by="me")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"expected a Table, as open_table\(\) gives it, got str"):
        book.imports.plan("people.csv")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"mode: .*expected one of create, update, upsert"):
        book.imports.run(table, by=BY, mode="bogus")  # type: ignore[arg-type]
    assert book.imports.runs() == ()
    assert book.imports.run(table, by=BY, mode="create").mode is ImportMode.CREATE  # type: ignore[arg-type]


def test_x15_the_same_file_twice_changes_nothing(book: ClientBook) -> None:
    """X15: the second import finds everybody, also those without any identifier."""
    table = table_of("Name | Mobile | Town\nMarie Dupont | 0612345678 | Lyon\nAnonymous | | Metz")
    book.imports.run(table, by=BY)
    before = everybody(book)
    seq = book.context.store.last_seq(book.context.book)
    run = book.imports.run(table, by=BY)
    assert run.counts == ImportCounts(unchanged=2)
    assert everybody(book) == before
    assert book.context.store.last_seq(book.context.book) == seq + 1  # the import itself


class CrashError(Exception):
    """Stands for a crash."""


def test_x15_x29_an_import_cut_between_chunks_is_resumed(book: ClientBook) -> None:
    """X15, X29: cancelled after a chunk, resume ends as an uninterrupted run does."""
    seen: list[Progress] = []

    def stop(progress: Progress) -> bool:
        seen.append(progress)
        return not (progress.phase == "importing" and progress.done >= 1_000)

    with pytest.raises(OperationCancelledError):
        book.imports.run(MANY, by=BY, progress=stop)
    assert seen[-1].total == 2_500
    (run,) = book.imports.runs()
    assert run.state is RunState.COMMITTING
    assert 1_000 <= run.counts.created < 2_500  # units are as large as the machine is fast
    done = book.imports.resume(run.id, MANY, by=BY)
    assert (done.state, done.counts) == (RunState.DONE, ImportCounts(created=2_500))
    assert len(everybody(book)) == 2_500
    with pytest.raises(ImportStateError):
        book.imports.resume(run.id, MANY, by=BY)


def test_a_crash_inside_a_chunk_leaves_that_chunk_unwritten(make_book: MakeBook) -> None:
    """X15: rows, outcomes and progress of a chunk are written together or not at all."""
    numbers = itertools.count()

    def crash() -> str:
        number = next(numbers)
        if number == 1_500:
            raise CrashError
        return f"crash{number:06d}"

    book = make_book(make_id=crash)
    with pytest.raises(CrashError):
        book.imports.run(MANY, by=BY)
    (run,) = book.imports.runs()
    assert run.counts.rows == len(list(book.imports.outcomes(run.id))) == len(everybody(book))
    assert 0 < run.counts.rows < 1_500
    assert book.imports.resume(run.id, MANY, by=BY).counts.created == 2_500


def test_resume_wants_the_same_file(book: ClientBook) -> None:
    """X15: another file is refused."""
    with pytest.raises(OperationCancelledError):
        book.imports.run(MANY, by=BY, progress=lambda p: p.phase != "importing")
    (run,) = book.imports.runs()
    with pytest.raises(ImportStateError):
        book.imports.resume(run.id, table_of(PEOPLE), by=BY)


def test_v1_history_says_who_imported(book: ClientBook) -> None:
    """V1, K16: every import names its actor and is listed whoever started it."""
    book.imports.run(table_of(PEOPLE), by=Actor("ann", "web"))
    book.imports.run(table_of("Name | Mobile\nZoé Petit | 0699887766"), by=Actor("bob"))
    assert [run.actor.id for run in book.imports.runs()] == ["bob", "ann"] or [
        run.actor.id for run in book.imports.runs()
    ] == ["ann", "bob"]


def test_v5_v6_imports_are_listed_for_twenty_days(book: ClientBook, clock: Clock) -> None:
    """V5, V6: day 20 is listed, a second later not; after the purge its undo has expired."""
    run = book.imports.run(table_of(PEOPLE), by=BY)
    clock.forward(days=20)
    assert [r.id for r in book.imports.runs()] == [run.id]
    clock.forward(seconds=1)
    assert book.imports.runs() == ()
    with pytest.raises(ImportExpiredError):
        book.imports.plan_undo(run.id)
    assert book.imports.purge(by=BY) == 1
    with pytest.raises(ImportExpiredError):
        book.imports.plan_undo(run.id)
    with pytest.raises(RecordNotFoundError):
        book.imports.get("never")
    assert len(everybody(book)) == 2
    assert book.context.store.list_records(book.context.book, "outcome") == ()


def test_v30_to_v32_the_rejects_file_maps_itself_and_is_a_valid_input(book: ClientBook) -> None:
    """V30, V31, V32: values as sent, reasons beside them; fixed and sent again it is imported."""
    table = table_of(
        """
        First name | Last name | Mobile         | Remark
        Marie      | Dupont    | 06 12 34 56 78 | ok
        Paul       | Martin    | 12             | =1+1
        Zoé        | Petit     | 13             | two
        """
    )
    mapping = book.imports.suggest(table).assign("Remark", "skip")
    run = book.imports.run(table, mapping, by=BY)
    for format_ in ("csv", "xlsx"):
        out = io.BytesIO()
        assert book.imports.write_rejects(run.id, out, format=format_) == 2  # type: ignore[arg-type]
        again = book.imports.open(out.getvalue())
        assert again.header[:4] == table.header
        assert [row.cells[4] for row in again] == ["3", "4"]
        assert [c.target is not None and c.target.is_skip for c in book.imports.suggest(again)][
            4:
        ] == [True] * 4
    fixed = Table.from_rows(
        again.header,
        [[*row.cells[:2], f"06 99 88 77 6{n}", *row.cells[3:]] for n, row in enumerate(again)],
    )
    second = book.imports.run(fixed, book.imports.suggest(fixed).assign("Remark", "skip"), by=BY)
    assert second.counts.created == run.counts.rejected
    assert book.imports.run(table, mapping, by=BY).counts.created == 0


def test_x17_undo_removes_restores_and_keeps(book: ClientBook, clock: Clock) -> None:
    """V34, V36, X17: untouched creations go, updates go back, what was edited since stays."""
    from clientbook.book.writing import Edit, write
    from clientbook.domain.journal import ChangeKind

    book.imports.run(
        table_of("Name | Mobile\nMarie Dupont | 0612345678\nOld Paul | 0611111111"), by=BY
    )
    before = everybody(book)
    run = book.imports.run(
        table_of(
            """
            Name         | Mobile     | Company | Email
            Marie Dupont | 0612345678 | Acme    | marie@example.fr
            Old Paul     | 0611111111 | Bolt    |
            New Zoé      | 0622222222 |         |
            New Max      | 0633333333 |         |
            New Zoé      | 0622222222 |         | zoe@example.fr
            """
        ),
        by=BY,
    )
    assert (run.counts.created, run.counts.updated) == (2, 2)
    ids = {o.row: o.client_id or "" for o in book.imports.outcomes(run.id)}
    context = book.context
    with context.unit():
        clients = context.store.get_clients(context.book, list(ids.values()))
        paul, maxime = clients[ids[3]], clients[ids[5]]
        edits = [
            Edit(
                ChangeKind.UPDATED, c, attrs.evolve(c, profile=attrs.evolve(c.profile, company="X"))
            )
            for c in (paul, maxime)
        ]
        write(context, edits, actor=BY)
    plan = book.imports.plan_undo(run.id)
    counts = plan.counts
    assert (counts.removed, counts.restored, counts.kept, counts.nothing) == (1, 1, 2, 1)
    assert counts.rows == run.counts.rows
    assert {(k.row, k.reason, k.fields) for k in plan.kept} == {
        (3, KeptReason.EDITED, ("company",)),
        (5, KeptReason.EDITED, ()),
    }
    done = book.imports.undo(plan, by=Actor("ann"))
    assert done.state is RunState.UNDONE
    assert done.undo is not None
    assert (done.undo.deleted, done.undo.restored, done.undo.kept) == (1, 1, 2)
    after = {p.display_name: p for p in everybody(book)}
    assert after["Marie Dupont"] == next(p for p in before if p.display_name == "Marie Dupont")
    assert after["Old Paul"].company == "X"
    assert set(after) == {"Marie Dupont", "Old Paul", "New Max"}
    with pytest.raises(ImportStateError):
        book.imports.plan_undo(run.id)


def test_v35_v37_an_undone_import_stays_listed(book: ClientBook, clock: Clock) -> None:
    """V35, V36, V37: the line stays with its counts; who undid it shows for five days."""
    run = book.imports.run(table_of(PEOPLE), by=BY)
    book.imports.undo(book.imports.plan_undo(run.id), by=Actor("ann"))
    (line,) = book.imports.runs()
    assert (line.state, line.counts) == (RunState.UNDONE, run.counts)
    assert line.undo is not None
    assert (line.undo.deleted, line.undo.by.id) == (2, "ann")
    clock.forward(days=5)
    assert book.imports.runs()[0].undo is not None
    clock.now += timedelta(seconds=1)
    assert book.imports.runs()[0].undo is None


def test_an_interrupted_undo_goes_on(book: ClientBook) -> None:
    """X17: cancelled between chunks, the same undo ends as if it had not been."""
    run = book.imports.run(MANY, by=BY)
    plan = book.imports.plan_undo(run.id)
    with pytest.raises(OperationCancelledError):
        book.imports.undo(plan, by=BY, progress=lambda p: False)
    assert book.imports.get(run.id).state is RunState.UNDOING
    done = book.imports.undo(plan, by=BY)
    assert done.undo is not None
    assert done.undo.deleted == 2_500
    assert everybody(book) == []


def test_x14_a_saved_mapping_is_found_again(book: ClientBook) -> None:
    """V2, X14: the next file of the same layout maps with no question."""
    table = table_of("Foo | Bar | Baz\nMarie | Dupont | 0612345678")
    mapping = book.imports.suggest(table)
    for header, target in (("Foo", "given_name"), ("Bar", "family_name"), ("Baz", "phone.mobile")):
        mapping = mapping.assign(header, target)
    book.imports.save_template("Foo export", mapping, table, by=BY)
    found = book.imports.suggest(table_of("foo | BAR | Baz\nPaul | Martin | 0611111111"))
    assert [str(c.target) for c in found] == ["given_name", "family_name", "phone.mobile"]


def test_s7_a_template_asks_only_about_the_difference(each_book: ClientBook) -> None:
    """V2, X14, S7: through the desk, columns keep their targets wherever they stand now."""
    book = each_book
    table = Table.from_rows(["Kol1", "Kol2", "Kol3"], [["Ann", "Roy", "x"]])
    mapping = book.imports.suggest(table)
    for header, target in (("Kol1", "given_name"), ("Kol2", "family_name"), ("Kol3", "skip")):
        mapping = mapping.assign(header, target)
    book.imports.save_template("Q", mapping, table, by=BY)
    moved = book.imports.suggest(Table.from_rows(["Kol2", "Kol1", "Kol3"], [["Roy", "Ann", "x"]]))
    assert [str(c.target) for c in moved] == ["family_name", "given_name", "skip"]
    wider = Table.from_rows(["Kol1", "Kol2", "Kol3", "E-mail"], [["Ann", "Roy", "x", "a@x.fr"]])
    asked = book.imports.suggest(wider)
    assert asked.undecided == ("E-mail",)
    assert [str(t) for t in asked.columns[3].alternatives][:1] == ["email.1"]
    with pytest.raises(UndecidedColumnError):
        book.imports.plan(wider)
    run = book.imports.run(wider, asked.assign("E-mail", "email.1"), by=BY)
    assert run.counts.created == 1


def test_k14_the_same_data_as_csv_and_xlsx_gives_equal_clients(
    make_book: MakeBook, store: object, tmp_path: Path
) -> None:
    """K14: outcomes and profiles do not depend on the kind of file."""
    from clientbook.writers.tables import write_csv, write_xlsx

    table = table_of(PEOPLE)
    rows = [row.cells for row in table]
    outcomes, profiles = [], []
    for kind, writer in (("csv", write_csv), ("xlsx", write_xlsx)):
        path = tmp_path / f"clients.{kind}"
        with path.open("wb") as out:
            writer(out, table.header, rows)
        book = make_book(book=kind)
        run = book.imports.run(book.imports.open(path), by=BY)
        outcomes.append([(o.row, o.kind) for o in book.imports.outcomes(run.id)])
        profiles.append(everybody(book))
    assert outcomes[0] == outcomes[1]
    assert profiles[0] == profiles[1]
    assert len(profiles[0]) == 2


def test_k15_a_file_that_cannot_be_read_lists_no_run(book: ClientBook) -> None:
    """K15: a truncated workbook raises a typed error and leaves nothing behind."""
    from clientbook.errors import ReadError

    with pytest.raises(ReadError):
        book.imports.open(b"PK\x03\x04 truncated")
    assert book.imports.runs() == ()


@pytest.mark.parametrize("mode", list(ImportMode))
def test_x16_the_dry_run_counts_what_the_commit_does(book: ClientBook, mode: ImportMode) -> None:
    """X16: over doubles, families, bad rows and known persons, plan and commit agree."""
    book.imports.run(table_of(PEOPLE), by=BY)
    table = table_of(
        """
        First name | Last name | Mobile         | Email
        Marie      | Dupont    | 06 12 34 56 78 | other@example.fr
        Marie      | Dupont    |                | other@example.fr
        Zoé        | Petit     | 06 22 22 22 22 |
        Z          | Petit     | 0622222222     | zoe@example.fr
        Max        | Petit     | 0622222222     |
        Zoé        | Petit     |                | zoe@example.fr
        Bad        | Row       | 99             |
                   | Nobody    |                |
                   | Nobody    |                |
        """
    )
    plan = book.imports.plan(table, mode=mode)
    run = book.imports.commit(plan, by=BY)
    assert plan.counts == run.counts
    assert run.counts.rows == table.row_count
    kinds = {OutcomeKind(k) for k, n in attrs.asdict(run.counts).items() if n}
    assert OutcomeKind.REJECTED in kinds


@pytest.mark.parametrize("as_new", [True, False])
def test_a_row_that_waits_is_settled_by_a_human(book: ClientBook, as_new: bool) -> None:
    """REVIEW: the answer imports the row, holds for the same row later, and can be undone."""
    header = "First name | Last name | Mobile | Company\n"
    first = book.imports.run(table_of(header + "John | Smith | 0612345678 |"), by=BY)
    (john,) = [o.client_id or "" for o in book.imports.outcomes(first.id)]
    before = everybody(book)
    table = table_of(header + "Jon | Smith | 0612345678 | Acme")
    run = book.imports.run(table, by=BY)
    assert run.counts.review == 1
    outcome = book.imports.decide_row(run.id, 2, into=None if as_new else john, by=BY)
    assert outcome.kind is (OutcomeKind.CREATED if as_new else OutcomeKind.UPDATED)
    counts = book.imports.get(run.id).counts
    assert (counts.review, counts.rows) == (0, 1)
    assert len(everybody(book)) == (2 if as_new else 1)
    assert "Acme" in {p.company for p in everybody(book)}
    assert book.imports.run(table, by=BY).counts == ImportCounts(unchanged=1)
    with pytest.raises(ImportStateError):
        book.imports.decide_row(run.id, 2, into=None, by=BY)
    book.imports.undo(book.imports.plan_undo(run.id), by=BY)
    assert everybody(book) == before
