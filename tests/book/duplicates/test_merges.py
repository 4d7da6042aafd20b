"""Merging clients of a book, and taking merges back."""

from collections.abc import Collection, Sequence
from typing import Any

import attrs
import pytest
from tests.book.duplicates.merge_rooms import ANNA, STORES, Room

from clientbook.book.duplicates.ignored import forget_ignored
from clientbook.domain.attributes import Attribute
from clientbook.domain.clients import SYSTEM, BookingBlock, ClientStatus
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.journal import ChangeKind
from clientbook.domain.merges import (
    BlockerCode,
    FieldChoice,
    SkippedPair,
    SkipReason,
    ValueChoice,
)
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.ports import LinkConflict, LinkPreview, LinkReceipt
from clientbook.domain.profiles import ExternalId
from clientbook.domain.settings import FIELD_SERVICE
from clientbook.domain.unmerges import KeptValue, UnmergeConflict
from clientbook.errors import (
    BlockedMergeError,
    ClientNotFoundError,
    LinkConflictError,
    PlanError,
    RecordNotFoundError,
    StalePlanError,
)


@pytest.fixture(params=STORES)
def room(request: pytest.FixtureRequest) -> Room:
    return Room(request.param)


def people(room: Room) -> None:
    """Three records of one person."""
    room.add("a", name=PersonName("Marie", "Dupont"), phones=(PhoneNumber("+33612345678"),))
    room.add(
        "b",
        name=PersonName("Marie", "Dupont"),
        emails=(EmailAddress("marie@example.fr"),),
        external_ids=(ExternalId("crm", "2"),),
    )
    room.add("c", company="Garage", tags=("vip",), external_ids=(ExternalId("crm", "3"),))


def test_the_survivor_keeps_its_id_and_old_ids_answer_for_ever(room: Room) -> None:
    """X4: The commit gives exactly the plan's result; the absorbed id answers with the survivor."""
    people(room)
    plan = room.merges.plan("a", ["b", "c"])
    record = room.merges.merge(plan, by=ANNA)
    assert room.get("a").profile == plan.result
    assert [room.get(i).id for i in "abc"] == ["a", "a", "a"]
    assert room.raw("b").status is ClientStatus.MERGED
    assert room.raw("b").merged_into == "a"
    assert record.absorbed_ids == ("b", "c")
    assert record.actor == ANNA
    assert room.merges.get(record.id) == record


def test_a_merge_of_two_lowers_the_total_by_one(room: Room) -> None:
    """R12: The total goes down by exactly 1, and back up when the merge is undone."""
    people(room)
    record = room.merge("a", "b")
    assert room.count() == 2
    room.unmerge(record.id)
    assert room.count() == 3


def test_chains_of_merges_resolve_in_one_step(room: Room) -> None:
    """X4: An id merged three times over leads to the last survivor by one look-up."""
    people(room)
    room.add("d")
    room.merge("b", "a")
    room.merge("c", "b")
    room.merge("d", "c")
    assert [room.get(i).id for i in "abcd"] == ["d"] * 4
    redirects = room.store.get_records("main", "redirect", ["a", "b", "c"])
    assert {r.owner for r in redirects.values()} == {"d"}
    assert room.raw("a").merged_into == "b"


def test_a_merge_is_one_event_of_the_survivor(room: Room) -> None:
    """X4: One MERGED change in the journal, one ABSORBED an absorbed client, no deletion."""
    people(room)
    before = len(room.journal())
    record = room.merge("a", "b", "c")
    changes = room.journal()[before:]
    assert [(c.kind, c.client_id) for c in changes] == [
        (ChangeKind.MERGED, "a"),
        (ChangeKind.ABSORBED, "b"),
        (ChangeKind.ABSORBED, "c"),
    ]
    assert {c.cause for c in changes} == {f"merge:{record.id}"}


def test_a_merge_that_teaches_nothing_is_still_an_event(room: Room) -> None:
    """X4: A survivor that gains no value has its MERGED change and a new revision."""
    people(room)
    room.add("d")
    room.merge("a", "d")
    assert room.raw("a").revision == 2
    assert [c.kind for c in room.journal()][-2:] == [ChangeKind.MERGED, ChangeKind.ABSORBED]


def test_a_plan_made_stale_by_an_edit_is_refused(room: Room) -> None:
    """P21: An edit of either client between plan and commit refuses the merge."""
    people(room)
    for edited in "ab":
        plan = room.merges.plan("a", ["b"])
        room.edit(edited, tags=(f"edited {edited}",))
        seq = room.store.last_seq("main")
        with pytest.raises(StalePlanError):
            room.merges.merge(plan, by=ANNA)
        assert room.store.last_seq("main") == seq
        assert room.count() == 3


def test_a_plan_is_committed_once(room: Room) -> None:
    """P21: Merging twice with one plan is refused the second time."""
    people(room)
    plan = room.merges.plan("a", ["b"])
    room.merges.merge(plan, by=ANNA)
    with pytest.raises(StalePlanError):
        room.merges.merge(plan, by=ANNA)


def test_a_blocked_plan_is_not_committed(room: Room) -> None:
    """X2: A plan with blockers is refused by their codes; an override lets it through."""
    room.add("a", birthday=PartialDate(1980, 1, 2))
    room.add("b", birthday=PartialDate(1990, 1, 2))
    plan = room.merges.plan("a", ["b"])
    with pytest.raises(BlockedMergeError) as caught:
        room.merges.merge(plan, by=ANNA)
    assert caught.value.blockers == ("birthday_clash",)
    assert room.count() == 2
    room.merge("a", "b", overrides=[BlockerCode.BIRTHDAY_CLASH])
    assert room.count() == 1


def test_a_pair_ignored_after_the_plan_stops_the_merge(room: Room) -> None:
    """X2: What became a blocker between plan and commit still blocks."""
    people(room)
    plan = room.merges.plan("a", ["b"])
    room.duplicates.ignore("a", "b", by=ANNA)
    with pytest.raises(BlockedMergeError):
        room.merges.merge(plan, by=ANNA)


def test_self_merge_is_refused_under_any_id(room: Room) -> None:
    """X2: A client and an id that was merged into it are one client."""
    people(room)
    room.merge("a", "b")
    with pytest.raises(PlanError, match="itself"):
        room.merges.plan("a", ["a"])
    for one, other in ("ab", "ba"):
        with pytest.raises(PlanError, match="are merged already; they are 'a'"):
            room.merges.plan(one, [other])


def test_unknown_and_deleted_clients_are_refused(room: Room) -> None:
    """X2: Only clients that exist and are active are merged."""
    people(room)
    room.delete("c")
    with pytest.raises(ClientNotFoundError):
        room.merges.plan("a", ["nobody"])
    with pytest.raises(PlanError, match="deleted"):
        room.merges.plan("a", ["c"])


def test_the_limits_of_the_book_are_a_blocker() -> None:
    """V16: A merge over the book's limit of phones is blocked, and nothing is dropped."""
    room = Room("memory", settings=FIELD_SERVICE)
    for client, first in (("a", 0), ("b", 3)):
        room.add(
            client, phones=tuple(PhoneNumber(f"+3314020505{n}") for n in range(first, first + 3))
        )
    plan = room.merges.plan("a", ["b"])
    assert [b.code for b in plan.blockers] == [BlockerCode.LIMIT_OVERFLOW]
    drop = ValueChoice("phones", PhoneNumber("+33140205055"))
    room.merge("a", "b", choices=[drop])
    assert len(room.get("a").profile.phones) == 5


def test_an_external_id_stays_unique_through_merge_and_back(room: Room) -> None:
    """X9: Ids of the absorbed client move to the survivor and come back with it."""
    people(room)
    record = room.merge("a", "b", "c")
    assert len(room.get("a").profile.external_ids) == 2
    room.unmerge(record.id)
    assert room.raw("a").profile.external_ids == ()
    assert room.raw("b").profile.external_ids == (ExternalId("crm", "2"),)


class Cards:
    """A host's loyalty cards: one a client; two cannot be on one client."""

    name = "cards"

    def __init__(self, **owners: str) -> None:
        self.owners = owners
        self.unique = False
        self.broken = False

    def preview(self, book: str, absorbed: Collection[str], survivor: str) -> LinkPreview:
        moved = [card for card, owner in self.owners.items() if owner in absorbed]
        counts = (("loyalty_card", len(moved)),) if moved else ()
        clash = self.unique and moved and survivor in self.owners.values()
        conflicts = (LinkConflict("loyalty_card", "same_program", tuple(moved)),) if clash else ()
        return LinkPreview(counts, conflicts)

    def reassign(
        self, book: str, absorbed: Collection[str], survivor: str
    ) -> Sequence[LinkReceipt]:
        if self.broken:
            raise LinkConflictError(self.name, ("same_program",))
        moved = [card for card, owner in self.owners.items() if owner in absorbed]
        receipts = [
            LinkReceipt(self.name, "loyalty_card", card, self.owners[card], survivor)
            for card in moved
        ]
        self.owners.update(dict.fromkeys(moved, survivor))
        return receipts

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> Sequence[LinkReceipt]:
        if self.broken:
            raise LinkConflictError(self.name, ("same_program",))
        gone = [r for r in receipts if self.owners.get(r.id) != r.to_client]
        for receipt in receipts:
            if receipt not in gone:
                self.owners[receipt.id] = receipt.from_client
        return gone


@pytest.mark.parametrize("kind", STORES)
def test_links_follow_the_merge_and_go_back(kind: str) -> None:
    """P19: Every card of the absorbed clients goes to the survivor; counts are the sum before."""
    cards = Cards(one="a", two="b", three="b")
    room = Room(kind, links=[cards])
    people(room)
    assert room.merges.plan("a", ["b"]).link_counts == (("loyalty_card", 2),)
    record = room.merge("a", "b")
    assert set(cards.owners.values()) == {"a"}
    assert record.link_counts == (("loyalty_card", 2),)
    report = room.unmerge(record.id)
    assert cards.owners == {"one": "a", "two": "b", "three": "b"}
    assert report.links_back == (("loyalty_card", 2),)


def test_a_link_that_is_gone_is_listed(room: Room) -> None:
    """X6: A card the host has moved on since stays where it is, and the report says so."""
    cards = Cards(one="b", two="b")
    room = Room("memory", links=[cards])
    people(room)
    record = room.merge("a", "b")
    cards.owners["two"] = "c"
    report = room.unmerge(record.id)
    assert cards.owners == {"one": "b", "two": "c"}
    assert report.links_back == (("loyalty_card", 1),)
    assert [(c.client_id, c.reason) for c in report.conflicting] == [
        ("b", UnmergeConflict.LINK_GONE)
    ]


@pytest.mark.parametrize("kind", STORES)
def test_a_port_that_fails_leaves_everything_as_it_was(kind: str) -> None:
    """X5: A port that fails half-way: both clients, all links, journal and ids are untouched."""
    cards, broken = Cards(one="b"), Cards(two="b")
    broken.name = "broken"
    room = Room(kind, links=[cards, broken])
    people(room)
    before = room.state("a", "b", "c"), room.journal(), dict(cards.owners)
    broken.broken = True
    with pytest.raises(LinkConflictError):
        room.merge("a", "b")
    assert (room.state("a", "b", "c"), room.journal(), cards.owners) == before
    assert room.merges.latest() == ()
    broken.broken = False
    record = room.merge("a", "b")
    before = room.state("a", "b", "c"), room.journal(), dict(cards.owners)
    broken.broken = True
    with pytest.raises(LinkConflictError):
        room.unmerge(record.id)
    assert (room.state("a", "b", "c"), room.journal(), cards.owners) == before
    assert room.merges.get(record.id).stands


def test_a_collision_of_links_is_a_blocker() -> None:
    """X5: Two cards of one program are a typed conflict; nothing is deleted."""
    cards = Cards(one="a", two="b")
    cards.unique = True
    room = Room("memory", links=[cards])
    people(room)
    plan = room.merges.plan("a", ["b"])
    assert [(b.code, b.field) for b in plan.blockers] == [
        (BlockerCode.LINK_CONFLICT, "loyalty_card")
    ]
    assert room.merges.plan("a", ["b"], overrides=[BlockerCode.LINK_CONFLICT]).can_merge


def test_unmerge_after_merge_is_the_identity(room: Room) -> None:
    """X6: When nothing else happened, everybody is as before, and each id answers for itself."""
    people(room)
    before = room.state("a", "b", "c")
    record = room.merge("a", "b", "c")
    report = room.unmerge(record.id)
    assert room.state("a", "b", "c") == before
    assert report.restored == ("b", "c")
    assert report.kept == ()
    assert report.conflicting == ()
    assert not room.merges.get(record.id).stands
    assert room.merges.get(record.id).undone_by == ANNA


def test_later_edits_are_kept_and_listed(room: Room) -> None:
    """X6: What was added since stays on the survivor, what was changed since is a conflict."""
    people(room)
    record = room.merge("a", "c")
    room.edit("a", company="Garage du Lac", tags=("vip", "new"))
    report = room.unmerge(record.id)
    survivor = room.raw("a").profile
    assert survivor.company == "Garage du Lac"
    assert survivor.tags == ("new",)
    assert report.kept == (KeptValue("a", "company"), KeptValue("a", "tags"))
    assert [(c.field, c.reason) for c in report.conflicting] == [
        ("company", UnmergeConflict.EDITED_SINCE)
    ]
    assert room.raw("c").profile.company == "Garage"


def test_later_merges_are_named_or_undone_first(room: Room) -> None:
    """X6: A merge under others names them; asked to, it undoes them first."""
    people(room)
    room.add("d")
    before = room.state("a", "b", "c", "d")
    first = room.merge("a", "b")
    second = room.merge("a", "c")
    third = room.merge("d", "a")
    plan = room.merges.plan_unmerge(first.id)
    assert plan.later == (third.id, second.id)
    with pytest.raises(PlanError, match=third.id):
        room.merges.unmerge(plan, by=ANNA)
    report = room.unmerge(first.id, with_later=True)
    assert report.merge_ids == (third.id, second.id, first.id)
    assert room.state("a", "b", "c", "d") == before


def test_merges_of_other_clients_do_not_stand_in_the_way(room: Room) -> None:
    """X6: The last merges are undone in any order that is sound."""
    people(room)
    room.add("d")
    before = room.state("a", "b", "c", "d")
    first = room.merge("a", "b")
    second = room.merge("c", "d")
    room.unmerge(first.id)
    room.unmerge(second.id)
    assert room.state("a", "b", "c", "d") == before


def test_a_merge_in_the_middle_of_a_chain_comes_apart(room: Room) -> None:
    """X6: Undoing the merge of a survivor takes back the ids that had led to it."""
    people(room)
    first = room.merge("b", "a")
    second = room.merge("c", "b")
    room.unmerge(second.id)
    assert [room.get(i).id for i in "abc"] == ["b", "b", "c"]
    room.unmerge(first.id)
    assert [room.get(i).id for i in "abc"] == ["a", "b", "c"]


def test_an_undone_merge_is_not_undone_again(room: Room) -> None:
    """X6: A merge is undone once; a plan to undo goes stale like any other."""
    people(room)
    record = room.merge("a", "b")
    plan = room.merges.plan_unmerge(record.id)
    room.edit("a", company="Else")
    with pytest.raises(StalePlanError):
        room.merges.unmerge(plan, by=ANNA)
    room.unmerge(record.id)
    with pytest.raises(PlanError, match="undone already"):
        room.merges.plan_unmerge(record.id)
    with pytest.raises(RecordNotFoundError):
        room.merges.plan_unmerge("nothing")


def test_the_same_clients_can_be_merged_again(room: Room) -> None:
    """X6: A merge undone can be made again, and undone again."""
    people(room)
    before = room.state("a", "b", "c")
    for _ in range(3):
        room.unmerge(room.merge("a", "b").id)
    room.unmerge(room.merge("b", "a").id)
    assert room.state("a", "b", "c") == before
    assert len(room.merges.of_client("a")) == 3
    assert len(room.merges.latest()) == 4


def test_an_external_id_taken_since_stays_with_its_new_holder(room: Room) -> None:
    """X6: An id given to another client since does not come back; the report says so."""
    people(room)
    drop = ValueChoice("external_ids", ExternalId("crm", "2"))
    record = room.merge("a", "b", choices=[drop])
    room.edit("c", external_ids=(ExternalId("crm", "3"), ExternalId("crm", "2")))
    report = room.unmerge(record.id)
    assert room.raw("b").profile.external_ids == ()
    assert [(c.client_id, c.field, c.reason) for c in report.conflicting] == [
        ("b", "external_ids", UnmergeConflict.EXTERNAL_ID_TAKEN)
    ]


def test_a_block_comes_with_the_merge_and_goes_with_it(room: Room) -> None:
    """P13: The survivor is blocked while the blocked client is part of it."""
    people(room)
    client = room.raw("b")
    block = BookingBlock(SYSTEM, client.created_at)
    from clientbook.book.writing import Edit

    room._write(Edit(ChangeKind.BLOCKED, client, attrs.evolve(client, block=block)))
    record = room.merge("a", "b")
    assert room.get("a").block == block
    room.unmerge(record.id)
    assert room.raw("a").block is None
    assert room.raw("b").block == block


def test_choices_are_committed(room: Room) -> None:
    """P18: The commit gives the chosen values; the others stay in the history."""
    room.add("a", company="One", attributes=(Attribute("size", 1),))
    room.add("b", company="Two", attributes=(Attribute("size", 2),))
    choices = [FieldChoice("company", "b"), FieldChoice("attribute:size", value=3)]
    room.merge("a", "b", choices=choices)
    assert room.get("a").profile.company == "Two"
    assert room.get("a").profile.attribute("size") == 3
    change = next(c for c in room.journal() if c.kind is ChangeKind.MERGED)
    assert dict(change.before)["company"] == "One"


def test_bulk_merges_what_is_safe_and_says_why_not_the_rest(room: Room) -> None:
    """X3: Merged and skipped add up to the pairs; running it again changes nothing."""
    people(room)
    room.add("d", birthday=PartialDate(1980, 1, 1), name=PersonName("Jo", "Ray"))
    room.add("e", birthday=PartialDate(1990, 1, 1), name=PersonName("Jo", "Ray"))
    room.add("f", name=PersonName("Luc", "Dupont"))
    room.add("g")
    room.delete("g")
    pairs = [("b", "a"), ("d", "e"), ("a", "f"), ("a", "g"), ("a", "zz"), ("c", "c"), ("a", "b")]
    report = room.merges.safe_bulk(pairs, by=ANNA)
    assert [(m.survivor_id, m.absorbed_ids) for m in report.merged] == [("a", ("b",))]
    assert report.skipped == (
        SkippedPair("d", "e", SkipReason.BLOCKED, blockers=(BlockerCode.BIRTHDAY_CLASH,)),
        SkippedPair("a", "f", SkipReason.CONFLICT, fields=("name",)),
        SkippedPair("a", "g", SkipReason.NOT_ACTIVE),
        SkippedPair("a", "zz", SkipReason.NOT_FOUND),
        SkippedPair("c", "c", SkipReason.ALREADY_ONE),
        SkippedPair("a", "b", SkipReason.ALREADY_ONE),
    )
    seq = room.store.last_seq("main")
    again = room.merges.safe_bulk(pairs, by=ANNA)
    assert again.merged == ()
    assert len(again.skipped) == len(pairs)
    assert room.store.last_seq("main") == seq


def test_bulk_goes_on_after_a_port_refuses() -> None:
    """X3: A pair whose links the host refuses is skipped; the others are merged."""
    cards = Cards(one="b")
    cards.broken = True
    room = Room("memory", links=[cards])
    people(room)
    report = room.merges.safe_bulk([("a", "b")], by=ANNA)
    assert [s.reason for s in report.skipped] == [SkipReason.LINKS_REFUSED]
    assert room.count() == 3


def test_an_ignored_pair_follows_both_clients_through_merges_and_back(room: Room) -> None:
    """P23: Neither the pair nor its heirs are proposed; undone, the pair is the old one again."""
    people(room)
    room.duplicates.ignore("b", "a", by=ANNA)
    assert room.duplicates.ignored() == (("a", "b"),)
    record = room.merge("c", "a")
    assert room.duplicates.ignored() == (("b", "c"),)
    assert [b.client_ids for b in room.merges.plan("c", ["b"]).blockers] == [("b", "c")]
    room.unmerge(record.id)
    assert room.duplicates.ignored() == (("a", "b"),)
    with room.context.unit():
        assert forget_ignored(room.context, ["b"]) == 1
    assert room.duplicates.ignored() == ()


def test_unmerging_can_say_that_they_are_not_the_same(room: Room) -> None:
    """P23: Clients taken apart because they are two persons are not proposed again."""
    people(room)
    record = room.merge("a", "b")
    plan = room.merges.plan_unmerge(record.id)
    room.merges.unmerge(plan, by=ANNA, ignore=True)
    assert room.duplicates.ignored() == (("a", "b"),)


def test_the_records_of_a_merge_hold_no_personal_value(room: Room) -> None:
    """X21: What a merge was made of is in the journal alone, where erasure blanks it."""
    people(room)
    room.merge("a", "b", "c")
    for collection in ("merge", "redirect"):
        for record in room.store.list_records("main", collection):
            text = str(dict(record.body))
            for value in ("Marie", "Dupont", "+33", "example.fr", "Garage", "vip"):
                assert value not in text


def test_one_book_never_merges_with_another(room: Room) -> None:
    """X24: Ids of another book of the same store are unknown here."""
    people(room)
    other: Any = attrs.evolve(room.context, book="other")
    from clientbook.book.duplicates.merges import MergeDesk

    with pytest.raises(ClientNotFoundError):
        MergeDesk(other).plan("a", ["b"])
