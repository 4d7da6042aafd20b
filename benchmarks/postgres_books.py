"""Many books of one PostgreSQL server: an import among them, programs at once, what writing leaves.

Parts of :mod:`benchmarks.postgres_scale`, which says how they are run.
"""

import csv
import multiprocessing
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import psycopg
from benchmarks.import_speed import make_file
from benchmarks.postgres_clients import fill, made_up, name
from psycopg import sql

from clientbook import ClientBook
from clientbook.domain.clients import Actor
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import SAFE
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.postgres.schemas import TABLES
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

BY = Actor("benchmark")
SETTINGS = attrs.evolve(SAFE, default_region="FR")
PATTERN = "b0000"
"""The book that the others are copies of."""


def copies(dsn: str, books: int) -> None:
    """Make so many books in all out of the first, on the server: rows are copied, nothing read."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        for table in TABLES:
            names = [
                sql.Identifier(row[0])
                for row in owner.execute(
                    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
                    " AND attnum > 0 AND NOT attisdropped AND attname <> 'book'",
                    (table,),
                )
            ]
            owner.execute(
                sql.SQL(
                    "INSERT INTO {table} (book, {names})"
                    " SELECT 'b' || lpad(n::text, 4, '0'), {names} FROM {table},"
                    " generate_series(1, {last}) AS n WHERE book = {pattern}"
                ).format(
                    table=sql.Identifier(table),
                    names=sql.SQL(", ").join(names),
                    last=sql.Literal(books - 1),
                    pattern=sql.Literal(PATTERN),
                )
            )


def many_books(dsn: str, books: int, of: int) -> None:
    """Fill the books and print what that took."""
    start = time.perf_counter()
    with PostgresStore(dsn) as store:
        fill(store, PATTERN, of)
    copies(dsn, books)
    seconds = time.perf_counter() - start
    print(
        f"{books:,} books of {of:,} clients, made in {seconds:.0f} s;"
        f" {_size(dsn) / 2**20:,.0f} MiB of tables and indexes",
        flush=True,
    )


def import_into(store: Store, name_of_book: str, source: Path) -> None:
    """Import a file and print what it took of this process; a server's part is its own."""
    book = ClientBook(store, book=name_of_book, first_settings=SETTINGS)
    begun = time.process_time()
    run = book.imports.run(book.imports.open(source), by=BY)
    counts = run.counts
    rows = counts.created + counts.updated + counts.unchanged + counts.rejected
    used = (time.process_time() - begun) / max(rows, 1) * 1e6
    print(
        f"  {type(store).__name__}: {rows:,} rows, {counts.created:,} new, {counts.updated:,}"
        f" changed; {used:.0f} microseconds of the client's processor a row",
        flush=True,
    )


def sizes(dsn: str, clients: int, most: int = 8) -> None:
    """Print what tables and indexes take for each client, the largest first."""
    with psycopg.connect(dsn) as owner:
        found = owner.execute(
            "SELECT relname, relkind = 'i', pg_relation_size(oid) FROM pg_class"
            " WHERE relname LIKE 'clientbook%' AND relkind IN ('r', 'i') ORDER BY 3 DESC"
        ).fetchall()
    total = sum(size for *_, size in found)
    print(f"  {total / 2**20:.0f} MiB, {total / clients:,.0f} bytes a client; the largest:")
    for relation, is_index, size in found[:most]:
        kind = "index" if is_index else "table"
        print(f"    {relation:<36}{kind}{size / clients:8.0f} bytes a client", flush=True)


def imports(dsn: str, rows: int, again: int) -> None:
    """Import a file, and again so often with every row changed; print sizes before and after."""
    with tempfile.TemporaryDirectory() as folder, PostgresStore(dsn) as store:
        source = Path(folder) / "clients.csv"
        make_file(source, rows // 5, seed=8)
        import_into(store, "warm", source)
        make_file(source, rows)
        import_into(store, "imported", source)
        with SqliteStore(Path(folder) / "beside.db") as beside:
            import_into(beside, "imported", source)
        clients = sum(ClientBook(store, book=b).clients.count() for b in ("warm", "imported"))
        sizes(dsn, clients)
        grown = [_size(dsn)]
        for number in range(again):
            _change(source, number)
            import_into(store, "imported", source)
            with psycopg.connect(dsn, autocommit=True) as owner:
                owner.execute("VACUUM")
            grown.append(_size(dsn))
        told = ", ".join(f"{size / 2**20:.1f}" for size in grown)
        print(f"  MiB before and after {again} more, everybody moves each time: {told}")
        with psycopg.connect(dsn, autocommit=True) as owner:
            for table in TABLES:
                owner.execute("VACUUM FULL " + table)
        print(f"  {_size(dsn) / 2**20:.1f} MiB once every table is written anew")


def _size(dsn: str) -> int:
    with psycopg.connect(dsn) as owner:
        row = owner.execute(
            "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
            " WHERE relname LIKE 'clientbook%' AND relkind = 'r'"
        ).fetchone()
    assert row is not None
    return int(row[0])


def _change(source: Path, number: int) -> None:
    """Give everybody in a file another street."""
    with source.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    with source.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        for row in rows:
            street, _, town = row[5].partition(", ")
            row[5] = f"{number + 1} {street.partition(' ')[2]}, {town}"
            writer.writerow(row)


def _requests(
    book: ClientBook, of: int, dice: random.Random
) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what people do: mostly look, now and then write."""
    number = dice.randrange(of)
    some = f"c{number:07d}"
    patch = ProfilePatch(set={"company": name(dice)})
    yield "search", lambda: book.search.find(name(dice)[:4])
    yield "get", lambda: book.clients.get(some)
    yield "count", lambda: book.clients.count(Filter(tags=("t3",), has_mobile=True))
    yield "page", lambda: book.lists.page(limit=50)
    yield "check", lambda: book.clients.check(made_up(number, dice))
    yield "update", lambda: book.clients.update(some, patch, expected=None, by=BY)


@attrs.frozen
class Load:
    """How long programs work, and on how many books of how many clients."""

    seconds: float
    books: int
    of: int


def _customer(dsn: str, seed: int, load: Load, all_here: Any, told: Any) -> None:
    """Work in books by chance until the time is over, once everybody has begun."""
    dice, times, errors = random.Random(seed), dict[str, list[float]](), Counter[str]()
    with PostgresStore(dsn, row_security=True) as store:
        for _, ask in _requests(ClientBook(store, book=PATTERN), load.of, dice):
            ask()
        all_here.wait()
        until = time.monotonic() + load.seconds
        while time.monotonic() < until:
            book = ClientBook(store, book=f"b{dice.randrange(load.books):04d}")
            for what, ask in _requests(book, load.of, dice):
                start = time.perf_counter()
                try:
                    ask()
                except Exception as error:  # noqa: BLE001 - counted: none may come out
                    errors[type(error).__name__] += 1
                times.setdefault(what, []).append((time.perf_counter() - start) * 1000)
    told.put((times, errors))


def at_once(dsn: str, processes: int, load: Load) -> None:
    """Have programs work at once, behind row security, and print how long they waited."""
    context = multiprocessing.get_context("spawn")
    told, all_here = context.Queue(), context.Barrier(processes)
    workers = [
        context.Process(target=_customer, args=(dsn, seed, load, all_here, told))
        for seed in range(processes)
    ]
    for worker in workers:
        worker.start()
    answers = [told.get() for _ in workers]
    for worker in workers:
        worker.join()
    times: dict[str, list[float]] = {}
    for theirs, _ in answers:
        for what, taken in theirs.items():
            times.setdefault(what, []).extend(taken)
    errors = sum((failed for _, failed in answers), Counter[str]())
    every = [each for taken in times.values() for each in taken]
    print(
        f"{processes} processes for {load.seconds:.0f} s over {load.books:,} books:"
        f" {len(every):,} calls, {len(every) / load.seconds:,.0f} a second, errors: {dict(errors)}"
    )
    for what, taken in (*times.items(), ("all", every)):
        cuts = statistics.quantiles(taken, n=100)
        print(f"  {what:<38}p50 {cuts[49]:8.1f} ms   p99 {cuts[98]:8.1f} ms", flush=True)
