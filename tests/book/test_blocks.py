"""X6, P15: a block that is said of a client who has somebody else's by a merge is its own."""

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import ClientBook, Table
from clientbook.domain.imports import OutcomeKind

ZOE, MARIE = "+33611111101", "+33611111102"


def _two(book: ClientBook) -> tuple[str, str]:
    people = (("Zoe Roy", ZOE), ("Marie Dupont", MARIE))
    zoe, marie = (book.clients.create(person(n, mobile(m)), by=ANNE).id for n, m in people)
    return zoe, marie


def _list(book: ClientBook) -> tuple[str, OutcomeKind]:
    rows = [["Zoe", "Roy", ZOE, "yes"]]
    table = Table.from_rows(["First name", "Last name", "Mobile", "Blocked"], rows)
    run = book.imports.run(table, by=BOB).id
    return run, next(iter(book.imports.outcomes(run))).kind


def _stopped(book: ClientBook) -> tuple[bool, bool]:
    zoe, marie = (book.consent.booking_gate(number).value == "call_us" for number in (ZOE, MARIE))
    return zoe, marie


def _unmerge(book: ClientBook, merge_id: str) -> list[str]:
    report = book.merges.unmerge(book.merges.plan_unmerge(merge_id), by=ANNE)
    return [kept.field for kept in report.kept]


@EVERY_STORE
@pytest.mark.parametrize("door", ["hand", "list"])
def test_a_survivor_that_is_blocked_stays_blocked(book: ClientBook, door: str) -> None:
    """X6: at the same moment too; once; the other one gets its own block back."""
    zoe, marie = _two(book)
    theirs = book.clients.block_booking(marie, by=ANNE, reason="never came").block
    merge = book.merges.merge(book.merges.plan(zoe, [marie]), by=ANNE).id
    kinds = []
    for _ in range(2):
        if door == "list":
            kinds.append(_list(book)[1])
        else:
            book.clients.block_booking(zoe, by=BOB)
    held = book.clients.get(zoe)
    assert held.block is not None
    assert (held.block.by, held.block.reason, held.revision) == (BOB, "never came", 3)
    assert kinds == ([OutcomeKind.UPDATED, OutcomeKind.UNCHANGED] if door == "list" else [])
    assert _unmerge(book, merge) == ["block"]
    assert _stopped(book) == (True, True)
    assert book.clients.get(marie).block == theirs


@EVERY_STORE
@pytest.mark.parametrize("own", [False, True])
def test_what_nobody_said_of_the_survivor_leaves_with_the_other(
    book: ClientBook, own: bool
) -> None:
    """X6, P15: a block of before stays as it was; a block that came by the merge goes."""
    zoe, marie = _two(book)
    book.clients.block_booking(marie, by=ANNE)
    if own:
        book.clients.block_booking(zoe, by=BOB, reason="rude")
    before = book.clients.get(zoe).block
    merge = book.merges.merge(book.merges.plan(zoe, [marie]), by=ANNE).id
    if own:
        assert _list(book)[1] is OutcomeKind.UNCHANGED
    assert _unmerge(book, merge) == []
    assert book.clients.get(zoe).block == before
    assert _stopped(book) == (own, True)


@EVERY_STORE
@pytest.mark.parametrize("unmerged_first", [False, True])
def test_a_list_that_blocked_a_survivor_is_undone(
    book: ClientBook, clock: TurnedClock, unmerged_first: bool
) -> None:
    """X6, X17: in either order nobody has said it of the survivor; the other stays blocked."""
    zoe, marie = _two(book)
    book.clients.block_booking(marie, by=ANNE)
    merge = book.merges.merge(book.merges.plan(zoe, [marie]), by=ANNE).id
    clock.turn(days=1)
    run, _ = _list(book)
    if unmerged_first:
        _unmerge(book, merge)
    book.imports.undo(book.imports.plan_undo(run), by=ANNE)
    if not unmerged_first:
        assert _stopped(book) == (True, True)
        _unmerge(book, merge)
    assert _stopped(book) == (False, True)
    assert book.clients.get(zoe).block is None
