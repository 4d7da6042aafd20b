"""Pairs that are likely one person, and those a person said are not."""

from typing import Any

import attrs
import pytest
from tests.book.duplicates.merge_rooms import ANNA, STORES, Room

from clientbook.book.clients.arrivals import SHARED
from clientbook.book.duplicates import finding, looking
from clientbook.book.duplicates.candidates import KEY_CAP, find_candidates
from clientbook.book.duplicates.desk import DuplicateDesk
from clientbook.book.duplicates.proposals import propose_pairs
from clientbook.book.writing import record_event
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.journal import ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import ClientNotFoundError, ClientStateError, PlanError
from clientbook.matching import ScoredPair
from clientbook.storage.protocols import Record

FAMILY_PHONE = PhoneNumber("+33140205050", kind=PhoneKind.HOME)
HOME = PostalAddress("12 rue des Lilas", locality="Lyon", postcode="69003")


def fill(room: Room) -> None:
    """Persons with doubles of every common kind, and a family that is none."""
    mobile = PhoneNumber("+33612345678", kind=PhoneKind.MOBILE)
    born = PartialDate(1980, 5, 17)
    room.add("anna1", name=PersonName("Anna", "Kowalczyk"), phones=(mobile,), birthday=born)
    room.add("anna2", name=PersonName("Kowalczyk", "Anna"), phones=(mobile,), birthday=born)
    email = EmailAddress("helene.lefebvre@example.fr")
    room.add("helene1", name=PersonName("Hélène", "Lefebvre"), emails=(email,), addresses=(HOME,))
    room.add("helene2", name=PersonName("Helene", "Lefebvre"), emails=(email,), addresses=(HOME,))
    room.add("marc1", name=PersonName("Marc", "Tremblay"), birthday=born, addresses=(HOME,))
    room.add("marc2", name=PersonName("Marc", "Trembley"), birthday=born, addresses=(HOME,))
    for number, given in enumerate(("Jean", "Sophie", "Lucas", "Emma")):
        room.add(
            f"family{number}",
            name=PersonName(given, "Bernard"),
            phones=(FAMILY_PHONE,),
            addresses=(HOME,),
        )


@pytest.fixture(params=STORES)
def room(request: pytest.FixtureRequest) -> Room:
    room = Room(request.param)
    fill(room)
    return room


def ids(pairs: Any) -> list[tuple[str, str]]:
    return [(p.left, p.right) for p in pairs]


def test_doubles_are_found_and_families_are_not(room: Room) -> None:
    """P17: Swapped names, accents and typos are found; a family's shared number is not a double."""
    found = set(ids(room.duplicates.pairs()))
    assert {("anna1", "anna2"), ("helene1", "helene2"), ("marc1", "marc2")} <= found
    assert not any(left.startswith("family") for left, _ in found)


def test_pages_are_in_one_order_and_add_up(room: Room) -> None:
    """P20: Pages of one pair joined are the whole list; each pair once, smaller id first."""
    whole = room.duplicates.pairs()
    items = list(whole)
    assert items == sorted(items, key=lambda p: (-p.match_weight, p.left, p.right))
    assert whole.total == len(items)
    paged: list[ScoredPair] = []
    cursor = None
    while True:
        page = room.duplicates.pairs(limit=1, after=cursor)
        paged += page
        cursor = page.next
        if cursor is None:
            break
    assert paged == items
    assert all(p.left < p.right for p in items)
    assert list(DuplicateDesk(room.context).pairs()) == items


def test_a_page_goes_on_after_its_last_pair_is_gone(room: Room) -> None:
    """P20: A cursor holds its place when the pair it names was merged meanwhile."""
    items = list(room.duplicates.pairs())
    first = room.duplicates.pairs(limit=1)
    room.duplicates.ignore(items[0].left, items[0].right, by=ANNA)
    assert list(room.duplicates.pairs(limit=1, after=first.next)) == items[1:2]
    with pytest.raises(ValueError, match="cursor"):
        room.duplicates.pairs(after="nonsense")
    with pytest.raises(ValueError, match="limit"):
        room.duplicates.pairs(limit=0)


def test_a_merged_pair_is_no_longer_listed(room: Room) -> None:
    """P20: The list follows the book: a merged pair leaves it, an undone merge brings it back."""
    before = ids(room.duplicates.pairs())
    record = room.merge("anna1", "anna2")
    assert ids(room.duplicates.pairs()) == [p for p in before if p != ("anna1", "anna2")]
    room.unmerge(record.id)
    assert ids(room.duplicates.pairs()) == before


def test_an_ignored_pair_is_never_proposed_again(room: Room) -> None:
    """P23: Not after an edit, a new scan or a merge; P22: ignoring has no order."""
    ignored = room.duplicates.ignore("anna2", "anna1", by=ANNA)
    assert room.duplicates.ignore("anna1", "anna2", by=ANNA).left == ignored.left
    assert len([c for c in room.journal() if c.kind.value == "ignored_pair"]) == 1
    assert ("anna1", "anna2") not in ids(room.duplicates.pairs())
    room.edit("anna1", tags=("edited",))
    assert ("anna1", "anna2") not in ids(DuplicateDesk(room.context).pairs())
    room.add("blank")
    room.merge("blank", "anna1")
    assert ("anna2", "blank") not in ids(room.duplicates.pairs())
    assert room.duplicates.ignored() == (("anna2", "blank"),)


def test_a_client_is_not_ignored_against_itself(room: Room) -> None:
    """P22: Both ids must lead to different active clients."""
    room.merge("anna1", "anna2", choices=[])
    with pytest.raises(PlanError):
        room.duplicates.ignore("anna1", "anna2", by=ANNA)
    with pytest.raises(ClientNotFoundError):
        room.duplicates.ignore("anna1", "nobody", by=ANNA)
    room.delete("marc1")
    with pytest.raises(ClientStateError):
        room.duplicates.ignore("anna1", "marc1", by=ANNA)


def test_the_parts_of_an_explanation_sum_to_the_score_of_the_list(room: Room) -> None:
    """X20: The parts sum to the weight the list shows, whichever order the ids are given in."""
    for pair in room.duplicates.pairs():
        parts = room.duplicates.explain(pair.right, pair.left)
        assert sum(p.weight for p in parts.parts) == parts.match_weight == pair.match_weight
        assert parts == room.duplicates.explain(pair.left, pair.right)


def test_a_review_has_both_clients_and_the_explanation(room: Room) -> None:
    """X30: A pair to review carries what a page needs; a pair whose client is gone is left out."""
    pairs = list(room.duplicates.pairs())
    review = room.duplicates.review(pairs)
    assert [r.pair for r in review] == pairs
    assert {r.left.id for r in review} == {p.left for p in pairs}
    room.delete("anna1")
    assert "anna1" not in {r.left.id for r in room.duplicates.review(pairs)}


def test_check_finds_the_person_a_new_profile_is(room: Room) -> None:
    """K2: One new profile is looked up through the key index: best first, explained."""
    found = room.duplicates.check(
        Profile(
            name=PersonName("Anna", "Kowalczyk"),
            phones=(PhoneNumber("+33612345678"),),
            birthday=PartialDate(1980, 5, 17),
        )
    )
    assert {c.client_id for c in found} == {"anna1", "anna2"}
    assert all(c.match_probability > 0.9 for c in found)
    assert found[0].match_weight == sum(p.weight for p in found[0].explanation.parts)
    assert room.duplicates.check(Profile(name=PersonName("Zoltan", "Xanadu"))) == ()


def test_check_makes_no_scan(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """K2: A look-up lists no clients and reads only those that share a key."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a scan")

    monkeypatch.setattr(type(room.store), "list_clients", refuse)
    assert room.duplicates.check(room.get("anna1").profile)


def test_a_number_everybody_has_stays_bounded_and_is_reported(room: Room) -> None:
    """Keys that explode are capped, and the cap is reported."""
    reception = PhoneNumber("+33199999999")
    for n in range(KEY_CAP + 5):
        room.add(f"guest{n:03}", name=PersonName(f"Guest{n}", f"Number{n}"), phones=(reception,))
    report = find_candidates(room.context, Profile(phones=(reception,)))
    assert report.candidates == ()
    assert "p" in {c.kind for c in report.capped}
    assert "p" in {c.kind for c in room.duplicates.capped()}


def test_a_shared_number_identifies_nobody(room: Room) -> None:
    """X19: Candidates through a number marked as shared vanish."""
    mobile = PhoneNumber("+33612345678")
    lone = Profile(name=PersonName("Anna", "Kowalczyk"), phones=(mobile,))
    before = room.duplicates.check(lone)[0].match_weight
    with room.context.unit():
        room.store.put_records("main", [Record(SHARED, f"p:{mobile.e164}", {})])
    after = room.duplicates.check(lone, threshold=0.0)[0]
    assert after.match_weight < before
    assert not any(p.field == "phone" and p.weight > 0 for p in after.explanation.parts)


def test_proposals_of_a_door_are_listed(room: Room) -> None:
    """P24: A pair an online booking could not decide is among the pairs, until it is decided."""
    with room.context.unit():
        propose_pairs(room.context, "marc1", ["family0"])
    assert ("family0", "marc1") in ids(room.duplicates.pairs())
    room.duplicates.ignore("marc1", "family0", by=ANNA)
    assert ("family0", "marc1") not in ids(room.duplicates.pairs())


def test_clusters_join_the_doubles_of_one_person(room: Room) -> None:
    """X1: Three records of one person are one cluster; an ignored pair is never in one."""
    third = attrs.evolve(room.get("anna1").profile, tags=("third",))
    room.add("anna3", **{f: getattr(third, f) for f in ("name", "phones", "birthday", "tags")})
    assert ("anna1", "anna2", "anna3") in [tuple(sorted(c)) for c in room.duplicates.clusters()]
    room.duplicates.ignore("anna1", "anna2", by=ANNA)
    assert not any({"anna1", "anna2"} <= set(c) for c in room.duplicates.clusters())


def test_marking_a_number_as_shared_is_seen_at_once(room: Room) -> None:
    """X19: The list that stands is made anew when a contact point becomes a family's."""
    before = {(p.left, p.right): p.match_weight for p in room.duplicates.pairs()}
    with room.context.unit():
        room.store.put_records("main", [Record(SHARED, "p:+33612345678", {})])
    after = {(p.left, p.right): p.match_weight for p in room.duplicates.pairs()}
    assert after.get(("anna1", "anna2"), -99.0) < before["anna1", "anna2"]
    assert after["helene1", "helene2"] == before["helene1", "helene2"]


class Seats:
    """A host whose Hélènes sat side by side."""

    def __init__(self) -> None:
        self.asked = 0

    def seated_together(self, book: str, a: str, b: str) -> int:
        self.asked += 1
        return int(a.startswith("helene") and b.startswith("helene"))


def test_two_seats_in_one_appointment_speak_against_a_pair() -> None:
    """X28: Who sat beside somebody is somebody else: the weight falls and the part says why."""
    plain, seated = Room("memory"), Room("memory", sources=[Seats()])
    fill(plain)
    fill(seated)
    lone = plain.duplicates.explain("helene1", "helene2")
    parts = seated.duplicates.explain("helene1", "helene2")
    assert parts.match_weight < lone.match_weight
    assert [p.level for p in parts.parts if p.field == "evidence"] == ["two_seats"]
    weights = {(p.left, p.right): p.match_weight for p in seated.duplicates.pairs()}
    assert weights.get(("helene1", "helene2"), parts.match_weight) == parts.match_weight


def test_appointments_are_asked_for_again_when_they_change() -> None:
    """X28: A page costs no question about appointments that did not change since."""
    seats = Seats()
    room = Room("memory", sources=[seats])
    fill(room)
    room.duplicates.pairs()
    asked = seats.asked
    room.duplicates.pairs()
    assert seats.asked == asked
    with room.context.unit():
        record_event(room.context, ChangeKind.ACTIVITY, actor=ANNA, client=room.get("marc1"))
    room.duplicates.pairs()
    assert asked < seats.asked < 2 * asked


def _merge_and_fail(room: Room) -> None:
    with room.context.unit():
        room.merge("anna1", "anna2")
        assert ("anna1", "anna2") not in ids(room.duplicates.pairs())
        raise ZeroDivisionError


def test_a_list_made_inside_a_failed_unit_of_work_is_forgotten(room: Room) -> None:
    """P20: What a rolled-back merge showed is not shown again when other changes follow."""
    before = ids(room.duplicates.pairs())
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _merge_and_fail(room)
        assert ids(room.duplicates.pairs()) == before
    with pytest.raises(ZeroDivisionError):
        _merge_and_fail(room)
    room.edit("family0", tags=("x",))
    room.edit("family0", tags=("y",))
    assert ids(room.duplicates.pairs()) == before


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A book that counts as large: changes are caught up with through the key index."""
    monkeypatch.setattr(finding, "RESCAN_SIZE", 3)
    room = Room("memory")
    fill(room)
    return room


def test_a_large_book_is_not_scanned_again_for_one_change(
    large: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: After a merge, an edit and an ignored pair the list follows without a new scan."""
    before = ids(large.duplicates.pairs())

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a new scan")

    monkeypatch.setattr(looking, "pairs_among", refuse)
    large.merge("anna1", "anna2")
    large.add("marc3", name=PersonName("Marc", "Tremblay"), birthday=PartialDate(1980, 5, 17))
    large.duplicates.ignore("helene1", "helene2", by=ANNA)
    after = ids(large.duplicates.pairs())
    gone = {("anna1", "anna2"), ("helene1", "helene2")}
    assert [p for p in after if "marc3" not in p] == [p for p in before if p not in gone]
    assert ("marc1", "marc3") in after
    monkeypatch.setattr(finding, "most_changed", lambda size: 0)
    large.edit("marc1", tags=("x",))
    with pytest.raises(AssertionError, match="a new scan"):
        large.duplicates.pairs()
