"""X52: words in a table, bitmaps to count by, and the way there from the first version."""

from typing import Any

import psycopg
from tests.book.people import ANNE, mobile, person
from tests.postgres_server import Server

from clientbook.book import ClientBook
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.storage.postgres import PostgresStore


def _found(store: PostgresStore, text: str) -> list[str]:
    return [client.profile.display_name for client in ClientBook(store).search.find(text)]


def test_x52_a_database_of_the_first_version_is_filled_in_place(postgres: Server) -> None:
    """X52: words of clients that were there before the table are found after the migration."""
    dsn = postgres.new_database()
    with PostgresStore(dsn) as store:
        book = ClientBook(store)
        book.clients.create(person("Ann Roy", mobile()), by=ANNE)
        gone = book.clients.create(person("Bo Roy"), by=ANNE)
        book.clients.delete(gone.id, by=ANNE)
        counted = book.clients.count(), book.clients.count(Filter(has_mobile=True))
        before = [_found(store, text) for text in ("ann", "ro", "45678", "bo")]
    with psycopg.connect(dsn, autocommit=True) as owner:  # as the first version left it
        owner.execute("DROP TABLE clientbook_words, clientbook_facet_blocks")
        owner.execute("ALTER TABLE clientbook_clients ADD COLUMN tokens tsvector")
        owner.execute(
            "CREATE INDEX clientbook_clients_tokens ON clientbook_clients USING gin (tokens)"
        )
        owner.execute("UPDATE clientbook_meta SET value = '1' WHERE name = 'schema'")
    with PostgresStore(dsn) as store:
        assert [_found(store, text) for text in ("ann", "ro", "45678", "bo")] == before
        assert before[0] == ["Ann Roy"]
        book = ClientBook(store)
        again = book.clients.count(), book.clients.count(Filter(has_mobile=True))
        assert again == counted == (1, 1)


def _plan(connection: "psycopg.Connection[Any]") -> str:
    lines = connection.execute(
        "EXPLAIN SELECT number FROM clientbook_words"
        " WHERE book = 'main' AND word >= 'nan' AND word < 'nao'"
    )
    return "\n".join(line for (line,) in lines)


def test_x52_a_range_of_words_uses_the_key_behind_row_security(postgres: Server) -> None:
    """X52: comparisons of text are leakproof: the policy does not stand before the index."""
    walled, _ = postgres.walled_database()
    with psycopg.connect(walled) as connection:
        connection.execute("SET LOCAL enable_seqscan = off")
        plan = _plan(connection)
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "word >= 'nan'" in condition


def test_x52_filtered_counts_read_no_row_of_a_client(postgres: Server) -> None:
    """X52: a count by labels of profiles asks one statement, of bitmaps; it equals the list."""
    with PostgresStore(postgres.new_database()) as store:
        book = ClientBook(store)
        people = [
            book.clients.create(
                person(
                    f"N{n}",
                    *([mobile(f"+336{n:08d}")] if n % 2 else []),
                    email=f"n{n}@b.fr" if n % 3 else None,
                    tags=["vip"] if n % 5 else [],
                ),
                by=ANNE,
            )
            for n in range(30)
        ]
        book.clients.delete(people[1].id, by=ANNE)
        book.clients.update(
            people[7].id, ProfilePatch(remove={"tags": ["vip"]}), expected=None, by=ANNE
        )
        asked: list[str] = []
        plain = store._session.rows
        for where in (
            Filter(),
            Filter(has_mobile=True),
            Filter(has_mobile=False, has_email=True),
            Filter(tags=["vip"], has_mobile=True),
            Filter(tags=["vip"], has_email=False, has_mobile=False),
            Filter(tags=["nobody"]),
        ):
            listed = len(list(book.lists.page(where, limit=100)))
            store._session.rows = lambda sql, *values: (  # type: ignore[method-assign]
                asked.append(sql) or plain(sql, *values)  # type: ignore[func-returns-value]
            )
            assert book.clients.count(where) == listed
            store._session.rows = plain  # type: ignore[method-assign]
        assert len(asked) == 6
        assert all("clientbook_facet_blocks" in sql for sql in asked)
