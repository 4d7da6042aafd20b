"""Made-up clients in one book of PostgreSQL, and what a desk asks about them.

Parts of :mod:`benchmarks.postgres_scale`, which says how they are run.
"""

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import psycopg

from clientbook import ClientBook
from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import Filter
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.searching.entries import make_entry
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.protocols import ClientWrite

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ROUNDS = 40
CONSONANTS, VOWELS = "bdlmnrs", "aeiou"


def name(dice: random.Random) -> str:
    """Return a name of three syllables."""
    return "".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) for _ in range(3)).capitalize()


def made_up(number: int, dice: random.Random) -> Profile:
    """Return somebody with two names, a number, one tag of ten, and half with an address."""
    given, family = name(dice), name(dice)
    kind = PhoneKind.MOBILE if dice.random() < 0.8 else PhoneKind.UNKNOWN
    mail = EmailAddress(f"{given}.{family}{number}@example.org".lower())
    return Profile(
        name=PersonName(given, family),
        phones=(PhoneNumber(f"+336{number:08d}", kind=kind),),
        emails=(mail,) if dice.random() < 0.5 else (),
        tags=(f"t{dice.randrange(10)}",),
    )


def fill(store: PostgresStore, book: str, count: int) -> None:
    """Write so many clients, with all that is indexed of them."""
    dice = random.Random(7)
    kinds = (OriginKind.IMPORT, OriginKind.MANUAL, OriginKind.ONLINE_BOOKING)
    for first in range(0, count, 2000):
        clients = [
            Client(f"c{n:07d}", made_up(n, dice), Origin(dice.choice(kinds)), NOW, NOW)
            for n in range(first, min(first + 2000, count))
        ]
        with store.transaction(book):
            store.put_clients(book, [ClientWrite(c, 0, make_entry(c)) for c in clients])


def refresh(dsn: str) -> None:
    """Have the server learn what is in its tables, as its autovacuum would."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def questions(book: ClientBook, count: int) -> None:
    """Ask what a desk asks; print the quickest, the median and the slowest of each question."""

    def tagged(dice: random.Random, **more: bool) -> Filter:
        return Filter(tags=(f"t{dice.randrange(10)}",), **more)  # type: ignore[arg-type]

    def known(dice: random.Random) -> Profile:
        """Somebody who may be there: another name's number, or a name with a slip."""
        return made_up(dice.randrange(count), dice)

    def prefix(text: str) -> object:
        return book.search.find(text, limit=50)

    clients, page = book.clients, book.lists.page
    asked: list[tuple[str, Callable[[random.Random], object]]] = [
        ("count of everybody", lambda _: clients.count()),
        ("count of a tag", lambda d: clients.count(tagged(d))),
        ("count of a tag with a mobile", lambda d: clients.count(tagged(d, has_mobile=True))),
        ("count of a tag without e-mail", lambda d: clients.count(tagged(d, has_email=False))),
        (
            "count of mobile and e-mail",
            lambda _: clients.count(Filter(has_mobile=True, has_email=True)),
        ),
        ("search, 4 letters", lambda d: prefix(name(d)[:4])),
        ("search, 2 letters", lambda d: prefix(name(d)[:2])),
        ("search, 1 letter", lambda d: prefix(name(d)[:1])),
        ("search, four last digits", lambda d: prefix(f"{d.randrange(10_000):04d}")),
        ("search, 4 letters, of a tag", lambda d: book.search.find(name(d)[:4], tagged(d))),
        ("duplicate check of a profile", lambda d: clients.check(known(d))),
        ("first page of everybody", lambda _: page(limit=50)),
        ("first page of a tag with a mobile", lambda d: page(tagged(d, has_mobile=True), limit=50)),
    ]
    for what, ask in asked:
        dice = random.Random(11)
        ask(dice)  # modules are imported with the first question of their kind
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            ask(dice)
            times.append((time.perf_counter() - start) * 1000)
        figures = (min(times), statistics.median(times), max(times))
        print(f"  {what:<38}" + "".join(f"{figure:9.1f} ms" for figure in figures), flush=True)
