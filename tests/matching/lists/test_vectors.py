"""Levels in bulk are those of :mod:`.comparisons` and :mod:`.names` one by one."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbook.matching.lists.encoding import date_of
from clientbook.matching.lists.vectors import PartTable, date_levels
from clientbook.matching.pairs.comparisons import compare_dates
from clientbook.matching.pairs.levels import DateLevel
from clientbook.matching.pairs.name_part_levels import compare_family, compare_given

NAMES = """jean pierre paul john johnny jon jonathan j martin martine martins marten jean tremblay
    trembley trembaly dupont dupond dupont martin bernard bernhard elizabeth liz beth elisabeth
    wilhelm william bill li lee de la cruz delacruz cruz ph philippe philip pp guy gu isa ilsa
    isabelle gosia malgorzata magge wilhalmsne"""
_NAMES = NAMES.split()
_COMPOUNDS = """de la cruz,de souza,de la,d,jean marc,jean m,j m,jm,jean marc paul,robert j,
robert r,maria joao,li xi,xili,garcia lopez,garcia gomez,lopez,martine roy,van den berg,ab,a b"""
COMPOUNDS = _COMPOUNDS.replace("\n", "").split(",")
WORDS = sorted({*_NAMES, *map(" ".join, pairwise(_NAMES[::2]))})


@pytest.mark.parametrize("as_given", [True, False])
@given(others=st.lists(st.text("aehilnort", min_size=1, max_size=9), max_size=8))
def test_levels_of_names_are_those_of_two_names(as_given: bool, others: list[str]) -> None:
    """M7: what letters rule out in bulk is in conflict one by one too."""
    texts = sorted({*WORDS, *others})
    compare = compare_given if as_given else compare_family
    a, b = zip(*product(range(len(texts)), repeat=2), strict=True)
    found = PartTable(texts, given=as_given).levels(np.array(a), np.array(b))
    expected = [compare(texts[x], texts[y]) for x, y in zip(a, b, strict=True)]
    assert found.tolist() == expected


@pytest.mark.parametrize("as_given", [True, False])
@given(st.lists(st.lists(st.text("aehjlnrt", min_size=1, max_size=6), min_size=1, max_size=4),
                min_size=2, max_size=12))  # fmt: skip
def test_levels_of_compounds_are_those_of_two_names(as_given: bool, parts: list[list[str]]) -> None:
    """M7: a compound whose words rule it out in bulk is in conflict one by one too."""
    texts = sorted({*COMPOUNDS, *map(" ".join, parts)})
    compare = compare_given if as_given else compare_family
    a, b = zip(*product(range(len(texts)), repeat=2), strict=True)
    found = PartTable(texts, given=as_given).levels(np.array(a), np.array(b))
    expected = [compare(texts[x], texts[y]) for x, y in zip(a, b, strict=True)]
    assert found.tolist() == expected


_DATES = st.builds(
    lambda year, month, day: year * 10_000 + month * 100 + day,
    st.sampled_from([1949, 1950, 1984, 1985, 1994, 2005]),
    st.integers(1, 12),
    st.integers(1, 28),
)


@given(st.lists(_DATES, min_size=2, max_size=20))
def test_levels_of_dates_are_those_of_two_dates(dates: list[int]) -> None:
    """M7: dates in bulk have the levels of two dates."""
    a, b = (np.array(side) for side in zip(*product(dates, repeat=2), strict=True))
    expected = [
        compare_dates(date_of(x), date_of(y)) for x, y in zip(a.tolist(), b.tolist(), strict=True)
    ]
    assert date_levels(a, b).tolist() == expected


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1995-02-01", "1992-02-29", DateLevel.MIXED),  # a digit of the year, and another day
        ("1989-02-01", "1992-02-11", DateLevel.MIXED),  # another year, and a digit of the day
        ("1992-02-01", "1994-02-11", DateLevel.NEAR),  # two digits in all
        ("1951-02-01", "1938-02-11", DateLevel.DIFFERENT),  # too long ago
        ("1995-02-01", "1992-03-29", DateLevel.DECADE),
        ("1995-02-07", "1925-07-02", DateLevel.SLIP),  # day and month exchanged
        ("1995-02-07", "1975-07-03", DateLevel.DIFFERENT),
    ],
)
def test_two_slips_of_a_date_of_which_the_month_agrees_or_is_exchanged(
    one: str, other: str, level: DateLevel
) -> None:
    """M7: a digit of a year is mistaken beside an exchanged day, and beside a mistaken one."""
    codes = [np.array([int(text.replace("-", ""))]) for text in (one, other)]
    assert date_levels(*codes) == date_levels(*codes[::-1]) == [level]
