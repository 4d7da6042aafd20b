"""The deleted clients that can be restored: searched one by one, for no index holds them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs

from clientbook.book.contexts import Context
from clientbook.book.order_keys import oldest_first
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.writing import DELETED
from clientbook.domain.clients import Client, ClientStatus
from clientbook.searching.entries import make_entries
from clientbook.searching.queries import Scope, make_query
from clientbook.searching.scanning import tier_of
from clientbook.storage.protocols import SearchQuery

LOOKED_AT = 2_000
"""Deleted clients that are looked at for a page."""

_PAGE = 500


def query_of(context: Context, text: str, scope: Scope = Scope.ANY) -> SearchQuery | None:
    """Return what a text asks for, as this book reads it; None for nothing."""
    settings = context.settings
    return make_query(
        text,
        scope=scope,
        region=settings.default_region,
        partial_max=settings.partial_max,
        names_sort_by=settings.names_sort_by,
    )


def find_deleted(
    context: Context,
    text: str | None,
    since: datetime | None,
    before: datetime | None,
    *,
    limit: int,
    after: Cursor | None,
) -> Page[Client]:
    """Return a page of deleted clients whose window is open, latest deletion first."""
    query = None if text is None else query_of(context, text)
    if text is not None and query is None:
        return Page(())
    first = context.clock() - timedelta(days=context.settings.restore_days)
    first = first if since is None else max(first, since)
    place = None if before is None else (oldest_first(before), "")
    if after is not None:
        order, client_id = read_cursor(after, str, str)
        place = (str(order), str(client_id))
    found: list[Client] = []
    for _ in range(0, LOOKED_AT, _PAGE):
        records = context.store.list_records(
            context.book, DELETED, owners=[DELETED], after=place, limit=_PAGE, descending=True
        )
        clients = context.store.get_clients(context.book, [record.id for record in records])
        waiting = [
            clients[record.id]
            for record in records
            if record.id in clients and _deleted_since(clients[record.id], first)
        ]
        for client in _found_by(context, query, waiting):
            if len(found) == limit:
                return Page(tuple(found), make_cursor(*_place(found[-1])))
            found.append(client)
        if len(records) < _PAGE or records[-1].order < oldest_first(first):
            return Page(tuple(found))
        place = (records[-1].order, records[-1].id)
    return Page(tuple(found), make_cursor(*place) if place else None)


def _place(client: Client) -> tuple[str, str]:
    """Return where a deleted client stands among the deleted."""
    return ("" if client.deleted_at is None else oldest_first(client.deleted_at), client.id)


def _deleted_since(client: Client, first: datetime) -> bool:
    return client.deleted_at is not None and client.deleted_at >= first


def _found_by(
    context: Context, query: SearchQuery | None, clients: Sequence[Client]
) -> Sequence[Client]:
    """Return those of these clients whom a query finds, as the index would find them."""
    if query is None:
        return clients
    active = [
        attrs.evolve(client, status=ClientStatus.ACTIVE, deleted_at=None) for client in clients
    ]
    entries = make_entries(active, context.settings)
    return [
        client
        for client, entry in zip(clients, entries, strict=True)
        if tier_of(query, entry) is not None
    ]
