"""Pairs of one list compared by several processes of one machine: the same kernel, equal results.

The list is sent once to each process, in columns; ranges of candidate pairs are taken by whoever
is free.  What comes back is put together in the order of the pairs.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from clientbook.errors import WorkersError
from clientbook.matching.lists.batch import CHUNK, BatchScorer
from clientbook.matching.lists.columns import Columns
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.lists.patterns import Codes
from clientbook.matching.lists.weighing import Units, Weigher

FEWEST_PAIRS = 200_000
"""Candidate pairs below which one process has done before others would have started."""

_RANGES = 4  # per worker, so that none waits long for the last one
_BEGUN = 2  # ranges per worker that are begun: one is there as soon as another is done

_Work = tuple[Columns, ListCounts, Weigher, int]
_Range = tuple[int, Ints]
_Found = tuple[Ints, Codes, Units]
_FoundIn = tuple[int, list[_Found]]
"""What a range showed, with its place among the pairs."""


def range_size(pairs: int, workers: int) -> int:
    """Return how many of so many pairs each part holds that :func:`likely_ranges` yields."""
    if workers == 1 or pairs < FEWEST_PAIRS:
        return CHUNK
    return min(CHUNK, -(-pairs // (_RANGES * workers)))


def likely_ranges(
    scorer: BatchScorer, pairs: Ints, weigher: Weigher, floor: int, workers: int
) -> Generator[_Found, None, None]:
    """Yield what :meth:`.BatchScorer.likely` yields, found by so many processes.

    Raises:
        WorkersError: A process ended by itself, or this one may start none.
    """
    if workers == 1 or len(pairs) < FEWEST_PAIRS:
        yield from scorer.likely(pairs, weigher, floor)
        return
    if multiprocessing.current_process().daemon:
        raise WorkersError(
            "this process is a daemon, which may not start others", "leave workers at 1 here"
        )
    step = range_size(len(pairs), workers)
    # A new interpreter each: a fork would copy the locks and connections of the host's threads.
    context = multiprocessing.get_context("spawn")
    # Not among the arguments of a process or of a call: who writes these waits for ever for one
    # that failed, calls before Python 3.11.5 (python/cpython#94777).
    given: multiprocessing.Queue[_Work] = context.Queue()
    ranges: multiprocessing.Queue[_Range] = context.Queue()
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_begin, initargs=(given, ranges)
    )

    def begin(start: int) -> "Future[_FoundIn]":
        ranges.put((start, pairs[start : start + step]))
        return pool.submit(_likely)

    try:
        for _ in range(workers):
            given.put((scorer.columns, scorer.counts, weigher, floor))
        yield from _in_order(range(0, len(pairs), step), begin, _BEGUN * workers)
    except BrokenProcessPool:
        raise WorkersError(
            "a process that compares pairs has ended by itself",
            "start from a module whose work is under `if __name__ == '__main__'`, and with fewer"
            " workers where memory is short",
        ) from None
    finally:  # also when somebody interrupts: what was begun ends, so that no range is left over
        pool.shutdown()
        for queue in (given, ranges):
            queue.cancel_join_thread()
            queue.close()


def _in_order(
    starts: Sequence[int], begin: Callable[[int], "Future[_FoundIn]"], most: int
) -> Iterator[_Found]:
    """Yield what ranges show, in their order; a process may have taken its neighbour's.

    Args:
        starts: Where the ranges begin.
        begin: Has one compared.
        most: How many are begun and not looked at: none is left over when nobody reads on.
    """
    rest = iter(starts)
    begun = deque(map(begin, islice(rest, most)))
    held: dict[int, list[_Found]] = {}
    for start in starts:
        while start not in held:
            place, found = begun.popleft().result()
            held[place] = found
            begun.extend(map(begin, islice(rest, 1)))
        yield from held.pop(start)


_begun: list[tuple[BatchScorer, Weigher, int, "multiprocessing.Queue[_Range]"]] = []
"""Of a worker: the one list it serves, and where it takes ranges."""


def _begin(given: "multiprocessing.Queue[_Work]", ranges: "multiprocessing.Queue[_Range]") -> None:
    """Make this process ready for ranges of one list."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    columns, counts, weigher, floor = given.get()
    _begun.append((BatchScorer(columns, counts, weigher.space), weigher, floor, ranges))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _likely() -> _FoundIn:
    """Compare the next range that nobody has taken; there is one for each call."""
    ((scorer, weigher, floor, ranges),) = _begun
    start, pairs = ranges.get()
    return start, list(scorer.likely(pairs, weigher, floor))
