"""Plain values the conformance suites write."""

from collections.abc import Sequence
from datetime import UTC, datetime

import attrs

from clientbook.domain.clients import Actor, Client, ClientStatus, Origin, OriginKind
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.storage.protocols import ClientWrite, IndexEntry, SearchColumn, Store

BOOK, OTHER_BOOK = "book", "other"
START = datetime(2026, 1, 5, 9, 30, 0, 123456, tzinfo=UTC)
TESTER = Actor("tester", "suite")


def make_client(client_id: str, name: str = "Ada Example", *, revision: int = 1) -> Client:
    """Return a client with a name."""
    return Client(
        id=client_id,
        profile=Profile(name=PersonName(full=name)),
        origin=Origin(OriginKind.MANUAL, TESTER),
        created_at=START,
        updated_at=START,
        revision=revision,
    )


def make_entry(
    name: str = "ada example",
    *,
    words: dict[SearchColumn, str] | None = None,
    identities: Sequence[str] = (),
    matches: Sequence[str] = (),
    facets: Sequence[str] = (),
    unique: Sequence[str] = (),
) -> IndexEntry:
    """Return an index entry; the words of its name stand in the name column."""
    columns = {SearchColumn.NAME: name} if words is None else words
    return IndexEntry(
        sort_name=name,
        words=tuple(columns.items()),
        identity_keys=tuple(identities),
        match_keys=tuple(matches),
        facets=tuple(facets),
        unique_keys=tuple(unique),
    )


def new(client_id: str, entry: IndexEntry | None = None) -> ClientWrite:
    """Return the write of a new client."""
    entry = entry or make_entry()
    return ClientWrite(make_client(client_id, entry.sort_name), 0, entry)


def changed(write: ClientWrite, entry: IndexEntry | None) -> ClientWrite:
    """Return the write that follows a write: one revision later; deleted without an entry."""
    client = attrs.evolve(write.client, revision=write.client.revision + 1)
    if entry is None:
        client = attrs.evolve(client, status=ClientStatus.DELETED, deleted_at=START)
    return ClientWrite(client, write.client.revision, entry)


def restored(write: ClientWrite, *, revision: int) -> ClientWrite:
    """Return the write that makes a deleted client ACTIVE again at *revision*."""
    return ClientWrite(attrs.evolve(write.client, revision=revision), revision - 1, write.entry)


def make_change(
    client_id: str | None,
    *,
    revision: int = 1,
    kind: ChangeKind = ChangeKind.CREATED,
    before: tuple[tuple[str, object], ...] = (),
    cause: str = "",
) -> Change:
    """Return a change as a use case hands it to a store."""
    return Change(
        kind=kind,
        client_id=client_id,
        revision=revision,
        at=START,
        actor=TESTER,
        cause=cause,
        before=before,
        fields=tuple(name for name, _ in before),
    )


def put(store: Store, *writes: ClientWrite, book: str = BOOK) -> None:
    """Write clients in a transaction of their own."""
    with store.transaction(book):
        store.put_clients(book, writes)


class Suite:
    """The one method a store's test class writes."""

    def make_store(self) -> Store:
        """Return a new, empty store; called once or more in one test."""
        raise NotImplementedError("StoreConformance: write make_store() in your subclass")
