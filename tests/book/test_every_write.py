"""X50, C4: every write names its actor and is in the journal."""

# ruff: noqa: PLC3002 (each entry first sets the book up, then returns the act alone)

import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    Attendee,
)
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.clients import Actor, Client
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.errors import OperationCancelledError

WRITER = Actor("writer", "test")
SMS = (Channel.SMS, "GENERAL")


class _Desk:
    """A book with what the writing methods need."""

    def __init__(self, book: ClientBook, clock: TurnedClock) -> None:
        self.book, self.clock = book, clock
        self.ann = self.client("Ann Roy")
        self.long = Table.from_rows(["Last name"], [[f"Name{n}"] for n in range(300)])
        self.table = Table.from_rows(["First name", "Mobile phone"], [["Zoe", "06 98 76 54 32"]])

    def client(self, name: str, **fields: Any) -> Client:
        return self.book.clients.create(person(name, **fields), by=ANNE)

    def pair(self) -> Any:
        twins = [self.client("Ida Zed").id for _ in "12"]
        return self.book.merges.plan(twins[0], twins[1:])

    def merged(self) -> Any:
        return self.book.merges.merge(self.pair(), by=ANNE)

    def deleted(self) -> Client:
        return self.book.clients.delete(self.client("Old").id, by=ANNE)

    def visit(self, key: str = "a1") -> Activity:
        start = self.clock() + timedelta(days=3)
        return Activity.of(key, Appointment(start, attendees=(Attendee(self.ann.id),)))

    def kept(self, key: str = "a1") -> Activity:
        return self.book.activities.put(self.visit(key), by=ANNE)

    def event(self) -> ConsentEvent:
        return ConsentEvent(
            "e1", self.ann.id, *SMS, ConsentState.OPTED_OUT, self.clock(), actor=WRITER
        )

    def run(self) -> Any:
        return self.book.imports.run(self.table, by=ANNE)

    def tagging(self) -> Any:
        return self.book.bulk.plan(Filter(), BulkEdit.tag("x"))

    def interrupted(self) -> str:
        """Return the id of an import that was stopped after its first rows."""
        with pytest.raises(OperationCancelledError) as stopped:
            self.book.imports.run(self.long, by=ANNE, progress=lambda p: p.phase != "importing")
        return stopped.value.run_id or ""

    def waiting(self) -> str:
        """Return the id of an import whose row 2 waits for an answer."""
        titles = ["First name", "Last name", "Mobile"]
        for name in ("John", "Jon"):
            table = Table.from_rows(titles, [[name, "Smith", "0612345678"]])
            run = self.book.imports.run(table, by=ANNE)
        return run.id

    def note(self) -> str:
        return self.book.clients.add_note(self.ann.id, "x", by=ANNE).id


Call = Callable[[_Desk], Callable[[Actor], object]]

_patch = ProfilePatch(set={"company": "Roy"})

WRITES: dict[str, Call] = {
    "change_settings": lambda d: (
        lambda by: d.book.change_settings(attrs.evolve(d.book.settings, restore_days=9), by=by)
    ),
    "clients.create": lambda d: lambda by: d.book.clients.create(person("Bo"), by=by),
    "clients.update": lambda d: (
        lambda by: d.book.clients.update(d.ann.id, _patch, expected=None, by=by)
    ),
    "clients.block_booking": lambda d: lambda by: d.book.clients.block_booking(d.ann.id, by=by),
    "clients.add_note": lambda d: lambda by: d.book.clients.add_note(d.ann.id, "x", by=by),
    "clients.correct_note": lambda d: (
        lambda note: lambda by: d.book.clients.correct_note(note, "y", by=by)
    )(d.note()),
    "clients.withdraw_note": lambda d: (
        lambda note: lambda by: d.book.clients.withdraw_note(note, by=by)
    )(d.note()),
    "clients.delete": lambda d: lambda by: d.book.clients.delete(d.ann.id, by=by),
    "clients.restore": lambda d: (lambda gone: lambda by: d.book.clients.restore(gone.id, by=by))(
        d.deleted()
    ),
    "clients.purge": lambda d: (
        lambda gone: lambda by: (d.clock.turn(days=31), d.book.clients.purge(by=by))
    )(d.deleted()),
    "clients.unblock_booking": lambda d: (
        lambda blocked: lambda by: d.book.clients.unblock_booking(blocked.id, by=by)
    )(d.book.clients.block_booking(d.ann.id, by=ANNE)),
    "clients.confirm_delete": lambda d: (
        lambda by: d.book.clients.confirm_delete(d.book.clients.plan_delete([d.ann.id]), by=by)
    ),
    "clients.find_or_create": lambda d: (
        lambda by: d.book.clients.find_or_create(person("Bo"), by=by)
    ),
    "activities.put": lambda d: lambda by: d.book.activities.put(d.visit(), by=by),
    "activities.remove": lambda d: (
        lambda kept: lambda by: d.book.activities.remove(ActivityKind.APPOINTMENT, "a1", by=by)
    )(d.kept()),
    "attributes.change": lambda d: (
        lambda known: (
            lambda by: d.book.attributes.change(known.name, AttributeDefinition("Other"), by=by)
        )
    )(d.book.attributes.define(AttributeDefinition("Old"), by=ANNE)),
    "attributes.define": lambda d: (
        lambda by: d.book.attributes.define(AttributeDefinition("size"), by=by)
    ),
    "attributes.rename": lambda d: (
        lambda _: lambda by: d.book.attributes.rename("size", "length", by=by)
    )(d.book.attributes.define(AttributeDefinition("size"), by=ANNE)),
    "consent.set_subscriptions": lambda d: (
        lambda by: d.book.consent.set_subscriptions(d.ann.id, {SMS: False}, by=by)
    ),
    "consent.record": lambda d: lambda by: d.book.consent.record([d.event()]),
    "duplicates.ignore": lambda d: (
        lambda other: lambda by: d.book.duplicates.ignore(d.ann.id, other.id, by=by)
    )(d.client("Bo")),
    "merges.merge": lambda d: (lambda plan: lambda by: d.book.merges.merge(plan, by=by))(d.pair()),
    "merges.unmerge": lambda d: (
        lambda made: lambda by: d.book.merges.unmerge(d.book.merges.plan_unmerge(made.id), by=by)
    )(d.merged()),
    "merges.safe_bulk": lambda d: (
        lambda plan: (
            lambda by: d.book.merges.safe_bulk([(plan.survivor_id, *plan.absorbed_ids)], by=by)
        )
    )(d.pair()),
    "imports.abandon": lambda d: (lambda run_id: lambda by: d.book.imports.abandon(run_id, by=by))(
        d.interrupted()
    ),
    "imports.resume": lambda d: (
        lambda run_id: lambda by: d.book.imports.resume(run_id, d.long, by=by)
    )(d.interrupted()),
    "imports.decide_row": lambda d: (
        lambda run_id: lambda by: d.book.imports.decide_row(run_id, 2, into=None, by=by)
    )(d.waiting()),
    "imports.run": lambda d: lambda by: d.book.imports.run(d.table, by=by),
    "imports.commit": lambda d: (
        lambda by: d.book.imports.commit(d.book.imports.plan(d.table), by=by)
    ),
    "imports.undo": lambda d: (
        lambda run: lambda by: d.book.imports.undo(d.book.imports.plan_undo(run.id), by=by)
    )(d.run()),
    "imports.save_template": lambda d: (
        lambda by: d.book.imports.save_template(
            "T", d.book.imports.suggest(d.table), d.table, by=by
        )
    ),
    "imports.purge": lambda d: (
        lambda run: lambda by: (d.clock.turn(days=40), d.book.imports.purge(by=by))
    )(d.run()),
    "bulk.commit": lambda d: (lambda plan: lambda by: d.book.bulk.commit(plan, by=by))(d.tagging()),
    "bulk.undo": lambda d: (lambda run: lambda by: d.book.bulk.undo(run.id, by=by))(
        d.book.bulk.commit(d.tagging(), by=ANNE)
    ),
    "bulk.purge": lambda d: (
        lambda run: lambda by: (d.clock.turn(days=40), d.book.bulk.purge(by=by))
    )(d.book.bulk.commit(d.tagging(), by=ANNE)),
    "retention.delete": lambda d: (
        lambda later: lambda by: d.book.retention.delete(d.book.retention.plan(later), by=by)
    )(d.clock.turn(days=400)),
    "privacy.erase": lambda d: lambda by: d.book.privacy.erase(d.ann.id, by=by),
    "privacy.mark_shared": lambda d: lambda by: d.book.privacy.mark_shared("a@b.fr", by=by),
    "privacy.unmark_shared": lambda d: (
        lambda key: lambda by: d.book.privacy.unmark_shared("a@b.fr", by=by)
    )(d.book.privacy.mark_shared("a@b.fr", by=ANNE)),
}


@EVERY_STORE
@pytest.mark.parametrize("name", WRITES)
def test_a_write_is_in_the_journal_with_its_actor(
    book: ClientBook, clock: TurnedClock, name: str
) -> None:
    """X50: every write appends at least one change, and each names who acted."""
    desk = _Desk(book, clock)
    act = WRITES[name](desk)
    before = book.context.store.last_seq(book.context.book)
    act(WRITER)
    changes = book.context.store.read_changes(book.context.book, after=before)
    assert changes
    assert {change.actor for change in changes} == {WRITER}


def test_every_method_that_acts_takes_an_actor(book: ClientBook) -> None:
    """X50: a method that is given an actor writes, and one that writes is in the table above."""
    desks = {n: getattr(book, n) for n in dir(ClientBook) if not n.startswith("_")}
    found = {
        f"{desk_name}.{name}"
        for desk_name, desk in desks.items()
        if type(desk).__name__.endswith("Desk")
        for name, method in inspect.getmembers(desk, inspect.ismethod)
        if not name.startswith("_") and "by" in inspect.signature(method).parameters
    }
    # Older spellings that hand on to one of the table and warn.
    old = {"clients.arrive", "clients.commit_act", "imports.settle"}
    killed = {"bulk.resume"}  # tests/book/bulk/test_bulk.py kills an act first
    assert found - WRITES.keys() == old | killed
    acting = {n for n in WRITES if "." in n} - {"consent.record"}  # whose events name the actor
    assert acting <= found


def test_a_missing_actor_warns_and_is_recorded_as_unknown(book: ClientBook) -> None:
    """X50: callers of an older spelling are told; the journal says that nobody was named."""
    book.privacy.mark_shared("a@b.fr", by=ANNE)
    with pytest.warns(DeprecationWarning, match="unmark_shared"):
        book.privacy.unmark_shared("a@b.fr")
    assert book.history.events()[-1].actor == Actor("unknown")
