"""What to run each night: let go of what is due, look for duplicates, keep a copy.

    python examples/nightly.py [DATABASE] [FOLDER FOR COPIES]

Prints counts only, so that its output may go into a log.  Every step can be run again at once: a
night that is left out, or run twice, does no harm.
"""

import os
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp

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
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as out:
        source.backup(out, pages=1_000)
        (word,) = out.execute("PRAGMA integrity_check").fetchone()
    if word != "ok":
        raise SystemExit("the copy is damaged: keep the ones before, and look at the disk")
    with ClientBook(SqliteStore(unfinished)) as copy:  # it opens, and answers
        copy.clients.count()
    unfinished.replace(target)
    return target


def prune(database: Path, copies: Path) -> list[Path]:
    """Keep the newest copies of it.  An erased person is in the older ones until they are gone."""
    ours = re.compile(re.escape(database.stem) + r"-\d{8}T\d{6}\.db")
    kept = sorted(path for path in copies.iterdir() if ours.fullmatch(path.name))
    for old in kept[:-COPIES_KEPT]:
        old.unlink(missing_ok=True)  # another night may have been quicker
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
