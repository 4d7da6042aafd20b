"""How much a program pays before its first client: the processor's time of importing and opening.

Run: ``python benchmarks/start_time.py [ROUNDS]``.  Each line is a program of its own, run in turn
with the others; it prints the median and the best of the processor's time (user and system), the
interpreter's own start counted.  Modules are compiled before the first round, as pip does; with
``PYTHONDONTWRITEBYTECODE`` set and no compiled files they are compiled each time, which is dearer.
What is loaded, and how long each module takes, says ``python -X importtime -c "..."``.
"""

import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

OPEN = """
from clientbook import SALON, ClientBook, SqliteStore
book = ClientBook(SqliteStore({path!r}), settings=SALON)
"""
FILL = """
from clientbook import Actor, PersonName, Profile, parse_phone
ann = Profile(name=PersonName(given="Ann"), phones=(parse_phone("0612345678", region="FR"),))
book.clients.create(ann, by=Actor("benchmark"))
"""
PROGRAMS = {
    "nothing": "pass",
    "attrs and sqlite3": "import attrs, sqlite3",
    "import clientbook": "import clientbook",
    "open a new book": OPEN.replace("{path!r}", "':memory:'"),
    "open a book": OPEN,
    "search in it": OPEN + "book.search.find('ann')",
    "list it": OPEN + "book.lists.page()",
    "make a client": OPEN + FILL,
}


def cpu_of(program: str) -> float:
    """Return the processor's seconds of one program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(rounds: int) -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "book.db")
        programs = {name: text.replace("{path!r}", repr(path)) for name, text in PROGRAMS.items()}
        cpu_of(programs["make a client"])
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(rounds):
            for name, program in programs.items():
                times[name].append(cpu_of(program))
    for name, found in times.items():
        print(f"{name:20} {statistics.median(found):6.3f} s CPU median   {min(found):6.3f} s best")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 7)
