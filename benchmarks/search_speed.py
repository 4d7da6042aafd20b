"""How long a search, a page and a count take in a large book, beside plain LIKE on the same data.

Run: ``python benchmarks/search_speed.py [clients] [--file book.db]``; an existing file is used
again.  It prints the median and the 95th percentile of each kind of question in milliseconds, for
the book and for one table ``(given, family, phone, email, company, city)`` searched with
``LIKE '%text%'`` over all columns, which is what a program without an index does.
"""

import argparse
import platform
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clientbook import Actor, ClientBook, SqliteStore
from clientbook.book.writing import Edit, write
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import Filter, Sort
from clientbook.domain.journal import ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.searching.queries import Scope

SEED = 20_260_101
CHUNK = 5_000
ROUNDS = 40
ACTOR = Actor("benchmark")
_SYLLABLES = [
    "an",
    "ba",
    "cor",
    "da",
    "el",
    "fa",
    "gui",
    "ho",
    "ir",
    "jo",
    "ka",
    "lu",
    "ma",
    "ni",
    "o",
    "pe",
    "qui",
    "ro",
    "sa",
    "te",
    "ul",
    "va",
    "wi",
    "xa",
    "yo",
    "zé",
]
_CITIES = ["Lyon", "Québec", "Nantes", "Paris", "Lille", "Trois-Rivières", "Nice", "Brest"]


def _word(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(count)).capitalize()


def profiles(count: int) -> Iterator[Profile]:
    """Yield made-up persons; names repeat as names do."""
    rng = random.Random(SEED)
    given = [_word(rng, rng.randint(2, 3)) for _ in range(2_000)]
    family = [_word(rng, rng.randint(2, 4)) for _ in range(40_000)]
    for number in range(count):
        first = given[int(rng.random() ** 2 * len(given))]
        last = family[int(rng.random() ** 2 * len(family))]
        phones = [PhoneNumber(f"+336{rng.randrange(10**8):08d}", PhoneKind.MOBILE)]
        if rng.random() < 0.3:
            phones.append(PhoneNumber(f"+331{rng.randrange(10**8):08d}", PhoneKind.HOME))
        if rng.random() < 0.1:
            phones = phones[1:]
        emails = [EmailAddress(f"{first}.{last}{number}@example.org".lower())]
        yield Profile(
            name=PersonName(given=first, family=last),
            phones=tuple(phones),
            emails=tuple(emails[: rng.random() < 0.7]),
            company=f"{_word(rng, 3)} {rng.choice(_CITIES)}" if rng.random() < 0.2 else None,
            addresses=(PostalAddress(locality=rng.choice(_CITIES)),),
            tags=("vip",) if rng.random() < 0.05 else (),
        )


def fill(book: ClientBook, count: int) -> None:
    """Write *count* clients, every twentieth unsubscribed from text messages."""
    origin = Origin(OriginKind.IMPORT, ACTOR)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    chunk: list[Client] = []
    start = time.perf_counter()
    for number, profile in enumerate(profiles(count), start=1):
        chunk.append(Client(f"c{number:09d}", profile, origin, now, now))
        if len(chunk) == CHUNK or number == count:
            with book.context.unit():
                write(book.context, [Edit(ChangeKind.CREATED, None, c) for c in chunk], actor=ACTOR)
                book.consent.record([_out(c, now) for c in chunk[::20]])
            chunk.clear()
            if number % 100_000 == 0:
                rate = number / (time.perf_counter() - start)
                print(f"  {number:>9,} clients written, {rate:,.0f}/s", flush=True)


def _out(client: Client, now: datetime) -> ConsentEvent:
    return ConsentEvent(
        f"out-{client.id}",
        client.id,
        Channel.SMS,
        "MARKETING" if client.id.endswith("1") else "GENERAL",
        ConsentState.OPTED_OUT,
        now - timedelta(days=1),
        basis=ConsentBasis.EXPRESS,
    )


def plain(path: Path, count: int) -> sqlite3.Connection:
    """Return the table a program without an index would have, with the same people."""
    fresh = not path.exists()
    connection = sqlite3.connect(path)
    if fresh:
        connection.execute("CREATE TABLE client (given, family, phone, email, company, city)")
        rows = (
            (
                p.name.given if p.name else "",
                p.name.family if p.name else "",
                p.phones[0].e164 if p.phones else "",
                p.emails[0].address if p.emails else "",
                p.company,
                p.addresses[0].locality,
            )
            for p in profiles(count)
        )
        connection.executemany("INSERT INTO client VALUES (?,?,?,?,?,?)", rows)
        connection.commit()
    return connection


def timed(name: str, questions: list[Callable[[], object]]) -> None:
    """Print how long the questions took."""
    questions[0]()  # the file's pages are read once before, as in a program that runs
    times = []
    for question in questions:
        start = time.perf_counter()
        question()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    worst = times[int(len(times) * 0.95) - 1]
    print(f"  {name:<42} median {statistics.median(times):8.2f} ms   p95 {worst:8.2f} ms")


def _texts(count: int) -> dict[str, list[str]]:
    rng = random.Random(SEED + 1)
    people = list(profiles(min(count, 20_000)))
    picked = [rng.choice(people) for _ in range(ROUNDS)]
    names = [p.name for p in picked if p.name and p.name.given and p.name.family]
    return {
        "2 letters of a name": [str(n.family)[:2] for n in names],
        "4 letters of a name": [str(n.family)[:4] for n in names],
        "first and last name": [f"{n.given} {n.family}" for n in names],
        "beginnings of both names": [f"{str(n.given)[:3]} {str(n.family)[:4]}" for n in names],
        "a whole number": [p.phones[0].e164 for p in picked if p.phones],
        "the beginning of a number": [f"0{p.phones[0].e164[3:8]}" for p in picked if p.phones],
        "an e-mail address": [p.emails[0].address for p in picked if p.emails],
        "a town": _CITIES * 5,
        "nobody": [f"zzyq{n}" for n in range(ROUNDS)],
    }


def ask(book: ClientBook, count: int, table: sqlite3.Connection) -> None:
    """Ask every kind of question."""
    print("search, 50 best of any field")
    for name, texts in _texts(count).items():
        timed(name, [lambda t=t: book.search.find(t) for t in texts])
        timed("  … LIKE '%text%'", [lambda t=t: _like(table, t) for t in texts[:5]])
    print("the look-up box (name or phone)")
    timed("suggest, 3 letters", [
        lambda t=t: book.search.suggest(t[:3]) for t in _texts(count)["first and last name"]
    ])  # fmt: skip
    timed("customers tab, 4 letters", [
        lambda t=t: book.search.find(t, scope=Scope.NAME_OR_MOBILE)
        for t in _texts(count)["4 letters of a name"]
    ])  # fmt: skip
    print("lists of 50, with total")
    filters = {
        "everybody": Filter(),
        "with mobile": Filter(has_mobile=True),
        "without mobile": Filter(has_mobile=False),
        "tag": Filter(tags=("vip",)),
        "unsubscribed from GENERAL by SMS": Filter(unsubscribed_from=((Channel.SMS, "GENERAL"),)),
        "subscribed to GENERAL by SMS": Filter(subscribed_to=((Channel.SMS, "GENERAL"),)),
        "tag, with mobile, subscribed": Filter(
            tags=("vip",), has_mobile=True, subscribed_to=((Channel.SMS, "GENERAL"),)
        ),
        "never had an appointment": Filter(has_appointment=False),
    }
    for name, where in filters.items():
        timed(f"page: {name}", [lambda w=where: book.lists.page(w)] * 10)
        timed(f"count: {name}", [lambda w=where: book.clients.count(w)] * 10)
    page = book.lists.page(sort=Sort.NAME_DESC)
    timed("next page", [lambda: book.lists.page(sort=Sort.NAME_DESC, after=page.next)] * 20)


def _like(table: sqlite3.Connection, text: str) -> list[tuple[str, ...]]:
    columns = (
        "given || ' ' || family || ' ' || phone || ' ' || email || ' ' || coalesce(company,'')"
    )
    sql = f"SELECT * FROM client WHERE {columns} || city LIKE ? ORDER BY family LIMIT 50"
    return table.execute(sql, (f"%{text}%",)).fetchall()


def main() -> None:
    """Fill a book unless it is there, and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clients", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--file", type=Path, default=Path("search_speed.db"))
    options = parser.parse_args()
    fresh = not options.file.exists()
    book = ClientBook(SqliteStore(options.file))
    if fresh:
        fill(book, options.clients)
    total = book.clients.count()
    print(
        f"{total:,} clients, SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}, "
        f"{platform.machine()}"
    )
    ask(book, total, plain(options.file.with_suffix(".plain.db"), total))


if __name__ == "__main__":
    main()
