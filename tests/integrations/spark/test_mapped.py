"""X55: A list with a column a field is matched as its profiles would be."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.integrations.spark.lists import make_list

from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings
from clientbook.errors import (
    CellTypeError,
    MappingError,
    UndecidedColumnError,
    WrongTypeError,
)
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.validation import read_profiles
from clientbook.matching import find_pairs_report

pytest.importorskip("pyspark", reason="the extra spark is not installed")

from pyspark.sql import DataFrame, SparkSession

from clientbook.integrations.spark import find_pairs

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

FR = BookSettings(default_region="FR")
TODAY = date(2026, 3, 1)


def columns_of(profile: Profile) -> dict[str, str]:
    """Return a profile as a till exports it, with what it cannot read kept beside."""
    name, born = profile.name, profile.birthday
    home = profile.addresses[0] if profile.addresses else None
    return {
        "First name": (name and name.given) or "",
        "Last name": (name and name.family) or "",
        "Mobile": profile.phones[0].e164.replace("+33", "0") if profile.phones else "06 call her",
        "Email": profile.emails[0].address if profile.emails else "",
        "Birthday": f"{born.day:02}/{born.month:02}/{(born.year or 0) % 100:02}" if born else "",
        "Street": (home and home.street) or "",
        "Postcode": (home and home.postcode) or "",
        "City": (home and home.locality) or "",
    }


ROWS = [columns_of(profile) for profile in make_list(1_700, seed=11).values()]
TABLE = Table.from_records(ROWS)
MAPPING = suggest_mapping(TABLE).skip_undecided()


def frame_of(spark: SparkSession, rows: list[dict[str, str]]) -> DataFrame:
    """Return rows with ids as their keeper has them, columns in another order."""
    titles = sorted(rows[0])
    held = [(number, *(row[title] for title in titles)) for number, row in enumerate(rows, start=2)]
    frame = spark.createDataFrame(held, ["id", *titles])
    return frame.repartition(3)


def pairs_of(profiles: Mapping[str, Profile]) -> set[tuple[str, str, float]]:
    """Return the pairs one process finds."""
    report = find_pairs_report(profiles)
    return {(p.left, p.right, p.match_weight) for p in report.pairs}


def test_a_mapped_list_gives_the_pairs_of_its_profiles(spark: SparkSession, tmp_path: Path) -> None:
    """X55: Columns are read by the one function; the order of dates is decided from all rows."""
    here = pairs_of(dict(read_profiles(TABLE, MAPPING, FR, today=TODAY)))
    assert len(here) > 100
    rows = [*ROWS, dict.fromkeys(ROWS[0], "")]
    found = find_pairs(
        frame_of(spark, rows), folder=str(tmp_path), mapping=MAPPING, settings=FR, today=TODAY
    )
    assert {tuple(row)[:3] for row in found.pairs.collect()} == here
    assert found.size == len(ROWS)


def test_a_mapping_says_of_each_column_what_it_means(spark: SparkSession, tmp_path: Path) -> None:
    """X55: Columns it does not name, undecided ones and lists are refused before anything runs."""
    frame, folder = frame_of(spark, ROWS[:5]), str(tmp_path)
    with pytest.raises(MappingError, match="other columns"):
        find_pairs(frame.drop("City"), folder=folder, mapping=MAPPING, settings=FR)
    with pytest.raises(MappingError, match="other columns"):
        find_pairs(frame.drop("id"), folder=folder, mapping=MAPPING, settings=FR)
    undecided = MAPPING.with_column(MAPPING.index_of("City"), target=None)
    with pytest.raises(UndecidedColumnError):
        find_pairs(frame, folder=folder, mapping=undecided, settings=FR)
    with pytest.raises(WrongTypeError, match="settings"):
        find_pairs(frame, folder=folder, mapping=MAPPING)
    lists = frame.selectExpr("* except (City)", "array(City) as City")
    with pytest.raises(CellTypeError, match="column H 'City'"):
        find_pairs(lists, folder=folder, mapping=MAPPING, settings=FR)
    assert not list(tmp_path.iterdir())
