"""The scan that stands for a book: in this process, else in the store, else made anew."""

from collections.abc import Iterator

import attrs

from clientbook.book.clients.holders import shared_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.finding import (
    News,
    catch_up,
    is_small,
    read_news,
)
from clientbook.book.duplicates.scan_records import (
    basis_of,
    counts_stand,
    read_head,
    read_scan,
    store_scan,
)
from clientbook.book.duplicates.scans import Scan, ScanHead
from clientbook.book.duplicates.seats import ask_all, know_seats
from clientbook.book.progress import ProgressCallback
from clientbook.errors import StoreError
from clientbook.matching import MatchModel

HANDFUL = 10
"""Clients compared again that are worth a write."""

AT_ONCE = 2_000
"""Up to this size a book is looked through while somebody waits: it takes a third of a second."""

_MANY_ENTRIES = 1_000  # of the journal; to read so many is worth a write


class ScanKeeper:
    """Hands out the scan of one book, made with as little work as the book allows.

    Args:
        context: The book.
        model: The matching model one starts from.
    """

    def __init__(self, context: Context, model: MatchModel) -> None:
        self._context = context
        self._model = model
        self._scan: Scan | None = None

    def current(self) -> Scan:
        """Return the scan that stands for the book as it is.

        What cost much is stored for whoever comes next, where the book can be written to.
        """
        return self._bring_up_to_date(None)[0]

    def renew(self, progress: ProgressCallback | None) -> tuple[Scan, int | None]:
        """Bring the stored scan up to date.

        Returns:
            The scan, and how many clients were compared again; None for the whole book.
        """
        scan, compared = self._bring_up_to_date(progress, storing=False)
        if compared is not None:  # the host's appointments change without a word in the journal
            seats = ask_all(self._context, scan.pairs)
            scan = attrs.evolve(scan, head=attrs.evolve(scan.head, seats=seats))
        self._scan = store_scan(self._context, scan)
        return self._scan, compared

    def is_due(self) -> bool:
        """True where whoever asks for pairs would look through the whole of a large book."""
        context = self._context
        if context.is_rehearsal or context.in_unit:
            return False
        if context.store.count_clients(context.book) <= AT_ONCE:
            return False
        for scan in self._standing(self._basis()[0]):
            if self._news(scan.head) is not None:
                self._scan = scan  # read once
                return False
        return True

    def head(self) -> ScanHead | None:
        """Return by what pairs are weighed, without looking at the book for it.

        None for a book that was never looked through; a small one is, then.
        """
        context = self._context
        if is_small(context.store.count_clients(context.book)):
            return self.current().head
        basis = self._basis()[0]
        near = self._near(basis)
        if near is not None:
            return near.head
        stored = read_head(context, basis)
        return stored.head if stored is not None else None

    def _basis(self) -> tuple[str, frozenset[str]]:
        shared = shared_keys(self._context)
        return basis_of(self._model, shared), shared

    def _bring_up_to_date(
        self, progress: ProgressCallback | None, *, storing: bool = True
    ) -> tuple[Scan, int | None]:
        context = self._context
        basis, shared = self._basis()
        for scan in self._standing(basis):
            news = self._news(scan.head)
            if news is None:
                continue
            known = know_seats(context, scan)
            found = known
            if news.entries:
                found = catch_up(context, known, news, shared=shared, progress=progress)
            dear = known is not scan or _is_dear(news)
            return self._kept(found, storing=storing and dear), len(news.changed)
        found = self._looked_through(basis, shared, progress)
        return self._kept(found, storing=storing), None

    def _looked_through(
        self, basis: str, shared: frozenset[str], progress: ProgressCallback | None
    ) -> Scan:
        """Look through the whole book, then catch up with what happened meanwhile."""
        # Only whole books need numpy, whose import costs 0.1 s and 12 MiB.
        from clientbook.book.duplicates.looking import look_through

        context = self._context
        keeps = self._may_write() and not context.is_rehearsal
        scan = look_through(
            context, self._model, shared=shared, basis=basis, keeps=keeps, progress=progress
        )
        news = self._news(scan.head)
        if news is None or not news.entries:
            return scan
        return catch_up(context, scan, news, shared=shared)

    def _news(self, head: ScanHead) -> News | None:
        return read_news(self._context, head.mark, head.size, head.caught_up)

    def _near(self, basis: str) -> Scan | None:
        """Return the scan of this process, unless another has replaced what it stands on."""
        scan = self._scan
        if scan is None or scan.head.basis != basis:
            return None
        return scan if counts_stand(self._context, scan.head) else None

    def _standing(self, basis: str) -> Iterator[Scan]:
        """Yield the scans there are of this basis, the nearest first."""
        near = self._near(basis)
        if near is not None:
            yield near
        stored = read_scan(self._context, basis)
        if stored is not None:
            yield stored

    def _kept(self, scan: Scan, *, storing: bool) -> Scan:
        context = self._context
        if context.is_rehearsal:
            return scan  # the book will not be so
        if storing and not is_small(scan.head.size) and self._may_write():
            scan = self._stored(scan)
        self._scan = scan
        return scan

    def _may_write(self) -> bool:
        """True where a unit of work of our own can begin; a joined store's is the host's."""
        return not (self._context.in_unit or getattr(self._context.store, "is_joined", False))

    def _stored(self, scan: Scan) -> Scan:
        """Store a scan if that can be: whoever asked for pairs gets them all the same."""
        try:
            return store_scan(self._context, scan)
        except StoreError:
            return scan


def _is_dear(news: News) -> bool:
    return len(news.changed) > HANDFUL or news.entries > _MANY_ENTRIES
