"""What each worker does with the records that share keys: pairs, their patterns and weights."""

from collections.abc import Iterator

import attrs
import numpy as np
import pyarrow as pa

from clientbook.convert.documents import load_json, load_profile
from clientbook.domain.profiles import Profile
from clientbook.integrations.spark.runs import own_pairs, whole_runs
from clientbook.matching.lists.batch import BatchScorer
from clientbook.matching.lists.columns import encode
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.lists.patterns import Codes, PatternSpace
from clientbook.matching.lists.stored import PlainProfile, plain_profile
from clientbook.matching.lists.weighing import Weigher
from clientbook.matching.pairs.frequencies import DEFAULT_SHARES, Frequencies
from clientbook.matching.pairs.model import UNIT, MatchModel
from clientbook.matching.pairs.scoring import probability

WEIGHED = "left string, right string, codes array<bigint>, units bigint"
"""Columns of a compared pair: ids, its packed pattern, its weight in 1/1024 bit."""

PAIRS = "left string, right string, match_weight double, match_probability double"
"""Columns of a pair found, as :class:`.ScoredPair` has them."""

_MOST_PAIRS = 200_000  # compared at once: bounds the memory of a worker
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
        self._places: dict[str, int] = {}
        self._profiles: list[str] = []
        self._counts: dict[str, int] = {}
        self._pairs: list[tuple[Ints, Ints]] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, rows: pa.Table, left: Ints, right: Ints) -> None:
        """Add pairs of rows, and what a comparison reads of the records that are new here."""
        used = np.unique(np.concatenate([left, right]))
        held = rows.take(pa.array(used))
        places, fresh = np.empty(len(used), np.int64), []
        for row, uid in enumerate(held["id"].to_pylist()):
            known = len(self._places)
            places[row] = self._places.setdefault(uid, known)
            if places[row] == known:
                fresh.append(row)
        new = held.take(pa.array(fresh, pa.int64()))
        self._profiles += new["profile"].to_pylist()
        values, persons = (new[name].combine_chunks().flatten() for name in ("values", "persons"))
        self._counts.update(zip(values.to_pylist(), persons.to_pylist(), strict=True))
        self._pairs.append(
            (places[np.searchsorted(used, left)], places[np.searchsorted(used, right)])
        )
        self._size += len(left)

    def weighed(self) -> Iterator[pa.RecordBatch]:
        """Compare the pairs, forget them, and yield those that weigh enough."""
        facts = self._facts
        columns = encode(
            zip(self._places, map(_profile, self._profiles), strict=True), shared=facts.shared
        )
        counts = Frequencies(facts.size, self._counts, frozenset(DEFAULT_SHARES))
        scorer = BatchScorer(columns, ListCounts(columns, counts), self._space)
        row_of = columns.places_of()
        pairs = np.concatenate(
            [row_of[left] * len(columns) + row_of[right] for left, right in self._pairs]
        )
        self._clear()
        ids = pa.array(columns.ids, pa.string())
        for found, codes, units in scorer.likely(np.sort(pairs), self._weigher, facts.floor):
            left, right = np.divmod(found, len(columns))
            arrays = [ids.take(pa.array(left)), ids.take(pa.array(right)), _lists(codes)]
            yield pa.RecordBatch.from_arrays(
                [*arrays, pa.array(units, pa.int64())], schema=_WEIGHED_TYPE
            )


def _profile(text: str) -> Profile | PlainProfile:
    return plain_profile(load_json(text)) or load_profile(text)


def _lists(codes: Codes) -> pa.ListArray:
    """Return the rows of a table as lists."""
    offsets = np.arange(len(codes) + 1, dtype=np.int32) * codes.shape[1]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(codes.reshape(-1), pa.int64()))


def weigh_runs(batches: Iterator[pa.RecordBatch], facts: ListFacts) -> Iterator[pa.RecordBatch]:
    """Turn records sorted by ``key`` and ``id`` into batches of :data:`WEIGHED`.

    A record comes once for each of its keys that are used, with those of them that come before
    (``earlier``), its profile, and how many persons hold each of its counted values (``values``,
    ``persons``).  Keys are numbers.
    """
    part = _Part(facts)
    for rows in whole_runs(batches):
        for left, right in own_pairs(rows):
            part.add(rows, left, right)
            if len(part) >= _MOST_PAIRS:
                yield from part.weighed()
    if len(part):
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
