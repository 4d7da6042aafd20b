"""Keys of a list in columns are those of its records one by one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.matching.people import PROFILES

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.matching import find_pairs
from clientbook.matching.keys import CONTACT_KINDS, KEY_KINDS, CappedKey, kinds_for, match_keys
from clientbook.matching.lists.blocks import (
    ALL_PAIRS_SIZE,
    Components,
    candidate_pairs,
    keys_of,
    records_alone,
    run_limit,
)
from clientbook.matching.lists.columns import encode
from clientbook.matching.lists.encoding import distinct, distinct_at, distinct_counts


@settings(max_examples=40, deadline=None)
@given(st.lists(PROFILES, min_size=2, max_size=8))
@example([Profile(name=PersonName("Ann", "Ann")), Profile(name=PersonName("Jo", "Ann"))])
def test_two_records_share_a_key_in_columns_where_they_share_one_as_text(
    profiles: list[Profile],
) -> None:
    """M7: a list, and one machine of many, look for pairs by the same keys."""
    columns = encode((str(n), profile) for n, profile in enumerate(profiles))
    components, texts = Components(columns), [match_keys(profile) for profile in profiles]
    reached = [{key.partition(":")[0] for key in keys} & {*CONTACT_KINDS} for keys in texts]
    assert records_alone(components, len(profiles)) == reached.count(set())
    for kind in KEY_KINDS:
        rows, codes = keys_of(kind, components)
        held = [set(codes[rows == row].tolist()) for row in range(len(profiles))]
        named = [{key for key in keys if key.startswith(f"{kind.prefix}:")} for keys in texts]
        for a, b in combinations(range(len(profiles)), 2):
            assert bool(held[a] & held[b]) == bool(named[a] & named[b]), (kind.prefix, a, b)


@pytest.mark.parametrize(
    ("one", "other"), [(("Ruan", "Fronmore"), ("juan", "onmore")), (("Jak", "Cox"), ("oCx", "Jkk"))]
)
def test_names_with_slips_in_both_parts_are_candidates(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """M7: the first or the last letters of one part, beside month and year, find a pair."""
    crowd = {
        str(n): Profile(name=PersonName(f"G{n:04d}a", f"Fam{n:05d}"))
        for n in range(ALL_PAIRS_SIZE + 1)
    }
    pair = {
        name: Profile(name=PersonName(*parts), birthday=PartialDate(1965, 9, day))
        for name, parts, day in (("a", one, 11), ("b", other, 11))
    }
    assert ("a", "b") in {(p.left, p.right) for p in find_pairs(crowd | pair, threshold=1e-9)}


def test_keys_of_a_few_letters_are_for_lists_that_are_not_long() -> None:
    """M7: what brings strangers only in a long list is not asked there, in columns or elsewhere."""
    assert kinds_for(200_000) == KEY_KINDS
    assert {kind.prefix for kind in KEY_KINDS} - {k.prefix for k in kinds_for(200_001)} == {
        "hp", "tp", "hy", "ty", "hm", "tt",
    }  # fmt: skip


@given(st.lists(st.integers(-5, 5)))
def test_distinct_values_are_sorted(values: list[int]) -> None:
    """M7: each value once, in order."""
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.integers(-9, 9) | st.integers(-(2**62), 2**62), max_size=30))
def test_each_value_is_where_it_was_among_the_distinct_ones(values: list[int]) -> None:
    """M7: numbers of any width, negative ones among them, are told apart as numpy tells them."""
    met = np.array(values, np.int64)
    found, at = distinct_at(met)
    known, places = np.unique(met, return_inverse=True)
    assert found.tolist() == known.tolist()
    assert at.tolist() == places.ravel().tolist()
    counted, counts = distinct_counts(met)
    assert counted.tolist() == found.tolist()
    assert counts.tolist() == [values.count(value) for value in found.tolist()]


def test_names_need_fewer_pairs_where_numbers_and_addresses_find_the_doubles() -> None:
    """M7: a kind's budget grows with the records that have neither; a strong kind's with all."""
    runs = np.array([0, 0, 150_000, 60_000, 60_000, 0])  # so many keys of 2, 3 and 4 records
    limits = {
        (prefix, alone): run_limit(prefix, runs, 500_000, alone)
        for prefix in ("fy", "n")
        for alone in (0, 200_000, 600_000)
    }
    assert [limits["fy", alone] for alone in (0, 200_000, 600_000)] == [2, 3, 5]
    assert [limits["n", alone] for alone in (0, 200_000, 600_000)] == [5, 5, 5]
    few = np.array([0, 0, 10_000, 30_000])  # 100,000 pairs: too many where all have a number
    assert [run_limit("fy", few, 500_000, alone) for alone in (0, 5_000, 125_000)] == [2, 2, 3]
    assert run_limit("fy", few, 0, 0) == 2


def test_keys_that_as_many_records_share_are_told_by_one_value() -> None:
    """M7: a long list caps many keys; telling how many costs little room."""
    crowd = {
        str(n): Profile(
            name=PersonName(f"G{n:04d}a", f"Fam{n:05d}"),
            phones=(PhoneNumber(f"+3361234{n % 5:04d}"),),
        )
        for n in range(5 * 400)
    }
    told = [key for key in candidate_pairs(encode(crowd.items()))[1] if key.kind == "p"]
    assert told == [CappedKey("p", 400)] * 5
    assert len({id(key) for key in told}) == 1
