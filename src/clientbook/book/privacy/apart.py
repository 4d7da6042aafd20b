"""Those whom a person was one client with, and the merges it was ever part of."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

import attrs

from clientbook.book.consent.suppressions import address_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.merge_records import load_merge, merges_of
from clientbook.book.history.own import MERGE, UNMERGE, own_profiles
from clientbook.book.history.readings import changes_of
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.domain.journal import ChangeKind
from clientbook.domain.merges import MergeRecord
from clientbook.errors import RecordNotFoundError


@attrs.frozen
class MergePart:
    """A person's part in a merge.

    Args:
        merge: The merge.
        brought: True when it brought the person to the survivor; False for one of a client that
            the person was already in.
    """

    merge: MergeRecord
    brought: bool = False


def parts_of(context: Context, ids: Collection[ClientId]) -> tuple[MergePart, ...]:
    """Return the merges that a person was ever part of, undone ones among them.

    As survivor, as one that was absorbed, or inside another client meanwhile.

    Cost: the journals of the clients, and of those they were merged into.
    """
    found = {merge.id: MergePart(merge) for merge in merges_of(context, tuple(ids))}
    for client_id in ids:
        found |= _into(context, client_id, after=0, until=None)
    return tuple(sorted(found.values(), key=lambda part: part.merge.seq))


def _into(
    context: Context, client_id: ClientId, *, after: int, until: int | None
) -> dict[str, MergePart]:
    """Return the merges into others in a part of the journal, and those that happened to them."""
    found: dict[str, MergePart] = {}
    told = [c for c in changes_of(context, client_id) if after < c.seq < (until or c.seq + 1)]
    ended = {c.cause: c.seq for c in told if c.kind is ChangeKind.UNMERGED}
    for change in told:
        if change.kind is not ChangeKind.ABSORBED:
            continue
        merge_id = change.cause.removeprefix(MERGE)
        with suppress(RecordNotFoundError):
            merge = load_merge(context, merge_id)
            end = ended.get(f"{UNMERGE}{merge_id}", until)
            for other in merges_of(context, (merge.survivor_id,)):
                if change.seq <= other.seq < (end or other.seq + 1):
                    found.setdefault(other.id, MergePart(other))
            found |= _into(context, merge.survivor_id, after=change.seq, until=end)
            found[merge_id] = MergePart(merge, brought=True)
    return found


@attrs.frozen
class Apart:
    """A client that a person was one client with, and no longer is.

    Args:
        client: The client.
        merges: The merges that brought something of the person to it.
        addresses: Keys of the numbers and e-mail addresses that it ever had itself.
    """

    client: Client
    merges: frozenset[str]
    addresses: frozenset[str] = attrs.field(repr=False)


def apart_from(
    context: Context, ids: Collection[ClientId], parts: Sequence[MergePart]
) -> Iterator[Apart]:
    """Yield the clients that a person was ever one client with, as far as the book holds them.

    Args:
        context: The book.
        ids: The ids of the person.
        parts: See :func:`parts_of`.
    """
    merges = [part.merge for part in parts]
    brought = [part.merge for part in parts if part.brought]
    involved = {merge.survivor_id for merge in merges}
    involved |= {i for merge in merges for one in merge.absorbed for i in (one.id, *one.adopted)}
    others = sorted(involved - set(ids))
    for client in context.store.get_clients(context.book, others).values():
        if client.status is not ClientStatus.ERASED:
            profiles = own_profiles(context, client)
            yield Apart(
                client,
                frozenset(merge.id for merge in brought if merge.survivor_id == client.id),
                frozenset(key for profile in profiles for key in address_keys(profile)),
            )
