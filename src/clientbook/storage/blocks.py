"""Which clients carry which labels, as bitmaps by block: what moves, and who passes a filter.

The two SQL stores keep them in a table of label, block, size and members; they differ only in how
they read and write it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from clientbook.domain.clients import ClientId
from clientbook.storage.bitmaps import (
    BLOCK,
    BLOCK_BITS,
    bitmap,
    discard,
    extend,
    members,
    pack,
    unpack,
)
from clientbook.storage.protocols import FacetFilter

ACTIVE = ""
"""The label every ACTIVE client carries."""

Blocks = dict[int, int]
"""Bitmaps by block number."""

Offsets = Mapping[int, Sequence[int]]
"""Ascending offsets by block."""

Moves = tuple[Offsets, Offsets]
"""Offsets that come to a label, and that go."""

_PORTION = 4_000

L = TypeVar("L", str, int)
"""A label, or the key a store has for it."""


def by_block(numbers: Iterable[int]) -> Offsets:
    """Return ascending offsets by block."""
    ordered = sorted(numbers)
    if not ordered:
        return {}
    first = ordered[0] >> BLOCK_BITS
    if first == ordered[-1] >> BLOCK_BITS:  # what an import writes nearly always is
        base = first << BLOCK_BITS
        return {first: [number - base for number in ordered]}
    found: dict[int, list[int]] = {}
    for number in ordered:
        found.setdefault(number >> BLOCK_BITS, []).append(number & (BLOCK - 1))
    return found


def changed(
    moves: Mapping[L, Moves], held: Mapping[tuple[int, L], bytes]
) -> list[tuple[int, L, int, bytes]]:
    """Return the blocks of labels as they are to be: block, label, size and members.

    Args:
        moves: What comes and what goes, by label.
        held: Packed members by block and label, as they are.
    """
    found: list[tuple[int, L, int, bytes]] = []
    for label, (plus, minus) in moves.items():
        for block in plus.keys() | minus.keys():
            data = held.get((block, label), b"")
            if block not in minus:
                fast = extend(data, plus[block])
            else:
                fast = None if block in plus else discard(data, set(minus[block]))
            if fast is not None:
                found.append((block, label, len(fast) // 2, fast))
                continue
            before = unpack(data)
            after = (before & ~bitmap(minus.get(block, ()))) | bitmap(plus.get(block, ()))
            found.append((block, label, after.bit_count(), pack(after)))
    found.sort(key=lambda row: row[:2])
    return found


def passing(
    where: FacetFilter,
    labelled: Callable[[str], Blocks],
    between: Callable[[str, str], Blocks],
) -> Blocks:
    """Return the ACTIVE clients that pass a filter.

    Args:
        where: The filter.
        labelled: Returns who carries a label.
        between: Returns who carries a label from one on and before another.
    """
    found = labelled(ACTIVE)
    for label in sorted(where.all_of):
        found = _both(found, labelled(label))
    for low, high in where.ranges:
        found = _both(found, between(low, high))
    for label in sorted(where.none_of):
        found = _without(found, labelled(label))
    for low, high in where.none_ranges:
        found = _without(found, between(low, high))
    return found


def _both(a: Blocks, b: Blocks) -> Blocks:
    return {block: bits for block in a.keys() & b.keys() if (bits := a[block] & b[block])}


def _without(a: Blocks, b: Blocks) -> Blocks:
    return {block: bits for block in a if (bits := a[block] & ~b.get(block, 0))}


def size(blocks: Blocks) -> int:
    """Return how many clients are in the blocks."""
    return sum(bits.bit_count() for bits in blocks.values())


def holds(blocks: Blocks, number: int) -> bool:
    """True when a client number is in the blocks."""
    return bool(blocks.get(number >> BLOCK_BITS, 0) >> (number & (BLOCK - 1)) & 1)


def numbers(blocks: Blocks, *, after: int = -1) -> Iterator[int]:
    """Yield the client numbers of blocks behind a number, ascending."""
    for block in sorted(block for block in blocks if block >= (after + 1) >> BLOCK_BITS):
        base = block << BLOCK_BITS
        for offset in members(blocks[block]):
            if base + offset > after:
                yield base + offset


def first_ids(
    candidates: Iterator[int], limit: int, ids_of: Callable[[list[int]], Sequence[ClientId]]
) -> list[ClientId]:
    """Return the ids of the first clients that have any, at most *limit*.

    Args:
        candidates: Client numbers in order.
        limit: How many.
        ids_of: Returns the ids of those of some clients that are ACTIVE, in the same order.  It is
            asked for growing portions: after an undo thousands may stand before the first one.
    """
    found: list[ClientId] = []
    portion = limit
    while len(found) < limit and (some := list(islice(candidates, portion))):
        found += ids_of(some)
        portion = min(4 * portion, _PORTION)
    return found[:limit]
