"""Two ways to use a book from coroutines: a book of its own a call in a thread, or one shared.

    python benchmarks/async_faces.py [CLIENTS] [CALLS]

``to_thread`` opens a book in each call, as the page about FastAPI says; ``shared`` is a thin
asynchronous face: one open book, one call at a time.  Both answer the same searches, twenty at
once, alone and while an import of 2,000 rows runs.  CPU is the processor's time a call; the answers
of both in the same run tell which waits longer (the median and the slowest, as a ratio).
"""

import asyncio
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from people import People, put_all, writes_of

from clientbook import Actor, ClientBook, SqliteStore, Table

AT_ONCE = 20
TEXTS = ("dupont", "mar", "0612", "zoe", "marie dup")
Search = Callable[[str], Awaitable[object]]


def open_book(path: Path) -> ClientBook:
    return ClientBook(SqliteStore(path))


class Shared:
    """One open book; a call waits until the one before is done."""

    def __init__(self, path: Path) -> None:
        self.book = open_book(path)
        self._turn = asyncio.Lock()

    async def search(self, text: str) -> object:
        async with self._turn:
            return await asyncio.to_thread(self.book.search.find, text)

    async def load(self, table: Table) -> object:
        async with self._turn:
            return await asyncio.to_thread(self.book.imports.run, table, by=Actor("benchmark"))


class Own:
    """A book of its own in each call."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def search(self, text: str) -> object:
        def step() -> object:
            with open_book(self.path) as book:
                return book.search.find(text)

        return await asyncio.to_thread(step)

    async def load(self, table: Table) -> object:
        def step() -> object:
            with open_book(self.path) as book:
                return book.imports.run(table, by=Actor("benchmark"))

        return await asyncio.to_thread(step)


async def answers(search: Search, calls: int) -> list[float]:
    """Return how long each call took from when it was asked, AT_ONCE at a time."""
    took: list[float] = []

    async def ask(number: int) -> None:
        for n in range(calls // AT_ONCE):
            begin = time.perf_counter()
            await search(TEXTS[(number + n) % len(TEXTS)])
            took.append(time.perf_counter() - begin)

    await asyncio.gather(*(ask(number) for number in range(AT_ONCE)))
    return took


async def beside_an_import(face: "Own | Shared", calls: int, name: str) -> list[float]:
    rows = [[f"{name}{n}", f"Roy{n}"] for n in range(2_000)]
    loading = asyncio.create_task(face.load(Table.from_rows(["First name", "Last name"], rows)))
    await asyncio.sleep(0)  # let it begin
    took = await answers(face.search, calls)
    await loading
    return took


async def compare(path: Path, calls: int) -> None:
    faces = {"to_thread": Own(path), "shared": Shared(path)}
    for what in ("alone", "beside an import"):
        for name, face in faces.items():
            begin = time.process_time()
            if what == "alone":
                took = await answers(face.search, calls)
            else:
                took = await beside_an_import(face, calls, name)
            cpu = (time.process_time() - begin) / len(took) * 1000
            median, slowest = statistics.median(took) * 1000, max(took) * 1000
            print(
                f"{what:17} {name:10} {cpu:7.2f} ms CPU a call"
                f"   answers {median:8.1f} ms median {slowest:9.1f} ms slowest"
            )


def main(count: int, calls: int) -> None:
    print(f"Python {platform.python_version()}, {count} clients")
    print(f"{calls} searches, {AT_ONCE} at once")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        store = SqliteStore(path)
        put_all(store, "main", *writes_of(list(People().clients(count))))
        store.close()
        asyncio.run(compare(path, calls))


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], "5000", "200")[:2]))
