"""The consent desk: what clients said, and whom one may contact now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

import attrs

from clientbook.book.consent.ledger import append_events, load_events
from clientbook.book.contexts import Context
from clientbook.book.lists.facets import refresh_consents_later
from clientbook.book.resolving import known_as, load, resolve
from clientbook.book.writing import make_event
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.consents import (
    ALL_TOPICS,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.journal import ChangeKind
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings, counts_as_mobile
from clientbook.domain.subscriptions import (
    ContactDecision,
    ContactReason,
    Subscription,
    SubscriptionKey,
    fold,
    subscriptions_of,
    topic_of,
)
from clientbook.errors import ClientNotFoundError, InvalidValueError
from clientbook.parsing.phones import parse_phone
from clientbook.searching import facets
from clientbook.searching.entries import blocked_key
from clientbook.storage.protocols import FacetFilter

_PAGE = 500
Ticked = TypeVar("Ticked", bound=tuple[Channel | None, str])
_NO_CALLS = (PhoneKind.FAX, PhoneKind.PAGER)


def addresses_on(profile: Profile, channel: Channel, settings: BookSettings) -> tuple[str, ...]:
    """Return the keys of what a client can be reached at on a channel, best first.

    Text messages need a number that counts as a mobile (SPEC V25); fax and pager numbers take no
    calls.
    """
    if channel is Channel.SMS:
        phones = [p for p in profile.phones if counts_as_mobile(p, settings)]
        return tuple(p.e164 for p in sorted(phones, key=lambda p: not p.preferred))
    if channel is Channel.PHONE:
        phones = [p for p in profile.phones if p.kind not in _NO_CALLS]
        ranked = sorted(phones, key=lambda p: (not p.preferred, not p.is_mobile))
        return tuple(dict.fromkeys(p.e164 for p in ranked))
    if channel is Channel.EMAIL:
        return tuple(e.key for e in sorted(profile.emails, key=lambda e: not e.preferred))
    addresses = sorted(profile.addresses, key=lambda a: not a.preferred)
    return tuple(" ".join(part for part in a.key if part) for a in addresses)


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


@attrs.frozen
class ConsentDesk:
    """Records what clients said and answers whom one may contact.

    Args:
        context: The book.
    """

    context: Context

    def record(self, events: Sequence[ConsentEvent]) -> tuple[ConsentEvent, ...]:
        """Append events to the ledger, all or none.

        Returns:
            The events as kept: ids that had been merged away are those of the survivor.

        Raises:
            ClientNotFoundError: No such client.
        """
        with self.context.unit():
            return _append(self.context, events, _resolved(self.context, events))

    def subscriptions(self, client_id: ClientId) -> dict[SubscriptionKey, Subscription]:
        """Return the state per channel and topic, each with the event that decided it.

        The topic ``"*"`` reads off as soon as one topic is off.
        """
        client = load(self.context, client_id)
        events = load_events(self.context, [client.id])[client.id]
        return subscriptions_of(events, self.context.settings.topics, now=self.context.clock())

    def events(self, client_id: ClientId) -> tuple[ConsentEvent, ...]:
        """Return everything a client said, oldest first, under whatever id it was recorded."""
        client = load(self.context, client_id)
        events = load_events(self.context, [client.id])[client.id]
        return tuple(sorted(events, key=lambda e: (e.at, e.id)))

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
        """
        known = {ALL_TOPICS, *(t.name for t in self.context.settings.topics)}
        with self.context.unit():
            client = load(self.context, client_id)
            at = self._moment(client)
            events: list[ConsentEvent] = []
            for (channel, topic), subscribed in changes.items():
                if topic not in known:
                    raise refuse("consent.topic", "no such topic in this book")
                state = ConsentState.OPTED_IN if subscribed else ConsentState.OPTED_OUT
                event = ConsentEvent(
                    self.context.make_id(),
                    client.id,
                    channel,
                    topic,
                    state,
                    at,
                    basis=basis if subscribed else ConsentBasis.UNKNOWN,
                    source=source,
                    wording=wording,
                    evidence=evidence,
                    actor=by,
                )
                events.append(event)
            _append(self.context, events, {client.id: client})
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
            address: E.164, e-mail or postal key to use; None takes the best that is allowed.
        """
        client = load(self.context, client_id)
        events = load_events(self.context, [client.id])[client.id]
        return decide(self.context, client, events, channel=channel, topic=topic, address=address)

    def reachable(
        self, client_id: ClientId, *, channels: Collection[Channel] = tuple(Channel)
    ) -> tuple[Reach, ...]:
        """Return every channel, topic and address on which a client may be contacted now."""
        client = load(self.context, client_id)
        events = load_events(self.context, [client.id])[client.id]
        return tuple(
            Reach(channel, topic.name, address)
            for channel in channels
            for topic in self.context.settings.topics
            for address in addresses_on(client.profile, channel, self.context.settings)
            if decide(
                self.context, client, events, channel=channel, topic=topic.name, address=address
            ).allowed
        )

    def booking_gate(self, phone: str) -> BookingDecision:
        """Return whether somebody with this number may book online.

        Args:
            phone: The mobile number as typed, in any spelling.

        Returns:
            CALL_US when an active client with this mobile is blocked, also when another client
            shares it; ALLOW for everyone else, also for text that is no number.
        """
        region = self.context.settings.default_region
        try:
            number = parse_phone(phone, region=region)
        except InvalidValueError:
            return BookingDecision.ALLOW
        key = blocked_key(number.e164)  # bounded, whoever else has the number
        found = self.context.store.find_holders(self.context.book, [key], cap=1)
        return BookingDecision.CALL_US if found.get(key) else BookingDecision.ALLOW

    def birthdays_on(self, day: date, channel: Channel, topic: str) -> Iterator[tuple[Client, str]]:
        """Yield the clients whose birthday it is and who may be congratulated, with the address.

        29 February falls on 28 February in common years; a birthday without year counts.  Asked
        twice, the answer is the same set, in the same order.

        Cost: grows with the birthdays of that day, not with the book.
        """
        days = [(day.month, day.day)]
        if days == [(2, 28)] and not _is_leap(day.year):
            days.append((2, 29))
        for month, number in days:
            yield from self._born_on(month, number, channel, topic)

    def _born_on(
        self, month: int, day: int, channel: Channel, topic: str
    ) -> Iterator[tuple[Client, str]]:
        store, book = self.context.store, self.context.book
        where = FacetFilter(all_of=frozenset({facets.birthday_facet(month, day)}))
        after: tuple[str, ClientId] | None = None
        while page := store.list_clients(book, where, after=after, limit=_PAGE):
            after = page[-1]
            clients = store.get_clients(book, [i for _, i in page])
            events = load_events(self.context, clients)
            for _, client_id in page:
                client = clients[client_id]
                said = events[client_id]
                decision = decide(self.context, client, said, channel=channel, topic=topic)
                if decision.allowed and decision.address is not None:
                    yield client, decision.address

    def _moment(self, client: Client) -> datetime:
        """Return the time now, or just after what was said last: saved later is said later."""
        said = load_events(self.context, [client.id])[client.id]
        latest = max((e.at for e in said), default=None)
        now = self.context.clock()
        return now if latest is None or latest < now else latest + timedelta(microseconds=1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def decide(
    context: Context,
    client: Client,
    events: Collection[ConsentEvent],
    *,
    channel: Channel,
    topic: str,
    address: str | None = None,
) -> ContactDecision:
    """Return whether a client may be contacted, given everything it said."""
    if not client.is_active:
        return ContactDecision(False, ContactReason.NOT_ACTIVE)
    asked = topic_of(context.settings.topics, topic)
    now = context.clock()
    held = addresses_on(client.profile, channel, context.settings)
    if address is not None and channel is Channel.EMAIL:
        address = address.casefold()
    if address is not None and address not in held:
        return ContactDecision(False, ContactReason.ADDRESS_UNKNOWN)
    refusal: Subscription | None = None
    for candidate in held if address is None else (address,):
        state = fold(events, channel=channel, topic=asked, now=now, address=candidate)
        if state.subscribed:
            return ContactDecision(True, state.reason, state.decided_by, candidate)
        refusal = refusal or state
    if refusal is None:
        general = fold(events, channel=channel, topic=asked, now=now)
        if general.subscribed:
            return ContactDecision(False, ContactReason.NO_ADDRESS)
        refusal = general
    return ContactDecision(False, refusal.reason, refusal.decided_by)


def _resolved(context: Context, events: Sequence[ConsentEvent]) -> dict[ClientId, Client]:
    """Return the clients that answer for the ids of events, or refuse an unknown one."""
    clients = resolve(context, {e.client_id for e in events})
    for event in events:
        if event.client_id not in clients:
            raise ClientNotFoundError(event.client_id)
    return clients


def _append(
    context: Context, events: Sequence[ConsentEvent], clients: Mapping[ClientId, Client]
) -> tuple[ConsentEvent, ...]:
    if not events:
        return ()
    survivors = {c.id: c for c in clients.values()}
    known = known_as(context, survivors)
    kept = []
    for event in events:
        survivor = clients[event.client_id].id
        kept.append(attrs.evolve(event, client_id=survivor, covers=known[survivor][1:]))
    append_events(context, kept)
    changes = [
        make_event(
            context,
            ChangeKind.CONSENT,
            actor=event.actor,
            client=survivors[event.client_id],
            cause=_machine_cause(event),
            fields=(_field(event),),
        )
        for event in kept
    ]
    context.store.append_changes(context.book, changes)
    refresh_consents_later(context, known)
    return tuple(kept)


def _machine_cause(event: ConsentEvent) -> str:
    """Return the source of an event of an import or its undo; a host's words stay in the ledger.

    The journal outlives an erasure, and what a person writes there may name somebody.
    """
    run_id = event.id.partition("/")[0]
    return event.source if event.source in (f"import:{run_id}", f"undo:{run_id}") else ""


def _field(event: ConsentEvent) -> str:
    channel = event.channel.value if event.channel else "*"
    return f"{channel}:{event.topic}:{event.state.value}"


def record_consents(context: Context, events: Sequence[ConsentEvent]) -> tuple[ConsentEvent, ...]:
    """Append what an import brings along, inside its unit of work.

    An opt-in that an unsubscription stands against is not appended: imports never lift one.  An
    event that says what the ledger says already is not appended either, so that the same file
    twice adds nothing.

    Returns:
        The opt-ins that were left out because the client is unsubscribed.
    """
    clients = _resolved(context, events)
    loaded = load_events(context, {c.id for c in clients.values()})
    said = {client_id: list(found) for client_id, found in loaded.items()}
    now = context.clock()
    kept: list[ConsentEvent] = []
    new: list[ConsentEvent] = []
    for event in events:
        client = clients[event.client_id]
        topic = topic_of(context.settings.topics, event.topic)
        standing = [
            fold(said[client.id], channel=channel, topic=topic, now=now, address=event.address)
            for channel in ((event.channel,) if event.channel else Channel)
        ]
        if event.is_opt_in and any(s.reason is ContactReason.OPTED_OUT for s in standing):
            kept.append(event)
        elif not all(_says(state, event) for state in standing):
            own = attrs.evolve(event, client_id=client.id)
            said[client.id].append(own)
            new.append(own)
    touched = {event.client_id for event in new}
    _append(context, new, {c.id: c for c in clients.values() if c.id in touched})
    return tuple(kept)


def _says(state: Subscription, event: ConsentEvent) -> bool:
    """True when the ledger says already what the event says, on as good a basis, for as long."""
    decider = state.decided_by
    if decider is None or decider.state is not event.state:
        return False
    if decider.topic not in (ALL_TOPICS, event.topic):
        return False
    if not event.is_opt_in:
        return True
    lasts = decider.expires_at is None or decider.expires_at == event.expires_at
    return lasts and (decider.may_lift or decider.basis is event.basis)
