"""Plans in a book that others write to (X35), and imports that nobody can finish (X42)."""

import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from tests.book.imports.conftest import BY, FR, Clock, everybody, table_of

from clientbook import (
    Actor,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    OutcomeKind,
    PersonName,
    Profile,
    SqliteStore,
    Table,
)
from clientbook.domain.imports import ImportCounts, RunState
from clientbook.errors import ImportStateError, OperationCancelledError, StalePlanError
from clientbook.importing.plans import Progress
from clientbook.storage.protocols import Store

PEOPLE = """
    First name | Last name | Mobile     | Shoe size
    Marie      | Dupont    | 0612345678 | 38
    Zoé        | Petit     | 0699887766 | 40
"""
ANNE = Actor("anne")


def add_ann(book: ClientBook) -> str:
    """Write something that has nothing to do with any plan."""
    ann = book.clients.create(Profile(name=PersonName(given="Ann")), by=ANNE)
    book.clients.add_note(ann.id, "called back", by=ANNE)
    return ann.id


def test_x35_a_note_elsewhere_stops_no_plan(each_book: ClientBook) -> None:
    """X35: after a write elsewhere a plan commits and an undo plan undoes, both as planned."""
    plan = each_book.imports.plan(table_of(PEOPLE))
    add_ann(each_book)
    run = each_book.imports.commit(plan, by=BY)
    assert run.counts == plan.counts
    assert run.differences == {}
    undo = each_book.imports.plan_undo(run.id)
    add_ann(each_book)
    assert each_book.imports.undo(undo, by=BY).undo.deleted == 2  # type: ignore[union-attr]


def test_x35_a_commit_tells_the_counts_that_differ(each_book: ClientBook) -> None:
    """X35: somebody of the file was entered meanwhile: the row is decided anew, and it is told."""
    plan = each_book.imports.plan(table_of(PEOPLE))
    each_book.imports.run(table_of("Name | Mobile\nMarie Dupont | 0612345678"), by=BY)
    run = each_book.imports.commit(plan, by=BY)
    assert run.differences == {OutcomeKind.CREATED: (2, 1), OutcomeKind.UPDATED: (0, 1)}
    assert run.planned == plan.counts
    assert each_book.imports.get(run.id).differences == run.differences
    assert len(everybody(each_book)) == 2


def test_x35_refuse_if_changed_keeps_the_old_strictness(each_book: ClientBook) -> None:
    """X35: asked to, commit and undo refuse after any write to the book, and write nothing."""
    plan = each_book.imports.plan(table_of(PEOPLE))
    add_ann(each_book)
    with pytest.raises(StalePlanError, match="book has changed"):
        each_book.imports.commit(plan, by=BY, refuse_if_changed=True)
    assert each_book.imports.runs() == ()
    run = each_book.imports.run(table_of(PEOPLE), by=BY)
    undo = each_book.imports.plan_undo(run.id)
    add_ann(each_book)
    with pytest.raises(StalePlanError, match="book has changed"):
        each_book.imports.undo(undo, by=BY, refuse_if_changed=True)
    assert each_book.imports.get(run.id).state is RunState.DONE


def test_x35_refuse_if_touched_refuses_after_a_write_to_a_client(each_book: ClientBook) -> None:
    """X35: asked to, commit refuses once any client changed; a note or a template is no change."""
    ann = add_ann(each_book)
    table = table_of(PEOPLE)
    plan = each_book.imports.plan(table)
    each_book.clients.add_note(ann, "called", by=ANNE)
    each_book.imports.save_template("till", plan.mapping, table, by=ANNE)
    run = each_book.imports.commit(plan, by=BY, refuse_if_touched=True)
    again = each_book.imports.plan(table_of(PEOPLE))
    each_book.imports.undo(each_book.imports.plan_undo(run.id), by=ANNE)
    with pytest.raises(StalePlanError, match="clients have changed"):
        each_book.imports.commit(again, by=BY, refuse_if_touched=True)
    assert len(everybody(each_book)) == 1


def test_x35_what_makes_a_plan_stale(each_book: ClientBook) -> None:
    """X35: another file, other settings, an attribute of the file redefined: nothing is written."""
    book, table = each_book, table_of(PEOPLE)
    plan = book.imports.plan(table)
    with pytest.raises(StalePlanError, match="file"):
        book.imports.commit(plan, by=BY, table=table_of("Name | Mobile\nZoé | 0699887766"))
    other = ClientBook(
        book.context.store,
        settings=attrs.evolve(FR, default_region="CA"),
        clock=book.context.clock,
    )
    with pytest.raises(StalePlanError, match="settings"):
        other.imports.commit(plan, by=BY)
    book.attributes.define(AttributeDefinition("Hair colour"), by=ANNE)
    book.attributes.define(AttributeDefinition("shoe SIZE"), by=ANNE)  # as the plan would make it
    book.imports.commit(plan, by=BY)
    plan = book.imports.plan(table)
    book.attributes.define(AttributeDefinition("Shoe size", AttributeType.INTEGER), by=ANNE)
    with pytest.raises(StalePlanError, match="attribute"):
        book.imports.commit(plan, by=BY)


def test_x35_an_undo_plan_is_stale_when_its_run_changed(each_book: ClientBook) -> None:
    """X35: a row of the run was decided since: the plan's counts are of another run."""
    book = each_book
    book.imports.run(table_of("First name | Last name | Mobile\nJohn | Smith | 0612345678"), by=BY)
    run = book.imports.run(
        table_of("First name | Last name | Mobile\nJon | Smith | 0612345678"), by=BY
    )
    plan = book.imports.plan_undo(run.id)
    book.imports.decide_row(run.id, 2, into=None, by=BY)
    with pytest.raises(StalePlanError, match="import has changed"):
        book.imports.undo(plan, by=BY)


def test_n12_the_language_of_messages_is_no_setting_of_a_plan(each_book: ClientBook) -> None:
    """N12: planned and interrupted in English, committed and resumed in French."""
    table = Table.from_rows(["Last name"], [[f"Name{n}"] for n in range(300)])
    french = ClientBook(
        each_book.context.store,
        settings=attrs.evolve(FR, language="fr"),
        clock=each_book.context.clock,
    )
    plan = each_book.imports.plan(table)
    with pytest.raises(OperationCancelledError) as stopped:
        french.imports.commit(plan, by=BY, progress=lambda p: False)
    done = each_book.imports.resume(stopped.value.run_id or "", table, by=BY)
    assert done.counts.created == 300


def test_x35_four_files_at_once_into_one_book(tmp_path: Path) -> None:
    """X35, X33: four processes import four files that share persons and a new attribute."""
    database = tmp_path / "book.db"
    SqliteStore(database).close()
    for number in range(4):
        rows = [f"Anna{n},Bell{n},06{20_000_000 + n:08d},{n}" for n in range(number * 150, 900)]
        text = "First name,Last name,Mobile,Shoe size\n" + "\n".join(rows) + "\n"
        (tmp_path / f"{number}.csv").write_text(text, "utf-8")
    script = Path(__file__).with_name("one_import.py")
    working = [
        subprocess.Popen(
            [sys.executable, str(script), str(database), str(tmp_path / f"{number}.csv")],
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in working]
    assert [process.returncode for process in working] == [0] * 4, said
    book = ClientBook(SqliteStore(database), settings=FR)
    runs = book.imports.runs()
    assert [run.state for run in runs] == [RunState.DONE] * 4
    assert book.clients.count() == sum(run.counts.created for run in runs) == 900
    assert [definition.key for definition in book.attributes.list()] == ["shoe size"]
    book.context.store.close()


MANY = Table.from_rows(
    ["Last name", "Mobile"],
    [[f"Name{n}", f"06 {n // 100 % 100:02d} {n % 100:02d} 22 22"] for n in range(900)],
)


def interrupted(book: ClientBook) -> tuple[str, int]:
    """Stop an import; return its id, which the error names, and how many rows it brought."""
    with pytest.raises(OperationCancelledError) as stopped:
        book.imports.run(MANY, by=BY, progress=lambda p: p.phase != "importing" or p.done < 200)
    (run,) = [run for run in book.imports.runs() if run.state is RunState.COMMITTING]
    assert stopped.value.run_id == run.id
    assert run.id in str(stopped.value)
    assert 200 <= run.counts.created < 900  # units are as large as the machine is fast
    return run.id, run.counts.created


@pytest.mark.parametrize("abandoned", [True, False])
def test_x42_an_interrupted_import_is_undone_without_its_file(
    each_book: ClientBook, abandoned: bool
) -> None:
    """X42, N3, S49: stopped, its file lost, ended or not: undo gives the book back."""
    add_ann(each_book)
    before = everybody(each_book)
    run_id, brought = interrupted(each_book)
    assert len(everybody(each_book)) == brought + 1
    if abandoned:
        ended = each_book.imports.abandon(run_id, by=ANNE)
        assert (ended.state, ended.counts) == (RunState.ABANDONED, ImportCounts(created=brought))
        with pytest.raises(ImportStateError, match="abandoned"):
            each_book.imports.resume(run_id, MANY, by=BY)
        with pytest.raises(ImportStateError, match="abandoned"):
            each_book.imports.abandon(run_id, by=BY)
    plan = each_book.imports.plan_undo(run_id)
    assert (plan.counts.removed, plan.counts.rows) == (brought, brought)
    undone = each_book.imports.undo(plan, by=ANNE)
    assert undone.state is RunState.UNDONE
    assert everybody(each_book) == before
    assert each_book.imports.run(MANY, by=BY).counts == ImportCounts(created=900)


def test_x42_an_abandoned_import_keeps_what_it_brought(each_book: ClientBook) -> None:
    """X42: abandoned, it is listed with its counts, and its clients stay."""
    run_id, brought = interrupted(each_book)
    each_book.imports.abandon(run_id, by=ANNE)
    assert each_book.imports.get(run_id).counts.created == each_book.clients.count() == brought
    again = each_book.imports.run(MANY, by=BY)
    assert again.counts == ImportCounts(created=900 - brought, unchanged=brought)


def test_d15_whoever_undoes_first_stops_the_others(each_book: ClientBook, clock: Clock) -> None:
    """D15: an import, a resumption or an undo that another process has overtaken writes no more."""
    book = each_book
    other = ClientBook(book.context.store, settings=FR, clock=clock)
    run_id, _ = interrupted(book)

    def overtake(progress: object) -> bool:
        if other.imports.get(run_id).state is RunState.COMMITTING:
            plan = other.imports.plan_undo(run_id)
            with pytest.raises(OperationCancelledError):
                other.imports.undo(plan, by=ANNE, progress=lambda p: False)
        return True

    def late(progress: Progress) -> bool:  # so that the undo needs several units
        return progress.phase != "importing" or overtake(progress)

    with pytest.raises(ImportStateError, match="another process"):
        book.imports.resume(run_id, MANY, by=BY, progress=late)
    assert book.imports.get(run_id).state is RunState.UNDOING
    plan = book.imports.plan_undo(run_id)

    def finish(progress: object) -> bool:
        if other.imports.get(run_id).state is RunState.UNDOING:
            other.imports.undo(plan, by=BY)
        return True

    with pytest.raises(ImportStateError, match="another process"):
        book.imports.undo(plan, by=ANNE, progress=finish)
    assert everybody(book) == []
    undo = book.imports.get(run_id).undo
    assert undo is not None
    assert undo.deleted == book.imports.get(run_id).counts.created


def test_a_plan_of_one_book_is_no_plan_of_another(each_store: Store) -> None:
    """X24, X35: two books of one store share no plan, however alike their settings are."""
    one, two = (ClientBook(each_store, book=name, settings=FR) for name in ("one", "two"))
    plan = one.imports.plan(MANY)
    with pytest.raises(StalePlanError, match="another book"):
        two.imports.commit(plan, by=BY)
    assert two.clients.count() == 0
