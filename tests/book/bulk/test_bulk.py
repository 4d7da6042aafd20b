"""X59: one change to everybody of a filter, as plan, commit and undo."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.book.bulk import committing
from clientbook.book.pacing import Pace
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.bulk import BulkCounts, BulkEdit, BulkKind, BulkState, BulkUndoCounts
from clientbook.domain.clients import Client
from clientbook.domain.consents import Channel, ConsentBasis
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.journal import ChangeKind
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.selections import Selection
from clientbook.errors import (
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
    StalePlanError,
)
from clientbook.importing.plans import Progress
from clientbook.storage.memory import MemoryStore

SMS = (Channel.SMS, "MARKETING")
OPT_IN = BulkEdit.subscribe(*SMS, basis=ConsentBasis.IMPLIED)


def _client(book: ClientBook, name: str, *tags: str, number: str | None = None) -> Client:
    phones = [mobile(number)] if number else []
    return book.clients.create(person(name, *phones, tags=tags), by=ANNE)


def _do(book: ClientBook, edit: BulkEdit, where: Filter = NO_FILTER) -> Any:
    return book.bulk.commit(book.bulk.plan(where, edit), by=BOB)


def _tags(book: ClientBook, client: Client) -> tuple[str, ...]:
    return book.clients.get(client.id).profile.tags


@EVERY_STORE
def test_x59_tagging_a_filter(book: ClientBook) -> None:
    """X59: whoever passes the filter gets the tag once; others are untouched; undo takes it."""
    ann, bo = _client(book, "Ann", "Colour"), _client(book, "Bo", "colour", "VIP")
    zoe = _client(book, "Zoe")
    plan = book.bulk.plan(Filter(tags=("colour",)), BulkEdit.tag("vip"))
    assert plan.counts == BulkCounts(changed=1, unchanged=1)
    assert _tags(book, ann) == ("Colour",)  # a plan writes nothing
    run = book.bulk.commit(plan, by=BOB)
    assert (run.state, run.counts) == (BulkState.DONE, plan.counts)
    assert _tags(book, ann) == ("Colour", "vip")
    assert _tags(book, bo) == ("colour", "VIP")
    assert book.clients.get(zoe.id) == zoe
    undone = book.bulk.undo(run.id, by=ANNE)
    assert undone.undone == BulkUndoCounts(restored=1, nothing=1)
    assert _tags(book, ann) == ("Colour",)
    assert _tags(book, bo) == ("colour", "VIP")


@EVERY_STORE
def test_x59_every_step_is_in_the_journal(book: ClientBook) -> None:
    """X50, X59: the act and each change name who did it and what it was part of."""
    _client(book, "Ann")
    seq = book.context.store.last_seq(book.context.book)
    run = _do(book, BulkEdit.tag("vip"))
    told = book.context.store.read_changes(book.context.book, after=seq)
    assert {(c.actor, c.cause) for c in told} == {(BOB, f"bulk:{run.id}")}
    assert [c.kind for c in told] == [ChangeKind.BULK, ChangeKind.UPDATED, ChangeKind.BULK]


@EVERY_STORE
def test_x59_attributes_are_typed(book: ClientBook) -> None:
    """X59: a value is checked against its definition before anything is written."""
    book.attributes.define(AttributeDefinition("Size", type=AttributeType.INTEGER), by=ANNE)
    ann = _client(book, "Ann")
    with pytest.raises(InvalidProfileError):
        book.bulk.plan(NO_FILTER, BulkEdit.set_attribute("size", "large"))
    with pytest.raises(InvalidValueError):
        book.bulk.plan(NO_FILTER, BulkEdit.set_attribute("colour", 3))
    first = _do(book, BulkEdit.set_attribute("SIZE", 3))
    assert book.clients.get(ann.id).profile.attributes == (Attribute("size", 3),)
    second = _do(book, BulkEdit.set_attribute("size", 4))
    third = _do(book, BulkEdit.clear_attribute("size"))
    assert book.clients.get(ann.id).profile.attributes == ()
    assert book.bulk.undo(second.id, by=ANNE).undone == BulkUndoCounts(kept=1)
    book.bulk.undo(third.id, by=ANNE)  # what comes back is not what an undone act had given
    assert book.clients.get(ann.id).profile.attributes == (Attribute("size", 3),)
    assert first.counts.changed == 1


@EVERY_STORE
def test_x59_an_opt_out_is_never_lifted(book: ClientBook, clock: TurnedClock) -> None:
    """X37, X59: subscribing everybody leaves out whoever said no, also at a shared number."""
    no = _client(book, "No", number="+33612345670")
    family = _client(book, "Fam", number="+33612345670")
    ann = _client(book, "Ann", number="+33612345671")
    book.consent.set_subscriptions(no.id, {SMS: False}, by=ANNE)
    clock.turn(hours=1)
    plan = book.bulk.plan(NO_FILTER, OPT_IN)
    assert plan.counts == BulkCounts(changed=1, refused=2)
    run = book.bulk.commit(plan, by=BOB)
    assert run.counts == plan.counts
    allowed = [book.consent.may_contact(c.id, *SMS).allowed for c in (no, family, ann)]
    assert allowed == [False, False, True]
    assert book.bulk.undo(run.id, by=ANNE).undone == BulkUndoCounts(restored=1, nothing=2)
    assert not book.consent.subscriptions(ann.id)[SMS].decided_by


@EVERY_STORE
def test_x59_even_express_words_given_in_bulk_lift_nothing(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37, X59: an opt-out said after the plan stands, whatever basis the act claims."""
    ann = _client(book, "Ann", number="+33612345671")
    plan = book.bulk.plan(NO_FILTER, BulkEdit.subscribe(None, "*", basis=ConsentBasis.EXPRESS))
    book.consent.set_subscriptions(ann.id, {(None, "*"): False}, by=ANNE)
    clock.turn(hours=1)
    assert book.bulk.commit(plan, by=BOB).counts == BulkCounts(refused=1)
    assert not book.consent.may_contact(ann.id, *SMS).allowed


@EVERY_STORE
def test_x59_undoing_an_unsubscription_leaves_it(book: ClientBook) -> None:
    """X37, X59: no undo lifts an unsubscription: it says so and keeps it."""
    ann = _client(book, "Ann", number="+33612345671")
    run = _do(book, BulkEdit.unsubscribe(*SMS))
    assert run.counts == BulkCounts(changed=1)
    assert _do(book, BulkEdit.unsubscribe(*SMS)).counts == BulkCounts(unchanged=1)
    assert book.bulk.plan_undo(run.id) == BulkUndoCounts(kept=1)
    assert book.bulk.undo(run.id, by=ANNE).undone == BulkUndoCounts(kept=1)
    assert not book.consent.may_contact(ann.id, *SMS).allowed


def _no_more(book: ClientBook) -> None:
    _client(book, "New")


def _another_type(book: ClientBook) -> None:
    definition = attrs.evolve(book.attributes.get("size"), type=AttributeType.DECIMAL)
    book.attributes.define(definition, by=ANNE)


def _other_settings(book: ClientBook) -> None:
    book.change_settings(attrs.evolve(book.settings, restore_days=9), by=ANNE)


@EVERY_STORE
@pytest.mark.parametrize("change", [_no_more, _another_type, _other_settings])
def test_x59_a_plan_goes_stale(book: ClientBook, change: Callable[[ClientBook], None]) -> None:
    """X59: other clients, another definition or other settings: nothing is changed."""
    book.attributes.define(AttributeDefinition("size", type=AttributeType.INTEGER), by=ANNE)
    ann = _client(book, "Ann")
    plan = book.bulk.plan(NO_FILTER, BulkEdit.set_attribute("size", 3))
    change(book)
    with pytest.raises(StalePlanError):
        book.bulk.commit(plan, by=BOB)
    assert book.clients.get(ann.id) == ann
    assert list(book.bulk.runs()) == []


@EVERY_STORE
def test_x59_notes_and_edits_elsewhere_do_not_stale_a_plan(book: ClientBook) -> None:
    """X59, X35: a living book: an edit of somebody's firm stands beside the new tag."""
    ann = _client(book, "Ann")
    plan = book.bulk.plan(NO_FILTER, BulkEdit.tag("vip"))
    book.clients.update(ann.id, ProfilePatch(set={"company": "Roy"}), expected=1, by=ANNE)
    book.bulk.commit(plan, by=BOB)
    profile = book.clients.get(ann.id).profile
    assert (profile.company, profile.tags) == ("Roy", ("vip",))


class _Killed(BaseException):
    """The process is gone."""


@EVERY_STORE
@pytest.mark.parametrize("undoing", [False, True])
def test_x59_interrupted_it_goes_on(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch, undoing: bool
) -> None:
    """X59: killed after any list of clients, the act is resumed and does each client once."""
    ids = [_client(book, f"Name{n}").id for n in range(7)]
    run_id = _do(book, BulkEdit.tag("old")).id if undoing else ""
    monkeypatch.setattr(committing, "Pace", _Small)
    moved = committing._moved
    calls = iter(range(10))

    def dying(*args: Any, **changes: Any) -> Any:
        if next(calls) == 3:
            raise _Killed
        return moved(*args, **changes)

    monkeypatch.setattr(committing, "_moved", dying)
    with pytest.raises(_Killed):
        book.bulk.undo(run_id, by=BOB) if undoing else _do(book, BulkEdit.tag("vip"))
    monkeypatch.setattr(committing, "_moved", moved)
    (run,) = book.bulk.runs()
    assert run.state is (BulkState.UNDOING if undoing else BulkState.COMMITTING)
    before = book.history.events()[-1].seq
    done = book.bulk.resume(run.id, by=ANNE)
    assert {event.actor for event in book.history.events(after=before)} == {ANNE}
    assert done.counts == BulkCounts(changed=7)
    assert {book.clients.get(i).profile.tags for i in ids} == {() if undoing else ("vip",)}
    assert {book.clients.get(i).revision for i in ids} == {3 if undoing else 2}
    with pytest.raises(StalePlanError):
        book.bulk.resume(run.id, by=ANNE)


class _Small(Pace):
    """Units of two clients."""

    def _learn(self, rows: int, seconds: float) -> None:
        self.rows = 2


@EVERY_STORE
def test_x59_clients_that_leave_meanwhile_are_counted(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X59: who is deleted after the listing is left as it is, and the sum still holds."""
    ann, bo = _client(book, "Ann"), _client(book, "Bo")
    plan = book.bulk.plan(NO_FILTER, BulkEdit.tag("vip"))
    listing = committing.keep_members

    def then_delete(*args: Any) -> Any:
        kept = listing(*args)
        book.clients.delete(bo.id, by=ANNE)
        return kept

    monkeypatch.setattr(committing, "keep_members", then_delete)
    run = book.bulk.commit(plan, by=BOB)
    assert run.counts == BulkCounts(changed=1, gone=1)
    assert (_tags(book, ann), _tags(book, bo)) == (("vip",), ())


def _merge(book: ClientBook, into: Client, other: Client) -> Any:
    return book.merges.merge(book.merges.plan(into.id, [other.id]), by=ANNE)


EDITS = [BulkEdit.delete(), BulkEdit.tag("vip"), BulkEdit.unsubscribe(*SMS)]


@EVERY_STORE
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.kind.value)
@pytest.mark.parametrize("undone", [False, True], ids=["merged", "split"])
def test_x59_nobody_is_deleted_unseen_who_was_merged_in_after_the_plan(
    book: ClientBook, edit: BulkEdit, undone: bool
) -> None:
    """X35, X59: a merge, or its undoing, stales a deletion as it does that of one; no other act."""
    ann, bo, cy = (_client(book, name) for name in ("Ann", "Bo", "Cy"))
    made = _merge(book, ann, bo)
    merged = _merge(book, cy, ann) if undone else None
    chosen = Selection(ids=(cy.id,))
    one, plan = book.clients.plan_delete([cy.id]), book.bulk.plan(chosen, edit)
    if merged is None:
        _merge(book, cy, ann)
    else:
        book.merges.unmerge(book.merges.plan_unmerge(merged.id), by=ANNE)
    assert made.stands
    if edit.kind is BulkKind.DELETE:
        with pytest.raises(StalePlanError):
            book.clients.confirm_delete(one, by=BOB)
        with pytest.raises(StalePlanError):
            book.bulk.commit(plan, by=BOB)
        assert book.clients.get(cy.id).is_active
        plan = book.bulk.plan(chosen, edit)
    assert book.bulk.commit(plan, by=BOB).counts == BulkCounts(changed=1)


@EVERY_STORE
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.kind.value)
def test_x59_who_takes_somebody_in_during_a_deletion_stays(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch, edit: BulkEdit
) -> None:
    """X35, X59: and is counted as gone; one who took somebody in before was seen as they are."""
    ann, bo, cy, di = (_client(book, name) for name in ("Ann", "Bo", "Cy", "Di"))
    _merge(book, ann, bo)
    plan = book.bulk.plan(Selection(ids=(ann.id, cy.id)), edit)
    listing = committing.keep_members

    def then_merge(*args: Any) -> Any:
        kept = listing(*args)
        _merge(book, cy, di)
        return kept

    monkeypatch.setattr(committing, "keep_members", then_merge)
    run = book.bulk.commit(plan, by=BOB)
    left_out = edit.kind is BulkKind.DELETE
    assert run.counts == (BulkCounts(changed=1, gone=1) if left_out else BulkCounts(changed=2))
    assert book.clients.get(cy.id).is_active


class _Counting:
    """A store whose calls are counted."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found) or name == "transaction":
            return found

        def counted(*args: Any, **options: Any) -> Any:
            self.calls += 1
            result = found(*args, **options)
            assert not hasattr(result, "__len__") or len(result) <= 2_000, name
            return result

        return counted


@pytest.mark.parametrize(
    ("store", "edit"),
    [("memory", BulkEdit.tag("vip")), ("memory", OPT_IN), ("sqlite", BulkEdit.tag("vip"))],
    ids=["memory-tag", "memory-subscribe", "sqlite-tag"],
    indirect=["store"],
)
def test_x59_thousands_of_clients_cost_bounded_statements(
    make_book: MakeBook, store: Any, monkeypatch: pytest.MonkeyPatch, edit: BulkEdit
) -> None:
    """X59: plan, commit and undo ask the store some times for each 500 clients, not for each.

    What is counted is asked of every store alike; searching is each store's own.
    """
    rows = [[f"Name{n}", f"+336{n:08d}", "old"] for n in range(2_000)]
    book = make_book(region("FR"))
    table = Table.from_rows(["Last name", "Mobile phone", "Tags"], rows)
    book.imports.run(table, by=ANNE)
    counting = _Counting(store)
    object.__setattr__(book.context, "store", counting)
    monkeypatch.setattr(committing, "Pace", lambda: Pace(clock=lambda: 0.0, sleep=lambda _: None))
    run = _do(book, edit)
    assert run.counts == BulkCounts(changed=2_000)
    book.bulk.undo(run.id, by=ANNE)
    assert counting.calls < 2_000 / 500 * 60 + 100  # the first units are smaller


Step = tuple[str, int, str]


@given(
    first=st.lists(st.sets(st.sampled_from("abc")), min_size=3, max_size=3),
    verb=st.sampled_from(["tag", "untag"]),
    later=st.lists(
        st.tuples(st.sampled_from(["add", "remove"]), st.integers(0, 2), st.sampled_from("abc")),
        max_size=5,
    ),
)
def test_x59_undo_restores_exactly_what_the_act_changed(
    first: list[set[str]], verb: str, later: list[Step]
) -> None:
    """X59: after undo each tag is what it would be had the act not been.

    Unless a hand has changed it since, or has given it again: that says it, too.
    """
    book = ClientBook(MemoryStore())
    clients = [_client(book, f"N{n}", *sorted(tags)) for n, tags in enumerate(first)]
    run = _do(book, BulkEdit.tag("a") if verb == "tag" else BulkEdit.untag("a"))
    left = [set(_tags(book, c)) for c in clients]
    edited = set()
    for what, n, tag in later:
        patch = ProfilePatch(**{what: {"tags": [tag]}})
        before = _tags(book, clients[n])
        book.clients.update(clients[n].id, patch, expected=None, by=ANNE)
        if tag == "a" and (what == "add" or _tags(book, clients[n]) != before):
            edited.add(n)
    stood = [set(_tags(book, c)) for c in clients]
    book.bulk.undo(run.id, by=BOB)
    for n, client in enumerate(clients):
        changed = left[n] != first[n]
        expected = stood[n] - {"a"} | (first[n] & {"a"})
        assert set(_tags(book, client)) == (expected if changed and n not in edited else stood[n])
        if not later:
            assert _tags(book, client) == client.profile.tags  # also their order


@EVERY_STORE
def test_x59_an_act_is_stopped_between_two_parts(book: ClientBook) -> None:
    """X59: whoever is told of the progress may stop; resume and undo go on with the rest."""
    for name in ("Ann", "Bo", "Zoe"):
        _client(book, name)
    told: list[tuple[str, int, int]] = []

    def stop(progress: Progress) -> bool:
        told.append((progress.phase, progress.done, progress.total))
        return False

    with pytest.raises(OperationCancelledError) as stopped:
        book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.tag("vip")), by=BOB, progress=stop)
    run_id = stopped.value.run_id
    assert run_id is not None
    assert book.bulk.resume(run_id, by=BOB, progress=lambda _: None).state is BulkState.DONE
    with pytest.raises(OperationCancelledError):
        book.bulk.undo(run_id, by=BOB, progress=stop)
    assert book.bulk.undo(run_id, by=BOB).state is BulkState.UNDONE
    assert told == [("editing", 3, 3), ("undoing", 3, 3)]
    assert book.clients.count(Filter(tags=("vip",))) == 0
