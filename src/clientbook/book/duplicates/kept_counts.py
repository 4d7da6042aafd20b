"""How common values are in a book, kept beside its scan: what a pair weighs depends on it.

Only values that several persons hold are kept, each as some bytes of its hash: it says nothing
by itself, and names nobody.  A look-up reads the few records that its values would be in.
"""

import sys
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.matching.pairs.frequencies import CLASSES, Frequencies, class_of
from clientbook.storage.protocols import Record

_PER_SHARD = 500  # about so many values a record


def _hash(key: str, value: str) -> tuple[int, int]:
    """Return what chooses the record of a value, and what it is known by there."""
    text = value.encode("utf-8", "surrogatepass")
    digest = blake2b(text, digest_size=7, key=key.encode()[:64]).digest()
    return int.from_bytes(digest[:3], "little"), int.from_bytes(digest[3:], "little")


def _numbers(data: str) -> "array[int]":
    found = array("I", b64decode(data))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _text(numbers: "array[int]") -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return b64encode(numbers.tobytes()).decode("ascii")


def count_records(frequencies: Frequencies, collection: str, key: str) -> Iterator[Record]:
    """Yield the records of the values that several persons hold.

    Args:
        frequencies: Of the book.
        collection: Of the records.
        key: With what values are hashed; the ids of the records begin with it.
    """
    shards = len(frequencies.counts) // _PER_SHARD + 1
    held: list[list[tuple[int, int]]] = [[] for _ in range(shards)]
    for value, count in frequencies.counts.items():
        where, number = _hash(key, value)
        held[where % shards].append((number, class_of(count)))
    for shard, found in enumerate(held):
        found.sort()
        body = {
            "hashes": _text(array("I", [number for number, _ in found])),
            "classes": b64encode(bytes(each for _, each in found)).decode("ascii"),
        }
        yield Record(collection, _record_id(key, shard), body)


def _record_id(key: str, shard: int) -> str:
    return f"{key}/counts/{shard:05d}"


@attrs.frozen(eq=False)
class KeptCounts:
    """Counts of a book out of records; answers like :class:`.Frequencies`.

    Args:
        context: The book.
        collection: Of the records.
        size: Clients that were counted.
        key: With what values are hashed.
        shards: How many records there are.
        kinds: Kinds that were counted.
    """

    context: Context = attrs.field(repr=False)
    collection: str
    size: int
    key: str
    shards: int
    kinds: frozenset[str]
    _read: dict[int, tuple["array[int]", bytes] | None] = attrs.field(factory=dict, repr=False)

    def count(self, kind: str, value: str) -> int:
        """Persons that hold the value, 1 where nobody shares it; 0 where nothing is known of it."""
        if kind not in self.kinds:
            return 0
        where, number = _hash(self.key, f"{kind}:{value}")
        shard = self._shard(where % self.shards)
        if shard is None:  # replaced since by another scan: what is typical stands in
            return 0
        numbers, classes = shard
        at = bisect_left(numbers, number)
        return CLASSES[classes[at]] if at < len(numbers) and numbers[at] == number else 1

    def _shard(self, shard: int) -> tuple["array[int]", bytes] | None:
        if shard not in self._read:
            record_id = _record_id(self.key, shard)
            store, book = self.context.store, self.context.book
            found = store.get_records(book, self.collection, [record_id]).get(record_id)
            self._read[shard] = None if found is None else _read(found.body)
        return self._read[shard]


def _read(body: Mapping[str, Any]) -> tuple["array[int]", bytes]:
    return _numbers(body["hashes"]), b64decode(body["classes"])
