"""Search, pages and counts of a large book in SQLite, beside plain LIKE '%...%'.

    python benchmarks/store_search.py [CLIENTS] [FILE]

FILE is kept and used again when it holds that many clients.
"""

import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from people import People, put_all, writes_of

from clientbook.domain.clients import Client
from clientbook.searching.queries import Scope, make_query
from clientbook.storage.protocols import FacetFilter
from clientbook.storage.sqlite import SqliteStore

BOOK, CHUNK, REPEATS, PAGE = "main", 2_000, 7, 50

SEARCHES = (
    "d", "du", "dup", "dupont", "dupont m", "marie dup", "marie dupontbe", "zoe", "06", "0612",
    "061234", "0612345678", "+336123", "00336123", "12", "75011", "marie.dup", "vip", "rue ma",
    "1980", "xyzxyz", "dupont 06 12", "dupont 5432",
)  # fmt: skip
FILTERS = {
    "everyone": FacetFilter(),
    "mobile": FacetFilter(all_of=frozenset({"mobile"})),
    "vip": FacetFilter(all_of=frozenset({"tag:vip"})),
    "mobile, not vip": FacetFilter(frozenset({"mobile"}), frozenset({"tag:vip"})),
    "birthday in May": FacetFilter(ranges=(("bday:05", "bday:06"),)),
    "vip, birthday in May": FacetFilter(frozenset({"tag:vip"}), ranges=(("bday:05", "bday:06"),)),
    "nobody": FacetFilter(all_of=frozenset({"blocked"})),
}


def build(path: Path, count: int, source: Iterator[Client] | None = None) -> SqliteStore:
    store = SqliteStore(path)
    if store.count_clients(BOOK) == count:
        return store
    source = source or People().clients(count)
    started = time.process_time()
    while chunk := list(islice(source, CHUNK)):
        put_all(store, BOOK, *writes_of(chunk))
    seconds = time.process_time() - started
    print(f"built {count} clients in {seconds:.0f} CPU s, {path.stat().st_size / 1e6:.0f} MB")
    return store


def median_ms(call: Callable[[], object]) -> tuple[float, float]:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1_000)
    return statistics.median(times), max(times)


def search(store: SqliteStore, text: str) -> int:
    query = make_query(text, scope=Scope.ANY, region="FR")
    assert query is not None
    return len(store.search(BOOK, query, limit=PAGE))


def like(plain: sqlite3.Connection, text: str) -> int:
    pattern = f"%{text}%"
    return len(
        plain.execute("SELECT id FROM plain WHERE text LIKE ? LIMIT 50", (pattern,)).fetchall()
    )


def copy_plain(store_path: Path, count: int) -> sqlite3.Connection:
    """Return a table of the same documents for LIKE."""
    plain = sqlite3.connect(store_path.with_suffix(".plain"))
    plain.execute("CREATE TABLE IF NOT EXISTS plain (id TEXT PRIMARY KEY, text TEXT)")
    if plain.execute("SELECT count(*) FROM plain").fetchone()[0] != count:
        plain.execute("ATTACH ? AS ours", (str(store_path),))
        plain.execute("DELETE FROM plain")
        plain.execute("INSERT INTO plain SELECT id, document FROM ours.clientbook_clients")
        plain.commit()
    return plain


def main(count: int, path: Path) -> None:
    store = build(path, count)
    plain = copy_plain(path, count)
    print(f"{count} clients, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    print(f"{'search':24}{'hits':>6}{'median ms':>11}{'worst ms':>10}{'LIKE ms':>10}")
    medians = []
    for text in SEARCHES:
        hits = search(store, text)
        median, worst = median_ms(lambda text=text: search(store, text))
        beside, _ = median_ms(lambda text=text: like(plain, text))
        medians.append(median)
        print(f"{text:24}{hits:6}{median:11.2f}{worst:10.2f}{beside:10.2f}")
    print(f"{'median of all':30}{statistics.median(medians):11.2f}")
    print(f"{'filter':24}{'count':>8}{'count ms':>10}{'page ms':>10}{'deep page ms':>14}")
    for name, where in FILTERS.items():
        total = store.count_clients(BOOK, where)
        counted, _ = median_ms(lambda where=where: store.count_clients(BOOK, where))
        paged, _ = median_ms(lambda where=where: store.list_clients(BOOK, where, limit=PAGE))
        deep, _ = median_ms(
            lambda where=where: store.list_clients(BOOK, where, after=("m", ""), limit=PAGE)
        )
        print(f"{name:24}{total:8}{counted:10.2f}{paged:10.2f}{deep:14.2f}")
    store.close()


if __name__ == "__main__":
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 2:
        main(clients, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(clients, Path(folder) / "search.db")
