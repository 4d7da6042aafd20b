"""Scores of many pairs of a list in columns; the same bits as :mod:`.scoring` gives."""

from collections.abc import Iterator

import numpy as np

from clientbook.matching.lists.columns import Ints
from clientbook.matching.lists.contact_scores import ContactScorer
from clientbook.matching.lists.vectors import (
    Bools,
    Levels,
    date_levels,
    plain_levels,
)
from clientbook.matching.lists.weights import (
    ADAPTED,
    KINDS,
    Bits,
    Sums,
)
from clientbook.matching.pairs.comparisons import compare, is_vetoed
from clientbook.matching.pairs.levels import (
    Order,
    PlainLevel,
)
from clientbook.matching.pairs.names import PartLevel
from clientbook.matching.pairs.scoring import found_weights

CHUNK = 400_000
"""Pairs that are compared at once: bounds the memory."""

_BY_NAME = (
    PartLevel.EXACT,
    PartLevel.NICKNAME,
    PartLevel.SUBSET,
    PartLevel.TYPO,
    PartLevel.LOOSE,
)
_IS_BY_NAME = np.isin(np.arange(len(PartLevel)), _BY_NAME)


class BatchScorer(ContactScorer):
    """Scores candidate pairs of one list."""

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
        sums = Sums(
            np.full(len(pairs), self.model.prior_weight(size)),
            np.full(len(pairs), self.model.household_prior(size)),
            np.full((len(pairs), len(ADAPTED)), -1, np.int8),
        )
        one_by_one = self.columns.is_special[left] | self.columns.is_special[right]
        self._names(left, right, sums)
        self._birthdays(left, right, sums)
        most, gain = self._most()
        kept = one_by_one | (
            np.minimum(sums.person + most, sums.person - sums.household + gain) >= floor
        )
        pairs, left, right, one_by_one = pairs[kept], left[kept], right[kept], one_by_one[kept]
        sums = sums.kept(kept)
        self.add_phones(left, right, sums)
        self.add_emails(left, right, sums)
        self.add_places(left, right, sums)
        self._plain(left, right, sums)
        for n in np.flatnonzero(one_by_one).tolist():
            sums.person[n], sums.household[n] = self._single(int(left[n]), int(right[n]))
        sums.levels[one_by_one] = -1
        return pairs, sums.person, sums.household, sums.levels

    def _most(self) -> tuple[float, float]:
        """Most bits a pair can reach beyond names and birth dates, and against a household."""
        if self._limits is None:
            fields = ["phone", "email", "address", "company", "gender"]
            fields += [field for field, *_ in self.keyed]
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
        vetoed = is_vetoed(met)
        for found in met:
            weights = found_weights(found, self.model, self.counts, vetoed=vetoed)
            person += weights.person
            household += weights.household
        return person, household

    def _names(self, left: Ints, right: Ints, sums: Sums) -> None:
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
            sums.add(self.ranked_bits(field, kind, levels, ranks, counted))
        sums.add(self.plain_bits("order", order))

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

    def _birthdays(self, left: Ints, right: Ints, sums: Sums) -> None:
        a, b = self.columns.dates[left, 0], self.columns.dates[right, 0]
        levels = date_levels(a, b)
        sums.note("birthday", levels)
        ranks = self.counts.number_ranks("d", a.astype(np.int64))
        sums.add(self.ranked_bits("birthday", "d", levels, ranks, levels == 0))

    def _plain(self, left: Ints, right: Ints, sums: Sums) -> None:
        columns, encoder = self.columns, self.columns.encoder
        a, b = columns.company[left], columns.company[right]
        levels = plain_levels(encoder.companies.texts, a, b)
        ranks = self.counts.ranks["c"].of[a]
        sums.add_contact(self.ranked_bits("company", "c", levels, ranks, levels == PlainLevel.SAME))
        levels = plain_levels(encoder.genders.texts, columns.gender[left], columns.gender[right])
        sums.add(self.plain_bits("gender", levels))
        for field, kind, skip, column in self.keyed:
            a, b = column[left], column[right]
            levels = plain_levels(encoder.keyed.texts, a, b, skip)
            ranks = self.counts.ranks[kind].of[a]
            same = levels == PlainLevel.SAME
            person, household = self.ranked_bits(field, kind, levels, ranks, same)
            absent = levels == PlainLevel.BLANK
            if field == "attribute" and len(encoder.others) == 1:
                sums.note(field, levels)  # several would err each in its own way
            person[absent], household[absent] = 0.0, 0.0
            sums.add((person, household))
