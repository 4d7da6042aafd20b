"""What a page types into a shell works, and prints what the page shows.

``console`` blocks of one page share a new folder that has the project's ``examples`` in it.  Lines
that begin with ``$ clientbook`` run; each line shown below one is found in what was printed, in
order, white space aside; ``...`` stands for anything.  Other commands are not run.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import clientbook

from .pages import ROOT, blocks

PAGES = [
    page
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if "```console" in page.read_text("utf-8")
]


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Return each command of a page with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(text):
        if block.language != "console":
            continue
        for line in block.code.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line)
    return found


def spaced(text: str) -> str:
    return " ".join(text.split())


def check_shown(shown: list[str], printed: str) -> None:
    lines = [spaced(line) for line in printed.splitlines()]
    for line in shown:
        pattern = ".*".join(re.escape(spaced(piece)) for piece in line.split("..."))
        while lines and not re.fullmatch(pattern, lines[0]):
            lines.pop(0)
        assert lines, f"not printed: {line!r} in\n{printed}"
        lines.pop(0)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_of_a_page_work(page: Path, tmp_path: Path) -> None:
    """A reader who types the commands in order sees what the page shows."""
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CLIENTBOOK_")}
    environment |= {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment["PYTHONPATH"] = str(Path(clientbook.__file__).parents[1])
    for command, shown in commands(page.read_text("utf-8")):
        words = shlex.split(command, comments=True)
        if words[0] == "export":
            environment |= dict(word.split("=", 1) for word in words[1:])
        if words[0] != "clientbook":
            continue
        done = subprocess.run(
            [sys.executable, "-m", "clientbook.cli", *words[1:]],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        check_shown(shown, done.stdout)


def test_a_line_that_is_not_printed_is_found() -> None:
    """The comparison fails for a line too many and for lines in another order."""
    check_shown(["a ... c"], "x\na  b  c\n")
    with pytest.raises(AssertionError):
        check_shown(["b", "a"], "a\nb\n")
