"""A book with its merge and duplicate desks, over any store."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.duplicates.desk import DuplicateDesk
from clientbook.book.duplicates.merges import MergeDesk
from clientbook.book.host_ports import HostPorts
from clientbook.book.resolving import load
from clientbook.book.writing import Edit, write
from clientbook.domain.clients import Actor, Client, ClientStatus, Origin, OriginKind
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.merges import MergeRecord
from clientbook.domain.ports import LinkPort
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

ANNA = Actor("anna")
STORES = ("memory", "sqlite")


def make_store(kind: str) -> Store:
    return MemoryStore() if kind == "memory" else SqliteStore(":memory:")


class Room:
    """Desks, a clock that ticks a second a look, ids that count."""

    def __init__(
        self,
        kind: str,
        *,
        links: Sequence[LinkPort] = (),
        settings: BookSettings = SAFE,
        sources: Sequence[Any] = (),
    ) -> None:
        seconds, numbers = count(), count(1)
        start = datetime(2025, 1, 1, tzinfo=UTC)
        self.store = make_store(kind)
        self.context = Context(
            self.store,
            "main",
            settings,
            lambda: start + timedelta(seconds=next(seconds)),
            lambda: f"m{next(numbers):05d}",
            lambda: HostPorts(links=tuple(links), sources=tuple(sources)),
        )
        self.merges = MergeDesk(self.context)
        self.duplicates = DuplicateDesk(self.context)

    def add(self, client_id: str, **fields: Any) -> Client:
        at = datetime(2025, 1, 1, tzinfo=UTC)
        client = Client(client_id, Profile(**fields), Origin(OriginKind.MANUAL), at, at)
        return self._write(Edit(ChangeKind.CREATED, None, client))

    def edit(self, client_id: str, **fields: Any) -> Client:
        client = load(self.context, client_id)
        changed = attrs.evolve(client, profile=attrs.evolve(client.profile, **fields))
        return self._write(Edit(ChangeKind.UPDATED, client, changed))

    def delete(self, client_id: str) -> Client:
        client = load(self.context, client_id)
        at = self.context.clock()
        gone = attrs.evolve(client, status=ClientStatus.DELETED, deleted_at=at)
        return self._write(Edit(ChangeKind.DELETED, client, gone))

    def _write(self, edit: Edit) -> Client:
        with self.context.unit():
            return write(self.context, [edit], actor=ANNA)[0]

    def get(self, client_id: str) -> Client:
        """The client that answers for an id."""
        return load(self.context, client_id)

    def raw(self, client_id: str) -> Client:
        """The client as it is stored under this id."""
        return self.store.get_clients("main", [client_id])[client_id]

    def merge(self, survivor: str, *absorbed: str, **options: Any) -> MergeRecord:
        return self.merges.merge(self.merges.plan(survivor, absorbed, **options), by=ANNA)

    def unmerge(self, merge_id: str, **options: Any) -> Any:
        return self.merges.unmerge(self.merges.plan_unmerge(merge_id, **options), by=ANNA)

    def count(self) -> int:
        return self.store.count_clients("main")

    def journal(self) -> tuple[Change, ...]:
        return self.store.read_changes("main")

    def state(self, *client_ids: str) -> list[Any]:
        """Clients as they are, revision and time aside, with what their ids answer."""
        return [
            (
                attrs.evolve(self.raw(i), revision=1, updated_at=self.raw(i).created_at),
                self.get(i).id,
            )
            for i in client_ids
        ]
