"""A temporary key index on disk: what a dry run remembers of the rows it has seen.

It is private to one process, has no name, and goes away with it; memory stays flat because the
pages spill to disk.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import attrs

from clientbook.convert.documents import dump_profile, load_profile
from clientbook.domain.profiles import Profile

_BATCH = 500  # keys a query; SQLite allows 999 parameters in its oldest builds


@attrs.frozen
class Seen:
    """Somebody a row created or touched.

    Args:
        id: Id of the client, or of the row where there is no client yet.
        row: The row.
        profile: The person after the row.
    """

    id: str
    row: int
    profile: Profile


class Scratch:
    """Keys and the persons that hold them, on a private temporary database."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -8000;
            CREATE TABLE person (id TEXT PRIMARY KEY, row INTEGER, profile TEXT) WITHOUT ROWID;
            CREATE TABLE key (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
            """
        )

    def put(self, seen: Iterable[tuple[Seen, Sequence[str]]]) -> None:
        """Remember persons and the keys they hold."""
        persons: list[tuple[str, int, str]] = []
        keys: list[tuple[str, str]] = []
        for person, held in seen:
            persons.append((person.id, person.row, dump_profile(person.profile)))
            keys.extend((key, person.id) for key in held)
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", persons)
        self._db.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", sorted(keys))
        self._db.execute("COMMIT")

    def find(self, keys: Sequence[str], *, cap: int) -> dict[str, list[str]]:
        """Return for each key that is held the ids of its holders.

        Args:
            keys: The keys.
            cap: At most one more than so many ids come back for a key.
        """
        found: dict[str, list[str]] = {}
        for key in keys:
            sql = "SELECT id FROM key WHERE key = ? LIMIT ?"
            if ids := [identity for (identity,) in self._db.execute(sql, (key, cap + 1))]:
                found[key] = ids
        return found

    def get(self, ids: Sequence[str]) -> dict[str, Seen]:
        """Return the persons that were remembered."""
        seen: dict[str, Seen] = {}
        for batch in _batches(ids):
            marks = ",".join("?" * len(batch))
            sql = f"SELECT id, row, profile FROM person WHERE id IN ({marks})"  # noqa: S608
            for identity, row, profile in self._db.execute(sql, batch):
                seen[identity] = Seen(identity, row, load_profile(profile))
        return seen

    def close(self) -> None:
        """Drop everything."""
        self._db.close()


def _batches(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
