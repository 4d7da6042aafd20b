"""A PostgreSQL book of many clients: counts, searches and pages, as owner and behind row security.

    python -m benchmarks.postgres_scale 200000 [DSN]

Without a DSN it starts a server of its own, as the tests do.  The seeded clients have two names, a
mobile number, and labels of a shop: most a mobile, half an e-mail address, one in ten a tag, and
five stages of consent.  Each figure is the median, and the slowest, of 40 questions.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime

import psycopg
from tests.postgres_server import running_server

from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.storage.postgres import PostgresStore, row_security_statements
from clientbook.storage.protocols import (
    ClientWrite,
    FacetFilter,
    IndexEntry,
    SearchColumn,
    SearchQuery,
)

BOOK = "shop"
ROUNDS = 40
NOW = datetime(2026, 3, 2, tzinfo=UTC)
CONSONANTS, VOWELS = "bdlmnrs", "aeiou"


def name(dice: random.Random) -> str:
    """Return a name of three syllables."""
    return "".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) for _ in range(3))


def write(number: int, dice: random.Random) -> ClientWrite:
    """Return one client with what is indexed of it."""
    given, family = name(dice), name(dice)
    phone = f"+336{number:08d}"
    profile = Profile(name=PersonName(given=given, family=family), phones=(PhoneNumber(phone),))
    client = Client(f"c{number:07d}", profile, Origin(OriginKind.MANUAL), NOW, NOW)
    facets = [
        f"origin:{dice.choice(['import', 'manual', 'booking'])}",
        f"stage:{dice.randrange(5)}",
    ]
    facets += ["mobile", "phone"] if dice.random() < 0.8 else ["phone"]
    facets += ["email"] if dice.random() < 0.5 else []
    facets += [f"tag:{dice.randrange(10)}"]
    words = (
        (SearchColumn.NAME, f"{given} {family}"),
        (SearchColumn.MOBILE, f"{phone[1:]} {phone[-9:]} {phone[-4:]}"),
    )
    entry = IndexEntry(f"{family} {given}", words, (f"p:{phone}",), (), tuple(sorted(facets)))
    return ClientWrite(client, 0, entry)


def load(dsn: str, count: int) -> None:
    """Fill the book, and let the server learn what is in it."""
    dice = random.Random(7)
    with PostgresStore(dsn) as store:
        for first in range(0, count, 2000):
            rows = [write(n, dice) for n in range(first, min(first + 2000, count))]
            with store.transaction(BOOK):
                store.put_clients(BOOK, rows)
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def measure(what: str, ask: Callable[[random.Random], object]) -> None:
    """Print the median and the slowest of some questions."""
    dice = random.Random(11)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask(dice)
        times.append((time.perf_counter() - start) * 1000)
    print(f"  {what:<38}{statistics.median(times):8.1f} ms{max(times):9.1f} ms", flush=True)


def questions(store: PostgresStore) -> None:
    """Ask what a desk asks."""

    def prefix(text: str) -> object:
        query = SearchQuery(((text,),), prefix=True, columns=frozenset(SearchColumn))
        return store.search(BOOK, query, limit=50)

    def tag(dice: random.Random) -> str:
        return f"tag:{dice.randrange(10)}"

    def where(*all_of: str, none_of: tuple[str, ...] = ()) -> FacetFilter:
        return FacetFilter(frozenset(all_of), frozenset(none_of))

    measure("count of everybody", lambda _: store.count_clients(BOOK))
    measure("count of a tag", lambda d: store.count_clients(BOOK, where(tag(d))))
    measure(
        "count of a tag with a mobile", lambda d: store.count_clients(BOOK, where(tag(d), "mobile"))
    )
    measure(
        "count of a tag without e-mail",
        lambda d: store.count_clients(BOOK, where(tag(d), none_of=("email",))),
    )
    measure(
        "count of mobile and e-mail", lambda _: store.count_clients(BOOK, where("mobile", "email"))
    )
    measure("prefix of 4 letters", lambda d: prefix(name(d)[:4]))
    measure("prefix of 2 letters", lambda d: prefix(name(d)[:2]))
    measure("end of a number, whole", lambda d: prefix(f"{d.randrange(10_000):04d}"))
    measure("first page of everybody", lambda _: store.list_clients(BOOK, limit=50))
    measure(
        "a page in the middle",
        lambda d: store.list_clients(BOOK, after=(f"{name(d)} a", "c"), limit=50),
    )
    measure(
        "first page of a tag with a mobile",
        lambda d: store.list_clients(BOOK, where(tag(d), "mobile"), limit=50),
    )


def main(count: int, dsn: str | None) -> None:
    """Load and measure."""
    with ExitStack() as stack:
        if dsn is None:
            dsn = stack.enter_context(running_server()).empty_database()
        start = time.perf_counter()
        load(dsn, count)
        seconds = time.perf_counter() - start
        print(f"{count:,} clients, loaded in {seconds:.0f} s, python {sys.version.split()[0]}")
        with PostgresStore(dsn) as store:
            print("as owner of the tables: median, slowest")
            questions(store)
        with psycopg.connect(dsn, autocommit=True) as owner:
            for statement in row_security_statements():
                owner.execute(statement)
            owner.execute("DROP ROLE IF EXISTS clientbook_bench")
            owner.execute("CREATE ROLE clientbook_bench LOGIN")
            owner.execute(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
                " TO clientbook_bench"
            )
        walled = psycopg.conninfo.make_conninfo(dsn, user="clientbook_bench")
        with PostgresStore(walled, row_security=True) as store:
            print("behind row security: median, slowest")
            questions(store)
        with psycopg.connect(dsn) as owner:
            for table, size in owner.execute(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
                " WHERE relname LIKE 'clientbook%' AND relkind = 'r' ORDER BY 2 DESC LIMIT 4"
            ):
                print(f"  {table:<38}{size / 2**20:8.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
