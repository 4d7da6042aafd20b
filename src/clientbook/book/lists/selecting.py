"""Whom a selection means, page by page."""

from collections.abc import Iterator, Sequence

from clientbook.book.contexts import Context
from clientbook.book.lists.facets import CONSENT
from clientbook.book.lists.filtering import facet_filter
from clientbook.book.lists.search import find_hits
from clientbook.book.pages import Cursor, make_cursor, read_cursor
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.filters import Sort
from clientbook.domain.selections import Selection
from clientbook.searching.sorting import list_key
from clientbook.storage.protocols import FacetFilter, SearchHit

PAGE = 500
"""Clients of a page."""

IdPages = Iterator[tuple[tuple[ClientId, ...], Cursor]]


def selected(
    context: Context, chosen: Selection, *, after: Cursor | None = None, descending: bool = False
) -> IdPages:
    """Yield ids page by page, each with the cursor behind it.

    Everybody of a filter comes in order of the names, of a text the best first, and clients that
    are named come as they are named, those that are not ACTIVE or not there among them.

    Args:
        context: The book.
        chosen: Whom.
        after: A cursor of the same selection, to go on behind it.
        descending: Names from the last to the first.

    Raises:
        InvalidCursorError: The cursor is none of this selection.
        InvalidValueError: The filter names what the book does not know.
    """
    if chosen.ids is not None:
        return _named(chosen.ids, after)
    facets = facet_filter(context, chosen.where)
    if chosen.text is not None:
        return _found(context, chosen.text, facets, after)
    return _listed(context, facets, after, descending)


def _named(ids: tuple[ClientId, ...], after: Cursor | None) -> IdPages:
    start = 0 if after is None else max(0, int(read_cursor(after, int)[0]))
    for first in range(start, len(ids), PAGE):
        page = ids[first : first + PAGE]
        yield page, make_cursor(first + len(page))


def _found(context: Context, text: str, facets: FacetFilter, after: Cursor | None) -> IdPages:
    place: SearchHit | None = None
    if after is not None:
        client_id, tier = read_cursor(after, str, int)
        place = SearchHit(str(client_id), int(tier))
    while hits := find_hits(context, text, facets, after=place, limit=PAGE):
        place = hits[-1]
        yield tuple(hit.client_id for hit in hits), make_cursor(place.client_id, place.tier)


def _listed(
    context: Context, facets: FacetFilter, after: Cursor | None, descending: bool
) -> IdPages:
    place: tuple[str, ClientId] | None = None
    if after is not None:
        name, client_id = read_cursor(after, str, str)
        place = (str(name), str(client_id))
    while page := context.store.list_clients(
        context.book, facets, after=place, limit=PAGE, descending=descending
    ):
        place = page[-1]
        yield tuple(client_id for _, client_id in page), make_cursor(*place)


def ordered(
    context: Context, chosen: Selection, sort: Sort | None
) -> Iterator[tuple[ClientId, ...]]:
    """Yield the ids of a selection, sorted by name where a sort is asked for.

    Cost: whom a text finds, or who is named, is sorted in memory: a name and an id each.
    """
    down = sort is Sort.NAME_DESC
    pages = (ids for ids, _ in selected(context, chosen, descending=down))
    if sort is None or (chosen.ids is None and chosen.text is None):
        yield from pages
        return
    order, keys = context.settings.names_sort_by, []
    for ids in pages:
        found = context.store.get_clients(context.book, ids)
        keys += [(list_key(client.profile, order), client.id) for client in found.values()]
    keys.sort(reverse=down)
    for first in range(0, len(keys), PAGE):
        yield tuple(client_id for _, client_id in keys[first : first + PAGE])


def spoken_of(context: Context, clients: Sequence[Client]) -> list[Client]:
    """Return those of these clients of whom something was said about contact."""
    labels = context.store.get_facets(context.book, [client.id for client in clients])
    return [client for client in clients if CONSENT in labels.get(client.id, {})]
