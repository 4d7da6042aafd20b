"""Distances of coded texts in bulk are those of the texts one by one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler

from clientbook.matching.lists.texts import TextTable
from clientbook.matching.pairs.contact_comparisons import same_words

# Few letters, so that texts are near one another; letters that fall on one bit, and wide ones.
TEXTS = st.lists(st.text("abcABé%0\N{GRINNING FACE}", max_size=9), min_size=1, unique=True)


def _pairs(count: int) -> tuple[np.ndarray, np.ndarray]:
    a, b = zip(*product(range(count), repeat=2), strict=True)
    return np.array(a), np.array(b)


@pytest.mark.parametrize("limit", [1, 2])
@given(texts=TEXTS)
@example(texts=["", "a", "ab", "ba"])
def test_distances_are_those_of_the_texts(limit: int, texts: list[str]) -> None:
    """M7: whatever is ruled out by its letters is farther than the limit."""
    a, b = _pairs(len(texts))
    found = TextTable(texts).distances(a, b, limit)
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    expected = [OSA.distance(texts[x], texts[y], score_cutoff=limit) for x, y in pairs]
    assert found.tolist() == expected


@given(texts=TEXTS)
def test_what_is_ruled_out_is_not_alike(texts: list[str]) -> None:
    """M7: a pair of words that is as similar as 0.9 is never ruled out by its letters."""
    texts = [text for text in texts if text] or ["a"]
    a, b = _pairs(len(texts))
    may = TextTable(texts).may_be_alike(a, b)
    for x, y, possible in zip(a.tolist(), b.tolist(), may.tolist(), strict=True):
        assert possible or JaroWinkler.similarity(texts[x], texts[y]) < 0.9


def test_no_texts_have_no_distances() -> None:
    """M7: a list that holds no value of a kind has pairs all the same."""
    none = np.zeros(0, np.int64)
    assert TextTable(()).distances(none, none, 2).tolist() == []


@given(st.lists(st.text("abcdé ", min_size=1, max_size=20), min_size=1, unique=True))
@example(["abcd acbcd", "acbcd", "dddd abcd aa"])
def test_words_within_others_are_not_ruled_out(texts: list[str]) -> None:
    """M7: a street whose words are among those of another is never ruled out by its letters."""
    a, b = _pairs(len(texts))
    may = TextTable(texts).may_be_within(a, b)
    for x, y, possible in zip(a.tolist(), b.tolist(), may.tolist(), strict=True):
        assert possible or not same_words(texts[x], texts[y])


@given(texts=TEXTS)
def test_a_text_cut_from_another_is_not_ruled_out(texts: list[str]) -> None:
    """M7: a name that begins another holds no letter that the longer one has not."""
    a, b = _pairs(len(texts))
    may = TextTable(texts).may_shorten(a, b)
    for x, y, possible in zip(a.tolist(), b.tolist(), may.tolist(), strict=True):
        assert possible or not texts[x].startswith(texts[y])
