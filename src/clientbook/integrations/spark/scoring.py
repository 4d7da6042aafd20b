"""What each worker does with the records that share keys: pairs, their patterns and weights."""

from collections.abc import Iterator
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from clientbook.convert.documents import load_profile
from clientbook.matching.lists.batch import BatchScorer
from clientbook.matching.lists.columns import encode
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.patterns import PatternSpace
from clientbook.matching.lists.weighing import Weigher
from clientbook.matching.pairs.frequencies import DEFAULT_SHARES, Frequencies
from clientbook.matching.pairs.model import UNIT, MatchModel
from clientbook.matching.pairs.scoring import probability

WEIGHED = "left string, right string, codes array<bigint>, units bigint"
"""Columns of a compared pair: ids, its packed pattern, its weight in 1/1024 bit."""

PAIRS = "left string, right string, match_weight double, match_probability double"
"""Columns of a pair found, as :class:`.ScoredPair` has them."""

_MOST_PAIRS = 50_000  # compared at once: bounds the memory of a worker
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
        self._profiles: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._pairs: list[tuple[str, str]] = []

    def __len__(self) -> int:
        return len(self._pairs)

    def add_run(self, key: str, run: list[dict[str, Any]]) -> None:
        """Add the pairs of the records that share a key, but those that share an earlier one."""
        keys = [set(record["keys"]) for record in run]
        paired = set()
        for n, left in enumerate(run):
            for m in range(n + 1, len(run)):
                if min(keys[n] & keys[m]) == key:
                    self._pairs.append((left["id"], run[m]["id"]))
                    paired |= {n, m}
        for n in paired:
            record = run[n]
            self._profiles[record["id"]] = record["profile"]
            self._counts.update(zip(record["values"], record["persons"], strict=True))

    def weighed(self) -> pa.RecordBatch:
        """Compare the pairs, forget them, and return those that weigh enough."""
        facts = self._facts
        columns = encode(
            ((uid, load_profile(text)) for uid, text in self._profiles.items()),
            shared=facts.shared,
        )
        counts = Frequencies(facts.size, self._counts, frozenset(DEFAULT_SHARES))
        scorer = BatchScorer(columns, ListCounts(columns, counts), self._space)
        row_of = {uid: row for row, uid in enumerate(columns.ids)}
        pairs = np.array([row_of[a] * len(columns) + row_of[b] for a, b in self._pairs], np.int64)
        self._clear()
        found = list(scorer.likely(np.sort(pairs), self._weigher, facts.floor))
        rows = [
            (columns.ids[pair // len(columns)], columns.ids[pair % len(columns)], code, weight)
            for part, codes, units in found
            for pair, code, weight in zip(
                part.tolist(), codes.tolist(), units.tolist(), strict=True
            )
        ]
        columns_of = zip(*rows, strict=True) if rows else ((), (), (), ())
        arrays = [
            pa.array(list(values), field.type)
            for values, field in zip(columns_of, _WEIGHED_TYPE, strict=True)
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=_WEIGHED_TYPE)


def runs_of(
    batches: Iterator[pa.RecordBatch], by: str
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the rows of sorted batches that agree in one column, over the borders of batches."""
    key: str | None = None
    run: list[dict[str, Any]] = []
    for batch in batches:
        for row in batch.to_pylist():
            if row[by] != key:
                if key is not None:
                    yield key, run
                key, run = row[by], []
            run.append(row)
    if key is not None:
        yield key, run


def weigh_runs(batches: Iterator[pa.RecordBatch], facts: ListFacts) -> Iterator[pa.RecordBatch]:
    """Turn records sorted by ``key`` and ``id`` into batches of :data:`WEIGHED`.

    A record comes once for each of its keys that are used, with all of these (``keys``), its
    profile, and how many persons hold each of its counted values (``values``, ``persons``).
    """
    part = _Part(facts)
    for key, run in runs_of(batches, "key"):
        part.add_run(key, run)
        if len(part) >= _MOST_PAIRS:
            yield part.weighed()
    if len(part):
        yield part.weighed()


def weigh_again(
    batches: Iterator[pa.RecordBatch], facts: ListFacts, own: MatchModel, limit: float
) -> Iterator[pa.RecordBatch]:
    """Turn batches of :data:`WEIGHED` into batches of :data:`PAIRS` under the list's own model."""
    space = PatternSpace(facts.labels)
    weigher = Weigher(space, own, facts.size)
    for batch in batches:
        held = batch.column("codes").to_pylist()
        codes = np.array(held, np.int64).reshape(len(held), space.width)
        weights = (weigher.score(codes) / UNIT).tolist()
        chances = [probability(weight) for weight in weights]
        kept = [n for n, chance in enumerate(chances) if chance >= limit]
        left, right = batch.column("left"), batch.column("right")
        yield pa.RecordBatch.from_arrays(
            [
                left.take(pa.array(kept, pa.int64())),
                right.take(pa.array(kept, pa.int64())),
                pa.array([weights[n] for n in kept], pa.float64()),
                pa.array([chances[n] for n in kept], pa.float64()),
            ],
            schema=_PAIRS_TYPE,
        )
