"""Opt-ins that an undo took back stay taken back, whatever becomes of the client."""

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, person

from clientbook import ClientBook, EmailAddress, Table
from clientbook.book.consent.ledger import append_events
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.filters import Filter
from clientbook.errors import InvalidValueError
from clientbook.storage.protocols import Store


def _may(book: ClientBook, client_id: str) -> bool:
    return book.consent.may_contact(client_id, Channel.EMAIL, "MARKETING").allowed


@EVERY_STORE
@pytest.mark.parametrize("door", ["import", "bulk"])
def test_an_unmerge_brings_no_opt_in_back_that_was_undone(store: Store, door: str) -> None:
    """X37, X6: undone while its client was merged away, it is gone after the unmerge too."""
    book = ClientBook(store, settings=region("FR"))
    ann = book.clients.create(person("Ann", emails=(EmailAddress("a@x.fr"),)), by=ANNE)
    if door == "import":
        table = Table.from_rows(["First name", "Email", "Consent"], [["Ann", "a@x.fr", "yes"]])
        mapping = book.imports.suggest(table).assign("Consent", "consent.email")
        run = book.imports.run(table, mapping, by=ANNE)
    else:
        act = BulkEdit.subscribe(Channel.EMAIL, "MARKETING", basis=ConsentBasis.EXPRESS)
        done = book.bulk.commit(book.bulk.plan(Filter(), act), by=ANNE)
    assert _may(book, ann.id)
    zoe = book.clients.create(person("Ann", emails=(EmailAddress("z@x.fr"),)), by=ANNE)
    merge = book.merges.merge(book.merges.plan(zoe.id, [ann.id]), by=ANNE)
    if door == "import":
        book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
    else:
        book.bulk.undo(done.id, by=ANNE)
    assert not _may(book, zoe.id)
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert (_may(book, ann.id), _may(book, zoe.id)) == (False, False)


@EVERY_STORE
@pytest.mark.parametrize("basis", list(ConsentBasis))
def test_an_opt_out_is_not_withdrawn(store: Store, basis: ConsentBasis) -> None:
    """X37: an event that would take an opt-out back is refused, and lifts nothing where it lies."""
    book = ClientBook(store, settings=region("FR"))
    ann = book.clients.create(person("Ann", emails=(EmailAddress("a@x.fr"),)), by=ANNE)
    book.consent.set_subscriptions(ann.id, {(Channel.EMAIL, "*"): False}, by=ANNE)
    (out,) = (event for event in book.consent.events(ann.id) if event.is_opt_out)
    taking = ConsentEvent(
        id="h-1",
        client_id=ann.id,
        channel=Channel.EMAIL,
        topic="*",
        state=ConsentState.WITHDRAWN,
        at=book.context.clock(),
        withdraws=out.id,
        basis=basis,
    )
    with pytest.raises(InvalidValueError, match="names an opt-out"):
        book.consent.record([taking])
    again = attrs.evolve(out, id="h-2")
    with pytest.raises(InvalidValueError, match="names an opt-out"):
        book.consent.record([again, attrs.evolve(taking, withdraws="h-2")])
    with book.context.unit():  # as one that was recorded before it was refused
        append_events(book.context, [taking])
    assert not book.consent.may_contact(ann.id, Channel.EMAIL, "GENERAL").allowed
