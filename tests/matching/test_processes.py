"""X55: Several processes find the pairs that one finds, bit for bit, or say why they cannot."""

import multiprocessing
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from inspect import isfunction, signature
from pathlib import Path

import numpy as np
import pytest
from tests.integrations.spark.lists import make_list

from clientbook import matching
from clientbook.errors import InvalidValueError, WorkersError
from clientbook.matching import find_pairs, find_pairs_report, shipped_model
from clientbook.matching.lists import processes
from clientbook.matching.lists.batch import BatchScorer
from clientbook.matching.lists.columns import encode
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.lists.weighing import Weigher

LIST = make_list(700, seed=3)
"""Every pair of it is a candidate: more than one process alone compares."""

_PAIRS = len(LIST) * (len(LIST) - 1) // 2


def ranges(workers: int) -> Iterator[object]:
    """Compare the candidates of LIST."""
    columns = encode(LIST.items())
    scorer = BatchScorer(columns)
    left, right = np.triu_indices(len(columns), 1)
    pairs: Ints = left * np.int64(len(columns)) + right
    weigher = Weigher(scorer.space, shipped_model(), len(columns))
    return processes.likely_ranges(scorer, pairs, weigher, 0, workers)


@pytest.mark.parametrize("adapt", [True, False])
def test_two_workers_find_what_one_finds(adapt: bool) -> None:
    """X55: The same pairs, weights, model and counts."""
    assert processes.FEWEST_PAIRS < _PAIRS
    one = find_pairs_report(LIST, adapt=adapt)
    assert find_pairs_report(LIST, adapt=adapt, workers=2) == one
    assert len(one.pairs) > 100
    assert find_pairs(LIST, adapt=adapt) == list(one.pairs)


def test_a_report_is_the_same_for_any_order() -> None:
    """P20, X55: Pairs, model and the keys that were left out, in their order."""
    large = make_list(1_900, seed=7)  # more than are compared without keys
    items = list(large.items())
    random.Random(4).shuffle(items)
    one = find_pairs_report(large)
    assert one.capped
    assert find_pairs_report(items) == one


DIVIDED = [
    function
    for function in (getattr(matching, name) for name in matching.__all__)
    if isfunction(function) and "workers" in signature(function).parameters
]
"""Whatever divides its work among processes."""


@pytest.mark.parametrize("workers", [0, -1, True, 1.5, "2", None])
def test_there_is_one_worker_at_least(workers: object) -> None:
    """X55: Whatever is no whole number from 1 is a wrong call, in our words, at each door."""
    assert {find_pairs, find_pairs_report} <= set(DIVIDED)
    for find in DIVIDED:
        with pytest.raises(InvalidValueError, match="workers"):
            find({}, workers=workers)


def _ends() -> None:
    os._exit(3)


def _fails() -> None:
    raise ZeroDivisionError("of the worker")


def test_a_worker_that_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """X55: Killed for want of memory, or never begun: an error of ours that says what to do."""
    monkeypatch.setattr(processes, "_likely", _ends)
    with pytest.raises(WorkersError, match=r"ended by itself.*__main__"):
        list(ranges(2))


def test_an_error_of_a_worker_comes_out_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """X55: Its type is that of the worker's error, and no process is left."""
    monkeypatch.setattr(processes, "_likely", _fails)
    with pytest.raises(ZeroDivisionError, match="of the worker"):
        list(ranges(2))
    assert not multiprocessing.active_children()


def test_no_process_is_left_when_nobody_reads_on() -> None:
    """X55: Interrupted between two ranges, the workers end, and what was written for them does."""
    threads = threading.active_count()
    found = ranges(2)
    next(found)
    assert multiprocessing.active_children()
    found.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
    for thread in threading.enumerate()[threads:]:
        thread.join(30)
    assert threading.active_count() == threads


_SCRIPT = """
import sys
from tests.integrations.spark.lists import make_list
from clientbook.matching import find_pairs
{guard}    print(len(find_pairs(make_list(700, seed=3), workers=2)))
"""


@pytest.mark.parametrize(
    ("guard", "works"), [("if __name__ == '__main__':\n", True), ("if 1:\n", False)]
)
def test_a_script_guards_its_work(tmp_path: Path, guard: str, works: bool) -> None:
    """X55: A worker imports the main module; without the guard the error names it."""
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT.format(guard=guard), "utf-8")
    paths = os.pathsep.join(["src", ".", *sys.path])
    ran = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
        cwd=Path(__file__).parents[2],
    )
    assert (ran.returncode == 0) == works
    assert ran.stdout.strip().isdigit() == works
    assert ("WorkersError" in ran.stderr) != works


def _as_daemon(told: "multiprocessing.SimpleQueue[str]") -> None:
    try:
        list(ranges(2))
    except WorkersError as error:
        told.put(str(error))


def test_a_daemon_is_told_that_it_starts_no_processes() -> None:
    """X55: A worker of somebody's pool may start none: refused in words, before anything runs."""
    context = multiprocessing.get_context("spawn")
    told = context.SimpleQueue()
    process = context.Process(target=_as_daemon, args=(told,), daemon=True)
    process.start()
    process.join()
    assert "daemon" in told.get()
