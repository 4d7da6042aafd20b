"""One new profile, one merge and one page of duplicates against a large book in SQLite.

    python benchmarks/duplicate_desk.py [CLIENTS] [FILE] [--pairs]

FILE is kept and used again when it holds that many clients, each tenth of them twice.  ``--pairs``
also finds the pairs of the whole book, as a job does, and reads them as pages do: each time the
book is opened, asked and closed.
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
from typing import TypeVar

import attrs
from people import ACTOR, People
from store_search import BOOK, build

from clientbook.book import ClientBook
from clientbook.book.pages import Page
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.matching import ScoredPair
from clientbook.storage.sqlite import SqliteStore

ASKED = 300
T = TypeVar("T")


def asked(count: int) -> list[Profile]:
    """Return profiles of persons in the book, a letter or an address changed, and new ones."""
    pick = random.Random(3)
    places = set(pick.sample(range(count), ASKED))
    found: list[Profile] = []
    for number, client in enumerate(People().clients_with_doubles(count)):
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
    store = build(path, count, People().clients_with_doubles(count))
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
    store.close()
    if pairs:
        stored_pairs(path)


def stored_pairs(path: Path) -> None:
    """Find the pairs of a book as a job, then read them as pages of other processes do."""

    def opened(ask: Callable[[ClientBook], T]) -> T:
        with ClientBook(SqliteStore(path), book=BOOK) as book:
            return ask(book)

    def edit(number: int) -> Callable[[ClientBook], object]:
        patch = ProfilePatch(set={"company": f"Company {number}"})
        client_id = pairs[number].left
        return lambda book: book.clients.update(client_id, patch, expected=None, by=ACTOR)

    def after_edit(number: int) -> Page[ScoredPair]:
        opened(edit(number))
        start = time.process_time()
        page = opened(lambda book: book.duplicates.pairs(limit=50))
        spent.append((time.process_time() - start) * 1_000)
        return page

    start, ticks = time.perf_counter(), time.process_time()
    opened(lambda book: book.duplicates.scan())
    seconds, ticks = time.perf_counter() - start, time.process_time() - ticks
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    first = opened(lambda book: book.duplicates.pairs(limit=50))
    pairs, spent = first.items, list[float]()
    print(
        f"scan: {first.total} pairs, processor {ticks:.1f} s, {seconds:.1f} s, peak {peak:.0f} MiB"
    )
    timed("opening the book", [lambda: opened(lambda book: book.clients.count())] * 20)
    timed("first page", [lambda: opened(lambda book: book.duplicates.pairs(limit=50))] * 20)
    timed(
        "next page",
        [lambda: opened(lambda book: book.duplicates.pairs(limit=50, after=first.next))] * 20,
    )
    timed(
        "explain",
        [
            lambda p=p: opened(lambda book: book.duplicates.explain(p.left, p.right))
            for p in pairs[:20]
        ],
    )
    for number in range(9):  # fewer than are stored: each page catches up with all before
        after_edit(number)
    told = ", ".join(f"{ms:.1f}" for ms in spent)
    print(f"first page after 1 to {len(spent)} edits: processor {told} ms")
    timed("a scan after nine edits", [lambda: opened(lambda book: book.duplicates.scan())])


if __name__ == "__main__":
    flags = [a for a in sys.argv[1:] if a.startswith("--")]
    words = [a for a in sys.argv[1:] if not a.startswith("--")]
    size = int(words[0]) if words else 100_000
    with tempfile.TemporaryDirectory() as folder:
        where = Path(words[1]) if len(words) > 1 else Path(folder) / "book.db"
        main(size, where, pairs="--pairs" in flags)
