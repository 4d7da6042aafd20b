"""Clusters of records of one person, without blind closure."""

from collections.abc import Collection, Iterable, Mapping

import attrs

from clientbook.domain.checks import wrong_type
from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.comparisons import compare_who
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.levels import DateLevel, FirmLevel
from clientbook.matching.pairs.model import MatchModel
from clientbook.matching.pairs.name_part_levels import CONTRADICTING
from clientbook.matching.pairs.scoring import ScoredPair


@attrs.frozen
class _Terms:
    """When two clusters become one.

    Args:
        bridge: Part of the pairs between them that must be linked.
        conflict: Links that outweigh one pair whose first names or birth dates conflict.
    """

    bridge: float
    conflict: float


MANY = 2000
"""Links from which on those that nothing can part are found first, all at once."""

_FAMILIES = _Terms(0.34, 2.0)
_STRANGERS = _Terms(0.25, 0.5)  # without relatives, a name that differs is a slip more often
_FEW_RELATIVES = 0.2  # pairs of one household per record, as a model learns from a list


def _ordered(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)


def _apart(left: str, right: str) -> tuple[str, str]:
    for uid in (left, right):
        if not isinstance(uid, str):
            raise wrong_type("cannot_link", uid, "two ids, as texts, in each pair")
    return _ordered(left, right)


class _Merger:
    """Clusters that grow from the strongest link down."""

    def __init__(
        self,
        forbidden: set[tuple[str, str]],
        profiles: Mapping[str, Profile],
        terms: _Terms,
    ) -> None:
        self._linked: set[tuple[str, str]] = set()
        self._forbidden, self._terms, self._profiles = forbidden, terms, profiles
        self._records: dict[str, Features] = {}
        self.members: dict[str, list[str]] = {}
        self._home: dict[str, str] = {}

    def _members(self, uid: str) -> list[str]:
        home = self._home.get(uid)
        if home is None:
            self._home[uid] = uid
            home = uid
            self.members[uid] = [uid]
        return self.members[home]

    def link(self, left: str, right: str) -> bool:
        """Join the clusters of two linked records where nothing speaks against it.

        Returns:
            True when they are one cluster now.
        """
        a, b = self._members(left), self._members(right)
        if a is b:
            return True
        if not self._may_join(a, b):
            return False
        a.extend(b)
        del self.members[self._home[right]]
        for uid in b:
            self._home[uid] = self._home[left]
        return True

    def merged(self, pairs: Collection[ScoredPair]) -> list[tuple[str, ...]]:
        """Link pairs from the strongest down and return the sorted clusters they make."""
        self._linked = {_ordered(p.left, p.right) for p in pairs}
        open_, before = sorted(pairs, key=lambda p: (-p.match_weight, p.left, p.right)), -1
        while len(open_) != before:  # a refused link may hold once others have joined
            before = len(open_)
            open_ = [pair for pair in open_ if not self.link(pair.left, pair.right)]
        return [tuple(sorted(found)) for found in self.members.values() if found[1:]]

    def _may_join(self, a: list[str], b: list[str]) -> bool:
        if len(a) == len(b) == 1:  # the link itself is the only pair between them
            return _ordered(a[0], b[0]) not in self._forbidden
        links, unlinked = 0, []
        for x in a:
            for y in b:
                pair = (x, y) if x < y else (y, x)
                if pair in self._forbidden:
                    return False
                if pair in self._linked:
                    links += 1
                else:
                    unlinked.append(pair)
        if links < self._terms.bridge * len(a) * len(b):
            return False
        if not self._profiles:
            return True
        conflicts = sum(self._conflict(x, y) for x, y in unlinked)
        return conflicts * self._terms.conflict <= links

    def _conflict(self, x: str, y: str) -> bool:
        """True when first names or birth dates say that two records are two persons."""
        if x not in self._profiles or y not in self._profiles:
            return False
        met = compare_who(self._features(x), self._features(y))
        levels = {f.field: f.level for f in met}
        return (
            levels["given"] in CONTRADICTING
            or levels["birthday"] == DateLevel.DIFFERENT
            or levels["firm"] >= FirmLevel.PART
        )

    def _features(self, uid: str) -> Features:
        if uid not in self._records:
            self._records[uid] = features(self._profiles[uid])
        return self._records[uid]


def clusters(
    pairs: Iterable[ScoredPair],
    *,
    cannot_link: Iterable[tuple[str, str]] = (),
    profiles: Mapping[str, Profile] | None = None,
    model: MatchModel | None = None,
) -> list[tuple[str, ...]]:
    """Group linked records into clusters of one person each.

    Links are taken from the strongest down.  Two clusters become one only when no pair between
    them is forbidden, enough of the pairs between them are links, and these outweigh the pairs
    whose first names or birth dates conflict: a chain of weak bridges does not make one person
    of many, and one record with a wrong date does not part a cluster of many links.

    Args:
        pairs: Links, such as :func:`find_pairs` returns.
        cannot_link: Pairs of ids that are two persons, such as ignored pairs; in any order.
        profiles: Profiles by id; with them, pairs that are no links and have conflicting first
            names or birth dates weigh against their clusters.
        model: What a list taught, from :func:`find_pairs_report`: where it holds hardly any
            relatives, a conflict weighs less.  None for a list with families.

    Returns:
        Sorted clusters of two or more sorted ids; the same for any order of the arguments.

    Raises:
        WrongTypeError: What stands in *cannot_link* is no text: it would keep nobody apart.
    """
    chosen = list(pairs)
    forbidden = {_apart(*pair) for pair in cannot_link}
    whole: list[tuple[str, ...]] = []
    if len(chosen) >= MANY:
        from clientbook.matching.lists.groups import whole_groups

        ends = [pair.left for pair in chosen], [pair.right for pair in chosen]
        whole, left = whole_groups(*ends, forbidden)
        chosen = [chosen[n] for n in left]
    few = model is not None and model.relatives < _FEW_RELATIVES
    merger = _Merger(forbidden, profiles or {}, _STRANGERS if few else _FAMILIES)
    return sorted(whole + merger.merged(chosen))
