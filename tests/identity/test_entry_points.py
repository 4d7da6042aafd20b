"""The same person is the same client, wherever they come in."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet
from tests.book.people import ANNE
from tests.identity.cases import CASES, NEW, SAME, UNSURE, Case
from tests.identity.conftest import NewBook
from tests.identity.entry_points import BY_FILE, ENTRY_POINTS, answered_row, waiting_row

from clientbook.book import ClientBook
from clientbook.domain.profiles import LIST_SYSTEM
from clientbook.domain.settings import OnDuplicate
from clientbook.identity.keys import HOLDERS_CAP, identity_keys
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, Policy

_STORES = ("memory", "sqlite", "postgres")
"""Each case on one of them, by turns; the whole product is a campaign."""


def _on_stores() -> Iterator[ParameterSet]:
    for turn, store in enumerate(_STORES):
        for number, case in enumerate(CASES):
            marks = [] if number % len(_STORES) == turn else [pytest.mark.campaign]
            yield pytest.param(store, case, id=f"{store}-{case.name}", marks=marks)


ON_STORES = pytest.mark.parametrize(
    ("each_store", "case"), [*_on_stores()], indirect=["each_store"]
)


def _fill(book: ClientBook, case: Case) -> list[str]:
    ids = [
        book.clients.create(profile, by=ANNE, on_duplicate=OnDuplicate.ALLOW).id
        for profile in case.known
    ]
    for contact in case.marked:
        book.privacy.mark_shared(contact, by=ANNE)
    return ids


@ON_STORES
def test_every_entry_point_gives_the_verdict_of_the_table(case: Case, new_book: NewBook) -> None:
    """X31: by hand, by booking, by file, by card: the same person is the same client."""
    for name, enter in ENTRY_POINTS.items():
        if (name == "card" and not case.by_card) or (name in BY_FILE and not case.by_file):
            continue
        book = new_book()
        ids = _fill(book, case)
        kind, named = enter(book, case)
        assert (kind, named) == (case.kind, {ids[n] for n in case.whom}), name


@ON_STORES
def test_a_new_person_of_a_row_that_waited_is_nobody_who_came_in_since(
    case: Case, new_book: NewBook
) -> None:
    """X31: answering "a new person" asks the rule about everybody the answer was not about."""
    book = new_book()
    run_id = waiting_row(book, case.arriving)
    ids = _fill(book, case)
    kind, named = answered_row(book, run_id)
    assert named == {ids[n] for n in case.whom}
    assert (kind is NEW) is (case.kind is NEW)


@ON_STORES
def test_who_comes_again_is_no_further_client(case: Case, new_book: NewBook) -> None:
    """P24, X31: whatever the verdict, whoever books each week is one client and not one a week.

    Only a name that nothing else comes with finds nobody, and on a shared number the second visit
    is told from the first by a person.
    """
    if not identity_keys(case.arriving) - {f"x:{LIST_SYSTEM}:1"}:
        return
    book = new_book()
    _fill(book, case)
    visits = [book.clients.find_or_create(case.arriving, by=ANNE).client.id for _ in range(4)]
    assert len(set(visits[1:])) == 1
    assert visits[0] == visits[1] or case.kind is NEW


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rule_says_what_the_table_says(case: Case) -> None:
    """X31: the pure rule alone, whatever the order in which the holders come."""
    holders = [Holder(p, f"c{n:02}") for n, p in enumerate(case.known)]
    marked = {f"p:{contact}" for contact in case.marked}
    keys = identity_keys(case.arriving)
    held = {key: sum(key in identity_keys(p) for p in case.known) for key in keys}
    shared = marked | {key for key, count in held.items() if count > HOLDERS_CAP}
    for order in (holders, holders[::-1]):
        verdict = decide(case.arriving, order, Policy(shared))
        assert verdict.kind is case.kind
        named = {j.holder.client_id for j in verdict.candidates}
        assert named == {f"c{n:02}" for n in case.whom}


def test_the_table_is_no_toy() -> None:
    """X31: at least 60 cases on every store, each verdict often, no name twice."""
    assert len({case.name for case in CASES}) == len(CASES)
    for turn in range(len(_STORES)):
        cases = CASES[turn :: len(_STORES)]
        assert len(cases) >= 60
        for kind in (SAME, UNSURE, NEW):
            assert sum(case.kind is kind for case in cases) >= 12
