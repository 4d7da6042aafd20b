"""What one look at a whole book found: its likely pairs, and by what they were weighed.

Thousands of pairs are columns, in the order in which they are shown: an object is made of those
only that somebody asks for.
"""

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import compress
from typing import Any

import attrs

from clientbook.book.duplicates.ignored import Pair
from clientbook.convert.documents import from_micros, to_micros
from clientbook.domain.clients import ClientId
from clientbook.domain.journal import Change
from clientbook.matching import CappedKey, MatchModel, ScoredPair
from clientbook.matching.pairs.frequencies import Counts
from clientbook.matching.pairs.model import UNIT
from clientbook.matching.pairs.scoring import probability

Mark = tuple[int, datetime | None, ClientId | None, int]
"""A change by which a position of the journal is known again."""

Place = tuple[int, ClientId, ClientId]
"""Where a pair stands: by weight, highest first, then by its ids."""


def mark_of(changes: Sequence[Change]) -> Mark:
    """Return the mark of the last of the changes."""
    if not changes:
        return (0, None, None, 0)
    change = changes[-1]
    return (change.seq, change.at, change.client_id, change.revision)


def mark_body(mark: Mark) -> list[Any]:
    """Return a mark as JSON."""
    seq, at, client_id, revision = mark
    return [seq, None if at is None else to_micros(at), client_id, revision]


def read_mark(body: list[Any]) -> Mark:
    """Return the mark of :func:`mark_body`."""
    seq, at, client_id, revision = body
    return (seq, None if at is None else from_micros(at), client_id, revision)


def place_of(pair: ScoredPair) -> Place:
    """Return where a pair stands."""
    # Weights are whole multiples of 1/1024 bit.
    return (-round(pair.match_weight * UNIT), pair.left, pair.right)


def _pair_at(place: Place) -> ScoredPair:
    weight = -place[0] / UNIT
    return ScoredPair(place[1], place[2], weight, probability(weight))


def _places_in(column: Sequence[ClientId], wanted: frozenset[ClientId]) -> Iterator[int]:
    """Yield where a column holds one of these ids; some ten thousand are looked at in no time."""
    return compress(range(len(column)), map(wanted.__contains__, column))


@attrs.frozen(eq=False)
class PairColumns:
    """Pairs in order of their places.

    Args:
        units: Weights in 1/1024 bit, highest first.
        lefts: The smaller id of each pair.
        rights: The other one.
    """

    units: list[int] = attrs.field(factory=list, repr=False)
    lefts: list[ClientId] = attrs.field(factory=list, repr=False)
    rights: list[ClientId] = attrs.field(factory=list, repr=False)

    @classmethod
    def of(cls, pairs: Iterable[ScoredPair]) -> "PairColumns":
        """Return pairs that are in order as columns."""
        places = [place_of(pair) for pair in pairs]
        return cls([-p[0] for p in places], [p[1] for p in places], [p[2] for p in places])

    def __len__(self) -> int:
        return len(self.units)

    def __getitem__(self, at: int) -> ScoredPair:
        return _pair_at(self.place(at))

    def place(self, at: int) -> Place:
        """Return the place of a pair."""
        return (-self.units[at], self.lefts[at], self.rights[at])

    def behind(self, place: Place) -> int:
        """Return the position of the first pair behind a place."""
        return bisect_right(range(len(self)), place, key=self.place)

    def likelier(self, least: float) -> int:
        """Return how many pairs have this match probability or more."""
        return bisect_right(self.units, -least, key=lambda units: -probability(units / UNIT))

    def of_clients(self, ids: Collection[ClientId]) -> list[int]:
        """Return the positions of the pairs that one of the clients is in."""
        if not ids:
            return []
        wanted = frozenset(ids)
        return sorted({*_places_in(self.lefts, wanted), *_places_in(self.rights, wanted)})

    def positions(self, pairs: Collection[Pair]) -> list[int]:
        """Return the positions of those of the pairs that are here."""
        if not pairs:
            return []
        wanted, some = frozenset(pairs), frozenset(left for left, _ in pairs)
        found = _places_in(self.lefts, some)
        return [at for at in found if (self.lefts[at], self.rights[at]) in wanted]

    def changed(self, gone: Sequence[int], new: Iterable[ScoredPair]) -> "PairColumns":
        """Return the pairs without those at some positions, in order, and with new ones."""
        places = sorted(place_of(pair) for pair in new)
        if not gone and not places:
            return self
        made = PairColumns(list(self.units), list(self.lefts), list(self.rights))
        columns: tuple[list[int], list[str], list[str]] = (made.units, made.lefts, made.rights)
        for at in reversed(gone):
            for column in columns:
                del column[at]
        for place in places:
            at = made.behind(place)
            made.units.insert(at, -place[0])
            made.lefts.insert(at, place[1])
            made.rights.insert(at, place[2])
        return made


@attrs.frozen
class Seats:
    """What the host's appointments say of the pairs of a scan.

    Args:
        asked: Names of the sources that were asked.
        together: Pairs of which both took a seat in one appointment.
    """

    asked: tuple[str, ...] = ()
    together: frozenset[Pair] = attrs.field(default=frozenset(), repr=False)


@attrs.frozen(eq=False)
class ScanHead:
    """When a book was looked through, and by what its pairs are weighed.

    Args:
        mark: The last change of the journal that is in it.
        size: Clients of the book when it was looked through as a whole.
        basis: Fingerprint of what it depends on beside the clients: model, shared contact points.
        model: The model with what the book taught.
        counts: How common values were in the book.
        capped: Match keys that too many clients share; None where they are to be read.
        caught_up: Clients compared again since the book was looked through as a whole.
        seats: What appointments say.
    """

    mark: Mark
    size: int
    basis: str
    model: MatchModel = attrs.field(repr=False)
    counts: Counts = attrs.field(repr=False)
    capped: tuple[CappedKey, ...] | None = attrs.field(default=None, repr=False)
    caught_up: int = 0
    seats: Seats = attrs.field(factory=Seats)


@attrs.frozen(eq=False)
class Scan:
    """The pairs of a book at one change of its journal, as the profiles alone weigh them."""

    head: ScanHead
    pairs: PairColumns


@attrs.frozen(eq=False)
class OpenPairs:
    """The pairs that somebody has to look at: those of a scan with some left out, and others.

    Args:
        pairs: The pairs of the scan.
        end: How many of them are likely enough.
        skipped: Positions before the end that are left out.
        others: Pairs that are not among them or weigh something else, in order.
    """

    pairs: PairColumns
    end: int
    skipped: frozenset[int]
    others: Sequence[ScoredPair]

    def __len__(self) -> int:
        return self.end - len(self.skipped) + len(self.others)

    def first(self, limit: int, *, behind: Place | None = None) -> list[ScoredPair]:
        """Return at most so many pairs behind a place."""
        start = 0 if behind is None else self.pairs.behind(behind)
        other = 0 if behind is None else bisect_right(self.others, behind, key=place_of)
        found = list(self.others[other : other + limit])
        taken = 0
        for at in range(start, self.end):
            if taken == limit:
                break
            if at not in self.skipped:
                insort(found, self.pairs[at], key=place_of)
                taken += 1
        return found[:limit]
