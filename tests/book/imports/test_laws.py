"""Laws of imports, over small tables made of few values so that collisions do happen."""

import attrs
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.book.imports.conftest import BY, everybody

from clientbook import SAFE, ClientBook, ImportMode, MemoryStore, OutcomeKind, Table
from clientbook.importing.mapping import Mapping

HEADER = ("First name", "Last name", "Mobile", "Email", "Company", "Birth date")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "Marie", "M.", "Paul", "Jean-Luc", "=cmd", "Mariie"]),
        st.sampled_from(["", "Dupont", "DUPONT", "Roy", "d'Arc", "Dupond"]),
        st.sampled_from(["", "06 12 34 56 78", "+33612345678", "0611111111", "12", "612345678"]),
        st.sampled_from(["", "m@example.fr", "M@Example.fr", "p@example.fr", "bad@"]),
        st.sampled_from(["", "Acme", "Bolt"]),
        st.sampled_from(["", "14/03/1988", "1988-03-14", "31/02/1990", "27/06"]),
    ),
    max_size=12,
)
FR = attrs.evolve(SAFE, default_region="FR")


def fresh_book() -> ClientBook:
    return ClientBook(MemoryStore(), settings=FR)


def table_and_mapping(book: ClientBook, rows: list[tuple[str, ...]]) -> tuple[Table, Mapping]:
    table = Table.from_rows(HEADER, rows)
    mapping = book.imports.suggest(Table.from_rows(HEADER))
    return table, mapping


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS, st.sampled_from(ImportMode))
@example([("Marie", "Roy", "0611111111", "", "", "")], [("M.", "Roy", "0611111111", "", "", "")],
         ImportMode.UPSERT)  # fmt: skip
def test_x16_a_commit_does_what_its_plan_said(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], mode: ImportMode
) -> None:
    """X16, K10, V28: the dry run counts what the commit does, and every row has one outcome."""
    book = fresh_book()
    table, mapping = table_and_mapping(book, first)
    book.imports.run(table, mapping, by=BY)
    table, mapping = table_and_mapping(book, second)
    plan = book.imports.plan(table, mapping, mode=mode)
    run = book.imports.commit(plan, by=BY)
    assert run.counts == plan.counts
    outcomes = list(book.imports.outcomes(run.id))
    assert [o.row for o in outcomes] == [row.number for row in table]
    assert run.counts.rows == len(outcomes)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS)
def test_x15_a_second_time_changes_nothing(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    """X15: whatever the book held, importing the same file again adds and changes nobody."""
    book = fresh_book()
    for rows in (first, second):
        table, mapping = table_and_mapping(book, rows)
        book.imports.run(table, mapping, by=BY)
    before = everybody(book)
    again = book.imports.run(table, mapping, by=BY)
    assert everybody(book) == before
    assert again.counts.created == 0


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS)
def test_x17_undo_gives_the_book_back(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    """X17: when nothing else happened, undoing an import gives back every profile."""
    book = fresh_book()
    table, mapping = table_and_mapping(book, first)
    book.imports.run(table, mapping, by=BY)
    before = everybody(book)
    table, mapping = table_and_mapping(book, second)
    run = book.imports.run(table, mapping, by=BY)
    plan = book.imports.plan_undo(run.id)
    assert plan.counts.kept == 0
    assert plan.counts.rows == run.counts.rows
    book.imports.undo(plan, by=BY)
    assert everybody(book) == before


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_nothing_that_was_accepted_is_lost(rows: list[tuple[str, ...]]) -> None:
    """Every e-mail of an accepted row is on the client its outcome names."""
    book = fresh_book()
    table, mapping = table_and_mapping(book, rows)
    run = book.imports.run(table, mapping, by=BY)
    cells = {row.number: row.cells for row in table}
    for outcome in book.imports.outcomes(run.id):
        if outcome.kind in (OutcomeKind.REJECTED, OutcomeKind.REVIEW):
            assert outcome.cells == cells[outcome.row]
            continue
        email = cells[outcome.row][3].casefold()
        held = book.clients.get(outcome.client_id or "").profile.emails
        assert not email or email in {e.key for e in held}
