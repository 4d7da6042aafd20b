"""A toy store of a third party: a log of pickled calls in one file, played back when it opens.

It shows how little a store needs to pass the kit (see ``test_toy_store.py``): reads go to a store
in memory, writes are noted, and a commit appends the notes to the file in one piece.  Not for real
data: it holds everything in memory, and a pickle runs whatever its writer put into it.
"""

import pickle
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clientbook.storage.memory import MemoryStore

READS = (
    "get_clients",
    "find_holders",
    "count_holders",
    "search",
    "list_clients",
    "count_clients",
    "read_changes",
    "last_seq",
    "get_records",
    "list_records",
)


class LogStore:
    """Keeps books in a log file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._memory = MemoryStore()
        self._notes: list[tuple[str, tuple[Any, ...]]] = []
        for name in READS:
            setattr(self, name, getattr(self._memory, name))
        self._play_back()

    def _play_back(self) -> None:
        if not self._path.exists():
            return
        data = self._path.read_bytes()
        while len(data) >= 8:
            (size,) = struct.unpack(">Q", data[:8])
            unit, data = data[8 : 8 + size], data[8 + size :]
            if len(unit) < size:
                break  # the commit that a power cut broke off: as if it had never begun
            book, notes = pickle.loads(unit)
            with self._memory.transaction(book):
                for name, arguments in notes:
                    getattr(self._memory, name)(*arguments)

    @contextmanager
    def transaction(self, book: str) -> Iterator[None]:
        with self._memory.transaction(book):
            self._notes.clear()
            yield
            if self._notes:
                unit = pickle.dumps((book, self._notes))
                with self._path.open("ab") as log:
                    log.write(struct.pack(">Q", len(unit)) + unit)

    def _write(self, name: str, *arguments: Any) -> None:
        getattr(self._memory, name)(*arguments)
        self._notes.append((name, pickle.loads(pickle.dumps(arguments))))

    def put_clients(self, book: str, writes: Any) -> None:
        self._write("put_clients", book, tuple(writes))

    def purge_clients(self, book: str, ids: Any) -> None:
        self._write("purge_clients", book, tuple(ids))

    def set_facets(self, book: str, namespace: str, facets: Any) -> None:
        self._write("set_facets", book, namespace, {i: tuple(v) for i, v in facets.items()})

    def append_changes(self, book: str, changes: Any) -> None:
        self._write("append_changes", book, tuple(changes))

    def redact_changes(self, book: str, client_ids: Any) -> None:
        self._write("redact_changes", book, tuple(client_ids))

    def put_records(self, book: str, records: Any) -> None:
        self._write("put_records", book, tuple(records))

    def delete_records(self, book: str, collection: str, ids: Any) -> None:
        self._write("delete_records", book, collection, tuple(ids))

    def close(self) -> None:
        """Nothing to give up: the file is opened at each commit only."""
