"""X52: words in a plain table, and the way to it from the server's text search."""

from typing import Any

import psycopg
from tests.book.people import ANNE, mobile, person
from tests.postgres_server import Server

from clientbook.book import ClientBook
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
        before = [_found(store, text) for text in ("ann", "ro", "45678", "bo")]
    with psycopg.connect(dsn, autocommit=True) as owner:  # as the first version left it
        owner.execute("DROP TABLE clientbook_words")
        owner.execute("ALTER TABLE clientbook_clients ADD COLUMN tokens tsvector")
        owner.execute(
            "CREATE INDEX clientbook_clients_tokens ON clientbook_clients USING gin (tokens)"
        )
        owner.execute("UPDATE clientbook_meta SET value = '1' WHERE name = 'schema'")
    with PostgresStore(dsn) as store:
        assert [_found(store, text) for text in ("ann", "ro", "45678", "bo")] == before
        assert before[0] == ["Ann Roy"]


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
