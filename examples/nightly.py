"""What to run each night: let go of what is due, look for duplicates, keep a copy.

    python examples/nightly.py [DATABASE] [FOLDER FOR COPIES]
    python examples/nightly.py --demo       # makes a database of two clients first

Prints counts only, so that its output may go into a log.  Every step can be run again at once: a
night that is left out, killed, or run twice, does no harm.
"""

import os
import re
import sqlite3
import time
from argparse import ArgumentParser
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp

from clientbook import Actor, ClientBook, PersonName, Profile, SqliteStore

JOB = Actor("nightly", channel="job")
COPIES_KEPT = 14
LONGEST_COPY_SECONDS = 12 * 3600


def run(database: Path, copies: Path) -> dict[str, int]:
    """Do the night's work and return what was counted."""
    if not database.is_file():  # a new, empty book would push the real copies out, night by night
        raise SystemExit(f"{database}: there is no such file; is its disk mounted?")
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
    done["copies"] = len(prune(database, copies))
    done["KiB"] = database.stat().st_size // 1024
    return done


def back_up(database: Path, copies: Path) -> Path:
    """Copy a database that others may be writing to; a copy of the file alone may be torn."""
    copies.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = copies / f"{database.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    handle, name = mkstemp(".part", target.stem, copies)  # its owner's alone, and this night's
    os.close(handle)
    unfinished = Path(name)
    try:
        with (
            closing(sqlite3.connect(database)) as source,
            closing(sqlite3.connect(unfinished)) as out,
        ):
            source.backup(out, pages=1_000)
            (word,) = out.execute("PRAGMA integrity_check").fetchone()
        if word != "ok":
            raise SystemExit("the copy is damaged: keep the ones before, and look at the disk")
        with ClientBook(SqliteStore(unfinished)) as copy:  # it opens, and answers
            copy.clients.count()
        unfinished.replace(target)
    finally:  # what an error leaves; SQLite names the files beside it so
        for end in ("", "-journal", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)
    return target


def prune(database: Path, copies: Path) -> list[Path]:
    """Keep the newest copies of it.  An erased person is in the older ones until they are gone."""
    stem = re.escape(database.stem) + r"-\d{8}T\d{6}"
    whole, unfinished = re.compile(stem + r"\.db"), re.compile(stem + r"\w{8}\.part(-\w+)?")
    kept = sorted(path for path in copies.iterdir() if whole.fullmatch(path.name))
    for old in kept[:-COPIES_KEPT]:
        old.unlink(missing_ok=True)  # another night may have been quicker
    for left in [path for path in copies.iterdir() if unfinished.fullmatch(path.name)]:
        with suppress(FileNotFoundError):  # a younger one may be another night at work
            if left.stat().st_mtime < time.time() - LONGEST_COPY_SECONDS:
                left.unlink()
    return kept[-COPIES_KEPT:]


def make_demo(database: Path) -> None:
    with ClientBook(SqliteStore(database)) as book:
        for _ in range(2):
            book.clients.create(Profile(name=PersonName(given="Ann", family="Roy")), by=JOB)


if __name__ == "__main__":
    parser = ArgumentParser(description="What to run each night.")
    parser.add_argument("database", nargs="?", type=Path, default=Path("clients.db"))
    parser.add_argument("copies", nargs="?", type=Path, default=Path("copies"))
    parser.add_argument("--demo", action="store_true", help="make the database if there is none")
    given = parser.parse_args()
    if given.demo and not given.database.exists():
        make_demo(given.database)
    for what, count in run(given.database, given.copies).items():
        print(f"{what}: {count}")
