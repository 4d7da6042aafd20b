"""X51: Pairs and clusters through Spark Connect, whose client asks a server and has no Java."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytest.importorskip("grpc_status", reason="pyspark[connect] is not installed")

pytestmark = [pytest.mark.spark, pytest.mark.long]

_ASK = """
import sys
from pyspark.sql import SparkSession
from clientbook import EmailAddress, PersonName, Profile
from clientbook.convert import to_json
from clientbook.integrations.spark import clusters, find_pairs
from clientbook.matching import find_pairs_report

spark = SparkSession.builder.remote("local[1]").config("spark.sql.shuffle.partitions", "2")
spark = spark.getOrCreate()
people = {}
for n, family in enumerate(("Garnier", "Fontaine", "Delmas", "Weil", "Lindqvist", "Okafor")):
    profile = Profile(
        name=PersonName(given="Ann", family=family), emails=(EmailAddress(f"p{n}@example.org"),)
    )
    people |= {f"a{n}": profile, f"b{n}": profile}
rows = [(key, to_json(profile)) for key, profile in people.items()]
frame = spark.createDataFrame(rows, "id string, profile string")
found = find_pairs(frame, folder=sys.argv[1] + "/pairs")
there = {tuple(row)[:3] for row in found.pairs.collect()}
here = {(p.left, p.right, p.match_weight) for p in find_pairs_report(people).pairs}
again = find_pairs(frame, folder=sys.argv[1] + "/pairs").pairs.count()
members = clusters(found, folder=sys.argv[1] + "/clusters").count()
assert here and here == there and again == len(here) and members, (here, there, again, members)
spark.stop()
"""


def test_a_client_without_java_finds_the_pairs_of_one_process(tmp_path: Path) -> None:
    """What a folder holds is asked of the server, which looks for nothing before it must."""
    told = subprocess.run(
        [sys.executable, "-c", _ASK, str(tmp_path)],
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=1_800,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2_000:]
