"""Events into the ledger: the one way in, for what people say and for what imports bring."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

import attrs

from clientbook.book.consent.addresses import addresses_on, contact_keys, spoken_for
from clientbook.book.consent.columns import exported_answer
from clientbook.book.consent.ledger import (
    append_events,
    load_events,
    load_ledgers,
)
from clientbook.book.consent.places import placed
from clientbook.book.consent.remembering import refresh_holders_later, remember_outs
from clientbook.book.contexts import Context
from clientbook.book.lists.facets import index_topics, refresh_consents_later
from clientbook.book.resolving import known_as, resolve
from clientbook.book.said import said_opt_ins
from clientbook.book.writing import make_event
from clientbook.domain.checks import refuse, typed_values
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.domain.consents import ALL_TOPICS, CLOCK_TOLERANCE, Channel, ConsentEvent, is_after
from clientbook.domain.emails import EmailAddress
from clientbook.domain.journal import ChangeKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings
from clientbook.domain.subscriptions import (
    ContactReason,
    Ledger,
    Subscription,
    check_topic,
    fold,
    topic_of,
)
from clientbook.errors import ClientNotFoundError, ClientStateError, InvalidValueError
from clientbook.parsing.emails import emails_named, parse_email
from clientbook.parsing.phones import parse_phone


def address_key(settings: BookSettings, text: str) -> str | None:
    """Return the key of a contact point as people and providers write it, None when it is none."""
    try:
        if "@" in text:
            return parse_email(text).key
        return parse_phone(text, region=settings.default_region).e164
    except InvalidValueError:
        return None


def record_events(context: Context, events: Sequence[ConsentEvent]) -> tuple[ConsentEvent, ...]:
    """Append what clients said, inside the caller's unit of work.

    Raises:
        ClientNotFoundError: No such client.
        ClientStateError: The client was erased.
        InvalidValueError: An unknown topic, an address that is none, an opt-in of a time to come,
            or an opt-out is to be withdrawn.
        EventIdUsedError: An id stands for another event already.
    """
    events = typed_values("events", events, ConsentEvent)
    clients = _resolved(context, events)
    latest = context.clock() + CLOCK_TOLERANCE
    read = []
    for event in events:
        if event.withdraws is None:  # which speaks of the topic of what it takes back
            check_topic(context.settings.topics, event.topic, wildcard=True)
        if event.is_opt_in and event.at > latest:  # an opt-out is never refused: it counts now
            raise refuse("consent.at", "later than now; a time that has not come says nothing yet")
        read.append(_with_key(context, event, clients[event.client_id].profile))
    _check_withdrawals(context, events)
    return _append(context, read, clients)


def _check_withdrawals(context: Context, events: Sequence[ConsentEvent]) -> None:
    """Refuse to take back an opt-out: only the client's own express opt-in ends one (X37)."""
    taking = [event for event in events if event.withdraws is not None]
    if not taking:
        return
    known = load_events(context, {event.client_id for event in taking})
    outs = {e.id for said in (*known.values(), events) for e in said if e.is_opt_out}
    if any(event.withdraws in outs for event in taking):
        raise refuse(
            "consent.withdraws",
            "names an opt-out: only an express opt-in of the client's own ends one",
        )


def _with_key(context: Context, event: ConsentEvent, profile: Profile) -> ConsentEvent:
    if event.address is None:
        return event
    key = key_of(context.settings, event.address, profile)
    if key is None and event.is_opt_out:
        named = {*emails_named(event.address)}
        key = named.pop() if len(named) == 1 else None
    if key is None:
        raise refuse("consent.address", "neither a telephone number nor an e-mail address")
    return attrs.evolve(event, address=key)


def key_of(settings: BookSettings, text: str, profile: Profile) -> str | None:
    """Return the key of an address of an event: one that can be read, or that its client holds."""
    if (key := address_key(settings, text)) is not None:
        return key
    with suppress(InvalidValueError):  # as clients made by hand may have it
        if (key := EmailAddress(text.strip()).key) in contact_keys(profile):
            return key
    return text if text in addresses_on(profile, Channel.POST, settings) else None


def _resolved(context: Context, events: Sequence[ConsentEvent]) -> dict[ClientId, Client]:
    """Return the clients that answer for the ids of events."""
    clients = resolve(context, {e.client_id for e in events})
    for event in events:
        if event.client_id not in clients:
            raise ClientNotFoundError(event.client_id)
        client = clients[event.client_id]
        if client.status is ClientStatus.ERASED:
            raise ClientStateError(client.id, client.status.value)
    return clients


def _append(
    context: Context, events: Sequence[ConsentEvent], clients: Mapping[ClientId, Client]
) -> tuple[ConsentEvent, ...]:
    if not events:
        return ()
    survivors = {c.id: c for c in clients.values()}
    known = known_as(context, survivors)
    kept = []
    for event in placed(context, events):
        client = clients[event.client_id]
        held = () if not event.is_opt_out else spoken_for(event, contact_keys(client.profile))
        kept.append(
            attrs.evolve(
                event,
                client_id=client.id,
                covers=known[client.id][1:],
                held=tuple(key for key in held if key.startswith("+") or "@" in key),
            )
        )
    new = append_events(context, kept)
    changes = [
        make_event(
            context,
            ChangeKind.CONSENT,
            actor=event.actor,
            client=survivors[event.client_id],
            cause=_machine_cause(event),
            fields=(_field(event),),
        )
        for event in new
    ]
    context.store.append_changes(context.book, changes)
    index_topics(context, {event.topic for event in new})
    remember_outs(context, [event for event in new if event.is_opt_out])
    _lift(context, [event for event in new if event.may_lift])
    refresh_consents_later(context, known)
    return tuple(kept)


def _lift(context: Context, opt_ins: Sequence[ConsentEvent]) -> None:
    """Look anew at everybody at the addresses of those who may have taken an opt-out back."""
    if opt_ins:
        said = load_events(context, {event.client_id for event in opt_ins})
        outs = (e for events in said.values() for e in events if e.is_opt_out)
        refresh_holders_later(context, {address for out in outs for address in out.held})


def _machine_cause(event: ConsentEvent) -> str:
    """Return the source of an event of an import, a bulk edit or an undo.

    A host's words stay in the ledger: the journal outlives an erasure, and what a person writes
    there may name somebody.
    """
    run_id = event.id.partition("/")[0]
    machines = (f"import:{run_id}", f"bulk:{run_id}", f"undo:{run_id}")
    return event.source if event.source in machines else ""


def _field(event: ConsentEvent) -> str:
    channel = event.channel.value if event.channel else "*"
    return f"{channel}:{event.topic}:{event.state.value}"


@attrs.frozen
class Brought:
    """What became of events that an import or a bulk edit brought along.

    Args:
        recorded: How many came into the ledger.
        refused: The opt-ins that were left out because the client, or the address, is unsubscribed.
    """

    recorded: int
    refused: tuple[ConsentEvent, ...]


def record_consents(
    context: Context, events: Sequence[ConsentEvent], *, exported: Collection[str] = ()
) -> Brought:
    """Append what an import brings along, inside its unit of work.

    An opt-in that an unsubscription stands against, of the client or of its addresses, is not
    appended: imports never lift one.  An event that says what the ledger says already is not
    appended either, so that the same file twice adds nothing; of opt-ins it is kept that they were
    said, for the undo of whoever said so first.

    Args:
        context: The book.
        events: What is brought.
        exported: Ids of the events that columns of an export brought.  These are the answers of a
            book, not words of a client: one that is the book's answer now says nothing, whoever it
            comes from, of which address, on what basis and until when.
    """
    clients = _resolved(context, events)
    recorded, kept = 0, list[ConsentEvent]()
    for wanted in (False, True):  # all opt-outs first: they may speak for the addresses of others
        batch = [event for event in events if event.is_opt_in is wanted]
        new, refused, again = _judge(context, batch, clients, exported)
        kept += refused
        if again:
            context.store.put_records(context.book, said_opt_ins(again))
        touched = {event.client_id for event in new}
        _append(context, new, {c.id: c for c in clients.values() if c.id in touched})
        recorded += len(new)
    return Brought(recorded, tuple(kept))


def consent_judgement(
    context: Context, events: Sequence[ConsentEvent]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the events :func:`record_consents` would append, and would leave out.

    Writes nothing.  Left out are the opt-ins an unsubscription stands against; the others say
    what the ledger says already.
    """
    new, refused, _ = _judge(context, events, _resolved(context, events))
    return frozenset(event.id for event in new), frozenset(event.id for event in refused)


def consent_news(
    context: Context, events: Sequence[ConsentEvent], *, exported: Collection[str]
) -> frozenset[str]:
    """Return the ids of the events that :func:`record_consents` would append; writes nothing."""
    new, _, _ = _judge(context, events, _resolved(context, events), exported)
    return frozenset(event.id for event in new)


def _judge(
    context: Context,
    events: Sequence[ConsentEvent],
    clients: Mapping[ClientId, Client],
    exported: Collection[str] = (),
) -> tuple[list[ConsentEvent], list[ConsentEvent], list[ConsentEvent]]:
    """Return what is new, the opt-ins an unsubscription stands against, and those said again.

    The last are opt-ins that a run repeats after another run, not after somebody's own words.
    """
    speakers = {clients[event.client_id].id: clients[event.client_id] for event in events}
    ledgers = load_ledgers(context, speakers.values())
    new: list[ConsentEvent] = []
    refused: list[ConsentEvent] = []
    again: list[ConsentEvent] = []
    for event in events:
        client = clients[event.client_id]
        ledger = ledgers[client.id]
        states = _states(context, ledger, client.profile, event)
        answered = event.id in exported and _is_answer(context, ledger, client.profile, event)
        if (
            not answered
            and event.is_opt_in
            and any(
                all(state.reason is ContactReason.OPTED_OUT for state in each) for each in states
            )
        ):
            refused.append(event)
            continue
        own = attrs.evolve(event, client_id=client.id)
        if not answered and not all(_says(s, event) for each in states for s in each):
            ledgers[client.id] = attrs.evolve(ledger, own=(*ledger.own, own))
            new.append(own)
        elif event.is_opt_in and any(_is_of_a_run(s.decided_by) for each in states for s in each):
            again.append(own)
    return new, refused, again


def _is_of_an_import(event: ConsentEvent) -> bool:
    return event.source.startswith("import:")


def _is_of_a_run(event: ConsentEvent | None) -> bool:
    """True for what an import or a bulk edit brought, which its undo takes back."""
    return event is not None and event.source.partition(":")[0] in ("import", "bulk")


def _is_answer(context: Context, ledger: Ledger, profile: Profile, event: ConsentEvent) -> bool:
    """True when an event is what the book answers for its channel and topic."""
    if event.channel is None:  # no column of an export
        return False
    answer = exported_answer(
        ledger,
        profile,
        context.settings,
        channel=event.channel,
        topic=event.topic,
        now=context.clock(),
    )
    return answer is event.is_opt_in


def _states(
    context: Context, ledger: Ledger, profile: Profile, event: ConsentEvent
) -> list[list[Subscription]]:
    """Return what the ledger says, per channel and address that an event speaks of.

    Of an opt-out only this client's own words count, of the same address or of all: what somebody
    else said of an address is no reason to forget that this client said it.
    """
    if event.is_opt_out:
        own = (e for e in ledger.own if not e.is_opt_out or e.address in (None, event.address))
        ledger = Ledger(tuple(own))
    topic = topic_of(context.settings.topics, event.topic)
    now = context.clock()
    found = []
    for channel in (event.channel,) if event.channel else Channel:
        keys: tuple[str | None, ...] = (event.address,)
        if event.address is None:
            keys = addresses_on(profile, channel, context.settings) or (None,)
        found.append(
            [fold(ledger, channel=channel, topic=topic, now=now, address=key) for key in keys]
        )
    return found


def _says(state: Subscription, event: ConsentEvent) -> bool:
    """True when the ledger says already what the event says, on as good a basis, for as long."""
    decider = state.decided_by
    if decider is None or decider.state is not event.state:
        return False
    if decider.topic not in (ALL_TOPICS, event.topic):
        return False
    if not event.is_opt_in:
        return True
    # A yes of a list is of the addresses it can be used for, each of which may have its own.
    if decider.address not in (None, event.address) and not _is_of_an_import(event):
        return False
    lasts = decider.expires_at is None or decider.expires_at == event.expires_at
    return lasts and (decider.may_lift or decider.basis is event.basis)


def standing_outs(events: Collection[ConsentEvent]) -> tuple[ConsentEvent, ...]:
    """Return the opt-outs that no opt-in without an end has taken back as a whole."""
    withdrawn = {e.withdraws for e in events}
    lasting = [e for e in events if e.may_lift and e.expires_at is None and e.id not in withdrawn]
    return tuple(
        out for out in events if out.is_opt_out and not any(_takes_back(e, out) for e in lasting)
    )


def _takes_back(opt_in: ConsentEvent, out: ConsentEvent) -> bool:
    return (
        is_after(opt_in, out)
        and (out.client_id == opt_in.client_id or out.client_id in opt_in.covers)
        and opt_in.channel in (None, out.channel)
        and opt_in.topic in (ALL_TOPICS, out.topic)
        and opt_in.address in (None, out.address)
    )
