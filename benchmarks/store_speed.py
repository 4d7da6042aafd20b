"""The stores side by side: import, get, update, search, duplicates check, undo.

    python benchmarks/store_speed.py [CLIENTS]

Memory and SQLite always; PostgreSQL where a server's binaries are found (``$CLIENTBOOK_PG_BIN``,
``/usr/lib/postgresql``) or ``$CLIENTBOOK_TEST_DSN`` names one.
"""

import contextlib
import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import attrs
from people import ACTOR, NOW, People, put_all, writes_of

from clientbook.domain.clients import Client
from clientbook.domain.journal import Change, ChangeKind, difference, revert
from clientbook.searching.entries import make_entry
from clientbook.searching.queries import make_query
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import ClientWrite, Store
from clientbook.storage.sqlite import SqliteStore

BOOK, CHUNK, SAMPLES = "main", 2_000, 300


def timed(label: str, count: int, work: Callable[[], object]) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"  {label:28}{count / seconds:12,.0f}/s{seconds / count * 1e6:12.1f} us"
        f"{cpu / count * 1e6:12.1f} us CPU of ours"
    )


def update(store: Store, client: Client, company: str | None) -> Client:
    """Write one client as a desk does: client, index entry and journal in one transaction."""
    after = attrs.evolve(
        client,
        profile=attrs.evolve(client.profile, company=company),
        revision=client.revision + 1,
        updated_at=NOW,
    )
    change = Change(
        kind=ChangeKind.UPDATED,
        client_id=client.id,
        revision=after.revision,
        at=NOW,
        actor=ACTOR,
        before=difference(client, after),
        fields=("company",),
    )
    with store.transaction(BOOK):
        store.put_clients(BOOK, [ClientWrite(after, client.revision, make_entry(after))])
        store.append_changes(BOOK, [change])
    return after


def undo(store: Store, clients: list[Client]) -> None:
    """Take the latest change of clients back, in one chunk, from the journal."""
    wanted = {c.id: c for c in clients}
    latest = {c.client_id: c for c in store.read_changes(BOOK, client_ids=wanted)}
    writes, changes = [], []
    for client_id, client in wanted.items():
        before = revert(client, latest[client_id], updated_at=NOW)
        after = attrs.evolve(before, revision=client.revision + 1)
        writes.append(ClientWrite(after, client.revision, make_entry(after)))
        changes.append(
            Change(
                kind=ChangeKind.UPDATED,
                client_id=client_id,
                revision=after.revision,
                at=NOW,
                actor=ACTOR,
                cause="undo",
                before=difference(client, after),
            )
        )
    with store.transaction(BOOK):
        store.put_clients(BOOK, writes)
        store.append_changes(BOOK, changes)


def measure(store: Store, count: int) -> None:
    source = People().clients(count)
    chunks = [writes_of(chunk) for chunk in iter(lambda: list(islice(source, CHUNK)), [])]
    timed("import (store only)", count, lambda: [put_all(store, BOOK, *c) for c in chunks])
    pick = random.Random(3)
    chosen = pick.sample([w.client for writes, _ in chunks for w in writes], SAMPLES)
    timed("get one", SAMPLES, lambda: [store.get_clients(BOOK, [c.id]) for c in chosen])
    entries = [make_entry(c) for c in chosen]
    keys = [key for entry in entries for key in entry.identity_keys]
    timed("identity keys, 900 at once", len(keys), lambda: store.find_holders(BOOK, keys, cap=20))
    timed(
        "duplicates check of one",
        SAMPLES,
        lambda: [store.find_holders(BOOK, e.match_keys, cap=50) for e in entries],
    )
    texts = [c.profile.display_name[:8] for c in chosen[:100]]
    queries = [query for text in texts if (query := make_query(text, region="FR"))]
    timed("search", len(queries), lambda: [store.search(BOOK, q, limit=50) for q in queries])
    changed: list[Client] = []
    timed("update one", SAMPLES, lambda: changed.extend(update(store, c, "Acme") for c in chosen))
    timed("undo in one chunk", SAMPLES, lambda: undo(store, changed))
    assert store.get_clients(BOOK, [chosen[0].id])[chosen[0].id].profile == chosen[0].profile


@contextlib.contextmanager
def postgres() -> Iterator[Store | None]:
    """Give a store on a server of our own, None where there can be none."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.postgres_server import find_binaries, running_server

    try:
        from clientbook.storage.postgres import PostgresStore
    except ImportError:
        yield None
        return
    if find_binaries() is None:
        yield None
        return
    with running_server() as server:
        store = PostgresStore(server.new_database())
        yield store
        store.close()


def main(count: int) -> None:
    print(f"{count} clients, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    print("MemoryStore")
    measure(MemoryStore(), min(count, 20_000))
    with tempfile.TemporaryDirectory() as folder:
        print("SqliteStore")
        store = SqliteStore(Path(folder) / "clients.db")
        measure(store, count)
        store.close()
    with postgres() as server:
        if server is None:
            print("PostgresStore: no server found")
        else:
            print("PostgresStore (fsync off, Unix socket)")
            measure(server, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
