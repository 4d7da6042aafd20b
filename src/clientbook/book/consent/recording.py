"""Events into the ledger: the one way in, for what people say and for what imports bring."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

import attrs

from clientbook.book.consent.addresses import (
    addresses_on,
    contact_keys,
    opt_out_keys,
    post_keys,
    spoken_for,
)
from clientbook.book.consent.judging import Exported, judge, said_of
from clientbook.book.consent.ledger import append_events, load_events, rewrite_events
from clientbook.book.consent.places import keep_place, placed
from clientbook.book.consent.remembering import refresh_holders_later, remember_outs
from clientbook.book.consent.suppressions import digests
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
    check_topic,
)
from clientbook.errors import ClientNotFoundError, ClientStateError, InvalidValueError
from clientbook.parsing.emails import emails_named, read_email
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.phones import parse_phone


def address_key(settings: BookSettings, text: str) -> str | None:
    """Return the key of a contact point as people and providers write it, None when it is none.

    Words beside an address are none of it here: ``ann@example.org (old)`` may speak of another.
    """
    try:
        if "@" in text:
            return read_email(as_shown(text)).key
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
    by_id = {**clients, **survivors}
    known = known_as(context, survivors)
    speaking = {**by_id, **_absorbed(context, clients)}
    kept = []
    for event in placed(context, events):
        client = clients[event.client_id]
        said = said_of(event, client, known[client.id])
        kept.append(_reached(context, said, speaking[said.client_id]))
    new = append_events(context, kept)
    changes = [
        make_event(
            context,
            ChangeKind.CONSENT,
            actor=event.actor,
            client=by_id[event.client_id],
            cause=_machine_cause(event),
            fields=(_field(event),),
        )
        for event in new
    ]
    context.store.append_changes(context.book, changes)
    index_topics(context, {event.topic for event in new})
    remember_outs(context, [event for event in new if event.is_opt_out], survivors)
    _lift(context, [event for event in new if event.may_lift], by_id)
    refresh_consents_later(context, known)
    return tuple(kept)


def _absorbed(context: Context, clients: Mapping[ClientId, Client]) -> dict[ClientId, Client]:
    """Return those of the ids that were merged away as they were: what reached them is theirs."""
    ids = [i for i, client in clients.items() if client.id != i]
    return dict(context.store.get_clients(context.book, ids)) if ids else {}


def _reached(context: Context, event: ConsentEvent, client: Client) -> ConsentEvent:
    """Return an opt-in with what its client is reached at: it ends opt-outs of others there."""
    if not event.may_lift or event.address is not None:
        return event
    keys = spoken_for(event, opt_out_keys(client.profile))
    return attrs.evolve(event, reached_at=digests(context, keys))


def _lift(
    context: Context, opt_ins: Sequence[ConsentEvent], clients: Mapping[ClientId, Client]
) -> None:
    """Look anew at everybody at the addresses of those who may have taken an opt-out back."""
    if opt_ins:
        speakers = {clients[event.client_id].id for event in opt_ins}
        said = load_events(context, speakers)
        outs = (e for events in said.values() for e in events if e.is_opt_out)
        held = {address for out in outs for address in out.held}
        post = (key for i in said for key in post_keys(clients[i].profile))
        refresh_holders_later(context, held.union(post))


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
    context: Context, events: Sequence[ConsentEvent], *, exported: Exported | None = None
) -> Brought:
    """Append what an import brings along, inside its unit of work.

    An opt-in that an unsubscription stands against, of the client or of its addresses, is not
    appended: imports never lift one.  An event that says what the ledger says already is not
    appended either, so that the same file twice adds nothing; of opt-ins it is kept that they were
    said, for the undo of whoever said so first, of opt-outs that they count from now.

    Args:
        context: The book.
        events: What is brought.
        exported: Which of them columns of an export brought: one that is the book's answer says
            nothing, whoever it comes from, of which address, on what basis and until when.
    """
    clients = _resolved(context, events)
    recorded, kept = 0, list[ConsentEvent]()
    for wanted in (False, True):  # all opt-outs first: they may speak for the addresses of others
        batch = [event for event in events if event.is_opt_in is wanted]
        judged = judge(context, batch, clients, exported)
        kept += judged.refused
        if judged.again:
            context.store.put_records(context.book, said_opt_ins(judged.again))
        _count_later(context, judged.later, {client.id: client for client in clients.values()})
        touched = {event.client_id for event in judged.new}
        _append(context, judged.new, {c.id: c for c in clients.values() if c.id in touched})
        recorded += len(judged.new)
    return Brought(recorded, tuple(kept))


def _count_later(
    context: Context, outs: Sequence[ConsentEvent], clients: Mapping[ClientId, Client]
) -> None:
    """Keep that opt-outs of the ledger were said again."""
    if outs:
        rewrite_events(context, outs)
        keep_place(context, outs)
        remember_outs(context, outs, clients)


def consent_judgement(
    context: Context, events: Sequence[ConsentEvent]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the events :func:`record_consents` would append, and would leave out.

    Writes nothing.  Left out are the opt-ins an unsubscription stands against; the others say
    what the ledger says already.
    """
    judged = judge(context, events, _resolved(context, events))
    return frozenset(e.id for e in judged.new), frozenset(e.id for e in judged.refused)


def consent_news(
    context: Context, events: Sequence[ConsentEvent], *, exported: Exported
) -> frozenset[str]:
    """Return the ids of the events that :func:`record_consents` would append; writes nothing."""
    judged = judge(context, events, _resolved(context, events), exported)
    return frozenset(event.id for event in judged.new)


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
