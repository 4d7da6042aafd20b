"""Of which clients the host knows something: an undo leaves them where they are."""

from collections.abc import Iterator, Sequence

from clientbook.book.contexts import Context
from clientbook.book.lists.facets import VISITS
from clientbook.book.resolving import known_as
from clientbook.domain.clients import ClientId
from clientbook.domain.ports import ActivitySource, LinkPort, Visits


def linked_clients(context: Context, ids: Sequence[ClientId]) -> set[ClientId]:
    """Return those of some clients that records of the host name, under any id that leads to them.

    Link ports say it, and sources of activities; where the host's are not plugged in, as in a
    program beside it, the appointments that a source told of before stand among the labels of a
    client.

    Cost: one question to each port, two to a source that is none, and for each client whose only
    activities are no visits some more; two statements.
    """
    if not ids:
        return set()
    owners = {i: one for one, known in known_as(context, ids).items() for i in known}
    return {owners[i] for i in _linked(context, list(owners))}


def _linked(context: Context, ids: Sequence[ClientId]) -> set[ClientId]:
    store, book = context.store, context.book
    linked = {i for i, labels in store.get_facets(book, ids).items() if labels.get(VISITS)}
    for port in context.links:
        linked.update(port.linked(book, ids))
    for source in context.sources:
        if not isinstance(source, LinkPort):
            visits = source.visits(book, ids, context.clock())
            linked.update(i for i, told in visits.items() if told != Visits())
            linked.update(_told_of(source, book, [i for i in ids if i not in linked]))
    return linked


def _told_of(source: ActivitySource, book: str, ids: Sequence[ClientId]) -> Iterator[ClientId]:
    """Yield the clients of whom a source has any activity; it counts those of many together."""
    if not ids or not any(source.counts(book, ids).values()):
        return
    if len(ids) == 1:
        yield ids[0]
        return
    middle = len(ids) // 2
    yield from _told_of(source, book, ids[:middle])
    yield from _told_of(source, book, ids[middle:])
