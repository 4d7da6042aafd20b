"""Every desk that writes a table goes by the name of its file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from clientbook import ActivityKind, Actor, ClientBook, InvalidValueError, MemoryStore, Table

BY = Actor("anna")
WRITERS: dict[str, Callable[[ClientBook, str, BinaryIO], object]] = {
    "rejects": lambda book, run, out: book.imports.write_rejects(run, out),
    "template": lambda book, run, out: book.imports.template(out),
    "export": lambda book, run, out: book.lists.export(out),
    "retention": lambda book, run, out: book.retention.export(
        out, datetime(2020, 1, 1, tzinfo=UTC)
    ),
}


@pytest.fixture
def book() -> ClientBook:
    return ClientBook(MemoryStore(), kinds=[ActivityKind.APPOINTMENT])


def run_of(book: ClientBook) -> str:
    table = Table.from_rows(["First name", "Phone"], [["Ann", "12"]])
    return book.imports.run(table, by=BY).id


@pytest.mark.parametrize("name", WRITERS)
def test_an_open_file_is_written_as_it_is_named(
    book: ClientBook, tmp_path: Path, name: str
) -> None:
    """A workbook is never written under the name of a CSV file, nor the other way round."""
    run = run_of(book)
    for suffix, is_workbook in ((".csv", False), (".xlsx", True)):
        path = tmp_path / f"{name}{suffix}"
        with path.open("wb") as out:
            WRITERS[name](book, run, out)
        assert path.read_bytes().startswith(b"PK") is is_workbook


def test_a_path_of_refused_rows_says_the_format(book: ClientBook, tmp_path: Path) -> None:
    """``write_rejects(run, "r.csv")`` writes CSV; a name that says nothing is asked about."""
    run = run_of(book)
    assert book.imports.write_rejects(run, tmp_path / "r.csv") == 1
    assert b"Ann,12" in (tmp_path / "r.csv").read_bytes()
    with pytest.raises(InvalidValueError, match=r"\.xlsx or \.csv"):
        book.imports.write_rejects(run, tmp_path / "r.txt")
    assert not (tmp_path / "r.txt").exists()
