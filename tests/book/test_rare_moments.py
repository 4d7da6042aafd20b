"""Moments few books have: limits of their own, rehearsed returns, many marks, missing ports."""

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.duplicates.merge_rooms import Room
from tests.book.duplicates.test_merges import Cards, people
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.book.activities.timelines import BookKind
from clientbook.book.clients.holders import SHARED, shared_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import plain_client, profile_pages
from clientbook.book.duplicates.merges import MergeDesk
from clientbook.convert.json import from_json, to_json
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.clients import Origin, OriginKind
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.settings import SAFE
from clientbook.errors import (
    ClientNotFoundError,
    FileTooLargeError,
    InvalidValueError,
    MappingError,
    RecordNotFoundError,
)
from clientbook.importing.plans import ImportPlan
from clientbook.readers.opening import open_table
from clientbook.storage.protocols import Record

PEOPLE = b"First name,Last name\nAnn,Roy\nBo,Sax\nCy,Tan\n"


def test_a_book_has_limits_of_its_own_for_files(make_book: MakeBook) -> None:
    """V10, V11: rows and bytes a book allows hold for files, and for tables made in memory."""
    fr = region("FR")
    few = make_book(attrs.evolve(fr, imports=attrs.evolve(fr.imports, max_rows=2)))
    with pytest.raises(FileTooLargeError, match="more than 2 rows"):
        few.imports.open(PEOPLE)
    table = Table.from_rows(["First name"], [["Ann"], ["Bo"], ["Cy"]])
    with pytest.raises(FileTooLargeError, match="at most 2 are imported"):
        few.imports.plan(table)


def test_a_book_has_a_limit_of_bytes_for_each_kind(make_book: MakeBook) -> None:
    """V10: the bytes a book allows hold when a file is opened by it, and when it is planned."""
    fr = region("FR")
    imports = attrs.evolve(fr.imports, max_bytes=(("csv", 20),))
    small = make_book(attrs.evolve(fr, imports=imports))
    with pytest.raises(FileTooLargeError, match="more than 20"):
        small.imports.open(PEOPLE)
    with pytest.raises(FileTooLargeError, match="more than 20 bytes"):
        small.imports.plan(open_table(PEOPLE))


def test_a_plan_is_for_its_own_columns_and_needs_its_rows(book: ClientBook) -> None:
    """V2, X51: a mapping of another file, and a plan that travelled without rows, are refused."""
    table = book.imports.open(PEOPLE)
    other = book.imports.suggest(book.imports.open(b"First name\nAnn\n"))
    with pytest.raises(MappingError, match="for other columns than the file has"):
        book.imports.plan(table, other)
    travelled = from_json(ImportPlan, to_json(book.imports.plan(table)))
    with pytest.raises(MappingError, match=r"pass table=open\(\.\.\.\)"):
        book.imports.commit(travelled, by=ANNE)
    assert book.imports.commit(travelled, table=table, by=ANNE).counts.created == 3


def test_somebody_who_comes_back_is_told_in_a_rehearsal(book: ClientBook) -> None:
    """A rehearsal says that a client would be restored, and restores nobody."""
    ann = book.clients.create(person("Ann"), by=ANNE)
    book.clients.delete(ann.id, by=ANNE)
    with book.rehearsal() as seen:
        book.clients.restore(ann.id, by=ANNE)
    assert seen.counts["restored"] == 1
    assert not book.clients.get(ann.id).is_active


def test_who_arrives_with_another_answer_is_told_apart(book: ClientBook) -> None:
    """X31: an attribute that differs from the one kept is a difference, and is not overwritten."""
    book.attributes.define(AttributeDefinition("Size", AttributeType.INTEGER), by=ANNE)
    ann = book.clients.create(
        person("Ann Roy", mobile(), attributes=(Attribute("size", 4),)), by=ANNE
    )
    again = person("Ann Roy", mobile(), attributes=(Attribute("size", 5),))
    arrival = book.clients.find_or_create(
        again, by=BOB, origin=Origin(OriginKind.ONLINE_BOOKING, BOB)
    )
    assert (arrival.client.id, arrival.differences) == (ann.id, ("attributes",))
    assert book.clients.get(ann.id).profile.attribute("size") == 4


def test_a_timeline_of_notes_alone_has_no_events(book: ClientBook) -> None:
    """Types of events choose among events; kinds without events have none."""
    ann = book.clients.create(person("Ann"), by=ANNE)
    book.clients.add_note(ann.id, "called", by=ANNE)
    page = book.activities.timeline(ann.id, kinds=[BookKind.NOTE], event_types=["visit"])
    assert [entry.key.kind for entry in page.items] == [BookKind.NOTE.value]


def test_a_thousand_shared_numbers_are_all_shared(book: ClientBook) -> None:
    """P19: a number marked as a family's identifies nobody, however many are marked."""
    context = book.context
    keys = [f"tel:+3361234{number:04d}" for number in range(1500)]
    with context.unit():
        context.store.put_records(context.book, [Record(SHARED, key, {}) for key in keys])
    assert shared_keys(context) == set(keys)


def test_every_client_is_looked_at_in_pages(book: ClientBook) -> None:
    """P17: a list of pairs looks at all clients, page by page."""
    ids = {book.clients.create(person(name), by=ANNE).id for name in ("Ann", "Bo", "Cy")}
    pages = profile_pages(book.context, page=1)
    assert {client_id for page in pages for client_id, _ in page.profiles} == ids
    assert plain_client("{") is plain_client("[]") is None


def test_links_need_the_port_that_moved_them() -> None:
    """P19: a merge that moved records of the host is not undone without the host's port."""
    room = Room("memory", links=[Cards(one="b")])
    people(room)
    record = room.merge("a", "b")
    alone = Context(room.store, "main", SAFE)
    plan = room.merges.plan_unmerge(record.id)
    with pytest.raises(RecordNotFoundError):
        MergeDesk(alone).unmerge(plan, by=ANNE)
    assert room.unmerge(record.id).links_back == (("loyalty_card", 1),)


def test_words_of_nobody_and_of_no_address_are_refused(book: ClientBook) -> None:
    """Consent is of somebody who is there, for an address that is one."""
    event = ConsentEvent(
        "e1", "nobody", Channel.SMS, "MARKETING", ConsentState.OPTED_IN,
        basis=ConsentBasis.EXPRESS, at=book.context.clock(),
    )  # fmt: skip
    with pytest.raises(ClientNotFoundError):
        book.consent.record([event])
    ann = book.clients.create(person("Ann", mobile()), by=ANNE)
    wrong = attrs.evolve(event, client_id=ann.id, address="1 Main St")
    with pytest.raises(InvalidValueError, match="neither a telephone number nor an e-mail"):
        book.consent.record([wrong])


def test_an_answer_is_no_other_thing(book: ClientBook) -> None:
    """A client with a warning equals the client, and nothing that is none."""
    book.clients.create(person("Ann Roy", mobile()), by=ANNE)
    answer = book.clients.create(person("Ann Roy", mobile()), by=ANNE)
    assert answer == book.clients.get(answer.id)
    assert answer != answer.id
