"""How many persons of a list in columns hold each value, as classes of counts."""

from collections.abc import Iterator

import numpy as np

from clientbook.matching.lists.columns import Columns, compact_codes
from clientbook.matching.lists.encoding import (
    Ints,
    Vocabulary,
    date_of,
    distinct,
    distinct_at,
)
from clientbook.matching.lists.stored import date_code
from clientbook.matching.pairs.contacts import DayParts
from clientbook.matching.pairs.frequencies import CLASSES, LEAST, class_of

_UNMARKED = -2


def persons(rows: Ints, codes: Ints, marks: Ints, size: int) -> Ints:
    """Count persons by code; :func:`.persons_of` in columns."""
    good = codes >= 0
    rows, codes = rows[good].astype(np.int64), codes[good].astype(np.int64)
    span = int(rows.max(initial=0)) + 1
    once = distinct(codes * span + rows)
    codes, rows = once // span, once % span
    records = np.bincount(codes, minlength=size)
    codes, marks = codes[marks[rows] > _UNMARKED], marks[rows[marks[rows] > _UNMARKED]]
    span = int(marks.max(initial=0)) + 2
    several = distinct(codes * span + marks + 1) // span
    return np.maximum(np.maximum(np.bincount(several, minlength=size), records - 12), 1)


def _marks(columns: Columns) -> Ints:
    """Codes of what :func:`.mark_of` tells of each record, :data:`_UNMARKED` for nothing."""
    letters = Vocabulary()
    words = columns.encoder.words.texts
    first = np.array([*(letters.code(text[0]) for text in words), -1], np.int64)
    found = first[columns.given]
    firms = columns.firm >= 0
    found[firms] = _UNMARKED
    rows, codes = columns.flats["postcode"]
    order = np.argsort(rows, kind="stable")
    rows, at = np.unique(rows[order], return_index=True)
    codes = codes[order][at]
    known = firms[rows] & (codes >= 0)
    found[rows[known]] = len(letters.texts) + codes[known]
    return found


class ListCounts:
    """Counts of the values of a list in columns; answers like :class:`.Frequencies`.

    ``classes[kind][code]`` is the class of a value's count; the last entry is for code -1.

    Args:
        columns: Whose values.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.size = len(columns)
        encoder = columns.encoder
        self.solid, self._solid_words = compact_codes(encoder.words)
        self.solid = np.append(self.solid, -1)
        self._marks = _marks(columns)
        self._numbers: dict[str, Ints] = {}
        self.classes: dict[str, Ints] = {}
        self._count_names()
        self._count_contacts()
        self._count_places()
        self._count_keyed()

    def _add(self, kind: str, rows: Ints, codes: Ints, size: int) -> None:
        """Count values by code; each is in a row of the list."""
        counts = persons(rows, codes, self._marks, size)
        found = np.searchsorted(LEAST, counts, "right") - 1
        self.classes[kind] = np.append(found, class_of(1)).astype(np.int8)

    def _add_numbers(self, kind: str, name: str) -> None:
        """Count values that are numbers themselves: they get codes in their order."""
        rows, values = self._columns.flats[name]
        self._numbers[kind], codes = distinct_at(values)
        self._add(kind, rows, codes, len(self._numbers[kind]))

    def _add_texts(self, kind: str, rows: Ints, codes: Ints, vocabulary: Vocabulary) -> None:
        self._add(kind, rows, codes, len(vocabulary.texts))

    def _count_names(self) -> None:
        columns, rows = self._columns, np.arange(len(self._columns))
        for kind, part in (("g", columns.given), ("f", columns.family)):
            self._add_texts(kind, rows, self.solid[part], self._solid_words)

    def _count_contacts(self) -> None:
        columns = self._columns
        for kind, name in (("p", "phone"), ("7", "seven"), ("d", "date")):
            self._add_numbers(kind, name)
        rows, codes = columns.flats["email"]
        self._add_texts("e", rows, codes, columns.encoder.emails)
        self.boxes, self.box = columns.mailboxes.vocabulary, columns.mailboxes.codes
        self.hosts, self.host = columns.hosts.vocabulary, columns.hosts.codes
        self._add_texts("m", rows, self.box[codes], self.boxes)
        self._add_texts("h", rows, self.host[codes], self.hosts)
        rows = np.tile(np.arange(len(columns)), 3)
        held = np.concatenate([columns.firm, columns.whole, columns.company])
        self._add_texts("c", rows, held, columns.encoder.companies)

    def _count_places(self) -> None:
        flats, encoder = self._columns.flats, self._columns.encoder
        rows, streets = flats["street"]
        self._doors, codes = distinct_at(self._door_keys(flats["number"][1], streets))
        self._add("s", rows, codes, len(self._doors))
        self._add_texts("z", *flats["postcode"], encoder.postcodes)
        self._add_texts("t", *flats["town"], encoder.towns)

    def _door_keys(self, numbers: Ints, streets: Ints) -> Ints:
        span = len(self._columns.encoder.streets.texts) + 1
        return (numbers.astype(np.int64) + 1) * span + streets + 1

    def _door_text(self, key: int) -> str:
        encoder = self._columns.encoder
        number, street = divmod(key, len(encoder.streets.texts) + 1)
        return f"{encoder.numbers.text(number - 1)} {encoder.streets.text(street - 1)}"

    def _count_keyed(self) -> None:
        encoder = self._columns.encoder
        place_of = self._columns.places_of()
        for kind, flats in (("i", encoder.identifiers), ("a", encoder.others)):
            held = [flats[label].arrays() for label in sorted(flats)]
            rows = np.concatenate([r for r, _ in held]) if held else np.zeros(0, np.int64)
            codes = np.concatenate([c for _, c in held]) if held else np.zeros(0, np.int64)
            self._add_texts(kind, place_of[rows], codes, encoder.keyed)

    def number_classes(self, kind: str, values: Ints) -> Ints:
        """Classes of values that are numbers themselves; any class for a missing value."""
        known = self._numbers[kind]
        if not len(known):
            return np.zeros(values.shape, np.int8)
        at = np.minimum(np.searchsorted(known, values), len(known) - 1)
        return self.classes[kind][at]

    def door_classes(self, numbers: Ints, streets: Ints) -> Ints:
        """Classes of doors by number and street codes."""
        at = np.searchsorted(self._doors, self._door_keys(numbers, streets))
        return self.classes["s"][np.minimum(at, len(self._doors) - 1)]

    def count(self, kind: str, value: str) -> int:
        """Persons that hold a value, as the typical count of its class; 1 when it was not met."""
        at = self._position(kind, value)
        return CLASSES[self.classes[kind][at]] if at >= 0 else 1

    def held_by_several(self) -> Iterator[tuple[str, int]]:
        """Yield the values that several persons hold, each after its kind, and their counts.

        With them, and one person for every other value, :class:`.Frequencies` answers as this.
        """
        for kind, classes in self.classes.items():
            codes = np.flatnonzero(classes[:-1] > class_of(1))
            texts = self.texts(kind, codes)
            yield from zip(texts, [CLASSES[n] for n in classes[codes].tolist()], strict=True)

    def texts(self, kind: str, codes: Ints) -> list[str]:
        """Return values of a kind, each after the kind: ``"g:marie"``."""
        if kind == "s":
            return [f"s:{self._door_text(key)}" for key in self._doors[codes].tolist()]
        if kind in self._numbers:
            values = self._numbers[kind][codes].tolist()
            return [f"{kind}:{number_text(kind, value)}" for value in values]
        texts = self._vocabulary(kind).texts
        return [f"{kind}:{texts[code]}" for code in codes.tolist()]

    def _position(self, kind: str, value: str) -> int:
        """Code of a value; -1 when it was not met."""
        if kind == "s":
            number, _, street = value.partition(" ")
            encoder = self._columns.encoder
            codes = encoder.numbers.codes.get(number), encoder.streets.codes.get(street)
            if codes[0] is None or codes[1] is None:
                return -1
            known, key = self._doors, int(self._door_keys(np.array(codes[0]), np.array(codes[1])))
        elif kind in self._numbers:
            known = self._numbers[kind]
            key = date_code(_reading(value)) if kind == "d" else int(value)
        else:
            return self._vocabulary(kind).codes.get(value, -1)
        at = int(np.searchsorted(known, key))
        return at if at < len(known) and int(known[at]) == key else -1

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


def number_text(kind: str, value: int) -> str:
    """Return the text of a value that is kept as a number."""
    if kind == "d":
        date = date_of(value)
        return f"{date.year}-{date.month}-{date.day}"
    return f"{value:09d}" if kind == "p" else f"{value:07d}"


def _reading(value: str) -> DayParts:
    return DayParts(*map(int, value.split("-")))
