"""Edit distances of many numbers of the same few digits, without a text for any of them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.encoding import Ints

FAR = 3
"""Distance of numbers that are more than two edits apart."""


def digit_distances(a: Ints, b: Ints, width: int) -> NDArray[np.int8]:
    """Return how many edits numbers are apart, :data:`FAR` for more than two.

    Edits are those of :class:`rapidfuzz.distance.OSA`: another digit, neighbours exchanged, a
    digit left out or put in.  Of numbers of one width the last two come together only.

    Args:
        a: Numbers of at most *width* digits, written with zeros in front.
        b: The others.
        width: How many digits; two to nine.
    """
    one, two = _digits(a, width), _digits(b, width)
    differ = one != two
    found = differ.sum(axis=0, dtype=np.int8) - _exchanges(one, two, differ)
    moved = np.flatnonzero(found > 2)
    moved = moved[_is_moved(one[:, moved], two[:, moved], differ[:, moved])]
    found[moved] = 2
    distances: NDArray[np.int8] = np.minimum(found, FAR).astype(np.int8)
    return distances


def _digits(numbers: Ints, width: int) -> NDArray[np.int8]:
    rest, digits = numbers.astype(np.uint32), np.empty((width, len(numbers)), np.int8)
    ten = np.uint32(10)
    for place in range(width - 1, -1, -1):
        higher = rest // ten
        digits[place] = rest - higher * ten
        rest = higher
    return digits


def _exchanges(one: NDArray[Any], two: NDArray[Any], differ: NDArray[Any]) -> NDArray[np.int8]:
    """Count neighbours that were exchanged; a digit takes part once."""
    crossed = differ[:-1] & differ[1:] & (one[:-1] == two[1:]) & (one[1:] == two[:-1])
    count, before = np.zeros(one.shape[1], np.int8), np.zeros(one.shape[1], bool)
    for here in crossed:
        before = here & ~before
        count += before
    return count


def _is_moved(one: NDArray[Any], two: NDArray[Any], differ: NDArray[Any]) -> NDArray[np.bool_]:
    """True where a digit left out here and put in there makes one number of the other."""
    begun = np.logical_or.accumulate(differ, axis=0)[:-1]
    going = np.logical_or.accumulate(differ[::-1], axis=0)[::-1][1:]
    outside = ~(begun & going)  # before the first digit that differs, or behind the last
    down = (outside | (one[1:] == two[:-1])).all(axis=0)
    up = (outside | (one[:-1] == two[1:])).all(axis=0)
    moved: NDArray[np.bool_] = down | up
    return moved
