"""X55: What a record is carried as is what a list knows of it, however often it is carried."""

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyspark", reason="the extra spark is not installed")

import pyarrow as pa
from tests.integrations.spark.lists import make_list

from clientbook.convert import to_json
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import identity_keys
from clientbook.integrations.spark.encoded import ENCODED, ENCODED_TYPE, columns_from
from clientbook.integrations.spark.records import read_records
from clientbook.matching.keys import match_keys
from clientbook.matching.lists.columns import Columns, encode
from clientbook.matching.pairs.features import features
from clientbook.matching.pairs.frequencies import counted_values, mark_of
from clientbook.testing.strategies import profiles

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

Shared = Collection[str]

ODD = (
    Profile(name=PersonName("Anna", "Roy", nickname="Nan", maiden="Berg")),
    Profile(name=PersonName(full="Mill Lane Bakery Ltd"), birthday=PartialDate(1984, 2)),
    Profile(company="Roy & Fils S.A.R.L."),
    Profile(),
    *list(make_list(40, seed=3).values()),
)


def read(people: list[Profile], shared: Shared = frozenset()) -> pa.Table:
    """Return what a worker says of profiles, which come in two batches."""
    table = pa.table(
        {"id": [f"{n:03}" for n in range(len(people))], "profile": people_json(people)}
    )
    batches = table.to_batches(max_chunksize=max(1, len(people) * 2 // 3))
    return pa.Table.from_batches(list(read_records(iter(batches), shared)))


def people_json(people: list[Profile]) -> pa.Array:
    """Return profiles as their keeper has them."""
    return pa.array([to_json(profile) for profile in people], pa.string())


def carried(records: pa.Table, shared: Shared) -> Columns:
    """Return the records in columns as a worker that compares them has them."""
    return columns_from(records["id"].to_pylist(), records["encoded"].combine_chunks(), shared)


def known(columns: Columns) -> list[object]:
    """Return all that comparisons read of each record, whatever codes stand for it."""
    flats = {name: at.tolist() for name, (at, _) in columns.flats.items() if name != "identifier"}
    features = [columns.features(row) for row in range(len(columns))]
    special = columns.is_special.tolist()
    tables = [columns.phones, columns.mobiles, columns.sevens, columns.dates, columns.order]
    return [columns.ids, features, flats, columns.labels(), special, *(t.tolist() for t in tables)]


@settings(deadline=None, max_examples=40)
@given(st.lists(profiles(), max_size=4))
def test_a_record_that_was_carried_is_the_record(people: list[Profile]) -> None:
    """X55: Columns made of what workers hand on are those of the profiles themselves."""
    people = [*people, *ODD]
    some = frozenset(sorted(set().union(*map(identity_keys, people)))[::3])
    for shared in (frozenset[str](), some):
        records = read(people, shared)
        plain = encode(zip(records["id"].to_pylist(), people, strict=True), shared=shared)
        assert known(carried(records, shared)) == known(plain)


@settings(deadline=None, max_examples=40)
@given(st.lists(profiles(), max_size=4))
def test_the_values_of_a_list_are_those_of_each_record(people: list[Profile]) -> None:
    """X55: What is counted in columns, and by what holders differ, is what one record says."""
    people = [*people, *ODD]
    records = read(people)
    alone = [features(profile) for profile in people]
    counted = [
        sorted(v for v in set(counted_values(record)) if v not in ("s: ", "z:", "t:"))
        for record in alone
    ]
    held = [[v for v in values if v != "s: "] for values in records["values"].to_pylist()]
    assert [sorted(values) for values in held] == counted
    assert records["mark"].to_pylist() == [mark_of(record) for record in alone]
    for values, asked in zip(
        records["values"].to_pylist(), records["asked"].to_pylist(), strict=True
    ):
        assert set(values) <= set(asked)


@settings(deadline=None, max_examples=40)
@given(st.lists(profiles(), max_size=4))
def test_keys_made_at_once_are_those_of_each_record(people: list[Profile]) -> None:
    """X55: A record has the match keys that a store's index has of it, each once."""
    people = [*people, *ODD]
    some = frozenset(sorted(set().union(*map(identity_keys, people)))[::3])
    for shared in (frozenset[str](), some):
        found = [sorted(keys) for keys in read(people, shared)["keys"].to_pylist()]
        assert found == [sorted(match_keys(profile, shared=shared)) for profile in people]


def test_spark_and_arrow_name_the_same_columns() -> None:
    """X55: A worker says what Spark was told that it would."""
    from pyspark.sql.pandas.types import from_arrow_type

    assert from_arrow_type(ENCODED_TYPE).simpleString() == ENCODED
