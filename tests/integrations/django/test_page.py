"""The how-to page, followed from an empty folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, blocks

import clientbook

PAGE = (ROOT / "docs" / "how-to" / "django.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples" / "salon_clients.csv", tmp_path)
    return tmp_path


def run(folder: Path, *command: str, typed: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        input=typed,
        env=os.environ | {"PYTHONPATH": str(Path(clientbook.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.django
def test_the_page_leads_from_an_empty_folder_to_a_project(folder: Path) -> None:
    """X54: Every command and every block of the page does what the page says."""
    said = ""
    for block in blocks(PAGE):
        if block.language == "bash":
            for line in block.code.splitlines():
                match line.split():
                    case ["django-admin", *arguments]:
                        run(folder, "-m", "django", *arguments)
                    case ["python", "manage.py", "createsuperuser" | "runserver"]:
                        pass  # they wait for somebody
                    case ["python", "manage.py", *arguments]:
                        said += run(folder, "manage.py", *arguments)
        elif "settings" in block.flags:
            with (folder / "shop" / "settings.py").open("a") as settings:
                settings.write(block.code)
        elif "shell" in block.flags:
            code = f"{block.code}\nprint('the block ran')"
            assert "the block ran" in run(folder, "manage.py", "shell", "-c", code)
    assert "System check identified no issues" in said
    assert "a dry run: nothing was written" in said
    assert "deleted clients gone for good: 0" in said
    assert "pairs: " in said
