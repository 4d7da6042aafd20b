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


@pytest.mark.parametrize("title", ["Commanditaire", "Landlord name", "Trainer"])
def test_a_column_of_names_that_became_an_attribute_is_told(title: str) -> None:
    """V22: names under a title of their own are no names of clients."""
    book = ClientBook(MemoryStore())
    table = Table.from_rows([title, "E-mail"], [[x, f"{x[:2]}@example.org"] for x in PEOPLE])
    plan = book.imports.plan(table, book.imports.suggest(table).assign(title, "custom"))
    told = [i.column for i in plan.warnings if i.code is IssueCode.NAMES_LEFT_OUT]
    assert told == [title]


@pytest.mark.parametrize("title", ["Responsable", "Interlocutrice dédiée", "Signataire"])
@pytest.mark.parametrize("firms", [("Delta SARL", "", ""), ("Delta SARL", "Nord SA", "")])
def test_people_beside_firms_that_are_blank_are_asked_about(title: str, firms: list[str]) -> None:
    """V22: who has no firm is called by the person, or a person says what else."""
    book = ClientBook(MemoryStore())
    rows = [[firm, name, f"{name[:2]}@e.org"] for firm, name in zip(firms, PEOPLE, strict=True)]
    table = Table.from_rows(["Société", title, "E-mail"], rows)
    mapping = book.imports.suggest(table)
    assert mapping.undecided == (title,)
    plan = book.imports.plan(table, mapping.skip_undecided())
    assert [i.column for i in plan.warnings if i.code is IssueCode.NAMES_LEFT_OUT] == [title]


@pytest.mark.parametrize("title", ["Responsable", "Interlocutrice dédiée", "Ville"])
def test_firms_that_all_rows_have_are_clients(title: str) -> None:
    """V22: a firm is called by its own name, whoever answers for it."""
    book = ClientBook(MemoryStore())
    rows = [["Delta SARL", name, f"{name[:2]}@e.org"] for name in PEOPLE]
    table = Table.from_rows(["Société", title, "E-mail"], rows)
    mapping = book.imports.suggest(table)
    assert mapping.undecided == ()
    assert mapping.names_left_out == ()
