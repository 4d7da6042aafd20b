"""The consent desk: what clients said, and whom one may contact now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from clientbook.book.consent.addresses import addresses_on, every_address
from clientbook.book.consent.gate import is_blocked
from clientbook.book.consent.ledger import load_events, load_ledgers
from clientbook.book.consent.recording import (
    key_of,
    record_consents,
    record_events,
)
from clientbook.book.contexts import Context
from clientbook.book.resolving import load
from clientbook.domain.checks import check_type
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.consents import (
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.doors import guarded
from clientbook.domain.subscriptions import (
    ContactDecision,
    ContactReason,
    Ledger,
    Subscription,
    SubscriptionKey,
    check_topic,
    standing,
    subscriptions_of,
    topic_of,
)
from clientbook.errors import InvalidValueError
from clientbook.parsing.phones import parse_phone
from clientbook.searching import facets
from clientbook.storage.protocols import FacetFilter

__all__ = [
    "BookingDecision",
    "ConsentDesk",
    "Reach",
    "addresses_on",
    "decide",
    "record_consents",
]

_PAGE = 500
Ticked = TypeVar("Ticked", bound=tuple[Channel | None, str])


class BookingDecision(StrEnum):
    """What online booking answers: nothing of a client, nothing of a reason."""

    ALLOW = "allow"
    CALL_US = "call_us"


@attrs.frozen
class Reach:
    """One way in which a client may be reached now.

    Args:
        channel: How.
        topic: About what.
        address: Key of the address: E.164, e-mail, postal address.
    """

    channel: Channel
    topic: str
    address: str = attrs.field(repr=False)


@guarded
@attrs.frozen
class ConsentDesk:
    """Records what clients said and answers whom one may contact.

    Args:
        context: The book.
    """

    context: Context

    def record(self, events: Sequence[ConsentEvent]) -> tuple[ConsentEvent, ...]:
        """Append events to the ledger, all or none.

        An address may be spelt as people and providers write it; of an opt-out also with a slip,
        as long as one address alone is named.  The same event twice is kept once.  An opt-out holds
        for the addresses it speaks for, whoever holds them.

        What is said against contact under an id that had been merged away is said of the survivor,
        for all its ids.  A yes stays with the id: it lifts what was refused under that id, and
        goes with it when the merge is undone.

        Returns:
            The events as kept: opt-outs of the survivor, addresses as keys.

        Raises:
            ClientNotFoundError: No such client.
            ClientStateError: The client was erased.
            InvalidValueError: A topic is unknown to the book, an address is neither a number nor
                an e-mail address, or the time of an opt-in is more than a few minutes ahead.
            EventIdUsedError: An id stands for another event already.
        """
        with self.context.unit():
            return record_events(self.context, events)

    def subscriptions(self, client_id: ClientId) -> dict[SubscriptionKey, Subscription]:
        """Return the state per channel and topic, each with the event that decided it.

        A channel on which several addresses are held is on while one of them may be used.  The
        topic ``"*"`` reads off as soon as one topic is off.
        """
        return subscriptions_now(self.context, load(self.context, client_id))

    def events(self, client_id: ClientId) -> tuple[ConsentEvent, ...]:
        """Return everything a client said, in the order in which it counts, under whatever id.

        The last that speaks of a channel and a topic decides, unless it cannot lift what an
        earlier one refused.
        """
        client = load(self.context, client_id)
        events = load_events(self.context, [client.id])[client.id]
        return tuple(sorted(events, key=lambda e: e.rank))

    def set_subscriptions(
        self,
        client_id: ClientId,
        changes: Mapping[Ticked, bool],
        *,
        by: Actor,
        basis: ConsentBasis = ConsentBasis.EXPRESS,
        source: str = "profile",
        wording: str | None = None,
        evidence: str | None = None,
    ) -> dict[SubscriptionKey, Subscription]:
        """Save the ticks of a subscriptions box: one event per change, all or none.

        Args:
            client_id: Whose.
            changes: True to subscribe, False to unsubscribe, per channel and topic; the channel
                None is every channel, the topic ``"*"`` every topic, also one defined later.
            by: Who saves.
            basis: Why contact is thought lawful, for what is ticked.
            source: Where it was said.
            wording: The words agreed to.
            evidence: Reference to a proof.

        Returns:
            The state now.

        Raises:
            InvalidValueError: A topic is unknown to the book.
            ClientStateError: The client was erased.
        """
        check_type("changes", changes, Mapping)
        for subscribed in changes.values():
            check_type("changes", subscribed, bool)
        said: dict[str, Any] = {"source": source, "wording": wording, "evidence": evidence}
        with self.context.unit():
            client = load(self.context, client_id)
            at = self.context.clock()
            events: list[ConsentEvent] = []
            for (channel, topic), subscribed in changes.items():
                check_topic(self.context.settings.topics, topic, wildcard=True)
                state = ConsentState.OPTED_IN if subscribed else ConsentState.OPTED_OUT
                why = basis if subscribed else ConsentBasis.UNKNOWN
                what = (self.context.make_id(), client_id, channel, topic, state, at)
                events.append(ConsentEvent(*what, basis=why, actor=by, timed=False, **said))
            record_events(self.context, events)
            return self.subscriptions(client.id)

    def may_contact(
        self,
        client_id: ClientId,
        channel: Channel,
        topic: str,
        *,
        address: str | None = None,
    ) -> ContactDecision:
        """Return whether a message may be sent, and the event that says so or forbids it.

        Args:
            client_id: To whom.
            channel: How.
            topic: About what; reminders and receipts are GENERAL, campaigns MARKETING.
            address: Number, e-mail address or postal key to use; None takes the best that is
                allowed.

        Raises:
            ClientNotFoundError: No such client.
            InvalidValueError: The book has no such topic.
        """
        check_topic(self.context.settings.topics, topic)
        client = load(self.context, client_id)
        ledger = load_ledgers(self.context, [client])[client.id]
        return decide(self.context, client, ledger, channel=channel, topic=topic, address=address)

    def reachable(
        self, client_id: ClientId, *, channels: Collection[Channel] = tuple(Channel)
    ) -> tuple[Reach, ...]:
        """Return every channel, topic and address on which a client may be contacted now."""
        client = load(self.context, client_id)
        ledger = load_ledgers(self.context, [client])[client.id]
        return tuple(
            Reach(channel, topic.name, address)
            for channel in channels
            for topic in self.context.settings.topics
            for address in addresses_on(client.profile, channel, self.context.settings)
            if decide(
                self.context, client, ledger, channel=channel, topic=topic.name, address=address
            ).allowed
        )

    def booking_gate(self, phone: str) -> BookingDecision:
        """Return whether somebody with this number may book online.

        Args:
            phone: The mobile number as typed, in any spelling.

        Returns:
            CALL_US when an active client with this mobile is blocked, also when another client
            shares it; ALLOW for everyone else, also for text that is no number.  What counts as a
            mobile where nobody said so is ``unknown_phone_counts_as`` of the settings; nothing
            makes the gate look at landlines.

        Cost: a look-up by key, however many clients share the number, and at most 20 clients; a
        number with more holders asks the blocked clients of the book.
        """
        self.context.look()
        region = self.context.settings.default_region
        try:
            number = parse_phone(phone, region=region)
        except InvalidValueError:
            return BookingDecision.ALLOW
        blocked = is_blocked(self.context, number.e164)
        return BookingDecision.CALL_US if blocked else BookingDecision.ALLOW

    def birthdays_on(
        self, day: date | None, channel: Channel, topic: str
    ) -> Iterator[tuple[Client, str]]:
        """Return the clients whose birthday it is and who may be congratulated, with the address.

        29 February falls on 28 February in common years; a birthday without year counts.  Asked
        twice, the answer is the same set, in the same order.

        Args:
            day: Which day; None is today where the book is kept (``settings.time_zone``).
            channel: How they are to be congratulated.
            topic: About what.

        Raises:
            InvalidValueError: The book has no such topic.

        Cost: grows with the birthdays of that day, not with the book.
        """
        check_topic(self.context.settings.topics, topic)
        day = self.context.today() if day is None else day
        check_type("day", day, date)
        days = [(day.month, day.day)]
        if days == [(2, 28)] and not _is_leap(day.year):
            days.append((2, 29))
        return (
            found
            for month, number in days
            for found in self._born_on(month, number, channel, topic)
        )

    def _born_on(
        self, month: int, day: int, channel: Channel, topic: str
    ) -> Iterator[tuple[Client, str]]:
        store, book = self.context.store, self.context.book
        where = FacetFilter(all_of=frozenset({facets.birthday_facet(month, day)}))
        after: tuple[str, ClientId] | None = None
        while page := store.list_clients(book, where, after=after, limit=_PAGE):
            after = page[-1]
            clients = store.get_clients(book, [i for _, i in page])
            ledgers = load_ledgers(self.context, clients.values())
            for _, client_id in page:
                client = clients[client_id]
                ledger = ledgers[client_id]
                decision = decide(self.context, client, ledger, channel=channel, topic=topic)
                if decision.allowed and decision.address is not None:
                    yield client, decision.address


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def subscriptions_now(context: Context, client: Client) -> dict[SubscriptionKey, Subscription]:
    """Return the state of a client per channel and topic, over the addresses it holds."""
    return subscriptions_of(
        load_ledgers(context, [client])[client.id],
        context.settings.topics,
        now=context.clock(),
        addresses=every_address(client.profile, context.settings),
    )


def decide(
    context: Context,
    client: Client,
    ledger: Ledger,
    *,
    channel: Channel,
    topic: str,
    address: str | None = None,
) -> ContactDecision:
    """Return whether a client may be contacted, given everything that was said."""
    if not client.is_active:
        return ContactDecision(False, ContactReason.NOT_ACTIVE)
    held = addresses_on(client.profile, channel, context.settings)
    if address is not None:
        key = key_of(context.settings, address, client.profile)
        if key not in held:
            return ContactDecision(False, ContactReason.ADDRESS_UNKNOWN)
        held = (key,)
    found = standing(
        ledger,
        channel=channel,
        topic=topic_of(context.settings.topics, topic),
        now=context.clock(),
        addresses=held,
    )
    state = found.subscription
    if state.subscribed and found.address is None:
        return ContactDecision(False, ContactReason.NO_ADDRESS)
    usable = found.address if state.subscribed else None
    return ContactDecision(state.subscribed, state.reason, state.decided_by, usable)
