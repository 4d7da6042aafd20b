"""Scores of many pairs of a list in columns; the same bits as :mod:`.scoring` gives."""

from collections.abc import Iterator
from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray

from clientbook.matching.lists.columns import Columns, Ints
from clientbook.matching.lists.contact_levels import CONTACT_KINDS, ContactLevels, Met
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.vectors import (
    Bools,
    Levels,
    PartTable,
    date_levels,
    distinct_pairs,
    plain_levels,
)
from clientbook.matching.pairs.comparisons import compare
from clientbook.matching.pairs.firms import compare_firms
from clientbook.matching.pairs.levels import LEVELS, FirmLevel, Order, PlainLevel
from clientbook.matching.pairs.model import UNIT, MatchModel, both
from clientbook.matching.pairs.names import PartLevel
from clientbook.matching.pairs.scoring import found_weights
from clientbook.matching.pairs.vetoes import are_twins, are_two, vetoed_fields

CHUNK = 400_000
"""Pairs that are compared at once: bounds the memory."""

ADAPTED = ("given", "family", "firm", "birthday", "phone", "email", "address", "attribute")
"""Fields whose levels among pairs of one person are learned from a list."""

KINDS: dict[str, tuple[str, ...]] = {
    **CONTACT_KINDS,
    "company": ("c",),
    "gender": (),
    "identifier": ("i",),
    "attribute": ("a",),
}
"""Kinds of values whose frequency counts, by field."""

_SPAN = 64  # bits to either side that the table of household weights covers
_BY_NAME = (
    PartLevel.EXACT,
    PartLevel.NICKNAME,
    PartLevel.SUBSET,
    PartLevel.TYPO,
    PartLevel.LOOSE,
)
_IS_BY_NAME = np.isin(np.arange(len(PartLevel)), _BY_NAME)
Bits = NDArray[np.float64]


@cache
def _household_table() -> Bits:
    return np.array([both(n / UNIT) for n in range(-_SPAN * UNIT, _SPAN * UNIT + 1)])


def household_bits(household: Bits) -> Bits:
    """Bits that the household takes off, for many pairs."""
    at = np.clip(household * UNIT, -_SPAN * UNIT, _SPAN * UNIT).astype(np.int64)
    return np.where(household >= _SPAN, household, _household_table()[at + _SPAN * UNIT])


@attrs.define(eq=False)
class _Sums:
    """Bits of a chunk of pairs, before the priors."""

    person: Bits
    household: Bits
    levels: Levels  # by ADAPTED field
    gap: Bits  # what twins' household lacks of the bits for one person

    def level(self, field: str) -> Levels:
        """Return the levels of a field."""
        column: Levels = self.levels[:, ADAPTED.index(field)]
        return column

    def note(self, field: str, levels: Levels) -> None:
        """Keep the levels of a field for learning from the list."""
        self.levels[:, ADAPTED.index(field)] = levels

    def kept(self, rows: Bools) -> "_Sums":
        """Return the sums of some of the pairs."""
        return _Sums(self.person[rows], self.household[rows], self.levels[rows], self.gap[rows])

    def add_contact(self, weights: tuple[Bits, Bits]) -> None:
        """Add what a household shares; past a veto it speaks for both alike."""
        person, household = weights
        lacking = np.maximum(person - household, 0.0)
        vetoed = are_two(self.level)
        self.person += person
        self.household += np.where(vetoed, household + lacking, household)
        self.gap += np.where(vetoed, 0.0, lacking)

    def settle_twins(self) -> None:
        """Let what twins share speak for their household as much as for one person."""
        self.household += np.where(are_twins(self.level), self.gap, 0.0)

    def add(self, weights: tuple[Bits, Bits]) -> None:
        self.person += weights[0]
        self.household += weights[1]


class BatchScorer:
    """Scores candidate pairs of one list."""

    def __init__(self, columns: Columns, model: MatchModel) -> None:
        self.columns, self.model = columns, model
        self.counts = ListCounts(columns)
        texts = columns.encoder.words.texts
        self._given = PartTable(texts, given=True)
        self._family = PartTable(texts, given=False)
        self._first = np.array([ord(t[0]) for t in texts] + [-1])
        self._tables: dict[tuple[str, str], tuple[Bits, Bits]] = {}
        self._contacts = ContactLevels(columns, self.counts)
        self._keyed = self._dense_keyed()
        self._limits: tuple[float, float] | None = None

    def turn(self, model: MatchModel) -> None:
        """Score the same list under another model from now on."""
        self.model, self._limits = model, None
        self._tables.clear()

    def _dense_keyed(self) -> list[tuple[str, str, int, Ints]]:
        """Columns of external ids and attributes: field, kind, length of the key, codes."""
        encoder, size = self.columns.encoder, len(self.columns)
        place_of = np.empty(size, np.int64)
        place_of[self.columns.order] = np.arange(size)
        dense = []
        for field, kind, flats in (
            ("identifier", "i", encoder.identifiers),
            ("attribute", "a", encoder.others),
        ):
            for key, flat in sorted(flats.items()):
                rows, codes = flat.arrays()
                if len(rows) > 1:
                    column = np.full(size, -1, np.int32)
                    column[place_of[rows]] = codes
                    dense.append((field, kind, len(key) + 1, column))
        return dense

    def table(self, field: str, kind: str) -> tuple[Bits, Bits]:
        """Bits by level and rank of the count; without a kind there is one rank."""
        key = (field, kind)
        if key not in self._tables:
            counts = self.counts.ranks[kind].counts.tolist() if kind else [0]
            size = self.counts.size
            found = [
                [self.model.weights(field, level, kind, count, size) for count in counts]
                for level in range(len(LEVELS[field]))
            ]
            self._tables[key] = (
                np.array([[w.person for w in row] for row in found]),
                np.array([[w.household for w in row] for row in found]),
            )
        return self._tables[key]

    def _plain_bits(self, field: str, levels: Levels) -> tuple[Bits, Bits]:
        person, household = self.table(field, "")
        return person[levels, 0], household[levels, 0]

    def _ranked_bits(
        self, field: str, kind: str, levels: Levels, ranks: Ints, counted: Bools
    ) -> tuple[Bits, Bits]:
        """Bits of levels; of the *counted* ones by the rank of their value."""
        person, household = self._plain_bits(field, levels)
        here = np.flatnonzero(counted)
        by_rank = self.table(field, kind)
        person[here] = by_rank[0][levels[here], ranks[here]]
        household[here] = by_rank[1][levels[here], ranks[here]]
        return person, household

    def _met_bits(self, field: str, met: Met) -> tuple[Bits, Bits]:
        """Bits of levels, each by the rank of its own kind of value."""
        person, household = self._plain_bits(field, met.levels)
        for number, kind in enumerate(CONTACT_KINDS[field]):
            rows = np.flatnonzero(met.kinds == number)
            table = self.table(field, kind)
            person[rows] = table[0][met.levels[rows], met.ranks[rows]]
            household[rows] = table[1][met.levels[rows], met.ranks[rows]]
        return person, household

    def scores(self, pairs: Ints, floor: float) -> Iterator[tuple[Ints, Bits, Bits, Levels]]:
        """Yield pairs with their bits for one person and for one household, chunk by chunk.

        The levels of the :data:`ADAPTED` fields come with them; -1 where they are not known.

        Pairs that cannot reach *floor* bits whatever else they share may be left out.
        """
        size = np.int64(len(self.columns))
        for start in range(0, len(pairs), CHUNK):
            chunk = pairs[start : start + CHUNK]
            yield self._score_chunk(chunk, chunk // size, chunk % size, floor)

    def _score_chunk(
        self, pairs: Ints, left: Ints, right: Ints, floor: float
    ) -> tuple[Ints, Bits, Bits, Levels]:
        size = self.counts.size
        sums = _Sums(
            np.full(len(pairs), self.model.prior_weight(size)),
            np.full(len(pairs), self.model.household_prior(size)),
            np.full((len(pairs), len(ADAPTED)), -1, np.int8),
            np.zeros(len(pairs)),
        )
        one_by_one = self.columns.is_special[left] | self.columns.is_special[right]
        self._names(left, right, sums)
        self._firms(left, right, sums)
        self._birthdays(left, right, sums)
        most, gain = self._most()
        kept = one_by_one | (
            np.minimum(sums.person + most, sums.person - sums.household + gain) >= floor
        )
        pairs, left, right, one_by_one = pairs[kept], left[kept], right[kept], one_by_one[kept]
        sums = sums.kept(kept)
        for field, met in (
            ("phone", self._contacts.phones(left, right)),
            ("email", self._contacts.emails(left, right)),
            ("address", self._contacts.places(left, right)),
        ):
            sums.note(field, met.levels)
            sums.add_contact(self._met_bits(field, met))
        self._plain(left, right, sums)
        sums.settle_twins()
        for n in np.flatnonzero(one_by_one).tolist():
            sums.person[n], sums.household[n] = self._single(int(left[n]), int(right[n]))
        sums.levels[one_by_one] = -1
        return pairs, sums.person, sums.household, sums.levels

    def _most(self) -> tuple[float, float]:
        """Most bits a pair can reach beyond names and birth dates, and against a household."""
        if self._limits is None:
            fields = ["phone", "email", "address", "company", "gender"]
            fields += [field for field, *_ in self._keyed]
            most, gain = 0.0, 0.0
            for field in fields:
                met = [self.table(field, kind) for kind in ("", *KINDS[field])]
                most += max(float(person.max()) for person, _ in met)
                gain += max(float((p - h).max()) for p, h in met)
            self._limits = most, gain
        return self._limits

    def _single(self, left: int, right: int) -> tuple[float, float]:
        """Bits of one pair by the scalar path."""
        size = self.counts.size
        person, household = self.model.prior_weight(size), self.model.household_prior(size)
        met = compare(self.columns.features(left), self.columns.features(right))
        vetoed = vetoed_fields(met)
        for found in met:
            weights = found_weights(found, self.model, self.counts, vetoed=vetoed)
            person += weights.person
            household += weights.household
        return person, household

    def _names(self, left: Ints, right: Ints, sums: _Sums) -> None:
        """Add the bits of the names, exchanged where that fits better."""
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
            of = self.counts.ranks[kind].of
            ranks = np.maximum(of[solid[a]], of[solid[b]])
            counted = _IS_BY_NAME[levels] & (a >= 0) & (b >= 0)
            sums.note(field, levels)
            sums.add(self._ranked_bits(field, kind, levels, ranks, counted))
        sums.add(self._plain_bits("order", order))

    def _swaps(
        self, given: Levels, family: Levels, a: tuple[Ints, Ints], b: tuple[Ints, Ints]
    ) -> tuple[Ints, Bools, Levels, Levels]:
        """Rows with exchanged names, whether the first record has them in order, cross levels."""
        (g1, f1), (g2, f2), solid, first = a, b, self.counts.solid, self._first
        letters = (g1 >= 0) & (f1 >= 0) & (g2 >= 0) & (f2 >= 0)
        letters &= (first[g1] == first[f2]) & (first[f1] == first[g2])
        whole = ((g1 >= 0) & (solid[g1] == solid[f2])) | ((f1 >= 0) & (solid[f1] == solid[g2]))
        rows = np.flatnonzero((np.maximum(given, family) > PartLevel.TYPO) & (letters | whole))
        one = self._given.levels(g1[rows], f2[rows])
        two = self._given.levels(f1[rows], g2[rows])
        worst, best = np.maximum(one, two), np.minimum(one, two)
        fits = (worst <= PartLevel.LOOSE) | ((worst == PartLevel.BLANK) & (best == PartLevel.EXACT))
        rows, one, two = rows[fits], one[fits], two[fits]
        turned = self._given.comes_first((g1[rows], f2[rows]), (f1[rows], g2[rows]))
        return rows, turned, one, two

    def _firms(self, left: Ints, right: Ints, sums: _Sums) -> None:
        """Add the bits of the names of firms; a firm and a person are two records."""
        columns, of = self.columns, self.counts.ranks["c"].of
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
        ranks = np.maximum(of[a], of[b])
        sums.note("firm", levels)
        sums.add(self._ranked_bits("firm", "c", levels, ranks, levels <= FirmLevel.ALIKE))

    def _birthdays(self, left: Ints, right: Ints, sums: _Sums) -> None:
        a, b = self.columns.dates[left, 0], self.columns.dates[right, 0]
        levels = date_levels(a, b)
        sums.note("birthday", levels)
        ranks = self.counts.number_ranks("d", a.astype(np.int64))
        person, household = self._ranked_bits("birthday", "d", levels, ranks, levels == 0)
        sums.add((person, household))
        sums.gap += np.maximum(person - household, 0.0)

    def _plain(self, left: Ints, right: Ints, sums: _Sums) -> None:
        columns, encoder = self.columns, self.columns.encoder
        a, b = columns.company[left], columns.company[right]
        levels = plain_levels(encoder.companies.texts, a, b)
        ranks = self.counts.ranks["c"].of[a]
        sums.add_contact(
            self._ranked_bits("company", "c", levels, ranks, levels == PlainLevel.SAME)
        )
        levels = plain_levels(encoder.genders.texts, columns.gender[left], columns.gender[right])
        sums.add(self._plain_bits("gender", levels))
        for field, kind, skip, column in self._keyed:
            a, b = column[left], column[right]
            levels = plain_levels(encoder.keyed.texts, a, b, skip)
            ranks = self.counts.ranks[kind].of[a]
            same = levels == PlainLevel.SAME
            person, household = self._ranked_bits(field, kind, levels, ranks, same)
            absent = levels == PlainLevel.BLANK
            if field == "attribute" and len(encoder.others) == 1:
                sums.note(field, levels)  # several would err each in its own way
            person[absent], household[absent] = 0.0, 0.0
            sums.add((person, household))
