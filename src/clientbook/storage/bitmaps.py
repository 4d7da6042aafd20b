"""Sets of small numbers as compact bytes: which clients of a block carry a facet.

A block is 8192 client numbers.  A few members are a sorted list of 16-bit offsets, many a plain
bitmap of 1 KiB; whichever is shorter.  As Python integers such bitmaps are combined and counted
at memory speed, so any filter over a million clients takes milliseconds.
"""

import sys
from array import array
from collections.abc import Collection, Iterable, Sequence

BLOCK_BITS = 13
BLOCK = 1 << BLOCK_BITS
_BYTES = BLOCK // 8
_SPARSE = _BYTES // 2  # more offsets than this take more room than the bitmap


def unpack(data: bytes) -> int:
    """Return the bitmap of packed bytes, as an integer."""
    if len(data) == _BYTES:
        return int.from_bytes(data, "little")
    bits = bytearray(_BYTES)
    for offset in _offsets(data):
        bits[offset >> 3] |= 1 << (offset & 7)
    return int.from_bytes(bits, "little")


def pack(bits: int) -> bytes:
    """Return the shorter form of a bitmap."""
    if bits.bit_count() < _SPARSE:
        return _in_order(array("H", members(bits)))
    return bits.to_bytes(_BYTES, "little")


def extend(data: bytes, offsets: Sequence[int]) -> bytes | None:
    """Return packed bytes with offsets added, in the fast case that growing books have.

    Args:
        data: Packed members, perhaps none.
        offsets: Ascending.

    Returns:
        The packed bytes; None when the sparse form does not do, or an offset is not behind all
        members.
    """
    count = len(data) // 2 + len(offsets)
    if len(data) == _BYTES or count >= _SPARSE:
        return None
    if data and _offsets(data[-2:])[0] >= offsets[0]:
        return None
    return data + _in_order(array("H", offsets))


def discard(data: bytes, offsets: Collection[int]) -> bytes | None:
    """Return packed bytes without offsets; None when the sparse form does not do."""
    if len(data) == _BYTES:
        return None
    return _in_order(array("H", [o for o in _offsets(data) if o not in offsets]))


def bitmap(offsets: Iterable[int]) -> int:
    """Return the bitmap of offsets in a block."""
    bits = bytearray(_BYTES)
    for offset in offsets:
        bits[offset >> 3] |= 1 << (offset & 7)
    return int.from_bytes(bits, "little")


def members(bits: int) -> list[int]:
    """Return the offsets of a bitmap, ascending."""
    data = bits.to_bytes(_BYTES, "little")
    return [
        base + offset
        for base, byte in zip(_BASES, data, strict=True)
        if byte
        for offset in _SET_BITS[byte]
    ]


_BASES = range(0, BLOCK, 8)
_SET_BITS = tuple(tuple(i for i in range(8) if byte >> i & 1) for byte in range(256))


def _offsets(data: bytes) -> "array[int]":
    offsets = array("H")
    offsets.frombytes(data)
    if sys.byteorder == "big":
        offsets.byteswap()
    return offsets


def _in_order(offsets: "array[int]") -> bytes:
    if sys.byteorder == "big":
        offsets.byteswap()
    return offsets.tobytes()
