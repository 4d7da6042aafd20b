"""What a client was before somebody changed it: a list that still says so finds whom it means.

A list that is read again says what its client was: the number of last year, the name before a
marriage.  Who holds a key now, the index says; who held it before an edit took it away, these
records say.  Each is a hash with the book's key of one thing that clients are known by (a number,
an e-mail address, an id, the words of a name, a birth date), and tells nothing by itself.

It is kept where an edit takes it from a client, of one that is merged into another all there is,
and stays when the client gets it back: whoever holds a key is found by that.  What an undo takes
back was said by mistake, and is not kept; nor is what goes with a client that leaves the book.  It
is erased with its client.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, secret_of
from clientbook.book.resolving import known_as, resolve_active
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.identity.keys import HOLDERS_CAP, key_field, known_by
from clientbook.storage.protocols import Record

FORMER = "former"
"""Records of what clients were known by; the id is that of the client, a slash and the hash, the
owner is the hash, and nothing where too many were known by it to mean anybody."""

_LEAVING = (ClientStatus.DELETED, ClientStatus.ERASED)
_KNOWN_BY = ("name", "company", "birthday", "phones", "emails", "external_ids")


def keep_former(context: Context, changed: Iterable[tuple[Client, Client]]) -> None:
    """Keep what edits took from clients, inside the caller's unit of work.

    Args:
        context: The book.
        changed: Clients before an edit, where there were such, and after it.

    Cost: nothing where nothing was taken; else one look-up and one write for all of them.
    """
    lost = {before.id: gone for before, after in changed if (gone := _taken(before, after))}
    if not lost:
        return
    secret = secret_of(context)
    hashes = {key: _hash(secret, key) for gone in lost.values() for key in gone}
    known = context.store.list_records(context.book, FORMER, owners=set(hashes.values()))
    counts, kept = Counter(record.owner for record in known), {record.id for record in known}
    records: list[Record] = []
    for client_id, gone in lost.items():
        for key in sorted(gone):
            one = hashes[key]
            if (record_id := _record_id(client_id, one)) not in kept:
                told = counts[one] <= HOLDERS_CAP
                counts[one] += told
                body = {"field": key_field(key)}
                records.append(Record(FORMER, record_id, body, owner=one if told else ""))
    context.store.put_records(context.book, records)


def _taken(before: Client, after: Client) -> frozenset[str]:
    """Return the keys that an edit takes from an ACTIVE client: most edits take none."""
    if not before.is_active or after.status in _LEAVING:
        return frozenset()
    was, now = before.profile, after.profile
    if after.merged_into is not None:
        return known_by(was)
    if was is now or all(getattr(was, field) == getattr(now, field) for field in _KNOWN_BY):
        return frozenset()
    return known_by(was) - known_by(now)


def anything_taken(context: Context) -> bool:
    """True in a book in which an edit took anything from anybody: one look-up."""
    return bool(context.store.list_records(context.book, FORMER, limit=1))


def _secret(context: Context) -> bytes | None:
    return find_secret(context) if anything_taken(context) else None


def _hash(secret: bytes, key: str) -> str:
    text = key.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16, key=secret, person=b"former").hexdigest()


def _record_id(client_id: ClientId, one: str) -> str:
    return f"{client_id}/{one}"


def former_holders(context: Context, keys: Collection[str]) -> dict[ClientId, frozenset[str]]:
    """Return the ACTIVE clients that were known by keys before an edit, each with those keys.

    A client that was merged since is its survivor.  A key that more than
    :data:`~clientbook.identity.keys.HOLDERS_CAP` were known by means nobody.

    Cost: one look-up in a book where nobody ever was; else three for all keys.
    """
    secret = _secret(context) if keys else None
    if secret is None:
        return {}
    by_hash = {_hash(secret, key): key for key in keys}
    told: dict[str, list[ClientId]] = {}
    for record in context.store.list_records(context.book, FORMER, owners=by_hash):
        told.setdefault(by_hash[record.owner], []).append(record.id.rpartition("/")[0])
    answering = resolve_active(context, {i for ids in told.values() for i in ids})
    found: dict[ClientId, frozenset[str]] = {}
    for key, ids in told.items():
        meant = {answering[i].id for i in ids if i in answering}
        for client_id in meant if len(meant) <= HOLDERS_CAP else ():
            found[client_id] = found.get(client_id, frozenset()) | {key}
    return found


def formerly_known_by(
    context: Context, wanted: Mapping[ClientId, Collection[str]]
) -> dict[ClientId, frozenset[str]]:
    """Return which of some keys clients were known by, or those merged into them.

    However many others were: it is the clients that are asked about.

    Args:
        context: The book.
        wanted: Keys by the client.

    Cost: one look-up in a book where nobody ever was; else three for all clients.
    """
    secret = _secret(context) if wanted else None
    if secret is None:
        return {}
    hashes = {key: _hash(secret, key) for keys in wanted.values() for key in keys}
    asked = {
        _record_id(i, hashes[key]): (client_id, key)
        for client_id, known in known_as(context, wanted).items()
        for i in known
        for key in wanted[client_id]
    }
    found: dict[ClientId, frozenset[str]] = {}
    for record_id in context.store.get_records(context.book, FORMER, asked):
        client_id, key = asked[record_id]
        found[client_id] = found.get(client_id, frozenset()) | {key}
    return found


def former_of(context: Context, ids: Iterable[ClientId]) -> Iterator[Record]:
    """Yield what is kept of clients, for whoever exports or erases it."""
    for client_id in ids:
        for record in context.store.list_records(context.book, FORMER, prefix=f"{client_id}/"):
            if record.id.rpartition("/")[0] == client_id:
                yield record
