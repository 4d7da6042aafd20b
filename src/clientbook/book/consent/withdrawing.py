"""Opt-ins that an import brought are taken back: each by a new event that names it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from clientbook.book.consent.desk import ConsentDesk, record_consents
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.contexts import Context
from clientbook.book.resolving import resolve
from clientbook.convert.documents import from_document
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.consents import ConsentEvent, ConsentState


def standing_opt_ins(
    context: Context, ids: Collection[ClientId], source: str
) -> dict[ClientId, tuple[ConsentEvent, ...]]:
    """Return the opt-ins of a source recorded on these very ids that nobody has withdrawn."""
    found: dict[ClientId, list[ConsentEvent]] = {}
    withdrawn: set[str] = set()
    for record in context.store.list_records(context.book, CONSENTS, owners=ids) if ids else ():
        event = from_document(ConsentEvent, record.body)
        if event.withdraws is not None:
            withdrawn.add(event.withdraws)
        elif event.is_opt_in and event.source == source:
            found.setdefault(event.client_id, []).append(event)
    return {
        client_id: kept
        for client_id, events in found.items()
        if (kept := tuple(e for e in events if e.id not in withdrawn))
    }


def withdraw(
    context: Context,
    opt_ins: Sequence[ConsentEvent],
    *,
    instead: Sequence[ConsentEvent] = (),
    source: str,
    at: datetime,
    by: Actor,
) -> None:
    """Take opt-ins back, inside the caller's unit of work: what is left is as if unsaid.

    An opt-out would say that the client refused, and no later file could bring the opt-in again.

    Args:
        context: The book.
        opt_ins: What is taken back.
        instead: What others said too: recorded now, unless the client refused meanwhile, or is
            merged away: its survivor has not said it.
        source: Who takes back.
        at: When.
        by: By whose hand.
    """
    events = [
        ConsentEvent(
            id=f"{opt_in.id}/withdrawn",
            client_id=opt_in.client_id,
            channel=opt_in.channel,
            topic=opt_in.topic,
            state=ConsentState.WITHDRAWN,
            at=at,
            address=opt_in.address,
            source=source,
            actor=by,
            withdraws=opt_in.id,
        )
        for opt_in in opt_ins
    ]
    if events:
        ConsentDesk(context).record(events)
    if instead:
        now = resolve(context, {event.client_id for event in instead})
        record_consents(context, [e for e in instead if now[e.client_id].id == e.client_id])
