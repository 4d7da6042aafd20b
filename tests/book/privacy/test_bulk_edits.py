"""X38, X59: what a bulk edit gave to one person alone is theirs; what it gave to many is not."""

import json

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, person

from clientbook import Selection
from clientbook.book import ClientBook
from clientbook.book.clients.once import ONCE
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.filters import NO_FILTER
from clientbook.errors import RecordNotFoundError


@EVERY_STORE
def test_the_record_of_an_edit_goes_with_the_last_it_was_about(book: ClientBook) -> None:
    """X38: a free text set for two: it stays while one of them does, and goes with the other."""
    book.attributes.define(AttributeDefinition("Likes"), by=ANNE)
    ann, zoe = (book.clients.create(person(name), by=ANNE).id for name in ("Ann Roy", "Zoé Petit"))
    edit = BulkEdit.set_attribute("likes", "their wedding in June")
    run = book.bulk.commit(book.bulk.plan(NO_FILTER, edit), by=ANNE)
    assert book.privacy.export(ann)["bulk_edits"] == []
    book.privacy.erase(ann, by=BOB)
    assert book.bulk.get(run.id).edit == edit
    assert "wedding" in json.dumps(book.privacy.export(zoe)["bulk_edits"])
    book.privacy.erase(zoe, by=BOB)
    with pytest.raises(RecordNotFoundError):
        book.bulk.get(run.id)
    for collection in book.context.store.list_collections(book.context.book):
        records = book.context.store.list_records(book.context.book, collection)
        assert "wedding" not in repr([record.body for record in records])


def test_an_edit_that_changed_nothing_of_her_is_found_too(book: ClientBook) -> None:
    """X38: she had the value already, so that no journal tells of the edit."""
    book.attributes.define(AttributeDefinition("Likes"), by=ANNE)
    ann = book.clients.create(person("Ann Roy"), by=ANNE).id
    edit = BulkEdit.set_attribute("likes", "tea with Zoé")
    runs = [book.bulk.commit(book.bulk.plan(NO_FILTER, edit), by=ANNE).id for _ in range(2)]
    book.privacy.erase(ann, by=BOB)
    for run in runs:
        with pytest.raises(RecordNotFoundError):
            book.bulk.get(run)


@EVERY_STORE
@pytest.mark.parametrize("where", ["ids", "text"])
def test_an_edit_that_came_too_late_for_her_goes_too(book: ClientBook, where: str) -> None:
    """X38: she was deleted before it, so that nothing of the edit is with her."""
    ann = book.clients.create(person("Ann Roy"), by=ANNE).id
    if where == "ids":
        plan = book.bulk.plan(Selection(ids=(ann,)), BulkEdit.tag("pregnant"))
        book.clients.delete(ann, by=ANNE)
    else:
        book.clients.delete(ann, by=ANNE)
        plan = book.bulk.plan(Selection(text="Ann"), BulkEdit.tag("pregnant"))
    run = book.bulk.commit(plan, by=ANNE, once="form of Ann Roy")
    assert run.counts.changed == 0
    book.privacy.erase(ann, by=BOB)
    assert list(book.bulk.runs()) == []
    for collection in book.context.store.list_collections(book.context.book):
        records = book.context.store.list_records(book.context.book, collection)
        told = repr([(record.id, record.body) for record in records])
        assert "pregnant" not in told
        assert "Ann Roy" not in told


@EVERY_STORE
def test_the_request_that_began_an_edit_goes_with_it(book: ClientBook) -> None:
    """X38: a key of an act is a text of the host's: it stays while the edit is about others."""
    ann, zoe = (book.clients.create(person(name), by=ANNE).id for name in ("Ann Roy", "Zoé Petit"))
    for key, ids in (("form-roy", (ann,)), ("form-all", (ann, zoe))):
        plan = book.bulk.plan(Selection(ids=ids), BulkEdit.tag(key[5:]))
        book.bulk.commit(plan, by=ANNE, once=key)
    assert "form-roy" in json.dumps(book.privacy.export(ann)["bulk_edits"])
    assert "form-all" not in json.dumps(book.privacy.export(ann))
    book.privacy.erase(ann, by=BOB)
    kept = [record.id for record in book.context.store.list_records(book.context.book, ONCE)]
    assert kept == ["bulk/form-all"]
