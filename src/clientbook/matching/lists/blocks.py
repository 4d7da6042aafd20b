"""Candidate pairs of a list: records that share a match key, in columns."""

from collections.abc import Callable, Iterator, Mapping
from itertools import repeat

import numpy as np

from clientbook.matching.keys import (
    CONTACT_KINDS,
    FIRM_PARTS,
    KEY_KINDS,
    CappedKey,
    KeyKind,
    family_sound,
    firm_parts,
    given_sound,
    head,
    kinds_for,
    tail,
)
from clientbook.matching.lists.columns import Columns
from clientbook.matching.lists.encoding import (
    Ints,
    Vocabulary,
    distinct,
    distinct_at,
    distinct_counts,
)
from clientbook.text import skeleton

ALL_PAIRS_SIZE = 1500
"""Up to this many records every pair is compared: no key can lose one."""

BLOCK_CAP = 200
"""Most records that are compared with one another through one match key."""

COMMON = 50
"""Records that share an identifier from which on it is reported as too common."""

COMMON_KINDS = tuple(kind.prefix for kind in KEY_KINDS if kind.prefix in ("x", "p", "e"))
"""The kinds of identifiers of which that is reported, in the order in which they are."""

_BUDGET = 150_000  # pairs of a kind
_REACHED_BUDGET = 75_000  # pairs of a weak kind where numbers and addresses reach nearly everybody
_REACHED_SHARE = 0.15  # the same for each record, in long lists of which it is more
_FEW_ALONE = 0.25  # part of the records from which on they are many that nothing else reaches
_STRONG = frozenset(("x", "p", "e", "n", "s"))
_NO_KEY = np.int64(-1)
_DATE_PARTS = ("year", "date", "year_month", "month_day")
_EITHER: Mapping[str, Callable[[str], str]] = {"heads": head, "tails": tail}


def _per_word(
    vocabulary: Vocabulary, make: Callable[[str], str], target: Vocabulary | None = None
) -> Ints:
    """Codes of what *make* gives for each text; the last entry is for code -1."""
    made = target or Vocabulary()
    return np.append(made.code_all([make(text) for text in vocabulary.texts]), -1)


class Components:
    """The components of match keys as codes: one per record, or several."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._cache: dict[str, tuple[Ints, Ints] | Ints] = {}
        encoder = columns.encoder
        sounds = Vocabulary()
        # Both of a word at once: they are the same for most, and remembered for a while.
        said = [(given_sound(text), family_sound(text)) for text in encoder.words.texts]
        self._given = sounds.code_all([*(given for given, _ in said), ""])[columns.given]
        self._family = sounds.code_all([*(family for _, family in said), ""])[columns.family]
        self._single: Mapping[str, Callable[[], Ints]] = {
            "words": self._words,
            "sounds": lambda: self._unordered(self._given, self._family),
            "initials": lambda: self._unordered(*self._initials()),
            "initial": lambda: self._initials()[0],
            "family_initial": lambda: self._initials()[1],
            "given_sound": lambda: self._given,
            "family_sound": lambda: self._family,
            "family_head": lambda: _per_word(encoder.words, head)[columns.family],
            "given_tail": lambda: _per_word(encoder.words, tail)[columns.given],
            "family_tail": lambda: _per_word(encoder.words, tail)[columns.family],
        }

    def single(self, name: str) -> Ints | None:
        """Codes of a component that a record has once, None for another."""
        if name not in self._single:
            return None
        if name not in self._cache:
            self._cache[name] = self._single[name]()
        found = self._cache[name]
        assert not isinstance(found, tuple)
        return found

    def several(self, name: str) -> tuple[Ints, Ints]:
        """Rows and codes of a component that a record may have several times."""
        if name not in self._cache:
            self._cache[name] = self._make_several(name)
        found = self._cache[name]
        assert isinstance(found, tuple)
        return found

    def _make_several(self, name: str) -> tuple[Ints, Ints]:
        encoder, flats = self._columns.encoder, self._columns.flats
        if name in ("mailbox", "host"):
            rows, codes = flats["email"]
            made = self._columns.mailboxes if name == "mailbox" else self._columns.hosts
            return _known(rows, made.codes[codes])
        for names, of_several in (
            (FIRM_PARTS, self._firms),
            (_DATE_PARTS, self._dates),
            (_EITHER, self._either),
        ):
            if name in names:
                return of_several(name)
        if name in ("street_sound", "door"):
            rows, streets = flats["street"]
            sounds = _per_word(encoder.streets, skeleton)[streets]
            if name == "street_sound":
                return _known(rows, sounds)
            numbers = flats["number"][1]
            return _known(rows, _joined(numbers, sounds))
        return _known(*flats[name])

    def _either(self, name: str) -> tuple[Ints, Ints]:
        """Letters of the given name and of the family name: the two may be swapped."""
        columns = self._columns
        made = _per_word(columns.encoder.words, _EITHER[name])
        rows = np.tile(np.arange(len(columns)), 2)
        return _known(rows, np.concatenate([made[columns.given], made[columns.family]]))

    def _firms(self, name: str) -> tuple[Ints, Ints]:
        columns, texts = self._columns, self._columns.encoder.companies.texts
        firm = np.where(columns.firm >= 0, columns.firm, columns.whole)
        rows = np.flatnonzero(firm >= 0)
        made = Vocabulary()
        codes = [[made.code(text) for text in firm_parts(name, text)] for text in texts]
        spread = [(row, code) for row in rows.tolist() for code in codes[firm[row]]]
        pairs = np.array(spread, np.int64).reshape(-1, 2)
        return _known(pairs[:, 0], pairs[:, 1])

    def _dates(self, name: str) -> tuple[Ints, Ints]:
        rows, codes = self._columns.flats["date"]
        year, month, day = codes // 10_000, codes // 100 % 100, codes % 100
        value, good = {
            "year": (year, year > 0),
            "date": (codes, (year > 0) & (day > 0)),
            "year_month": (codes // 100, (year > 0) & (month > 0)),
            "month_day": (codes % 10_000, day > 0),
        }[name]
        return _known(rows, np.where(good, value, -1))

    def _initials(self) -> tuple[Ints, Ints]:
        letters = _per_word(self._columns.encoder.words, lambda t: t[0], Vocabulary())
        return letters[self._columns.given], letters[self._columns.family]

    def _words(self) -> Ints:
        columns, texts = self._columns, self._columns.encoder.words.texts
        simple = np.array([" " not in text for text in texts] + [True])
        codes = self._unordered(columns.given, columns.family)
        made = Vocabulary()
        top = codes.max(initial=0) + 1
        mixed = ~(simple[columns.given] & simple[columns.family])
        for row in np.flatnonzero(mixed & (codes >= 0)).tolist():
            both = f"{texts[columns.given[row]]} {texts[columns.family[row]]}"
            codes[row] = top + made.code(" ".join(sorted(both.split())))
        return codes

    @staticmethod
    def _unordered(a: Ints, b: Ints) -> Ints:
        low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
        return _joined(low, high)


def _known(rows: Ints, codes: Ints) -> tuple[Ints, Ints]:
    good = codes >= 0
    return (rows, codes) if good.all() else (rows[good], codes[good])


def _joined(a: Ints, b: Ints) -> Ints:
    """Join two codes into one; unknown when one of them is."""
    a, b = a.astype(np.int64), b.astype(np.int64)
    wide = int(a.max(initial=0)) * (int(b.max(initial=0)) + 1) > 2**61
    if wide:
        a = distinct_at(a)[1] - int(a.min(initial=0) < 0)
    joined = a * (int(b.max(initial=0)) + 1) + b
    return np.where((a < 0) | (b < 0), _NO_KEY, joined)


def keys_of(kind: KeyKind, components: Components) -> tuple[Ints, Ints]:
    """Rows and codes of a kind's keys."""
    first, *rest = sorted(kind.parts, key=lambda part: components.single(part) is not None)
    single = components.single(first)
    if single is None:
        rows, codes = components.several(first)
    else:
        rows, codes = np.arange(len(single)), single
    for part in rest:
        other = components.single(part)
        if other is None:
            rows, codes = _crossed(rows, codes, *components.several(part))
        else:
            codes = _joined(codes, other[rows])
    return _known(rows, codes)


def _crossed(rows: Ints, codes: Ints, rows2: Ints, codes2: Ints) -> tuple[Ints, Ints]:
    """Join every value of a record with every value of another component of it."""
    order = np.argsort(rows2, kind="stable")
    rows2, codes2 = rows2[order], codes2[order]
    low = np.searchsorted(rows2, rows, "left")
    many = np.searchsorted(rows2, rows, "right") - low
    left = np.repeat(np.arange(len(rows)), many)
    right = np.repeat(low, many) + _steps(many)
    return rows[left], _joined(codes[left], codes2[right])


def _steps(lengths: Ints) -> Ints:
    """0, 1, ... within each run of the given lengths."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - np.repeat(starts, lengths)


def _runs(rows: Ints, codes: Ints) -> tuple[Ints, Ints, Ints]:
    """Rows sorted by key, with start and length of each key's run; codes are not negative."""
    span = int(rows.max(initial=0)) + 1
    if int(codes.max(initial=0)) >= 2**63 // span:
        codes = distinct_at(codes)[1]
    once = distinct(codes.astype(np.int64) * span + rows)
    codes, rows = np.divmod(once, span)
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else codes
    return rows, starts, np.diff(np.append(starts, len(rows)))


def pairs_of_runs(rows: Ints, starts: Ints, lengths: Ints, size: int) -> Ints:
    """Return all pairs within runs, as left * size + right with left < right.

    Args:
        rows: Rows, those of a run side by side and in order.
        starts: Where each run begins.
        lengths: How long it is.
        size: More than any row.
    """
    position = np.repeat(starts, lengths) + _steps(lengths)
    ends = np.repeat(starts + lengths, lengths)
    after = ends - position - 1
    left = np.repeat(position, after)
    right = left + 1 + _steps(after)
    return rows[left] * size + rows[right]


def run_limit(prefix: str, runs: Ints, size: int, alone: int) -> int:
    """Return how many records may share a key of a kind that is used.

    Args:
        prefix: Prefix of the kind.
        runs: How many keys of the kind are shared by 0, 1, 2 ... records; at least three entries.
        size: Records in the list.
        alone: Those of them that hold neither a telephone number nor an e-mail address: only
            names, dates and places find their doubles.

    Returns:
        The longest run such that all runs up to it stay within the kind's budget of pairs.  Where
        numbers and addresses find most doubles, the other kinds need few pairs.
    """
    if prefix in _STRONG:
        budget = _BUDGET + 2.0 * size
    else:
        few = min(1.0, alone / max(size, 1) / _FEW_ALONE)
        reached = min(max(_REACHED_BUDGET, _REACHED_SHARE * size), _BUDGET)
        budget = reached + (_BUDGET - reached) * few + alone
    lengths = np.arange(len(runs))
    pairs = runs * (lengths * (lengths - 1) / 2.0)
    within = np.flatnonzero(np.cumsum(pairs) <= budget)
    return min(BLOCK_CAP, max(2, int(within[-1]) if len(within) else 2))


def records_alone(components: Components, size: int) -> int:
    """Return how many records hold neither a telephone number nor an e-mail address."""
    reached = np.zeros(size, bool)
    for kind in KEY_KINDS:
        if kind.prefix in CONTACT_KINDS:
            reached[keys_of(kind, components)[0]] = True
    return size - int(reached.sum())


def candidate_pairs(columns: Columns) -> tuple[Ints, list[CappedKey]]:
    """Return candidate pairs as ``left * len + right``, sorted, and the keys left out."""
    size = len(columns)
    components = Components(columns)
    if size <= ALL_PAIRS_SIZE:
        left, right = np.triu_indices(size, 1)
        return left * np.int64(size) + right, _common(components)
    found, alone = _Union(), records_alone(components, size)
    capped: list[CappedKey] = []
    for kind in kinds_for(size):
        rows, starts, lengths = _runs(*keys_of(kind, components))
        if not len(rows):
            continue
        limit = run_limit(kind.prefix, np.bincount(lengths, minlength=3), size, alone)
        capped += _capped(kind, lengths[lengths > limit])
        used = (lengths > 1) & (lengths <= limit)
        found.add(pairs_of_runs(rows, starts[used], lengths[used], size))
    return found.all(), capped


def _common(components: Components) -> list[CappedKey]:
    """Identifiers that so many records share that a look-up of one key would not use them."""
    found: list[CappedKey] = []
    for kind in KEY_KINDS:
        if kind.prefix in COMMON_KINDS:
            _, _, lengths = _runs(*keys_of(kind, components))
            found += _capped(kind, lengths[lengths > COMMON])
    return found


def _capped(kind: KeyKind, lengths: Ints) -> Iterator[CappedKey]:
    """Yield the keys of these many records, fewest first; those of as many are one value."""
    for records, times in zip(*distinct_counts(lengths), strict=True):
        yield from repeat(CappedKey(kind.prefix, int(records)), int(times))


class _Union:
    """Pairs of several kinds, each once: sorted whenever as many have come as there are."""

    def __init__(self) -> None:
        self._found: Ints = np.zeros(0, np.int64)
        self._fresh: list[Ints] = []

    def add(self, pairs: Ints) -> None:
        """Add pairs in any order."""
        self._fresh.append(pairs)
        if sum(map(len, self._fresh)) > len(self._found):
            self.all()

    def all(self) -> Ints:
        """Return all pairs, sorted."""
        if self._fresh:
            self._found = distinct(np.concatenate([self._found, *self._fresh]))
            self._fresh = []
        return self._found
