"""A page of a timeline costs what a page is, and two pages never disagree about where they meet."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock
from tests.book.people import ANNE, mobile, person

from clientbook.book import ClientBook
from clientbook.book.activities import timelines
from clientbook.book.activities.timelines import BookKind, TimelineEntry
from clientbook.domain.clients import Client
from clientbook.domain.journal import Change, ChangeKind
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

PLAIN = (ChangeKind.UPDATED, "")
IMPORTED = (ChangeKind.UPDATED, "import:r")
MERGED = (ChangeKind.MERGED, "merge:m")


def _change(client: Client, clock: TurnedClock, told: tuple[ChangeKind, str]) -> Change:
    kind, cause = told
    return Change(kind=kind, client_id=client.id, revision=1, at=clock.now, actor=ANNE, cause=cause)


def _append(book: ClientBook, changes: list[Change]) -> None:
    context = book.context
    with context.unit():
        context.store.append_changes(context.book, changes)


def _long_life(book: ClientBook, clock: TurnedClock, years: int) -> Client:
    """Return a client of whom the journal holds 100 changes a year, 2 of them imports."""
    client = book.clients.create(person("Ann Li", mobile()), by=ANNE)
    changes = []
    for n in range(years * 100):
        clock.turn(days=3)
        changes.append(_change(client, clock, IMPORTED if n % 50 == 0 else PLAIN))
    _append(book, changes)
    return client


class Counted:
    """Counts the changes that a store gives out."""

    def __init__(self, store: Store) -> None:
        self.store, self.changes = store, 0
        self._read: Callable[..., tuple[Change, ...]] = store.read_changes

    def __call__(self, *arguments: object, **options: object) -> tuple[Change, ...]:
        found = self._read(*arguments, **options)
        self.changes += len(found)
        return found


@pytest.fixture
def counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> Counted:
    counter = Counted(store)
    monkeypatch.setattr(store, "read_changes", counter)
    return counter


@EVERY_STORE
def test_a_page_reads_no_more_of_a_long_life_than_of_a_short_one(
    make_book: MakeBook, clock: TurnedClock, counted: Counted
) -> None:
    """C10: whichever page, what is read is bounded by the page, not by the client's journal."""
    book = make_book()
    client = _long_life(book, clock, years=30)
    pages: list[int] = []
    seen: list[str] = []
    before = None
    while True:
        counted.changes = 0
        page = book.activities.timeline(client.id, before=before, limit=5)
        pages.append(counted.changes)
        seen += [entry.id for entry in page.items]
        before = page.next
        if before is None:
            break
    assert len(seen) == len(set(seen)) == 60
    assert max(pages) <= 5 * 50 + 2 * timelines._BATCH
    counted.changes = 0
    book.activities.timeline(client.id, kinds=[BookKind.NOTE])
    assert counted.changes == 0


def test_a_page_that_finds_nothing_says_so_before_it_has_read_everything(
    make_book: MakeBook, clock: TurnedClock, counted: Counted
) -> None:
    """C10: of a client edited for years by hand a page may be short, or empty, and more follow."""
    book = make_book()
    client = book.clients.create(person("Ann Li", mobile()), by=ANNE)
    merged, *edits = [_change(client, clock, told) for told in (MERGED, *[PLAIN] * 4000)]
    _append(book, [merged, *(attrs.evolve(e, at=clock.turn(hours=1)) for e in edits)])
    first = book.activities.timeline(client.id, limit=10)
    assert (first.items, first.next is None) == ((), False)
    assert counted.changes <= timelines._LOOKED_THROUGH + timelines._BATCH
    assert [entry.kind for entry in _every(book, client, 10)] == [BookKind.MERGE]


def test_what_a_page_does_not_show_it_does_not_look_for(
    make_book: MakeBook, clock: TurnedClock, counted: Counted
) -> None:
    """C10: a page full of newer notes does not read the journal down to its first import."""
    book = make_book()
    client = _long_life(book, clock, years=10)
    _append(book, [_change(client, clock, PLAIN) for _ in range(3)])
    for n in range(6):
        clock.turn(days=1)
        book.clients.add_note(client.id, f"note {n}", by=ANNE)
    counted.changes = 0
    page = book.activities.timeline(client.id, limit=5)
    assert {entry.kind for entry in page} == {BookKind.NOTE}
    assert counted.changes <= timelines._BATCH


def _every(book: ClientBook, client: Client, limit: int) -> Iterator[TimelineEntry]:
    before = None
    while True:
        page = book.activities.timeline(client.id, before=before, limit=limit)
        yield from page.items
        before = page.next
        if before is None:
            return


@pytest.mark.parametrize("seed", range(6))
def test_pages_put_together_are_the_whole_whatever_the_clocks_say(
    make_book: MakeBook,
    clock: TurnedClock,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """C10, K41: nothing twice, nothing lost: equal moments, clocks that differ, small batches."""
    chosen = random.Random(seed)
    monkeypatch.setattr(timelines, "_BATCH", chosen.choice([1, 2, 5]))
    monkeypatch.setattr(timelines, "_LOOKED_THROUGH", chosen.choice([1, 3, 1000]))
    book = make_book()
    client = book.clients.create(person("Ann Li", mobile()), by=ANNE)
    for n in range(40):
        away = timedelta(minutes=chosen.choice([0, 0, 0, -3, 5]))
        clock.now += away
        _append(book, [_change(client, clock, chosen.choice([PLAIN, IMPORTED, MERGED]))])
        clock.now -= away
        if chosen.random() < 0.4:
            book.clients.add_note(client.id, f"note {n}", by=ANNE)
        clock.turn(minutes=chosen.choice([0, 0, 1, 2]))
    whole = list(_every(book, client, 1000))
    ids = [(entry.kind, entry.id) for entry in whole]
    changes = book.context.store.read_changes(book.context.book, client_ids=[client.id])
    events = [c for c in changes if c.cause.startswith("import:") or c.kind is ChangeKind.MERGED]
    notes = len(book.clients.notes(client.id))
    assert len(set(ids)) == len(ids) == len(events) + notes
    for limit in (1, 2, 3, 7):
        assert list(_every(book, client, limit)) == whole


def test_sqlite_does_no_more_work_for_a_page_of_a_long_life() -> None:
    """C10: counted in steps of its machine, for one id and for several."""

    def steps_of(years: int, ids: list[str]) -> int:
        connection = sqlite3.connect(":memory:")
        store = SqliteStore(connection=connection)
        clock = TurnedClock()
        book = ClientBook(store, clock=clock, make_id=lambda: "c")
        _long_life(book, clock, years)
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        connection.set_progress_handler(count, 1)
        page = store.read_changes("main", client_ids=ids, limit=20, descending=True)
        connection.set_progress_handler(None, 0)
        assert len(page) == 20
        connection.close()
        return counted

    for ids in (["c"], ["c", "d", "e"]):
        assert steps_of(20, ids) <= steps_of(2, ids) + 50


def test_a_memory_store_gives_pages_too(clock: TurnedClock) -> None:
    """C10: the smallest store reads a page of a client without copying the journal."""
    book = ClientBook(MemoryStore(), clock=clock)
    client = _long_life(book, clock, years=1)
    assert [entry.kind for entry in _every(book, client, 1)] == [BookKind.IMPORT] * 2
