"""Agreement patterns: packed, counted, and the same however a list is divided."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching.people import PROFILES

from clientbook.domain.profiles import Profile
from clientbook.matching import Frequencies, find_pairs_report, shipped_model
from clientbook.matching.lists.batch import BatchScorer
from clientbook.matching.lists.cell_counts import CellCounts, CountedCells, HeldCounts
from clientbook.matching.lists.columns import Columns, encode
from clientbook.matching.lists.learning import HOPELESS, learned
from clientbook.matching.lists.patterns import PatternCounts, PatternSpace, entries_of
from clientbook.matching.lists.weighing import Weigher
from clientbook.matching.pairs.frequencies import CLASSES, LEAST, class_of
from clientbook.matching.pairs.levels import LEVELS
from clientbook.matching.pairs.model import UNIT

LISTS = st.lists(PROFILES, min_size=3, max_size=12)
MANY_LABELS = tuple(("attribute", f"key{n:02}") for n in range(40))


def _all_pairs(size: int) -> np.ndarray:
    left, right = np.triu_indices(size, 1)
    return left * np.int64(size) + right


def _held(part: Columns, whole: Frequencies) -> HeldCounts:
    """Tell of the cells of a part how many persons of the whole list hold their values."""
    told = CountedCells(part)
    rows = np.concatenate([cells.rows.astype(np.int64) for cells in told.cells])
    texts = [text for cells in told.cells for text in told.texts(cells.kind, cells.codes)]
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    places = np.arange(len(rows)) - np.searchsorted(rows, rows)
    persons = np.array([whole.counts.get(texts[at], 1) for at in order.tolist()], np.int64)
    return HeldCounts(whole.size, rows, places, persons)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_larger_count_is_of_no_lesser_class(a: int, b: int) -> None:
    """Classes keep the order of counts, and a typical count is of its own class."""
    assert (class_of(min(a, b))) <= class_of(max(a, b))
    assert LEAST[class_of(a)] <= a
    assert [class_of(count) for count in CLASSES] == list(range(len(CLASSES)))


@pytest.mark.parametrize("labels", [(), MANY_LABELS], ids=["plain", "many labels"])
def test_packing_loses_nothing(labels: tuple[tuple[str, str], ...]) -> None:
    """A pattern is what its code unpacks to, in one whole number where there are few fields."""
    space = PatternSpace(labels)
    rng = np.random.default_rng(3)
    columns = [rng.integers(0, len(entries_of(field)), 500) for field in space.fields]
    entries = np.stack(columns, 1).astype(np.int16)
    blank = space.blank(500)
    for field, rows in (("address", slice(0, 250)), ("site", slice(250, 500))):  # one of the two
        column = space.fields.index(field)
        entries[rows, column] = blank[rows, column]
    codes = space.pack(entries)
    assert (space.unpack(codes) == entries).all()
    assert len(np.unique(codes, axis=0)) == len(np.unique(entries, axis=0))
    assert space.width == (1 if not labels else codes.shape[1])


@pytest.mark.parametrize("field", sorted(LEVELS))
def test_every_level_has_its_entries(field: str) -> None:
    """Entries tell each level, with or without a kind of value, from every other."""
    entries = entries_of(field)
    rows = set(zip(entries.levels.tolist(), entries.kinds, entries.classes.tolist(), strict=True))
    assert len(rows) == len(entries)
    assert {level for level, _, _ in rows} == set(range(len(LEVELS[field])))


@settings(max_examples=40, deadline=None)
@given(LISTS, st.randoms(use_true_random=False))
def test_a_list_in_parts_teaches_what_the_whole_list_does(
    profiles: list[Profile], rng: random.Random
) -> None:
    """Counts summed over any split of the pairs, each part read by itself, give equal bits."""
    book = {f"{n:02}": profile for n, profile in enumerate(profiles)}
    columns = encode(book.items())
    model, size = shipped_model(), len(book)
    whole = BatchScorer(columns)
    space, codes = whole.space, whole.codes(_all_pairs(size))

    keys = list(combinations(sorted(book), 2))
    rng.shuffle(keys)
    parts = [keys[at::3] for at in range(3)]
    frequencies = Frequencies.of(profiles)
    weigher = Weigher(space, model, size)
    summed = PatternCounts(np.zeros((0, space.width), np.int64), np.zeros(0, np.int64))
    again = dict[tuple[str, str], int]()
    for part in parts:
        some = encode((uid, book[uid]) for uid in {uid for pair in part for uid in pair})
        at = {uid: row for row, uid in enumerate(some.ids)}
        pairs = np.array([at[a] * len(some) + at[b] for a, b in part], np.int64)
        counts = CellCounts(some, _held(some, frequencies))
        found = BatchScorer(some, counts, space).codes(pairs)
        units = weigher.score(found)
        again |= dict(zip(part, units.tolist(), strict=True))
        summed += PatternCounts.of(found[units >= HOPELESS * UNIT])

    once = PatternCounts.of(codes[weigher.score(codes) >= HOPELESS * UNIT])
    assert summed.codes.tolist() == once.codes.tolist()
    assert summed.counts.tolist() == once.counts.tolist()
    taught = learned(summed, space, model, size)
    assert taught == learned(once, space, model, size)
    assert taught == find_pairs_report(book).model
    expected = dict(zip(combinations(sorted(book), 2), weigher.score(codes).tolist(), strict=True))
    assert again == expected


@settings(max_examples=30, deadline=None)
@given(LISTS, st.floats(0.002, 0.99))
def test_the_threshold_asked_moves_no_weight(profiles: list[Profile], threshold: float) -> None:
    """A list teaches the same and a pair weighs the same, whatever the threshold."""
    book = {f"{n:02}": profile for n, profile in enumerate(profiles)}
    every, many, some = (find_pairs_report(book, threshold=t) for t in (0.0, 0.002, threshold))
    assert some.model == many.model == every.model
    weights = {(p.left, p.right): p.match_weight for p in every.pairs}
    assert all(weights[p.left, p.right] == p.match_weight for p in some.pairs)
    assert list(some.pairs) == [p for p in many.pairs if p.match_probability >= threshold]
