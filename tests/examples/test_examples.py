"""Every program and file under examples works."""

import importlib.util
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import clientbook
from clientbook import ClientBook, MemoryStore, SqliteStore, open_table

EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAMS = sorted(p.name for p in EXAMPLES.glob("*.py"))

SHOWN = {
    "booking_desk.py": ["['Marie Dupont'] ['Marie Dupont'] True", "1 client, 2 appointments"],
    "import_and_review.py": ["row 6, Mobile: a local number without its area code", "4 clients"],
    "make_files.py": [],
    "nightly.py": ["clients: 2", "purged clients: 0", "copies: 1"],
}
ARGUMENTS = {
    "nightly.py": ["--demo"],
    "import_and_review.py": [str(EXAMPLES / "garage_clients.xlsx"), "CA"],
}


def run(program: str, folder: Path) -> str:
    environment = os.environ | {
        "PYTHONPATH": str(Path(clientbook.__file__).parents[1]),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, str(folder / program), *ARGUMENTS.get(program, [])],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_example_program_works(program: str, tmp_path: Path) -> None:
    """A program that is shown runs and prints what it is there to show."""
    (tmp_path / program).write_bytes((EXAMPLES / program).read_bytes())
    printed = run(program, tmp_path)
    for words in SHOWN[program]:
        assert words in printed
    assert len((EXAMPLES / program).read_text("utf-8").splitlines()) <= 110


def test_the_import_leaves_pages_to_look_at(tmp_path: Path) -> None:
    """X30: the report and the pairs are files of their own, beside the refused rows."""
    program = "import_and_review.py"
    (tmp_path / program).write_bytes((EXAMPLES / program).read_bytes())
    run(program, tmp_path)
    assert "<html" in (tmp_path / "report.html").read_text("utf-8")
    assert "<html" in (tmp_path / "pairs.html").read_text("utf-8")
    assert open_table(tmp_path / "rejects.xlsx").row_count == 1


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_backup_is_its_owners_alone(tmp_path: Path) -> None:
    """N9: The nightly copy is as private as the page says the database is."""
    (tmp_path / "nightly.py").write_bytes((EXAMPLES / "nightly.py").read_bytes())
    run("nightly.py", tmp_path)
    (copy,) = (tmp_path / "copies").glob("*.db")
    assert [path.stat().st_mode & 0o777 for path in (copy, tmp_path / "clients.db")] == [0o600] * 2


def test_nights_at_once_do_no_harm(tmp_path: Path) -> None:
    """N9: Several nights keep whole copies of their own database, and leave other files alone."""
    (tmp_path / "nightly.py").write_bytes((EXAMPLES / "nightly.py").read_bytes())
    run("nightly.py", tmp_path)
    copies = tmp_path / "copies"
    others = [copies / "accounts.db", copies / "garage-20200101T000000.db"]
    old = [copies / f"clients-20200101T0000{n:02d}.db" for n in range(20)]
    for path in [*others, *old]:
        path.touch()
    nights = [
        subprocess.Popen(
            [sys.executable, "nightly.py"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(Path(clientbook.__file__).parents[1])},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [night.communicate(timeout=120)[1] for night in nights]
    assert [night.returncode for night in nights] == [0, 0, 0], said
    assert all(path.exists() for path in others)
    assert not list(copies.glob("*.part*"))
    assert len(list(copies.glob("clients-*.db"))) == 14
    newest = max(copies.glob("clients-*.db"))
    with ClientBook(SqliteStore(newest)) as copy:
        assert copy.clients.count() == 2


def test_a_night_without_its_database_makes_none(tmp_path: Path) -> None:
    """N9: A mistyped path or a disk that is not mounted ends the night, and no copy gives way."""
    copies = tmp_path / "copies"
    for missing in ("clients.db", "gone/clients.db", "."):
        done = subprocess.run(
            [sys.executable, str(EXAMPLES / "nightly.py"), missing, "copies"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(Path(clientbook.__file__).parents[1])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "no such file" in done.stderr
        assert "Traceback" not in done.stderr
    assert not copies.exists()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_night_leaves_goes(tmp_path: Path) -> None:
    """N9: An unfinished copy holds everybody: it goes once no night can be at work on it."""
    program = importlib.util.spec_from_file_location("nightly", EXAMPLES / "nightly.py")
    assert program is not None
    assert program.loader is not None
    nightly = importlib.util.module_from_spec(program)
    program.loader.exec_module(nightly)
    database, copies = tmp_path / "clients.db", tmp_path / "copies"
    nightly.make_demo(database)
    copies.mkdir()
    stem = "clients-20200101T000000abcd_123.part"
    old = [copies / (stem + end) for end in ("", "-journal", "-wal", "-shm")]
    other = copies / ("other-" + stem)
    young = copies / stem.replace("2020", "2021")
    for path in (*old, other, young):
        path.touch()
    for path in (*old, other):
        os.utime(path, (0, 0))
    assert nightly.run(database, copies)["copies"] == 1
    left = {path.name for path in copies.glob("*.part*")}
    assert left == {other.name, young.name}
    with database.open("r+b") as damaged:  # what is no database any more is not copied
        damaged.write(b"x" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        nightly.back_up(database, copies)
    assert {path.name for path in copies.glob("*.part*")} == left


def test_the_book_of_an_example_is_opened_again_without_its_region(tmp_path: Path) -> None:
    """X48: Left out the second time, the region is the one the book began with."""
    program = "import_and_review.py"
    (tmp_path / program).write_bytes((EXAMPLES / program).read_bytes())
    run(program, tmp_path)
    done = subprocess.run(
        [sys.executable, str(tmp_path / program), ARGUMENTS[program][0]],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(clientbook.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "4 clients" in done.stdout, done.stderr


def test_the_example_files_are_what_their_script_makes(tmp_path: Path) -> None:
    """The files that are kept hold the rows that the script writes."""
    (tmp_path / "make_files.py").write_bytes((EXAMPLES / "make_files.py").read_bytes())
    run("make_files.py", tmp_path)
    for name in ("garage_clients.xlsx", "contacts.vcf"):
        made, kept = open_table(tmp_path / name), open_table(EXAMPLES / name)
        assert made.header == kept.header
        assert [row.cells for row in made] == [row.cells for row in kept]


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [("salon_clients.csv", 11, 15), ("garage_clients.xlsx", 7, 6), ("contacts.vcf", 14, 3)],
)
def test_an_example_file_maps_by_itself(name: str, columns: int, rows: int) -> None:
    """No column of an example is left for a person to decide."""
    table = open_table(EXAMPLES / name)
    mapping = ClientBook(MemoryStore()).imports.suggest(table)
    assert (len(table.header), table.row_count) == (columns, rows)
    assert not mapping.undecided
