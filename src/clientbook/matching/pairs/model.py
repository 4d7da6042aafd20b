"""The matching model: what each comparison level is worth, as an immutable value."""

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import attrs

from clientbook.matching.pairs.frequencies import CLASSES, DEFAULT_SHARES, class_of, share
from clientbook.matching.pairs.levels import LEVELS

UNIT = 1024
"""Weights are whole multiples of 1/1024 bit: their sums are exact in any order."""

_LEAST_SIZE = 200  # a smaller book does not make strangers of one name one person
_SPAN = 60  # bits; beyond it one of two numbers does not show in their sum


def rounded(bits: float) -> float:
    """Round to a whole multiple of 1/1024 bit."""
    return round(bits * UNIT) / UNIT


@attrs.frozen
class ComparisonLevel:
    """What one level of a comparison says.

    Args:
        name: Name of the level, such as ``"exact"``.
        m_probability: How often two records of one person show it.
        household_probability: How often two persons of one household show it.
        u_probability: How often two unrelated persons show it, for a value of typical frequency.
        by_frequency: True when a value that is more or less common than typical counts less or
            more.
    """

    name: str
    m_probability: float
    household_probability: float
    u_probability: float
    by_frequency: bool = False


@attrs.frozen
class Weights:
    """Bits of one level for one pair.

    Args:
        person: log2(m / u): one person against unrelated.
        household: log2(h / u): one household against unrelated.
    """

    person: float
    household: float


@attrs.frozen
class Comparison:
    """The levels of one comparison, best first."""

    field: str
    levels: tuple[ComparisonLevel, ...]


@attrs.frozen
class MatchModel:
    """What comparisons weigh, and where a pair is proposed or merged.

    Args:
        comparisons: One per field.
        duplicates: Expected pairs of one person per record of a list.
        relatives: Expected pairs of one household per record of a list.
        propose_threshold: Match probability from which a pair is shown to people.
        auto_threshold: Match probability from which a machine may merge.
        evidence: Bits of each kind of further evidence.
        version: Of the form of the value.
    """

    comparisons: tuple[Comparison, ...]
    duplicates: float = 0.3
    relatives: float = 1.0
    propose_threshold: float = 0.5
    auto_threshold: float = 0.99
    evidence: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    version: int = 1
    _levels: Mapping[str, tuple[ComparisonLevel, ...]] = attrs.field(
        init=False, repr=False, eq=False
    )
    _cache: dict[tuple[str, int, str, int, int], Weights] = attrs.field(
        init=False, repr=False, eq=False, factory=dict
    )

    def __attrs_post_init__(self) -> None:
        levels = {c.field: c.levels for c in self.comparisons}
        for field, names in LEVELS.items():
            if tuple(level.name for level in levels.get(field, ())) != names:
                raise ValueError(f"model: comparison {field!r} needs the levels {names}")
        if not 0 < self.propose_threshold <= self.auto_threshold < 1:
            raise ValueError("model: expected 0 < propose_threshold <= auto_threshold < 1")
        object.__setattr__(self, "_levels", levels)

    def weights(
        self, field: str, level: int, kind: str = "", count: int = 0, size: int = 0
    ) -> Weights:
        """Return the bits of a level.

        Args:
            field: Which comparison.
            level: Number of the level.
            kind: Kind of the shared value, empty when there is none.
            count: Records of the list that hold the shared value, 0 when unknown; it counts as
                its class does.
            size: Records in the list.
        """
        count = CLASSES[class_of(count)]
        key = (field, level, kind, count, size)
        found = self._cache.get(key)
        if found is None:
            found = self._compute(field, level, kind, count, size)
            if len(self._cache) > 100_000:  # bounded: counts repeat, lists do not
                self._cache.clear()
            self._cache[key] = found
        return found

    def _compute(self, field: str, number: int, kind: str, count: int, size: int) -> Weights:
        level = self._levels[field][number]
        household, unrelated = level.household_probability, level.u_probability
        least = -math.inf
        if kind and level.by_frequency:
            rarity = share(kind, count, size) / DEFAULT_SHARES[kind]
            # What is equal never says less than what is not, however common it is.
            least = self._least(field) if number == 0 else 0.0
            unrelated *= rarity
            if kind == "g" and level.name == "exact":
                # Relatives choose given names as everybody does, or hand theirs on.
                household = min(level.m_probability, household + unrelated)
            if kind == "a":
                # Relatives share a colour or a town more often than strangers, not a number.
                household = min(household, 8 * unrelated)
        person = max(least, rounded(math.log2(level.m_probability / unrelated)))
        return Weights(person, rounded(math.log2(household / unrelated)))

    def _least(self, field: str) -> float:
        """Most bits of the levels of a field that do not depend on a frequency."""
        plain = [r for r in self._levels[field] if not r.by_frequency]
        return max(0.0, *(rounded(math.log2(r.m_probability / r.u_probability)) for r in plain))

    def prior_weight(self, size: int) -> float:
        """Bits before any comparison: how rare pairs of one person are in a list."""
        return rounded(math.log2(2 * self.duplicates / max(size, _LEAST_SIZE)))

    def household_prior(self, size: int) -> float:
        """Bits before any comparison: how rare pairs of one household are in a list."""
        return rounded(math.log2(2 * self.relatives / max(size, _LEAST_SIZE)))

    def to_json(self) -> str:
        """Return the JSON form; see :meth:`from_json`."""
        document: dict[str, Any] = {
            "version": self.version,
            "duplicates": self.duplicates,
            "relatives": self.relatives,
            "propose_threshold": self.propose_threshold,
            "auto_threshold": self.auto_threshold,
            "evidence": dict(self.evidence),
            "comparisons": {
                c.field: [
                    [
                        level.name,
                        level.m_probability,
                        level.household_probability,
                        level.u_probability,
                        level.by_frequency,
                    ]
                    for level in c.levels
                ]
                for c in self.comparisons
            },
        }
        return json.dumps(document, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "MatchModel":
        """Read the form :meth:`to_json` writes.

        Raises:
            ValueError: *text* is not such a form.
        """
        try:
            document = json.loads(text)
            comparisons = tuple(
                Comparison(field, tuple(ComparisonLevel(*level) for level in levels))
                for field, levels in document.pop("comparisons").items()
            )
            return cls(comparisons, **document)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"model: not a matching model ({type(error).__name__})") from None


def both(person_bits: float) -> float:
    """Return the weight of "not unrelated but one household" as bits to take off.

    log2(1 + 2**household) from a table in steps of 1/1024 bit, so that one pair and a million
    give the same bits.
    """
    if person_bits >= _SPAN:
        return person_bits
    if person_bits <= -_SPAN:
        return 0.0
    return rounded(math.log2(1 + math.pow(2.0, person_bits)))


@cache
def shipped_model() -> MatchModel:
    """Return the model that ships with the library."""
    path = resources.files("clientbook.matching.pairs").joinpath("weights.json")
    return MatchModel.from_json(path.read_text(encoding="utf-8"))


def comparisons_of(
    table: Mapping[str, Iterable[tuple[float, float, float, bool]]],
) -> tuple[Comparison, ...]:
    """Build comparisons from (m, h, u, by_frequency) in the order of the levels."""
    return tuple(
        Comparison(
            field,
            tuple(
                ComparisonLevel(name, *row) for name, row in zip(names, table[field], strict=True)
            ),
        )
        for field, names in LEVELS.items()
    )
