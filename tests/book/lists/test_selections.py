"""Whom an act of many means, and the deleted whom a search finds, on every store."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, mobile, person

from clientbook import ClientBook, Filter, InvalidValueError, Selection, Sort
from clientbook.domain.bulk import BulkEdit
from clientbook.errors import StalePlanError


def _people(book: ClientBook) -> list[str]:
    made = [("Bea Noir", ("vip",)), ("Ann Bea", ()), ("Cid Roux", ("vip",)), ("Bea Blanc", ())]
    return [book.clients.create(person(name, tags=tags), by=ANNE).plain.id for name, tags in made]


def _written(book: ClientBook, chosen: Selection, sort: Sort | None = None) -> list[str]:
    out = io.BytesIO()
    book.lists.export(out, chosen, columns=["full_name"], sort=sort)
    return out.getvalue().decode().splitlines()[1:]


@EVERY_STORE
def test_an_export_follows_the_selection_and_its_order(book: ClientBook) -> None:
    """R15: whom a text finds best first or by name, the named as they are named or by name."""
    ids = _people(book)
    found = [client.profile.display_name for client in book.search.find("bea")]
    assert _written(book, Selection(text="bea")) == found
    by_name = ["Ann Bea", "Bea Blanc", "Bea Noir"]
    assert _written(book, Selection(text="bea"), Sort.NAME_ASC) == by_name
    assert _written(book, Selection(text="bea"), Sort.NAME_DESC) == by_name[::-1]
    assert _written(book, Selection(Filter(tags=("vip",)), "bea")) == ["Bea Noir"]
    assert _written(book, Selection(ids=(ids[2], ids[0], ids[2], "none"))) == [
        "Cid Roux",
        "Bea Noir",
    ]
    book.clients.delete(ids[2], by=ANNE)
    assert _written(book, Selection(ids=tuple(ids)), Sort.NAME_ASC) == by_name


@EVERY_STORE
def test_a_count_in_parts_is_the_whole_count(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X59: however a plan is parted, it is the same plan; one of a part is not committed."""
    monkeypatch.setattr("clientbook.book.lists.selecting.PAGE", 1)
    ids = _people(book)
    edit = BulkEdit.tag("vip")
    for chosen in (Filter(), Selection(text="bea"), Selection(ids=tuple(ids))):
        whole = book.bulk.plan(chosen, edit)
        part = book.bulk.plan(chosen, edit, progress=lambda _: False)
        with pytest.raises(InvalidValueError, match="in part"):
            book.bulk.commit(part, by=ANNE)
        parts = 1
        while part.next is not None:
            part = book.bulk.plan(chosen, edit, begun=part, progress=lambda _: False)
            parts += 1
        assert part == whole
        assert parts > whole.counts.clients
    with pytest.raises(InvalidValueError, match="begun"):
        book.bulk.plan(Filter(), edit, begun=whole)
    stale = book.bulk.plan(Selection(text="bea"), edit)
    book.clients.delete(ids[0], by=ANNE)
    with pytest.raises(StalePlanError):
        book.bulk.commit(stale, by=ANNE)


@EVERY_STORE
def test_those_who_are_named_are_deleted_and_come_back(book: ClientBook) -> None:
    """R18, X59: a deletion of many is an act as any other, and its undoing brings them back."""
    ids = _people(book)
    plan = book.bulk.plan(Selection(ids=(ids[0], ids[1], "none")), BulkEdit.delete())
    assert (plan.counts.changed, plan.counts.gone) == (2, 1)
    run = book.bulk.commit(plan, by=ANNE, once="a form")
    assert book.bulk.commit(plan, by=ANNE, once="a form") == run
    assert book.clients.count() == 2
    book.bulk.undo(run.id, by=ANNE)
    assert book.clients.count() == 4


@EVERY_STORE
def test_the_deleted_are_searched(book: ClientBook) -> None:
    """X7: by name, number and tag, as the index would; since a time, before a time, in pages."""
    made = [
        book.clients.create(person(name, *phones, tags=("vip",)), by=ANNE).plain
        for name, phones in (("Ann Noir", (mobile(),)), ("Bea Noir", ()), ("Cid Roux", ()))
    ]
    gone = [book.clients.delete(client.id, by=ANNE) for client in made]
    assert book.search.deleted().items == book.clients.deleted() != ()
    assert set(book.search.deleted("noir").items) == set(gone[:2])
    assert book.search.deleted("06 12 34 56 78").items == (gone[0],)
    assert len(book.search.deleted("vip")) == 3
    assert book.search.deleted(" ").items == ()
    at = gone[1].deleted_at
    assert at is not None
    assert gone[1] in book.search.deleted(since=at).items
    assert gone[1] not in book.search.deleted(before=at).items
    assert gone[1] in book.search.deleted(before=at + timedelta(seconds=1)).items
    first = book.search.deleted("noir", limit=1)
    rest = book.search.deleted("noir", limit=1, after=first.next)
    assert {*first.items, *rest.items} == set(gone[:2])
    assert rest.next is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: Selection(Filter(tags=("vip",)), ids=("a",)),
        lambda: Selection(text="a", ids=()),
        lambda: Selection(text="\u200b"),
        lambda: Selection(ids="abc"),
        lambda: Selection(ids=(None,)),
        lambda: Selection("vip"),
        lambda: Selection.of(Selection(ids=("a",)), "text"),
    ],
)
def test_a_selection_that_says_two_things_is_refused(make: Callable[[], object]) -> None:
    """X51: clients by their ids, or a filter and a text: never both, and never by accident all."""
    with pytest.raises(InvalidValueError):
        make()
