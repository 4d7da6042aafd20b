"""X37: whom the host's own records name is linked: an undone import leaves it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, BOB

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.activities import Activity, ActivityKind, Appointment, Attendee
from clientbook.domain.imports import KeptReason
from clientbook.domain.ports import Visits


class HostTables:
    """A source that is no link port: appointments, and invoices, in tables of the host's own."""

    kinds = frozenset({ActivityKind.APPOINTMENT, ActivityKind.INVOICE})

    def __init__(self) -> None:
        self.coming: dict[str, datetime] = {}
        self.invoiced: set[str] = set()
        self.asked = 0

    def activities(self, book: str, client_ids: Collection[str], **_: Any) -> Sequence[Activity]:
        return [
            Activity.of(f"a-{i}", Appointment(at, timedelta(hours=1), (Attendee(i),)))
            for i, at in self.coming.items()
            if i in client_ids
        ]

    def counts(self, book: str, client_ids: Collection[str]) -> Mapping[ActivityKind, int]:
        self.asked += 1
        return {
            ActivityKind.APPOINTMENT: len(self.coming.keys() & set(client_ids)),
            ActivityKind.INVOICE: len(self.invoiced & set(client_ids)),
        }

    def visits(self, book: str, client_ids: Collection[str], now: datetime) -> dict[str, Visits]:
        return {i: Visits(next_at=at) for i, at in self.coming.items() if i in client_ids}


def _list(book: ClientBook, people: int) -> tuple[str, list[str]]:
    rows = [[f"Ann{n}", "Roy", f"061223{n:04d}"] for n in range(people)]
    table = Table.from_rows(["First name", "Last name", "Mobile"], rows)
    run = book.imports.run(table, book.imports.suggest(table), by=ANNE).id
    return run, [outcome.client_id or "" for outcome in book.imports.outcomes(run)]


@EVERY_STORE
@pytest.mark.parametrize("told", ["appointment", "invoice", "label"])
def test_whom_a_source_of_the_host_tells_of_is_kept(
    make_book: MakeBook, clock: TurnedClock, told: str
) -> None:
    """X37: an appointment or an invoice in the host's tables; a label, where they are not there."""
    host = HostTables()
    book = make_book(region("FR"), sources=[host])
    run, ids = _list(book, 3)
    if told == "invoice":
        host.invoiced.add(ids[1])
    else:
        host.coming[ids[1]] = clock() + timedelta(days=2)
        book.activities.changed_elsewhere(ids[1:2])
    if told == "label":
        book = make_book(region("FR"))
    plan = book.imports.plan_undo(run)
    assert [(k.client_id, k.reason) for k in plan.kept] == [(ids[1], KeptReason.LINKED)]
    book.imports.undo(plan, by=BOB)
    assert [book.clients.get(i).is_active for i in ids] == [False, True, False]


def test_a_source_that_knows_nobody_is_asked_once_a_page(make_book: MakeBook) -> None:
    """X17: a source counts many clients together; only where it counts any it is asked again."""
    host = HostTables()
    book = make_book(region("FR"), sources=[host])
    run, _ = _list(book, 40)
    host.asked = 0
    assert book.imports.plan_undo(run).counts.removed == 40
    assert host.asked == 1
