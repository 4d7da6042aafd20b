"""The conformance suite of link ports, used as a stranger would."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from clientbook.book.activities.kept import StoreActivities
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    Attendee,
)
from clientbook.domain.clients import ClientId
from clientbook.domain.ports import LinkPort, LinkPreview, LinkReceipt
from clientbook.domain.sales import Ticket
from clientbook.storage.memory import MemoryStore
from clientbook.storage.sqlite import SqliteStore
from clientbook.testing.link_rules import BOOK, LinkPortConformance

START = datetime(2026, 1, 1, tzinfo=UTC)


class TestTicketsInMemory(LinkPortConformance):
    """Tickets kept in a MemoryStore follow a merge."""

    def make_port(self) -> LinkPort:
        self.count = 0
        return StoreActivities(MemoryStore())

    def unit(self, port: LinkPort) -> AbstractContextManager[None]:
        assert isinstance(port, StoreActivities)
        return port.store.transaction(BOOK)

    def add_record(self, port: LinkPort, client_id: ClientId) -> str:
        assert isinstance(port, StoreActivities)
        self.count += 1
        at = START + timedelta(minutes=self.count)
        ticket = Ticket(Decimal(self.count), "EUR")
        port.put(BOOK, Activity.of(f"t{self.count}", ticket, client_id=client_id, at=at))
        return f"t{self.count}"

    def owner_of(self, port: LinkPort, record_id: str) -> ClientId | None:
        assert isinstance(port, StoreActivities)
        activity = port.get(BOOK, ActivityKind.TICKET, record_id)
        return activity.client_ids[0] if activity else None


class TestAppointmentsInSqlite(TestTicketsInMemory):
    """Appointments kept in a SqliteStore follow a merge."""

    def make_port(self) -> LinkPort:
        self.count = 0
        return StoreActivities(SqliteStore(":memory:"))

    def add_record(self, port: LinkPort, client_id: ClientId) -> str:
        assert isinstance(port, StoreActivities)
        self.count += 1
        payload = Appointment(START, attendees=(Attendee(client_id),))
        port.put(BOOK, Activity.of(f"a{self.count}", payload))
        return f"a{self.count}"

    def owner_of(self, port: LinkPort, record_id: str) -> ClientId | None:
        assert isinstance(port, StoreActivities)
        activity = port.find_appointment(BOOK, record_id)
        return activity.client_ids[0] if activity else None


class Orders:
    """A host's own table of orders, and its port."""

    name = "orders"

    def __init__(self) -> None:
        self.owner: dict[str, ClientId] = {}

    def linked(self, book: str, client_ids: Collection[ClientId]) -> Collection[ClientId]:
        return set(client_ids) & set(self.owner.values())

    def preview(self, book: str, absorbed: Collection[ClientId], survivor: ClientId) -> LinkPreview:
        count = sum(owner in absorbed for owner in self.owner.values())
        return LinkPreview((("order", count),) if count else ())

    def reassign(
        self, book: str, absorbed: Collection[ClientId], survivor: ClientId
    ) -> Sequence[LinkReceipt]:
        receipts = [
            LinkReceipt(self.name, "order", order, owner, survivor)
            for order, owner in self.owner.items()
            if owner in absorbed
        ]
        self.owner.update({r.id: survivor for r in receipts})
        return receipts

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> Sequence[LinkReceipt]:
        held = [r for r in receipts if self.owner.get(r.id) == r.to_client]
        self.owner.update({r.id: r.from_client for r in held})
        return [r for r in receipts if r not in held]


class TestOrders(LinkPortConformance):
    """X25: a third party's port passes with three short methods."""

    def make_port(self) -> LinkPort:
        return Orders()

    def add_record(self, port: LinkPort, client_id: ClientId) -> str:
        assert isinstance(port, Orders)
        order = f"o{len(port.owner)}"
        port.owner[order] = client_id
        return order

    def owner_of(self, port: LinkPort, record_id: str) -> ClientId | None:
        assert isinstance(port, Orders)
        return port.owner.get(record_id)


class _Greedy(Orders):
    """A port with a fault: it takes the records of everybody."""

    def reassign(
        self, book: str, absorbed: Collection[ClientId], survivor: ClientId
    ) -> Sequence[LinkReceipt]:
        return super().reassign(book, set(self.owner.values()) - {survivor}, survivor)


def test_the_suite_finds_a_port_that_moves_too_much() -> None:
    """X25: the rules fail for a port that touches clients outside the merge."""

    class Faulty(TestOrders):
        def make_port(self) -> LinkPort:
            return _Greedy()

    with pytest.raises(AssertionError):
        Faulty().test_every_record_of_the_absorbed_moves()
    with pytest.raises(NotImplementedError):
        LinkPortConformance().test_it_is_a_link_port()
