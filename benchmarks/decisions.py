"""The figures behind docs/decisions: how large and how dear the ways not taken are.

    python benchmarks/decisions.py [CLIENTS]        (default: 20000)

Makes seeded clients and prints match keys a client, sizes of full-text indexes, and the CPU
seconds of writing keys in random order, as they come, sorted or in two levels, and of random and
growing ids.
"""

import platform
import random
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from people import People

from clientbook.book.contexts import make_id
from clientbook.domain.clients import Client
from clientbook.matching.index_keys import index_keys
from clientbook.matching.keys import match_keys
from clientbook.searching.entries import make_entry
from clientbook.storage.sqlite.entries import store_entry

T = TypeVar("T")
BATCH = 2_000  # rows a transaction, as an import has
POUR_AT = 200_000  # rows in the small table at which the two levels were joined


def keys_a_client(made: list[Client]) -> None:
    stored = statistics.mean(len(index_keys(c.profile)) for c in made)
    asked = statistics.mean(len(match_keys(c.profile)) for c in made)
    print(f"match keys a client: {stored:.1f} stored, {asked:.1f} asked for")


def word_indexes(made: list[Client]) -> None:
    tokens = [store_entry(make_entry(c), 1).tokens for c in made]
    forms = {
        "with its own copy of the words": "tokens",
        "contentless": "tokens, content=''",
        "contentless, no positions": "tokens, content='', detail=none, columnsize=0",
    }
    for name, columns in forms.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "words.db"
            database = sqlite3.connect(path, isolation_level=None)
            database.execute(f"CREATE VIRTUAL TABLE words USING fts5({columns})")
            rows = list(enumerate(tokens, start=1))
            for chunk in batches(rows):
                database.execute("BEGIN")
                database.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", chunk)
                database.execute("COMMIT")
            database.close()
            size = path.stat().st_size / len(made)
        print(f"full-text index {name}: {size:.0f} bytes a client")


def batches(values: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def timed(name: str, database: sqlite3.Connection, work: Callable[[], None]) -> None:
    start, pages = time.process_time(), wal_pages(database)
    work()
    seconds, written = time.process_time() - start, wal_pages(database) - pages
    print(f"{name}: {seconds:.2f} s CPU, {written:,} pages written")


def wal_pages(database: sqlite3.Connection) -> int:
    """Return how many pages were written so far, overwritten ones counted again."""
    return int(database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])


def keys_in_random_order(count: int) -> None:
    """Compare three ways to write keys: as they come, sorted a transaction, in two levels."""
    keys = [f"p:+336{n:08d}" for n in random.Random(5).sample(range(10**8), count)]
    for way in ("one table, unsorted", "one table, sorted a transaction", "two levels"):
        with tempfile.TemporaryDirectory() as folder:
            database = open_wal(Path(folder) / "keys.db")
            database.execute("PRAGMA secure_delete = ON")
            for suffix in ("", "_new"):
                database.execute(f"CREATE TABLE keys{suffix} (key TEXT PRIMARY KEY) WITHOUT ROWID")
            worst = [0.0]

            def write(
                way: str = way,
                database: sqlite3.Connection = database,
                worst: list[float] = worst,
            ) -> None:
                target, waiting = ("keys_new" if way == "two levels" else "keys"), 0
                for chunk in batches(keys):
                    start = time.process_time()
                    database.execute("BEGIN")
                    values = sorted(chunk) if "sorted a" in way else chunk
                    database.executemany(f"INSERT INTO {target} VALUES (?)", ((k,) for k in values))
                    waiting += len(chunk)
                    if way == "two levels" and waiting > POUR_AT:
                        database.execute("INSERT INTO keys SELECT * FROM keys_new")
                        database.execute("DELETE FROM keys_new")
                        waiting = 0
                    database.execute("COMMIT")
                    worst[0] = max(worst[0], time.process_time() - start)

            timed(f"{count:,} keys in random order, {way}", database, write)
            print(f"  longest transaction {worst[0] * 1000:.0f} ms CPU")
            database.close()


def ids(count: int) -> None:
    makers = {"growing": make_id, "random": lambda: secrets.token_hex(10)}
    for name, maker in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            database = open_wal(Path(folder) / "ids.db")
            database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")
            values = [maker() for _ in range(count)]

            def write(values: list[str] = values, database: sqlite3.Connection = database) -> None:
                for chunk in batches(values):
                    database.execute("BEGIN")
                    database.executemany("INSERT INTO ids VALUES (?)", ((i,) for i in chunk))
                    database.execute("COMMIT")

            timed(f"{count:,} {name} ids", database, write)
            database.close()


def open_wal(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")  # so that its length counts the pages
    database.execute("PRAGMA synchronous = OFF")
    return database


def main(count: int) -> None:
    print(f"{count:,} clients, SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}")
    made = list(People().clients(count))
    keys_a_client(made)
    word_indexes(made)
    keys_in_random_order(count * 10)
    ids(count * 10)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
