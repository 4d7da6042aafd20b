"""PostgreSQL as people run it: a large book, many books, programs at once, what imports leave.

    python -m benchmarks.postgres_scale [--clients 200000] [--books 1000] [--of 1000]
        [--processes 8] [--seconds 60] [--rows 5000] [--again 10] [--only PART ...] [--dsn DSN]

Without a DSN it starts a server of its own, as the tests do.  Clients of the large book and of the
thousand are seeded: two names, a number, a tag, half with an e-mail address; they are written by
the store with all their index entries.  The thousand books are copies of one, made by the server.
What is imported goes the whole way of an import.  Parts: imports (first, into empty tables),
books, programs, large.
"""

import argparse
import sys
import time
from contextlib import ExitStack

import psycopg
from benchmarks.postgres_books import Load, at_once, imports, many_books
from benchmarks.postgres_clients import fill, questions, refresh
from tests.postgres_server import running_server

from clientbook import ClientBook
from clientbook.storage.postgres import PostgresStore, row_security_statements

ROLE = "clientbook_bench"
PARTS = ("imports", "books", "programs", "large")


def walled(dsn: str) -> str:
    """Wall the books off from each other, and return the connection string of who is inside."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        for statement in row_security_statements():
            owner.execute(statement)
        row = owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone()
        if row is None:
            owner.execute(f"CREATE ROLE {ROLE} LOGIN".encode())
        owner.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "
            f"{ROLE}".encode()
        )
    return psycopg.conninfo.make_conninfo(dsn, user=ROLE)


def both_ways(dsn: str, book: str, count: int) -> None:
    """Ask about one book as owner of the tables, and behind row security."""
    with PostgresStore(dsn) as store:
        print("as owner of the tables: quickest, median, slowest")
        questions(ClientBook(store, book=book), count)
    with PostgresStore(walled(dsn), row_security=True) as store:
        print("behind row security: quickest, median, slowest")
        questions(ClientBook(store, book=book), count)


def large(dsn: str, clients: int) -> None:
    """Fill one large book beside what is there, and ask."""
    start = time.perf_counter()
    with PostgresStore(dsn) as store:
        fill(store, "large", clients)
    print(f"one book of {clients:,} clients, written in {time.perf_counter() - start:.0f} s")
    refresh(dsn)
    both_ways(dsn, "large", clients)


def measure(dsn: str, told: argparse.Namespace) -> None:
    """Run the parts that are asked for."""
    if "imports" in told.only:
        imports(dsn, told.rows, told.again)
    if "books" in told.only:
        many_books(dsn, told.books, told.of)
        refresh(dsn)
        both_ways(dsn, "b0500", told.of)
    if "programs" in told.only:
        at_once(walled(dsn), told.processes, Load(told.seconds, told.books, told.of))
    if "large" in told.only:
        large(dsn, told.clients)


def main() -> None:
    """Measure what is asked for in one database."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option, usual in (
        ("clients", 200_000),
        ("books", 1_000),
        ("of", 1_000),
        ("processes", 8),
        ("seconds", 60),
        ("rows", 5_000),
        ("again", 10),
    ):
        parser.add_argument(f"--{option}", type=int, default=usual)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--dsn")
    told = parser.parse_args()
    print(f"python {sys.version.split()[0]}")
    with ExitStack() as stack:
        dsn = told.dsn or stack.enter_context(running_server()).empty_database()
        measure(dsn, told)


if __name__ == "__main__":
    main()
