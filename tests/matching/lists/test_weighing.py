"""Weights of patterns in bulk."""

import numpy as np
import pytest

from clientbook.matching import shipped_model
from clientbook.matching.lists.patterns import PatternSpace, entries_of
from clientbook.matching.lists.weighing import Weigher, both_units
from clientbook.matching.pairs.model import UNIT, both


@pytest.mark.parametrize("bits", [-60, -14, 0, 9])
def test_what_weighs_enough_is_found_whatever_ends_early(bits: int) -> None:
    """M7: rows and weights from a floor on are those of all rows weighed in full."""
    space = PatternSpace((("identifier", "pos"),))
    weigher = Weigher(space, shipped_model(), 5_000)
    made = np.random.default_rng(4)
    columns = [made.integers(0, len(entries_of(field)), 20_000) for field in space.fields]
    entries = np.stack(columns, 1).astype(np.int16)
    rows, units = weigher.at_least(entries, bits * 1024)
    every = weigher.units(entries)
    assert rows.tolist() == np.flatnonzero(every >= bits * 1024).tolist()
    assert units.tolist() == every[rows].tolist()


def test_what_a_household_takes_off_is_that_of_one_pair() -> None:
    """M7: Far beyond the table as well as in it, many pairs get the bits of one."""
    units = [*range(-70 * UNIT, 70 * UNIT, 7), -200 * UNIT, 200 * UNIT]
    expected = [round(both(each / UNIT) * UNIT) for each in units]
    assert both_units(np.array(units, np.int64)).tolist() == expected
