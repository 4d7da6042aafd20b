"""Taking a person's data out of the book, and remembering only that nobody may contact them."""

from collections.abc import Collection, Iterable

from clientbook.book.consent.addresses import spoken_for
from clientbook.book.consent.ledger import load_events
from clientbook.book.consent.places import placed
from clientbook.book.consent.recording import standing_outs
from clientbook.book.consent.remembering import suppress_addresses
from clientbook.book.contexts import Context
from clientbook.book.privacy.persons import Person, find_person
from clientbook.book.privacy.registry import erase_person
from clientbook.book.resolving import known_as
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Client
from clientbook.domain.consents import ALL_TOPICS, ConsentEvent, ConsentState


def recognise(context: Context, client: Client, *, keep: Collection[ActivityKind] = ()) -> Person:
    """Return the person a client and those merged into it are."""
    return find_person(context, known_as(context, [client.id])[client.id], keep=keep)


def forget(context: Context, client: Client, person: Person, *, all_contact: bool) -> None:
    """Remove what the book holds of a person beside the clients, and blank the journal.

    Args:
        context: The book.
        client: The client, in the caller's unit of work.
        person: See :func:`recognise`; taken before the client was emptied.
        all_contact: True remembers that nothing may be sent to its addresses any more, False
            only what it had unsubscribed from.
    """
    outs: Iterable[ConsentEvent]
    if all_contact:
        now = context.clock()
        erased = f"erased:{client.id}"
        what = (erased, client.id, None, ALL_TOPICS, ConsentState.OPTED_OUT, now)
        outs = placed(context, [ConsentEvent(*what, timed=False)])
    else:
        outs = standing_outs(load_events(context, [client.id])[client.id])
    by_address: dict[str, list[ConsentEvent]] = {key: [] for key in sorted(person.opt_out_keys)}
    for event in outs:
        for key in by_address.keys() & spoken_for(event, person.opt_out_keys):
            by_address[key].append(event)
    suppress_addresses(context, by_address, instead_of=person.ids)
    erase_person(context, person)
