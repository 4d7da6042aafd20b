"""Patterns of many pairs of a list in columns; the same as :func:`.compare` finds one by one."""

from collections.abc import Iterator

import numpy as np

from clientbook.matching.lists.columns import Columns
from clientbook.matching.lists.contact_levels import ContactLevels
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.lists.patterns import (
    FIELDS,
    IS_BY_NAME,
    Codes,
    Entries,
    PatternSpace,
    entries_of,
)
from clientbook.matching.lists.texts import Bools, TextTable, distinct_pairs
from clientbook.matching.lists.vectors import Levels, PartTable, date_levels, plain_levels
from clientbook.matching.lists.weighing import Units, Weigher
from clientbook.matching.pairs.comparisons import compare
from clientbook.matching.pairs.firms import compare_firms
from clientbook.matching.pairs.levels import (
    NO_FIRMS,
    NO_PLACE,
    DateLevel,
    FirmLevel,
    Order,
    PlainLevel,
)
from clientbook.matching.pairs.name_part_levels import CONTRADICTING, PartLevel
from clientbook.matching.pairs.names import fit_crossed

CHUNK = 400_000
"""Pairs that are compared at once: bounds the memory."""

_CONTRADICTING = np.isin(np.arange(len(PartLevel)), list(CONTRADICTING))


class BatchScorer:
    """Compares candidate pairs of one list.

    Args:
        columns: The list.
        counts: How many persons hold its values; None to count them in *columns*.
        space: Its comparisons; None for those of *columns*.
    """

    def __init__(
        self,
        columns: Columns,
        counts: ListCounts | None = None,
        space: PatternSpace | None = None,
    ) -> None:
        self.columns = columns
        self.counts = counts or ListCounts(columns)
        self.space = space or PatternSpace(columns.labels())
        encoder = columns.encoder
        texts = encoder.words.texts
        self._given = PartTable(texts, given=True)
        self._family = PartTable(texts, given=False)
        self._first = np.array([ord(t[0]) for t in texts] + [-1])
        self._companies, self._genders, self._keyed_texts = (
            TextTable(v.texts) for v in (encoder.companies, encoder.genders, encoder.keyed)
        )
        self._contacts = ContactLevels(columns, self.counts)
        self._keyed = [columns.keyed(field, label) for field, label in self.space.labels]

    def codes(self, pairs: Ints) -> Codes:
        """Return the patterns of pairs, packed; pairs are ``left * len + right``."""
        found = [self.space.pack(self._entries(*self._rows(chunk))) for chunk in _chunks(pairs)]
        return np.concatenate(found) if found else np.zeros((0, self.space.width), np.int64)

    def likely(
        self, pairs: Ints, weigher: Weigher, floor: int
    ) -> Iterator[tuple[Ints, Codes, Units]]:
        """Yield the pairs that weigh *floor* units or more, with their patterns and weights."""
        for chunk in _chunks(pairs):
            entries = self._entries(*self._rows(chunk))
            rows, units = weigher.at_least(entries, floor)
            yield chunk[rows], self.space.pack(entries[rows]), units

    def _rows(self, pairs: Ints) -> tuple[Ints, Ints, Bools]:
        """Rows of pairs, and whether one of the two can only be compared by itself."""
        left, right = np.divmod(pairs, np.int64(len(self.columns)))
        return left, right, self.columns.is_special[left] | self.columns.is_special[right]

    def _entries(self, left: Ints, right: Ints, single: Bools) -> Entries:
        entries = self.space.blank(len(left))
        self._names(left, right, entries)
        self._firms(left, right, entries)
        self._dates(left, right, entries)
        self._contact(left, right, entries)
        self._places(left, right, entries)
        self._plain(left, right, entries)
        for n in np.flatnonzero(single).tolist():
            a, b = self.columns.features(int(left[n])), self.columns.features(int(right[n]))
            entries[n] = self.space.pattern(compare(a, b, self.counts), self.counts)
        return entries

    def _dates(self, left: Ints, right: Ints, entries: Entries) -> None:
        a, b = self.columns.dates[left, 0], self.columns.dates[right, 0]
        levels = date_levels(a, b)
        same = np.flatnonzero(levels == DateLevel.EXACT)
        kinds, classes = np.full(len(a), -1), np.zeros(len(a), np.int8)
        kinds[same] = 0
        classes[same] = self.counts.number_classes("d", a[same].astype(np.int64))
        self._note(entries, "birthday", levels, kinds, classes)

    def _contact(self, left: Ints, right: Ints, entries: Entries) -> None:
        """Compare numbers and e-mail addresses."""
        for field, met in (
            ("phone", self._contacts.phones(left, right)),
            ("email", self._contacts.emails(left, right)),
        ):
            self._note(entries, field, met.levels, met.kinds, met.classes)

    def _places(self, left: Ints, right: Ints, entries: Entries) -> None:
        """Compare where persons live and where firms are, each with its own levels."""
        met = self._contacts.places(left, right)
        firm = entries_of("firm").levels[entries[:, FIELDS.index("firm")]]
        persons = np.isin(firm, NO_FIRMS)
        for field, theirs in (("address", persons), ("site", ~persons)):
            levels = np.where(theirs, met.levels, NO_PLACE)
            self._note(entries, field, levels, np.where(theirs, met.kinds, -1), met.classes)

    @staticmethod
    def _note(
        entries: Entries, field: str, levels: Levels, kinds: Ints, classes: Ints | int = 0
    ) -> None:
        """Set the column of a comparison; *kinds* are positions, others where there is none."""
        none = (kinds < 0) | (kinds >= entries_of(field).first.shape[1] - 1)
        found = entries_of(field).of(levels, np.where(none, -1, kinds), classes)
        entries[:, FIELDS.index(field)] = found

    def _names(self, left: Ints, right: Ints, entries: Entries) -> None:
        """Compare the names, exchanged where that fits better."""
        columns, solid = self.columns, self.counts.solid
        g1, g2 = columns.given[left], columns.given[right]
        f1, f2 = columns.family[left], columns.family[right]
        given, family = self._given.levels(g1, g2), self._family.levels(f1, f2)
        swaps = self._swaps(given, family, (g1, f1), (g2, f2))
        rows, turned, first, second = swaps
        order = np.zeros(len(left), np.int8)
        order[rows] = Order.SWAPPED
        # One person's given stands beside the other's family: the likelier given name comes first.
        given[rows] = np.where(turned, first, second)
        family[rows] = np.where(turned, second, first)
        as_given = np.where(turned, g1[rows], f1[rows]), np.where(turned, f2[rows], g2[rows])
        as_family = np.where(turned, f1[rows], g1[rows]), np.where(turned, g2[rows], f2[rows])
        g1[rows], g2[rows] = as_given
        f1[rows], f2[rows] = as_family
        for field, kind, levels, a, b in (
            ("given", "g", given, g1, g2),
            ("family", "f", family, f1, f2),
        ):
            of = self.counts.classes[kind]
            counted = IS_BY_NAME[levels] & (a >= 0) & (b >= 0)
            classes = np.maximum(of[solid[a]], of[solid[b]])
            self._note(entries, field, levels, np.where(counted, 0, -1), classes)
        entries[:, FIELDS.index("order")] = entries_of("order").of(order)

    def _swaps(
        self, given: Levels, family: Levels, a: tuple[Ints, Ints], b: tuple[Ints, Ints]
    ) -> tuple[Ints, Bools, Levels, Levels]:
        """Rows with exchanged names, whether the first record has them in order, cross levels."""
        (g1, f1), (g2, f2), solid, first = a, b, self.counts.solid, self._first
        letters = (g1 >= 0) & (f1 >= 0) & (g2 >= 0) & (f2 >= 0)
        one, two = first[g1] == first[f2], first[f1] == first[g2]
        strange = _CONTRADICTING[given] & _CONTRADICTING[family]
        letters &= (one & two) | (strange & (one | two))
        whole = ((g1 >= 0) & (solid[g1] == solid[f2])) | ((f1 >= 0) & (solid[f1] == solid[g2]))
        rows = np.flatnonzero((np.maximum(given, family) > PartLevel.TYPO) & (letters | whole))
        one = self._given.levels(g1[rows], f2[rows])
        two = self._given.levels(f1[rows], g2[rows])
        worst, best = np.maximum(one, two), np.minimum(one, two)
        fits = fit_crossed(worst, best, strange[rows])
        rows, one, two = rows[fits], one[fits], two[fits]
        turned = self._turned((g1[rows], f2[rows]), (f1[rows], g2[rows]))
        return rows, turned, one, two

    def _turned(self, one: tuple[Ints, Ints], two: tuple[Ints, Ints]) -> Bools:
        """True where the words *one* are the given name, as ``is_given`` says of one pair."""
        given, family = self.counts.classes["g"], self.counts.classes["f"]
        (a, b), (x, y) = ((self.counts.solid[word] for word in words) for words in (one, two))
        first = np.maximum(given[a], given[b]) + np.maximum(family[x], family[y])
        second = np.maximum(given[x], given[y]) + np.maximum(family[a], family[b])
        return np.where(first == second, self._given.comes_first(one, two), first > second)

    def _firms(self, left: Ints, right: Ints, entries: Entries) -> None:
        """Compare the names of firms; a firm and a person are two records."""
        columns, of = self.columns, self.counts.classes["c"]
        a, b = columns.firm[left], columns.firm[right]
        person = (columns.given >= 0) | (columns.family >= 0)
        levels = np.full(len(left), FirmLevel.BLANK, np.int8)
        contact = ((a >= 0) & person[right]) | ((b >= 0) & person[left])
        a = np.where(contact & (a < 0), columns.whole[left], a)
        b = np.where(contact & (b < 0), columns.whole[right], b)
        rows = np.flatnonzero((a >= 0) & (b >= 0))
        if len(rows):
            one, two, at = distinct_pairs(a[rows], b[rows])
            texts = columns.encoder.companies.texts
            met = zip(one.tolist(), two.tolist(), strict=True)
            levels[rows] = np.array([compare_firms(texts[x], texts[y]) for x, y in met])[at]
        levels[contact & ((levels > FirmLevel.SLIP) | (a < 0) | (b < 0))] = FirmLevel.CONTACT
        kinds = np.where(levels <= FirmLevel.ALIKE, 0, -1)
        self._note(entries, "firm", levels, kinds, np.maximum(of[a], of[b]))

    def _plain(self, left: Ints, right: Ints, entries: Entries) -> None:
        columns = self.columns
        a, b = columns.company[left], columns.company[right]
        levels = plain_levels(self._companies, a, b)
        kinds = np.where(levels == PlainLevel.SAME, 0, -1)
        self._note(entries, "company", levels, kinds, self.counts.classes["c"][a])
        levels = plain_levels(self._genders, columns.gender[left], columns.gender[right])
        entries[:, FIELDS.index("gender")] = entries_of("gender").of(levels)
        for number, (field, label) in enumerate(self.space.labels):
            column = self._keyed[number]
            a, b = column[left], column[right]
            levels = plain_levels(self._keyed_texts, a, b, len(label) + 1)
            kinds = np.where(levels == PlainLevel.SAME, 0, -1)
            classes = self.counts.classes[field[0]][a]
            entries[:, len(FIELDS) + number] = entries_of(field).of(levels, kinds, classes)


def _chunks(pairs: Ints) -> Iterator[Ints]:
    for start in range(0, len(pairs), CHUNK):
        yield pairs[start : start + CHUNK]
