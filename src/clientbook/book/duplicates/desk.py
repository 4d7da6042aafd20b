"""The desk for duplicates: pairs that are likely one person, and pairs that are not."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

import attrs

from clientbook.book.clients.answers import CheckAnswer
from clientbook.book.clients.checking import check
from clientbook.book.clients.holders import shared_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import (
    SCORED,
    find_candidates,
    stream_profiles,
)
from clientbook.book.duplicates.ignored import (
    Pair,
    all_ignored,
    ignore_pair,
    ordered,
    proposed_pairs,
)
from clientbook.book.pages import Cursor, Page, check_limit, make_cursor, read_cursor
from clientbook.book.resolving import load_active
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind
from clientbook.domain.merges import IgnoredPair
from clientbook.domain.profiles import Profile
from clientbook.errors import PlanError
from clientbook.matching import (
    TWO_SEATS,
    CappedKey,
    Explanation,
    Frequencies,
    MatchModel,
    PairEvidence,
    ScoredPair,
    clusters,
    explain,
    find_pairs_report,
    shipped_model,
)
from clientbook.matching.pairs.model import UNIT
from clientbook.matching.pairs.scoring import probability
from clientbook.reports.side_by_side import ReviewPair

RESCAN_SIZE = 20_000
"""Up to this size of the book any change leads to a new scan; beyond it, clients changed since
the scan are compared again through the key index."""

RESCAN_CHANGES = 2_000
"""Most changes since a scan that are caught up with; more lead to a new scan."""

_ABOUT_OTHER_THINGS = EVENT_KINDS | {ChangeKind.BLOCKED, ChangeKind.UNBLOCKED}


_Mark = tuple[int, datetime | None, ClientId | None, int]
"""A change by which a position of the journal is known again."""


def _last(changes: Sequence[Change]) -> _Mark:
    if not changes:
        return (0, None, None, 0)
    change = changes[-1]
    return (change.seq, change.at, change.client_id, change.revision)


@attrs.frozen
class _Scan:
    """All pairs of the book at one change of the journal, as the profiles alone weigh them."""

    last: _Mark
    size: int
    shared: frozenset[str]
    pairs: tuple[ScoredPair, ...]
    capped: tuple[CappedKey, ...]
    model: MatchModel  # with the prior of this book


def _place(pair: ScoredPair) -> tuple[int, ClientId, ClientId]:
    # Weights are whole multiples of 1/1024 bit.
    return (-round(pair.match_weight * UNIT), pair.left, pair.right)


@runtime_checkable
class SeatSource(Protocol):
    """An activity source that knows who sat beside whom."""

    def seated_together(self, book: str, a: ClientId, b: ClientId) -> int:
        """Return in how many appointments both have a seat."""


class DuplicateDesk:
    """Finds duplicates in one book.

    The pairs of the whole book are found by one scan, kept until a client changes.

    Args:
        context: The book.
        model: The matching model; None for the shipped one.
    """

    def __init__(self, context: Context, *, model: MatchModel | None = None) -> None:
        self._context = context
        self._model = model or shipped_model()
        self._scan: _Scan | None = None
        self._counted: tuple[_Mark, Frequencies] | None = None
        self._seats: dict[Pair, bool] = {}  # of pairs of the scan only

    def pairs(
        self,
        *,
        limit: int = 50,
        after: Cursor | None = None,
        threshold: float | None = None,
    ) -> Page[ScoredPair]:
        """Return pairs of clients that are likely one person; ignored ones are left out.

        Pairs have ``left < right`` and come by weight (highest first), then ids.  Pairs that a
        door proposed (an ambiguous online booking) are among them, whatever their weight.

        Args:
            limit: At most so many, 1 to 1000.
            after: Cursor of the page before, for the next one.
            threshold: Match probability from which a pair is returned, at least the model's
                ``propose_threshold``; ``model.auto_threshold`` leaves those a machine may merge.
        """
        check_limit(limit)
        found = self._open_pairs(threshold)
        start = 0
        if after is not None:
            weight, left, right = read_cursor(after, int, str, str)
            start = bisect_right(found, (-int(weight), left, right), key=_place)
        items = tuple(found[start : start + limit])
        more = start + limit < len(found)
        last = make_cursor(-_place(items[-1])[0], *_place(items[-1])[1:]) if more else None
        return Page(items, last, len(found) if after is None else None)

    def _open_pairs(self, threshold: float | None) -> list[ScoredPair]:
        """Return every pair nobody has decided yet, in order."""
        ignored = all_ignored(self._context)
        found = {(p.left, p.right): p for p in self._weighed(self._current().pairs)}
        for pair in proposed_pairs(self._context) - found.keys():
            for item in self._scored(*pair):
                found[pair] = item
        least = threshold or 0.0
        wanted = (
            p for ids, p in found.items() if p.match_probability >= least and ids not in ignored
        )
        return sorted(wanted, key=_place)

    def _scored(self, left: ClientId, right: ClientId) -> Iterator[ScoredPair]:
        """Yield the pair of two clients that are both active."""
        context = self._context
        clients = context.store.get_clients(context.book, [left, right])
        if len(clients) == 2 and all(c.is_active for c in clients.values()):
            shared = shared_keys(context)
            parts = self._explain(clients[left], clients[right], shared)
            yield ScoredPair(left, right, parts.match_weight, parts.match_probability)

    def capped(self) -> tuple[CappedKey, ...]:
        """Return the match keys too many clients share to compare them all through it."""
        return self._current().capped

    def check(
        self, profile: Profile, *, limit: int = 10, threshold: float | None = None
    ) -> CheckAnswer:
        """Return the clients a new profile may be, without a scan.

        It is the answer of :meth:`~clientbook.book.clients.desk.ClientDesk.check` under this
        desk's model, without those below the threshold.

        Args:
            profile: The new profile.
            limit: At most so many.
            threshold: Match probability from which a client is returned; None for the model's
                ``propose_threshold``.
        """
        least = self._model.propose_threshold if threshold is None else threshold
        return check(self._context, profile, model=self._model, threshold=least, limit=limit)

    def ignore(self, a: ClientId, b: ClientId, *, by: Actor) -> IgnoredPair:
        """Say that two clients are not the same; it is never proposed again.

        The pair has no order, and follows either client through merges and back.

        Args:
            a: One client, under any id it ever had.
            b: The other.
            by: Who says so.

        Raises:
            ClientNotFoundError: No such client.
            ClientStateError: A client is deleted or erased.
            PlanError: Both ids lead to one client.
        """
        with self._context.unit():
            left, right = (load_active(self._context, i).id for i in (a, b))
            if left == right:
                raise PlanError("both ids lead to one client", "name two different clients")
            return ignore_pair(self._context, left, right, by=by)

    def ignored(self) -> tuple[tuple[ClientId, ClientId], ...]:
        """Return the ignored pairs, sorted, as the ids that answer now."""
        return tuple(sorted(all_ignored(self._context)))

    def explain(self, a: ClientId, b: ClientId) -> Explanation:
        """Say what the score of two clients is made of; the parts sum to it.

        Raises:
            ClientNotFoundError: No such client.
            ClientStateError: A client is deleted or erased.
        """
        left, right = (load_active(self._context, i) for i in ordered(a, b))
        return self._explain(left, right, shared_keys(self._context))

    def review(self, pairs: Sequence[ScoredPair]) -> tuple[ReviewPair, ...]:
        """Return pairs with both clients and the explanation, for a person to look at.

        Pairs of which a client is gone since are left out.
        """
        context = self._context
        ids = {i for p in pairs for i in (p.left, p.right)}
        clients = context.store.get_clients(context.book, ids)
        shared = shared_keys(context)
        found: list[ReviewPair] = []
        for pair in pairs:
            left, right = clients.get(pair.left), clients.get(pair.right)
            if left and right and left.is_active and right.is_active:
                parts = self._explain(left, right, shared)
                found.append(ReviewPair(pair, left, right, parts))
        return tuple(found)

    def clusters(self, *, threshold: float | None = None) -> tuple[tuple[ClientId, ...], ...]:
        """Return groups of clients that are likely one person each; ignored pairs stay apart.

        Args:
            threshold: Match probability from which a pair links; None for the model's
                ``propose_threshold``.
        """
        context = self._context
        least = threshold or 0.0
        current = self._weighed(self._current().pairs)
        pairs = [p for p in current if p.match_probability >= least]
        ids = {i for p in pairs for i in (p.left, p.right)}
        profiles = {i: c.profile for i, c in context.store.get_clients(context.book, ids).items()}
        apart = all_ignored(context)
        found = clusters(pairs, cannot_link=apart, profiles=profiles, model=self._own_model())
        return tuple(found)

    def _explain(self, a: Client, b: Client, shared: Collection[str]) -> Explanation:
        return explain(
            a.profile,
            b.profile,
            model=self._own_model(),
            frequencies=self._frequencies(),
            evidence=self._evidence(a.id, b.id),
            shared=shared,
        )

    def _own_model(self) -> MatchModel:
        """Return the model with what the book itself teaches; a large one is not scanned for it."""
        if self._context.store.count_clients(self._context.book) <= RESCAN_SIZE:
            return self._current().model
        return self._scan.model if self._scan else self._model

    def _frequencies(self) -> Frequencies:
        """Return how common values are; for large books typical shares stand in for counts."""
        context = self._context
        last = _last(context.store.read_changes(context.book, limit=1, descending=True))
        if self._counted is None or self._counted[0] != last:
            size = context.store.count_clients(context.book)
            if size > RESCAN_SIZE:
                counts = Frequencies(size)
            else:
                counts = Frequencies.of(p for _, p in stream_profiles(context))
            self._counted = (last, counts)
        return self._counted[1]

    def _current(self) -> _Scan:
        """Return the scan that stands for the book as it is."""
        context = self._context
        shared = shared_keys(context)
        scan = self._scan
        if context.is_rehearsal:
            return self._rescan(shared)  # not kept: the book will not be so
        if scan is None or scan.shared != shared:
            self._scan = self._rescan(shared)
            return self._scan
        changes = context.store.read_changes(
            context.book, after=scan.last[0] - 1, limit=RESCAN_CHANGES + 2
        )
        # A transaction that was rolled back gives its positions to other changes.
        known = _last(changes[:1]) == scan.last
        fresh = changes[1:]
        if known and not fresh:
            return scan
        changed = {c.client_id for c in fresh if c.kind not in _ABOUT_OTHER_THINGS}
        self._forget_seats({c.client_id for c in fresh})
        if not known or len(fresh) > RESCAN_CHANGES or (changed and scan.size <= RESCAN_SIZE):
            self._scan = self._rescan(shared)
        else:
            self._scan = self._catch_up(scan, {i for i in changed if i}, _last(fresh))
        return self._scan

    def _forget_seats(self, touched: Collection[ClientId | None]) -> None:
        """Let appointments of these clients be asked for again."""
        stale = [p for p in self._seats if p[0] in touched or p[1] in touched]
        for pair in stale:
            del self._seats[pair]

    def _rescan(self, shared: frozenset[str]) -> _Scan:
        context = self._context
        newest = context.store.read_changes(context.book, limit=1, descending=True)
        size = 0

        def counted() -> Iterator[tuple[ClientId, Profile]]:
            nonlocal size
            for size, item in enumerate(stream_profiles(context), start=1):  # noqa: B007
                yield item

        report = find_pairs_report(counted(), model=self._model, shared=shared)
        self._seats.clear()
        return _Scan(_last(newest), size, shared, report.pairs, report.capped, report.model)

    def _weighed(self, pairs: Iterable[ScoredPair]) -> Iterator[ScoredPair]:
        """Yield pairs with what the host knows beside the profiles; what it refutes is left out."""
        for pair in pairs:
            ids = (pair.left, pair.right)
            if ids not in self._seats:
                self._seats[ids] = bool(self._evidence(*ids))
            bits = self._bits(TWO_SEATS) if self._seats[ids] else 0.0
            if not bits:
                yield pair
                continue
            weight = pair.match_weight + bits
            chance = probability(weight)
            if chance >= self._model.propose_threshold:
                yield ScoredPair(pair.left, pair.right, weight, chance)

    def _evidence(self, left: ClientId, right: ClientId) -> tuple[PairEvidence, ...]:
        """Return what appointments say: who sits beside somebody is somebody else (SPEC X28)."""
        context = self._context
        together = any(
            source.seated_together(context.book, left, right)
            for source in context.sources
            if isinstance(source, SeatSource)
        )
        return (TWO_SEATS,) if together else ()

    def _bits(self, evidence: PairEvidence) -> float:
        own = evidence.weight
        return self._model.evidence[evidence.kind] if own is None else own

    def _catch_up(self, scan: _Scan, changed: Collection[ClientId], last: _Mark) -> _Scan:
        """Return a scan in which clients changed since are compared again."""
        context = self._context
        pairs = {
            (p.left, p.right): p
            for p in scan.pairs
            if p.left not in changed and p.right not in changed
        }
        for client_id, client in context.store.get_clients(context.book, changed).items():
            if not client.is_active:
                continue
            report = find_candidates(
                context, client.profile, model=scan.model, without=(client_id,), limit=SCORED
            )
            for c in report.candidates:
                left, right = ordered(client_id, c.client.id)
                score = c.explanation
                pairs[left, right] = ScoredPair(
                    left, right, score.match_weight, score.match_probability
                )
        return attrs.evolve(scan, last=last, pairs=tuple(sorted(pairs.values(), key=_place)))
