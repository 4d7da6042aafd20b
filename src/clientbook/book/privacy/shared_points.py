"""Contact points that many clients share without being marked: offered, with their count."""

from collections.abc import Collection

import attrs

from clientbook.book.clients.holders import SHARED
from clientbook.book.contexts import Context
from clientbook.identity.keys import HOLDERS_CAP, key_field
from clientbook.storage.protocols import Record

CROWDED = "crowded"
"""Records of identity keys that an import or a check found with too many holders."""


@attrs.frozen
class SharedOffer:
    """A contact point that more clients hold than it can identify.

    Args:
        contact: The telephone number in E.164 form, or the e-mail address as it is compared.
        field: ``"phone"`` or ``"email"``.
        clients: How many hold it.
    """

    contact: str = attrs.field(repr=False)
    field: str
    clients: int


def note_crowded(context: Context, keys: Collection[str]) -> None:
    """Keep keys to be offered, inside the caller's unit of work."""
    wanted = [key for key in keys if key_field(key) != "external_id"]
    if wanted:
        context.store.put_records(context.book, [Record(CROWDED, key, {}) for key in wanted])


def shared_offers(context: Context) -> tuple[SharedOffer, ...]:
    """Return what more than 20 clients share and nobody has marked, the most shared first."""
    store, book = context.store, context.book
    keys = [record.id for record in store.list_records(book, CROWDED)]
    marked = store.get_records(book, SHARED, keys)
    counts = store.count_holders(book, [key for key in keys if key not in marked])
    found = [
        SharedOffer(key[2:], key_field(key), count)
        for key, count in counts.items()
        if count > HOLDERS_CAP
    ]
    return tuple(sorted(found, key=lambda offer: (-offer.clients, offer.contact)))
