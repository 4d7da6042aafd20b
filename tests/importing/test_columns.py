"""What only the whole column can tell: the order of its dates, how many cells are split."""

import attrs
import pytest

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.domain.settings import SAFE
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


def test_values_that_no_one_sign_joins_are_taken_apart_anywhere() -> None:
    """K12, X43: line breaks, words and labels in one column are suggested, shown and counted."""
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
    cells = [
        ("06 12 34 56 7{}\n01 43 55 12 3{}", "pro: a{}@x.fr, perso: b{}@x.fr"),
        ("06 12 34 56 7{} ou 01 43 55 12 3{}", "a{}@x.fr b{}@x.fr"),
        ("(H) 06 12 34 56 7{} (W) 01 43 55 12 3{}", "a{}@x.fr\nb{}@x.fr"),
        ("06 12 34 56 7{} - demander Paul", "c{}@x.fr"),
    ]
    rows = [
        [f"P{n}", f"L{n}", phone.format(n, n), mail.format(n, n)]
        for n, (phone, mail) in enumerate(cells)
    ]
    table = Table.from_rows(["Prénom", "Nom", "Téléphone", "Email"], rows)
    mapping = book.imports.suggest(table)
    assert [view.split for view in view_mapping(table, mapping)] == [None, None, "any", "any"]
    plan = book.imports.plan(table, mapping)
    assert [(i.code, dict(i.params)["rows"]) for i in plan.warnings] == [
        (IssueCode.CELLS_SPLIT, 3),
        (IssueCode.CELLS_SPLIT, 3),
    ]
    run = book.imports.commit(plan, by=ME)
    assert run.counts.created == 4
    profiles = [book.clients.get(o.client_id).profile for o in book.imports.outcomes(run.id)]
    assert [[p.e164 for p in profile.phones] for profile in profiles] == [
        *([f"+3361234567{n}", f"+3314355123{n}"] for n in range(3)),
        ["+33612345673"],
    ]
    assert [[e.address for e in profile.emails] for profile in profiles] == [
        *([f"a{n}@x.fr", f"b{n}@x.fr"] for n in range(3)),
        ["c3@x.fr"],
    ]
    assert [e.label for e in profiles[0].emails] == ["pro", "perso"]


def test_ids_and_amounts_of_several_parts_are_no_telephones() -> None:
    """X43: digits alone that a sign joins, under a title that is unknown, reach nobody."""
    book = ClientBook(MemoryStore())
    rows = [[f"P{n}", f"1234567{n} / 8765432{n}"] for n in range(9)]
    mapping = book.imports.suggest(Table.from_rows(["First name", "Gizmo"], rows))
    assert (str(mapping.columns[1].target), mapping.columns[1].split) == ("custom", None)


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


def test_tags_stand_on_lines_of_their_own_too() -> None:
    """X43: whatever sign parts the tags of a list, a line break does, but inside quotes."""
    book = ClientBook(MemoryStore())
    cells = ["vip\nnew", "vip; old", '"a\nb"; c']
    rows = [[f"P{n}", f"L{n}", cell] for n, cell in enumerate(cells)]
    table = Table.from_rows(["First name", "Last name", "Tags"], rows)
    run = book.imports.run(table, by=ME)
    tags = [book.clients.get(o.client_id).profile.tags for o in book.imports.outcomes(run.id)]
    assert [set(found) for found in tags] == [{"vip", "new"}, {"vip", "old"}, {"a b", "c"}]


@pytest.mark.parametrize("error", ["#N/A", "#REF!"])
def test_a_formula_that_failed_is_said(error: str) -> None:
    """X39: ``#N/A`` too: a look-up found nothing, and nobody knows what was to stand there."""
    book = ClientBook(MemoryStore())
    rows = [["Ann", error, ""], ["Bob", "", error]]
    run = book.imports.run(Table.from_rows(["First name", "Phone", "Note"], rows), by=ME)
    assert run.counts.rejected == 2
