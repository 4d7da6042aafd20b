"""Clusters weigh conflicts against links."""

from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.errors import WrongTypeError
from clientbook.matching import ScoredPair, clusters
from clientbook.matching.lists.clusters import MANY
from clientbook.matching.lists.groups import whole_groups

IDS = ("a", "b", "c", "d")
SIX = (*IDS, "e", "f")
PAIRS = ["".join(pair) for pair in combinations(SIX, 2)]


def _links(*pairs: str) -> list[ScoredPair]:
    return [ScoredPair(pair[0], pair[1], 9.0, 0.998) for pair in pairs]


def _people(**named: str) -> dict[str, Profile]:
    born = PartialDate(1980, 5, 17)
    return {uid: Profile(name=PersonName(named.get(uid, "Anne"), "Roy"), birthday=born)
            for uid in SIX}  # fmt: skip


def test_one_conflicting_pair_does_not_part_a_cluster_of_many_links() -> None:
    """A record whose first name was misread stays with the three it is linked to."""
    people = _people(d="Paul")
    linked = _links("ab", "ac", "bc", "ad", "bd")
    assert clusters(linked, profiles=people) == [IDS]


def test_a_single_bridge_past_a_conflict_joins_nothing() -> None:
    """Anne and Paul, linked through one record of neither, stay two persons."""
    people = _people(c="Paul", d="Paul")
    linked = _links("ab", "cd", "bc")
    assert clusters(linked, profiles=people) == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("pair", [(None, "a"), ("a", None), (1, "a"), ("a", 1), (None, None)])
def test_a_pair_that_is_two_persons_has_two_ids(pair: Any) -> None:
    """X51: What would keep nobody apart is refused on either side, not passed over."""
    with pytest.raises(WrongTypeError, match="cannot_link"):
        clusters(_links("ab"), cannot_link=[pair])


def test_ignored_pairs_part_a_cluster_whatever_its_links() -> None:
    """What a person said outweighs every link."""
    linked = _links("ab", "ac", "bc", "ad", "bd")
    found = clusters(linked, cannot_link=[("d", "c")], profiles=_people())
    assert not any({"c", "d"} <= set(cluster) for cluster in found)


@given(
    st.dictionaries(st.sampled_from(PAIRS), st.integers(1, 3), max_size=12),
    st.sets(st.sampled_from(PAIRS), max_size=2),
    st.sets(st.sampled_from(SIX), max_size=2),
    st.randoms(),
)
def test_groups_that_nothing_parts_are_the_clusters_they_would_become(
    weights: dict[str, int], ignored: set[str], others: set[str], random: Random
) -> None:
    """Of many links the groups that are whole come first, at once; the clusters stay the same."""
    people = _people(**dict.fromkeys(others, "Paul"))
    pairs = [ScoredPair(pair[0], pair[1], bits, 0.9) for pair, bits in weights.items()]
    random.shuffle(pairs)
    apart = {(pair[0], pair[1]) for pair in ignored}
    whole, rest = whole_groups([p.left for p in pairs], [p.right for p in pairs], apart)
    beside = clusters([pairs[n] for n in rest], cannot_link=apart, profiles=people)
    found = clusters(pairs, cannot_link=[(b, a) for a, b in apart], profiles=people)
    assert found == sorted(whole + beside)
    assert not any({*pair} <= {*cluster} for cluster in found for pair in apart)
    for group in whole:
        assert all("".join(two) in weights for two in combinations(group, 2))


def test_a_long_list_of_links_is_clustered_as_its_parts_are() -> None:
    """Pairs, triangles and a chain that a conflict parts, many of each, in any order."""
    people, links, expected = {}, [], []
    for n in range(MANY):
        names = {letter: f"{letter}{n}" for letter in IDS}
        shape = ("ab", "abc", "abcd")[n % 3]
        people |= {
            names[u]: person for u, person in _people(c="Paul", d="Paul").items() if u in IDS
        }
        pairs = ("ab", "cd", "bc") if shape == "abcd" else tuple(combinations(shape, 2))
        links += [ScoredPair(names[a], names[b], 9.0, 0.998) for a, b in pairs]
        parts = ("ab", "cd") if shape == "abcd" else (shape,)
        expected += [tuple(names[letter] for letter in part) for part in parts]
    assert clusters(reversed(links), profiles=people) == sorted(expected)
