"""Whether a number may book online: blocked clients by their mobiles."""

from collections.abc import Iterator

from clientbook.book.contexts import Context
from clientbook.domain.clients import Client
from clientbook.identity.keys import HOLDERS_CAP, phone_key
from clientbook.searching import facets
from clientbook.searching.entries import blocked_key, blocked_numbers
from clientbook.storage.protocols import FacetFilter

_PAGE = 500


def is_blocked(context: Context, e164: str) -> bool:
    """Say whether an active client with this mobile is blocked (SPEC P15).

    A block stands under a key of its own.  One that an older version wrote has none until its
    client is written again, so that the holders of the number are looked at as well.
    """
    key = blocked_key(e164)
    if context.store.find_holders(context.book, [key], cap=1).get(key):
        return True
    held = phone_key(e164)
    ids = context.store.find_holders(context.book, [held], cap=HOLDERS_CAP).get(held, ())
    if len(ids) <= HOLDERS_CAP:
        clients: Iterator[Client] = iter(context.store.get_clients(context.book, ids).values())
    else:
        clients = _blocked_clients(context)
    return any(c.is_active and e164 in blocked_numbers(c, context.settings) for c in clients)


def _blocked_clients(context: Context) -> Iterator[Client]:
    where = FacetFilter(all_of=frozenset({facets.BLOCKED}))
    after: tuple[str, str] | None = None
    while page := context.store.list_clients(context.book, where, after=after, limit=_PAGE):
        yield from context.store.get_clients(context.book, [i for _, i in page]).values()
        after = page[-1]
