"""Every program and file under examples works."""

import os
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
ARGUMENTS = {"import_and_review.py": [str(EXAMPLES / "garage_clients.xlsx"), "CA"]}


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
    assert len((EXAMPLES / program).read_text("utf-8").splitlines()) <= 80


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
