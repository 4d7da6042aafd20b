"""Rehearsal: everything runs, the difference is told, every row stays as it was."""

import copy
from collections.abc import Callable, Collection, Sequence
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region

from clientbook import (
    Actor,
    Appointment,
    Attendee,
    Channel,
    ClientBook,
    ConsentEvent,
    ConsentState,
    DuplicateFoundError,
    LinkPreview,
    LinkReceipt,
    MemoryStore,
    OnDuplicate,
    PersonName,
    Profile,
    ProfilePatch,
    SqliteStore,
    Store,
    Table,
    parse_phone,
)
from clientbook.book.rehearsal import Rehearsal
from clientbook.convert import from_json, to_json
from clientbook.domain.activities import Activity
from clientbook.domain.journal import ChangeKind
from clientbook.errors import RehearsalTooLargeError

me = Actor("anne")
TITLES = ["First name", "Last name", "Mobile"]


def every_row(store: Store) -> Any:
    """Return every row of a store, those of its indexes too, to be compared."""
    if isinstance(store, MemoryStore):
        books = {name: attrs.asdict(book, recurse=False) for name, book in store._books.items()}
        for book in books.values():  # a key nobody holds any more is no row
            book["holders"] = {key: ids for key, ids in book["holders"].items() if ids}
        return copy.deepcopy(books)
    connection = store._session.connection  # type: ignore[attr-defined]
    if isinstance(store, SqliteStore):
        names = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    else:
        names = (
            "SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN"
            " ('pg_catalog', 'information_schema')"
        )
    tables = sorted(name for (name,) in connection.execute(names).fetchall())
    assert len(tables) > 3
    rows = {t: connection.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables}
    return {table: sorted(map(repr, found)) for table, found in rows.items()}


def add(book: ClientBook, given: str, phone: str | None = None, **more: Any) -> str:
    phones = () if phone is None else (parse_phone(phone, region="FR"),)
    name = PersonName(given=given, family="Roy")
    return book.clients.create(Profile(name=name, phones=phones, **more), by=me).id


def table(*rows: list[str]) -> Table:
    return Table.from_rows(TITLES, rows)


class Recorder:
    """A link port of a host that writes down how it was called."""

    name = "visits"

    def __init__(self) -> None:
        self.calls: list[str] = []

    def linked(self, book: str, client_ids: Collection[str]) -> Collection[str]:
        self.calls.append("linked")
        return []

    def preview(self, book: str, absorbed: Collection[str], survivor: str) -> LinkPreview:
        self.calls.append("preview")
        return LinkPreview((("visit", 2),))

    def reassign(self, book: str, absorbed: Any, survivor: str) -> Sequence[LinkReceipt]:
        self.calls.append("reassign")
        return ()

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> Sequence[LinkReceipt]:
        self.calls.append("restore")
        return ()


Act = Callable[[ClientBook, str, str], object]


def _update(book: ClientBook, a: str, b: str) -> object:
    patch = ProfilePatch(set={"company": "Nordet"})
    return book.clients.update(a, patch, expected=book.clients.get(a).revision, by=me)


def _merge(book: ClientBook, a: str, b: str) -> object:
    return book.merges.merge(book.merges.plan(a, [b]), by=me)


def _merge_and_back(book: ClientBook, a: str, b: str) -> object:
    record = book.merges.merge(book.merges.plan(a, [b]), by=me)
    return book.merges.unmerge(book.merges.plan_unmerge(record.id), by=me)


def _import(book: ClientBook, a: str, b: str) -> object:
    rows = table(["Ann", "Roy", "06 12 34 56 78"], ["New", "Low", "06 99 99 99 99"])
    return book.imports.run(rows, by=me)


def _import_and_undo(book: ClientBook, a: str, b: str) -> object:
    run = book.imports.run(table(["New", "Low", "06 99 99 99 99"]), by=me)
    return book.imports.undo(book.imports.plan_undo(run.id), by=me)


def _create_and_delete(book: ClientBook, a: str, b: str) -> object:
    return book.clients.delete(add(book, "New"), by=me)


def _create_and_erase(book: ClientBook, a: str, b: str) -> object:
    return book.privacy.erase(add(book, "New"), by=me)


def _create_and_restore(book: ClientBook, a: str, b: str) -> object:
    new = add(book, "New")
    book.clients.delete(new, by=me)
    return book.clients.restore(new, by=me)


def _consent(book: ClientBook, a: str, b: str) -> object:
    now = book.context.clock()
    return book.consent.record(
        [ConsentEvent("e1", a, Channel.SMS, "*", ConsentState.OPTED_OUT, now)]
    )


def _settings(book: ClientBook, a: str, b: str) -> object:
    return book.change_settings(attrs.evolve(book.settings, restore_days=7), by=me)


def _activity(book: ClientBook, a: str, b: str) -> object:
    visit = Appointment(book.context.clock(), attendees=(Attendee(a),))
    return book.activities.put(Activity.of("v1", visit), by=me)


ACTS: dict[str, tuple[Act, dict[str, int]]] = {
    "create": (lambda book, a, b: add(book, "New"), {"created": 1}),
    "update": (_update, {"changed": 1}),
    "delete": (lambda book, a, b: book.clients.delete(a, by=me), {"deleted": 1}),
    "erase": (lambda book, a, b: book.privacy.erase(a, by=me), {"deleted": 1}),
    "merge": (_merge, {"changed": 1, "merged": 1}),
    "merge and back": (_merge_and_back, {}),
    "import": (_import, {"created": 1}),
    "import and undo": (_import_and_undo, {}),
    "create and delete": (_create_and_delete, {}),
    "create and erase": (_create_and_erase, {}),
    "create, delete, restore": (_create_and_restore, {"created": 1}),
    "note": (lambda book, a, b: book.clients.add_note(a, "late", by=me), {}),
    "block": (lambda book, a, b: book.clients.block_booking(a, by=me), {"changed": 1}),
    "consent": (_consent, {}),
    "settings": (_settings, {}),
    "activity": (_activity, {}),
}


@EVERY_STORE
@pytest.mark.parametrize("act", ACTS)
def test_every_row_is_as_it_was(make_book: MakeBook, act: str, clock: TurnedClock) -> None:
    """X47: Whatever was rehearsed, each row of the store is as before; counts say what it was."""
    book = make_book(region("FR"))
    a, b = add(book, "Ann", "06 12 34 56 78"), add(book, "Ann", "06 12 34 56 79", company="Old")
    book.clients.add_note(b, "early", by=me)
    run, wanted = ACTS[act]
    settings = book.settings
    before = every_row(book.context.store)
    with book.rehearsal() as rehearsed:
        run(book, a, b)
    assert every_row(book.context.store) == before
    assert {name: count for name, count in rehearsed.counts.items() if count} == wanted
    assert book.settings == settings
    with book.context.unit():  # the book is free, and what follows is kept
        add(book, "After")
    assert book.clients.count() == 3


def test_it_says_inside_the_block_what_was_done_so_far(book: ClientBook) -> None:
    """X47: counts and lists are right at each look, and as they were last once it has ended."""
    a = add(book, "Ann", "06 12 34 56 78")
    with book.rehearsal() as rehearsed:
        assert not any(rehearsed.counts.values())
        new = add(book, "New")
        assert (rehearsed.counts["created"], rehearsed.created) == (1, (new,))
        _update(book, a, a)
        assert [change.after for change in rehearsed.changes if change.client_id == a] == ["Nordet"]
        book.clients.delete(new, by=me)
        assert (rehearsed.created, rehearsed.deleted, rehearsed.changed) == ((), (), (a,))
    assert (rehearsed.created, rehearsed.deleted, rehearsed.changed) == ((), (), (a,))
    with pytest.raises(ZeroDivisionError), book.rehearsal() as failed:  # noqa: PT012
        add(book, "New")
        raise ZeroDivisionError
    assert not any(failed.counts.values())


def test_what_is_recorded_around_clients_is_shown(book: ClientBook) -> None:
    """X47: notes, consents and visits change no field of a client, and are part of the act."""
    a = add(book, "Ann", "06 12 34 56 78")
    with book.rehearsal() as rehearsed:
        _consent(book, a, a)
        book.clients.add_note(a, "late", by=me)
        _activity(book, a, a)
    shown = [(event.client_id, event.kind.value, event.what) for event in rehearsed.around]
    assert shown[:2] == [(a, "consent", "sms:*:opted_out"), (a, "note", "note")]
    assert shown[2][:2] == (a, "activity")
    assert rehearsed.counts["changed"] == 0


def test_the_difference_is_what_a_run_then_does(book: ClientBook) -> None:
    """X47: Fields before and after are those of the real run, merges and imports together."""
    a, b = add(book, "Ann", "06 12 34 56 78"), add(book, "Ann", company="Nordet")

    def work() -> None:
        book.merges.merge(book.merges.plan(a, [b]), by=me)
        book.imports.run(table(["Ann", "Roy", "06 12 34 56 78"], ["Bea", "Low", ""]), by=me)

    was = book.clients.get(a).profile
    with book.rehearsal() as rehearsed:
        work()
    work()
    (change,) = [c for c in rehearsed.changes if c.client_id == a]
    assert (change.field, change.before, change.after) == ("company", was.company, "Nordet")
    assert book.clients.get(a).profile.company == change.after
    assert rehearsed.merged == (b,)
    assert len(rehearsed.created) == 1
    assert dict(rehearsed.events) == {ChangeKind.IMPORT: 1}


def test_link_ports_are_only_asked(make_book: MakeBook) -> None:
    """X47: Merging, unmerging, undoing and erasing in a rehearsal call no port but its preview."""
    port = Recorder()
    book = make_book(region("FR"), links=[port])
    a, b = add(book, "Ann", "06 12 34 56 78"), add(book, "Ann")
    with book.rehearsal():
        _merge_and_back(book, a, b)
        _import_and_undo(book, a, b)
        book.privacy.erase(a, by=me)
    assert set(port.calls) == {"preview"}
    _merge(book, a, b)
    assert "reassign" in port.calls


def test_large_work_is_told_to_plan(make_book: MakeBook) -> None:
    """X47: More than 5,000 rows are refused before they are read; plan and preview are named."""
    book = make_book(region("FR"))
    rows = Table.from_rows(["First name"], [[f"Ann {n}"] for n in range(5_001)])
    before = every_row(book.context.store)
    with pytest.raises(RehearsalTooLargeError, match=r"plan\(\) and preview\(\)"), book.rehearsal():
        book.imports.run(rows, by=me)
    assert every_row(book.context.store) == before
    with pytest.raises(RehearsalTooLargeError), book.rehearsal():  # noqa: PT012 - written one by one
        book.context.rehearse(4_999)
        add(book, "Ann")
        add(book, "Bea")
    add(book, "Ann")  # outside there is no limit
    book.context.rehearse(9_999)


def test_an_error_ends_it_and_a_caught_one_does_not(book: ClientBook) -> None:
    """X47: What was raised comes out, nothing stays; an error that was handled spoils nothing."""
    add(book, "Ann", "06 12 34 56 78")
    before = every_row(book.context.store)
    with pytest.raises(ZeroDivisionError), book.rehearsal():  # noqa: PT012 - after a write
        add(book, "Bea")
        raise ZeroDivisionError
    with book.rehearsal() as rehearsed:
        add(book, "Bea")
        phone = (parse_phone("06 12 34 56 78", region="FR"),)
        profile = Profile(name=PersonName(given="Ann", family="Roy"), phones=phone)
        with pytest.raises(DuplicateFoundError):
            book.clients.create(profile, by=me, on_duplicate=OnDuplicate.REFUSE)
    assert rehearsed.counts["created"] == 1
    assert every_row(book.context.store) == before


def test_it_is_a_unit_of_its_own(book: ClientBook) -> None:
    """X47: Inside another unit of work, or another rehearsal, it is refused."""
    with book.context.unit(), pytest.raises(RuntimeError, match="of its own"), book.rehearsal():
        raise AssertionError
    with book.rehearsal(), pytest.raises(RuntimeError, match="of its own"), book.rehearsal():
        raise AssertionError


def test_pairs_of_a_rehearsal_are_forgotten(book: ClientBook) -> None:
    """X47: Duplicates found in a rehearsal are not those of the book."""
    add(book, "Ann", "06 12 34 56 78")
    desk = book.duplicates
    assert desk.pairs().items == ()
    with book.rehearsal():
        add(book, "Ann", "06 12 34 56 78")
        assert len(desk.pairs().items) == 1
    assert desk.pairs().items == ()


def test_what_was_rehearsed_can_be_sent(book: ClientBook) -> None:
    """X47, X51: A rehearsal is a value of JSON like every other, blocks and merges among it."""
    a, b = add(book, "Ann", "06 12 34 56 78"), add(book, "Ann", company="Nordet")
    with book.rehearsal() as rehearsed:
        book.clients.block_booking(a, by=me)
        book.merges.merge(book.merges.plan(a, [b]), by=me)
    assert {change.field for change in rehearsed.changes} >= {"block", "company"}
    assert from_json(Rehearsal, to_json(rehearsed)) == rehearsed
