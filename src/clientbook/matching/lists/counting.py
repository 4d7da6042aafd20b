"""How many persons of a list in columns hold each value."""

import numpy as np

from clientbook.matching.lists.columns import Columns, Ints, Vocabulary, compact_codes, date_code
from clientbook.matching.pairs.contacts import DayParts, email_local, private_host


class Ranks:
    """Counts of the values of one kind.

    ``of[code]`` is the rank of a value's count among the distinct counts, so that the bits of a
    level are one look-up by level and rank; the last entry is for code -1.
    """

    def __init__(self, counts: Ints) -> None:
        held = np.append(np.maximum(counts, 1), 1)
        self.counts, ranks = np.unique(held, return_inverse=True)
        self.of = ranks.astype(np.int32)

    def count(self, code: int) -> int:
        """Persons that hold the value of a code."""
        return int(self.counts[self.of[code]])


def persons(rows: Ints, codes: Ints, initials: Ints, size: int) -> Ints:
    """Count persons by code; :func:`.persons_of` in columns."""
    good = codes >= 0
    rows, codes = rows[good].astype(np.int64), codes[good].astype(np.int64)
    span = int(rows.max(initial=0)) + 1
    once = np.unique(codes * span + rows)
    codes, rows = once // span, once % span
    records = np.bincount(codes, minlength=size)
    letters = int(initials.max(initial=0)) + 2
    several = np.unique(codes * letters + initials[rows] + 1) // letters
    return np.maximum(np.bincount(several, minlength=size), records - 12)


class ListCounts:
    """Counts of the values of a list in columns; answers like :class:`.Frequencies`."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.size = len(columns)
        encoder = columns.encoder
        self.solid, self._solid_words = compact_codes(encoder.words)
        self.solid = np.append(self.solid, -1)
        letters = Vocabulary()
        first = np.array([*(letters.code(t[0]) for t in encoder.words.texts), -1], np.int64)
        self._initials = first[columns.given]
        self._numbers: dict[str, Ints] = {}
        self.ranks: dict[str, Ranks] = {}
        self._count_names()
        self._count_contacts()
        self._count_places()
        self._count_keyed()

    def _add(self, kind: str, rows: Ints, codes: Ints, size: int) -> None:
        self.ranks[kind] = Ranks(persons(rows, codes, self._initials, size))

    def _add_numbers(self, kind: str, name: str) -> None:
        """Count values that are numbers themselves: they get codes in their order."""
        rows, values = self._columns.flats[name]
        self._numbers[kind], codes = np.unique(values, return_inverse=True)
        self._add(kind, rows, codes, len(self._numbers[kind]))

    def _count_names(self) -> None:
        columns, rows = self._columns, np.arange(self.size)
        for kind, part in (("g", columns.given), ("f", columns.family)):
            self._add(kind, rows, self.solid[part], len(self._solid_words.texts))

    def _count_contacts(self) -> None:
        columns = self._columns
        for kind, name in (("p", "phone"), ("7", "seven"), ("d", "date")):
            self._add_numbers(kind, name)
        rows, codes = columns.flats["email"]
        texts = columns.encoder.emails.texts
        self._add("e", rows, codes, len(texts))
        self.boxes, self.hosts = Vocabulary(), Vocabulary()
        self.box = np.array([*(self.boxes.code(email_local(t)) for t in texts), -1], np.int64)
        self.host = np.array([*(self.hosts.code(private_host(t)) for t in texts), -1], np.int64)
        self._add("m", rows, self.box[codes], len(self.boxes.texts))
        self._add("h", rows, self.host[codes], len(self.hosts.texts))
        rows = np.tile(np.arange(self.size), 3)
        held = np.concatenate([columns.firm, columns.whole, columns.company])
        self._add("c", rows, held, len(columns.encoder.companies.texts))

    def _count_places(self) -> None:
        flats, encoder = self._columns.flats, self._columns.encoder
        rows, streets = flats["street"]
        self._doors, codes = np.unique(
            self._door_keys(flats["number"][1], streets), return_inverse=True
        )
        self._add("s", rows, codes, len(self._doors))
        self._add("z", *flats["postcode"], len(encoder.postcodes.texts))
        self._add("t", *flats["town"], len(encoder.towns.texts))

    def _door_keys(self, numbers: Ints, streets: Ints) -> Ints:
        span = len(self._columns.encoder.streets.texts) + 1
        return (numbers.astype(np.int64) + 1) * span + streets + 1

    def _count_keyed(self) -> None:
        encoder = self._columns.encoder
        place_of = np.empty(self.size, np.int64)
        place_of[self._columns.order] = np.arange(self.size)
        total = len(encoder.keyed.texts)
        for kind, flats in (("i", encoder.identifiers), ("a", encoder.others)):
            held = [flat.arrays() for flat in flats.values()]
            rows = np.concatenate([r for r, _ in held]) if held else np.zeros(0, np.int64)
            codes = np.concatenate([c for _, c in held]) if held else np.zeros(0, np.int64)
            self._add(kind, place_of[rows], codes, total)

    def number_ranks(self, kind: str, values: Ints) -> Ints:
        """Ranks of values that are numbers themselves; any rank for a missing value."""
        known = self._numbers[kind]
        if not len(known):
            return np.zeros(values.shape, np.int64)
        at = np.minimum(np.searchsorted(known, values), len(known) - 1)
        return self.ranks[kind].of[at]

    def door_ranks(self, numbers: Ints, streets: Ints) -> Ints:
        """Ranks of doors by number and street codes."""
        at = np.searchsorted(self._doors, self._door_keys(numbers, streets))
        return self.ranks["s"].of[np.minimum(at, len(self._doors) - 1)]

    def count(self, kind: str, value: str) -> int:
        """Persons that hold a value; 1 when it was not met."""
        if kind in self._numbers:
            number = date_code(_reading(value)) if kind == "d" else int(value)
            known = self._numbers[kind]
            at = int(np.searchsorted(known, number))
            found = at < len(known) and int(known[at]) == number
            return self.ranks[kind].count(at) if found else 1
        if kind == "s":
            return self._door_count(value)
        code = self._vocabulary(kind).codes.get(value, -1)
        return self.ranks[kind].count(code) if code >= 0 else 1

    def _door_count(self, value: str) -> int:
        number, _, street = value.partition(" ")
        encoder = self._columns.encoder
        codes = encoder.numbers.codes.get(number), encoder.streets.codes.get(street)
        if codes[0] is None or codes[1] is None:
            return 1
        key = self._door_keys(np.array(codes[0]), np.array(codes[1]))
        at = int(np.searchsorted(self._doors, key))
        found = at < len(self._doors) and self._doors[at] == key
        return self.ranks["s"].count(at) if found else 1

    def _vocabulary(self, kind: str) -> Vocabulary:
        encoder = self._columns.encoder
        return {
            "g": self._solid_words,
            "f": self._solid_words,
            "e": encoder.emails,
            "m": self.boxes,
            "h": self.hosts,
            "z": encoder.postcodes,
            "t": encoder.towns,
            "c": encoder.companies,
            "i": encoder.keyed,
            "a": encoder.keyed,
        }[kind]


def _reading(value: str) -> DayParts:
    return DayParts(*map(int, value.split("-")))
