"""Distances of numbers in bulk are those of their digits as texts."""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from clientbook.matching.lists.digits import FAR, digit_distances


def _expected(a: list[int], b: list[int], width: int) -> list[int]:
    return [
        min(OSA.distance(f"{x:0{width}d}", f"{y:0{width}d}"), FAR)
        for x, y in zip(a, b, strict=True)
    ]


@pytest.mark.parametrize("width", [2, 4])
def test_every_number_of_three_digits_beside_every_other(width: int) -> None:
    """M7: all numbers of few different digits are as far apart as their texts."""
    numbers = [int("".join(digits)) for digits in product("012", repeat=width)]
    a, b = zip(*product(numbers, repeat=2), strict=True)
    found = digit_distances(np.array(a), np.array(b), width)
    assert found.tolist() == _expected(list(a), list(b), width)


@given(st.integers(0, 10**8 - 1), st.randoms(use_true_random=False))
def test_dates_after_a_few_edits(number: int, pick: random.Random) -> None:
    """M7: dates with digits changed, exchanged and moved are as far apart as their texts."""
    others = []
    for _ in range(50):
        digits = list(f"{number:08d}")
        for _ in range(pick.randrange(4)):
            place, edit = pick.randrange(7), pick.randrange(3)
            if edit == 0:
                digits[place] = str(pick.randrange(10))
            elif edit == 1:
                digits[place : place + 2] = reversed(digits[place : place + 2])
            else:
                digits.insert(pick.randrange(8), digits.pop(place))
        others.append(int("".join(digits)))
    same = [number] * len(others)
    found = digit_distances(np.array(same), np.array(others), 8)
    assert found.tolist() == _expected(same, others, 8)
