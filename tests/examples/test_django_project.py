"""The Django example, end to end, by its own tests: on SQLite and on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import clientbook

PROJECT = Path(__file__).parents[2] / "examples" / "django_project"


def manage(folder: Path, *arguments: str, **variables: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=PROJECT,
        env=os.environ
        | {
            "DATABASE": str(folder / "salon.db"),
            "PYTHONPATH": str(Path(clientbook.__file__).parents[1]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@pytest.mark.django
def test_it_works_on_sqlite(tmp_path: Path) -> None:
    """X54: Booking, merging, importing, the night and the pages of the example work."""
    assert "OK" in manage(tmp_path, "test", "--noinput")


@pytest.mark.django
def test_it_works_on_postgresql(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """X54: The same on PostgreSQL; the test database can be kept for the next run."""
    dsn = request.getfixturevalue("postgres").empty_database()
    parts = dict(part.split("=", 1) for part in dsn.split())
    variables = {"PGDATABASE": parts["dbname"], "PGUSER": parts["user"], "PGHOST": parts["host"]}
    for _ in range(2):
        assert "OK" in manage(tmp_path, "test", "--noinput", "--keepdb", **variables)


@pytest.mark.django
def test_the_first_quarter_of_an_hour(tmp_path: Path) -> None:
    """X54: What the project says to type first works in an empty database, and is checked clean."""
    assert "no issues" in manage(tmp_path, "check")
    manage(tmp_path, "migrate", "-v", "0")
    said = manage(tmp_path, "clientbook_import", "../salon_clients.csv", "--dry-run")
    assert "a dry run: nothing was written" in said
    manage(tmp_path, "clientbook_import", "../salon_clients.csv")
    assert "no issues" in manage(tmp_path, "check", "--database", "default")
    assert "nothing was written" in manage(tmp_path, "clientbook_purge", "--dry-run")


def test_it_can_be_read_in_ten_minutes() -> None:
    """The files that the example is about stay a few screens."""
    files = ("models", "links", "booking", "admin")
    lines = [
        line
        for name in files
        for line in (PROJECT / "salon" / f"{name}.py").read_text("utf-8").splitlines()
    ]
    assert len(lines) <= 140
