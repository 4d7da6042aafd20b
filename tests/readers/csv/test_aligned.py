"""Tables whose columns are told by spaces: padded to a width, or under a rule."""

import pytest

from clientbook.readers.csv.aligned import cut, find_runs, find_stops
from clientbook.readers.opening import open_table

PADDED = """\
Name            City            Phone
Ann Roy         Paris           0612345678
Bob Lee                         0612345679
Cy Li           Le Havre        0612345680
"""
RIGHT = """\
Name           Visits   Phone
Ann Roy             3   0612345678
Bob Lee            12   0612345679
Cy Li             104   0612345680
"""
RULED = """\
Name    City     Phone
------- -------- ----------
Ann Roy Paris    0612345678
Bob Lee Le Havre 0612345679
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            PADDED,
            [
                ("Ann Roy", "Paris", "0612345678"),
                ("Bob Lee", "", "0612345679"),
                ("Cy Li", "Le Havre", "0612345680"),
            ],
        ),
        (
            RIGHT,
            [
                ("Ann Roy", "3", "0612345678"),
                ("Bob Lee", "12", "0612345679"),
                ("Cy Li", "104", "0612345680"),
            ],
        ),
        (RULED, [("Ann Roy", "Paris", "0612345678"), ("Bob Lee", "Le Havre", "0612345679")]),
    ],
)
def test_columns_are_told_by_where_they_stand(text: str, rows: list[tuple[str, ...]]) -> None:
    """A column begins where all lines leave room before it; a blank cell leaves only room."""
    table = open_table(text.encode())
    assert [row.cells for row in table] == rows
    assert table.source.delimiter == " "


@pytest.mark.parametrize(
    "text",
    [
        "Comments\nI like  this\nvery  good\nwill come  again\n",
        "Name\nAnn Roy\nBob Lee\nCy Li\n",
        "Name,City  of birth\nAnn,Paris  11\nBob,Lyon  3\n",
        "Name   City\nAnn\n",
        "",
    ],
)
def test_prose_with_wide_spaces_is_no_table(text: str) -> None:
    """The titles stand apart too, and every line leaves the same room."""
    assert not find_stops(text.splitlines()) or open_table(text.encode()).source.delimiter == ","


@pytest.mark.parametrize(
    "text",
    [
        "Name  City  Phone\nAnn Roy  Le Havre  0612345678\nBo Li  Ulm  0612345679\n",
        "Name   City  Phone\nAnn Roy    Le Havre  0612345678\n\n  Bo Li  Ulm     0612345679\n",
        "Name  City  Phone  \r\nAnn Roy  Le Havre  0612345678\r\nBo Li  Ulm  0612345679\r\n",
    ],
)
def test_runs_of_spaces_part_cells(text: str) -> None:
    """Where every line has as many of them as the titles, though nothing is aligned."""
    table = open_table(text.encode())
    assert table.header == ("Name", "City", "Phone")
    assert [row.cells for row in table] == [
        ("Ann Roy", "Le Havre", "0612345678"),
        ("Bo Li", "Ulm", "0612345679"),
    ]


@pytest.mark.parametrize("text", ["a  b\nc\nd  e\n", "a  b\nc  d\n", "a\nb\nc\n", "a  b\tc\n" * 3])
def test_uneven_runs_part_nothing(text: str) -> None:
    """A line with more or fewer, or too few lines, are no table."""
    assert not find_runs(text.splitlines())


def test_a_line_shorter_than_the_table_has_blank_cells() -> None:
    """A last line without its padding is whole, a blank one has no cells."""
    assert cut("Ann\n", (0, 8, 16)) == ["Ann", "", ""]
    assert cut("   \n", (0, 8)) == []
