"""Phones, e-mails and addresses of many pairs compared in columns."""

import numpy as np
from rapidfuzz.distance import OSA

from clientbook.matching.lists.columns import Encoder, Ints, Vocabulary
from clientbook.matching.lists.vectors import (
    Bools,
    Levels,
    distances,
)
from clientbook.matching.lists.weights import PLACE_KINDS, Sums, WeightTables
from clientbook.matching.pairs.levels import AREAS, AreaLevel, EmailLevel, PhoneLevel, StreetLevel


class ContactScorer(WeightTables):
    """Scores what a household shares."""

    def add_phones(self, left: Ints, right: Ints, sums: Sums) -> None:
        """Add what the telephone numbers of the pairs weigh."""
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
        person, household = self.ranked_bits(
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

    def add_emails(self, left: Ints, right: Ints, sums: Sums) -> None:
        """Add what the e-mail addresses of the pairs weigh."""
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
        person, household = self.plain_bits("email", best)
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

    def add_places(self, left: Ints, right: Ints, sums: Sums) -> None:
        """Add what the postal addresses of the pairs weigh."""
        a, b = self.columns.places[left], self.columns.places[right]
        blank = StreetLevel.BLANK * AREAS + AreaLevel.BLANK
        best = np.full(len(left), blank, np.int64)
        kinds = np.full(len(left), len(PLACE_KINDS), np.int64)
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
        person, household = self.plain_bits("address", best.astype(np.int8))
        for n, kind_name in enumerate(PLACE_KINDS):
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
        kind = np.full(len(a), len(PLACE_KINDS), np.int64)
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
