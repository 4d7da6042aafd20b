"""The rule of retention: who has had no dealings with the business since a date."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from clientbook.book.clients.notes import NOTES
from clientbook.book.consent.ledger import load_events
from clientbook.book.contexts import Context
from clientbook.book.order_keys import newest_first
from clientbook.book.resolving import known_as
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.ports import LinkPort
from clientbook.storage.protocols import EVERYONE

_PAGE = 500


def check_rule(context: Context, before: datetime) -> None:
    """Refuse a rule that nobody can answer.

    Raises:
        InvalidValueError: The date is to come, or the book knows no activities: then everybody
            would seem idle.
    """
    if before > context.clock():
        raise refuse("retention.before", "a date that has come; everybody is idle after now")
    if not context.sources:
        raise refuse("retention", "the book has no source of activities to ask")


def due_listed(
    context: Context, before: datetime, after: tuple[str, ClientId] | None = None
) -> Iterator[list[tuple[str, Client]]]:
    """Yield the ACTIVE clients under the rule with their sort names, in that order.

    Args:
        context: The book.
        before: Nothing has happened with them since then.
        after: Sort name and id to begin after.

    Cost: some statements for each 500 clients, and two for each that is old, silent and has
    activities.
    """
    check_rule(context, before)
    while page := context.store.list_clients(context.book, EVERYONE, after=after, limit=_PAGE):
        after = page[-1]
        found = context.store.get_clients(context.book, [i for _, i in page])
        due = due_among(context, [found[i] for _, i in page if i in found], before)
        names = {client_id: name for name, client_id in page}
        if due:
            yield [(names[client.id], client) for client in due]


def due_pages(context: Context, before: datetime) -> Iterator[tuple[ClientId, ...]]:
    """Yield the ids of :func:`due_listed`."""
    for listed in due_listed(context, before):
        yield tuple(client.id for _, client in listed)


def due_among(context: Context, clients: Sequence[Client], before: datetime) -> list[Client]:
    """Return those of these ACTIVE clients with whom nothing has happened since a moment.

    What counts: the client was created, or one that was merged into it; an activity of any kind
    and source, an appointment to come included; a word of consent, yes or no; a note.  What does
    not: edits, imports and merges of the data itself, which say nothing of the person.
    """
    old = [c for c in clients if c.is_active and c.created_at < before]
    said = load_events(context, [c.id for c in old])
    silent = [c for c in old if all(_first_said(e) < before for e in said[c.id])]
    known = known_as(context, [c.id for c in silent])
    ids = [i for aliases in known.values() for i in aliases]
    entered = _entered(context, [i for aliases in known.values() for i in aliases[1:]], before)
    linked, noted = _with_activities(context, ids), _noted(context, ids, before)
    return [
        c
        for c in silent
        if not (noted | entered) & {*known[c.id]}
        and not (linked & {*known[c.id]} and _active(context, known[c.id], before))
    ]


def _first_said(event: ConsentEvent) -> datetime:
    """Return when a word came: that a list repeats an opt-out says nothing of the person."""
    return min(event.said_at, event.recorded_at or event.said_at)


def _entered(context: Context, absorbed: Sequence[ClientId], before: datetime) -> set[ClientId]:
    """Return those of the merged clients that were created since: somebody came again."""
    found = context.store.get_clients(context.book, absorbed) if absorbed else {}
    return {i for i, client in found.items() if client.created_at >= before}


def _with_activities(context: Context, ids: Sequence[ClientId]) -> set[ClientId]:
    """Return the clients of whom a source may know something.

    Sources tell it of many at once only where they are link ports too; the others are asked one
    client at a time.
    """
    ports = [source for source in context.sources if isinstance(source, LinkPort)]
    if len(ports) < len(context.sources):
        return set(ids)
    return {i for port in ports for i in port.linked(context.book, ids)}


def _active(context: Context, ids: Sequence[ClientId], before: datetime) -> bool:
    for source in context.sources:
        newest = source.activities(context.book, ids, kinds=tuple(source.kinds), limit=1)
        if any(activity.at >= before for activity in newest):
            return True
        # An appointment to come may be told apart from what lies in the past (a host's calendar).
        around = source.visits(context.book, ids, context.clock())
        if any(visits.next_at is not None for visits in around.values()):
            return True
    return False


def _noted(context: Context, ids: Sequence[ClientId], before: datetime) -> set[ClientId]:
    """Return the clients on whom a note was written since; older notes are not read."""
    last = newest_first(before)
    noted: set[ClientId] = set()
    after: tuple[str, str] | None = None
    while page := context.store.list_records(
        context.book, NOTES, owners=ids, after=after, limit=_PAGE
    ):
        noted |= {record.owner for record in page if record.order <= last}
        if page[-1].order > last:
            break
        after = (page[-1].order, page[-1].id)
    return noted
