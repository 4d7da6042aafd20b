"""What to run each night: let go of what is due, look for duplicates, keep a copy.

    python examples/nightly.py [DATABASE] [FOLDER FOR COPIES]

Prints counts only, so that its output may go into a log.  Every step can be run again at once: a
night that is left out, or run twice, does no harm.
"""

import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from clientbook import Actor, ClientBook, PersonName, Profile, SqliteStore

JOB = Actor("nightly", channel="job")
COPIES_KEPT = 14


def run(database: Path, copies: Path) -> dict[str, int]:
    """Do the night's work and return what was counted."""
    with ClientBook(SqliteStore(database)) as book:
        done = {
            "clients": book.clients.count(),
            # deleted longer ago than settings.restore_days: gone, not to be restored any more
            "purged clients": len(book.clients.purge(by=JOB)),
            # rows and undo of imports older than settings.imports.history_days
            "purged imports": book.imports.purge(by=JOB),
            # pages show the list that is made here; the number is for whoever reviews them
            "pairs to review": book.duplicates.scan().pairs,
        }
    back_up(database, copies)
    done["copies"] = len(prune(copies))
    done["KiB"] = database.stat().st_size // 1024
    return done


def back_up(database: Path, copies: Path) -> Path:
    """Copy a database that others may be writing to; a copy of the file alone may be torn."""
    copies.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = copies / f"{database.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    unfinished = target.with_suffix(".part")
    unfinished.touch(mode=0o600)  # SQLite would let everybody read it
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as out:
        source.backup(out, pages=1_000)
        (word,) = out.execute("PRAGMA integrity_check").fetchone()
    if word != "ok":
        raise SystemExit("the copy is damaged: keep the ones before, and look at the disk")
    unfinished.replace(target)
    with ClientBook(SqliteStore(target)) as copy:  # it opens, and answers
        copy.clients.count()
    return target


def prune(copies: Path) -> list[Path]:
    """Keep the newest copies.  An erased person is in the older ones until they are gone."""
    kept = sorted(copies.glob("*.db"))
    for old in kept[:-COPIES_KEPT]:
        old.unlink()
    return kept[-COPIES_KEPT:]


def main(database: Path, copies: Path) -> None:
    if not database.exists():  # for a first try
        with ClientBook(SqliteStore(database)) as book:
            for _ in range(2):
                book.clients.create(Profile(name=PersonName(given="Ann", family="Roy")), by=JOB)
    for what, count in run(database, copies).items():
        print(f"{what}: {count}")


if __name__ == "__main__":
    database, copies, *_ = [*sys.argv[1:], *["clients.db", "copies"][len(sys.argv) - 1 :]]
    main(Path(database), Path(copies))
