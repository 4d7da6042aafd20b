"""What is undone puts values back into the attribute that held them, whatever it is called now."""

from collections.abc import Callable

import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, region
from tests.book.people import ANNE, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.importing.mapping import UpdatePolicy

Undo = Callable[[], object]


def _bulk(book: ClientBook, edit: BulkEdit) -> Undo:
    run = book.bulk.commit(book.bulk.plan(Filter(), edit), by=ANNE)
    return lambda: book.bulk.undo(run.id, by=ANNE)


def _import(book: ClientBook) -> Undo:
    table = Table.from_rows(
        ["First name", "Last name", "Mobile", "A"], [["Ann", "Roy", "+33611111111", "9"]]
    )
    mapping = book.imports.suggest(table).assign("A", "custom:A")
    mapping = mapping.with_column(3, policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping, by=ANNE)
    return lambda: book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)


EDITS: dict[str, Callable[[ClientBook], Undo]] = {
    "set": lambda book: _bulk(book, BulkEdit.set_attribute("A", "9")),
    "cleared": lambda book: _bulk(book, BulkEdit.clear_attribute("A")),
    "imported": _import,
}
# Renamings, and what the attributes that held 1 and 2 are called after them.
RENAMINGS: dict[str, tuple[tuple[tuple[str, str, bool], ...], str, str]] = {
    "remembered": ((("A", "T", False),), "t", "b"),
    "forgotten": ((("A", "T", True),), "t", "b"),
    "given to another": ((("A", "T", True), ("B", "A", False)), "t", "a"),
    "given to another, both forgotten": ((("A", "T", True), ("B", "A", True)), "t", "a"),
    "exchanged": ((("A", "X", True), ("B", "A", True), ("X", "B", True)), "b", "a"),
    "there and back": ((("A", "T", True), ("T", "A", True)), "a", "b"),
}


def _book(make_book: MakeBook, name: str) -> tuple[ClientBook, str]:
    book = make_book(region("FR"), book=name)
    for attribute in "AB":
        book.attributes.define(AttributeDefinition(attribute), by=ANNE)
    held = (Attribute("A", "1"), Attribute("B", "2"))
    ann = person("Ann Roy", mobile("+33611111111"), attributes=held)
    return book, book.clients.create(ann, by=ANNE).id


def _held(book: ClientBook, client_id: str) -> dict[str, object]:
    return {a.key: a.value for a in book.clients.get(client_id).profile.attributes}


@EVERY_STORE
def test_a_value_goes_back_where_it_was(make_book: MakeBook) -> None:
    """X17: an attribute is what became of it, not whatever has its name by now."""
    for edit, act in EDITS.items():
        for renaming, (names, first, second) in RENAMINGS.items():
            book, ann = _book(make_book, f"{edit} {renaming}")
            undo = act(book)
            for old, new, forget in names:
                book.attributes.rename(old, new, forget=forget, by=ANNE)
            undo()
            if edit == "cleared" and names[0][2]:
                # Nothing went along that would tell what its attribute is called now.
                assert _held(book, ann) == {second: "2"}, (edit, renaming)
            else:
                assert _held(book, ann) == {first: "1", second: "2"}, (edit, renaming)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("renaming", RENAMINGS)
def test_what_somebody_entered_since_stays(make_book: MakeBook, edit: str, renaming: str) -> None:
    """X17: under the new name as well as under the old one."""
    names, first, second = RENAMINGS[renaming]
    book, ann = _book(make_book, "main")
    undo = EDITS[edit](book)
    for old, new, forget in names:
        book.attributes.rename(old, new, forget=forget, by=ANNE)
    entered = ProfilePatch(set={"attributes": (Attribute(first, "7"), Attribute(second, "8"))})
    book.clients.update(ann, entered, expected=None, by=ANNE)
    undo()
    assert _held(book, ann) == {first: "7", second: "8"}


@pytest.mark.parametrize("taken", ["renamed", "defined"])
def test_a_name_of_another_attribute_by_now_leads_nowhere(make_book: MakeBook, taken: str) -> None:
    """X17: what no change of the client tells of is kept back, and never put into another one."""
    book = make_book(region("FR"))
    for attribute in "AB":
        book.attributes.define(AttributeDefinition(attribute), by=ANNE)
    ann = person("Ann Roy", mobile("+33611111111"), attributes=(Attribute("A", "1"),))
    client_id = book.clients.create(ann, by=ANNE).id
    run = book.bulk.commit(book.bulk.plan(Filter(), BulkEdit.clear_attribute("A")), by=ANNE)
    book.attributes.rename("A", "T", forget=True, by=ANNE)
    if taken == "renamed":
        book.attributes.rename("B", "A", by=ANNE)
    else:
        book.attributes.define(AttributeDefinition("A"), by=ANNE)
    assert book.bulk.plan_undo(run.id).restored == 0
    book.bulk.undo(run.id, by=ANNE)
    assert _held(book, client_id) == {}


@EVERY_STORE
def test_what_another_list_said_too_stays_under_every_name(make_book: MakeBook) -> None:
    """X17: the second of two lists backs the value, whatever its attribute is called by then."""
    for renaming, (names, first, second) in RENAMINGS.items():
        book, ann = _book(make_book, renaming)
        undo, other = EDITS["imported"](book), EDITS["set"](book)
        for old, new, forget in names:
            book.attributes.rename(old, new, forget=forget, by=ANNE)
        undo()
        assert _held(book, ann) == {first: "9", second: "2"}, renaming
        other()
        assert _held(book, ann) == {first: "1", second: "2"}, renaming


def test_what_another_list_said_too_stays_in_every_type(make_book: MakeBook) -> None:
    """X17: a value that became a number is backed as one."""
    book, ann = _book(make_book, "main")
    undo, _ = EDITS["imported"](book), EDITS["set"](book)
    book.attributes.define(AttributeDefinition("A", AttributeType.INTEGER), by=ANNE)
    undo()
    assert _held(book, ann) == {"a": 9, "b": "2"}
