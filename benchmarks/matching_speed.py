"""Find all pairs of a large list of clients: wall time and peak memory, beside splink.

    python benchmarks/matching_speed.py --size 100000
    python benchmarks/matching_speed.py --size 1000000 --peers
    python benchmarks/matching_speed.py --size 100000 --workers 2

The input is a stream of profiles that are made on the fly from packed rows; making them is timed
alone and taken off.  With ``--peers`` splink (DuckDB) works on the same rows, blocking rules and
fields when it is installed, cleaning and training included.
"""

import argparse
import platform
import resource
import sys
import time
from collections.abc import Iterator

from client_lists import Row, make_rows
from train_matching import profile_of

from clientbook.domain.profiles import Profile
from clientbook.matching import find_pairs_report


def packed(size: int, seed: int) -> list[tuple[str, ...]]:
    """Rows as tuples of short strings; entity last."""
    return [
        (r.id, r.given_name, r.surname, r.birth_date, r.phone, r.mobile, r.email, r.street,
         r.city, r.postcode, r.company, r.entity)
        for r in make_rows(size, mix="everyday", seed=seed)
    ]  # fmt: skip


def profiles(rows: list[tuple[str, ...]]) -> Iterator[tuple[str, Profile]]:
    """Make the profiles one by one."""
    for r in rows:
        yield (
            r[0],
            profile_of(Row(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], "", r[10])),
        )


def peak_mib() -> float:
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    rows = packed(options.size, options.seed)
    start = time.perf_counter()
    for _ in profiles(rows):
        pass
    making = time.perf_counter() - start
    before = peak_mib()
    start, processor = time.perf_counter(), time.process_time()
    report = find_pairs_report(profiles(rows), workers=options.workers)
    wall = time.perf_counter() - start
    processor = time.process_time() - processor
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    entity = {r[0]: r[-1] for r in rows}
    good = sum(entity[p.left] == entity[p.right] for p in report.pairs)
    print(
        f"clientbook: {options.size} rows, {wall - making:.1f} s wall ({wall:.1f} s with "
        f"{making:.1f} s making the profiles; {processor:.1f} s processor, "
        f"{ended.ru_utime + ended.ru_stime:.1f} s that of the workers), "
        f"peak {peak_mib():.0f} MiB ({peak_mib() - before:.0f} MiB above the input), "
        f"{report.candidates} candidates, {len(report.pairs)} pairs, {good} of them right, "
        f"{len(report.capped)} keys capped; Python {platform.python_version()} {platform.machine()}"
    )
    if options.peers:
        from matching_peers import splink_speed

        print(splink_speed(rows))


if __name__ == "__main__":
    main()
