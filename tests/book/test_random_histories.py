"""X6, X17, X59: on whatever a book went through, an act and its undoing leave nothing behind."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.book.conftest import TurnedClock, region
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import MemoryStore, Table, UpdatePolicy
from clientbook.book import ClientBook
from clientbook.book.backing import Backing
from clientbook.book.history.definitions import changes_now
from clientbook.book.said import units
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.patches import ProfilePatch

TITLES = ["First name", "Last name", "Mobile", "Email", "Company", "Tags", "ID"]
ONE = ["Ann", "Roy", "+33611223344", "", "Acme", "vip", "1"]
NAMELESS = ["", "", "+33699887766", "fam@example.org", "", "", ""]
WAITING = ["Paul", "Roy", "+33611223344", "fam@example.org", "Beta", "new", ""]
ANOTHER = ["Ann", "Roy", "+33699887766", "ann@example.org", "Beta", "", ""]
NEWCOMER = ["Zoé", "Petit", "+33655443322", "", "", "vip", ""]
FILES = ([ONE, NAMELESS, WAITING], [ONE], [ONE, NEWCOMER], [ANOTHER, NAMELESS], [WAITING, ANOTHER])
EDITS = (
    BulkEdit.tag("vip"),
    BulkEdit.untag("vip"),
    BulkEdit.set_attribute("likes", "tea"),
    BulkEdit.clear_attribute("likes"),
)
PATCHES = (
    ProfilePatch(set={"company": "Acme"}),
    ProfilePatch(set={"company": None}, remove={"tags": ["vip"]}),
    ProfilePatch(add={"tags": ["vip"], "phones": [mobile("+33655443322")]}),
    ProfilePatch(add={"attributes": [Attribute("likes", "tea")]}),
)
Act = tuple[str, int, int]


class History:
    """A book with a past: whatever names somebody or something does so by a number, in turn."""

    def __init__(self, book: ClientBook, clock: TurnedClock) -> None:
        self.book, self.clock = book, clock
        book.attributes.define(AttributeDefinition("likes"), by=ANNE)
        self.done: list[tuple[str, str]] = []

    def everybody(self) -> dict[ClientId, Client]:
        """Return the clients of the book who are no other one's."""
        store, book = self.book.context.store, self.book.context.book
        found = store.get_clients(book, [i for _, i in store.list_clients(book, limit=100)])
        return {i: client for i, client in found.items() if client.is_active}

    def state(self) -> dict[ClientId, tuple[Any, ...]]:
        """Return all that an act can change."""
        return {i: (c.profile, c.block) for i, c in self.everybody().items()}

    def who(self, number: int) -> ClientId:
        """Return somebody; whoever is new where there is nobody yet."""
        ids = list(self.everybody()) or [self.create(0, 0)]
        return ids[number % len(ids)]

    def create(self, number: int, _: int = 0) -> ClientId:
        phones = (mobile(ONE[2]),) if number % 2 else ()
        return self.book.clients.create(person("Ann Roy", *phones), by=ANNE).id

    def list(self, number: int, other: int) -> None:
        file = FILES[number % len(FILES)]
        table = Table.from_rows(TITLES, file)
        policy = UpdatePolicy.OVERWRITE if other % 3 == 0 else UpdatePolicy.FILL
        mapping = self.book.imports.suggest(table).assign("Company", "company", policy=policy)
        self.done.append(("list", self.book.imports.run(table, mapping, by=ANNE).id))

    def bulk(self, number: int, _: int) -> None:
        plan = self.book.bulk.plan(NO_FILTER, EDITS[number % len(EDITS)])
        self.done.append(("bulk", self.book.bulk.commit(plan, by=ANNE).id))

    def merge(self, number: int, other: int) -> None:
        one, two = self.who(number), self.who(other)
        if one != two:
            plan = self.book.merges.plan(one, [two])
            if not plan.blockers:
                self.done.append(("merge", self.book.merges.merge(plan, by=ANNE).id))

    def settle(self, number: int, other: int) -> None:
        """Give a row that waits to somebody."""
        kinds = [OutcomeKind.REVIEW]
        runs = [i for kind, i in self.done if kind == "list"]
        waiting = [(i, o.row) for i in runs for o in self.book.imports.outcomes(i, kinds=kinds)]
        if waiting:
            run, row = waiting[number % len(waiting)]
            self.book.imports.decide_row(run, row, into=self.who(other), by=ANNE)

    def edit(self, number: int, other: int) -> None:
        patch = PATCHES[other % len(PATCHES)]
        self.book.clients.update(self.who(number), patch, expected=None, by=ANNE)

    def note(self, number: int, _: int) -> None:
        self.book.clients.add_note(self.who(number), "prefers mornings", by=ANNE)

    def delete(self, number: int, _: int) -> None:
        self.book.clients.delete(self.who(number), by=ANNE)

    def restore(self, number: int, _: int) -> None:
        gone = [client.id for client in self.book.clients.deleted()]
        held = {e for c in self.everybody().values() for e in c.profile.external_ids}
        ids = [i for i in gone if not held & {*self.book.clients.get(i).profile.external_ids}]
        if ids:
            self.book.clients.restore(ids[number % len(ids)], by=ANNE)

    def undo(self, number: int, _: int = 0) -> None:
        """Undo an act, whichever; a merge under another one stands."""
        if not self.done:
            return
        kind, act = self.done[number % len(self.done)]
        if kind == "list":
            self.book.imports.undo(self.book.imports.plan_undo(act), by=BOB)
        elif kind == "bulk":
            self.book.bulk.undo(act, by=BOB)
        else:
            plan = self.book.merges.plan_unmerge(act)
            if plan.later or any(i not in self.everybody() for i in _survivors(plan.steps)):
                return
            self.book.merges.unmerge(plan, by=BOB)
        self.done.remove((kind, act))

    def do(self, act: Act) -> None:
        name, number, other = act
        self.clock.turn(seconds=1)
        getattr(self, name)(number, other)

    def take_back(self, act: Act) -> None:
        """Law: an act that is undone at once is as if it never was."""
        before, made = self.state(), len(self.done)
        self.do(act)
        if len(self.done) > made:
            self.clock.turn(seconds=1)
            self.undo(-1)
            assert self.state() == before

    def check(self) -> None:
        """Law: whoever stands holds what something that stands asserts, and nothing else."""
        store, book = self.book.context.store, self.book.context.book
        people = self.everybody()
        told: dict[ClientId, list[Any]] = {i: [] for i in people}
        for change in changes_now(self.book.context, store.read_changes(book, client_ids=told)):
            told[change.client_id or ""].append(change)
        backing = Backing(self.book.context, "", people, told)
        for client_id, client in people.items():
            settled = backing.settled_profile(client_id, client.profile)
            assert units(settled) == units(client.profile)


def _survivors(steps: Any) -> list[ClientId]:
    return [step.survivor_id for step in steps]


def _history() -> History:
    clock = TurnedClock()
    return History(ClientBook(MemoryStore(), settings=region("FR"), clock=clock), clock)


REVERSIBLE = ("list", "list", "bulk", "merge", "merge")
NAMES = (*REVERSIBLE, "create", "settle", "edit", "note", "delete", "restore", "undo", "undo")
NUMBER = st.integers(0, 11)
ACTS = st.lists(st.tuples(st.sampled_from(NAMES), NUMBER, NUMBER), min_size=4, max_size=12)
LAST = st.tuples(st.sampled_from(REVERSIBLE), NUMBER, NUMBER)
KEPT = [("list", 1, 1), ("note", 0, 0), ("undo", 0, 0), ("create", 0, 0)]
SETTLED = [("list", 0, 1), ("edit", 1, 2), ("settle", 0, 1), ("undo", 0, 0)]


@example([*KEPT, ("merge", 1, 0)], ("merge", 0, 1))
@example([*KEPT, ("merge", 1, 0), ("create", 0, 0)], ("merge", 1, 0))
@example([*KEPT, ("merge", 1, 0)], ("list", 2, 1))
@example([*KEPT, ("merge", 1, 0)], ("bulk", 0, 0))
@example(SETTLED, ("list", 0, 1))
@example([*SETTLED, ("list", 0, 1)], ("list", 0, 1))
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(ACTS, LAST)
def test_an_act_that_is_undone_at_once_is_as_if_it_never_was(acts: list[Act], last: Act) -> None:
    """X6, X17, X59: in a book of any past; and everybody holds what stands, no more and no less."""
    history = _history()
    for act in acts:
        history.do(act)
    history.check()
    history.take_back(last)
    history.check()


def _noted(book: ClientBook, who: ClientId, undo: Callable[[], object]) -> ClientId:
    book.clients.add_note(who, "prefers mornings", by=ANNE)
    undo()
    return _merged(book, who)


def _restored(book: ClientBook, who: ClientId, undo: Callable[[], object]) -> ClientId:
    undo()
    book.clients.restore(who, by=ANNE)
    return _merged(book, who)


def _merged_before(book: ClientBook, who: ClientId, undo: Callable[[], object]) -> ClientId:
    survivor = _merged(book, who)
    undo()
    return survivor


def _merged(book: ClientBook, who: ClientId) -> ClientId:
    survivor = book.clients.create(person("Ann Roy"), by=ANNE).id
    book.merges.merge(book.merges.plan(survivor, [who]), by=ANNE)
    return survivor


def _merge_by_mistake(book: ClientBook, who: ClientId) -> None:
    other = book.clients.create(person("Ann Roy"), by=ANNE).id
    merge = book.merges.merge(book.merges.plan(other, [who]), by=ANNE)
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=BOB)


def _read_and_undo(file: list[list[str]]) -> Callable[[ClientBook, ClientId], None]:
    def act(book: ClientBook, _: ClientId) -> None:
        run = book.imports.run(Table.from_rows(TITLES, file), by=ANNE)
        assert next(book.imports.outcomes(run.id)).kind is OutcomeKind.UNCHANGED
        book.imports.undo(book.imports.plan_undo(run.id), by=BOB)

    return act


def _tag_and_undo(book: ClientBook, _: ClientId) -> None:
    act = book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.tag("vip")), by=ANNE)
    book.bulk.undo(act.id, by=BOB)


LATER = [_merge_by_mistake, _read_and_undo(FILES[1]), _read_and_undo(FILES[2]), _tag_and_undo]


@pytest.mark.parametrize("later", LATER, ids=["merge", "same list", "another list", "bulk edit"])
@pytest.mark.parametrize("keep", [_noted, _restored, _merged_before])
def test_what_an_undo_left_with_a_client_is_its_own(
    book: ClientBook,
    keep: Callable[[ClientBook, ClientId, Callable[[], object]], ClientId],
    later: Callable[[ClientBook, ClientId], None],
) -> None:
    """X6, X17, X59: kept, brought back or merged away: nothing undone later takes what it holds."""
    run = book.imports.run(Table.from_rows(TITLES, FILES[1]), by=ANNE)
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.client_id is not None
    survivor = keep(
        book,
        outcome.client_id,
        lambda: book.imports.undo(book.imports.plan_undo(run.id), by=BOB),
    )
    before = book.clients.get(survivor).profile
    assert (before.company, before.tags) == ("Acme", ("vip",))
    later(book, survivor)
    assert book.clients.get(survivor).profile == before


def test_what_a_list_gave_somebody_who_is_deleted_does_not_come_back(book: ClientBook) -> None:
    """X17, X59: undone meanwhile, lists and bulk edits have left nothing on whoever is restored."""
    client = book.clients.create(person("Ann Roy", mobile(ONE[2])), by=ANNE)
    run = book.imports.run(Table.from_rows(TITLES[:5], [ONE[:5]]), by=ANNE)
    act = book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.tag("vip")), by=ANNE)
    assert book.clients.get(client.id).profile.company == "Acme"
    book.clients.delete(client.id, by=ANNE)
    book.imports.undo(book.imports.plan_undo(run.id), by=BOB)
    book.bulk.undo(act.id, by=BOB)
    assert book.clients.restore(client.id, by=ANNE).profile == client.profile
