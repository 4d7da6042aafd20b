"""Rows that share a match key, sorted by it: the pairs of each run, each pair in one run only."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from clientbook.matching.lists.blocks import pairs_of_runs
from clientbook.matching.lists.encoding import Ints

_AT_ONCE = 200_000
"""Pairs whose keys are compared at once: bounds the memory, as no run is divided for it."""


def whole_runs(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield the rows of batches that are sorted by ``key`` again, no key in two tables."""
    open_run = pa.table({})
    for batch in batches:
        if not batch.num_rows:
            continue
        rows = pa.Table.from_batches([batch])
        if open_run.num_rows:
            rows = pa.concat_tables([open_run, rows])
        keys = rows["key"].to_numpy()
        end = int(np.searchsorted(keys, keys[-1]))
        if end:
            yield rows.slice(0, end)
        open_run = rows.slice(end)
    if open_run.num_rows:
        yield open_run


def own_pairs(rows: pa.Table) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs of the runs of a table, as places of its rows.

    A pair belongs to the first of the keys its records share: where they share one of their
    ``earlier`` keys as well, it was met there.
    """
    keys = rows["key"].to_numpy()
    size = len(keys)
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    lengths = np.diff(np.append(starts, size))
    sums = np.cumsum(lengths * (lengths - 1) // 2)
    earlier = _padded(rows["earlier"].combine_chunks())
    places = np.arange(size)
    first = 0
    while first < len(starts):
        done = int(sums[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(sums, done + _AT_ONCE, "right")))
        pairs = pairs_of_runs(places, starts[first:last], lengths[first:last], size)
        left, right = np.divmod(pairs, size)
        fresh = ~_share_one(earlier, left, right)
        yield left[fresh], right[fresh]
        first = last


def _padded(lists: pa.ListArray) -> Ints:
    """Return lists of whole numbers as the rows of one table, with -1 behind their ends."""
    lengths = lists.value_lengths().to_numpy()
    table = np.full((len(lists), int(lengths.max(initial=0))), -1, np.int64)
    table[np.arange(table.shape[1]) < lengths[:, None]] = lists.flatten().to_numpy()
    return table


def _share_one(table: Ints, left: Ints, right: Ints) -> Ints:
    """Tell which pairs of rows share a number."""
    found = np.zeros(len(left), bool)
    theirs = table[right]
    for column in table.T:
        mine = column[left]
        found |= (mine >= 0) & (theirs == mine[:, None]).any(axis=1)
    return found
