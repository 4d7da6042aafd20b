"""Same person, same household or unrelated: match keys, weights, clusters; pure functions.

Every name here is loaded when it is first used: one profile needs little of what lists need.
"""

from typing import TYPE_CHECKING

from clientbook._lazy import lazily
from clientbook._moved import renamed

if TYPE_CHECKING:
    from clientbook.matching.keys import CappedKey, email_key, match_keys
    from clientbook.matching.lists.clusters import clusters
    from clientbook.matching.lists.estimating import estimate
    from clientbook.matching.lists.pairs import PairsReport, find_pairs, find_pairs_report
    from clientbook.matching.pairs.frequencies import Frequencies
    from clientbook.matching.pairs.model import MatchModel, shipped_model
    from clientbook.matching.pairs.name_part_levels import NameLevel
    from clientbook.matching.pairs.names import compare_names, compatible_names
    from clientbook.matching.pairs.scoring import (
        TWO_SEATS,
        Explanation,
        PairEvidence,
        Part,
        ScoredPair,
        explain,
        score,
    )

__all__ = [
    "TWO_SEATS",
    "CappedKey",
    "Explanation",
    "Frequencies",
    "MatchModel",
    "NameLevel",
    "PairEvidence",
    "PairsReport",
    "Part",
    "ScoredPair",
    "clusters",
    "compare_names",
    "compatible_names",
    "email_key",
    "estimate",
    "explain",
    "find_pairs",
    "find_pairs_report",
    "match_keys",
    "score",
    "shipped_model",
]

_HOMES = {
    "keys": ("CappedKey", "email_key", "match_keys"),
    "lists.clusters": ("clusters",),
    "lists.estimating": ("estimate",),
    "lists.pairs": ("PairsReport", "find_pairs", "find_pairs_report"),
    "pairs.frequencies": ("Frequencies",),
    "pairs.model": ("MatchModel", "shipped_model"),
    "pairs.name_part_levels": ("NameLevel",),
    "pairs.names": ("compare_names", "compatible_names"),
    "pairs.scoring": (
        "TWO_SEATS",
        "Explanation",
        "PairEvidence",
        "Part",
        "ScoredPair",
        "explain",
        "score",
    ),
}

__getattr__ = lazily(
    __name__,
    _HOMES,
    renamed(
        __name__,
        {
            "Evidence": "PairEvidence",
            "identity_keys": "clientbook.identity.keys:identity_keys",
        },
    ),
)
