"""What an encoder took goes into another one, portion by portion, and nothing is lost."""

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching.people import PROFILES

from clientbook.domain.profiles import Profile
from clientbook.matching import shipped_model
from clientbook.matching.lists import batch, processes
from clientbook.matching.lists.blocks import candidate_pairs
from clientbook.matching.lists.columns import Columns, columns_of
from clientbook.matching.lists.encoding import Encoder
from clientbook.matching.lists.likely import Found, Ranges
from clientbook.matching.lists.pairs import pairs_among
from clientbook.matching.lists.portions import PortionTaker, put_portion

PEOPLE = st.lists(PROFILES, min_size=3, max_size=12)


def _encoder(people: list[Profile]) -> Encoder:
    encoder = Encoder()
    _add(encoder, people)
    return encoder


def _add(encoder: Encoder, people: list[Profile]) -> None:
    for number, profile in enumerate(people, start=len(encoder.ids)):
        encoder.add(f"{number:03}", profile)


def _taken_up(people: list[Profile], cut: int, every: int) -> Encoder:
    """Return an encoder that goes on where another one was stopped."""
    stopped, again = Encoder(), Encoder()
    taker = PortionTaker(stopped)
    for start in range(0, cut, every):
        _add(stopped, people[start : min(start + every, cut)])
        portion = taker.take()
        put_portion(again, portion, {row: stopped.special[row] for row in portion.special})
    _add(again, people[cut:])
    return again


def _same(a: Columns, b: Columns) -> bool:
    return all(
        np.array_equal(getattr(a, field.name), getattr(b, field.name))
        for field in attrs.fields(Columns)
        if field.name not in ("encoder", "flats")
    ) and all(
        np.array_equal(one, two)
        for name in a.flats
        for one, two in zip(a.flats[name], b.flats[name], strict=True)
    )


@settings(max_examples=40)
@given(PEOPLE, st.integers(0, 12), st.integers(1, 5))
def test_portions_make_the_columns_of_the_whole(
    people: list[Profile], cut: int, every: int
) -> None:
    """Wherever a list is cut, columns, labels and features of each record are the whole's."""
    whole = columns_of(_encoder(people))
    again = columns_of(_taken_up(people, min(cut, len(people)), every))
    assert _same(whole, again)
    assert whole.labels() == again.labels()
    rows = range(len(whole))
    assert [whole.features(n) for n in rows] == [again.features(n) for n in rows]


@settings(max_examples=20)
@given(PEOPLE, st.data())
def test_ranges_compared_before_are_not_compared_again(
    people: list[Profile], data: st.DataObject
) -> None:
    """Whatever was compared before, pairs, weights and model are those of one go."""
    columns = columns_of(_encoder(people))
    pairs, _ = candidate_pairs(columns)
    model = shipped_model()
    whole = pairs_among(columns, pairs, model=model)
    kept: list[Found] = []
    rest: list[Found] = []
    with pytest.MonkeyPatch.context() as patch:
        for module in (batch, processes):
            patch.setattr(module, "CHUNK", 9)
        assert pairs_among(columns, pairs, model=model, ranges=Ranges((), kept.append)) == whole
        assert len(kept) == -(-len(pairs) // 9)
        before = kept[: data.draw(st.integers(0, len(kept)))]
        ranges = Ranges(before, rest.append)
        assert pairs_among(columns, pairs, model=model, ranges=ranges) == whole
    assert len(rest) == len(kept) - len(before)
