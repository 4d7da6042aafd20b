"""The hash of a plan is a fact about file, book and settings, not about a process."""

import os
import subprocess
import sys
from pathlib import Path

import clientbook

ROOT = Path(__file__).parents[3]
PROGRAM = """
import attrs
from clientbook import SAFE, ClientBook, MemoryStore
book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
print(book.imports.plan(book.imports.open("examples/salon_clients.csv")).hash)
"""


def test_x16_a_plan_has_the_same_hash_in_every_process() -> None:
    """X16: other processes and other hash seeds come to the same plan."""
    hashes = set()
    for seed in ("0", "1", "4242"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(clientbook.__file__).parents[1]),
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(done.stdout.strip())
    assert len(hashes) == 1
    assert len(hashes.pop()) == 64
