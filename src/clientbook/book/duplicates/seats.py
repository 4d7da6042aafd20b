"""What appointments say of a pair: who sits beside somebody is somebody else (SPEC X28)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol, runtime_checkable

import attrs

from clientbook.book.contexts import Context
from clientbook.book.duplicates.ignored import Pair
from clientbook.book.duplicates.scans import PairColumns, Scan, Seats
from clientbook.domain.clients import ClientId


@runtime_checkable
class SeatSource(Protocol):
    """An activity source that knows who sat beside whom.

    It is asked for a pair when the pair is found, again when the journal of the book names one
    of the two, and for all pairs by :meth:`.DuplicateDesk.scan`.
    """

    def seated_together(self, book: str, a: ClientId, b: ClientId) -> int:
        """Return in how many appointments both have a seat."""


@runtime_checkable
class ManySeatSource(SeatSource, Protocol):
    """A source that can be asked for many pairs at once."""

    def seated_pairs(self, book: str, pairs: Collection[Pair]) -> Collection[Pair]:
        """Return those of the pairs of which both have a seat in one appointment."""


def _sources(context: Context) -> list[SeatSource]:
    return [source for source in context.sources if isinstance(source, SeatSource)]


def _names(sources: Iterable[SeatSource]) -> tuple[str, ...]:
    return tuple(f"{type(s).__module__}.{type(s).__qualname__}" for s in sources)


def seated_pairs(context: Context, pairs: Sequence[Pair]) -> frozenset[Pair]:
    """Return those of the pairs of which both took a seat in one appointment."""
    found: set[Pair] = set()
    for source in _sources(context) if pairs else ():
        if isinstance(source, ManySeatSource):
            found.update(source.seated_pairs(context.book, pairs))
        else:
            found.update(p for p in pairs if source.seated_together(context.book, *p))
    return frozenset(found)


def ask_all(context: Context, pairs: PairColumns) -> Seats:
    """Ask the sources of a book for every pair."""
    names = _names(_sources(context))
    asked = list(zip(pairs.lefts, pairs.rights, strict=True)) if names else []
    return Seats(names, seated_pairs(context, asked))


def ask_again(context: Context, scan: Scan, touched: Collection[ClientId]) -> Scan:
    """Return a scan of which the sources were asked again for pairs of some clients."""
    seats = scan.head.seats
    if not seats.asked or not touched:
        return scan
    pairs = scan.pairs
    asked = [(pairs.lefts[at], pairs.rights[at]) for at in pairs.of_clients(touched)]
    kept = {p for p in seats.together if p[0] not in touched and p[1] not in touched}
    together = frozenset(kept | seated_pairs(context, asked))
    return _with_seats(scan, Seats(seats.asked, together))


def know_seats(context: Context, scan: Scan) -> Scan:
    """Return a scan of which the sources of this book were asked, whoever asked others."""
    if scan.head.seats.asked == _names(_sources(context)):
        return scan
    return _with_seats(scan, ask_all(context, scan.pairs))


def _with_seats(scan: Scan, seats: Seats) -> Scan:
    return attrs.evolve(scan, head=attrs.evolve(scan.head, seats=seats))
