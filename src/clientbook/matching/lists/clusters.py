"""Clusters of records of one person, without blind closure."""

from collections.abc import Iterable, Mapping

from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.comparisons import compare
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.levels import DateLevel
from clientbook.matching.pairs.names import CONTRADICTING
from clientbook.matching.pairs.scoring import ScoredPair

_BRIDGE = 0.34
"""Part of the pairs between two clusters that must be linked before they become one."""


class _Merger:
    """Clusters that grow from the strongest link down."""

    def __init__(
        self,
        linked: set[tuple[str, str]],
        forbidden: set[tuple[str, str]],
        records: Mapping[str, Features],
    ) -> None:
        self._linked, self._forbidden, self._records = linked, forbidden, records
        self.members: dict[str, list[str]] = {}
        self._home: dict[str, str] = {}

    def _members(self, uid: str) -> list[str]:
        home = self._home.setdefault(uid, uid)
        return self.members.setdefault(home, [uid])

    def link(self, left: str, right: str) -> None:
        """Join the clusters of two linked records where nothing speaks against it."""
        a, b = self._members(left), self._members(right)
        if a is b or not self._may_join(a, b):
            return
        a.extend(b)
        del self.members[self._home[right]]
        for uid in b:
            self._home[uid] = self._home[left]

    def _may_join(self, a: list[str], b: list[str]) -> bool:
        links = 0
        for x in a:
            for y in b:
                pair = (x, y) if x < y else (y, x)
                if pair in self._forbidden:
                    return False
                if pair in self._linked:
                    links += 1
                elif self._conflict(x, y):
                    return False
        return links >= _BRIDGE * len(a) * len(b)

    def _conflict(self, x: str, y: str) -> bool:
        """True when first names or birth dates say that two records are two persons."""
        if x not in self._records or y not in self._records:
            return False
        levels = {f.field: f.level for f in compare(self._records[x], self._records[y])}
        return levels["given"] in CONTRADICTING or levels["birthday"] == DateLevel.DIFFERENT


def clusters(
    pairs: Iterable[ScoredPair],
    *,
    cannot_link: Iterable[tuple[str, str]] = (),
    profiles: Mapping[str, Profile] | None = None,
) -> list[tuple[str, ...]]:
    """Group linked records into clusters of one person each.

    Links are taken from the strongest down.  Two clusters become one only when no pair between
    them is forbidden and enough of the pairs between them are links: a chain of weak bridges
    does not make one person of many.

    Args:
        pairs: Links, such as :func:`find_pairs` returns.
        cannot_link: Pairs of ids that are two persons, such as ignored pairs; in any order.
        profiles: Profiles by id; with them, pairs that are no links and have conflicting first
            names or birth dates forbid a cluster too.

    Returns:
        Sorted clusters of two or more sorted ids; the same for any order of the arguments.
    """
    ordered = sorted(pairs, key=lambda p: (-p.match_weight, p.left, p.right))
    linked = {(min(p.left, p.right), max(p.left, p.right)) for p in ordered}
    forbidden = {(min(a, b), max(a, b)) for a, b in cannot_link}
    ids = {uid for pair in linked for uid in pair}
    records = {uid: features(profiles[uid]) for uid in ids if uid in profiles} if profiles else {}
    merger = _Merger(linked, forbidden, records)
    before = -1
    while len(merger.members) != before:  # a refused link may hold once others have joined
        before = len(merger.members)
        for pair in ordered:
            merger.link(pair.left, pair.right)
    return sorted(tuple(sorted(members)) for members in merger.members.values() if members[1:])
