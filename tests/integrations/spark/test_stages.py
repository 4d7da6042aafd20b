"""X55: Stages lie in a folder with a name, and tell one list from another."""

from pathlib import Path
from typing import Any

import pytest

from clientbook.convert import to_json
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError, WrongTypeError
from clientbook.importing.mapping import Mapping
from clientbook.matching import find_pairs_report

pytest.importorskip("pyspark", reason="the extra spark is not installed")

from pyspark.sql import DataFrame, SparkSession

from clientbook.integrations.spark import find_pairs, prepare_import
from clientbook.integrations.spark.stages import check_folder, checksum

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def frame(spark: SparkSession) -> DataFrame:
    """Give a list of one."""
    return spark.createDataFrame([("a", to_json(Profile(company="Lee")))], ["id", "profile"])


@pytest.mark.parametrize("folder", ["", "  ", "/", " // ", "file:///", "s3a://", "hdfs:"])
def test_a_folder_has_a_name(frame: DataFrame, folder: str) -> None:
    """X51: Stages with personal data never lie in the root of a file system."""
    with pytest.raises(InvalidValueError, match="folder"):
        find_pairs(frame, folder=folder)
    with pytest.raises(InvalidValueError, match="folder"):
        prepare_import(frame, Mapping(()), BookSettings(), folder=folder)


def test_other_folders_are_taken(tmp_path: Path) -> None:
    """X55: Relative ones, absolute ones, and buckets."""
    for folder in (".", "jobs", str(tmp_path), f"{tmp_path}/", "s3a://jobs", "s3a://jobs/may/"):
        check_folder(folder)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"frame": [("a", "{}")]}, WrongTypeError),
        ({"folder": None}, WrongTypeError),
        ({"most_pairs": -1}, InvalidValueError),
        ({"most_pairs": "9"}, WrongTypeError),
        ({"shared": "p:+33612345678"}, WrongTypeError),
    ],
    ids=repr,
)
def test_what_find_pairs_cannot_use_is_refused(
    frame: DataFrame, tmp_path: Path, options: dict[str, Any], error: type[Exception]
) -> None:
    """X51: At once and by name, before anything is written."""
    with pytest.raises(error, match=next(iter(options))):
        find_pairs(**{"frame": frame, "folder": str(tmp_path), **options})
    for column in frame.columns:
        with pytest.raises(InvalidValueError, match=f"frame.*{column!r}"):
            find_pairs(frame.drop(column), folder=str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_a_value_in_the_column_beside_is_another_list(spark: SparkSession) -> None:
    """X55: Also where the other cell is empty; the order of rows does not count."""
    kinds = "key long, mobile string, landline string"
    rows = [(1, "0612345678", None), (2, "0612345679", None)]
    one = checksum(spark.createDataFrame(rows, kinds))
    assert one == checksum(spark.createDataFrame(rows[::-1], kinds))
    moved = [(1, None, "0612345678"), rows[1]]
    assert one != checksum(spark.createDataFrame(moved, kinds))


def test_a_number_of_many_is_told_in_a_small_list(spark: SparkSession, tmp_path: Path) -> None:
    """X55: Though every pair is compared, the same identifiers are too common as in one process."""
    few, many = (PhoneNumber(f"+3361234567{n}") for n in (1, 2))
    some = {
        f"c{n:03}": Profile(
            name=PersonName(f"Q{n}", f"Z{n}x"), phones=(few, many) if n < 51 else (many,)
        )
        for n in range(60)
    }
    rows = [(uid, to_json(profile)) for uid, profile in some.items()]
    found = find_pairs(
        spark.createDataFrame(rows, "id string, profile string"), folder=str(tmp_path), adapt=False
    )
    assert [key.records for key in found.capped] == [51, 60]
    assert found.capped == find_pairs_report(some).capped
