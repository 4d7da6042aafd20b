"""What an import defined goes with it, where nobody else uses it."""

from collections.abc import Callable

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.filters import Filter
from clientbook.domain.imports import ImportRun
from clientbook.errors import OperationCancelledError


def run(book: ClientBook, name: str = "Ann Roy", size: str = "38") -> ImportRun:
    table = Table.from_rows(["Name", "Pointure"], [[name, size]])
    return book.imports.run(table, by=ANNE)


def undo(book: ClientBook, run_id: str) -> None:
    book.imports.undo(book.imports.plan_undo(run_id), by=ANNE)


def names(book: ClientBook) -> list[str]:
    return [definition.name for definition in book.attributes.list()]


@EVERY_STORE
def test_the_book_is_as_before(book: ClientBook) -> None:
    """X42, K20: an undone import leaves no definition; the next one defines it again."""
    first = run(book)
    assert names(book) == ["Pointure"]
    undo(book, first.id)
    assert (names(book), book.clients.count()) == ([], 0)
    event = book.history.events()[-1]
    assert (event.fields, event.cause) == (("pointure",), f"undo:{first.id}")
    run(book)
    assert names(book) == ["Pointure"]


@EVERY_STORE
def test_a_run_that_was_cut_short_leaves_none_either(book: ClientBook) -> None:
    """X42: cancelled, its file lost, abandoned and undone: the book is as before."""
    rows = [[f"Paul Zed{n}", "40"] for n in range(1_200)]
    with pytest.raises(OperationCancelledError) as stopped:
        book.imports.run(
            Table.from_rows(["Name", "Pointure"], rows),
            by=ANNE,
            progress=lambda p: p.phase != "importing",
        )
    run_id = stopped.value.run_id or ""
    book.imports.abandon(run_id, by=ANNE)
    assert names(book) == ["Pointure"]
    undo(book, run_id)
    assert (names(book), book.clients.count()) == ([], 0)


@EVERY_STORE
def test_whoever_comes_back_brings_it_back(book: ClientBook) -> None:
    """X7, X42: a client whom the undo deleted is restored with the value, and can be edited."""
    first = run(book)
    (ann,) = book.search.find("ann")
    undo(book, first.id)
    back = book.clients.restore(ann.id, by=ANNE)
    assert back.profile.attribute("pointure") == "38"
    assert names(book) == ["Pointure"]


def held_by_hand(book: ClientBook, run_id: str) -> None:
    book.clients.create(person("Bob", attributes=(Attribute("pointure", "40"),)), by=ANNE)


def changed(book: ClientBook, run_id: str) -> None:
    book.attributes.rename("Pointure", "Taille", by=ANNE)


def filled_by_another_list(book: ClientBook, run_id: str) -> None:
    run(book, "Zoé Petit", "")


def set_by_an_act(book: ClientBook, run_id: str) -> None:
    book.bulk.commit(book.bulk.plan(Filter(), BulkEdit.set_attribute("Pointure", "41")), by=ANNE)


@EVERY_STORE
@pytest.mark.parametrize("use", [held_by_hand, changed, filled_by_another_list, set_by_an_act])
def test_what_others_use_or_changed_stays(
    book: ClientBook, use: Callable[[ClientBook, str], None]
) -> None:
    """X42: somebody's value, another name, another list and an act keep the definition."""
    first = run(book)
    use(book, first.id)
    undo(book, first.id)
    assert len(names(book)) == 1


@EVERY_STORE
def test_what_was_defined_before_is_not_the_imports(book: ClientBook) -> None:
    """X42: a definition that the import found stays, whoever holds a value."""
    book.attributes.define(AttributeDefinition("Pointure"), by=ANNE)
    undo(book, run(book).id)
    assert names(book) == ["Pointure"]
