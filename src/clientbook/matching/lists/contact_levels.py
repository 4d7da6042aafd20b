"""Levels of what persons share with a household: numbers, e-mail and postal addresses."""

import attrs
import numpy as np

from clientbook.matching.lists.columns import Columns
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.digits import digit_distances
from clientbook.matching.lists.encoding import Ints, Vocabulary
from clientbook.matching.lists.patterns import KINDS
from clientbook.matching.lists.texts import Bools, TextTable, distinct_pairs
from clientbook.matching.lists.vectors import Levels
from clientbook.matching.pairs.contact_comparisons import (
    MOST_EDITS,
    far_addresses,
    same_words,
    say_names,
)
from clientbook.matching.pairs.contacts import TAIL, solid_street
from clientbook.matching.pairs.levels import AREAS, AreaLevel, EmailLevel, PhoneLevel, StreetLevel
from clientbook.matching.pairs.name_parts import NameParts

_EMAIL_KINDS = np.full(len(EmailLevel), -1, np.int8)
_EMAIL_KINDS[[EmailLevel.EXACT, EmailLevel.MAILBOX, EmailLevel.SLIP, EmailLevel.HOST]] = 0, 1, 0, 2
_NO_PLACE = len(KINDS["address"])  # sorts behind the kinds
_NO_CLASS = 127  # above every class
_NO_NUMBER = 2**40  # above every number


@attrs.frozen(eq=False)
class Met:
    """What one comparison found of many pairs.

    Args:
        levels: Number of the level.
        kinds: Position of the kind of value whose frequency counts; another number for none.
        classes: Class of its count, where there is a kind.
    """

    levels: Levels
    kinds: Levels
    classes: Ints


class ContactLevels:
    """Compares the contact points of pairs of one list."""

    def __init__(self, columns: Columns, counts: ListCounts) -> None:
        self.columns, self.counts = columns, counts
        encoder = columns.encoder
        self._emails = TextTable(encoder.emails.texts)
        self._numbers, self._street_names, self._postcodes, self._towns = (
            TextTable(v.texts)
            for v in (encoder.numbers, encoder.streets, encoder.postcodes, encoder.towns)
        )
        solid, kinds = Vocabulary(), Vocabulary()
        parts = [solid_street(text) for text in encoder.streets.texts]
        self._solid = np.array([(solid.code(s), kinds.code(k)) for s, k in parts] + [(-1, -1)])
        self._solid_streets = TextTable(solid.texts)
        known = np.any(columns.phones >= 0, axis=1)
        self._no_mobiles = known & ~np.any(columns.mobiles, axis=1)
        self._only_mobiles = known & np.all(columns.mobiles | (columns.phones < 0), axis=1)

    def phones(self, left: Ints, right: Ints) -> Met:
        """Compare the numbers; kinds are the whole number and its last seven digits."""
        columns, counts = self.columns, self.counts
        a, b = columns.phones[left], columns.phones[right]
        shared, mobile, held = self._shared_phones(left, right, a, b)
        s, t = columns.sevens[left], columns.sevens[right]
        local, local_class = np.zeros(len(left), bool), np.full(len(left), _NO_CLASS)
        for x in range(s.shape[1]):
            for y in range(t.shape[1]):
                same = np.flatnonzero((s[:, x] == t[:, y]) & (s[:, x] >= 0) & (shared == 0))
                local[same] = True
                classes = counts.number_classes("7", s[same, x].astype(np.int64))
                local_class[same] = np.minimum(local_class[same], classes)
        known = ((a[:, 0] >= 0) | (s[:, 0] >= 0)) & ((b[:, 0] >= 0) | (t[:, 0] >= 0))
        levels = np.where(known, PhoneLevel.DIFFERENT, PhoneLevel.BLANK).astype(np.int8)
        slip, slip_class = self._phone_slips(a, b, np.flatnonzero((shared == 0) & ~local))
        levels[slip] = PhoneLevel.SLIP
        held[slip] = slip_class
        levels[(levels == PhoneLevel.DIFFERENT) & self._apart(left, right)] = PhoneLevel.APART
        levels[shared == 1] = PhoneLevel.ONE
        levels[(shared == 1) & mobile] = PhoneLevel.MOBILE
        levels[shared > 1] = PhoneLevel.TWO
        kinds = np.where((shared > 0) | (levels == PhoneLevel.SLIP), 0, -1).astype(np.int8)
        levels[local], kinds[local], held[local] = PhoneLevel.LOCAL, 1, local_class[local]
        return Met(levels, kinds, held)

    def _apart(self, left: Ints, right: Ints) -> Bools:
        """True where one has mobiles only and the other landlines only."""
        only, none = self._only_mobiles, self._no_mobiles
        apart: Bools = (only[left] & none[right]) | (none[left] & only[right])
        return apart

    def _shared_phones(self, left: Ints, right: Ints, a: Ints, b: Ints) -> tuple[Ints, Bools, Ints]:
        """How many numbers are shared, whether as mobiles, and the class of the rarest."""
        mobiles = self.columns.mobiles
        shared = np.zeros(len(left), np.int64)
        mobile = np.zeros(len(left), bool)
        held = np.full(len(left), _NO_CLASS)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                same = np.flatnonzero((a[:, x] == b[:, y]) & (a[:, x] >= 0))
                shared[same] += 1
                classes = self.counts.number_classes("p", a[same, x])
                held[same] = np.minimum(held[same], classes)
                mobile[same] |= mobiles[left[same], x] & mobiles[right[same], y]
        return shared, mobile, held

    def _phone_slips(self, a: Ints, b: Ints, todo: Ints) -> tuple[Ints, Ints]:
        """Pairs with numbers one slip apart, and the class that counts."""
        low, high = np.full((2, len(todo)), _NO_NUMBER)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                p, q = a[todo, x], b[todo, y]
                near = (p >= 0) & (q >= 0) & ((p % 10_000 == q % 10_000) | _same_head(p, q))
                rows = np.flatnonzero(near)
                rows = rows[digit_distances(p[rows], q[rows], TAIL) == 1]
                less, more = np.minimum(p[rows], q[rows]), np.maximum(p[rows], q[rows])
                before = (less < low[rows]) | ((less == low[rows]) & (more < high[rows]))
                rows, less, more = rows[before], less[before], more[before]
                low[rows], high[rows] = less, more
        found = np.flatnonzero(low < _NO_NUMBER)
        numbers = np.stack([low[found], high[found]], 1)
        classes = self.counts.number_classes("p", numbers).max(axis=1, initial=0)
        return todo[found], classes

    def emails(self, left: Ints, right: Ints) -> Met:
        """Compare the addresses; kinds are the address, its local part and its host."""
        counts = self.counts
        a, b = self.columns.mail[left], self.columns.mail[right]
        known = (a[:, 0] >= 0) & (b[:, 0] >= 0)
        best = np.where(known, EmailLevel.DIFFERENT, EmailLevel.BLANK).astype(np.int8)
        found = (best, np.full(len(left), _NO_CLASS))
        same, host = np.arange(len(counts.box)), counts.host
        same[-1] = -1
        of = self.counts.classes
        _shared_codes(same[a], same[b], of["e"], EmailLevel.EXACT, found)
        names = _Names(self.columns, self.counts, left, right)
        alike = self._mailboxes(a, b, found, names)
        alike |= self._email_slips(a, b, found, names)
        _shared_codes(host[a], host[b], of["h"], EmailLevel.HOST, found)
        self._far_emails(a, b, best, names)
        best[alike & (best == EmailLevel.DIFFERENT)] = EmailLevel.NAMED
        return Met(best, _EMAIL_KINDS[best], found[1])

    def _mailboxes(self, a: Ints, b: Ints, found: tuple[Levels, Ints], names: "_Names") -> Bools:
        """Set the level where a local part is shared that tells more than the names do.

        Returns:
            Where one is shared that does not.
        """
        (best, held), box = found, self.counts.box
        todo, of = best == EmailLevel.DIFFERENT, self.counts.classes["m"]
        named = np.zeros(len(a), bool)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                one = box[a[:, x]]
                rows = np.flatnonzero(todo & (one == box[b[:, y]]) & (one >= 0))
                implied = names.said(rows, a[rows, x], b[rows, y])
                named[rows[implied]] = True
                rows = rows[~implied]
                best[rows] = EmailLevel.MAILBOX
                held[rows] = np.minimum(held[rows], of[one[rows]])
        return named

    def _email_slips(self, a: Ints, b: Ints, found: tuple[Levels, Ints], names: "_Names") -> Bools:
        """Set the level where addresses are a slip apart that tell more than the names do.

        Returns:
            Where they are a slip apart and do not.
        """
        (best, held), texts = found, self.columns.encoder.emails.texts
        todo, of = best == EmailLevel.DIFFERENT, self.counts.classes["e"]
        slips: dict[int, tuple[str, str]] = {}
        named = np.zeros(len(a), bool)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                rows = np.flatnonzero(todo & (a[:, x] >= 0) & (b[:, y] >= 0))
                rows = rows[self._emails.distances(a[rows, x], b[rows, y], 2) <= 2]
                implied = names.said(rows, a[rows, x], b[rows, y])
                named[rows[implied]] = True
                rows = rows[~implied]
                for row, one, two in zip(rows.tolist(), a[rows, x], b[rows, y], strict=True):
                    low, high = sorted((texts[one], texts[two]))
                    slips[row] = min(slips.get(row, (low, high)), (low, high))
        codes = self.columns.encoder.emails.codes
        for row, pair in slips.items():
            best[row] = EmailLevel.SLIP
            held[row] = max(of[codes[text]] for text in pair)
        return named

    def _far_emails(self, a: Ints, b: Ints, best: Levels, names: "_Names") -> None:
        """Set the level where addresses are some letters apart and tell more than the names do."""
        texts = self.columns.encoder.emails.texts
        todo = best == EmailLevel.DIFFERENT
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                rows = np.flatnonzero(todo & (a[:, x] >= 0) & (b[:, y] >= 0))
                near = self._emails.distances(a[rows, x], b[rows, y], MOST_EDITS) <= MOST_EDITS
                rows = rows[near]
                met = zip(a[rows, x].tolist(), b[rows, y].tolist(), strict=True)
                rows = rows[[far_addresses(texts[one], texts[two]) for one, two in met]]
                best[rows[~names.said(rows, a[rows, x], b[rows, y])]] = EmailLevel.ALIKE

    def places(self, left: Ints, right: Ints) -> Met:
        """Compare the postal addresses, of each pair the best two; kinds are door, town, code."""
        a, b = self.columns.places[left], self.columns.places[right]
        blank = StreetLevel.BLANK * AREAS + AreaLevel.BLANK
        best = np.full(len(left), blank, np.int64)
        kinds = np.full(len(left), _NO_PLACE, np.int64)
        classes = np.zeros(len(left), np.int64)
        fresh = np.ones(len(left), bool)
        for x in range(a.shape[1]):
            for y in range(b.shape[1]):
                here = np.flatnonzero((a[:, x, 0] > -2) & (b[:, y, 0] > -2))
                level, kind, held = self._place(a[here, x], b[here, y])
                old = (best[here], kinds[here], classes[here])
                better = fresh[here] | _before((level, kind, held), old)
                rows = here[better]
                best[rows], kinds[rows], classes[rows] = level[better], kind[better], held[better]
                fresh[here] = False
        return Met(best.astype(np.int8), kinds.astype(np.int8), classes)

    def _place(self, a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
        """Level of two addresses each, kind of the value shared and the class of its count."""
        counts = self.counts
        (n1, s1, p1, t1), (n2, s2, p2, t2) = a.T, b.T
        street = self._streets(n1, s1, n2, s2)
        area = self._areas(a, b)
        kind = np.full(len(a), _NO_PLACE, np.int64)
        held = np.zeros(len(a), np.int64)
        for number, same, found in (
            (1, (t1 == t2) & (t1 >= 0), counts.classes["t"][t1]),
            (2, (p1 == p2) & (p1 >= 0), counts.classes["z"][p1]),
            (0, (s1 == s2) & (s1 >= 0) & (n1 == n2), counts.door_classes(n1, s1)),
        ):
            kind[same] = number
            held[same] = found[same]
        return street.astype(np.int64) * AREAS + area, kind, held

    def _streets(self, n1: Ints, s1: Ints, n2: Ints, s2: Ints) -> Levels:
        levels = np.full(len(n1), StreetLevel.DIFFERENT, np.int8)
        same_street, same_number = s1 == s2, n1 == n2
        levels[same_street] = StreetLevel.STREET
        levels[same_street & ((n1 < 0) | (n2 < 0))] = StreetLevel.CLOSE
        rows = np.flatnonzero(same_street & ~same_number & (n1 >= 0) & (n2 >= 0))
        x, y = n1[rows], n2[rows]
        longest = np.maximum(self._numbers.lengths[x], self._numbers.lengths[y])
        near = (longest >= 3) & (self._numbers.distances(x, y, 1) == 1)
        levels[rows[near]] = StreetLevel.CLOSE
        rows = np.flatnonzero(~same_street & same_number & (n1 >= 0) & (s1 >= 0) & (s2 >= 0))
        near = _alike(self._street_names, s1[rows], s2[rows])
        far = np.flatnonzero(~near)
        near[far] = _same_words(self._street_names, s1[rows[far]], s2[rows[far]])
        far = np.flatnonzero(~near)
        near[far] = self._same_solid(s1[rows[far]], s2[rows[far]])
        levels[rows[near]] = StreetLevel.CLOSE
        levels[same_street & same_number] = StreetLevel.SAME
        levels[((s1 < 0) & (n1 < 0)) | ((s2 < 0) & (n2 < 0))] = StreetLevel.BLANK
        return levels

    def _same_solid(self, a: Ints, b: Ints) -> Bools:
        """True where the letters of streets are alike and no two kinds are written to them."""
        (one, kind), (two, other) = self._solid[a].T, self._solid[b].T
        found: Bools = (kind == other) | (kind < 0) | (other < 0)
        rows = np.flatnonzero(found & (one != two))
        found[rows] = _alike(self._solid_streets, one[rows], two[rows])
        return found

    def _areas(self, a: Ints, b: Ints) -> Levels:
        """Levels of postal codes and towns, the last two columns of two addresses."""
        (p1, t1), (p2, t2) = a[:, 2:].T, b[:, 2:].T
        codes, names = (p1 >= 0) & (p2 >= 0), (t1 >= 0) & (t2 >= 0)
        levels = np.where(codes | names, AreaLevel.DIFFERENT, AreaLevel.BLANK).astype(np.int8)
        rows = np.flatnonzero(names & (t1 != t2))
        levels[rows[_alike(self._towns, t1[rows], t2[rows])]] = AreaLevel.TOWN
        rows = np.flatnonzero(codes & (p1 != p2) & (levels != AreaLevel.TOWN))
        levels[rows[self._postcodes.distances(p1[rows], p2[rows], 1) == 1]] = AreaLevel.TOWN
        levels[names & (t1 == t2)] = AreaLevel.TOWN
        levels[codes & (p1 == p2)] = AreaLevel.SAME
        return levels


class _Names:
    """Tells of pairs whether two local parts that are alike say what the owners' names say."""

    def __init__(self, columns: Columns, counts: ListCounts, left: Ints, right: Ints) -> None:
        self._columns, self._counts = columns, counts
        self._left, self._right = left, right
        self._held: dict[int, NameParts] = {}

    def said(self, rows: Ints, a: Ints, b: Ints) -> Bools:
        """Say it of the addresses *a* and *b* of some of the pairs."""
        locals_ = [map(self._counts.boxes.text, self._counts.box[e].tolist()) for e in (a, b)]
        names = [map(self._name, side[rows].tolist()) for side in (self._left, self._right)]
        return np.fromiter(map(say_names, *locals_, *names), bool, len(rows))

    def _name(self, row: int) -> NameParts:
        found = self._held.get(row)
        if found is None:
            found = self._held[row] = self._columns.name(row)
        return found


def _shared_codes(
    a: Ints, b: Ints, of: Ints, level: EmailLevel, found: tuple[Levels, Ints]
) -> None:
    """Set the level where a code is shared and nothing better was found."""
    best, held = found
    open_ = best > level
    for x in range(a.shape[1]):
        for y in range(b.shape[1]):
            rows = np.flatnonzero(open_ & (a[:, x] == b[:, y]) & (a[:, x] >= 0))
            best[rows] = level
            held[rows] = np.minimum(held[rows], of[a[rows, x]])


def _before(new: tuple[Ints, Ints, Ints], old: tuple[Ints, Ints, Ints]) -> Bools:
    """True where (level, kind, class) of the new comes before the old."""
    (l1, k1, r1), (l2, k2, r2) = new, old
    same = l1 == l2
    before: Bools = (l1 < l2) | (same & ((k1 < k2) | ((k1 == k2) & (r1 < r2))))
    return before


def _same_head(p: Ints, q: Ints) -> Bools:
    """True where numbers are equal but for their last four digits."""
    same: Bools = p // 10_000 == q // 10_000
    return same


def _alike(words: TextTable, a: Ints, b: Ints) -> Bools:
    """:func:`.compare_streets` for codes."""
    distance = words.distances(a, b, 2)
    long = np.maximum(words.lengths[a], words.lengths[b]) >= 8
    alike: Bools = (distance == 1) | ((distance == 2) & long)
    return alike


def _same_words(streets: TextTable, a: Ints, b: Ints) -> Bools:
    """:func:`.same_words` for codes; letters that the longer name has not rule most pairs out."""
    found = streets.may_be_within(a, b)
    rows = np.flatnonzero(found)
    if len(rows):
        one, two, at = distinct_pairs(a[rows], b[rows])
        met = zip(streets.of(one), streets.of(two), strict=True)
        found[rows] = np.array([same_words(x, y) for x, y in met], bool)[at]
    return found
