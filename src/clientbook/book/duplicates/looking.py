"""The whole of a book looked through, part by part: what was begun and stopped goes on."""

from collections.abc import Collection, Mapping

import attrs
import numpy as np

from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import profile_pages
from clientbook.book.duplicates.finding import read_news, with_proposed
from clientbook.book.duplicates.scan_parts import (
    found_body,
    found_in,
    pairs_body,
    pairs_in,
    portion_body,
    put_back,
)
from clientbook.book.duplicates.scan_records import capped_body, capped_in
from clientbook.book.duplicates.scan_works import GoneError, WorkHead, Works, read_work
from clientbook.book.duplicates.scans import PairColumns, Scan, ScanHead, mark_of
from clientbook.book.duplicates.seats import ask_all
from clientbook.book.progress import ProgressCallback, report
from clientbook.domain.profiles import Profile
from clientbook.matching import CappedKey, MatchModel
from clientbook.matching.lists.blocks import candidate_pairs
from clientbook.matching.lists.columns import Columns, columns_of
from clientbook.matching.lists.encoding import Encoder, Ints
from clientbook.matching.lists.likely import Found, Ranges
from clientbook.matching.lists.many import add_all
from clientbook.matching.lists.pairs import pairs_among
from clientbook.matching.lists.portions import Portion, PortionTaker
from clientbook.matching.lists.processes import range_size

PORTION = 5_000
"""Clients that are read between two moments at which the work can be stopped."""

_PAGE = 500


def look_through(
    context: Context,
    model: MatchModel,
    *,
    shared: Collection[str],
    basis: str,
    keeps: bool,
    progress: ProgressCallback | None = None,
) -> Scan:
    """Look through the whole book, from where a look before was stopped.

    Args:
        context: The book.
        model: The model one starts from.
        shared: Contact points that identify nobody.
        basis: Fingerprint of what the scan depends on beside the clients.
        keeps: True to keep each part for whoever goes on, and to go on with what is kept.
        progress: Called after each part.

    Raises:
        OperationCancelledError: The progress callback returned False.
    """
    looking = _taken_up(context, basis, shared, keeps=keeps)
    looking.read(progress)
    columns = columns_of(looking.encoder)
    pairs, capped = looking.candidates(columns, progress)
    found = pairs_among(
        columns,
        pairs,
        model=model,
        told=lambda done, of: report(progress, "comparing", done, of),
        ranges=Ranges(looking.found, looking.keep_found),
    )
    head = ScanHead(
        looking.works.head.mark, len(columns), basis, found.model, found.frequencies, capped
    )
    likely = with_proposed(context, PairColumns.of(found.pairs), head, shared)
    return Scan(attrs.evolve(head, seats=ask_all(context, likely)), likely)


class _Looking:
    """A look through a book that goes on.

    Args:
        works: Keeps its parts.
        shared: Contact points that identify nobody.
    """

    def __init__(self, works: Works, shared: Collection[str]) -> None:
        self.works = works
        self.encoder = Encoder(shared)
        self._candidates: tuple[Ints, tuple[CappedKey, ...]] | None = None
        self.found: list[Found] = []

    def take_up(self) -> None:
        """Take up what is kept.

        Raises:
            GoneError: Parts of it are gone since.
        """
        works, head = self.works, self.works.head
        for body in works.parts("read"):
            put_back(self.encoder, body)
        if head.pairs is not None:
            none = np.zeros(0, np.int64)
            pairs = np.concatenate([none, *map(pairs_in, works.parts("pairs"))])
            (capped,) = works.parts("capped")
            self._candidates = pairs, capped_in(capped)
        self.found = [found_in(body) for body in works.parts("compared")]

    def read(self, progress: ProgressCallback | None) -> None:
        """Read the clients that are not read yet."""
        context, head, encoder = self.works.context, self.works.head, self.encoder
        if head.is_read:
            return
        taker, met = PortionTaker(encoder), set(encoder.ids)
        special = dict[int, Profile]()
        for page in profile_pages(context, after=head.after, page=min(_PAGE, PORTION)):
            # One that has another name since it was read may come again further down the list.
            fresh = [item for item in page.profiles if item[0] not in met]
            met.update(client_id for client_id, _ in fresh)
            for row, (_, profile) in enumerate(fresh, start=len(encoder.ids)):
                if isinstance(profile, Profile):
                    special[row] = profile
            add_all(encoder, fresh)
            if page.after is None or len(encoder.ids) - head.read >= PORTION:
                head = head.with_portion(len(encoder.ids), page.after)
                self._keep_portion(head, taker.take(), special)
                special.clear()
                report(progress, *attrs.astuple(head.progress))

    def _keep_portion(
        self, head: WorkHead, portion: Portion, special: Mapping[int, Profile]
    ) -> None:
        self.works.keep(head, lambda: {"read": [portion_body(portion, special)]})

    def candidates(
        self, columns: Columns, progress: ProgressCallback | None
    ) -> tuple[Ints, tuple[CappedKey, ...]]:
        """Return the pairs to compare, and the keys that are left out."""
        if self._candidates is None:
            pairs, capped = candidate_pairs(columns)
            size = range_size(len(pairs), 1)
            parts = [pairs[at : at + size] for at in range(0, len(pairs), size)]
            head = attrs.evolve(self.works.head, pairs=len(pairs), ranges=len(parts))
            self.works.keep(
                head,
                lambda: {"capped": [capped_body(capped)], "pairs": [pairs_body(p) for p in parts]},
            )
            self._candidates = pairs, tuple(capped)
            report(progress, *attrs.astuple(head.progress))
        return self._candidates

    def keep_found(self, found: Found) -> None:
        """Keep what comparing the next range found."""
        head = self.works.head
        head = attrs.evolve(head, compared=head.compared + 1)
        self.works.keep(head, lambda: {"compared": [found_body(found)]})


def _taken_up(context: Context, basis: str, shared: Collection[str], *, keeps: bool) -> _Looking:
    """Return the look that was begun and still stands for the book, else a new one."""
    total = context.store.count_clients(context.book)
    keeps = keeps and total > PORTION
    stored = read_work(context) if keeps else None
    if stored is not None and stored.basis == basis and _stands(context, stored):
        looking = _Looking(Works(context, stored, keeps=True, stored=stored), shared)
        try:
            looking.take_up()
        except GoneError:
            stored = read_work(context)
        else:
            return looking
    mark = mark_of(context.store.read_changes(context.book, limit=1, descending=True))
    head = WorkHead(context.make_id(), basis, mark, total)
    return _Looking(Works(context, head, keeps=keeps, stored=stored), shared)


def _stands(context: Context, head: WorkHead) -> bool:
    """True where few enough clients have changed to be caught up with in the end."""
    return read_news(context, head.mark, head.total) is not None
