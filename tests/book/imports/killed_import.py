"""An import that dies by itself at a given id; run by test_import_killed.py in its own process.

Arguments: the database, the source file, the number of the id at which to die.
"""

import itertools
import os
import signal
import sys

import attrs

from clientbook import SAFE, Actor, ClientBook, SqliteStore


def main(database: str, source: str, fatal: int) -> None:
    numbers = itertools.count()

    def make_id() -> str:
        number = next(numbers)
        if number == fatal:
            if hasattr(signal, "SIGKILL"):
                os.kill(os.getpid(), signal.SIGKILL)
            os._exit(9)  # no signal there: as abrupt, no handler and no finally runs
        return f"{fatal:05d}-{number:06d}"

    book = ClientBook(
        SqliteStore(database), settings=attrs.evolve(SAFE, default_region="FR"), make_id=make_id
    )
    book.imports.run(book.imports.open(source), by=Actor("killed"))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
