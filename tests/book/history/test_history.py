"""Readings of the journal: history, as_of, the feed."""

import contextlib
import random
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.conftest import TurnedClock
from tests.book.people import ANNE, BOB, MOBILE, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.domain.consents import Channel
from clientbook.domain.journal import EVENT_KINDS, ChangeKind
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import SAFE
from clientbook.errors import ClientbookError, ClientNotFoundError
from clientbook.storage.memory import MemoryStore


def test_history_shows_values_the_feed_does_not(book: ClientBook, clock: TurnedClock) -> None:
    """X23, X22: the history names old and new values; the feed ids and field names only."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    clock.turn(hours=1)
    book.clients.update(client.id, ProfilePatch(set={"company": "Nordet"}), expected=1, by=BOB)
    clock.turn(hours=1)
    book.clients.update(client.id, ProfilePatch(set={"company": "Sudet"}), expected=2, by=ANNE)
    book.clients.add_note(client.id, "tea", by=BOB)
    history = book.history.history(client.id)
    assert [(e.event.kind, e.event.actor) for e in history] == [
        (ChangeKind.NOTE, BOB),
        (ChangeKind.UPDATED, ANNE),
        (ChangeKind.UPDATED, BOB),
        (ChangeKind.CREATED, ANNE),
    ]
    changes = [[(c.field, c.before, c.after) for c in e.changes] for e in history]
    assert changes == [
        [],
        [("company", "Nordet", "Sudet")],
        [("company", None, "Nordet")],
        [],
    ]
    feed = repr(book.history.events())
    for value in ("Nordet", "Sudet", "Marie", MOBILE, "tea"):
        assert value not in feed
    assert [e.fields for e in book.history.events()] == [(), ("company",), ("company",), ("note",)]
    with pytest.raises(ClientNotFoundError):
        book.history.history("nobody")


def test_as_of_across_a_merge(book: ClientBook, clock: TurnedClock) -> None:
    """X23: before the merge an absorbed id gives its own client, after it the survivor."""
    with pytest.raises(ClientNotFoundError):
        book.history.as_of("nobody", clock.now)
    start = clock.now
    clock.turn(hours=1)
    pair = [book.clients.create(person("Marie", mobile(), info=i), by=ANNE) for i in "ab"]
    created = clock.now
    clock.turn(hours=1)
    record = book.merges.merge(book.merges.plan(pair[0].id, [pair[1].id]), by=ANNE)
    merged = clock.now
    clock.turn(hours=1)
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=ANNE)
    assert [book.history.as_of(c.id, created) for c in pair] == pair
    assert [book.history.as_of(c.id, merged).id for c in pair] == [pair[0].id] * 2
    assert book.history.as_of(pair[1].id, clock.now).profile == pair[1].profile
    with pytest.raises(ClientNotFoundError):
        book.history.as_of(pair[0].id, start)


ACTS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5), st.integers(0, 2)), max_size=25)


def _act(book: ClientBook, ids: list[ClientId], act: tuple[int, int, int]) -> None:
    """Do one thing to one client, whatever becomes of it."""
    what, which, value = act
    client_id = ids[which % len(ids)]
    match what:
        case 0:
            ids.append(book.clients.create(person(f"P{value}", mobile()), by=ANNE).id)
        case 1:
            patch = ProfilePatch(set={"company": f"C{value}"})
            book.clients.update(client_id, patch, expected=None, by=ANNE)
        case 2:
            book.clients.block_booking(client_id, by=ANNE)
        case 3:
            book.clients.unblock_booking(client_id, by=ANNE)
        case 4:
            book.clients.delete(client_id, by=ANNE)
        case 5:
            book.clients.restore(client_id, by=ANNE)
        case 6:
            other = ids[(which + 1 + value) % len(ids)]
            book.merges.merge(book.merges.plan(client_id, [other]), by=ANNE)
        case _:
            (merge, *_) = book.merges.latest(limit=1)
            book.merges.unmerge(book.merges.plan_unmerge(merge.id, with_later=True), by=ANNE)


def _run(acts: list[tuple[int, int, int]]) -> tuple[ClientBook, list[ClientId], TurnedClock]:
    clock = TurnedClock()
    book = ClientBook(MemoryStore(), clock=clock, settings=SAFE)
    ids = [book.clients.create(person(f"P{n}", mobile()), by=ANNE).id for n in range(3)]
    for act in acts:
        clock.turn(seconds=1)
        with contextlib.suppress(ClientbookError, ValueError):  # refused: nothing happens
            _act(book, ids, act)
    return book, ids, clock


@settings(max_examples=60, deadline=None)
@given(acts=ACTS)
def test_as_of_is_the_snapshot(acts: list[tuple[int, int, int]]) -> None:
    """X23: as_of(t) equals what get() gave at t, for every id, whatever happened since."""
    clock = TurnedClock()
    book = ClientBook(MemoryStore(), clock=clock)
    ids = [book.clients.create(person(f"P{n}", mobile()), by=ANNE).id for n in range(3)]
    snapshots: list[tuple[datetime, dict[ClientId, Client]]] = []
    for act in acts:
        snapshots.append((clock.now, {i: book.clients.get(i) for i in ids}))
        clock.turn(seconds=1)
        with contextlib.suppress(ClientbookError, ValueError):  # refused: nothing happens
            _act(book, ids, act)
    for at, snapshot in snapshots:
        assert {i: book.history.as_of(i, at) for i in snapshot} == snapshot


@settings(max_examples=40, deadline=None)
@given(acts=ACTS)
def test_revisions_are_contiguous(acts: list[tuple[int, int, int]]) -> None:
    """X22: per client revisions go up by one with each change, in the order of the feed."""
    book, ids, _ = _run(acts)
    for client_id in ids:
        changes = [
            c
            for c in book.context.store.read_changes("main", client_ids=[client_id])
            if c.kind not in EVENT_KINDS
        ]
        assert [c.revision for c in changes] == list(range(1, len(changes) + 1))
        (client,) = book.context.store.get_clients("main", [client_id]).values()
        assert client.revision == len(changes)


class Mirror:
    """A consumer that keeps a copy of who is live, and crashes now and then.

    Position and copy are saved together; what was not saved is read again.
    """

    def __init__(self, book: ClientBook, rng: random.Random) -> None:
        self._book, self._rng = book, rng
        self.saved: tuple[int, dict[ClientId, int]] = (0, {})

    def work(self) -> None:
        position, live = self.saved[0], dict(self.saved[1])
        while events := self._book.history.events(after=position, limit=3):
            for event in events:
                if event.client_id is not None and event.kind not in EVENT_KINDS:
                    live[event.client_id] = event.revision
                position = event.seq
                if self._rng.random() < 0.2:
                    raise OSError("crash")
            self.saved = (position, dict(live))


@settings(max_examples=30, deadline=None)
@given(acts=ACTS, seed=st.integers(0, 1000))
def test_a_consumer_that_crashes_anywhere_catches_up(
    acts: list[tuple[int, int, int]], seed: int
) -> None:
    """X22: at least once, in order: after crashes the copy is the same as without."""
    book, ids, _ = _run(acts)
    mirror = Mirror(book, random.Random(seed))
    for _ in range(10_000):
        try:
            mirror.work()
            break
        except OSError:
            continue
    clients = book.context.store.get_clients("main", ids)
    assert mirror.saved[1] == {i: client.revision for i, client in clients.items()}


@settings(max_examples=25, deadline=None)
@given(acts=ACTS, others=ACTS)
def test_books_share_a_store_and_nothing_else(
    acts: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    """X24: what happens in one book changes nothing another one answers."""
    store, clock = MemoryStore(), TurnedClock()
    quiet, loud = (ClientBook(store, book=name, clock=clock) for name in ("quiet", "loud"))
    ids = {b: [b.clients.create(person(f"P{n}", mobile()), by=ANNE).id for n in range(3)]
           for b in (quiet, loud)}  # fmt: skip
    for act in acts:
        with contextlib.suppress(ClientbookError, ValueError):  # refused: nothing happens
            _act(quiet, ids[quiet], act)

    def answers() -> object:
        return (
            quiet.lists.page(limit=100),
            quiet.search.find("p").items,
            quiet.clients.count(),
            quiet.history.events(),
            [quiet.consent.subscriptions(i) for i in ids[quiet]],
        )

    before = answers()
    for act in others:
        try:
            _act(loud, ids[loud], act)
            loud.consent.set_subscriptions(
                ids[loud][0], {(Channel.SMS, "MARKETING"): True}, by=ANNE
            )
        except (ClientbookError, ValueError):
            pass
    assert answers() == before
    for client_id in ids[loud]:
        with pytest.raises(ClientNotFoundError):
            quiet.clients.get(client_id)
    live = [c for c in map(quiet.clients.get, ids[quiet]) if c.status is ClientStatus.ACTIVE]
    assert quiet.clients.count() == len({c.id for c in live})
