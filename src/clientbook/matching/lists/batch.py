"""Scores of many pairs of a list in columns; the same bits as :mod:`.scoring` gives."""

from collections.abc import Iterator
from functools import cache

import attrs
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from clientbook.matching.lists.columns import Columns, Encoder, Ints, Vocabulary
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.vectors import (
    Bools,
    Levels,
    PartTable,
    date_levels,
    distances,
    plain_levels,
)
from clientbook.matching.pairs.comparisons import (
    AREAS,
    LEVELS,
    AreaLevel,
    DateLevel,
    EmailLevel,
    Order,
    PhoneLevel,
    PlainLevel,
    StreetLevel,
    compare,
    is_vetoed,
)
from clientbook.matching.pairs.model import UNIT, MatchModel, both
from clientbook.matching.pairs.names import PartLevel
from clientbook.matching.pairs.scoring import found_weights

CHUNK = 400_000
"""Pairs that are compared at once: bounds the memory."""

ADAPTED = ("given", "family", "birthday", "phone", "email", "address", "attribute")
"""Fields whose levels among pairs of one person are learned from a list."""

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

    def note(self, field: str, levels: Levels) -> None:
        """Keep the levels of a field for learning from the list."""
        self.levels[:, ADAPTED.index(field)] = levels

    def kept(self, rows: Bools) -> "_Sums":
        """Return the sums of some of the pairs."""
        return _Sums(self.person[rows], self.household[rows], self.levels[rows])

    def add_contact(self, weights: tuple[Bits, Bits]) -> None:
        """Add what a household shares; past a veto it speaks for both alike."""
        person, household = weights
        given, born = ADAPTED.index("given"), ADAPTED.index("birthday")
        vetoed = (self.levels[:, given] == PartLevel.CONFLICT) | (
            self.levels[:, born] == DateLevel.DIFFERENT
        )
        self.person += person
        self.household += np.where(vetoed, np.maximum(household, person), household)

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
        number_texts = columns.encoder.numbers.texts
        self._number_length = np.array([len(t) for t in number_texts] + [0])
        self._phone_texts: list[str] = []
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
        self._phones(left, right, sums)
        self._emails(left, right, sums)
        self._places(left, right, sums)
        self._plain(left, right, sums)
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
                met = [self.table(field, kind) for kind in ("", *_KINDS[field])]
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

    def _birthdays(self, left: Ints, right: Ints, sums: _Sums) -> None:
        a, b = self.columns.dates[left, 0], self.columns.dates[right, 0]
        levels = date_levels(a, b)
        sums.note("birthday", levels)
        ranks = self.counts.number_ranks("d", a.astype(np.int64))
        sums.add(self._ranked_bits("birthday", "d", levels, ranks, levels == 0))

    def _phones(self, left: Ints, right: Ints, sums: _Sums) -> None:
        columns, counts = self.columns, self.counts
        a, b = columns.phones[left], columns.phones[right]
        shared, mobile, rank = self._shared_phones(left, right, a, b)
        s, t = columns.sevens[left], columns.sevens[right]
        local, local_rank = np.zeros(len(left), bool), np.full(len(left), 2**31 - 1)
        for x in range(s.shape[1]):
            for y in range(t.shape[1]):
                same = np.flatnonzero((s[:, x] == t[:, y]) & (s[:, x] >= 0) & (shared == 0))
                local[same] = True
                ranks = counts.number_ranks("7", s[same, x].astype(np.int64))
                local_rank[same] = np.minimum(local_rank[same], ranks)
        known = ((a[:, 0] >= 0) | (s[:, 0] >= 0)) & ((b[:, 0] >= 0) | (t[:, 0] >= 0))
        levels = np.where(known, PhoneLevel.DIFFERENT, PhoneLevel.BLANK).astype(np.int8)
        slip, slip_rank = self._phone_slips(a, b, np.flatnonzero((shared == 0) & ~local))
        levels[slip] = PhoneLevel.SLIP
        rank[slip] = slip_rank
        levels[shared == 1] = PhoneLevel.ONE
        levels[(shared == 1) & mobile] = PhoneLevel.MOBILE
        levels[shared > 1] = PhoneLevel.TWO
        person, household = self._ranked_bits(
            "phone", "p", levels, rank, (shared > 0) | (levels == PhoneLevel.SLIP)
        )
        here = np.flatnonzero(local)
        table = self.table("phone", "7")
        levels[here] = PhoneLevel.LOCAL
        sums.note("phone", levels)
        person[here] = table[0][PhoneLevel.LOCAL, local_rank[here]]
        household[here] = table[1][PhoneLevel.LOCAL, local_rank[here]]
        sums.add_contact((person, household))

    def _shared_phones(self, left: Ints, right: Ints, a: Ints, b: Ints) -> tuple[Ints, Bools, Ints]:
        """How many numbers are shared, whether as mobiles, and the rank of the rarest."""
        shared = np.zeros(len(left), np.int64)
        mobile = np.zeros(len(left), bool)
        rank = np.full(len(left), 2**31 - 1)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                same = np.flatnonzero((a[:, x] == b[:, y]) & (a[:, x] >= 0))
                shared[same] += 1
                ranks = self.counts.number_ranks("p", a[same, x])
                rank[same] = np.minimum(rank[same], ranks)
                mobile[same] |= (
                    self.columns.mobiles[left[same], x] & self.columns.mobiles[right[same], y]
                )
        return shared, mobile, rank

    def _phone_slips(self, a: Ints, b: Ints, todo: Ints) -> tuple[Ints, Ints]:
        """Pairs with numbers one slip apart, and the rank that counts."""
        best: dict[int, tuple[str, str]] = {}
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                p, q = a[todo, x], b[todo, y]
                near = (p >= 0) & (q >= 0) & ((p % 10_000 == q % 10_000) | _same_head(p, q))
                for n in np.flatnonzero(near).tolist():
                    pair = sorted((f"+{p[n]}", f"+{q[n]}"))
                    if _one_slip(pair[0], pair[1]):
                        row, found = int(todo[n]), (pair[0], pair[1])
                        best[row] = min(best.get(row, found), found)
        rows = np.array(sorted(best), np.int64)
        numbers = np.array([[int(t[1:]) for t in best[row]] for row in rows.tolist()], np.int64)
        ranks = self.counts.number_ranks("p", numbers.reshape(-1, 2)).max(axis=1, initial=0)
        return rows, ranks

    def _emails(self, left: Ints, right: Ints, sums: _Sums) -> None:
        counts = self.counts
        a, b = self.columns.mail[left], self.columns.mail[right]
        known = (a[:, 0] >= 0) & (b[:, 0] >= 0)
        best = np.where(known, EmailLevel.DIFFERENT, EmailLevel.BLANK).astype(np.int8)
        rank = np.full(len(left), 2**31 - 1)
        same = np.arange(len(counts.box))
        same[-1] = -1
        met = ((EmailLevel.EXACT, "e", same), (EmailLevel.MAILBOX, "m", counts.box))
        for level, kind, column in met:
            _shared_codes(column[a], column[b], self.counts.ranks[kind].of, level, (best, rank))
        self._email_slips(a, b, best, rank)
        host = counts.host
        of = counts.ranks["h"].of
        _shared_codes(host[a], host[b], of, EmailLevel.HOST, (best, rank))
        sums.note("email", best)
        person, household = self._plain_bits("email", best)
        for level, kind in (*((level, kind) for level, kind, _ in met), *_LESSER_EMAILS):
            here = np.flatnonzero(best == level)
            table = self.table("email", kind)
            person[here] = table[0][level, rank[here]]
            household[here] = table[1][level, rank[here]]
        sums.add_contact((person, household))

    def _email_slips(self, a: Ints, b: Ints, best: Levels, rank: Ints) -> None:
        texts, of = self.columns.encoder.emails.texts, self.counts.ranks["e"].of
        todo = best == EmailLevel.DIFFERENT
        found: dict[int, tuple[str, str]] = {}
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                rows = np.flatnonzero(todo & (a[:, x] >= 0) & (b[:, y] >= 0))
                p, q = a[rows, x], b[rows, y]
                near = distances(texts, p, q, 2) <= 2
                for row, one, two in zip(rows[near].tolist(), p[near], q[near], strict=True):
                    low, high = sorted((texts[one], texts[two]))
                    found[row] = min(found.get(row, (low, high)), (low, high))
        codes = self.columns.encoder.emails.codes
        for row, pair in found.items():
            best[row] = EmailLevel.SLIP
            rank[row] = max(of[codes[text]] for text in pair)

    def _places(self, left: Ints, right: Ints, sums: _Sums) -> None:
        a, b = self.columns.places[left], self.columns.places[right]
        blank = StreetLevel.BLANK * AREAS + AreaLevel.BLANK
        best = np.full(len(left), blank, np.int64)
        kinds = np.full(len(left), len(_PLACE_KINDS), np.int64)
        ranks = np.zeros(len(left), np.int64)
        fresh = np.ones(len(left), bool)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                here = np.flatnonzero((a[:, x, 0] > -2) & (b[:, y, 0] > -2))
                level, kind, rank = self._place(a[here, x], b[here, y])
                old = (best[here], kinds[here], ranks[here])
                better = fresh[here] | _before((level, kind, rank), old)
                rows = here[better]
                best[rows], kinds[rows], ranks[rows] = level[better], kind[better], rank[better]
                fresh[here] = False
        sums.note("address", best.astype(np.int8))
        person, household = self._plain_bits("address", best.astype(np.int8))
        for n, kind_name in enumerate(_PLACE_KINDS):
            rows = np.flatnonzero(kinds == n)
            table = self.table("address", kind_name)
            person[rows] = table[0][best[rows], ranks[rows]]
            household[rows] = table[1][best[rows], ranks[rows]]
        sums.add_contact((person, household))

    def _place(self, a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
        """Level of two addresses each, kind of the value shared and the rank of its count."""
        counts = self.counts
        (n1, s1, p1, t1), (n2, s2, p2, t2) = a.T, b.T
        street = self._streets(n1, s1, n2, s2)
        area = _areas(a, b, self.columns.encoder)
        kind = np.full(len(a), len(_PLACE_KINDS), np.int64)
        rank = np.zeros(len(a), np.int64)
        for number, same, found in (
            (1, (t1 == t2) & (t1 >= 0), counts.ranks["t"].of[t1]),
            (2, (p1 == p2) & (p1 >= 0), counts.ranks["z"].of[p1]),
            (0, (s1 == s2) & (s1 >= 0) & (n1 == n2), counts.door_ranks(n1, s1)),
        ):
            kind[same] = number
            rank[same] = found[same]
        return street.astype(np.int64) * AREAS + area, kind, rank

    def _streets(self, n1: Ints, s1: Ints, n2: Ints, s2: Ints) -> Levels:
        encoder = self.columns.encoder
        levels = np.full(len(n1), StreetLevel.DIFFERENT, np.int8)
        same_street, same_number = s1 == s2, n1 == n2
        levels[same_street] = StreetLevel.STREET
        levels[same_street & ((n1 < 0) | (n2 < 0))] = StreetLevel.CLOSE
        rows = np.flatnonzero(same_street & ~same_number & (n1 >= 0) & (n2 >= 0))
        x, y = n1[rows], n2[rows]
        longest = np.maximum(self._number_length[x], self._number_length[y])
        near = (longest >= 3) & (distances(encoder.numbers.texts, x, y, 1) == 1)
        levels[rows[near]] = StreetLevel.CLOSE
        rows = np.flatnonzero(~same_street & same_number & (n1 >= 0) & (s1 >= 0) & (s2 >= 0))
        levels[rows[_alike(encoder.streets, s1[rows], s2[rows])]] = StreetLevel.CLOSE
        levels[same_street & same_number] = StreetLevel.SAME
        levels[((s1 < 0) & (n1 < 0)) | ((s2 < 0) & (n2 < 0))] = StreetLevel.BLANK
        return levels

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


_PLACE_KINDS = ("s", "t", "z")
_KINDS = {
    "phone": ("p", "7"),
    "email": ("e", "m", "h"),
    "address": _PLACE_KINDS,
    "company": ("c",),
    "gender": (),
    "identifier": ("i",),
    "attribute": ("a",),
}


_LESSER_EMAILS = ((EmailLevel.SLIP, "e"), (EmailLevel.HOST, "h"))


def _shared_codes(
    a: Ints, b: Ints, of: Ints, level: EmailLevel, found: tuple[Levels, Ints]
) -> None:
    """Set the level where a code is shared and nothing better was found."""
    best, rank = found
    open_ = best > level
    for x in range(a.shape[1]):
        for y in range(b.shape[1]):
            rows = np.flatnonzero(open_ & (a[:, x] == b[:, y]) & (a[:, x] >= 0))
            best[rows] = level
            rank[rows] = np.minimum(rank[rows], of[a[rows, x]])


def _before(new: tuple[Ints, Ints, Ints], old: tuple[Ints, Ints, Ints]) -> Bools:
    """True where (level, kind, rank) of the new comes before the old."""
    (l1, k1, r1), (l2, k2, r2) = new, old
    same = l1 == l2
    before: Bools = (l1 < l2) | (same & ((k1 < k2) | ((k1 == k2) & (r1 < r2))))
    return before


def _same_head(p: Ints, q: Ints) -> Bools:
    """True where numbers are equal but for their last four digits."""
    same: Bools = p // 10_000 == q // 10_000
    return same


def _one_slip(a: str, b: str) -> bool:
    found: int = OSA.distance(a, b, score_cutoff=1)
    return found == 1


def _alike(words: Vocabulary, a: Ints, b: Ints) -> Bools:
    """:func:`.compare_streets` for codes."""
    distance = distances(words.texts, a, b, 2)
    length = np.array([len(t) for t in words.texts] + [0])
    long = np.maximum(length[a], length[b]) >= 8
    alike: Bools = (distance == 1) | ((distance == 2) & long)
    return alike


def _areas(a: Ints, b: Ints, encoder: Encoder) -> Levels:
    """Levels of postal codes and towns, the last two columns of two addresses."""
    (p1, t1), (p2, t2) = a[:, 2:].T, b[:, 2:].T
    postcodes, towns = encoder.postcodes, encoder.towns
    codes, names = (p1 >= 0) & (p2 >= 0), (t1 >= 0) & (t2 >= 0)
    levels = np.where(codes | names, AreaLevel.DIFFERENT, AreaLevel.BLANK).astype(np.int8)
    rows = np.flatnonzero(names & (t1 != t2))
    levels[rows[_alike(towns, t1[rows], t2[rows])]] = AreaLevel.TOWN
    rows = np.flatnonzero(codes & (p1 != p2) & (levels != AreaLevel.TOWN))
    levels[rows[distances(postcodes.texts, p1[rows], p2[rows], 1) == 1]] = AreaLevel.TOWN
    levels[names & (t1 == t2)] = AreaLevel.TOWN
    levels[codes & (p1 == p2)] = AreaLevel.SAME
    return levels
