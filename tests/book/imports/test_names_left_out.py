"""No client without a name is made in silence, also where undecided columns are skipped."""

import pytest

from clientbook import ClientBook, MemoryStore, Table
from clientbook.importing.plans import ImportPlan
from clientbook.messages.issues import IssueCode

PEOPLE = ("Anna Moreau", "Peter Schmidt", "Julia Rossi")


def _plan(*titles: str) -> ImportPlan:
    book = ClientBook(MemoryStore())
    cells = [(name, f"{name[:2]}@example.org", name[:4]) for name in PEOPLE]
    table = Table.from_rows(titles, [row[: len(titles)] for row in cells])
    return book.imports.plan(table, book.imports.suggest(table).skip_undecided())


@pytest.mark.parametrize("title", ["Commanditaire", "Landlord name", "Trainer"])
def test_a_column_of_names_that_is_skipped_is_told(title: str) -> None:
    """V22: the plan says which column may hold the names that its clients do not have."""
    plan = _plan(title, "E-mail")
    told = [i.column for i in plan.warnings if i.code is IssueCode.NAMES_LEFT_OUT]
    assert told == [title]
    assert plan.mapping.names_left_out == (title,)


def test_beside_a_name_nothing_is_missing() -> None:
    """V22: whoever has a name is told nothing of other people's."""
    plan = _plan("Trainer", "E-mail", "First name")
    assert [i for i in plan.warnings if i.code is IssueCode.NAMES_LEFT_OUT] == []
