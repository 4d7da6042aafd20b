"""Everything that needs Django's settings, in processes of their own: one for each engine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = Path(__file__).parent / "suite"
ROOT = Path(__file__).parents[3]


@pytest.mark.django
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_the_suite_passes(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """X54: The book is at home in a Django project, on both engines."""
    databases = {}
    for alias in ("default", "other"):
        if engine == "sqlite":
            databases[alias] = {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(tmp_path / f"{alias}.db"),
                "OPTIONS": {"transaction_mode": "IMMEDIATE"},
                "TEST": {"NAME": str(tmp_path / f"test_{alias}.db")},
            }
        else:
            dsn = request.getfixturevalue("postgres").empty_database()
            parts = dict(part.split("=", 1) for part in dsn.split())
            databases[alias] = {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts["dbname"],
                "USER": parts["user"],
                "HOST": parts["host"],
            }
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(SUITE)],
        cwd=ROOT,
        env=os.environ
        | {
            "CLIENTBOOK_DJANGO": json.dumps(databases),
            "PYTHONPATH": os.pathsep.join([str(SUITE), *(p for p in sys.path if p)]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
