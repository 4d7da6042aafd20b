"""The search desk: what a person types, to the clients meant."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from clientbook.book.contexts import Context
from clientbook.book.lists.deleted import find_deleted, query_of
from clientbook.book.lists.filtering import facet_filter
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.domain.checks import check_type, refuse
from clientbook.domain.clients import Client
from clientbook.domain.doors import guarded
from clientbook.domain.filters import NO_FILTER, Filter, Sort
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.identity.keys import identity_keys
from clientbook.parsing.names import split_name
from clientbook.parsing.phones import parse_phone
from clientbook.searching.queries import Scope
from clientbook.searching.sorting import list_key
from clientbook.storage.protocols import EVERYONE, FacetFilter, SearchHit

SORTED_HITS = 1_001
"""Hits that are no longer sorted by name: so many are read for each page."""

SUGGESTIONS = 8
"""Clients a look-up box offers."""


@attrs.frozen
class Suggestions:
    """What a look-up box offers for the text typed so far.

    Args:
        clients: Clients meant, best first.
        can_add: The number typed, when it is one and no client holds it: offer to add it.
        can_add_name: The name typed, when the text can be one: offer to create a client of that
            name, beside those found.
    """

    clients: tuple[Client, ...]
    can_add: PhoneNumber | None = None
    can_add_name: PersonName | None = None


@guarded
@attrs.frozen
class SearchDesk:
    """Finds clients by what a person types.

    Words typed match the beginnings of words, in any order, accents and letter case aside; where
    ``settings.partial_max`` is set, longer text matches whole words.  A telephone number is found
    in any spelling, and by any four digits in a row.  Clients come best first: by exact number,
    exact name, name, then other fields.

    Args:
        context: The book.
    """

    context: Context

    def find(
        self,
        text: str,
        where: Filter = NO_FILTER,
        *,
        scope: Scope = Scope.ANY,
        sort: Sort | None = None,
        limit: int = 50,
        after: Cursor | None = None,
    ) -> Page[Client]:
        """Return a page of the clients a text finds among those a filter lets through.

        Args:
            text: As typed; blank text finds nobody.
            where: Among which clients.
            scope: Where to look.
            sort: By name, as lists are; None for the best first.
            limit: Most clients of a page, 1 to 1000.
            after: ``next`` of the page before in the same order, None for the first.

        Raises:
            InvalidValueError: More than 1,000 are found, and a sort was asked for.

        Cost: grows with *limit*, hardly with the book; with a sort, with how many are found.
        """
        check_type("text", text, str)
        if sort is not None:
            facets = facet_filter(self.context, where)
            found_by = find_hits(self.context, text, facets, scope=scope, limit=SORTED_HITS)
            return self._by_name(found_by, sort, limit, after)
        start = _read(after) if after is not None else None
        hits = find_hits(
            self.context,
            text,
            facet_filter(self.context, where),
            scope=scope,
            after=start,
            limit=limit + 1,
        )
        store, book = self.context.store, self.context.book
        found = store.get_clients(book, [hit.client_id for hit in hits[:limit]])
        clients = tuple(found[h.client_id] for h in hits[:limit] if h.client_id in found)
        if len(hits) <= limit:
            return Page(clients)
        last = hits[limit - 1]
        return Page(clients, make_cursor(last.client_id, last.tier))

    def _by_name(
        self, hits: Sequence[SearchHit], sort: Sort, limit: int, after: Cursor | None
    ) -> Page[Client]:
        context = self.context
        start = read_cursor(after, str, str) if after is not None else None
        if len(hits) == SORTED_HITS:
            raise refuse("sort", "more are found than can be sorted; say more, or set a filter")
        found = context.store.get_clients(context.book, [hit.client_id for hit in hits])
        order = context.settings.names_sort_by
        keyed = {(list_key(client.profile, order), client.id): client for client in found.values()}
        down = sort is Sort.NAME_DESC
        keys = [
            key
            for key in sorted(keyed, reverse=down)
            if start is None or (key < start if down else key > start)
        ]
        shown = keys[:limit]
        more = make_cursor(*shown[-1]) if len(keys) > limit else None
        return Page(tuple(keyed[key] for key in shown), more)

    def count(
        self, text: str, where: Filter = NO_FILTER, *, scope: Scope = Scope.ANY, most: int = 1000
    ) -> int:
        """Return how many clients a text finds within a filter, counted up to *most*."""
        check_type("text", text, str)
        facets = facet_filter(self.context, where)
        return len(find_hits(self.context, text, facets, scope=scope, limit=most))

    def deleted(
        self,
        text: str | None = None,
        *,
        since: datetime | None = None,
        before: datetime | None = None,
        limit: int = 50,
        after: Cursor | None = None,
    ) -> Page[Client]:
        """Return a page of the deleted clients that can still be restored, latest deletion first.

        They are out of the index, so the clients themselves are looked at, 2,000 for a page: one
        that found fewer than *limit* may have a ``next`` all the same, to look further.

        Args:
            text: Whom this finds, read as in :meth:`find`; None for everybody.
            since: Deleted at or after this time (aware).
            before: Deleted before this time (aware).
            limit: Most clients of a page, 1 to 1000.
            after: ``next`` of the page before, None for the first.
        """
        return find_deleted(self.context, text, since, before, limit=limit, after=after)

    def suggest(self, text: str, *, limit: int = SUGGESTIONS) -> Suggestions:
        """Return what a box for names and numbers offers, and what can be added."""
        clients = self.find(text, scope=Scope.NAME_OR_PHONE, limit=limit).items
        return Suggestions(clients, self._unknown_number(text), _typed_name(text))

    def _unknown_number(self, text: str) -> PhoneNumber | None:
        try:
            number = parse_phone(text, region=self.context.settings.default_region)
        except InvalidValueError:
            return None
        keys = identity_keys(Profile(phones=(number,)))
        holders = self.context.store.find_holders(self.context.book, keys, cap=1)
        return None if any(holders.values()) else number


def find_hits(
    context: Context,
    text: str,
    facets: FacetFilter,
    *,
    scope: Scope = Scope.ANY,
    after: SearchHit | None = None,
    limit: int,
) -> tuple[SearchHit, ...]:
    """Return what a text finds among the clients that carry these facets, best first."""
    query = query_of(context, text, scope)
    if query is None:
        return ()
    if facets == EVERYONE:
        return context.store.search(context.book, query, after=after, limit=limit)
    return context.store.search(context.book, query, facets, after=after, limit=limit)


def _typed_name(text: str) -> PersonName | None:
    """Return the name a text is: letters, no digit, no e-mail address."""
    if "@" in text or not any(c.isalpha() for c in text) or any(c.isdigit() for c in text):
        return None
    try:
        return split_name(text)
    except InvalidValueError:
        return None


def _read(after: Cursor) -> SearchHit:
    client_id, tier = read_cursor(after, str, int)
    return SearchHit(str(client_id), int(tier))
