"""How long one writer holds a book: bounded units of work, with room between them."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from clientbook.book.contexts import Context

CHUNK_ROWS = 1_000
"""Most rows a unit of work: enough to share its cost, few enough to lose little and to hold."""

_FIRST_ROWS = 200
_LEAST_ROWS = 25
_GROWTH = 2  # a unit is at most so many times as large as the last: the next rows may cost more


T = TypeVar("T")


class Pace:
    """Bounds the units of work of a long writer.

    A unit takes as many rows as took *aim* seconds at the speed of the last one, twice as many as
    the last at most.  Once the book was held for *most* seconds in all without a gap of *gap*
    seconds, such a gap is made: SQLite's lock is not fair, and a process that waits for it looks
    every tenth of a second whether it is free.  Work between two units, such as reading and
    checking the next rows, is a gap as well.  So another writer waits *most* seconds and the
    length of one unit, at most.

    Args:
        aim: Seconds a unit should take.
        most: Seconds the book may be held without a gap.
        gap: Seconds of a gap in which another writer surely finds the book free.
        clock: Seconds that only grow.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        *,
        aim: float = 0.5,
        most: float = 0.75,
        gap: float = 0.11,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._aim, self._most, self._gap = aim, most, gap
        self._clock, self._sleep = clock, sleep
        self._held = 0.0
        self._released: float | None = None
        self.rows = _FIRST_ROWS
        """How many rows the next unit takes."""

    def parts(self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """Yield rows, each part for a unit of its own, as large as the unit before taught.

        What would leave a small rest is parted evenly or taken at once, a unit of half as many
        rows again at most: each unit has a cost beside that of its rows.
        """
        done = 0
        while left := len(rows) - done:
            size = math.ceil(left / max(1, round(left / self.rows)))
            yield rows[done : done + size]
            done += size

    @contextmanager
    def unit(self, context: Context, rows: int) -> Iterator[None]:
        """Begin a unit of work of *rows* rows, see :meth:`Context.unit`.

        Time spent waiting for the book is not counted.  Inside another unit there is no way to
        give: the book is held until that ends.
        """
        if context.in_unit:
            with context.unit():
                yield
            return
        self._give_way()
        began: float | None = None
        try:
            with context.unit():
                began = self._clock()
                yield
        finally:
            if began is not None:
                self._released = self._clock()
                self._learn(rows, self._released - began)

    def _give_way(self) -> None:
        if self._released is None:
            return
        gap = self._clock() - self._released
        if gap < self._gap:
            if self._held < self._most:
                return
            self._sleep(self._gap - gap)
        self._held = 0.0

    def _learn(self, rows: int, seconds: float) -> None:
        self._held += seconds
        wanted = rows * self._aim / seconds if seconds > 0 else CHUNK_ROWS
        self.rows = int(max(_LEAST_ROWS, min(wanted, self.rows * _GROWTH, CHUNK_ROWS)))
