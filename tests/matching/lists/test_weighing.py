"""Weights of patterns in bulk."""

import numpy as np
import pytest

from clientbook.matching import shipped_model
from clientbook.matching.lists.patterns import PatternSpace, entries_of
from clientbook.matching.lists.weighing import Weigher


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
