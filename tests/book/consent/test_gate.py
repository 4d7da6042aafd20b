"""Blocks that an older version wrote hold at the gate (P15)."""

from collections.abc import Sequence

import attrs
import pytest
from tests.book.conftest import TurnedClock
from tests.book.people import mobile, person

from clientbook import Actor, ClientBook
from clientbook.book.consent.desk import BookingDecision
from clientbook.domain.clients import Client
from clientbook.domain.settings import BookSettings
from clientbook.searching import entries
from clientbook.storage.protocols import IndexEntry, Store

BY = Actor("anne")


@pytest.mark.parametrize("others", [0, 3, 25])
def test_a_block_without_a_key_of_its_own_holds(
    store: Store, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    """P15, X34: whoever shares the number, however many they are, the answer is CALL_US."""
    one = mobile("+33611111111")
    book = ClientBook(store, clock=clock)
    make = entries.make_entries

    def as_before(clients: Sequence[Client], settings: BookSettings) -> list[IndexEntry]:
        found = make(clients, settings)
        keys = [tuple(k for k in entry.match_keys if not k.startswith("b:")) for entry in found]
        return [attrs.evolve(e, match_keys=k) for e, k in zip(found, keys, strict=True)]

    monkeypatch.setattr("clientbook.book.writing.make_entries", as_before)
    for n in range(others):
        book.clients.create(person(f"Anne Roy{'abcdefghijklmnopqrstuvwxyz'[n]}", one), by=BY)
    blocked = book.clients.create(person("Zoe Blanc", one), by=BY)
    assert book.consent.booking_gate(one.e164) is BookingDecision.ALLOW
    book.clients.block_booking(blocked.id, by=BY)
    key = entries.blocked_key(one.e164)
    assert not store.find_holders(book.context.book, [key], cap=1).get(key)
    assert book.consent.booking_gate(one.e164) is BookingDecision.CALL_US
    book.clients.unblock_booking(blocked.id, by=BY)
    assert book.consent.booking_gate(one.e164) is BookingDecision.ALLOW
