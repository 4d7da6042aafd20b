"""X6, X17, X59: what only an undone run brought stays with nobody when a merge is taken apart."""

from collections.abc import Callable

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.filters import NO_FILTER
from clientbook.errors import PlanError

NUMBERS = ("+33611223344", "+33699887766", "+33655443322")
NAME = "Ann Roy"


def _bulk(edit: BulkEdit) -> Callable[[ClientBook], Callable[[], object]]:
    def run(book: ClientBook) -> Callable[[], object]:
        done = book.bulk.commit(book.bulk.plan(NO_FILTER, edit), by=ANNE)
        return lambda: book.bulk.undo(done.id, by=BOB)

    return run


def _list(target: str, value: str) -> Callable[[ClientBook], Callable[[], object]]:
    def run(book: ClientBook) -> Callable[[], object]:
        rows = [["Ann", "Roy", NUMBERS[0], value]]
        table = Table.from_rows(["First name", "Last name", "Mobile", "X"], rows)
        mapping = book.imports.suggest(table).assign("X", target)
        done = book.imports.run(table, mapping, by=ANNE)
        return lambda: book.imports.undo(book.imports.plan_undo(done.id), by=BOB)

    return run


RUNS = {
    "bulk tag": _bulk(BulkEdit.tag("vip")),
    "bulk attribute": _bulk(BulkEdit.set_attribute("likes", "tea")),
    "list tag": _list("tags", "vip"),
    "list attribute": _list("custom:likes", "tea"),
    "list e-mail": _list("email.1", "ann@example.org"),
    "list town": _list("address.city", "Lyon"),
}


@EVERY_STORE
@pytest.mark.parametrize("undone_first", [True, False])
@pytest.mark.parametrize("brought", RUNS.values(), ids=list(RUNS))
def test_what_an_undone_run_brought_goes_with_the_one_that_held_it(
    book: ClientBook, brought: Callable[[ClientBook], Callable[[], object]], *, undone_first: bool
) -> None:
    """X6, X17: the other one's word kept it while they were one: taken apart, it is only theirs."""
    book.attributes.define(AttributeDefinition("likes"), by=ANNE)
    ann = book.clients.create(person(NAME, mobile(NUMBERS[0])), by=ANNE)
    undo = brought(book)
    theirs = person(
        NAME,
        mobile(NUMBERS[1]),
        email="ann@example.org",
        tags=("vip",),
        addresses=(PostalAddress(locality="Lyon"),),
        attributes=(Attribute("likes", "tea"),),
    )
    other = book.clients.create(theirs, by=ANNE)
    merge = book.merges.merge(book.merges.plan(ann.id, [other.id]), by=ANNE)
    if undone_first:
        undo()
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=BOB)
    if not undone_first:
        undo()
    assert book.clients.get(ann.id).profile == ann.profile
    assert book.clients.get(other.id).profile == other.profile


@EVERY_STORE
def test_what_an_undone_list_gave_the_absorbed_one_is_not_theirs_again(book: ClientBook) -> None:
    """X17: undone while its client was merged away, a list has nothing to say of it afterwards."""
    ann = book.clients.create(person(NAME, mobile(NUMBERS[0])), by=ANNE)
    survivor = book.clients.create(person(NAME, mobile(NUMBERS[1])), by=ANNE)
    undo = _list("email.1", "ann@example.org")(book)
    merge = book.merges.merge(book.merges.plan(survivor.id, [ann.id]), by=ANNE)
    undo()
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=BOB)
    assert book.clients.get(ann.id).profile == ann.profile
    assert book.clients.get(survivor.id).profile == survivor.profile


@pytest.mark.parametrize("with_later", [True, False])
def test_merges_of_an_erased_chain_are_refused_by_a_plain_error(
    book: ClientBook, *, with_later: bool
) -> None:
    """X6: with the last survivor erased, each merge below it says that it cannot be undone."""
    ids = [book.clients.create(person(NAME, mobile(n)), by=ANNE).id for n in NUMBERS]
    merges = [
        book.merges.merge(book.merges.plan(into, [gone]), by=ANNE)
        for gone, into in ((ids[0], ids[1]), (ids[1], ids[2]))
    ]
    book.privacy.erase(ids[2], by=BOB)
    for merge in merges:
        with pytest.raises(PlanError, match="erased"):
            book.merges.plan_unmerge(merge.id, with_later=with_later)
