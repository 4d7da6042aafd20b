"""Who arrived, by what the arrival said: the same again is the client that was made for it.

Only the arrival's own words tell.  A name that goes together with another one, or none at all, may
be anybody's on that number, and whoever has a user account may type any.  So the words that say who
somebody is are kept as a hash with the book's key, and whoever says more or less than they do has
not come before.
"""

from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, keyed_hash, secret_of
from clientbook.book.resolving import resolve_active
from clientbook.domain.clients import Client
from clientbook.domain.profiles import Profile
from clientbook.identity.evidence import (
    births_clash,
    clashing_systems,
    said_of_oneself,
    same_name,
    sexes_clash,
)
from clientbook.identity.keys import contact_keys
from clientbook.storage.protocols import Record

ARRIVED = "arrived"
"""Records of arrivals a client was made for, one of each distinct thing that was said so; the
owner is that client, and stays so through merges."""


def _record_id(secret: bytes, profile: Profile) -> str:
    return keyed_hash(secret, repr(said_of_oneself(profile)))


def keep_arrival(context: Context, profile: Profile, client: Client) -> None:
    """Keep that a client was made for what an arrival said, inside the caller's unit of work."""
    record_id, at = _record_id(secret_of(context), profile), context.clock().isoformat()
    context.store.put_records(
        context.book, [Record(ARRIVED, record_id, {"at": at}, owner=client.id)]
    )


def same_arrival(context: Context, profile: Profile) -> Client | None:
    """Return the client that an equal arrival is, None where there was none.

    It is so while the client is called as the arrival was.  Once somebody has given it another
    name, whom the arrival meant is asked again; once somebody has merged it into another client,
    that was the answer, unless the arrival said no name: then anybody of the number may be next.

    Cost: two look-ups, and one or two reads where there was such an arrival.
    """
    secret = find_secret(context)
    if secret is None:
        return None
    record_id = _record_id(secret, profile)
    record = context.store.get_records(context.book, ARRIVED, [record_id]).get(record_id)
    client = resolve_active(context, [record.owner]).get(record.owner) if record else None
    if record is None or client is None:
        return None
    held = client.profile
    clash = births_clash(profile, held) or sexes_clash(profile, held)
    if clash or clashing_systems(profile, held) or not contact_keys(profile) <= contact_keys(held):
        return None
    return client if _is_still_called(profile, held, merged=client.id != record.owner) else None


def _is_still_called(profile: Profile, held: Profile, *, merged: bool) -> bool:
    if profile.name is not None and (merged or profile.name == held.name):
        return True  # equal names, also where they say nothing to compare: "?"
    return not merged and same_name(profile, held)
