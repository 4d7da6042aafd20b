"""What finding the pairs of a whole list on Spark costs, and how that grows.

Usage: python benchmarks/scale.py [SIZE ...] [--cores 2] [--check]

Prints rows, pairs compared and found, processor seconds of the whole process tree, bytes that were
shuffled and the largest memory of the tree.  With --check one process finds the pairs too, and the
two are compared.  Linux only: the figures of processes are read from /proc.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from matching_lists import made_up_lists
from pyspark.sql import SparkSession

from clientbook.convert import to_json
from clientbook.domain.profiles import Profile
from clientbook.integrations.spark import SparkPairs, clusters, find_pairs
from clientbook.matching import find_pairs_report

_TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all that it began and that still run."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it, or one of its threads, has just ended
        return
    for child in children:
        yield from tree(int(child))


class Clock:
    """Processor time of a tree of processes, of those among it that have ended as well.

    Whoever ends processes does not always wait for them, so their time is looked at now and then.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._ticks = pid, dict[tuple[int, str], int]()
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self.seconds()
            time.sleep(0.5)

    def seconds(self) -> float:
        """Return what was used so far."""
        with self._lock:
            for each in tree(self._pid):
                try:
                    told = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
                except OSError:  # it has just ended
                    continue
                self._ticks[each, told[19]] = int(told[11]) + int(told[12])  # utime, stime
            return sum(self._ticks.values()) / _TICKS


def peak_mib(pid: int) -> float:
    """Return the sum of the largest resident sets of a tree."""
    found = 0
    for each in tree(pid):
        for line in Path(f"/proc/{each}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                found += int(line.split()[1])
    return found / 1024


def shuffled_bytes(logs: Path) -> tuple[int, int]:
    """Return the bytes and rows that tasks wrote for others to read, from the event log.

    Beside the events lie files of another kind, and the end of a line is the line feed alone.
    """
    size = rows = 0
    for path in sorted(logs.rglob("events_*")):
        with path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                if '"SparkListenerTaskEnd"' not in line:
                    continue
                told = json.loads(line).get("Task Metrics")  # None of a task that was lost
                if told:
                    size += told["Shuffle Write Metrics"]["Shuffle Bytes Written"]
                    rows += told["Shuffle Write Metrics"]["Shuffle Records Written"]
    return size, rows


def session(cores: int, size: int, logs: Path) -> SparkSession:
    """Begin a session that writes what its tasks did into *logs*."""
    return (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "3g")
        .config("spark.sql.shuffle.partitions", str(max(8, size // 50_000)))
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", logs.as_uri())
        .getOrCreate()
    )


def made_up(size: int) -> Mapping[str, Profile]:
    """Make the list of a size: the same one each time."""
    return next(made_up_lists(size, 5, "test")).profiles


def write_list(size: int, folder: Path) -> None:
    """Write the list of a size as Parquet, a group of rows at a time."""
    folder.mkdir()
    schema = pa.schema([("id", pa.string()), ("profile", pa.string())])
    with pq.ParquetWriter(folder / "list.parquet", schema) as out:
        rows = iter(made_up(size).items())
        while group := list(islice(rows, 20_000)):
            ids, profiles = zip(*group, strict=True)
            texts = [to_json(profile) for profile in profiles]
            out.write_table(pa.table({"id": ids, "profile": texts}, schema=schema))


def list_of(size: int, folder: Path) -> str:
    """Return where a list lies, written by a process of its own: its memory is not Spark's."""
    writer = get_context("spawn").Process(target=write_list, args=(size, folder))
    writer.start()
    writer.join()
    if writer.exitcode:
        raise SystemExit(f"the list of {size:,} was not written")
    return str(folder)


def say(text: str) -> None:
    """Print a figure as soon as it is known: what follows may take long, or fail."""
    print(text, flush=True)


def measure(clock: Clock, size: int, cores: int, *, check: bool) -> None:
    """Find the pairs of one list and print what that took."""
    with tempfile.TemporaryDirectory() as name:
        logs = Path(name) / "events"
        logs.mkdir()
        source = list_of(size, Path(name) / "list")
        spark = session(cores, size, logs)
        before, begun = clock.seconds(), time.monotonic()
        found = find_pairs(spark.read.parquet(source), folder=f"{name}/pairs")
        pairs = found.pairs.count()
        paired, wall = clock.seconds(), time.monotonic() - begun
        kept = spark.read.parquet(f"{name}/pairs/weighed").count()
        keys = spark.read.parquet(f"{name}/pairs/keys").count()
        say(
            f"{size:,} rows: {keys:,} keys, {kept:,} pairs kept, {pairs:,} found; "
            f"CPU {paired - before:.0f} s, wall {wall:.0f} s"
        )
        counted = clock.seconds()
        members = clusters(found, folder=f"{name}/clusters").count()
        say(
            f"  {members:,} in clusters, CPU {clock.seconds() - counted:.0f} s; "
            f"peak of all {peak_mib(os.getpid()):,.0f} MiB"
        )
        if check:
            compare(found, made_up(size))
        spark.stop()
        shuffled, moved = shuffled_bytes(logs)
    say(f"  shuffled {shuffled / 2**20:,.0f} MiB in {moved:,} rows")


def compare(found: SparkPairs, profiles: Mapping[str, Profile]) -> None:
    """Print whether one process finds the same pairs, weights and model."""
    begun = time.process_time()
    report = find_pairs_report(profiles)
    alone = time.process_time() - begun
    here = {(p.left, p.right, p.match_weight) for p in report.pairs}
    there = {tuple(row)[:3] for row in found.pairs.collect()}
    for left, right, weight in sorted(here ^ there)[:5]:
        side = "here" if (left, right, weight) in here else "there"
        say(f"  only {side}: {left} {right} {weight}")
    equal = (here == there, found.model == report.model)
    say(f"  one process {alone:.0f} s; pairs equal: {equal[0]}, models equal: {equal[1]}")


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[200_000])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    clock = Clock(os.getpid())
    for size in arguments.sizes:
        measure(clock, size, arguments.cores, check=arguments.check)


if __name__ == "__main__":
    main()
