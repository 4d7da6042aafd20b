"""What of that which an import or a bulk edit brings along the ledger does not hold already."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import attrs

from clientbook.book.consent.addresses import addresses_on, contact_points, spoken_for
from clientbook.book.consent.columns import exported_answer
from clientbook.book.consent.ledger import load_ledgers
from clientbook.book.consent.places import would_count
from clientbook.book.contexts import Context
from clientbook.book.resolving import known_as
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentEvent, is_after
from clientbook.domain.profiles import Profile
from clientbook.domain.subscriptions import (
    ContactReason,
    Ledger,
    Subscription,
    fold,
    topic_of,
)


@attrs.frozen
class Exported:
    """What columns of an export brought: the answers of a book, not words of a client.

    Args:
        ids: Ids of the events.
        run: The import: the ids of all it says begin with that and a slash.
        began: When it began.
    """

    ids: frozenset[str]
    run: str
    began: datetime


@attrs.frozen
class Sifted:
    """What of the events that are brought along is new, and what is not.

    Args:
        new: What the ledger does not hold.
        later: Opt-outs that the ledger holds, as they count now that they are said again.
        refused: Opt-ins that an unsubscription stands against.
        again: Opt-ins that repeat those of a list or a bulk edit, not somebody's own words.
    """

    new: list[ConsentEvent] = attrs.field(factory=list)
    later: list[ConsentEvent] = attrs.field(factory=list)
    refused: list[ConsentEvent] = attrs.field(factory=list)
    again: list[ConsentEvent] = attrs.field(factory=list)


def said_of(event: ConsentEvent, client: Client, known: Sequence[ClientId]) -> ConsentEvent:
    """Return an event as it is recorded: an opt-out on the client, for all its ids.

    What is not said against contact stays with the id under which it was said: a yes under the id
    of a client that was merged is that client's own, and goes with it when the merge is undone.

    Args:
        event: What is said.
        client: Who answers for it.
        known: The client's ids, its own first.
    """
    covers = tuple(known[1:])
    if event.is_opt_out:
        held = spoken_for(event, contact_points(client.profile))
        return attrs.evolve(event, client_id=client.id, covers=covers, held=held)
    return event if event.client_id != client.id else attrs.evolve(event, covers=covers)


def judge(
    context: Context,
    events: Sequence[ConsentEvent],
    clients: Mapping[ClientId, Client],
    exported: Exported | None = None,
) -> Sifted:
    """Say what becomes of events that are brought along; writes nothing.

    Args:
        context: The book.
        events: What is brought, in order.
        clients: Who answers for the ids of the events.
        exported: Which of them columns of an export brought, None for none.
    """
    judged = Sifted()
    speakers = {clients[event.client_id].id: clients[event.client_id] for event in events}
    ledgers = load_ledgers(context, speakers.values())
    known = known_as(context, speakers) if speakers else {}
    placed = would_count(context, events) if any(e.is_opt_out for e in events) else events
    for event, counted in zip(events, placed, strict=True):
        client = clients[event.client_id]
        ledger = ledgers[client.id]
        if exported is not None and is_answer(context, ledger, client.profile, event, exported):
            continue
        if event.is_opt_out:
            out = said_of(counted, client, known[client.id])
            ledgers[client.id] = _judge_out(out, ledger, judged)
        else:
            opt_in = attrs.evolve(event, client_id=client.id)
            ledgers[client.id] = _judge_in(context, opt_in, client.profile, ledger, judged)
    return judged


def _judge_out(event: ConsentEvent, ledger: Ledger, judged: Sifted) -> Ledger:
    """Judge an opt-out, and return the ledger with it.

    It is in the ledger already where this client has said as much itself, at that time or later:
    what was said of another is the other's, and leaves with it.  What tells no time and was said
    before is no event of its own: the one that says the very same counts from now.
    """
    as_much = [out for out in ledger.own if out.is_opt_out and _says_as_much(out, event)]
    if any(_is_as_late(out, event) for out in as_much):
        return ledger
    new = {out.id for out in judged.new}
    same = [out for out in as_much if _says_as_much(event, out) and out.id not in new]
    last = max(same, key=lambda out: out.rank, default=None)
    if event.timed or last is None or any(_is_yes_since(e, last) for e in ledger.own):
        judged.new.append(event)
        return attrs.evolve(ledger, own=(*ledger.own, event))
    later = attrs.evolve(last, counts_from=event.said_at)
    _put(judged.later, later)
    return attrs.evolve(ledger, own=tuple(later if e.id == later.id else e for e in ledger.own))


def _says_as_much(out: ConsentEvent, event: ConsentEvent) -> bool:
    """True when an opt-out forbids all that another one does, whatever is unmerged later."""
    return (
        out.client_id == event.client_id
        and {*event.covers} <= {*out.covers}
        and {*event.held} <= {*out.held}
        and out.channel in (None, event.channel)
        and out.topic in (ALL_TOPICS, event.topic)
        and out.address in (None, event.address)
    )


def _is_as_late(out: ConsentEvent, event: ConsentEvent) -> bool:
    """True when an opt-out was said at the time of another one, or later.

    A time that was told is compared as it was told too: a list read again says nothing new, however
    the clock was turned in between.
    """
    if out.timed and event.timed and out.at >= event.at:
        return True
    return not is_after(event, out)


def _is_yes_since(event: ConsentEvent, out: ConsentEvent) -> bool:
    """True for an opt-in, said after an opt-out, of anything that it forbids."""
    return (
        event.is_opt_in
        and is_after(event, out)
        and (None in (event.channel, out.channel) or event.channel is out.channel)
        and (ALL_TOPICS in (event.topic, out.topic) or event.topic == out.topic)
        and (None in (event.address, out.address) or event.address == out.address)
    )


def _put(events: list[ConsentEvent], event: ConsentEvent) -> None:
    events[:] = [*(e for e in events if e.id != event.id), event]


def _judge_in(
    context: Context, event: ConsentEvent, profile: Profile, ledger: Ledger, judged: Sifted
) -> Ledger:
    """Judge an opt-in, and return the ledger with it."""
    states = [s for s in _states(context, ledger, profile, event) if s]
    if any(all(s.reason is ContactReason.OPTED_OUT for s in each) for each in states):
        judged.refused.append(event)
        return ledger
    if not all(_says(s, event) for each in states for s in each):
        judged.new.append(event)
        return attrs.evolve(ledger, own=(*ledger.own, event))
    if any(_is_of_a_run(s.decided_by) for each in states for s in each):
        judged.again.append(event)
    return ledger


def _states(
    context: Context, ledger: Ledger, profile: Profile, event: ConsentEvent
) -> list[list[Subscription]]:
    """Return what the ledger says, per channel and address that an opt-in speaks of."""
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
    """True when the ledger says already what an opt-in says, on as good a basis, for as long."""
    decider = state.decided_by
    if decider is None or not decider.is_opt_in or decider.topic not in (ALL_TOPICS, event.topic):
        return False
    # A yes of a list is of the addresses it can be used for, each of which may have its own.
    if decider.address not in (None, event.address) and not event.source.startswith("import:"):
        return False
    lasts = decider.expires_at is None or decider.expires_at == event.expires_at
    return lasts and (decider.may_lift or decider.basis is event.basis)


def _is_of_a_run(event: ConsentEvent | None) -> bool:
    """True for what an import or a bulk edit brought, which its undo takes back."""
    return event is not None and event.source.partition(":")[0] in ("import", "bulk")


def is_answer(
    context: Context, ledger: Ledger, profile: Profile, event: ConsentEvent, exported: Exported
) -> bool:
    """True when a cell of an export says what the book answers of a client, which is no news.

    What it answers now, or did when the import began: a row may wait for weeks, and what was said
    meanwhile is later than the cell.  What the import itself says is no answer to itself.

    Args:
        context: The book.
        ledger: Of the client.
        profile: The client, as it can be reached.
        event: What the cell says.
        exported: Which events are of such cells.
    """
    if event.id not in exported.ids or event.channel is None:  # no column of an export
        return False
    others = _among(ledger, lambda each: not each.id.startswith(f"{exported.run}/"))
    before = _among(others, lambda each: (each.recorded_at or each.said_at) <= exported.began)
    return any(
        exported_answer(
            said,
            profile,
            context.settings,
            channel=event.channel,
            topic=event.topic,
            now=at,
        )
        is event.is_opt_in
        for said, at in ((others, context.clock()), (before, exported.began))
    )


def _among(ledger: Ledger, keep: Callable[[ConsentEvent], bool]) -> Ledger:
    """Return what of a ledger is kept."""
    return Ledger(
        tuple(filter(keep, ledger.own)),
        tuple(filter(keep, ledger.elsewhere)),
        tuple(filter(keep, ledger.lifting)),
    )
