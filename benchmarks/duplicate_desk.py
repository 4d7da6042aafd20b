"""One new profile, one merge and one page of duplicates against a large book in SQLite.

    python benchmarks/duplicate_desk.py [CLIENTS] [FILE] [--pairs]

FILE is kept and used again when it holds that many clients; ``--pairs`` also scans the whole book.
"""

import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import attrs
from people import ACTOR, People
from store_search import BOOK, build

from clientbook.book import ClientBook
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile

ASKED = 300


def asked(count: int) -> list[Profile]:
    """Return profiles of persons in the book, a letter or an address changed, and new ones."""
    pick = random.Random(3)
    places = set(pick.sample(range(count), ASKED))
    found: list[Profile] = []
    for number, client in enumerate(People().clients(count)):
        if number in places:
            found.append(_changed(client.profile, pick))
    strangers = People(seed=99)
    return found + [strangers.profile() for _ in range(ASKED)]


def _changed(profile: Profile, pick: random.Random) -> Profile:
    name = profile.name
    if name and name.family and pick.random() < 0.5:
        name = PersonName(given=name.given, family=name.family + "e")
    return attrs.evolve(profile, name=name, emails=(EmailAddress("new@example.org"),))


def timed(title: str, calls: list[Callable[[], object]]) -> None:
    walls, processor = [], []
    for call in calls:
        start, ticks = time.perf_counter(), time.process_time()
        call()
        walls.append((time.perf_counter() - start) * 1_000)
        processor.append((time.process_time() - ticks) * 1_000)
    walls.sort()
    tail, cpu = walls[int(len(walls) * 0.95)], statistics.median(processor)
    print(
        f"{title:<24} median {statistics.median(walls):8.2f} ms (processor {cpu:6.2f} ms)"
        f"   p95 {tail:8.2f} ms"
    )


def main(count: int, path: Path, *, pairs: bool) -> None:
    store = build(path, count)
    print(f"{count} clients, Python {platform.python_version()}, {platform.machine()}")
    book = ClientBook(store, book=BOOK)
    profiles = asked(count)
    desk = book.duplicates
    hits = sum(bool(desk.check(p)) for p in profiles[:ASKED])
    print(f"persons of the book recognised: {hits} of {ASKED}")
    timed("check, somebody known", [lambda p=p: desk.check(p) for p in profiles[:ASKED]])
    timed("check, somebody new", [lambda p=p: desk.check(p) for p in profiles[ASKED:]])
    listed = [i for _, i in store.list_clients(BOOK, limit=200)]
    couples = list(zip(listed[::2], listed[1::2], strict=True))
    merges: list[str] = []

    def merge(a: str, b: str) -> None:
        plan = book.merges.plan(a, [b])
        overrides = [x.code for x in plan.blockers]
        plan = book.merges.plan(a, [b], overrides=overrides)
        merges.append(book.merges.merge(plan, by=ACTOR).id)

    timed("plan twice and merge", [lambda c=c: merge(*c) for c in couples])
    timed(
        "plan and undo a merge",
        [
            lambda m=m: book.merges.unmerge(book.merges.plan_unmerge(m), by=ACTOR)
            for m in reversed(merges)
        ],
    )
    if pairs:
        start = time.perf_counter()
        page = desk.pairs(limit=50)
        seconds = time.perf_counter() - start
        peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
        print(f"first page: {page.total} pairs in {seconds:.1f} s, peak {peak:.0f} MiB")
        timed("next pages", [lambda: desk.pairs(limit=50, after=page.next)] * 20)
        merge(*couples[0])
        timed("page after a merge", [lambda: desk.pairs(limit=50)])
        book.merges.unmerge(book.merges.plan_unmerge(merges[-1]), by=ACTOR)


if __name__ == "__main__":
    flags = [a for a in sys.argv[1:] if a.startswith("--")]
    words = [a for a in sys.argv[1:] if not a.startswith("--")]
    size = int(words[0]) if words else 100_000
    with tempfile.TemporaryDirectory() as folder:
        where = Path(words[1]) if len(words) > 1 else Path(folder) / "book.db"
        main(size, where, pairs="--pairs" in flags)
