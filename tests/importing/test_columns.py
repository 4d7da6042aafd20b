"""What only the whole column can tell: the order of its dates, how many cells are split."""

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.importing.tables import Table
from clientbook.importing.views import view_mapping
from clientbook.messages.issues import IssueCode
from clientbook.storage.memory import MemoryStore

ME = Actor("somebody")


def test_a_split_is_shown_and_counted() -> None:
    """X43, S9, K12: a suggested split is in the view, counted by the plan, said by each row."""
    book = ClientBook(MemoryStore())
    rows = [[f"P{n}", f"a{n}@x.fr; b{n}@x.fr" if n < 7 else f"a{n}@x.fr"] for n in range(10)]
    table = Table.from_rows(["First name", "Email"], rows)
    mapping = book.imports.suggest(table)
    assert [view.split for view in view_mapping(table, mapping)] == [None, ";"]
    plan = book.imports.plan(table, mapping)
    assert [(i.code, i.column, dict(i.params)) for i in plan.warnings] == [
        (IssueCode.CELLS_SPLIT, "Email", {"rows": 7, "separator": ";"})
    ]
    run = book.imports.commit(plan, by=ME)
    issues = [i.code for o in book.imports.outcomes(run.id) for i in o.issues]
    assert issues == [IssueCode.CELLS_SPLIT] * 7


def test_without_a_separator_several_values_are_an_error() -> None:
    """K12: several values in a cell of a column without a split refuse the row, two phones too."""
    book = ClientBook(MemoryStore())
    table = Table.from_rows(
        ["First name", "Email", "Phone"],
        [
            ["Ann", "a@x.fr; b@x.fr", ""],
            ["Bob", "c@x.fr", "+33612345678 / +33712345678"],
            ["Li", "d@x.fr", ""],
        ],
    )
    mapping = book.imports.suggest(table)
    plan = book.imports.plan(table, mapping)
    assert plan.warnings == ()
    run = book.imports.commit(plan, by=ME)
    found = [(o.row, i.code, i.column) for o in book.imports.outcomes(run.id) for i in o.issues]
    assert found == [
        (2, IssueCode.MULTI_VALUE_CELL, "Email"),
        (3, IssueCode.MULTI_VALUE_CELL, "Phone"),
    ]
