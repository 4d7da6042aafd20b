"""X51, X55: What is wrong with a list on Spark is said as in one process, and before any work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.integrations.spark.lists import make_list

from clientbook.convert import to_json
from clientbook.domain.settings import BookSettings
from clientbook.errors import CellTypeError, ClientbookError, InvalidValueError, WrongTypeError
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.matching import clusters as clusters_here
from clientbook.matching import find_pairs_report

pytest.importorskip("pyspark", reason="the extra spark is not installed")

from pyspark.sql import DataFrame, SparkSession

from clientbook.integrations.spark import clusters, find_pairs, prepare_import
from clientbook.integrations.spark.frames import kind_of

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

FR = BookSettings(default_region="FR")
TITLES = ["First name", "Mobile"]
MAPPING = suggest_mapping(Table.from_rows(TITLES, [["Ann", "0612345678"]]))
PEOPLE = {f"{n}": profile for n, profile in enumerate(make_list(60, seed=3).values())}
DOORS: dict[str, Callable[..., object]] = {
    "row": lambda frame, folder: prepare_import(frame, MAPPING, FR, folder=folder),
    "id": lambda frame, folder: find_pairs(frame, mapping=MAPPING, settings=FR, folder=folder),
}
"""Doors for a list with a column a field, by the column that tells its rows apart."""
EACH_DOOR = pytest.mark.parametrize("key", DOORS)


@pytest.fixture(scope="module")
def people(spark: SparkSession) -> DataFrame:
    """Give PEOPLE as a database keeps them: ids are numbers."""
    rows = [(int(uid), to_json(profile)) for uid, profile in PEOPLE.items()]
    return spark.createDataFrame(rows, "id long, profile string")


def listed(spark: SparkSession, key: str, *cells: str) -> DataFrame:
    """Return a list whose rows are numbered as those of a file, with cells in SQL."""
    rows = ", ".join(f"({n}, 'Ann', {cell})" for n, cell in enumerate(cells, start=2))
    return spark.sql(f"select * from values {rows} as t(`{key}`, `First name`, `Mobile`)")


@EACH_DOOR
def test_a_cell_that_nobody_can_show_is_told_with_row_and_column(
    spark: SparkSession, tmp_path: Path, key: str
) -> None:
    """X55: The very error of one process, from whatever worker; the others are blanks there too."""
    cells = {"double('nan')": float("nan"), "null": None, "double('-infinity')": -float("inf")}
    with pytest.raises(CellTypeError) as here:
        Table.from_rows(TITLES, [["Ann", cell] for cell in cells.values()])
    with pytest.raises(CellTypeError) as there:
        DOORS[key](listed(spark, key, *cells), str(tmp_path))
    assert str(there.value) == str(here.value).replace("row 4", f"{key} 4")


@EACH_DOOR
@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("array('0612345678')", "list"),
        ("struct('0612345678')", "struct"),
        ("map('a', 'b')", "map"),
        ("binary('0612345678')", "bytes"),
        ("interval 3 months", "interval of months"),
    ],
)
def test_a_column_of_lists_is_refused_by_its_type(
    spark: SparkSession, tmp_path: Path, key: str, cell: str, kind: str
) -> None:
    """X51: As one process refuses its first cell; nothing is read, nothing written."""
    with pytest.raises(CellTypeError, match=f"column B 'Mobile': a cell cannot hold a {kind}"):
        DOORS[key](listed(spark, key, cell), str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_ids_are_read_as_texts(spark: SparkSession, people: DataFrame, tmp_path: Path) -> None:
    """X55: Whole numbers name records as their texts do, also in pairs that are two persons.

    The list lies in many files of Parquet, which say of the order of rows nothing.
    """
    people.repartition(7).write.parquet(str(tmp_path / "list"))
    frame = spark.read.parquet(str(tmp_path / "list"))
    report = find_pairs_report(PEOPLE)
    found = find_pairs(frame, folder=str(tmp_path / "pairs"), most_pairs=60 * 59 // 2)
    here = {(p.left, p.right, p.match_weight) for p in report.pairs}
    assert len(here) > 3
    assert {tuple(row)[:3] for row in found.pairs.collect()} == here
    told = [(p.right, p.left) for p in report.pairs[::2]]
    apart = spark.createDataFrame([(int(a), int(b)) for a, b in told], "left int, right long")
    members: dict[str, list[str]] = {}
    for row in clusters(found, folder=str(tmp_path / "c"), cannot_link=apart).collect():
        members.setdefault(row["cluster"], []).append(row["id"])
    expected = clusters_here(report.pairs, cannot_link=told, profiles=PEOPLE, model=report.model)
    assert sorted(tuple(sorted(ids)) for ids in members.values()) == expected


@pytest.mark.parametrize("kind", ["double", "boolean", "binary", "timestamp", "decimal(9,2)"])
def test_other_ids_are_refused_by_their_type(
    spark: SparkSession, people: DataFrame, tmp_path: Path, kind: str
) -> None:
    """X51: By every door, before anything is read or written."""
    odd = people.selectExpr(f"cast(null as {kind}) as id", "profile")
    with pytest.raises(WrongTypeError, match=r"frame: .* texts or whole numbers in column 'id'"):
        find_pairs(odd, folder=str(tmp_path))
    for key, door in DOORS.items():
        rows = listed(spark, key, "'0612345678'")
        other = rows.selectExpr(f"cast(null as {kind}) as {key}", "`First name`", "Mobile")
        with pytest.raises(WrongTypeError, match=f"whole numbers in column '{key}'"):
            door(other, str(tmp_path))
    text = people.selectExpr("id", f"cast(null as {kind}) as profile")
    if kind != "binary":  # JSON in bytes is JSON
        with pytest.raises(WrongTypeError, match="JSON in column 'profile'"):
            find_pairs(text, folder=str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_whole_numbers_of_any_size_are_ids(spark: SparkSession) -> None:
    """X55: Databases keep them as decimals of no places too."""
    frame = spark.sql("select 1 a, 1bd b, cast(1 as decimal(38,0)) c, 1.5bd d, 'x' e")
    kinds = [kind_of(field.dataType) for field in frame.schema]
    assert kinds == ["int", "decimal of no places", "decimal of no places", "decimal", "string"]


@pytest.mark.parametrize("folder", ["file/here", "file", "nosuchsystem://jobs/may"])
def test_a_folder_that_cannot_be_written_is_refused_first(
    spark: SparkSession, tmp_path: Path, folder: str
) -> None:
    """X51: Before any work: rows that would fail are not looked at.  Spark's error is the cause."""
    (tmp_path / "file").write_text("something else")
    where = folder if ":" in folder else str(tmp_path / folder)
    for key, door in DOORS.items():
        failing = "string(raise_error('read')) as Mobile"
        rows = spark.range(2, 3).selectExpr(f"id as {key}", "'Ann' as `First name`", failing)
        with pytest.raises(InvalidValueError, match="folder: ") as told:
            door(rows, where)
        assert told.value.__cause__ is not None
    assert (tmp_path / "file").read_text() == "something else"


def test_wrong_calls_are_errors_of_clientbook(
    spark: SparkSession, people: DataFrame, tmp_path: Path
) -> None:
    """X51: No builtin error and none of Spark comes out of a door."""
    folder = str(tmp_path)
    prepared: Any = prepare_import(listed(spark, "row", "'06'"), MAPPING, FR, folder=folder)
    calls: list[Callable[[], object]] = [
        lambda: prepared.write(None, by=None),
        lambda: find_pairs(people, folder=folder, mapping=MAPPING),
        lambda: find_pairs(people.union(people.limit(1)), folder=f"{folder}/a"),
        lambda: find_pairs(
            people.selectExpr("cast(null as int) id", "profile"), folder=f"{folder}/b"
        ),
        lambda: find_pairs(people.selectExpr("id", "'[' profile"), folder=f"{folder}/c"),
    ]
    for call in calls:
        with pytest.raises(ClientbookError):
            call()
