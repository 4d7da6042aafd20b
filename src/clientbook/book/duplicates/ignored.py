"""Pairs a person said are not the same: never proposed again, whatever becomes of either.

A pair is kept once per side under the ids it was said of, and never rewritten: it is read through
the redirects, so it follows both clients through merges and comes back with them when a merge is
undone.
"""

from collections.abc import Collection, Iterable, Iterator

from clientbook.book.contexts import Context
from clientbook.book.duplicates.proposals import PROPOSALS
from clientbook.book.resolving import REDIRECTS, known_as
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.journal import ChangeKind
from clientbook.domain.merges import IgnoredPair
from clientbook.storage.protocols import Record

IGNORED = "ignored_pair"
_PAGE = 1000

Pair = tuple[ClientId, ClientId]


def ordered(a: ClientId, b: ClientId) -> Pair:
    """Return two ids as a pair: it has no order, so the smaller one comes first."""
    return (a, b) if a <= b else (b, a)


def _record_id(owner: ClientId, other: ClientId) -> str:
    return f"{len(owner)}:{owner}:{other}"  # ids may hold any mark, also a colon


def save_ignored(context: Context, pair: IgnoredPair) -> bool:
    """Keep a pair; return False when it was there already."""
    left, right = pair.left, pair.right
    ids = {left: _record_id(left, right), right: _record_id(right, left)}
    if context.store.get_records(context.book, IGNORED, [ids[left]]):
        return False
    body = to_document(pair)
    context.store.put_records(
        context.book, [Record(IGNORED, i, body, owner=owner) for owner, i in ids.items()]
    )
    return True


def ignore_pair(context: Context, a: ClientId, b: ClientId, *, by: Actor) -> IgnoredPair:
    """Keep that two survivors are not the same, inside the caller's unit of work.

    Saying it again, or the other way round, changes nothing.
    """
    left, right = ordered(a, b)
    pair = IgnoredPair(left, right, by, context.clock())
    if save_ignored(context, pair):
        record_event(context, ChangeKind.IGNORED_PAIR, actor=by, fields=(left, right))
    return pair


def _stored(context: Context, owners: Collection[ClientId]) -> Iterator[IgnoredPair]:
    for record in context.store.list_records(context.book, IGNORED, owners=owners):
        yield from_document(IgnoredPair, record.body)


def forget_ignored(context: Context, client_ids: Collection[ClientId]) -> int:
    """Remove every pair one of these ids is in, as erasure asks (SPEC P23); return how many."""
    pairs = {(p.left, p.right) for p in _stored(context, client_ids)}
    ids = [_record_id(*p) for p in pairs] + [_record_id(b, a) for a, b in pairs]
    context.store.delete_records(context.book, IGNORED, ids)
    return len(pairs)


def ignored_among(context: Context, client_ids: Collection[ClientId]) -> frozenset[Pair]:
    """Return the pairs of these survivors that are ignored, under any id they ever had."""
    now = {old: i for i, olds in known_as(context, client_ids).items() for old in olds}
    found = {
        ordered(now[p.left], now[p.right])
        for p in _stored(context, list(now))
        if p.left in now and p.right in now
    }
    return frozenset(pair for pair in found if pair[0] != pair[1])


def all_ignored(context: Context) -> frozenset[Pair]:
    """Return every ignored pair, as the ids that answer for both sides now.  Cost: O(pairs)."""
    return _answering_pairs(context, IGNORED, "left", "right")


def proposed_pairs(context: Context) -> frozenset[Pair]:
    """Return every pair a door proposed, as the ids that answer for both sides now."""
    return _answering_pairs(context, PROPOSALS, "", "with")


def _answering_pairs(context: Context, collection: str, left: str, right: str) -> frozenset[Pair]:
    """Return the pairs of a collection; without a name the left side is the record's owner."""
    pairs: set[Pair] = set()
    after: tuple[str, str] | None = None
    while True:
        page = context.store.list_records(context.book, collection, after=after, limit=_PAGE)
        pairs.update((r.body[left] if left else r.owner, r.body[right]) for r in page)
        if len(page) < _PAGE:
            break
        after = ("", page[-1].id)
    now = _answering(context, {i for pair in pairs for i in pair})
    found = {ordered(now[a], now[b]) for a, b in pairs}
    return frozenset(pair for pair in found if pair[0] != pair[1])


def _answering(context: Context, ids: Iterable[ClientId]) -> dict[ClientId, ClientId]:
    """Return for each id the one that answers for it."""
    wanted = sorted(ids)
    owners = {i: i for i in wanted}
    for start in range(0, len(wanted), _PAGE):
        part = wanted[start : start + _PAGE]
        found = context.store.get_records(context.book, REDIRECTS, part)
        owners.update((i, r.owner) for i, r in found.items())
    return owners
