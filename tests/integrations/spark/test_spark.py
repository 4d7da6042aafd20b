"""X55: Spark finds the pairs and clusters that one process finds."""

import doctest
import shutil
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest
from tests.docs.pages import blocks
from tests.integrations.spark.lists import make_list

from clientbook.convert import to_json
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError, PlanError
from clientbook.matching import clusters as clusters_here
from clientbook.matching import find_pairs_report

pytest.importorskip("pyspark", reason="the extra spark is not installed")

from pyspark.sql import DataFrame, SparkSession

from clientbook.integrations.spark import SparkPairs, clusters, find_pairs

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

LIST = make_list(1_900, seed=7)
"""More than are compared without keys."""


def frame_of(
    spark: SparkSession, profiles: Mapping[str, Profile], partitions: int = 3
) -> DataFrame:
    """Return a list as its keeper has it, in partitions."""
    rows = [(uid, to_json(profile)) for uid, profile in profiles.items()]
    return spark.createDataFrame(rows, "id string, profile string").repartition(partitions)


def pairs_of(found: SparkPairs) -> list[tuple[str, str, float, float]]:
    """Return the pairs found, as one process orders them."""
    rows = [tuple(row) for row in found.pairs.collect()]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def clusters_in(frame: DataFrame) -> list[tuple[str, ...]]:
    """Return clusters as one process returns them."""
    members: dict[str, list[str]] = {}
    for row in frame.collect():
        members.setdefault(row["cluster"], []).append(row["id"])
    return sorted(tuple(sorted(ids)) for ids in members.values())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder in which `found` keeps its stages."""
    return tmp_path_factory.mktemp("pairs")


@pytest.fixture(scope="module")
def found(spark: SparkSession, kept: Path) -> SparkPairs:
    """Give the pairs of LIST."""
    return find_pairs(frame_of(spark, LIST), folder=str(kept))


def run_until(stage: str, kept: Path, folder: Path) -> str:
    """Make of a run that is done one that was cut off while it wrote a stage."""
    shutil.copytree(kept, folder)
    stages = ("records", "keys", "weighed", "pairs")
    for name in stages[stages.index(stage) :]:
        shutil.rmtree(folder / f"{name}.done")
    for name in stages[stages.index(stage) + 1 :]:
        shutil.rmtree(folder / name)
    return str(folder)


def test_pairs_and_weights_are_those_of_one_process(found: SparkPairs) -> None:
    """X55: The same pairs, each weight bit for bit, the same model and the same capped keys."""
    report = find_pairs_report(LIST)
    here = [(p.left, p.right, p.match_weight, p.match_probability) for p in report.pairs]
    assert len(here) > 100
    assert pairs_of(found) == here
    assert found.model == report.model
    assert sorted(found.capped, key=repr) == sorted(report.capped, key=repr)
    assert found.size == len(LIST)


@pytest.mark.long
def test_two_hundred_thousand_records_are_those_of_one_process(
    spark: SparkSession, tmp_path: Path
) -> None:
    """X55: Nothing of it depends on the size: caps, counts, what the list teaches, weights."""
    usual = {
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "10000",
    }
    before = {name: spark.conf.get(name) for name in usual}
    for name, value in usual.items():
        spark.conf.set(name, value)
    try:
        large = make_list(200_000, seed=9)
        frame = frame_of(spark, large, partitions=8)  # three would leave a core idle for a third
        found = find_pairs(frame, folder=str(tmp_path))
        report = find_pairs_report(large)
        here = [(p.left, p.right, p.match_weight, p.match_probability) for p in report.pairs]
        assert len(here) > 10_000
        assert pairs_of(found) == here
        assert found.model == report.model
    finally:
        for name, value in before.items():
            spark.conf.set(name, value or "")


def test_clusters_are_those_of_one_process(
    spark: SparkSession, found: SparkPairs, tmp_path: Path
) -> None:
    """X55: The same clusters, with pairs that are two persons and without.

    A folder is of one list of pairs and of one ``cannot_link``, whose order does not count; with
    others it is refused, never answered with what lies there.
    """
    report = find_pairs_report(LIST)
    here = clusters_here(report.pairs, profiles=LIST, model=report.model)
    assert any(len(ids) > 2 for ids in here)
    assert clusters_in(clusters(found, folder=str(tmp_path / "plain"))) == here
    told = [(p.left, p.right) for p in report.pairs[::3]]
    apart = clusters_here(report.pairs, cannot_link=told, profiles=LIST, model=report.model)
    cannot = spark.createDataFrame(told, "left string, right string")
    assert clusters_in(clusters(found, folder=str(tmp_path / "apart"), cannot_link=cannot)) == apart
    turned = cannot.select("right", "left").toDF("left", "right").union(cannot.limit(1))
    again = clusters(found, folder=str(tmp_path / "apart"), cannot_link=turned, most_members=1_000)
    assert clusters_in(again) == apart
    fewer = attrs.evolve(found, pairs=found.pairs.limit(9))
    others = attrs.evolve(found, records=found.records.limit(9))
    for one, forbidden in ((found, cannot), (fewer, None), (others, None)):
        with pytest.raises(PlanError, match="another list"):
            clusters(one, folder=str(tmp_path / "plain"), cannot_link=forbidden)


@pytest.mark.parametrize(
    "options", [{"adapt": False}, {"threshold": 0.9}, {"threshold": 0.001}], ids=repr
)
def test_a_small_list_and_other_options(
    spark: SparkSession, tmp_path: Path, options: dict[str, float]
) -> None:
    """X55: A list so small that every pair is compared, at any threshold, learned from or not."""
    some = dict(list(LIST.items())[:260])
    report = find_pairs_report(some, **options)  # type: ignore[arg-type]
    found = find_pairs(frame_of(spark, some), folder=str(tmp_path), **options)  # type: ignore[arg-type]
    here = [(p.left, p.right, p.match_weight, p.match_probability) for p in report.pairs]
    assert pairs_of(found) == here


def test_names_in_one_anothers_place_ask_how_many_hold_them_there(
    spark: SparkSession, tmp_path: Path
) -> None:
    """X55: What counts is how many hold a name as the part it is compared as, not as it stands."""
    names = [("Jolwick", "Susan"), ("Susan", "Joliwck"), ("Ann", "Jolwick"), ("Eve", "Jolwick")]
    some = {
        f"{n}": Profile(name=PersonName(*name), phones=(PhoneNumber(f"+3361234567{n // 2}"),))
        for n, name in enumerate(names)
    }
    found = find_pairs(frame_of(spark, some), folder=str(tmp_path), threshold=0.0)
    report = find_pairs_report(some, threshold=0.0)
    here = [(p.left, p.right, p.match_weight, p.match_probability) for p in report.pairs]
    assert pairs_of(found) == here


def files_of(folder: Path) -> set[str]:
    """Return the names of the files of a stage; Spark gives each write new ones."""
    return {path.name for path in folder.glob("*.parquet")}


def test_a_run_that_was_cut_off_goes_on(
    spark: SparkSession, found: SparkPairs, kept: Path, tmp_path: Path
) -> None:
    """X55: Finished stages stand; one without its mark is made again, and so is what follows."""
    folder = run_until("weighed", kept, tmp_path / "run")
    half = files_of(tmp_path / "run" / "weighed")
    again = find_pairs(frame_of(spark, LIST), folder=folder)
    assert pairs_of(again) == pairs_of(found)
    for stage in ("records", "keys"):
        assert files_of(tmp_path / "run" / stage) == files_of(kept / stage)
    assert half
    assert not files_of(tmp_path / "run" / "weighed") & half


@pytest.mark.usefixtures("found")
def test_a_folder_holds_one_list(spark: SparkSession, kept: Path) -> None:
    """X55: The stages of another list, or of other settings, are not taken for this one's."""
    with pytest.raises(PlanError, match="another list"):
        find_pairs(frame_of(spark, LIST), folder=str(kept), adapt=False)
    fewer = dict(list(LIST.items())[1:])
    with pytest.raises(PlanError, match="another list"):
        find_pairs(frame_of(spark, fewer), folder=str(kept))


@pytest.mark.usefixtures("found")
def test_a_budget_refuses_before_anything_is_compared(
    spark: SparkSession, kept: Path, tmp_path: Path
) -> None:
    """X55: More pairs than allowed are refused, with their number, before one is made."""
    folder = run_until("keys", kept, tmp_path / "run")
    with pytest.raises(PlanError, match="more than the 10 allowed"):
        find_pairs(frame_of(spark, LIST), folder=folder, most_pairs=10)
    assert (tmp_path / "run" / "keys.done").exists()
    assert not (tmp_path / "run" / "weighed").exists()


def test_an_id_comes_once(spark: SparkSession, tmp_path: Path) -> None:
    """X55: A list that names two profiles alike is refused, and says which name."""
    some = frame_of(spark, dict(list(LIST.items())[:5]))
    double = min(LIST)
    assert double in list(LIST)[:5]
    with pytest.raises(InvalidValueError, match=f"an id comes twice, such as {double}; 1 rows"):
        find_pairs(some.union(some.where(f"id = '{double}'")), folder=str(tmp_path))


def test_each_profile_has_an_id(spark: SparkSession, tmp_path: Path) -> None:
    """X55: One without is refused before it is lost among the others."""
    some = frame_of(spark, dict(list(LIST.items())[:3]))
    nobody = some.limit(1).selectExpr("cast(null as string) id", "profile")
    with pytest.raises(InvalidValueError, match="1 have no id"):
        find_pairs(some.union(nobody), folder=str(tmp_path))


@pytest.mark.parametrize("text", ['{"name": ', '{"nome": 1}', "[]", None])
def test_a_profile_that_cannot_be_read_is_named(
    spark: SparkSession, tmp_path: Path, text: str | None
) -> None:
    """X55: What a worker met is told as in one process, without what stands in the list."""
    frame = spark.createDataFrame([("a7", text)], "id string, profile string")
    with pytest.raises(InvalidValueError, match=r"^profile of id a7: ") as told:
        find_pairs(frame, folder=str(tmp_path))
    assert "nome" not in str(told.value) or text == '{"nome": 1}'
    assert "Traceback" not in str(told.value)


def test_what_somebody_has_deleted_of_a_folder_is_made_again(
    spark: SparkSession, found: SparkPairs, kept: Path, tmp_path: Path
) -> None:
    """X55: A result without its files is none, whatever its mark says."""
    folder = tmp_path / "run"
    shutil.copytree(kept, folder)
    shutil.rmtree(folder / "pairs")
    for part in (folder / "records").glob("*"):
        part.unlink()
    assert pairs_of(find_pairs(frame_of(spark, LIST), folder=str(folder))) == pairs_of(found)


@pytest.mark.usefixtures("found")
def test_marks_of_another_list_are_no_marks_of_this_one(
    spark: SparkSession, kept: Path, tmp_path: Path
) -> None:
    """X55: Also where the file that names the folder's list is gone."""
    folder = tmp_path / "run"
    shutil.copytree(kept, folder)
    shutil.rmtree(folder / "fingerprint")
    others = {f"other {uid}": profile for uid, profile in list(LIST.items())[:40]}
    again = find_pairs(frame_of(spark, others), folder=str(folder))
    assert {uid for pair in pairs_of(again) for uid in pair[:2]} <= others.keys()
    assert again.size == len(others)


def test_a_part_too_large_for_a_worker_is_refused(found: SparkPairs, tmp_path: Path) -> None:
    """X55: What hangs together by links is bounded; the refusal says how much and what to do."""
    with pytest.raises(PlanError, match="hang together"):
        clusters(found, folder=str(tmp_path), most_members=1)


PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "find-duplicates-on-spark.md"


def test_the_page_runs(spark: SparkSession, tmp_path: Path) -> None:
    """X55: The page runs from top to bottom and shows what is so."""
    namespace = {"spark": spark, "folder": str(tmp_path)}
    shown = 0
    for block in blocks(PAGE.read_text("utf-8")):
        if "spark" in block.flags and block.language == "python":
            exec(block.code, namespace)
        elif "spark" in block.flags:
            runner = doctest.DocTestRunner(verbose=False)
            example = doctest.DocTestParser().get_doctest(
                block.code, namespace, PAGE.name, str(PAGE), block.line
            )
            assert runner.run(example, clear_globs=False).failed == 0
            shown += len(example.examples)
            namespace.update(example.globs)
    assert shown > 15
