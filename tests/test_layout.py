"""How the house is laid out: one name for one thing, short files."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from tests.conftest import PARTLY_CAMPAIGNS

import clientbook

SRC = Path(clientbook.__file__).parent

TWICE = {
    # The two SQL stores name their parts alike; each is imported inside its own folder only.
    "ClientTable",
    "Journal",
    "RecordTable",
    "Session",
    "WordSearch",
}
"""Class names that stand for two things; this list only shrinks."""


def test_one_class_name_names_one_thing() -> None:
    """C15: No public class name is defined twice in the package."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(str(path.relative_to(SRC)))
    twice = {name: found for name, found in homes.items() if len(found) > 1}
    assert not {name: found for name, found in twice.items() if name not in TWICE}


def test_no_page_is_written_in_python() -> None:
    """C18: HTML, style and script of pages stand in template files, not in Python texts."""
    tags = re.compile(r"<(?:div|span|style|script|td|p|h[1-6]|section)\b")
    found = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if tags.search(path.read_text("utf-8"))
    }
    assert found <= {"messages/html_tables.py"}


def test_no_file_hides_a_seam() -> None:
    """C20: No file of the package has more than 400 lines."""
    long = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) > 400
    }
    assert not long


def test_a_campaign_is_found_by_its_step() -> None:
    """Files that mark some of their cases as campaigns are read where campaigns are run."""
    mark = "mark." + "campaign"
    tests = Path(__file__).parent
    marked = {
        path.relative_to(tests).as_posix()
        for path in tests.rglob("test_*.py")
        if mark in path.read_text("utf-8")
    }
    assert marked == set(PARTLY_CAMPAIGNS)
