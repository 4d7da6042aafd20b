"""The pairs of a book, caught up with what changed since the whole of it was looked through."""

from collections.abc import Collection, Iterator

import attrs

from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import clients_sharing_keys
from clientbook.book.duplicates.ignored import Pair, ordered, proposed_pairs
from clientbook.book.duplicates.scans import Mark, PairColumns, Scan, ScanHead, mark_of
from clientbook.book.duplicates.seats import ask_again
from clientbook.book.progress import ProgressCallback, report
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import EVENT_KINDS, ChangeKind
from clientbook.matching import ScoredPair
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.scoring import probability, score_features

RESCAN_SIZE = 200
"""Up to this size any change leads to a new look at the whole book: it costs little, and in a
small book each client changes what the book teaches."""

CHANGES_READ = 20_000
"""Most entries of the journal that are read to catch up; more lead to a new look."""

_PAGE = 1_000
_ABOUT_OTHER_THINGS = EVENT_KINDS | {ChangeKind.BLOCKED, ChangeKind.UNBLOCKED}


def is_small(size: int) -> bool:
    """True for a book that is looked through anew whenever a client of it changed."""
    return size <= RESCAN_SIZE


def most_changed(size: int) -> int:
    """Return how many clients are compared again rather than all of a book of this size.

    To look for one costs as much as a hundred in a look at the whole.
    """
    return max(50, size // 100)


def most_caught_up(size: int) -> int:
    """Return after how many clients compared again a book is looked through as a whole.

    What it taught, and how common its values are, holds for as long as most of it is the same.
    """
    return max(50, size // 10)


@attrs.frozen
class News:
    """What happened since a scan.

    Args:
        last: The last change.
        entries: How many entries of the journal there are.
        changed: Clients whose pairs may be others.
        touched: Clients that anything happened with.
    """

    last: Mark
    entries: int
    changed: frozenset[ClientId]
    touched: frozenset[ClientId]


def read_news(context: Context, mark: Mark, size: int, caught_up: int = 0) -> News | None:
    """Return what happened since a look at the whole book; None where it takes a new one.

    Args:
        context: The book.
        mark: The last change that was in it.
        size: Clients of the book then.
        caught_up: Clients compared again since.
    """
    changes = context.store.read_changes(context.book, after=mark[0] - 1, limit=_PAGE)
    # A transaction that was rolled back gives its positions to other changes.
    if mark_of(changes[:1]) != mark:
        return None
    most = min(most_changed(size), most_caught_up(size) - caught_up)
    last, entries = changes, len(changes) - 1 if changes else 0
    changed: set[ClientId] = set()
    touched: set[ClientId] = set()
    fresh = changes[1:]
    while True:
        touched.update(c.client_id for c in fresh if c.client_id)
        changed.update(
            c.client_id for c in fresh if c.client_id and c.kind not in _ABOUT_OTHER_THINGS
        )
        if entries > CHANGES_READ or len(changed) > most or (changed and is_small(size)):
            return None
        if len(changes) < _PAGE:
            return News(mark_of(last), entries, frozenset(changed), frozenset(touched))
        changes = fresh = context.store.read_changes(
            context.book, after=changes[-1].seq, limit=_PAGE
        )
        entries += len(fresh)
        last = changes or last


def catch_up(
    context: Context,
    scan: Scan,
    news: News,
    *,
    shared: Collection[str],
    progress: ProgressCallback | None = None,
) -> Scan:
    """Return a scan in which clients changed since are compared again.

    Raises:
        OperationCancelledError: The progress callback returned False.
    """
    head, new = scan.head, dict[tuple[ClientId, ClientId], ScoredPair]()
    clients = context.store.get_clients(context.book, news.changed) if news.changed else {}
    for done, client in enumerate(clients.values(), start=1):
        if client.is_active:
            new |= {(p.left, p.right): p for p in _pairs_of(context, client, head, shared)}
        report(progress, "comparing", done, len(clients))
    pairs = scan.pairs.changed(scan.pairs.of_clients(news.changed), new.values())
    pairs = with_proposed(context, pairs, head, shared)
    head = attrs.evolve(head, mark=news.last, caught_up=head.caught_up + len(news.changed))
    return ask_again(context, Scan(head, pairs), news.touched)


def _pairs_of(
    context: Context, client: Client, head: ScanHead, shared: Collection[str]
) -> Iterator[ScoredPair]:
    """Yield the likely pairs of one client, through the key index."""
    asked = features(client.profile, shared=shared)  # once: it costs more than a score
    for other in clients_sharing_keys(context, client.profile, without=(client.id,)):
        pair = ordered(client.id, other.id)
        scored = _scored(pair, asked, features(other.profile, shared=shared), head)
        if scored.match_probability >= head.model.propose_threshold:
            yield scored


def _scored(pair: Pair, left: Features, right: Features, head: ScanHead) -> ScoredPair:
    parts = score_features(left, right, model=head.model, frequencies=head.counts)
    weight = sum(part.weight for part in parts)
    return ScoredPair(*pair, weight, probability(weight))


def with_proposed(
    context: Context, pairs: PairColumns, head: ScanHead, shared: Collection[str]
) -> PairColumns:
    """Return pairs with those that a door proposed, whatever they weigh."""
    proposed = set(proposed_pairs(context))
    proposed -= {(pairs.lefts[at], pairs.rights[at]) for at in pairs.positions(proposed)}
    ids = {i for pair in proposed for i in pair}
    clients = context.store.get_clients(context.book, ids) if ids else {}
    active = {i: features(c.profile, shared=shared) for i, c in clients.items() if c.is_active}
    new = [
        _scored(pair, active[pair[0]], active[pair[1]], head)
        for pair in proposed
        if pair[0] in active and pair[1] in active
    ]
    return pairs.changed((), new)
