"""The format of a table: what was asked for, or what its file is named."""

import io
from pathlib import Path
from typing import BinaryIO

import pytest

from clientbook.errors import InvalidValueError
from clientbook.importing.rejects import FileFormat
from clientbook.writers.formats import format_of


class _Named(io.BytesIO):
    def __init__(self, name: object) -> None:
        super().__init__()
        self.name = name


@pytest.mark.parametrize(
    ("out", "asked", "format_"),
    [
        ("r.csv", None, "csv"),
        ("r.xlsx", None, "xlsx"),
        (Path("R.CSV"), None, "csv"),
        ("r.csv", "csv", "csv"),
        ("r.part", "csv", "csv"),
        ("r", "xlsx", "xlsx"),
        (io.BytesIO(), None, "usual"),
        (io.BytesIO(), "csv", "csv"),
        (_Named("all.xlsx"), None, "xlsx"),
        (_Named("all.tmp"), None, "usual"),
        (_Named(7), None, "usual"),
    ],
)
def test_the_name_of_a_file_says_its_format(
    out: BinaryIO | str | Path, asked: FileFormat | None, format_: str
) -> None:
    """What is called .csv is CSV, and what has no name is what was asked for, or the usual."""
    for usual in ("csv", "xlsx"):
        wanted = usual if format_ == "usual" else format_
        assert format_of(out, asked, usual=usual) == wanted


@pytest.mark.parametrize(
    ("out", "asked", "said"),
    [
        ("r.csv", "xlsx", "xlsx is asked for, and the file is named as csv"),
        (_Named("r.xlsx"), "csv", "csv is asked for, and the file is named as xlsx"),
        ("r.txt", None, "expected a name that ends in .xlsx or .csv, or a format"),
        (Path("rejects"), None, "expected a name that ends in .xlsx or .csv, or a format"),
    ],
)
def test_a_name_that_says_something_else_is_refused(
    out: BinaryIO | str | Path, asked: FileFormat | None, said: str
) -> None:
    """No file holds another format than its name promises."""
    with pytest.raises(InvalidValueError, match=said):
        format_of(out, asked, usual="xlsx")
