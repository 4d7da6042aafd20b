"""X55: Frames are joined, never broadcast."""

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import clientbook

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FILES = Path(clientbook.__file__).parent / "integrations" / "spark"


def _joins(file: Path) -> int:
    """Count what is joined in a file, texts apart."""
    return sum(map(_is_join, ast.walk(ast.parse(file.read_text("utf-8")))))


def _is_join(node: ast.AST) -> bool:
    """True for a call of `join` of something that is no literal text."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == "join" and not isinstance(node.func.value, ast.Constant)


def test_frames_are_joined_in_one_place() -> None:
    """X55: How Spark joins is chosen once."""
    assert {file.name for file in FILES.glob("*.py") if _joins(file)} == {"joins.py"}


@pytest.mark.spark
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("how", ["inner", "left"])
def test_a_small_side_is_not_sent_to_every_worker(
    spark: "SparkSession", capsys: pytest.CaptureFixture[str], how: str
) -> None:
    """X55: What is small in a file may be more than a driver's memory holds."""
    from clientbook.integrations.spark.joins import joined

    small = spark.createDataFrame([("a", 1)], "id string, n int")
    found = joined(spark.createDataFrame([("a",), ("b",)], "id string"), small, "id", how)
    found.explain()
    plan = capsys.readouterr().out
    assert "SortMergeJoin" in plan
    assert "Broadcast" not in plan
    assert found.count() == (1 if how == "inner" else 2)
