"""X51: What clusters on Spark are asked with."""

from pathlib import Path
from typing import Any

import pytest

from clientbook.errors import InvalidValueError, WrongTypeError
from clientbook.matching.pairs.model import shipped_model

pytest.importorskip("pyspark", reason="the extra spark is not installed")

from pyspark.sql import SparkSession

from clientbook.integrations.spark import SparkPairs, clusters

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def found(spark: SparkSession) -> SparkPairs:
    """Give a link between two records."""
    pairs = spark.sql("select 'a' left, 'b' right, 9.0d match_weight, 0.99d match_probability")
    records = spark.sql("select explode(array('a', 'b')) id, '{}' profile")
    return SparkPairs(pairs, records, (), 2, shipped_model())


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"folder": ""}, InvalidValueError),
        ({"folder": None}, WrongTypeError),
        ({"most_members": 0}, InvalidValueError),
        ({"most_members": "9"}, WrongTypeError),
        ({"cannot_link": [("a", "b")]}, WrongTypeError),
    ],
    ids=repr,
)
def test_what_clusters_cannot_use_is_refused(
    found: SparkPairs, tmp_path: Path, options: dict[str, Any], error: type[Exception]
) -> None:
    """X51: At once and by name, before anything is written."""
    with pytest.raises(error, match=next(iter(options))):
        clusters(found, **{"folder": str(tmp_path), **options})
    for pair in ("'a', string(null)", "string(null), 'a'", "null, null"):
        lacking = found.pairs.sparkSession.sql(f"select * from values ({pair}) as t(left, right)")
        with pytest.raises(InvalidValueError, match=r"cannot_link: .* 1 pairs lack an id"):
            clusters(found, folder=str(tmp_path), cannot_link=lacking)
    with pytest.raises(InvalidValueError, match="'right'"):
        clusters(found, folder=str(tmp_path), cannot_link=found.pairs.select("left"))
    assert not list(tmp_path.iterdir())
