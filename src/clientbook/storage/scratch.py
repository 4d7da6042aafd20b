"""A key index on disk: what a dry run remembers of the rows it has seen, and what they change.

Without a path it is private to one process, has no name, and goes away with it.  At a path it
stays, so that a dry run that was stopped goes on in another process.  Memory stays flat because
the pages spill to disk.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from clientbook.convert.documents import dump_profile, load_profile
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.errors import ReadError, StoreInUseError

_MARK = 0x63627031
"""Says in the header of a database file that it is a kept plan."""

PATIENCE = 10.0
"""Seconds that another process with the same file is waited for."""

_BATCH = 500  # keys a query; SQLite allows 999 parameters in its oldest builds

_TABLES = """
CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, row INTEGER, profile TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS key (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
    row INTEGER PRIMARY KEY, kind TEXT, id TEXT, client_id TEXT, before TEXT, after TEXT,
    blocks INTEGER
);
CREATE INDEX IF NOT EXISTS change_kind ON change (kind, row);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
"""


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


@attrs.frozen
class RowChange:
    """What a row would change.

    Args:
        row: Row number as the spreadsheet shows it.
        kind: What becomes of the row.
        id: Whose it is: id of the client, or of the row where there is no client yet.
        client_id: The client, None for one that does not exist yet.
        before: The profile before the row, as rows above leave it; None for a new client.
        after: The profile after the row.
        blocks: True where the row blocks the client, who was not blocked before.
    """

    row: int
    kind: OutcomeKind
    id: str
    client_id: str | None
    before: Profile | None
    after: Profile
    blocks: bool


class Scratch:
    """Keys, the persons that hold them, and what rows change, in a temporary database.

    Args:
        path: Where it stays, open in one process at a time; None for a private one.

    Raises:
        ReadError: It cannot be opened, or something else lies there, which stays as it is.
        StoreInUseError: Another process works with it.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            _make(path)
        self.is_kept = path is not None
        self._db = sqlite3.connect(
            "" if path is None else path, isolation_level=None, timeout=PATIENCE
        )
        try:
            if path is None:
                self._db.execute("PRAGMA journal_mode = OFF")
            else:
                self._claim(path)
            self._db.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;" + _TABLES)
        except BaseException:
            self._db.close()
            raise

    def _claim(self, path: Path) -> None:
        """Take a file for this process, if it is empty or one of ours."""
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("BEGIN EXCLUSIVE")
            (mark,) = self._db.execute("PRAGMA application_id").fetchone()
            (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            self._db.execute(f"PRAGMA application_id = {_MARK if not tables else mark}")
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            problem = "another process makes the plan that is kept in this file"
            raise StoreInUseError(problem, "wait until it is done") from None
        except sqlite3.DatabaseError:
            mark, tables = 0, 1
        if tables and mark != _MARK:
            hint = "keep the plan in a file of its own"
            raise ReadError("plan", "the file holds something else than a plan", hint)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Keep what is put inside the block whole, or not at all."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def put(self, seen: Iterable[tuple[Seen, Sequence[str]]]) -> None:
        """Remember persons and the keys they hold, inside a step."""
        persons: list[tuple[str, int, str]] = []
        keys: list[tuple[str, str]] = []
        for person, held in seen:
            persons.append((person.id, person.row, dump_profile(person.profile)))
            keys.extend((key, person.id) for key in held)
        self._db.executemany("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", persons)
        self._db.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", sorted(keys))

    def put_changes(self, changes: Iterable[RowChange]) -> None:
        """Remember what rows change, inside a step."""
        self._db.executemany(
            "INSERT OR REPLACE INTO change VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    change.row,
                    change.kind.value,
                    change.id,
                    change.client_id,
                    None if change.before is None else dump_profile(change.before),
                    dump_profile(change.after),
                    change.blocks,
                )
                for change in changes
            ],
        )

    def changes(self, kind: OutcomeKind | None, *, after: int) -> Iterator[RowChange]:
        """Yield what rows change, in the order of the file.

        Args:
            kind: Only rows that end so; None for all.
            after: Only rows behind this one.
        """
        where = "row > ?" if kind is None else "row > ? AND kind = ?"
        values = (after,) if kind is None else (after, kind.value)
        sql = f"SELECT * FROM change WHERE {where} ORDER BY row"  # noqa: S608
        for row, ends, owner, client_id, before, profile, blocks in self._db.execute(sql, values):
            old = None if before is None else load_profile(before)
            new = load_profile(profile)
            yield RowChange(row, OutcomeKind(ends), owner, client_id, old, new, bool(blocks))

    def blocked(self) -> set[str]:
        """Return whom rows block."""
        return {i for (i,) in self._db.execute("SELECT id FROM change WHERE blocks")}

    def put_note(self, name: str, text: str) -> None:
        """Keep a text under a name."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, text))

    def note(self, name: str) -> str:
        """Return the text under a name, empty where there is none."""
        found = self._db.execute("SELECT text FROM note WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def clear(self) -> None:
        """Forget everything."""
        with self.step():
            for table in ("person", "key", "change", "note"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608

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
        """Let go of the file; a private one is dropped."""
        self._db.close()


def _make(path: Path) -> None:
    """Make an empty file that its owner alone reads, unless one is there."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except (OSError, ValueError) as error:  # the latter of a NUL
        problem = "the file of the plan cannot be opened"
        raise ReadError("plan", problem, "name a file in a folder that you may write to") from error


def _batches(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
