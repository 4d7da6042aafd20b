"""Keys of a list in columns are those of its records one by one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.matching.people import PROFILES

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.matching import find_pairs
from clientbook.matching.keys import KEY_KINDS, kinds_for, match_keys
from clientbook.matching.lists.blocks import ALL_PAIRS_SIZE, Components, keys_of
from clientbook.matching.lists.columns import encode
from clientbook.matching.lists.encoding import distinct


@settings(max_examples=40, deadline=None)
@given(st.lists(PROFILES, min_size=2, max_size=8))
@example([Profile(name=PersonName("Ann", "Ann")), Profile(name=PersonName("Jo", "Ann"))])
def test_two_records_share_a_key_in_columns_where_they_share_one_as_text(
    profiles: list[Profile],
) -> None:
    """M7: a list, and one machine of many, look for pairs by the same keys."""
    columns = encode((str(n), profile) for n, profile in enumerate(profiles))
    components, texts = Components(columns), [match_keys(profile) for profile in profiles]
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
