"""How often values occur in a list: a shared rare value says more than a shared common one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Protocol

import attrs

from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.name_parts import compact

DEFAULT_SIZE = 10_000
"""Size of a list that is taken when nothing is known of it."""

DEFAULT_SHARES: Mapping[str, float] = {
    "g": 1 / 250,  # given name
    "f": 1 / 1500,  # family name
    "d": 1 / 20_000,  # birth date
    "p": 1e-5,  # phone
    "7": 1e-5,  # last seven digits
    "e": 1e-5,  # e-mail
    "m": 5e-5,  # local part
    "h": 2e-4,  # private mail host
    "s": 3e-5,  # door
    "z": 1 / 1000,  # postal code
    "t": 1 / 60,  # town
    "c": 1 / 3000,  # company
    "i": 1e-6,  # external id
    "a": 1 / 20,  # other attribute
}
"""Part of the people who share a typical value, by kind of value."""

CLASSES: tuple[int, ...] = (
    *range(7),
    *(round(2 ** (half / 2)) for half in range(6, 25)),
    *(2**power for power in range(13, 27)),
)
"""Classes of counts, each by its typical count: exact up to 6, then steps of half an octave, of an
octave from 4096.  Weights are functions of levels and classes."""

LEAST: tuple[int, ...] = (
    *range(7),
    *(round((a * b) ** 0.5) for a, b in pairwise(CLASSES[6:])),
)
"""The least count of each class."""

_PSEUDO = 400.0  # how many records the typical share is worth beside the list's own counts
_PSEUDO_ATTRIBUTE = 2.0  # an attribute may be a colour or a number of its own: the list says


class Counts(Protocol):
    """Tells how many persons of a list hold a value."""

    @property
    def size(self) -> int:
        """Records in the list."""

    def count(self, kind: str, value: str) -> int:
        """Persons that hold the value; 0 when its kind was not counted."""


@attrs.frozen
class Frequencies:
    """Counts of the values of a list.

    Args:
        size: Records in the list.
        counts: How many persons hold a value, by kind and value: ``"g:marie"``, ``"p:612345678"``.
        kinds: Kinds that were counted; a value of a counted kind that is missing was seen once.
    """

    size: int = DEFAULT_SIZE
    counts: Mapping[str, int] = attrs.field(factory=dict, repr=False)
    kinds: frozenset[str] = frozenset()

    def count(self, kind: str, value: str) -> int:
        """Persons that hold the value; 0 when its kind was not counted."""
        if kind not in self.kinds:
            return 0
        return self.counts.get(f"{kind}:{value}", 1)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> "Frequencies":
        """Count the values of a list."""
        return cls.of_features(features(p) for p in profiles)

    @classmethod
    def of_features(cls, records: Iterable[Features]) -> "Frequencies":
        """Count the values of records made ready for comparison."""
        counts: Counter[str] = Counter()
        persons: set[tuple[str, str]] = set()
        size = 0
        for record in records:
            size += 1
            values = set(counted_values(record))
            counts.update(values)
            mark = mark_of(record)
            if mark is not None:
                persons.update((value, mark) for value in values)
        several = Counter(value for value, _ in persons)
        return cls(
            size,
            {value: persons_of(count, several[value]) for value, count in counts.items()},
            frozenset(DEFAULT_SHARES),
        )


def class_of(count: int) -> int:
    """Return the class of a count; see :data:`CLASSES`."""
    return bisect_right(LEAST, count) - 1


def mark_of(record: Features) -> str | None:
    """Return what tells the holders of one value apart: an initial, of firms their postal code.

    Branches of a chain share a name and an e-mail address, and are as many firms as places.

    Returns:
        None for a firm whose postal code is not known: it may be any of them.
    """
    if record.firm:
        return record.places[0].postcode or None if record.places else None
    return record.name.given[:1]


def persons_of(records: int, marks: int) -> int:
    """Return how many persons share a value at least, from its records and their marks.

    Records of one person must not make a value look common; a dozen records of one person are
    as many as a list is likely to hold.
    """
    return max(marks, records - 12, 1)


def counted_values(record: Features) -> Iterable[str]:
    """Yield the values of a record that are counted, each after its kind: ``"g:marie"``."""
    if record.name.given:
        yield f"g:{compact(record.name.given)}"
    if record.name.family:
        yield f"f:{compact(record.name.family)}"
    yield from (f"d:{d.year}-{d.month}-{d.day}" for d in record.dates)
    yield from (f"p:{p}" for p in record.phones)
    yield from (f"7:{s}" for s in record.sevens)
    yield from (f"e:{e}" for e in record.emails)
    yield from (f"m:{m}" for m in record.mailboxes)
    yield from (f"h:{h}" for h in record.hosts)
    for place in record.places:
        yield f"s:{place.number} {place.street}"
        yield f"z:{place.postcode}"
        yield f"t:{place.town}"
    for company in (record.firm or record.whole, record.company):
        if company:
            yield f"c:{company}"
    yield from (f"i:{k}:{v}" for k, v in record.identifiers.items())
    yield from (f"a:{k}:{v}" for k, v in record.others.items())


def share(kind: str, count: int, size: int) -> float:
    """Return the part of people that share a value, from its count and what is typical.

    Args:
        kind: Kind of value.
        count: Persons that hold it, see :func:`persons_of`; 0 when unknown.
        size: Records in the list.
    """
    typical = DEFAULT_SHARES[kind]
    if not count:
        return max(typical, 1 / max(size, 2))
    pseudo = _PSEUDO if kind != "a" else _PSEUDO_ATTRIBUTE
    return min(1.0, (count - 0.8 + pseudo * typical) / (size + pseudo))
