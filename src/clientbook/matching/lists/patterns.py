"""Agreement patterns: what a comparison found of two records, as one row of small integers.

A pattern holds an entry for each comparison: its level and, where the frequency of a shared value
counts, the class of its count.  The weight of a pair is a function of its pattern alone, so pairs
can be counted by pattern wherever they are compared, and the counts added in any order.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.encoding import distinct_at, distinct_counts
from clientbook.matching.pairs.frequencies import CLASSES, Counts, class_of
from clientbook.matching.pairs.levels import (
    AREAS,
    LEVELS,
    AreaLevel,
    DateLevel,
    EmailLevel,
    FirmLevel,
    FoundLevel,
    PhoneLevel,
    PlainLevel,
    StreetLevel,
)
from clientbook.matching.pairs.name_part_levels import PartLevel
from clientbook.matching.pairs.scoring import shared_count

Entries: TypeAlias = NDArray[np.int16]
"""Patterns, a row each: the entry of each comparison of a space."""

Codes: TypeAlias = NDArray[np.int64]
"""Patterns packed into whole numbers, a row each: a column or several."""

FIELDS = tuple(field for field in LEVELS if field not in ("identifier", "attribute"))
"""Comparisons that every pair has."""

KINDS: dict[str, tuple[str, ...]] = {
    "given": ("g",),
    "family": ("f",),
    "firm": ("c",),
    "birthday": ("d",),
    "phone": ("p", "7"),
    "email": ("e", "m", "h"),
    "address": ("s", "t", "z"),
    "site": ("s", "t", "z"),
    "company": ("c",),
    "identifier": ("i",),
    "attribute": ("a",),
}
"""Kinds of values whose frequency counts, by field."""

_LARGEST = 2**63  # of patterns one whole number tells apart
_BY_NAME = (
    PartLevel.EXACT,
    PartLevel.NICKNAME,
    PartLevel.SUBSET,
    PartLevel.TYPO,
    PartLevel.LOOSE,
)
IS_BY_NAME = np.isin(np.arange(len(PartLevel)), _BY_NAME)
"""Levels of name parts at which both words count, by level."""


def _counted() -> dict[str, set[tuple[int, str]]]:
    """Levels that come with a value whose frequency counts, by field."""
    numbers = (PhoneLevel.TWO, PhoneLevel.MOBILE, PhoneLevel.ONE, PhoneLevel.SLIP)
    places = {(street * AREAS + AreaLevel.SAME, "z") for street in StreetLevel}
    places |= {(street * AREAS + AreaLevel.TOWN, "t") for street in StreetLevel}
    places |= {(StreetLevel.SAME * AREAS + area, "s") for area in AreaLevel}
    mail = ((EmailLevel.EXACT, "e"), (EmailLevel.MAILBOX, "m"), (EmailLevel.SLIP, "e"))
    return {
        "given": {(level, "g") for level in _BY_NAME},
        "family": {(level, "f") for level in _BY_NAME},
        "firm": {(level, "c") for level in FirmLevel if level <= FirmLevel.ALIKE},
        "birthday": {(DateLevel.EXACT, "d")},
        "phone": {*((level, "p") for level in numbers), (PhoneLevel.LOCAL, "7")},
        "email": {*mail, (EmailLevel.HOST, "h")},
        "address": places,
        "site": places,
        "company": {(PlainLevel.SAME, "c")},
        "identifier": {(PlainLevel.SAME, "i")},
        "attribute": {(PlainLevel.SAME, "a")},
    }


_COUNTED = _counted()


@attrs.frozen(eq=False)
class FieldEntries:
    """The entries of one comparison, by number.

    Args:
        levels: Level of each entry.
        kinds: Kind of the value that was shared, empty for none.
        classes: Class of its count.
        first: Number of the entry of class 0 by level and kind; the kind at the end is none.
    """

    levels: NDArray[np.int8]
    kinds: tuple[str, ...]
    classes: NDArray[np.int8]
    first: Entries

    def __len__(self) -> int:
        return len(self.kinds)

    def of(
        self, levels: NDArray[Any], kinds: NDArray[Any] | int = -1, classes: NDArray[Any] | int = 0
    ) -> Entries:
        """Return the entries of many pairs; *kinds* are positions, -1 for none."""
        found = self.first[levels, kinds]
        entries: Entries = (found + np.where(np.asarray(kinds) < 0, 0, classes)).astype(np.int16)
        return entries


@cache
def entries_of(field: str) -> FieldEntries:
    """Return the entries of a comparison."""
    known, kinds = KINDS.get(field, ()), [*KINDS.get(field, ()), ""]
    first = np.zeros((len(LEVELS[field]), len(kinds)), np.int16)
    rows: list[tuple[int, str, int]] = []
    for level in range(len(LEVELS[field])):
        first[level, :] = len(rows)
        rows.append((level, "", 0))
        for position, kind in enumerate(known):
            if (level, kind) in _COUNTED[field]:
                first[level, position] = len(rows)
                rows += [(level, kind, number) for number in range(len(CLASSES))]
    levels, held, classes = zip(*rows, strict=True)
    return FieldEntries(np.array(levels, np.int8), held, np.array(classes, np.int8), first)


_ADDRESS, _SITE = FIELDS.index("address"), FIELDS.index("site")
_ADDRESSES = len(entries_of("address"))


@attrs.frozen
class PatternSpace:
    """The comparisons a list has, and how their entries are packed.

    A pair has an address or a site: the two are packed as one, so that a pattern stays one number.

    Args:
        labels: External ids and attributes that pairs of the list may share, as field and label
            in ascending order: ``("attribute", "card")``.
    """

    labels: tuple[tuple[str, str], ...] = ()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Comparison of each column of entries."""
        return (*FIELDS, *(field for field, _ in self.labels))

    @cached_property
    def _words(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Columns with their number of entries, by the whole number they are packed into."""
        words: list[list[tuple[int, int]]] = [[]]
        room = 1
        for column, field in enumerate(self.fields):
            radix = len(entries_of(field))
            if column == _ADDRESS:
                radix += len(entries_of("site"))
            elif column == _SITE:
                continue
            if room * radix > _LARGEST:
                words.append([])
                room = 1
            words[-1].append((column, radix))
            room *= radix
        return tuple(tuple(word) for word in words)

    @property
    def width(self) -> int:
        """Whole numbers a pattern is packed into."""
        return len(self._words)

    def blank(self, count: int) -> Entries:
        """Return patterns of pairs of which nothing was compared yet."""
        row = [_BLANKS[field] for field in self.fields]
        entries = np.empty((count, len(row)), np.int16, order="F")  # written column by column
        entries[:] = row
        return entries

    def pack(self, entries: Entries) -> Codes:
        """Return the codes of patterns, :attr:`width` whole numbers each."""
        codes = np.zeros((len(entries), self.width), np.int64)
        address, site = entries[:, _ADDRESS], entries[:, _SITE]
        where = np.where(site == _BLANKS["site"], address, site + np.int16(_ADDRESSES))
        for at, word in enumerate(self._words):
            for column, radix in word:
                held = where if column == _ADDRESS else entries[:, column]
                codes[:, at] = codes[:, at] * radix + held
        return codes

    def unpack(self, codes: Codes) -> Entries:
        """Return the patterns of codes."""
        entries = np.zeros((len(codes), len(self.fields)), np.int16)
        for at, word in enumerate(self._words):
            rest = codes[:, at]
            for column, radix in reversed(word):
                rest, entries[:, column] = np.divmod(rest, radix)
        address = entries[:, _ADDRESS]
        site = address - np.int16(_ADDRESSES)
        entries[:, _SITE] = np.where(site < 0, _BLANKS["site"], site)
        entries[:, _ADDRESS] = np.where(site < 0, address, _BLANKS["address"])
        return entries

    def pattern(self, met: Iterable[FoundLevel], counts: Counts) -> list[int]:
        """Return the pattern of what :func:`.compare` found of two records."""
        row = [_BLANKS[field] for field in self.fields]
        columns = {(field, ""): column for column, field in enumerate(FIELDS)}
        columns |= {label: len(FIELDS) + number for number, label in enumerate(self.labels)}
        for found in met:
            column = columns.get((found.field, found.label))
            if column is None:  # a label that no other pair of the list can share
                raise ValueError(f"pattern: {found.field} {found.label!r} is not in the space")
            entries, kinds = entries_of(found.field), KINDS.get(found.field, ())
            if found.kind:
                first = entries.first[found.level, kinds.index(found.kind)]
                row[column] = int(first) + class_of(shared_count(found, counts))
            else:
                row[column] = int(entries.first[found.level, -1])
        return row


def _blank_entry(field: str) -> int:
    names: Sequence[str] = LEVELS[field]
    blank = next((n for n, name in enumerate(names) if name in ("blank", "blank_blank")), 0)
    return int(entries_of(field).first[blank, -1])


_BLANKS = {field: _blank_entry(field) for field in LEVELS}


@attrs.frozen(eq=False)
class PatternCounts:
    """How many pairs show each pattern.

    Args:
        codes: Distinct patterns as :meth:`PatternSpace.pack` gives them, in ascending order.
        counts: Pairs that show each.
    """

    codes: Codes
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, codes: Codes, counts: NDArray[np.int64] | None = None) -> "PatternCounts":
        """Count patterns, or add counts of which several may be of one pattern."""
        if codes.shape[1] == 1 and counts is None:
            found, held = distinct_counts(codes[:, 0])
            return cls(found.reshape(-1, 1), held)
        if codes.shape[1] == 1:
            distinct, at = distinct_at(codes[:, 0])
            distinct = distinct.reshape(-1, 1)
        else:
            distinct, at = np.unique(codes, axis=0, return_inverse=True)
        if counts is None:
            return cls(distinct, np.bincount(at.ravel(), minlength=len(distinct)))
        summed = np.zeros(len(distinct), np.int64)
        np.add.at(summed, at.ravel(), counts)
        return cls(distinct, summed)

    def __add__(self, other: "PatternCounts") -> "PatternCounts":
        return PatternCounts.of(
            np.concatenate((self.codes, other.codes)), np.concatenate((self.counts, other.counts))
        )

    def __len__(self) -> int:
        return len(self.codes)
