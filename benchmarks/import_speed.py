"""How fast a file becomes a client book, beside the script one would write instead.

    python benchmarks/import_speed.py [ROWS ...] [--tasks plain commit ...]

Of 100000 rows, and all tasks but django, unless told otherwise.
Makes a seeded CSV (first name, last name, mobile, phone, e-mail, address, birth date; 3 % bad
rows; national and international spellings), then runs each of these in a process of its own:

* plain: csv + phonenumbers (parse, valid, E.164) + d/m/Y + sqlite3.executemany;
* django: django-import-export in bulk (django_peer.py; pip install django-import-export), when it
  is asked for;
* commit: the whole pipeline into SQLite (mapping, validation, doubles in the file and the book,
  journal, search index, match keys, outcomes, history);
* undo: of that import (its plan is made before the clock starts);
* dry-run: the same as commit without a write.

Figures are CPU seconds (user and system) of the whole process, imports of modules included, so
that a busy machine matters less; the peak is that of its resident memory.
"""

import argparse
import csv
import json
import os
import platform
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

GIVEN = ("Marie", "Jean", "Luc", "Anne", "Paul", "Julie", "Marc", "Sophie", "Louis", "Emma", "Inès")
SYLLABLES = ("bar", "ber", "cor", "dal", "du", "fon", "gar", "lan", "le", "mar", "mi", "mon", "sal")
STREETS = "rue de la Gare|avenue Pasteur|boulevard Victor-Hugo|place du Marché|chemin des Pins"
TOWNS = ("Paris", "Lyon", "Lille", "Nantes", "Rennes", "Bordeaux", "Dijon", "Metz", "Tours")


def make_file(path: Path, rows: int, seed: int = 7) -> None:
    """Write the seeded client list."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(
            ["First name", "Last name", "Mobile", "Phone", "Email", "Address", "Birth date"]
        )
        for number in range(rows):
            given = rng.choice(GIVEN)
            family = "".join(rng.choices(SYLLABLES, k=3)).capitalize()
            mobile, phone = _mobile(rng), _landline(rng)
            mailbox = f"{given}.{family}".lower().replace("è", "e")  # as mail hosts give them out
            email = f"{mailbox}{number}@example.org"
            address = (
                f"{rng.randint(1, 200)} {rng.choice(STREETS.split('|'))}, "
                f"{rng.randint(10, 95)}{rng.randint(0, 999):03d} {rng.choice(TOWNS)}"
            )
            born = f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/{rng.randint(1940, 2005)}"
            if rng.random() < 0.03:
                mobile, email, born = rng.choice(
                    [("12", email, born), (mobile, "nobody@", born), (mobile, email, "31/02/1990")]
                )
            writer.writerow([given, family, mobile, phone, email, address, born])


def _spell(rng: random.Random, national: str) -> str:
    pairs = [national[i : i + 2] for i in range(0, 10, 2)]
    return rng.choice(
        [national, " ".join(pairs), ".".join(pairs), "+33" + national[1:], "+33 " + national[1:]]
    )


def _mobile(rng: random.Random) -> str:
    return _spell(rng, f"06{rng.randint(10_000_000, 79_999_999)}")


def _landline(rng: random.Random) -> str:
    return _spell(rng, f"0{rng.choice('12345')}{rng.randint(30_000_000, 69_999_999)}")


def plain(source: Path, database: Path) -> dict[str, float]:
    """The script one would write instead."""
    import phonenumbers

    def number(text: str) -> str:
        parsed = phonenumbers.parse(text, "FR")
        if not phonenumbers.is_valid_number(parsed):
            raise ValueError(text)
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)

    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE client (given, family, mobile, phone, email, address, birth)")
    good: list[tuple[str, ...]] = []
    bad = 0
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                day, month, year = row["Birth date"].split("/")
                born = time.strftime("%Y-%m-%d", time.strptime(f"{year}-{month}-{day}", "%Y-%m-%d"))
                if "@" not in row["Email"][:-1]:
                    bad += 1
                    continue
                good.append(
                    (
                        row["First name"],
                        row["Last name"],
                        number(row["Mobile"]),
                        number(row["Phone"]),
                        row["Email"],
                        row["Address"],
                        born,
                    )
                )
            except (ValueError, phonenumbers.NumberParseException):
                bad += 1
            if len(good) >= 2000:
                connection.executemany("INSERT INTO client VALUES (?,?,?,?,?,?,?)", good)
                connection.commit()
                good.clear()
    connection.executemany("INSERT INTO client VALUES (?,?,?,?,?,?,?)", good)
    connection.commit()
    return {"rejected": bad}


def django(source: Path, database: Path) -> dict[str, float]:
    """The same file through django-import-export."""
    from django_peer import import_list

    return import_list(source, database)


def _book(database: Path):  # type: ignore[no-untyped-def]
    import attrs

    from clientbook import ClientBook, SqliteStore
    from clientbook.domain.settings import SAFE

    return ClientBook(SqliteStore(database), settings=attrs.evolve(SAFE, default_region="FR"))


def commit(source: Path, database: Path) -> dict[str, float]:
    """The whole pipeline."""
    from clientbook.domain.clients import Actor

    book = _book(database)
    run = book.imports.run(book.imports.open(source), by=Actor("benchmark"))
    return {"created": run.counts.created, "rejected": run.counts.rejected}


def dry_run(source: Path, database: Path) -> dict[str, float]:
    """The pipeline without a write."""
    book = _book(database)
    plan = book.imports.plan(book.imports.open(source))
    assert plan.counts is not None
    return {"created": plan.counts.created, "rejected": plan.counts.rejected}


def undo(_: Path, database: Path) -> dict[str, float]:
    """Undo of the import that *database* holds; only the undo itself is timed."""
    from clientbook.domain.clients import Actor

    book = _book(database)
    run = book.imports.runs()[0]
    plan = book.imports.plan_undo(run.id)
    before = time.process_time()
    done = book.imports.undo(plan, by=Actor("benchmark"))
    assert done.undo is not None
    return {"removed": done.undo.deleted, "undo_cpu": time.process_time() - before}


TASKS = {
    "plain": plain,
    "django": django,
    "commit": commit,
    "undo": undo,
    "dry-run": dry_run,
}  # undo needs commit


def run_task(task: str, source: Path, database: Path) -> dict[str, float]:
    """Run one task in a process of its own and return its figures."""
    done = subprocess.run(
        [sys.executable, __file__, "--task", task, str(source), str(database)],
        check=True,
        capture_output=True,
        text=True,
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[100_000])
    parser.add_argument(
        "--tasks", nargs="+", choices=TASKS, default=[t for t in TASKS if t != "django"]
    )
    parser.add_argument("--task", nargs=3, metavar=("TASK", "SOURCE", "DATABASE"))
    options = parser.parse_args()
    if options.task:
        task, source, database = options.task
        result = TASKS[task](Path(source), Path(database))
        usage = resource.getrusage(resource.RUSAGE_SELF)
        result |= {"cpu": usage.ru_utime + usage.ru_stime, "peak_mib": usage.ru_maxrss / 1024}
        print(json.dumps(result))
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    for rows in options.rows:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), rows, options.tasks)


def measure(folder: Path, rows: int, tasks: Collection[str]) -> None:
    """Print the figures of one size, side by side."""
    source = folder / "clients.csv"
    make_file(source, rows)
    print(f"\n{rows} rows, {source.stat().st_size / 1e6:.1f} MB")
    cpu: dict[str, float] = {}
    for task in tasks:
        database = {"plain": "plain.db", "django": "django.db", "dry-run": "empty.db"}.get(
            task, "book.db"
        )
        found = run_task(task, source, folder / database)
        cpu[task] = found.get("undo_cpu", found["cpu"])
        print(
            f"{task:8} {rows / cpu[task]:10.0f} rows per CPU second   {cpu[task]:7.2f} s CPU"
            f"   {found['peak_mib']:6.0f} MiB peak   {found}",
            flush=True,
        )
    for over, under in (("plain", "commit"), ("django", "commit"), ("commit", "dry-run")):
        if over in cpu and under in cpu:
            print(f"ratio {over} / {under} {cpu[over] / cpu[under]:.2f}")


if __name__ == "__main__":
    main()
