"""Pairs of one list compared by several processes of one machine: the same kernel, equal results.

The list is sent once to each process, in columns; then ranges of candidate pairs.  What comes back
is put together in the order of the pairs.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

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

_Work = tuple[Columns, ListCounts, Weigher, int]
_Found = tuple[Ints, Codes, Units]


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
    # Not among the arguments of the process: who writes these waits for ever for one that failed.
    given: multiprocessing.Queue[_Work] = context.Queue()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(given,))
    try:
        for _ in range(workers):
            given.put((scorer.columns, scorer.counts, weigher, floor))
        for found in pool.map(_likely, (pairs[n : n + step] for n in range(0, len(pairs), step))):
            yield from found
    except BrokenProcessPool:
        raise WorkersError(
            "a process that compares pairs has ended by itself",
            "start from a module whose work is under `if __name__ == '__main__'`, and with fewer"
            " workers where memory is short",
        ) from None
    finally:  # also when somebody interrupts: what is being compared ends, nothing is begun
        pool.shutdown(cancel_futures=True)
        given.cancel_join_thread()
        given.close()


_begun: list[tuple[BatchScorer, Weigher, int]] = []  # of a worker: the one list it serves


def _begin(given: "multiprocessing.Queue[_Work]") -> None:
    """Make this process ready for ranges of one list."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    columns, counts, weigher, floor = given.get()
    _begun.append((BatchScorer(columns, counts, weigher.space), weigher, floor))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _likely(pairs: Ints) -> list[_Found]:
    ((scorer, weigher, floor),) = _begun
    return list(scorer.likely(pairs, weigher, floor))
