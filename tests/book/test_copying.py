"""X58: a book moves between any two stores, and is the same book there."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, BOB, mobile, person
from tests.postgres_server import Server

from clientbook import Table
from clientbook.book import ClientBook, copying
from clientbook.book.copying import copy_book
from clientbook.book.unfinished import CopyRefusedError
from clientbook.domain.activities import Activity, Appointment, Attendee
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import Channel
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.settings import SALON
from clientbook.errors import BookNotFoundError, InvalidValueError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import SearchColumn, SearchQuery, Store
from clientbook.storage.sqlite import SqliteStore

SMS = (Channel.SMS, "MARKETING")


def fill(store: Store, clock: TurnedClock) -> ClientBook:
    """Make a book in which everything has happened, in some dozens of rows."""
    book = ClientBook(store, settings=SALON, clock=clock)
    book.attributes.define(AttributeDefinition("size"), by=ANNE)
    rows = [[f"Name{n}", f"+336{n:08d}", f"id{n}"] for n in range(40)]
    table = Table.from_rows(["Last name", "Mobile phone", "Client number"], rows)
    book.imports.run(table, by=ANNE)
    again = Table.from_rows(["Last name", "Mobile phone", "Tags"], [["Name1", "+33600000001", "x"]])
    book.imports.run(again, by=BOB)
    ann = book.clients.create(
        person("Ann Roy", mobile(), email="a@b.fr", attributes=[Attribute("size", "3")]), by=ANNE
    )
    twin = book.clients.create(person("Ann Roy", email="ann@b.fr"), by=ANNE)
    gone, erased = (book.clients.create(person(n), by=ANNE) for n in ("Old Zed", "No Body"))
    book.consent.set_subscriptions(ann.id, {SMS: False}, by=ANNE)
    book.consent.set_subscriptions(twin.id, {(Channel.EMAIL, "MARKETING"): True}, by=ANNE)
    book.merges.merge(book.merges.plan(ann.id, [twin.id]), by=BOB)
    book.clients.block_booking(ann.id, by=ANNE)
    book.clients.add_note(ann.id, "likes tea", by=BOB)
    visit = Appointment(clock(), attendees=(Attendee(ann.id),))
    book.activities.put(Activity.of("a1", visit), by=ANNE)
    book.privacy.mark_shared("shop@b.fr", by=ANNE)
    book.privacy.erase(erased.id, by=ANNE)
    book.clients.delete(gone.id, by=ANNE)
    purged = book.clients.create(person("Long Gone"), by=ANNE)
    book.clients.delete(purged.id, by=ANNE)
    clock.turn(days=SALON.restore_days + 1)
    book.clients.purge(by=ANNE)
    book.clients.delete(book.clients.create(person("New Gone"), by=ANNE).id, by=ANNE)
    book.bulk.commit(book.bulk.plan(Filter(tags=["x"]), BulkEdit.tag("vip")), by=BOB)
    return book


def keep_nobody(book: ClientBook) -> None:
    """Write to a book, and leave no client in it."""
    book.attributes.define(AttributeDefinition("size"), by=ANNE)


def rows_of(store: Store, book: str = "main") -> dict[str, Any]:
    """Return every row of a book, as the protocol of stores shows it."""
    changes = store.read_changes(book)
    ids = sorted({c.client_id for c in changes if c.client_id})
    anybody = SearchQuery((("name",),), prefix=True, columns=frozenset(SearchColumn))
    return {
        "clients": store.get_clients(book, ids),
        "facets": store.get_facets(book, ids),
        "journal": changes,
        "records": {c: store.list_records(book, c) for c in store.list_collections(book)},
        "list": store.list_clients(book, limit=9999),
        "found": store.search(book, anybody, limit=9999),
        "holders": store.find_holders(book, ["p:+33612345678", "e:a@b.fr"], cap=9),
        "tagged": store.count_clients(book),
    }


@pytest.fixture
def filled(clock: TurnedClock) -> Iterator[ClientBook]:
    with fill(SqliteStore(":memory:"), clock) as book:
        yield book


def test_x58_there_and_back_is_equal_row_by_row(filled: ClientBook, postgres: Server) -> None:
    """X58: SQLite to PostgreSQL to SQLite, by way of memory: no row differs, seq included."""
    from clientbook.storage.postgres import PostgresStore

    before = rows_of(filled.context.store)
    assert len(before["records"]) >= 10
    assert len({c.status for c in before["clients"].values()}) == 4  # every status
    stores: list[Store] = [
        PostgresStore(postgres.new_database()),
        MemoryStore(),
        SqliteStore(":memory:"),
    ]
    source = filled.context.store
    for target in stores:
        report = copy_book(source, target)
        assert rows_of(target) == before
        assert report.seq_kept
        assert (report.clients, report.changes) == (
            len(before["clients"]),
            len(before["journal"]),
        )
        assert report.records == sum(map(len, before["records"].values()))
        source = target
    for store in stores:
        store.close()


def test_x58_the_copy_lives_on(filled: ClientBook, clock: TurnedClock) -> None:
    """X58: what was done before the move is undone after it: imports, merges, bulk edits."""
    target = MemoryStore()
    copy_book(filled.context.store, target)
    book = ClientBook(target, clock=clock)
    assert book.settings == filled.settings
    (act,) = book.bulk.runs()
    assert book.bulk.undo(act.id, by=ANNE).undone.restored == 1  # type: ignore[union-attr]
    merged = next(c for c in rows_of(target)["clients"].values() if c.merged_into)
    assert book.clients.get(merged.id).id == merged.merged_into
    assert not book.consent.may_contact(merged.id, *SMS).allowed
    assert book.lists.page(Filter(has_appointment=True)).total == 1
    assert book.clients.count(NO_FILTER) == filled.clients.count(NO_FILTER)


class _Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("units", range(1, 24, 3))
def test_x58_interrupted_it_resumes(
    filled: ClientBook, monkeypatch: pytest.MonkeyPatch, units: int
) -> None:
    """X58: killed after any unit of work, the same call goes on, and the book is equal."""
    monkeypatch.setattr(copying, "_PAGE", 20)
    source, target = filled.context.store, MemoryStore()
    put, left = target.put_records, iter(range(units))

    def dying(*args: Any) -> None:
        if next(left, None) is None:
            raise _Killed
        put(*args)

    monkeypatch.setattr(target, "put_records", dying)
    with pytest.raises(_Killed):
        copy_book(source, target)
    monkeypatch.undo()
    monkeypatch.setattr(copying, "_PAGE", 20)
    seen: list[tuple[str, int]] = []
    report = copy_book(source, target, progress=lambda what, rows: seen.append((what, rows)))
    assert rows_of(target) == rows_of(source)
    assert report.clients == len(rows_of(source)["clients"])
    assert seen


def test_x58_a_copy_goes_into_an_empty_book_only(
    filled: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X58: a book is never mixed with another; a source that moved on is not patched together."""
    source, target = filled.context.store, MemoryStore()
    with pytest.raises(CopyRefusedError, match="one store"):
        copy_book(source, source)
    ClientBook(target, settings=SALON).clients.create(person("Somebody"), by=ANNE)
    with pytest.raises(CopyRefusedError, match="holds a book"):
        copy_book(source, target)
    assert copy_book(source, target, to="other").clients > 0
    half = MemoryStore()
    monkeypatch.setattr(copying._Copy, "_keep_unknown_clients", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copy_book(source, half)
    monkeypatch.undo()
    with pytest.raises(CopyRefusedError, match="unfinished copy"):
        copy_book(half, MemoryStore())
    filled.clients.create(person("Late"), by=ANNE)
    with pytest.raises(CopyRefusedError, match="changed"):
        copy_book(source, half)


@EVERY_STORE
def test_x58_a_book_is_what_was_written_to(store: Store) -> None:
    """X58: A book that never was is no empty one: it is refused, and those there are are named."""
    target = MemoryStore()
    ClientBook(store, book="opened", settings=SALON).clients.count()
    with pytest.raises(BookNotFoundError, match="nothing was ever written") as nobody:
        copy_book(store, target, book="opened")
    assert nobody.value.others == ()
    for number in range(12):
        keep_nobody(ClientBook(store, book=f"shop-{number:02}", settings=SALON))
    with pytest.raises(BookNotFoundError, match=r"'shop-00', .*'shop-09', \.\.\.$") as told:
        copy_book(store, target, book="shop")
    assert isinstance(told.value, LookupError)
    assert copying.is_written(store, "shop-00")
    assert target.list_books() == ()


def test_x58_an_empty_book_is_copied(store: Store) -> None:
    """X58: Nobody is in it, but it was set to something: that comes along."""
    keep_nobody(ClientBook(store, settings=SALON))
    target = MemoryStore()
    assert copy_book(store, target).clients == 0
    assert ClientBook(target).settings == SALON


def test_x58_the_source_is_untouched(clock: TurnedClock, tmp_path: Path) -> None:
    """X58: nothing of the source's file changes, and nobody writes there meanwhile."""
    path = tmp_path / "a.db"
    fill(SqliteStore(path), clock).close()
    SqliteStore(path).close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with SqliteStore(path) as source, SqliteStore(tmp_path / "b.db") as target:
        copy_book(source, target)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


class _StoppedError(Exception):
    """Somebody ended the program."""


def _half(source: Store, target: Store, **options: Any) -> None:
    def stop(_: str, __: int) -> None:
        raise _StoppedError

    with pytest.raises(_StoppedError):
        copy_book(source, target, progress=stop, **options)


def _three(book_id: str, *names: str) -> Store:
    store = MemoryStore()
    book = ClientBook(store, book=book_id)
    clients = [book.clients.create(person(name), by=ANNE) for name in names]
    book.clients.add_note(clients[0].id, "a note", by=ANNE)
    return store


@EVERY_STORE
def test_x58_half_a_copy_is_no_book_and_takes_no_other(store: Store) -> None:
    """X58: Another book of the same size is not patched onto it, and nobody works in it."""
    first, second = _three("salon-1", "Ada", "Bea"), _three("salon-2", "Xa", "Ya")
    early = ClientBook(store, book="x")  # opened before the copy began
    _half(first, store, book="salon-1", to="x")
    with pytest.raises(CopyRefusedError, match="another book"):
        copy_book(second, store, book="salon-2", to="x")
    with pytest.raises(CopyRefusedError, match="unfinished"):
        ClientBook(store, book="x")
    early.clients.create(person("Zed"), by=ANNE)
    with pytest.raises(CopyRefusedError, match="somebody wrote"):
        copy_book(first, store, book="salon-1", to="x")
    assert copy_book(first, store, book="salon-1", to="y").clients == 2
    assert ClientBook(store, book="y").clients.count(NO_FILTER) == 2


def test_x58_an_empty_id_is_no_id(filled: ClientBook) -> None:
    """X33: The id of the target is checked as every id of a book is."""
    with pytest.raises(InvalidValueError):
        copy_book(filled.context.store, MemoryStore(), to="")
