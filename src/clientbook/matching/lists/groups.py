"""Groups of records that links connect, and those among them that are one cluster for certain."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from clientbook.matching.lists.encoding import Ints, distinct

Pair = tuple[str, str]


def whole_groups(
    lefts: Sequence[str], rights: Sequence[str], forbidden: Collection[Pair]
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Return the groups of which each pair is a link and none is forbidden, and what is left.

    Args:
        lefts: One id of each link; links in any order.
        rights: The other.
        forbidden: Pairs that are none, the smaller id first.

    Returns:
        Sorted ids of each such group; the positions of the links of all other groups.
    """
    ids = sorted({*lefts, *rights})
    code = dict(zip(ids, range(len(ids)), strict=True))
    left, right = (
        np.fromiter(map(code.__getitem__, ends), np.int64, len(ends)) for ends in (lefts, rights)
    )
    group = connected(left, right, len(ids))
    links = distinct(np.minimum(left, right) * len(ids) + np.maximum(left, right)) // len(ids)
    records = np.bincount(group, minlength=len(ids))
    whole = 2 * np.bincount(group[links], minlength=len(ids)) == records * (records - 1)
    apart = [code[a] for a, b in forbidden if a in code and b in code]
    whole[group[apart]] = False
    members = np.flatnonzero(whole[group])
    members = members[np.argsort(group[members], kind="stable")]
    return (
        list(_cut(ids, members, records[whole & (records > 0)].tolist())),
        np.flatnonzero(~whole[group[left]]).tolist(),
    )


def _cut(ids: Sequence[str], members: Ints, sizes: Iterable[int]) -> Iterable[tuple[str, ...]]:
    """Cut records that stand group by group into groups of such sizes."""
    named, start = [ids[member] for member in members.tolist()], 0
    for size in sizes:
        yield tuple(named[start : start + size])
        start += size


def connected(left: Ints, right: Ints, size: int) -> Ints:
    """Return for each record the first one that links lead to from it.

    Args:
        left: One record of each link.
        right: The other.
        size: More than any record.
    """
    group = np.arange(size)
    while True:
        one, two = group[left], group[right]
        apart = one != two
        if not apart.any():
            return group
        left, right = left[apart], right[apart]
        low, high = np.minimum(one, two)[apart], np.maximum(one, two)[apart]
        np.minimum.at(group, high, low)
        while (group != (above := group[group])).any():
            group = above
