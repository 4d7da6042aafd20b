"""What each worker does with the records that share keys: pairs, their patterns and weights."""

from collections.abc import Iterator

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clientbook.integrations.spark.encoded import columns_from
from clientbook.integrations.spark.runs import own_pairs, whole_runs
from clientbook.matching.lists.batch import BatchScorer
from clientbook.matching.lists.cell_counts import CellCounts, HeldCounts
from clientbook.matching.lists.encoding import Ints, distinct
from clientbook.matching.lists.patterns import Codes, PatternSpace
from clientbook.matching.lists.weighing import Weigher
from clientbook.matching.pairs.model import UNIT, MatchModel
from clientbook.matching.pairs.scoring import probability

WEIGHED = "left string, right string, codes array<bigint>, units bigint"
"""Columns of a compared pair: ids, its packed pattern, its weight in 1/1024 bit."""

PAIRS = "left string, right string, match_weight double, match_probability double"
"""Columns of a pair found, as :class:`.ScoredPair` has them."""

MOST_CELLS = 2**16
"""More than the cells of any record whose counts are told."""

_MOST_PAIRS, _MOST_ROWS = 2_000_000, 250_000  # compared at once: bounds the memory of a worker
_READ = ["id", "encoded", "held"]
_WEIGHED_TYPE = pa.schema(
    [
        ("left", pa.string()),
        ("right", pa.string()),
        ("codes", pa.list_(pa.int64())),
        ("units", pa.int64()),
    ]
)
_PAIRS_TYPE = pa.schema(
    [
        ("left", pa.string()),
        ("right", pa.string()),
        ("match_weight", pa.float64()),
        ("match_probability", pa.float64()),
    ]
)


@attrs.frozen
class ListFacts:
    """What a worker has to know of the whole list.

    Args:
        size: Records in the list.
        labels: External ids and attributes that two records hold, see :class:`.PatternSpace`.
        model: The model one starts from.
        shared: Identity keys that identify nobody.
        floor: Least weight of a pair that is kept, in 1/1024 bit.
    """

    size: int
    labels: tuple[tuple[str, str], ...]
    model: MatchModel
    shared: frozenset[str]
    floor: int


class _Part:
    """Records and pairs that are compared together."""

    def __init__(self, facts: ListFacts) -> None:
        self._facts = facts
        self._space = PatternSpace(facts.labels)
        self._weigher = Weigher(self._space, facts.model, facts.size)
        self._clear()

    def _clear(self) -> None:
        self._rows: list[pa.Table] = []
        self._pairs: list[tuple[Ints, Ints]] = []
        self._held = self._size = 0

    @property
    def is_full(self) -> bool:
        """True when what is held is as much as is compared at once."""
        return self._size >= _MOST_PAIRS or self._held >= _MOST_ROWS

    def add(self, rows: pa.Table, left: Ints, right: Ints) -> None:
        """Add pairs of rows, and what a comparison reads of these."""
        used = distinct(np.concatenate([left, right]))
        self._rows.append(rows.select(_READ).take(pa.array(used)))
        self._pairs.append(
            (self._held + np.searchsorted(used, left), self._held + np.searchsorted(used, right))
        )
        self._held += len(used)
        self._size += len(left)

    def weighed(self) -> Iterator[pa.RecordBatch]:
        """Compare the pairs, forget them, and yield those that weigh enough."""
        if not self._size:
            return
        facts, rows = self._facts, pa.concat_tables(self._rows).combine_chunks()
        places, first, ids = _by_id(rows["id"].combine_chunks())
        one, two = (places[np.concatenate(side)] for side in zip(*self._pairs, strict=True))
        self._clear()
        rows = rows.select(["encoded", "held"]).take(pa.array(first)).combine_chunks()
        columns = columns_from(ids.to_pylist(), rows["encoded"].combine_chunks(), facts.shared)
        counts = CellCounts(columns, _held(rows["held"].combine_chunks(), facts.size))
        scorer = BatchScorer(columns, counts, self._space)
        pairs = np.minimum(one, two) * len(columns) + np.maximum(one, two)
        for found, codes, units in scorer.likely(np.sort(pairs), self._weigher, facts.floor):
            left, right = np.divmod(found, len(columns))
            arrays = [ids.take(pa.array(left)), ids.take(pa.array(right)), _lists(codes)]
            yield pa.RecordBatch.from_arrays(
                [*arrays, pa.array(units, pa.int64())], schema=_WEIGHED_TYPE
            )


def _by_id(ids: pa.StringArray) -> tuple[Ints, Ints, pa.StringArray]:
    """Return the place of each id among the distinct ones, where each of these is, and these."""
    coded = ids.dictionary_encode()
    codes, found = coded.indices.to_numpy(), coded.dictionary
    order = pc.sort_indices(found).to_numpy()
    places, first = np.empty((2, len(order)), np.int64)
    places[order] = np.arange(len(order))
    first[places[codes[::-1]]] = np.arange(len(codes))[::-1]
    return places[codes], first, found.take(pa.array(order))


def _held(lists: pa.ListArray, size: int) -> HeldCounts:
    """Return what is told of the cells of each row, see :func:`weigh_runs`."""
    rows = np.repeat(np.arange(len(lists)), lists.value_lengths().to_numpy())
    persons, places = np.divmod(lists.flatten().to_numpy(), MOST_CELLS)
    return HeldCounts(size, rows, places, persons)


def _lists(codes: Codes) -> pa.ListArray:
    """Return the rows of a table as lists."""
    offsets = np.arange(len(codes) + 1, dtype=np.int32) * codes.shape[1]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(codes.reshape(-1), pa.int64()))


def weigh_runs(batches: Iterator[pa.RecordBatch], facts: ListFacts) -> Iterator[pa.RecordBatch]:
    """Turn records sorted by ``key`` and ``id`` into batches of :data:`WEIGHED`.

    A record comes once for each of its keys that are used, with those of them that come before
    (``earlier``), what comparisons read of it (``encoded``, see :data:`.ENCODED`), and in ``held``
    how many persons hold the values of its cells, where several do: persons times
    :data:`MOST_CELLS`, and the place of the cell.  Keys are numbers.
    """
    part = _Part(facts)
    for rows in whole_runs(batches):
        for left, right in own_pairs(rows):
            part.add(rows, left, right)
            if part.is_full:
                yield from part.weighed()
    yield from part.weighed()


def weigh_again(
    batches: Iterator[pa.RecordBatch], facts: ListFacts, own: MatchModel, limit: float
) -> Iterator[pa.RecordBatch]:
    """Turn batches of :data:`WEIGHED` into batches of :data:`PAIRS` under the list's own model."""
    space = PatternSpace(facts.labels)
    weigher = Weigher(space, own, facts.size)
    for batch in batches:
        codes = batch.column("codes").flatten().to_numpy().reshape(-1, space.width)
        units, at = np.unique(weigher.score(codes), return_inverse=True)
        weights = units / UNIT
        chances = np.array([probability(weight) for weight in weights.tolist()])
        kept = np.flatnonzero(chances[at] >= limit)
        rows, of = pa.array(kept), at[kept]
        yield pa.RecordBatch.from_arrays(
            [
                batch.column("left").take(rows),
                batch.column("right").take(rows),
                pa.array(weights[of], pa.float64()),
                pa.array(chances[of], pa.float64()),
            ],
            schema=_PAIRS_TYPE,
        )
