"""Rows that share a match key, sorted by it: the pairs of each run, each pair in one run only."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clientbook.matching.lists.blocks import pairs_of_runs
from clientbook.matching.lists.encoding import Ints, distinct

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
    earlier = rows["earlier"].combine_chunks()
    places = np.arange(size)
    first = 0
    while first < len(starts):
        done = int(sums[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(sums, done + _AT_ONCE, "right")))
        pairs = pairs_of_runs(places, starts[first:last], lengths[first:last], size)
        begin, end = int(starts[first]), int(starts[last - 1] + lengths[last - 1])
        met = _met(places[begin:end], keys[begin:end], earlier.slice(begin, end - begin), size)
        yield np.divmod(pairs[~_are_in(pairs, met)], size)
        first = last


def _met(rows: Ints, keys: Ints, earlier: pa.ListArray, size: int) -> Ints:
    """Return the pairs of a run that share an earlier key, as ``left * size + right``, sorted."""
    lengths = earlier.value_lengths().to_numpy()
    rows, keys = np.repeat(rows, lengths), np.repeat(keys, lengths)
    held = earlier.flatten().to_numpy()
    order = np.lexsort((held, keys))  # stable: rows of one key stay in their order
    rows, keys, held = rows[order], keys[order], held[order]
    begun = np.append(True, (keys[1:] != keys[:-1]) | (held[1:] != held[:-1]))
    starts = np.flatnonzero(begun[: len(rows)])
    lengths = np.diff(np.append(starts, len(rows)))
    several = lengths > 1
    return distinct(pairs_of_runs(rows, starts[several], lengths[several], size))


def _are_in(values: Ints, known: Ints) -> NDArray[np.bool_]:
    """Tell which values are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(values), bool)
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[at] == values
    return found
