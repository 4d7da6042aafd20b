"""Clusters weigh conflicts against links."""

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.matching import ScoredPair, clusters

IDS = ("a", "b", "c", "d")


def _links(*pairs: str) -> list[ScoredPair]:
    return [ScoredPair(pair[0], pair[1], 9.0, 0.998) for pair in pairs]


def _people(**given: str) -> dict[str, Profile]:
    born = PartialDate(1980, 5, 17)
    return {uid: Profile(name=PersonName(given.get(uid, "Anne"), "Roy"), birthday=born)
            for uid in IDS}  # fmt: skip


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


def test_ignored_pairs_part_a_cluster_whatever_its_links() -> None:
    """What a person said outweighs every link."""
    linked = _links("ab", "ac", "bc", "ad", "bd")
    found = clusters(linked, cannot_link=[("d", "c")], profiles=_people())
    assert not any({"c", "d"} <= set(cluster) for cluster in found)
