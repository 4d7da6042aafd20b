"""The desk for duplicates: pairs that are likely one person, and pairs that are not."""

from collections.abc import Callable, Collection, Iterator, Sequence

from clientbook.book.clients.answers import CheckAnswer
from clientbook.book.clients.checking import check
from clientbook.book.clients.holders import shared_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.ignored import (
    Pair,
    all_ignored,
    ignore_pair,
    ordered,
    proposed_pairs,
)
from clientbook.book.duplicates.keeping import ScanKeeper
from clientbook.book.duplicates.scan_records import read_capped
from clientbook.book.duplicates.scan_works import read_work
from clientbook.book.duplicates.scans import OpenPairs, Scan, place_of
from clientbook.book.duplicates.seats import SeatSource, seated_pairs
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.progress import ProgressCallback
from clientbook.book.resolving import load_active
from clientbook.domain.audiences import Audience
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.merges import DuplicateScan, IgnoredPair
from clientbook.domain.profiles import Profile
from clientbook.errors import PlanError
from clientbook.importing.plans import Progress
from clientbook.matching import (
    TWO_SEATS,
    CappedKey,
    Explanation,
    Frequencies,
    MatchModel,
    ScoredPair,
    clusters,
    explain,
    shipped_model,
)
from clientbook.matching.pairs.frequencies import Counts
from clientbook.matching.pairs.scoring import probability
from clientbook.reports.side_by_side import ReviewPair

__all__ = ["DuplicateDesk", "SeatSource"]


@guarded
class DuplicateDesk:
    """Finds duplicates in one book.

    The pairs of the whole book are found by one scan, kept in the book: a page reads it and
    compares again whom the journal names since.  :meth:`scan` brings it up to date, in a job of
    yours; a book that was never scanned, or in which much has changed, is scanned by whoever asks
    for pairs first.

    Args:
        context: The book.
        model: The matching model; None for the shipped one.
    """

    def __init__(self, context: Context, *, model: MatchModel | None = None) -> None:
        self._context = context
        self._model = model or shipped_model()
        self._keeper = ScanKeeper(context, self._model)

    def scan(self, *, progress: ProgressCallback | None = None) -> DuplicateScan:
        """Bring the stored list of pairs up to date, so that nobody who asks for them has to wait.

        For a job: each night, and after a large import.  Clients that few changes name are
        compared again; a book in which much has changed is looked through as a whole.  Others
        read and write meanwhile.  Stopped or killed anywhere, the list before stands, and whoever
        scans next, in any process, goes on with the clients that were read and the pairs that
        were compared; what changed meanwhile is compared again in the end.

        Args:
            progress: Called after each part (some 5,000 clients read, some 400,000 pairs
                compared); returning False stops there.

        Returns:
            What was looked through and found.

        Raises:
            OperationCancelledError: The progress callback returned False.
            StoreUnavailableError: The book cannot be written to.
            RuntimeError: Inside a unit of work: its writers would wait for the whole scan.
        """
        context = self._context
        if context.in_unit:
            raise RuntimeError("a scan is stored in a unit of work of its own: begin it outside")
        scan, again = self._keeper.renew(progress)
        return DuplicateScan(
            clients=context.store.count_clients(context.book),
            pairs=len(self._open_pairs(scan, None)),
            capped=len(read_capped(context, scan.head)),
            compared=scan.head.size if again is None else again,
            is_whole=again is None,
            at=context.clock(),
        )

    def scan_progress(self) -> Progress | None:
        """Say how far a scan is that was begun and has not ended: the next one goes on from there.

        None where none was begun.  One that others have made useless since begins anew.
        """
        work = read_work(self._context)
        return None if work is None else work.progress

    def needs_scan(self) -> bool:
        """Say whether :meth:`pairs` would take seconds, for it would look through a large book.

        So after a large import, and in a book that was never scanned.  A page asks this first,
        and has somebody :meth:`scan` with a word of it.  False inside a unit of work, where no
        scan can be kept.

        Cost: that of reading the stored list and the journal since, at most.
        """
        return self._keeper.is_due()

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
        behind = None
        if after is not None:
            weight, left, right = read_cursor(after, int, str, str)
            behind = (-int(weight), str(left), str(right))
        found = self._open_pairs(self._keeper.current(), threshold)
        some = found.first(limit + 1, behind=behind)
        items = tuple(some[:limit])
        more = len(some) > limit
        last = make_cursor(-place_of(items[-1])[0], *place_of(items[-1])[1:]) if more else None
        return Page(items, last, len(found) if after is None else None)

    def _open_pairs(self, scan: Scan, threshold: float | None) -> OpenPairs:
        """Return every pair nobody has decided yet, in order."""
        context, pairs = self._context, scan.pairs
        ignored, seated = all_ignored(context), scan.head.seats.together
        end = len(pairs) if threshold is None else pairs.likelier(threshold)
        skipped = pairs.positions(ignored | seated)
        proposed = proposed_pairs(context) - ignored
        known = {(pairs.lefts[at], pairs.rights[at]) for at in pairs.positions(proposed)}
        others = [
            *self._reweighed(scan, seated - ignored, proposed),
            *self._scored(proposed - known),  # since the scan
        ]
        least = threshold or 0.0
        wanted = (pair for pair in others if pair.match_probability >= least)
        return OpenPairs(
            pairs, end, frozenset(at for at in skipped if at < end), sorted(wanted, key=place_of)
        )

    def _reweighed(
        self, scan: Scan, seated: Collection[Pair], proposed: Collection[Pair] = ()
    ) -> Iterator[ScoredPair]:
        """Yield pairs of two that sat side by side with what is left of their weight.

        Those that are not likely any more are left out, unless a door proposed them.
        """
        bits = self._model.evidence[TWO_SEATS.kind]
        for at in scan.pairs.positions(seated):
            pair = scan.pairs[at]
            weight = pair.match_weight + bits
            chance = probability(weight)
            if chance >= self._model.propose_threshold or (pair.left, pair.right) in proposed:
                yield ScoredPair(pair.left, pair.right, weight, chance)

    def _scored(self, pairs: Collection[Pair]) -> Iterator[ScoredPair]:
        """Yield those pairs of which both clients are active."""
        if not pairs:
            return
        context = self._context
        clients = context.store.get_clients(context.book, {i for pair in pairs for i in pair})
        active = {i: client for i, client in clients.items() if client.is_active}
        explained = self._scorer()
        for left, right in sorted(pairs):
            if left in active and right in active:
                parts = explained(active[left], active[right])
                yield ScoredPair(left, right, parts.match_weight, parts.match_probability)

    def capped(self) -> tuple[CappedKey, ...]:
        """Return the match keys too many clients share to compare them all through it."""
        return read_capped(self._context, self._keeper.current().head)

    def check(
        self, profile: Profile, *, limit: int = 10, threshold: float | None = None
    ) -> CheckAnswer:
        """Return the clients a new profile may be, without a scan.

        It is the answer of :meth:`~clientbook.book.clients.desk.ClientDesk.check` under this
        desk's model, without those of the others that stay below the threshold: whom the identity
        rule means, or asks about, is returned whatever the model thinks.

        Args:
            profile: The new profile.
            limit: At most so many.
            threshold: Match probability from which another client is returned; None for the
                model's ``propose_threshold``.
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
        return self._scorer()(left, right)

    def review(self, pairs: Sequence[ScoredPair]) -> tuple[ReviewPair, ...]:
        """Return pairs with both clients and the explanation, for a person to look at.

        Pairs of which a client is gone since are left out.
        """
        context = self._context
        ids = {i for p in pairs for i in (p.left, p.right)}
        clients = context.store.get_clients(context.book, ids)
        explained, audience = self._scorer(), Audience.of(context.settings)
        found: list[ReviewPair] = []
        for pair in pairs:
            left, right = clients.get(pair.left), clients.get(pair.right)
            if left and right and left.is_active and right.is_active:
                found.append(ReviewPair(pair, left, right, explained(left, right), audience))
        return tuple(found)

    def clusters(self, *, threshold: float | None = None) -> tuple[tuple[ClientId, ...], ...]:
        """Return groups of clients that are likely one person each; ignored pairs stay apart.

        Args:
            threshold: Match probability from which a pair links; None for the model's
                ``propose_threshold``.
        """
        context, scan = self._context, self._keeper.current()
        pairs = list(self._weighed(scan, threshold or 0.0))
        ids = {i for p in pairs for i in (p.left, p.right)}
        profiles = {i: c.profile for i, c in context.store.get_clients(context.book, ids).items()}
        apart, model = all_ignored(context), scan.head.model
        return tuple(clusters(pairs, cannot_link=apart, profiles=profiles, model=model))

    def _weighed(self, scan: Scan, least: float) -> Iterator[ScoredPair]:
        """Yield likely pairs with what the host knows beside the profiles."""
        least = max(least, self._model.propose_threshold)
        seated = scan.head.seats.together
        apart = frozenset(scan.pairs.positions(seated))
        for at in range(scan.pairs.likelier(least)):
            if at not in apart:
                yield scan.pairs[at]
        yield from (p for p in self._reweighed(scan, seated) if p.match_probability >= least)

    def _scorer(self) -> Callable[[Client, Client], Explanation]:
        """Return what explains pairs of the book as it is."""
        context = self._context
        head, shared = self._keeper.head(), shared_keys(context)
        model, counts = (head.model, head.counts) if head is not None else self._typical()

        def explained(a: Client, b: Client) -> Explanation:
            together = seated_pairs(context, [ordered(a.id, b.id)])
            evidence = (TWO_SEATS,) if together else ()
            return explain(
                a.profile,
                b.profile,
                model=model,
                frequencies=counts,
                evidence=evidence,
                shared=shared,
            )

        return explained

    def _typical(self) -> tuple[MatchModel, Counts]:
        """Return what stands in while the book was not looked through: typical shares."""
        return self._model, Frequencies(self._context.store.count_clients(self._context.book))
