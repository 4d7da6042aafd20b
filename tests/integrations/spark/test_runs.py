"""X55: Each pair that shares a key is compared once, wherever batches and runs end."""

import random
from collections.abc import Iterator

import pytest

pytest.importorskip("pyspark", reason="the extra spark is not installed")

import pyarrow as pa

from clientbook.integrations.spark import runs
from clientbook.integrations.spark.runs import own_pairs, whole_runs

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

Held = dict[str, set[int]]


def batches_of(held: Held, size: int) -> Iterator[pa.RecordBatch]:
    """Yield each record once for each of its keys, sorted, in batches of a size."""
    rows = [
        {"key": key, "id": uid, "earlier": sorted(k for k in keys if k < key)}
        for uid, keys in held.items()
        for key in keys
    ]
    rows.sort(key=lambda row: (row["key"], row["id"]))
    schema = pa.schema(
        [("key", pa.int64()), ("id", pa.string()), ("earlier", pa.list_(pa.int64()))]
    )
    yield pa.RecordBatch.from_pylist([], schema=schema)
    for first in range(0, len(rows), size):
        yield pa.RecordBatch.from_pylist(rows[first : first + size], schema=schema)


def pairs_in(held: Held, size: int) -> list[tuple[str, str]]:
    """Return the pairs of a list, as a worker meets them."""
    found = []
    for rows in whole_runs(batches_of(held, size)):
        ids = rows["id"].to_pylist()
        for left, right in own_pairs(rows):
            found += [(ids[a], ids[b]) for a, b in zip(left, right, strict=True)]
    return found


@pytest.mark.parametrize("size", [1, 2, 7, 1_000])
@pytest.mark.parametrize("most", [1, 5, 200_000])
def test_each_pair_is_met_once(size: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """X55: All pairs that share a key, each once, in order of their ids; other pairs never."""
    monkeypatch.setattr(runs, "_AT_ONCE", most)
    dice = random.Random(5)
    held = {f"c{n:02}": set(dice.sample(range(25), dice.randrange(5))) for n in range(40)}
    expected = [(a, b) for a in held for b in held if a < b and held[a] & held[b]]
    assert len(expected) > 50
    assert sorted(pairs_in(held, size)) == expected


def test_a_list_without_keys_has_no_pairs() -> None:
    """X55: A worker may get no row at all, or rows of keys that nobody shares."""
    assert pairs_in({}, 3) == []
    assert pairs_in({"a": {1}, "b": {2}}, 1) == []
