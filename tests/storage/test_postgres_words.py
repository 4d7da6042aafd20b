"""X52: words in portions, bitmaps to filter by, and the way there from the first version."""

import json
import random
from typing import Any

import psycopg
import pytest
from tests.book.people import ANNE, mobile, person
from tests.postgres_server import Server

from clientbook.book import ClientBook
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.storage.memory import MemoryStore
from clientbook.storage.postgres import PostgresStore, lists, make_tables
from clientbook.storage.postgres.bodies import unpack
from clientbook.storage.protocols import FacetFilter, IndexEntry, SearchColumn, SearchQuery, Store
from clientbook.testing.samples import BOOK, START, changed, make_entry, new, put


def _found(store: PostgresStore, text: str) -> list[str]:
    return [client.profile.display_name for client in ClientBook(store).search.find(text)]


def _first_entry(sort_name: str, text: str) -> str:
    """Return the text of an entry as the first version had it."""
    columns = {tag: column.value for column, tag in zip(SearchColumn, "nmpo", strict=True)}
    words, strong, weak, unique, facets = (
        part.split("\x1f") if part else [] for part in text.split("\x1e")
    )
    return json.dumps(
        {
            "sort": sort_name,
            "words": [[columns[held[0]], held[1:]] for held in words],
            "keys": {"identities": strong, "matches": weak, "unique": unique, "facets": facets},
        }
    )


def _as_the_first_version(owner: "psycopg.Connection[Any]") -> None:
    """Take tables of now back to the first version: its tables, its entries, nothing of ours."""
    clients = owner.execute(
        "SELECT book, id, number, revision, sort_name, body FROM clientbook_clients"
    ).fetchall()
    changes = owner.execute(
        "SELECT c.book, seq, client, kind, revision, at, actor,"
        " nullif(substr(channel, 2), ''), r.cause, fields, before"
        " FROM clientbook_changes c JOIN clientbook_causes r ON r.book = c.book AND key = c.cause"
    ).fetchall()
    owner.execute(
        "DROP TABLE clientbook_words, clientbook_facet_blocks, clientbook_identities,"
        " clientbook_matches, clientbook_unique_keys, clientbook_clients, clientbook_changes,"
        " clientbook_causes"
    )
    owner.execute("CREATE SCHEMA first")
    owner.execute("SET LOCAL search_path TO first")
    make_tables(owner, version=1)
    owner.execute("SET LOCAL search_path TO public")
    for table in ("clients", "changes", "identities", "matches", "unique_keys", "facets"):
        owner.execute(f"ALTER TABLE first.clientbook_{table} SET SCHEMA public".encode())
    owner.execute("DROP SCHEMA first CASCADE")
    for *row, body in clients:
        document, text = unpack(row[1], body)
        owner.execute(
            "INSERT INTO clientbook_clients"
            " (book, id, number, revision, sort_name, document, entry)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (*row, document, text and _first_entry(row[-1], text)),
        )
    for change in changes:
        owner.execute(
            "INSERT INTO clientbook_changes (book, seq, client, kind, revision, at, actor,"
            " channel, cause, fields, before)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            change,
        )
    owner.execute("UPDATE clientbook_meta SET value = '1' WHERE name = 'schema'")


def test_x52_a_database_of_the_first_version_is_filled_in_place(postgres: Server) -> None:
    """X52: clients of the first version are found, counted and taken out again as new ones are."""
    dsn = postgres.new_database()
    with PostgresStore(dsn) as store:
        book = ClientBook(store)
        ann = book.clients.create(person("Ann Roy", mobile()), by=ANNE)
        gone = book.clients.create(person("Bo Roy"), by=ANNE)
        book.clients.delete(gone.id, by=ANNE)
        with store.transaction("main"):
            store.set_facets("main", "visit", {ann.id: ["2026-05-12"]})
        key = "p:" + mobile().e164
        before = _all_of(store, key)
        told = store.read_changes("main")
    with psycopg.connect(dsn) as owner:
        _as_the_first_version(owner)
    with PostgresStore(dsn) as store:
        assert _all_of(store, key) == before
        assert store.read_changes("main") == told
        assert before == (["Ann Roy"], ["Ann Roy"], ["Ann Roy"], [], 1, 1, {key: (ann.id,)}, 1)
        ClientBook(store).clients.delete(ann.id, by=ANNE)
        assert _all_of(store, key) == ([], [], [], [], 0, 0, {}, 0)
    with psycopg.connect(dsn) as owner:
        words = owner.execute("SELECT * FROM clientbook_words").fetchall()
    assert words == []


def _all_of(store: PostgresStore, key: str) -> tuple[Any, ...]:
    clients = ClientBook(store).clients
    visit = FacetFilter(ranges=(("visit/2026", "visit/2027"),))
    return (
        *(_found(store, text) for text in ("ann", "ro", "45678", "bo")),
        clients.count(),
        clients.count(Filter(has_mobile=True)),
        store.find_holders("main", [key], cap=5),
        store.count_clients("main", visit),
    )


def _plan(connection: "psycopg.Connection[Any]") -> str:
    lines = connection.execute(
        "EXPLAIN SELECT block, words FROM clientbook_words"
        " WHERE book = 'main' AND bucket >= 'nan' AND bucket < 'nao'"
    )
    return "\n".join(line for (line,) in lines)


def test_x52_a_range_of_words_uses_the_key_behind_row_security(postgres: Server) -> None:
    """X52: comparisons of text are leakproof: the policy does not stand before the index."""
    walled, _ = postgres.walled_database()
    with psycopg.connect(walled) as connection:
        connection.execute("SET LOCAL enable_seqscan = off")
        plan = _plan(connection)
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "bucket >= 'nan'" in condition


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


def test_who_was_deleted_with_many_leaves_nothing_in_the_index(postgres: Server) -> None:
    """X17, D3: what a deletion of many leaves in the index goes with a purge, or another write."""
    dsn = postgres.new_database()
    entry = make_entry(identities=["p:1"], matches=["n:m"], facets=["vip"])
    writes = [new(f"c{n}", entry) for n in range(4)]
    with PostgresStore(dsn) as store:
        put(store, *writes)
        with store.transaction(BOOK):
            store.delete_clients(BOOK, [write.client.id for write in writes], at=START)
            store.purge_clients(BOOK, ["c0", "c1"])
        put(store, *(changed(changed(write, None), None) for write in writes[2:]))
    with psycopg.connect(dsn) as owner:
        for table in ("words", "identities", "matches", "facet_blocks"):
            assert owner.execute(f"SELECT * FROM clientbook_{table}".encode()).fetchall() == []


_SYLLABLES = ("an", "ana", "bo", "zo\u0301", "\u0100\u0101", "1", "12", "+33612345", "~4567", "m")


def _entry(dice: random.Random) -> IndexEntry:
    """Return words that share beginnings, of which one is the beginning of another."""

    def words(count: int) -> str:
        return " ".join(dice.choice(_SYLLABLES) + dice.choice(_SYLLABLES) for _ in range(count))

    columns = {SearchColumn.NAME: words(2), SearchColumn.MOBILE: words(1)}
    return make_entry(
        dice.choice(_SYLLABLES),
        words=columns,
        facets=[f"f{n}" for n in range(5) if dice.random() < 0.4],
    )


def _asked(store: Store) -> list[object]:
    """Return the answers to searches and filters, by page."""
    found: list[object] = []
    both = frozenset({SearchColumn.NAME, SearchColumn.MOBILE})
    for words in ("a", "an", "anan", "bo", "+", "+336123451", "~", "\u0100", "12"), ("m", "1"):
        for prefix in (True, False):
            query = SearchQuery(tuple((word,) for word in words), prefix, both)
            for where in (FacetFilter(), FacetFilter(frozenset({"f1"}), frozenset({"f2"}))):
                hits = store.search(BOOK, query, where, limit=40)
                more = store.search(BOOK, query, where, after=hits[-1], limit=5000) if hits else ()
                found.append((hits, more))
    for where in (FacetFilter(frozenset({"f0"})), FacetFilter(none_of=frozenset({"f0", "f3"}))):
        first = store.list_clients(BOOK, where, limit=7)
        found += [first, store.list_clients(BOOK, where, after=first[-1], limit=5000)]
        found.append(store.list_clients(BOOK, where, limit=3, descending=True))
    return found


def test_x52_portions_of_many_clients_answer_as_the_plain_store_does(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X52: over the edges of portions, after words came and went, lists sorted either way."""
    dice = random.Random(5)
    writes = [new(f"c{n:04d}", _entry(dice)) for n in range(1100)]
    later = [changed(write, _entry(dice)) for write in dice.sample(writes, 90)]
    gone = [write.client.id for write in dice.sample(writes, 60)]
    with PostgresStore(postgres.new_database()) as store, MemoryStore() as plain:
        for one in (store, plain):
            put(one, *writes[:700])
            put(one, *writes[700:])
            put(one, *later)
            with one.transaction(BOOK):
                one.delete_clients(BOOK, gone, at=START)
        expected = _asked(plain)
        assert _asked(store) == expected
        monkeypatch.setattr(lists, "_FEW", 0)
        assert _asked(store) == expected
