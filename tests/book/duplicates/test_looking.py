"""A look through a whole book in parts: stopped or killed anywhere, it goes on from there."""

import multiprocessing
import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE, MakeBook
from tests.book.duplicates.test_scans import (
    ANNE,
    edit,
    fill,
    ids,
    persons,
    profiles_of,
    records,
    refuse,
)
from tests.processes import Barrier, run_processes

from clientbook.book import ClientBook
from clientbook.book.copying import copy_book
from clientbook.book.duplicates import finding, keeping, looking
from clientbook.book.duplicates.scan_works import WORKS, Works
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import ExternalId
from clientbook.domain.settings import OnDuplicate
from clientbook.errors import OperationCancelledError
from clientbook.importing.plans import Progress
from clientbook.matching import find_pairs
from clientbook.matching.lists import batch, processes
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Record, Store
from clientbook.storage.sqlite import SqliteStore

RANGE = 300


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of some dozens is looked through in parts."""
    small_parts(monkeypatch.setattr)


def small_parts(put: Callable[[Any, str, object], object]) -> None:
    put(finding, "RESCAN_SIZE", 3)
    put(looking, "PORTION", 10)
    for module in (batch, processes):
        put(module, "CHUNK", RANGE)


def various(book: ClientBook) -> list[str]:
    """Fill a book with persons, firms, ids and names of which the whole profile is read."""
    book.attributes.define(AttributeDefinition("card", AttributeType.STRING), by=ANNE)
    known = fill(book)
    for n in (1, 2, 20):
        edit(book, known[n], external_ids=(ExternalId("pos", f"1234{n % 20}"),), company="Roy")
        edit(book, known[n + 3], attributes=(Attribute("card", f"A-{n % 20:05d}"),))
        edit(book, known[n + 6], name=PersonName(full=f"Garage Roy {n % 20} SARL"))
        edit(book, known[n + 9], name=PersonName("Marie", "Roy", maiden="Petit", prefix="Mme"))
    return known


def begun(store: Store) -> dict[str, Any]:
    return {r.id: r.body for r in store.list_records("main", WORKS)}


def stopped(book: ClientBook) -> Progress | None:
    """Scan until the first part is done; return how far it is, None once the scan has ended."""
    try:
        book.duplicates.scan(progress=lambda _: False)
    except OperationCancelledError:
        told = book.duplicates.scan_progress()
        assert told is not None
        return told
    return None


def whole(book: ClientBook) -> tuple[Any, ...]:
    """Return all that a scan says, by one in a copy of the book that is made in one go."""
    target = MemoryStore()
    copy_book(book.context.store, target)
    other = ClientBook(target)
    assert other.duplicates.scan().is_whole
    return said(other)


def said(book: ClientBook) -> tuple[Any, ...]:
    desk = book.duplicates
    head = desk._keeper.current().head
    explained = [desk.explain(p.left, p.right) for p in desk.pairs(limit=5)]
    return desk.pairs(limit=1000), desk.capped(), desk.clusters(), head.model, explained


@EVERY_STORE
def test_a_scan_in_parts_is_a_scan_in_one_go(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: Stopped after every part, each time gone on with by another: pairs and weights."""
    known = various(make_book())
    expected = whole(make_book())
    read: list[str] = []
    pages = looking.profile_pages

    def counted(*args: Any, **kwargs: Any) -> Iterator[Any]:
        for page in pages(*args, **kwargs):
            read.extend(client_id for client_id, _ in page.profiles)
            yield page

    monkeypatch.setattr(looking, "profile_pages", counted)
    told: list[Progress] = []
    while progress := stopped(make_book()):
        told.append(progress)
    assert sorted(read) == sorted(known)  # each once
    assert [p.phase for p in told] == sorted((p.phase for p in told), reverse=True)
    for phase, least in (("reading", len(known) // 10), ("comparing", 3)):
        done = [p.done for p in told if p.phase == phase]
        assert len(done) >= least
        assert done == sorted(set(done))
    assert said(make_book()) == expected
    assert begun(make_book().context.store) == {}
    assert make_book().duplicates.scan_progress() is None


@EVERY_STORE
def test_who_changes_between_two_parts_is_compared_again(make_book: MakeBook) -> None:
    """P20: Edited, renamed, created or deleted meanwhile: the list is that of the book as it is."""
    book, pick = make_book(), random.Random(7)
    known = various(book)
    progress: Progress | None = stopped(make_book())
    while progress is not None:
        chosen, other = pick.sample(known, 2)
        profile = book.clients.get(other).profile
        match pick.randrange(4):
            case 0:
                edit(book, chosen, name=PersonName("Zoe" if pick.random() < 0.5 else "Abel", "Ba"))
            case 1:
                edit(book, chosen, phones=profile.phones, birthday=profile.birthday)
            case 2:
                known.append(
                    book.clients.create(profile, by=ANNE, on_duplicate=OnDuplicate.ALLOW).id
                )
            case _:
                book.clients.delete(chosen, by=ANNE)
                known.remove(chosen)
        progress = stopped(make_book())
    desk = make_book().duplicates
    model = desk._keeper.current().head.model
    expected = find_pairs(profiles_of(book), model=model, adapt=False)
    assert set(ids(desk.pairs(limit=1000))) == set(ids(expected))
    assert expected


def test_too_many_changes_begin_it_anew(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: What would not stand in the end is not gone on with; nothing of it stays."""
    monkeypatch.setattr(finding, "most_changed", lambda size: 2)
    book = make_book()
    known = various(book)
    for _ in range(3):
        first = stopped(make_book())
    assert first is not None
    assert first.done > 20
    old = begun(book.context.store)
    for client_id in known[:3]:
        edit(book, client_id, company="Acme")
    again = stopped(make_book())
    assert again is not None
    assert (again.phase, again.done) == ("reading", 10)
    assert begun(book.context.store).keys() & old.keys() == {"head"}
    while stopped(make_book()):
        pass
    assert said(make_book())[0] == whole(book)[0]


def test_other_terms_begin_it_anew(make_book: MakeBook) -> None:
    """X19: What was read under other shared points is not gone on with."""
    book = make_book()
    known = various(book)
    stopped(make_book())
    stopped(make_book())
    book.privacy.mark_shared(book.clients.get(known[0]).profile.phones[0].e164, by=ANNE)
    again = stopped(make_book())
    assert again is not None
    assert (again.phase, again.done) == ("reading", 10)


@EVERY_STORE
def test_an_erasure_takes_what_was_read_with_it(make_book: MakeBook) -> None:
    """P23: What was read of everybody goes at once; the scan begins anew, also one under way."""
    book = make_book()
    known = various(book)
    while (progress := stopped(make_book())) and progress.phase == "reading":
        pass
    assert begun(book.context.store)
    book.privacy.erase(known[0], by=ANNE)
    assert begun(book.context.store) == {}

    def erases(progress: Progress) -> None:
        if (progress.phase, progress.done) == ("reading", 20):
            make_book().privacy.erase(known[5], by=ANNE)

    make_book().duplicates.scan(progress=erases)
    assert begun(book.context.store) == {}
    assert not any(known[5] in pair for pair in ids(make_book().duplicates.pairs(limit=1000)))
    parts = [body for i, body in records(book.context.store).items() if "/pairs/" in i]
    assert parts
    assert not any(known[5] in body["lefts"] + body["rights"] for body in parts)


def test_parts_that_vanish_while_they_are_taken_up_are_read_anew(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: Who goes on at the moment of an erasure begins anew."""
    book = make_book()
    various(book)
    for _ in range(3):
        stopped(make_book())
    parts = Works.parts

    def erased(works: Works, kind: str) -> Iterator[Any]:
        for body in parts(works, kind):
            yield body
            with book.context.unit():
                book.context.store.delete_records("main", WORKS, list(begun(book.context.store)))

    monkeypatch.setattr(Works, "parts", erased)
    again = stopped(make_book())
    assert again is not None
    assert (again.phase, again.done) == ("reading", 10)


def test_whoever_asks_for_pairs_goes_on_as_well(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: A page of a host that asks no job first reads no client a second time."""
    various(make_book())
    expected = whole(make_book())
    while (progress := stopped(make_book())) and progress.phase == "reading":
        pass
    monkeypatch.setattr(looking, "profile_pages", refuse)
    assert make_book().duplicates.pairs(limit=1000) == expected[0]
    assert begun(make_book().context.store) == {}


def test_inside_a_unit_of_work_or_a_rehearsal_nothing_is_kept_or_taken_up(
    make_book: MakeBook,
) -> None:
    """X43: What may be rolled back is no part of the work."""
    book = make_book()
    known = various(book)
    stopped(make_book())
    before = begun(book.context.store)
    with book.rehearsal():
        book.clients.delete(known[0], by=ANNE)
        assert book.duplicates.pairs().total
    with book.context.unit():
        assert book.duplicates.pairs().total
    assert begun(book.context.store) == before


def test_a_hosts_transaction_holds_no_part(tmp_path: Path) -> None:
    """X42: Over a joined connection a scan writes at its end only, where the host's may begin."""
    path = tmp_path / "book.db"
    with ClientBook(SqliteStore(path)) as book:
        various(book)
    connection = sqlite3.connect(path)
    book = ClientBook(SqliteStore(connection=connection))
    held: list[bool] = []
    book.duplicates.scan(progress=lambda _: held.append(connection.in_transaction))
    assert len(held) > 3
    assert not any(held)
    connection.rollback()
    connection.close()


def test_a_book_of_one_portion_keeps_no_part(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: What takes a second is done at once; nothing but the list is written."""
    monkeypatch.setattr(looking, "PORTION", 100)
    monkeypatch.setattr(Works, "_put", refuse)
    book = make_book()
    various(book)
    with pytest.raises(OperationCancelledError):
        book.duplicates.scan(progress=lambda _: False)
    assert book.duplicates.scan_progress() is None
    assert book.duplicates.scan().is_whole


@pytest.mark.parametrize("ends", [True, False])
def test_what_another_version_left_is_taken_away_unread(make_book: MakeBook, ends: bool) -> None:
    """P20, P23: Records of another form are none to go on with, and do not stay."""
    book = make_book()
    known = various(book)
    for _ in range(3):
        stopped(make_book())
    store = book.context.store
    old = begun(store)
    others = [Record(WORKS, f"{n:03d}/read", {"of": "another"}) for n in range(45)]
    with book.context.unit():
        store.put_records("main", [Record(WORKS, "head", {**old["head"], "form": "0", "x": 1})])
        store.put_records("main", others)
    assert book.duplicates.scan_progress() is None
    if ends:
        again = stopped(make_book())
        assert again is not None
        assert (again.phase, again.done) == ("reading", 10)
        assert len(begun(store)) == 2
    else:
        book.privacy.erase(known[0], by=ANNE)
        assert begun(store) == {}


def test_a_copy_leaves_what_was_begun_out(make_book: MakeBook) -> None:
    """X58: A copy of a book begins its own."""
    book = make_book()
    various(book)
    stopped(book)
    target = MemoryStore()
    copy_book(book.context.store, target)
    assert WORKS not in target.list_collections("main")


# -- real processes --------------------------------------------------------------------------------


def scan_and_die(path: Path, after: int) -> None:
    """Scan a book in a process that is killed when it has reported so often."""
    small_parts(setattr)
    told = iter(range(after))

    def killed(_: Progress) -> None:
        if next(told, None) is None:
            if hasattr(signal, "SIGKILL"):
                os.kill(os.getpid(), signal.SIGKILL)
            os._exit(9)

    with ClientBook(SqliteStore(path)) as book:
        book.duplicates.scan(progress=killed)


def test_a_killed_scan_is_gone_on_with(tmp_path: Path) -> None:
    """P20: Killed again and again without a word, it comes to the list of one go."""
    path = tmp_path / "book.db"
    with ClientBook(SqliteStore(path)) as book:
        various(book)
        expected = whole(book)[0]
    reached = list[tuple[str, int]]()
    for after in (2, 3, 0, 0):
        process = multiprocessing.get_context("spawn").Process(
            target=scan_and_die, args=(path, after)
        )
        process.start()
        process.join(120)
        assert process.exitcode in (-9, 9)
        with ClientBook(SqliteStore(path)) as book:
            progress = book.duplicates.scan_progress()
            assert progress is not None
            reached.append((progress.phase, progress.done))
    assert reached[0] == ("reading", 30)
    assert [phase for phase, _ in reached] == ["reading", *["comparing"] * 3]
    assert reached == sorted(reached, key=lambda r: (r[0] == "comparing", r[1]))
    assert len(set(reached)) == len(reached)
    with ClientBook(SqliteStore(path)) as book:
        assert book.duplicates.scan().is_whole
        assert book.duplicates.pairs(limit=1000) == expected
        assert begun(book.context.store) == {}


def scan_together(all_here: Barrier, _: int, path: Path) -> int:
    """Scan a book that another scans at the same moment."""
    small_parts(setattr)
    with ClientBook(SqliteStore(path)) as book:
        all_here()
        return book.duplicates.scan().pairs


def test_two_who_scan_at_the_same_moment_leave_one_list(tmp_path: Path) -> None:
    """X33: Both find the same pairs; nothing of either work stays."""
    path = tmp_path / "book.db"
    with ClientBook(SqliteStore(path)) as book:
        various(book)
        expected = whole(book)[0]
        stopped(book)
    assert run_processes(3, scan_together, path) == [expected.total] * 3
    with ClientBook(SqliteStore(path)) as book:
        assert book.duplicates.pairs(limit=1000) == expected
        assert begun(book.context.store) == {}


def test_persons_are_enough_for_several_parts() -> None:
    """What these tests stop between is there: portions and ranges."""
    count = len(list(persons()))
    assert count > 4 * 10
    assert count * (count - 1) // 2 > 4 * RANGE
    assert count < keeping.AT_ONCE
