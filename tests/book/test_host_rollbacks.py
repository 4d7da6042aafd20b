"""X48, X52: what a host rolls back holds for no open book; several share a transaction."""

import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import psycopg
import pytest
from tests.book.conftest import region
from tests.book.people import ANNE, mobile, person
from tests.postgres_server import Server, empty_tables

from clientbook.book import ClientBook
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Filter
from clientbook.domain.settings import SAFE, Topic
from clientbook.errors import SettingsConflictError, StoreUnavailableError
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

FRANCE = region("FR")


@attrs.frozen
class Host:
    """A host's connection, and how a store joins it."""

    connection: Any
    join: Callable[[], Store]


@pytest.fixture(params=["sqlite", "postgres"])
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    """A host whose database has the tables and nothing in them."""
    if request.param == "sqlite":
        plain = sqlite3.connect(":memory:")
        yield Host(plain, lambda: SqliteStore(connection=plain))
        plain.close()
        return
    server: Server = request.getfixturevalue("postgres")
    with psycopg.connect(server.emptied_database()) as connection:
        yield Host(connection, lambda: PostgresStore(connection=connection))
        connection.rollback()


def _facts(book: ClientBook) -> list[object]:
    """Return what a program goes by: settings, definitions, marks, and answers by them."""
    return [
        book.settings,
        book.attributes.list(),
        book.privacy.shared(),
        book.clients.count(),
        book.clients.count(Filter(may_contact=((Channel.EMAIL, "GENERAL"),))),
        [
            (hit.profile, book.consent.may_contact(hit.id, Channel.EMAIL, "GENERAL").allowed)
            for hit in sorted(book.search.find("Ann"), key=lambda client: client.id)
        ],
    ]


def _steps(book: ClientBook, chance: random.Random) -> Iterator[Callable[[], object]]:
    """Yield things that a program does, by chance."""
    places = itertools.count()
    while True:
        number = next(places)
        changed = chance.choice(
            [
                {"default_region": chance.choice(["FR", "BE", "CH"])},
                {"opt_outs_follow_addresses": chance.random() < 0.5},
                {"topics": (*SAFE.topics, Topic("NEWS", chance.random() < 0.5))},
                {"language": chance.choice(["en", "fr"])},
            ]
        )
        kind = chance.choice(list(AttributeType)[:2])
        yield chance.choice(
            [
                lambda c=changed: book.change_settings(attrs.evolve(book.settings, **c), by=ANNE),
                lambda k=kind: book.attributes.define(AttributeDefinition("Size", k), by=ANNE),
                lambda: book.privacy.mark_shared("+33612345678", by=ANNE),
                lambda: book.privacy.unmark_shared("+33612345678", by=ANNE),
                lambda n=number: book.clients.create(
                    person("Ann", mobile(f"+3361234{n:04d}"), email="ann@example.org"),
                    by=ANNE,
                ),
            ]
        )


@pytest.mark.parametrize("seed", range(6))
def test_an_open_book_goes_by_what_stands(host: Host, seed: int) -> None:
    """X48: after commit, rollback and rollback to a savepoint, as a program that opens it then."""
    chance = random.Random(seed)
    book = ClientBook(host.join(), settings=FRANCE)
    ann = book.clients.create(person("Ann", email="ann@example.org"), by=ANNE)
    book.consent.set_subscriptions(ann.id, {(Channel.EMAIL, "*"): False}, by=ANNE)
    host.connection.commit()
    steps = _steps(book, chance)
    for _ in range(12):
        end = chance.choice(["commit", "rollback", "savepoint", "unit"])
        if end == "savepoint":
            if chance.random() < 0.5:
                next(steps)()
            else:
                book.clients.create(person("Bob"), by=ANNE)
            host.connection.execute("SAVEPOINT host")
        for _ in range(chance.randint(1, 3)):
            next(steps)()
        if end == "savepoint":
            host.connection.execute("ROLLBACK TO SAVEPOINT host")
        elif end == "unit":
            with pytest.raises(ZeroDivisionError), book.context.unit():
                raise ZeroDivisionError(next(steps)())
        elif end == "commit":
            host.connection.commit()
        else:
            host.connection.rollback()
        assert _facts(book) == _facts(ClientBook(host.join()))


@pytest.mark.parametrize("insisting", [True, False])
@pytest.mark.parametrize("end", ["rollback", "savepoint", "unit"])
def test_settings_of_a_new_book_are_kept_with_what_stands(
    host: Host, end: str, insisting: bool
) -> None:
    """X48: the first thing that is written and stands has them, whatever was written before."""
    asked = {"settings" if insisting else "first_settings": FRANCE}
    book = ClientBook(host.join(), **asked)  # type: ignore[arg-type]
    host.connection.commit()
    if end == "unit":
        with pytest.raises(ZeroDivisionError), book.context.unit():
            raise ZeroDivisionError(book.clients.create(person("Ann"), by=ANNE))
    elif end == "savepoint":
        host.connection.execute("BEGIN") if isinstance(host.connection, sqlite3.Connection) else 0
        host.connection.execute("SAVEPOINT host")
        book.clients.create(person("Ann"), by=ANNE)
        host.connection.execute("ROLLBACK TO SAVEPOINT host")
    else:
        book.clients.create(person("Ann"), by=ANNE)
        host.connection.rollback()
    assert ClientBook(host.join()).settings == SAFE
    assert book.settings == FRANCE
    book.clients.create(person("Bob"), by=ANNE)
    host.connection.commit()
    assert ClientBook(host.join()).settings == book.settings == FRANCE
    with pytest.raises(SettingsConflictError):
        ClientBook(host.join(), settings=region("CA"))


def test_a_change_is_made_again_after_a_rollback(host: Host) -> None:
    """X48: with the settings asked for before as well; what others have set is refused still."""
    book = ClientBook(host.join(), settings=FRANCE)
    book.clients.create(person("Ann"), by=ANNE)
    host.connection.commit()
    wanted = attrs.evolve(book.settings, default_region="BE", language="fr")
    book.change_settings(wanted, by=ANNE)
    host.connection.rollback()
    book.change_settings(wanted, by=ANNE)
    host.connection.commit()
    assert ClientBook(host.join()).settings == book.settings == wanted
    held = attrs.evolve(book.settings, restore_days=5)
    other = ClientBook(host.join())
    other.change_settings(attrs.evolve(other.settings, restore_days=7), by=ANNE)
    host.connection.commit()
    with pytest.raises(SettingsConflictError):
        book.change_settings(held, by=ANNE)


def test_books_opened_inside_what_falls(host: Host) -> None:
    """X48: a book that was opened inside a transaction goes by what stands after it as well."""
    book = ClientBook(host.join(), settings=FRANCE)
    book.clients.create(person("Ann"), by=ANNE)
    host.connection.commit()
    book.change_settings(attrs.evolve(FRANCE, default_region="BE"), by=ANNE)
    inside = ClientBook(host.join())
    assert inside.settings.default_region == "BE"
    host.connection.rollback()
    assert inside.settings == book.settings == FRANCE


def test_a_failed_transaction_of_the_host_still_has_settings(postgres: Server) -> None:
    """X48: messages are written by them after an error."""
    with psycopg.connect(postgres.emptied_database()) as connection:
        book = ClientBook(PostgresStore(connection=connection), settings=FRANCE)
        with pytest.raises(psycopg.errors.DivisionByZero):
            connection.execute("SELECT 1 / 0")
        assert book.settings == FRANCE
        connection.rollback()
    assert book.settings == FRANCE


@pytest.mark.parametrize("seed", range(4))
def test_walled_books_take_turns_in_one_transaction(postgres: Server, seed: int) -> None:
    """X52, D2: two books in units of work that hold each other answer as each would alone."""
    chance = random.Random(seed)
    as_role, dsn = postgres.walled_database()
    empty_tables(dsn)
    with psycopg.connect(as_role) as connection:

        def opened(name: str) -> ClientBook:
            store = PostgresStore(connection=connection, row_security=True)
            return ClientBook(store, book=name, settings=FRANCE)

        books = {name: opened(name) for name in ("one", "two")}
        counts = dict.fromkeys(books, 0)

        def turn(depth: int, held: tuple[str, ...]) -> None:
            for _ in range(3):
                name = chance.choice(list(books))
                book = books[name]
                if chance.random() < 0.5:
                    book.clients.create(
                        person("Ann", mobile(f"+3361234{counts[name]:04d}")), by=ANNE
                    )
                    counts[name] += 1
                if depth and name not in held:
                    with book.context.unit():
                        turn(depth - 1, (*held, name))
                connection.execute("SAVEPOINT host")
                books[chance.choice(list(books))].clients.count()
                connection.execute("ROLLBACK TO SAVEPOINT host")
                for each, own in books.items():
                    assert own.clients.count() == own.search.count("Ann") == counts[each]
                    assert own.settings == FRANCE

        turn(2, ())
        connection.rollback()
    empty_tables(dsn)


def test_counters_that_were_taken_away_are_a_typed_error(host: Host) -> None:
    """D10: a host that deletes the row of a book meanwhile is told, in our words."""
    book = ClientBook(host.join(), settings=FRANCE)
    book.clients.create(person("Ann"), by=ANNE)

    def meanwhile() -> None:
        with book.context.unit():
            host.connection.execute("DELETE FROM clientbook_books")
            book.clients.create(person("Bob"), by=ANNE)

    with pytest.raises(StoreUnavailableError) as caught:
        meanwhile()
    assert caught.value.reason == "corrupt"
