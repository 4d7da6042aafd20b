"""Import lists in which many rows share a value, beside a clean list.

    python benchmarks/dirty_lists.py [rows]

Prints the processor time of each list and its ratio to the clean one, for one and for two times
the rows: bounded work a row shows as a ratio that stays, and as twice the time for twice the rows.
"""

import platform
import random
import sys
import time

import attrs

from clientbook import SAFE, Actor, ClientBook, SqliteStore, Table

HEADER = ["First name", "Last name", "Mobile phone", "E-mail", "Street", "City", "Birth date"]
SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in "aeiou"]
SHARED = {
    "clean": {},
    "placeholder e-mail": {3: "noemail@noemail.com"},
    "shop's phone": {2: "06 12 34 56 78"},
    "both": {2: "06 12 34 56 78", 3: "noemail@noemail.com"},
    "one family name": {1: "Martin"},
    "one address": {4: "1 place du Marché", 5: "Lyon"},
    "one birth date": {6: "1900-01-01"},
}


def rows(count: int, shared: dict[int, str]) -> list[list[str]]:
    """Return rows of people nobody is, the same for the same count."""
    dice = random.Random(1)

    def word() -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(4)).title()

    made = []
    for n in range(count):
        born = f"19{30 + n % 70}-{1 + n % 12:02d}-{1 + n % 28:02d}"
        row = [word(), word(), f"06 1{n:07d}", f"p{n}@example.org", f"{n % 90} rue {word()}"]
        row += [word(), born]
        for column, value in shared.items():
            row[column] = value
        made.append(row)
    return made


def cost(count: int, shared: dict[int, str]) -> tuple[float, float]:
    """Return processor seconds of a first import, and of the same file again."""
    book = ClientBook(SqliteStore(":memory:"), settings=attrs.evolve(SAFE, default_region="FR"))
    table = Table.from_rows(HEADER, rows(count, shared))
    spent = []
    for expected in ("created", "unchanged"):
        began = time.process_time()
        run = book.imports.run(table, by=Actor("benchmark"))
        spent.append(time.process_time() - began)
        assert getattr(run.counts, expected) == count, run.counts
    return spent[0], spent[1]


def main(count: int) -> None:
    """Print one line a list."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {count} and {2 * count} rows")
    clean: dict[int, float] = {}
    for name, shared in SHARED.items():
        for size in (count, 2 * count):
            first, again = cost(size, shared)
            ratio = first / clean.setdefault(size, first)
            line = f"{name:18} {size:7} rows {first:7.2f} s, {ratio:5.2f} of clean"
            print(f"{line}; again {again:.2f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
