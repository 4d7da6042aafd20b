"""Merges, undone merges, edits and ignored pairs in any order, over both stores at once."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)
from tests.book.duplicates.merge_rooms import ANNA, STORES, Room

from clientbook.book.duplicates.ignored import ordered
from clientbook.domain.journal import ChangeKind
from clientbook.domain.merges import BlockerCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.errors import BlockedMergeError, PlanError

IDS = [f"c{n}" for n in range(5)]
NUMBERS = [f"+3314020505{n}" for n in range(6)]
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.none() | st.builds(PersonName, st.sampled_from(["Ann", "Bo"]), st.just("Ray")),
    "phones": st.lists(st.builds(PhoneNumber, st.sampled_from(NUMBERS)), max_size=3),
    "tags": st.lists(st.sampled_from(["x", "y", "z"]), max_size=2),
    "company": st.none() | st.sampled_from(["One", "Two"]),
    "info": st.none() | st.sampled_from(["first", "second\n\nthird"]),
}
OVERRIDES = [code for code in BlockerCode if code.can_override]


class MergeMachine(RuleBasedStateMachine):
    """Drives both stores alike and keeps a model of who leads to whom."""

    merges = Bundle("merges")

    def __init__(self) -> None:
        super().__init__()
        self.rooms = [Room(kind) for kind in STORES]
        self.into: dict[str, str] = {}  # absorbed id -> direct survivor
        self.ignored: set[tuple[str, str]] = set()
        self.taken: dict[str, Profile] = {}  # what an absorbed client went in with

    def both(self, act: Any) -> list[Any]:
        """Do the same in both rooms; they agree on the outcome, errors included."""
        outcomes: list[Any] = []
        for room in self.rooms:
            try:
                outcomes.append(act(room))
            except PlanError as error:
                outcomes.append(type(error))
        first, second = outcomes
        assert isinstance(first, type) == isinstance(second, type)
        return outcomes

    def survivor(self, client_id: str) -> str:
        while client_id in self.into:
            client_id = self.into[client_id]
        return client_id

    @initialize(profiles=st.lists(st.fixed_dictionaries(FIELDS), min_size=5, max_size=5))
    def fill(self, profiles: list[dict[str, Any]]) -> None:
        for n, (client_id, fields) in enumerate(zip(IDS, profiles, strict=True)):
            ids = (ExternalId("crm", str(n)),)
            self.both(lambda room, c=client_id, f=fields, e=ids: room.add(c, external_ids=e, **f))

    @rule(target=merges, survivor=st.sampled_from(IDS), absorbed=st.sampled_from(IDS))
    def merge(self, survivor: str, absorbed: str) -> Any:
        """A merge of two clients lowers the total by one, of one client it is refused."""
        left, right = self.survivor(survivor), self.survivor(absorbed)
        before = self.rooms[0].count()
        held = self.rooms[0].raw(right).profile
        records = self.both(lambda room: room.merge(survivor, absorbed, overrides=OVERRIDES))
        if left == right:
            assert records == [PlanError, PlanError]
            return multiple()
        assert self.rooms[0].count() == before - 1
        self.into[right] = left
        self.taken[right] = held
        assert len({r.id for r in records}) == 1
        return records[0].id

    @rule(merge_id=merges, with_later=st.booleans())
    def unmerge(self, merge_id: str, with_later: bool) -> None:
        """Undoing restores whom the merge took, or is refused because of what stands on top."""
        if not self.rooms[0].merges.get(merge_id).stands:
            assert self.both(lambda r: r.merges.plan_unmerge(merge_id)) == [PlanError] * 2
            return
        later = self.rooms[0].merges.plan_unmerge(merge_id).later
        reports = self.both(lambda room: room.unmerge(merge_id, with_later=with_later))
        if later and not with_later:
            assert reports == [PlanError, PlanError]
            return
        assert reports[0].restored == reports[1].restored
        for client_id in reports[0].restored:
            del self.into[client_id]

    @rule()
    def a_merge_taken_back_at_once_is_as_if_it_never_was(self) -> None:
        """Law: unmerge after merge is the identity, whatever the book went through before."""
        roots = sorted({self.survivor(i) for i in IDS})
        if len(roots) < 2:
            return
        for room in self.rooms:
            before = room.state(*IDS)
            record = room.merge(roots[0], *roots[1:], overrides=OVERRIDES)
            assert room.count() == 1
            report = room.unmerge(record.id)
            assert report.kept == ()
            assert room.state(*IDS) == before

    @rule(client_id=st.sampled_from(IDS), data=st.data())
    def edit(self, client_id: str, data: st.DataObject) -> None:
        """An edit through any old id lands on the survivor."""
        field = data.draw(st.sampled_from(sorted(FIELDS)))
        value = data.draw(FIELDS[field])
        self.both(lambda room: room.edit(client_id, **{field: value}))

    @rule(a=st.sampled_from(IDS), b=st.sampled_from(IDS))
    def ignore(self, a: str, b: str) -> None:
        """Two survivors are kept apart for good."""
        left, right = self.survivor(a), self.survivor(b)
        self.both(lambda room: room.duplicates.ignore(a, b, by=ANNA))
        if left != right:
            self.ignored.add(ordered(left, right))

    @rule(a=st.sampled_from(IDS), b=st.sampled_from(IDS))
    def an_ignored_pair_is_not_merged_unasked(self, a: str, b: str) -> None:
        """Only an override merges what was ignored."""
        pair = ordered(self.survivor(a), self.survivor(b))
        if pair in self.ignored_now():
            for room in self.rooms:
                with pytest.raises(BlockedMergeError):
                    room.merge(a, b)

    def ignored_now(self) -> set[tuple[str, str]]:
        now = {ordered(self.survivor(a), self.survivor(b)) for a, b in self.ignored}
        return {pair for pair in now if pair[0] != pair[1]}

    @invariant()
    def every_id_leads_to_its_survivor_in_one_step(self) -> None:
        for room in self.rooms:
            roots = {self.survivor(i) for i in IDS}
            assert [room.get(i).id for i in IDS] == [self.survivor(i) for i in IDS]
            assert room.count() == len(roots)
            redirects = room.store.list_records("main", "redirect")
            assert {r.id: r.owner for r in redirects} == {i: self.survivor(i) for i in self.into}

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every value an absorbed client went in with is still on record under its id."""
        for room in self.rooms:
            for absorbed in self.into:
                assert room.raw(absorbed).profile == self.taken[absorbed]
            crm = {
                e.key
                for i in {self.survivor(i) for i in IDS}
                for e in room.raw(i).profile.external_ids
            }
            assert crm == {("crm", str(n)) for n in range(len(IDS))}

    @invariant()
    def ignored_pairs_follow(self) -> None:
        for room in self.rooms:
            assert set(room.duplicates.ignored()) == self.ignored_now()

    @invariant()
    def both_stores_hold_the_same(self) -> None:
        first, second = self.rooms
        assert first.state(*IDS) == second.state(*IDS)
        kinds = [[(c.kind, c.client_id, c.fields) for c in room.journal()] for room in self.rooms]
        assert kinds[0] == kinds[1]

    @invariant()
    def one_event_a_merge(self) -> None:
        for room in self.rooms:
            merged = [c.cause for c in room.journal() if c.kind is ChangeKind.MERGED]
            assert len(merged) == len(set(merged))


MergeMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestMergeMachine = MergeMachine.TestCase
