"""Lists: filters, order, pages, rows, exports."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.conftest import TurnedClock
from tests.book.people import ANNE, BOB, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import (
    Activity,
    Appointment,
    AppointmentStatus,
    Attendee,
)
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.clients import ClientId, Origin, OriginKind
from clientbook.domain.filters import Filter, Sort
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError, MappingError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Record, Store


def _ids(book: ClientBook, where: Filter) -> list[ClientId]:
    return [row.client_id for row in book.lists.page(where)]


def _appointment(
    book: ClientBook, key: str, hours: float, *ids: ClientId, **fields: object
) -> Activity:
    starts_at = book.context.clock() + timedelta(hours=hours)
    payload = Appointment(starts_at, timedelta(hours=1), tuple(Attendee(i) for i in ids), **fields)  # type: ignore[arg-type]
    return book.activities.put(Activity.of(key, payload), by=ANNE)


def test_with_and_without_make_all(book: ClientBook) -> None:
    """K24: with-mobile and without-mobile part the book; every condition filters exactly."""
    book.attributes.define(AttributeDefinition("Size", AttributeType.INTEGER), by=ANNE)
    a = book.clients.create(person("A", mobile(), tags=("VIP", "old")), by=ANNE)
    b = book.clients.create(person("B", landline(), attributes=(Attribute("Size", 4),)), by=ANNE)
    origin = Origin(OriginKind.INTEGRATION, BOB)
    c = book.clients.create(person("C", email="c@a.fr"), by=BOB, origin=origin)
    book.clients.block_booking(b.id, by=ANNE)
    for where, expected in (
        (Filter(has_mobile=True), [a]),
        (Filter(has_mobile=False), [b, c]),
        (Filter(has_phone=True), [a, b]),
        (Filter(has_email=False), [a, b]),
        (Filter(blocked=True), [b]),
        (Filter(tags=("vip",)), [a]),
        (Filter(tags=("vip", "new")), []),
        (Filter(attributes=(("size", 4),)), [b]),
        (Filter(attributes=(("size", 5),)), []),
        (Filter(origin=OriginKind.INTEGRATION), [c]),
        (Filter(has_mobile=False).and_(Filter(blocked=False)), [c]),
    ):
        assert _ids(book, where) == [client.id for client in expected], where
        assert book.clients.count(where) == len(expected)
    with pytest.raises(ValueError, match="has_mobile"):
        Filter(has_mobile=True).and_(Filter(has_mobile=False))


def test_the_last_appointment(book: ClientBook, clock: TurnedClock) -> None:
    """R7, R10, R11: none at first; then the latest that started and is not cancelled."""
    client = book.clients.create(person("Marie", mobile(), ids=(("account", "marie"),)), by=ANNE)
    (row,) = book.lists.page()
    assert (row.last_appointment_at, row.next_appointment_at) == (None, None)
    _appointment(book, "old", -100, client.id)
    cancelled = AppointmentStatus.CANCELLED
    _appointment(book, "cancelled", -50, client.id, status=cancelled)
    _appointment(book, "soon", 5, client.id)
    book.clients.add_note(client.id, "allergic to cats", by=ANNE)
    (row,) = book.lists.page()
    now = clock.now
    assert row.last_appointment_at == now - timedelta(hours=100)
    assert row.next_appointment_at == now + timedelta(hours=5)
    assert (row.name, row.account, row.phone, row.note) == (
        "Marie",
        "marie",
        mobile().e164,
        "allergic to cats",
    )
    clock.turn(hours=5)
    (row,) = book.lists.page()
    assert (row.last_appointment_at, row.next_appointment_at) == (clock.now, None)


def test_after_a_merge_the_last_appointment_is_the_later_one(book: ClientBook) -> None:
    """R11, R12: the later of both, and a merge lowers the total by one; unmerge restores it."""
    pair = [book.clients.create(person("Marie", mobile()), by=ANNE) for _ in range(2)]
    first = _appointment(book, "a1", -10, pair[0].id)
    second = _appointment(book, "a2", -5, pair[1].id)
    assert book.clients.count() == 2
    record = book.merges.merge(book.merges.plan(pair[0].id, [pair[1].id]), by=ANNE)
    assert book.clients.count() == 1
    (row,) = book.lists.page()
    assert row.last_appointment_at == second.at
    assert book.clients.count(Filter(last_appointment_from=second.at)) == 1
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=ANNE)
    rows = {r.client_id: r.last_appointment_at for r in book.lists.page()}
    assert rows == {pair[0].id: first.at, pair[1].id: second.at}
    assert _ids(book, Filter(last_appointment_from=second.at)) == [pair[1].id]


def test_filtering_by_the_last_appointment(book: ClientBook, clock: TurnedClock) -> None:
    """K24, R11: the range speaks of the last appointment at the moment of asking."""
    names = ("Never", "Early", "Late", "Both", "Coming")
    by_name = {n: book.clients.create(person(n, mobile()), by=ANNE).id for n in names}
    _appointment(book, "1", -30, by_name["Early"])
    _appointment(book, "2", -3, by_name["Late"])
    _appointment(book, "3", -30, by_name["Both"])
    _appointment(book, "4", -3, by_name["Both"])
    _appointment(book, "5", 30, by_name["Coming"])
    middle = clock.now - timedelta(hours=10)

    def names_of(where: Filter) -> set[str]:
        return {row.name for row in book.lists.page(where)}

    assert names_of(Filter(has_appointment=False)) == {"Never", "Coming"}
    assert names_of(Filter(has_appointment=True)) == {"Early", "Late", "Both"}
    assert names_of(Filter(last_appointment_from=middle)) == {"Late", "Both"}
    assert names_of(Filter(last_appointment_before=middle)) == {"Early"}
    clock.turn(hours=30)
    assert names_of(Filter(last_appointment_from=middle)) == {"Late", "Both", "Coming"}
    assert names_of(Filter(has_appointment=False)) == {"Never"}


def test_order_is_the_same_on_every_machine(book: ClientBook) -> None:
    """R14: accents do not scatter E and É, ties go by id, descending is the exact reverse."""
    for name in ("Eve", "Édith", "Zoé", "adam", "Ève", "Eve"):
        book.clients.create(person(name), by=ANNE)
    page = book.lists.page(sort=Sort.NAME_ASC)
    assert [r.name for r in page] == ["adam", "Édith", "Eve", "Ève", "Eve", "Zoé"]
    down = book.lists.page(sort=Sort.NAME_DESC)
    assert [r.client_id for r in down] == [r.client_id for r in reversed(page.items)]
    assert page.total == down.total == 6


@settings(max_examples=25, deadline=None)
@given(
    names=st.lists(st.text("abéÉz ", min_size=1, max_size=3), max_size=12),
    limit=st.integers(1, 5),
    sort=st.sampled_from(Sort),
)
def test_pages_are_the_whole_list(names: list[str], limit: int, sort: Sort) -> None:
    """R12, R14: concatenated pages equal the full list, whatever their size."""
    book = ClientBook(MemoryStore())
    for name in names:
        if name.strip():
            book.clients.create(Profile(name=PersonName(full=name)), by=ANNE)
    whole = [r.client_id for r in book.lists.page(sort=sort, limit=1000)]
    paged: list[ClientId] = []
    page = book.lists.page(sort=sort, limit=limit)
    assert page.total == len(whole)
    while True:
        paged += [r.client_id for r in page]
        if page.next is None:
            break
        page = book.lists.page(sort=sort, limit=limit, after=page.next)
        assert page.total is None
    assert paged == whole


def test_a_page_asks_once_for_the_notes_of_all_its_rows(
    book: ClientBook, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X15: Rows cost no question to the store each; who has many notes hides nobody's."""
    clients = [book.clients.create(person(f"N{n:02}"), by=ANNE) for n in range(12)]
    for n, client in enumerate(clients[1:6]):
        for said in ("old", "new"):
            clock.turn(minutes=1)
            book.clients.add_note(client.id, f"{said} {n}", by=ANNE)
    for n in range(60):
        clock.turn(minutes=1)
        book.clients.add_note(clients[0].id, f"many {n}", by=ANNE)
    asked: list[str] = []
    plain = type(book.context.store).list_records

    def counted(store: Store, name: str, collection: str, **rest: Any) -> tuple[Record, ...]:
        asked.append(collection)
        return plain(store, name, collection, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(type(book.context.store), "list_records", counted)
    notes = [row.note for row in book.lists.page()]
    assert notes == ["many 59", *(f"new {n}" for n in range(5)), *[None] * 6]
    assert asked.count("note") == 2  # once more, because one client had so many


COLUMNS = ("given_name", "family_name", "phone.mobile", "email", "note", "custom:Size")


def _rows(data: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_an_export_reads_back_equal(book: ClientBook, delimiter: str) -> None:
    """R15, R16, R17: what filter and sort show, in the columns asked for, with any delimiter."""
    book.attributes.define(AttributeDefinition("Size"), by=ANNE)
    hostile = f'a{delimiter}b "quoted"\nsecond line'
    zoe = person("Zoe Zed", mobile(), info=hostile, attributes=(Attribute("Size", "L"),))
    book.clients.create(zoe, by=ANNE)
    book.clients.create(person("Ann Lee", landline()), by=ANNE)
    out = io.BytesIO()
    assert book.lists.export(out, columns=COLUMNS, delimiter=delimiter) == 2
    rows = _rows(out.getvalue(), delimiter)
    assert rows[0] == ["First name", "Last name", "Mobile phone", "E-mail", "Note", "Size"]
    assert rows[1] == ["Ann", "Lee", "", "", "", ""]
    assert rows[2] == ["Zoe", "Zed", mobile().e164, "", zoe.info, "L"]
    filtered = io.BytesIO()
    shown = Filter(has_mobile=True)
    assert book.lists.export(filtered, shown, columns=COLUMNS, delimiter=delimiter) == 1


def test_an_export_of_nobody_has_titles(book: ClientBook) -> None:
    """R15: no clients give a file with the header only, as CSV and as XLSX."""
    out = io.BytesIO()
    assert book.lists.export(out, columns=["full_name"]) == 0
    assert _rows(out.getvalue(), ",") == [["Full name"]]
    book.lists.export(xlsx := io.BytesIO(), columns=["full_name"], format="xlsx")
    assert xlsx.getvalue()[:2] == b"PK"


def test_columns_are_checked(book: ClientBook) -> None:
    """R17: a column that does not exist is a typed error, before a byte is written."""
    for columns, error in (
        (["surname"], InvalidValueError),
        (["custom:Nope"], MappingError),
        (["full_name", "full_name"], MappingError),
        (["skip"], MappingError),
        (["consent.date"], MappingError),
    ):
        out = io.BytesIO()
        with pytest.raises(error):
            book.lists.export(out, columns=columns)
        assert out.getvalue() == b""
    with pytest.raises(ValueError, match="delimiter"):
        book.lists.export(io.BytesIO(), columns=["full_name"], delimiter="/")
    with pytest.raises(ValueError, match="format"):
        book.lists.export(io.BytesIO(), columns=["full_name"], format="pdf")  # type: ignore[arg-type]
